"""Who receives an order: those whom its points name, those who answer in its plans, and others (std §4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docgen.language.printing import Printing
from docgen.model.order import Order, Point
from docgen.model.party import Organisation, Person, Post
from docgen.model.plan import Plan
from docgen.model.requisites import Distribution
from docgen.model.text import Run, Text

TO_FILE = "дело"
"""The first line of every distribution list: the copy that stays."""


class Line(NamedTuple):
    """One line of the distribution list."""

    to: str
    copies: str


def recipients(order: Order, printing: Printing) -> list[Line]:
    """The lines of the distribution list, each addressee once by whatever name, in the order of the text."""
    distribution = order.distribution
    if distribution is None:
        return []
    lines = [Line(TO_FILE, "1")]
    named = _named(order, printing) if distribution.named else ()
    lines.extend(Line(name, distribution.copies) for name in named)
    lines.extend(_others(distribution, printing))
    same = _same_names(printing)
    authors = {*(order.authority, *order.joint)} if distribution.named else set()
    known: dict[str, Line] = {}
    for line in lines:
        key = same.get(line.to.casefold(), line.to.casefold())
        if key not in authors:
            known.setdefault(key, line)
    return list(known.values())


def _same_names(printing: Printing) -> dict[str, str]:
    """The id behind every name by which the reference data know a body or an abbreviation, in small letters."""
    reference, day = printing.workspace.reference, printing.day
    names = {}
    for body in reference.organisations.values():
        for name in (body.name_on(day), body.short_on(day), *body.aliases):
            names[name.casefold()] = body.id
    for word in reference.abbreviations.values():
        for name in (word.short, word.full, *word.aliases):
            names.setdefault(name.casefold(), word.id)
    return names


def _others(distribution: Distribution, printing: Printing) -> Iterator[Line]:
    for other in distribution.also:
        yield Line(str(printing.text(other.to)).replace("\n", " "), other.copies)


def _named(order: Order, printing: Printing) -> Iterator[str]:
    for point in _points(order.points):
        if point.addressee is not None:
            yield from _of_addressee(point.addressee, printing)
    for annex in printing.annexes:
        if isinstance(annex, Plan):
            for measure in annex.all_measures:
                for each in measure.rows:
                    yield from (party.name for party in (each.responsible.parties if each.responsible else ()))


def _points(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _points(point.points)


def _of_addressee(addressee: Text, printing: Printing) -> Iterator[str]:
    """The nominative of what an addressee names by reference; one that begins with typed words stays in its case."""
    first = addressee.paragraphs[0].pieces[0] if addressee else None
    if isinstance(first, Run) or first is None:
        yield str(printing.text(addressee)).replace("\n", " ")
        return
    above: object = None
    for reference in addressee.references:
        target = printing.targets.get(reference.target)
        value = target.value if target else None
        if isinstance(value, Person) and isinstance(above, Post):
            continue  # «{начальник} {орлова}» is one addressee
        above = value
        if isinstance(value, (Organisation, Post, Person)):
            yield "".join(str(getattr(piece, "text", piece)) for piece in printing.mentions.thing(value, "им"))
