"""Checks of deadlines as written: what was mended, what names no year, what stands word for word."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.deadline import Deadline, Verbatim
from docgen.model.deadline_seasons import with_year
from docgen.model.school_year import Period
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

REPAIRED = rule(
    "срок-понят-с-поправкой",
    "Срок прочитан, но в нём описка",
    severity=Severity.WARNING,
    scope=Scope.FIELD,
    source="gt:R73",
)
YEARLESS = rule(
    "срок-без-года",
    "В сроке не назван год",
    severity=Severity.WARNING,
    scope=Scope.FIELD,
    source="std:P04",
)
VERBATIM = rule(
    "срок-дословно",
    "Срок печатается дословно и не проверяется",
    severity=Severity.NOTE,
    scope=Scope.FIELD,
    source="gt:R17",
)


def check_deadlines(document: Document) -> Iterator[Finding]:
    """Deadlines that parsed only after a repair, name no year, or stand verbatim."""
    period = getattr(document, "period", None)
    for path, model in walk(document):
        # Looked up in __dict__: pydantic takes long to say that a model has no such field, and most have none.
        deadline = model.__dict__.get("deadline")
        if deadline is None:
            continue
        at = (*path, "срок")
        if isinstance(deadline, Verbatim):
            yield VERBATIM.finding(
                f"Срок «{deadline}» записан дословно: docgen его не проверит и не перенесёт на другой год.",
                path=at, quote=str(deadline), hint="Если возможно, назовите дату, месяц или период.",
            )  # fmt: skip
        elif isinstance(deadline, Deadline):
            if deadline.repair:
                yield _repaired(deadline, at)
            if any(part.names_no_year for part in deadline.parts):
                yield _yearless(deadline, at, period)


def _repaired(deadline: Deadline, at: Path) -> Finding:
    mended = deadline.canonical()
    # The canonical form has the dates alone: what was written beside them must not be mended away.
    whole = not deadline.qualifiers
    return REPAIRED.finding(
        f"Срок «{deadline}» понят с поправкой: {'; '.join(deadline.repair)}.",
        path=at, quote=str(deadline), fix=Fix(at, mended) if whole else None,
        hint=f"Пишите: {mended}." if whole else f"Пишите даты так: {mended}, а слова рядом с ними оставьте.",
    )  # fmt: skip


def _yearless(deadline: Deadline, at: Path, period: Period | None) -> Finding:
    """The missing year, named in the hint when the document's period leaves no other."""
    missing = "месяца и года" if all(not part.yearless for part in deadline.parts if part.names_no_year) else "года"
    dated = [with_year(part, period) if period and part.names_no_year else (part,) for part in deadline.parts]
    hint = "Допишите месяц и год." if "месяца" in missing else "Допишите год."
    if period and all(dated) and "месяца" not in missing:
        words = ", ".join(part.canonical() for parts in dated for part in parts)
        hint = f"По периоду {period} это {words}. Допишите год."
    return YEARLESS.finding(
        f"В сроке «{deadline}» нет {missing}: docgen не проверит такой срок и не перенесёт на другой год.",
        path=at, quote=str(deadline), hint=hint,
    )  # fmt: skip
