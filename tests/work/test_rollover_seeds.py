"""The sample order of 2021 as it is read, rolled to the next year: the catalogue says what a year later is."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.model.numbering import numbers_of
from docgen.model.plan import Plan
from docgen.transforms.checklist import OPEN, Group, Item
from docgen.work.library import load
from docgen.work.reading import read_into
from docgen.work.rollover import rollover
from tests.deadline_cells import samples
from tests.needs import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.seeds]

MEASURES = {
    "1.1": "август-сентябрь 2022", "1.2": "сентябрь 2022", "1.3": "сентябрь – октябрь 2022", "1.4": "октябрь 2022",
    "1.5": "октябрь 2022", "1.6": "октябрь 2022", "1.7": "в течение года", "1.10": "в течение года",
    "1.11": "в течение года", "1.12": "в течение года", "1.15": "июнь 2023", "2.1": "октябрь 2022",
    "2.2": "по специальному графику", "2.3": "по специальному графику", "2.4": "в течение года", "2.9": "октябрь 2022",
    "3.2": "октябрь 2022", "3.4": "в течение года", "3.10": "февраль 2023", "3.12": "во специальному графику",
    "3.13": "июнь 2023", "4.2": "в течение года", "4.3": "в течение года",
}  # fmt: skip
"""The column «+ 1 year» of the catalogue's table of measures (F.3), by the number of the row."""


class Rolled(NamedTuple):
    """The order a year later: the checklist by place, and its plan before and after."""

    items: dict[str, Item]
    old: Plan
    new: Plan


def plan_in(folder: Path) -> Plan:
    """The only plan of a workspace."""
    found = [load(path) for path in (folder / "plans").glob("*.yaml")]
    return next(document for document in found if isinstance(document, Plan))


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Rolled:
    folder = tmp_path_factory.mktemp("образец")
    read_into(next((SHARED / "seeds").glob("000_*.txt")), folder / "2021")
    answers = {"приказ-850-од/дата": "18.10.2022"}
    result = rollover(folder / "2021", "2022/2023", folder / "2022", answers=answers)
    places = {re.sub(r" \(теперь [\d.]+\)", "", item.place): item for item in result.items}
    return Rolled(places, plan_in(folder / "2021"), plan_in(folder / "2022"))


def test_the_table_of_measures_word_for_word(rolled: Rolled) -> None:
    numbers = numbers_of(rolled.old)
    rows = zip(rolled.old.all_measures, rolled.new.all_measures, strict=True)
    found = {numbers[id(old)].shown: str(new.deadline) for old, new in rows if id(old) in numbers}
    assert {number: found[number] for number in MEASURES} == MEASURES


def test_every_deadline_of_the_plan_is_what_the_catalogue_says(rolled: Rolled) -> None:
    expected = {sample.text: sample.text if sample.moved == "unchanged" else sample.moved for sample in samples()}
    old = [str(measure.deadline) for measure in rolled.old.all_measures if measure.deadline]
    new = [str(measure.deadline) for measure in rolled.new.all_measures if measure.deadline]
    assert len(old) >= 40
    assert new == [expected[text] for text in old]


@pytest.mark.parametrize("number", ["1.1", "1.2", "1.3"])
def test_autumn_rows_are_asked_by_date(rolled: Rolled, number: str) -> None:
    item = rolled.items[f"строка {number}, срок"]
    assert item.group is Group.CONFIRM
    assert "18.10.2022" in item.question


@pytest.mark.parametrize("number", ["2.2", "2.3", "2.6", "2.7", "2.8", "3.12"])
def test_rows_by_a_schedule_ask_which(rolled: Rolled, number: str) -> None:
    item = rolled.items[f"строка {number}, срок"]
    assert (item.group, item.was) == (Group.SUPPLY, item.became)


@pytest.mark.parametrize("number", ["1.15", "3.13", "3.10"])
def test_rows_of_winter_and_summer_are_only_recomputed(rolled: Rolled, number: str) -> None:
    assert rolled.items[f"строка {number}, срок"].group is Group.RECOMPUTED


@pytest.mark.parametrize(
    ("place", "became", "proposed"),
    [
        ("подпункт 4.3, срок", "до 15.10.2022", "до 14.10.2022"),
        ("подпункт 4.5, срок", "в срок до 25.01.2023 и 15.07.2023", "в срок до 25.01.2023 и 14.07.2023"),
        ("подпункт 3.3, срок", "в срок до 30.01.2023 и 20.07.2023", ""),
    ],
)
def test_dates_of_reports_are_asked_with_a_working_day(rolled: Rolled, place: str, became: str, proposed: str) -> None:
    item = rolled.items[place]
    assert (item.group, item.became, item.proposal) == (Group.CONFIRM, became, proposed)


def test_people_named_in_words_and_the_act_in_force_are_asked_about(rolled: Rolled) -> None:
    asked = " ".join(item.question for item in rolled.items.values() if item.group in OPEN)
    assert "Кольцова О.С." in asked and "Шелабину" in asked
    assert any("602-ОД" in item.was for item in rolled.items.values() if item.topic == "акт")
