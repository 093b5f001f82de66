"""A municipal order that is signed is not rewritten: what has changed above becomes a draft that amends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError
from docgen.files.loading import validated_document
from docgen.files.workspace import open_workspace
from docgen.findings import Finding, Severity
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.transforms.amending import amend, page
from docgen.transforms.amending_order import amending_order
from docgen.transforms.editions import Edition
from docgen.work.deriving_files import Files

CONSOLIDATED = "редакция.txt"
SUFFIX = "изменения"


@dataclass
class Draft:
    """The amending order with its annexes as files, the consolidated text, and what could not be said so."""

    files: Files = field(default_factory=dict)
    text: str = ""
    findings: list[Finding] = field(default_factory=list)


def amending_draft(folder: Path, order_file: str, merged: Mapping[str, dict[str, Any]]) -> Draft:
    """The draft «О внесении изменений» for the order in ``order_file``, whose annexes would now read as ``merged``."""
    opened = open_workspace(folder)
    order = opened.file(folder / order_file).model
    draft = Draft()
    if not isinstance(order, Order):
        return draft
    try:
        old = Edition.of(order, opened.workspace)
    except KeyError:
        return draft
    annexes: list[Document] = []
    for annex, document in zip(order.annexes, old.annexes, strict=True):
        name = _name(order_file, annex.file or "")
        model = validated_document(dict(merged[name]))[0] if name in merged else document
        annexes.append(model if isinstance(model, Document) else document)
    try:
        amended = amend(old, Edition(order, tuple(annexes), opened.workspace))
        draft.findings = [_softened(finding, folder / order_file) for finding in amended.findings]
        if not amended.amendments:
            return draft
        made = amending_order(old, amended.amendments, name=f"{order.id}-{SUFFIX}")
    except DocgenError as error:
        draft.findings = [_softened(finding, folder / order_file) for finding in error.findings]
        return draft
    home = Path(order_file).parent.as_posix()
    draft.files = {f"{home}/{Path(order_file).stem}-{SUFFIX}.yaml": made.data}
    draft.files |= {f"{home}/{name}": data for name, data in made.annexes.items()}
    if amended.consolidated is not None:
        draft.text = page(amended.consolidated)
    return draft


def _name(order_file: str, annex: str) -> str:
    """The annex's file from the workspace: ``../plans/карта1.yaml`` of an order in ``orders``."""
    parts: list[str] = list(Path(order_file).parent.parts)
    for part in Path(annex).parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _softened(finding: Finding, path: Path) -> Finding:
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return finding.at(document=str(path), severity=severity)
