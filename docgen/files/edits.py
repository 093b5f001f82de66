"""Edits of plain data: what they are, what they do to the data, and which ones lead from one data to another.

Only plain dictionaries, lists and texts are known here. Putting an edit into the text of a file is the
business of ``splicing``.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docgen.files.nodes import Plain
from docgen.findings import Path

ID_KEY = "код"
"""The key by which the entries of a list are known in both its versions."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """The value at ``path`` becomes ``value``; a key that is not there yet is added at the end of its mapping."""

    path: Path
    value: Plain


@dataclass(frozen=True, slots=True)
class Remove:
    """The key or list item at ``path`` goes, with the comment lines directly above it."""

    path: Path


@dataclass(frozen=True, slots=True)
class InsertItem:
    """``value`` becomes item ``index`` of the list at ``path``; an index past the end means the end."""

    path: Path
    index: int
    value: Plain


@dataclass(frozen=True, slots=True)
class InsertKey:
    """``key`` is added to the mapping at ``path``: first, or after the key ``after``, else last.

    A key that is there already gets the value and keeps its place.
    """

    path: Path
    key: str
    value: Plain
    first: bool = False
    after: str | None = None


Edit: TypeAlias = SetValue | Remove | InsertItem | InsertKey


def edited(data: Plain, edits: Sequence[Edit]) -> Plain:
    """The data after these edits, made one after the other; the given data are not changed.

    Raises ``LookupError`` when a path leads nowhere.
    """
    for edit in edits:
        data = _edited(data, edit)
    return data


def _edited(data: Plain, edit: Edit) -> Plain:
    if isinstance(edit, InsertItem):
        return _changed(data, edit.path, lambda value: _with_item(value, edit))
    if isinstance(edit, InsertKey):
        return _changed(data, edit.path, lambda value: _with_key(value, edit))
    if not edit.path:
        return edit.value if isinstance(edit, SetValue) else None
    return _changed(data, edit.path[:-1], lambda value: _with_child(value, edit))


def _changed(data: Plain, path: Path, change: Callable[[Plain], Plain]) -> Plain:
    if not path:
        return change(data)
    part, rest = path[0], path[1:]
    if isinstance(data, dict) and isinstance(part, str) and part in data:
        return {**data, part: _changed(data[part], rest, change)}
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return [*data[:part], _changed(data[part], rest, change), *data[part + 1 :]]
    raise LookupError(f"no value at {path!r}")


def _with_item(value: Plain, edit: InsertItem) -> Plain:
    if value is not None and not isinstance(value, list):
        raise LookupError(f"no list at {edit.path!r}")
    items = list(value or [])
    items.insert(max(edit.index, 0), edit.value)
    return items


def _with_key(value: Plain, edit: InsertKey) -> Plain:
    if value is not None and not isinstance(value, dict):
        raise LookupError(f"no mapping at {edit.path!r}")
    pairs = list((value or {}).items())
    names = [name for name, _ in pairs]
    if edit.key in names:
        return {**dict(pairs), edit.key: edit.value}
    place = 0 if edit.first else names.index(edit.after) + 1 if edit.after in names else len(pairs)
    pairs.insert(place, (edit.key, edit.value))
    return dict(pairs)


def _with_child(value: Plain, edit: SetValue | Remove) -> Plain:
    part = edit.path[-1]
    if isinstance(value, dict) and isinstance(part, str):
        if isinstance(edit, SetValue):
            return {**value, part: edit.value}
        return {key: child for key, child in value.items() if key != part}
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return [*value[:part], *([edit.value] if isinstance(edit, SetValue) else []), *value[part + 1 :]]
    if value is None and isinstance(part, str) and isinstance(edit, SetValue):
        return {part: edit.value}
    raise LookupError(f"no value at {edit.path!r}")


def edits_between(old: Plain, new: Plain) -> list[Edit]:
    """The fewest edits that lead from the old data to the new, in the order in which they are to be made.

    The entries of a list are matched by their ``код`` where all have one, else by equality from both ends and
    by position between. The order of keys is nobody's change.
    """
    values: list[Edit] = []
    shapes: list[Edit] = []
    _compare((), old, new, values, shapes)
    return values + shapes


def _compare(path: Path, old: Plain, new: Plain, values: list[Edit], shapes: list[Edit]) -> None:
    """Collect the edits: those of values first, because edits of shape move what comes after them."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        _compare_mappings(path, old, new, values, shapes)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        _compare_lists(path, old, new, values, shapes)
    else:
        values.append(SetValue(path, new))


def _compare_mappings(
    path: Path, old: dict[str, Plain], new: dict[str, Plain], values: list[Edit], shapes: list[Edit]
) -> None:
    before: str | None = None
    for key, value in new.items():
        if key in old:
            _compare((*path, key), old[key], value, values, shapes)
        else:
            shapes.append(InsertKey(path, key, value, first=before is None, after=before))
        before = key
    shapes.extend(Remove((*path, key)) for key in old if key not in new)


def _compare_lists(path: Path, old: list[Plain], new: list[Plain], values: list[Edit], shapes: list[Edit]) -> None:
    pairs = _matched(old, new)
    if not pairs:
        values.append(SetValue(path, new))
        return
    for before, after in pairs:
        _compare((*path, before), old[before], new[after], values, shapes)
    kept_old = {before for before, _ in pairs}
    kept_new = {after for _, after in pairs}
    shapes.extend(Remove((*path, index)) for index in reversed(range(len(old))) if index not in kept_old)
    shapes.extend(InsertItem(path, index, new[index]) for index in range(len(new)) if index not in kept_new)


def _matched(old: list[Plain], new: list[Plain]) -> list[tuple[int, int]]:
    """The positions in both lists that hold the same entry, rising in both."""
    old_ids, new_ids = _ids(old), _ids(new)
    if old_ids is not None and new_ids is not None:
        matcher = difflib.SequenceMatcher(None, old_ids, new_ids, autojunk=False)
        blocks = matcher.get_matching_blocks()
        return [(start + step, other + step) for start, other, size in blocks for step in range(size)]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = min(len(old), len(new)) - head - tail
    pairs = [(index, index) for index in range(head + middle)]
    return pairs + [(len(old) - tail + step, len(new) - tail + step) for step in range(tail)]


def _ids(items: list[Plain]) -> list[str] | None:
    """The ids of all the entries, ``None`` where one has none or two share one."""
    ids = [item.get(ID_KEY) if isinstance(item, dict) else None for item in items]
    texts = [text for text in ids if isinstance(text, str)]
    return texts if len(texts) == len(items) == len(set(texts)) else None
