"""Every place of a line of words where a year is named: school years, calendar years, months, seasons, days.

Only found here, not judged: what moves with the school year and what is history is decided in ``periods``. Addresses of
sites and of mail, references and acts cited with date and number are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from docgen.model.deadline_parts import last_day
from docgen.model.months import WORD, number
from docgen.patterns import pattern

Kind = Literal["учебный год", "годы", "год", "срок", "день", "дни", "число"]
Span = tuple[int, int]

_DIGITS = r"(?:19|20|21)\d\d"
_YEAR = rf"(?<!\d){_DIGITS}(?!\d)"
_YEARS = pattern(_YEAR)
_WORD_AFTER = r"(?:[\s\u00a0]*(?:год(?:а|у|ом|е)?|г\.|г)(?![а-яё]))"
_B = r"[\s\u00a0]"
_MONTH = WORD.replace("(?![а-я])", "(?![а-яё])")
_SEASON = (
    r"(?:весн(?:а|ы|е|у|ой)|лето|лета|лету|летом|лете|осен(?:ь|и|ью)|зим(?:а|ы|е|у|ой))(?![а-яё])"
)  # fmt: skip
_NTH = r"(?:[1-4IV]{1,3}(?:-?[а-я]{1,2})?|перв[а-я]+|втор[а-я]+|трет[а-я]+|четв[её]рт[а-я]+)"
_PAIR_WORD = (
    r"(?:[\s\u00a0]*(?:учебн[а-я]+[\s\u00a0]+год[а-я]{0,2}|уч\.?[\s\u00a0]?г[а-я]*\.?"
    r"|год(?:ы|ов|ах|ам|ами|а|у)?|гг\.?|г\.)(?![а-яё]))"
)

_A_DAY = rf"(?:(?<![\d.])\d{{1,2}}\.\d{{1,2}}\.{_DIGITS}(?!\d)|(?<!\d)\d{{1,2}}{_B}+{_MONTH}{_B}+{_YEAR}{_WORD_AFTER}?)"
_A_MONTH = (
    rf"(?:{_MONTH}|{_SEASON}|{_NTH}{_B}+(?:квартал|полугоди)[а-я]*){_B}+{_YEAR}(?!{_B}*[/–—-]{_B}*\d){_WORD_AFTER}?"
)
_TILL = rf"(?:{_B}+по{_B}+|{_B}*[-–—]{_B}*)"

_TOKEN = pattern(
    rf"(?P<skip>(?:https?://|www\.)\S+|[\w.+-]{{1,64}}@[\w-]{{1,60}}\.[\w.-]+|\{{[^{{}}]*\}})"
    rf"|(?P<span>{_A_DAY}{_TILL}{_A_DAY}|{_A_MONTH}{_TILL}{_A_MONTH})"
    rf"|(?P<day>(?<![\d.])\d{{1,2}}\.\d{{1,2}}\.{_DIGITS}(?!\d))"
    rf"|(?P<worded>(?<!\d)\d{{1,2}}{_B}+{_MONTH}{_B}+{_YEAR}{_WORD_AFTER}?)"
    rf"|(?P<months>{_MONTH}(?:{_B}+{_YEAR}{_WORD_AFTER}?)?{_B}*[-–—]{_B}*{_MONTH}{_B}+{_YEAR}{_WORD_AFTER}?)"
    rf"|(?P<month>{_A_MONTH})"
    rf"|(?P<pair>(?<![№\w/.-]){_DIGITS}(?:{_B}*[/–—‑-]{_B}*{_DIGITS}|[/–-]\d\d)(?![\d/.]\d|\d|[-–/]\d){_PAIR_WORD}?)"
    rf"|(?P<listed>{_YEAR}(?:,{_B}*{_YEAR})*{_B}+и{_B}+{_YEAR}{_B}+год(?:ы|ов|ах|ам|ами)(?![а-яё]))"
    rf"|(?P<year>{_YEAR}{_WORD_AFTER})"
    rf"|(?P<bare>(?<![\d№./])(?<!№[\s\u00a0])(?<!\d[-–]){_DIGITS}(?![\d./-]\d|\d))",
    re.IGNORECASE,
)
_NEAR = 40
"""Characters before a mention that are looked at."""
_LEAD = pattern(r"([а-яё]+)[\s\u00a0]*[«(]?[\s\u00a0]*\Z", re.IGNORECASE)


class Mention(NamedTuple):
    """One mention: the characters, the days that are meant, and the word before it («в», «на», «мониторинга»)."""

    kind: Kind
    start: int
    end: int
    first: date
    last: date
    lead: str = ""

    def moved(self, text: str, years: int) -> str | None:
        """The words of the mention so many years later; None when there is no such day (29 February)."""
        words = text[self.start : self.end]
        if self.kind in ("день", "дни") and not all(_exists(day, years) for day in (self.first, self.last)):
            return None

        def later(found: re.Match[str]) -> str:
            return str(int(found.group()) + years)

        moved = _YEARS.sub(later, words)
        if self.kind in ("учебный год", "годы"):
            moved = _SHORT.sub(lambda found: f"{found[1]}{(int(found[2]) + years) % 100:02d}", moved)
        return moved


_SHORT = pattern(rf"({_DIGITS}[/–-])(\d\d)(?!\d)")


def _exists(day: date, years: int) -> bool:
    return (day.month, day.day) != (2, 29) or last_day(day.year + years, 2).day == 29


def mentions(text: str, protected: Sequence[Span] = ()) -> Iterator[Mention]:
    """The mentions in their order; what is ``protected`` is passed over."""
    if _YEARS.search(text) is None:
        return
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "skip"
        start, end = match.span()
        if kind == "skip" or any(start < stop and begin < end for begin, stop in protected):
            continue
        try:
            found = _READERS[kind](match.group())
        except ValueError:
            continue  # «2026-2020», «31.02.2026»: no period and no day
        lead = _LEAD.search(text[max(start - _NEAR, 0) : start])
        yield Mention(found[0], start, end, found[1], found[2], lead[1].lower() if lead else "")


Found = tuple[Kind, date, date]


def _day(words: str) -> Found:
    day, month, year = (int(part) for part in words.split("."))
    found = date(year, month, day)
    return "день", found, found


_DAYS, _MONTHS_OF_YEARS = pattern(_A_DAY, re.IGNORECASE), pattern(_A_MONTH, re.IGNORECASE)
_DOTTED = pattern(r"\d{1,2}\.")


def _span(words: str) -> Found:
    """«с 1 сентября 2026 г. по 31 мая 2027 г.»: one time, whose ends move together or not at all."""
    days = [found.group() for found in _DAYS.finditer(words)]
    read = [_day(end) if _DOTTED.match(end) else _worded(end) for end in days]
    read = read or [_month(found.group()) for found in _MONTHS_OF_YEARS.finditer(words)]
    return "дни" if days else "срок", min(found[1] for found in read), max(found[2] for found in read)


def _worded(words: str) -> Found:
    found = worded_day(words)
    return "день", found, found


def worded_day(words: str) -> date:
    """The day of «17 сентября 2026 года»; raises ``ValueError`` for one that is not in the calendar."""
    day, month, year = words.replace("\u00a0", " ").split()[:3]
    return date(int(year[:4]), number(month.lower()), int(day))


def _months(words: str) -> Found:
    names = [m.group() for m in _MONTHS.finditer(words.lower())]
    years = [int(y) for y in _YEARS.findall(words)]
    first, last = number(names[0]), number(names[-1])
    start, end = date(years[0], first, 1), last_day(years[-1], last)
    if end < start:
        raise ValueError(words)
    return "срок", start, end


_MONTHS = pattern(_MONTH)
_SEASONS = {"вес": (3, 5), "лет": (6, 8), "осе": (9, 11), "зим": (12, 12)}
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "пер": 1, "вто": 2, "тре": 3, "чет": 4}


def _month(words: str) -> Found:
    low = words.lower()
    year = int(_YEARS.findall(low)[0])
    if "квартал" in low or "полугоди" in low:
        nth = _nth(low.split()[0])
        length = 3 if "квартал" in low else 6
        return "срок", date(year, (nth - 1) * length + 1, 1), last_day(year, nth * length)
    if season := _SEASONS.get(low[:3]):
        # Winter is named by either of its years: its last month stands for it.
        return "срок", date(year, season[0], 1), last_day(year, season[1])
    month = number(low)
    return "срок", date(year, month, 1), last_day(year, month)


def _nth(word: str) -> int:
    digits = word.partition("-")[0]
    return int(digits) if digits.isdecimal() else _ORDINALS.get(digits) or _ORDINALS[word[:3]]


def _pair(words: str) -> Found:
    first = int(words[:4])
    second = _TAIL.search(words[4:])
    assert second is not None
    last = int(second.group()) if len(second.group()) == 4 else first // 100 * 100 + int(second.group())
    if last <= first:
        raise ValueError(words)
    is_school = "уч" in words.lower() or not _PLURAL.search(words.lower())
    if last == first + 1 and is_school:
        return "учебный год", date(first, 9, 1), date(last, 8, 31)
    return "годы", date(first, 1, 1), date(last, 12, 31)


_TAIL = pattern(r"\d+")
_PLURAL = pattern(r"(?:год(?:ы|ов|ах|ам|ами)|гг\.?)\Z")


def _listed(words: str) -> Found:
    years = [int(year) for year in _YEARS.findall(words)]
    return "год", date(years[0], 1, 1), date(years[-1], 12, 31)


def _year(words: str) -> Found:
    year = int(words[:4])
    return "год", date(year, 1, 1), date(year, 12, 31)


def _bare(words: str) -> Found:
    year = int(words)
    return "число", date(year, 1, 1), date(year, 12, 31)


_READERS: dict[str, Callable[[str], Found]] = {
    "span": _span, "day": _day, "worded": _worded, "months": _months, "month": _month, "pair": _pair, "listed": _listed,
    "year": _year, "bare": _bare,
}  # fmt: skip
