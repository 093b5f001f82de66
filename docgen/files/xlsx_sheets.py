"""One sheet of a workbook: its filled cells, its merges, what of it is hidden, as the parser passes them.

The workbook around it, with the words and formats that its sheets share, is ``xlsx_grid``'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from docgen.files.xlsx_cells import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    Kind,
    Merge,
    StringReader,
    count,
    merge_of,
    place,
    unescaped,
    within,
)
from docgen.files.xlsx_numbers import shown
from docgen.files.xlsx_package import Attributes

MOST_CELLS = 100_000
MOST_MERGES = 20_000
"""Filled cells and merges of a workbook beyond which it is no document of an office."""


class Shared(Protocol):
    """What the sheets of a workbook share."""

    since_1904: bool

    @property
    def strings(self) -> list[Cell]:
        """The words that cells name by number."""

    @property
    def formats(self) -> list[str]:
        """The number format of each style."""

    def tally(self, cell: Cell) -> None:
        """Count a cell against the limits of a workbook."""


@dataclass
class Sheet:
    """One sheet: its filled cells by row and column, counted from 1."""

    name: str
    hidden: bool = False
    part: str = ""
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        """The filled cell that stands exactly there."""
        return self.rows.get(row, {}).get(column)

    @property
    def last_row(self) -> int:
        """The last row in which something stands; 0 for an empty sheet."""
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        """The last column in which something stands."""
        return max((max(row) for row in self.rows.values()), default=0)

    @cached_property
    def joined(self) -> dict[tuple[int, int], Merge]:
        """The merge to which a cell belongs, within the filled part of the sheet."""
        found: dict[tuple[int, int], Merge] = {}
        last_row, last_column = self.last_row, self.last_column
        for merge in self.merges:
            for row in range(merge.top, min(merge.bottom, last_row) + 1):
                for column in range(merge.left, min(merge.right, last_column) + 1):
                    found[row, column] = merge
                if len(found) > MOST_CELLS:
                    return found
        return found

    def has_hidden_column(self, column: int) -> bool:
        """Whether the column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


class SheetReader:
    """Collects the cells of a sheet as the parser passes them."""

    def __init__(self, shared: Shared, sheet: Sheet) -> None:
        self.sheet = sheet
        self._shared = shared
        self._row = self._column = 0
        self._type = ""
        self._style = 0
        self._value: list[str] | None = None
        self._raw: str | None = None
        self._formula = False
        self._inline: StringReader | None = None

    def start(self, name: str, given: Attributes) -> None:
        if self._inline is not None:
            self._inline.start(name, given)
        elif name == "c":
            self._open(given)
        elif name == "row":
            self._row = within(given.get("r", ""), self._row + 1, LAST_ROW)
            self._column = 0
            if given.get("hidden") in ("1", "true"):
                self.sheet.hidden_rows.add(self._row)
        elif name == "v":
            self._value = []
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline = StringReader()
        else:
            self._note(name, given)

    def _note(self, name: str, given: Attributes) -> None:
        """What stands around the cells: merges, and columns that are hidden."""
        if name == "mergeCell" and len(self.sheet.merges) < MOST_MERGES:
            if (merge := merge_of(given.get("ref", ""))) is not None:
                self.sheet.merges.append(merge)
        elif name == "col" and given.get("hidden") in ("1", "true"):
            first, last = count(given.get("min", "")), count(given.get("max", ""))
            if 0 < first <= last:
                self.sheet.hidden_columns.append((first, last))

    def text(self, words: str) -> None:
        if self._inline is not None:
            self._inline.text(words)
        elif self._value is not None:
            self._value.append(words)

    def end(self, name: str) -> None:
        if self._inline is not None:
            self._inline.end(name)
            if name == "is":
                if self._inline.found:
                    self._keep(self._inline.found[0])
                self._inline = None
        elif name == "v" and self._value is not None:
            self._raw, self._value = "".join(self._value), None
        elif name == "c":
            self._close()

    def _open(self, given: Attributes) -> None:
        column, row = place(given.get("r", ""))
        if column:
            self._row, self._column = row, column
        else:
            self._column += 1
        self._type = given.get("t", "n")
        self._style = count(given.get("s", ""))
        self._raw, self._formula = None, False

    def _close(self) -> None:
        if self._raw:
            self._keep(self._cell(self._raw))
        elif self._formula and self._type != "str":  # a formula may well give an empty text
            self._keep(Cell("", Kind.UNCOMPUTED))

    def _cell(self, raw: str) -> Cell:
        if self._type == "s":
            strings, number = self._shared.strings, count(raw.strip())
            return strings[number] if number < len(strings) else Cell("")
        if self._type in ("str", "inlineStr"):
            return Cell(unescaped(raw))
        if self._type == "b":
            return Cell("да" if raw.strip() in ("1", "true") else "нет", Kind.YES_NO)
        if self._type == "e":
            return Cell(raw.strip(), Kind.ERROR)
        if self._type == "d":
            year, _, rest = raw.strip().partition("-")
            month, _, day = rest.partition("T")[0].partition("-")
            return Cell(f"{day}.{month}.{year}" if day else raw, Kind.DATE)
        formats = self._shared.formats
        code = formats[self._style] if self._style < len(formats) else "General"
        made = shown(raw, code, since_1904=self._shared.since_1904)
        return Cell(made.text, Kind.DATE if made.is_date else Kind.NUMBER)

    def _keep(self, cell: Cell) -> None:
        """Put the cell into its place; one without a sign in it is empty."""
        if not 0 < self._row <= LAST_ROW or not 0 < self._column <= LAST_COLUMN:
            return
        if cell.kind is Kind.TEXT and (not cell.text or cell.text.isspace()):
            return
        self._shared.tally(cell)
        self.sheet.rows.setdefault(self._row, {})[self._column] = cell
