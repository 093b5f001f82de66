"""How findings are shown: as text with the line underlined, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from docgen.findings import Finding, Severity

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.NOTE: "36"}


def print_findings(findings: Sequence[Finding], *, as_json: bool = False) -> None:
    """Print the findings: JSON to standard output, text with a summary to standard error."""
    if as_json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
        return
    colour = sys.stderr.isatty()
    for finding in findings:
        print(text_of(finding, colour=colour), file=sys.stderr)
    if findings:
        print(summary(findings), file=sys.stderr)


def text_of(finding: Finding, *, colour: bool = False) -> str:
    """One finding for people: place, weight, message; the source line with the fault underlined; what to do."""
    weight = str(finding.severity)
    if colour:
        weight = f"\x1b[{_COLOURS[finding.severity]}m{weight}\x1b[0m"
    where = finding.where
    if finding.place and finding.document and finding.document not in finding.place:
        where = f"{finding.document}, {finding.place}"
    lines = [f"{where}: {weight}: {finding.message}" if where else f"{weight}: {finding.message}"]
    if finding.source:
        lines.extend(_underlined(finding.source.replace("\t", " "), finding.column, len(finding.quote)))
    if finding.hint:
        lines.append(f"    {finding.hint}")
    lines.append(f"    [{finding.rule}]")
    return "\n".join(lines)


WIDEST = 160
"""Characters of a source line that are shown; of a longer one, those around the fault."""


def _underlined(line: str, column: int | None, length: int) -> list[str]:
    """The source line, cut around the fault when it is long, and the fault underlined."""
    start = (column or 1) - 1
    if len(line) > WIDEST:
        first = max(0, min(start - 40, len(line) - WIDEST))
        cut = line[first : first + WIDEST]
        line = ("…" if first else "") + cut + ("…" if first + WIDEST < len(line) else "")
        start -= first - bool(first)
    if column is None:
        return [f"    {line}"]
    return [f"    {line}", "    " + " " * start + "~" * max(1, min(length or 1, len(line) - start))]


def summary(findings: Iterable[Finding]) -> str:
    """«Ошибок: 2, предупреждений: 1, замечаний: 3.»"""
    weights = [finding.severity for finding in findings]
    names = {Severity.ERROR: "Ошибок", Severity.WARNING: "предупреждений", Severity.NOTE: "замечаний"}
    parts = [f"{name}: {weights.count(weight)}" for weight, name in names.items()]
    return ", ".join(parts) + "."
