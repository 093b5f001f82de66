"""Rows of a table in a template: where each cell lies in the grid, and the cells put into another grid.

The markup is the author's: cells are moved, copied or left out whole. Only spans, widths, the row of column numbers and
the tags of columns of the office's own are written anew. What the new grid is, ``columns`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from docgen.patterns import pattern

if TYPE_CHECKING:
    from lxml import etree

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_TBL, _TR, _TC, _P, _T = (f"{_W}{name}" for name in ("tbl", "tr", "tc", "p", "t"))
_MARKS = [f"{_W}{name}{edge}" for name in ("bookmark", "commentRange", "perm") for edge in ("Start", "End")]
_ID = f"{_W}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

MOST = 63
"""Columns of a table in Word."""
_NO_WIDTH = 500
"""Twips of a grid column that says no width; Word writes one for each."""

_ROW_TAG = pattern(r"\{[{%#][-+]?tr\s")
_TAG = pattern(r"\{[{%].*?[%}]\}", re.DOTALL)
_OWN_PATH = pattern(r"""("[^"]*"|'[^']*'|«[^»]*»|“[^”]*”)|(?<![\w.\])])((?:[A-Za-z_]\w*\.)+own)(?![\w\[(])""")


class Cell(NamedTuple):
    """A cell: the grid columns that it covers, and its text without that of tables inside it."""

    element: etree._Element
    old: range
    text: str


class Row(NamedTuple):
    """A row: ``before`` and ``after`` are the grid columns it leaves empty at its ends."""

    element: etree._Element
    before: range
    cells: tuple[Cell, ...]
    after: range


class Column(NamedTuple):
    """A column of the new grid: the old grid columns it is made of, and the number of its first new one.

    ``own`` is the index of the office's own column that it stands for.
    """

    old: range
    start: int
    own: int | None
    centred: bool

    def new(self, old: range) -> list[int]:
        """Where the new grid has those of the old grid columns that this column is made of."""
        return [self.start + number - self.old.start for number in self.old if number in old]


