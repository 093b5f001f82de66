"""What a point of a foreign order means: approval, addressee, repeal, control, entry into force, or just words.

A structured form is taken only where it prints the words that stand there; the least that a point has is its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.patterns import pattern
from docgen.readers.known import Known
from docgen.readers.orders.addressees import Addressee, read_addressee, referred
from docgen.readers.orders.citing import Citing, cited_acts, escaped, with_references
from docgen.readers.orders.deadline_words import find_deadline
from docgen.readers.orders.points import RawPoint
from docgen.readers.orders.proof import Proof
from docgen.readers.spelled import NAME


@dataclass
class Meaning:
    """What the words of one point name; found before anything is printed, for names may add to the reference data."""

    addressee: Addressee | None = None
    charged: str = ""
    """The reference that may stand for the addressee's words."""
    person: str = ""
    control: str = ""
    controller: str = ""
    repeals: tuple[str, ...] = ()
    approves: str = ""
    definition: str = ""
    annexes: tuple[str, ...] = field(default=())
    """The shown numbers of the annexes that the point approves; an empty one for the only annex."""


_CONTROL: Final = pattern(r"контроль\s+за\s+исполнением\s+настоящего\s+\w+\s+(?P<rest>.+)", re.IGNORECASE)
_KEEPS: Final = pattern(r"оставля(?:ю|ем)\s+за\s+собой[.\s]*", re.IGNORECASE)
_LAYS: Final = pattern(rf"(?i:возложить\s+на)\s+(?P<post>.+?)\s+(?P<name>{NAME})[.\s]*")
_NAME: Final = pattern(NAME)
_IN_FORCE: Final = pattern(
    r"настоящ(?:ий|ее)\s+(?:приказ|распоряжение|постановление)\s+вступает\s+в\s+силу\s+(?P<when>.+?)[.\s]*",
    re.IGNORECASE,
)
_REPEAL: Final = pattern(r"признать\s+утративш(?:им|ей|ими)\s+силу:?\s+(?P<acts>.+?)[.\s]*", re.IGNORECASE)
_JOINTS: Final = frozenset(("", ";", ",", "и"))
_APPROVAL: Final = pattern(
    r"утвердить\s+(?P<what>.+?)(?:\s*\(далее\s*[-–—]\s*(?P<short>[^()]{1,80})\))?\s*"
    r"\((?P<mention>(?:согласно\s+)?приложени[еяюям]{1,2}(?:\s*(?:№|N)?\s*(?P<numbers>[\d,\sи–-]{1,20}))?)\)[.;:\s]*",
    re.IGNORECASE,
)
_ENCLOSED: Final = pattern(r"утвердить\s+прилагаем(?:ый|ую|ое|ые)\s+(?P<what>.+?)[.;:\s]*", re.IGNORECASE)
_NUMBERS: Final = pattern(r"\d{1,3}")
_RANGE: Final = pattern(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")


def understood(point: RawPoint, known: Known, citing: Citing) -> Meaning:
    """The names in the words of a point, matched against reference data or collected."""
    words = point.paragraphs[0].words
    for paragraph in point.paragraphs:
        citing.learn(paragraph.words)
    if match := _CONTROL.fullmatch(words):
        return _controlling(match["rest"], known)
    if match := _REPEAL.fullmatch(words):
        return Meaning(repeals=_repealed(match["acts"], citing))
    if (match := _APPROVAL.fullmatch(words)) is not None:
        numbers = tuple(_named_numbers(match["numbers"] or ""))
        return Meaning(approves=match["what"], definition=match["short"] or "", annexes=numbers)
    if (match := _ENCLOSED.fullmatch(words)) is not None:
        return Meaning(approves=match["what"])
    leads = bool(point.points) and (len(point.paragraphs) == 1 or words.endswith(":"))
    addressee = read_addressee(words, leads)
    if addressee is None:
        return Meaning()
    person = known.person(addressee.person) if addressee.person else None
    return Meaning(
        addressee=addressee,
        charged=referred(addressee.words, addressee.definition, known),
        person=person.id if person else "",
    )


def _controlling(rest: str, known: Known) -> Meaning:
    if _KEEPS.fullmatch(rest):
        return Meaning(control="за собой")
    match = _LAYS.fullmatch(rest)
    if match is None or _NAME.search(match["post"]):
        return Meaning()  # nobody, or two of them
    person = known.person(match["name"], "acc")
    post = known.post(match["post"], "acc", holder=person.id if person else None) if person else None
    return Meaning(control=post.id, controller=person.id) if post and person else Meaning()


def _repealed(words: str, citing: Citing) -> tuple[str, ...]:
    """The ids of the acts, when the words name acts and nothing else."""
    ids: list[str] = []
    done = 0
    for act in cited_acts(words):
        id_ = citing.act_of(act)
        if id_ is None or words[done : act.start].strip() not in _JOINTS:
            return ()
        ids.append(id_)
        done = act.end
    return tuple(ids) if ids and not words[done:].strip() else ()


def _named_numbers(words: str) -> Iterator[str]:
    if not words.strip():
        yield ""
        return
    if (match := _RANGE.search(words)) and int(match[1]) < int(match[2]) < int(match[1]) + 50:
        yield from (str(number) for number in range(int(match[1]), int(match[2]) + 1))
    else:
        yield from _NUMBERS.findall(words)


def point_data(
    point: RawPoint, meaning: Meaning, citing: Citing, proof: Proof, annexes: Sequence[str]
) -> dict[str, Any]:
    """The fields of a point besides its id, number and sub-points; ``annexes`` are the ids of those it approves."""
    later = [paragraph.source for paragraph in point.paragraphs[1:]]
    for candidate in _structured(point, meaning, citing, proof, annexes, later):
        if proof.point(candidate, point.words):
            return _without_stop(candidate, later)
    text, deadline = _text(point.paragraphs[0].words, citing, proof)
    marked = any(run.bold for run in point.paragraphs[0].runs) or point.paragraphs[0].dash
    candidate = _joined({"текст": text}, deadline, later)
    if marked or not proof.point(candidate, point.words):
        candidate = _joined({"текст": point.paragraphs[0].source}, "", later)
    return _without_stop(candidate, later)


_STOP: Final = pattern(
    r"(?<![^\w\s)}»\"%])(?<!\bг)(?<!\bгг)(?<!\bдр)(?<!\bпр)(?<!\bт)(?<!\bруб)(?<!\bчел)(?<!\b[А-ЯЁ])\.$"
)


def _without_stop(data: dict[str, Any], later: Sequence[str]) -> dict[str, Any]:
    """The data without the full stop of a text of one paragraph: a print sets it anyway."""
    if "текст" in data and not later:
        data["текст"] = _STOP.sub("", data["текст"])
    return data


def _joined(data: dict[str, Any], deadline: str, later: Sequence[str]) -> dict[str, Any]:
    if later:
        data["текст"] = "\n".join([data.get("текст", ""), *later]).lstrip("\n")
    if deadline:
        data["срок"] = deadline
    return data


def _structured(
    point: RawPoint, meaning: Meaning, citing: Citing, proof: Proof, annexes: Sequence[str], later: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """The structured forms that the words may have, the richest first."""
    if point.paragraphs[0].dash:
        return
    words = point.paragraphs[0].words
    if meaning.control and not later:
        yield {"контроль": meaning.control}
        if meaning.controller:
            yield {"контроль": meaning.control, "лицо": meaning.controller}
    if meaning.repeals and not later:
        yield {"утратили силу": list(meaning.repeals)}
    if (match := _IN_FORCE.fullmatch(words)) and not later:
        yield {"вступает в силу": escaped(match["when"])}
    if meaning.approves and len(annexes) == 1 and not later:
        definition = {"далее": meaning.definition} if meaning.definition else {}
        yield {"утверждает": annexes[0], **definition}
    if meaning.addressee is not None:
        yield from _addressed(meaning, meaning.addressee, citing, proof, later)


def _addressed(
    meaning: Meaning, addressee: Addressee, citing: Citing, proof: Proof, later: Sequence[str]
) -> Iterator[dict[str, Any]]:
    text, deadline = _text(addressee.text, citing, proof) if addressee.text else ("", "")
    recommended = {"рекомендовать": "да"} if addressee.recommended else {}
    definition = {"далее": addressee.definition} if addressee.definition else {}
    said = {"текст": text} if text else {}
    bracket = f" ({addressee.person})" if addressee.person else ""
    plain = _own_words(addressee.words, citing, proof, addressee.recommended)
    for whom in filter(None, (meaning.charged, plain)):
        if meaning.person:
            yield _joined({"кому": whom, "лицо": meaning.person, **recommended, **definition, **said}, deadline, later)
        yield _joined({"кому": whom + bracket, **recommended, **definition, **said}, deadline, later)
    whole = _own_words(addressee.whole, citing, proof, addressee.recommended)
    yield _joined({"кому": whole, **recommended, **said}, deadline, later)


_GENERIC: Final = pattern(
    r"(?:руководител|директор|начальник|заместител|специалист|учител|педагог|методист|заведующ|классн|председател|глав|"
    r"муниципальн|общеобразовательн|образовательн|органам|школам|организациям)[а-яё]*",
    re.IGNORECASE,
)


def _own_words(words: str, citing: Citing, proof: Proof, recommended: bool) -> str:
    """The addressee in words: what is no name begins with a small letter, for it may stand behind «Рекомендовать»."""
    if not recommended and _GENERIC.match(words):
        words = words[:1].lower() + words[1:]
    return with_references(words, citing.found(words), proof.text)


def _text(words: str, citing: Citing, proof: Proof) -> tuple[str, str]:
    """The source of a text with its references, and the deadline that it places by {срок}."""
    found = citing.found(words)
    place = find_deadline(words)
    if place is None or any(each.start < place[1] and place[0] < each.end for each in found):
        return with_references(words, found, proof.text), ""
    start, end = place
    after = [each._replace(start=each.start - end, end=each.end - end) for each in found if each.start >= end]
    before = with_references(words[:start], [each for each in found if each.end <= start], proof.text)
    source = f"{before}{{срок}}{with_references(words[end:], after, proof.text)}"
    deadline = words[start:end]
    if proof.point({"текст": source, "срок": deadline}, words):
        return source, deadline
    return with_references(words, found, proof.text), ""
