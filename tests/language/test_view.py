"""Views answer every name that a template may use, with the printed form."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.files.workspace import open_workspace
from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Print, Printing
from docgen.language.shapes import CONTEXTS, Shape, fields_of
from docgen.language.view import PrintedNumber, View
from docgen.model.base import Model
from docgen.model.party import Organisation
from docgen.model.plan import Plan
from docgen.model.workspace import ROOT_NAMES, Document
from tests.builders import annexed, order, plan, schools, workspace
from tests.language.printing import printing, visible
from tests.needs import PROJECT

REGION = PROJECT / "examples" / "region"
DOCUMENTS = sorted([*(REGION / "orders").glob("*.yaml"), *(REGION / "plans").glob("*.yaml")])


def look_at_everything(value: object, shape: Shape, where: str) -> int:
    """Ask for every field behind a value and hold it against its shape; how many were asked for."""
    if value is None:
        assert shape.optional, f"{where} is None, the contract says it never is"
        return 1
    if shape.many:
        assert isinstance(value, (list, tuple)), where
        return sum(look_at_everything(item, shape.item, f"{where}[{n}]") for n, item in enumerate(value))
    assert not isinstance(value, Model), f"{where} is a model, not its printed form"
    if shape.owner is None:
        assert not isinstance(value, View), f"{where} is an object, the contract calls it a value"
        return 1
    seen = 1
    for name, field in fields_of(shape.owner).items():
        seen += look_at_everything(getattr(value, name), field.shape, f"{where}.{name}")
    return seen


def contexts(document: Document, made: Printing) -> list[tuple[str, dict[str, object]]]:
    """What the templates of a document and of its annexes are given."""

    def kind(each: Document) -> str:
        return ROOT_NAMES[type(each)]

    annexes = [AnnexView(made, index) for index in range(len(made.annexes))]
    own = View(document, made)
    found = [(kind(document), {"annexes": annexes, "annex": None, "order": None, kind(document): own})]
    for index, annex in enumerate(made.annexes):
        inner = View(annex, made.of_annex(index))
        found.append((kind(annex), {"order": own, "annex": annexes[index], kind(annex): inner}))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_view_of_the_example_answers_everything_that_the_contract_promises(path: Path):
    opened = open_workspace(path)
    document = opened.file(path).model
    assert isinstance(document, Document)
    made = Printing.of(document, opened.workspace)
    asked = 0
    for kind, context in contexts(document, made):
        for name, shape in CONTEXTS[kind].items():
            asked += look_at_everything(context[name], shape, name)
    assert asked > 50


def test_a_view_answers_for_a_document_with_every_field_and_for_one_with_none():
    full = plan(
        [{"код": "м1", "номер": "3", "уровень": "муниципальный", "мероприятие": "а", "описание": "б", "срок": "2026",
          "ответственные": "Департамент", "результат": "в"}],
        период="2026/2027", уровень="региональный", вступление="а", разделы=[{"название": "Раздел"}],
        заголовки_граф={"срок": "Когда"},
    )  # fmt: skip
    people = schools(кластеры=[{"название": "а", "сопровождение": "б", "школы": [
        {"название": "СОШ", "место": "г. Заречск", "муниципалитет": "берёзовский"}]}])  # fmt: skip
    rich = order(
        [{"код": "п1", "кому": "{институт}", "лицо": "зимин", "далее": "И", "текст": "а", "срок": "2026"},
         {"утверждает": "план1"}, {"контроль": "за собой"}],
        приложения=annexed(full, people), регистрация={"дата": "01.09.2026", "номер": "1"}, период="2026",
        акты=[{"код": "акт1", "вид": "приказ", "дата": "01.09.2025"}], исполнитель={"лицо": "зимин", "телефон": "1"},
        город="г. Заречск",
    )  # fmt: skip
    for document, annexes in ((rich, (full, people)), (order(преамбула=None), ()), (plan([]), ()), (schools([[]]), ())):
        made = Printing.of(document, workspace(document, *annexes))
        for kind, context in contexts(document, made):
            for name, shape in CONTEXTS[kind].items():
                look_at_everything(context[name], shape, name)


def test_values_print_as_the_house_writes_them():
    first = plan(
        [{"мероприятие": 'план "А" - 5%', "срок": "октябрь-ноябрь 2026", "ответственные": 'МБУ "Центр", ОМСУ'}]
    )
    row = View(first, Printing.of(first, workspace(first))).measures[0]
    assert visible(row.measure) == "план «А»~– 5~%"
    assert visible(row.deadline) == "октябрь–ноябрь 2026~г."
    assert visible(row.responsible) == "МБУ «Центр», ОМСУ"
    assert row.result is None


def test_a_verbatim_deadline_prints_word_for_word():
    first = plan([{"мероприятие": "а", "срок": "дословно: как только - так сразу"}])
    assert View(first, Printing.of(first, workspace(first))).measures[0].deadline == "как только - так сразу"


def test_a_period_a_date_and_a_status_print_as_words():
    made = printing(период="2026/2027", регистрация={"дата": "07.09.2026"})
    view = View(made.order, made)
    assert (str(view.period), view.registration.date, view.status) == ("2026/2027", "07.09.2026", "проект")


def test_a_field_is_made_once():
    made = printing(["а {институт:дат}"])
    point = View(made.order, made).points[0]
    assert point.sentence is point.sentence


def test_an_unknown_name_is_no_attribute():
    made = printing()
    with pytest.raises(AttributeError):
        View(made.order, made).titel  # noqa: B018 - asking is the test


def test_a_number_knows_the_bookmark_that_references_follow():
    made = printing([{"код": "п1", "текст": "а"}, "по {п1:дат}", "б"])
    numbers = [point.number for point in View(made.order, made).points]
    assert [(str(number), number.bookmark) for number in numbers] == [("1", "_Ref00001"), ("2", None), ("3", None)]
    assert all(type(number) is PrintedNumber for number in numbers)


def test_rows_of_one_level_stand_under_one_cell():
    rows = [("а", "региональный"), ("б", "региональный"), ("в", None), ("г", "муниципальный"), ("д", "региональный")]
    first = plan([{"мероприятие": name, **({"уровень": level} if level else {})} for name, level in rows],
                 уровень="муниципальный")  # fmt: skip
    groups = View(first, Printing.of(first, workspace(first))).groups
    found = [(group.level, [str(row.measure) for row in group.measures]) for group in groups]
    assert found == [("Региональный", ["а", "б"]), ("Муниципальный", ["в", "г"]), ("Региональный", ["д"])]


def test_headings_of_columns_may_be_the_houses_own():
    first = plan(заголовки_граф={"срок": "Когда"})
    headings = View(first, Printing.of(first, workspace(first))).headings
    assert (headings.deadline, headings.measure) == ("Когда", "Мероприятие")


@pytest.mark.parametrize(
    ("school", "place"),
    [
        ({}, ""),
        ({"место": "г. Гагарин"}, " г.~Гагарин"),
        ({"муниципалитет": "берёзовский"}, " Берёзовского района"),
        ({"место": "с. Липки", "муниципалитет": "берёзовский"}, " с.~Липки Берёзовского района"),
    ],
)
def test_a_school_is_placed_by_settlement_and_district(school, place):
    listed = schools(кластеры=[{"название": "а", "школы": [{"название": "СОШ №  5", **school}]}])
    view = View(listed, Printing.of(listed, workspace(listed))).clusters[0].schools[0]
    assert visible(view.place) == place
    assert visible(view.name) == "СОШ №~5"


def test_a_letterhead_is_that_of_the_day_or_the_name_in_capitals():
    made = printing()
    assert View(made.order, made).letterhead == ["ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "ЗАРЕЧНОЙ ОБЛАСТИ"]
    bare = printing(entries=[Organisation.model_validate({"код": "департамент", "название": "Отдел"})])
    assert View(bare.order, bare).letterhead == ["ОТДЕЛ"]
    changed = Organisation.model_validate(
        {"код": "департамент", "название": "Отдел", "бланк": [
            {"по": "31.12.2026", "значение": ["ОТДЕЛ"]}, {"с": "01.01.2027", "значение": ["УПРАВЛЕНИЕ"]}]}
    )  # fmt: skip
    for day, line in (("31.12.2026", "ОТДЕЛ"), ("01.01.2027", "УПРАВЛЕНИЕ")):
        dated = printing(entries=[changed], планируемая_дата=day)
        assert View(dated.order, dated).letterhead == [line]


def test_the_command_word_follows_the_profile_by_kind_and_body():
    def formula(**fields) -> tuple[str | None, bool, str]:
        made = printing(**fields)
        view = View(made.order, made)
        return view.formula, view.formula_own_line, view.heading

    assert formula() == ("приказываю", False, "ПРИКАЗ")
    assert formula(вид="распоряжение") == (None, False, "РАСПОРЯЖЕНИЕ")
    own = {"формулы": [{"вид": "приказ", "слово": "п р и к а з ы в а ю", "отдельной строкой": "да"},
                       {"вид": "приказ", "орган": "институт", "слово": ""}], "вид вразрядку": "да"}  # fmt: skip
    assert formula(profile=own) == ("п р и к а з ы в а ю", True, "П Р И К А З")
    assert formula(profile=own, орган="институт")[0] is None


def test_the_print_follows_the_status_unless_another_is_asked_for():
    prints = {"проект": Print.DRAFT, "на согласовании": Print.DRAFT, "на подпись": Print.SIGN, "подписан": Print.SIGN,
              "зарегистрирован": Print.REGISTERED, "изменён": Print.REGISTERED, "утратил силу": Print.REGISTERED}  # fmt: skip
    for status, expected in prints.items():
        assert printing(состояние=status).print is expected
    document = order(состояние="зарегистрирован")
    assert Printing.of(document, workspace(document), Print.DRAFT).print is Print.DRAFT


def test_an_annex_sees_its_own_ids_only():
    first = plan([{"код": "м1", "мероприятие": "а"}, {"мероприятие": "как в {м1:пр}"}], код="план1")
    second = plan([{"мероприятие": "а"}, {"код": "м1", "мероприятие": "как в {м1:пр}"}], код="план2")
    made = printing([{"код": "п1", "текст": "а"}], first, second, приложения=annexed(first, second))
    rows = View(second, made.of_annex(1)).measures
    assert visible(rows[1].measure) == "как в строке~2"
    assert set(made.of_annex(1).targets) & {"п1", "план1", "план1.м1"} == set()
    assert visible(View(first, made.of_annex(0)).measures[1].measure) == "как в строке~1"


def test_a_plan_printed_alone_has_no_order():
    first = plan()
    made = Printing.of(first, workspace(first))
    assert (made.order, made.annexes, made.print) == (None, (), Print.SIGN)
    assert isinstance(first, Plan)


def test_a_part_of_a_plan_that_names_a_row_as_an_act_prints_its_code():
    made = plan([{"код": "м1", "мероприятие": "дело"}], части=[{"часть": "основания", "акты": ["м1", "нет"]}])
    (part,) = View(made, Printing.of(made, workspace(made))).parts
    assert str(part.text) == "–\u00a0[м1];\n–\u00a0[нет]."
