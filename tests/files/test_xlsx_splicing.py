"""Values put into a workbook as it is: codes by check --fix, forms by forms --ask, and nothing else is touched."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill

import docgen
from docgen.errors import InputError
from docgen.files.edits import SetValue
from docgen.files.loading import load_file
from docgen.files.saving import after_edits, with_data
from docgen.files.xlsx_grid import Book
from docgen.files.xlsx_reading import read_bytes
from docgen.files.xlsx_splicing import with_cells
from docgen.files.xlsx_writing import write_workbook
from docgen.work.fixing import fix_ids
from docgen.work.forms import Answer, store, survey
from tests.builders import plan, write_workspace
from tests.counts import scaled
from tests.files.workbooks import INFO, MAIN_SHEET, book, parts_of, plan_book, with_parts

WITHOUT_CODES = [
    ["код", "Вид строки", "Мероприятие", "Срок"],
    [None, "раздел", "Организация"],
    [None, None, "Проведение совещания", "до 15.10.2026"],
    ["м1", None, "Анализ"],
    ["м1", None, "Скопированная строка"],
    [None, None, "Отчёт", "2027"],
]


def fixed(tmp_path: Path, data: bytes) -> tuple[bytes, list[str]]:
    path = tmp_path / "план.xlsx"
    path.write_bytes(data)
    differences = list(fix_ids([path]))
    return path.read_bytes(), differences


def codes(data: bytes, column: str = "A") -> list[str]:
    return [cell.value for cell in load_workbook(io.BytesIO(data))["План"][column]]


def test_missing_and_copied_codes_are_put_in(tmp_path: Path):
    data, (difference,) = fixed(tmp_path, plan_book(WITHOUT_CODES))
    assert codes(data) == ["код", "р1", "м2", "м1", "м4", "м3"]
    assert "+      - код: м2" in difference and "план.xlsx" in difference
    assert fixed(tmp_path, data) == (data, [])


def test_everything_else_stays_byte_for_byte(tmp_path: Path):
    def decorated(made):
        sheet = made["План"]
        sheet["A3"].fill = PatternFill("solid", fgColor="FFFF00")
        sheet["C3"].font = Font(bold=True)
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=4))
        sheet.add_chart(chart, "H2")

    before = plan_book(WITHOUT_CODES, more=decorated, **{"xl/media/image1.png": b"\x89PNG and so on"})
    after, _ = fixed(tmp_path, before)
    old, new = parts_of(before), parts_of(after)
    assert list(new) == list(old)
    assert [name for name in old if old[name] != new[name]] == [MAIN_SHEET]
    sheet = load_workbook(io.BytesIO(after))["План"]
    assert (sheet["A3"].value, sheet["A3"].fill.fgColor.rgb) == ("м2", "00FFFF00")


def test_a_column_of_codes_and_a_row_for_the_code_of_the_document_are_added(tmp_path: Path):
    rows = [row[1:] for row in WITHOUT_CODES]
    data, _ = fixed(tmp_path, plan_book(rows, info=[INFO[0], INFO[1], INFO[3]]))
    assert codes(data, "D") == ["код", "р1", "м1", "м2", "м3", "м4"]
    info = load_workbook(io.BytesIO(data))["Сведения"]
    assert [cell.value for cell in info[4]] == ["Код", "план"]


def test_a_cell_with_a_formula_is_not_overwritten(tmp_path: Path):
    rows = [["код", "Мероприятие"], ['=""', "Анализ"]]
    data = plan_book(rows, **{MAIN_SHEET: lambda xml: xml.replace(b'<c r="A2">', b'<c r="A2" t="str">')})
    with pytest.raises(InputError) as refused:
        fixed(tmp_path, data)
    assert [finding.rule for finding in refused.value.findings] == ["книга-не-дополнена"]
    assert (tmp_path / "план.xlsx").read_bytes() == data


def test_a_signed_workbook_is_left_alone(tmp_path: Path):
    with pytest.raises(InputError, match="подпис"):
        fixed(tmp_path, plan_book(WITHOUT_CODES, **{"_xmlsignatures/sig1.xml": b"<a/>"}))


ODD_SHEETS = {
    "пустые ряды свёрнуты": lambda xml: xml.replace(b"</sheetData>", b'<row r="7" spans="1:4"/></sheetData>'),
    "номера строк опущены": lambda xml: re.sub(rb'(<row) r="\d+"', rb"\1", xml),
    "пространство имён с приставкой": lambda xml: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml).replace(
        b'xmlns="', b'xmlns:x="'
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", ODD_SHEETS.values(), ids=ODD_SHEETS)
def test_sheets_of_other_programs_take_codes_too(tmp_path: Path, change):
    data, _ = fixed(tmp_path, plan_book(WITHOUT_CODES, **{MAIN_SHEET: change}))
    (source,) = read_bytes(data, "план.xlsx")
    measures = source.data["разделы"][0]["мероприятия"]
    assert [measure["код"] for measure in measures] == ["м2", "м1", "м4", "м3"]


words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(str.strip)


@given(cells=st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 8)), words, min_size=1, max_size=8))
@settings(max_examples=scaled(400), deadline=None)
def test_cells_that_are_put_in_are_read_and_others_stay(cells):
    before = plan_book()
    after = with_cells(before, "план.xlsx", {MAIN_SHEET: cells})
    old, new = (load_workbook(io.BytesIO(data))["План"] for data in (before, after))
    for row in range(1, 12):
        for column in range(1, 10):
            if (row, column) not in cells:
                assert new.cell(row, column).value == old.cell(row, column).value
    opened = Book(after, "план.xlsx")
    sheet = opened.sheet(opened.entries[0])
    assert {at: sheet.cell(*at).text for at in cells} == cells


def test_a_value_of_any_place_is_replaced_in_its_cell():
    made = plan([{"код": "м1", "мероприятие": "Анализ", "прочее": {"итог": "да"}}], подпись={"должность": "начальник"})
    (source,) = read_bytes(write_workbook(made), "план.xlsx")
    edits = [
        SetValue(("мероприятия", 0, "мероприятие"), "Анализ итогов"),
        SetValue(("мероприятия", 0, "прочее", "итог"), "нет"),
        SetValue(("мероприятия", 0, "результат"), "Справка"),
        SetValue(("подпись", "должность"), "зам"),
        SetValue(("период",), "2026/2027"),
    ]
    changed = after_edits(source, edits)
    (read,) = read_bytes(changed.content, "план.xlsx")
    assert read.data["мероприятия"] == [
        {"код": "м1", "мероприятие": "Анализ итогов", "результат": "Справка", "прочее": {"итог": "нет"}}
    ]
    assert (read.data["подпись"], read.data["период"]) == ({"должность": "зам"}, "2026/2027")


def test_rows_are_never_put_in_or_taken_out():
    (source,) = read_bytes(plan_book(), "план.xlsx")
    data = dict(source.data)
    data["разделы"] = [{**data["разделы"][0], "мероприятия": data["разделы"][0]["мероприятия"][:1]}]
    with pytest.raises(InputError) as refused:
        with_data(source, data)
    assert [finding.rule for finding in refused.value.findings] == ["книга-не-дополнена"]


def test_saving_a_document_over_a_workbook(tmp_path: Path):
    path = tmp_path / "план.xlsx"
    first = plan([{"код": "м1", "мероприятие": "Анализ"}])
    docgen.save(first, path)
    assert docgen.load(path) == first
    kept = path.read_bytes()
    docgen.save(first, path)
    assert path.read_bytes() == kept
    more = plan([{"код": "м1", "мероприятие": "Анализ"}, {"код": "м2", "мероприятие": "Отчёт"}])
    docgen.save(more, path)
    assert docgen.load(path) == more
    path.write_bytes(with_parts(path.read_bytes(), {"xl/media/image1.png": b"\x89PNG"}))
    with pytest.raises(InputError):
        docgen.save(first, path)
    assert docgen.load(path) == more


def test_confirmed_forms_go_into_the_sheets_of_one_workbook(tmp_path: Path):
    data = book(
        {
            "Лица": [["код", "Фамилия", "Имя", "Отчество"], ["береговой", "Береговой", "П.", "И."]],
            "Должности": [["код", "Название", "Формы"], ["нач", "начальник отдела (по кадрам)", None]],
        }
    )
    path = tmp_path / "справочники" / "люди.xlsx"
    write_workspace(tmp_path, {})
    for name in ("лица", "должности", "организации"):
        (tmp_path / "справочники" / f"{name}.yaml").unlink()
    path.write_bytes(data)
    answers = []
    for declined in survey([path]).declined:
        answer = Answer(declined, gender="м" if declined.entry.id == "береговой" else None)
        answer.forms = [(name, "дат", "кому-то") for name in declined.names[:1]]
        answers.append(answer)
    assert list(store(answers).values()) == [3]
    read = {str(source.data["вид"]): source.data["записи"][0] for source in read_bytes(path.read_bytes(), "люди.xlsx")}
    assert (read["лица"]["пол"], read["лица"]["формы"]) == ("м", {"дат": "кому-то"})
    assert read["должности"]["формы"] == {"дат": "кому-то"}
    assert load_file(path).findings == []
