"""One table on a sheet: its heading row found, its columns known by their headings, its rows as plain values by key.

What the rows mean for a document is decided in ``xlsx_reading``; here every fault of a cell is said with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docgen.files.nodes import Plain
from docgen.files.xlsx_cells import Cell, Kind, address, letters
from docgen.files.xlsx_fields import Field, Form, read
from docgen.files.xlsx_layout import CODE, NUMBER, OWN, ROW_KIND, exact_names, heading, key_named, own_key, plain
from docgen.files.xlsx_sheets import Sheet
from docgen.findings import Finding, Severity
from docgen.nearness import meant_or
from docgen.patterns import pattern
from docgen.rules import Rule, Scope, rule

NO_HEADINGS = rule("нет-заголовков-столбцов", "На листе нет строки с названиями столбцов", scope=Scope.FILE)
UNKNOWN_COLUMN = rule("неизвестный-столбец", "Такого столбца у документа нет", scope=Scope.FILE)
REPEATED_COLUMN = rule("столбец-дважды", "Два столбца под одним заголовком", scope=Scope.FILE)
UNREAD = rule(
    "не-прочитано-в-книге", "Часть книги Excel не относится к документу и не прочитана", severity=Severity.WARNING,
    scope=Scope.FILE, waivable=False,
)  # fmt: skip
HIDDEN = rule(
    "скрытое-прочитано", "Скрытые строки, столбцы или листы прочитаны вместе с остальными", severity=Severity.NOTE,
    scope=Scope.FILE, waivable=False,
)  # fmt: skip
BROKEN_CELL = rule("ошибка-в-ячейке", "В ячейке ошибка Excel или формула без значения", scope=Scope.FILE)
NUMBER_AS_DATE = rule("номер-стал-датой", "Excel принял номер за дату", scope=Scope.FILE)

HEADING_WITHIN = 30
"""Rows from the top among which the headings are looked for."""
LONGEST_HEADING = 120
_FEWEST = 2
"""Known headings that make a row the heading row."""
_SHOWN = 8

_OWN_HEADING = pattern(rf"{OWN}:\s*(?P<code>.+)")


class Spot(NamedTuple):
    """A place in a workbook; a row or a column of 0 means the whole sheet or the whole row."""

    sheet: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.row and self.column:
            return f"лист «{self.sheet}», {address(self.row, self.column)}"
        return f"лист «{self.sheet}», строка {self.row}" if self.row else f"лист «{self.sheet}»"


class Report:
    """The findings on one workbook."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []

    def say(self, fault: Rule, message: str, spot: Spot, hint: str, **more: Any) -> None:
        """Note a fault at its place."""
        said = fault.finding(message, document=self.name, place=str(spot), hint=hint, **more)
        self.findings.append(said.at(line=spot.row or None, column=spot.column or None))


class Row(NamedTuple):
    """A row of a table: its values by key, the keys that it shares with the row above, and whether one is merged across."""

    number: int
    values: dict[str, Plain]
    shared: frozenset[str]
    across: bool
    goes_on: bool
    """Whether its code or number is one cell with that of the row above."""
    words: dict[str, str]
    """What stands in the cells themselves, whatever their columns are for."""


