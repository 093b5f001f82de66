"""Who issued a foreign order: the bodies of its letterhead, the superior above one of them not counted."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.language.dictionary import readings
from docgen.model.party import Organisation
from docgen.model.reference import ReferenceData
from docgen.readers.known import Known
from docgen.readers.known_words import alike
from docgen.readers.marks import AnnexMark
from docgen.readers.orders.heading import Heading, heading_groups
from docgen.readers.spelled import is_contact
from docgen.readers.words import said_words

UNKNOWN = "орган"
"""The id that stands for a body that the file does not name."""


def issuers(heading: Heading, marks: Sequence[AnnexMark], known: Known) -> list[str]:
    """The ids of the bodies that issued the order, in the order of the letterhead; empty when the file names none."""
    city = heading.city or None
    if heading.letterhead:
        groups = _bodies([tuple(line.text for line in group) for group in heading_groups(heading.letterhead)])
        lines = tuple(text for group in groups for text in group)
        tiles = _tiled(said_words(" ".join(lines)), known.reference, known)
        if tiles:
            return tiles
        of_marks = next((mark.authority for mark in marks if mark.authority), "")
        joint = heading.number is not None and "/" in heading.number.number and len(groups) > 1
        if joint or _names_all(groups, of_marks):
            return [known.letterhead(group, city).id for group in groups]
        return [known.letterhead(lines, city, of_marks).id]
    named = [heading.authority, *(mark.authority for mark in marks)]
    for words in filter(None, named):
        if (match := known.organisation(words, "gen")) is not None:
            return [match.id]
    return []


def _bodies(groups: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The groups with those that but go on with the one above: «МУНИЦИПАЛЬНОГО ОКРУГА», an address."""
    joined: list[tuple[str, ...]] = []
    for group in groups:
        if joined and (is_contact(group[0]) or not _may_be_named(group[0])):
            joined[-1] = (*joined[-1], *group)
        else:
            joined.append(group)
    return joined


def _may_be_named(line: str) -> bool:
    """Whether a line may begin the name of a body: its first word is in the nominative, or nobody knows it."""
    first = line.split(maxsplit=1)[0].strip("«»()")
    found = readings(first.lower())
    return not found or any(reading.case == "nom" and not reading.plural for reading in found)


def _names_all(groups: Sequence[tuple[str, ...]], genitive: str) -> bool:
    """Whether a mark names every group of the letterhead: «приказу Министерства … и Министерства …»."""
    said = [word for group in groups for word in ("и", *said_words(" ".join(group)))]
    return len(groups) > 1 and alike(said[1:], said_words(genitive))


def _tiled(said: list[str], reference: ReferenceData, known: Known) -> list[str]:
    """The known bodies whose letterheads, each under its superior's where that is shown, make up these words."""
    found: list[str] = []
    while said:
        best: tuple[int, str] | None = None
        for body in reference.organisations.values():
            head = _head(body, reference, known)
            if head and said[: len(head)] == head and (best is None or len(head) > best[0]):
                best = (len(head), body.id)
        if best is None:
            return []
        found.append(best[1])
        said = said[best[0] :]
    return found


def _head(body: Organisation, reference: ReferenceData, known: Known) -> list[str]:
    own = body.letterhead_on(known.day)
    if not own:
        return []
    superior = reference.organisations.get(body.superior_on(known.day) or "") if body.superior_shown else None
    above = (superior.letterhead_on(known.day) or (superior.name_on(known.day),)) if superior else ()
    return said_words(" ".join((*above, *own)))
