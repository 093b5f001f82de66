"""Origins of derived rows after their source has moved to another year, too: the digest of what stands there now.

A digest that told of the source as it was tells of it as it is; one that told of an older state goes on telling so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.model.base import Model
from docgen.model.origin import Origin, digest_of
from docgen.model.validation import validated
from docgen.model.walking import walk

ORIGIN = "откуда"


@dataclass(frozen=True)
class Moved:
    """A document before and after the move: its plain data, and the model of the old ones."""

    old: dict[str, Any]
    new: dict[str, Any]
    model: Model

    @cached_property
    def digests(self) -> dict[tuple[str, str], str]:
        """The new digest by entry and old digest, whether it was taken of the file's data or of the model's."""
        after, _ = validated(type(self.model), self.new)
        pairs = [(_entries(self.old), _entries(self.new))]
        if after is not None:
            pairs.append((_plain_entries(self.model), _plain_entries(after)))
        found = {
            (id_, digest_of(was)): digest_of(new[id_]) for old, new in pairs for id_, was in old.items() if id_ in new
        }  # fmt: skip
        for old, new in pairs:
            found["", digest_of(_head(old[""]))] = digest_of(_head(new[""]))
        return found


def with_new_digests(data: Any, sources: Callable[[str], Moved | None]) -> Any:
    """Plain data with the digests of its origins renewed; ``sources`` finds the documents that moved, by their ids now."""
    if isinstance(data, list):
        return [with_new_digests(item, sources) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _renewed(value, sources) if key == ORIGIN else with_new_digests(value, sources)
        for key, value in data.items()
    }  # fmt: skip


def _renewed(value: Any, sources: Callable[[str], Moved | None]) -> Any:
    if isinstance(value, list):
        return [_renewed(item, sources) for item in value]
    try:
        origin = Origin.parse(value) if isinstance(value, str) else None
    except ValueError:
        return value
    if origin is None or not origin.digest:
        return value
    source = sources(origin.document)
    digest = source.digests.get((origin.entry, origin.digest)) if source else None
    return str(Origin(origin.document, origin.entry, digest)) if digest else value


def has_digests(data: Any) -> bool:
    """Whether any origin of the data carries a digest."""
    return any("#" in origin for origin in _origins(data))


def _origins(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == ORIGIN:
                yield from (
                    each for each in ([value] if isinstance(value, str) else value or []) if isinstance(each, str)
                )
            else:
                yield from _origins(value)
    elif isinstance(data, list):
        for item in data:
            yield from _origins(item)


def _entries(data: Any) -> dict[str, Any]:
    """What stands in a document by its id, the document itself under the empty one."""
    found: dict[str, Any] = {"": data}
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if isinstance(own := value.get("код"), str) and value is not data:
                found.setdefault(own, value)
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return found


def _head(data: dict[str, Any]) -> dict[str, Any]:
    """A plan without its rows, which have origins of their own."""
    return {key: value for key, value in data.items() if key not in ("разделы", "мероприятия")}


def _plain_entries(model: Model) -> dict[str, Any]:
    found = {str(own): part.plain() for path, part in walk(model) if path and (own := getattr(part, "id", None))}
    return {"": model.plain(), **found}
