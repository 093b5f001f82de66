"""The copy for the archive, finished: what LibreOffice made gets its scans, outline and metadata, and is looked over.

What was written is read back, and everything that the archive wants of it is asked of it once more (PDF/A-2b,
Rosarchiv № 77, item 141; std §10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject

from docgen.errors import OfficeError
from docgen.findings import Finding, Severity
from docgen.render.pdf.facts import BrokenPdf, Facts, facts_of, open_reader, part_places, read_facts
from docgen.render.pdf.fonts import check_embedded, check_fallback
from docgen.render.pdf.metadata import LANGUAGE, Named, info_of, same_in_xmp, take_clock_out, write_metadata
from docgen.render.pdf.outline import Sections, outline_lines, shortened, write_outline
from docgen.render.pdf.rewriting import Rewriting, written
from docgen.render.pdf.scans import Scanned, merge_scans
from docgen.render.pdf.sheets import Part, count_parts
from docgen.rules import Scope, rule

NOT_ARCHIVE = rule("pdf-не-архивный", "Готовый PDF не таков, какой нужен архиву", scope=Scope.FILE, source="std:X06")
NO_PLACES = rule(
    "приложения-в-pdf-не-найдены", "В PDF не найдены начала приложений: оглавления и листов скана в нём нет",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
BROKEN = rule("pdf-не-получился", "LibreOffice сделал PDF, который не читается", scope=Scope.FILE)

PDF_A = "2B"
_INTENT = "GTS_PDFA1"


@dataclass(frozen=True)
class Wanted:
    """What a finished file has to be."""

    named: Named
    parts: tuple[str, ...]
    """What the outline calls the order, its annexes and its sheets, in their order."""
    fonts: tuple[str, ...] = ()
    """The fonts that the Word file asks for."""
    scans: Mapping[int, Scanned] = field(default_factory=dict)
    """The scan of each annex that has one, by its place among the parts: the order is 0."""
    sections: Mapping[int, Sections] = field(default_factory=dict)
    """The numbered sections of each part that has any: a table says the number in a cell of its own."""
    two_sided: bool = False
    """Whether a sheet of paper carries two pages."""


class Finished(NamedTuple):
    """A finished file, what has to be said of it, and its parts in pages and sheets."""

    data: bytes
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...] = ()


def finish(pdf: bytes, wanted: Wanted) -> Finished:
    """The file for the archive, made of what LibreOffice printed. The same input gives the same bytes.

    Every fault is a finding; raises ``OfficeError`` only when LibreOffice's file cannot be read at all.
    """
    try:
        reader = open_reader(pdf)
        made = facts_of(reader, pdf)
    except BrokenPdf:
        hint = "Повторите; если не поможет, откройте файл Word в LibreOffice и сохраните его как PDF оттуда."
        raise OfficeError([BROKEN.finding("LibreOffice сделал PDF, который не читается.", hint=hint)]) from None
    findings = list(check_fallback(made.fonts, wanted.fonts))
    starts = [place.page for place in part_places(reader)]
    found = len(starts) == len(wanted.parts)
    if not found:
        findings.append(_no_places(wanted, len(starts)))
    added: dict[int, int] = {}
    if found and wanted.scans:
        pdf, added = _with_scans(reader, starts, wanted, findings)
        reader = open_reader(pdf)
    parts = count_parts(starts if found else [0], len(made.pages), added, two_sided=wanted.two_sided)
    data = _completed(pdf, reader, made, wanted)
    findings.extend(_read_back(data, made, wanted, len(made.pages) + sum(added.values()), has_outline=found))
    return Finished(data, tuple(findings), parts)


def _no_places(wanted: Wanted, found: int) -> Finding:
    """The finding on a file whose parts cannot be told from one another."""
    lost = ", ".join(f"«{scan.name}»" for scan in wanted.scans.values())
    message = f"В документе частей: {len(wanted.parts)}, а в PDF найдено: {found}. Оглавления в нём не будет."
    if lost:
        message += f" Листы скана не вошли: {lost}."
    hint = "Проверьте свой шаблон: первый абзац каждой части должен быть без исправлений (примите их в Word)."
    return NO_PLACES.finding(message, hint=hint, severity=Severity.ERROR if lost else Severity.WARNING)


def _with_scans(
    reader: PdfReader, starts: list[int], wanted: Wanted, findings: list[Finding]
) -> tuple[bytes, dict[int, int]]:
    """The file with the sheets of its scans, each behind the last page of its annex; how many came into which part."""
    writer = PdfWriter(clone_from=reader, keep_initial_header=True)
    ends = [*(start - 1 for start in starts[1:]), len(reader.pages) - 1]
    merged = merge_scans(writer, {ends[index]: scan for index, scan in wanted.scans.items()})
    findings.extend(merged.findings)
    return written(writer), {index: merged.added.get(ends[index], 0) for index in wanted.scans}


def _completed(pdf: bytes, reader: PdfReader, made: Facts, wanted: Wanted) -> bytes:
    """The file with its outline and metadata, sealed."""
    file = Rewriting.of(pdf, reader)
    reference = file.reader.trailer.raw_get("/Root")
    root = file.reader.trailer["/Root"]
    assert isinstance(reference, IndirectObject) and isinstance(root, DictionaryObject)
    if lines := outline_lines(file, wanted.parts, wanted.sections):
        write_outline(file, root, lines)
    info = write_metadata(file, root, wanted.named, made)
    take_clock_out(file, root)
    file.replace(reference, root)
    return file.sealed(reference, info)


def _read_back(data: bytes, made: Facts, wanted: Wanted, pages: int, *, has_outline: bool) -> Iterator[Finding]:
    """What is wrong with the finished file."""
    try:
        facts = read_facts(data)
    except BrokenPdf:
        yield NOT_ARCHIVE.finding("Готовый PDF не читается.", hint=_REPORT)
        return
    yield from check_embedded(facts.fonts)
    if lacking := list(_lacking(facts)):
        hint = f"Нужен LibreOffice 7.0 или новее; этот файл сделал {made.info.get('Producer', 'неизвестно кто')}."
        yield NOT_ARCHIVE.finding(f"В готовом PDF не хватает: {'; '.join(lacking)}.", hint=hint)
    if lost := list(_lost(facts, info_of(wanted.named, made), wanted, pages, has_outline=has_outline)):
        yield NOT_ARCHIVE.finding(f"В готовый PDF не попало: {'; '.join(lost)}.", hint=_REPORT)


_REPORT = "Напечатайте ещё раз. Если замечание останется, это ошибка docgen: сообщите о ней, приложив файл Word."


def _lacking(facts: Facts) -> Iterator[str]:
    """What LibreOffice should have put in."""
    if facts.pdfa != PDF_A:
        yield f"отметки PDF/A-2b (стоит «{facts.pdfa}»)" if facts.pdfa else "отметки PDF/A-2b"
    if _INTENT not in facts.intents:
        yield "профиля цвета для архива"
    if not facts.tagged:
        yield "разметки (тегов)"
    if facts.encrypted:
        yield "открытого доступа: файл зашифрован"


def _lost(facts: Facts, info: dict[str, str], wanted: Wanted, pages: int, *, has_outline: bool) -> Iterator[str]:
    """What docgen itself should have put in."""
    if len(facts.pages) != pages:
        yield f"страницы: нужно {pages}, есть {len(facts.pages)}"
    if facts.language != LANGUAGE:
        yield f"язык {LANGUAGE}"
    if has_outline and [entry.title for entry in facts.outline if not entry.level] != [*map(shortened, wanted.parts)]:
        yield "оглавление"
    said = same_in_xmp(info)
    if facts.info != info or {name: facts.xmp.get(name) for name in said} != said:
        yield "сведения о документе"