class Layout(NamedTuple):
    """The new grid: its columns in their order, and the width in twips of each grid column."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]

    def new(self, old: range) -> list[int]:
        """Where the new grid has these old grid columns, in order."""
        return [number for column in self.columns for number in column.new(old)]


class _Piece(NamedTuple):
    """A cell for the new grid: the new grid columns that it is to cover."""

    element: etree._Element
    new: list[int]


def tables_of(root: etree._Element) -> list[etree._Element]:
    """All tables, those inside other tables before them."""
    return [*root.iter(_TBL)][::-1]


def rows_of(table: etree._Element) -> list[Row]:
    """The rows of a table, without those of the tables inside it."""
    return [_row(row) for row in table.iter(_TR) if next(row.iterancestors(_TBL)) is table]


def grid_of(table: etree._Element, rows: Sequence[Row]) -> list[int]:
    """The widths of the grid columns in twips; as many as the longest row needs."""
    widths = [_number(column, "w") or _NO_WIDTH for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    longest = max((row.after.stop for row in rows), default=0)
    return widths + [_NO_WIDTH] * (longest - len(widths))


def fit_table(table: etree._Element, rows: Sequence[Row], layout: Layout) -> None:
    """Put the rows of a table into a new grid."""
    for row in rows:
        _unwrap(row.element)
    _free_marks(table)
    for row in rows:
        if row.cells:
            _fit(row, layout)
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        grid = _element(table, "tblGrid")
        properties = table.find(f"{_W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    grid[:] = [_element(table, "gridCol", w=width) for width in layout.widths]


def _row(element: etree._Element) -> Row:
    before = min(_number(element.find(f"{_W}trPr/{_W}gridBefore")), MOST)
    after = min(_number(element.find(f"{_W}trPr/{_W}gridAfter")), MOST)
    cells: list[Cell] = []
    start = before
    for cell in element.iter(_TC):
        if next(cell.iterancestors(_TR)) is not element:
            continue
        stop = start + min(_number(cell.find(f"{_W}tcPr/{_W}gridSpan")) or 1, MOST)
        text = "".join(t.text or "" for t in cell.iter(_T) if next(t.iterancestors(_TC)) is cell)
        cells.append(Cell(cell, range(start, stop), text))
        start = stop
    return Row(element, range(before), tuple(cells), range(start, start + after))


def _fit(row: Row, layout: Layout) -> None:
    count = len(layout.widths)
    numbers = _counts_columns(row)
    before, after = len(layout.new(row.before)), len(layout.new(row.after))
    statement = next((cell for cell in row.cells if _ROW_TAG.search(cell.text)), None)
    pieces = [] if statement else sorted(_pieces(row, layout), key=lambda piece: piece.new[0])
    if not pieces:  # a row of which no cell is wanted keeps its words, under all columns
        cell = statement or max(row.cells, key=lambda cell: len(cell.text.strip()))
        for properties in cell.element.iterfind(f"{_W}tcPr"):
            _drop(properties, "vMerge")
        pieces, before, after = [_Piece(cell.element, [*range(count)])], 0, 0
    spans = [len(piece.new) for piece in pieces]
    widest = max(range(len(pieces)), key=lambda n: sum(layout.widths[new] for new in pieces[n].new))
    spans[widest] += count - before - after - sum(spans)
    start = before
    for piece, span in zip(pieces, spans, strict=True):
        _set_size(piece.element, span, sum(layout.widths[start : start + span]))
        start += span
    _set_margins(row.element, before, after, layout)
    _replace_cells(row, [piece.element for piece in pieces])
    if numbers:
        for number, piece in enumerate(pieces, 1):
            _write([*piece.element.iter(_T)], str(number))


def _pieces(row: Row, layout: Layout) -> Iterator[_Piece]:
    """The cells of a row in the new grid: one that belongs to a column as often as the column is wanted."""
    for cell in row.cells:
        homes = [column for column in layout.columns if cell.old.start in column.old and cell.old[-1] in column.old]
        if not homes:
            if new := layout.new(cell.old):
                yield _Piece(cell.element, sorted(new))
            continue
        copies = [cell.element, *(_copy(cell.element) for _ in homes[1:])]
        for column, element in zip(homes, copies, strict=True):
            if column.own is not None:
                _name_own(element, column.own)
                if column.centred:
                    _centre(element)
            yield _Piece(element, column.new(cell.old))


def _counts_columns(row: Row) -> bool:
    """Whether it is the row of column numbers: 1, 2, 3 and nothing else."""
    texts = [cell.text.strip() for cell in row.cells]
    if texts == [str(number) for number in range(1, len(texts) + 1)]:
        return True
    styles = {style.get(f"{_W}val") for cell in row.cells for style in cell.element.iter(f"{_W}pStyle")}
    return styles == {"CellNumber"} and all(text.isdecimal() for text in texts)


def _copy(cell: etree._Element) -> etree._Element:
    """A copy without what may stand in a file only once: marks of ranges, remarks, the numbers of paragraphs."""
    copied = deepcopy(cell)
    for unique in [*copied.iter(*_MARKS, f"{_W}commentReference"), *copied.iterfind(f".//{_W}sdtPr/{_W}id")]:
        parent = unique.getparent()
        if parent is not None:
            parent.remove(unique)
    for paragraph in copied.iter(_P):
        for attribute in [*paragraph.attrib]:
            if str(attribute).endswith(("}paraId", "}textId")):
                del paragraph.attrib[attribute]
    return copied


def _centre(cell: etree._Element) -> None:
    for style in cell.iter(f"{_W}pStyle"):
        if style.get(f"{_W}val") == "Cell":
            style.set(f"{_W}val", "CellCentre")


def _name_own(cell: etree._Element, index: int) -> None:
    """The tags of the pattern made to name one own column: ``row.own`` becomes ``row.own[1]``."""

    def indexed(match: re.Match[str]) -> str:
        return match[1] or f"{match[2]}[{index}]"

    for paragraph in cell.iter(_P):
        texts = [text for text in paragraph.iter(_T) if next(text.iterancestors(_P)) is paragraph]
        joined = "".join(text.text or "" for text in texts)
        for tag in [*_TAG.finditer(joined)][::-1]:
            new = _OWN_PATH.sub(indexed, tag[0])
            if new != tag[0]:
                _write(texts, new, tag.start(), tag.end())


def _write(texts: Sequence[etree._Element], new: str, start: int = 0, end: int | None = None) -> None:
    """Replace a stretch of the text that these elements hold together; the new words stand where the old ones began."""
    position = 0
    for text in texts:
        old = text.text or ""
        first = max(start - position, 0)
        last = len(old) if end is None else min(end - position, len(old))
        if first < last:
            text.text = old[:first] + new + old[last:]
            text.set(_SPACE, "preserve")
            new = ""
        position += len(old)


def _unwrap(row: etree._Element) -> None:
    """Take the cells out of the content controls round them: a control belongs to places that move."""
    for child in [*row]:
        inside = [e for e in child.iter(_TC, *_MARKS) if e is not child and next(e.iterancestors(_TC, _TR)) is row]
        for element in inside:
            child.addprevious(element)
        if inside:
            row.remove(child)


def _free_marks(table: etree._Element) -> None:
    """Bookmarks that reach from one cell to another set round the cells of their rows, so that no cell takes one away."""
    root = table.getroottree().getroot()
    marks = {(mark.tag, mark.get(_ID)): mark for mark in root.iter(*_MARKS)}
    for mark in [*table.iter(*_MARKS)]:
        for attribute in ("colFirst", "colLast"):
            mark.attrib.pop(f"{_W}{attribute}", None)
        cell = _cell_of(mark, table)
        tag = str(mark.tag)
        opens = tag.endswith("Start")
        other = marks.get(
            (tag.removesuffix("Start") + "End" if opens else tag.removesuffix("End") + "Start", mark.get(_ID))
        )
        if cell is None or other is None or _cell_of(other, table) is cell:
            continue
        if opens:
            cell.addprevious(mark)
        else:
            cell.addnext(mark)


def _cell_of(element: etree._Element, table: etree._Element) -> etree._Element | None:
    """The cell of this table that the element stands in."""
    return next((cell for cell in element.iterancestors(_TC) if next(cell.iterancestors(_TBL)) is table), None)


def _replace_cells(row: Row, cells: Sequence[etree._Element]) -> None:
    for cell in row.cells:
        row.element.remove(cell.element)
    leading = (f"{_W}tblPrEx", f"{_W}trPr", *_MARKS[::2])
    others = [*row.element]
    head = [child for child in others if child.tag in leading]
    row.element[:] = [*head, *cells, *(child for child in others if child.tag not in leading)]


def _set_size(cell: etree._Element, span: int, width: int) -> None:
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        properties = _element(cell, "tcPr")
        cell.insert(0, properties)
    _drop(properties, "tcW", "gridSpan")
    at = 1 if properties.find(f"{_W}cnfStyle") is not None else 0
    properties.insert(at, _element(cell, "tcW", w=width, type="dxa"))
    if span > 1:
        properties.insert(at + 1, _element(cell, "gridSpan", val=span))


def _set_margins(row: etree._Element, before: int, after: int, layout: Layout) -> None:
    """The grid columns that the row leaves empty at its ends."""
    properties = row.find(f"{_W}trPr")
    if properties is None:
        return
    count = len(layout.widths)
    for name, empty in ("Before", layout.widths[:before]), ("After", layout.widths[count - after :]):
        for element in properties.findall(f"{_W}grid{name}"):
            element.set(f"{_W}val", str(len(empty)))
        for element in properties.findall(f"{_W}w{name}"):
            element.set(f"{_W}w", str(sum(empty)))
            element.set(f"{_W}type", "dxa")
        if not empty:
            _drop(properties, f"grid{name}", f"w{name}")


def _drop(properties: etree._Element, *names: str) -> None:
    for child in [*properties.iterchildren(*(f"{_W}{name}" for name in names))]:
        properties.remove(child)


def _number(element: etree._Element | None, name: str = "val") -> int:
    value = "" if element is None else element.get(f"{_W}{name}") or ""
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _element(owner: etree._Element, name: str, **attributes: object) -> etree._Element:
    made = owner.makeelement(f"{_W}{name}", nsmap={"w": _NAMESPACE})
    for attribute, value in attributes.items():
        made.set(f"{_W}{attribute}", str(value))
    return made
