"""The shipped templates printed from documents of the model: tables fitted, cells merged, numbers of Word."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document as open_docx
from lxml import etree

from docgen.model.composition import Composition, SchoolPairs
from docgen.model.party import Organisation
from docgen.model.regulation import Regulation
from docgen.model.table import Duties, Form, Scan, Schedule, Table
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from tests.audit import audit
from tests.builders import annexed, order, plan, workspace
from tests.word import W, style_of

PORTRAIT, LANDSCAPE = 9355, 14570
ROOMS = {"место для штрихкода": "да", "место для электронной подписи": "да", "редакция стандарта": "2025"}


class Printed:
    """A finished file."""

    def __init__(self, document: Any, *others: Any, profile: dict[str, str] | None = None) -> None:
        self.data = render_document(document, workspace(document, *others, profile=profile)).data
        self.docx = open_docx(io.BytesIO(self.data))

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(paragraph.style.style_id, paragraph.text) for paragraph in self.docx.paragraphs]

    def rows(self, table: int = 0) -> list[list[str]]:
        """The cells of a table; one merged with that above or beside it counts once in its row."""
        return [[cell.text for cell in dict.fromkeys(row.cells)] for row in self.docx.tables[table].rows]

    def grid(self, table: int = 0) -> list[int]:
        return [int(column.get(f"{W}w")) for column in self.docx.tables[table]._tbl.tblGrid]

    def numbers(self) -> list[str]:
        return [shown.number for shown in shown_numbers(self.data) if shown.number and shown.number != "–"]

    def footers(self) -> list[list[str]]:
        """The styles in the first footer of each section."""
        names = [section.first_page_footer.part.partname.lstrip("/") for section in self.docx.sections]
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            roots = [etree.fromstring(archive.read(name)) for name in names]
        return [[style_of(paragraph) for paragraph in root.iter(f"{W}p")] for root in roots]


def kind_of(model: Any, kind: str, **fields: Any) -> Any:
    data = {"вид": kind, "код": "документ", "название": "Название"}
    return model.model_validate(data | {name.replace("_", " "): value for name, value in fields.items()})


def test_the_rooms_of_an_order_do_not_reach_its_annexes() -> None:
    """R10, R12: an annex whose section had no footer of its own would print the room once more."""
    annex = plan()
    printed = Printed(order(приложения=annexed(annex)), annex, profile=ROOMS)
    assert printed.footers() == [["CodeRoom"], ["Footer"]]
    assert printed.rows() == [["Начальник Департамента", "", "Е.П.\xa0Орлова"]]
    assert audit(printed.data) == []


def test_without_rooms_a_signature_is_a_line() -> None:
    printed = Printed(order())
    assert printed.footers() == [["Footer"]]
    assert printed.lines[-1] == ("Signature", "Начальник Департамента\tЕ.П.\xa0Орлова")


@pytest.mark.parametrize(("form", "kind"), [(None, "Kind"), ("школа", "KindCorner"), ("министерство", "KindRuled")])
def test_the_letterhead_is_that_of_the_body(form: str | None, kind: str) -> None:
    body = Organisation.model_validate({"код": "орган", "название": "Орган", "вид бланка": form})
    document = order(орган="орган")
    data = render_document(document, workspace(document, entries=[body])).data
    assert kind in [paragraph.style.style_id for paragraph in open_docx(io.BytesIO(data)).paragraphs]


def test_sheets_follow_the_order_each_with_a_line_for_everybody() -> None:
    printed = Printed(
        order(
            визы=[{"должность": "зам", "поступил": "10.10.2026"}],
            ознакомить=["зам", "орлова"],
            рассылка={"по тексту": "нет", "ещё": [{"кому": "дело"}]},
        )
    )
    titles = [text for style, text in printed.lines if style == "SheetTitle"]
    assert titles == ["ЛИСТ СОГЛАСОВАНИЯ", "ЛИСТ ОЗНАКОМЛЕНИЯ", "СПИСОК РАССЫЛКИ"]
    assert printed.rows(0)[1] == ["1", "Заместитель начальника Департамента", "Зимин\xa0П.И.", "10.10.2026", "", "", ""]
    assert [row[:3] for row in printed.rows(1)[1:]] == [
        ["1", "Заместитель начальника Департамента", "Зимин\xa0П.И."],
        ["2", "Начальник Департамента", "Орлова\xa0Е.П."],
    ]
    assert printed.rows(2)[1] == ["1", "дело", "1"]
    assert len(printed.docx.sections) == 4
    assert audit(printed.data) == []


def test_a_composition_has_its_members_in_groups() -> None:
    members = [
        {"лицо": "орлова", "должность": "начальник", "роль": "председатель"},
        {"лицо": "зимин", "должность": "зам"},
        {"кто": "представитель школы", "по согласованию": "да"},
    ]
    printed = Printed(kind_of(Composition, "состав", члены=members))
    assert printed.rows() == [
        ["Орлова\nЕлена Петровна", "–", "начальник Департамента, председатель"],
        ["Члены комиссии:"],
        ["Зимин\nПавел Ильич", "–", "заместитель начальника Департамента"],
        ["(назначается отдельно)", "–", "представитель школы (по согласованию)"],
    ]
    assert audit(printed.data) == []


def test_the_column_of_curators_is_there_when_somebody_is_one() -> None:
    pair = {"наставник": {"название": "Лицей"}, "школа": {"название": "Школа"}}
    with_one = Printed(kind_of(SchoolPairs, "пары", пары=[pair, pair | {"куратор": "Зимин П.И."}])).rows()
    without = Printed(kind_of(SchoolPairs, "пары", пары=[pair])).rows()
    assert with_one == [
        ["№ п/п", "Школа-наставник", "Школа", "Куратор"], ["1", "2", "3", "4"],
        ["", "Лицей", "Школа", "–"], ["", "Лицей", "Школа", "Зимин\xa0П.И."],
    ]  # fmt: skip
    assert without == [["№ п/п", "Школа-наставник", "Школа"], ["1", "2", "3"], ["", "Лицей", "Школа"]]


def test_chapters_and_clauses_are_numbered_by_word() -> None:
    inner = {"текст": "в", "пункты": [{"текст": "г", "пункты": [{"текст": "д"}]}]}
    chapters = [{"название": "Общие положения", "пункты": [{"текст": "а"}, inner]}, {"название": "Порядок"}]
    printed = Printed(kind_of(Regulation, "положение", разделы=chapters))
    assert printed.numbers() == ["1.", "1.1.", "1.2.", "1.2.1.", "1.2.1.1.", "2."]
    assert [style for style, _ in printed.lines] == [
        "AnnexTitle", "ChapterTitle", *["Clause"] * 4, "ChapterTitle",
    ]  # fmt: skip


def test_clauses_without_chapters_are_numbered_as_points() -> None:
    deep = {"текст": "а", "пункты": [{"текст": "б", "пункты": [{"текст": "в", "пункты": [{"текст": "г"}]}]}]}
    printed = Printed(kind_of(Regulation, "положение", пункты=[deep, {"текст": "д"}]))
    assert printed.numbers() == ["1.", "1.1.", "1.1.1.", "1.1.1.1.", "2."]


def test_dashes_of_a_clause_are_spaced_as_its_text() -> None:
    """L07: annexes are set at one line, an order's dashes at one and a half."""
    printed = Printed(kind_of(Regulation, "положение", пункты=[{"текст": "Группа:\n- решает;\n- готовит."}]))
    assert [style for style, _ in printed.lines][-2:] == ["IntroDash1", "IntroDash1"]


