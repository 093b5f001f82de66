"""How things stand with one document before a run: up to date, frozen, edited by hand, or to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.batch.jobs import Job
from docgen.batch.making import Outcome, tool
from docgen.batch.manifest import Digests, Record, digest_of
from docgen.files.folders import is_file
from docgen.findings import Finding, Severity
from docgen.render.seal import is_untouched
from docgen.work.rendering import EDITED_BY_HAND


@dataclass(frozen=True)
class Standing:
    """How things stand. With ``settled`` nothing has to be done.

    ``had`` is the digest of the Word file that lies in its place untouched, ``had_pdf`` that of the PDF made of it; ``ready``
    says that this Word file is to be taken for the PDF. ``force``: what lies there may be overwritten.
    """

    settled: Outcome | None = None
    findings: tuple[Finding, ...] = ()
    had: str = ""
    had_pdf: str = ""
    ready: bool = False
    force: bool = False


def standing_of(job: Job, known: Record | None, digests: Digests, out: Path, *, pdf: bool, force: bool) -> Standing:
    """How things stand with a document of which this record is known."""
    word, archive = out / f"{job.name}.docx", out / f"{job.name}.pdf"
    if known is None:
        return Standing(force=force)
    lies, lies_pdf = _digest(word), _digest(archive)
    is_current = known.own == digests.of_all(job.own)
    if not job.frozen:
        is_current = is_current and known.shared == digests.shared(job.root) and known.tool == tool()
        is_current = is_current and digests.is_current(known.cited)
    if lies and lies != known.outputs.get(f"{job.name}.docx") and not force:
        untouched = is_untouched(word)
        if untouched is False:
            return Standing(Outcome.EDITED, (_edited(job, word, is_current=is_current),))
        # A file that is no Word file any more is what a power cut left: there is nothing in it to be lost.
        return Standing(force=untouched is None and not _is_zip(word))
    had = lies if lies and lies == known.outputs.get(f"{job.name}.docx") else ""
    had_pdf = lies_pdf if had and lies_pdf and lies_pdf == known.outputs.get(f"{job.name}.pdf") else ""
    if is_current and had and (had_pdf or not pdf):
        return Standing(Outcome.FROZEN if job.frozen else Outcome.SAME)
    has_same_scans = known.own == digests.of_all(job.own)
    return Standing(
        had=had, had_pdf=had_pdf if has_same_scans else "", ready=is_current and bool(had), force=force
    )  # fmt: skip


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes()) if is_file(path) else ""
    except OSError:
        return "-"


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\3\4"
    except OSError:
        return True


def _edited(job: Job, word: Path, *, is_current: bool) -> Finding:
    if is_current:
        message = f"Файл «{word.name}» правили после того, как его сделал docgen; он оставлен как есть."
        hint = f"Чтобы правки вошли в данные: docgen read «{word}» --into {job.shown}."
    else:
        message = f"Файл «{word.name}» правили вручную, а данные с тех пор изменились: новый не сделан."
        hint = f"Примите правки в данные (docgen read «{word}» --into {job.shown}) или повторите с ключом --force."
    severity = Severity.WARNING if is_current else Severity.ERROR
    return EDITED_BY_HAND.finding(message, document=job.shown, quote=word.name, hint=hint, severity=severity)
