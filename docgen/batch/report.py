"""What a batch says when it is over: a page for people, and the same as data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.batch.making import Made, Outcome
from docgen.batch.running import Summary
from docgen.files.lock import FOLDER
from docgen.files.whole import write_all
from docgen.findings import Finding, Severity, has_errors

PAGE = "отчёт"
"""What both reports are called: «отчёт.md», «отчёт.json»."""
_TITLE, _FIRST = "# Что сделано", '{\n "interrupted": '
"""How they begin, by which an earlier report is known."""

_HEADINGS = {
    Outcome.FAILED: "Не сделано",
    Outcome.HALF: "Word сделан, PDF нет",
    Outcome.EDITED: "Правлено вручную, не тронуто",
    Outcome.MADE: "Сделано",
    Outcome.SAME: "Не изменилось",
    Outcome.FROZEN: "Подписано раньше, не переделывалось",
}


def write_report(out: Path, summary: Summary) -> list[Path]:
    """Write both reports into the output folder; raises ``InputError`` when they cannot be written.

    A file of that name that is no report of ours stays; the reports get a longer name then.
    """
    text = "\n".join(page(summary)) + "\n"
    data = json.dumps(as_data(summary), ensure_ascii=False, indent=1) + "\n"
    names = (PAGE, *(f"{PAGE} docgen{number}" for number in ("", *range(2, 100))))
    name = next((name for name in names if _is_free(out / f"{name}.md") and _is_free(out / f"{name}.json")), PAGE)
    files = {out / f"{name}.md": text, out / f"{name}.json": data}
    staging = out / FOLDER / "tmp-report"
    try:
        write_all({path: said.encode(errors="backslashreplace") for path, said in files.items()}, staging=staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return list(files)


def _is_free(path: Path) -> bool:
    """Whether nothing stands there, or an earlier report."""
    beginning = (_TITLE if path.suffix == ".md" else _FIRST).encode()
    try:
        with path.open("rb") as file:
            return file.read(len(beginning)) in (beginning, b"")
    except FileNotFoundError:
        return True
    except OSError:
        return False


def counted(summary: Summary) -> list[str]:
    """The summary in a few lines: how many documents ended how, and what is to be looked at."""
    lines = [f"{heading}: {number}" for outcome, heading in _HEADINGS.items() if (number := summary.count(outcome))]
    if left := len(summary.left):
        why = "Прервано. " if summary.interrupted else ""
        lines.insert(0, f"{why}Осталось документов: {left}. Повторите ту же команду: сделанное не переделывается.")
    warnings = sum(
        finding.severity is not Severity.ERROR for made in summary.made.values() for finding in made.findings
    )
    if warnings:
        lines.append(f"Предупреждений и замечаний в документах: {warnings}")
    return lines or ["Делать нечего."]


def page(summary: Summary) -> Iterator[str]:
    """The report for people, in Markdown."""
    yield _TITLE
    yield ""
    yield from (f"* {line}" for line in counted(summary))
    if summary.findings:
        yield from ("", "## О папке в целом", "")
        yield from (f"* {_said(finding)}" for finding in summary.findings)
    for outcome, heading in _HEADINGS.items():
        same = [made for made in summary.made.values() if made.outcome is outcome]
        if same:
            yield from ("", f"## {heading}", "")
        for made in same:
            yield from _document(summary, made)
    if summary.left:
        yield from ("", "## Осталось сделать", "")
        yield from (f"* {job.shown}" for job in summary.left)
    if summary.stale:
        yield from ("", "## Остались от прежних выпусков", "")
        yield from ("Этих файлов больше ничто не обновляет; удалите их сами.", "")
        yield from (f"* {name}" for name in summary.stale)


def _document(summary: Summary, made: Made) -> Iterator[str]:
    names = ", ".join(f"«{name}»" for name in made.outputs)
    yield f"* {summary.jobs[made.key].shown}" + (f" → {names}" if names else "")
    for finding in made.findings:
        yield f"  * {_said(finding)}"


def _said(finding: Finding) -> str:
    where = f" ({finding.where})" if finding.where else ""
    hint = f" {finding.hint}" if finding.hint else ""
    return f"{finding.severity}: {finding.message}{hint}{where}".replace("\n", " ")


def as_data(summary: Summary) -> dict[str, Any]:
    """The report as data: what became of each document, from what to what, with all findings."""
    return {
        "interrupted": summary.interrupted,
        "faulty": summary.is_faulty,
        "counts": {outcome.name.lower(): summary.count(outcome) for outcome in Outcome},
        "findings": [finding.as_json() for finding in summary.findings],
        "documents": [
            {
                "file": summary.jobs[made.key].shown,
                "outcome": made.outcome.name.lower(),
                "outputs": made.outputs,
                "findings": [finding.as_json() for finding in made.findings],
                **({"trace": made.trace} if made.trace else {}),
            }
            for made in summary.made.values()
        ],
        "left": [job.shown for job in summary.left],
        "stale": summary.stale,
    }


def faults(summary: Summary) -> list[Finding]:
    """What has to be mended before everything can be made, each once."""
    found = [*summary.findings, *(finding for made in summary.made.values() for finding in made.findings)]
    return list(dict.fromkeys(finding for finding in found if has_errors([finding])))
