"""What references may point at: the ids of a document, of its annexes, of its citations and of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.cluster import ClusterList
from docgen.model.numbering import annex_number, numbers_of
from docgen.model.order import Order
from docgen.model.party import Municipality, Organisation, Person, Post
from docgen.model.plan import Plan
from docgen.model.reference import ReferenceData
from docgen.model.remembered import remembered
from docgen.model.text import Reference, Text
from docgen.model.workspace import Document

TargetKind = Literal[
    "приложение",
    "пункт",
    "строка",
    "раздел",
    "кластер",
    "позиция",
    "акт",
    "организация",
    "лицо",
    "должность",
    "муниципалитет",
]


class Target(NamedTuple):
    """One thing that can be referred to. ``number`` is what a reference to a numbered thing prints."""

    kind: TargetKind
    value: object
    number: str = ""
    level: int = 0

    @property
    def numbered(self) -> bool:
        """Whether the thing carries a number in this file, so that a Word field can follow it."""
        return self.kind in ("приложение", "пункт", "строка", "раздел", "кластер", "позиция")


Targets = Mapping[str, Target]

_KIND_OF_ENTRY: dict[type, TargetKind] = {
    Organisation: "организация",
    Person: "лицо",
    Post: "должность",
    Municipality: "муниципалитет",
    Citation: "акт",
}


def numbered_objects(document: Document) -> Iterator[tuple[str | None, TargetKind, Model]]:
    """Everything inside a document that carries a number, with its id and kind, in printed order."""
    if isinstance(document, Order):
        stack = list(reversed(document.points))
        while stack:
            point = stack.pop()
            yield point.id, "пункт", point
            stack.extend(reversed(point.points))
    elif isinstance(document, Plan):
        for measure in document.measures:
            yield measure.id, "строка", measure
        for section in document.sections:
            yield section.id, "раздел", section
            for measure in section.measures:
                yield measure.id, "строка", measure
    elif isinstance(document, ClusterList):
        for cluster in document.clusters:
            yield cluster.id, "кластер", cluster
            for school in cluster.schools:
                yield school.id, "позиция", school


@remembered
def own_targets(document: Document) -> Targets:
    """The numbered things of one document by id."""
    numbers = numbers_of(document)
    return {
        id_: Target(kind, value, numbers[id(value)].shown, numbers[id(value)].level)
        for id_, kind, value in numbered_objects(document)
        if id_
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
    stack: list[object] = [document]
    while stack:
        for value in stack.pop().__dict__.values():
            if type(value) is Text:
                yield from value.references
            elif isinstance(value, Model):
                stack.append(value)
            elif type(value) is tuple:
                for item in value:
                    if type(item) is Text:
                        yield from item.references
                    elif isinstance(item, Model):
                        stack.append(item)
