"""The production calendar: the library's holidays and moved days off, and the office's own days over them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from docgen.model.calendar import Calendar, CalendarFile
from docgen.model.validation import validated
from tests.needs import PROJECT

FEDERAL = Calendar()


def office(**fields: Any) -> Calendar:
    return Calendar.of([CalendarFile.model_validate({"вид": "календарь", **fields})])


def day(text: str) -> date:
    return date(*(int(part) for part in reversed(text.split("."))))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("17.09.2026", None),
        ("19.09.2026", "суббота"),
        ("20.09.2026", "воскресенье"),
        ("04.11.2026", "праздник: День народного единства"),
        ("09.05.2026", "праздник: День Победы"),
        ("11.05.2026", "выходной за праздник: День Победы"),
        ("09.01.2026", "выходной, перенесённый с 03.01.2026"),
        ("22.02.2027", "выходной, перенесённый с 20.02.2027"),
        ("20.02.2027", None),
        ("01.11.2025", None),
        ("12.06.2041", "праздник: День России"),
        ("07.01.2150", "праздник: Рождество Христово"),
        ("07.11.2003", "праздник: День согласия и примирения"),
    ],
)
def test_a_day_says_why_it_does_not_work(text: str, why: str | None) -> None:
    assert FEDERAL.why_off(day(text)) == why
    assert FEDERAL.is_working(day(text)) is (why is None)


def test_the_nearest_working_day_is_sought_on_either_side() -> None:
    assert FEDERAL.previous_working(day("04.11.2026")) == day("03.11.2026")
    assert FEDERAL.next_working(day("31.12.2026")) == day("11.01.2027")
    assert FEDERAL.previous_working(day("21.02.2027")) == day("20.02.2027")
    assert FEDERAL.next_working(day("17.09.2026")) == FEDERAL.previous_working(day("17.09.2026")) == day("17.09.2026")


@pytest.mark.parametrize("year", range(2005, 2031))
def test_every_day_is_what_the_library_says(year: int) -> None:
    """Most days are answered without the library: no day off was ever moved farther from a holiday than we look."""
    library = country_holidays("RU", years=year)
    days = [date(year, 1, 1) + timedelta(number) for number in range(365)]
    assert [d for d in days if FEDERAL.is_working(d) != library.is_working_day(d)] == []


def test_the_library_knows_the_transfers_of_these_years() -> None:
    moved = [
        d for d in (date(2027, 1, 1) + timedelta(n) for n in range(365)) if "перенес" in (FEDERAL.why_off(d) or "")
    ]
    assert moved == [day("22.02.2027"), day("05.11.2027"), day("31.12.2027")]


def test_a_day_far_from_holidays_does_not_load_the_library() -> None:
    code = (
        "import sys; from datetime import date; from docgen.model.calendar import Calendar; "
        "Calendar().why_off(date(2026, 9, 17)); print('holidays' in sys.modules); "
        "Calendar().why_off(date(2026, 11, 4)); print('holidays' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.split() == ["False", "True"]


def test_an_office_adds_days_off_and_working_days() -> None:
    own = office(нерабочие=["08.09.2026", {"дата": "09.09.2026", "причина": "День области"}], рабочие=["19.09.2026"])
    assert own.why_off(day("08.09.2026")) == "выходной по календарю учреждения"
    assert own.why_off(day("09.09.2026")) == "выходной по календарю учреждения: День области"
    assert own.is_working(day("19.09.2026"))
    assert own.next_working(day("08.09.2026")) == day("10.09.2026")
    assert own.previous_working(day("20.09.2026")) == day("19.09.2026")


def test_a_day_that_is_called_both_works() -> None:
    assert office(нерабочие=["08.09.2026"], рабочие=["08.09.2026"]).is_working(day("08.09.2026"))


def test_the_calendar_of_several_files_holds_the_days_of_all() -> None:
    files = [
        CalendarFile.model_validate({"вид": "календарь", "нерабочие": [text]}) for text in ("08.09.2026", "09.09.2026")
    ]
    assert Calendar.of(files).next_working(day("08.09.2026")) == day("10.09.2026")
    assert Calendar.of([]) == FEDERAL


def test_a_file_is_read_back_from_its_own_plain_data() -> None:
    file = CalendarFile.model_validate(
        {"вид": "календарь", "нерабочие": ["8.9.2026"], "рабочие": [{"дата": "19.09.2026"}]}
    )
    assert CalendarFile.model_validate(file.plain()) == file


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"нерабочие": ["32.01.2027"]}, ("нерабочие", 0), "дата-не-понята"),
        ({"нерабочие": "08.01.2027"}, ("нерабочие",), "не-тот-вид-значения"),
        ({"рабочие": [{"дата": "завтра"}]}, ("рабочие", 0, "дата"), "дата-не-понята"),
        ({"рабочие": [{"дта": "08.01.2027", "дата": "08.01.2027"}]}, ("рабочие", 0, "дта"), "неизвестный-ключ"),
        ({"рабочие": [None]}, ("рабочие", 0), "не-тот-вид-значения"),
    ],
)
def test_faults_of_a_file_are_findings_at_their_place(fields: dict[str, Any], path: tuple[Any, ...], rule: str) -> None:
    model, (finding,) = validated(CalendarFile, {"вид": "календарь", **fields})
    assert (model, finding.path, finding.rule) == (None, path, rule)


@given(
    off=st.frozensets(st.dates(), max_size=5),
    working=st.frozensets(st.dates(), max_size=5),
    asked=st.dates() | st.dates(date(2004, 1, 1), date(2028, 12, 31)),
)
def test_any_day_has_an_answer(off: frozenset[date], working: frozenset[date], asked: date) -> None:
    calendar = Calendar(off, working)
    before, after = calendar.previous_working(asked), calendar.next_working(asked)
    assert before <= asked <= after
    assert calendar.is_working(before) or before == date.min
    assert calendar.is_working(after) or after == date.max
    assert calendar.is_working(asked) is (calendar.why_off(asked) is None) is (before == asked == after)


def test_the_first_and_the_last_day_have_answers_too() -> None:
    assert FEDERAL.previous_working(date.min) == date.min
    assert FEDERAL.next_working(date.min) == date(1, 1, 9)
    shut = Calendar(days_off=frozenset({date.max}))
    assert (shut.next_working(date.max), shut.previous_working(date.max)) == (date.max, date.max - timedelta(1))


def test_a_calendar_is_a_value() -> None:
    own = office(нерабочие=["08.09.2026"])
    assert pickle.loads(pickle.dumps(own)) == own
    assert len({own, office(нерабочие=["08.09.2026"]), FEDERAL}) == 2
