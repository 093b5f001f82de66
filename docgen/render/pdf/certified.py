"""A PDF that was finished before becomes a certified copy: the mark comes under the signature, nothing else changes.

A PDF that carries an electronic signature is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfWriter
from pypdf.generic import IndirectObject

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.render.pdf.archive import NOT_ARCHIVE
from docgen.render.pdf.drawing import entries
from docgen.render.pdf.facts import BrokenPdf, Facts, facts_of, open_reader, read_facts
from docgen.render.pdf.fonts import check_embedded
from docgen.render.pdf.marks import MARK, lay_mark, signature_page
from docgen.render.pdf.rewriting import Rewriting, written
from docgen.rules import Scope, rule

UNREADABLE = rule("pdf-не-читается", "Готовый PDF не читается", scope=Scope.FILE)
SIGNED = rule(
    "подписанный-pdf-не-меняют", "На подписанный PDF отметка не ставится: подпись лишилась бы силы", scope=Scope.FILE
)
NO_PLACE = rule(
    "отметке-нет-места", "Отметке «Верно» в этом PDF нет места: он сделан не docgen или уже заверен", scope=Scope.FILE,
    source="std:26",
)  # fmt: skip


class Marked(NamedTuple):
    """A PDF with the mark, what is wrong with it then, and where the mark stands."""

    data: bytes
    faults: tuple[Finding, ...]
    pages: int
    page: int
    """The page of the mark, counted from 1."""
    is_alone: bool
    """Whether that page was added: there was no room under the signature."""


def with_copy_mark(pdf: bytes, mark: bytes) -> Marked:
    """A finished PDF with the mark, a PDF of one page, under the signature.

    Raises ``InputError`` for a file that must not be touched or in which the signature is not to be found.
    """
    try:
        reader = open_reader(pdf)
        before = facts_of(reader, pdf)
    except BrokenPdf:
        hint = "Возьмите другую копию файла или напечатайте его заново: docgen render --pdf."
        raise InputError([UNREADABLE.finding("Файл не читается как PDF.", hint=hint)]) from None
    if before.signed:
        hint = "Заверяют копию без подписи: напечатайте её из данных, без ключа --from."
        raise InputError(
            [SIGNED.finding("PDF подписан электронной подписью, с отметкой она лишилась бы силы.", hint=hint)]
        )
    writer = PdfWriter(clone_from=reader, keep_initial_header=True)
    page = signature_page(writer)
    if page is None or _is_marked(writer, page):
        said = "В этом PDF уже есть отметка «Верно»." if page is not None else "В PDF не найдено, где кончается приказ."
        hint = "Нужен PDF, который сделал docgen render --pdf, без отметок; или заверьте копию без ключа --from."
        raise InputError([NO_PLACE.finding(said, hint=hint)])
    marked = lay_mark(writer, mark)
    whole = written(writer)
    file = Rewriting.of(whole, open_reader(whole))
    root, info = (file.reader.trailer.raw_get(key) for key in ("/Root", "/Info"))
    assert isinstance(root, IndirectObject) and isinstance(info, IndirectObject)
    data = file.sealed(root, info)
    after = read_facts(data)
    pages = len(after.pages)
    return Marked(data, tuple(_lost(before, after)), pages, marked + 1, is_alone=pages > len(before.pages))


def is_certified(pdf: bytes) -> bool:
    """Whether the mark of a copy stands in a PDF; a file that is not read has none."""
    try:
        pages = open_reader(pdf).pages
        return any(_marked(page) for page in pages)
    except BrokenPdf:
        return False


def _marked(page: Any) -> bool:
    return MARK in entries(entries(page.get("/Resources")).get("/XObject"))


def _is_marked(writer: PdfWriter, page: int) -> bool:
    """Whether the mark stands there already, on the page of the signature or behind it."""
    return any(_marked(each) for each in writer.pages[page : page + 2])


def _lost(before: Facts, after: Facts) -> Iterator[Finding]:
    """What the archive wants and the file has no more."""
    same = ("pdfa", "language", "intents", "tagged", "info", "xmp")
    kept = all(getattr(before, name) == getattr(after, name) for name in same)
    titles = [[entry.title for entry in facts.outline] for facts in (before, after)]
    if not kept or titles[0] != titles[1] or len(after.pages) - len(before.pages) not in (0, 1):
        hint = "Это ошибка docgen: сообщите о ней, приложив файл."
        yield NOT_ARCHIVE.finding("Отметка о заверении испортила PDF: архиву он больше не годится.", hint=hint)
    yield from check_embedded(font for font in after.fonts if font not in before.fonts)
