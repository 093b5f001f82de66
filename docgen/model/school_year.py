"""School years and periods: the spans that documents are made for.

A span knows its first and last day and can be moved by years. Deadlines inside a span are ``deadline``'s, the
quarters of a school are nobody's: they are set by each school's own calendar.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.patterns import pattern

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that count as years: other numbers of four digits are room, order and school numbers."""

_YEAR = r"(?:19|20|21)\d\d"
_PAIR = pattern(rf"({_YEAR})\s*[/\-–—−‑]\s*({_YEAR}|\d\d)(?!\d)")
_SINGLE = pattern(rf"({_YEAR})(?!\d)")
_BEFORE = pattern(r"(?:в\s+течение|на\s+протяжении|в|на|за)?\s*")
_SCHOOL_WORDS = pattern(r"\s*(?:учебн\w+\s+год\w*|уч\.?\s*г(?:од\w*|\.)?)\s*")
_YEAR_WORDS = pattern(r"\s*(?:г(?:од(?:а|у|ом)?|\.)?)?\s*")
_YEARS_WORDS = pattern(r"\s*(?:год(?:ы|ов|ах|ам)|гг\.?|г\.\s?г\.)\s*")


def _movable(year: int, text: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        span = f"от {FIRST_YEAR} до {LAST_YEAR}"
        raise ValueError(f"Период «{text}» нельзя перенести на {year} год: годы пишут {span}.")
    return year


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, named by the calendar year in which it begins.

    >>> SchoolYear.parse("2026–27 учебный год")
    SchoolYear(first=2026)
    >>> str(SchoolYear(2026).next())
    '2027/2028'
    """

    first: int

    @classmethod
    def parse(cls, text: str) -> SchoolYear:
        """The school year of ``2026/2027``, ``2026/27`` or ``2026-2027``, with «учебный год» or without.

        Raises ``ValueError`` (a message for a person) for anything else.
        """
        period = _parse(text)
        if period is None or period.kind is not PeriodKind.SCHOOL_YEAR:
            raise ValueError(f"Учебный год «{text}» не понят. Пишите два года подряд через дробь: 2026/2027.")
        return cls(period.first)

    @property
    def start(self) -> date:
        """The first day, 1 September."""
        return date(self.first, 9, 1)

    @property
    def end(self) -> date:
        """The last day, 31 August (gt:R11)."""
        return date(self.first + 1, 8, 31)

    def next(self) -> SchoolYear:
        """The school year after this one."""
        return self.shift(1)

    def shift(self, years: int) -> SchoolYear:
        """The school year so many years later (earlier, if negative)."""
        return SchoolYear(_movable(self.first + years, str(self)))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.first}/{self.first + 1}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        return _instance_schema(cls)


class PeriodKind(enum.StrEnum):
    """What a period counts in."""

    SCHOOL_YEAR = "учебный год"
    CALENDAR_YEAR = "год"
    YEARS = "годы"


@dataclass(frozen=True, slots=True)
class Period:
    """The span that a plan or an order is for: a school year, a calendar year or several years.

    ``first`` and ``last`` are calendar years; a school year ends in the year after ``first``.

    >>> str(Period.parse("на 2022-2023 учебный год"))
    '2022/2023'
    >>> Period.parse("2021-2024 годы").end
    datetime.date(2024, 12, 31)
    """

    kind: PeriodKind
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period of ``2026/2027``, ``2026`` or ``2021-2024``; «учебный год», «год», «годы» may follow.

        Two years in a row are a school year unless «годы» follows. Raises ``ValueError`` (a message for a
        person).
        """
        period = _parse(text)
        if period is None:
            raise ValueError(
                f"Период «{text}» не понят. Пишите учебный год 2026/2027, календарный год 2026 или годы 2021-2024."
            )
        return period

    @classmethod
    def school_year(cls, first: int) -> Period:
        """The school year that begins in that calendar year."""
        return cls(PeriodKind.SCHOOL_YEAR, first, first + 1)

    @property
    def start(self) -> date:
        """The first day: 1 September of a school year, 1 January otherwise."""
        return date(self.first, 9 if self.kind is PeriodKind.SCHOOL_YEAR else 1, 1)

    @property
    def end(self) -> date:
        """The last day: 31 August of a school year, 31 December otherwise."""
        return date(self.last, 8, 31) if self.kind is PeriodKind.SCHOOL_YEAR else date(self.last, 12, 31)

    def shift(self, years: int) -> Period:
        """The period so many years later (earlier, if negative)."""
        text = str(self)
        return Period(self.kind, _movable(self.first + years, text), _movable(self.last + years, text))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        if self.kind is PeriodKind.SCHOOL_YEAR:
            return f"{self.first}/{self.last}"
        if self.kind is PeriodKind.CALENDAR_YEAR:
            return str(self.first)
        # Two years in a row would read as a school year without the word.
        return f"{self.first}-{self.last}" + (" годы" if self.last == self.first + 1 else "")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        return _instance_schema(cls)


def period_of(first: int, second: str, words: str, quote: str) -> Period:
    """The period of two years as written (``2026`` and ``2027`` or ``27``) with the word beside them.

    Raises ``ValueError`` when the years run backwards or a school year is longer than a year.
    """
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if len(second) == 2 and last < first:
        last += 100
    if _YEARS_WORDS.fullmatch(words):
        if last <= first:
            raise ValueError(f"Период «{quote}» кончается раньше, чем начинается. Пишите: {first}-{first + 2} годы.")
        return Period(PeriodKind.YEARS, first, last)
    school = "/" in quote or len(second) == 2 or bool(_SCHOOL_WORDS.fullmatch(words))
    if last == first + 1:
        return Period.school_year(first)
    if school or last <= first:
        raise ValueError(
            f"Учебный год «{quote}» назван неверно: второй год идёт сразу за первым. Пишите: {first}/{first + 1}."
        )
    return Period(PeriodKind.YEARS, first, last)


def _parse(text: str) -> Period | None:
    lowered = text.strip().lower()
    start = _BEFORE.match(lowered).end()  # type: ignore[union-attr]  # matches nothing at worst
    if pair := _PAIR.match(lowered, start):
        words = lowered[pair.end() :]
        if not words or any(p.fullmatch(words) for p in (_SCHOOL_WORDS, _YEARS_WORDS, _YEAR_WORDS)):
            return period_of(int(pair[1]), pair[2], words, text)
    if (single := _SINGLE.match(lowered, start)) and _YEAR_WORDS.fullmatch(lowered[single.end() :]):
        return Period(PeriodKind.CALENDAR_YEAR, int(single[1]), int(single[1]))
    return None


def _instance_schema(cls: type) -> Any:
    # Models hold these values ready made; without this pydantic would take the dataclass apart.
    from pydantic_core import core_schema

    return core_schema.is_instance_schema(cls)
