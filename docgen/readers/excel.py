"""Sheets of Excel that are none of ours read as blocks: lines above a table as paragraphs, the table with its merges.

Where the headings stand and what the columns mean is decided later; a workbook of our own is known by ``is_native`` and
read by ``files.xlsx_reading``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.errors import DocgenError, InputError
from docgen.files.xlsx_cells import Cell as SheetCell
from docgen.files.xlsx_cells import Kind, Merge, address, letters
from docgen.files.xlsx_grid import Book
from docgen.files.xlsx_package import ANOTHER_FORMAT
from docgen.files.xlsx_reading import is_native
from docgen.files.xlsx_sheets import Sheet
from docgen.files.xlsx_tables import BROKEN_CELL, HIDDEN, NUMBER_AS_DATE, Report, Spot
from docgen.findings import Finding, Severity
from docgen.office.libreoffice import convert
from docgen.patterns import pattern
from docgen.readers.blocks import Block, Cell, Paragraph, Place, Row, Run, Source, Table
from docgen.rules import Rule, Scope, rule

__all__ = ["is_native", "read_excel"]

CONVERTED = rule(
    "книга-преобразована", "Таблица старого вида прочитана через LibreOffice", severity=Severity.NOTE, scope=Scope.FILE
)

_XLSX = "xlsx:Calc MS Excel 2007 XML"
_NUMBER_HEADING = pattern(r"(?:№|номер|n\b|п/п)", re.IGNORECASE)
_HEADED_WITHIN = 3
"""Rows of a table from its top in which the heading of a column of numbers may stand."""
_SHOWN = 8


def read_excel(data: bytes, name: str) -> Source:
    """The workbook as blocks, sheet by sheet; what cannot be read has findings and no blocks. Never raises."""
    findings: list[Finding] = []
    try:
        try:
            book = Book(data, name)
        except InputError as error:
            if error.findings[0].rule != ANOTHER_FORMAT.name:
                raise
            book = Book(_converted(data), name)
            message = "Таблица старого вида или другой программы прочитана через LibreOffice."
            hint = "Сверьте её с исходной: оформление чисел могло измениться."
            findings.append(CONVERTED.finding(message, document=name, hint=hint))
        report = Report(name)
        blocks = [block for sheet in book.sheets() for block in _Reader(sheet, report).blocks()]
    except DocgenError as error:
        return Source(name, "excel", (), findings=(*findings, *(_at(name, found) for found in error.findings)))
    return Source(name, "excel", tuple(blocks), findings=(*findings, *(_at(name, found) for found in report.findings)))


def _at(name: str, finding: Finding) -> Finding:
    """The finding with the file before its place, as all readers say it."""
    return replace(finding, document=name, place=f"{name}: {finding.place}" if finding.place else "")


def _converted(data: bytes) -> bytes:
    """A table of another format as a workbook of today."""
    suffix = ".xls" if data.startswith(b"\xd0\xcf") else ".ods" if b"opendocument" in data[:128] else ".xlsb"
    with tempfile.TemporaryDirectory(prefix="docgen-excel-") as folder:
        path = Path(folder) / f"table{suffix}"
        path.write_bytes(data)
        return convert(path, _XLSX)


@dataclass
class _Reader:
    """One sheet becoming blocks."""

    sheet: Sheet
    report: Report
    numbers: set[int] = field(default_factory=set)
    """The columns of numbers: 3.1 is a number there, not a quantity."""

    def blocks(self) -> Iterator[Block]:
        """Its paragraphs and tables in order."""
        rows = sorted(self.sheet.rows)
        if not rows:
            return
        self._say_hidden()
        waiting: list[int] = []
        for chunk in _chunks(rows):
            lead = 0
            while lead < len(chunk) and self._is_line(chunk[lead]):
                lead += 1
            if waiting and self._goes_on(waiting, chunk, lead):
                waiting += chunk
                continue
            if waiting:
                yield self._table(waiting)
                waiting = []
            for row in chunk[:lead]:
                yield from self._lines(row)
            waiting = chunk[lead:]
        if waiting:
            yield self._table(waiting)

    def _is_line(self, row: int) -> bool:
        """Whether a row holds one cell only: a title, a note, a section of a table."""
        return len(self.sheet.rows[row]) == 1

    def _goes_on(self, table: list[int], chunk: list[int], lead: int) -> bool:
        """Whether rows behind an empty one belong to the table above it: they fill the same columns."""
        if lead > 1 or lead == len(chunk):
            return False
        here, there = self._columns(chunk[lead:]), self._columns(table)
        if lead:  # a line above them is a section of that table, or the title of another
            return (here[0], here[-1]) == (there[0], there[-1])
        return here[0] >= there[0] and here[-1] <= there[-1] and 2 * len(here) > len(there)

    def _columns(self, rows: list[int]) -> list[int]:
        return sorted({column for row in rows for column in self.sheet.rows[row]})

    def _lines(self, row: int) -> Iterator[Paragraph]:
        for column, cell in sorted(self.sheet.rows[row].items()):
            yield from self._paragraphs(cell, row, column)

    def _table(self, rows: list[int]) -> Table:
        columns = self._columns(rows)
        self.numbers = {column for column in columns if self._is_of_numbers(rows, column)}
        made = tuple(self._row(row, rows[0], columns) for row in rows)
        return Table(made, len(columns), self._place(rows[0], columns[0]))

    def _is_of_numbers(self, rows: list[int], column: int) -> bool:
        cells = (self.sheet.cell(row, column) for row in rows[:_HEADED_WITHIN])
        return any(cell and cell.kind is Kind.TEXT and _NUMBER_HEADING.match(cell.text.strip()) for cell in cells)

    def _row(self, row: int, top: int, columns: list[int]) -> Row:
        """A row on the grid of its table: merges as spans, cells that go on from above as joined."""
        cells: list[Cell] = []
        place = 0
        while place < len(columns):
            column = columns[place]
            merge = self.sheet.joined.get((row, column), Merge(row, column, row, column))
            span = max(sum(column <= other <= merge.right for other in columns), 1)
            is_below = max(merge.top, top) < row
            cell = self.sheet.cell(row, column)
            words = tuple(self._paragraphs(cell, row, column)) if cell else ()
            cells.append(Cell(words, span, is_below and not words, self._place(row, column)))
            place += span
        return Row(tuple(cells), self._place(row, columns[0]))

    def _paragraphs(self, cell: SheetCell, row: int, column: int) -> Iterator[Paragraph]:
        """The lines of a cell, each a paragraph."""
        place = self._place(row, column)
        runs = [Run(span.text, span.bold, span.italic) for span in cell.spans] or [Run(self._words(cell, row, column))]
        for line in _lines_of(runs):
            if any(run.text.strip() for run in line):
                yield Paragraph(line, place)

    def _words(self, cell: SheetCell, row: int, column: int) -> str:
        """What the cell shows; faults of Excel's are said."""
        where = Spot(self.sheet.name, row, column)
        if cell.kind is Kind.ERROR:
            self._say(BROKEN_CELL, f"В ячейке ошибка «{cell.text}».", where, "Исправьте формулу или впишите значение.")
            return ""
        if cell.kind is Kind.UNCOMPUTED:
            hint = "Откройте книгу в Excel и сохраните её: он вычислит формулу."
            self._say(BROKEN_CELL, "В ячейке формула, а её значения в файле нет.", where, hint)
            return ""
        if column in self.numbers and cell.kind is Kind.DATE:
            hint = "Проверьте номер и впишите его сами."
            self._say(NUMBER_AS_DATE, f"В графе номеров стоит дата «{cell.text}»: так Excel понял номер.", where, hint)
        if column in self.numbers and cell.kind is Kind.NUMBER:
            return cell.text.replace(",", ".")
        return cell.text

    def _say(self, fault: Rule, message: str, where: Spot, hint: str) -> None:
        self.report.say(fault, message, where, hint, severity=Severity.WARNING)

    def _say_hidden(self) -> None:
        sheet = self.sheet
        columns = [letters(c) for c in self._columns(sorted(sheet.rows)) if sheet.has_hidden_column(c)]
        rows = [str(row) for row in sorted(sheet.hidden_rows & set(sheet.rows))]
        hidden = [f"«{sheet.name}»"] if sheet.hidden else []
        for what, names in (("лист", hidden), ("столбцы", columns), ("строки", rows)):
            if names:
                more = f" и ещё {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
                message = f"Скрыто, но прочитано: {what} {', '.join(names[:_SHOWN])}{more}."
                self.report.say(HIDDEN, message, Spot(sheet.name), "Проверьте, нужно ли это в документе.")

    def _place(self, row: int, column: int) -> Place:
        return Place(sheet=self.sheet.name, cell=address(row, column), row=row, column=column)


def _chunks(rows: list[int]) -> Iterator[list[int]]:
    """Runs of rows that stand one under another."""
    chunk: list[int] = []
    for row in rows:
        if chunk and row > chunk[-1] + 1:
            yield chunk
            chunk = []
        chunk.append(row)
    if chunk:
        yield chunk


def _lines_of(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """The runs cut where a line of the cell ends."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.replace("\r\n", "\n").split("\n")
        line.append(run._replace(text=first))
        for words in rest:
            yield tuple(line)
            line = [run._replace(text=words)]
    yield tuple(line)
