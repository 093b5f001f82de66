"""The names that a foreign order introduces: «(далее – Департамент)» for a body, «(далее – ШНРО)» for a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.language.recognise import nominative_phrase
from docgen.patterns import pattern
from docgen.readers.known import Known

_DEFINITION: Final = pattern(r"\s*\(\s*далее\s*[-–—]\s*(?P<short>[^(),;]{1,80}?)\s*\)")
_WORD: Final = pattern(r"[^\s,;()]+")
_ACRONYM: Final = pattern(r"[А-ЯЁ]{3,8}")
_OBLIQUE: Final = ("gen", "dat", "ins", "pre")
_CASES: Final = ("gen", "nom", "dat", "acc", "ins", "pre")
_SMALL: Final = frozenset({"и", "с", "в", "во", "на", "по", "для", "к", "из", "о", "об", "от", "при", "за"})
MOST: Final = 200
"""The most names that one order introduces; the catalogue's richest file has 18."""
LONGEST: Final = 24
"""The most words of what is abbreviated."""


def learn_definitions(words: str, known: Known, learnt: set[str]) -> None:
    """Have the bodies and the phrases that a text abbreviates matched or drafted; ``learnt`` are those done before."""
    for match in _DEFINITION.finditer(words):
        short = " ".join(match["short"].split())
        if short in learnt or len(learnt) >= MOST:
            continue
        learnt.add(short)
        before = words[max(match.start() - 400, 0) : match.start()]
        spans = [found.span() for found in _WORD.finditer(before)][-LONGEST:]
        phrases = [before[start:].strip() for start, _ in spans]
        if short[:1].isupper() and any(_is_body(phrase, short, known) for phrase in phrases):
            continue
        if _ACRONYM.fullmatch(short) and (phrase := _abbreviated(short, phrases)):
            cases = [case for case in _OBLIQUE if nominative_phrase(phrase, case) is not None]
            if len(cases) == 1:
                known.abbreviation(short, phrase, cases[0])


def _is_body(phrase: str, short: str, known: Known) -> bool:
    return any(known.organisation(phrase, case, short=short, create=False) for case in _CASES)


def _abbreviated(short: str, phrases: list[str]) -> str | None:
    """The phrase whose words begin with the letters of the abbreviation, small words left out."""
    for phrase in reversed(phrases):
        letters = "".join(_initials(phrase))
        if letters == short.lower():
            return phrase
        if len(letters) > len(short):
            return None
    return None


def _initials(phrase: str) -> Iterator[str]:
    for word in phrase.split():
        bare = word.strip("«»„“\"'.,").lower()
        if bare and bare not in _SMALL:
            yield bare[0]
