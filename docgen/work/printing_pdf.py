"""render --pdf: the Word file of a document and the copy for the archive made of it, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, InputError
from docgen.files.folders import is_file, is_folder
from docgen.files.loading import Loaded
from docgen.files.workspace import Opened
from docgen.findings import Finding, Severity, has_errors
from docgen.findings import Path as FieldPath
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.model.workspace import Document
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.office.verapdf import validate
from docgen.render.pdf.archive import Finished, finish
from docgen.render.pdf.scans import Scanned
from docgen.render.pdf.sheets import Part, check_sheets, sheets_said, total_sheets
from docgen.render.pdf.wanted import annex_titles, wanted_of
from docgen.work.checking import NO_SCAN, ordered
from docgen.work.rendering import (
    NOT_DOCX,
    folder_named,
    load_for_printing,
    own_name,
    refuse_other_words,
    refuse_to_overwrite,
    render_loaded,
    words_on_paper,
    write_recorded,
)


@dataclass
class PrintedPdf:
    """What ``render --pdf`` made: the files written, the findings that did not stand in its way, pages and sheets."""

    paths: list[Path]
    findings: list[Finding] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    said: str = ""
    """The sheets of each part in words."""

    @property
    def pages(self) -> int:
        """The pages of the PDF."""
        return sum(part.pages for part in self.parts)

    @property
    def sheets(self) -> int:
        """The sheets of paper that they take."""
        return total_sheets(self.parts)


def render_pdf_file(
    path: Path, out: str | Path, *, print: Print | None = None, template: Path | None = None, force: bool = False
) -> PrintedPdf:
    """Render the document at ``path`` into a Word file and a PDF beside it; ``out`` that ends in ``.pdf`` asks for that alone.

    Raises ``DocgenError`` with all findings when the input is faulty, LibreOffice is missing or fails, the PDF is not
    fit for the archive, or a file stands in the way; nothing is written then.
    """
    _refuse_workbook(out)
    opened, loaded, findings = load_for_printing(path, has_template=template is not None)
    findings = without_warned_scans(findings)
    refuse_other_words(findings)
    document = loaded.model
    assert isinstance(document, Document)
    word, archive = _targets(document, path, out)
    for target in filter(None, (word, archive)):
        refuse_to_overwrite(target, force=force)
    rendered = render_loaded(opened, loaded, print=print, template=template)
    findings.extend(finding.at(document=loaded.source.name) for finding in rendered.findings)
    converted = convert(rendered.data, filter_options=PDF_A_2B)
    with _told_of(archive, findings):
        finished = pdf_of(opened, loaded, rendered.data, converted, print=print)
    findings.extend(_of_file([*finished.findings, *_judged(finished.data)], archive))
    files = {archive: finished.data} if word is None else {word: rendered.data, archive: finished.data}
    words = words_on_paper(opened, document, print)
    findings.extend(write_recorded(opened, loaded, files, rendered.digest, words))
    said = sheets_said(document, finished.parts, number_sign=opened.workspace.profile.number_sign)
    return PrintedPdf(list(files), ordered(findings), finished.parts, said)


def pdf_of(
    opened: Opened,
    loaded: Loaded,
    docx: bytes,
    converted: bytes,
    *,
    print: Print | None = None,
) -> Finished:
    """The copy for the archive of a loaded document: ``docx`` is its Word file, ``converted`` what LibreOffice made of it.

    Raises ``DocgenError`` with all findings when it is not fit for the archive. LibreOffice is not asked.
    """
    document = loaded.model
    assert isinstance(document, Document)
    printing = Printing.of(document, opened.workspace, print)
    scans, findings = scans_of(opened, loaded, printing)
    wanted = wanted_of(printing, docx, scans)
    finished = finish(converted, wanted)
    findings.extend(finished.findings)
    findings.extend(_counted(opened, loaded, printing, finished.parts))
    if has_errors(findings):
        raise InputError(ordered(findings))
    return finished._replace(findings=tuple(findings))


@contextmanager
def _told_of(archive: Path, findings: Sequence[Finding]) -> Iterator[None]:
    """What is wrong with the PDF is raised together with what was found before, with the name of its file."""
    try:
        yield
    except DocgenError as error:
        raise InputError(ordered([*findings, *_of_file(error.findings, archive)])) from None


def _of_file(findings: Iterable[Finding], archive: Path) -> Iterator[Finding]:
    """The findings, those on the PDF itself with its name."""
    return (finding if finding.document else finding.at(document=str(archive)) for finding in findings)


def _targets(document: Document, path: Path, out: str | Path) -> tuple[Path | None, Path]:
    """Where the Word file goes, None when none is wanted, and where the PDF."""
    if str(out).lower().endswith(".pdf") and not is_folder(Path(out)):
        return None, Path(out)
    folder = folder_named(out)
    word = folder / f"{own_name(document, path)}.docx" if folder else Path(out)
    return word, word.with_suffix(".pdf")


def _refuse_workbook(out: str | Path) -> None:
    if str(out).lower().endswith(".xlsx") and not is_folder(Path(out)):
        message = f"PDF делается вместе с файлом Word, а «{Path(out).name}» – книга Excel."
        hint = f"Пишите «{Path(out).stem}.pdf» или «{Path(out).stem}.docx»; книгу печатают без ключа --pdf."
        raise InputError([NOT_DOCX.finding(message, document=str(out), quote=Path(out).suffix, hint=hint)])


def without_warned_scans(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without the warnings that a scan is missing: in a PDF that is an error, told once."""
    return [finding for finding in findings if finding.rule != NO_SCAN.name]


