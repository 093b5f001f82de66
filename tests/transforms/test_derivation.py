"""Deriving a plan: modes, words, dates, schools; law 7; nothing of the region alone goes down."""

from __future__ import annotations

import copy
import datetime
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import docgen
from docgen.files.loading import validated_document
from docgen.findings import has_errors
from docgen.model.cluster import ClusterList
from docgen.model.party import Organisation
from docgen.model.plan import Level, Plan
from docgen.model.reference import ReferenceData
from docgen.model.workspace import Workspace
from docgen.transforms.derivation import derive
from docgen.transforms.derivation_facts import Derived, Facts
from docgen.transforms.derivation_figures import regional_figures
from docgen.transforms.derivation_rows import Bodies, rows_of
from docgen.transforms.modes import Mode, goes_down, told
from docgen.transforms.substitution import Naming, Wording
from tests.needs import PROJECT, needs_shared
from tests.transforms import compare_modes

DAY = datetime.date(2026, 11, 20)
PLANS = ("карта1", "карта2", "карта3", "план-помощи")


@cache
def region() -> Workspace:
    opened = docgen.load(PROJECT / "examples" / "region")
    assert isinstance(opened, Workspace)
    return opened


def body(id_: str, municipality: str, role: str, name: str, short: str = "") -> Organisation:
    data = {"код": id_, "название": name, "кратко": short or name, "муниципалитет": municipality, "в роли": role}
    return Organisation.model_validate(data)


def facts(municipality: str = "каменский", **changes: Any) -> Facts:
    bodies = [
        body("уо", municipality, "омсу", "Управление образования администрации", "Управление образования"),
        body("имц", municipality, "моц", "МКУ ИМЦ"),
    ]
    known = region().reference
    reference = replace(known, organisations={**known.organisations, **{each.id: each for each in bodies}})
    lists = tuple(d for d in region().documents.values() if isinstance(d, ClusterList))
    return replace(Facts(reference, DAY, None, "", "Заречная область", lists), **changes)


def plan(id_: str) -> Plan:
    found = region().documents[id_]
    assert isinstance(found, Plan)
    return found


def derived(id_: str, municipality: str = "каменский", **changes: Any) -> Derived:
    return derive(plan(id_), region().reference.municipalities[municipality], facts(municipality, **changes))


def rows(made: Derived) -> dict[str, dict[str, Any]]:
    assert made.plan is not None
    places = [made.plan, *made.plan.get("разделы", [])]
    return {row["код"]: row for place in places for row in place.get("мероприятия", [])}


def origins(row: dict[str, Any]) -> list[str]:
    said = row["откуда"]
    return [each.split("#")[0] for each in (said if isinstance(said, list) else [said])]


# Law 7

LEVELS = [None, "региональный", "муниципальный", "институциональный"]


@st.composite
def other_plans(draw: st.DrawFn) -> Plan:
    """A plan of the example with rows taken out, moved to other levels, without words on who is responsible."""
    data = copy.deepcopy(plan(draw(st.sampled_from(PLANS))).plain())
    for section in data["разделы"]:
        kept = []
        for given_row in section["мероприятия"]:
            row = dict(given_row)
            if draw(st.integers(0, 5)) == 0:
                continue
            if draw(st.integers(0, 4)) == 0:
                level = draw(st.sampled_from(LEVELS))
                row.pop("уровень", None)
                row |= {"уровень": level} if level else {}
            if draw(st.integers(0, 6)) == 0:
                row["ответственные"] = draw(st.sampled_from(["ОМСУ", "ОО", "Департамент, ОМСУ", "МОЦ, ОО"]))
            kept.append(row)
        section["мероприятия"] = kept
    made, _ = validated_document(data)
    assert isinstance(made, Plan)
    return made


@given(other_plans(), st.sampled_from(["каменский", "ельниковский", "заречск", "белые-ключи"]), st.data())
@settings(max_examples=40, deadline=None)
def test_every_addressed_row_goes_down_or_is_said_to_be_not_applicable(
    source: Plan, municipality: str, data: st.DataObject
) -> None:
    known = facts(municipality)
    going = [r for r in rows_of(source, Bodies(known.reference, municipality, DAY)) if goes_down(r, Level.MUNICIPAL)]
    refused = data.draw(st.lists(st.sampled_from([row.id for row in going]), max_size=4)) if going else []
    known = replace(known, not_applicable={f"{source.id}/{id_}": "не нужна" for id_ in refused})
    made = derive(source, region().reference.municipalities[municipality], known)
    assert made.plan is not None
    left_out = {each["откуда"].split("#")[0] for each in made.plan.get("не применимо", [])}
    assert all(each["причина"] for each in made.plan.get("не применимо", []))
    own = rows(made)
    for row in going:
        key = f"{source.id}/{row.id}"
        assert (key in left_out) != any(origins(each)[0] == key for each in own.values())
    assert {f"{source.id}/{id_}" for id_ in refused} <= left_out
    modes = {row.id: row.modes for row in made.rows}
    assert all(len(origins(row)) == 1 or Mode.PART.name in modes[id_] for id_, row in own.items())
    model, findings = validated_document(made.plan)
    assert model is not None
    assert not has_errors(findings)


