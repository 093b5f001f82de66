"""check: look at files and folders, change nothing; with ``fix``, put in the ids that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.checks.allowances import sifted
from docgen.checks.deadlines import check_deadlines
from docgen.checks.duplicates import check_duplicates, check_missing_ids
from docgen.checks.frozen import check_frozen
from docgen.checks.numbering import check_numbering
from docgen.checks.references import check_references
from docgen.files.base import Bases
from docgen.files.workspace import TAKEN_ID, Loaded, Opened, annexes_of, document_files, open_workspace
from docgen.findings import Finding, Severity
from docgen.model.order import Order
from docgen.model.workspace import Document, Workspace
from docgen.rules import Scope, rule

NOTHING_HERE = rule("нечего-проверять", "По этому пути нет документов docgen", scope=Scope.FILE)


@dataclass
class Checked:
    """What was looked at and what was found."""

    documents: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check_paths(paths: Iterable[Path]) -> Checked:
    """All findings on the documents at these paths; a folder means every document in it, and its reference data."""
    checked = Checked()
    for path in paths:
        opened = open_workspace(path)
        files = list(_files(path, opened))
        if not files:
            checked.findings.append(
                NOTHING_HERE.finding(
                    f"По пути «{path}» нет документов docgen.", document=str(path), quote=str(path),
                    hint="Укажите файл приказа или плана (.yaml) или папку комплекта.",
                )
            )  # fmt: skip
        checked.findings.extend(opened.findings)
        for file, name in files:
            loaded = opened.file(file, name)
            checked.documents.append(loaded)
            checked.findings.extend(check_loaded(opened, loaded))
        if path.is_dir():
            checked.findings.extend(_taken(opened))
    checked.findings = ordered(checked.findings)
    return checked


def check_loaded(opened: Opened, loaded: Loaded, *, with_annexes: bool = False) -> list[Finding]:
    """All findings on one loaded file, with their lines; those of its annexes too when asked."""
    findings = list(loaded.findings)
    if not isinstance(loaded.model, Document):
        return findings
    annexes, missing = annexes_of(opened, loaded) if isinstance(loaded.model, Order) else ((), [])
    own = {finding.document for finding in missing} - {loaded.source.name}
    findings.extend(f for f in missing if f.document == loaded.source.name or with_annexes or f.document in own)
    found = list(check_document(loaded.model, opened.workspace, annexes or ()))
    found.extend(check_frozen(loaded.model, Bases(opened.root).signed_content(loaded.model, loaded.path)))
    findings.extend(loaded.source.mark(finding) for finding in found)
    if with_annexes and annexes:
        for annex in loaded.model.annexes if isinstance(loaded.model, Order) else ():
            inner = opened.file(loaded.path.parent / annex.file)
            findings.extend(check_loaded(opened, inner))
    return findings


def check_document(document: Document, workspace: Workspace, annexes: tuple[Document, ...] = ()) -> Iterator[Finding]:
    """The findings of all rules on one document, with paths but without lines; house severities and allowances applied."""
    names = {id_: type(workspace.reference[id_]).__name__ for id_ in workspace.reference}
    words = {
        "Organisation": "организация", "Person": "лицо", "Post": "должность", "Municipality": "муниципалитет",
        "Citation": "акт",
    }  # fmt: skip
    findings: list[Finding] = []
    findings.extend(check_references(document, workspace, annexes))
    findings.extend(check_numbering(document))
    findings.extend(check_duplicates(document, {id_: words[name] for id_, name in names.items()}))
    findings.extend(check_missing_ids(document))
    findings.extend(check_deadlines(document))
    severities = workspace.profile.severities
    weighed = (replace(f, severity=Severity(severities[f.rule])) if f.rule in severities else f for f in findings)
    return sifted(document, weighed)


def _files(path: Path, opened: Opened) -> Iterator[tuple[Path, str | None]]:
    if path.is_dir():
        for file in document_files(path.resolve()):
            yield file, str(path / file.relative_to(path.resolve()))
    else:
        yield path, str(path)


def _taken(opened: Opened) -> Iterator[Finding]:
    list(opened.homes)
    for id_, path, first in opened.homes.taken:
        loaded = opened.file(path)
        yield loaded.source.mark(
            TAKEN_ID.finding(
                f"Код документа «{id_}» уже занят файлом «{opened.shown(first)}».", path=("код",), quote=id_,
                hint="Дайте одному из документов другой код.",
            )
        )  # fmt: skip


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by file, line and weight, each once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (f.document, f.line or 0, f.column or 0, _WEIGHT[f.severity]))
