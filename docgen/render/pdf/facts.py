"""What a PDF says of itself: pages, fonts, language, tags, the claim to be PDF/A, metadata, outline, signatures.

Facts are read, never judged: what the archive wants of them is told in ``archive``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdf import PasswordType, PdfReader
from pypdf.generic import Destination

from docgen.patterns import pattern
from docgen.render.beginnings import PART

_PART = pattern(PART.replace("{:05d}", r"(\d{5})"))
_DEEPEST = 40


class BrokenPdf(ValueError):
    """Raised for what is no PDF, is damaged, or opens with a password only; never leaves this room."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__("closed by a password" if locked else "not a PDF or damaged")
        self.locked = locked


class PageSize(NamedTuple):
    """A page as it is shown, turned pages turned, in points of 1/72 inch."""

    width: float
    height: float

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


class FontFact(NamedTuple):
    """A font that pages use. ``name`` comes without the prefix of a subset: ``LiberationSerif-Bold``."""

    name: str
    embedded: bool


class OutlineEntry(NamedTuple):
    """A line of the outline. ``page`` counts from 0, None when the line leads nowhere; ``level`` counts from 0."""

    title: str
    page: int | None
    level: int


@dataclass(frozen=True)
class Facts:
    """What a PDF says of itself. ``xmp`` has the values by their usual short names (``dc:title``), lists joined by ``; ``."""

    version: str
    pages: tuple[PageSize, ...]
    fonts: tuple[FontFact, ...]
    language: str = ""
    marked: bool = False
    structured: bool = False
    intents: tuple[str, ...] = ()
    """The conditions for colours that are declared, by their subtypes; the archive's is ``GTS_PDFA1``."""
    info: Mapping[str, str] = field(default_factory=dict)
    """The document information, keys without the slash."""
    xmp: Mapping[str, str] = field(default_factory=dict)
    outline: tuple[OutlineEntry, ...] = ()
    destinations: Mapping[str, int] = field(default_factory=dict)
    """The page, counted from 0, that each name leads to."""
    signed: bool = False
    encrypted: bool = False

    @property
    def tagged(self) -> bool:
        """Whether it says that it is tagged, and has a tree of tags."""
        return self.marked and self.structured

    @property
    def pdfa(self) -> str:
        """The archive's standard that it claims, as ``2B``; empty when it claims none."""
        return self.xmp.get("pdfaid:part", "") + self.xmp.get("pdfaid:conformance", "").upper()

    @property
    def pdfua(self) -> str:
        """The part of PDF/UA that it claims."""
        return self.xmp.get("pdfuaid:part", "")


def read_facts(data: bytes) -> Facts:
    """The facts of a PDF; raises ``BrokenPdf`` when it cannot be read."""
    return facts_of(open_reader(data), data)


def open_reader(data: bytes) -> PdfReader:
    """The PDF, opened; one that is encrypted without a password is opened too. Raises ``BrokenPdf``."""
    if b"%PDF-" not in data[:1024]:
        raise BrokenPdf
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        if not locked and len(reader.pages):
            return reader
    except Exception as broken:  # the library meets a damaged file with exceptions of every kind
        raise BrokenPdf(locked=b"/Encrypt" in data and "crypto" in str(broken).lower()) from broken
    raise BrokenPdf(locked=locked)


def facts_of(reader: PdfReader, data: bytes) -> Facts:
    """The facts of a PDF that is open; raises ``BrokenPdf`` for one whose inside is damaged."""
    try:
        return _facts(reader, data)
    except Exception as broken:  # as above
        raise BrokenPdf from broken


def _facts(reader: PdfReader, data: bytes) -> Facts:
    root: Any = reader.trailer["/Root"]
    marks = _dictionary(root.get("/MarkInfo"))
    return Facts(
        version=reader.pdf_header.removeprefix("%PDF-"),
        pages=tuple(_size(page) for page in reader.pages),
        fonts=tuple(sorted(_fonts(reader))),
        language=str(root.get("/Lang", "")),
        marked=bool(_resolved(marks.get("/Marked"))),
        structured=bool(_dictionary(root.get("/StructTreeRoot"))),
        intents=tuple(_intents(root)),
        info={key.removeprefix("/"): str(_resolved(value)) for key, value in (reader.metadata or {}).items()},
        xmp=_xmp(root),
        outline=tuple(_outline(reader, reader.outline, 0)),
        destinations=_destinations(reader),
        signed=is_signed(data) or _has_signature(root),
        encrypted=reader.is_encrypted,
    )


def annex_pages(reader: PdfReader, count: int) -> list[int] | None:
    """The pages, counted from 0, on which the annexes begin, and after them those of the sheets that follow.

    They are the bookmarks at the beginnings of sections (``PART``), which LibreOffice keeps as named destinations. None
    when the file lacks one of them or has fewer than ``count`` annexes.
    """
    places = part_places(reader)
    if not places or len(places) < count + 1:
        return None
    return [page for page, _ in places[1:]]


def part_places(reader: PdfReader) -> list[tuple[int, float]]:
    """Page and height of the beginning of each part, the order's first; empty when one is not to be found."""
    found: dict[int, tuple[int, float]] = {}
    for name, destination in reader.named_destinations.items():
        match = _PART.fullmatch(_plain(name))
        page = reader.get_destination_page_number(destination) if match else None
        if match and page is not None and page >= 0:
            found[int(match[1])] = (page, _top(destination))
    if set(found) != set(range(1, len(found) + 1)):
        return []
    return [found[number] for number in sorted(found)]


