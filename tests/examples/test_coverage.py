"""Nothing in the models is idle: every field is set by some example, and what it says reaches the printed page.

Whether a field is printed is told by changing it: another value must make other pages.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import DocgenError
from docgen.files.loading import OTHER_KINDS
from docgen.files.workspace import Opened, open_workspace
from docgen.language.printing import Print
from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Dating, Model
from docgen.model.order import Order
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document, Workspace
from docgen.render.document import render_document
from tests.needs import PROJECT

EXAMPLES = sorted(path.parent for path in (PROJECT / "examples").glob("*/комплект.yaml"))

Field = tuple[type[Model], str]


def models_of(kind: type[Model]) -> Iterator[type[Model]]:
    """The model and all models inside it."""
    seen: set[type[Model]] = set()
    todo = [kind]
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            todo.extend(_inside(info.annotation))


def _inside(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _inside(argument)


def fields_of(kinds: typing.Iterable[type[Model]]) -> set[Field]:
    models = {model for kind in kinds for model in models_of(kind) if model is not AnnexDocument}
    return {declared(model, name) for model in models if not issubclass(model, Dating) for name in model.model_fields}


def declared(model: type[Model], name: str) -> Field:
    """The field under the model that declares it: what all annexes share needs one example, not eight."""
    shared = issubclass(model, AnnexDocument) and name in AnnexDocument.model_fields and name != "kind"
    return (AnnexDocument if shared else model), name


def instances(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Model]]:
    """Every model inside a value with its path in the plain data."""
    if isinstance(value, Model):
        yield path, value
        for name, info in type(value).model_fields.items():
            yield from instances(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from instances(item, (*path, index))


@cache
def opened(folder: Path) -> Opened:
    return open_workspace(folder)


@cache
def files(folder: Path) -> tuple[tuple[Path, Model], ...]:
    """Every file of an example as a model."""
    here = opened(folder)
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        model = here.file(path).model
        assert model is not None, path
        found.append((path, model))
    return tuple(found)


@cache
def set_fields() -> frozenset[Field]:
    found: set[Field] = set()
    for folder in EXAMPLES:
        for _, document in files(folder):
            for _, model in instances(document):
                found.update(declared(type(model), name) for name in model.model_fields_set)
    return frozenset(found)


def test_every_field_is_set_by_some_example():
    every = fields_of([*DOCUMENT_KINDS.values(), *OTHER_KINDS.values()])
    missing = sorted(f"{model.__name__}.{name}" for model, name in every - set_fields())
    assert missing == []


SILENT = {
    **{
        f"{model.__name__}.kind": "it says which template prints"
        for model in DOCUMENT_KINDS.values()
        if model is not Order
    },
    "Allowance.rule": "an allowance speaks to the checks",
    "Allowance.reason": "an allowance speaks to the checks",
    "id": "a code is for references and for derivation",
    "allowances": "an allowance speaks to the checks",
    "period": "a period gives years to deadlines and is named in the title by hand",
    "status": "the print is chosen here",
    "planned": "a planned day chooses the names in force",
    "Annex.file": "where the annex is kept",
    "Scan.file": "its pages follow in the PDF",
    "Citation.document": "the facts are taken from that order",
    "OwnColumn.id": "the cells name the column by it",
    "origin": "where a derived thing was taken from is for the next derivation",
    "Plan.municipality": "whose plan it is stands in the title; elsewhere it chooses among schools and bodies",
    "Plan.school": "whose plan it is stands in the title",
    "NotApplicable.reason": "a row that is left out is named in the report of the derivation",
    "Plan.not_applicable": "a row that is left out is named in the report of the derivation",
    "Plan.level": "for rows that have no level of their own",
}
"""Fields that print nothing by themselves, and why."""

FRESH = ("иначе", "77", "30.12.2030", "31.12.2030", "да", "нет", "2030/2031")


Spot = tuple[Path, tuple[Any, ...]]

TRIED = 6
"""So many places where a field is set are tried; some stand where another field speaks in its stead."""


def spots() -> dict[Field, list[Spot]]:
    """For each plain field of a document model, where the smallest documents set it."""
    found: dict[Field, list[Spot]] = {}
    documents = [(p, d) for folder in EXAMPLES for p, d in files(folder) if isinstance(d, Document)]
    for path, document in sorted(documents, key=lambda each: each[0].stat().st_size):
        for at, model in instances(document):
            for name in model.model_fields_set:
                if not any(isinstance(inner, Model) for _, inner in instances(getattr(model, name))):
                    key = type(model).model_fields[name].alias or name
                    found.setdefault((type(model), name), []).append((path, (*at, key)))
    return {field: places[:TRIED] for field, places in found.items()}


def pages(document: Document, path: Path, workspace: Workspace) -> bytes:
    """What is printed of a document that stands in the place of the one at that path."""
    standing = {**workspace.files, path.resolve(): document}
    here = replace(workspace, files=standing, documents={**workspace.documents, document.id or "": document})
    return render_document(document, here, print=Print.REGISTERED).data


def others(model: type[Model], name: str) -> Iterator[object]:
    """Other values for a field, from plainest to rarest; ``...`` leaves it out."""
    info = model.model_fields[name]
    if not info.is_required():
        yield ...
    yield from _literals(info.annotation)
    for word in FRESH:
        yield word
        yield [word]
        yield {"срок": word}


def _literals(annotation: Any) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from typing.get_args(annotation)
    for argument in typing.get_args(annotation):
        if not isinstance(argument, str):
            yield from _literals(argument)


def changed(data: Any, at: tuple[Any, ...], value: object) -> Any:
    """The plain data with another value at a path."""
    if not at:
        return value
    key, *rest = at
    copy = dict(data) if isinstance(data, dict) else list(data)
    if value is ... and not rest:
        copy.pop(key, None)  # a value that equals the default does not stand there
    elif rest:
        copy[key] = changed(copy[key], tuple(rest), value)
    else:
        copy[key] = value
    return copy


def is_printed(field: Field, path: Path, at: tuple[Any, ...]) -> bool:
    """Whether some other value of the field makes other pages."""
    here = opened(next(folder for folder in EXAMPLES if path.is_relative_to(folder)))
    document = here.file(path).model
    assert isinstance(document, Document)
    before = pages(document, path, here.workspace)
    for value in others(*field):
        made, _ = validated(type(document), changed(document.plain(), at, value))
        if made is None:
            continue
        try:
            if pages(made, path, here.workspace) != before:  # type: ignore[arg-type]
                return True
        except DocgenError:
            continue
    return False


SPOTS = spots()
PRINTED = sorted(
    (f for f in SPOTS if not {f[1], f"{f[0].__name__}.{f[1]}"} & set(SILENT)), key=lambda f: (f[0].__name__, f[1])
)


@pytest.mark.parametrize("field", PRINTED, ids=lambda field: f"{field[0].__name__}.{field[1]}")
def test_every_field_of_a_document_reaches_the_page(field: Field):
    assert any(is_printed(field, path, at) for path, at in SPOTS[field])


SHARED = {"intro": "Вступление.", "signatory": {"должность": "начальник"}}


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize(
    "kind", [k for k in DOCUMENT_KINDS.values() if issubclass(k, AnnexDocument)], ids=lambda k: k.__name__
)
def test_what_all_annexes_share_is_printed_by_each(kind: type[AnnexDocument], name: str):
    path, at = SPOTS[kind, "title"][0]
    here = opened(next(folder for folder in EXAMPLES if path.is_relative_to(folder)))
    document = here.file(path).model
    assert isinstance(document, Document)
    data = document.plain()
    owner: Any = data
    for key in at[:-1]:
        owner = owner[key]
    owner.pop(AnnexDocument.model_fields[name].alias, None)
    without, _ = validated(type(document), data)
    owner[AnnexDocument.model_fields[name].alias] = SHARED[name]
    with_it, _ = validated(type(document), data)
    assert pages(with_it, path, here.workspace) != pages(without, path, here.workspace)  # type: ignore[arg-type]
