"""The plain values of a sound YAML file of ours, and nearly all are: no tree, no places.

Where a value stands is asked of a file with findings and of one that is to be changed; ``nodes`` grows the tree for
them. What it would doubt, this leaves to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from docgen.files.nodes import DEEPEST, FORBIDDEN, GLUED, Plain
from docgen.files.parsers import FASTEST


class DoubtError(Exception):
    """Raised where the text holds something that ``nodes`` would doubt, or refuse."""


def plain_values(text: str, forms: frozenset[str], parser: Callable[[str], Any] = FASTEST) -> Plain:
    """What the text holds: the value of the root that ``nodes.Grower`` grows of it, None when there is nothing.

    ``forms`` are the words that make a reference of a flow mapping. Raises ``DoubtError`` for whatever is odd, and
    ``yaml.YAMLError`` for what is no YAML.
    """
    return _Values(text, forms, parser).document()


class _Values:
    """One reading of one text."""

    def __init__(self, text: str, forms: frozenset[str], parser: Callable[[str], Any]) -> None:
        self._text = text
        self._forms = forms
        self._next: Callable[[], Any] = parser(text).get_event

    def document(self) -> Plain:
        self._next()
        if self._next().__class__ is StreamEndEvent:
            return None
        value = self._value(self._next(), 1)
        self._next()
        if self._next().__class__ is not StreamEndEvent:
            raise DoubtError
        return value

    def _value(self, event: Any, depth: int) -> Plain:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent or event.anchor or event.tag or depth > DEEPEST:
            raise DoubtError
        return self._mapping(event, depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)

    def _scalar(self, event: Any) -> str | None:
        if event.anchor or event.tag:
            raise DoubtError
        value: str = event.value
        if event.style:
            if event.style == '"' and FORBIDDEN.search(value):
                raise DoubtError
            return value
        if " " in value or "\n" in value:
            start, end = event.start_mark.index, event.end_mark.index
            if end - start != len(value) and GLUED.search(self._text, start, end):
                raise DoubtError
        return value or None

    def _mapping(self, event: Any, depth: int) -> dict[str, Plain]:
        is_flow = event.flow_style
        values: dict[str, Plain] = {}
        next_event, scalar = self._next, self._scalar
        while (event := next_event()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent:
                raise DoubtError
            key = scalar(event) or ""
            if key in values or (key == "<<" and not event.style):
                raise DoubtError
            event = next_event()
            values[key] = scalar(event) if event.__class__ is ScalarEvent else self._value(event, depth)
        if is_flow and self._may_refer(values):
            raise DoubtError
        return values

    def _sequence(self, depth: int) -> list[Plain]:
        values: list[Plain] = []
        while (event := self._next()).__class__ is not SequenceEndEvent:
            values.append(self._value(event, depth))
        return values

    def _may_refer(self, values: dict[str, Plain]) -> bool:
        """Whether a flow mapping may be a ``{код}`` or ``{код: дат}`` of a text that lacks its quotes."""
        return None in values.values() or (len(values) == 1 and not self._forms.isdisjoint(map(str, values.values())))
