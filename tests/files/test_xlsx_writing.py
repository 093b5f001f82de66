"""Documents written as workbooks: what is written is read again, whoever has saved it in between."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.errors import InputError
from docgen.files.loading import OTHER_KINDS, load_file, validated_document
from docgen.files.xlsx_layout import LAYOUTS
from docgen.files.xlsx_reading import is_native, read_bytes
from docgen.files.xlsx_writing import write_workbook
from docgen.findings import has_errors
from docgen.model.base import Model
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.office.libreoffice import convert
from tests.builders import order, plan
from tests.counts import scaled
from tests.laws.offices import reference_files
from tests.needs import PROJECT, needs_office
from tests.strategies import Data, plans, school_lists, small_annexes

KINDS = {**DOCUMENT_KINDS, **OTHER_KINDS}
ENTRIES = ("разделы", "мероприятия", "кластеры", "школы", "члены")


def with_ids(data: Any, counter: list[int], key: str = "") -> Any:
    """The data with an id of its own for each entry that has a row."""
    if isinstance(data, list):
        return [with_ids(each, counter, key) for each in data]
    if not isinstance(data, dict):
        return data
    made = {name: with_ids(value, counter, name) for name, value in data.items()}
    if key in ENTRIES:
        counter[0] += 1
        made["код"] = f"x{counter[0]}"
    return made


compositions = small_annexes().filter(lambda data: data["вид"] == "состав")
reference = reference_files().filter(lambda data: data["вид"] != "календарь")
documents = st.one_of(plans(), school_lists(), compositions, reference).map(lambda data: with_ids(data, [0]))


def back(data: bytes) -> Model:
    """The document of a workbook, which has no errors."""
    (source,) = read_bytes(data, "книга.xlsx")
    assert not has_errors(source.findings), source.findings
    model, faults = validated_document(source.data)
    assert model is not None, faults
    return model


@given(data=documents)
@settings(max_examples=scaled(600), deadline=None)
def test_what_is_written_is_read_again(data: Data):
    document = KINDS[data["вид"]].model_validate(data)
    # A member of whom nothing is said but his code is a row that somebody has emptied.
    assume(all(set(member.plain()) > {"код"} for member in getattr(document, "members", ())))
    assert back(write_workbook(document)) == document


def examples() -> list[Path]:
    found = [path for path in sorted((PROJECT / "examples").rglob("*.yaml")) if ".docgen" not in path.parts]
    return [path for path in found if getattr(load_file(path).model, "kind", "") in LAYOUTS]


@pytest.mark.parametrize("path", examples(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_example_goes_through_excel(path: Path):
    document = load_file(path).model
    data = write_workbook(document)
    assert back(data) == document
    assert is_native(data)
    buffer = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(buffer)
    assert back(buffer.getvalue()) == document


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(
    "name", ["plans/roadmap-3", "plans/schools", "annexes/состав-комиссии", "справочники/организации"]
)
def test_libreoffice_opens_and_saves_it_without_breaking_anything(name: str, tmp_path: Path):
    document = load_file(PROJECT / "examples" / "region" / f"{name}.yaml").model
    path = tmp_path / "книга.xlsx"
    path.write_bytes(write_workbook(document))
    saved = convert(path, "xlsx:Calc MS Excel 2007 XML")
    assert back(saved) == document
    before, after = load_workbook(path), load_workbook(io.BytesIO(saved))
    for sheet in before.worksheets:
        kept = after[sheet.title]
        assert kept.sheet_state == sheet.sheet_state
        assert kept.protection.sheet == sheet.protection.sheet
        assert [c.comment.text for c in kept[1] if c.comment] == [c.comment.text for c in sheet[1] if c.comment]
        lists = [{str(rule.sqref) for rule in s.data_validations.dataValidation} for s in (sheet, kept)]
        assert lists[0] == lists[1]


def test_the_same_document_gives_the_same_bytes():
    assert write_workbook(plan()) == write_workbook(plan())


def opened(*documents: Model, **names: Any) -> Any:
    return load_workbook(io.BytesIO(write_workbook(*documents, names=names)))


def test_codes_are_locked_and_everything_else_is_open():
    sheet = opened(plan([{"код": "м1", "мероприятие": "Анализ", "срок": "2027"}]))["План"]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert not sheet.protection.insertRows and not sheet.protection.formatCells  # what is not forbidden
    for row in sheet.iter_rows(min_row=1, max_row=2):
        assert [cell.protection.locked for cell in row] == [True] + [False] * (len(row) - 1)
    assert sheet.column_dimensions["A"].protection.locked
    assert not sheet.column_dimensions["D"].protection.locked


def test_reference_data_are_not_locked_because_their_codes_are_made_up_by_people():
    sheet = opened(load_file(PROJECT / "examples/school/справочники/лица.yaml").model)["Лица"]
    assert not sheet.protection.sheet
    assert not any(cell.protection.locked for cell in sheet[2])


def test_words_stay_words():
    made = plan(
        [{"код": "м1", "мероприятие": "=СУММ(A1)", "описание": "3.10", "результат": "0123", "срок": "дословно: #N/A"}]
    )
    (row,) = opened(made)["План"].iter_rows(min_row=2)
    assert {cell.number_format for cell in row} == {"@"}
    assert {cell.data_type for cell in row if cell.value} == {"s"}
    assert back(write_workbook(made)) == made


def test_cells_offer_words_to_choose_from():
    made = opened(
        plan(
            [{"код": "м1", "мероприятие": "Анализ"}], графы=["номер", "уровень", "мероприятие", "срок", "ответственные"]
        ),
        ответственные=["Департамент", "ОМСУ"],
    )
    rules = {str(rule.sqref): rule for rule in made["План"].data_validations.dataValidation}
    assert {cells.partition("2")[0]: rule.showErrorMessage for cells, rule in rules.items()} == {
        "B": True, "D": True, "G": False,
    }  # fmt: skip
    assert rules[next(cells for cells in rules if cells.startswith("D"))].formula1 == (
        '"региональный,муниципальный,институциональный"'
    )
    hidden = made["Подсказки"]
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["A"]] == ["ответственные", "Департамент", "ОМСУ"]


def test_every_heading_is_explained_to_a_clerk():
    for kind in ("план", "список", "состав", "организации"):
        layout = LAYOUTS[kind]
        path = next(path for path in examples() if getattr(load_file(path).model, "kind", "") == kind)
        for cell in opened(load_file(path).model)[layout.sheet][1]:
            assert cell.comment and cell.comment.text.strip(), cell.value


def test_several_kinds_of_reference_data_make_one_workbook():
    folder = PROJECT / "examples" / "school" / "справочники"
    files = [load_file(folder / f"{name}.yaml").model for name in ("лица", "должности", "организации")]
    read = read_bytes(write_workbook(*files), "справочники.xlsx")
    assert [validated_document(source.data)[0] for source in read] == files


def test_what_has_no_place_in_excel_is_refused_in_words():
    with pytest.raises(InputError) as refused:
        write_workbook(order())
    assert [finding.rule for finding in refused.value.findings] == ["не-пишется-в-excel"]
    with pytest.raises(InputError) as refused:
        write_workbook(plan([{"код": "м1", "мероприятие": "Анализ " * 6000}]))
    (finding,) = refused.value.findings
    assert (finding.rule, finding.place) == ("не-помещается-в-ячейку", "лист «План», строка 2")
