"""A document as plain text, numbers included: what ``docgen show`` prints.

It follows the order of the printed page but no template: words and numbers only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Printing
from docgen.language.view import View
from docgen.model.cluster import ClusterList
from docgen.model.order import Order
from docgen.model.plan import Column, Plan
from docgen.model.workspace import Document


def plain_text(printing: Printing) -> str:
    """The document and its annexes as text, a blank line between blocks."""
    blocks = [_block(printing.document, View(printing.document, printing))]
    for index, annex in enumerate(printing.annexes):
        inner = printing.of_annex(index)
        mark = "\n".join(str(line) for line in AnnexView(printing, index).mark)
        blocks.append(f"{mark}\n\n{_block(annex, View(annex, inner))}")
    return "\n\n\n".join(blocks) + "\n"


def _block(document: Document, view: View) -> str:
    if isinstance(document, Order):
        return "\n".join(_order(view))
    if isinstance(document, Plan):
        return "\n".join(_plan(document, view))
    assert isinstance(document, ClusterList)
    return "\n".join(_clusters(view))


def _order(order: Any) -> Iterator[str]:
    if order.draft:
        yield "ПРОЕКТ"
    yield from order.letterhead
    yield ""
    yield order.heading
    yield f"{order.date}    {order.number_line}"
    if order.city:
        yield order.city
    yield ""
    yield str(order.title)
    yield ""
    preamble = str(order.preamble) if order.preamble else ""
    if order.formula:
        preamble = f"{preamble} {order.formula}:".strip()
    if preamble:
        yield preamble
    yield from _points(order.points)
    yield ""
    yield f"{order.signatory.post}    {order.signatory.name}"
    if order.drafter:
        yield ""
        yield order.drafter.person
        yield order.drafter.phone


def _points(points: list[Any]) -> Iterator[str]:
    for point in points:
        yield f"{point.number}. {point.sentence}"
        yield from _points(point.points)


_FIELDS: dict[Column, str] = {
    "номер": "number", "уровень": "level", "мероприятие": "measure", "описание": "description",
    "срок": "deadline", "ответственные": "responsible", "результат": "result",
}  # fmt: skip


def _plan(plan: Plan, view: Any) -> Iterator[str]:
    yield str(view.title)
    yield ""
    if view.intro:
        yield str(view.intro)
        yield ""
    yield " | ".join(getattr(view.headings, _FIELDS[column]) for column in plan.columns)
    yield from _rows(plan, view.measures)
    for section in view.sections:
        yield f"{section.number} {section.title}"
        yield from _rows(plan, section.measures)


def _rows(plan: Plan, measures: list[Any]) -> Iterator[str]:
    for measure in measures:
        cells = (_cell(plan, measure, column) for column in plan.columns)
        yield " | ".join(str(cell).replace("\n", " ") if cell else "–" for cell in cells)


def _cell(plan: Plan, measure: Any, column: Column) -> Any:
    if column == "уровень":
        return str(measure.level or plan.level or "").capitalize()
    return getattr(measure, _FIELDS[column])


def _clusters(view: Any) -> Iterator[str]:
    yield str(view.title)
    for cluster in view.clusters:
        yield ""
        yield f"Кластер {cluster.number}. {cluster.heading}"
        last = len(cluster.schools) - 1
        for index, school in enumerate(cluster.schools):
            yield f"{school.number}. {school.name}{school.place}{'.' if index == last else ';'}"
