"""How things stand with one document before a run: up to date, frozen, edited by hand, or to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.batch.jobs import Job
from docgen.batch.making import Outcome, tool
from docgen.batch.manifest import Digests, Record
from docgen.files.digests import digest_of
from docgen.files.folders import is_file
from docgen.findings import Finding, Severity
from docgen.render.pdf.seal import is_untouched_pdf, signature_of
from docgen.render.seal import is_untouched, sealed_digest
from docgen.work.rendering import EDITED_BY_HAND, SIGNED


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand. With ``settled`` nothing has to be done.

    ``had`` is the digest of the Word file that lies in its place untouched, ``had_pdf`` that of the PDF made of it; ``ready``
    says that this Word file is to be taken for the PDF. ``seal`` is that of a frozen document's file, which stays if it was
    made of the words that the document has now, whatever else has changed since.
    """

    settled: Outcome | None = None
    findings: tuple[Finding, ...] = ()
    had: str = ""
    had_pdf: str = ""
    ready: bool = False
    seal: str = ""


def standing_of(job: Job, known: Record | None, digests: Digests, out: Path, *, pdf: bool, force: bool) -> Standing:
    """How things stand with a document of which this record is known."""
    path = out / f"{job.name}.docx"
    if known is None:
        seal = _seal_of(path) if job.frozen else ""
        return Standing(had=_digest(path), ready=True, seal=seal) if seal else Standing()
    word, archive = _Lying.at(out, f"{job.name}.docx", known), _Lying.at(out, f"{job.name}.pdf", known)
    has_same_content = known.own == digests.of_all(job.own)
    is_current = has_same_content and (job.frozen or _is_shared_same(job, known, digests))
    for each in (word, archive) if pdf else (word,):
        if each.signature and not is_current:
            return Standing(Outcome.EDITED, (_signed(job, each),))
        if each.is_edited and not force:
            return Standing(Outcome.EDITED, (_edited(job, each, is_current=is_current),))
    had = word.digest if word.is_ours else ""
    had_pdf = archive.digest if had and archive.is_ours and has_same_content else ""
    is_there = bool(had or word.signature) and bool(not pdf or had_pdf or archive.signature)
    if is_current and is_there:
        return Standing(Outcome.FROZEN if job.frozen or word.signature or archive.signature else Outcome.SAME)
    if job.frozen and not (is_current and had) and (seal := _seal_of(path)):
        return Standing(had=word.digest, had_pdf=had_pdf, ready=True, seal=seal)
    return Standing(had=had, had_pdf=had_pdf, ready=is_current and bool(had))


def _is_shared_same(job: Job, known: Record, digests: Digests) -> bool:
    is_same = known.shared == digests.shared(job.root) and known.tool == tool()
    return is_same and digests.is_current(known.cited)


def _seal_of(path: Path) -> str:
    """The seal of a Word file that docgen has made and nobody has edited; empty for any other."""
    return (sealed_digest(path) or "") if is_file(path) and is_untouched(path) else ""


@dataclass(frozen=True)
class _Lying:
    """A finished file as it lies there now: ``ours`` as long as nothing about it has changed; edited; signed."""

    path: Path
    digest: str = ""
    is_ours: bool = False
    is_edited: bool = False
    signature: str = ""

    @classmethod
    def at(cls, out: Path, name: str, known: Record) -> _Lying:
        """The file of that name, held against the record of it."""
        path = out / name
        digest = _digest(path)
        if not digest:
            return cls(path)
        signature = signature_of(path)
        if digest == known.outputs.get(name):
            return cls(path, digest, is_ours=True, signature=signature)
        is_seen = is_untouched_pdf if path.suffix == ".pdf" else is_untouched
        return cls(path, digest, is_edited=not signature and is_seen(path) is False, signature=signature)


def _digest(path: Path) -> str:
    """The digest of a file; empty when there is none, a dash when it cannot be read."""
    try:
        return digest_of(path.read_bytes()) if is_file(path) else ""
    except OSError:
        return "-"


def _signed(job: Job, lying: _Lying) -> Finding:
    name = lying.path.name
    return SIGNED.finding(
        f"Файл «{name}» подписан электронной подписью, а данные с тех пор изменились: новый не сделан.",
        document=job.shown, quote=name,
        hint="Верните данные, какими они были, или уберите подписанный файл в другую папку.",
    )  # fmt: skip


def _edited(job: Job, lying: _Lying, *, is_current: bool) -> Finding:
    name = lying.path.name
    if is_current:
        message = f"Файл «{name}» правили после того, как его сделал docgen; он оставлен как есть."
    else:
        message = f"Файл «{name}» правили вручную, а данные с тех пор изменились: новый не сделан."
    hint = "Повторите с ключом --force, если правки не нужны."
    if lying.path.suffix == ".docx":
        hint = f'Чтобы правки вошли в данные: docgen read "{lying.path}" --into "{job.shown}". {hint}'
    severity = Severity.WARNING if is_current else Severity.ERROR
    return EDITED_BY_HAND.finding(message, document=job.shown, quote=name, hint=hint, severity=severity)
