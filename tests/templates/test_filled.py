"""The shipped templates filled by plain docxtpl: which paragraphs come out, in which styles."""

import io
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from docx.enum.table import WD_ALIGN_VERTICAL
from docxtpl import DocxTemplate

from tests.templates.opened import FOLDER

Line = tuple[str, str]


def filled(name: str, **values: object) -> Any:
    template = DocxTemplate(FOLDER / f"{name}.docx")
    template.render(values, jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True))
    file = io.BytesIO()
    template.save(file)
    return DocxTemplate(file).get_docx()


def lines(document: Any) -> list[Line]:
    """(style id, text) of the paragraphs outside tables."""
    return [(paragraph.style.style_id, paragraph.text) for paragraph in document.paragraphs]


def point(number: str, *points: object, kept: bool = False) -> SimpleNamespace:
    return SimpleNamespace(number=f"{number}. ", sentence="Утвердить.", points=points, kept=kept)


def body(*letterhead: str) -> SimpleNamespace:
    return SimpleNamespace(lines=letterhead)


SIGNATORY = SimpleNamespace(post="Начальник", name="Е.П. Талкина")


def order(**changes: object) -> SimpleNamespace:
    values: dict[str, object] = {
        "draft": False, "letterheads": [body("УПРАВЛЕНИЕ", "ОБРАЗОВАНИЯ")], "heading": "ПРИКАЗ", "date": "17.09.2026",
        "number_line": "№ 850-ОД", "city": None, "title": "О плане", "preamble": "В целях порядка",
        "formula": "приказываю", "formula_own_line": False, "points": [point("1")], "drafter": None,
        "signatories": [SIGNATORY], "signature_room": False, "code_room": False, "restriction": None,
        "agreements": [], "submission": None,
    }  # fmt: skip
    return SimpleNamespace(**(values | changes))


def order_lines(**changes: object) -> list[Line]:
    return lines(filled("orders/order", order=order(**changes), annexes=[]))


def text_of_order(**changes: object) -> list[Line]:
    """The lines between the title and the points."""
    return [line for line in order_lines(**changes) if line[0] in ("Preamble", "FormulaLine")]


def test_a_bare_order_is_its_requisites_and_its_points() -> None:
    assert order_lines() == [
        ("Letterhead", "УПРАВЛЕНИЕ\nОБРАЗОВАНИЯ"),
        ("Kind", "ПРИКАЗ"),
        ("DateNumber", "17.09.2026\t№ 850-ОД"),
        ("OrderTitle", "О плане"),
        ("Preamble", "В целях порядка приказываю:"),
        ("Point1", "1. Утвердить."),
        ("Signature", "Начальник\tЕ.П. Талкина"),
    ]


def test_a_draft_a_city_and_a_drafter_stand_in_their_places() -> None:
    drafter = SimpleNamespace(person="Шевченко Ольга Ивановна", post=None, phone="00-11-22", email=None)
    found = order_lines(draft=True, city="г. Заречск", drafter=drafter)
    assert found[0] == ("DraftMark", "ПРОЕКТ")
    assert found[4] == ("City", "г. Заречск")
    assert found[-1] == ("Drafter", "Шевченко Ольга Ивановна\n00-11-22")


def test_a_drafter_may_have_a_post_and_an_address() -> None:
    drafter = SimpleNamespace(person="Шевченко О.И.", post="консультант", phone="00-11-22", email="a@b.ru")
    assert order_lines(drafter=drafter)[-1] == ("Drafter", "Шевченко О.И., консультант\n00-11-22, a@b.ru")


def test_what_follows_the_signature_stands_in_the_order_of_the_standard() -> None:
    agreement = SimpleNamespace(lines=["СОГЛАСОВАНО", "Министр", "____________ О.И. Кречет", "__________"])
    submission = SimpleNamespace(organisation="Управление", post="Начальник управления", name="Л.Г. Сорока")
    found = order_lines(
        restriction=SimpleNamespace(lines=["Для служебного пользования", "Экз. № 1"]),
        signatories=[SIGNATORY, SimpleNamespace(post="Министр", name="О.И. Кречет")],
        agreements=[agreement],
        submission=submission,
    )
    assert found[:2] == [("RestrictionMark", "Для служебного пользования"), ("RestrictionMark", "Экз. № 1")]
    assert found[-5:] == [
        ("Signature", "Начальник\tЕ.П. Талкина"),
        ("Signature", "Министр\tО.И. Кречет"),
        ("AgreementMark", "СОГЛАСОВАНО\nМинистр\n____________ О.И. Кречет\n__________"),
        ("Submission", "Проект внесен:\nУправление"),
        ("SubmissionSignature", "Начальник управления\tЛ.Г. Сорока"),
    ]


