"""Printing deadlines as a house wants them: only what is a date is written anew, the clerk's wording stays.

The grammar of deadlines is the model's; nothing here reads text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from docgen.language.dates import YearWord, day_and_month, digital, in_words, with_year_word
from docgen.language.typography import NBSP
from docgen.model.deadline import AnyDeadline
from docgen.model.deadline_parts import BARE, KEPT, SPREAD, Part
from docgen.model.months import GENITIVE, NOMINATIVE
from docgen.patterns import pattern


class DeadlineStyle(NamedTuple):
    """How a house prints deadlines (std §7; the defaults are those of the standard)."""

    year_word: YearWord = "г."
    dates: Literal["цифрами", "словами"] = "цифрами"
    """Days as ``15.10.2026`` or ``15 октября 2026 г.``; days of one month are always ``28–30 сентября 2021 г.``."""
    school_year: Literal["дробь", "тире", "как есть"] = "дробь"
    dash: str = "–"
    """The dash of a range; it is spaced between ends of several words (gt:R06)."""
    keep: bool = True
    """Whether the clerk's wording around the dates stays; without it the parts alone are printed."""


HOUSE = DeadlineStyle()


def print_deadline(deadline: AnyDeadline, style: DeadlineStyle = HOUSE) -> str:
    """The deadline as the house prints it; a verbatim one as it is.

    >>> from docgen.model.deadline import Deadline
    >>> print_deadline(Deadline.parse("октябрь-ноябрь 2022")).replace(NBSP, "_")
    'октябрь–ноябрь 2022_г.'
    """
    if not style.keep and deadline.parts:
        return ", ".join(_own(part, style) for part in deadline.parts)
    text = str(deadline)
    pieces: list[str] = []
    done = 0
    for part in sorted((*deadline.parts, *deadline.qualifiers), key=lambda part: part.core or part.span):
        printed = _printed(part, style)
        if part.core is None or printed is None:
            continue
        start, end = part.core
        if part.form == SPREAD and text[start].isupper():
            printed = printed[0].upper() + printed[1:]
        pieces += (text[done:start], printed)
        # «октябрь 2022 года.» must not end in two stops.
        done = end + (printed.endswith(".") and text[end : end + 1] == ".")
    return "".join((*pieces, text[done:]))


def _own(part: Part, style: DeadlineStyle) -> str:
    """The part without the clerk's wording."""
    if part.names_no_year:
        return _dashed(part.canonical(), style)
    if part.core is None or part.kind in ("AFTER-PERIOD", "END-OF-PERIOD", "SCHOOL-HALF"):
        return part.canonical()
    if part.kind == "PERIOD":
        number, _, words = part.canonical().partition(" ")
        return f"{_period(part, style) or number}{NBSP}{words}"
    printed = _printed(part._replace(words=(), form=""), style) or part.canonical()
    before = "с " if part.kind == "FROM" else "до конца " if part.kind.startswith("END-OF-") else ""
    return f"{part.lead} {printed}" if part.lead else before + printed


def _printed(part: Part, style: DeadlineStyle) -> str | None:
    """What stands in the place of the part's date, or None when it stays as written."""
    if part.names_no_year and part.words:
        return part.words[0] if part.form == SPREAD else _dashed(part.words[0], style)
    printer = _PRINTERS.get(part.kind)
    return printer(part, style) if printer and part.form != KEPT else None


def _day(day: date, style: DeadlineStyle) -> str:
    return digital(day) if style.dates == "цифрами" else in_words(day, style.year_word)


def _point(part: Part, style: DeadlineStyle) -> str:
    day = part.intervals[0][1]
    if part.form == BARE and style.dates == "словами":
        return day_and_month(day)
    return _day(day, style)


def _day_range(part: Part, style: DeadlineStyle) -> str:
    start, end = part.intervals[0]
    one_month = (start.year, start.month) == (end.year, end.month)
    if style.dates == "цифрами" and (part.form == SPREAD or not one_month):
        first, last = digital(start), digital(end)
        return f"с {first} по {last}" if part.form == SPREAD else f"{first}{style.dash}{last}"
    last = day_and_month(end) if part.form == BARE else in_words(end, style.year_word)
    first = in_words(start, style.year_word) if start.year != end.year else day_and_month(start)
    first = str(start.day) if one_month else first
    if part.form == SPREAD:
        return f"с {first} по {last}"
    # The column of deadlines is narrow: the line may end before the year, but not inside the dates.
    if one_month and part.form != BARE:
        last = f"{day_and_month(end)} {with_year_word(end.year, style.year_word)}"
    return f"{first}{style.dash if one_month else _wide(style)}{last}"


