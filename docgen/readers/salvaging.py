"""A draft that does not validate, made valid without losing a word: what a field cannot hold goes to the leftovers."""

from __future__ import annotations

import copy
from typing import Any

from docgen.findings import Finding, Path, path_text
from docgen.model.base import Model
from docgen.model.text import Text
from docgen.model.validation import BAD_DEADLINE, BAD_MARKUP, validated
from docgen.readers.blocks import NOWHERE, Place
from docgen.readers.draft import Context, Draft, Leftover

ROUNDS = 40
"""How often a draft is mended before it is given up; each round mends every fault that it found."""


def valid(draft: Draft, model: type[Model], context: Context) -> Model | None:
    """The model of a draft, its ``data`` mended where a field did not validate; None when that cannot be done."""
    for _ in range(ROUNDS):
        made, findings = validated(model, draft.data)
        if made is not None:
            return made
        data = copy.deepcopy(draft.data)
        if not all([_mend(data, finding, draft, context) for finding in findings]):
            return None
        draft.data = data
    return None


def _mend(data: dict[str, Any], finding: Finding, draft: Draft, context: Context) -> bool:
    """Whether the value at fault could be written otherwise or taken out."""
    path = finding.path
    owner = _owner(data, path)
    if owner is None or not path:
        return False
    key = path[-1]
    if isinstance(owner, dict) and key not in owner:
        return False  # something is missing that only the reader could have put there
    value = owner[key]
    if finding.rule == BAD_DEADLINE.name and isinstance(value, str):
        owner[key] = {"дословно": value}
    elif finding.rule == BAD_MARKUP.name and isinstance(value, str):
        owner[key] = str(Text.literal(value))
    elif isinstance(owner, dict):
        del owner[key]
        said = _words(value)
        if said.strip():
            why = f"не подошло к полю «{path_text(path)}»: {finding.message}"
            context.leftovers.append(Leftover(said, _place(draft, path), why))
    else:
        return False
    return True


def _owner(data: Any, path: Path) -> Any:
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_words(item) for key, item in value.items() if key != "код")
    if isinstance(value, (list, tuple)):
        return " ".join(_words(item) for item in value)
    return str(value)


def _place(draft: Draft, path: Path) -> Place:
    """The place told for the path or for what it lies in."""
    best: tuple[int, Place] = (-1, NOWHERE)
    for told in draft.told:
        if path[: len(told.path)] == told.path and len(told.path) > best[0]:
            best = (len(told.path), told.place)
    return best[1]