LONG = SimpleNamespace(post="Начальник отдела развития и оценки качества общего образования", name="О.И. Шевченко")


def signed(**changes: object) -> Any:
    return filled("orders/order", order=order(**changes), annexes=[]).tables


def test_a_post_that_fills_its_line_stands_beside_the_name() -> None:
    """R08: a tab would throw the name to the left of the next line; the name stands on the post's last line."""
    (table,) = signed(signatories=[LONG])
    assert [cell.text for cell in dict.fromkeys(table.rows[0].cells)] == [LONG.post, LONG.name]
    assert {cell.vertical_alignment for cell in table.rows[0].cells} == {WD_ALIGN_VERTICAL.BOTTOM}


def test_room_is_left_between_post_and_name_for_the_mark_of_the_electronic_signature() -> None:
    first, second = signed(signature_room=True, signatories=[SIGNATORY, LONG])
    assert [cell.text for cell in dict.fromkeys(first.rows[0].cells)] == ["Начальник", "", "Е.П. Талкина"]
    assert [len(table.rows) for table in (first, second)] == [1, 1]


@pytest.mark.parametrize("name", ["ministry", "administration", "school"])
def test_every_letterhead_prints_all_that_an_order_has(name: str) -> None:
    """They differ in styles alone."""

    def plain(style: str) -> str:
        return style.removesuffix("Corner").removesuffix("Large").removesuffix("Ruled").replace("OrderTitle", "Title")

    values = {"draft": True, "city": "г. Заречск", "points": [point("1", point("1.1")), point("2")]}
    expected = [(plain(style), text) for style, text in order_lines(**values)]
    found = lines(filled(f"orders/{name}", order=order(**values), annexes=[]))
    assert [(plain(style), text) for style, text in found] == expected


def test_the_command_word_may_stand_on_its_own_line() -> None:
    assert text_of_order(formula_own_line=True) == [("Preamble", "В целях порядка"), ("FormulaLine", "приказываю:")]


def test_an_order_without_a_preamble_begins_with_the_command_word() -> None:
    assert text_of_order(preamble=None) == [("FormulaLine", "приказываю:")]


def test_an_act_without_a_command_word_ends_its_preamble_with_a_colon() -> None:
    assert text_of_order(formula=None) == [("Preamble", "В целях порядка:")]


def test_the_last_points_keep_with_the_signature() -> None:
    """L11: which they are the document says, on every level."""
    last = point("2.1.1.2", kept=True)
    points = [
        point("1"),
        point("2", point("2.1", point("2.1.1", point("2.1.1.1"), last, kept=True), kept=True), kept=True),
    ]
    found = [(style, text.split()[0]) for style, text in order_lines(points=points) if style.startswith("Point")]
    assert found == [
        ("Point1", "1."),
        ("Point1Last", "2."),
        ("Point2Kept", "2.1."),
        ("Point3Kept", "2.1.1."),
        ("Point4", "2.1.1.1."),
        ("Point4Kept", "2.1.1.2."),
    ]


def test_a_second_body_on_the_letterhead_stands_apart_from_the_first() -> None:
    found = order_lines(letterheads=[body("МИНИСТЕРСТВО", "ФИНАНСОВ"), body("УПРАВЛЕНИЕ", "ОБРАЗОВАНИЯ")])
    assert found[:2] == [("Letterhead", "МИНИСТЕРСТВО\nФИНАНСОВ"), ("Letterhead", "УПРАВЛЕНИЕ\nОБРАЗОВАНИЯ")]


HEADINGS = SimpleNamespace(
    number="№", level="Уровень", measure="Мероприятие", description="Описание", deadline="Срок",
    responsible="Ответственные", result="Результат",
)  # fmt: skip


COLUMNS = ("description", "document", "deadline", "responsible", "result")
JOINED = dict.fromkeys(("joined", *(f"joined_{name}" for name in COLUMNS)), "")


def row(number: str) -> SimpleNamespace:
    return SimpleNamespace(
        number=number, **JOINED, measure="Проведение", description=None, deadline="09.2026", responsible=None,
        result=None,
    )  # fmt: skip


