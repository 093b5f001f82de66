"""Periods in running words: which years of a text move with the school year, which are history, which a person is asked of.

What lies ahead of the day on which the old document was signed is planned and moves; what was over by then is history and
stays, flagged. Names of years that span more than a school year stay until their last year passes (ground-truth F.4, F.5).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from docgen.language.tense import tells_past
from docgen.model.school_year import Period, PeriodKind
from docgen.patterns import pattern
from docgen.transforms.year_mentions import Mention, Span, mentions


class Fate(enum.Enum):
    """What becomes of a mention: whether it moves, and whether a person has to look at it."""

    MOVES = "переносится"
    STAYS = "остаётся"
    MOVES_ASKED = "переносится, подтвердить"
    STAYS_ASKED = "остаётся, подтвердить"

    @property
    def moves(self) -> bool:
        """Whether the year becomes another."""
        return self in (Fate.MOVES, Fate.MOVES_ASKED)

    @property
    def asked(self) -> bool:
        """Whether a person has to confirm it."""
        return self in (Fate.MOVES_ASKED, Fate.STAYS_ASKED)


@dataclass(frozen=True)
class Frame:
    """From where a document moves: its own period, by how many years, and the day on which it was signed."""

    period: Period
    years: int
    day: date | None = None

    @property
    def known(self) -> date:
        """The last day of which the old document could tell: that of its signing, else the eve of its period."""
        return self.day or self.period.start - timedelta(days=1)

    @property
    def school(self) -> bool:
        """Whether the document is for a school year."""
        return self.period.kind is PeriodKind.SCHOOL_YEAR

    @property
    def target(self) -> Period:
        """The period to which it moves."""
        return self.period.shift(self.years)


class Verdict(NamedTuple):
    """What becomes of a mention, and in Russian why a person is asked."""

    fate: Fate
    why: str = ""


class Change(NamedTuple):
    """One mention of a text, as it was and as it is."""

    mention: Mention
    was: str
    became: str
    verdict: Verdict


class MovedText(NamedTuple):
    """A text after the move, and what was said of each mention in it."""

    text: str
    changes: tuple[Change, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person has to look at it, each reason once."""
        said = (f"«{c.became}»: {c.verdict.why}" for c in self.changes if c.verdict.fate.asked)
        return tuple(dict.fromkeys(said))


def moved_text(text: str, frame: Frame, protected: Sequence[Span] = ()) -> MovedText:
    """One line of words with its years moved; ``protected`` are cited acts and the like."""
    pieces: list[str] = []
    changes: list[Change] = []
    done = 0
    for mention in mentions(text, protected):
        verdict = judged(mention, text, frame)
        was = became = text[mention.start : mention.end]
        if verdict.fate.moves:
            moved = mention.moved(text, frame.years)
            if moved is None:
                verdict = Verdict(Fate.STAYS_ASKED, "29 февраля в новом году нет")
            became = moved or was
        if verdict.fate is Fate.STAYS:
            continue
        changes.append(Change(mention, was, became, verdict))
        pieces += (text[done : mention.start], became)
        done = mention.end
    return MovedText("".join((*pieces, text[done:])), tuple(changes))


def judged(mention: Mention, text: str, frame: Frame) -> Verdict:
    """What becomes of one mention."""
    if mention.kind == "учебный год":
        return _school_year(mention, text, frame)
    if mention.kind == "годы":
        return _years(mention, frame)
    if mention.kind == "год":
        return _calendar_year(mention, text, frame)
    if mention.kind == "число":
        return _bare(mention, frame)
    return _days(mention, text, frame)


_PREVIOUS = Verdict(Fate.MOVES_ASKED, "год назван как прошедший: сведения за него должны быть новыми")
_HISTORY = Verdict(Fate.STAYS_ASKED, "сведения прошлых лет")
_MOVES, _STAYS = Verdict(Fate.MOVES), Verdict(Fate.STAYS)
_FAR = 3
"""So many years ahead a year is no longer planned work but the horizon of a programme, and stays."""


def _school_year(mention: Mention, text: str, frame: Frame) -> Verdict:
    first = mention.first.year
    current = frame.period.first - (not frame.school)
    if first < current - 1:
        return _HISTORY
    if first == current - 1:
        return _PREVIOUS
    if first > frame.period.first + _FAR:
        return _STAYS
    if first == current and tells_past(sentence_around(text, mention), participles=False):
        return Verdict(Fate.MOVES_ASKED, "о годе сказано в прошедшем времени")
    return _MOVES


def _years(mention: Mention, frame: Frame) -> Verdict:
    first, last = mention.first.year, mention.last.year
    if frame.school and (first, last) == (frame.period.first, frame.period.last):
        return _MOVES  # «на 2022-2023 годы» of an order for 2022/2023
    if (frame.target.start - mention.last).days > 0 and frame.period.start <= mention.last:
        return Verdict(Fate.STAYS_ASKED, f"{last} год кончится раньше нового периода")
    return _STAYS


_AHEAD = frozenset({"на"})
_BY = frozenset({"до", "к", "по"})
_WITHIN = frozenset({"в", "во", "за", "с", "со", "течение", "до", "к", "по", "протяжении", "конца", "концу", "начала"})


def _calendar_year(mention: Mention, text: str, frame: Frame) -> Verdict:
    year, base = mention.last.year, frame.period.first
    if year > frame.period.last + _FAR:
        return _STAYS
    if year > base + frame.school:
        horizon = mention.lead in _BY and year > base + 1
        return Verdict(Fate.STAYS_ASKED, "год назван как предел") if horizon else _MOVES
    if year == base + frame.school and frame.known.year < year:
        return _MOVES
    is_past = tells_past(sentence_around(text, mention))
    if mention.lead in _AHEAD and year >= base:
        return _MOVES
    if year < base:
        within = not frame.school and year == base - 1 and mention.lead in _WITHIN
        return _PREVIOUS if within else _HISTORY
    if is_past and frame.known.year >= year:
        return _HISTORY
    if mention.lead in _WITHIN:
        return _MOVES if not frame.school else Verdict(Fate.MOVES_ASKED, "год назван числом: план это или итог")
    if not frame.school:
        return Verdict(Fate.MOVES_ASKED, "год назван без предлога: план это или итог")
    return _HISTORY


def _bare(mention: Mention, frame: Frame) -> Verdict:
    near = frame.period.first - 1 <= mention.first.year <= frame.period.last
    return Verdict(Fate.STAYS_ASKED, "число похоже на год, но слова «год» рядом нет") if near else _STAYS


def _days(mention: Mention, text: str, frame: Frame) -> Verdict:
    if mention.last <= frame.known:
        return _HISTORY
    if mention.last.year > frame.period.last + _FAR:
        return _STAYS
    if mention.first > frame.known:
        return _MOVES
    if tells_past(sentence_around(text, mention), participles=False):
        return _HISTORY
    return Verdict(Fate.MOVES_ASKED, "срок начался до подписания прежнего документа")


_LONGEST = 600
"""Characters of a sentence on either side that are looked at."""
_END = pattern(r"[.!?;]\s+(?=[А-ЯЁ–-])|\n")


def sentence_around(text: str, mention: Mention) -> str:
    """The sentence in which the mention stands, the mention itself left out."""
    first = max(mention.start - _LONGEST, 0)
    begin = max((match.end() for match in _END.finditer(text, first, mention.start)), default=first)
    after = _END.search(text, mention.end, mention.end + _LONGEST)
    return f"{text[begin : mention.start]} {text[mention.end : after.start() if after else mention.end + _LONGEST]}"
