"""New values put into the workbook of a document: which cells they go into, and the proof that they read back.

How cells get into the file is the business of ``xlsx_splicing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.errors import InputError
from docgen.files.nodes import Plain
from docgen.files.xlsx_fields import Field, Form, fields_of, written
from docgen.files.xlsx_grid import Book
from docgen.files.xlsx_layout import INFO, OWN, Layout, heading, own_headings, own_key, titled
from docgen.files.xlsx_reading import read_bytes
from docgen.files.xlsx_sheets import Sheet
from docgen.files.xlsx_source import WorkbookSource
from docgen.files.xlsx_splicing import NOT_SPLICED, with_cells
from docgen.files.xlsx_tables import UNREAD
from docgen.findings import Finding, Path


def with_data(source: WorkbookSource, data: Plain) -> bytes:
    """The workbook with these data in place of its own; its rows stay the same rows.

    Raises ``InputError`` when the data have other rows than the workbook, or do not read back.
    """
    if source.layout is None or not isinstance(data, dict) or not isinstance(source.data, dict):
        raise InputError(source.findings or [_not_put(source.name)])
    cells = _Cells(source, source.layout, data)
    content = with_cells(source.content, source.name, cells.collected())
    for read in read_bytes(content, source.name):
        if read.layout is source.layout and read.data == data:
            return content
    raise InputError([_not_put(source.name)])


_NOT_OURS = ("/charts/", "/media/", "/pivot", "/externallinks/", "vbaproject", "_xmlsignatures/", "/embeddings/")


def is_replaceable(source: WorkbookSource) -> bool:
    """Whether nothing is lost when the workbook is written anew: no pictures, no macros, no sheets of another kind."""
    parts = Book(source.content, source.name).package.parts
    drawn = any("/drawings/" in part and part.endswith(".xml") for part in parts)
    unread = any(finding.rule == UNREAD.name for finding in source.findings)
    return not drawn and not unread and not any(sign in f"/{part}" for part in parts for sign in _NOT_OURS)


def _not_put(name: str) -> Finding:
    return NOT_SPLICED.finding(
        f"В книгу «{name}» новые значения не вписать: строки в ней пришлось бы добавить или убрать.", document=name,
        hint="Внесите изменения в Excel или сохраните документ новой книгой.",
    )  # fmt: skip


class _Cells:
    """Collects the cells that differ between the data of a workbook and new ones."""

    def __init__(self, source: WorkbookSource, layout: Layout, data: dict[str, Plain]) -> None:
        self.source, self.layout, self.data = source, layout, data
        self.places = source.places
        self.book = Book(source.content, source.name)
        self._cells: dict[str, dict[tuple[int, int], str]] = {}
        self._added: dict[tuple[str, str], int] = {}
        self._sheets: dict[str, Sheet] = {}
        self._own = own_headings(data)

    def collected(self) -> dict[str, dict[tuple[int, int], str]]:
        """The words of the cells, by the part of their sheet."""
        self._info()
        for path, (sheet, row) in self.places.rows.items():
            before, after = _at(self.source.data, path), _at(self.data, path)
            if isinstance(before, dict) and isinstance(after, dict):
                self._entry(path, sheet, row, _flat(before), _flat(after))
        return {self.source.parts[sheet]: cells for sheet, cells in self._cells.items()}

    def _entry(self, path: Path, sheet: str, row: int, before: dict[str, Plain], after: dict[str, Plain]) -> None:
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) == after.get(key) or self._is_nested(after.get(key, before.get(key)), key):
                continue
            spot = self.places.spots.get((*path, key))
            column = spot.column if spot else self._column(sheet, key)
            words = written(after[key], self._field(path, key)) if key in after else ""
            self._put(sheet, row, column, words)

    def _is_nested(self, value: Plain, key: str) -> bool:
        """Whether these are entries with rows of their own."""
        return any(key == form.key for form in self.layout.forms) and isinstance(value, list)

    def _field(self, path: Path, key: str) -> Field:
        if len(path) == 2 and path[0] in self.layout.tables:
            model = self.layout.tables[str(path[0])].model
            return fields_of(model)[key] if model else Field(key, Form.TEXT)
        return self.layout.columns.get(key) or Field(key, Form.TEXT)

    def _column(self, sheet: str, key: str) -> int:
        """The column of a key; one that the sheet lacks is added at its right edge."""
        column = self.places.columns.get(sheet, {}).get(key) or self._added.get((sheet, key))
        if column:
            return column
        added = sum(name == sheet for name, _ in self._added)
        column = self._added[sheet, key] = self._sheet(sheet).last_column + added + 1
        known = self.layout.columns.get(key)
        code = key.removeprefix(own_key(""))
        words = heading(known) if known else f"{OWN}: {code}" if code != key else titled(key)
        self._put(sheet, self.places.headings.get(sheet) or 1, column, words)
        return column

    def _info(self) -> None:
        """The fields of «Сведения»; one that has no row there gets one below the others."""
        before = self.source.data
        assert isinstance(before, dict)
        for key, field in self.layout.info.items():
            if before.get(key) == self.data.get(key):
                continue
            words = written(self.data[key], field) if key in self.data else ""
            spot = self.places.spots.get((key,))
            if spot is None or not spot.row:
                sheet = next((name for name in self.source.parts if name in self._infos()), "")
                if not sheet:
                    raise InputError([_not_put(self.source.name)])
                known = self._sheet(sheet)
                row = max([known.last_row, *(row for row, _ in self._cells.get(sheet, ()))]) + 1
                first = min((min(cells) for cells in known.rows.values()), default=1)
                self._put(sheet, row, first, titled(key))
                self._put(sheet, row, first + 1, words)
            else:
                self._put(spot.sheet, spot.row, spot.column, words)

    def _infos(self) -> Iterator[str]:
        spot = self.places.spots.get((INFO,))
        if spot is not None:
            yield spot.sheet

    def _sheet(self, name: str) -> Sheet:
        if name not in self._sheets:
            self._sheets[name] = next(self.book.sheet(entry) for entry in self.book.entries if entry.name == name)
        return self._sheets[name]

    def _put(self, sheet: str, row: int, column: int, words: str) -> None:
        self._cells.setdefault(sheet, {})[row, column] = words


def _flat(entry: dict[str, Any]) -> dict[str, Plain]:
    """The values of an entry, the cells of own columns beside the rest."""
    own = entry.get(OWN)
    values = {key: value for key, value in entry.items() if key != OWN}
    return values | ({own_key(code): value for code, value in own.items()} if isinstance(own, dict) else {})


def _at(data: Any, path: Path) -> Plain:
    for part in path:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return None
    found: Plain = data
    return found
