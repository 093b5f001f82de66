"""The calendar in Russian: a date in digits, the names of months to print, the forms that a clerk may write.

Nothing but the calendar's words stands here; dates are read in ``deadline_dates``, put into words in ``language``.
"""

from __future__ import annotations

from datetime import date

NOMINATIVE = (
    "", "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
"""The names by the number of the month; place 0 is empty."""

GENITIVE = (
    "", "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
"""The names as they stand after a day: 17 сентября."""

WORD = (
    r"(?:(?:январ|феврал|апрел|ию[нл]|(?:сентя|октя|ноя|дека)бр)[ьяюе]м?|(?:март|август)[ауео]?м?|ма[йяюе]м?|"
    r"(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\.)(?![а-я])"
)
"""A pattern for one month in any case of the noun or shortened with a stop; lower case, no groups."""

_NUMBERS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "маю": 5, "мае": 5, "июн": 6,
    "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip


def date_text(day: date) -> str:
    """The date in digits, as our files write it and most documents print it: ``17.09.2026``."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def number(word: str) -> int:
    """The number of the month that ``WORD`` matched."""
    return _NUMBERS[word[:3]]
