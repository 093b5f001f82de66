"""check --fix: puts in the ids that are missing, and touches nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from docgen.checks.duplicates import copied_ids, missing_ids
from docgen.files.folders import document_files, is_folder
from docgen.files.loading import Loaded
from docgen.files.lock import lock
from docgen.files.saving import after_edits
from docgen.files.splicing import Edit, InsertKey, SetValue
from docgen.files.whole import write_whole
from docgen.files.workspace import Opened, open_workspace
from docgen.model.base import Model, id_from
from docgen.model.cluster import Cluster, School
from docgen.model.composition import Member, Pair
from docgen.model.order import Order, Point
from docgen.model.plan import Measure, PlanPart, Section
from docgen.model.regulation import Chapter, Clause
from docgen.model.table import Event
from docgen.model.walking import walk
from docgen.model.workspace import Document

_PREFIXES: dict[type[Model], str] = {
    Point: "п", Section: "р", Measure: "м", Cluster: "к", School: "ш", PlanPart: "ч", Member: "ч", Pair: "пара",
    Chapter: "р", Clause: "п", Event: "с",
}  # fmt: skip
"""The letters that new ids begin with."""


def fix_ids(paths: Iterable[Path]) -> Iterator[str]:
    """Write missing ids into the files and yield the difference of each changed file."""
    for path in paths:
        opened = open_workspace(path)
        frozen = opened.bases.frozen_annexes()
        files = list(document_files(path.resolve())) if is_folder(path) else [path]
        for file in files:
            loaded = opened.file(file)
            if not isinstance(loaded.model, Document):
                continue
            if loaded.path in frozen or opened.bases.signed(loaded.model, loaded.path, opened.homes):
                continue  # an id is content, and that is frozen
            if edits := list(_all_edits(loaded.model, loaded.path, _reserved(opened, loaded))):
                yield _write(opened, loaded, edits)


def _all_edits(document: Document, path: Path, reserved: Collection[str]) -> Iterator[Edit]:
    """The edits of a document and of the annexes that stand inside it."""
    yield from id_edits(document, path, reserved)
    for index, annex in enumerate(document.annexes if isinstance(document, Order) else ()):
        if annex.document is not None:
            # The annex's own id is enough for the document that stands in it.
            inside = annex.document.model_copy(update={"id": annex.document.id or annex.id or annex.document.kind})
            for edit in id_edits(inside, path, reserved):
                yield replace(edit, path=("приложения", index, "документ", *edit.path))


def id_edits(document: Document, path: Path, reserved: Collection[str] = ()) -> Iterator[Edit]:
    """The edits that give every entry without an id a new one: a letter for its kind and the next free number.

    An entry that was copied with its id gets a new one as well; references go on pointing at the first.

    ``reserved`` are ids that others in the workspace have already.
    """
    taken = {*reserved, *(str(getattr(model, "id", "")) for _, model in walk(document))}
    counts: dict[str, int] = {}
    for where, model in missing_ids(document):
        if not where:
            name = id_from(path.stem) or document.kind
            yield InsertKey((), "код", name if name not in taken else _free(f"{name}-", taken, counts), after="вид")
            continue
        prefix = _PREFIXES.get(type(model))
        if prefix is None:
            continue
        yield InsertKey(where, "код", _free(prefix, taken, counts), first=True)
    for where, model in copied_ids(document):
        if prefix := _PREFIXES.get(type(model)):
            yield SetValue((*where, "код"), _free(prefix, taken, counts))


def _reserved(opened: Opened, loaded: Loaded) -> set[str]:
    others = (id_ for id_, home in opened.homes.items() if home != loaded.path)
    return {*opened.workspace.reference, *others}


def _free(prefix: str, taken: set[str], counts: dict[str, int]) -> str:
    number = counts.get(prefix, 0) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    counts[prefix] = number
    taken.add(f"{prefix}{number}")
    return f"{prefix}{number}"


def _write(opened: Opened, loaded: Loaded, edits: list[Edit]) -> str:
    changed = after_edits(loaded.source, edits)
    with lock(opened.root) if opened.root else nullcontext():
        write_whole(loaded.path, changed.content, overwrite=True)
    before, after = loaded.source.text.splitlines(), changed.text.splitlines()
    name = loaded.source.name
    return "\n".join(difflib.unified_diff(before, after, name, name, "было", "стало", 1, ""))
