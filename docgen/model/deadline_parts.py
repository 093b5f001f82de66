"""The parts of a deadline: one value for «октябрь 2026», for «до 15.10.2026», for «в течение года».

Here stand what a part is, how parts rank beside each other and how docgen itself words them. Reading is
``deadline_grammar``'s, printing as a house wants it is ``language``'s.

Kinds of what names no year: ``YEARLESS-`` and the kind it would be with one («октябрь» is ``YEARLESS-MONTH``, «II
квартал» ``YEARLESS-QUARTER``, «до 15 октября» ``YEARLESS-POINT``; a range over the turn of the year is
``YEARLESS-MONTH-RANGE`` like any other). What names no month either is ``MONTHLESS-DECADE``, ``MONTHLESS-HALF-MONTH``
or ``MONTHLESS-DAY``: «первая декада», «до 5 числа». None of them has days of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from docgen.model.months import GENITIVE, NOMINATIVE, date_text

Interval = tuple[date, date]
"""First and last day, both included."""
Span = tuple[int, int]
"""Characters of the deadline's own text."""
Season = tuple[tuple[int, int], tuple[int, int]]
"""First and last (month, day) of what names no year; a day past the end of its month stands for the last one."""
YEARLESS, MONTHLESS = "YEARLESS-", "MONTHLESS-"


class Part(NamedTuple):
    """One part of a deadline, or a qualifier beside its parts.

    ``kind`` is a word of the table in gt:C.2 or one of those below. ``intervals`` hold the days when they are
    known, ``since`` the first day of an open end («с 1 сентября 2026 г.»). ``span`` is the whole part in the
    deadline's text, ``core`` what of it is a date: that moves with the year and may be reprinted, the rest is
    the clerk's. ``lead`` is the «до» before a day, ``words`` the months or quarters as written, ``wording``
    the sense of what has no date, ``form`` how it is written (one of the constants below), ``yearless`` the
    days of what names no year.
    """

    kind: str
    span: Span
    intervals: tuple[Interval, ...] = ()
    since: date | None = None
    lead: str = ""
    core: Span | None = None
    words: tuple[str, ...] = ()
    wording: str = ""
    form: str = ""
    yearless: tuple[Season, ...] = ()

    @property
    def names_no_year(self) -> bool:
        """Whether the part would be a date if it named its year: «октябрь», «первая декада»."""
        return self.kind.startswith((YEARLESS, MONTHLESS))

    @property
    def meaning(self) -> tuple[object, ...]:
        """What the part says, however it is written."""
        return (self.kind, self.intervals, self.since, self.lead, self.wording)

    @property
    def rank(self) -> int:
        """Parts of the highest rank met are the deadline, the others only qualify it."""
        return _RANKS.get(self.kind, 3)

    @property
    def label(self) -> str:
        """The part as a qualifier (gt:C.3): ``by schedule``, ``then on demand``, ``note: …``."""
        label = _LABELS.get(self.kind, self.kind.lower())
        then = "then " if self.form == THEN else ""
        return f"{then}{label}: {self.wording}" if self.kind in _WORDED else then + label

    def canonical(self) -> str:
        """The part as docgen itself words it, in the nominative and without «г.»."""
        own = _CANONICAL.get(self.kind)
        text = own(self) if own else self.wording
        return f"{self.lead} {text}" if self.lead else text


BARE = "без года"
"""The part borrows month or year from the next one: «октябрь» in «октябрь, декабрь 2026»."""
SPREAD = "с…по"
"""The range is written «с … по …»."""
KEPT = "как есть"
"""The core is moved, but not reprinted."""
IMPLIED = "подразумевается"
"""The repetition follows from «до 5 числа каждого месяца»; a repetition that is named goes before it."""
THEN = "далее"
"""The qualifier holds after the dated part: «(далее – по мере необходимости)»."""

_REPEATED = (
    "MONTHLY QUARTERLY YEARLY HALF-YEARLY SCHOOL-QUARTERLY WEEKLY DAILY AFTER-PERIOD MIN-RATE "
    "N-PER-SCHOOL-YEAR N-PER-YEAR N-PER-HALF-YEAR N-PER-QUARTER N-PER-SCHOOL-QUARTER N-PER-TRIMESTER "
    "N-PER-MONTH N-PER-WEEK N-PER-DAY"
)
_UNTIMED = "SCHEDULE PLAN ON-DEMAND ON-REQUEST ON-AGREEMENT SET-ELSEWHERE RELATIVE CONTINUOUS AT-ONCE"
_BESIDE = "CONDITION INCLUSIVE BY-DAY IN-MONTH IN-SPAN IN-DECADE IN-HALF-MONTH TIME NOTE"
_RANKS = {kind: rank for kinds, rank in ((_REPEATED, 2), (_UNTIMED, 1), (_BESIDE, 0)) for kind in kinds.split()}
_LABELS = {
    "SCHEDULE": "by schedule",
    "PLAN": "by plan",
    "ON-DEMAND": "on demand",
    "ON-REQUEST": "on request",
    "ON-AGREEMENT": "on agreement",
    "SET-ELSEWHERE": "set elsewhere",
    "BY-DAY": "by day",
    "IN-MONTH": "in month",
    "IN-SPAN": "in span",
    "IN-DECADE": "in decade",
    "IN-HALF-MONTH": "in half of month",
    "AT-ONCE": "at once",
}
_WORDED = frozenset(
    {"CONDITION", "NOTE", "BY-DAY", "IN-MONTH", "IN-SPAN", "IN-DECADE", "IN-HALF-MONTH", "TIME", "RELATIVE", "MIN-RATE"}
    | {"AFTER-PERIOD"}
)

