"""A checklist as a workbook of Excel: sheets of rows with a column to be filled in, and that column read back.

What the columns mean is the business of the caller; a row is known by its code. The same rows give the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from docgen.errors import InputError
from docgen.files.xlsx_package import LARGEST, NOT_A_WORKBOOK
from docgen.findings import Finding
from docgen.rules import Scope, rule

NO_CHECKLIST = rule("не-список-вопросов", "В файле нет столбцов «Ответ» и «Код» списка вопросов", scope=Scope.FILE)

CODE, ANSWER = "Код", "Ответ"
_FIXED = datetime.datetime(2000, 1, 1)
_MOST_ROWS = 100_000
_LONGEST = 32_000
"""Characters that a cell of Excel takes, less a few."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns with their widths, the rows in their order; «Ответ» and «Код» come last."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def checklist_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook with these sheets; only the answers may be typed into."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in list(book.worksheets):
        book.remove(empty)
    book.properties.creator = "docgen"
    book.properties.created = book.properties.modified = _FIXED
    scratch = book.create_sheet()
    styles = _Styles(scratch)
    book.remove(scratch)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet, styles)
    out = io.BytesIO()
    book.save(out)
    return _with_fixed_dates(out.getvalue())


class _Styles:
    """The looks of cells, each made once: giving a cell its fonts and borders one by one takes most of the time."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        side = Side(style="thin", color="BFBFBF")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._sheet = sheet
        usual = Font(name="Arial", size=10)
        blue, yellow = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="FFF8DC")
        self.heading = self._look(Font(name="Arial", size=10, bold=True), fill=blue)
        self.usual = self._look(usual)
        self.code = self._look(Font(name="Arial", size=8, color="A0A0A0"))
        self.answer = self._look(usual, fill=yellow, protection=Protection(locked=False))

    def _look(self, font: Any, **more: Any) -> Any:
        cell = self._sheet.cell(self._sheet.max_row + 1, 1)
        cell.font, cell.border, cell.alignment, cell.number_format = font, self._border, self._wrapped, "@"
        for name, value in more.items():
            setattr(cell, name, value)
        return copy(cell._style)


def _write(sheet: Any, content: Sheet, styles: _Styles) -> None:
    for note in content.notes:
        sheet.append([note])
    top = len(content.notes) + 1
    sheet.append([name for name, _ in content.columns])
    for row in content.rows:
        sheet.append([_cell(words) for words in row])
    looks = [{ANSWER: styles.answer, CODE: styles.code}.get(name, styles.usual) for name, _ in content.columns]
    for cell, (_, width) in zip(sheet[top], content.columns, strict=True):
        cell._style = copy(styles.heading)
        sheet.column_dimensions[cell.column_letter].width = width
    for row in sheet.iter_rows(min_row=top + 1, max_col=len(looks)):
        for cell, look in zip(row, looks, strict=True):
            cell._style = copy(look)
            if cell.data_type == "f":
                cell.data_type = "s"  # words that begin with «=» are words
    widths = [width for _, width in content.columns]
    for number, words in enumerate(content.rows, top + 1):
        sheet.row_dimensions[number].height = _height(words, widths)
    _set_up(sheet, top, len(content.rows))


_LINE, _HIGHEST = 13.0, 400.0
"""Points of a line of words, and the height beyond which no row of Excel goes."""


def _height(words: Sequence[str], widths: Sequence[int]) -> float:
    """Room for the longest cell of a row: neither Excel nor LibreOffice finds it by itself."""
    lines = max(
        sum(-(-max(len(line), 1) // int(width * 1.1)) for line in cell.split("\n"))
        for cell, width in zip(words, widths, strict=True)
    )
    return min(lines * _LINE + 3, _HIGHEST)


def _set_up(sheet: Any, top: int, rows: int) -> None:
    """What is frozen, filtered, protected and printed."""
    sheet.freeze_panes = f"A{top + 1}"
    if rows:
        sheet.auto_filter.ref = f"A{top}:{sheet[top][-1].column_letter}{top + rows}"
    sheet.protection.sheet = True
    for freedom in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, freedom, False)
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"


def _cell(words: str) -> str | None:
    """The words of a cell; what Excel would take for a formula stays words because the cell is text."""
    kept = "".join(sign for sign in words if sign in "\n\t" or ord(sign) >= 32)[:_LONGEST]
    return kept or None


def _with_fixed_dates(data: bytes) -> bytes:
    """The same package with one date on all its parts, and none of the clock inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _without_clock(part)
            new.writestr(zipfile.ZipInfo(name, _FIXED.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_clock(core: bytes) -> bytes:
    """openpyxl writes the moment of saving; two savings of one thing are to be one file."""
    head, mark, tail = core.partition(b"<dcterms:modified")
    opening, close, rest = tail.partition(b">")
    _, end, after = rest.partition(b"</dcterms:modified>")
    return head + mark + opening + close + _FIXED.isoformat().encode() + b"Z" + end + after if mark else core


def read_answers(path: Path) -> Mapping[str, str]:
    """The answers of a filled-in checklist by code; empty ones are left out. Raises ``InputError`` for any other file."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("она слишком велика")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = "такого файла нет" if isinstance(error, FileNotFoundError) else getattr(error, "strerror", None) or error
        raise InputError([_no_workbook(str(path), why)]) from error
    return read_answers_of(io.BytesIO(data), str(path))


def read_answers_of(file: BinaryIO, name: str) -> dict[str, str]:
    """The answers of a checklist that is open; ``name`` is what messages call it."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers meet in a foreign file
        raise InputError([_no_workbook(name, error)]) from error
    answers: dict[str, str] = {}
    found = False
    try:
        for sheet in book.worksheets:
            found = _read_sheet(sheet, answers) or found
    except Exception as error:  # a sheet is parsed while it is read
        raise InputError([_no_workbook(name, error)]) from error
    finally:
        book.close()
    if not found:
        finding = NO_CHECKLIST.finding(
            f"В книге «{PurePath(name).name}» нет столбцов «{ANSWER}» и «{CODE}».", document=name, quote=name, hint=_HINT,
        )  # fmt: skip
        raise InputError([finding])
    return answers


_HINT = "Назовите список вопросов, который записал docgen."


def _no_workbook(name: str, error: object) -> Finding:
    return NOT_A_WORKBOOK.finding(
        f"«{PurePath(name).name}» не открывается как книга Excel: {error}.", document=name, quote=name, hint=_HINT
    )


def _read_sheet(sheet: Any, answers: dict[str, str]) -> bool:
    """Take the answers of one sheet; whether it has the columns for them."""
    code = answer = -1
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > _MOST_ROWS:
            break
        if code < 0:
            names = [str(value).strip() if value is not None else "" for value in row]
            if CODE in names and ANSWER in names:
                code, answer = names.index(CODE), names.index(ANSWER)
            continue
        if max(code, answer) < len(row) and row[code] is not None and row[answer] is not None:
            said = _said(row[answer])
            if said:
                answers[str(row[code]).strip()] = said
    return code >= 0


def _said(value: Any) -> str:
    """What was typed, as words: Excel makes a date of 15.10.2027."""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