def test_a_schedule_has_the_columns_of_its_document() -> None:
    columns = ["срок", "время", "мероприятие"]
    printed = Printed(kind_of(Schedule, "график", графы=columns, строки=[{"мероприятие": "Семинар", "время": "10:00"}]))
    assert printed.rows() == [["Дата", "Время", "Мероприятие"], ["1", "2", "3"], ["–", "10:00", "Семинар"]]
    assert sum(printed.grid()) == PORTRAIT
    assert audit(printed.data) == []


TABLE = {
    "графы": [{"заголовок": "Район", "объединять": "да"}, {"заголовок": "Школ", "по центру": "да"}],
    "строки": [{"раздел": "Все"}, ["Каменский", "12"], ["Каменский", "7"], ["Лугинский", ""]],
}


@pytest.mark.parametrize(("lying", "width"), [("нет", PORTRAIT), ("да", LANDSCAPE)])
def test_a_table_has_its_columns_a_section_across_and_equal_cells_joined(lying: str, width: int) -> None:
    printed = Printed(kind_of(Table, "таблица", **TABLE, поперёк=lying, заключение="Итого."))
    assert printed.rows() == [
        ["№ п/п", "Район", "Школ"], ["1", "2", "3"], ["Все"],
        ["", "Каменский", "12"], ["", "Каменский", "7"], ["", "Лугинский", "–"],
    ]  # fmt: skip
    district = printed.docx.tables[0].columns[1].cells
    assert district[3]._tc is district[4]._tc and district[4]._tc is not district[5]._tc
    assert [shown for shown in printed.numbers() if shown] == ["1", "2", "3"]
    assert sum(printed.grid()) == width
    assert printed.lines[-1] == ("Closing", "Итого.")
    assert audit(printed.data) == []


