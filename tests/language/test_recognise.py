"""The way back from a case to the nominative: only where the way there gives exactly the words that were found."""

import csv

import pytest

from docgen.language.inflection import inflect
from docgen.language.recognise import nominative_person, nominative_phrase
from tests.needs import SHARED, needs_shared


@pytest.mark.parametrize(
    ("words", "case", "nominative"),
    [
        ("Департамента образования Заречной области", "gen", "Департамент образования Заречной области"),
        (
            "Государственному автономному учреждению «Заречный институт развития образования»", "dat",
            "Государственное автономное учреждение «Заречный институт развития образования»",
        ),
        ("первого заместителя начальника Департамента", "acc", "первый заместитель начальника Департамента"),
        ("Министерством образования и науки Заречной области", "ins", "Министерство образования и науки Заречной области"),
        ("ГАУ ДПО «ЗОИРО»", "dat", "ГАУ ДПО «ЗОИРО»"),
    ],
)  # fmt: skip
def test_the_nominative_of_a_phrase(words, case, nominative):
    kind = "post" if "заместител" in words else "body"
    assert nominative_phrase(words, case, kind) == nominative


@pytest.mark.parametrize(("words", "case"), [("Сафоново района", "gen"), ("обеспечить выполнение", "dat"), ("", "gen")])
def test_what_is_no_phrase_in_that_case_has_no_nominative(words, case):
    assert nominative_phrase(words, case) is None


@pytest.mark.parametrize(
    ("words", "case", "named"),
    [
        ("Е.П. Ладынина", "nom", ("Ладынина", "Е.", "П.", "ж")),
        ("Ладынину Е.П.", "acc", ("Ладынина", "Е.", "П.", "ж")),
        ("О.И. Кречету", "dat", ("Кречет", "О.", "И.", "м")),
        ("Черных В.С.", "gen", ("Черных", "В.", "С.", None)),
        ("Тихомирова Льва Германовича", "gen", None),
    ],
)
def test_the_nominative_of_a_person(words, case, named):
    found = nominative_person(words, case)
    assert (tuple(found) if found else None) == named or (named is None and found.surname == "Тихомиров")


def test_a_form_of_two_surnames_is_nobodys():
    assert nominative_person("Береговому П.И.", "dat") is None  # Береговой or Береговый


@needs_shared
def test_the_way_back_never_leads_astray_over_the_gold_list():
    """Of every post and name whose form is certain, the nominative is the one that the list has, or none is given."""
    astray, found, asked = [], 0, 0
    with (SHARED / "standard" / "declension.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text = row.get("nom") or row.get("nominative") or next(iter(row.values()))
            kind = row.get("kind", "post")
            if "person" in kind or "name" in kind:
                continue
            for case in ("gen", "dat", "acc", "ins"):
                form = inflect(text, case, "post")
                if not form.certain or form.form == text:
                    continue
                asked += 1
                back = nominative_phrase(form.form, case, "post")
                found += back is not None
                if back is not None and back != text:
                    astray.append((form.form, case, back, text))
    assert asked > 100
    assert not astray
    assert found / asked > 0.75
