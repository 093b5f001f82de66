"""Sheets of Excel, from the workbook to the document that they look like."""

from __future__ import annotations

import datetime
import io

import openpyxl

from docgen.readers.annexes.reader import sheet_annex
from docgen.readers.blocks import Table
from docgen.readers.draft import Draft
from docgen.readers.excel import read_excel
from tests.readers.made import context


def read_sheet(workbook: openpyxl.Workbook) -> Draft:
    """The one table of a workbook as a document, with the lines above it for its title."""
    saved = io.BytesIO()
    workbook.save(saved)
    *above, table = read_excel(saved.getvalue(), "книга.xlsx").blocks
    assert isinstance(table, Table)
    draft = sheet_annex(table, context(), above)
    assert draft is not None
    return draft


def test_a_plan_with_merged_cells_and_real_dates() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "План"
    sheet["A1"] = "План мероприятий на 2026/2027 учебный год"
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(["Срок", "№ п/п", "Ответственные", "Мероприятие", "Уровень"])
    sheet.append([None, "1", "Управление", None, None])
    sheet.merge_cells("C4:E4")
    sheet.append([datetime.date(2026, 10, 15), "1.1", "ОМСУ", "Совещание", "Региональный"])
    sheet.append(["ноябрь 2026", "1.2", "ОО", "Опрос", None])
    sheet.merge_cells("E5:E6")
    draft = read_sheet(workbook)
    assert draft.data["название"] == "План мероприятий на 2026/2027 учебный год"
    assert draft.data["период"] == "2026/2027"
    [section] = draft.data["разделы"]
    assert (section["номер"], section["название"]) == ("1", "Управление")
    assert [(m["срок"], m["уровень"]) for m in section["мероприятия"]] == [
        ("15.10.2026", "региональный"), ("ноябрь 2026", "региональный"),
    ]  # fmt: skip
    path = ("разделы", 0, "мероприятия", 0, "срок")
    assert next(str(told.place) for told in draft.told if told.path == path) == "лист «План», A5"


def test_a_list_of_schools_is_called_by_its_sheet() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Школы района"
    sheet.append(["№", "Школа", "Муниципалитет"])
    sheet.append([1, "МБОУ Лосинская СОШ", "Каменский район"])
    draft = read_sheet(workbook)
    assert (draft.data["вид"], draft.data["название"]) == ("список", "Школы района")
    assert draft.data["кластеры"][0]["школы"] == [{"код": "ш1", "номер": "1", "школа": "лосинская-сош-каменского"}]
