"""The example of a district: resolutions of its administration, and what its reference data make of names and days."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from docgen.files.workspace import open_workspace
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.deadline import Deadline
from docgen.model.plan import Plan
from docgen.model.table import Duties
from docgen.office.libreoffice import convert
from docgen.ooxml.sections import sections
from docgen.render.document import render_document
from tests.examples.orders import DISTRICT, REGION, loaded, shown
from tests.needs import needs_office, needs_poppler

ROADMAP = DISTRICT / "orders" / "дорожная-карта.yaml"
GROUP = DISTRICT / "orders" / "рабочая-группа.yaml"


REFERENCE = re.compile(r"(?:пункт|строк|приложени)[а-я]* \d[\d.]*\d|(?:пункт|строк|приложени)[а-я]* \d")
"""A numbered thing named in a sentence: LibreOffice counts the number anew when it makes a PDF."""


@pytest.mark.office
@needs_office
@needs_poppler
@pytest.mark.parametrize("path", [ROADMAP, GROUP], ids=lambda path: path.stem)
def test_references_lead_to_the_same_numbers_in_the_pdf(path: Path):
    order, workspace = loaded(path)
    pdf = convert(render_document(order, workspace).data)
    text = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    pages = re.sub(r"\s+", " ", text.decode())
    expected = Counter(REFERENCE.findall(shown(path)))
    assert sum(expected.values()) >= 3
    assert Counter(REFERENCE.findall(pages)) == expected


def test_pages_are_numbered_through_all_annexes_and_the_wide_plan_lies():
    order, workspace = loaded(GROUP)
    found = sections(render_document(order, workspace).data)
    assert [section.orientation for section in found].count("landscape") == 1
    assert [section.page_number_start for section in found[1:8]] == [None] * 7


def test_the_body_commands_and_the_day_stands_in_words():
    text = shown(ROADMAP)
    assert "администрация муниципального района «Каменский район» Заречной области постановляет:" in text
    assert "от 21 января 2027 г.    № 37" in text
    assert "6. Настоящее постановление вступает в силу со дня его подписания." in text
    assert "5. Признать утратившим силу постановление администрации" in text


def test_of_two_deputies_with_one_post_the_one_named_controls_and_her_surname_stays():
    assert "возложить на заместителя главы администрации Гайдук И.Л." in shown(ROADMAP)


def test_whoever_acts_for_the_head_signs_on_those_days_only():
    order, workspace = loaded(GROUP)
    assert "Исполняющий обязанности главы администрации    А.П. Ковальчук" in shown(GROUP)
    after = order.model_copy(update={"planned": date(2027, 3, 30)})
    assert "Глава администрации    В.П. Ерёмин" in plain_text(Printing.of(after, workspace)).replace("\u00a0", " ")


def test_a_man_with_such_a_surname_is_declined():
    order, workspace = loaded(GROUP)
    *points, control = order.points
    given_to_him = control.model_copy(update={"person": "ковальчук"})
    order = order.model_copy(update={"points": (*points, given_to_him)})
    assert "на заместителя главы администрации Ковальчука А.П." in plain_text(Printing.of(order, workspace)).replace(
        "\u00a0", " "
    )


def test_an_act_keeps_the_name_of_the_body_that_issued_it_and_a_school_has_the_name_of_the_day():
    text = shown(ROADMAP)
    assert "приказ отдела образования администрации" in text
    assert "приказ управления образования администрации" in text
    assert "МБОУ СОШ № 4 имени А.Н. Рощина" in text
    assert loaded(ROADMAP)[1].reference.schools["сош-4"].name_on(date(2026, 8, 31)) == "МБОУ СОШ № 4"


def test_the_roadmap_has_six_dated_lines_in_one_measure():
    plan = loaded(ROADMAP)[1].documents["план-2027"]
    assert isinstance(plan, Plan)
    assert len(plan.all_measures) == 26
    lines = next(measure.lines for measure in plan.all_measures if measure.lines)
    ends = [line.deadline.end for line in lines if isinstance(line.deadline, Deadline)]
    assert len(ends) == 6
    assert ends == sorted(end for end in ends if end)


def test_the_table_of_duties_names_every_measure_of_the_roadmap_that_somebody_answers_for():
    order, workspace = loaded(GROUP)
    duties = next(annex.document for annex in order.annexes if isinstance(annex.document, Duties))
    plan = workspace.documents[duties.plan]
    assert isinstance(plan, Plan)
    text = shown(GROUP).partition(str(duties.title))[2]
    numbers = {int(number) for number in re.findall(r"^(\d+) \| ", text, re.MULTILINE)}
    assert numbers == set(range(1, len(plan.all_measures) + 1))


SAME = {"организации": ("департамент", "зоиро", "цнппм"), "муниципалитеты": ("каменский", "заречск", "лугинский")}


def test_the_district_speaks_of_the_region_as_the_region_does():
    own, region = open_workspace(DISTRICT).workspace.reference, open_workspace(REGION).workspace.reference
    for id_ in SAME["организации"]:
        assert own.organisations[id_].name == region.organisations[id_].name
    for id_ in SAME["муниципалитеты"]:
        assert own.municipalities[id_].name == region.municipalities[id_].name
    for id_ in ("концепция", "комплекс-мер", "рсоко"):
        ours, theirs = own.acts[id_], region.acts[id_]
        assert (ours.date, ours.number, ours.title) == (theirs.date, theirs.number, theirs.title)
    help_order = loaded(REGION / "orders" / "help.yaml")[0]
    cited = own.acts["помощь-школам"]
    assert help_order.registration is not None
    assert (cited.date, cited.number) == (help_order.registration.date, help_order.registration.number)
    assert cited.title == str(help_order.title)


def test_the_schools_that_the_region_lists_in_the_district_are_in_its_register_by_the_same_names():
    region, own = open_workspace(REGION).workspace, open_workspace(DISTRICT).workspace
    register = {name.value for school in own.reference.schools.values() for name in school.name}
    for code in ("школы", "кластер-риск"):
        listed = [school for school in region.documents[code].all_schools if school.municipality == "каменский"]
        assert listed
        assert {school.name for school in listed} <= register
