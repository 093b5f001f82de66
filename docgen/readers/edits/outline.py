"""The entries of a document in the order and at the depth in which the returned file has them."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Path
from docgen.readers.edits.said import Page, Role, Said
from docgen.readers.edits.units import Unit

LIST_OF: Mapping[Role, str] = {
    "пункт": "пункты", "контроль": "пункты", "кластер": "кластеры", "школа": "школы", "раздел": "разделы",
    "положение": "пункты", "раздел плана": "разделы", "мероприятие": "мероприятия", "строка": "строки", "член": "члены",
    "пара": "пары",
}  # fmt: skip
"""The list in which an entry stands, by the role of its line."""


@dataclass
class Node:
    """An entry as it stands now: one of the base by its path, or a new one with its data."""

    role: Role
    depth: int
    base: Path | None = None
    data: Any = None
    unit: Unit | None = None
    path: Path = field(default=(), compare=False)
    """Where it stands in the rebuilt document."""


def entries_of(page: Page) -> list[Said]:
    """The first lines of the entries of a page that may come, go and move."""
    return [said for said in page.said if said.begins and said.role in LIST_OF]


def nodes_of(page: Page) -> list[Node]:
    """The entries of a page as the base has them."""
    return [Node(said.role, said.depth, said.entry) for said in entries_of(page)]


def rebuilt(data: Mapping[str, Any], page: Page, nodes: Sequence[Node]) -> dict[str, Any]:
    """The document with these entries in the place of its own; each node is told where it stands.

    ``data`` has the same entries at the same paths as the page, with other values perhaps.
    """
    inside: dict[Path, set[str | int]] = {}
    for said in entries_of(page):
        inside.setdefault(said.entry[:-2], set()).add(said.entry[-2])
    bare = {said.entry: _without(_at(data, said.entry), inside.get(said.entry, ())) for said in entries_of(page)}
    made: Any = _without(data, inside.get((), ()))
    above: list[tuple[int, Any, Path]] = [(-1, made, ())]
    for node in nodes:
        while len(above) > 1 and above[-1][0] >= node.depth:
            above.pop()
        _, owner, path = above[-1]
        if not isinstance(owner, dict):
            continue
        key = LIST_OF[node.role]
        entry = copy.deepcopy(bare[node.base] if node.base is not None else node.data)
        siblings = owner.setdefault(key, [])
        siblings.append(entry)
        node.path = (*path, key, len(siblings) - 1)
        above.append((node.depth, entry, node.path))
    return _in_order(made, data, page, nodes)


def _without(value: Any, keys: Collection[str | int]) -> Any:
    """An entry without the lists of entries inside it."""
    return {key: child for key, child in value.items() if key not in keys} if isinstance(value, dict) else value


def _in_order(made: dict[str, Any], data: Mapping[str, Any], page: Page, nodes: Sequence[Node]) -> dict[str, Any]:
    """The keys in the order of the base: lists were taken out and put in at the end."""
    by_path: dict[Path, Any] = {(): data}
    for node in nodes:
        if node.base is not None:
            by_path[node.path] = _at(data, node.base)
    for path, like in by_path.items():
        entry = _at(made, path)
        if isinstance(entry, dict) and isinstance(like, dict):
            ordered = {
                key: entry[key] for key in [*(k for k in like if k in entry), *(k for k in entry if k not in like)]
            }
            entry.clear()
            entry.update(ordered)
    return made


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def set_at(data: Any, path: Path, value: Any) -> None:
    """Put a value into plain data, with the mappings that lead there; None takes the key away."""
    for index, part in enumerate(path[:-1]):
        if isinstance(data, dict) and part not in data:
            if value is None:
                return
            data[part] = [] if isinstance(path[index + 1], int) else {}
        data = data[part]
    last = path[-1]
    if isinstance(data, list) and isinstance(last, int):
        while len(data) <= last:
            data.append("")
        data[last] = "" if value is None else value
    elif value is None:
        data.pop(last, None)
    else:
        data[last] = value


def entries_with_ids(data: Any) -> Iterator[dict[str, Any]]:
    """All that has an id anywhere in plain data."""
    if isinstance(data, dict):
        if isinstance(data.get("код"), str):
            yield data
        for child in data.values():
            yield from entries_with_ids(child)
    elif isinstance(data, list):
        for child in data:
            yield from entries_with_ids(child)
