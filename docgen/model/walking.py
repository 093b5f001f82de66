"""Walking a model: every model inside it with its path, those of one kind, the fields that may hold a kind of value.

The rules, the printing and the transforms walk every document many times over, so what was found is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, overload

from docgen.findings import Path
from docgen.model.base import Model, plain_key
from docgen.model.remembered import remembered

M = TypeVar("M", bound=Model)
Nodes = tuple[tuple[Path, Model], ...]


@remembered
def walk(model: Model) -> Nodes:
    """The model and every model inside it with its path, in the order of the fields; not the documents inside it."""
    nodes: list[tuple[Path, Model]] = []
    _collect(model, (), nodes)
    return tuple(nodes)


@overload
def walk_of(model: Model, kind: type[M], /) -> Iterator[tuple[Path, M]]: ...


@overload
def walk_of(model: Model, *kinds: type[Model]) -> Iterator[tuple[Path, Any]]: ...


def walk_of(model: Model, *kinds: type[Model]) -> Iterator[tuple[Path, Any]]:
    """Those of ``walk`` that are of one of these kinds, in its order."""
    return (node for node in walk(model) if type(node[1]) in kinds)


@cache
def fields_with(kind: type[Model], *types: type) -> tuple[tuple[str, str], ...]:
    """The fields of a model, with their keys, that may hold a value of one of these types, alone or among others."""
    return tuple(
        (name, plain_key(kind, name)) for name, info in kind.model_fields.items() if _may_hold(info.annotation, types)
    )


def _collect(model: Model, path: Path, nodes: list[tuple[Path, Model]]) -> None:
    nodes.append((path, model))
    values = model.__dict__
    for name, key in fields_with(type(model), Model):
        value = values[name]
        if type(value) is tuple:
            for index, item in enumerate(value):
                if isinstance(item, Model):
                    _collect(item, (*path, key, index), nodes)
        elif isinstance(value, Model) and not value.separate:
            _collect(value, (*path, key), nodes)


def _may_hold(annotation: Any, types: tuple[type, ...]) -> bool:
    if get_origin(annotation) is Literal:
        return False
    if parts := get_args(annotation):
        inner: Iterable[Any] = parts[:1] if get_origin(annotation) is Annotated else parts
        return any(_may_hold(part, types) for part in inner if part is not ...)
    return not isinstance(annotation, type) or issubclass(annotation, types)
