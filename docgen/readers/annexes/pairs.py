"""Pairs of schools read from a table: the school that helps, the one that is helped, who accompanies them."""

from __future__ import annotations

import re
from typing import Any

from docgen.model.fields import NO_NUMBER
from docgen.patterns import pattern
from docgen.readers.annexes.cells import cell_text
from docgen.readers.annexes.grids import Grid
from docgen.readers.annexes.layout import Layout, note_intro, note_signed, note_title
from docgen.readers.annexes.school_lines import names_school, schools_read
from docgen.readers.draft import Context, Draft
from docgen.readers.words import said_words, says_the_same

_MENTOR = pattern(r".*наставник", re.IGNORECASE)
_SCHOOL = pattern(r".*(?:школ|организац|учрежден|подопечн)", re.IGNORECASE)
_NUMBER = "№ п/п"


def pairs_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as pairs of schools, or None when its table is none of them."""
    grid = layout.grid
    if grid is None or layout.after or layout.beyond or not _holds_pairs(grid):
        return None
    draft = Draft({"вид": "пары"})
    note_title(layout, draft)
    note_intro((*layout.before, *grid.above), draft)
    draft.data["заголовок наставника"], draft.data["заголовок школы"] = grid.headings[1:3]
    if grid.columns == 4:
        draft.data["заголовок куратора"] = grid.headings[3]
    places = [(row.words(at), row.place(at)) for row in grid.rows for at in (1, 2)]
    schools = iter(schools_read(places, context))
    draft.data["пары"] = []
    for index, row in enumerate(grid.rows):
        mentor, school = next(schools), next(schools)
        number = row.words(0).rstrip(".")
        pair: dict[str, Any] = {
            "код": f"пара{index + 1}", "номер": number or str(NO_NUMBER), "наставник": mentor.data, "школа": school.data,
        }  # fmt: skip
        if grid.columns == 4 and (curator := cell_text(row.cells[3])):
            pair["куратор"] = curator
        draft.data["пары"].append(pair)
        path = ("пары", index)
        draft.tell((*path, "номер"), row.place(0), number)
        draft.tell((*path, "наставник"), mentor.place, mentor.words, mentor.confidence)
        draft.tell((*path, "школа"), school.place, school.words, school.confidence)
    note_signed(layout, draft, context)
    return draft


def _holds_pairs(grid: Grid) -> bool:
    """Whether the columns are number, mentor, school and perhaps a curator, and nothing is joined or runs across."""
    if not grid.headed or grid.columns not in (3, 4) or not says_the_same(grid.headings[0], _NUMBER):
        return False
    mentor, school = (" ".join(said_words(heading)) for heading in grid.headings[1:3])
    if not grid.rows or not all(row.words(1) and row.words(2) and not grid.across(row) for row in grid.rows):
        return False
    headed = _MENTOR.match(mentor) and _SCHOOL.match(school) and not _MENTOR.match(school)
    return bool(headed) or all(names_school(row.words(at)) for row in grid.rows for at in (1, 2))
