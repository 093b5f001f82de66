"""Names taken out of a sentence: the nominative of a phrase or a person that stands in another case.

The way back of ``inflect``. A nominative is given only when ``inflect`` makes of it exactly the words that were
found; otherwise there is none, and the caller keeps the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.language.agreement import person_initials
from docgen.language.dictionary import Reading, place, readings
from docgen.language.inflection import inflect
from docgen.language.names import name_parts
from docgen.language.phrases import Token, tokenise
from docgen.patterns import pattern

_JOINED = pattern(r"(\s[–—-]\s)")
MAX_HEAD = 8
"""The most words before the noun of a name: «первый заместитель», «государственное автономное учреждение»."""


@lru_cache(maxsize=4096)
def nominative_phrase(text: str, case: str, kind: str = "body") -> str | None:
    """The nominative of a body's, a post's or a title's name that stands in ``case``; None when it is not certain.

    >>> nominative_phrase("Государственному автономному учреждению «Институт»", "dat")
    'Государственное автономное учреждение «Институт»'
    """
    text = " ".join(text.split())
    if case == "nom" or not text:
        return text or None
    parts = _JOINED.split(text)
    if len(parts) > 1:  # «заместитель начальника – начальник отдела»: both change
        found = [nominative_phrase(part, case, kind) for part in parts[::2]]
        joined = "".join(part or "" for pair in zip(found, [*parts[1::2], ""], strict=True) for part in pair)
        return joined if all(found) and inflect(joined, case, kind).form == text else None
    for candidate in _candidates(text, case, kind):
        plain = candidate if "ё" in text else candidate.replace("ё", "е")
        for phrase in dict.fromkeys((candidate, plain)):  # a text that writes «казенному» is a text without ё
            if inflect(phrase, case, kind).form == text:
                return phrase
    return None


def _candidates(text: str, case: str, kind: str) -> Iterator[str]:
    """The phrase with its head brought into the nominative: the adjectives and the noun at its beginning."""
    tokens = tokenise(text)
    words = [index for index, token in enumerate(tokens) if token.text.strip() and token.text[:1].isalpha()]
    if not words or (tokens[words[0]].text.isupper() and len(tokens[words[0]].text) > 1):
        yield text  # abbreviations and quoted names do not change
    last = 0
    while last + 1 < min(len(words), MAX_HEAD) and _may_be_adjective(tokens[words[last]].text, case):
        last += 1
    for position in range(last, -1, -1):  # «первого» may be a noun by itself, but not before «заместителя»
        index, adjectives = words[position], words[:position]
        for noun in _nouns(tokens[index].text, case):
            if kind == "post" and noun.animate is False:
                continue  # «заведующим отделом»: who holds a post is somebody
            forms = [_adjective(tokens[at].text, case, noun) for at in adjectives]
            if all(forms):
                changed = dict(zip(adjectives, forms, strict=True))
                changed[index] = noun.form("nom")
                yield _with(tokens, changed)


def _may_be_adjective(word: str, case: str) -> bool:
    return any(reading.part == "adjective" and reading.case == case for reading in readings(word))


def _nouns(word: str, case: str) -> list[Reading]:
    return [r for r in readings(word) if r.part == "noun" and r.case == case and r.form("nom")]


def _adjective(word: str, case: str, noun: Reading) -> str | None:
    for reading in readings(word):
        if reading.part == "adjective" and reading.case == case and reading.plural == noun.plural:
            return reading.form("nom", gender=noun.gender)
    return None


def _with(tokens: list[Token], changed: dict[int, str | None]) -> str:
    return "".join(_like(token.text, changed[index] or "") if index in changed else token.text
                   for index, token in enumerate(tokens))  # fmt: skip


def _like(pattern_word: str, word: str) -> str:
    """The word with the letter case of another."""
    if pattern_word.isupper() and len(pattern_word) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if pattern_word[:1].isupper() else word


class Named(NamedTuple):
    """A person as a sentence names them, brought into the nominative."""

    surname: str
    first_name: str
    patronymic: str
    gender: str | None
    """м or ж where the form or the ending tells it."""


_FEMALE: Final = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ая", "яя")
_MALE: Final = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ий", "ый", "ой")
_BACK: Final = {
    "gen": (("ой", "а"), ("ой", "ая"), ("ого", "ий"), ("ого", "ый"), ("ого", "ой"), ("его", "ий"), ("а", ""), ("я", "ь"),
            ("я", "й"), ("и", "а"), ("ы", "а"), ("и", "я")),
    "dat": (("ой", "а"), ("ой", "ая"), ("ому", "ий"), ("ому", "ый"), ("ому", "ой"), ("ему", "ий"), ("у", ""), ("ю", "ь"),
            ("ю", "й"), ("е", "а"), ("е", "я")),
    "acc": (("у", "а"), ("ую", "ая"), ("ю", "я"), ("ого", "ий"), ("ого", "ый"), ("ого", "ой"), ("его", "ий"), ("а", ""),
            ("я", "ь"), ("я", "й")),
    "ins": (("ой", "а"), ("ой", "ая"), ("ым", ""), ("им", "ий"), ("ым", "ый"), ("ым", "ой"), ("ом", ""), ("ем", ""),
            ("ем", "ь"), ("ем", "й"), ("ей", "а"), ("ей", "я")),
    "pre": (("ой", "а"), ("ой", "ая"), ("ом", "ий"), ("ом", "ый"), ("е", ""), ("е", "а"), ("е", "ь"), ("е", "й")),
}  # fmt: skip
_PERSON = pattern(r"(?:[А-ЯЁ][а-яё]?\.\s?){1,2}\s?[А-ЯЁ][\w'’-]+|[А-ЯЁ][\w'’-]+\s+(?:[А-ЯЁ][а-яё]?\.\s?){1,2}")
PERSON: Final = _PERSON
"""«И.О. Фамилия» or «Фамилия И.О.», in any case."""


def nominative_person(text: str, case: str = "nom") -> Named | None:
    """Who is named, in the nominative; None when the form leads back to nobody or to two different surnames."""
    parts = name_parts(" ".join(text.split()))
    if not parts.surname:
        return None
    told = {"m": "м", "f": "ж"}.get(parts.gender or "")
    if case == "nom":
        return Named(parts.surname, parts.first_name, parts.patronymic, told or _gender_by_ending(parts.surname))
    surnames = set(_back(parts.surname, case))
    if told:
        surnames = {(surname, told) for surname, gender in surnames if gender in (told, None)}
    if len({surname for surname, _ in surnames}) != 1:
        return None
    genders = {gender for _, gender in surnames}
    surname = next(iter(surnames))[0]
    return Named(surname, parts.first_name, parts.patronymic, genders.pop() if len(genders) == 1 else None)


def _gender_by_ending(surname: str) -> str | None:
    low = surname.lower()
    return "ж" if low.endswith(_FEMALE) else "м" if low.endswith(_MALE) else None


def _back(surname: str, case: str) -> Iterator[tuple[str, str | None]]:
    """The nominatives of which that case gives this surname, each with its gender; the usual endings go first."""
    found = []
    for gender, word in (("f", "ж"), ("m", "м")):
        for ending, nominative in (("", ""), *_BACK[case]):
            if ending and not surname.endswith(ending):
                continue
            candidate = surname[: len(surname) - len(ending)] + nominative
            if len(candidate) > 1 and inflect(candidate, case, "person", gender=gender).form == surname:
                found.append((candidate, word))
    changed = [(name, gender) for name, gender in found if name != surname] or found
    plain = [(name, gender) for name, gender in changed if _gender_by_ending(name) == gender]
    yield from plain or changed


def initials_of(named: Named) -> str:
    """«Фамилия И.О.»."""
    return person_initials(named.surname, named.first_name, named.patronymic, order="after", style="И.О.")


def is_place(word: str) -> bool:
    """Whether the dictionary knows the word as the nominative of a place."""
    return place(word) is not None
