"""Days of the new year looked at: those on which nobody works, and those that lie before the document would be signed.

A better day is proposed beside a deadline and never put into it (law 8 of the design).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.model.calendar import Calendar
from docgen.model.deadline import AnyDeadline, Deadline
from docgen.model.months import GENITIVE, date_text
from docgen.patterns import pattern

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@dataclass(frozen=True)
class Workdays:
    """The office's calendar and whether a day off gives way to the working day before it or after it."""

    calendar: Calendar
    after: bool = False

    def instead(self, day: date) -> date:
        """The day itself when it works, else the working day that is proposed."""
        return self.calendar.next_working(day) if self.after else self.calendar.previous_working(day)

    def why_off(self, day: date) -> str | None:
        """Why nobody works that day, or None."""
        return self.calendar.why_off(day)


def named(day: date) -> str:
    """«15.07.2023, суббота»."""
    return f"{date_text(day)}, {WEEKDAYS[day.weekday()]}"


def years_later(day: date, years: int) -> date:
    """The same day so many years later, 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def single_days(deadline: AnyDeadline) -> Iterator[date]:
    """The single days on which something is due or takes place, the ends of ranges of days among them."""
    for part in deadline.parts:
        if part.kind in ("POINT", "DAY-RANGE"):
            yield from dict.fromkeys(day for interval in part.intervals for day in interval)
        elif part.since:
            yield part.since


def days_off(deadline: AnyDeadline, workdays: Workdays) -> Iterator[tuple[date, str]]:
    """The single days of a deadline on which nobody works, each with the reason."""
    for day in dict.fromkeys(single_days(deadline)):
        if why := workdays.why_off(day):
            yield day, why


def on_working_days(deadline: AnyDeadline, workdays: Workdays) -> Deadline | None:
    """The deadline with each single day off replaced by the proposed working day; None when there is nothing to replace.

    Ends of ranges stay: how long an event lasts is for people to decide. So does a day in words that are not understood.
    """
    text = str(deadline)
    for part in sorted(deadline.parts, key=lambda part: part.core or part.span, reverse=True):
        if part.kind != "POINT" or part.core is None or not part.intervals:
            continue
        day = part.intervals[0][1]
        instead = workdays.instead(day)
        if instead != day:
            start, end = part.core
            text = text[:start] + _with_day(text[start:end], day, instead) + text[end:]
    if text == str(deadline):
        return None
    try:
        proposed = Deadline.parse(text)
    except ValueError:
        return None
    return proposed if _days(proposed) == [workdays.instead(day) for day in _days(deadline)] else None


def _days(deadline: AnyDeadline) -> list[date]:
    return [part.intervals[0][1] for part in deadline.parts if part.kind == "POINT" and part.intervals]


_NUMERIC = pattern(r"\d{1,2}\.\d{1,2}\.\d{4}")
_SHORT = pattern(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d\d")
_ISO = pattern(r"\d{4}-\d\d-\d\d")
_DAY = pattern(r"(?<!\d)\d{1,2}(?!\d)")


def _with_day(core: str, day: date, instead: date) -> str:
    """The words of one day with another day in them, as far as they are understood."""
    if _NUMERIC.fullmatch(core):
        return date_text(instead)
    if _ISO.fullmatch(core):
        return instead.isoformat()
    if _SHORT.fullmatch(core):
        return f"{instead:%d.%m.%y}"
    moved = core.replace(GENITIVE[day.month], GENITIVE[instead.month]).replace(str(day.year), str(instead.year))
    return _DAY.sub(str(instead.day), moved, count=1)


_SOON = timedelta(days=31)
_AS_BEFORE = timedelta(days=7)


def too_early(deadline: AnyDeadline, signing: date | None, old: AnyDeadline, old_signing: date | None) -> str:
    """What of a deadline is over or nearly over when the document is signed, in Russian; empty when nothing is.

    Autumn follows the date of the order (ground-truth F.3, R10). An interval in which the signing falls counts when it
    leaves less time than it left in the old document.
    """
    if signing is None:
        return ""
    for interval, before in zip(deadline.intervals, old.intervals, strict=False):
        first, last = interval
        if last < signing:
            return f"кончается {date_text(last)}, раньше, чем документ подпишут ({date_text(signing)})"
        left = last - signing
        shorter = old_signing is None or left + _AS_BEFORE < before[1] - old_signing
        if first <= signing and left <= _SOON and shorter:
            return f"подпишут документ {date_text(signing)}: на исполнение остаётся дней: {left.days}"
    return ""


def over_before(deadline: AnyDeadline, signing: date | None) -> list[date]:
    """The ends of the parts that were over when the old document was signed: dates copied from the year before it."""
    return [last for _, last in deadline.intervals if signing is not None and last < signing]
