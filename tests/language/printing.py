"""What an order says, for tests of sentences: its points in words, with ``~`` for a non-breaking blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.findings import Finding
from docgen.language.printing import Printing
from docgen.language.sentences import point_sentence
from docgen.model.order import Point
from docgen.model.workspace import Document
from tests.builders import order, workspace


def printing(points: Sequence[Any] = ("делать",), *annexes: Document, **fields: Any) -> Printing:
    """The printing of an order with these points and annexes; ``entries`` and ``profile`` are the workspace's."""
    entries, profile = fields.pop("entries", ()), fields.pop("profile", None)
    document = order(points, **fields)
    return Printing.of(document, workspace(document, *annexes, entries=entries, profile=profile))


def visible(words: object) -> str:
    return str(words).replace("\u00a0", "~")


def said(point: Any, *annexes: Document, **fields: Any) -> str:
    """The sentence of one point."""
    made = printing([point], *annexes, **fields)
    assert made.order is not None
    return visible(point_sentence(made.order.points[0], made))


def all_said(points: Sequence[Any], *annexes: Document, **fields: Any) -> list[str]:
    """The sentences of all points, sub-points after their point."""
    made = printing(points, *annexes, **fields)
    assert made.order is not None
    return [visible(point_sentence(point, made)) for point in _walked(made.order.points)]


def doubts(point: Any, *annexes: Document, **fields: Any) -> list[Finding]:
    """The findings that printing one point makes."""
    made = printing([point], *annexes, **fields)
    assert made.order is not None
    point_sentence(made.order.points[0], made)
    return made.findings


def _walked(points: Sequence[Point]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _walked(point.points)
