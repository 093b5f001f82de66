"""Typography of Russian office texts: quotes, dashes, non-breaking blanks, ranges, percent, initials (standard §7).

Only quotes, dashes and blanks change, never a letter or a digit; what is set twice is set the same. Wording,
dates and deadlines are not rewritten here, and the text of cited acts goes through `typography_quoted` alone.

Each pattern begins with the sign it is about, and each step is skipped when its sign is absent: a plan has
hundreds of texts, and most of them need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from docgen.language.quotes import pair_quotes
from docgen.patterns import pattern

NBSP: Final = "\u00a0"


class TypographyStyle(NamedTuple):
    """The habits that the standard leaves to a house (§7, column «Default»).

    ``same_single`` nests «…«…» as legal acts do instead of «…„…“».
    """

    school_year: Literal["дробь", "тире", "как есть"] = "дробь"
    percent: Literal["5 %", "5%"] = "5 %"
    initials: Literal["И.О.", "И. О."] = "И.О."
    dash: Literal["–", "—"] = "–"
    same_single: bool = False


DEFAULT: Final = TypographyStyle()

_B = "[ \u00a0]"
_MONTHS = (
    "(?:январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?"
    "|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
_MONTH_FORMS: Final = frozenset(
    f"{stem}{ending}"
    for stems, endings in (
        (("январ", "феврал", "апрел", "июн", "июл", "сентябр", "октябр", "ноябр", "декабр"), "ьяе"),
        (("март", "август"), ("", "а", "е")),
        (("ма",), "йяе"),
    )
    for stem in stems
    for ending in endings
)
"""What ``_MONTHS`` matches: looking a word up spares a start the compiling of that pattern."""
_YEAR_WORD = r"(?:гг?\.|(?i:год(?:а|у|ом|е|ы|ов|ам|ами|ах)?)(?!\w))"
_UNITS = (
    r"(?:(?:руб|коп|экз|тыс|млн|млрд|чел|час|мин|сек|шт|балл|лист|страниц|процент)[а-яё]*"
    r"|л|м|см|мм|км|кг|га|[чс]\.|[КМГ]б)(?!\w)"
)

_SET_SOMEHOW: Final = pattern(r"[\d\"“”„‟«»№§%\u00a0\u2000-\u200a\u202f—–]")
"""Signs that are set one way or another; a text with neither these nor one of the next needs nothing."""
_STOP_INSIDE: Final = pattern(r"\.(?<=[гдлпрстА-ЯЁ]\.)(?<!\w\w\w\w\w\w\.) ?[А-ЯЁа-яё]")
"""A stop after an initial, or after a short word that may be an abbreviation, before another word."""
_HYPHEN_TO_SET: Final = pattern(r"-(?:(?<=[ьяетай]-)[янфмаисодЯНФМАИСОД]|(?<= -)|(?<=\A-) |(?<=\n-) )")
"""A hyphen between months, or one that will be a dash."""
_BLANK_TO_SET: Final = pattern(r" (?:[ ,.;:!?)]|(?<=\( ))")

_DIGIT: Final = pattern(r"\d")
_MARKS_AND_BLANKS: Final = pattern('["“”„‟«»\u00a0\u2000-\u200a\u202f]')
_THIN: Final = pattern("[\u2000-\u200a\u202f]")
_DOUBLE: Final = pattern(f"{_B}{_B}+")
_BLANK_BEFORE: Final = pattern(rf"{_B}(?=[,;:!?)»]|\.(?:\s|\Z))(?<!\n{_B})(?<!\A{_B})")
_BLANK_AFTER: Final = pattern(rf"([(«„]){_B}+")

_NUMBER_SIGN: Final = pattern(rf"(?<!№)(?<!№{_B})(?:№{_B}?)+(?=[\w«\U000f0000-\U000fffff])")
_SECTION_SIGN: Final = pattern(rf"§{_B}?(?=\d)")
_DOT: Final = pattern(rf"\.(?<!\d\.)(?<!\w\w\w\w\w\w\.){_B}?(?=[\dА-ЯЁ])")
_PLACE: Final = pattern(rf"(?<![\w.])(?<!\d{_B})(?:г|гор|пос|пгт|дер|с|д|ул|просп|пер)\Z")
_PART: Final = pattern(r"(?<![\w.])(?:ст|п|пп|подп|ч|гл|абз|рис|табл|прил|стр|разд|каб|д|кв|с|т)\Z")
_ETC: Final = pattern(rf"т(?<!\wт)\.{_B}?([депнкч])\.")
_AND_ETC: Final = pattern(rf" т\.{NBSP}(?<=и т\.{NBSP})(?<!\wи т\.{NBSP})(?=[депнкч]\.)")

_YEAR4 = r"\d(?<![\d./–—-]\d)\d{3}"
_MORE_SPANS = rf"(?:(?:,|{_B}и){_B}?\d{{4}}{_B}?[-–—/]{_B}?\d{{4}})*{_B}уч(?:ебн|\.)"
_DASH_AFTER_DIGIT: Final = pattern(rf"[-–—](?:(?<=\d[-–—])|(?<=\d{_B}[-–—]))")
_SCHOOL_YEAR: Final = pattern(rf"({_YEAR4}){_B}?([-–—/]){_B}?(\d{{4}})(?={_MORE_SPANS})", re.IGNORECASE)
_YEARS_OF: Final = pattern(rf"({_YEAR4}){_B}?[-–—]{_B}?(\d{{4}})(?={_B}?{_YEAR_WORD})")
_NOT_OF = rf"(?<![\w.,/№–—-]\d)(?<!№{_B}\d)"
_YEARS: Final = pattern(rf"([12]{_NOT_OF}\d{{3}})[-—]([12]\d{{3}})(?![\w/-]|[.,]\d|{_MORE_SPANS})")
_NUMBERS: Final = pattern(rf"([1-9]{_NOT_OF}\d{{0,2}})[-—]([1-9]\d{{0,2}})(?![\w/-]|[.,]\d)")
_DATES: Final = pattern(r"(\d(?<![\d.]\d)\d\.\d\d\.\d{4})[-—](?=\d\d\.\d\d\.\d{4}(?![\d.]))")
_MONTH_SPAN: Final = pattern(rf"(?<!\w)({_MONTHS}){_B}?[-–—]{_B}?(?={_MONTHS}(?!\w))", re.IGNORECASE)
_MONTH_DASH: Final = pattern(rf"[-–—](?:(?<=[ьяетй][-–—])|(?<=[ьяетй]{_B}[-–—])){_B}?[янфмаисодЯНФМАИСОД]")
_NO_RANGE_AFTER: Final = pattern(
    rf"(?:ГОСТ|СП|СНиП|СанПиН|ИСО|ISO|тел\.?|телефон|индекс|инв\.|дело)(?:{_B}Р)?:?{_B}?\Z"
)

_BULLET: Final = pattern(rf"[-–—](?:(?<=\A[-–—])|(?<=\n[-–—])){_B}(?=\S)")
_DASH: Final = pattern(
    rf"{_B}(?=[-–—])(?<=\S{_B})(?:--?|–|—){_B}(?=\S)(?!(?<=\d{_B}[-–—]{_B})[А-ЯЁ]{{1,4}}(?!\w))"  # not «№ 1012 - ОД»
)

_BEFORE_WORD: Final = pattern(r"[\d»](?: (?=\w)|(?=г))")
_DAY: Final = pattern(r"([\d»]) (?=([^\W\d]+)(?!\w))")
_BEFORE_YEAR: Final = pattern(r" (?=\d{4}(?!\d))")
_LAST_WORD: Final = pattern(r"\w*\Z")
_YEAR: Final = pattern(rf"(\d(?<=\d\d))(?: (?={_YEAR_WORD})|(?<=\d{{4}})(?=гг?\.))")
_UNIT: Final = pattern(rf"(\d) (?={_UNITS})")
_THOUSANDS: Final = pattern(rf"\d(?<![\d,.]\d)\d{{0,2}}(?: \d{{3}})+(?={_B}(?:руб|тыс|млн|млрд|чел|экз|шт))")
_PERCENT: Final = pattern(rf"(\d){_B}?%")

_INITIAL: Final = pattern(r"\.(?<=[А-ЯЁ]\.)")
_INITIALS_FIRST: Final = pattern(
    rf"([А-ЯЁ](?<![\w.][А-ЯЁ])(?<![А-ЯЁ]\.{_B}[А-ЯЁ])\.){_B}?(?:([А-ЯЁ]\.){_B}?)?(?=[А-ЯЁ][а-яё])"
)
_INITIALS_LAST: Final = pattern(
    rf"([А-ЯЁ](?<!\w[А-ЯЁ])[а-яё]+(?:-[А-ЯЁ][а-яё]+)?){_B}([А-ЯЁ]\.){_B}?([А-ЯЁ]\.)(?!{_B}?[А-ЯЁ]\.)"
)

_QUOTED_NUMBER: Final = pattern(r"№ +(?=\S)")
_QUOTED_INITIALS: Final = pattern(r"((?<!\w)[А-ЯЁ]\.) +(?=(?:[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё])")
_QUOTED_YEAR: Final = pattern(rf"(\d) +(?={_YEAR_WORD})")


def typography(text: str, style: TypographyStyle = DEFAULT) -> str:
    """The text as it is printed: «quotes», dashes, non-breaking blanks and ranges by standard §7.

    Idempotent; changes quotes, dashes and blanks only, and № for №№. A mark of quotation that has no pair stays.

    >>> typography('приказ №5 "О плане" - 2022 г.').replace(NBSP, "~")
    'приказ №~5 «О плане»~– 2022~г.'
    """
    return setting(style)(text)


@lru_cache(maxsize=8)
def setting(style: TypographyStyle) -> Callable[[str], str]:
    """Typography in one style; the texts that were set last are remembered, as plans of a region share most of theirs."""
    return lru_cache(maxsize=16_384)(lambda text: _set(text, style) if _needs_setting(text) else text)


def _needs_setting(text: str) -> bool:
    """Whether anything in the text may have to be set; asked of every text, so the quickest questions come first."""
    if _SET_SOMEHOW.search(text) is not None:
        return True
    if "." in text and _STOP_INSIDE.search(text) is not None:
        return True
    if "-" in text and _HYPHEN_TO_SET.search(text) is not None:
        return True
    return _BLANK_TO_SET.search(text) is not None


def typography_quoted(text: str) -> str:
    """A piece of a cited act or a charter name: blanks after №, after initials and before г. become non-breaking.

    All else stays as in the act.
    """
    if "№" in text:
        text = _QUOTED_NUMBER.sub(f"№{NBSP}", text)
    if "." in text:
        text = _QUOTED_INITIALS.sub(rf"\1{NBSP}", text)
    return _QUOTED_YEAR.sub(rf"\1{NBSP}", text) if "г" in text else text


def _set(text: str, style: TypographyStyle) -> str:
    marked = _MARKS_AND_BLANKS.search(text) is not None
    if marked or "  " in text:
        text = pair_quotes(_blanks(text), same_single=style.same_single)
    if marked or _BLANK_TO_SET.search(text):
        text = _BLANK_AFTER.sub(lambda match: match[1], _BLANK_BEFORE.sub("", text))
    text = _abbreviations(text)
    dashes = "-" in text or "–" in text or "—" in text
    digits = _DIGIT.search(text) is not None
    if dashes or (digits and "/" in text):
        text = _ranges(text, style, digits)
    if dashes:
        text = _BULLET.sub(f"–{NBSP}", text)
        text = _DASH.sub(f"{NBSP}{style.dash} ", text)
    if digits:
        text = _numbers(text, style)
    return _initials(text, style) if _INITIAL.search(text) else text


def _blanks(text: str) -> str:
    """One blank for several; the narrow ones of other programs become U+00A0."""
    text = _THIN.sub(NBSP, text)
    return _DOUBLE.sub(lambda m: NBSP if NBSP in m.group() else " ", text)


def _abbreviations(text: str) -> str:
    """Blanks after №, §, «г.», «ст.», inside «и т. д.»; missing ones are put in."""
    if "№" in text:
        text = _NUMBER_SIGN.sub(f"№{NBSP}", text)
    if "§" in text:
        text = _SECTION_SIGN.sub(f"§{NBSP}", text)
    if "." in text:
        if "т." in text:
            text = _AND_ETC.sub(f"{NBSP}т.{NBSP}", _ETC.sub(rf"т.{NBSP}\1.", text))
        text = _DOT.sub(_after_dot, text)
    return text


def _after_dot(match: re.Match[str]) -> str:
    """«г. Смоленск» and «п. 3»: a non-breaking blank after an abbreviation, by what follows the dot."""
    before = match.string[max(match.start() - 8, 0) : match.start()]
    known = _PART if match.string[match.end()].isdigit() else _PLACE
    return f".{NBSP}" if known.search(before) else match.group()


def _ranges(text: str, style: TypographyStyle, digits: bool) -> str:
    """School years as the house writes them; years, dates, months and numbers by an en dash without blanks."""
    if digits and "уч" in text.lower():
        text = _SCHOOL_YEAR.sub(lambda match: _school_year(match, style), text)
    between = digits and _DASH_AFTER_DIGIT.search(text) is not None
    if between:
        text = _YEARS_OF.sub(_dashed, text)
    if _MONTH_DASH.search(text):
        text = _MONTH_SPAN.sub(_dash_after, text)
    if between:
        text = _DATES.sub(_dash_after, text)
        text = _NUMBERS.sub(_range, _YEARS.sub(_range, text))
    return text


# Functions and not templates such as r"\1–": those are put together anew at every call, also when nothing matches.
def _dash_after(match: re.Match[str]) -> str:
    return f"{match[1]}–"


def _dashed(match: re.Match[str]) -> str:
    return f"{match[1]}–{match[2]}"


def _school_year(match: re.Match[str], style: TypographyStyle) -> str:
    first, sign, second = match.groups()
    if style.school_year == "как есть":
        return f"{first}{sign}{second}"
    if int(second) != int(first) + 1:
        return f"{first}{'/' if sign == '/' else '–'}{second}"
    return f"{first}{'/' if style.school_year == 'дробь' else '–'}{second}"


def _range(match: re.Match[str]) -> str:
    """A range by an en dash, if the numbers grow and nothing before them says that they name a thing."""
    first, second = match.groups()
    before = match.string[max(match.start() - 12, 0) : match.start()]
    if int(first) >= int(second) or _NO_RANGE_AFTER.search(before):
        return match.group()
    return f"{first}–{second}"


def _numbers(text: str, style: TypographyStyle) -> str:
    """Non-breaking blanks in dates, before units and in thousands; the blank before % by the house."""
    before_word = _BEFORE_WORD.search(text) is not None
    if before_word:
        text = _DAY.sub(_before_month, text)
    text = _BEFORE_YEAR.sub(_after_month, text)
    if before_word:
        text = _YEAR.sub(_tied, text)
        text = _THOUSANDS.sub(lambda match: match.group().replace(" ", NBSP), text)
        text = _UNIT.sub(_tied, text)
    if "%" in text:
        percent = "%" if style.percent == "5%" else f"{NBSP}%"
        text = _PERCENT.sub(lambda match: match[1] + percent, text)
    return text


def _tied(match: re.Match[str]) -> str:
    return f"{match[1]}{NBSP}"


def _before_month(match: re.Match[str]) -> str:
    return match[1] + (NBSP if match[2].lower() in _MONTH_FORMS else " ")


def _after_month(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - 9, 0) : match.start()]
    word = _LAST_WORD.search(before)
    return NBSP if word and word.group().lower() in _MONTH_FORMS else " "


def _initials(text: str, style: TypographyStyle) -> str:
    """«И.О.» or «И. О.» beside a surname, tied to it on either side."""
    gap = NBSP if style.initials == "И. О." else ""
    text = _INITIALS_LAST.sub(lambda match: f"{match[1]}{NBSP}{match[2]}{gap}{match[3]}", text)
    return _INITIALS_FIRST.sub(
        lambda match: match.group(1) + (gap + match.group(2) if match.group(2) else "") + NBSP, text
    )
