"""The grid of a plan by what its rows are: sections, measures, lines inside a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from docgen.patterns import pattern
from docgen.readers.annexes.grids import Grid, GridRow, is_ordinal
from docgen.readers.blocks import Cell, Paragraph

Names = Mapping[int, str]
"""The columns by their places: the usual ones and the ids of the plan's own."""
RowKind = Literal["раздел", "мероприятие", "строка", "пусто"]

_SECTION_NUMBER = pattern(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[IVXХ]{1,5})(?:\.\s*|\s+(?=[А-ЯЁ«]))(?=\S)")


class PlanRow(NamedTuple):
    """A row and what it is; ``number`` is what it shows, ``repeated`` whether it got words of the cell above it."""

    kind: RowKind
    row: GridRow
    number: str = ""
    repeated: bool = False


def plan_rows(grid: Grid, names: Names) -> list[PlanRow]:
    """The rows of the plan, with the words of a cell over several measures in the row of each of them."""
    at = {name: place for place, name in names.items()}
    found: list[PlanRow] = []
    head = ""
    for index, given in enumerate(grid.rows):
        following = grid.rows[index + 1] if index + 1 < len(grid.rows) else None
        kind = _kind(grid, given, following, at, found, head)
        number = _number(given, at)
        row = given
        if kind == "раздел":
            number = number or section_number(given)
            head = number
        elif kind == "мероприятие" and found and found[-1].kind != "раздел":
            row = given.with_joined(found[-1].row, (place for place, name in names.items() if name != "уровень"))
        found.append(PlanRow(kind, row, number, row is not given))
    return found


def _kind(
    grid: Grid, row: GridRow, following: GridRow | None, at: Mapping[str, int], above: list[PlanRow], head: str
) -> RowKind:
    if _is_section(grid, row, following, at, head):
        return "раздел"
    joined = row.joined(at.get("номер", at["мероприятие"]))
    if joined and above and above[-1].kind in ("мероприятие", "строка"):
        return "строка"
    return "мероприятие" if row.filled else "пусто"


def _is_section(grid: Grid, row: GridRow, following: GridRow | None, at: Mapping[str, int], head: str) -> bool:
    number = _number(row, at)
    if grid.across(row):
        return not (number and head and number.startswith(f"{head}."))  # 1.3 in section 1 is a row with empty cells
    measure = at["мероприятие"]
    if set(row.filled) - {at.get("номер"), measure} or measure not in row.filled or following is None:
        return False
    below = _number(following, at)
    heads = bool(number) and below.startswith(f"{number}.")
    bold = all(paragraph.bold for paragraph in said_paragraphs(row.cells[measure]))
    return heads or (bold and bool(below) and not number)


def _number(row: GridRow, at: Mapping[str, int]) -> str:
    words = row.words(at["номер"]).strip() if "номер" in at else ""
    return words.rstrip(".)") if is_ordinal(words) else ""


def section_lead(row: GridRow) -> tuple[str, int]:
    """The number at the beginning of a section's title, and how many letters it takes."""
    first = next(said_paragraphs(row.cells[row.filled[-1]]), None)
    match = _SECTION_NUMBER.match(first.shown) if first is not None else None
    return (match["number"], match.end()) if match else ("", 0)


def section_number(row: GridRow) -> str:
    """The number that stands before the title of a section, in the same cell."""
    return section_lead(row)[0]


def said_paragraphs(cell: Cell | None) -> Iterator[Paragraph]:
    """The paragraphs of a cell that say something."""
    return (paragraph for paragraph in (cell.paragraphs if cell else ()) if paragraph.shown.strip())
