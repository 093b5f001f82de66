"""The text of a deadline while it is read: made plain for matching, with the faults that reading can raise.

Only what the readers of dates and of phrases share stands here.
"""

from __future__ import annotations

import re

from docgen.model.deadline_parts import Part, Span

Found = tuple[list[Part], int]
"""The parts that a reader found and the position behind them."""

EXAMPLES = (
    "до 15.10.2026, 15 октября 2026 г., октябрь 2026, октябрь–ноябрь 2026, 1 квартал 2026, 09.2026, "
    "2026/27, в течение года, ежемесячно"
)
# One character for one character: a place in the plain text is a place in the clerk's text.
_PLAIN = str.maketrans(
    {**dict.fromkeys("–—−‑‒", "-"), **dict.fromkeys("\r\u23ce", "\n"), "ё": "е", "Ё": "е", "„": "«", "“": "»"}
)


class Unread(ValueError):
    """The text is no deadline (or lacks its year); inside brackets it may be a note."""


class Script:
    """One text: ``text`` as mended, ``norm`` the same for matching (lower case, one kind of dash, е for ё)."""

    __slots__ = ("norm", "quote", "text")

    def __init__(self, text: str, quote: str) -> None:
        self.text = text
        self.quote = quote
        norm = text.translate(_PLAIN).lower()
        # A few foreign letters change their length in lower case; then the case is kept and nothing will match.
        self.norm = norm if len(norm) == len(text) else text

    def slice(self, span: Span) -> str:
        """The text of a span, runs of blanks and line breaks made one blank."""
        return " ".join(self.text[span[0] : span[1]].replace("\u23ce", " ").split())

    def fault(self, message: str) -> ValueError:
        """What to raise for a date that cannot be."""
        return ValueError(f"Срок «{self.quote}»: {message}")

    def year(self, found: re.Match[str], *years: str | None) -> int:
        """The year among several places where it may stand; raises when there is none or two that differ."""
        named = {int(year) for year in years if year}
        if not named:
            raise self.no_year(found[0])
        if len(named) > 1:
            raise self.fault(f"названы два года: {' и '.join(map(str, sorted(named)))}.")
        return named.pop()

    def no_year(self, words: str) -> Unread:
        """What to raise for a date without its year."""
        return Unread(
            f"Срок «{self.quote}» не понят: у «{' '.join(words.split())}» нет года. Пишите, например: {EXAMPLES}."
        )
