"""Glued rows become the rows of a table: every cell with its place, titles of sections over the empty columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.readers.blocks import Cell, Extra, Paragraph, Place, Row, Table
from docgen.readers.gluing import NUMBER, RawCell, RawRow, Torn
from docgen.readers.joining import without_soft
from docgen.readers.mends import Mends


def table_of(
    rows: Sequence[RawRow], columns: int, place: Place, mends: Mends, *, starts_page: bool = False
) -> tuple[Table, list[Extra]]:
    """The table of these rows with everything mended, and the headings that stood in it again."""
    torn = Torn(list(rows), columns, mends)
    mended = torn.mended()
    made = []
    for number, row in enumerate(mended, start=1):
        below = mended[number].cells[0].words if number < len(mended) and mended[number].cells else ""
        cells = _section_cells(row, columns, below) if number > 1 else row.cells
        made.append(_row(row, cells, place, number))
    return Table(tuple(made), columns, place, starts_page), torn.extras


def _section_cells(row: RawRow, columns: int, below: str) -> list[RawCell]:
    """The cells of a row; the title of a section takes all the columns that are empty after it."""
    filled = row.filled
    if len(row.cells) != columns or not filled or any(cell.span > 1 or cell.joined for cell in row.cells):
        return row.cells
    last = row.cells[filled[-1]]
    number = row.cells[0].words.rstrip(" .)")
    bold = all(paragraph.bold or _italic(paragraph) for paragraph in last.paragraphs)
    if filled == [0]:
        titled = NUMBER.match(row.cells[0].words) is None
    elif filled[0] == 0 and len(filled) == 2:
        titled = NUMBER.match(row.cells[0].words) is not None and (bold or below.startswith(f"{number}."))
    else:
        titled = len(filled) == 1 and bold
    if not titled:
        return row.cells
    return [*row.cells[: filled[-1]], RawCell(last.paragraphs, columns - filled[-1])]


def _italic(paragraph: Paragraph) -> bool:
    return all(run.italic for run in paragraph.runs)


def _row(row: RawRow, cells: Sequence[RawCell], place: Place, number: int) -> Row:
    line, table = row.place.line, place.table
    made = []
    column = 1
    for cell in cells:
        paragraphs = tuple(
            replace(
                without_soft(paragraph), place=Place(line=paragraph.place.line, table=table, row=number, column=column)
            )
            for paragraph in cell.paragraphs
        )
        made.append(Cell(paragraphs, cell.span, cell.joined, Place(line=line, table=table, row=number, column=column)))
        column += cell.span
    return Row(tuple(made), Place(line=line, table=table, row=number), row.heading)
