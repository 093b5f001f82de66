"""Workbooks of our own read as documents: which sheet holds what, what stands around the table, what is no workbook.

A workbook holds one document (a plan, a list, a composition), or any number of kinds of reference data, a sheet each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from docgen.errors import InputError
from docgen.files.folders import OTHER_TABLES
from docgen.files.nodes import Plain
from docgen.files.xlsx_cells import address
from docgen.files.xlsx_choosing import Chosen, chosen, value_beside
from docgen.files.xlsx_entries import Rows
from docgen.files.xlsx_fields import fields_of
from docgen.files.xlsx_grid import Book
from docgen.files.xlsx_layout import (
    CODE,
    INFO,
    LAYOUTS,
    Layout,
    key_named,
    plain,
    titled,
)
from docgen.files.xlsx_package import LARGEST, another_format, too_large
from docgen.files.xlsx_sheets import Sheet
from docgen.files.xlsx_source import Places, WorkbookSource
from docgen.files.xlsx_tables import Report, Spot, Table, value_of
from docgen.files.yaml import UNREADABLE, why_unreadable
from docgen.findings import Finding, Severity
from docgen.nearness import meant_or
from docgen.rules import Scope, rule

UNKNOWN_FIELD = rule(
    "неизвестное-сведение", "На листе «Сведения» стоит поле, которого у документа нет", scope=Scope.FILE
)
REPEATED_FIELD = rule("сведение-дважды", "На листе «Сведения» одно поле стоит дважды", scope=Scope.FILE)
ADDED = rule(
    "книга-с-добавками", "В книге есть макросы или связи с другими книгами; они не выполняются",
    severity=Severity.NOTE, scope=Scope.FILE, waivable=False,
)  # fmt: skip


def read_workbook(path: FilePath, name: str | None = None) -> list[WorkbookSource]:
    """The documents of the workbook at a path, at least one; what could not be read has findings and no data.

    ``name`` is the file as the user wrote it. Never raises.
    """
    name = str(path) if name is None else name
    if path.suffix.lower() in OTHER_TABLES and path.is_file():
        return [_unread(name, [another_format(name, f"в виде «{path.suffix}»")])]
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ValueError("это не файл, а канал или устройство")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        message, hint = why_unreadable(path, error)
        return [_unread(name, [UNREADABLE.finding(message, hint=hint, document=name)])]
    if len(data) > LARGEST:
        return [_unread(name, [too_large(name, f"на диске она больше {LARGEST // 1024 // 1024} МБ")])]
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> list[WorkbookSource]:
    """The documents of a workbook given as bytes; at least one, never raises."""
    report = Report(name)
    try:
        book = Book(data, name)
        found = chosen(book, report)
        sources = [_Reader(book, each, report.name).source(data) for each in found]
    except InputError as error:
        return [_unread(name, [*report.findings, *error.findings])]
    if not sources:
        return [_unread(name, report.findings)]
    common = [*report.findings, *_additions(book)]
    return [replace(sources[0], findings=(*common, *sources[0].findings)), *sources[1:]]


def _unread(name: str, findings: Iterable[Finding]) -> WorkbookSource:
    return WorkbookSource(name, None, tuple(findings), readable=False)


def _additions(book: Book) -> Iterable[Finding]:
    if book.has_macros:
        hint = "Если они не нужны, сохраните книгу как «.xlsx»."
        yield ADDED.finding("В книге есть макросы: docgen их не выполняет.", document=book.name, hint=hint)
    if book.has_links:
        hint = "Чтобы они были свежими, откройте книгу в Excel, обновите связи и сохраните."
        message = "Часть значений взята из других книг: они прочитаны такими, какими были при сохранении."
        yield ADDED.finding(message, document=book.name, hint=hint)


@dataclass
class _Reader:
    """Reads one document of a workbook."""

    book: Book
    chosen: Chosen
    name: str
    places: Places = field(default_factory=Places)

    def __post_init__(self) -> None:
        self.report = Report(self.name)
        self.layout: Layout = self.chosen.layout

    def source(self, content: bytes) -> WorkbookSource:
        """The document as a source."""
        data: dict[str, Plain] = {"вид": self.layout.kind}
        if self.chosen.info is not None:
            data |= self._info(self.chosen.info)
        for key, entry in self.chosen.tables.items():
            data[key] = self._table(key, self.book.sheet(entry))
        main = self.book.sheet(self.chosen.main)
        self.places.spots.setdefault((), Spot(main.name))
        data |= Rows(self.layout, main, data, self.report, self.places).read()
        return WorkbookSource(
            self.name, data, tuple(self.report.findings), content=content, places=self.places, layout=self.layout,
            parts={entry.name: entry.part for entry in self.book.entries},
        )  # fmt: skip

    def _info(self, sheet: Sheet) -> dict[str, Plain]:
        """The fields of the document: a name and a value in the first two filled columns of each row."""
        found: dict[str, Plain] = {}
        first = min((min(cells) for cells in sheet.rows.values()), default=1)
        for number, cells in sorted(sheet.rows.items()):
            name, value = cells.get(first), cells.get(first + 1)
            spot = Spot(sheet.name, number, first + 1)
            if name is None or (plain(name.text) in _INFO_HEADINGS and number == min(sheet.rows)):
                continue
            key, near = key_named(name.text, self.layout.info)
            if key is None:
                if value is not None:
                    known = ", ".join(titled(known) for known in self.layout.info)
                    message = f"Поля «{name.text.strip()}» у документа нет."
                    hint = meant_or(near and titled(near), f"Здесь бывают: {known}.")
                    self.report.say(UNKNOWN_FIELD, message, spot._replace(column=first), hint, quote=name.text.strip())
                continue
            self.places.spots.setdefault((key,), spot)
            read = value_of(value, self.layout.info[key], spot, self.report) if value is not None else None
            if read is not None and key in found:
                message = f"Поле «{titled(key)}» уже есть: {address(*self.places.spots[key,][1:])}."
                self.report.say(REPEATED_FIELD, message, spot, "Оставьте одно.", quote=name.text.strip())
            elif read is not None:
                found[key] = read
                self.places.spots[key,] = spot
        for key in (INFO, *self.layout.info):
            self.places.spots.setdefault((key,), Spot(sheet.name))
        return found

    def _table(self, key: str, sheet: Sheet) -> Plain:
        """A list with a sheet of its own: parts of a plan, its own columns, allowances."""
        model = self.layout.tables[key].model
        assert model is not None
        table = Table(sheet, fields_of(model), self.report)
        entries: list[Plain] = []
        self.places.spots[key,] = Spot(sheet.name)
        for row in table.rows() if table.find() else ():
            self.places.rows[key, len(entries)] = (sheet.name, row.number)
            entries.append(row.values)
        self.places.add_table(sheet.name, table.heading_row, table.columns)
        return entries


_INFO_HEADINGS = {"поле", "сведение", "название поля"}


def peek(data: bytes) -> tuple[str, str]:
    """The kind and the code of the document in a workbook by a quick look; empty for a workbook that is not ours."""
    try:
        book = Book(data, "")
        info = next((entry for entry in book.entries if plain(entry.name) == plain(INFO)), None)
        sheet = book.sheet(info) if info else None
        kind = value_beside(sheet, "вид") if sheet else None
        if sheet is not None and kind is not None and plain(kind[1].text) in LAYOUTS:
            code = value_beside(sheet, CODE)
            return plain(kind[1].text), code[1].text.strip() if code else ""
        for layout in LAYOUTS.values():
            for entry in (entry for entry in book.entries if plain(entry.name) == plain(layout.sheet)):
                table = Table(book.sheet(entry), layout.columns, Report(""))
                if table.find() and CODE in table.columns:
                    return layout.kind, ""
    except InputError:
        pass
    return "", ""


def is_native(data: bytes) -> bool:
    """Whether the workbook is one of ours: its «Сведения» name a kind, or a table of a known name has codes."""
    return bool(peek(data)[0])
