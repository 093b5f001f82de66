"""A schedule read from a table: what takes place when, where and for whom."""

from __future__ import annotations

import re
from typing import Any

from docgen.findings import Path
from docgen.model.fields import NO_NUMBER
from docgen.model.table import SCHEDULE_HEADINGS
from docgen.patterns import pattern
from docgen.readers.annexes.cells import cell_text, cell_words, says_nothing
from docgen.readers.annexes.columns import schedule_columns
from docgen.readers.annexes.grids import Grid, GridRow, is_ordinal
from docgen.readers.annexes.layout import Layout, note_intro, note_signed, note_title
from docgen.readers.annexes.plan_rows import deadline_of, responsible_of
from docgen.readers.draft import Context, Draft

_TITLE = pattern(r"(?:график|расписание|календарь|циклограмма)", re.IGNORECASE)
_PLAN = pattern(r"(?:план|дорожная карта|комплекс мер|программа)\b", re.IGNORECASE)


def schedule_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a schedule, or None when its table is none."""
    grid = layout.grid
    title = " ".join(paragraph.words for paragraph in layout.title).strip()
    if grid is None or layout.after or layout.beyond or _PLAN.match(title):
        return None
    names = _columns(grid, titled=_TITLE.match(title) is not None)
    if names is None:
        return None
    draft = Draft({"вид": "график"})
    note_title(layout, draft)
    note_intro((*layout.before, *grid.above), draft)
    draft.data["графы"] = list(names.values())
    headings = {name: grid.headings[at] for at, name in names.items() if grid.headings[at] != SCHEDULE_HEADINGS[name]}
    if headings:
        draft.data["заголовки граф"] = headings
    draft.data["строки"] = [
        _event(row, names, ("строки", index), draft, context) for index, row in enumerate(grid.rows)
    ]
    note_signed(layout, draft, context)
    return draft


def _columns(grid: Grid, *, titled: bool) -> dict[int, str] | None:
    """The columns by their places when all are those of a schedule, and nothing is joined or runs across."""
    names = schedule_columns(grid.headings)
    known = set(names.values())
    if not grid.headed or not grid.rows or len(names) != grid.columns or not {"мероприятие", "срок"} <= known:
        return None
    if not (titled or known & {"время", "место"}):
        return None
    for row in grid.rows:
        if grid.across(row) or any(row.joined(at) for at in names):
            return None
        for at, name in names.items():
            if name == "номер" and not (is_ordinal(row.words(at)) or says_nothing(row.words(at))):
                return None
    return names


def _event(row: GridRow, names: dict[int, str], path: Path, draft: Draft, context: Context) -> dict[str, Any]:
    data: dict[str, Any] = {"код": f"г{path[-1] + 1}" if isinstance(path[-1], int) else "г"}
    for at, name in names.items():
        cell, place = row.cells[at], row.place(at)
        words = cell_words(cell)
        if name == "номер":
            data["номер"] = words.rstrip(".)") or str(NO_NUMBER)
            draft.tell((*path, name), place, words)
        elif name == "мероприятие":
            data[name] = cell_text(cell) or "–"
            draft.tell((*path, name), place, words)
        elif not words:
            continue
        elif name == "срок":
            data[name], confidence, why = deadline_of(words)
            draft.tell((*path, name), place, words, confidence, why)
        elif name == "ответственные":
            data[name], confidence, why = responsible_of(words, place, context)
            draft.tell((*path, name), place, words, confidence, why)
        else:
            data[name] = words if name == "время" else cell_text(cell)
    return data
