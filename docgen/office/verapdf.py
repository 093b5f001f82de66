"""veraPDF, the judge of PDF/A, where it is installed: what it finds, in Russian.

Its report names clauses of ISO 19005; here they become findings that say what the clause is about. The words of its
own that are quoted stay as they are: an archivist searches for them.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docgen.findings import Finding, Severity
from docgen.office.asking import ask
from docgen.rules import Scope, rule

DEVIATES = rule("отступление-от-pdf-a", "veraPDF нашёл отступление от PDF/A", scope=Scope.FILE, source="std:X06")
SILENT = rule(
    "verapdf-не-ответил", "veraPDF есть, но проверить файл не смог", severity=Severity.WARNING, scope=Scope.FILE
)

_PLACES = ("~/verapdf/verapdf", "/opt/verapdf/verapdf", "$ProgramFiles/veraPDF/verapdf.bat", "~/verapdf/verapdf.bat")
_ABOUT = (
    ("6.2.11", "шрифты"),
    ("6.2.10", "прозрачность"),
    ("6.2.8", "изображения"),
    ("6.2.4", "цвет"),
    ("6.2.3", "выходной профиль цвета"),
    ("6.2", "графика"),
    ("6.1", "строение файла"),
    ("6.3", "примечания и ссылки"),
    ("6.4", "поля форм"),
    ("6.5", "действия"),
    ("6.6", "сведения о документе (XMP)"),
    ("6.7", "разметка (теги)"),
    ("6.8", "вложенные файлы"),
    ("6.9", "слои"),
)
"""What the clauses of ISO 19005-2 and -3 are about, the longer ones first."""
_HINT = (
    "Напечатайте PDF заново. Если замечание останется, передайте его администратору: архив такой файл может не принять."
)


def find_verapdf() -> Path | None:
    """The veraPDF program: ``DOCGEN_VERAPDF`` decides alone when it is set, then PATH, then the installer's places."""
    if named := os.environ.get("DOCGEN_VERAPDF"):
        found = shutil.which(named)
        return Path(found) if found else None
    if found := shutil.which("verapdf"):
        return Path(found)
    places = (Path(os.path.expandvars(each)).expanduser() for each in _PLACES)
    return next((place for place in places if place.is_file()), None)


def validate(
    pdfs: Sequence[bytes], flavour: str = "2b", *, seconds: float = 30, folder: Path | None = None
) -> list[tuple[Finding, ...]] | None:
    """What veraPDF finds in each file against that flavour of PDF/A; None where there is no veraPDF.

    All files go through one process, because Java starts slowly; ``seconds`` is the time for one file, with as much again
    for the start. ``folder`` says where the copies lie for that time. A file without a verdict carries one warning.
    """
    program = find_verapdf()
    if program is None:
        return None
    if not pdfs:
        return []
    with tempfile.TemporaryDirectory(prefix="docgen-verapdf-", dir=folder, ignore_cleanup_errors=True) as home:
        paths = [Path(home) / f"{number}.pdf" for number in range(len(pdfs))]
        for path, pdf in zip(paths, pdfs, strict=True):
            path.write_bytes(pdf)
        asked = [str(program), "--format", "json", "--flavour", flavour, *map(str, paths)]
        answer = ask(asked, seconds=seconds * (len(pdfs) + 1))
    jobs = {} if answer is None else _jobs(answer.text)
    words = "не уложился в отведённое время" if answer is None else _last(answer.errors) or "отчёта нет"
    return [_findings(jobs.get(path.name), flavour, words) for path in paths]


def _jobs(text: str) -> dict[str, dict[str, Any]]:
    """The report's jobs by the name of their file; nothing when it is no report."""
    try:
        jobs = json.loads(text[text.find("{") :])["report"]["jobs"]
        return {Path(job["itemDetails"]["name"].replace("\\", "/")).name: dict(job) for job in jobs}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _findings(job: dict[str, Any] | None, flavour: str, words: str) -> tuple[Finding, ...]:
    verdicts = list(_verdicts(job))
    if not verdicts:
        task = job.get("taskException") if job else None
        if isinstance(task, dict):
            words = str(task.get("exceptionMessage") or task.get("exception") or words)
        message = f"veraPDF не проверил файл: {words}."
        hint = "Проверьте, запускается ли veraPDF: verapdf --version. Соответствие PDF/A осталось непроверенным."
        return (SILENT.finding(message, hint=hint),)
    broken = [_finding(each, flavour) for verdict in verdicts for each in _failed(verdict)]
    if not broken and not all(verdict.get("compliant") for verdict in verdicts):
        broken = [DEVIATES.finding(f"Файл не соответствует {_standard(flavour)}: так сказал veraPDF.", hint=_HINT)]
    return tuple(broken)


def _verdicts(job: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """The results of a job: a list since version 1.26, one object before."""
    said = (job or {}).get("validationResult")
    for each in said if isinstance(said, list) else [said]:
        if isinstance(each, dict) and "compliant" in each:
            yield each


def _failed(verdict: dict[str, Any]) -> Iterator[dict[str, Any]]:
    details = verdict.get("details")
    rules = details.get("ruleSummaries") if isinstance(details, dict) else None
    for each in rules if isinstance(rules, list) else ():
        if isinstance(each, dict) and "failed" in (
            str(each.get("status")).lower(),
            str(each.get("ruleStatus")).lower(),
        ):
            yield each


def _finding(broken: dict[str, Any], flavour: str) -> Finding:
    clause = str(broken.get("clause", ""))
    about = next((words for start, words in _ABOUT if f"{clause}.".startswith(f"{start}.")), "требования")
    where = f"{broken.get('specification') or 'ISO 19005'}, пункт {clause}, проверка {broken.get('testNumber', '?')}"
    said = " ".join(str(broken.get("description") or "").split())
    quoted = f" veraPDF: «{said}»." if said else ""
    message = f"Файл не соответствует {_standard(flavour)}: {about} ({where}), мест: {broken.get('failedChecks', '?')}."
    return DEVIATES.finding(message + quoted, hint=_HINT)


def _standard(flavour: str) -> str:
    return "PDF/UA-1" if flavour == "ua1" else f"PDF/A-{flavour}"


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else ""
