"""Literal numbers: a number that counting gives anyway is dropped, one that differs stays as a pin (ground-truth A.1, R01)."""

from __future__ import annotations

import copy
from typing import Any

from docgen.findings import Path
from docgen.model.numbering import numbered
from docgen.model.walking import walk
from docgen.model.workspace import Document


def needless_pins(document: Document) -> list[Path]:
    """The paths of the entries whose pinned number is the one that counting would have given."""
    places = {id(model): path for path, model in walk(document)}
    return [
        places[id(entry)]
        for entry, number in numbered(document)
        if number.pinned and number.shown == number.counted and id(entry) in places
    ]


def without_pins(data: dict[str, Any], paths: list[Path]) -> dict[str, Any]:
    """The data without the numbers of the entries at these paths."""
    made = copy.deepcopy(data)
    for path in paths:
        owner: Any = made
        for part in path:
            owner = owner[part]
        owner.pop("номер", None)
    return made


_NOT_ENTRIES = ("регистрация", "заголовки граф", "согласовано", "акты")
"""Keys under which «номер» is something else than the number of an entry."""


def pinned(data: Any) -> list[str]:
    """The numbers that are still pinned, in order."""
    if isinstance(data, dict):
        own = [str(data["номер"])] if "номер" in data else []
        return own + [number for key, value in data.items() if key not in _NOT_ENTRIES for number in pinned(value)]
    return [number for value in data for number in pinned(value)] if isinstance(data, list) else []
