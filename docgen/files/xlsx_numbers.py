"""What a number in a cell shows: Excel keeps the number and its format apart, a person sees both together.

Dates are told from numbers by the format alone. Only what a Russian office meets is done; a format that is not understood
shows the plain number, never nothing. Cells and sheets are not known here.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from docgen.model.months import NOMINATIVE, date_text
from docgen.patterns import pattern

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "dd.mm.yyyy"),
}  # fmt: skip
"""The formats that a workbook names by number only."""

_LITERAL = pattern(r'"[^"]*"?|\\.|_.|\*.')
_BRACKETS = pattern(r"\[[^\]]*\]?")
_CURRENCY = pattern(r"\[\$([^\]-]*)[^\]]*\]")
_PLACES = pattern(r"(?P<whole>[#0?,]*)(?:\.(?P<rest>[#0?]+))?")
_AS_IT_IS = ("General", "@", "0")
"""Formats under which a whole number shows its digits."""
_LAST_DAY = 2958465
"""31.12.9999, the last day that Excel knows."""


class Shown(NamedTuple):
    """The words that a number shows, and whether it is a date."""

    text: str
    is_date: bool = False


def shown(raw: str, code: str, *, since_1904: bool = False) -> Shown:
    """The number as a person sees it under this format; words that are no number stay as they are.

    >>> shown("46310", "dd.mm.yyyy").text, shown("3.1", "General").text, shown("123", "0000").text
    ('15.10.2026', '3,1', '0123')
    """
    if code in _AS_IT_IS and raw.isdecimal() and raw.isascii() and len(raw) < 16 and (raw[0] != "0" or raw == "0"):
        return Shown(raw)
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return Shown(raw)
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return Shown(raw)
    if (date := _date(number, code, since_1904)) is not None:
        return Shown(date, is_date=True)
    return Shown(_number(number, code))


def is_date_format(code: str) -> bool:
    """Whether numbers under this format are days or hours."""
    return bool(re.search("[dmyhs]", _bare(code), re.IGNORECASE)) and "general" not in code.lower()


def _bare(code: str) -> str:
    """The format without words, colours and currencies; counted hours («[h]») stay."""
    first = _LITERAL.sub("", code).partition(";")[0]
    return _BRACKETS.sub(lambda match: match[0] if match[0][1:-1].lower() in ("h", "m", "s", "hh") else "", first)


def _date(number: Decimal, code: str, since_1904: bool) -> str | None:
    """The date or the hour, None for what is none; a format without a day names the month only."""
    if not is_date_format(code) or number < 0:
        return None
    days = int(number) + (1462 if since_1904 else 0)
    if days > _LAST_DAY:
        return None
    letters = {sign for sign in _bare(code).lower() if sign.isalpha()}
    minutes = int((number % 1 * 1440).to_integral_value(ROUND_HALF_UP))
    clock = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if not letters & {"d", "y"} and letters & {"h", "s"}:
        return clock
    # Excel counts a 29 February 1900 that never was.
    day = datetime.date(1899, 12, 30) + datetime.timedelta(days=days + (days < 60))
    if "d" not in letters:
        month = NOMINATIVE[day.month] if "m" in letters else ""
        year = str(day.year) if "y" in letters else ""
        return f"{month} {year}".strip()
    return f"{date_text(day)} {clock}" if "h" in letters and minutes else date_text(day)


def _number(number: Decimal, code: str) -> str:
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    else:
        section = sections[2] if not number and len(sections) > 2 else sections[0]
    made = _formatted(number, section)
    return _plain(number) if made is None else made


def _sections(code: str) -> list[str]:
    """The parts of a format for positive and negative numbers and for nothing; words may hold a semicolon."""
    hidden = _LITERAL.sub(lambda match: match[0].replace(";", "\0"), code)
    return [part.replace("\0", ";") for part in hidden.split(";")]


def _formatted(number: Decimal, section: str) -> str | None:
    """The number under one part of a format, None when the part is not of the simple kind."""
    words: list[str] = []

    def kept(match: re.Match[str]) -> str:
        said = match[0]
        words.append(said[1:].removesuffix('"') if said[0] == '"' else said[1] if said[0] == "\\" else "")
        return "\x01"

    section = _LITERAL.sub(kept, _CURRENCY.sub(lambda match: f'"{match[1]}"', section))
    section = _BRACKETS.sub("", section)
    places = max(_PLACES.finditer(section), key=lambda match: len(match[0]))
    before, after = section[: places.start()], section[places.end() :]
    if not places[0] or re.search(r"[^\x01 %$€₽\-+()]", before + after) or places["whole"].endswith(","):
        return None
    if "%" in before + after:
        number *= 100
    text = _in_places(number, places["whole"], places["rest"] or "")
    supply = iter(words)
    return re.sub("\x01", lambda _: next(supply), f"{before}{text}{after}").strip()


def _in_places(number: Decimal, whole: str, rest: str) -> str:
    """The digits in their places: zeros where the format wants them, thousands apart, a comma before the rest."""
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(rest)), ROUND_HALF_UP) if number.adjusted() < 25 else number
    digits, _, decimals = f"{rounded:f}".partition(".")
    wanted = len(rest.rstrip("#?"))
    decimals = decimals[:wanted] + decimals[wanted:].rstrip("0")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.strip(","):
        digits = f"{int(digits or 0):,}".replace(",", "\u00a0").rjust(len(digits), "0")
    sign = "-" if number < 0 and rounded else ""
    return f"{sign}{digits}{',' if decimals else ''}{decimals}"


def _plain(number: Decimal) -> str:
    """The number without a format, to the fifteen digits that Excel keeps."""
    rounded = Decimal(f"{number:.15g}").normalize()
    text = f"{rounded:f}" if -10 < rounded.adjusted() < 21 else f"{rounded:E}"
    return text.replace(".", ",")