# The sample


@needs_shared
class TestTheSample:
    """004 as it is read, against ground-truth E."""

    def test_the_modes_agree_with_the_table(self) -> None:
        found = compare_modes.told_rows()
        wanted = {(row.annex, row.number): row.mode for row in compare_modes.wanted_rows()}
        assert len(wanted) == 61
        assert set(found) == set(wanted)
        assert sum(found[key][0] == mode for key, mode in wanted.items()) >= 58

    def test_nothing_of_the_region_leaks(self) -> None:
        assert compare_modes.leaks() == []

    def test_nine_rows_are_over_on_the_day_of_the_order(self) -> None:
        over = [(annex, row.number) for annex, each in enumerate(compare_modes.derived(), 1) for row in each.over]
        assert over == [
            (1, "1.7"), (1, "3.12"), (2, "1.9"), (2, "1.11"), (2, "1.12"), (3, "1.6"), (3, "1.8"), (3, "1.9"), (3, "3.14"),
        ]  # fmt: skip

    def test_a_participation_that_misses_its_event_is_named(self) -> None:
        messages = [f.message for f in compare_modes.derived()[1].findings if f.rule == "участие-не-в-срок-события"]
        assert messages == ["Строка 2.5: участие – «июнь 2023», а само событие (строка 2.1) – «апрель 2023»."]

    def test_misspelt_abbreviations_are_mended(self) -> None:
        text = str(compare_modes.derived()[0].plan)
        assert not re.search(r"ШПРО|ШНОР|ЦНРО", text)


# Words


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("Приказы ОМСУ", "Приказ Управления образования"),
        ("встречи, проводимые ОМСУ", "встречи, проводимые Управлением образования"),
        ("координатор ОМСУ и руководитель МОЦ", "координатор Управления образования и руководитель МКУ ИМЦ"),
        ("материалы передаются в ОМСУ", "материалы передаются в Управление образования"),
        ("ОМСУ проверяет полноту форм", "Управление образования проверяет полноту форм"),
        ("сведения для ОМСУ", "сведения для Управления образования"),
        ("100 % ОО муниципалитета", "100 % ОО Каменского района"),
        ("в рамках одного МО", "в рамках Каменского района"),
        ("из другого муниципального образования", "из другого муниципального образования"),
        ("школы нескольких муниципалитетов", "школы нескольких муниципалитетов"),
        ("итоги в Заречной области", "итоги в Каменском районе"),
        ("приказ Департамента образования Заречной области", "приказ Департамента образования Заречной области"),
        ("вебинар «Итоги муниципалитета»", "вебинар «Итоги муниципалитета»"),
    ],
)
def test_words_of_a_cell(words: str, became: str) -> None:
    known = facts()
    naming = Naming(known.reference.municipalities["каменский"], DAY)
    wording = Wording(naming, Bodies(known.reference, "каменский", DAY), "Заречная область")
    assert wording.text(words) == became


def test_regional_bodies_are_asked_for_their_agreement() -> None:
    cell = rows(derived("план-помощи"))["м111"]["ответственные"]
    assert cell == "Управление образования, ГАУ ДПО «ЗОИРО» (по согласованию), МКУ ИМЦ"


@pytest.mark.parametrize(
    ("municipality", "place"),
    [
        ("каменский", "в Каменском районе"), ("заречск", "в городе Заречске"),
        ("северный-яр", "в городе Северный Яр"), ("белые-ключи", "в муниципальном округе Белые Ключи"),
        ("лугинский", "в Лугинском муниципальном округе"),
    ],
)  # fmt: skip
def test_the_title_names_the_municipality(municipality: str, place: str) -> None:
    made = derived("карта1", municipality)
    assert made.plan is not None
    assert f"{place} в 2026/2027" in made.plan["название"]
    assert "Заречной области" not in made.plan["название"]


def test_a_municipality_that_is_renamed_takes_the_name_of_the_day() -> None:
    assert "в Сосновском районе" in derived("карта1", "сосновский").plan["название"]  # type: ignore[index]
    after = derived("карта1", "сосновский", day=datetime.date(2027, 1, 12))
    assert "в Сосновском муниципальном округе" in after.plan["название"]  # type: ignore[index]


def test_a_reference_to_a_row_that_stays_above_becomes_its_number() -> None:
    made = rows(derived("карта3"))
    assert "в строке 2.3 регионального плана" in made["м206"]["описание"]
    assert "{м312:номер}" in made["м314"]["описание"]


# Schools


def test_only_the_schools_of_the_municipality_are_named() -> None:
    made = derived("карта1", "гремячинский")
    assert made.plan is not None
    intro = made.plan["вступление"]
    schools = region().documents["школы"].all_schools  # type: ignore[union-attr]
    own = [school for school in schools if school.municipality == "гремячинский"]
    others = {school.name for school in schools} - {school.name for school in own}
    assert len(own) == 1
    assert own[0].name in intro
    assert not [name for name in others if f"{name};" in intro or f"{name}." in intro]


