"""How names are taken apart and written: the parts of a school's line, a district out of its genitive, capitals undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from docgen.language.inflection import inflect
from docgen.language.recognise import nominative_phrase
from docgen.model.base import id_from
from docgen.patterns import pattern
from docgen.readers.words import said_words

_DISTRICT = pattern(r"(?P<name>[А-ЯЁ][\w-]*(?:\s[А-ЯЁ][\w-]*)?)\s+(?P<kind>(?:муниципального\s+)?(?:района|округа))$")
_CITY = pattern(r"(?:города|город|г\.)\s*(?P<name>[А-ЯЁ][\w-]*(?:[- ][А-ЯЁа-яё][\w-]*){0,3})$")
_ADJECTIVE = (("ского", "ский"), ("цкого", "цкий"), ("ного", "ный"), ("вого", "вый"), ("его", "ий"))


def municipality_draft(words: str, case: str = "gen") -> dict[str, Any] | None:
    """The plain data of a municipality named in the genitive (or a city in the nominative after «г.»), or None."""
    words = " ".join(words.split())
    if city := _CITY.match(words):
        name = city["name"]
        if words.startswith("города"):
            name = nominative_phrase(f"города {name}", "gen") or ""
            name = name.removeprefix("город ")
        return {"название": name, "тип": "город"} if name else None
    district = _DISTRICT.match(words)
    if district is None or case != "gen":
        return None
    kind = "округ" if district["kind"].endswith("округа") else "район"
    adjective = _nominative_adjective(district["name"])
    if adjective is None:
        return None
    name = f"{adjective} {'муниципальный ' if district['kind'].startswith('муниц') else ''}{kind}"
    entry: dict[str, Any] = {"название": name, "тип": kind}
    if inflect(name, "gen", "body").form != words:
        entry["формы"] = {"род": words}
    return entry


def _nominative_adjective(genitive: str) -> str | None:
    """«Гагаринского» → «Гагаринский»; None for what is no adjective in the genitive."""
    for ending, nominative in _ADJECTIVE:
        if genitive.endswith(ending) and len(genitive) > len(ending) + 2:
            return genitive.removesuffix(ending) + nominative
    return None


class SchoolParts(NamedTuple):
    """A line of a list of schools taken apart: its name, its settlement, its district in the genitive."""

    name: str
    settlement: str
    district: str


_TAIL = pattern(r"\s(?P<district>[А-ЯЁ][\w-]*\s+(?:муниципального\s+)?(?:района|округа))$")
_SETTLEMENT = pattern(
    r"\s(?P<place>(?:г|с|д|п|пос|пгт|рп|ст|х|ст-ца|аул)\.\s?[А-ЯЁ][\w-]*(?:\s[А-ЯЁ][\w-]*)?(?:-на-[А-ЯЁ]\w*)?)$"
)
_FORM = pattern(r"(?:[А-ЯЁ]{2,}|[Мм]униципальн\w+|[Гг]осударственн\w+|[Чч]астн\w+|Школа|Гимназия|Лицей)(?!\w)")


def school_parts(words: str) -> SchoolParts | None:
    """The parts of «МБОУ «СОШ № 2» г. Гагарин Гагаринского района»; None when it does not read as a school."""
    rest = " ".join(words.split()).rstrip(";.,")
    if not _FORM.match(rest):
        return None
    district = settlement = ""
    if found := _TAIL.search(rest):
        district, rest = found["district"], rest[: found.start()]
    if found := _SETTLEMENT.search(rest):
        settlement, rest = found["place"], rest[: found.start()]
    return SchoolParts(rest.rstrip(","), settlement, district)


STEM = 4
"""Letters of a word that no case changes."""


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sequences of words may be one name in two cases: word by word they begin alike."""
    return len(one) == len(other) > 0 and all(
        first[:STEM] == second[:STEM] for first, second in zip(one, other, strict=True)
    )


def as_in_text(name: str, text: str) -> str:
    """A name in capitals as the text of the file writes it: «ДЕПАРТАМЕНТ СМОЛЕНСКОЙ ОБЛАСТИ» in the nominative.

    Each word takes the letter case in which it stands in the text, else that of its place: «… ОБЛАСТИ» has a name of its
    own before it, «ГОРОДА …» behind it. The first begins with a capital.
    """
    if not name.isupper():
        return " ".join(name.split())
    seen: dict[str, Counter[str]] = {}
    for word in text.split():
        bare = word.strip("«»„“\"'().,;:!?")
        if bare and not (bare.isupper() and len(bare) > 1):
            seen.setdefault(bare.lower(), Counter())[bare] += 1
    words = []
    given = _own_names(name.split())
    for at, word in enumerate(name.split()):
        lead = word[: len(word) - len(word.lstrip('«„"('))]
        tail = word[len(word.rstrip('»“"),.')) :]
        bare = word[len(lead) : len(word) - len(tail)] if tail else word[len(lead) :]
        known = seen.get(bare.lower())
        words.append(
            f"{lead}{known.most_common(1)[0][0] if known else _titled(bare) if at in given else bare.lower()}{tail}"
        )
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


_NAMED_BEFORE = pattern(r"(?:области|края|районе?а?|округ[ае]?|область|край)", re.IGNORECASE)
_NAMED_BEHIND = pattern(r"(?:города|города-героя|посёлка|поселка|села|станицы|республики|г\.)", re.IGNORECASE)
_SORT = pattern(
    r"(?:муниципального|городского|автономного|федерального|сельского|административного|внутригородского)",
    re.IGNORECASE,
)


def _own_names(words: Sequence[str]) -> set[int]:
    """The places of the words that are names of places, told by the words beside them."""
    found: set[int] = set()
    for at, word in enumerate(words):
        if _NAMED_BEFORE.fullmatch(word.strip("«»,()")):
            before = at - 1
            while before > 0 and _SORT.fullmatch(words[before]):
                before -= 1
            if before >= 0 and words[before].lower().endswith(("ого", "его", "кой", "ной", "вой", "ий", "ый", "ая")):
                found.add(before)
        elif _NAMED_BEHIND.fullmatch(word) and at + 1 < len(words):
            found.add(at + 1)
        if word.startswith("«"):
            found.add(at)
    return found


def _titled(word: str) -> str:
    """A name of a place with its capitals: «Ростова-на-Дону»."""
    parts = word.lower().split("-")
    return "-".join(part if part in ("на", "над", "де") else part[:1].upper() + part[1:] for part in parts)


def short_id(name: str) -> str:
    """An id from a short or a full name of a body: the abbreviation in it, else its first word."""
    quoted = [word for word in name.replace("«", " ").replace("»", " ").split() if word.isupper() and len(word) > 2]
    if quoted:
        return id_from(quoted[-1].lower())
    words = said_words(name)
    return id_from(words[0]) if words else ""
