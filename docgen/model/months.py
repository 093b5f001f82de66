"""The twelve months in Russian: names to print, and the forms that a clerk may write.

Nothing but the calendar's words stands here; dates are read in ``deadline_dates``, printed in ``language``.
"""

from __future__ import annotations

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


def number(word: str) -> int:
    """The number of the month that ``WORD`` matched."""
    return _NUMBERS[word[:3]]
