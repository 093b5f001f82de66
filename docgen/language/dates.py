"""Dates the way Russian documents print them (std §7): in digits, in words, as a form to fill in by hand.

Parts of a date are joined by no-break spaces. Reading dates is the model's; deadlines are printed by ``deadlines``.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from docgen.language.typography import NBSP
from docgen.model.months import GENITIVE, date_text

YearWord = Literal["г.", "года", "нет"]
"""What stands after the year."""

BLANK = "_" * 12
HAND_BLANK = f"«___» {BLANK} 20__{NBSP}г."
"""The date that is filled in by hand."""


def digital(day: date | None) -> str:
    """The date as ``17.09.2026``, or a blank line when it is not known.

    >>> digital(date(2026, 9, 7)), digital(None)
    ('07.09.2026', '____________')
    """
    return BLANK if day is None else date_text(day)


def with_year_word(year: int, year_word: YearWord = "г.") -> str:
    """The year with its word: ``2026 г.``, ``2026 года``, ``2026``."""
    return str(year) if year_word == "нет" else f"{year}{NBSP}{year_word}"


def day_and_month(day: date) -> str:
    """The day and the month without the year: ``7 сентября``."""
    return f"{day.day}{NBSP}{GENITIVE[day.month]}"


def in_words(day: date | None, year_word: YearWord = "г.") -> str:
    """The date as ``7 сентября 2026 г.``, or the blank to fill in by hand when it is not known."""
    if day is None:
        return HAND_BLANK
    return f"{day_and_month(day)}{NBSP}{with_year_word(day.year, year_word)}"


def hand_filled(day: date | None) -> str:
    """The date as ``«07» сентября 2026 г.``, or the blank of the same form when it is not known."""
    if day is None:
        return HAND_BLANK
    return f"«{day.day:02d}»{NBSP}{GENITIVE[day.month]}{NBSP}{with_year_word(day.year)}"
