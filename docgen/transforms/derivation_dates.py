"""The deadlines of a derived plan, by the kind of link to the row above (ground-truth E.7).

A participation is when the event is; a discussion is not before the region's; a report is before the region's; an own
event lies in its interval; the row about the plan itself takes the order's day. What does not hold is a finding.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.findings import Finding, Path, Severity
from docgen.model.deadline import AnyDeadline, Deadline
from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.rules import rule
from docgen.transforms.derivation_rows import Row
from docgen.transforms.modes import Mode, Told

OVER = rule(
    "срок-прошёл-до-приказа",
    "Срок строки прошёл раньше, чем подписан приказ",
    severity=Severity.WARNING,
    source="gt:E.7",
)
NOT_AT_THE_EVENT = rule(
    "участие-не-в-срок-события", "Срок участия не совпадает со сроком самого события",
    severity=Severity.WARNING, source="gt:E.7",
)  # fmt: skip
TOO_EARLY = rule(
    "обсуждение-раньше-областного",
    "Муниципальное обсуждение раньше областного",
    severity=Severity.WARNING,
    source="gt:E.7",
)
TOO_LATE = rule(
    "отчёт-позже-областного", "Муниципальный отчёт позже областного", severity=Severity.WARNING, source="gt:E.7"
)
OUTSIDE = rule(
    "событие-вне-срока",
    "Своё мероприятие назначено вне срока, названного выше",
    severity=Severity.WARNING,
    source="gt:E.7",
)

_REPORTS = pattern(r"(?:отчет|отчёт|сведени|сводк|представлени|направлени\w+\s+(?:отчет|сведени))", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """The deadline of a derived row, and what has to be said about it."""

    deadline: str | None
    findings: tuple[Finding, ...] = ()
    note: str = ""


def is_over(deadline: AnyDeadline | None, day: datetime.date | None) -> bool:
    """Whether all of a deadline lies before the day; what is repeated, or goes on as needed, is not over."""
    if day is None or deadline is None or deadline.end is None:
        return False
    goes_on = any(part.form == "далее" for part in (*deadline.parts, *deadline.qualifiers))
    return deadline.end < day and not goes_on


def dated(row: Row, told: Told, order_day: datetime.date | None, path: Path) -> Dated:
    """The deadline that the row takes, with the findings of its kind of link."""
    deadline = row.measure.deadline
    written = str(getattr(deadline, "written", deadline)) if deadline is not None else None
    findings = list(_against_links(row, told, path))
    note = ""
    if is_over(deadline, order_day):
        assert deadline is not None and order_day is not None
        note = f"срок прошёл до приказа от {date_text(order_day)}"
        findings.append(
            OVER.finding(
                f"Строка {row.number}: срок «{deadline}» прошёл до приказа от {date_text(order_day)}.", path=(*path, "срок"),
                quote=str(deadline), hint="Назначьте новый срок, отметьте исполненным или объявите неприменимой.",
            )
        )  # fmt: skip
    elif order_day is not None and deadline is not None and deadline.start and deadline.start < order_day:
        note = "начата до приказа"
    if Mode.SELF in told:
        return Dated(date_text(order_day) if order_day else written, tuple(findings), note)
    if Mode.PART in told and (exact := _of_event(row, told)):
        return Dated(exact, tuple(findings), note)
    return Dated(written, tuple(findings), note)


def _of_event(row: Row, told: Told) -> str:
    """The deadline of the only event, where it says the row's own more exactly."""
    if len(told.links) != 1:
        return ""
    ours, event = row.measure.deadline, told.links[0].measure.deadline
    if not isinstance(ours, Deadline) or not isinstance(event, Deadline) or ours.same_as(event):
        return ""
    return str(event) if _inside(event, ours) else ""


def _inside(inner: AnyDeadline, outer: AnyDeadline) -> bool:
    if not inner.intervals or not outer.intervals:
        return False
    return all(any(a <= start and end <= b for a, b in outer.intervals) for start, end in inner.intervals)


def _against_links(row: Row, told: Told, path: Path) -> Iterator[Finding]:
    ours = row.measure.deadline
    if ours is None or ours.end is None:
        return
    ends = {link.number: link.measure.deadline for link in told.links if link.measure.deadline is not None}
    if Mode.PART in told or Mode.FIX_RESP in told:
        yield from _participation(row, ours, ends, path)
        return
    for number, theirs in ends.items():
        if theirs.end is None or theirs.start is None:
            continue
        if _REPORTS.match(row.words) and ours.end > theirs.end:
            message = f"Строка {row.number}: отчёт к сроку «{ours}», а областной (строка {number}) – «{theirs}»."
            hint = "Муниципальный отчёт нужен раньше областного, обычно за пять дней."
            yield TOO_LATE.finding(message, path=(*path, "срок"), quote=str(ours), hint=hint)
        elif ours.end < theirs.start:
            message = f"Строка {row.number}: срок «{ours}» раньше областного «{theirs}» (строка {number})."
            hint = "Назначьте обсуждение не раньше областного."
            yield TOO_EARLY.finding(message, path=(*path, "срок"), quote=str(ours), hint=hint)


def _participation(row: Row, ours: AnyDeadline, events: dict[str, AnyDeadline], path: Path) -> Iterator[Finding]:
    for number, event in events.items():
        if not event.intervals or _inside(event, ours) or _inside(ours, event):
            continue
        message = f"Строка {row.number}: участие – «{ours}», а само событие (строка {number}) – «{event}»."
        hint = "Поставьте срок события или разделите строку."
        yield NOT_AT_THE_EVENT.finding(message, path=(*path, "срок"), quote=str(ours), hint=hint)


def own_event_findings(number: str, given: AnyDeadline, above: AnyDeadline, path: Path) -> Iterator[Finding]:
    """That a date which the municipality has given its event lies outside of the interval above."""
    if given.intervals and above.intervals and not _inside(given, above):
        yield OUTSIDE.finding(
            f"Строка {number}: мероприятие назначено на «{given}», а срок, названный выше, – «{above}».",
            path=(*path, "срок"), quote=str(given), hint="Проверьте дату; если так решено, оставьте.",
        )  # fmt: skip
