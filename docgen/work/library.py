"""The Python entrance: load, save, check and to_docx on documents and workspaces."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.checks.frozen import check_frozen
from docgen.errors import InputError
from docgen.files.annexes import NO_ANNEX, PATH_HINT, no_source
from docgen.files.base import Bases
from docgen.files.dumping import dump
from docgen.files.edits import InsertItem, edited
from docgen.files.folders import OTHER_TABLES, ROOT_FILE, find_root, is_folder, is_workbook
from docgen.files.loading import validated_document
from docgen.files.lock import lock
from docgen.files.saving import with_document
from docgen.files.scans import sheets_of
from docgen.files.shelf import Homes
from docgen.files.splicing import Edit, InsertKey, SetValue, edits_between, splice
from docgen.files.whole import write_whole
from docgen.files.workspace import open_workspace
from docgen.files.yaml import Source, read_yaml
from docgen.findings import Finding, has_errors
from docgen.language.printing import Print
from docgen.model.order import Order
from docgen.model.table import CELLS
from docgen.model.workspace import Document, Workspace
from docgen.render.document import render_document
from docgen.work.checking import not_a_document
from docgen.work.document_rules import check_document, check_inside

if TYPE_CHECKING:
    from docgen.files.xlsx_source import WorkbookSource


def load(path: str | Path) -> Document | Workspace:
    """The document in a file, or the workspace of a folder (or of its ``комплект.yaml``).

    Raises ``InputError`` (a ``DocgenError``) with all findings when the file is faulty.
    """
    path = Path(path)
    opened = open_workspace(path)
    if is_folder(path) or path.name == ROOT_FILE:
        if has_errors(opened.findings):
            raise InputError(opened.findings)
        return opened.workspace
    loaded = opened.file(path, str(path))
    if has_errors(loaded.findings) or not isinstance(loaded.model, Document):
        raise InputError([*loaded.findings, *not_a_document(loaded)])
    return loaded.model


def save(document: Document, path: str | Path) -> None:
    """Write a document into a file: a new file is dumped, in an existing one only what changed is replaced.

    Raises ``InputError`` when the file stands there and cannot be read, cannot be written, or when the document has
    been signed and its content is not what was signed.
    """
    path = Path(path)
    source: Source | WorkbookSource | None = None
    if os.path.lexists(path):
        source = _standing(path)
        if has_errors(source.findings):
            raise InputError(source.findings)
        edits = edits_into(source, document)
        if not edits:
            return
        if isinstance(source, Source):
            data = source.as_bytes(splice(source, edits))
        else:
            data = with_document(source, edits, document)
    elif is_workbook(path):
        data = _new_workbook(document, path)
    else:
        data = dump(document.plain()).encode()
    root = find_root(path)
    if root is None:
        write_whole(path, data, overwrite=True)
    else:
        with lock(root):
            _refuse_changes(document, path, root, source)
            write_whole(path, data, overwrite=True)


def _standing(path: Path) -> Source | WorkbookSource:
    """The file that stands there."""
    if not is_workbook(path):
        return read_yaml(path)
    from docgen.files.xlsx_reading import read_workbook

    return read_workbook(path)[0]


def _new_workbook(document: Document, path: Path) -> bytes:
    from docgen.files.xlsx_package import another_format
    from docgen.files.xlsx_writing import write_workbook

    if path.suffix.lower() in OTHER_TABLES:
        raise InputError([another_format(str(path), f"в виде «{path.suffix}»")])
    return write_workbook(document)


def _refuse_changes(document: Document, path: Path, root: Path, source: Source | WorkbookSource | None) -> None:
    bases = Bases(root)
    signed = bases.signed(document, path, Homes(root)) if bases.has_signed() else None
    if changed := list(check_frozen(document, signed)):
        raise InputError(source.mark(found) if source else found.at(document=str(path)) for found in changed)


def check(document: Document, workspace: Workspace | None = None) -> tuple[Finding, ...]:
    """All findings on a document; nothing is changed. Paths are filled, lines are not: there is no file here.

    A document of a workspace on disk is compared with what was signed, too.
    """
    workspace = workspace or Workspace()
    if not isinstance(document, Order):
        return tuple(check_document(document, workspace))
    return _check_order(document, workspace, *_annexes(document, workspace))


def _check_order(
    order: Order,
    workspace: Workspace,
    annexes: tuple[Document, ...],
    missing: tuple[Finding, ...],
    *,
    printing: bool = False,
) -> tuple[Finding, ...]:
    frozen = _check_frozen(order, workspace, None if missing else annexes)
    inside = check_inside(order, workspace, has_template=printing)
    return (*missing, *check_document(order, workspace, annexes, has_template=printing), *inside, *frozen)


def to_docx(document: Document, workspace: Workspace | None = None, *, print: Print | None = None) -> bytes:
    """The document with its annexes as one Word file; the same input gives the same bytes.

    Raises ``DocgenError`` with all findings: ``InputError`` for a faulty document, ``TemplateError`` for a template.
    """
    workspace = workspace or Workspace()
    findings: list[Finding] = []
    # Templates are looked for when the pages are made; looking twice would cost as much as all the rules together.
    if isinstance(document, Order):
        annexes, missing = _annexes(document, workspace)
        findings.extend(_check_order(document, workspace, annexes, missing, printing=True))
        for entry, annex in zip(document.annexes, annexes, strict=False):  # none when one is missing: reported already
            if entry.document is not None:
                continue
            found = check_document(annex, workspace, has_template=True)
            findings.extend(finding.at(document=entry.name) for finding in found)
    else:
        findings.extend(check_document(document, workspace, has_template=True))
    if has_errors(findings):
        raise InputError(findings)
    return render_document(document, workspace, print=print).data


def _check_frozen(
    document: Document, workspace: Workspace, annexes: tuple[Document, ...] | None
) -> tuple[Finding, ...]:
    """What has changed since the signing, and what is wrong with the record; nothing when the file is not known."""
    bases = Bases(workspace.root)
    home = _home(document, workspace) if bases.has_signed() or document.id in workspace.homes else None
    if home is None:
        return ()
    signed = bases.signed(document, home, workspace.homes)
    sheets = sheets_of(document, home, annexes) if signed else ()
    return (*check_frozen(document, signed, annexes, sheets), *bases.findings(document, home, workspace.homes))


def _home(document: Document, workspace: Workspace) -> Path | None:
    """The file of a document: by its id, or by the content that its copies share when the id was changed."""
    if home := workspace.homes.get(document.id or ""):
        return home
    for path, other in workspace.files.items():
        shares = isinstance(document, Order) and isinstance(other, Order) and other.points is document.points
        if shares or other is document:
            return path
    return None


def _annexes(order: Order, workspace: Workspace) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
    """The order's annexes, none when one is missing from the workspace, and a finding for each of those."""
    with suppress(KeyError):
        return workspace.annexes(order), ()
    found: list[Document] = []
    missing: list[Finding] = []
    for index, annex in enumerate(order.annexes):
        try:
            found.extend(workspace.annexes(order.model_copy(update={"annexes": (annex,)})))
        except KeyError:
            missing.append(
                NO_ANNEX.finding(
                    f"Приложения «{annex.file}» в комплекте нет.", path=("приложения", index, "файл"), quote=annex.name,
                    hint=PATH_HINT,
                ) if annex.file else no_source(index)
            )  # fmt: skip
    return (() if missing else tuple(found)), tuple(missing)