def is_signed(data: bytes) -> bool:
    """Whether the bytes hold an electronic signature: the place it covers can only stand there in the open."""
    return b"/ByteRange" in data


def family_of(font: str) -> str:
    """The name of a font without its style: ``LiberationSerif`` of ``LiberationSerif-BoldItalic``."""
    return font.partition("-")[0].partition(",")[0]


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _dictionary(value: Any) -> Mapping[str, Any]:
    found = _resolved(value)
    return found if isinstance(found, dict) else {}


def _size(page: Any) -> PageSize:
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    return PageSize(height, width) if page.rotation % 180 else PageSize(width, height)


def _intents(root: Any) -> Iterator[str]:
    for each in _resolved(root.get("/OutputIntents")) or ():
        yield str(_dictionary(each).get("/S", "")).removeprefix("/")


def _fonts(reader: PdfReader) -> set[FontFact]:
    found: set[FontFact] = set()
    seen: set[int] = set()
    for page in reader.pages:
        _collect(page.get("/Resources"), found, seen, 0)
        for each in _resolved(page.get("/Annots")) or ():
            looks = _dictionary(_dictionary(each).get("/AP")).values()
            for look in looks:
                _collect(_dictionary(look).get("/Resources"), found, seen, 0)
    return found


def _collect(resources: Any, found: set[FontFact], seen: set[int], depth: int) -> None:
    """The fonts of these resources and of the forms and patterns that they name."""
    number = getattr(resources, "idnum", 0)
    if depth > _DEEPEST or (number and number in seen):
        return
    seen.add(number)
    held = _dictionary(resources)
    for each in _dictionary(held.get("/Font")).values():
        number = getattr(each, "idnum", 0)
        if not number or number not in seen:
            seen.add(number)
            found.add(_font(_dictionary(each)))
    for kind in ("/XObject", "/Pattern"):
        for each in _dictionary(held.get(kind)).values():
            number = getattr(each, "idnum", 0)
            if number and number in seen:
                continue
            seen.add(number)
            _collect(_dictionary(each).get("/Resources"), found, seen, depth + 1)


def _font(font: Mapping[str, Any]) -> FontFact:
    kind = font.get("/Subtype")
    descendants = _resolved(font.get("/DescendantFonts"))
    below = _dictionary(descendants[0]) if isinstance(descendants, list) and descendants else font
    described = _dictionary(below.get("/FontDescriptor"))
    embedded = kind == "/Type3" or any(f"/FontFile{number}" in described for number in ("", "2", "3"))
    name = str(_resolved(font.get("/BaseFont")) or _resolved(font.get("/Name")) or kind or "").removeprefix("/")
    prefix, plus, rest = name.partition("+")
    return FontFact(rest if plus and len(prefix) == 6 and prefix.isupper() else name, embedded)


def _outline(reader: PdfReader, entries: Any, level: int) -> Iterator[OutlineEntry]:
    for each in entries:
        if isinstance(each, list):
            yield from _outline(reader, each, level + 1)
        else:
            page = reader.get_destination_page_number(each)
            yield OutlineEntry(str(each.title), None if page is None or page < 0 else page, level)


def _destinations(reader: PdfReader) -> dict[str, int]:
    found = {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is not None and page >= 0:
            found[_plain(name)] = page
    return found


def _plain(name: str) -> str:
    """The name as Word has it: LibreOffice writes the underscore that begins it by its code."""
    name = name.removeprefix("/")
    return f"_{name[2:]}" if name.startswith("5F") else name


def _top(destination: Destination) -> float:
    top: Any = destination.top
    return float(top) if hasattr(top, "__float__") else float("inf")


def _has_signature(root: Any) -> bool:
    """Whether a field of a form has been signed."""
    form = _dictionary(root.get("/AcroForm"))
    if int(_resolved(form.get("/SigFlags")) or 0) & 1:
        return True
    todo = [(field, 0) for field in _resolved(form.get("/Fields")) or ()]
    while todo:
        entry, depth = todo.pop()
        held = _dictionary(entry)
        if held.get("/FT") == "/Sig" and _resolved(held.get("/V")) is not None:
            return True
        if depth < _DEEPEST:
            todo.extend((kid, depth + 1) for kid in _resolved(held.get("/Kids")) or ())
    return False


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}


def _xmp(root: Any) -> dict[str, str]:
    """The values of the XMP packet, whether written as elements or as attributes; empty when there is none."""
    from lxml import etree

    stream = _resolved(root.get("/Metadata"))
    if not hasattr(stream, "get_data"):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        packet = etree.fromstring(stream.get_data().strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for description in packet.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if short := _short(str(name)):
                found[short] = str(value)
        for element in description:
            if short := _short(str(element.tag)):
                items = [(item.text or "").strip() for item in element.iter(f"{_RDF}li")]
                found[short] = "; ".join(items) if items else (element.text or "").strip()
    return found


def _short(name: str) -> str:
    """``dc:title`` of a name with its namespace; empty for names that nobody asks for."""
    space, _, local = name.removeprefix("{").partition("}")
    return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else ""
