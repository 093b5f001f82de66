"""The text of a deadline while it is read: made plain for matching, with the faults that reading can raise.

Only what the readers of dates and of phrases share stands here: the smallest patterns and checks of days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from docgen.model import months
from docgen.model.deadline_parts import Interval, Part, Span, last_day
from docgen.model.months import date_text

Found = tuple[list[Part], int]
"""The parts that a reader found and the position behind them."""

EXAMPLES = (
    "до 15.10.2026, 15 октября 2026 г., октябрь 2026, октябрь–ноябрь 2026, 1 квартал 2026, 09.2026, "
    "2026/27, в течение года, ежемесячно"
)

MONTH = months.WORD
YEAR = r"(?:19|20|21)\d\d(?!\d)"
YEAR_WORD = r"(?:\s*(?:г\.\s?г\.|гг?\.?|год(?:а|у|ом|ы|ов|ах)?)(?![а-я]))?"
SCHOOL_WORD = r"(?:учебн[а-я]+\s+год[а-я]*|уч\.?\s*г(?:од[а-я]*|\.))"
NUMBER = (
    r"(?:(?:[1-4](?!\d)|iv|i{1,3})(?:\s?-\s?(?:ый|ой|ая|ое|ого|ом|й|я|е|го|м|ю))?(?![а-я])|"
    r"перв(?:ый|ого|ом|ая|ой|ую|ое)|втор(?:ой|ого|ом|ая|ую|ое)|трет(?:ий|ьего|ьем|ья|ьей|ью|ье)|"
    r"четверт(?:ый|ого|ом))"
)
AND = r"\s*(?:[-,]|и(?=\s))\s*"
"""What joins days, months and quarters that share a year."""

# One character for one character: a place in the plain text is a place in the clerk's text.
_PLAIN = str.maketrans(
    {**dict.fromkeys("–—−‑‒", "-"), **dict.fromkeys("\r\u23ce", "\n"), "ё": "е", "Ё": "е", "„": "«", "“": "»"}
)


class Pattern:
    """A regular expression compiled when it is first tried: all cost 20 ms, and many commands need none."""

    __slots__ = ("match", "source")

    match: Callable[[str, int], re.Match[str] | None]

    def __init__(self, source: str) -> None:
        self.source = source
        self.match = self._first

    def _first(self, text: str, pos: int) -> re.Match[str] | None:
        self.match = re.compile(self.source).match
        return self.match(text, pos)


class Unread(ValueError):
    """The text is no deadline (or lacks its year); inside brackets it may be a note."""


class Script:
    """One text: ``text`` as mended, ``norm`` the same for matching (low case, one kind of dash, е for ё).

    ``quote`` is what faults cite, ``depth`` the number of brackets around the text.
    """

    __slots__ = ("depth", "norm", "quote", "text")

    def __init__(self, text: str, quote: str, depth: int = 0) -> None:
        self.text = text
        self.quote = quote
        self.depth = depth
        norm = text.translate(_PLAIN).lower()
        # A few foreign letters change their length in low case; then the case is kept and nothing will match.
        self.norm = norm if len(norm) == len(text) else text

    def slice(self, span: Span) -> str:
        """The text of a span, runs of blanks and line breaks made one blank."""
        return " ".join(self.text[span[0] : span[1]].replace("\u23ce", " ").split())

    def fault(self, message: str) -> ValueError:
        """What to raise for a date that cannot be."""
        return ValueError(f"Срок «{self.quote}»: {message}")

    def no_year(self, words: str) -> Unread:
        """What to raise for a date without its year."""
        words = " ".join(words.split())
        return Unread(f"Срок «{self.quote}» не понят: у «{words}» нет года. Пишите, например: {EXAMPLES}.")

    def year(self, found: re.Match[str], *years: str | None) -> int:
        """The year among the places where it may stand; raises when there is none or two that differ."""
        named = {int(year) for year in years if year}
        if not named:
            raise self.no_year(self.slice(found.span()))
        if len(named) > 1:
            raise self.fault(f"названы два года: {' и '.join(map(str, sorted(named)))}. Оставьте один.")
        return named.pop()

    def month(self, month: int, year: int) -> Interval:
        """The first and the last day of a month; raises when there is no such month."""
        if not 1 <= month <= 12:
            raise self.fault(f"месяца {month} не бывает. Месяцы пишут от 01 до 12.")
        return date(year, month, 1), last_day(year, month)

    def day(self, day: int, month: int, year: int) -> date:
        """The date; raises when the calendar has none."""
        last = self.month(month, year)[1]
        if not 1 <= day <= last.day:
            raise self.fault(
                f"даты {day:02d}.{month:02d}.{year} нет в календаре. Последний день этого месяца – {date_text(last)}."
            )
        return date(year, month, day)

    def ordered(self, start: date, end: date, span: Span) -> Interval:
        """The interval; raises when it ends before it starts."""
        if start <= end:
            return start, end
        raise self.fault(
            f"«{self.slice(span)}» кончается раньше, чем начинается. Если срок переходит через Новый год, "
            "назовите оба года: декабрь 2026 – январь 2027."
        )
