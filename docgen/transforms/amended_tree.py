"""A document as a tree of the units that amendments name, each under the number that it keeps for good.

Numbers are never shifted: what is new between 4 and 5 is 4¹, what is repealed leaves a gap. Here they are given and
written back as pins; what was changed is found in ``amending`` and made in ``applying``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docgen.findings import Path
from docgen.likeness import rising
from docgen.model.base import Model
from docgen.model.cluster import ClusterList
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.fields import NO_NUMBER
from docgen.model.numbering import numbers_of
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.regulation import Regulation
from docgen.model.table import CELLS, Schedule, Table
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.transforms.versions import ID_KEY, matched

NUMBER = "номер"
LISTS: Mapping[type[Model], Mapping[str, tuple[str, ...]]] = {
    Order: {"": ("пункты",), "пункты": ("пункты",)},
    Plan: {"": ("мероприятия", "разделы"), "разделы": ("мероприятия",)},
    ClusterList: {"": ("кластеры",), "кластеры": ("школы",)},
    Regulation: {"": ("пункты", "разделы"), "разделы": ("пункты",), "пункты": ("пункты",)},
    Table: {"": ("строки",)},
    Schedule: {"": ("строки",)},
    SchoolPairs: {"": ("пары",)},
    Composition: {"": ("члены",)},
}
"""The lists of units in each kind of document: those of the document itself, and those inside a unit of a list."""

_LAST = pattern(r"(?:.*\.)?(\d{1,6})$")
_RAISED = pattern(r"(.*?)([⁰¹²³⁴-⁹]*)$")
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass
class Node:
    """A unit: its list, its own fields (the lists inside it and its number aside), its number, the units inside it."""

    key: str
    own: dict[str, Any]
    number: str | None = None
    pin: str | None = None
    children: list[Node] = field(default_factory=list)
    path: Path = ()

    @property
    def code(self) -> str | None:
        """Its id."""
        return self.own.get(ID_KEY)

    def below(self, key: str) -> list[Node]:
        """The units of one list."""
        return [child for child in self.children if child.key == key]

    def inside(self) -> Iterator[Node]:
        """The unit and all inside it, in order."""
        yield self
        for child in self.children:
            yield from child.inside()

    def bare(self) -> dict[str, Any]:
        """Its plain data without any number: what it says."""
        data = dict(self.own)
        for key in dict.fromkeys(child.key for child in self.children):
            data[key] = [child.bare() for child in self.below(key)]
        return data


def tree_of(document: Document) -> Node:
    """The document as a tree, with the numbers that it prints."""
    found = numbers_of(document)
    numbers = {path: found[id(model)].shown for path, model in walk(document) if id(model) in found}
    return _tree(document.plain(), "", (), LISTS.get(type(document), {}), numbers)


def unit_of(data: Any, key: str, kind: type[Model]) -> Node:
    """A unit of a list given as plain data, without numbers."""
    return _tree(copy.deepcopy(data), key, (), LISTS[kind], {})


def _tree(data: Any, key: str, path: Path, lists: Mapping[str, tuple[str, ...]], numbers: Mapping[Path, str]) -> Node:
    fields = dict(data) if isinstance(data, dict) else {CELLS: data}
    inner = lists.get(key, ())
    own = {name: value for name, value in fields.items() if name not in (*inner, NUMBER)}
    node = Node(key, own, numbers.get(path), fields.get(NUMBER), path=path)
    for name in inner:
        for index, item in enumerate(fields.get(name, ())):
            node.children.append(_tree(item, name, (*path, name, index), lists, numbers))
    return node


def data_of(node: Node, prefix: str = "") -> dict[str, Any]:
    """The plain data of the tree, with a pin wherever counting would not give the number."""
    data: dict[str, Any] = {}
    if node.pin:
        data[NUMBER] = node.pin
    data = {**{name: node.own[name] for name in (ID_KEY,) if name in node.own}, **data, **node.own}
    for key in dict.fromkeys(child.key for child in node.children):
        data[key] = [data_of(child) for child in node.below(key)]
    return data


def pin_numbers(node: Node) -> None:
    """Pin the numbers of all units that counting would not give."""
    for key in dict.fromkeys(child.key for child in node.children):
        prefix = prefix_of(node, key)
        count = 0
        for child in node.below(key):
            if child.number is None:
                child.pin = NO_NUMBER if child.pin == NO_NUMBER else None
                count += key == "разделы"
            else:
                if child.number == f"{prefix}{count + 1}" and (child.pin is None or child.pin == NO_NUMBER):
                    child.pin = None
                else:
                    child.pin = child.number
                if match := _LAST.fullmatch(child.number):
                    count = int(match[1])
            pin_numbers(child)


def prefix_of(node: Node, key: str) -> str:
    """What the numbers of a list inside the unit begin with."""
    return f"{node.number}." if node.number and key != "школы" else ""


def pairs_of(old: Sequence[Node], new: Sequence[Node]) -> list[tuple[int, int]]:
    """Which unit of the old list is which of the new one: by id, then by what they say; in the order of the new one."""
    codes = {node.code: index for index, node in enumerate(old) if node.code}
    pairs = [(codes[node.code], index) for index, node in enumerate(new) if node.code in codes]
    # A unit that came in by an amendment that was read has no id; the consolidated text has pinned its number.
    numbers = {node.number: index for index, node in enumerate(old) if node.number and not node.code}
    found = {before for before, _ in pairs}
    for index, node in enumerate(new):
        before = numbers.get(node.pin or "")
        if before is not None and before not in found and node.code not in codes:
            pairs.append((before, index))
            found.add(before)
    taken, known = {before for before, _ in pairs}, {after for _, after in pairs}
    free = [index for index in range(len(old)) if index not in taken]
    waiting = [index for index in range(len(new)) if index not in known]
    for before, after in matched([old[i].bare() for i in free], [new[i].bare() for i in waiting]):
        one, other = old[free[before]], new[waiting[after]]
        if not (one.code and other.code):
            pairs.append((free[before], waiting[after]))
    pairs.sort(key=lambda pair: pair[1])
    return pairs


def kept_pairs(old: Sequence[Node], new: Sequence[Node]) -> list[tuple[Node, Node]]:
    """The units that stay where they were among the others; one that was moved away is repealed and written anew."""
    pairs = pairs_of(old, new)
    stays = rising([before for before, _ in pairs])
    return [(old[before], new[after]) for place, (before, after) in enumerate(pairs) if place in stays]


def keep_numbers(old: Node, new: Node) -> None:
    """Give the units of the new tree the numbers that they have in the old one, and new ones numbers of their own.

    What comes between 4 and 4¹ is 4² and stands behind 4¹: no number would keep its place.
    """
    for key in dict.fromkeys(child.key for child in (*old.children, *new.children)):
        ours = old.below(key)
        numbered = any(node.number for node in ours) or not ours
        # One that was moved keeps its number if that brings it back to where it stood.
        for _ in range(len(new.children) + 1):
            theirs = new.below(key)
            known = {id(after): before for before, after in kept_pairs(ours, theirs)}
            taken = {node.number for node in ours if node.number}
            _number(theirs, known, taken, prefix_of(new, key) if numbered else None)
            ordered = list(_rising(theirs, known))
            if ordered == theirs:
                break
            _put(new, key, iter(ordered))
        for after in new.below(key):
            keep_numbers(known.get(id(after), Node(key, {})), after)


def _number(nodes: list[Node], known: Mapping[int, Node], taken: set[str], prefix: str | None) -> None:
    """Number one list; ``prefix`` is None where nothing in it carries a number."""
    last = max((index for index, node in enumerate(nodes) if id(node) in known), default=-1)
    highest = max((int(match[1]) for number in taken if (match := _LAST.fullmatch(number))), default=0)
    before = ""
    for index, node in enumerate(nodes):
        if id(node) in known:
            node.number, node.pin = known[id(node)].number, known[id(node)].pin
        elif prefix is None or node.pin == NO_NUMBER:
            node.number = None
        elif index < last:
            node.number = _between(before or f"{prefix}0", taken)
        else:
            highest += 1
            node.number = f"{prefix}{highest}"
        if node.number:
            taken.add(node.number)
            before = node.number


def _rising(nodes: Sequence[Node], known: Mapping[int, Node]) -> Iterator[Node]:
    """The units with new ones behind those of lower numbers among their neighbours that are raised alike."""
    for _, group in groupby(nodes, key=lambda node: (_RAISED.fullmatch(node.number or "") or [""] * 2)[1]):
        units = list(group)
        is_new = any(id(node) not in known for node in units)
        yield from sorted(units, key=lambda node: raised(node.number or "")) if is_new else units


def raised(number: str) -> int:
    """The raised part of a number: 2 of 4², 0 of 4."""
    match = _RAISED.fullmatch(number)
    return int(match[2].translate(_DOWN) or "0") if match else 0


def _put(node: Node, key: str, units: Iterator[Node]) -> None:
    """Put the units of one list into this order."""
    node.children = [next(units) if child.key == key else child for child in node.children]


def _between(before: str, taken: set[str]) -> str:
    """The first free number after one: 4¹ after 4, 4² after 4¹."""
    match = _RAISED.fullmatch(before)
    assert match is not None
    step = raised(before) + 1
    while (number := f"{match[1]}{str(step).translate(_UP)}") in taken:
        step += 1
    return number
