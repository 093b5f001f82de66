"""Documents written as workbooks that a clerk fills in: headings that stay, words to choose from, the code locked.

What stands in which cell is decided in ``xlsx_rows``; openpyxl draws it here and nowhere else.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docgen.errors import InputError
from docgen.files.xlsx_cells import escaped, letters
from docgen.files.xlsx_fields import Field
from docgen.files.xlsx_help import CODES_OF, MANY, help_of, width_of
from docgen.files.xlsx_layout import CHOICES, CODE, INFO, LAYOUTS, ROW_KIND
from docgen.files.xlsx_package import packed, parts_of
from docgen.files.xlsx_rows import Line, SheetPlan, sheets_of
from docgen.findings import Finding
from docgen.model.base import Model
from docgen.model.version import __version__
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

NOT_FOR_EXCEL = rule("не-пишется-в-excel", "Документ этого вида не записать книгой Excel", scope=Scope.FILE)
LONG_CELL = rule("не-помещается-в-ячейку", "Текст длиннее, чем вмещает ячейка Excel", scope=Scope.FILE)

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_ROOM = 500
"""Empty rows below the table that offer words to choose from."""

_NO_DAY = datetime.datetime(2000, 1, 1)
"""A workbook must not change with the hour in which it is written."""

Names = Mapping[str, Sequence[str]]
"""Words to choose from: codes by the kind of reference data, short names of bodies under «ответственные»."""


def write_workbook(*documents: Model, names: Names | None = None) -> bytes:
    """The documents as one workbook: a plan, a list or a composition alone, reference data of several kinds together.

    The same documents always give the same bytes, and ``xlsx_reading.read_bytes`` gives the same documents back. Raises
    ``InputError`` for what has no place in a workbook.
    """
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    plans = [plan for document in documents for plan in _plans(document)]
    if faults := list(_too_long(plans)):
        raise InputError(faults)
    book = Workbook()
    book.remove(book.worksheets[0])
    offered = _Choices(names or {})
    for plan in plans:
        _Drawing(book.create_sheet(plan.name), plan, offered).draw()
    offered.draw(book)
    book.properties.creator = "docgen"
    book.properties.created = _NO_DAY
    book.properties.modified = _NO_DAY
    properties: Any = book
    properties.custom_doc_props.append(StringProperty(name="docgen-version", value=__version__))
    return _saved(book)


def _plans(document: Model) -> list[SheetPlan]:
    kind = str(getattr(document, "kind", ""))
    layout = LAYOUTS.get(kind)
    if layout is None:
        raise InputError(
            [
                NOT_FOR_EXCEL.finding(
                    f"Документ вида «{kind}» в книгу Excel не записывается.", quote=kind,
                    hint=f"В Excel ведут: {', '.join(LAYOUTS)}.",
                )
            ]
        )  # fmt: skip
    return sheets_of(layout, document.plain())


def _too_long(plans: list[SheetPlan]) -> Iterator[Finding]:
    for plan in plans:
        for number, line in enumerate(plan.lines, 2):
            for words in line.words.values():
                if len(escaped(words)) > LONGEST:
                    yield LONG_CELL.finding(
                        f"Текст «{words[:40]}…» длиннее {LONGEST} знаков: ячейка Excel его не вместит.",
                        place=f"лист «{plan.name}», строка {number}",
                        hint="Оставьте этот документ в файле .yaml или сократите текст.",
                    )  # fmt: skip


def _saved(book: Workbook) -> bytes:
    """The bytes of the workbook, without the hour at which it was written."""
    from openpyxl.writer.excel import ExcelWriter

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(book, archive).save()
    # Rows have room for their words, and make more when words are added: openpyxl would fix their height.
    parts = ((name, data.replace(b' customHeight="1"', b"")) for name, data in parts_of(buffer.getvalue()))
    return packed(parts)


class _Choices:
    """Words that cells offer: short lists stand in the rule of the cell, long ones on a hidden sheet."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lists: dict[str, list[str]] = {}

    def source(self, field: Field, sheet: str) -> str:
        """What a cell of this field offers, as the formula of its rule; empty when it offers nothing."""
        if field.choices:
            return f'"{",".join(field.choices)}"'
        key = (
            field.key
            if field.key in self._names
            else CODES_OF.get((sheet, field.key), CODES_OF.get(("", field.key), ""))
        )
        words = [word for word in self._names.get(key, ()) if word and "\n" not in word and len(word) <= 255]
        if not words:
            return ""
        self._lists[key] = words
        column = letters(list(self._lists).index(key) + 1)
        return f"'{CHOICES}'!${column}$2:${column}${len(words) + 1}"

    def draw(self, book: Workbook) -> None:
        """Put the lists on their hidden sheet."""
        if not self._lists:
            return
        sheet = book.create_sheet(CHOICES)
        sheet.sheet_state = "hidden"
        for column, (key, words) in enumerate(self._lists.items(), 1):
            for row, word in enumerate((key, *words), 1):
                _put(sheet.cell(row, column), word)


