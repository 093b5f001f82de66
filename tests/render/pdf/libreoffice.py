"""A PDF such as LibreOffice makes of an order: tagged, with claims, headings in its outline, bookmarks as destinations."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

from docgen.render.pdf.archive import Wanted
from docgen.render.pdf.metadata import Named
from docgen.render.pdf.xmp import write_xmp
from tests.readers.pdf_files import A4, pdf_value, stream

PRODUCER = "LibreOffice 7.4"
CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "B", "pdfuaid:part": "1", "pdf:Producer": PRODUCER}
SERIF = "BAAAAA+LiberationSerif"
PROFILE = bytes(128)

Change = Callable[[PdfWriter], None]


def printed(
    pages: int = 4,
    parts: Sequence[int] = (0, 2),
    headings: Sequence[tuple[str, int, int]] = (("ПЛАН", 2, 0), ("Раздел", 3, 1)),
    *,
    fonts: Sequence[str] = (SERIF,),
    absent: Sequence[str] = (),
    claims: dict[str, str] | None = None,
    change: Change | None = None,
) -> bytes:
    """``parts`` are the pages where they begin; a heading is its words, page and level; ``absent`` fonts are not embedded."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.6"
    font = {name: font_of(writer, name, embedded=True) for name in fonts}
    font |= {name: font_of(writer, name, embedded=False) for name in absent}
    for _ in range(pages):
        page = writer.add_blank_page(*A4)
        page[NameObject("/Resources")] = pdf_value({"/Font": {f"/F{n}": each for n, each in enumerate(font.values())}})
    _outline(writer, headings)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("ru-RU")
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    tree = {"/Type": "/StructTreeRoot", "/K": [], "/ParentTree": {"/Nums": []}}
    root[NameObject("/StructTreeRoot")] = writer._add_object(pdf_value(tree))
    places = {
        f"/5FPart{n:05d}": [writer.pages[page].indirect_reference, "/XYZ", 0, 785, 0] for n, page in enumerate(parts, 1)
    }
    root[NameObject("/Dests")] = pdf_value(places)
    intent = {
        "/Type": "/OutputIntent",
        "/S": "/GTS_PDFA1",
        "/DestOutputProfile": writer._add_object(stream(PROFILE, N=3)),
    }
    root[NameObject("/OutputIntents")] = pdf_value([intent])
    packet = stream(write_xmp(CLAIMS if claims is None else claims), Type="/Metadata", Subtype="/XML")
    root[NameObject("/Metadata")] = writer._add_object(packet)
    writer.metadata = {"/Producer": PRODUCER, "/CreationDate": "D:20261122093501Z'"}
    if change is not None:
        change(writer)
    return written(writer)


def font_of(writer: PdfWriter, name: str, *, embedded: bool) -> Any:
    """A font of that name."""
    described = {"/Type": "/FontDescriptor"} | ({"/FontFile2": writer._add_object(stream(b"0"))} if embedded else {})
    font = {"/Type": "/Font", "/Subtype": "/TrueType", "/BaseFont": f"/{name}", "/FontDescriptor": described}
    return writer._add_object(pdf_value(font))


def _outline(writer: PdfWriter, headings: Sequence[tuple[str, int, int]]) -> None:
    above: dict[int, Any] = {-1: None}
    for title, page, level in headings:
        place = Fit.xyz(left=0, top=700, zoom=0)
        above[level] = writer.add_outline_item(title=title, page_number=page, parent=above[level - 1], fit=place)


def written(writer: PdfWriter) -> bytes:
    """What pypdf writes."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def opened(data: bytes) -> PdfReader:
    """The file, opened."""
    return PdfReader(io.BytesIO(data))


def wanted(*titles: str, **values: Any) -> Wanted:
    """What is wanted of ``printed()``."""
    named = values.pop("named", Named("Приказ «О плане»", "Департамент", "О плане"))
    return Wanted(named, titles or ("Приказ «О плане»", "Приложение. План"), fonts=("Times New Roman",), **values)
