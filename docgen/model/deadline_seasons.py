"""The year that a plan's period gives to a date without one: «октябрь» of 2026/2027 is October 2026.

Nothing is guessed: a date that fits into the period twice, or only with a piece of it, stays without a year.
"""

from __future__ import annotations

from datetime import date

from docgen.model.deadline_parts import YEARLESS, Interval, Part, Season, last_day
from docgen.model.school_year import Period, PeriodKind

_SCHOOL_HALVES: dict[Season, Season] = {
    ((1, 1), (6, 31)): ((9, 1), (12, 31)),
    ((7, 1), (12, 31)): ((1, 1), (8, 31)),
}


def with_year(part: Part, period: Period) -> tuple[Part, ...]:
    """The part as it would be with its year, several when its quarters fall in two; empty when none is settled.

    In a school year «1 полугодие» is that of the school year, as in «1 полугодие 2026/2027 учебного года».
    """
    kind, lead, seasons = part.kind.removeprefix(YEARLESS), part.lead, part.yearless
    if period.kind is PeriodKind.SCHOOL_YEAR and kind in ("HALF-YEAR", "END-OF-HALF-YEAR"):
        seasons = tuple(_SCHOOL_HALVES[season] for season in seasons)
        kind, lead = ("SCHOOL-HALF", "") if kind == "HALF-YEAR" else ("POINT", "до")
    found = [_days(season, period) for season in seasons]
    days = tuple(interval for interval in found if interval)
    if not days or len(days) < len(found):
        return ()
    if kind == "FROM":
        return (Part(kind, part.span, since=days[0][0]),)
    if kind == "POINT" or kind.startswith("END-OF-"):
        days = tuple((end, end) for _, end in days)
    if kind == "QUARTERS" and days[0][0].year != days[-1][0].year:
        return tuple(Part("QUARTER", part.span, (interval,)) for interval in sorted(days))
    return (Part(kind, part.span, days, lead=lead),)


def _days(season: Season, period: Period) -> Interval | None:
    """The only days of the season that lie whole in the period."""
    first, last = season
    found = []
    for year in range(period.start.year, period.end.year + 1):
        start, end = _day(year, first), _day(year + (last < first), last)
        if start in period and end in period:
            found.append((start, end))
    return found[0] if len(found) == 1 else None


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    return date(year, month, min(day, last_day(year, month).day))
