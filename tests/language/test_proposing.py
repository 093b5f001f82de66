"""Case forms ahead of time: names taken apart, forms proposed, those in doubt picked out."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.language.names import NameParts, name_parts
from docgen.language.proposing import CASE_NAMES, gender_told, names_of, person_of
from docgen.model.party import Municipality, Organisation, Person, Post


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Коваль Татьяна Юрьевна", ("Коваль", "Татьяна", "Юрьевна", "f")),
        ("Татьяна Юрьевна Коваль", ("Коваль", "Татьяна", "Юрьевна", "f")),
        ("Коваль Т.Ю.", ("Коваль", "Т.", "Ю.", None)),
        ("Т. Ю. Коваль", ("Коваль", "Т.", "Ю.", None)),
        ("Мамедов Вагиф Ахмед оглы", ("Мамедов", "Вагиф", "Ахмед оглы", "m")),
        ("Яровая-Лось Марина", ("Яровая-Лось", "Марина", "", None)),
        ("Коваль", ("Коваль", "", "", None)),
        ("Т.Ю.", ("", "Т.", "Ю.", None)),
        ("", ("", "", "", None)),
    ],
)
def test_a_name_is_taken_apart(text: str, parts: tuple[Any, ...]) -> None:
    assert name_parts(text) == NameParts(*parts)


def person(**fields: Any) -> Person:
    known = {"код": "п", "фамилия": "Береговой", "имя": "Пётр", "отчество": "Ильич", "пол": "м"}
    return Person.model_validate({**known, **fields})


def test_the_forms_of_a_person_are_those_that_documents_print() -> None:
    (name,) = names_of(person(фамилия="Коваль"))
    assert name.shown == "Коваль П.И."
    assert [made.form for made in name.proposals()] == [
        "Коваля П.И.", "Ковалю П.И.", "Коваля П.И.", "Ковалем П.И.", "Ковале П.И.",
    ]  # fmt: skip
    assert name.doubtful() == ()


def test_a_woman_with_the_same_surname_keeps_it() -> None:
    (name,) = names_of(person(фамилия="Коваль", имя="Т.", отчество="Ю.", пол="ж"))
    assert {made.form for made in name.proposals()} == {"Коваль Т.Ю."}
    assert name.doubtful() == ()


def test_a_form_that_is_stored_is_not_asked_for() -> None:
    (name,) = names_of(person(формы={"род": "Берегового П.И.", "тв": "Береговым П.И."}))
    assert [made.case for made in name.doubtful()] == ["дат", "вин", "пр"]
    assert all("Береговой" in made.doubt for made in name.doubtful())


def test_a_missing_gender_is_a_doubt_only_where_it_matters() -> None:
    (doubtful,) = names_of(person(фамилия="Коваль", пол=None))
    (sure,) = names_of(person(фамилия="Иваненко", пол=None))
    assert (len(doubtful.doubtful()), sure.doubtful()) == (5, ())


def test_the_initials_are_written_as_the_house_writes_them() -> None:
    assert names_of(person(), "И. О.")[0].shown == "Береговой П. И."
    assert names_of(person(имя="", отчество=""))[0].shown == "Береговой"


def test_every_name_of_an_organisation_is_looked_at_with_its_own_forms() -> None:
    body = Organisation.model_validate(
        {
            "код": "о",
            "название": [
                {"по": "31.08.2023", "значение": "Тьюторский дворик"},
                {"с": "01.09.2023", "значение": "Центр развития"},
            ],
            "формы": [{"с": "01.09.2023", "значение": {"род": "Центра развития"}}],
        }
    )
    before, after = names_of(body)
    assert (before.days, after.days) == ("по 31.08.2023", "с 01.09.2023")
    assert before.explicit is None
    assert after.explicit is not None
    assert after.explicit.form("род") == "Центра развития"


def test_a_name_without_days_says_none() -> None:
    town = Municipality.model_validate(
        {"код": "м", "название": "Заречск", "тип": "город", "формы": {"род": "Заречска"}}
    )
    (name,) = names_of(town)
    assert (name.days, name.only) == ("", True)
    assert "род" not in [made.case for made in name.doubtful()]


def test_a_post_is_declined_by_its_name() -> None:
    (name,) = names_of(Post.model_validate({"код": "д", "название": "начальник отдела"}))
    assert [made.form for made in name.proposals()][1] == "начальнику отдела"


def test_what_is_never_declined_has_no_names() -> None:
    assert names_of(object()) == ()


@pytest.mark.parametrize(
    ("text", "gender", "expected"),
    [
        ("Коваль Татьяна Юрьевна", None, "ж"),
        ("Коваль Т.Ю.", None, None),
        ("Коваль Т.Ю.", "ж", "ж"),
        ("Мамедова Лейла Ахмед кызы", None, "ж"),
    ],
)
def test_the_gender_is_given_or_told_by_the_patronymic(text: str, gender: str | None, expected: str | None) -> None:
    found = person_of(text, gender)
    assert found is not None
    assert found.gender == expected


def test_the_patronymic_of_an_entry_tells_the_gender() -> None:
    assert gender_told(person(пол=None)) == "м"
    assert gender_told(person(пол=None, отчество="И.")) is None


def test_a_name_without_a_surname_is_no_person() -> None:
    assert person_of("Т.Ю.") is None
    assert person_of("О'Брайен Д.") is not None


def test_every_case_that_can_be_stored_has_a_name() -> None:
    assert list(CASE_NAMES) == ["род", "дат", "вин", "тв", "пр"]
    assert CASE_NAMES["дат"] == "дательный (кому? чему?)"
