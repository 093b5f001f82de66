"""The tree of one of our YAML files: plain values and the characters they stand on.

It is grown straight from libyaml's events (the pure parser steps in where libyaml is missing). Every scalar
is a string as written and an empty value is ``None``. What is merely odd (an alias, a repeated key, a
reference read as a flow mapping) is a ``Doubt`` with its place; wording it for people is the business of
``faults``, mending broken text that of ``repairing``. Nothing here knows documents, keys or schemas.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from docgen.files.parsers import FASTEST
from docgen.findings import Path
from docgen.patterns import pattern

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | None"
"""What a file holds: every scalar is text."""

DEEPEST = 40
"""How deep values may nest; our documents need about ten levels."""

MOST_DOUBTS = 1000
"""Doubts of one file that are kept; nobody reads more."""

TOO_DEEP = "nested too deep"
"""The problem named by the ``MarkedYAMLError`` that ends a text nested deeper than ``DEEPEST``."""

FORBIDDEN_CLASS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
# The few that are forbidden are listed and not the many that are allowed: that compiles twenty times quicker.
FORBIDDEN = pattern(FORBIDDEN_CLASS)
"""Characters that neither YAML nor a Word file can hold, and the byte order mark, which no one can see."""

ODD_BREAKS = pattern("\r(?!\n)|[\x85\u2028\u2029]")
"""Breaks of a line that YAML sees and editors mostly do not; they are read as blanks."""

GLUED = pattern(r"\n[ \t]*-[ \t]")
"""A continued line that begins like a list item: its dash stood too far to the right."""


class ScalarNode:
    """One scalar. ``style`` is empty for a plain one, else its quote or ``|`` or ``>``."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str | None, start: int, end: int, style: str) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.style = style


