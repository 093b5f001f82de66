"""Checks of reference data: ids that entries give each other, and the days between which a fact holds."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.ids import check_ids
from docgen.findings import Finding
from docgen.model.base import Dating, Model, walk
from docgen.model.months import date_text
from docgen.model.workspace import Workspace
from docgen.rules import rule

REVERSED_DAYS = rule("дни-наоборот", "Последний день действия стоит раньше первого")


def check_entries(file: Model, workspace: Workspace) -> Iterator[Finding]:
    """Unknown ids and reversed days in the entries of one reference file."""
    for path, model in walk(file):
        yield from check_ids(path, model, workspace)
        if isinstance(model, Dating) and model.since and model.until and model.until < model.since:
            yield REVERSED_DAYS.finding(
                f"Действует с {date_text(model.since)} по {date_text(model.until)}: конец раньше начала.",
                path=(*path, "по"), quote=date_text(model.until), hint="Поменяйте дни местами.",
            )  # fmt: skip
