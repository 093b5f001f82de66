"""The morphological dictionary (pymorphy3), loaded on first use and shared by the whole process.

Holds the one analyzer, the words for cases, and a reading as a plain value. What a phrase or a name does with
a reading stands in `posts` and `names`; nothing here knows about posts, persons or documents.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from docgen.patterns import pattern

CASES: Final = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "pre": "loct"}
"""Our words for the cases and OpenCorpora's."""

_ADJECTIVE_PARTS = ("ADJF", "PRTF")
_NAME_MARKS = ("Surn", "Name", "Patr", "Geox", "Abbr", "Init")
_GENDERS = {"masc": "m", "femn": "f", "neut": "n", "ms-f": "c"}
_GRAMMEMES = {"m": "masc", "f": "femn", "n": "neut"}
_RUSSIAN: Final = pattern(r"[А-Яа-яЁё\d'’-]+\Z")
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word.

    ``part`` is ``noun``, ``adjective`` (participles too) or ``other``; ``gender`` is ``m``, ``f``, ``n``,
    ``c`` (common) or empty in the plural of adjectives. ``proper`` is a name of a person or a place or an
    abbreviation, ``substantive`` an adjective that also serves as a noun («учащиеся»).
    """

    part: str
    case: str
    plural: bool
    gender: str
    animate: bool | None
    known: bool
    proper: bool
    substantive: bool
    lemma: str
    tag: str
    parse: Any = field(compare=False, repr=False)
    _forms: dict[tuple[str, frozenset[str]], str | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def form(self, case: str, *, gender: str = "", animate: bool | None = None) -> str | None:
        """The word in another case of its number, in lower case; None when the dictionary has no such form.

        An adjective takes the ``gender`` and, in the accusative, the animacy of its noun. A noun forced to be
        animate takes the genitive for the accusative where the language does (masculine -∅, all plurals).
        """
        if self.part == "adjective":
            wanted = {"plur"} if self.plural else {"sing", _GRAMMEMES.get(gender or self.gender, "masc")}
            if case == "acc":
                wanted.add("anim" if animate else "inan")
                if not self.plural and (gender or self.gender) != "m":
                    wanted -= {"anim", "inan"}
        else:
            wanted = {"plur" if self.plural else "sing"}
            if case == "acc" and animate is not None and animate != self.animate and self._animacy_shows:
                case = "gen" if animate else "nom"
        key = (case, frozenset(wanted))
        if key not in self._forms:  # an office declines the same words in every order
            inflected = self.parse.inflect({CASES[case], *wanted})
            self._forms[key] = str(inflected.word) if inflected else None
        return self._forms[key]

    @property
    def _animacy_shows(self) -> bool:
        return self.plural or (self.gender == "m" and self.parse.word[-1] not in "ая")


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def analyzer() -> Any:
    """The shared analyzer; the first call loads the dictionary (about 0.1 s), once even with threads."""
    with _LOCK:
        return _analyzer()


@lru_cache(maxsize=8192)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word, the likeliest first; none for what is no Russian word (pymorphy3 stumbles over it)."""
    if _RUSSIAN.match(word) is None:
        return ()
    return tuple(_reading(parse) for parse in analyzer().parse(word.lower()))


def nominative(word: str) -> tuple[Reading, ...]:
    """The nominative readings of a word as noun or adjective, proper names left out.

    «Каменский» is a surname to the dictionary; in the name of a district it is an adjective like «псковский».
    """
    found = tuple(r for r in readings(word) if r.case == "nom" and not r.proper and r.part != "other")
    ending = _OF_PLACE.search(word.lower())
    if found or ending is None:
        return found
    like = readings(f"псков{ending[0]}")
    stem = word.lower()[: ending.start()]
    return tuple(
        replace(r, parse=_Alike(r.parse, "псков", stem)) for r in like if r.case == "nom" and r.part == "adjective"
    )


def place(word: str) -> Reading | None:
    """The nominative of a word as the name of a place, or None; one in -ск that the dictionary lacks is like «Минск»."""
    found = next((r for r in readings(word) if r.part == "noun" and r.case == "nom" and "Geox" in r.tag), None)
    if found is None and word.lower().endswith("ск") and (like := place("Минск")):
        return replace(like, parse=_Alike(like.parse, "мин", word.lower().removesuffix("ск")))
    return found


_OF_PLACE: Final = pattern(r"[сц]к(?:ий|ая|ое|ие)\Z")


class _Alike:
    """The forms of a word that the dictionary lacks, made like those of one that it has: another stem, the same endings."""

    def __init__(self, parse: Any, like: str, stem: str) -> None:
        self._parse, self._like, self._stem = parse, like, stem
        self.word = stem + str(parse.word).removeprefix(like)

    def inflect(self, wanted: set[str]) -> _Alike | None:
        """The word in another form, or None when its model has no such form."""
        made = self._parse.inflect(wanted)
        return _Alike(made, self._like, self._stem) if made else None


def common_noun(word: str) -> Reading | None:
    """The dictionary's own common noun in the nominative singular that is spelled so, or None."""
    for reading in readings(word):
        common = reading.part == "noun" and reading.known and not reading.proper
        if common and reading.case == "nom" and not reading.plural:
            return reading
    return None


_CASE_WORDS = {code: word for word, code in CASES.items()}


def _reading(parse: Any) -> Reading:
    tag = parse.tag
    text = str(tag)
    part = "noun" if tag.POS == "NOUN" else "adjective" if tag.POS in _ADJECTIVE_PARTS else "other"
    return Reading(
        part=part,
        case=_CASE_WORDS.get(tag.case or "", ""),
        plural=tag.number == "plur",
        gender="c" if "ms-f" in text else _GENDERS.get(tag.gender or "", ""),
        animate={"anim": True, "inan": False}.get(tag.animacy or ""),
        known=bool(parse.is_known),
        proper=any(mark in tag for mark in _NAME_MARKS),
        substantive="Subx" in text,
        lemma=str(parse.normal_form),
        tag=text,
        parse=parse,
    )
