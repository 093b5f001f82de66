"""Where in a document something stands, said for people and as an id that lives from run to run.

«строка 1.3, срок» for people; ``р1/м103/срок`` for answers: entries by their ids, so that moving a row loses nothing.
"""

from __future__ import annotations

from typing import Any

from docgen.findings import Path
from docgen.model.numbering import numbers_of
from docgen.model.walking import walk
from docgen.model.workspace import Document

_LISTS = "пункты мероприятия разделы строки кластеры школы члены пары части приложения документ ячейки графы поля"
_HOLDERS = frozenset(_LISTS.split())
"""Keys that say nothing beside the id or the number of an entry."""


class Places:
    """The places of one document."""

    def __init__(self, document: Document, data: Any, head: str, later: Document | None = None) -> None:
        """``later`` is the document as it will be numbered, where that differs."""
        self._labels = _labels(document)
        for path, label in _labels(later).items() if later else ():
            if label != self._labels.get(path, label):
                self._labels[path] += f" (теперь {label.rpartition(' ')[2]})"
        self._data = data
        self._head = head

    def label(self, path: Path) -> str:
        """The place for people."""
        for depth in range(len(path), 0, -1):
            if found := self._labels.get(path[:depth]):
                rest = _rest(path[depth:])
                inner = path[depth : depth + 1] == ("строки",)
                return ", ".join((found, *([f"её {rest[0]}", *rest[1:]] if inner else rest)))
        return ", ".join(_rest(path)) or "документ"

    def id(self, path: Path) -> str:
        """The place for answers."""
        parts = [self._head]
        value = self._data
        for step in path:
            value = _step(value, step)
            if isinstance(step, int):
                own = value.get("код") if isinstance(value, dict) else None
                parts.append(own if isinstance(own, str) else str(step + 1))
            elif step not in _HOLDERS:
                parts.append(step)
        return "/".join(parts)


def _labels(document: Document) -> dict[Path, str]:
    numbers = numbers_of(document)
    return {
        path: f"{numbers[id(model)].noun} {numbers[id(model)].shown}"
        for path, model in walk(document)
        if path and id(model) in numbers
    }  # fmt: skip


def _step(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


_ONE_OF = {
    "пункты": "пункт", "мероприятия": "строка", "разделы": "раздел", "строки": "строка", "кластеры": "кластер",
    "школы": "школа", "члены": "член", "пары": "пара", "части": "часть", "приложения": "приложение", "ячейки": "ячейка",
    "графы": "графа", "поля": "поле", "разрешить": "разрешение",
}  # fmt: skip
"""What one entry of a list is called."""


def _rest(path: Path) -> list[str]:
    """What stands below the last numbered entry: «её строка 2, срок», «ячейка 3»."""
    said: list[str] = []
    for number, step in enumerate(path):
        if isinstance(step, int):
            last = said.pop() if said else "запись"
            said.append(f"{last} {step + 1}")
        elif isinstance(path[number + 1] if number + 1 < len(path) else None, int):
            said.append(_ONE_OF.get(step, step))
        elif step != "документ":
            said.append(step)
    return said
