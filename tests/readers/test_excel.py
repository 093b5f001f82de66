"""Foreign sheets as blocks: every word with its cell, merges as they are, what cannot be read told."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from docgen.files.loading import load_file
from docgen.files.xlsx_writing import write_workbook
from docgen.office.libreoffice import convert
from docgen.readers.blocks import Paragraph, Source, Table
from docgen.readers.excel import is_native, read_excel
from tests.files.workbooks import PLAN, book
from tests.needs import PROJECT, needs_office

FOREIGN = [
    ["План мероприятий"],
    ["на 2026/2027 учебный год"],
    [],
    ["№ п/п", "Уровень", "Мероприятие", "Срок"],
    ["1. Организация"],
    [1.1, "региональный", "Совещание\nс директорами", datetime.date(2026, 10, 15)],
    [1.2, None, "Анализ", 2027],
    [],
    ["2. Контроль"],
    [2.1, "муниципальный", "Проверка", 41.5],
    [],
    [],
    [None, None, "Начальник отдела"],
]


def merged(made: Workbook) -> None:
    sheet = made.worksheets[0]
    for area in ("A1:D1", "A5:D5", "A9:D9", "B6:B7"):
        sheet.merge_cells(area)
    sheet["D6"].number_format = "dd.mm.yyyy"


def source(rows=FOREIGN, more=merged, **sheets) -> Source:
    return read_excel(book({"Дорожная карта": rows, **sheets}, more), "карта.xlsx")


def table_of(made: Source) -> Table:
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    return table


def test_lines_above_and_below_are_paragraphs_and_the_rest_is_one_table():
    made = source()
    assert [type(block) for block in made.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    assert [block.words for block in made.blocks if isinstance(block, Paragraph)] == [
        "План мероприятий", "на 2026/2027 учебный год", "Начальник отдела",
    ]  # fmt: skip
    assert (made.form, made.name, made.findings) == ("excel", "карта.xlsx", ())


def test_a_table_keeps_its_grid():
    table = table_of(source())
    assert table.columns == 4
    assert all(sum(cell.span for cell in row.cells) == 4 for row in table.rows)
    assert [[(cell.words, cell.span, cell.joined) for cell in row.cells] for row in table.rows] == [
        [("№ п/п", 1, False), ("Уровень", 1, False), ("Мероприятие", 1, False), ("Срок", 1, False)],
        [("1. Организация", 4, False)],
        [
            ("1.1", 1, False),
            ("региональный", 1, False),
            ("Совещание\nс директорами", 1, False),
            ("15.10.2026", 1, False),
        ],
        [("1.2", 1, False), ("", 1, True), ("Анализ", 1, False), ("2027", 1, False)],
        [("2. Контроль", 4, False)],
        [("2.1", 1, False), ("муниципальный", 1, False), ("Проверка", 1, False), ("41,5", 1, False)],
    ]


def test_every_word_knows_its_cell():
    made = source()
    first, *_ = made.blocks
    assert str(first.place) == "лист «Дорожная карта», A1"
    cell = table_of(made).rows[2].cells[2]
    assert [str(paragraph.place) for paragraph in cell.paragraphs] == ["лист «Дорожная карта», C6"] * 2


def test_empty_columns_between_are_left_out():
    made = source([["№", None, "Школа"], [1, None, "МБОУ СОШ № 1"]], None)
    assert [cell.words for cell in table_of(made).rows[1].cells] == ["1", "МБОУ СОШ № 1"]


def test_a_second_table_under_its_own_title_is_another_table():
    rows = [
        ["№", "Школа", "Район"],
        [1, "СОШ", "x"],
        [],
        ["Состав комиссии"],
        ["Роль", "Кто"],
        ["секретарь", "методист"],
    ]
    assert [block.words for block in source(rows, None).blocks] == [
        "№\tШкола\tРайон\n1\tСОШ\tx", "Состав комиссии", "Роль\tКто\nсекретарь\tметодист",
    ]  # fmt: skip


def test_bold_words_inside_a_cell():
    def rich(made: Workbook) -> None:
        bold = TextBlock(InlineFont(b=True), "Регионального уровня:")
        made.worksheets[0]["B2"] = CellRichText(bold, "\n- сессия")

    table = table_of(source([["№", "Мероприятие"], [1, "x"]], rich))
    heading, dash = table.rows[1].cells[1].paragraphs
    assert (heading.words, heading.bold) == ("Регионального уровня:", True)
    assert (dash.words, dash.bold) == ("- сессия", False)


def test_what_a_person_must_look_at_is_told():
    rows = [["№", "Мероприятие", "Срок"], [datetime.date(2026, 1, 2), "Анализ", "#REF!"], [2, "Отчёт", "=A1"]]

    def hide(made: Workbook) -> None:
        made.worksheets[0].row_dimensions[3].hidden = True
        made["Черновик"].sheet_state = "hidden"

    made = source(rows, hide, Черновик=[["мысли"]])
    assert [(finding.place, finding.rule) for finding in made.findings] == [
        ("карта.xlsx: лист «Дорожная карта»", "скрытое-прочитано"),
        ("карта.xlsx: лист «Дорожная карта», A2", "номер-стал-датой"),
        ("карта.xlsx: лист «Дорожная карта», C2", "ошибка-в-ячейке"),
        ("карта.xlsx: лист «Дорожная карта», C3", "ошибка-в-ячейке"),
        ("карта.xlsx: лист «Черновик»", "скрытое-прочитано"),
    ]
    assert made.blocks[-1].words == "мысли"


def test_no_word_of_a_sheet_is_lost():
    for path in sorted((PROJECT / "examples/region/plans").glob("*.yaml")):
        data = write_workbook(load_file(path).model)
        made = read_excel(data, "x.xlsx")
        said = "\n".join(block.words for block in made.blocks)
        for sheet in load_workbook(io.BytesIO(data)).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
                assert all(line.strip() in said for line in str(cell.value).split("\n")), (path.name, cell.coordinate)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "№;Мероприятие".encode()], ids=["пустой", "архив", "текст"])
def test_what_is_no_workbook_gives_findings_and_no_blocks(data):
    made = read_excel(data, "карта.xlsx")
    assert made.blocks == ()
    assert [finding.rule for finding in made.findings] == ["не-книга-excel"]


def test_ours_are_known_from_foreign_ones():
    assert not is_native(book({"Дорожная карта": FOREIGN}))
    assert is_native(book({"План": PLAN, "Сведения": [["Вид", "план"]]}))


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_tables_of_other_formats_are_read_through_libreoffice(tmp_path: Path, ending):
    path = tmp_path / "карта.xlsx"
    path.write_bytes(book({"Дорожная карта": FOREIGN}, merged))
    filters = {"xls": "xls:MS Excel 97", "ods": "ods:calc8"}
    made = read_excel(convert(path, filters[ending]), f"карта.{ending}")
    assert [finding.rule for finding in made.findings] == ["книга-преобразована"]
    assert [block.words for block in made.blocks] == [block.words for block in source().blocks]