def _wide(style: DeadlineStyle) -> str:
    return f"{NBSP}{style.dash} "


def _month(part: Part, style: DeadlineStyle) -> str:
    start = part.intervals[0][0]
    word = part.words[0] if part.words else NOMINATIVE[start.month]
    return word if part.form == BARE else f"{word} {with_year_word(start.year, style.year_word)}"


def _month_range(part: Part, style: DeadlineStyle) -> str:
    start, end = part.intervals[0]
    first, last = part.words or (NOMINATIVE[start.month], NOMINATIVE[end.month])
    if part.form != BARE:
        last = f"{last} {with_year_word(end.year, style.year_word)}"
    if start.year != end.year:
        first = f"{first} {with_year_word(start.year, style.year_word)}"
    if part.form == SPREAD:
        return f"с {first} по {last}"
    return f"{first}{style.dash if start.year == end.year else _wide(style)}{last}"


_ORDINAL = pattern(r"^(\d+|[IVX]+)\s+")
_HYPHEN = pattern(
    r"(?<=\w)\s*[-–—]\s*(?!(?:ый|ого|ому|ом|го|ое|ая|ой|ую|му)(?![а-яё]))(?=[\dIVXа-яё]{2}|\d|[IVX])", re.IGNORECASE
)
_NUMBERED = pattern(r"(?<![\w.])(\d+|[IVX]+)\s+(?=[а-яё]{3})", re.IGNORECASE)
_WIDE_ENDS = pattern(r"(?<=\d)(\s+\w+)\s*[-–—]\s*(?=\d+\s+\w)")


def _dashed(words: str, style: DeadlineStyle) -> str:
    """What names no year, as written: its dashes alone are the house's, as in the same words with a year."""
    wide = _WIDE_ENDS.sub(rf"\1{_wide(style)}", words)
    return _NUMBERED.sub(rf"\1{NBSP}", wide if wide != words else _HYPHEN.sub(style.dash, words))


def _named(part: Part, style: DeadlineStyle) -> str:
    """Quarters, half-years, parts of a month: the words as written, the year as the house wants it."""
    words = part.words or (part.canonical().rsplit(" ", 1)[0],)
    words = tuple(_HYPHEN.sub(style.dash, _ORDINAL.sub(rf"\1{NBSP}", word)) for word in words)
    inside = f" ({words[1]})" if len(words) > 1 else ""
    return f"{words[0]}{inside} {with_year_word(part.intervals[0][0].year, style.year_word)}"


def _end_of_named(part: Part, style: DeadlineStyle) -> str:
    if not part.words:
        part = part._replace(words=(part.canonical().removeprefix("до конца ").rsplit(" ", 1)[0],))
    return _named(part, style)


def _end_of_month(part: Part, style: DeadlineStyle) -> str:
    end = part.intervals[0][1]
    word = part.words[0] if part.words else GENITIVE[end.month]
    return f"{word} {with_year_word(end.year, style.year_word)}"


def _from(part: Part, style: DeadlineStyle) -> str | None:
    if part.since is None:
        return None
    if not part.words:
        return _day(part.since, style)
    return f"{part.words[0]} {with_year_word(part.since.year, style.year_word)}"


def _period(part: Part, style: DeadlineStyle) -> str | None:
    start, end = part.intervals[0]
    if part.kind == "PERIOD" and end.month == 12:
        return f"{start.year}{style.dash}{end.year}" if start.year != end.year else str(end.year)
    if style.school_year == "как есть":
        return None
    last = end.year + (end.month == 12)
    return f"{last - 1}{'/' if style.school_year == 'дробь' else style.dash}{last}"


_PRINTERS: dict[str, Callable[[Part, DeadlineStyle], str | None]] = {
    "POINT": _point,
    "DAY-RANGE": _day_range,
    "MONTH": _month,
    "MONTH-RANGE": _month_range,
    "MONTH-RANGE-CROSS": _month_range,
    "QUARTER": _named,
    "QUARTERS": _named,
    "QUARTER(MONTH)": _named,
    "QUARTER(MONTH-RANGE)": _named,
    "HALF-YEAR": _named,
    "DECADE": _named,
    "HALF-MONTH": _named,
    "PERIOD": _period,
    "SCHOOL-HALF": _period,
    "END-OF-MONTH": _end_of_month,
    "END-OF-QUARTER": _end_of_named,
    "END-OF-HALF-YEAR": _end_of_named,
    "END-OF-PERIOD": _period,
    "FROM": _from,
}
