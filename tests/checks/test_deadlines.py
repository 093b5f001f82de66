"""Deadlines that were mended to be understood, that name no year, and those that stand word for word."""

from __future__ import annotations

import pytest

from docgen.checks.deadlines import check_deadlines
from docgen.findings import Fix
from tests.builders import order, plan


def row(deadline: str):
    return plan([{"мероприятие": "а", "срок": deadline}])


AT = ("мероприятия", 0, "срок")


def test_a_deadline_that_is_right_is_silent():
    assert list(check_deadlines(row("до 15.10.2026"))) == []
    assert list(check_deadlines(plan(["а"]))) == []


def test_a_mended_deadline_says_how_it_was_understood_and_how_to_write_it():
    (finding,) = check_deadlines(row("до 15.10.2026г"))
    assert (finding.rule, finding.severity, finding.path) == ("срок-понят-с-поправкой", "предупреждение", AT)
    assert "«до 15.10.2026г»" in finding.message
    assert finding.fix == Fix(AT, "до 15.10.2026")


def test_a_mend_never_drops_what_is_written_beside_the_date():
    (finding,) = check_deadlines(row("15 октября 2026г (далее – ежегодно)"))
    assert finding.fix is None
    assert "15.10.2026" in finding.hint


def test_a_verbatim_deadline_is_noted():
    (finding,) = check_deadlines(order([{"текст": "а", "пункты": [{"текст": "б", "срок": "дословно: когда-нибудь"}]}]))
    assert (finding.rule, finding.severity) == ("срок-дословно", "замечание")
    assert finding.path == ("пункты", 0, "пункты", 0, "срок")
    assert finding.quote == "когда-нибудь"


@pytest.mark.parametrize(
    ("deadline", "period", "hint"),
    [
        ("октябрь", "2026/2027", "По периоду 2026/2027 это октябрь 2026. Допишите год."),
        ("до 15 октября", "2026/2027", "По периоду 2026/2027 это до 15.10.2026. Допишите год."),
        ("II квартал", "2026/2027", "По периоду 2026/2027 это 2 квартал 2027. Допишите год."),
        ("I, IV квартал", "2026/2027", "По периоду 2026/2027 это 4 квартал 2026, 1 квартал 2027. Допишите год."),
        ("сентябрь-май", "2026/2027", "По периоду 2026/2027 это сентябрь 2026 – май 2027. Допишите год."),
        ("1 полугодие", "2026/2027", "По периоду 2026/2027 это 1 полугодие 2026/2027 учебного года. Допишите год."),
        ("октябрь (по графику)", "2026", "По периоду 2026 это октябрь 2026. Допишите год."),
        ("октябрь", "2024-2026", "Допишите год."),
        ("октябрь", None, "Допишите год."),
    ],
)
def test_a_year_that_is_missing_is_told_by_the_period(deadline: str, period: str | None, hint: str):
    rows = [{"мероприятие": "а", "срок": deadline}]
    (finding,) = check_deadlines(plan(rows, **({"период": period} if period else {})))
    assert (finding.rule, finding.severity, finding.path) == ("срок-без-года", "предупреждение", AT)
    assert finding.message.startswith(f"В сроке «{deadline}» нет года: ")
    assert (finding.quote, finding.hint, finding.fix) == (deadline, hint, None)


def test_a_decade_of_no_month_lacks_both():
    (finding,) = check_deadlines(row("Первая декада"))
    assert "В сроке «Первая декада» нет месяца и года" in finding.message
    assert finding.hint == "Допишите месяц и год."


def test_a_repetition_needs_no_year():
    assert list(check_deadlines(row("ежегодно до 1 февраля"))) == []
    assert list(check_deadlines(row("ежемесячно до 5 числа"))) == []


def test_a_deadline_may_be_mended_and_lack_its_year():
    found = [finding.rule for finding in check_deadlines(row("15октября"))]
    assert found == ["срок-понят-с-поправкой", "срок-без-года"]