def _judged(data: bytes) -> Iterator[Finding]:
    """What veraPDF says of the file, where it is installed; the file is written all the same."""
    for found in validate([data]) or ():
        yield from (each.at(severity=Severity.WARNING) for each in found)


def scans_of(opened: Opened, loaded: Loaded, printing: Printing) -> tuple[dict[int, Scanned], list[Finding]]:
    """The scans of a document by the places of their parts (the document itself is 0), and those that are not there."""
    scans: dict[int, Scanned] = {}
    findings: list[Finding] = []
    titles = ["", *annex_titles(printing)]
    for index, scan, home, at in _scans(opened, loaded, printing):
        data = _read(home.path.parent / scan.file)
        if data is None:
            message = f"Файла «{scan.file}» нет или он не читается: листы этого приложения не попадут в PDF."
            hint = "Положите скан на место или исправьте путь: он пишется от папки, где лежит этот файл."
            found = NO_SCAN.finding(message, path=at, quote=scan.file, hint=hint, severity=Severity.ERROR)
            findings.append(home.source.mark(found))
        else:
            scans[index] = Scanned(data, scan.file, titles[index] or scan.title.words, at, home.source.mark)
    return scans, findings


def _scans(opened: Opened, loaded: Loaded, printing: Printing) -> Iterator[tuple[int, Scan, Loaded, FieldPath]]:
    """Each scan with the place of its part, the file that names it, and where in that file."""
    document = loaded.model
    if isinstance(document, Scan):
        yield 0, document, loaded, ("файл",)
    for index, annex in enumerate(printing.annexes):
        if isinstance(annex, Scan):
            home = _home(opened, loaded, index)
            yield index + 1, annex, home, ("файл",) if home is not loaded else ("приложения", index, "документ", "файл")


def _home(opened: Opened, loaded: Loaded, index: int) -> Loaded:
    """The file in which an annex stands: one of its own, or that of the order."""
    assert isinstance(loaded.model, Order)
    entry = loaded.model.annexes[index]
    return loaded if entry.document is not None or not entry.file else opened.file(loaded.path.parent / entry.file)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if is_file(file) else None
    except OSError:
        return None


def _counted(opened: Opened, loaded: Loaded, printing: Printing, parts: Sequence[Part]) -> Iterator[Finding]:
    """The numbers of sheets that the input names and the PDF does not have."""
    if len(parts) <= len(printing.annexes):
        return
    for said, finding in check_sheets(printing.document, printing.annexes, parts):
        home = _home(opened, loaded, said.annex) if said.in_file else loaded
        yield home.source.mark(finding)
