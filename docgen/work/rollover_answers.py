"""The answers to the questions of a rollover, as a person filled them in: the workbook, or the text in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import is_workbook
from docgen.files.xlsx_checklist import NO_CHECKLIST, read_answers
from docgen.files.yaml import read_yaml
from docgen.findings import has_errors

KEY = "ответы"


def answers_of(path: Path) -> Mapping[str, str]:
    """The answers of a file by the codes of their questions; raises ``InputError`` when it holds none."""
    if is_workbook(path):
        return read_answers(path)
    source = read_yaml(path)
    if has_errors(source.findings):
        raise InputError(source.findings)
    listed = source.data.get(KEY) if isinstance(source.data, dict) else None
    if isinstance(listed, dict):
        return {id_: said.strip() for id_, said in listed.items() if isinstance(said, str) and said.strip()}
    if isinstance(listed, list):
        return dict(_entry(entry) for entry in listed if isinstance(entry, dict) and _entry(entry)[1])
    finding = NO_CHECKLIST.finding(
        f"В файле «{path.name}» нет списка «{KEY}».", document=str(path), quote=path.name,
        hint="Назовите список вопросов, который записал «docgen rollover».",
    )  # fmt: skip
    raise InputError([finding])


def _entry(entry: Mapping[str, Any]) -> tuple[str, str]:
    code, said = entry.get("код"), entry.get("ответ")
    return (code if isinstance(code, str) else "", said.strip() if isinstance(said, str) else "")
