"""The deadline: a value that knows its dates and keeps the clerk's own wording around them.

It compares, shifts and binds to a period. Its grammar is ``deadline_grammar``'s, printing is ``language``'s;
days off and the calendar of schools are looked at elsewhere and never change a deadline.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from docgen.errors import CannotShift
from docgen.model.deadline_grammar import read
from docgen.model.deadline_parts import BOUND_BY_PLAN, Interval, Part, last_day
from docgen.model.deadline_seasons import with_year
from docgen.model.school_year import FIRST_YEAR, LAST_YEAR, Period
from docgen.patterns import pattern
from docgen.rules import Scope, rule

NOT_SHIFTED = rule(
    "срок-не-переносится",
    "Срок нельзя перенести на другой год: такого дня в нём нет",
    scope=Scope.FIELD,
    source="gt:F.6",
)

_DAY_WITH_SHORT_YEAR = r"(?P<day>(?<!\d)\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?)(?P<two>\d\d)(?!\d)"
_FULL_YEAR = r"(?<!\d)(?P<year>(?:19|20|21)\d\d)(?!\d)"
_YEAR = pattern(f"{_DAY_WITH_SHORT_YEAR}|{_FULL_YEAR}(?P<dash>)(?P<short>)")
_SCHOOL_YEAR = pattern(rf"{_DAY_WITH_SHORT_YEAR}|{_FULL_YEAR}(?:(?P<dash>\s*[/\-–—−‑]\s*)(?P<short>\d\d)(?!\d))?")
# Elsewhere a dash after a year leads to a day: «27.03.2023 - 28.04.2023».
_SCHOOL_KINDS = frozenset({"PERIOD", "END-OF-PERIOD", "SCHOOL-HALF", "AFTER-PERIOD", "FROM"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. Made by ``Deadline.parse``; its text is the clerk's, to the character.

    ``==`` compares the wording, ``same_as`` the meaning, ``<`` the end (those without an end come last).

    >>> deadline = Deadline.parse("ноябрь 2022 (далее – по мере необходимости)")
    >>> deadline.end, deadline.describe()
    (datetime.date(2022, 11, 30), 'MONTH + then on demand')
    >>> str(deadline.shift(1))
    'ноябрь 2023 (далее – по мере необходимости)'
    """

    text: str
    parts: tuple[Part, ...] = field(compare=False, repr=False)
    """What the deadline consists of, in the order of the text."""
    qualifiers: tuple[Part, ...] = field(default=(), compare=False, repr=False)
    """What stands beside the parts: a schedule, a condition, a note in brackets."""
    repair: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """What had to be mended to read the text, in Russian; empty when nothing."""

    @staticmethod
    def parse(text: str) -> Deadline:
        """The deadline that the text says; raises ``ValueError`` with a message for a person (gt:C.1)."""
        return _parse(text)

    @property
    def kind(self) -> str:
        """The kind in the words of gt:C.2; several parts are ``LIST[MONTH+POINT]``."""
        kinds = [part.kind for part in self.parts]
        return kinds[0] if len(kinds) == 1 else f"LIST[{'+'.join(kinds)}]"

    @property
    def modifiers(self) -> tuple[str, ...]:
        """What qualifies the parts, in the words of gt:C.3: ``by schedule``, ``on request``."""
        return tuple(part.label for part in self.qualifiers)

    def describe(self) -> str:
        """Kind and modifiers together: ``MONTH + by plan``."""
        return " + ".join((self.kind, *self.modifiers))

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """First and last day of every dated part, in order; «до 15.10.2026» is that one day."""
        return tuple(interval for part in self.parts for interval in part.intervals)

    @property
    def start(self) -> date | None:
        """The first day of all dated parts, or None."""
        starts = [interval[0] for interval in self.intervals]
        starts += [part.since for part in self.parts if part.since]
        return min(starts, default=None)

    @property
    def end(self) -> date | None:
        """The last day of the dated part that ends last, or None when no part has an end."""
        return max((interval[1] for interval in self.intervals), default=None)

    @property
    def kept(self) -> tuple[str, ...]:
        """The clerk's wording around the dates, piece by piece: what a shift leaves as it is."""
        pieces: list[str] = []
        done = 0
        for part in self._dated():
            start, end = part.core or part.span
            pieces.append(self.text[done:start])
            done = end
        pieces.append(self.text[done:])
        return tuple(piece for raw in pieces if (piece := raw.strip(" \t\n\r\u00a0\u23ce,;")))

    def canonical(self) -> str:
        """The deadline in docgen's own wording: the parts alone, without qualifiers and kept wording."""
        return ", ".join(part.canonical() for part in self.parts)

    def same_as(self, other: AnyDeadline) -> bool:
        """Whether both say the same, however they are worded; qualifiers do not count."""
        return isinstance(other, Deadline) and self._meaning() == other._meaning()

    def key(self) -> date:
        """The end, for sorting; what has no end comes last."""
        return self.end or date.max

    def __lt__(self, other: AnyDeadline) -> bool:
        return self.key() < other.key()

    def shift(self, years: int = 1) -> Deadline:
        """The deadline so many years later: only what is a date moves, the wording around it stays.

        Raises ``CannotShift`` when a day has no counterpart (29 February). A day off is not looked at.
        """
        if years == 0:
            return self
        pieces: list[str] = []
        done = 0
        for part in self._dated():
            start, end = part.core or part.span
            pieces += (self.text[done:start], self._moved(part.kind, self.text[start:end], years))
            done = end
        text = "".join((*pieces, self.text[done:]))
        if text == self.text:
            return self
        try:
            return _parse(text)
        except ValueError:
            raise self._cannot_shift(years) from None

    def bound(self, period: Period) -> date | None:
        """The last day when the plan's period is known: «в течение года» ends with it (gt:C.2).

        «октябрь» ends in the only October of the period. None for what needs a schedule or a school's calendar.
        """
        ends = [self.end] if self.end else []
        for part in self.parts:
            ends += [end for dated in with_year(part, period) for _, end in dated.intervals]
            if part.kind in BOUND_BY_PLAN:
                ends.append(_last_due(part.kind, self.qualifiers, period) or period.end)
        return max(ends, default=None)

    def __str__(self) -> str:
        return self.text

    def _dated(self) -> list[Part]:
        dated = [part for part in (*self.parts, *self.qualifiers) if part.core]
        return sorted(dated, key=lambda part: part.core or part.span) if len(dated) > 1 else dated

    def _meaning(self) -> tuple[object, ...]:
        return tuple(part.meaning for part in self.parts)

    def _moved(self, kind: str, core: str, years: int) -> str:
        def moved(year: str) -> int:
            number = int(year) + years
            if not FIRST_YEAR <= number < LAST_YEAR:
                raise self._cannot_shift(years)
            return number

        def move(found: re.Match[str]) -> str:
            if found["two"]:
                number = moved(f"20{found['two']}")
                if number // 100 != 20:
                    raise self._cannot_shift(years)
                return f"{found['day']}{number % 100:02d}"
            number = moved(found["year"])
            return f"{number}{found['dash']}{(number + 1) % 100:02d}" if found["short"] else str(number)

        years_of = _SCHOOL_YEAR if kind in _SCHOOL_KINDS or "/" in core else _YEAR
        return years_of.sub(move, core)

    def _cannot_shift(self, years: int) -> CannotShift:
        days = [day for part in self.parts for pair in part.intervals for day in pair]
        days += [part.since for part in self.parts if part.since]
        leap = next((day for day in days if (day.month, day.day) == (2, 29)), None)
        message = f"Срок «{self.text}» нельзя перенести: годы пишут от {FIRST_YEAR} до {LAST_YEAR}."
        hint = ""
        if leap is not None:
            year = leap.year + years
            message = f"Срок «{self.text}» нельзя перенести на {year} год: 29 февраля {year} г. не бывает."
            hint = f"Назовите день сами: 28.02.{year} или 01.03.{year}."
        return CannotShift([NOT_SHIFTED.finding(message, quote=self.text, hint=hint)])

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        return _instance_schema(cls)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A deadline left in words («дословно:»): allowed, but without dates; a rollover hands it to a person."""

    text: str

    kind: ClassVar[str] = "VERBATIM"
    parts: ClassVar[tuple[Part, ...]] = ()
    qualifiers: ClassVar[tuple[Part, ...]] = ()
    modifiers: ClassVar[tuple[str, ...]] = ()
    repair: ClassVar[tuple[str, ...]] = ()
    intervals: ClassVar[tuple[Interval, ...]] = ()
    start: ClassVar[date | None] = None
    end: ClassVar[date | None] = None

    @property
    def written(self) -> str:
        """As an input file holds it: the words behind «дословно:»."""
        return f"дословно: {self.text}"

    @property
    def kept(self) -> tuple[str, ...]:
        """All of the text."""
        return (self.text,)

    def describe(self) -> str:
        """The kind."""
        return self.kind

    def canonical(self) -> str:
        """The text itself."""
        return self.text

    def same_as(self, other: AnyDeadline) -> bool:
        """Whether the other is left in the same words."""
        return self == other

    def key(self) -> date:
        """The place in a sorted list: last."""
        return date.max

    def __lt__(self, other: AnyDeadline) -> bool:
        return self.key() < other.key()

    def shift(self, years: int = 1) -> Verbatim:
        """Itself, unchanged: nobody but a person can move words."""
        return self

    def bound(self, period: Period) -> date | None:
        """None."""
        return None

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        return _instance_schema(cls)


AnyDeadline = Deadline | Verbatim
"""What a document holds where a deadline stands."""


@functools.lru_cache(maxsize=8192)
def _parse(text: str) -> Deadline:
    return Deadline(text, *read(text))


def _last_due(kind: str, qualifiers: tuple[Part, ...], period: Period) -> date | None:
    """The last day in the period of «ежемесячно до 5 числа» or «ежегодно до 1 февраля»."""
    wordings = [part.wording for part in qualifiers if part.kind == "BY-DAY"]
    if not wordings or kind not in ("MONTHLY", "YEARLY"):
        return None
    day, _, month = wordings[-1].partition(".")
    year, at = period.end.year, period.end.month
    while (year, at) >= (period.start.year, period.start.month):
        due = date(year, at, min(int(day), last_day(year, at).day))
        if due <= period.end and (not month or int(month) == at):
            return due
        year, at = (year, at - 1) if at > 1 else (year - 1, 12)
    return None


def _instance_schema(cls: type) -> Any:
    # Models hold these values ready made; without this pydantic would take the dataclass apart.
    from pydantic_core import core_schema

    return core_schema.is_instance_schema(cls)
