"""Allowances: findings that a person has let stand are dropped, and allowances that nothing needed are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.findings import Finding, Path, Severity
from docgen.model.allowance import Allowance
from docgen.model.walking import walk_of
from docgen.model.workspace import Document
from docgen.nearness import meant_or, nearest
from docgen.rules import is_waivable, registered, rule

UNUSED_ALLOWANCE = rule(
    "лишнее-разрешение", "Разрешено замечание, которого здесь нет", severity=Severity.WARNING, source="docgen"
)
NOT_WAIVABLE = rule("нельзя-разрешить", "Разрешена ошибка, с которой документ не напечатать", source="docgen")


def sifted(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without the allowed ones, and a warning for each allowance that nothing needed."""
    allowed = list(_allowances(document))
    used: set[Path] = set()
    for finding in findings:
        matches = [
            at for owner, at, allowance in allowed
            if allowance.rule == finding.rule and _inside(finding, owner) and is_waivable(finding.rule)
        ]  # fmt: skip
        if matches:
            used.update(matches)
        else:
            yield finding
    for _, at, allowance in allowed:
        if at in used:
            continue
        if allowance.rule in [rule.name for rule in registered()] and not is_waivable(allowance.rule):
            yield NOT_WAIVABLE.finding(
                f"Замечание «{allowance.rule}» разрешить нельзя: с такой ошибкой документ не напечатать целиком.",
                path=(*at, "замечание"), quote=allowance.rule, hint="Исправьте саму ошибку и уберите разрешение.",
            )  # fmt: skip
        else:
            known = [rule.name for rule in registered()]
            meant = nearest(allowance.rule, known) if allowance.rule not in known else None
            yield UNUSED_ALLOWANCE.finding(
                f"Разрешено замечание «{allowance.rule}», а его здесь нет.", path=(*at, "замечание"),
                quote=allowance.rule,
                hint=meant_or(meant, "Уберите разрешение или проверьте имя замечания: docgen rules."),
            )  # fmt: skip


def _allowances(document: Document) -> Iterator[tuple[Path, Path, Allowance]]:
    for path, allowance in walk_of(document, Allowance):
        yield path[:-2], path, allowance


def _inside(finding: Finding, owner: Path) -> bool:
    return finding.path[: len(owner)] == owner