BOUND_BY_PLAN = frozenset(kind for kind in _RANKS if kind.startswith("N-PER-")) | {
    "YEAR", "SCHOOL-YEAR", "WHOLE-PERIOD", "END-OF-YEAR", "END-OF-SCHOOL-YEAR", "CONTINUOUS", "FROM", "YEARLESS-FROM",
    "MONTHLY", "QUARTERLY", "YEARLY", "HALF-YEARLY", "SCHOOL-QUARTERLY", "WEEKLY", "DAILY",
}  # fmt: skip
"""The kinds that end with the period of their plan (gt:C.2); the others need a calendar or a schedule."""


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _half(day: date) -> int:
    return (day.month + 5) // 6


def _day_range(part: Part) -> str:
    start, end = part.intervals[0]
    return f"{date_text(start)}–{date_text(end)}"


def _month(part: Part) -> str:
    start = part.intervals[0][0]
    return f"{NOMINATIVE[start.month]} {start.year}"


def _month_range(part: Part) -> str:
    start, end = part.intervals[0]
    if start.year != end.year:
        return f"{NOMINATIVE[start.month]} {start.year} – {NOMINATIVE[end.month]} {end.year}"
    return f"{NOMINATIVE[start.month]}–{NOMINATIVE[end.month]} {end.year}"


def _quarters(part: Part) -> str:
    numbers = ", ".join(str(_quarter(start)) for start, _ in part.intervals)
    return f"{numbers} квартал {part.intervals[0][0].year}"


def _quarter_of_months(part: Part) -> str:
    start, end = part.intervals[0]
    months = "–".join(NOMINATIVE[month] for month in dict.fromkeys((start.month, end.month)))
    return f"{_quarter(start)} квартал ({months}) {start.year}"


def _half_year(part: Part) -> str:
    start = part.intervals[0][0]
    return f"{_half(start)} полугодие {start.year}"


def _school_half(part: Part) -> str:
    start = part.intervals[0][0]
    first = start.year if start.month == 9 else start.year - 1
    return f"{1 if start.month == 9 else 2} полугодие {first}/{first + 1} учебного года"


def _decade(part: Part) -> str:
    start = part.intervals[0][0]
    return f"{start.day // 10 + 1} декада {GENITIVE[start.month]} {start.year}"


def _half_month(part: Part) -> str:
    start = part.intervals[0][0]
    return f"{start.day // 15 + 1} половина {GENITIVE[start.month]} {start.year}"


def _period(part: Part) -> str:
    start, end = part.intervals[0]
    if start.month == 9:
        return f"{start.year}/{end.year} учебный год"
    return f"{start.year} год" if start.year == end.year else f"{start.year}–{end.year} годы"


def _end_of_month(part: Part) -> str:
    end = part.intervals[0][1]
    return f"до конца {GENITIVE[end.month]} {end.year}"


def _end_of_quarter(part: Part) -> str:
    end = part.intervals[0][1]
    return f"до конца {_quarter(end)} квартала {end.year}"


def _end_of_half_year(part: Part) -> str:
    end = part.intervals[0][1]
    return f"до конца {_half(end)} полугодия {end.year}"


def _end_of_period(part: Part) -> str:
    end = part.intervals[0][1]
    return f"до конца {end.year - 1}/{end.year} учебного года" if end.month == 8 else f"до конца {end.year} года"


def _from(part: Part) -> str:
    assert part.since is not None
    return f"с {date_text(part.since)}"


_CANONICAL: dict[str, Callable[[Part], str]] = {
    "POINT": lambda part: date_text(part.intervals[0][1]),
    "DAY-RANGE": _day_range,
    "MONTH": _month,
    "MONTH-RANGE": _month_range,
    "MONTH-RANGE-CROSS": _month_range,
    "QUARTER": _quarters,
    "QUARTERS": _quarters,
    "QUARTER(MONTH)": _quarter_of_months,
    "QUARTER(MONTH-RANGE)": _quarter_of_months,
    "HALF-YEAR": _half_year,
    "SCHOOL-HALF": _school_half,
    "DECADE": _decade,
    "HALF-MONTH": _half_month,
    "PERIOD": _period,
    "END-OF-MONTH": _end_of_month,
    "END-OF-QUARTER": _end_of_quarter,
    "END-OF-HALF-YEAR": _end_of_half_year,
    "END-OF-PERIOD": _end_of_period,
    "FROM": _from,
}
