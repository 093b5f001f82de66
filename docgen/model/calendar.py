"""The production calendar: which days work, and in Russian why a day does not.

The federal calendar is the library's: holidays, and the days off that the Government moves every year. An office adds
its own days in a file ``вид: календарь``. Deadlines and documents are not known here.
"""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from docgen.model.base import Day, Model

if TYPE_CHECKING:
    from holidays import HolidayBase

_NEW_YEAR = "Новогодние каникулы"
_FIXED = {
    **{(1, day): _NEW_YEAR for day in range(1, 9)},
    (1, 7): "Рождество Христово",
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}
"""The holidays of the Labour Code, article 112, by month and day."""

_FIXED_SINCE = 2005
"""From this year on the holidays are these; before, only the library knows them."""

_REACH = 10
"""Days from a holiday beyond which no day off has ever been moved; the tests ask the library whether that still holds."""

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_WEEKEND = {_SATURDAY: "суббота", _SUNDAY: "воскресенье"}
_OBSERVED = " (выходной)"
_MOVED = "Выходной (перенесено с "


class OfficeDay(Model):
    """One day of an office's own calendar; a plain date in the file when there is no reason to give."""

    day: Day = Field(alias="дата", description="Дата: 08.01.2027")
    reason: str | None = Field(None, alias="причина", description="Почему день такой: «День области»")


def _office_days(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{"дата": item} if isinstance(item, str) else item for item in value]


OfficeDays = Annotated[
    tuple[OfficeDay, ...], BeforeValidator(_office_days, json_schema_input_type=tuple[Day | OfficeDay, ...])
]
"""A list of dates, each plain or with its reason."""


class CalendarFile(Model):
    """What an office knows of its days: a decree too new for the library, a day off of the region."""

    kind: Literal["календарь"] = Field(alias="вид", description="Вид справочника")
    days_off: OfficeDays = Field(
        (), alias="нерабочие", description="Дни, когда не работают, кроме известных и без того"
    )
    working: OfficeDays = Field(
        (), alias="рабочие", description="Дни, когда работают: суббота, которую сделали рабочей"
    )


@dataclass(frozen=True)
class Calendar:
    """The days as an office works: its own days first, a working one over a day off, then the federal calendar.

    >>> str(Calendar().previous_working(datetime.date(2026, 11, 4))), Calendar().why_off(datetime.date(2026, 11, 4))
    ('2026-11-03', 'праздник: День народного единства')
    """

    days_off: frozenset[datetime.date] = frozenset()
    working: frozenset[datetime.date] = frozenset()
    reasons: frozenset[tuple[datetime.date, str]] = frozenset()
    """Why the office's own days off are days off, where it says so."""

    @classmethod
    def of(cls, files: Iterable[CalendarFile]) -> "Calendar":
        """The calendar of an office with these files."""
        read = tuple(files)
        off = [entry for file in read for entry in file.days_off]
        return cls(
            frozenset(entry.day for entry in off),
            frozenset(entry.day for file in read for entry in file.working),
            frozenset((entry.day, entry.reason) for entry in off if entry.reason),
        )

    def is_working(self, day: datetime.date) -> bool:
        """Whether the office works on that day."""
        if day in self.working:
            return True
        return day not in self.days_off and _works(day)

    def why_off(self, day: datetime.date) -> str | None:
        """Why the day does not work, as the end of a sentence; None when it works."""
        if self.is_working(day):
            return None
        if day not in self.days_off:
            return _why_off(day)
        reason = "; ".join(sorted(reason for other, reason in self.reasons if other == day))
        return "выходной по календарю учреждения" + (f": {reason}" if reason else "")

    def previous_working(self, day: datetime.date) -> datetime.date:
        """The day itself when it works, else the nearest working day before it."""
        return self._nearest(day, -_ONE_DAY, datetime.date.min)

    def next_working(self, day: datetime.date) -> datetime.date:
        """The day itself when it works, else the nearest working day after it."""
        return self._nearest(day, _ONE_DAY, datetime.date.max)

    def _nearest(self, day: datetime.date, step: datetime.timedelta, end: datetime.date) -> datetime.date:
        while day != end and not self.is_working(day):
            day += step
        return day


def _works(day: datetime.date) -> bool:
    known = _federal(day)
    if known is not None:
        return known.is_working_day(day)
    return day.weekday() not in _WEEKEND and (day.month, day.day) not in _FIXED


def _why_off(day: datetime.date) -> str:
    known = _federal(day)
    name = known.get(day) if known is not None else _FIXED.get((day.month, day.day))
    if not name:
        return _WEEKEND[day.weekday()]
    if name.startswith(_MOVED):
        return f"выходной, перенесённый с {name.removeprefix(_MOVED).rstrip(')')}"
    if name.endswith(_OBSERVED):
        return f"выходной за праздник: {name.removesuffix(_OBSERVED)}"
    return f"праздник: {name}"


def _federal(day: datetime.date) -> "HolidayBase | None":
    """The library's calendar where it can say more than the week and article 112.

    Importing it costs as much as checking an order, and most days of the year are far from any holiday.
    """
    if day.year >= _FIXED_SINCE and not _near_a_holiday(day.month, day.day):
        return None
    return _year(day.year)


@lru_cache(maxsize=512)
def _near_a_holiday(month: int, day: int) -> bool:
    place = datetime.date(2024, month, day)
    holidays = (datetime.date(year, *fixed) for year in (2023, 2024, 2025) for fixed in _FIXED)
    return any(abs((place - holiday).days) <= _REACH for holiday in holidays)


@lru_cache(maxsize=32)
def _year(year: int) -> "HolidayBase | None":
    """The library's calendar of one year, None for a year of which it knows nothing."""
    from holidays import country_holidays

    return country_holidays("RU", years=year, expand=False, language="ru") or None
