"""Any table read as it stands: its columns with their headings, its rows, the texts across it."""

from __future__ import annotations

from typing import Any

from docgen.findings import Path, Severity
from docgen.model.fields import NO_NUMBER
from docgen.readers.annexes.cells import as_text, cell_text, says_nothing
from docgen.readers.annexes.grids import Grid, GridRow, is_ordinal, with_first_row_as_header
from docgen.readers.annexes.layout import Layout, leave_beyond, note_end, note_intro, note_title
from docgen.readers.annexes.own_columns import own_columns
from docgen.readers.draft import Context, Draft
from docgen.readers.words import says_the_same
from docgen.rules import Scope, rule

NO_HEADER = rule(
    "таблица-без-шапки", "У таблицы нет шапки: заголовками стали слова первой строки", severity=Severity.NOTE,
    scope=Scope.FILE,
)  # fmt: skip
_NUMBER = "№ п/п"
_WIDE = 5
"""From so many columns on the sheet lies."""


def table_of(layout: Layout, context: Context, *, merged: bool = True) -> Draft | None:
    """The annex as a table, or None when there is none; ``merged`` cells of a column are joined again in print."""
    grid = layout.grid
    if grid is None:
        return None
    draft = Draft({"вид": "таблица"})
    note_title(layout, draft)
    note_intro((*layout.before, *grid.above), draft)
    grid = _headed(grid, context)
    note_rows(grid, draft, merged=merged)
    if grid.columns - ("с номерами" not in draft.data) >= _WIDE:
        draft.data["поперёк"] = "да"
    note_end(layout, draft, context)
    leave_beyond(layout, context)
    return draft if draft.data["строки"] and draft.data["графы"] else None


def _headed(grid: Grid, context: Context) -> Grid:
    """The grid with a header: a table that has none takes its first row for it, so that no word is added."""
    first = grid.rows[0] if grid.rows else None
    if grid.headed or first is None or len(grid.rows) < 2 or len(first.filled) < grid.columns:
        return grid  # without words for every heading the headings stay dashes
    context.findings.append(
        NO_HEADER.finding(
            "У таблицы нет строки заголовков: заголовками граф стали слова первой строки.",
            document=context.name, place=f"{context.name}: {grid.place}",
            hint="Если это не заголовки, впишите в «графы» свои, а слова перенесите в первую строку.",
        )
    )  # fmt: skip
    return with_first_row_as_header(grid)


def note_rows(grid: Grid, draft: Draft, *, merged: bool = True, dashes: bool = True) -> None:
    """Put columns and rows into the draft; the numbers have no column of their own where they can be counted.

    Without ``dashes`` an empty cell is printed empty anyway.
    """
    counted = _is_counted(grid)
    places = [at for at in range(grid.columns) if not (counted and at == 0)]
    columns = own_columns(grid, places, merged=merged, dashes=dashes)
    if not counted:
        draft.data["с номерами"] = "нет"
    draft.data["графы"] = list(columns.values())
    rows = draft.data["строки"] = list[Any]()
    above: GridRow | None = None
    count = 0
    for row in grid.rows:
        path: Path = ("строки", len(rows))
        if grid.across(row):
            at = row.filled[-1]
            number = [row.words(each) for each in row.filled[:-1]]
            cell = row.cells[at]
            said = as_text(cell.paragraphs if cell else (), bold=False)
            rows.append({"раздел": " ".join([*number, said])})
            draft.tell((*path, "раздел"), row.place(at), row.words(at))
            above = None
            continue
        filled = row.with_joined(above, places) if merged and above is not None else row
        cells = [cell_text(filled.cells[at]) for at in places]
        count += 1
        rows.append({"код": f"с{count}", **_number(row, counted), "ячейки": cells})
        draft.tell((*path, "ячейки"), row.row.place, row.row.words)
        above = filled


def _is_counted(grid: Grid) -> bool:
    """Whether the first column is «№ п/п» and holds nothing but numbers."""
    if not says_the_same(grid.headings[0], _NUMBER):
        return False
    said = [row.words(0) for row in grid.rows if not grid.across(row)]
    joined = any(row.joined(0) for row in grid.rows)
    return not joined and all(is_ordinal(words) or says_nothing(words) for words in said)


def _number(row: GridRow, counted: bool) -> dict[str, str]:
    words = row.words(0).rstrip(".)") if counted else ""
    return {"номер": words if not says_nothing(words) else str(NO_NUMBER)} if counted else {}
