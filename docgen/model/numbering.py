"""Numbers as data: what number every point, section, measure, school and annex carries.

The renderer turns them into Word numbering and the checks compare them with pins; neither counts by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from docgen.model.cluster import ClusterList
from docgen.model.composition import SchoolPairs
from docgen.model.fields import NO_NUMBER
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.regulation import Regulation
from docgen.model.remembered import remembered
from docgen.model.table import Form, Schedule, Table
from docgen.model.workspace import Document
from docgen.patterns import pattern

NumberedKind = Literal["пункт", "подпункт", "строка", "раздел", "кластер", "позиция", "часть"]
"""What a numbered entry is called when something refers to it."""


class Number(NamedTuple):
    """A number as printed (without a final dot), where it stands in its list, and whether it was pinned.

    ``counter`` is what counting would have given, ``counted`` as it would be printed. ``kind`` is the form of list in the
    template, ``list`` tells lists apart: numbers of one list follow one another. ``noun`` is what a reference calls the
    entry.
    """

    shown: str
    level: int
    counter: tuple[int, ...]
    counted: str
    kind: str
    list: int
    pinned: bool = False
    noun: NumberedKind = "пункт"

    def __str__(self) -> str:
        return self.shown


Numbers = Mapping[int, Number]
"""Numbers by the ``id()`` of the object that carries them (documents are frozen and outlive their numbers).

What is pinned to carry none (``номер: нет``) is not among them."""

_LAST = pattern(r"(?:(?P<parent>.*)\.)?(?P<last>\d{1,6})$")


class _Counter:
    """Counts the entries of one list; a pinned decimal number sets the count, any other pin leaves it alone.

    An entry without a number has no place in the count, unless what stands below it needs one.
    """

    def __init__(self, form: str, noun: NumberedKind, key: int, prefix: str = "", above: tuple[int, ...] = ()) -> None:
        self.form, self.noun, self.key, self.prefix, self.above = form, noun, key, prefix, above
        self.count = 0

    def inside(self, number: Number | None, noun: NumberedKind | None = None) -> _Counter:
        """The counter of what stands below the entry just counted: 2.1, 2.2, though the 2 may not be printed."""
        head = number.shown if number else f"{self.prefix}{self.count}"
        return _Counter(self.form, noun or self.noun, self.key, f"{head}.", (*self.above, self.count))

    def heading(self, pin: str | None) -> Number | None:
        """The number of a heading, which takes its place in the count even when it prints none."""
        self.count += pin == NO_NUMBER
        return self.next(pin)

    def next(self, pin: str | None) -> Number | None:
        if pin == NO_NUMBER:
            return None
        if pin is None:
            self.count += 1
            return self._number(f"{self.prefix}{self.count}", self.count, pinned=False)
        computed = self.count + 1
        if match := _LAST.fullmatch(pin):
            self.count = int(match["last"])
        return self._number(pin, computed, pinned=True)

    def _number(self, shown: str, computed: int, *, pinned: bool) -> Number:
        level = len(self.above)
        counted = f"{self.prefix}{computed}"
        return Number(shown, level, (*self.above, computed), counted, self.form, self.key, pinned, self.noun)


Numbered = tuple[tuple[Any, Number], ...]
"""The entries of a document that carry a number, in printed order, each with its number."""


@remembered
def numbered(document: Document) -> Numbered:
    """Everything inside one document that carries a number."""
    return tuple(_ENTRIES[type(document)](document)) if type(document) in _ENTRIES else ()


@remembered
def numbers_of(document: Document) -> Numbers:
    """The numbers of everything inside one document that carries a number."""
    return {id(entry): number for entry, number in numbered(document)}


def _points(points: Iterable[Any], counter: _Counter, below: str) -> Iterator[tuple[Any, Number]]:
    """Points with their sub-points after them: 1, 1.1, 1.1.1 (GOST R 7.0.97, 5.18; std:T03).

    What stands below a point without a number is counted together with the points beside it.
    """
    for point in points:
        number = counter.next(point.number)
        if number is not None:
            yield point, number
        inner = counter.inside(number, "подпункт") if number else counter
        yield from _points(getattr(point, below), inner, below)


def _order(order: Order) -> Iterator[tuple[Any, Number]]:
    yield from _points(order.points, _Counter("points", "пункт", id(order)), "points")


def _plan(plan: Plan) -> Iterator[tuple[Any, Number]]:
    yield from _flat(plan.parts, _Counter("sections", "часть", id(plan.parts)))
    yield from _flat(plan.measures, _Counter("rows", "строка", id(plan)))
    sections = _Counter("rows", "раздел", id(plan))
    for section in plan.sections:
        head = sections.heading(section.number)
        if head is not None:
            yield section, head
        yield from _flat(section.measures, sections.inside(head, "строка"))


def _clusters(schools: ClusterList) -> Iterator[tuple[Any, Number]]:
    clusters = _Counter("clusters", "кластер", id(schools))
    for cluster in schools.clusters:
        yield from _flat([cluster], clusters)
        yield from _flat(cluster.schools, _Counter("items", "позиция", id(cluster)))


def _regulation(regulation: Regulation) -> Iterator[tuple[Any, Number]]:
    yield from _points(regulation.clauses, _Counter("points", "пункт", id(regulation)), "clauses")
    chapters = _Counter("sections", "раздел", id(regulation))
    for chapter in regulation.chapters:
        head = chapters.heading(chapter.number)
        if head is not None:
            yield chapter, head
        yield from _points(chapter.clauses, chapters.inside(head, "пункт"), "clauses")


def _table(table: Table | Form) -> Iterator[tuple[Any, Number]]:
    if table.numbered:
        yield from _flat((row for row in table.rows if row.section is None), _Counter("rows", "строка", id(table)))


def _flat(entries: Iterable[Any], counter: _Counter) -> Iterator[tuple[Any, Number]]:
    for entry in entries:
        if (number := counter.next(entry.number)) is not None:
            yield entry, number


_ENTRIES: dict[type, Callable[[Any], Iterator[tuple[Any, Number]]]] = {
    Order: _order,
    Plan: _plan,
    ClusterList: _clusters,
    SchoolPairs: lambda pairs: _flat(pairs.pairs, _Counter("rows", "строка", id(pairs))),
    Regulation: _regulation,
    Schedule: lambda schedule: _flat(schedule.events, _Counter("rows", "строка", id(schedule))),
    Table: _table,
    Form: _table,
}


def annex_number(order: Order, index: int) -> str:
    """The number of the annex at that place, empty when the order has one annex only (std:A02)."""
    return str(index + 1) if len(order.annexes) > 1 else ""
