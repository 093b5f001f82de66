"""Numbers as data: what number every point, section, measure, school and annex carries.

The renderer turns them into Word numbering and the checks compare them with pins; neither counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docgen.model.cluster import ClusterList
from docgen.model.order import Order, Point
from docgen.model.plan import Plan
from docgen.model.remembered import remembered
from docgen.model.workspace import Document
from docgen.patterns import pattern


class Number(NamedTuple):
    """A number as printed (without a final dot), where it stands in its list, and whether it was pinned.

    ``counter`` is what counting would have given. ``list`` tells lists apart: numbers of one list follow one another.
    """

    shown: str
    level: int
    counter: tuple[int, ...]
    kind: str
    list: int
    pinned: bool = False

    def __str__(self) -> str:
        return self.shown


Numbers = Mapping[int, Number]
"""Numbers by the ``id()`` of the object that carries them (documents are frozen and outlive their numbers)."""

_LAST = pattern(r"(?:(?P<parent>.*)\.)?(?P<last>\d{1,6})$")


class _Counter:
    """Counts the entries of one list; a pinned decimal number sets the count, any other pin leaves it alone."""

    def __init__(self, kind: str, key: int, prefix: str = "", above: tuple[int, ...] = ()) -> None:
        self.kind, self.key, self.prefix, self.above = kind, key, prefix, above
        self.count = 0

    def next(self, pin: str | None) -> Number:
        if pin is None:
            self.count += 1
            return self._number(f"{self.prefix}{self.count}", self.count, pinned=False)
        computed = self.count + 1
        if match := _LAST.fullmatch(pin):
            self.count = int(match["last"])
        return self._number(pin, computed, pinned=True)

    def _number(self, shown: str, computed: int, *, pinned: bool) -> Number:
        return Number(shown, len(self.above), (*self.above, computed), self.kind, self.key, pinned)


def number_points(points: Iterable[Point], key: int) -> Iterator[tuple[Point, Number]]:
    """The points with their numbers, sub-points after their point: 1, 1.1, 1.1.1 (GOST R 7.0.97, 5.18; std:T03)."""
    yield from _points(points, _Counter("points", key))


def _points(points: Iterable[Point], counter: _Counter) -> Iterator[tuple[Point, Number]]:
    for point in points:
        number = counter.next(point.number)
        yield point, number
        yield from _points(
            point.points, _Counter(counter.kind, counter.key, f"{number.shown}.", (*counter.above, counter.count))
        )


@remembered
def numbers_of(document: Document) -> Numbers:
    """The numbers of everything inside one document that carries a number."""
    if isinstance(document, Order):
        return {id(point): number for point, number in number_points(document.points, id(document))}
    if isinstance(document, Plan):
        return dict(_plan_numbers(document))
    if isinstance(document, ClusterList):
        return dict(_school_numbers(document))
    raise TypeError(f"no numbers are known for {type(document).__name__}")


def _plan_numbers(plan: Plan) -> Iterator[tuple[int, Number]]:
    key = id(plan)
    rows = _Counter("rows", key)
    for measure in plan.measures:
        yield id(measure), rows.next(measure.number)
    sections = _Counter("rows", key)
    for section in plan.sections:
        head = sections.next(section.number)
        yield id(section), head
        inner = _Counter("rows", key, f"{head.shown}.", (sections.count,))
        for measure in section.measures:
            yield id(measure), inner.next(measure.number)


def _school_numbers(schools: ClusterList) -> Iterator[tuple[int, Number]]:
    clusters = _Counter("clusters", id(schools))
    for cluster in schools.clusters:
        yield id(cluster), clusters.next(None)
        inside = _Counter("items", id(cluster))
        for school in cluster.schools:
            yield id(school), inside.next(None)


def annex_number(order: Order, index: int) -> str:
    """The number of the annex at that place, empty when the order has one annex only (std:A02)."""
    return str(index + 1) if len(order.annexes) > 1 else ""
