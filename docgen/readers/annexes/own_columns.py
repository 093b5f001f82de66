"""Columns that an office names itself: their ids, headings, and what their cells have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.model.plan import COLUMN_HEADINGS
from docgen.patterns import pattern
from docgen.readers.annexes.cells import says_nothing
from docgen.readers.annexes.grids import Grid
from docgen.readers.ids import Ids

_WORD = pattern(r"[а-яёa-z]+")
_LONGEST_ID = 20


def own_columns(
    grid: Grid, places: Iterable[int], *, merged: bool = False, dashes: bool = True
) -> dict[int, dict[str, Any]]:
    """The columns at these places as plain data; ``merged`` ones are joined again when they are printed.

    With ``dashes`` an empty cell would get one, unless its column says that it stays empty.
    """
    ids = Ids()
    for usual in COLUMN_HEADINGS:
        ids.free(usual)
    found: dict[int, dict[str, Any]] = {}
    for at in places:
        column: dict[str, Any] = {"код": ids.free(_id(grid.headings[at])), "заголовок": grid.headings[at] or "–"}
        rows = [row for row in grid.rows if not grid.across(row)]
        if merged and any(row.joined(at) for row in rows):
            column["объединять"] = "да"
        elif dashes and any(_is_empty(row.words(at)) and not row.joined(at) for row in rows):
            column["оставить пустой"] = "да"
        found[at] = column
    return found


def _is_empty(words: str) -> bool:
    """Whether nothing at all is written, not even the dash of an office that fills every cell."""
    return says_nothing(words) and not words.strip()


def _id(heading: str) -> str:
    """The first word of a heading, short."""
    match = _WORD.search(heading.lower())
    return match.group()[:_LONGEST_ID] if match else "графа"
