"""Inflection by standard §8 and §9: the bars on the gold list, our unseen lists, the rules one by one, the laws."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.language.agreement import agree, approved, person_initials
from docgen.language.inflection import inflect
from tests.counts import scaled
from tests.declension_table import gold_forms, plain, score, unseen_forms
from tests.needs import needs_shared

NBSP = "\u00a0"


def form(text: str, case: str, kind: str = "person", gender: str | None = None) -> str:
    return inflect(text, case, kind, gender=gender).form


# --- the bars


@needs_shared
def test_the_gold_list_is_declined_within_its_bars() -> None:
    table = score(gold_forms())
    for group, bar in (("full_name", 0.98), ("surname_initials", 0.98), ("post", 0.99)):
        assert table[group].right >= bar * table[group].forms, group
    assert sum(entry.doubtful for entry in table.values()) <= 0.05 * sum(e.forms for e in table.values())
    assert sum(entry.silent for entry in table.values()) == 0


def test_unseen_names_posts_bodies_and_titles_are_declined_and_no_miss_is_silent() -> None:
    misses: list[str] = []
    table = score(unseen_forms(), misses)
    assert not misses
    assert sum(entry.silent for entry in table.values()) == 0


# --- people


@pytest.mark.parametrize(
    ("name", "gender", "dative", "instrumental"),
    [
        ("Шелабина Ирина Викторовна", None, "Шелабиной Ирине Викторовне", "Шелабиной Ириной Викторовной"),
        ("Хняч Евгения Владимировна", None, "Хняч Евгении Владимировне", "Хняч Евгенией Владимировной"),
        ("Хняч Е.В.", "m", "Хнячу Е.В.", "Хнячем Е.В."),
        ("Хняч Е.В.", "ж", "Хняч Е.В.", "Хняч Е.В."),
        ("И.В. Шелабина", "f", "И.В. Шелабиной", "И.В. Шелабиной"),
        (f"И.{NBSP}В.{NBSP}Шелабина", "f", f"И.{NBSP}В.{NBSP}Шелабиной", f"И.{NBSP}В.{NBSP}Шелабиной"),
        ("Ещенкова Любовь Ивановна", None, "Ещенковой Любови Ивановне", "Ещенковой Любовью Ивановной"),
        ("Щуров Пётр Ильич", None, "Щурову Петру Ильичу", "Щуровым Петром Ильичом"),
        ("Ещенков Лев Силыч", None, "Ещенкову Льву Силычу", "Ещенковым Львом Силычем"),
        ("Мамедов Эльчин Вагиф оглы", None, "Мамедову Эльчину Вагиф оглы", "Мамедовым Эльчином Вагиф оглы"),
        ("Ирина Викторовна Шелабина", None, "Ирине Викторовне Шелабиной", "Ириной Викторовной Шелабиной"),
        ("Миклухо-Маклай", "m", "Миклухо-Маклаю", "Миклухо-Маклаем"),
        ("ЩУРОВА Н.П.", "f", "ЩУРОВОЙ Н.П.", "ЩУРОВОЙ Н.П."),
        ("Черных", "m", "Черных", "Черных"),
    ],
)
def test_people_in_the_dative_and_instrumental(name: str, gender: str | None, dative: str, instrumental: str) -> None:
    assert plain(form(name, "dat", gender=gender)) == plain(dative)
    assert plain(form(name, "ins", gender=gender)) == plain(instrumental)


def test_a_missing_gender_is_taken_from_the_patronymic_else_doubted() -> None:
    assert inflect("Духнай Марина Олеговна", "dat").certain
    found = inflect("Духнай М.О.", "dat")
    assert not found.certain
    assert "не указан пол лица «Духнай М.О.»" in found.reason
    assert "иначе было бы «Духнай М.О.»" in found.reason or "«Духнаю М.О.»" in found.reason


def test_a_missing_gender_does_not_matter_where_both_genders_decline_alike() -> None:
    assert inflect("Шевченко О.Г.", "dat").certain


@pytest.mark.parametrize("name", ["Бережной И.П.", "Новиков-Прибой А.С.", "Топчий И.И.", "Заяц Д.Р."])
def test_endings_that_leave_two_ways_open_are_doubted(name: str) -> None:
    found = inflect(name, "gen", gender="m")
    assert not found.certain
    assert " или " in found.reason


def test_a_patronymic_that_contradicts_the_gender_is_doubted() -> None:
    assert not inflect("Ким Анна Олеговна", "dat", gender="m").certain


# --- posts


@pytest.mark.parametrize(
    ("post", "case", "expected"),
    [
        ("заместитель начальника Департамента", "acc", "заместителя начальника Департамента"),
        ("начальник отдела – главный бухгалтер", "dat", "начальнику отдела – главному бухгалтеру"),
        ("и.о. директора", "dat", "и.о. директора"),
        ("Врио начальника", "ins", "Врио начальника"),
        ("исполняющая обязанности ректора", "acc", "исполняющую обязанности ректора"),
        ("заведующий отделом", "ins", "заведующим отделом"),
        ("учитель, ответственный за питание", "dat", "учителю, ответственному за питание"),
        ("председатель и члены комиссии", "dat", "председателю и членам комиссии"),
        ("начальник отдела образования и науки", "gen", "начальника отдела образования и науки"),
        ("ректор ГАУ ДПО СОИРО", "pre", "ректоре ГАУ ДПО СОИРО"),
        ("инженер второй категории", "gen", "инженера второй категории"),
        ("руководители организаций, реализующие программы", "gen",
         "руководителей организаций, реализующих программы"),
        ("исполняющие обязанности директоров", "dat", "исполняющим обязанности директоров"),
        ("обучающиеся школы", "dat", "обучающимся школы"),
    ],
)  # fmt: skip
def test_posts_decline_by_their_head(post: str, case: str, expected: str) -> None:
    assert form(post, case, "post") == expected


@pytest.mark.parametrize(
    "post",
    ["директора школ", "учитель (преподаватель) физики", "тьютор", "директору школы", "педагогический коллектив"],
)
def test_doubtful_posts_say_why(post: str) -> None:
    found = inflect(post, "acc", "post")
    assert not found.certain
    assert found.reason


def test_a_given_number_settles_a_homonym() -> None:
    assert inflect("директора школ", "dat", "post", number="мн").certain


def test_a_womans_participle_post_in_the_masculine_is_doubted() -> None:
    assert not inflect("исполняющий обязанности директора", "dat", "post", gender="f").certain


# --- bodies and titles


@pytest.mark.parametrize(
    ("body", "case", "expected"),
    [
        ("Департамент Смоленской области по образованию и науке", "acc",
         "Департамент Смоленской области по образованию и науке"),
        ("государственное автономное учреждение дополнительного профессионального образования «Институт»", "gen",
         "государственного автономного учреждения дополнительного профессионального образования «Институт»"),
        ("органы местного самоуправления, осуществляющие управление в сфере образования", "dat",
         "органам местного самоуправления, осуществляющим управление в сфере образования"),
        ("органы местного самоуправления, осуществляющие управление в сфере образования", "acc",
         "органы местного самоуправления, осуществляющие управление в сфере образования"),
        ("организации, показавшие низкие результаты", "dat", "организациям, показавшим низкие результаты"),
        ("ГАУ ДПО СОИРО", "dat", "ГАУ ДПО СОИРО"),
        ("ОМСУ", "ins", "ОМСУ"),
        ("город Смоленск", "pre", "городе Смоленске"),
    ],
)  # fmt: skip
def test_bodies_are_inanimate_and_keep_quotes_and_abbreviations(body: str, case: str, expected: str) -> None:
    found = inflect(body, case, "body")
    assert (found.form, found.certain) == (expected, True)


@pytest.mark.parametrize(
    ("title", "case", "expected"),
    [
        ("План мероприятий («дорожная карта») по организации", "acc",
         "План мероприятий («дорожную карту») по организации"),
        ("План мероприятий («дорожная карта») по организации", "gen",
         "Плана мероприятий («дорожной карты») по организации"),
        ("Список школ с низкими результатами", "acc", "Список школ с низкими результатами"),
        ("Дорожная карта по повышению", "acc", "Дорожную карту по повышению"),
        ("«Дорожная карта» по повышению", "acc", "«Дорожную карту» по повышению"),
        ("Комплекс мер по поддержке", "gen", "Комплекса мер по поддержке"),
        ("Изменения, которые вносятся в приказ", "gen", "Изменений, которые вносятся в приказ"),
        ("ПЛАН МЕРОПРИЯТИЙ («ДОРОЖНАЯ КАРТА»)", "gen", "ПЛАНА МЕРОПРИЯТИЙ («ДОРОЖНОЙ КАРТЫ»)"),
        ("Программа («Наставничество»)", "gen", "Программы («Наставничество»)"),
    ],
)  # fmt: skip
def test_titles_decline_with_their_bracketed_common_name(title: str, case: str, expected: str) -> None:
    found = inflect(title, case, "title")
    assert (found.form, found.certain) == (expected, True)


# --- agreement


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("План мероприятий («дорожная карта»)", "УТВЕРЖДЕН"),
        ("Комплексный план", "УТВЕРЖДЕН"),
        ("«Дорожная карта» по повышению", "УТВЕРЖДЕНА"),
        ("Инструкция для организатора", "УТВЕРЖДЕНА"),
        ("Техническое задание", "УТВЕРЖДЕНО"),
        ("Положение о службе", "УТВЕРЖДЕНО"),
        ("Методические рекомендации", "УТВЕРЖДЕНЫ"),
        ("Перечень и порядок", "УТВЕРЖДЕНЫ"),
        ("Паспорт проекта", "УТВЕРЖДЕН"),
    ],
)
def test_the_approval_word_agrees_with_what_is_approved(title: str, word: str) -> None:
    assert approved(title) == word


def test_any_four_forms_agree() -> None:
    forms = ("утратившим", "утратившей", "утратившим", "утратившими")
    assert agree(forms, "Форма отчёта") == "утратившей"


def test_initials_stand_before_or_after_the_surname_and_do_not_part_from_it() -> None:
    assert person_initials("Шелабиной", "Ирина", "Викторовна") == f"Шелабиной{NBSP}И.В."
    assert person_initials("Шелабина", "И.", "В.", "before", "И. О.") == f"И.{NBSP}В.{NBSP}Шелабина"
    assert person_initials("Ли", "Анна-Мария", None) == f"Ли{NBSP}А.-М."
    assert person_initials("Ли", "", "") == "Ли"


# --- laws

_WORDS = st.sampled_from(
    [
        *("директор", "и", "–", ",", "«Школа»", "(далее", "ОМСУ", "главный", "Иванова", "И.", "О.", "ой", "№", "5"),
        *("учитель-логопед", "план", "школы", "осуществляющие", "заведующий", "Прибой", "-", "a", "ё", '"', "(", "»"),
    ]
)
_TEXTS = st.lists(_WORDS, max_size=6).map(" ".join) | st.text(max_size=20)


@given(
    _TEXTS,
    st.sampled_from(["gen", "dat", "acc", "ins", "pre"]),
    st.sampled_from(["person", "post", "body", "title"]),
    st.sampled_from([None, "m", "f"]),
)
@settings(max_examples=scaled(4000), deadline=None)
def test_any_text_has_a_form_and_a_doubtful_form_has_a_reason(
    text: str, case: str, kind: str, gender: str | None
) -> None:
    found = inflect(text, case, kind, gender=gender)
    assert found.certain == (not found.reason)
    assert len(found.form.split()) == len(text.split())


@given(_TEXTS)
@settings(max_examples=scaled(500), deadline=None)
def test_the_nominative_is_the_text_itself(text: str) -> None:
    assert inflect(text, "nom", "post").form == text


def test_an_unknown_case_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="unknown case"):
        inflect("директор", "дательный", "post")


def test_importing_inflection_loads_no_dictionary() -> None:
    code = (
        "import sys, docgen.language.inflection, docgen.language.agreement, docgen.language.typography;"
        "assert not {'pymorphy3', 'pytrovich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