def plan(**parts: object) -> SimpleNamespace:
    values = {
        "title": "План", "intro": None, "parts": [], "headings": HEADINGS, "sections": [], "groups": [], "rows": [],
        "closing": None, "signatory": None,
    }  # fmt: skip
    return SimpleNamespace(**(values | parts))


def rows(document: Any) -> list[list[str]]:
    """The cells of the table below its header; a merged cell counts once."""
    found = document.tables[0].rows[2:]
    return [["|".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(each.cells)] for each in found]


def test_a_level_is_merged_over_its_rows_and_what_is_missing_prints_a_dash() -> None:
    groups = [
        SimpleNamespace(level="Региональный", rows=[row("1.1"), row("1.2")]),
        SimpleNamespace(level="", rows=[row("1.3")]),
    ]
    section = SimpleNamespace(number="1", title="Управление", groups=groups)
    document = filled("plans/plan-7", plan=plan(sections=[section]), annex=None, order=None)
    rest = ["Проведение", "–", "09.2026", "–", "–"]
    assert rows(document) == [
        ["1", "Управление"],
        ["1.1", "Региональный", *rest],
        ["1.2", "Региональный", *rest],
        ["1.3", "–", *rest],
    ]
    level = document.tables[0].columns[1].cells
    assert level[3] == level[4] != level[5]


def test_a_plan_may_have_no_sections() -> None:
    document = filled("plans/plan-4", plan=plan(rows=[row("1. "), row("2. ")]), annex=None, order=None)
    assert rows(document) == [["1. ", "Проведение", "09.2026", "–"], ["2. ", "Проведение", "09.2026", "–"]]


def annex(**changes: object) -> SimpleNamespace:
    values = {"mark": ["Приложение № 1", "к приказу"], "number": "1", "restriction": [], "wide_mark": False}
    return SimpleNamespace(**(values | changes))


def test_an_annex_carries_its_mark_and_a_plan_alone_does_not() -> None:
    marked = filled("plans/plan-7", plan=plan(intro="Вступление."), annex=annex(), order=None)
    assert lines(marked) == [
        ("AnnexMarkWide", "Приложение № 1"),
        ("AnnexMarkWide", "к приказу"),
        ("AnnexTitle", "План"),
        ("Intro", "Вступление."),
        ("TableEnd", ""),
    ]
    assert lines(filled("plans/plan-7", plan=plan(), annex=None, order=None))[0] == ("AnnexTitle", "План")


def test_the_marks_of_an_annex_are_wider_by_the_edition_of_2025() -> None:
    for name, wide in (("plans/plan-7", "Wide"), ("plans/plan-4", "")):
        marked = annex(restriction=["Для служебного пользования"], wide_mark=True)
        found = lines(filled(name, plan=plan(), annex=marked, order=None))
        assert [style for style, _ in found[:3]] == [f"RestrictionMark{wide}2025", *[f"AnnexMark{wide}2025"] * 2]


def test_parts_stand_before_the_table_and_a_closing_and_a_signature_after_it() -> None:
    parts = [
        SimpleNamespace(number="1. ", title="Цели", text="Повысить."),
        SimpleNamespace(number="2. ", title="Содержание", text=None),
    ]
    values = plan(parts=parts, closing="Контроль ежеквартально.", signatory=SIGNATORY)
    assert lines(filled("plans/plan-4", plan=values, annex=None, order=None))[1:] == [
        ("ChapterTitle", "1. Цели"),
        ("PartText", "Повысить."),
        ("ChapterTitle", "2. Содержание"),
        ("TableEnd", ""),
        ("Closing", "Контроль ежеквартально."),
        ("Signature", "Начальник\tЕ.П. Талкина"),
    ]


def test_the_last_school_of_a_cluster_ends_with_a_stop() -> None:
    schools = [SimpleNamespace(number=f"{n}. ", name=f"СОШ № {n}", place=" г. Гагарин") for n in (1, 2)]
    clusters = [SimpleNamespace(number="Кластер 1. ", heading="Школы", schools=schools)]
    found = lines(
        filled("plans/clusters", list=SimpleNamespace(title="Список", intro=None, clusters=clusters), annex=None)
    )
    assert found == [
        ("AnnexTitle", "Список"),
        ("ClusterTitle", "Кластер 1. Школы"),
        ("SchoolItem", "1. СОШ № 1 г. Гагарин;"),
        ("SchoolItem", "2. СОШ № 2 г. Гагарин."),
    ]
