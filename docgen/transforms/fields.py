"""The fields of an entry in three versions: where they differ, and what they are together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.findings import Path
from docgen.transforms.texts import merged_text


class _Absent:
    """No value: the key is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()
"""Stands for the value of a key that is not there."""


def differing(base: Any, other: Any, keys: Path = ()) -> Iterator[Path]:
    """The keys of the values that differ."""
    if base == other:
        return
    if isinstance(base, dict) and isinstance(other, dict):
        for key in [*other, *(key for key in base if key not in other)]:
            yield from differing(base.get(key, ABSENT), other.get(key, ABSENT), (*keys, key))
    else:
        yield keys


def value_at(value: Any, keys: Path) -> Any:
    """What stands at those keys, ``ABSENT`` when nothing does."""
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return ABSENT
        value = value[key]
    return value


CONFLICT: Any = object()
"""What ``merged_value`` answers where both changed one thing."""


def merged_value(base: Any, ours: Any, theirs: Any) -> Any:
    """The value with both changes in it, ``ABSENT`` where it goes, ``CONFLICT`` where they meet."""
    if theirs in (ours, base):
        return ours
    if base == ours:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        below = base if isinstance(base, dict) else {}
        names = [*ours, *(key for key in theirs if key not in ours)]
        made = {
            key: merged_value(below.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT)) for key in names
        }
        if any(value is CONFLICT for value in made.values()):
            return CONFLICT
        return {key: value for key, value in made.items() if value is not ABSENT}
    if isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
        text = merged_text(base, ours, theirs)
        return CONFLICT if text is None else text
    return CONFLICT


def with_value(value: Any, keys: Path, new: Any, like: Any) -> Any:
    """The value with another one at those keys; a new key stands after the one that it follows in ``like``."""
    if not keys:
        return new
    key, rest = str(keys[0]), keys[1:]
    made = dict(value) if isinstance(value, dict) else {}
    inner = like.get(key) if isinstance(like, dict) else None
    child = with_value(made.get(key, {}), rest, new, inner)
    if child is ABSENT:
        made.pop(key, None)
        return made
    if key in made or not isinstance(like, dict):
        return {**made, key: child}
    before = list(like)[: list(like).index(key)] if key in like else []
    place = max(
        (index + 1 for index, name in enumerate(made) if name in before), default=0 if key in like else len(made)
    )
    items = list(made.items())
    items.insert(place, (key, child))
    return dict(items)
