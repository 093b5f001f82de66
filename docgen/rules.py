"""The registry of rules: what docgen can find fault with.

A rule is named by the fault, in Russian words joined by hyphens, so that it reads after «разрешить:». Rooms register
their rules when they are imported; the registry itself knows no rule.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

from docgen.findings import Finding, Fix, Path, Severity


class Scope(enum.StrEnum):
    """What a rule has to look at: a keystroke reruns the rules of a field, a save those of the document."""

    FIELD = "поле"
    DOCUMENT = "документ"
    SET = "комплект"
    TEMPLATE = "шаблон"
    FILE = "файл"


class Rule(NamedTuple):
    """A registered fault. ``source`` says where the rule comes from (``gt:R01``, ``std:T03``, ``docgen``).

    A ``waivable`` fault may be allowed in a document or weighed otherwise by a profile; with any other the document
    could not be printed whole, so nobody can wave it away.
    """

    name: str
    summary: str
    severity: Severity
    scope: Scope
    source: str
    waivable: bool

    def finding(  # noqa: PLR0913 - one keyword a field of the finding
        self,
        message: str,
        *,
        path: Path = (),
        span: tuple[int, int] | None = None,
        quote: str = "",
        hint: str = "",
        fix: Fix | None = None,
        document: str = "",
        severity: Severity | None = None,
        line: int | None = None,
        column: int | None = None,
        place: str = "",
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            rule=self.name,
            message=message,
            severity=severity or self.severity,
            document=document,
            path=path,
            span=span,
            quote=quote,
            hint=hint,
            fix=fix,
            line=line,
            column=column,
            place=place,
        )


_REGISTRY: dict[str, Rule] = {}


def rule(
    name: str,
    summary: str,
    *,
    severity: Severity = Severity.ERROR,
    scope: Scope = Scope.DOCUMENT,
    source: str = "docgen",
    waivable: bool | None = None,
) -> Rule:
    """Register a rule and return it; a name registered twice is a bug and raises ``ValueError``.

    Warnings and notes are waivable, errors are not, unless said otherwise.
    """
    if name in _REGISTRY:
        raise ValueError(f"rule {name!r} is registered twice")
    may_be_waived = severity is not Severity.ERROR if waivable is None else waivable
    _REGISTRY[name] = registered = Rule(name, summary, severity, scope, source, may_be_waived)
    return registered


def is_waivable(name: str) -> bool:
    """Whether a fault of that name may be allowed or weighed otherwise; unknown names may not."""
    found = _REGISTRY.get(name)
    return found is not None and found.waivable


def registered() -> tuple[Rule, ...]:
    """All rules registered so far, by name."""
    return tuple(_REGISTRY[name] for name in sorted(_REGISTRY))
