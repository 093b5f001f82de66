"""A word of a phrase as noun or adjective in the nominative, part by part where it is hyphenated.

Which of the words heads the phrase is decided in `heads`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.language.dictionary import Reading, nominative, readings
from docgen.patterns import pattern

_FROZEN_PARTS: Final = frozenset(
    {
        *(
            "пресс",
            "статс",
            "шеф",
            "вице",
            "экс",
            "премьер",
            "генерал",
            "капитан",
            "штаб",
            "блок",
            "контр",
            "обер",
        ),
        *(
            "медиа",
            "веб",
            "бизнес",
            "арт",
            "мини",
            "онлайн",
            "интернет",
            "ит",
            "видео",
            "аудио",
            "фото",
            "кино",
        ),
        *("чек", "кейс", "блиц", "тест", "стенд", "флеш", "топ", "пилот", "теле", "радио"),
    }
)
"""First parts of hyphenated nouns that stay as they are."""
HYPHEN: Final = pattern(r"[-‑]")

Feature = tuple[bool, str]
"""Plural or not, and the gender (empty in the plural)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: its parts, if hyphenated, and the reading of each (None for one that stays)."""

    index: int
    parts: tuple[str, ...]
    chosen: tuple[Reading | None, ...]

    @property
    def reading(self) -> Reading:
        """The reading that decides number and gender: that of the last part."""
        last = self.chosen[-1]
        assert last is not None
        return last

    @property
    def features(self) -> frozenset[Feature]:
        """The numbers and genders the word can have: several for «глава» and for «детский сад-школа»."""
        if self.reading.plural:
            return frozenset({(True, "")})
        genders = "".join(reading.gender for reading in self.chosen if reading).replace("c", "mf")
        return frozenset((False, gender) for gender in genders)

    def fits(self, plural: bool, gender: str) -> bool:
        """Whether the word can stand with a head of this number and gender."""
        return (plural, "" if plural else gender) in self.features

    @property
    def known(self) -> bool:
        """Whether the dictionary has the word, or every declining part of it."""
        return all(reading is None or reading.known for reading in self.chosen)

    def form(self, case: str, gender: str, animate: bool) -> str:
        """The word in the case, in lower case."""
        pieces = []
        for part, reading in zip(self.parts, self.chosen, strict=True):
            form = reading.form(case, gender=gender, animate=animate) if reading else None
            pieces.append(form or part)
        return "-".join(pieces)


def noun_words(text: str, index: int, kind: str, number: str | None, features: frozenset[Feature] | None) -> list[Word]:
    """The nominative nouns a word can be: known ones first, then persons in posts and things elsewhere."""
    whole = [r for r in _nominative_nouns(text, kind) if r.known]
    parts = HYPHEN.split(text)
    if whole or len(parts) == 1:
        words = [Word(index, (text,), (r,)) for r in whole or _nominative_nouns(text, kind)]
    else:
        words = [_hyphenated(index, parts, last, kind) for last in _nominative_nouns(parts[-1], kind)]
    words = [w for w in words if features is None or w.features & features]
    if number:
        words = [w for w in words if w.reading.plural == (number == "plur")]
    return sorted(words, key=lambda w: (not w.known, bool(w.reading.animate) != (kind == "post")))


def _hyphenated(index: int, parts: list[str], last: Reading, kind: str) -> Word:
    """«учитель-логопед»: each part declines in the number of the last, save frozen ones («пресс-»)."""
    chosen: list[Reading | None] = []
    for part in parts[:-1]:
        fitting = [r for r in _nominative_nouns(part, kind) if r.known and r.plural == last.plural]
        frozen = part.lower() in _FROZEN_PARTS or (part.isupper() and len(part) > 1)
        chosen.append(fitting[0] if fitting and not frozen else None)
    return Word(index, tuple(parts), (*chosen, last))


def _nominative_nouns(text: str, kind: str) -> list[Reading]:
    found = [r for r in nominative(text) if r.part == "noun"]
    if kind == "body" and not found:
        found = [r for r in readings(text) if "Geox" in r.tag and r.case == "nom" and r.known]
    return found


def adjective_words(text: str, index: int) -> tuple[Word, ...]:
    """The nominative adjectives and participles a word can be; «который» begins a clause and is none."""
    if not text.isalpha() and not HYPHEN.search(text):
        return ()
    whole = [r for r in nominative(text) if r.part == "adjective"]
    known = [r for r in whole if r.known]
    parts = HYPHEN.split(text)
    if known or len(parts) == 1:
        words = [Word(index, (text,), (r,)) for r in known or whole]
    else:
        frozen = (None,) * (len(parts) - 1)
        last = [r for r in nominative(parts[-1]) if r.part == "adjective"]
        words = [Word(index, tuple(parts), (*frozen, r)) for r in last]
    return tuple(w for w in words if w.reading.lemma != "который")


def readings_in(text: str, case: str) -> list[Reading]:
    """The readings of a word (of its last part) in a case: the dictionary's, else guesses."""
    found = [r for r in readings(HYPHEN.split(text)[-1]) if r.case == case and not r.proper and r.part != "other"]
    return [r for r in found if r.known] or [r for r in found if not any(x.known for x in readings(text))]


def is_adverb(text: str) -> bool:
    """Whether the dictionary knows the word as an adverb («временно»)."""
    return any("ADVB" in r.tag and r.known for r in readings(text))
