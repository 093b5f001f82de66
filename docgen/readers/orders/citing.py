"""References inside the sentences of a foreign order: to acts, to its own points and annexes.

A reference is put only where printing it gives the words that stand there; everything else stays words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from docgen.language.dictionary import readings
from docgen.model.base import parse_date
from docgen.patterns import pattern
from docgen.readers.blocks import Run
from docgen.readers.draft import marked_text
from docgen.readers.known import Known
from docgen.readers.spelled import kind_of

Says = Callable[[str, str], bool]
"""Whether a text prints as some words."""


class Found(NamedTuple):
    """A stretch of words and the reference that may stand for it, in the order of preference."""

    start: int
    end: int
    references: tuple[str, ...]


_KIND: Final = pattern(
    r"(?<![а-яёА-ЯЁ])(?:(?P<kind>(?:приказ|распоряжени|постановлени)(?P<ending>[а-яё]{0,2}))"
    r"|(?P<law>федеральн(?:ый|ого|ому|ым|ом)\s+закон(?P<law_ending>[а-яё]{0,2})))(?![а-яё])",
    re.IGNORECASE,
)
_DATED: Final = pattern(
    r"(?P<authority>[^()№;:]{0,260}?)\sот\s(?P<date>\d\d\.\d\d\.\d{4})\s№\s?(?P<number>[0-9A-Za-zА-Яа-яЁё]+(?:[-/][0-9A-Za-zА-Яа-яЁё]+){0,4})"
)
_OTHER_ACT: Final = pattern(r"(?:приказ|распоряж|постановл|закон|утвержд|протокол|письм)", re.IGNORECASE)
_MASCULINE: Final = {"": ("вин", "им"), "а": ("род",), "у": ("дат",), "ом": ("тв",), "е": ("пр",)}
_NEUTER: Final = {"е": ("вин", "им"), "я": ("род",), "ю": ("дат",), "ем": ("тв",), "и": ("пр",)}
_BLANKS: Final = pattern(r"\s")


class Cited(NamedTuple):
    """An act that a sentence cites with all that a reference prints."""

    start: int
    end: int
    kind: str
    cases: tuple[str, ...]
    authority: str
    date: str
    number: str
    title: str | None


def cited_acts(words: str) -> Iterator[Cited]:
    """The acts that a sentence cites by kind, body, date in digits, number and title, none inside another."""
    plain = _BLANKS.sub(" ", words)
    done = 0
    for match in _KIND.finditer(plain):
        if match.start() < done:
            continue
        if (cited := _cited(plain, match)) is not None:
            done = cited.end
            yield cited


def _cited(words: str, kind: re.Match[str]) -> Cited | None:
    dated = _DATED.match(words, kind.end())
    if dated is None:
        return None
    authority = dated["authority"].strip()
    if _OTHER_ACT.search(authority) or "," in authority[-1:]:
        return None
    word = kind["kind"] or ""
    nominative = kind_of(word) if word else "Федеральный закон" if kind["law"][0] == "Ф" else "федеральный закон"
    endings = _NEUTER if nominative.endswith("е") else _MASCULINE
    ending = kind["ending"] if word else kind["law_ending"]
    if nominative.endswith("е"):
        ending = word.lower().removeprefix(nominative[:-1])
    cases = endings.get(ending.lower())
    end, title = _title(words, dated.end())
    if cases is None or title == "":
        return None
    return Cited(kind.start(), end, nominative, cases, authority, dated["date"], dated["number"], title)


def _title(words: str, at: int) -> tuple[int, str | None]:
    """Where the quoted title ends and its words; None where none stands, empty where its marks do not close."""
    if words[at : at + 2] != " «":
        return at, None
    depth = 0
    for position in range(at + 1, len(words)):
        depth += (words[position] == "«") - (words[position] == "»")
        if depth == 0:
            return position + 1, words[at + 2 : position]
    return at, ""


_POINT: Final = pattern(
    r"(?<![а-яё])(?P<noun>(?:под)?пункт(?P<ending>а|у|ом|е|))\s(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?![\d.]*\d)",
    re.IGNORECASE,
)
_ANNEX: Final = pattern(
    r"(?<![а-яё])приложени(?P<ending>ем|е|я|ю|и)(?:\s(?:№\s?)?(?P<number>\d{1,3}))?(?![\w.-]*\d)(?P<after>\s[кК]\s\w+|\)|)",
    re.IGNORECASE,
)
_NEXT: Final = pattern(r"\s*(?P<word>\w*)")


class Citing:
    """What the sentences of one order may refer to."""

    def __init__(self, known: Known, points: dict[str, str], annexes: dict[str, str]) -> None:
        self._known = known
        self._points = points
        """The ids of the points by the numbers that they show."""
        self._annexes = annexes
        """The ids of the annexes by their numbers; a single one by an empty string."""
        self._acts: dict[tuple[str, str, str, str | None], str] = {}

    def learn(self, words: str) -> None:
        """Have the acts that a sentence cites matched or drafted."""
        for act in cited_acts(words):
            match = self._known.act(act.kind, act.authority, _date(act.date), act.number, act.title)
            if match is not None:
                self._acts[act.authority, act.date, act.number, act.title] = match.id

    def act_of(self, act: Cited) -> str | None:
        """The id of an act that has been learnt."""
        return self._acts.get((act.authority, act.date, act.number, act.title))

    def found(self, words: str) -> list[Found]:
        """What in a sentence a reference may stand for, from left to right."""
        plain = _BLANKS.sub(" ", words)
        found = [
            Found(act.start, act.end, tuple(f"{{{id_}:{case}}}" for case in act.cases))
            for act in cited_acts(plain)
            if (id_ := self.act_of(act))
        ]
        found.extend(self._own(plain))
        found.sort()
        apart: list[Found] = []
        for each in found:
            if not apart or each.start >= apart[-1].end:
                apart.append(each)
        return apart

    def _own(self, words: str) -> Iterator[Found]:
        for match in _POINT.finditer(words):
            id_ = self._points.get(match["number"])
            cases = _MASCULINE[match["ending"].lower()]
            if id_ and not _of_something_else(words, match.end()):
                noun = match["noun"]
                yield Found(*match.span(), (*_forms(id_, cases), f"{noun} {{{id_}:номер}}"))
        for match in _ANNEX.finditer(words):
            id_ = self._annexes.get(match["number"] or "")
            after = match["after"]
            ends = after == ")" or words[match.end() : match.end() + 1] in ("", ".", ",", ";", ":")
            own = "настоящ" in after.lower() or (after in ("", ")") and (bool(match["number"]) or ends))
            if id_ and own and not (not after and _of_something_else(words, match.end())):
                end = match.start("after") if after else match.end()
                noun = words[match.start() : match.start("number")].rstrip(" №") if match["number"] else ""
                more = (f"{noun} № {{{id_}:номер}}",) if noun else ()
                yield Found(match.start(), end, (*_forms(id_, _NEUTER[match["ending"].lower()]), *more))


def _forms(id_: str, cases: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{{{id_}}}",) if "им" in cases else tuple(f"{{{id_}:{case}}}" for case in cases)


def _of_something_else(words: str, end: int) -> bool:
    """Whether what follows says whose point or annex it is, and it is not this act's own."""
    match = _NEXT.match(words, end)
    word = match["word"] if match else ""
    if not word or word.lower().startswith("настоящ"):
        return False
    return any(reading.case == "gen" and reading.part in ("noun", "adjective") for reading in readings(word)[:2])


def _date(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def with_references(words: str, found: Sequence[Found], says: Says) -> str:
    """The source of a text with those references that print as the words in their place."""
    pieces: list[str] = []
    done = 0
    for each in found:
        stands = words[each.start : each.end]
        reference = next((said for said in each.references if says(said, stands)), None)
        if reference is not None:
            pieces += (escaped(words[done : each.start]), reference)
            done = each.end
    pieces.append(escaped(words[done:]))
    return "".join(pieces)


def escaped(words: str) -> str:
    """Words as the source of a text that prints them."""
    return marked_text((Run(words),))
