"""The shipped templates filled by plain docxtpl: which paragraphs come out, in which styles."""

import io
from types import SimpleNamespace
from typing import Any

import jinja2
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


def point(number: str, *points: object) -> SimpleNamespace:
    return SimpleNamespace(number=f"{number}. ", sentence="Утвердить.", points=points)


def order(**changes: object) -> SimpleNamespace:
    values: dict[str, object] = {
        "draft": False, "letterhead": ["УПРАВЛЕНИЕ", "ОБРАЗОВАНИЯ"], "heading": "ПРИКАЗ", "date": "17.09.2026",
        "number_line": "№ 850-ОД", "city": None, "title": "О плане", "preamble": "В целях порядка",
        "formula": "приказываю", "formula_own_line": False, "points": [point("1")], "drafter": None,
        "signatory": SimpleNamespace(post="Начальник", name="Е.П. Талкина"),
    }  # fmt: skip
    return SimpleNamespace(**(values | changes))


def order_lines(**changes: object) -> list[Line]:
    return lines(filled("orders/order", order=order(**changes), annexes=[]))


def text_of_order(**changes: object) -> list[Line]:
    """The lines between the title and the points."""
    return [line for line in order_lines(**changes) if line[0] in ("Preamble", "FormulaLine")]


def test_a_bare_order_is_its_requisites_and_its_points() -> None:
    assert order_lines() == [
        ("Letterhead", "УПРАВЛЕНИЕ"),
        ("Letterhead", "ОБРАЗОВАНИЯ"),
        ("Kind", "ПРИКАЗ"),
        ("DateNumber", "17.09.2026\t№ 850-ОД"),
        ("OrderTitle", "О плане"),
        ("Preamble", "В целях порядка приказываю:"),
        ("Point1Last", "1. Утвердить."),
        ("Signature", "Начальник\tЕ.П. Талкина"),
    ]


def test_a_draft_a_city_and_a_drafter_stand_in_their_places() -> None:
    drafter = SimpleNamespace(person="Шевченко Ольга Ивановна", phone="00-11-22")
    found = order_lines(draft=True, city="г. Заречск", drafter=drafter)
    assert found[0] == ("DraftMark", "ПРОЕКТ")
    assert found[5] == ("City", "г. Заречск")
    assert found[-1] == ("Drafter", "Шевченко Ольга Ивановна\n00-11-22")


def test_the_command_word_may_stand_on_its_own_line() -> None:
    assert text_of_order(formula_own_line=True) == [("Preamble", "В целях порядка"), ("FormulaLine", "приказываю:")]


def test_an_order_without_a_preamble_begins_with_the_command_word() -> None:
    assert text_of_order(preamble=None) == [("FormulaLine", "приказываю:")]


def test_an_act_without_a_command_word_ends_its_preamble_with_a_colon() -> None:
    assert text_of_order(formula=None) == [("Preamble", "В целях порядка:")]


def test_the_last_points_keep_with_the_signature() -> None:
    """L11: three lines at least go with it, even when each of the last points is one line long."""
    points = [
        point("1"),
        point("2"),
        point("3", point("3.1"), point("3.2", point("3.2.1", point("3.2.1.1")))),
        point("4"),
    ]
    found = [(style, text.split()[0]) for style, text in order_lines(points=points) if style.startswith("Point")]
    assert found == [
        ("Point1", "1."),
        ("Point1Kept", "2."),
        ("Point1Kept", "3."),
        ("Point2", "3.1."),
        ("Point2Kept", "3.2."),
        ("Point3", "3.2.1."),
        ("Point4", "3.2.1.1."),
        ("Point1Last", "4."),
    ]


HEADINGS = SimpleNamespace(
    number="№", level="Уровень", measure="Мероприятие", description="Описание", deadline="Срок",
    responsible="Ответственные", result="Результат",
)  # fmt: skip


def row(number: str) -> SimpleNamespace:
    return SimpleNamespace(
        number=number, measure="Проведение", description=None, deadline="09.2026", responsible=None, result=None
    )


def plan(**parts: object) -> SimpleNamespace:
    values = {"title": "План", "intro": None, "headings": HEADINGS, "sections": [], "groups": [], "measures": []}
    return SimpleNamespace(**(values | parts))


def rows(document: Any) -> list[list[str]]:
    """The cells of the table below its header; a merged cell counts once."""
    found = document.tables[0].rows[2:]
    return [["|".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(each.cells)] for each in found]


def test_a_level_is_merged_over_its_rows_and_what_is_missing_prints_a_dash() -> None:
    groups = [
        SimpleNamespace(level="Региональный", measures=[row("1.1"), row("1.2")]),
        SimpleNamespace(level="", measures=[row("1.3")]),
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
    document = filled("plans/plan-4", plan=plan(measures=[row("1. "), row("2. ")]), annex=None, order=None)
    assert rows(document) == [["1. ", "Проведение", "09.2026", "–"], ["2. ", "Проведение", "09.2026", "–"]]


def test_an_annex_carries_its_mark_and_a_plan_alone_does_not() -> None:
    annex = SimpleNamespace(mark=["Приложение № 1", "к приказу"], number="1")
    marked = filled("plans/plan-7", plan=plan(intro="Вступление."), annex=annex, order=None)
    assert lines(marked) == [
        ("AnnexMarkWide", "Приложение № 1"),
        ("AnnexMarkWide", "к приказу"),
        ("AnnexTitle", "План"),
        ("Intro", "Вступление."),
        ("TableEnd", ""),
    ]
    assert lines(filled("plans/plan-7", plan=plan(), annex=None, order=None))[0] == ("AnnexTitle", "План")


def test_the_last_school_of_a_cluster_ends_with_a_stop() -> None:
    schools = [SimpleNamespace(number=f"{n}. ", name=f"СОШ № {n}", place=" г. Гагарин") for n in (1, 2)]
    clusters = [SimpleNamespace(number="Кластер 1. ", heading="Школы", schools=schools)]
    found = lines(filled("plans/clusters", list=SimpleNamespace(title="Список", clusters=clusters), annex=None))
    assert found == [
        ("AnnexTitle", "Список"),
        ("ClusterTitle", "Кластер 1. Школы"),
        ("SchoolItem", "1. СОШ № 1 г. Гагарин;"),
        ("SchoolItem", "2. СОШ № 2 г. Гагарин."),
    ]