def edits_into(source: Source | WorkbookSource, document: Document) -> list[Edit]:
    """What has to change in the file so that it reads as the document: compared as models, so that an explicit
    default, an order of keys or a spelling that means the same is left alone."""
    data = source.data if isinstance(source.data, dict) else {}
    before, findings = validated_document(data)
    if before is None:
        raise InputError([source.mark(finding) for finding in findings])
    if type(before) is not type(document):
        return [SetValue((), document.plain())]
    return list(_onto_file(data, edits_between(before.plain(), document.plain())))


def _onto_file(data: Any, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits where the file says it in its own way.

    A key that the model leaves out as a default may stand in the file: then its value is set, not a key added. A row
    that the model writes as the list of its cells may stand there with the key of the cells.
    """
    for edit in edits:
        path: list[str | int] = []
        owner = data
        steps = (*edit.path, edit.index) if isinstance(edit, InsertItem) else edit.path
        for number, part in enumerate(steps):
            if isinstance(owner, dict) and isinstance(part, int):
                path.append(CELLS)
                owner = owner[CELLS]
            if number < len(edit.path):
                path.append(part)
                owner = _part_of(owner, part)
        if isinstance(edit, InsertKey) and isinstance(owner, dict) and edit.key in owner:
            here: Edit = SetValue((*path, edit.key), edit.value)
        else:
            here = replace(edit, path=tuple(path))
        data = edited(data, [here])
        yield here


def _part_of(owner: Any, part: str | int) -> Any:
    """What stands there, None for a key that is still to be set."""
    return owner.get(part) if isinstance(owner, dict) else owner[part]
