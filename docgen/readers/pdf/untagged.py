"""Blocks of pages without tags: ruled tables with their cells, paragraphs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from docgen.readers.blocks import Block, Cell, Extra, Paragraph, Place, Row, Table
from docgen.readers.pdf.content import Drawn, Piece
from docgen.readers.pdf.furniture import without_furniture
from docgen.readers.pdf.lines import Margins, TextLine, page_margins, paragraphs, text_lines
from docgen.readers.pdf.ruled import Box, RuledTable, ruled_tables
from docgen.readers.pdf.text import Writing
from docgen.readers.words import said_words

_SAME_COLUMNS = 4.0
_MOST_HEADER_ROWS = 4


@dataclass
class _Found:
    """A table on a page with the pieces of its cells."""

    grid: RuledTable
    page: int
    pieces: dict[Box, list[Piece]] = field(default_factory=dict)

    @property
    def padding(self) -> float:
        """How far from the sides of their cells the words keep."""
        rooms = (
            piece.x0 - self.grid.xs[box.column]
            for box, pieces in self.pieces.items() for piece in pieces if not piece.is_blank
        )  # fmt: skip
        return max(0.0, min(rooms, default=0.0))

    def continues(self, other: _Found) -> bool:
        """Whether it goes on with a table of the page before."""
        if self.page != other.page + 1 or len(self.grid.xs) != len(other.grid.xs):
            return False
        return all(abs(a - b) < _SAME_COLUMNS for a, b in zip(self.grid.xs, other.grid.xs, strict=True))


class Untagged:
    """Turns the pages of one file into blocks and extras."""

    def __init__(self, pages: Sequence[Drawn], writing: Writing) -> None:
        self.pages = pages
        self.writing = writing
        self.extras: list[Extra] = []
        self._count = 0

    def blocks(self) -> list[Block]:
        """The blocks in the order of drawing."""
        flow = [each for page in self.pages for each in self._page(page)]
        lines = [each for each in flow if isinstance(each, TextLine)]
        kept, extras = without_furniture(lines, self.pages)
        self.extras.extend(extras)
        stays = {id(line) for line in kept}
        margins = page_margins(kept, self.pages)
        made: list[Block] = []
        waiting: list[TextLine] = []
        tables: list[_Found] = []
        for each in flow:
            if isinstance(each, _Found):
                made.extend(paragraphs(waiting, margins, self.writing))
                waiting = []
                tables.append(each)
            elif id(each) in stays:
                made.extend(self._tables(tables))
                tables = []
                waiting.append(each)
        made.extend(paragraphs(waiting, margins, self.writing))
        made.extend(self._tables(tables))
        return made

    def _page(self, page: Drawn) -> list[TextLine | _Found]:
        """The lines of a page with its tables, each where the first of its words is drawn."""
        grids = ruled_tables(page)
        found: dict[int, _Found] = {}
        flow: list[TextLine | _Found] = []
        waiting: list[Piece] = []
        for piece in page.pieces:
            home = next(((index, box) for index, grid in enumerate(grids) if (box := grid.box_of(piece))), None)
            if home is None:
                waiting.append(piece)
                continue
            index, box = home
            if index not in found:
                if piece.is_blank:
                    continue
                flow.extend(text_lines(waiting, self.writing.heights))
                waiting = []
                found[index] = _Found(grids[index], page.number)
                flow.append(found[index])
            found[index].pieces.setdefault(box, []).append(piece)
        flow.extend(text_lines(waiting, self.writing.heights))
        return flow

    def _tables(self, found: Sequence[_Found]) -> Iterator[Table]:
        """The tables; one that goes on over the end of a page is one, without its repeated heading."""
        group: list[_Found] = []
        for each in [*found, None]:
            if group and (each is None or not each.continues(group[-1])):
                yield self._table(group)
                group = []
            if each is not None:
                group.append(each)

    def _table(self, parts: Sequence[_Found]) -> Table:
        self._count += 1
        rows = self._rows(parts[0])
        heading = 0
        for before, part in pairwise(parts):
            more = self._rows(part)
            again = _repeated(rows, more)
            heading = max(heading, again)
            self.extras.extend(Extra("повтор шапки", row.words, row.place) for row in more[:again])
            rows.extend(_continued(before, part, more, again))
        place = Place(page=parts[0].page, table=self._count)
        numbered = [_numbered(row, place, index, index <= heading) for index, row in enumerate(rows, 1)]
        return Table(tuple(numbered), len(parts[0].grid.xs) - 1, place)

    def _rows(self, found: _Found) -> list[Row]:
        rows: list[Row] = []
        for number in range(len(found.grid.ys) - 1):
            boxes = [box for box in found.grid.boxes if box.row <= number < box.row + box.rows]
            cells = [self._cell(found, box, number) for box in sorted(boxes, key=lambda box: box.column)]
            rows.append(Row(tuple(cells), Place(page=found.page)))
        return rows

    def _cell(self, found: _Found, box: Box, row: int) -> Cell:
        place = Place(page=found.page, column=box.column + 1)
        if row > box.row:
            return Cell((Paragraph((), place),), box.columns, True, place)
        left, right = found.grid.xs[box.column], found.grid.xs[box.column + box.columns]
        lines = text_lines(found.pieces.get(box, ()), self.writing.heights)
        padding = found.padding
        margins = {found.page: Margins(left + padding, right - padding, Margins.leading_of(lines), is_cell=True)}
        made = tuple(paragraphs(lines, margins, self.writing))
        return Cell(made or (Paragraph((), place),), box.columns, False, place)


def _continued(before: _Found, part: _Found, rows: Sequence[Row], start: int) -> list[Row]:
    """The rows of the next page; an empty cell below a merged one that reached the end of the page goes on with it."""
    last = len(before.grid.ys) - 2
    merged = {box.column for box in before.grid.boxes if box.rows > 1 and box.row + box.rows - 1 == last}
    held = {
        box.column: box.rows
        for box in part.grid.boxes
        if box.row == start and box.column in merged and not any(not p.is_blank for p in part.pieces.get(box, ()))
    }
    made: list[Row] = []
    for number, row in enumerate(rows[start:]):
        cells = (replace(cell, joined=cell.joined or held.get(cell.place.column - 1, 0) > number) for cell in row.cells)
        made.append(replace(row, cells=tuple(cells)))
    return made


def _repeated(rows: Sequence[Row], more: Sequence[Row]) -> int:
    """How many rows from the top of a page repeat those from the top of the table."""
    count = 0
    for one, other in zip(rows[:_MOST_HEADER_ROWS], more, strict=False):
        if said_words(one.words) != said_words(other.words) or not said_words(one.words):
            break
        count += 1
    return count


def _numbered(row: Row, place: Place, number: int, heading: bool) -> Row:
    """The row with its place in the whole table."""
    at = place._replace(page=row.place.page, row=number)
    cells = []
    for cell in row.cells:
        here = at._replace(column=cell.place.column)
        placed = tuple(replace(each, place=here._replace(line=each.place.line)) for each in cell.paragraphs)
        cells.append(replace(cell, paragraphs=placed, place=here))
    return Row(tuple(cells), at, heading)
