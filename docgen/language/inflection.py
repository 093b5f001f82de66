"""Names, posts, bodies and titles in the Russian cases: `inflect`, its cache and its doubt.

Only the entrance stands here; people are declined in `names`, phrases in `posts`. The dictionaries load on
first use, never on import. Explicit forms of the reference data win over everything here; that choice is the
caller's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

Kind = Literal["person", "post", "body", "title"]

_CASES: Final = ("nom", "gen", "dat", "acc", "ins", "pre")
_KINDS: Final = ("person", "post", "body", "title")
_GENDERS: Final = {"m": "m", "f": "f", "м": "m", "ж": "f", "муж": "m", "жен": "f", "male": "m", "female": "f"}
_NUMBERS: Final = {"sing": "sing", "plur": "plur", "ед": "sing", "мн": "plur"}


class Inflected(NamedTuple):
    """A form, whether it is certain, and in Russian why not (empty when it is)."""

    form: str
    certain: bool = True
    reason: str = ""

    def __str__(self) -> str:
        return self.form


def inflect(
    text: str, case: str, kind: str = "person", gender: str | None = None, number: str | None = None
) -> Inflected:
    """The nominative ``text`` in the case ``nom``, ``gen``, ``dat``, ``acc``, ``ins`` or ``pre``.

    ``kind``: ``person`` (surname first, or initials on either side), ``post``, ``body`` (an organisation),
    ``title`` (of an annex: the bracketed «дорожная карта» declines too). ``gender`` (m, f, м, ж) is that of
    the person, taken from the patronymic when missing; ``number`` (sing, plur) settles «директора».
    Abbreviations, quoted names, initials and «и.о.» stay as they are. Rules: standard §8 and §9. A wrong case,
    kind, gender or number is a mistake of the programmer and raises ``ValueError``.

    >>> inflect("Шелабина Ирина Викторовна", "dat").form
    'Шелабиной Ирине Викторовне'
    """
    if case not in _CASES or kind not in _KINDS:
        raise ValueError(f"unknown case {case!r} or kind {kind!r}")
    if (gender and gender not in _GENDERS) or (number and number not in _NUMBERS):
        raise ValueError(f"unknown gender {gender!r} or number {number!r}")
    if case == "nom" or not text.strip():
        return Inflected(text)
    return _inflect(text, case, kind, _GENDERS.get(gender or ""), _NUMBERS.get(number or ""))


@lru_cache(maxsize=8192)
def _inflect(text: str, case: str, kind: str, gender: str | None, number: str | None) -> Inflected:
    if kind == "person":
        from docgen.language.names import decline_person

        form, doubts = decline_person(text, case, gender)
    else:
        from docgen.language.posts import decline_phrase

        form, doubts = decline_phrase(text, case, kind, gender, number)
    return Inflected(form, not doubts, "; ".join(doubts))
