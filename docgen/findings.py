"""Findings: every message that a person sees.

A finding is a value: what is wrong, where, what stands there and what to write instead. Nothing in this module
looks for faults; the rooms above make findings and hand them up.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""The address of a value inside a document: ``("пункты", 2, "срок")``, list positions counted from 0."""


class Severity(enum.StrEnum):
    """How much a finding weighs. Only an error stops the work (exit code 1)."""

    ERROR = "ошибка"
    WARNING = "предупреждение"
    NOTE = "замечание"


class Fix(NamedTuple):
    """One mend: the text that replaces ``span`` (characters) of the value at ``path``; no span means the whole value."""

    path: Path
    text: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One message for a person, in Russian.

    ``rule`` is the registered name of the fault. ``document`` is the file as the user wrote it. ``path`` is the
    address inside the document, ``span`` the characters inside that value. ``line`` and ``column`` count from 1 and
    are filled by the room that knows the file; ``place`` says the place for people («лист «План», D14»,
    «таблица 2, строка 5», «order.yaml:14:7»).
    """

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    document: str = ""
    path: Path = ()
    span: tuple[int, int] | None = None
    quote: str = ""
    hint: str = ""
    fix: Fix | None = None
    related: tuple[str, ...] = ()
    line: int | None = None
    column: int | None = None
    place: str = ""
    source: str = field(default="", compare=False)
    """The line of text the finding stands on, for underlining; not part of the finding's identity."""

    def at(self, **location: Any) -> Finding:
        """The same finding with other fields, usually the location."""
        return replace(self, **location)

    @property
    def where(self) -> str:
        """The place as a person reads it: the explicit place, else file:line:column, else the file."""
        if self.place:
            return self.place
        if self.line is None:
            return self.document
        return f"{self.document}:{self.line}:{self.column or 1}"

    def as_json(self) -> dict[str, Any]:
        """The finding as the plain dictionary that ``--format json`` prints."""
        fix = self.fix and {
            "path": list(self.fix.path),
            "span": list(self.fix.span) if self.fix.span else None,
            "text": self.fix.text,
        }
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "file": self.document,
            "line": self.line,
            "column": self.column,
            "place": self.where,
            "path": list(self.path),
            "quote": self.quote,
            "message": self.message,
            "hint": self.hint,
            "fix": fix,
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def path_text(path: Path) -> str:
    """The path for people: ``пункты → 3 → срок`` (list positions counted from 1)."""
    return " → ".join(str(part + 1) if isinstance(part, int) else part for part in path)
