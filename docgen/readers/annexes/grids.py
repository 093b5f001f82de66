"""Tables as grids: which rows are the header, what stands in which column, which rows run across the table.

A header may stand below a title inside the table (so in Excel), may have two storeys, may be repeated on every page
and may be followed by the numbers of the columns. Tables that go on one after another with the same columns are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from docgen.patterns import pattern
from docgen.readers.annexes.cells import says_nothing, shown_words, single_blanks
from docgen.readers.annexes.columns import LONGEST_HEADING, number_column, recognised
from docgen.readers.blocks import NOWHERE, Cell, Paragraph, Place, Row, Table

_DEEPEST_HEADER = 20
"""A header is looked for in so many first rows: above it stand a title and who approves it."""
_ORDINAL = pattern(r"(?:\d{1,3}(?:\.\d{1,4}){0,3}|[IVXХ]{1,5})[.)]?")


class GridRow(NamedTuple):
    """A row with its cells by column: a cell that covers several stands in the first of them, None in the others.

    ``said`` is what each says on one line, ``filled`` the columns in which something is said.
    """

    cells: tuple[Cell | None, ...]
    row: Row
    said: tuple[str, ...]
    filled: tuple[int, ...]

    @classmethod
    def of(cls, cells: Iterable[Cell | None], row: Row) -> GridRow:
        """The row with these cells."""
        cells = tuple(cells)
        said = tuple(shown_words(cell) for cell in cells)
        return cls(cells, row, said, tuple(at for at, words in enumerate(said) if not says_nothing(words)))

    def words(self, column: int) -> str:
        """What stands in a column, on one line; empty for a cell that continues the one above."""
        return self.said[column]

    def joined(self, column: int) -> bool:
        """Whether the cell of a column continues the one above it."""
        cell = self.cells[column]
        return cell is not None and cell.joined

    @property
    def goes_on(self) -> bool:
        """Whether any of its cells continues the one above it."""
        return any(cell is not None and cell.joined for cell in self.cells)

    def place(self, column: int) -> Place:
        """Where the cell of a column stands."""
        cell = self.cells[column]
        return cell.place if cell is not None and cell.place != NOWHERE else self.row.place

    def with_joined(self, above: GridRow, columns: Iterable[int]) -> GridRow:
        """The row with the words of the cells above in those columns where its own cells continue them."""
        here = {at for at in columns if self.joined(at) and above.cells[at] is not None}
        if not here:
            return self
        return GridRow.of((above.cells[at] if at in here else cell for at, cell in enumerate(self.cells)), self.row)


@dataclass(frozen=True)
class Grid:
    """A table, or several that are one: its headings by column and its rows without header and numbers of columns.

    ``above`` are the words over the header; a table without a header has no words in its headings. ``blank`` is how many
    rows at its end are empty: a form has them.
    """

    headings: tuple[str, ...]
    rows: tuple[GridRow, ...]
    above: tuple[Paragraph, ...] = ()
    place: Place = NOWHERE
    head: tuple[GridRow, ...] = ()
    blank: int = 0

    @property
    def headed(self) -> bool:
        """Whether the table has a header."""
        return bool(self.head)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.headings)

    @cached_property
    def numbers(self) -> int | None:
        """The place of the column of numbers."""
        return number_column(self.headings)

    def across(self, row: GridRow) -> bool:
        """Whether the row has one text that runs across the table, perhaps with its number in the column of numbers.

        A row whose cells are merely empty is none: the words must stand in a cell of several columns, or in a row that
        has no other cells (so in a text where a row across is a line without tabs).
        """
        told = [column for column in row.filled if column != self.numbers or not is_ordinal(row.words(column))]
        if len(told) != 1 or self.columns < 2:
            return False
        cell = row.cells[told[0]]
        return cell is not None and (cell.span > 1 or told[0] + cell.span == _width(row.row) < self.columns)


def is_ordinal(words: str) -> bool:
    """Whether a cell holds the number of a row: ``3``, ``1.12.``, ``IV``."""
    return _ORDINAL.fullmatch(words.strip()) is not None


def grid_of(tables: Sequence[Table], between: Sequence[Sequence[Paragraph]] = ()) -> tuple[Grid | None, int]:
    """The tables that are one as a grid, and how many of them it takes; none when nothing stands in the first.

    ``between`` are the paragraphs before each table but the first: they become rows across it.
    """
    if not tables:
        return None, 0
    columns = _columns_of(tables[0])
    rows, blank = _said(tables[0], columns) if columns <= MOST_COLUMNS else ([], 0)
    if not rows:
        return None, 0
    start, end = _header(rows, columns)
    header, body = rows[start:end], rows[end:]
    above = tuple(paragraph for row in rows[:start] for paragraph in _paragraphs(row))
    head_words = [_row_words(row) for row in header]
    is_sure = any(row.row.heading for row in header) or (bool(header) and _is_header(rows, start))
    taken = 1
    for index, table in enumerate(tables[1:]):
        more = _continued(table, columns, head_words)
        if more is None:
            break
        lead = between[index] if index < len(between) else ()
        again = head_words == [_row_words(row) for row in more[0][: len(head_words)]]
        body += [_across(paragraph, columns) for paragraph in lead] + more[0][len(head_words) if again else 0 :]
        blank = more[1]
        taken += 1
    body = _without_repeats(body, head_words if is_sure else [], numbered=bool(header))
    return Grid(_headings(header, columns), tuple(body), above, tables[0].place, tuple(header), blank), taken


MOST_COLUMNS = 64
"""A table with more columns is a sheet of data and no annex."""


def placed(row: Row, columns: int) -> GridRow:
    """The row with its cells in their columns."""
    cells: list[Cell | None] = []
    for cell in row.cells:
        if len(cells) >= columns:
            break
        cells.append(cell)
        cells.extend([None] * (min(cell.span, columns - len(cells) + 1) - 1))
    return GridRow.of((*cells, *([None] * (columns - len(cells)))), row)


def is_column_numbers(row: GridRow) -> bool:
    """Whether the row numbers the columns: 1, 2, 3 …"""
    said = [row.words(column).rstrip(".") for column, cell in enumerate(row.cells) if cell is not None]
    return len(said) > 1 and said == [str(number) for number in range(1, len(said) + 1)]


def _columns_of(table: Table) -> int:
    return max([table.columns, *(_width(row) for row in table.rows[:200])], default=0)


def _width(row: Row) -> int:
    return sum(cell.span for cell in row.cells)


def _row_words(row: GridRow) -> tuple[str, ...]:
    """What the row says in each column, whatever the letter case."""
    return tuple(words.casefold() for words in row.said)


def _paragraphs(row: GridRow) -> Iterator[Paragraph]:
    for cell in row.cells:
        if cell is not None and not cell.joined and not says_nothing(cell.words):
            yield from (paragraph for paragraph in cell.paragraphs if paragraph.shown.strip())


def _header(rows: Sequence[GridRow], columns: int) -> tuple[int, int]:
    """The first row of the header and the one after it; equal when there is none."""
    flagged = next((index for index, row in enumerate(rows) if row.row.heading), None)
    if flagged is not None:
        heads = list(takewhile(lambda row: row.row.heading and not is_column_numbers(row), rows[flagged:]))
        if heads and flagged + len(heads) < len(rows):
            return flagged, flagged + len(heads)
    for index, row in enumerate(rows[:_DEEPEST_HEADER]):
        if _is_header(rows, index):
            return index, index + _storeys(rows, index)
        if is_ordinal(row.words(0)) and len(row.filled) > 1:
            break  # the rows have begun
    return 0, (1 if _may_be_header(rows, columns) else 0)


def _is_header(rows: Sequence[GridRow], index: int) -> bool:
    row = rows[index]
    if max(map(len, row.said)) > LONGEST_HEADING or len(row.filled) < 2:
        return False
    numbered = any(is_column_numbers(below) for below in rows[index + 1 : index + 3])
    return numbered or recognised(row.said) >= 2


def _storeys(rows: Sequence[GridRow], index: int) -> int:
    """How many rows the header has: the one below a cell of several columns belongs to it when others go on."""
    row, below = rows[index], rows[index + 1 : index + 2]
    wide = any(cell is not None and cell.span > 1 for cell in row.cells)
    return 2 if wide and below and below[0].goes_on else 1


def _may_be_header(rows: Sequence[GridRow], columns: int) -> bool:
    """Whether the first row of a table without known headings can be its header: short words in every column."""
    first = rows[0]
    said = [first.words(column) for column, cell in enumerate(first.cells) if cell is not None]
    if len(rows) < 2 or len(said) < min(columns, 2) or len(said) < columns:
        return False
    if any(says_nothing(words) or len(words) > LONGEST_HEADING for words in said) or is_ordinal(said[0]):
        return False
    if all(paragraph.bold for paragraph in _paragraphs(first)) or is_ordinal(rows[1].words(0)):
        return True
    return not any(words.endswith((".", ";", ",")) or any(sign.isdigit() for sign in words) for words in said)


def _headings(header: Sequence[GridRow], columns: int) -> tuple[str, ...]:
    """The heading of each column: the words over it from top to bottom."""
    over = [[shown_words(_covering(row, column)) for row in header] for column in range(columns)]
    return tuple(single_blanks(" ".join(words)) for words in over)


def _covering(row: GridRow, column: int) -> Cell | None:
    return next((row.cells[at] for at in range(column, -1, -1) if row.cells[at] is not None), None)


def _continued(table: Table, columns: int, header: Sequence[tuple[str, ...]]) -> tuple[list[GridRow], int] | None:
    """The rows of a table that goes on with the same columns, or None when it is another one."""
    if _columns_of(table) != columns:
        return None
    rows, blank = _said(table, columns)
    if rows and header and _row_words(rows[0]) != header[0] and _is_header(rows, 0):
        return None
    return rows, blank


def _said(table: Table, columns: int) -> tuple[list[GridRow], int]:
    """The rows of a table that say something, and how many empty ones stand after them."""
    rows = [placed(row, columns) for row in table.rows]
    told = [index for index, row in enumerate(rows) if row.filled or row.goes_on]
    return [rows[index] for index in told], len(rows) - told[-1] - 1 if told else 0


def _without_repeats(rows: list[GridRow], header: Sequence[tuple[str, ...]], *, numbered: bool) -> list[GridRow]:
    """The rows without the header where it stands again and without the numbers of the columns under it."""
    kept: list[GridRow] = []
    under_header = numbered
    for index, row in enumerate(rows):
        if len(row.filled) > 1 and _row_words(row) in header:
            under_header = True
        elif not (under_header and is_column_numbers(row) and not _goes_on_counting(rows, index)):
            under_header = False
            kept.append(row)
    return kept


def _goes_on_counting(rows: Sequence[GridRow], index: int) -> bool:
    """Whether the row after «1, 2, 3» is the second: then that was the first one and no row of column numbers."""
    return index + 1 < len(rows) and rows[index + 1].words(0).rstrip(".)") == "2"


def _across(paragraph: Paragraph, columns: int) -> GridRow:
    cell = Cell((paragraph,), columns, place=paragraph.place)
    return placed(Row((cell,), paragraph.place), columns)


def with_first_row_as_header(grid: Grid) -> Grid:
    """A table without a header with its first row for one."""
    head, body = grid.rows[:1], grid.rows[1:]
    return replace(grid, headings=_headings(head, grid.columns), head=head, rows=body)
