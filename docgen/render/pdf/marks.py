"""Marks on a finished PDF: «Верно» under the signature of a copy (GOST R 7.0.97, 5.26).

«ПРОЕКТ» is no such mark: the templates print it at the top of a draft, so it is in the Word file and in the PDF made of
it. The words of the copy's mark are laid out by a template, too; here its page is laid over the page of the signature,
where there is room, or behind it as a page of its own.
"""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from docgen.language.printing import CopyMark, Print, Printing
from docgen.language.view import View
from docgen.model.order import Order
from docgen.model.workspace import Workspace
from docgen.render.document import core_properties
from docgen.render.fragments import fragment_of
from docgen.render.linking import Linked, house_at
from docgen.render.locating import house_of, sheet_template
from docgen.render.pdf.drawing import dictionary, raw
from docgen.render.pdf.facts import part_places
from docgen.render.pdf.tagging import TagTree

MARK = "/CopyMark"
SHEET = "copy"
"""The template of the mark."""
_MARGIN = 56.7
"""The lower margin, 20 mm: nothing is put below it."""
_GAP = 28.0
"""Between what stands on the page and the mark: two lines, as before a signature."""


class Band(NamedTuple):
    """The part of a page, from bottom to top, in which something stands."""

    bottom: float
    top: float


def copy_mark_document(order: Order, workspace: Workspace, mark: CopyMark) -> bytes:
    """The mark as a Word file of its own, in the house's styles; raises ``TemplateError``."""
    printing = Printing.of(order, workspace, Print.REGISTERED)
    printing.certified = mark
    path = sheet_template(SHEET, workspace)
    linked = Linked(house_at(house_of(path) or path, workspace.profile))
    linked.add(fragment_of(path), {"order": View(order, printing), "annex": None, "annexes": []})
    return linked.write(core_properties(order, printing))[0]


def lay_mark(writer: PdfWriter, mark: bytes) -> int:
    """Lay the mark, a PDF of one page, below all that stands on the page of the signature; the page where it came.

    Where there is no room it comes on a page of its own behind; where the order's end is not known, on the last page.
    """
    found = signature_page(writer)
    page = len(writer.pages) - 1 if found is None else found
    source = PdfReader(io.BytesIO(mark))
    drawn = source.pages[0]
    band, above = occupied(drawn), occupied(writer.pages[page])
    if band is None:
        raise ValueError("the mark has no words")
    top = above.bottom - _GAP if above else float(writer.pages[page].mediabox.top) - _MARGIN
    down = band.top - top
    if top - (band.top - band.bottom) < _MARGIN:
        size = writer.pages[page].mediabox
        page, down = page + 1, 0.0
        writer.insert_page(PageObject.create_blank_page(writer, size.width, size.height), page)
    _lay(writer, page, drawn, source, down)
    return page


def signature_page(writer: PdfWriter) -> int | None:
    """The page, counted from 0, on which the order itself ends; None when that is not to be found."""
    places = part_places(writer)
    if not places:
        return None
    return max(places[1].page - 1, 0) if len(places) > 1 else len(writer.pages) - 1


def occupied(page: Any) -> Band | None:
    """The part of a page in which words and pictures stand; None for an empty one."""
    found: list[Band] = []

    def words(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            base = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs(size * tm[3] * cm[3])
            found.append(Band(base - 0.3 * height, base + 0.8 * height))

    def drawn(operator: bytes, operands: Any, cm: list[float], tm: list[float]) -> None:
        if operator == b"Do":
            found.append(Band(*sorted((cm[5], cm[5] + cm[3] + cm[1]))))

    page.extract_text(visitor_text=words, visitor_operand_before=drawn)
    return Band(min(each.bottom for each in found), max(each.top for each in found)) if found else None


def _lay(writer: PdfWriter, number: int, drawn: Any, source: PdfReader, down: float) -> None:
    """The mark's page drawn on a page, moved down, its tags carried over."""
    form = StreamObject()
    form.set_data(drawn.get_contents().get_data())
    form = form.flate_encode()
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, drawn.mediabox))
    resources = drawn["/Resources"].clone(writer)
    form[NameObject("/Resources")] = getattr(resources, "indirect_reference", None) or resources
    reference = writer._add_object(form)
    page = writer.pages[number]
    _tag(writer, number, reference, drawn, source)
    content = DecodedStreamObject()
    content.set_data(f"q 1 0 0 1 0 {-down:.3f} cm {MARK} Do Q".encode())
    added = writer._add_object(content.flate_encode())
    before = page.get("/Contents")
    kept = before if isinstance(before, ArrayObject) else [raw(page, "/Contents")] if before is not None else []
    page[NameObject("/Contents")] = ArrayObject([*kept, added])
    # Pages share their resources in LibreOffice's files: this one takes its own.
    own = DictionaryObject(page.get("/Resources", DictionaryObject()))
    named = DictionaryObject(own.get("/XObject", DictionaryObject()))
    named[NameObject(MARK)] = reference
    own[NameObject("/XObject")] = named
    page[NameObject("/Resources")] = own


def _tag(writer: PdfWriter, number: int, form: IndirectObject, drawn: Any, source: PdfReader) -> None:
    """A paragraph in the tags for each element of the mark."""
    tags = TagTree(writer)
    owners = _owners(source, drawn)
    order = list(dict.fromkeys(owners))
    paragraphs = [DictionaryObject() for _ in order]
    page = writer.pages[number].indirect_reference
    assert page is not None
    for element, paragraph in zip(order, paragraphs, strict=True):
        marks = [mark for mark, owner in enumerate(owners) if owner == element]
        inside = [
            dictionary({"/Type": NameObject("/MCR"), "/Pg": page, "/Stm": form, "/MCID": NumberObject(mark)})
            for mark in marks
        ]
        paragraph.update(dictionary({"/S": NameObject("/P"), "/Pg": page, "/K": ArrayObject(inside)}))
    added = dict(zip(order, tags.add(paragraphs, number), strict=False))
    if added:
        held: Any = form.get_object()
        tags.own(held, [added[owner] for owner in owners])


def _owners(source: PdfReader, page: Any) -> list[int]:
    """To which element each mark of content of the page belongs, by the number of the element's object."""
    root: Any = source.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    held = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    return [each.idnum for each in list.__iter__(held[page["/StructParents"]].get_object())]