class MappingNode:
    """One mapping. ``column`` is that of its keys; ``end`` that of its last value."""

    __slots__ = ("children", "column", "end", "flow", "keys", "start", "value")

    def __init__(self, start: int, column: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.column = column
        self.flow = flow
        self.value: dict[str, Plain] = {}
        self.keys: dict[str, ScalarNode] = {}
        self.children: dict[str, Node] = {}


class SequenceNode:
    """One list. ``column`` is that of its dashes; ``end`` that of its last item."""

    __slots__ = ("children", "column", "end", "flow", "start", "value")

    def __init__(self, start: int, column: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.column = column
        self.flow = flow
        self.value: list[Plain] = []
        self.children: list[Node] = []


Node: TypeAlias = ScalarNode | MappingNode | SequenceNode


class Doubt(enum.Enum):
    """What was read and still must not stay."""

    ALIAS = enum.auto()
    ANCHOR = enum.auto()
    TAG = enum.auto()
    MERGE = enum.auto()
    REFERENCE = enum.auto()
    REPEATED_KEY = enum.auto()
    COMPLEX_KEY = enum.auto()
    FORBIDDEN = enum.auto()
    GLUED_DASH = enum.auto()
    SECOND_DOCUMENT = enum.auto()


class Doubtful(NamedTuple):
    """A doubt, the characters it stands on, and for a repeated key the start of the first one."""

    doubt: Doubt
    start: int
    end: int
    text: str = ""
    first: int = 0


class Grower:
    """Grows the tree of one text. ``doubts`` holds what was odd, also when an error cut the growing short."""

    def __init__(
        self,
        text: str,
        *,
        forms: frozenset[str] = frozenset(),
        unmask: Mapping[int, str | None] | None = None,
        parser: Callable[[str], Any] = FASTEST,
    ) -> None:
        self.doubts: list[Doubtful] = []
        self._text = text
        self._forms = forms
        self._unmask = unmask
        self._next: Callable[[], Any] = parser(text).get_event

    def document(self) -> Node | None:
        """The root of the first document, ``None`` when there is none; raises ``yaml.YAMLError``."""
        self._next()
        if self._next().__class__ is StreamEndEvent:
            return None
        root = self._node(self._next(), 1)
        self._next()
        event = self._next()
        if event.__class__ is DocumentStartEvent:
            self._doubt(Doubt.SECOND_DOCUMENT, event)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            self._doubt(Doubt.ALIAS, event)
            return self._raw(event.start_mark.index, event.end_mark.index)
        if event.anchor or event.tag:
            self._doubt(Doubt.ANCHOR if event.anchor else Doubt.TAG, event)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=event.start_mark)
        return self._mapping(event, depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _scalar(self, event: Any) -> ScalarNode:
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        value: str = event.value
        style: str = event.style or ""
        if event.anchor or event.tag:
            self._doubt(Doubt.ANCHOR if event.anchor else Doubt.TAG, event)
        if not style:
            if not value:
                return ScalarNode(None, start, end, "")
            if end - start != len(value) and GLUED.search(self._text, start, end):
                self._doubt(Doubt.GLUED_DASH, event)
        elif style == '"' and FORBIDDEN.search(value):
            self._doubt(Doubt.FORBIDDEN, event)
            value = FORBIDDEN.sub("", value)
        if self._unmask is not None:
            value = value.translate(self._unmask)
        return ScalarNode(value, start, end, style)

    def _mapping(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        mapping = MappingNode(mark.index, mark.column, event.flow_style)
        value, keys, children = mapping.value, mapping.keys, mapping.children
        depth += 1
        while (key_event := self._next()).__class__ is not MappingEndEvent:
            is_text = key_event.__class__ is ScalarEvent
            key_node = self._scalar(key_event) if is_text else self._key(key_event, depth)
            key = key_node.value or ""
            event = self._next()
            node = self._scalar(event) if event.__class__ is ScalarEvent else self._node(event, depth)
            mapping.end = node.end
            if key in keys:
                first = keys[key].start
                if len(self.doubts) < MOST_DOUBTS:
                    self.doubts.append(Doubtful(Doubt.REPEATED_KEY, key_node.start, key_node.end, key, first))
                continue
            if key == "<<" and not key_node.style:
                self.doubts.append(Doubtful(Doubt.MERGE, key_node.start, key_node.end, key))
            keys[key] = key_node
            children[key] = node
            value[key] = node.value
        if mapping.flow:
            closing: Any = key_event
            mapping.end = closing.end_mark.index
            if keys and self._is_reference(mapping):
                self.doubts.append(Doubtful(Doubt.REFERENCE, mapping.start, mapping.end))
                return self._raw(mapping.start, mapping.end)
        return mapping

    def _key(self, event: Any, depth: int) -> ScalarNode:
        """A key that is no scalar, as the text it was written with."""
        node = self._node(event, depth)
        if isinstance(node, ScalarNode):
            return node
        self.doubts.append(Doubtful(Doubt.COMPLEX_KEY, node.start, node.end))
        return self._raw(node.start, node.end)

    def _sequence(self, event: Any, depth: int) -> SequenceNode:
        mark = event.start_mark
        sequence = SequenceNode(mark.index, mark.column, event.flow_style)
        value, children = sequence.value, sequence.children
        depth += 1
        while (event := self._next()).__class__ is not SequenceEndEvent:
            node = self._node(event, depth)
            sequence.end = node.end
            children.append(node)
            value.append(node.value)
        if sequence.flow:
            closing: Any = event
            sequence.end = closing.end_mark.index
        return sequence

    def _is_reference(self, mapping: MappingNode) -> bool:
        """Whether a flow mapping is a ``{код}`` or ``{код: дат}`` of a text that lacks its quotes."""
        if len(mapping.keys) == 1:
            (only,) = mapping.value.values()
            if isinstance(only, str) and only in self._forms:
                return True
        for key, node in mapping.keys.items():
            child = mapping.children[key]
            if child.value is not None or ":" in self._text[node.end : child.start]:
                return False
        return True

    def _raw(self, start: int, end: int) -> ScalarNode:
        text = self._text[start:end]
        return ScalarNode(text.translate(self._unmask) if self._unmask else text, start, end, "")

    def _doubt(self, doubt: Doubt, event: Any) -> None:
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(Doubtful(doubt, event.start_mark.index, event.end_mark.index))


def descend(root: Node | None, path: Path) -> tuple[Node | None, int]:
    """The deepest existing node on the way to ``path``, and how many parts of the path lead to it."""
    node = root
    for depth, part in enumerate(path):
        child: Node | None = None
        if isinstance(node, MappingNode) and isinstance(part, str):
            child = node.children.get(part)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.children):
            child = node.children[part]
        elif isinstance(node, SequenceNode) and isinstance(next(iter(path[depth + 1 :]), None), int):
            child = node  # a model written as the plain list of one of its fields: a row of cells
        if child is None:
            return node, depth
        node = child
    return node, len(path)


def path_at(root: Node | None, index: int) -> Path:
    """The path of the innermost value that the character at ``index`` belongs to."""
    path: list[str | int] = []
    node = root
    while isinstance(node, MappingNode | SequenceNode):
        keys: list[str | int] = []
        if isinstance(node, MappingNode):
            keys, children = list(node.children), list(node.children.values())
        else:
            children = node.children
        number = bisect.bisect_right(children, index, key=lambda child: child.start) - 1
        if number < 0 or index >= max(children[number].end, children[number].start + 1):
            break
        path.append(keys[number] if keys else number)
        node = children[number]
    return tuple(path)
