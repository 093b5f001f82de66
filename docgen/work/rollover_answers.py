"""The answers to the questions of a rollover, as a person filled them in: the workbook, or the text in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import is_workbook
from docgen.files.xlsx_checklist import NO_CHECKLIST, read_answers
from docgen.files.yaml import Source, read_yaml
from docgen.findings import has_errors
from docgen.transforms.checklist import BAD_ANSWER

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
        listed = [{"код": code, "ответ": said} for code, said in listed.items()]
    if isinstance(listed, list):
        return _answers(source, listed)
    finding = NO_CHECKLIST.finding(
        f"В файле «{path.name}» нет списка «{KEY}».", document=str(path), quote=path.name,
        hint="Назовите список вопросов, который записал «docgen rollover».",
    )  # fmt: skip
    raise InputError([finding])


def _answers(source: Source, listed: list[Any]) -> dict[str, str]:
    """The answers of the entries; one that cannot be taken is told, never passed over."""
    found: dict[str, str] = {}
    faults = []
    for number, entry in enumerate(listed):
        code, said = (entry.get("код"), entry.get("ответ")) if isinstance(entry, dict) else (None, entry)
        words = _words(said)
        if not words and said in (None, ""):
            continue
        if words and isinstance(code, str) and code:
            found[code] = words
            continue
        faults.append(source.mark(
            BAD_ANSWER.finding(
                f"Ответ на вопрос «{code}» – не слова." if code else f"У ответа № {number + 1} нет кода вопроса.",
                quote=str(code or said), path=(KEY, number),
                hint="Впишите ответ за словом «ответ:», при надобности в кавычках; строку «код:» не меняйте.",
            )
        ))  # fmt: skip
    if faults:
        raise InputError(faults)
    return found


def _words(said: Any) -> str:
    """An answer as words; a deadline may be written as in a document: «{дословно: …}»."""
    if isinstance(said, dict) and set(said) == {"дословно"} and isinstance(said["дословно"], str):
        return f"дословно: {said['дословно'].strip()}"
    return said.strip() if isinstance(said, str) else ""