def _put(cell: Any, words: str) -> None:
    """Words as words: nothing that begins with «=» is a formula, nothing looks like a number."""
    cell.value = escaped(words)
    cell.data_type = "s"
    cell.number_format = "@"


class _Drawing:
    """One sheet being drawn."""

    def __init__(self, sheet: Worksheet, plan: SheetPlan, offered: _Choices) -> None:
        from docgen.files.xlsx_look import Look

        self.sheet, self.plan, self.offered = sheet, plan, offered
        self.look = Look()
        self.is_reference = any(layout.is_reference and layout.sheet == plan.name for layout in LAYOUTS.values())

    def draw(self) -> None:
        """The whole sheet."""
        self._headings()
        for number, line in enumerate(self.plan.lines, 2):
            self._line(number, line)
        if self.plan.name != INFO:
            self._offer()
        else:
            self._offer_fields()
        self.look.page(self.sheet, len(self.plan.columns), locked=not self.is_reference)

    @property
    def _quiet(self) -> tuple[str, ...]:
        """The columns that are not what the sheet is about."""
        if self.plan.name == INFO:
            return ("пояснение",)
        return () if self.is_reference else (CODE, ROW_KIND)

    def _headings(self) -> None:
        from openpyxl.comments import Comment

        for number, column in enumerate(self.plan.columns, 1):
            cell: Any = self.sheet.cell(1, number)
            _put(cell, column.heading)
            locked = self._is_locked(column.field.key)
            self.look.heading(cell, locked=locked)
            self.look.column(self.sheet, letters(number), self._width(column.field.key), locked)
            if self.plan.name != INFO and (said := help_of(self.plan.name, column.field)):
                cell.comment = Comment(
                    said, "docgen", height=30 + 18 * (len(said) // 38 + said.count("\n") + 1), width=300
                )

        self.look.height(self.sheet, 1, ((each.heading, self._width(each.field.key)) for each in self.plan.columns))

    def _width(self, key: str) -> int:
        return width_of(key, is_reference=self.is_reference)

    def _is_locked(self, key: str) -> bool:
        return (key == CODE and not self.is_reference) or (self.plan.name == INFO and key in ("поле", "пояснение"))

    def _line(self, number: int, line: Line) -> None:
        is_info = self.plan.name == INFO
        fixed = is_info and line.words["поле"].lower() in ("вид", CODE)
        for place, column in enumerate(self.plan.columns, 1):
            cell: Any = self.sheet.cell(number, place)
            if words := line.words.get(column.field.key, ""):
                _put(cell, words)
            locked = self._is_locked(column.field.key) or fixed
            quiet = (column.field.key in (CODE, ROW_KIND) and not self.is_reference) or (
                is_info and column.field.key == "пояснение"
            )
            self.look.cell(cell, locked=locked, quiet=quiet, head=line.head)
        rooms = {key: self._width(key) for key in line.words}
        if line.head:
            rooms[self.plan.title] = self._across(number, line)
        self.look.height(self.sheet, number, ((words, rooms[key]) for key, words in line.words.items()))

    def _across(self, number: int, line: Line) -> int:
        """Merge the title of a head over the empty cells behind it; the letters that fit there."""
        keys = [column.field.key for column in self.plan.columns]
        first = last = keys.index(self.plan.title)
        while last + 1 < len(keys) and not line.words.get(keys[last + 1]):
            last += 1
        if last > first:
            self.sheet.merge_cells(start_row=number, end_row=number, start_column=first + 1, end_column=last + 1)
        return sum(width_of(key) for key in keys[first : last + 1])

    def _offer(self) -> None:
        """Words to choose from, for the table and for the rows that will come."""
        for place, column in enumerate(self.plan.columns, 1):
            source = self.offered.source(column.field, self.plan.name)
            if source:
                area = f"{letters(place)}2:{letters(place)}{len(self.plan.lines) + 1 + _ROOM}"
                self.look.choice(
                    self.sheet, area, source, strict=bool(column.field.choices) and column.field.key not in MANY
                )

    def _offer_fields(self) -> None:
        """Words to choose from in the values of «Сведения»."""
        kind = next(line.words["значение"] for line in self.plan.lines if line.words["поле"] == "Вид")
        for number, line in enumerate(self.plan.lines, 2):
            field = LAYOUTS[kind].info[line.words["поле"].lower()]
            if field.choices and field.key != "вид":
                self.look.choice(self.sheet, f"B{number}", f'"{",".join(field.choices)}"', strict=True)
