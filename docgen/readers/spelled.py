"""How dates, numbers, names and kinds of acts are spelled in the orders of other offices.

Every function looks at one line of words. What is half filled in (``« 30 » 11 20 22 г.``) is read, what is not filled
in is a blank, and what does not read as a date of the calendar is no date.
"""

from __future__ import annotations

import datetime
import re
from typing import Final, Literal, NamedTuple

from docgen.model import months
from docgen.patterns import pattern

DateForm = Literal["цифрами", "словами", "от руки"]

KIND_STEMS: Final = {"приказ": "приказ", "распоряжени": "распоряжение", "постановлени": "постановление"}
"""The stem of a kind of act, whatever its case, and its nominative."""

_B = "[ \u00a0]"
_SPACED = pattern(rf"(?<!\w)(?:[^\W\d_]{_B}{{1,3}}){{4,}}[^\W\d_](?!\w)")
_BLANKS = pattern(rf"{_B}")


def solid(text: str) -> str:
    """The words without spaces set between letters: «П Р И К А З» is «ПРИКАЗ»."""
    return _SPACED.sub(lambda found: _BLANKS.sub("", found.group()), text)


def plain_line(text: str) -> str:
    """The words with single blanks, without those at the ends."""
    return " ".join(text.split())


class FoundDate(NamedTuple):
    """A date in a line: where it stands, in which form; ``day`` is None where a blank was left for it."""

    day: datetime.date | None
    start: int
    end: int
    form: DateForm = "цифрами"
    exact: bool = True
    """Whether it is spelled as the standard wants; a form filled in by hand may have been misread."""


_YEAR_WORD = rf"(?:{_B}*г(?:ода|\.)?(?![а-яё])(?!\.?{_B}*[А-ЯЁ][а-яё]))?"
_DIGITS = pattern(rf"(?<![\d.])(\d{{1,2}}){_B}?\.{_B}?(\d{{1,2}}){_B}?\.{_B}?(\d{{4}})(?!\d){_YEAR_WORD}")
_HAND = pattern(
    rf"[«\"“„<]{{0,2}}{_B}*(?<!\d)(?P<day>\d{{1,2}}){_B}*(?P<closed>[»\"”“>]{{0,2}}){_B}*"
    rf"(?:(?P<word>[А-Яа-я]{{3,9}}\.?)|(?P<month>\d{{1,2}})){_B}*[.,]?{_B}*(?P<year>20{_B}?\d{_B}?\d)(?!\d){_YEAR_WORD}"
)
_MONTH = pattern(months.WORD)
_UNFILLED = pattern(
    rf"[«\"“„]?{_B}*_{{1,6}}{_B}*[»\"”“]?{_B}*(?:_{{2,}}|[А-Яа-я]{{3,9}}){_B}*(?:20\d\d|(?:20)?_{{0,4}}){_B}*г(?:ода|\.)?(?![а-яё])"
    r"|(?<!№)(?<!№[ \u00a0])_{6,}"
)


def find_date(text: str) -> FoundDate | None:
    """The first date of a line, or the blank that was left for one."""
    found = [date for date in (_of_digits(text), _by_hand(text)) if date is not None]
    if found:
        return min(found, key=lambda date: date.start)
    blank = _UNFILLED.search(text)
    if blank is None:
        return None
    return FoundDate(None, blank.start(), blank.end(), "от руки" if "г" in blank.group() else "цифрами")


def _of_digits(text: str) -> FoundDate | None:
    for match in _DIGITS.finditer(text):
        day = _day(match[1], match[2], match[3])
        if day is not None:
            return FoundDate(day, match.start(), match.end())
    return None


def _by_hand(text: str) -> FoundDate | None:
    for match in _HAND.finditer(text):
        word = (match["word"] or "").lower()
        if word and not _MONTH.fullmatch(word):
            continue
        month = str(months.number(word)) if word else match["month"]
        year = "".join(match["year"].split())
        day = _day(match["day"], month, year)
        if day is not None:
            form: DateForm = "цифрами" if not word else "от руки" if match["closed"] else "словами"
            return FoundDate(day, match.start(), match.end(), form, bool(word) and year == match["year"])
    return None


