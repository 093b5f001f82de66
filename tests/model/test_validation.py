"""Faults of plain data put into words: what is wrong, where, what to write instead."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.findings import Finding, Fix
from docgen.model.base import Dating, Model
from docgen.model.order import Order, Point
from docgen.model.party import Forms, Organisation
from docgen.model.plan import Measure, Plan
from docgen.model.profile import Profile
from docgen.model.requisites import Signatory
from docgen.model.table import Schedule
from docgen.model.validation import model_at, validated
from tests.builders import order

GOOD = order().plain()


def findings(model: type[Model], data: Any) -> list[Finding]:
    made, found = validated(model, data)
    assert (made is None) == bool(found)
    return found


def finding(model: type[Model], data: Any) -> Finding:
    (found,) = findings(model, data)
    return found


def faulty(**fields: Any) -> Finding:
    """The only finding on an order that is right but for these fields."""
    return finding(Order, {**GOOD, **fields})


def test_good_data_make_a_model_and_no_finding():
    assert validated(Order, GOOD) == (order(), [])


def test_an_unknown_key_names_the_one_that_was_meant():
    found = faulty(преамбyла="а")
    assert (found.rule, found.path, found.quote) == ("неизвестный-ключ", ("преамбyла",), "преамбyла")
    assert "«преамбула»" in found.hint


def test_an_unknown_key_far_from_all_lists_what_there_is():
    found = faulty(пункты=[{"текст": "а", "qqq": "б"}])
    assert found.path == ("пункты", 0, "qqq")
    assert "утверждает" in found.hint
    assert "контроль" in found.hint


def test_an_english_name_is_an_unknown_key():
    assert [each.rule for each in findings(Plan, {"вид": "план", "title": "План"})] == [
        "нет-обязательного-поля", "неизвестный-ключ"]  # fmt: skip


def test_a_missing_field_is_described():
    found = finding(Plan, {"вид": "план"})
    assert (found.rule, found.path) == ("нет-обязательного-поля", ("название",))
    assert found.message == "Не заполнено поле «название»."
    assert "без точки в конце" in found.hint
    inside = faulty(пункты=[{"текст": "а", "разрешить": [{"замечание": "б"}]}])
    assert inside.path == ("пункты", 0, "разрешить", 0, "причина")
    assert "«пункты → 1 → разрешить → 1»" in inside.message


def test_an_empty_value_is_a_missing_one():
    assert faulty(заголовок=None).rule == "нет-обязательного-поля"


def test_all_faults_are_found_at_once():
    data = {"вид": "приказ", "орган": "а б", "заголовок": "{", "пункты": [{"срок": "когда-нибудь"}, {"номер": "№"}]}
    assert {(each.rule, each.path) for each in findings(Order, data)} == {
        ("негодный-код", ("орган",)), ("разметка-текста", ("заголовок",)), ("срок-не-понят", ("пункты", 0, "срок")),
        ("номер-не-понят", ("пункты", 1, "номер")), ("нет-обязательного-поля", ("подпись",)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "rule", "path"),
    [
        ({"планируемая дата": "15 октября"}, "дата-не-понята", ("планируемая дата",)),
        ({"период": "2026/2030"}, "период-не-понят", ("период",)),
        ({"регистрация": {"номер": "№ "}}, "номер-не-понят", ("регистрация", "номер")),
        ({"пункты": [{"текст": "а", "рекомендовать": "возможно"}]}, "да-или-нет", ("пункты", 0, "рекомендовать")),
        ({"пункты": [{"контроль": "за собою"}]}, "негодный-код", ("пункты", 0, "контроль")),
        ({"пункты": []}, "не-тот-вид-значения", ("пункты",)),
        ({"пункты": "обеспечить"}, "не-тот-вид-значения", ("пункты",)),
        ({"пункты": ["обеспечить"]}, "не-тот-вид-значения", ("пункты", 0)),
        ({"подпись": "начальник"}, "не-тот-вид-значения", ("подпись",)),
        ({"заголовок": ["а"]}, "не-тот-вид-значения", ("заголовок",)),
        ({"вид": "письмо"}, "недопустимое-значение", ("вид",)),
        ({"вид": ["приказ"]}, "не-тот-вид-значения", ("вид",)),
    ],
)
def test_each_fault_has_its_rule_and_its_place(fields, rule, path):
    found = faulty(**fields)
    assert (found.rule, found.path) == (rule, path)
    value = fields[path[0]]
    for part in path[1:]:
        value = value[part]
    if isinstance(value, str):
        assert found.quote == value
        assert f"«{value}»" in found.message


def test_markup_names_its_characters():
    found = faulty(преамбула="по {а б} и")
    assert found.span == (3, 8)


def test_a_word_out_of_a_list_is_mended_when_it_is_near():
    found = faulty(состояние="подписано")
    assert found.rule == "недопустимое-значение"
    assert found.fix == Fix(("состояние",), "подписан")
    assert "Возможны: проект, на согласовании" in found.hint
    assert faulty(состояние="ыыы").fix is None


def test_a_deadline_may_stand_under_its_own_key():
    points = [{"текст": "а", "срок": {"дословно": " скоро "}}]
    made, found = validated(Order, {**GOOD, "пункты": points})
    assert found == []
    assert str(made.points[0].deadline) == "скоро"


def test_a_wrong_key_of_a_table_of_words_is_named_and_its_value_is_left_alone():
    event = {"мероприятие": "Совещание"}
    data = {"вид": "график", "название": "Г", "строки": [event], "заголовки граф": {"сроки": "Когда"}}
    found = finding(Schedule, data)
    assert (found.path, found.quote, found.fix) == (("заголовки граф", "сроки"), "сроки", None)
    assert "«срок»" in found.hint


def test_a_wrong_severity_keeps_the_rules_name_in_its_path():
    found = finding(Profile, {"вид": "профиль", "важность": {"ссылка-в-никуда": "ошбка"}})
    assert found.path == ("важность", "ссылка-в-никуда")
    assert found.fix == Fix(found.path, "ошибка")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ([], ("название",)),
        ({"x": "y"}, ("название",)),
        ([{"с": "1.1.2026"}], ("название", 0, "значение")),
        ([{"с": "вчера", "значение": "а"}], ("название", 0, "с")),
        ([{"значение": ["а"]}], ("название", 0, "значение")),
    ],
)
def test_a_dated_fact_is_at_fault_where_it_is_written(name, path):
    found = finding(Organisation, {"код": "о", "название": name})
    assert found.path == path


def test_a_plain_fact_is_at_fault_without_the_days_that_nobody_wrote():
    found = finding(Organisation, {"код": "о", "название": "а", "формы": {"рад": "б"}})
    assert (found.rule, found.path) == ("неизвестный-ключ", ("формы", "рад"))
    assert "«род»" in found.hint


def test_no_data_at_all_is_a_finding():
    for data in (None, [], "текст", [{}]):
        found = finding(Order, data)
        assert (found.rule, found.path) == ("не-тот-вид-значения", ())
        assert "«документе»" in found.message


@pytest.mark.parametrize(
    ("path", "model"),
    [((), Order), (("пункты",), Point), (("пункты", 0, "пункты", 3), Point), (("подпись",), Signatory),
     (("заголовок",), None), (("нет",), None), (("нет", "пункты"), None)],
)  # fmt: skip
def test_the_model_at_a_path_is_known(path, model):
    assert model_at(Order, path) is model


def test_the_model_inside_dated_facts_is_known():
    assert model_at(Organisation, ("формы",)) is Forms
    assert issubclass(model_at(Organisation, ("формы", 0)), Dating)
    assert model_at(Organisation, ("формы", 0, "значение")) is Forms
    assert model_at(Plan, ("разделы", 0, "мероприятия", 1)) is Measure


def test_a_key_with_nothing_behind_it_says_nothing_where_it_need_not_be_there():
    inside = {"вид": "форма", "название": "Форма", "поля": None, "поперёк": None, "подписи": ["Директор"]}
    data = {
        **GOOD, "визы": None, "состояние": None, "преамбула": None, "рассылка": {"экземпляров": None},
        "приложения": [{"код": "а", "документ": inside}],
    }  # fmt: skip
    made, found = validated(Order, data)
    assert found == []
    assert made is not None and made.visas == () and str(made.status) == "проект"
    assert made.annexes[0].document.signatures == ("Директор",)


def test_a_key_with_nothing_behind_it_is_a_fault_where_it_must_be_filled():
    made, found = validated(Order, {**GOOD, "визы": None, "заголовок": None, "пункты": [{"текст": "а", "срок": "б"}]})
    assert made is None
    assert [(finding.rule, finding.path) for finding in found] == [
        ("нет-обязательного-поля", ("заголовок",)), ("срок-не-понят", ("пункты", 0, "срок")),
    ]  # fmt: skip
