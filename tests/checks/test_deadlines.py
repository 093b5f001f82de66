"""Deadlines that were mended to be understood, and those that stand word for word."""

from __future__ import annotations

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
