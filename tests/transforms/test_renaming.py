"""A body that gives way to another: every mention in its case, what agrees with it, and what is left alone."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model.party import Organisation, Post
from docgen.model.reference import ReferenceData
from docgen.transforms.renaming import Phrase, RenamedText, Renamer, Renaming, renamer
from docgen.transforms.succession import Succession
from docgen.transforms.typed_acts import typed_acts
from tests import builders
from tests.counts import scaled


def phrase(old: str, new: str, kind: str = "body", rest: str = "") -> Renaming:
    return Renaming(Phrase.of(old, kind), Phrase.of(new, kind), rest=rest)


MINISTRY = renamer(
    [
        phrase("Департамент образования и науки Заречной области", "Министерство образования и науки Заречной области"),
        phrase("Департамент", "Министерство", rest="образования и науки Заречной области"),
        phrase("начальник Департамента", "министр", "post"),
        phrase("первый заместитель начальника Департамента", "первый заместитель министра", "post"),
    ]
)
OFFICE = renamer([phrase("Администрация района", "Управление образования")])
BACK = renamer([phrase("Управление образования", "Администрация района")])


def renamed(text: str, names: Renamer = MINISTRY) -> RenamedText:
    return names.renamed(text, [(act.start, act.end) for act in typed_acts(text)])


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Департамент отвечает", "Министерство отвечает"),
        ("приказ Департамента, рассылка", "приказ Министерства, рассылка"),
        ("подведомственных Департаменту", "подведомственных Министерству"),
        ("направить в Департамент отчет", "направить в Министерство отчет"),
        ("согласовать с Департаментом", "согласовать с Министерством"),
        ("совет при Департаменте", "совет при Министерстве"),
        ("Департамента образования и науки Заречной области (далее – Департамент)",
         "Министерства образования и науки Заречной области (далее – Министерство)"),
        ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ ЗАРЕЧНОЙ ОБЛАСТИ", "МИНИСТЕРСТВО ОБРАЗОВАНИЯ И НАУКИ ЗАРЕЧНОЙ ОБЛАСТИ"),
        ("доложить начальнику Департамента", "доложить министру"),
        ("возложить на первого заместителя начальника Департамента", "возложить на первого заместителя министра"),
        ("с начальником\u00a0Департамента", "с министром"),
        ("заместителя начальника Департамента", "заместителя министра"),
        ("Департамент\u00a0образования и науки Заречной области", "Министерство образования и науки Заречной области"),
    ],
)  # fmt: skip
def test_every_case_form_is_right(text: str, became: str) -> None:
    found = renamed(text)
    assert found.text == became
    assert not found.doubts


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("приказ Администрации района", "приказ Управления образования"),
        ("подведомственным Администрации района", "подведомственным Управлению образования"),
        ("направить Администрации района", "направить Управлению образования"),
        ("в Администрации района", "в Управлении образования"),
        ("через Администрацию района", "через Управление образования"),
        ("Администрация района утверждает", "Управление образования утверждает"),
    ],
)
def test_one_form_of_many_cases_is_told_by_the_words_before_it(text: str, became: str) -> None:
    found = renamed(text, OFFICE)
    assert (found.text, found.doubts) == (became, ())


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("направить отчеты в Управление образования", "направить отчеты в Администрацию района"),
        ("через Управление образования", "через Администрацию района"),
        ("Управление образования утверждает план", "Администрация района утверждает план"),
        ("о Управлении образования", "об Администрации района"),
    ],
)
def test_nominative_and_accusative_are_told_apart(text: str, became: str) -> None:
    found = renamed(text, BACK)
    assert (found.text, found.doubts) == (became, ())


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Департамент разработал порядок", "Министерство разработало порядок"),
        ("региональный Департамент утверждает", "региональное Министерство утверждает"),
        ("В Департамент поступил отчет", "В Министерство поступил отчет"),
    ],
)
def test_the_words_beside_a_name_agree_with_it(text: str, became: str) -> None:
    assert renamed(text).text == became


def test_a_word_that_agrees_does_not_move_the_next_name() -> None:
    said = "Департамент разработал план Департамента; приказ Департамента от 01.02.2025 № 3 и приказ Департамента"
    assert renamed(said).text == (
        "Министерство разработало план Министерства; приказ Департамента от 01.02.2025 № 3 и приказ Министерства"
    )


@settings(max_examples=scaled(500), deadline=None)
@given(st.lists(st.sampled_from(
    ["Департамент", "Департамента", "Департаменту", " разработал ", " в ", " ", ", ", "начальник Департамента", "об ",
     "приказ Департамента от 01.02.2025 № 3 ", "«", "» ", "Департамент финансов ", "региональный ", "и план. "]
), max_size=12).map("".join))  # fmt: skip
def test_whatever_stands_around_a_name_nothing_else_is_lost(text: str) -> None:
    acts = [(act.start, act.end) for act in typed_acts(text)]
    found = MINISTRY.renamed(text, acts)
    left = re.sub(r"Министерств\w+|министр\w*|\b[Дд]епартамент\w*|начальник\w*", "", found.text)
    kept = re.sub(r"\b[Дд]епартамент\w*|начальник\w*", "", text)
    assert re.sub(
        r"\W+", "", left.replace("разработало", "разработал").replace("региональное", "региональный").replace("об", "о")
    ) == (re.sub(r"\W+", "", kept.replace("об", "о")))


@pytest.mark.parametrize("text", ["Департамент разработал порядок", "Департамент вправе запросить то, что он утвердил"])
def test_agreement_is_for_a_person_to_confirm(text: str) -> None:
    assert "соглас" in " ".join(renamed(text).doubts)


@pytest.mark.parametrize(
    "text",
    [
        "приказ Департамента от 09.06.2025 № 417-ОД «О Концепции Департамента»",
        "«Комплекса мер Департамента», утвержденного приказом Департамента от 25.06.2021 № 602-ОД",
    ],
)
def test_cited_acts_keep_their_body(text: str) -> None:
    assert renamed(text).text == text


@pytest.mark.parametrize("text", ["Департамент финансов", "Департаменту здравоохранения", "другой департамент"])
def test_another_body_stays_and_is_asked_about(text: str) -> None:
    found = renamed(text)
    assert found.text == text
    assert found.doubts


def test_an_own_name_cut_short_is_changed_and_asked_about() -> None:
    found = renamed("Департаменту образования")
    assert found.text == "Министерству образования"
    assert found.doubts


def test_a_case_that_nobody_can_tell_is_asked_about() -> None:
    abbreviation = renamer([phrase("ДОН", "Министерство")])
    found = abbreviation.renamed("в ДОН к началу года")
    assert found.text == "в Министерство к началу года"
    assert "падеж" in " ".join(found.doubts)


# --- from the reference data

OLD: dict[str, Any] = {
    "код": "старый", "название": "Департамент образования", "кратко": "Департамент", "по": "30.09.2027", "преемник": "новый",
}  # fmt: skip
NEW: dict[str, Any] = {
    "код": "новый",
    "название": "Министерство образования",
    "кратко": "Министерство",
    "с": "01.10.2027",
}


def known(*posts: dict[str, Any], old: dict[str, Any] | None = None) -> ReferenceData:
    bodies = [Organisation.model_validate(old or OLD), Organisation.model_validate(NEW)]
    return builders.reference(*bodies, *(Post.model_validate(post) for post in posts))


def test_a_body_gives_way_after_its_last_day_only() -> None:
    assert not Succession(known(), date(2027, 9, 30)).bodies
    after = Succession(known(), date(2027, 10, 1))
    assert after.bodies == {"старый": "новый"}
    assert after.renamer.renamed("приказ Департамента").text == "приказ Министерства"


def test_successors_are_followed_to_the_one_that_is_there() -> None:
    middle = Organisation.model_validate(
        {**OLD, "код": "средний", "название": "Комитет образования", "кратко": "Комитет"}
    )
    first = {**OLD, "код": "старый", "по": "31.12.2020", "преемник": "средний"}
    reference = builders.reference(Organisation.model_validate(first), middle, Organisation.model_validate(NEW))
    assert Succession(reference, date(2027, 10, 1)).bodies == {"старый": "новый", "средний": "новый"}


def test_a_body_without_a_successor_is_an_orphan() -> None:
    alone = {key: value for key, value in OLD.items() if key != "преемник"}
    assert Succession(known(old=alone), date(2027, 10, 1)).orphans == ("старый",)


def test_the_head_is_found_by_who_holds_the_post() -> None:
    posts = [
        {"код": "голова", "название": "начальник Департамента", "организация": "старый", "занимает": "орлова"},
        {"код": "министр", "название": "министр", "организация": "новый",
         "занимает": [{"с": "01.10.2027", "значение": "орлова"}]},
    ]  # fmt: skip
    after = Succession(known(*posts), date(2027, 10, 4))
    assert after.posts == {"голова": "министр"}
    assert after.renamer.renamed("доложить начальнику Департамента").text == "доложить министру"


def test_a_post_whose_name_tells_itself_is_written_anew() -> None:
    post = {"код": "отдел", "название": "начальник отдела Департамента", "организация": "старый", "занимает": "зимин"}
    made = Succession(known(post), date(2027, 10, 4)).new_post(Post.model_validate(post))
    assert made is not None
    assert made.data == {
        "код": "отдел-новый", "название": "начальник отдела Министерства", "организация": "новый", "занимает": "зимин",
    }  # fmt: skip


def test_the_head_of_a_body_is_never_made_up() -> None:
    post = {"код": "голова", "название": "начальник Департамента", "организация": "старый", "занимает": "орлова"}
    after = Succession(known(post), date(2027, 10, 4))
    assert not after.posts
    assert after.new_post(Post.model_validate(post)) is None


def test_a_body_that_changed_its_own_name_is_renamed_too() -> None:
    body = {"код": "надзор", "название": [
        {"по": "30.09.2027", "значение": "управление надзора Департамента"},
        {"с": "01.10.2027", "значение": "управление надзора Министерства"},
    ]}  # fmt: skip
    reference = builders.reference(Organisation.model_validate(body))
    names = Succession(reference, date(2027, 10, 4)).renamer
    assert names.renamed("справка управления надзора Департамента").text == "справка управления надзора Министерства"
