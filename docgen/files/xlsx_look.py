"""How a workbook of ours looks and what may be changed in it: borders, widths, what is locked, what the printer gets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

_ALLOWED = (
    "formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows", "insertHyperlinks", "deleteColumns",
    "deleteRows", "sort", "autoFilter",
)  # fmt: skip
"""What stays possible on a protected sheet."""


_FONT = "Arial"
_HIGHEST = 405.0
"""The height that no row of Excel goes beyond."""


class Look:
    """The styles of a workbook, each made once."""

    def __init__(self) -> None:
        line = Side(style="thin", color="BFBFBF")
        self._border = Border(left=line, right=line, top=line, bottom=line)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._usual, self._bold = Font(name=_FONT, size=10), Font(name=_FONT, size=10, bold=True)
        self._quiet = Font(name=_FONT, size=9, color="808080")
        self._blue, self._grey = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="F2F2F2")
        self._open, self._locked = Protection(locked=False), Protection(locked=True)

    def heading(self, cell: Any, *, locked: bool) -> None:
        """A heading of a column."""
        cell.font, cell.fill, cell.alignment, cell.border = self._bold, self._blue, self._middle, self._border
        cell.protection = self._locked if locked else self._open

    def cell(self, cell: Any, *, locked: bool, quiet: bool, head: bool) -> None:
        """A cell of a row."""
        cell.number_format = "@"
        cell.alignment, cell.border = self._wrapped, self._border
        cell.protection = self._locked if locked else self._open
        cell.font = self._quiet if quiet else self._bold if head else self._usual
        if head or (quiet and locked):
            cell.fill = self._grey

    def column(self, sheet: Any, letter: str, width: int, locked: bool) -> None:
        """A whole column: rows that are put in later look and behave like the others."""
        column = sheet.column_dimensions[letter]
        column.width = width
        column.number_format = "@"
        column.font = self._usual
        column.alignment = self._wrapped
        column.protection = self._locked if locked else self._open

    def height(self, sheet: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:
        """Room for the words of a row, each given with the letters that fit beside one another."""
        lines = [sum(-(-len(line) // room) or 1 for line in words.split("\n")) for words, room in cells]
        sheet.row_dimensions[row].height = min(13.0 * max(lines, default=1) + 3, _HIGHEST)

    def choice(self, sheet: Any, area: str, source: str, *, strict: bool) -> None:
        """Words to choose from in these cells; others may be written too unless it is ``strict``."""
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
        rule.errorTitle, rule.error = "Такого слова нет", "Выберите слово из списка или оставьте ячейку пустой."
        rule.add(area)
        sheet.add_data_validation(rule)

    def page(self, sheet: Any, columns: int, *, locked: bool) -> None:
        """The sheet as a whole: the heading stays in sight, what is locked has no password, the printer gets A4."""
        sheet.freeze_panes = "A2"
        if locked:
            for name in _ALLOWED:
                setattr(sheet.protection, name, False)
            sheet.protection.sheet = True
        sheet.page_setup.orientation = "landscape" if columns > 3 else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
