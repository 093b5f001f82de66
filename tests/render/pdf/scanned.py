"""Scans and the files they go into, made for tests."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from docgen.render.pdf.scans import Merged, Scanned, merge_scans
from tests.readers.pdf_files import marked, pdf, pdf_value, stream

PICTURE = {
    "Type": "/XObject",
    "Subtype": "/Image",
    "Width": 2,
    "Height": 2,
    "ColorSpace": "/DeviceGray",
    "BitsPerComponent": 8,
}
DRAW = b"q 595 0 0 842 0 0 cm /Im Do Q\n"


def scan(
    *pages: bytes,
    size: tuple[float, float] = (595, 842),
    resources: dict[str, Any] | None = None,
    image: dict[str, Any] | None = None,
    data: bytes = b"\x00\xff\xff\x00",
    change: Callable[[PdfWriter], None] | None = None,
) -> bytes:
    """A scan: each page draws a picture, or what is given."""
    writer = PdfWriter()
    picture = writer._add_object(stream(data, **{**PICTURE, **(image or {})}))
    for content in pages or (DRAW,):
        page = writer.add_blank_page(*size)
        page[NameObject("/Resources")] = pdf_value({"/XObject": {"/Im": picture}, **(resources or {})})
        page[NameObject("/Contents")] = writer._add_object(stream(content))
    if change is not None:
        change(writer)
    return written(writer)


def order(pages: int = 3) -> bytes:
    """A tagged file with this many pages, a paragraph on each."""
    return tagged(*[b"0 0 9 9 re f\n"] * pages)


def merged(scans: dict[int, bytes], into: bytes | None = None) -> tuple[PdfReader, Merged]:
    """The order with these scans behind its pages, read again, and what was said."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(into or order())))
    named = {page: Scanned(data, "скан.pdf", f"Приложение № {page}") for page, data in scans.items()}
    said = merge_scans(writer, named)
    return PdfReader(io.BytesIO(written(writer))), said


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rules(said: Merged) -> list[str]:
    return [finding.rule for finding in said.findings]


def form_of(page: Any) -> Any:
    """What a merged page draws."""
    return page["/Resources"]["/XObject"]["/Scan"]


def figures(reader: PdfReader) -> list[tuple[str, int]]:
    """The words of each picture in the order of the tags, with its page."""
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0]
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}
    tags: Sequence[Any] = [kid.get_object() for kid in document["/K"]]
    return [(str(tag.get("/Alt", tag["/S"])), pages[tag.raw_get("/Pg").idnum]) for tag in tags]


def everything(value: Any, seen: set[int] | None = None) -> list[Any]:
    """Every dictionary and name reachable from a value, references followed."""
    seen = set() if seen is None else seen
    number = getattr(value, "idnum", 0)
    if number in seen and number:
        return []
    seen.add(number)
    plain = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(plain, dict):
        found = [each for key in plain if key != "/Parent" for each in everything(plain.raw_get(key), seen)]
        return [plain, *found]
    if isinstance(plain, list):
        return [found for each in list.__iter__(plain) for found in everything(each, seen)]
    return [plain]


def tagged(*pages: bytes, change: Callable[[PdfWriter], None] | None = None, is_marked: bool = False) -> bytes:
    """A tagged file: a heading a page, or with ``is_marked`` a paragraph for each of the marks 0 and 1 of one page."""

    def parents(writer: PdfWriter) -> None:
        root = writer._root_object["/StructTreeRoot"].get_object()
        kids = root["/K"]
        root[NameObject("/K")] = ArrayObject(
            [writer._add_object(pdf_value({"/Type": "/StructElem", "/S": "/Document", "/K": kids}))]
        )
        numbers: list[Any] = []
        for index, page in enumerate(writer.pages):
            page[NameObject("/StructParents")] = NumberObject(index)
            own = list(kids) if is_marked else [kids[index]]
            for kid in own:
                kid.get_object()[NameObject("/Pg")] = page.indirect_reference
            numbers += [NumberObject(index), ArrayObject(own)]
        root[NameObject("/ParentTree")] = pdf_value({"/Nums": ArrayObject(numbers)})
        if change is not None:
            change(writer)

    drawn = pages if is_marked else tuple(marked(0, page) for page in pages)
    tags = [("P", [0]), ("P", [1])] if is_marked else [("H1", [0]) for _ in pages]
    return pdf(*drawn, tags=tags, change=parents)
