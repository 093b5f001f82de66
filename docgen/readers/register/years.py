"""The school year that entries are of, where the page has no heading for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from docgen.model.base import parse_date
from docgen.model.school_year import Period, PeriodKind, SchoolYear


def year_of_day(day: str) -> str:
    """The school year that a day falls in."""
    date = parse_date(day)
    return str(SchoolYear(date.year if date.month >= 9 else date.year - 1))


def period_of_entries(year: dict[str, Any]) -> str | None:
    """The school year on which most of the entries agree, or None."""
    votes = Counter(_votes(year))
    if not votes:
        return None
    best, count = votes.most_common(1)[0]
    return best if best and 2 * count > sum(votes.values()) else None


def _votes(year: dict[str, Any]) -> Iterator[str]:
    for section in year.get("разделы", ()):
        for event in section.get("мероприятия", ()):
            if "дата" in event:
                yield year_of_day(event["дата"])
        for key in ("акты", "акты многих", "материалы"):
            for entry in section.get(key, ()):
                if "период" in entry:
                    yield _school_year(entry["период"])


def _school_year(words: str) -> str:
    """The school year that a period means, empty when it means none; «2022-2023 годы» of an order mean one."""
    period = Period.parse(words)
    if period.kind is PeriodKind.SCHOOL_YEAR or (period.kind is PeriodKind.YEARS and period.last == period.first + 1):
        return str(SchoolYear(period.first))
    return ""
