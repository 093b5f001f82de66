"""Whom a sentence of a foreign order charges: the words in the dative before the infinitive, and the brackets behind."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.language.dictionary import readings
from docgen.language.inflection import inflect
from docgen.patterns import pattern
from docgen.readers.known import Known
from docgen.readers.orders.deadline_words import find_deadline
from docgen.readers.spelled import NAME
from docgen.readers.words import said_words


class Addressee(NamedTuple):
    """An addressee taken apart. ``words`` is what stands before the brackets, ``whole`` all up to the text."""

    whole: str
    words: str
    person: str = ""
    """The name in the first bracket: «О.С. Кольцова»."""
    definition: str = ""
    recommended: bool = False
    text: str = ""
    """What is to be done; empty where sub-points say so."""


_RECOMMENDED: Final = pattern(r"рекомендовать\s+", re.IGNORECASE)
_DEFINITION: Final = pattern(r"\s*\(\s*далее\s*[-–—]\s*(?P<short>[^()]{1,80}?)\s*\)\s*$")
_PERSON: Final = pattern(rf"\s*\(\s*(?P<name>{NAME})\s*\)\s*$")
_WORD: Final = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INFINITIVE: Final = pattern(r"(?:ть|ти|чь)(?:ся|сь)?$")
_LONGEST: Final = 1200


def read_addressee(sentence: str, has_points: bool) -> Addressee | None:
    """The addressee of a sentence; None for one that charges nobody by name."""
    recommended = _RECOMMENDED.match(sentence)
    start = recommended.end() if recommended else 0
    at = _infinitive(sentence, start)
    if at is None and has_points:
        whole, text = sentence[start:].rstrip().rstrip(":").rstrip(), ""
    elif at is not None and at > start:
        whole = sentence[start:at].rstrip()
        if (deadline := find_deadline(whole)) is not None and deadline[1] == len(whole) and deadline[0]:
            at, whole = start + deadline[0], whole[: deadline[0]].rstrip()
        text = sentence[at:]
    else:
        return None
    if not _in_dative(whole):
        return None
    rest, definition, person = whole, "", ""
    if match := _DEFINITION.search(rest):
        definition, rest = match["short"], rest[: match.start()]
    if match := _PERSON.search(rest):
        person, rest = " ".join(match["name"].split()), rest[: match.start()]
    return Addressee(whole, rest.strip(), person, definition, recommended is not None, text)


def _infinitive(sentence: str, start: int) -> int | None:
    """Where the first infinitive outside of brackets and quotes stands."""
    depth, position = 0, start
    for match in _WORD.finditer(sentence, start, start + _LONGEST):
        for sign in sentence[position : match.start()]:
            depth = max(depth + (sign in "(«") - (sign in ")»"), 0)
        position = match.end()
        word = match.group()
        if depth == 0 and word[:1].islower() | (match.start() == start) and _is_infinitive(word):
            return match.start()
    return None


def _is_infinitive(word: str) -> bool:
    return _INFINITIVE.search(word.lower()) is not None and any("INFN" in reading.tag for reading in readings(word)[:1])


def _in_dative(words: str) -> bool:
    """Whether words may stand in the dative: the first word does, or it is an abbreviation, which stands in every case."""
    match = _WORD.match(words.lstrip('«"„'))
    if match is None:
        return False
    first = match.group()
    if first.isupper() and len(first) > 1:
        return True
    found = readings(first)
    return bool(found) and found[0].part != "other" and any(reading.case == "dat" for reading in found)


_SAID_BODIES: Final = (
    "учреждение управление департамент министерство отдел центр институт комитет администрация служба школа гимназия лицей "
    "университет академия агентство инспекция правительство предприятие отделение палата совет"
)
_SAID_POSTS: Final = (
    "начальник директор глава министр заместитель председатель руководитель ректор проректор заведующий консультант "
    "специалист методист учитель педагог секретарь советник инспектор бухгалтер юрист инженер программист воспитатель "
    "психолог библиотекарь завуч управляющий помощник"
)
_BODIES: Final = frozenset(_SAID_BODIES.split())
_POSTS: Final = frozenset(_SAID_POSTS.split())
_NAME_AT_END: Final = pattern(rf"(?P<post>.*\S)\s+(?P<name>{NAME})$")


def referred(words: str, short: str, known: Known) -> str:
    """The reference that may stand for an addressee: «{институт}», «{зам} {орлова}»; empty where nobody is known."""
    bare = words.rstrip(" ,")
    tail = words[len(bare) :].strip()
    if match := _NAME_AT_END.match(bare):
        post = _charged_post(match["post"], match["name"], known)
        return f"{post}{tail}" if post else ""
    head = _head(bare)
    whole = bare.count("«") == bare.count("»") and bare.count("(") == bare.count(")")
    match_ = known.organisation(bare, "dat", short=short, create=whole and head in _BODIES)
    if match_ is not None:
        return f"{{{match_.id}}}{tail}"
    if head in _POSTS and (found := _known_post(bare, known)):
        return f"{{{found}}}{tail}"
    return ""


def _charged_post(post: str, name: str, known: Known) -> str:
    if _head(post) not in _POSTS or "," in post:
        return ""
    person = known.person(name, "dat")
    if person is None:
        return ""
    found = known.post(post, "dat", holder=person.id)
    return f"{{{found.id}}} {{{person.id}}}" if found else ""


def _known_post(words: str, known: Known) -> str | None:
    """The post of the reference data that stands there in the dative; none is made without a holder."""
    said = said_words(words)
    for post in known.reference.posts.values():
        explicit = post.forms.dative if post.forms else None
        if said == said_words(explicit or _dative(post.name)):
            return post.id
    return None


def _dative(name: str) -> str:
    return inflect(name, "dat", "post").form


def _head(words: str) -> str:
    """The noun at the head of a phrase in the dative or the accusative, in the nominative singular."""
    for match in _WORD.finditer(words):
        found = readings(match.group().rpartition("-")[2] if "-" in match.group() else match.group())
        noun = next((r for r in found if r.part == "noun" or (r.part == "adjective" and r.lemma in _POSTS)), None)
        if noun is not None:
            return "" if noun.plural else noun.lemma
        if not found or found[0].part == "other":
            return ""
    return ""
