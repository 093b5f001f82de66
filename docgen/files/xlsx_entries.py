"""The rows of a table as entries of a document: heads, what stands below them, what goes on with a row above.

Which sheet is meant and what stands around the table is ``xlsx_reading``'s.
"""

from __future__ import annotations

from typing import Any

from docgen.files.nodes import Plain
from docgen.files.xlsx_fields import Field, Form, read
from docgen.files.xlsx_layout import CODE, NUMBER, OWN, ROW_KIND, Layout, RowForm, key_named, own_headings, own_key
from docgen.files.xlsx_sheets import Sheet
from docgen.files.xlsx_source import Places
from docgen.files.xlsx_tables import Report, Row, Spot, Table
from docgen.findings import Path, Severity
from docgen.nearness import meant_or
from docgen.rules import Scope, rule

UNKNOWN_ROW = rule(
    "неизвестный-вид-строки", "В столбце «Вид строки» стоит слово, которого там не бывает", scope=Scope.FILE
)
HEADLESS = rule("строка-не-на-месте", "Строка стоит выше той, к которой относится", scope=Scope.FILE)
EMPTIED = rule(
    "строка-очищена", "В строке остался один код: запись считается удалённой", severity=Severity.NOTE, scope=Scope.FILE,
    waivable=False,
)  # fmt: skip

_TITLE = Field("название", Form.TEXT)


class Rows:
    """Makes entries of the rows of the main table: heads, what stands below them, what goes on with a row above."""

    def __init__(self, layout: Layout, sheet: Sheet, data: dict[str, Plain], report: Report, places: Places) -> None:
        self.layout, self.report, self.places = layout, report, places
        self.sheet = sheet
        self.table = Table(sheet, self.layout.columns, self.report, own_headings(data))
        self.made: dict[str, Any] = {}
        self._head: tuple[dict[str, Any], Path] | None = None
        self._last: tuple[dict[str, Any], Path] | None = None

    def read(self) -> dict[str, Plain]:
        """The lists of the document."""
        if self.layout.is_reference:
            self.made[self.layout.row.key] = []
        for form in self.layout.forms:
            self.places.spots[form.key,] = Spot(self.sheet.name)
        if self.table.find():
            for row in self.table.rows():
                self._take(row)
        self.places.add_table(self.sheet.name, self.table.heading_row, self.table.columns)
        return self.made

    def _take(self, row: Row) -> None:
        form = self._form(row)
        if form is None:
            return
        if not self.layout.is_reference and not set(row.values) - row.shared - {CODE}:
            self._say_emptied(row)
            return
        if form is self.layout.head:
            entry = self._entry(row, form)
            self._head = self._put(entry, form, (self.made, ()), row)
            self._last = None
        elif form is self.layout.inside:
            if self._last is None:
                self._say_headless(row, "Строка «внутри» стоит раньше мероприятия, к которому относится.")
                return
            self._put(self._entry(row, form), form, self._last, row)
        elif self._head is None and self.layout.needs_head:
            word = self.layout.head.word if self.layout.head else ""
            self._say_headless(row, f"Строка стоит выше первой строки вида «{word}».")
        else:
            self._last = self._put(self._entry(row, form), form, self._head or (self.made, ()), row)

    def _put(
        self, entry: dict[str, Any], form: RowForm, owner: tuple[dict[str, Any], Path], row: Row
    ) -> tuple[dict[str, Any], Path]:
        """Put an entry into the list of its owner; the entry with its path."""
        data, path = owner
        entries = data.setdefault(form.key, [])
        at = (*path, form.key, len(entries))
        entries.append(entry)
        self.places.rows[at] = (self.sheet.name, row.number)
        if form is self.layout.head and "название" in entry and (column := self._title_column(row)):
            self.places.spots[*at, "название"] = Spot(self.sheet.name, row.number, column)
        return entry, at

    def _form(self, row: Row) -> RowForm | None:
        """What kind of row it is: as it says itself, a head when it is merged across, else the usual kind."""
        said = row.values.get(ROW_KIND)
        if isinstance(said, str):
            words = {form.word: form for form in self.layout.forms}
            key, near = key_named(said, words)
            if key is not None:
                return words[key]
            spot = Spot(self.sheet.name, row.number, self.table.columns[ROW_KIND])
            hint = meant_or(near, f"Бывают: {', '.join(words)}. Пустая ячейка значит «{self.layout.row.word}».")
            self.report.say(UNKNOWN_ROW, f"Строки вида «{said}» не бывает.", spot, hint, quote=said)
            return None
        if self.layout.head is not None and row.across:
            return self.layout.head
        return self.layout.inside if self.layout.inside is not None and row.goes_on else self.layout.row

    def _entry(self, row: Row, form: RowForm) -> dict[str, Any]:
        """The values of a row as an entry of its kind."""
        values = {key: value for key, value in row.values.items() if key != ROW_KIND}
        if form is self.layout.inside:  # what is merged belongs to the row above, and so does the code
            values = {key: value for key, value in values.items() if key not in row.shared and key != CODE}
        if form is self.layout.head:
            values = {key: value for key, value in values.items() if key not in row.shared}
            title = self._title_key(row)
            if title and "название" not in values:
                del values[title]
                values["название"] = read(row.words[title], _TITLE)
        own = {key.removeprefix(own_key("")): values[key] for key in values if key.startswith(own_key(""))}
        usual = {key: value for key, value in values.items() if not key.startswith(own_key(""))}
        return {**usual, OWN: own} if own else usual

    def _title_key(self, row: Row) -> str:
        """The leftmost filled column of a head row, where its title stands."""
        filled = [key for key in row.values if key not in (CODE, NUMBER, ROW_KIND) and key not in row.shared]
        return min(filled, key=lambda key: self.table.columns[key], default="")

    def _title_column(self, row: Row) -> int:
        return self.table.columns.get("название") or self.table.columns.get(self._title_key(row), 0)

    def _say_emptied(self, row: Row) -> None:
        if CODE in row.values:
            message = f"В строке остался один код «{row.values[CODE]}»: запись считается удалённой."
            hint = "Если это не так, впишите в строку её содержание."
            self.report.say(EMPTIED, message, Spot(self.sheet.name, row.number), hint, quote=str(row.values[CODE]))

    def _say_headless(self, row: Row, message: str) -> None:
        hint = "Переставьте строку или выберите для неё другой вид в столбце «Вид строки»."
        self.report.say(HEADLESS, message, Spot(self.sheet.name, row.number), hint)
