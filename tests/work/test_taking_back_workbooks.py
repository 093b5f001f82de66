"""A plan or a list that came back as a workbook: what somebody changed in Excel enters, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.errors import InputError
from docgen.work.rendering import render_file
from docgen.work.taking_back import apply, taking_back
from tests.needs import PROJECT

PLAN = Path("region/plans/roadmap-1.yaml")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The region with a plan written as ``план.xlsx``, its data changed since."""
    shutil.copytree(PROJECT / "examples/region", tmp_path / "region")
    monkeypatch.chdir(tmp_path)
    render_file(PLAN, "план.xlsx")
    text = PLAN.read_text(encoding="utf-8")
    changed = text.replace("        ответственные: Департамент (управление контроля и надзора)\n",
                           "        ответственные: Департамент\n")  # fmt: skip
    PLAN.write_text(changed, encoding="utf-8")
    return tmp_path


def cell_of(sheet: Any, code: str, heading: str) -> Any:
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    return next(row for row in sheet.iter_rows() if row[0].value == code)[column - 1]


def edited(*cells: tuple[str, str, str]) -> Path:
    book = openpyxl.load_workbook("план.xlsx")
    for code, heading, value in cells:
        cell_of(book["План"], code, heading).value = value
    book.save("правка.xlsx")
    return Path("правка.xlsx")


def test_a_changed_cell_enters_and_what_the_data_changed_stays(here: Path) -> None:
    before = PLAN.read_text(encoding="utf-8")
    taken = taking_back(edited(("м105", "Ответственные", "Департамент, ОМСУ")), PLAN)
    (edit,) = taken.edits
    assert (edit.field, edit.was, edit.became) == ("строка 1.5, ответственные", "Департамент", "Департамент, ОМСУ")
    assert edit.place.startswith("лист «План», H")
    apply(taken)
    old = "        ответственные: Департамент\n        результат: Решение совета по развитию качества образования\n"
    new = old.replace("Департамент\n", "Департамент, ОМСУ\n", 1)
    assert PLAN.read_text(encoding="utf-8") == before.replace(old, new)


def test_a_cell_that_both_changed_is_a_conflict(here: Path) -> None:
    taken = taking_back(edited(("м106", "Ответственные", "Рособрнадзор")), PLAN)
    (edit,) = taken.conflicts
    assert "«Департамент»" in edit.conflict
    assert apply(taken) == []


def test_a_row_deleted_in_excel_goes_and_one_added_comes(here: Path) -> None:
    book = openpyxl.load_workbook("план.xlsx")
    sheet = book["План"]
    sheet.delete_rows(cell_of(sheet, "м104", "код").row)
    row = cell_of(sheet, "м103", "код").row + 1
    sheet.insert_rows(row)
    for column, value in enumerate(
        [None, None, None, "региональный", "Новое совещание", None, "до 01.03.2027", "ОМСУ"], 1
    ):
        sheet.cell(row, column).value = value
    book.save("правка.xlsx")
    taken = taking_back(Path("правка.xlsx"), PLAN)
    assert [(edit.kind, edit.field) for edit in taken.edits] == [
        ("вставка", "строка 1.4"), ("удаление", "строка 1.4"),
    ]  # fmt: skip
    apply(taken)
    text = PLAN.read_text(encoding="utf-8")
    assert "м104" not in text
    assert (
        """\
      - код: м1
        уровень: региональный
        мероприятие: Новое совещание
        срок: до 01.03.2027
        ответственные: ОМСУ
"""
        in text
    )
    assert taking_back(Path("правка.xlsx"), PLAN).edits == []


def test_a_workbook_that_nobody_edited_has_no_edits(here: Path) -> None:
    assert taking_back(Path("план.xlsx"), PLAN).edits == []


def test_a_workbook_with_a_wrong_cell_is_refused_with_its_place(here: Path) -> None:
    with pytest.raises(InputError) as caught:
        taking_back(edited(("м105", "Срок", "когда-нибудь потом 32.13.2026")), PLAN)
    assert any("лист «План»" in finding.where for finding in caught.value.findings)


def test_a_workbook_of_another_kind_is_refused(here: Path) -> None:
    with pytest.raises(InputError):
        taking_back(edited(("м105", "Ответственные", "ОМСУ")), Path("region/plans/schools.yaml"))
