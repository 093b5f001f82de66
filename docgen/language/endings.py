"""Endings: patterns of declension as cut and append, spelling put back, and pytrovich behind one function.

What `names` and `surnames` share. Which pattern fits which name is decided there; no rule about a name stands
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

VOWELS: Final = "аеёиоуыэюя"
_CASE_ORDER: Final = ("gen", "dat", "acc", "ins", "pre")
_ROLES: Final = {"surname": "LASTNAME", "first": "FIRSTNAME", "patronymic": "MIDDLENAME"}


@dataclass(frozen=True, slots=True)
class Declined:
    """One word in its case, and in Russian what makes it doubtful (empty when nothing does)."""

    form: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Letters cut from the end and the endings in the order of `_CASE_ORDER`."""

    cut: int
    endings: str

    def apply(self, word: str, case: str) -> str:
        """The word in the case; capitals stay capitals."""
        ending = self.endings.split()[_CASE_ORDER.index(case)]
        stem = word[: len(word) - self.cut] if self.cut else word
        return stem + (ending.upper() if word.isupper() else ending)


HARD = Pattern(0, "а у а ом е")
HUSHING = Pattern(0, "а у а ем е")
SOFT = Pattern(1, "я ю я ем е")
SOFT_IY = Pattern(1, "я ю я ем и")
ADJ_HARD = Pattern(2, "ого ому ого ым ом")
ADJ_VELAR = Pattern(2, "ого ому ого им ом")
ADJ_SOFT = Pattern(2, "его ему его им ем")
ADJ_HUSHING = Pattern(2, "ей ей ую ей ей")
A_HARD = Pattern(1, "ы е у ой е")
A_VELAR = Pattern(1, "и е у ой е")
A_HUSHING = Pattern(1, "и е у ей е")
A_TS = Pattern(1, "ы е у ей е")
ETS = Pattern(2, "ца цу ца цом це")
LETS = Pattern(2, "ьца ьцу ьца ьцом ьце")
NOK = Pattern(2, "ка ку ка ком ке")


def either(part: str, taken: str, left: str) -> str:
    """The doubt between two forms, for people; empty when they are one."""
    return f"фамилия «{part}»: «{taken}» или «{left}»" if taken != left else ""


def as_written(part: str, form: str) -> str:
    """A lower-case form with the capitals of the surname and without ё where the surname has none."""
    if "ё" not in part.lower():
        form = form.replace("ё", "е")
    return form.upper() if len(part) > 1 and part.isupper() else form[:1].upper() + form[1:]


def plain(word: str) -> str:
    """The word as forms are compared: lower case, ё as е."""
    return word.lower().replace("ё", "е")


def syllables(low: str) -> int:
    """How many syllables a lower-case word has."""
    return sum(letter in VOWELS for letter in low)


@lru_cache(maxsize=1)
def _maker() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def made_by_pytrovich(role: str, gender: str, case: str, word: str, known_gender: bool = True) -> str:
    """The word as pytrovich declines it, capitals kept; ``role`` is surname, first or patronymic."""
    from pytrovich.enums import Case, Gender, NamePart

    cases = {
        "gen": Case.GENITIVE,
        "dat": Case.DATIVE,
        "acc": Case.ACCUSATIVE,
        "ins": Case.INSTRUMENTAL,
        "pre": Case.PREPOSITIONAL,
    }
    kind = Gender.MALE if gender == "m" else Gender.FEMALE
    form = str(_maker().make(NamePart[_ROLES[role]], kind, cases[case], word, known_gender))
    return form.upper() if len(word) > 1 and word.isupper() else form
