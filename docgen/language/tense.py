"""Whether a sentence tells what has happened: «были выявлены», «проведён в апреле», «вошедшие в перечень».

A past tense says that the year beside it is history. What follows from that is for others to decide.
"""

from __future__ import annotations

from functools import lru_cache

from docgen.language.dictionary import readings
from docgen.patterns import pattern

_WORD = pattern(r"[а-яё]{3,}")
_MAY_BE_PAST = pattern(r"(?:л(?:а|о|и)?(?:с[яь])?|[нт](?:а|о|ы)?|(?:вш|ш|нн|т)(?:[иоыеа][а-яё]{1,2})(?:ся)?)\Z")


_NOUNS = pattern(r"(?:данн|приданн|избранн|учен|прошл)[а-яё]*\Z")
"""Participles by their form that are nouns or adjectives by now: «данные»."""


def tells_past(sentence: str, *, participles: bool = True) -> bool:
    """Whether a verb or a short participle of the sentence is in the past, or with ``participles`` a full one is.

    >>> tells_past("в апреле проведен мониторинг"), tells_past("провести мониторинг в апреле")
    (True, False)
    """
    for match in _WORD.finditer(sentence.lower()):
        word = match.group()
        if _MAY_BE_PAST.search(word) and (kind := _past(word)) and (participles or kind != "PRTF"):
            return True
    return False


@lru_cache(maxsize=8192)
def _past(word: str) -> str:
    """The part of speech of a word whose likeliest reading is in the past, else nothing."""
    found = () if _NOUNS.match(word) else readings(word)
    if not found or "past" not in found[0].tag:
        return ""
    return found[0].tag.split(",")[0].split(" ")[0]
