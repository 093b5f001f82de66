"""Responsible parties as cells name them, and explicit case forms."""

from __future__ import annotations

import datetime

import pytest

from docgen.model.party import Forms, Organisation, Party, Responsible
from docgen.model.plan import Measure
from docgen.model.validation import validated


def parties(source: str) -> list[str]:
    return [party.name for party in Responsible.parse(source).parties]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Департамент", ["Департамент"]),
        ("Департамент, ОМСУ", ["Департамент", "ОМСУ"]),
        ("Департамент;ОМСУ\nОО", ["Департамент", "ОМСУ", "ОО"]),
        ("Департамент, ", ["Департамент"]),
        ("МБУ «Центр, школа и дом», ОМСУ", ["МБУ «Центр, школа и дом»", "ОМСУ"]),
        ("ГАУ ДПО СОИРО (ЦНППМ, ЦОКО), ОМСУ", ["ГАУ ДПО СОИРО", "ОМСУ"]),
        ("Руководитель, зам. руководителя ОО", ["Руководитель, зам. руководителя ОО"]),
        ("ОМСУ, директор", ["ОМСУ", "директор"]),
        ("ОМСУ (далее – орган)", ["ОМСУ"]),
    ],
)
def test_a_cell_is_split_where_a_party_ends(source, names):
    assert parties(source) == names


def test_units_in_brackets_belong_to_their_body():
    assert Responsible.parse("ГАУ ДПО СОИРО (ЦНППМ, ЦОКО), ОМСУ").parties == (
        Party("ГАУ ДПО СОИРО", ("ЦНППМ", "ЦОКО")), Party("ОМСУ")
    )  # fmt: skip


def test_parties_print_as_they_were_written():
    source = "Департамент ;  ОМСУ (далее – орган)"
    assert str(Responsible.parse(source)) == source


def test_parties_may_be_a_list():
    made = Measure.model_validate({"мероприятие": "а", "ответственные": ["Департамент", "ОМСУ"]})
    assert str(made.responsible) == "Департамент, ОМСУ"


@pytest.mark.parametrize(
    ("source", "said"),
    [("ГАУ (ЦНППМ", "скобки не закрыты"), ("", "не названы"), (" , ;", "не названы"), ({}, "ответственные"),
     (["а", {}], "ответственные")],
)  # fmt: skip
def test_what_names_nobody_is_a_finding(source, said):
    _, findings = validated(Measure, {"мероприятие": "а", "ответственные": source})
    assert [finding.path for finding in findings] == [("ответственные",)]
    assert said in findings[0].message


def test_explicit_forms_are_found_by_their_case():
    forms = Forms.model_validate({"род": "Совета", "пр": "Совете"})
    assert [forms.form(case) for case in ("им", "род", "дат", "пр", "номер")] == [None, "Совета", None, "Совете", None]


def test_forms_may_change_with_the_name():
    body = Organisation.model_validate(
        {"код": "о", "название": "Совет", "формы": [
            {"по": "31.12.2025", "значение": {"род": "Совета"}}, {"с": "01.01.2026", "значение": {"дат": "Совету"}}]}
    )  # fmt: skip
    before, after = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
    assert (body.form_on("род", before), body.form_on("род", after)) == ("Совета", None)
    assert body.form_on("дат", after) == "Совету"