def test_a_form_has_lines_to_fill_and_cells_left_blank() -> None:
    long = "Фамилия, имя, отчество и должность того, кто заполнил форму"
    printed = Printed(
        kind_of(
            Form, "форма", поля=[{"что": "Район", "пояснение": "полностью"}, {"что": long}],
            графы=[{"заголовок": "Показатель"}, {"заголовок": "Значение"}], пустых_строк="2", подписи=["Директор"],
        )
    )  # fmt: skip
    assert printed.rows()[2:] == [["", "", ""]] * 2
    assert [line for line in printed.lines if line[0] != "AnnexTitle"] == [
        ("FormLineHinted", "Район \t"),
        ("FormHint", "полностью"),
        ("FormLabel", long),
        ("FormLine", "\t"),
        ("TableEnd", ""),
        ("FormSignature", "Директор\t\t /\t/"),
    ]
    assert audit(printed.data) == []


def test_a_form_may_have_no_table() -> None:
    assert Printed(kind_of(Form, "форма", поля=[{"что": "Район"}])).docx.tables == []


def test_a_party_is_merged_over_everything_it_answers_for() -> None:
    measures = [
        {"мероприятие": "Семинар", "срок": "до 15.10.2026", "ответственные": "Департамент"},
        {"мероприятие": "Отчёт", "ответственные": "Департамент, Институт"},
    ]
    printed = Printed(kind_of(Duties, "ответственные", план="план1"), plan(measures))
    assert printed.rows()[2:] == [
        ["Департамент", "1", "Семинар", "до 15.10.2026"],
        ["Департамент", "2", "Отчёт", "–"],
        ["Институт", "2", "Отчёт", "–"],
    ]
    parties = printed.docx.tables[0].columns[0].cells
    assert parties[2]._tc is parties[3]._tc is not parties[4]._tc


def test_a_sheet_stands_for_pages_that_are_on_paper_only() -> None:
    printed = Printed(kind_of(Scan, "скан", файл="скан.pdf", листов="3"))
    assert printed.lines == [("AnnexTitle", "Название"), ("SheetSubject", "на 3\xa0л.")]


def test_a_plan_has_any_columns_with_the_offices_own_among_them() -> None:
    measures = [
        {
            "мероприятие": "Подготовка", "прочее": {"отметка": "есть"}, "ответственные": "Институт",
            "строки": [{"мероприятие": "Сбор", "срок": "до 15.10.2026"}, {"мероприятие": "Сверка"}],
        },
        {"мероприятие": "Отчёт"},
    ]  # fmt: skip
    own = [{"код": "отметка", "заголовок": "Отметка"}]
    printed = Printed(
        plan(measures, графы=["номер", "мероприятие", "отметка", "срок", "ответственные"], свои_графы=own)
    )
    assert printed.rows() == [
        ["№\xa0п/п", "Мероприятие", "Отметка", "Срок", "Ответственные"], ["1", "2", "3", "4", "5"],
        ["", "Подготовка", "есть", "–", "Институт"], ["", "Сбор", "есть", "до 15.10.2026", "Институт"],
        ["", "Сверка", "есть", "–", "Институт"], ["", "Отчёт", "–", "–", "–"],
    ]  # fmt: skip
    for column in (0, 4):
        cells = printed.docx.tables[0].columns[column].cells
        assert cells[2]._tc is cells[3]._tc is cells[4]._tc is not cells[5]._tc
    assert printed.numbers() == ["1", "2"]
    assert sum(printed.grid()) == PORTRAIT
    assert audit(printed.data) == []


def test_a_plan_of_many_columns_lies_on_its_side() -> None:
    columns = ["номер", "уровень", "мероприятие", "документ", "срок", "ответственные", "результат"]
    printed = Printed(plan([{"мероприятие": "а", "уровень": "региональный"}], графы=columns))
    assert printed.rows()[2] == ["", "Региональный", "а", "–", "–", "–", "–"]
    assert sum(printed.grid()) == LANDSCAPE
