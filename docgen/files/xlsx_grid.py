"""A workbook: which sheets it has, and the words and formats that they share.

Read straight from the XML and not through openpyxl: a file of another program, or a hostile one, must give findings and
never an error of a library, within bounds of time and memory. What the cells mean is decided by those who asked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from docgen.errors import InputError
from docgen.files.xlsx_cells import Cell, StringReader, count
from docgen.files.xlsx_numbers import BUILT_IN
from docgen.files.xlsx_package import Attributes, Package, holds_values, too_large, without_empty_rows
from docgen.files.xlsx_sheets import MOST_CELLS, Sheet, SheetReader

MOST_LETTERS = 10_000_000
"""Letters in the cells of a workbook beyond which it is no document of an office."""


class Entry(NamedTuple):
    """A sheet as the workbook lists it, not read yet."""

    name: str
    hidden: bool
    part: str


class Book:
    """A workbook: what sheets it lists, each read when it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ``InputError`` with findings for what is no workbook."""
        self.name = name
        self.package = Package(data, name)
        self._part = self._workbook_part()
        self.since_1904 = False
        self.entries = self._entries()
        self._cells = 0
        self._letters = 0

    @property
    def has_macros(self) -> bool:
        """Whether macros lie in it; nobody runs them."""
        return any(part.endswith("vbaproject.bin") for part in self.package.parts)

    @property
    def has_links(self) -> bool:
        """Whether some cells take their values from other workbooks."""
        return any("/externallinks/" in part for part in self.package.parts)

    def sheets(self) -> Iterator[Sheet]:
        """All the sheets in order."""
        for entry in self.entries:
            yield self.sheet(entry)

    def sheet(self, entry: Entry) -> Sheet:
        """A sheet with its cells."""
        reader = SheetReader(self, Sheet(entry.name, entry.hidden, entry.part))
        chunks = without_empty_rows(self.package.chunks(entry.part))
        if entry.part in self.package:
            self.package.parse(chunks, reader.start, reader.end, reader.text)
        return reader.sheet

    def is_empty(self, entry: Entry) -> bool:
        """Whether no cell of the sheet holds anything, told without reading it."""
        return not holds_values(self.package.chunks(entry.part))

    def tally(self, cell: Cell) -> None:
        """Count a cell against the limits of a workbook."""
        self._cells += 1
        self._letters += len(cell.text)
        if self._cells > MOST_CELLS:
            raise InputError([too_large(self.name, f"в ней больше {MOST_CELLS} заполненных ячеек")])
        if self._letters > MOST_LETTERS:
            raise InputError([too_large(self.name, "в её ячейках слишком много текста")])

    def _workbook_part(self) -> str:
        for kind, target in self._relations("_rels/.rels", "").values():
            if kind.endswith("/officeDocument"):
                return target
        return "xl/workbook.xml"

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """The kind and the target of each relation that a part of relations names."""
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, given: Attributes) -> None:
            if name == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, given.get("Target", ""))).lstrip("/")
                found[given.get("Id", "")] = (given.get("Type", ""), target)

        if part in self.package:
            self.package.parse(iter([self.package.read(part)]), start)
        return found

    @cached_property
    def _own_relations(self) -> dict[str, tuple[str, str]]:
        folder, _, name = self._part.rpartition("/")
        return self._relations(f"{folder}/_rels/{name}.rels", folder)

    def _target(self, ending: str) -> str:
        return next((target for kind, target in self._own_relations.values() if kind.endswith(ending)), "")

    def _entries(self) -> list[Entry]:
        found: list[Entry] = []

        def start(name: str, given: Attributes) -> None:
            if name == "workbookPr":
                self.since_1904 = given.get("date1904") in ("1", "true")
            elif name == "sheet":
                id_ = next((value for key, value in given.items() if key.endswith(":id")), "")
                kind, target = self._own_relations.get(id_, ("", ""))
                if not kind.endswith(("/chartsheet", "/dialogsheet")):
                    found.append(Entry(given.get("name", ""), given.get("state", "visible") != "visible", target))

        self.package.parse(iter([self.package.read(self._part)]), start)
        return found

    @cached_property
    def strings(self) -> list[Cell]:
        """The words that cells share."""
        reader = StringReader()
        part = self._target("/sharedStrings")
        if part in self.package:
            self.package.parse(iter([self.package.read(part)]), reader.start, reader.end, reader.text)
        return reader.found

    @cached_property
    def formats(self) -> list[str]:
        """The number format of each style of cells."""
        codes: dict[str, str] = {}
        styles: list[str] = []
        inside = False

        def start(name: str, given: Attributes) -> None:
            nonlocal inside
            if name == "numFmt":
                codes[given.get("numFmtId", "")] = given.get("formatCode", "")
            elif name in ("cellXfs", "cellStyleXfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                styles.append(given.get("numFmtId", "0"))

        part = self._target("/styles")
        if part in self.package:
            self.package.parse(iter([self.package.read(part)]), start)
        return [codes.get(id_) or BUILT_IN.get(count(id_), "General") for id_ in styles]
