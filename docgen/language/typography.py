"""Typography of Russian office texts: quotes, dashes, non-breaking blanks, ranges, percent, initials (standard §7).

Only quotes, dashes and blanks change, never a letter or a digit; what is set twice is set the same. Wording, dates
and deadlines are not rewritten here, and the text of cited acts goes through `typography_quoted` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from docgen.language.quotes import MARKS, pair_quotes

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class TypographyStyle:
    """The habits that the standard leaves to a house (§7, column «Default»)."""

    school_year: Literal["дробь", "тире", "как есть"] = "дробь"
    percent: Literal["5 %", "5%"] = "5 %"
    initials: Literal["И.О.", "И. О."] = "И.О."
    dash: Literal["–", "—"] = "–"
    same_single: bool = False
    """Nest «…«…» as legal acts do instead of «…„…“»."""


DEFAULT: Final = TypographyStyle()

_B = "[ \u00a0]"
_MONTHS = "январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]"
_YEAR_WORD = r"(?:г\.|гг\.|год(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\w))"
_UNITS = (
    r"(?:руб|коп|экз|тыс|млн|млрд|чел|час|мин|сек|шт|балл|рубл|экземпляр|лист|страниц|человек|процент)[а-яё]*"
    r"|(?:л|м|см|мм|км|кг|га|ч|с|Мб|Гб|мм)"
)
_NEEDED: Final = re.compile(
    r"[\d\"“”„‟«»№§%\u00a0\u2000-\u200a\u202f—–(]| [-,.;:!?)]|  |(?:\A|\n)- |[А-ЯЁ]\.|\.[ ]?[А-ЯЁа-яё]"
)

# blanks
_THIN: Final = re.compile("[\u2000-\u200a\u202f]")
_DOUBLE: Final = re.compile(f"{_B}{{2,}}")
_BEFORE_SIGN: Final = re.compile(rf"(?<=\S){_B}+(?=[,;:!?)»]|\.(?:\s|\Z))")
_BEFORE_INNER: Final = re.compile(rf"{_B}+(?=“)")
_AFTER_SIGN: Final = re.compile(rf"(?<=[(«„]){_B}+")
# № and §
_NUMBER_SIGN: Final = re.compile(rf"(?:№{_B}?)+(?=[\w«\U000f0000-\U000fffff])")
_SECTION_SIGN: Final = re.compile(rf"§{_B}?(?=\d)")
# ranges
_SPAN = rf"(?<![\d./-])(\d{{4}}){_B}?([-–—/]){_B}?(\d{{4}})"
_SCHOOL_YEAR: Final = re.compile(
    rf"{_SPAN}(?=(?:(?:,|{_B}и){_B}?\d{{4}}{_B}?[-–—/]{_B}?\d{{4}})*{_B}уч(?:ебн|\.))", re.IGNORECASE
)
_YEARS: Final = re.compile(rf"(?<![\d./-])(\d{{4}}){_B}?[-–—]{_B}?(\d{{4}})(?={_B}?{_YEAR_WORD})")
_MONTH_SPAN: Final = re.compile(
    rf"(?<!\w)({_MONTHS}){_B}?[-–—]{_B}?({_MONTHS})(?!\w)", re.IGNORECASE
)
_DATES: Final = re.compile(r"(?<![\d.])(\d\d\.\d\d\.\d{4})[-–—](\d\d\.\d\d\.\d{4})(?![\d.])")
_NUMBERS: Final = re.compile(
    rf"(?<![\w.,/№-])(?<!№[ \u00a0])([1-9]\d{{0,3}})[-—]([1-9]\d{{0,3}})(?![\w/-]|[.,]\d|{_B}уч)"
)
_STANDARD: Final = re.compile(rf"(?:ГОСТ|СП|СНиП|СанПиН|ИСО|ISO|ОКПО|тел\.?|телефон|индекс)(?:{_B}Р)?:?{_B}\Z")
# dashes
_DASH: Final = re.compile(rf"(?<=[^\s]){_B}(?:-|--|–|—){_B}(?=\S)")
_DASH_END: Final = re.compile(rf"(?<=\S){_B}(?:-|--|–|—)(?={_B}?(?:\n|\Z))")
_BULLET: Final = re.compile(rf"(^|\n)[-–—]{_B}(?=\S)")
# non-breaking blanks
_DAY: Final = re.compile(rf"(?<=[\d»]) (?=(?:{_MONTHS})(?!\w))", re.IGNORECASE)
_MONTH: Final = re.compile(rf"((?<!\w)(?:{_MONTHS})) (?=\d{{4}}(?!\d))", re.IGNORECASE)
_YEAR: Final = re.compile(rf"(?<=\d\d){_B}?(?=(?:г|гг)\.)|(?<=\d\d) (?={_YEAR_WORD})")
_UNIT: Final = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")
_THOUSANDS: Final = re.compile(rf"(?<![\d,.])\d{{1,3}}(?: \d{{3}})+(?=[ \u00a0](?:руб|тыс|млн|млрд|чел|экз|шт))")
_PLACE: Final = re.compile(rf"(?<![\w.])(?<!\d[ \u00a0])(г|гор|пос|пгт|дер|ул|просп|пер|им){_DOT}(?=[А-ЯЁ«])" if False else rf"(?<![\w.])(?<!\d[ \u00a0])(г|гор|пос|пгт|дер|с|д|ул|просп|пер)\.{_B}?(?=[А-ЯЁ])")
_PART: Final = re.compile(rf"(?<![\w.])(ст|п|пп|подп|ч|гл|абз|рис|табл|прил|стр|разд|каб|д|кв|с|т)\.{_B}?(?=\d)")
_ETC: Final = re.compile(rf"(?<!\w)(и{_B})?т\.{_B}?([депнкч])\.")
_PERCENT: Final = re.compile(rf"(?<=\d){_B}?%")
# initials
_INITIALS_FIRST: Final = re.compile(
    rf"(?<![\w.])(?<![А-ЯЁ]\.[ \u00a0])([А-ЯЁ]\.){_B}?(?:([А-ЯЁ]\.){_B}?)?(?=[А-ЯЁ][а-яё]+)"
)
_INITIALS_LAST: Final = re.compile(
    rf"(?<!\w)([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?){_B}([А-ЯЁ]\.){_B}?([А-ЯЁ]\.)(?!{_B}?[А-ЯЁ]\.)"
)