@dataclass
class Table:
    """A table as found on its sheet. ``own`` are the headings of the office's own columns by their codes."""

    sheet: Sheet
    fields: Mapping[str, Field]
    report: Report
    own: Mapping[str, str] = field(default_factory=dict)
    heading_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    def find(self) -> bool:
        """Find the heading row and the columns; say what is wrong with them. False when there is no heading row."""
        best = self._heading_row(exact=True) or self._heading_row(exact=False)
        if not best:
            self._no_headings()
            return False
        self.heading_row = best
        for column, cell in sorted(self.sheet.rows[best].items()):
            self._add(column, cell)
        self._say_unread()
        return True

    def _heading_row(self, *, exact: bool) -> int:
        """The row with the most known headings, misspelt ones too where not ``exact``; 0 when none has enough."""
        best, most = 0, _FEWEST - 1
        known = exact_names(self.fields)
        for number in sorted(row for row in self.sheet.rows if row <= HEADING_WITHIN):
            words = [cell.text for cell in self.sheet.rows[number].values() if len(cell.text) <= LONGEST_HEADING]
            keys = {known.get(plain(each)) if exact else self._key(each)[0] for each in words} - {None}
            if len(keys) > most:
                best, most = number, len(keys)
        return best

    def rows(self) -> Iterator[Row]:
        """The rows below the headings in which something stands."""
        for number in sorted(self.sheet.rows):
            if number > self.heading_row and (row := self._row(number)) is not None:
                yield row

    def field(self, key: str) -> Field:
        """The field of a column."""
        return self.fields.get(key) or Field(key, Form.TEXT)

    def _key(self, words: str) -> tuple[str | None, str | None]:
        """The key that a heading means, and the nearest one where it means none."""
        said = plain(words)
        exact = exact_names(self.fields).get(said)
        if exact is None:
            if code := self._own_names.get(said):
                return own_key(code), None
            if OWN_MARK in said and (match := _OWN_HEADING.fullmatch(" ".join(words.split()))):
                return own_key(match["code"]), None
        return key_named(words, self.fields)

    @cached_property
    def _own_names(self) -> dict[str, str]:
        return {plain(name): code for code, words in self.own.items() for name in (code, words) if name.strip()}

    def _add(self, column: int, cell: Cell) -> None:
        key, near = self._key(cell.text)
        spot = Spot(self.sheet.name, self.heading_row, column)
        words = " ".join(cell.text.split())
        if key is None:
            if self._is_filled(column):
                known = ", ".join(heading(field) for field in self.fields.values())
                hint = meant_or(near and heading(self.fields[near]), f"Бывают: {known}.")
                self.report.say(UNKNOWN_COLUMN, f"Столбца «{words}» docgen не знает.", spot, hint, quote=words)
        elif key in self.columns:
            if self._is_filled(column):
                first = address(self.heading_row, self.columns[key])
                hint = "Оставьте один или переименуйте лишний."
                message = f"Столбец «{words}» уже есть: {first}."
                self.report.say(REPEATED_COLUMN, message, spot, hint, quote=words)
        else:
            self.columns[key] = column

    def _is_filled(self, column: int) -> bool:
        return any(column in cells for row, cells in self.sheet.rows.items() if row > self.heading_row)

    def _say_unread(self) -> None:
        """Words above the table, columns without a heading, and what is hidden."""
        name, rows = self.sheet.name, self.sheet.rows
        above = [row for row in rows if row < self.heading_row]
        if above:
            hint = "Поля документа впишите на лист «Сведения»."
            self.report.say(UNREAD, "Строки над заголовками столбцов не читаются.", Spot(name, min(above)), hint)
        headed = set(rows[self.heading_row])
        stray: dict[int, int] = {}
        for row in sorted(number for number in rows if number > self.heading_row):
            for column in rows[row]:
                if column not in headed:
                    stray.setdefault(column, row)
        for column, row in sorted(stray.items())[:_SHOWN]:
            hint = f"Впишите заголовок в {address(self.heading_row, column)} или уберите лишнее."
            message = f"У столбца {letters(column)} нет заголовка: его ячейки не читаются."
            self.report.say(UNREAD, message, Spot(name, row, column), hint)
        self._say_hidden()

    def _say_hidden(self) -> None:
        sheet = self.sheet
        said = [
            ("лист", [f"«{sheet.name}»"] if sheet.hidden else []),
            ("столбцы", [letters(c) for c in sorted(self.columns.values()) if sheet.has_hidden_column(c)]),
            ("строки", [str(row) for row in sorted(sheet.hidden_rows & set(sheet.rows))]),
        ]
        for what, names in said:
            if names:
                more = f" и ещё {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
                message = f"Скрыто, но прочитано: {what} {', '.join(names[:_SHOWN])}{more}."
                self.report.say(HIDDEN, message, Spot(sheet.name), "Лишнее удалите, нужное покажите.")

    def _no_headings(self) -> None:
        name = self.sheet.name
        wanted = ", ".join(f"«{heading(field)}»" for field in list(self.fields.values())[:5])
        message = f"На листе «{name}» нет строки с названиями столбцов." if self.sheet.rows else f"Лист «{name}» пуст."
        hint = f"Впишите в первую строку: {wanted} и другие. Образец: docgen new план --xlsx -o план.xlsx."
        self.report.say(NO_HEADINGS, message, Spot(name), hint)

    def _row(self, number: int) -> Row | None:
        """The row by key, None when no column of the table is filled in it."""
        values: dict[str, Plain] = {}
        shared: set[str] = set()
        goes_on = False
        for key, column in self.columns.items():
            if (cell := self.sheet.cell(number, column)) is not None:
                values[key] = self._value(cell, key, Spot(self.sheet.name, number, column))
            elif above := self._above(number, column):
                goes_on = goes_on or key in (CODE, NUMBER)
                value = self._values.get((above, column))
                if value is not None and key not in (CODE, NUMBER, ROW_KIND):
                    values[key] = value
                    shared.add(key)
        if not set(values) - shared:
            return None
        filled: dict[str, Plain] = {key: value for key, value in values.items() if value is not None}
        words = {key: cell.text for key, column in self.columns.items() if (cell := self.sheet.cell(number, column))}
        return Row(number, filled, frozenset(shared), self._is_across(number, set(values)), goes_on, words)

    def _above(self, row: int, column: int) -> int:
        """The row in which the cell begins that reaches down here by a merge; 0 when none does."""
        merge = self.sheet.joined.get((row, column))
        return merge.top if merge and merge.left == column and self.heading_row < merge.top < row else 0

    def _is_across(self, number: int, filled: set[str]) -> bool:
        """Whether the only words of a row are merged over several columns of the table."""
        words = [self.columns[key] for key in filled if key not in (CODE, NUMBER, ROW_KIND)]
        merge = self.sheet.joined.get((number, words[0])) if len(words) == 1 else None
        return merge is not None and sum(merge.left <= column <= merge.right for column in self.columns.values()) > 1

    @cached_property
    def _values(self) -> dict[tuple[int, int], Plain]:
        return {}

    def _value(self, cell: Cell, key: str, spot: Spot) -> Plain:
        self._values[spot.row, spot.column] = value = value_of(cell, self.field(key), spot, self.report)
        return value


OWN_MARK = f"{OWN}:"


def value_of(cell: Cell, field: Field, spot: Spot, report: Report) -> Plain:
    """The plain value of a cell; a fault of Excel's is said and gives none."""
    if cell.kind is Kind.ERROR:
        hint = "Формула сломана: исправьте её или впишите значение."
        report.say(BROKEN_CELL, f"В ячейке ошибка «{cell.text}».", spot, hint, quote=cell.text)
        return None
    if cell.kind is Kind.UNCOMPUTED:
        hint = "Откройте книгу в Excel и сохраните её: он вычислит формулу. Или впишите само значение."
        report.say(BROKEN_CELL, "В ячейке формула, а её значения в файле нет.", spot, hint)
        return None
    if field.key == NUMBER and cell.kind is Kind.DATE:
        hint = "Поставьте ячейке формат «Текстовый» и впишите номер ещё раз."
        report.say(NUMBER_AS_DATE, f"Excel принял номер за дату «{cell.text}».", spot, hint, quote=cell.text)
        return None
    if field.key == NUMBER and cell.kind is Kind.NUMBER:
        return cell.text.replace(",", ".")
    return read(cell.text, field)
