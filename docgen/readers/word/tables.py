"""A Word table as rows of cells on one grid.

The grid of the file is kept where some row uses it: an edge that no cell has is no column, and edges that lie within
two millimetres (drawn by hand, row by row) are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from lxml import etree

from docgen.ooxml.measures import is_on, twips, whole_number
from docgen.ooxml.parts import W
from docgen.readers.blocks import Cell, Paragraph, Place, Row, Table
from docgen.readers.word.desk import Desk
from docgen.readers.word.markup import Markup
from docgen.readers.word.tags import ALTERNATE, CELL, DELETED, INSERTED, ROW, UNSAID, all_words, chosen

MOST_COLUMNS: Final = 63
"""Columns that Word allows; a span beyond what the grid has is cut to it."""
_HAIR: Final = 113
"""Twips (2 mm) up to which two edges are one."""


ReadCell = Callable[[etree._Element, Place], tuple[Paragraph, ...]]
"""Reads the content of a cell at its place."""


class _Placed(NamedTuple):
    """A cell on the file's own grid: its edges, and whether it goes on from above (``restart``, ``continue``).

    It has no element where a row begins or ends short of the table, several after the old horizontal merge.
    """

    elements: tuple[etree._Element, ...]
    start: int
    end: int
    merged: str = ""


class _Line(NamedTuple):
    """A row on the file's own grid."""

    cells: list[_Placed]
    heading: bool


def rows_of(table: etree._Element, markup: Markup) -> Iterator[etree._Element]:
    """The rows of a table that stay; one that a tracked change takes out is only told of."""
    changed = table.find(f"{W}tblPr/{W}tblPrChange")
    if changed is not None:
        markup.tell(changed, "", "оформление")
    for row in _children(table, ROW):
        properties = row.find(f"{W}trPr")
        gone = None if properties is None else properties.find(DELETED)
        put_in = None if properties is None else properties.find(INSERTED)
        if gone is not None:
            markup.tell(gone, _row_words(row))
            continue
        if put_in is not None:
            markup.tell(put_in, _row_words(row))
        changed = None if properties is None else properties.find(f"{W}trPrChange")
        if changed is not None:
            markup.tell(changed, _row_words(row), "оформление")
        yield row


def cells_of(row: etree._Element, markup: Markup) -> Iterator[etree._Element]:
    """The cells of a row that stay."""
    for cell in _children(row, CELL):
        properties = cell.find(f"{W}tcPr")
        gone = None if properties is None else properties.find(f"{W}cellDel")
        put_in = None if properties is None else properties.find(f"{W}cellIns")
        if gone is not None:
            markup.tell(gone, all_words(cell), "удаление")
            continue
        if put_in is not None:
            markup.tell(put_in, all_words(cell), "вставка")
        changed = None if properties is None else properties.find(f"{W}tcPrChange")
        if changed is not None:
            markup.tell(changed, all_words(cell), "оформление")
        yield cell


def _row_words(row: etree._Element) -> str:
    return "\t".join(all_words(cell).replace("\n", " ") for cell in _children(row, CELL))


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, out of content controls and whatever else is round them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in UNSAID:
            continue
        elif child.tag == ALTERNATE:
            if (choice := chosen(child)) is not None:
                yield from _children(choice, tag)
        else:
            yield from _children(child, tag)


def read_table(
    element: etree._Element, desk: Desk, place: Place, read_cell: ReadCell, *, starts_page: bool
) -> Table | None:
    """The table, None when all its rows are taken out. ``place`` is the table's; rows and cells get theirs from it."""
    widths = [twips(column.get(f"{W}w")) or 0 for column in _grid(element)]
    most = max(MOST_COLUMNS, len(widths))
    lines: list[_Line] = []
    desk.markup.place = place._replace(row=1)
    for row in rows_of(element, desk.markup):
        desk.count_piece()
        lines.append(_line(row, desk.markup, most))
        desk.markup.place = place._replace(row=len(lines) + 1)
    if not lines:
        return None
    edges = _edges(lines, widths)
    rows: list[Row] = []
    above: set[int] = set()
    heading = True
    for number, line in enumerate(lines, 1):
        at = place._replace(row=number)
        heading = heading and line.heading
        rows.append(Row(tuple(_cell(each, edges, above, at, read_cell) for each in line.cells), at, heading))
        above = {edges[each.start] for each in line.cells if each.merged}
    first = rows[0].cells[0].paragraphs if rows[0].cells else ()
    turned = starts_page or bool(first and first[0].starts_page)
    return Table(tuple(rows), max(edges.values(), default=0), place, turned)


def _cell(cell: _Placed, edges: dict[int, int], above: set[int], place: Place, read_cell: ReadCell) -> Cell:
    start = edges[cell.start]
    at = place._replace(column=start + 1)
    paragraphs = tuple(paragraph for element in cell.elements for paragraph in read_cell(element, at))
    joined = cell.merged not in ("", "restart") and start in above
    return Cell(paragraphs, edges[cell.end] - start, joined, at)


def _edges(lines: list[_Line], widths: list[int]) -> dict[int, int]:
    """The column at each edge of the file's grid that some cell has; edges a hair apart are one where no cell is lost."""
    cells = [cell for line in lines for cell in line.cells]
    used = sorted({0, *(edge for cell in cells for edge in (cell.start, cell.end))})
    exact = {edge: column for column, edge in enumerate(used)}
    if used[-1] > len(widths):
        return exact
    at = [0, *accumulate(widths)]
    column, since = 0, at[0]
    snapped = {0: 0}
    for edge in used[1:]:
        if at[edge] - since > _HAIR:
            column, since = column + 1, at[edge]
        snapped[edge] = column
    return snapped if all(snapped[cell.start] < snapped[cell.end] for cell in cells) else exact


def _grid(table: etree._Element) -> Iterator[etree._Element]:
    grid = table.find(f"{W}tblGrid")
    return iter(()) if grid is None else grid.iterfind(f"{W}gridCol")


def _line(row: etree._Element, markup: Markup, most: int) -> _Line:
    """The row on the file's own grid; cells of the old horizontal merge are one."""
    properties = row.find(f"{W}trPr")
    at = min(max(_count(properties, "gridBefore", 0), 0), most)
    cells = [_Placed((), 0, at)] if at else []
    for element in cells_of(row, markup):
        said = element.find(f"{W}tcPr")
        end = at + min(max(_count(said, "gridSpan", 1), 1), most)
        if cells and _merge(said, "hMerge") not in ("", "restart"):
            cells[-1] = cells[-1]._replace(elements=(*cells[-1].elements, element), end=end)
        else:
            cells.append(_Placed((element,), at, end, _merge(said, "vMerge")))
        at = end
    after = min(max(_count(properties, "gridAfter", 0), 0), most)
    if after:
        cells.append(_Placed((), at, at + after))
    return _Line(cells, bool(is_on(None if properties is None else properties.find(f"{W}tblHeader"))))


def _merge(properties: etree._Element | None, name: str) -> str:
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "continue")


def _count(properties: etree._Element | None, name: str, default: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    return default if found is None else whole_number(found.get(f"{W}val"), default)