def test_without_such_schools_rows_about_them_are_not_applicable() -> None:
    made = derived("карта1", "ельниковский")
    assert made.plan is not None
    left_out = {each["откуда"].split("#")[0] for each in made.plan["не применимо"]}
    assert {"карта1/м108", "карта1/м109", "карта1/м210"} <= left_out
    assert "м107" in rows(made)
    assert any(question.code == "карта1.нужен" for question in made.questions)


@pytest.mark.parametrize("id_", PLANS)
def test_figures_of_the_region_are_asked_for_not_copied(id_: str) -> None:
    source = plan(id_)
    made = derived(id_)
    told_figures = [f for f in regional_figures(source) if f.endswith("%") or len(f) > 2]
    norm = r"(?:не менее|не более|более|до|чем на)\s+"
    for figure in told_figures:
        number = re.escape(figure.removesuffix("%"))
        text = re.sub(norm + r"\d+\s*%", "", str(made.plan))
        assert not re.search(rf"(?<![\d,.]){number}\s*{'%' if figure.endswith('%') else ''}(?![\d,%])", text), figure
    assert not re.search(r"27 муниципал", str(made.plan))
    if source.intro:
        assert any(question.code == f"{id_}.вступление" for question in made.questions)


# Dates


def test_the_row_about_the_plan_takes_the_day_of_the_order() -> None:
    made = rows(derived("карта1", order_day=DAY))
    assert made["м107"]["срок"] == "20.11.2026"


def test_a_participation_takes_the_exact_day_of_its_event() -> None:
    assert rows(derived("карта1"))["м312"]["срок"] == "25-27 ноября 2026"


def test_an_own_event_outside_of_the_interval_above_is_named() -> None:
    made = derived("карта1", answers={"карта1/м314.срок": "27.03.2027"})
    assert rows(made)["м314"]["срок"] == "27.03.2027"
    assert [f.rule for f in made.findings if f.rule == "событие-вне-срока"] == ["событие-вне-срока"]
    inside = derived("карта1", answers={"карта1/м314.срок": "11-12 апреля 2027"})
    assert not [f for f in inside.findings if f.rule == "событие-вне-срока"]


# Rows


def test_a_cell_that_speaks_of_all_municipalities_does_not_go_down() -> None:
    data = plan("карта3").plain()
    row = next(row for row in data["разделы"][1]["мероприятия"] if row["код"] == "м204")
    row["описание"] = "Участвуют специалисты 27 муниципалитетов."
    source, _ = validated_document(data)
    assert isinstance(source, Plan)
    made = derive(source, region().reference.municipalities["каменский"], facts())
    assert "описание" not in rows(made)["м204"]
    assert any("27 муниципалитетов" in f.quote for f in made.findings)


def test_rows_that_a_municipality_adds_or_refuses_in_its_answers() -> None:
    answers = {
        "карта1.свои строки": "Летняя школа; июнь 2027; МКУ ИМЦ\nВстречи с ветеранами; как получится",
        "карта1/м314.не применимо": "день методической помощи проводит соседний район",
    }
    made = derived("карта1", answers=answers)
    own = rows(made)
    assert (own["с1"]["мероприятие"], own["с1"]["срок"]) == ("Летняя школа", "июнь 2027")
    assert own["с2"]["срок"] == "дословно: как получится"
    assert "м314" not in own
    assert "откуда" not in own["с1"]
    assert not [q for q in made.questions if q.code in answers]


def test_a_row_without_an_id_stops_the_derivation_and_names_the_command() -> None:
    data = plan("карта3").plain()
    del data["разделы"][0]["мероприятия"][0]["код"]
    source, _ = validated_document(data)
    assert isinstance(source, Plan)
    made = derive(source, region().reference.municipalities["каменский"], facts())
    assert made.plan is None
    assert "--fix" in made.findings[0].hint


def test_numbers_are_counted_anew() -> None:
    made = derived("карта1")
    assert made.plan is not None
    assert all("номер" not in row for row in rows(made).values())


def test_the_next_step_gives_a_school_its_rows() -> None:
    above, _ = validated_document(derived("карта1").plan or {})
    assert isinstance(above, Plan)
    school = "ш4"
    made = derive(above, region().reference.municipalities["каменский"], facts(), school=school)
    assert made.plan is not None
    assert made.plan["школа"] == school
    own = rows(made)
    assert {row["уровень"] for row in own.values()} == {"институциональный"}
    assert origins(own["м110"]) == ["карта1-каменский/м110"]
    assert own["м110"]["ответственные"].startswith("МБОУ СОШ № 1")
    assert own["м111"]["ответственные"] == "Директор, заместитель директора"


def test_modes_hold_for_another_office_s_words() -> None:
    source = plan("карта2")
    found = rows_of(source, Bodies(ReferenceData(), "каменский", DAY))
    modes = {row.id: told(row, found).modes[0] for row in found if goes_down(row, Level.MUNICIPAL)}
    assert modes["м109"] is Mode.SELF
    assert modes["м113"] is Mode.PART
    assert modes["м110"] is Mode.KEEP