def _day(day: str, month: str, year: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


class FoundNumber(NamedTuple):
    """A registration number in a line; ``number`` is empty where a blank was left for it."""

    number: str
    shown: str
    start: int
    end: int

    @property
    def mended(self) -> bool:
        """Whether blanks stood inside the number."""
        return self.number != self.shown


_LETTERS = "0-9A-Za-zА-Яа-яЁё"
_NUMBER = pattern(
    rf"(?:№|(?<!\w)N[oо°º]?(?!\w)){_B}*"
    rf"(?:(?P<number>[{_LETTERS}]{{1,12}}(?:{_B}?[-–—/]{_B}?[{_LETTERS}]{{1,12}}){{0,5}})|(?P<blank>_{{2,}}|$))"
)
_JOINT = pattern(rf"{_B}?([-–—/]){_B}?")
_PLAUSIBLE = pattern(r"\d{1,6}(?:-[А-Яа-яЁёA-Za-z]{1,6})?(?:/\d{1,6}(?:-[А-Яа-яЁёA-Za-z]{1,6})?){0,3}")


def find_number(text: str) -> FoundNumber | None:
    """The first registration number of a line («№ 850-ОД»), blanks inside it taken away, or the blank left for one."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    shown = match["number"] or ""
    number = _JOINT.sub(lambda found: "/" if found[1] == "/" else "-", shown)
    return FoundNumber(number, shown.replace("\u00a0", " "), match.start(), match.end())


def is_plausible(number: str) -> bool:
    """Whether a number looks like one: digits, perhaps letters after a hyphen; a tail of digits may be misread letters."""
    return _PLAUSIBLE.fullmatch(number) is not None


def kind_of(word: str) -> str:
    """The kind of act that a word in any case names, or an empty string."""
    low = word.lower()
    return next((kind for stem, kind in KIND_STEMS.items() if low.startswith(stem)), "")


_I = r"[А-ЯЁ]\."
_SURNAME = r"[А-ЯЁ][а-яё’'-]+(?:-[А-ЯЁ][а-яё]+)?"
INITIALS_FIRST: Final = rf"{_I}{_B}?(?:{_I}{_B}?)?{_SURNAME}"
INITIALS_LAST: Final = rf"{_SURNAME}{_B}{_I}{_B}?(?:{_I})?"
FULL_NAME: Final = rf"{_SURNAME}{_B}[А-ЯЁ][а-яё]+{_B}[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|ич|оглы|кызы)"
NAME: Final = rf"(?:{INITIALS_FIRST}|{INITIALS_LAST})"

_CAPITALS = (
    rf"(?:{_I}{_B}?(?:{_I}{_B}?)?[А-ЯЁ]{{2,}}(?:-[А-ЯЁ]{{2,}})?|[А-ЯЁ]{{2,}}(?:-[А-ЯЁ]{{2,}})?{_B}{_I}{_B}?(?:{_I})?)"
)
"""A name under an act of a legal database: «И.И.КЕДРОВ»."""

_NAME_ALONE = pattern(rf"[_/\s]*(?P<name>{NAME}|{FULL_NAME}|{_CAPITALS})[\s/.]*")
_NAME_AT_END = pattern(
    rf"(?P<post>.*\S)(?:[ \u00a0]*\t[\s_/]*|[ \u00a0]{{3,}}[_/\s]*|\s_{{2,}}[\s/]*)(?P<name>{NAME}|{_CAPITALS})\s*/?\s*"
)


def name_alone(text: str) -> str | None:
    """The name of a line that says nothing else, with initials on either side."""
    match = _NAME_ALONE.fullmatch(text)
    return _signed(match["name"]) if match else None


def post_and_name(text: str) -> tuple[str, str] | None:
    """The post and the name of a line that holds both, set apart by a tab, blanks or a line for the signature."""
    match = _NAME_AT_END.fullmatch(text)
    return (plain_line(match["post"]).rstrip(" _/"), _signed(match["name"])) if match else None


def _signed(name: str) -> str:
    """The name as it is stored: a surname in capitals gets small letters."""
    return plain_line(_SHOUTED.sub(lambda found: found.group().capitalize(), name))


_SHOUTED = pattern(r"[А-ЯЁ]{2,}")


_CONTACT = pattern(
    r"(?:\d{6}(?:,|\s|$)|(?:ул|пр|пер|пл|тел|факс|р/с|л/с|тел/факс|эл|адрес|телефон)[.:]|(?:улица|проспект|пр-т|площадь|переулок)\s"
    r"|(?:телефон|факс|e-?mail|электронн\w+\s+(?:почта|адрес)|сайт|https?:|www\.|огрн|инн|кпп|окпо|оквэд|бик)(?!\w)|\S+@\S+)"
    r".*|[\d\s/(),.+–-]{5,}",
    re.IGNORECASE,
)


def is_contact(text: str) -> bool:
    """Whether a line of a letterhead says where a body is found, or its numbers, and not what it is called."""
    return _CONTACT.fullmatch(text.strip()) is not None
