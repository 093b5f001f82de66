"""Reading one file into its model: the kind is chosen by «вид», what is wrong becomes findings with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.files.folders import is_workbook
from docgen.files.yaml import Source, read_yaml
from docgen.findings import Finding, has_errors
from docgen.model.base import Model
from docgen.model.profile import Profile
from docgen.model.reference import REFERENCE_KINDS
from docgen.model.register_entry import Register
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, FORMAT, WorkspaceFile
from docgen.nearness import meant_or, nearest
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from docgen.files.xlsx_source import WorkbookSource

UNKNOWN_KIND = rule("неизвестный-вид", "Поле «вид» не названо или такого вида нет", scope=Scope.FILE)
NEWER_FORMAT = rule("новый-формат", "Комплект сделан более новой версией docgen", scope=Scope.FILE)

OTHER_KINDS: Mapping[str, type[Model]] = {
    **REFERENCE_KINDS, "комплект": WorkspaceFile, "профиль": Profile, "реестр": Register,
}  # fmt: skip


@dataclass
class Loaded:
    """One file as read: its text with positions, the model made from it (None when faulty) and all findings."""

    path: Path
    source: Source | WorkbookSource
    model: Model | None
    findings: list[Finding]


def load_file(path: Path, name: str | None = None) -> Loaded:
    """The file read and validated by its ``вид``; faults are findings with their line.

    Of a workbook with several kinds of reference data the first, with the findings on all of them.
    """
    first, *others = load_all(path, name)
    first.findings.extend(finding for other in others for finding in other.findings)
    return first


def load_all(path: Path, name: str | None = None) -> list[Loaded]:
    """What stands in a file, at least one: only a workbook may hold several kinds of reference data."""
    if not is_workbook(path):
        return [_validated(path, read_yaml(path, name))]
    from docgen.files.xlsx_reading import read_workbook

    return [_validated(path, source) for source in read_workbook(path, name)]


def _validated(path: Path, source: Source | WorkbookSource) -> Loaded:
    findings = list(source.findings)
    if has_errors(findings) or not isinstance(source.data, dict):
        return Loaded(path, source, None, findings)
    model, faults = validated_document(source.data)
    findings.extend(source.mark(finding) for finding in faults)
    return Loaded(path, source, model, findings)


def validated_document(data: Mapping[str, object]) -> tuple[Model | None, list[Finding]]:
    """The model that plain data describe, chosen by ``вид``, or None with the findings."""
    kinds = {**DOCUMENT_KINDS, **OTHER_KINDS}
    kind = data.get("вид")
    if not isinstance(kind, str) or kind not in kinds:
        meant = nearest(kind, kinds) if isinstance(kind, str) else None
        hint = meant_or(meant, f"Первой строкой пишите вид: {', '.join(kinds)}.")
        named = isinstance(kind, str) and kind.strip()
        stands = f"Вида «{kind}» нет." if named else "Не указан вид документа."
        return None, [
            UNKNOWN_KIND.finding(
                stands, path=("вид",), quote=kind if isinstance(kind, str) else "", hint=hint
            )
        ]  # fmt: skip
    if kind == "комплект" and str(data.get("формат", FORMAT)) > FORMAT and str(data.get("формат")).isdecimal():
        return None, [
            NEWER_FORMAT.finding(
                f"Формат комплекта «{data['формат']}» новее, чем понимает эта версия docgen ({FORMAT}).",
                path=("формат",), quote=str(data["формат"]), hint="Обновите docgen.",
            )
        ]  # fmt: skip
    return validated(kinds[kind], data)
