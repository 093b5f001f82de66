"""Workbooks as an office makes them, built with openpyxl, and what may be done to their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

PLAN = [
    ["код", "Вид строки", "Мероприятие", "Срок", "Ответственные"],
    ["р1", "раздел", "Организация", None, None],
    ["м1", None, "Проведение совещания", "до 15.10.2026", "Департамент"],
    ["м2", None, "Анализ результатов", "в течение года", "Департамент, ОМСУ"],
]
INFO = [["Поле", "Значение"], ["Вид", "план"], ["Код", "план1"], ["Название", "План мероприятий"]]


def book(
    sheets: Mapping[str, Rows], more: Callable[[Workbook], None] | None = None, parts: Mapping[str, Any] | None = None
) -> bytes:
    """A workbook with these sheets; ``more`` may change it, ``parts`` change the bytes of single parts."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if more is not None:
        more(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return with_parts(buffer.getvalue(), parts or {})


def plan_book(
    rows: Rows = PLAN, info: Rows = INFO, more: Callable[[Workbook], None] | None = None, **parts: Any
) -> bytes:
    """A workbook with a plan."""
    return book({"План": rows, "Сведения": info}, more, parts)


def with_parts(data: bytes, parts: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> bytes:
    """The workbook with some parts changed, put in or (``None``) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.get(name, b"")
            if change is not None:
                content = old.read(name)
                new.writestr(name, change(content) if callable(change) else change or content)
        for name, change in parts.items():
            if name not in old.namelist() and isinstance(change, bytes):
                new.writestr(name, change)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MAIN_SHEET = "xl/worksheets/sheet1.xml"
