"""Orders that are dated a day when nobody is at work."""

from __future__ import annotations

from datetime import date

from docgen.checks.dates import check_dates
from docgen.findings import Fix
from docgen.model.calendar import Calendar
from tests.builders import order, plan

FEDERAL = Calendar()
PLANNED, REGISTERED = ("планируемая дата",), ("регистрация", "дата")


def test_a_working_day_is_silent() -> None:
    assert list(check_dates(order(планируемая_дата="15.10.2026"), FEDERAL)) == []
    assert list(check_dates(order(планируемая_дата="20.02.2027"), FEDERAL)) == []


def test_a_document_without_a_date_is_silent() -> None:
    undated = order().model_copy(update={"planned": None})
    numbered = order(регистрация={"номер": "12-ОД"}).model_copy(update={"planned": None})
    assert [*check_dates(undated, FEDERAL), *check_dates(numbered, FEDERAL), *check_dates(plan(), FEDERAL)] == []


def test_a_planned_holiday_is_moved_to_the_working_day_before() -> None:
    (finding,) = check_dates(order(планируемая_дата="04.11.2026"), FEDERAL)
    assert (finding.rule, finding.severity, finding.path) == ("нерабочий-день", "предупреждение", PLANNED)
    assert "04.11.2026" in finding.message
    assert "праздник: День народного единства" in finding.message
    assert "03.11.2026 (вторник)" in finding.hint
    assert finding.fix == Fix(PLANNED, "03.11.2026")


def test_a_registered_weekend_is_only_asked_about() -> None:
    (finding,) = check_dates(order(регистрация={"дата": "19.09.2026", "номер": "12-ОД"}), FEDERAL)
    assert (finding.path, finding.fix) == (REGISTERED, None)
    assert "суббота" in finding.message
    assert "18.09.2026 (пятница)" in finding.hint


def test_the_registered_date_counts_and_not_what_was_planned() -> None:
    dated = order(планируемая_дата="19.09.2026", регистрация={"дата": "21.09.2026", "номер": "12-ОД"})
    assert list(check_dates(dated, FEDERAL)) == []


def test_what_is_planned_counts_until_there_is_a_date() -> None:
    (finding,) = check_dates(order(планируемая_дата="19.09.2026", регистрация={"номер": "12-ОД"}), FEDERAL)
    assert finding.path == PLANNED


def test_the_days_of_the_office_count() -> None:
    closed = Calendar(days_off=frozenset({date(2026, 10, 15)}))
    (finding,) = check_dates(order(планируемая_дата="15.10.2026"), closed)
    assert "выходной по календарю учреждения" in finding.message
    assert (
        list(check_dates(order(планируемая_дата="17.10.2026"), Calendar(working=frozenset({date(2026, 10, 17)})))) == []
    )
