"""The example of a school: a corner letterhead, a plan with a column of its own, and an order of another time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from docgen.files.workspace import open_workspace
from docgen.language.printing import Printing
from docgen.language.view import View
from docgen.model.plan import Level, Plan
from docgen.model.table import Duties
from docgen.ooxml.sections import sections
from docgen.render.document import render_document
from docgen.render.locating import template_for
from tests.examples.orders import DISTRICT, REGION, SCHOOL, loaded, orders_of, shown

ORDERS = orders_of(SCHOOL)
PLAN = SCHOOL / "orders" / "план.yaml"
GROUP = SCHOOL / "orders" / "группа.yaml"
OLD = SCHOOL / "orders" / "наставничество-2024.yaml"

each_order = pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)


@each_order
def test_the_school_has_a_letterhead_of_its_own_with_the_date_to_be_written_by_hand(path: Path):
    order, workspace = loaded(path)
    assert template_for(order, workspace).name == "school.docx"
    assert re.search(r"^П Р И К А З\n«\d\d» \w+ 20\d\d г\.    № \d+-од$", shown(path), re.MULTILINE)


def test_the_plan_has_fifteen_measures_of_the_school_in_three_sections_and_six_columns():
    plan = loaded(PLAN)[1].documents["план-школы"]
    assert isinstance(plan, Plan)
    assert plan.level is Level.INSTITUTIONAL
    assert [len(section.measures) for section in plan.sections] == [5, 5, 5]
    assert len(plan.columns) == 6
    assert [column.heading for column in plan.own_columns_shown] == ["Отметка о выполнении"]


def test_the_row_that_was_struck_out_leaves_its_number_free():
    numbers = re.findall(r"^(2\.\d) \| ", shown(PLAN).partition("Приложение № 2")[0], re.MULTILINE)
    assert numbers == ["2.1", "2.2", "2.3", "2.5", "2.6"]


def test_the_plan_lies_and_the_rest_stands():
    order, workspace = loaded(PLAN)
    found = sections(render_document(order, workspace).data)
    assert [section.orientation for section in found] == ["portrait", "landscape", "portrait"]


def test_the_table_of_duties_holds_whom_it_is_asked_for():
    order, _ = loaded(PLAN)
    (duties,) = (annex.document for annex in order.annexes if isinstance(annex.document, Duties))
    text = shown(PLAN).partition(str(duties.title))[2]
    parties = [line for line in text.strip().split("\n") if " | " not in line]
    assert sorted(parties) == sorted(duties.parties)


def test_the_teachers_are_to_be_acquainted_each_with_a_post():
    sheet = shown(GROUP).rpartition("\n\n\n")[2].rstrip().split("\n")
    assert sheet[0].startswith(
        "С приказом муниципального бюджетного общеобразовательного учреждения Старогутской средней"
    )
    assert len(sheet[1:]) == 8
    assert all(re.fullmatch(r"[А-Я][а-я -]+ \| [А-Я][а-я]+ [А-Я]\. [А-Я]\.", line) for line in sheet[1:])


def test_an_order_of_2024_is_of_its_time():
    order, workspace = loaded(OLD)
    printing = Printing.of(order, workspace)
    assert View(order, printing).edition == "2016"
    assert View(loaded(PLAN)[0], Printing.of(*loaded(PLAN))).edition == "2025"
    text = shown(OLD)
    assert text.startswith("ОТДЕЛ ОБРАЗОВАНИЯ\n")
    assert "Директор    П. И. Громов" in text
    assert shown(PLAN).startswith("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n")
    assert "Директор    Т. И. Лебедь" in shown(PLAN)


def test_the_plan_repeals_the_order_of_2024_by_its_own_date_and_number():
    registration = loaded(OLD)[0].registration
    assert registration is not None and registration.date == date(2024, 9, 7)
    assert "Старогутской средней общеобразовательной школы от 07.09.2024 № 61-од «О наставничестве учителей" in shown(
        PLAN
    )


def test_the_school_carries_out_the_acts_that_the_region_and_the_district_issued():
    acts = loaded(PLAN)[1].reference.acts
    theirs = {
        "помощь-школам": REGION / "orders" / "help.yaml",
        "карта-района": DISTRICT / "orders" / "дорожная-карта.yaml",
    }
    for id_, path in theirs.items():
        order, cited = loaded(path)[0], acts[id_]
        assert order.registration is not None
        assert (cited.date, cited.number) == (order.registration.date, order.registration.number)
        assert cited.title == str(order.title)


def test_the_school_is_on_the_list_of_the_region_and_in_the_register_of_the_district():
    name = loaded(PLAN)[1].reference.organisations["школа"].short_on(date(2027, 2, 8))
    listed = open_workspace(REGION).workspace.documents["школы"]
    register = open_workspace(DISTRICT).workspace.reference.schools.values()
    assert name in {school.name for school in listed.all_schools}  # type: ignore[union-attr]
    assert name in {school.name_on(date(2027, 2, 8)) for school in register}
