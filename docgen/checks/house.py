"""Checks of the profile: bodies that its command words are for, weights that cannot be given."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.allowances import NOT_WAIVABLE
from docgen.checks.ids import check_ids
from docgen.findings import Finding, Severity
from docgen.model.profile import Profile
from docgen.model.walking import walk
from docgen.model.workspace import Workspace
from docgen.rules import is_waivable, registered, rule

REPEATED_FORMULA = rule("формула-дважды", "Слово для одного вида и органа записано дважды", severity=Severity.WARNING)


def check_profile(profile: Profile, workspace: Workspace) -> Iterator[Finding]:
    """Unknown bodies, command words that stand twice, and weights of faults that stop the printing whatever is said."""
    for path, model in walk(profile):
        # A command word for nobody spoils nothing: the usual one stands.
        yield from (finding.at(severity=Severity.WARNING) for finding in check_ids(path, model, workspace))
    seen: set[tuple[str, str | None]] = set()
    for index, formula in enumerate(profile.formulas):
        key = (formula.kind, formula.authority)
        if key in seen:
            yield REPEATED_FORMULA.finding(
                f"Слово для вида «{formula.kind}» уже записано выше: действует первое.", path=("формулы", index),
                quote=formula.word, hint="Уберите лишнюю запись или назовите в ней «орган».",
            )  # fmt: skip
        seen.add(key)
    known = {rule.name for rule in registered()}
    for name in profile.severities:
        if name in known and not is_waivable(name):
            yield NOT_WAIVABLE.finding(
                f"Важность замечания «{name}» не меняется: с такой ошибкой документ не напечатать целиком.",
                path=("важность", name), quote=name, severity=Severity.WARNING, hint="Уберите эту строку.",
            )  # fmt: skip
