"""Checks of an order's own dates against the calendar of the office."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.findings import Finding, Fix, Severity
from docgen.model.calendar import Calendar
from docgen.model.months import date_text
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

DAY_OFF = rule(
    "нерабочий-день",
    "Документ датирован днём, когда учреждение не работает",
    severity=Severity.WARNING,
    scope=Scope.FIELD,
    source="std:R03",
)

_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def check_dates(document: Document, calendar: Calendar) -> Iterator[Finding]:
    """The date of an order, registered or else planned, on which nobody is at work to sign it."""
    if not isinstance(document, Order):
        return
    registered = document.registration.date if document.registration else None
    if registered is not None and (why := calendar.why_off(registered)):
        yield DAY_OFF.finding(
            f"Документ датирован {date_text(registered)}, а это нерабочий день ({why}).",
            path=("регистрация", "дата"), quote=date_text(registered),
            hint=f"Проверьте дату: ближайший рабочий день перед ней – {_named(calendar.previous_working(registered))}. "
            f"{_OWN_CALENDAR}",
        )  # fmt: skip
    elif registered is None and document.planned is not None and (why := calendar.why_off(document.planned)):
        proposed = calendar.previous_working(document.planned)
        yield DAY_OFF.finding(
            f"Документ собираются подписать {date_text(document.planned)}, а это нерабочий день ({why}).",
            path=("планируемая дата",), quote=date_text(document.planned),
            hint=f"Ближайший рабочий день перед ней – {_named(proposed)}. {_OWN_CALENDAR}",
            fix=Fix(("планируемая дата",), date_text(proposed)),
        )  # fmt: skip


_OWN_CALENDAR = "Если в этот день работают, впишите его в «рабочие» календаря в справочниках."


def _named(day: datetime.date) -> str:
    return f"{date_text(day)} ({_WEEKDAYS[day.weekday()]})"
