"""Acts that are cited in plain words: «приказом Департамента от 25.06.2021 № 602-ОД «О комплексе мер»».

What is said of them does not change when the year or the body does. A quoted title without date and number beside it is
no citation: so a plan names the act that is still to be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from docgen.model.base import parse_date
from docgen.model.months import WORD
from docgen.patterns import pattern
from docgen.transforms.year_mentions import worded_day

_DAY = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d)"
_WORDED = rf"(?:«\s?)?\d{{1,2}}(?:\s?»)?\s+{WORD}\s+\d{{4}}"
_WHEN = rf"от\s+(?P<when>{_DAY}|{_WORDED})(?:\s*(?:г\.|года))?"
_NUMBER = r"(?:№|N)\s*(?P<number>[0-9A-Za-zА-Яа-яё/-]*[0-9][0-9A-Za-zА-Яа-яё/-]*)"
_NUMBERED = pattern(
    rf"(?:{_WHEN}\s*,?\s*{_NUMBER})|(?:{_NUMBER.replace('number', 'number2')}\s+{_WHEN.replace('when', 'when2')})",
    re.IGNORECASE,
)
_HEAD = pattern(
    r"(?<![а-яё])(?:приказ|распоряжени|постановлени|указ|письм|закон|решени|протокол|положени|программ|соглашени|договор)[а-яё]*"
    r"(?![а-яё])",
    re.IGNORECASE,
)
_LINK = pattern(r"утвержд|приказ|постановл|распоряж|принят|\A[\s\u00a0,]*\Z", re.IGNORECASE)
_REACH = 220
_LONGEST = 2000
"""Characters of a title."""
_BLANKS = " \u00a0\t,"


class TypedAct(NamedTuple):
    """A citation in words: all its characters, and what tells it apart."""

    start: int
    end: int
    date: date | None
    number: str
    words: str


def typed_acts(text: str) -> Iterator[TypedAct]:
    """The acts that a line cites with date and number, each with its kind, its body and its title."""
    if "№" not in text and "N" not in text:
        return
    done = 0
    for match in _NUMBERED.finditer(text):
        start = _start(text, match.start(), done)
        end = _title_end(text, match.end())
        day = _day(match["when"] or match["when2"])
        yield TypedAct(start, end, day, match["number"] or match["number2"], text[start:end])
        done = end


def _day(words: str) -> date | None:
    try:
        return parse_date(words) if "." in words[:3] else worded_day(words.replace("«", "").replace("»", ""))
    except (ValueError, KeyError):
        return None


def _start(text: str, at: int, done: int) -> int:
    """Where the citation begins: at the noun of its kind, or at the title that stands before it."""
    begin = max(done, at - _REACH)
    before = text[begin:at]
    closing = before.rfind("»")
    if closing >= 0 and (opening := _opening(text, begin + closing)) is not None and opening >= done:
        between = text[begin + closing + 1 : at]
        if ";" not in between and _LINK.search(between):
            heads = list(_HEAD.finditer(text, max(done, opening - 100), opening))
            return heads[-1].start() if heads and not text[heads[-1].end() : opening].strip(_BLANKS) else opening
    heads = [head for head in _HEAD.finditer(before) if ";" not in before[head.end() :]]
    return begin + heads[-1].start() if heads else at


def _title_end(text: str, at: int) -> int:
    rest = text[at:]
    skipped = len(rest) - len(rest.lstrip(_BLANKS))
    if rest[skipped : skipped + 1] == "«" and (closing := _closing(text, at + skipped)) is not None:
        return closing + 1
    return at


def _closing(text: str, opening: int) -> int | None:
    depth = 0
    for at in range(opening, min(opening + _LONGEST, len(text))):
        depth += (text[at] in "«„") - (text[at] in "»“")
        if depth <= 0:
            return at
    return None


def _opening(text: str, closing: int) -> int | None:
    depth = 0
    for at in range(closing, max(closing - _LONGEST, -1), -1):
        depth += (text[at] in "»“") - (text[at] in "«„")
        if depth <= 0:
            return at
    return None
