"""Random edits of documents as plain data: what clerks do to a file, many at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from docgen.files.yaml import read_yaml
from tests import strategies
from tests.needs import PROJECT

EXAMPLES = [
    "orders/roadmaps.yaml", "orders/help.yaml", "orders/комиссия.yaml", "plans/roadmap-1.yaml", "plans/schools.yaml",
    "annexes/положение-комиссии.yaml", "annexes/состав-комиссии.yaml", "annexes/особое-внимание.yaml",
]  # fmt: skip


def example(name: str) -> Any:
    """The data of a document of the region."""
    return read_yaml(PROJECT / "examples/region" / name).data


examples = st.sampled_from([example(name) for name in EXAMPLES])
documents = st.one_of(examples, strategies.documents)


def lists_in(data: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every list with the key that it stands under."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list):
            yield key, value
        yield from lists_in(value)
    for item in data if isinstance(data, list) else ():
        yield from lists_in(item)


def texts_in(data: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every text with the mapping that holds it."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, str) and key not in ("вид", "код"):
            yield data, key
        yield from texts_in(value)
    for item in data if isinstance(data, list) else ():
        yield from texts_in(item)


def holds(data: Any, wanted: Any) -> bool:
    """Whether this very object stands somewhere inside."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return data is wanted or any(holds(each, wanted) for each in inside)


@st.composite
def edited(draw: DrawFn, base: Any, *, with_ids: bool = False) -> Any:
    """The document after some edits: words changed, entries taken out, put in, moved, also between lists.

    ``with_ids``: only lists whose entries have ids are edited, and what is put in has one.
    """
    data = copy.deepcopy(base)
    for number in range(draw(st.integers(0, 6))):
        lists, texts = list(lists_in(data)), list(texts_in(data))
        if with_ids:
            lists = [(key, items) for key, items in lists if items and all("код" in item for item in items)]
        kind = draw(st.sampled_from(["word", "key", "delete", "insert", "move", "away"]))
        if kind == "word" and texts:
            owner, key = draw(st.sampled_from(texts))
            owner[key] = f"{owner[key]} {draw(st.sampled_from(['новое', 'другое', '{п1:дат}']))}"
        elif kind == "key" and texts:
            owner, key = draw(st.sampled_from(texts))
            del owner[key]
        elif lists:
            _shift(draw, kind, lists, f"новый-{number}", with_ids or draw(st.booleans()))
    return data


def _shift(draw: DrawFn, kind: str, lists: list[tuple[str, list[Any]]], name: str, has_id: bool) -> None:
    key, items = draw(st.sampled_from(lists))
    at = draw(st.integers(0, len(items)))
    like = items[0] if items else {}
    if kind == "insert" and isinstance(like, dict):
        items.insert(at, {"код": name, "текст": f"запись {name}"} if has_id else {"текст": "без кода"})
    elif kind == "insert":
        items.insert(at, "новая ячейка")
    elif items and at < len(items):
        item = items.pop(at)
        if kind == "move":
            items.insert(draw(st.integers(0, len(items))), item)
        elif kind == "away":
            others = [other for name, other in lists if name == key and not holds(item, other)]
            other = draw(st.sampled_from(others)) if others else items
            other.insert(draw(st.integers(0, len(other))), item)
