"""The rules on one document: which of them look at it, with which weights and allowances. Nothing here reads a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from docgen.checks.allowances import sifted
from docgen.checks.dates import check_dates
from docgen.checks.deadlines import check_deadlines
from docgen.checks.duplicates import MISSING_ID, check_duplicates, check_missing_ids
from docgen.checks.emptiness import check_emptiness
from docgen.checks.numbering import REPEATED_NUMBER, check_numbering
from docgen.checks.references import check_references
from docgen.checks.registration import check_bodies, check_edition, check_holders, check_registration, check_schools
from docgen.checks.requisites import check_requisites
from docgen.checks.tables import check_tables
from docgen.checks.wording import check_wording
from docgen.errors import TemplateError
from docgen.findings import Finding, Severity
from docgen.model.order import Order
from docgen.model.remembered import remembered
from docgen.model.targets import reference_targets
from docgen.model.workspace import Document, Workspace
from docgen.render.columns import NO_COLUMN, fitted
from docgen.render.locating import columns_of, own_folder, template_for
from docgen.rules import is_waivable


def check_document(
    document: Document, workspace: Workspace, annexes: tuple[Document, ...] = (), *, has_template: bool = False
) -> Iterator[Finding]:
    """The findings of all rules on one document, with paths, without lines; severities and allowances are applied."""
    names = {id_: target.kind for id_, target in reference_targets(workspace.reference).items()}
    findings: list[Finding] = []
    findings.extend(check_references(document, workspace, annexes))
    findings.extend(check_duplicates(document, names))
    findings.extend(_alone(document))
    findings.extend(check_holders(document, annexes, workspace.reference))
    findings.extend(check_bodies(document, workspace.reference))
    findings.extend(check_schools(document, annexes, workspace.reference))
    findings.extend(check_dates(document, workspace.reference.calendar))
    findings.extend(check_wording(document, workspace.profile, reference_targets(workspace.reference)))
    findings.extend(check_edition(document, workspace.profile))
    if not has_template:
        findings.extend(_check_template(document, workspace))
    if any(finding.rule == REPEATED_NUMBER.name for finding in findings) and _is_signed(document, workspace):
        findings = [_of_signed(finding) for finding in findings]
    severities = workspace.profile.severities
    weighed = (
        replace(f, severity=Severity(severities[f.rule])) if f.rule in severities and is_waivable(f.rule) else f
        for f in findings
    )
    return sifted(document, weighed)


def _of_signed(finding: Finding) -> Finding:
    """A signed act prints the numbers that were signed, twice the same if so; that is told, but stops nothing."""
    return replace(finding, severity=Severity.WARNING) if finding.rule == REPEATED_NUMBER.name else finding


def _is_signed(document: Document, workspace: Workspace) -> bool:
    """Whether the document is a signed order or an annex of one."""
    if isinstance(document, Order):
        return document.status.frozen
    for id_ in workspace.documents:
        with suppress(KeyError):  # a faulty file is told by itself, an absent annex where its order is checked
            order = workspace.documents[id_]
            if isinstance(order, Order) and order.status.frozen and _annexed(document, workspace.annexes(order)):
                return True
    return False


def _annexed(document: Document, annexes: tuple[Document, ...]) -> bool:
    return any(annex is document or (annex.id and annex.id == document.id) for annex in annexes)


def check_inside(document: Document, workspace: Workspace, *, has_template: bool = False) -> Iterator[Finding]:
    """The findings on the annexes that stand inside an order, with their paths in the order."""
    for index, annex in enumerate(document.annexes if isinstance(document, Order) else ()):
        if annex.document is None:
            continue
        at = ("приложения", index, "документ")
        # The annex's own id is enough for the document that stands in it.
        inside = annex.document.model_copy(update={"id": annex.document.id or annex.id or annex.document.kind})
        for finding in check_document(inside, workspace, has_template=has_template):
            if finding.rule == MISSING_ID.name and isinstance(document, Order) and document.status.frozen:
                continue  # an id is content, and that is frozen
            fix = finding.fix._replace(path=(*at, *finding.fix.path)) if finding.fix else None
            yield replace(finding, path=(*at, *finding.path), fix=fix)


@remembered
def _alone(document: Document) -> tuple[Finding, ...]:
    """The findings of the rules that look at nothing but the document; asked for at a check and again at printing."""
    return (
        *check_numbering(document),
        *check_missing_ids(document),
        *check_deadlines(document),
        *check_emptiness(document),
        *check_registration(document),
        *check_tables(document),
        *check_requisites(document),
    )


def _check_template(document: Document, workspace: Workspace) -> Iterator[Finding]:
    try:
        template = template_for(document, workspace)
    except TemplateError as error:
        yield from error.findings
        return
    own = own_folder(workspace)
    if own is not None and template.is_relative_to(own):
        yield from _lacking_columns(document, template, template.relative_to(own.parent).as_posix())


def _lacking_columns(document: Document, template: Path, name: str) -> Iterator[Finding]:
    """The columns of the document that the office's own template has no place for; its other faults are its own."""
    try:
        fitted(template.read_bytes(), name, columns_of(document) or ())
    except TemplateError as error:
        for finding in error.findings:
            if finding.rule == NO_COLUMN.name:
                yield finding.at(document="", path=("графы",))
    except OSError:
        return
