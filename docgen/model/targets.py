"""What references may point at: the ids of a document, of its annexes, of its citations and of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.numbering import NumberedKind, annex_number, numbered
from docgen.model.order import Order
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.reference import ReferenceData
from docgen.model.remembered import remembered
from docgen.model.text import Reference, Text
from docgen.model.walking import fields_with
from docgen.model.workspace import Document

TargetKind = (
    NumberedKind
    | Literal[
        "приложение",
        "акт",
        "организация",
        "лицо",
        "должность",
        "муниципалитет",
        "школа",
        "сокращение",
    ]
)


class Target(NamedTuple):
    """One thing that can be referred to. ``number`` is what a reference to a numbered thing prints."""

    kind: TargetKind
    value: object
    number: str = ""
    level: int = 0

    @property
    def numbered(self) -> bool:
        """Whether the thing carries a number in this file, so that a Word field can follow it."""
        return self.kind in NUMBERED_KINDS


NUMBERED_KINDS = frozenset({"приложение", *get_args(NumberedKind)})

Targets = Mapping[str, Target]

_KIND_OF_ENTRY: dict[type, TargetKind] = {
    Organisation: "организация",
    Person: "лицо",
    Post: "должность",
    Municipality: "муниципалитет",
    Citation: "акт",
    SchoolEntry: "школа",
    Abbreviation: "сокращение",
}


@remembered
def own_targets(document: Document) -> Targets:
    """The numbered things of one document by id."""
    return {
        entry.id: Target(number.noun, entry, number.shown, number.level)
        for entry, number in numbered(document)
        if (entry.id)
    }


def annex_ids(order: Order, annexes: tuple[Document, ...]) -> tuple[str, ...]:
    """The ids by which the order's points name its annexes: the annex's own, else that of its document."""
    return tuple(annex.id or document.id or "" for annex, document in zip(order.annexes, annexes, strict=True))


@remembered
def reference_targets(reference: ReferenceData) -> Targets:
    """The entries of the reference data by id."""
    return {id_: Target(_KIND_OF_ENTRY[type(reference[id_])], reference[id_]) for id_ in reference}


def order_targets(order: Order, annexes: tuple[Document, ...]) -> dict[str, Target]:
    """What an order's texts may refer to besides reference data: citations, annexes, points, and ``annex.row``."""
    targets: dict[str, Target] = {citation.id: Target("акт", citation) for citation in order.citations}
    for index, (id_, document) in enumerate(zip(annex_ids(order, annexes), annexes, strict=True)):
        targets[id_] = Target("приложение", document, annex_number(order, index))
        for inner, target in own_targets(document).items():
            targets[f"{id_}.{inner}"] = target
    targets.update(own_targets(order))
    return targets


def references_in(document: Model) -> Iterator[Reference]:
    """All references that the texts of a document make; the order is the same at every call, not that of the page."""
    # The fields lie in __dict__; asking pydantic for each, or a generator a model, would cost more than the walk.
    stack: list[Model] = [document]
    while stack:
        model = stack.pop()
        for name, _ in fields_with(type(model), Text, Model):
            value = model.__dict__[name]
            kind = type(value)
            if kind is Text:
                if value.references:
                    yield from value.references
            elif kind is tuple or kind is dict:
                for item in value.values() if kind is dict else value:
                    if type(item) is Text:
                        yield from item.references
                    elif isinstance(item, Model):
                        stack.append(item)
            elif value is not None and isinstance(value, Model) and not value.separate:
                stack.append(value)
