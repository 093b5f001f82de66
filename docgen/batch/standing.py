"""How things stand with one document before a run: up to date, frozen, edited by hand, or to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.batch.jobs import Job
from docgen.batch.making import Outcome, tool
from docgen.batch.manifest import Digests, Record, digest_of
from docgen.files.folders import is_file
from docgen.findings import Finding, Severity
from docgen.render.pdf.seal import is_untouched_pdf, signature_of
from docgen.render.seal import is_untouched
from docgen.work.rendering import EDITED_BY_HAND, SIGNED


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
    if known is None:
        return Standing(force=force)
    word, archive = _Lying.at(out, f"{job.name}.docx", known), _Lying.at(out, f"{job.name}.pdf", known)
    has_same_content = known.own == digests.of_all(job.own)
    is_current = has_same_content and (job.frozen or _is_shared_same(job, known, digests))
    for each in (word, archive) if pdf else (word,):
        if each.is_touched and not (force and not each.signature):
            if is_current and each.signature:
                return Standing(Outcome.FROZEN)
            return Standing(Outcome.EDITED, (_edited(job, each, is_current=is_current),))
    had = word.digest if word.is_ours else ""
    had_pdf = archive.digest if had and archive.is_ours else ""
    if is_current and had and (had_pdf or not pdf):
        return Standing(Outcome.FROZEN if job.frozen else Outcome.SAME)
    return Standing(
        had=had, had_pdf=had_pdf if has_same_content else "", ready=is_current and bool(had),
        force=force or word.is_torn or (pdf and archive.is_torn),
    )  # fmt: skip


def _is_shared_same(job: Job, known: Record, digests: Digests) -> bool:
    is_same = known.shared == digests.shared(job.root) and known.tool == tool()
    return is_same and digests.is_current(known.cited)


@dataclass(frozen=True)
class _Lying:
    """A finished file as it lies there now.

    It is ``ours`` as long as nothing about it has changed, ``touched`` when somebody has edited or signed it, ``torn`` when it
    is no Word or PDF file any more: that is what a power cut leaves, and nothing in it can be lost.
    """

    path: Path
    digest: str = ""
    is_ours: bool = False
    is_touched: bool = False
    is_torn: bool = False
    signature: str = ""

    @classmethod
    def at(cls, out: Path, name: str, known: Record) -> _Lying:
        path = out / name
        digest = _digest(path)
        if not digest:
            return cls(path)
        if digest == known.outputs.get(name):
            return cls(path, digest, is_ours=True)
        is_pdf = path.suffix == ".pdf"
        signature = signature_of(path) if is_pdf else ""
        untouched = is_untouched_pdf(path) if is_pdf else is_untouched(path)
        is_torn = untouched is None and not _begins(path, b"%PDF-" if is_pdf else b"PK\3\4")
        return cls(path, digest, False, bool(signature) or untouched is False, is_torn, signature)


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes()) if is_file(path) else ""
    except OSError:
        return "-"


def _begins(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return True


def _edited(job: Job, lying: _Lying, *, is_current: bool) -> Finding:
    name = lying.path.name
    if lying.signature:
        message = f"Файл «{name}» подписан электронной подписью, а данные с тех пор изменились: новый не сделан."
        hint = "Верните данные, какими они были, или уберите подписанный файл в другую папку."
        return SIGNED.finding(message, document=job.shown, quote=name, hint=hint)
    if is_current:
        message = f"Файл «{name}» правили после того, как его сделал docgen; он оставлен как есть."
    else:
        message = f"Файл «{name}» правили вручную, а данные с тех пор изменились: новый не сделан."
    hint = "Повторите с ключом --force, если правки не нужны."
    if lying.path.suffix == ".docx":
        hint = f"Чтобы правки вошли в данные: docgen read «{lying.path}» --into «{job.shown}». {hint}"
    severity = Severity.WARNING if is_current else Severity.ERROR
    return EDITED_BY_HAND.finding(message, document=job.shown, quote=name, hint=hint, severity=severity)
