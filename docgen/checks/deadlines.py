"""Checks of deadlines as written: what was mended to be understood, and what stands word for word."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Fix, Severity
from docgen.model.base import Model, walk
from docgen.model.deadline import Deadline, Verbatim
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

REPAIRED = rule(
    "срок-понят-с-поправкой",
    "Срок прочитан, но в нём описка",
    severity=Severity.WARNING,
    scope=Scope.FIELD,
    source="gt:R73",
)
VERBATIM = rule(
    "срок-дословно",
    "Срок печатается дословно и не проверяется",
    severity=Severity.NOTE,
    scope=Scope.FIELD,
    source="gt:R17",
)


def check_deadlines(document: Document) -> Iterator[Finding]:
    """Deadlines that parsed only after a repair, and those that stand verbatim."""
    for path, model in walk(document):
        deadline = getattr(model, "deadline", None)
        if not isinstance(model, Model) or deadline is None:
            continue
        at = (*path, "срок")
        if isinstance(deadline, Verbatim):
            yield VERBATIM.finding(
                f"Срок «{deadline}» записан дословно: docgen его не проверит и не перенесёт на другой год.",
                path=at, quote=str(deadline), hint="Если возможно, назовите дату, месяц или период.",
            )  # fmt: skip
        elif isinstance(deadline, Deadline) and deadline.repair:
            mended = deadline.canonical()
            # The canonical form has the dates alone: what was written beside them must not be mended away.
            whole = not deadline.qualifiers
            yield REPAIRED.finding(
                f"Срок «{deadline}» понят с поправкой: {'; '.join(deadline.repair)}.",
                path=at, quote=str(deadline), fix=Fix(at, mended) if whole else None,
                hint=f"Пишите: {mended}." if whole else f"Пишите даты так: {mended}, а слова рядом с ними оставьте.",
            )  # fmt: skip
