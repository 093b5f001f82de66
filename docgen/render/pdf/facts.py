"""What a PDF says of itself: pages, fonts, language, tags, the claim to be PDF/A, metadata, outline, signatures.

Facts are read, never judged: what the archive wants of them is told in ``archive``.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdf import PasswordType, PdfReader, PdfWriter
from pypdf.generic import Destination

from docgen.patterns import pattern
from docgen.render.beginnings import PART
from docgen.render.pdf.seal import is_signed
from docgen.render.pdf.xmp import read_xmp

# What the library says of a damaged file goes nowhere: people are told in findings.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_PART = pattern(PART.replace("{:05d}", r"(\d{5})"))
_DEEPEST = 40

SCAN = "/Scan"
"""What a page calls the scan that it draws: its fonts were looked at when it came in, invisible words may lack theirs."""


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


class Place(NamedTuple):
    """A place in the file: the page, counted from 0, and how far up its line is, negative, so that places sort."""

    page: int
    down: float = -math.inf


class OutlineEntry(NamedTuple):
    """A line of the outline. ``place`` is None when the line leads nowhere; ``level`` counts from 0."""

    title: str
    place: Place | None
    level: int

    @property
    def page(self) -> int | None:
        """The page, counted from 0."""
        return self.place and self.place.page


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
        language=str(_resolved(root.get("/Lang")) or ""),
        marked=bool(_resolved(marks.get("/Marked"))),
        structured=bool(_dictionary(root.get("/StructTreeRoot"))),
        intents=tuple(_intents(root)),
        info={key.removeprefix("/"): str(_resolved(value)) for key, value in (reader.metadata or {}).items()},
        xmp=_xmp(root),
        outline=tuple(outline_of(reader)),
        destinations=_destinations(reader),
        signed=is_signed(data) or _has_signature(root),
        encrypted=reader.is_encrypted,
    )


def annex_pages(reader: PdfReader | PdfWriter, count: int) -> list[int] | None:
    """The pages, counted from 0, on which the annexes begin, and after them those of the sheets that follow.

    They are the bookmarks at the beginnings of sections (``PART``), which LibreOffice keeps as named destinations. None
    when the file lacks one of them or has fewer than ``count`` annexes.
    """
    places = part_places(reader)
    return [place.page for place in places[1:]] if len(places) > count else None


def part_places(reader: PdfReader | PdfWriter) -> list[Place]:
    """Where each part begins, the order first; empty when the beginning of one is not to be found."""
    found: dict[int, Place] = {}
    for name, destination in reader.named_destinations.items():
        match = _PART.fullmatch(_plain(name))
        place = _place(reader, destination) if match else None
        if match and place:
            found[int(match[1])] = place
    places = [found[number] for number in sorted(found)]
    return places if set(found) == set(range(1, len(found) + 1)) and places == sorted(places) else []


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
        yield str(_resolved(_dictionary(each).get("/S")) or "").removeprefix("/")


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
        for name, each in _dictionary(held.get(kind)).items():
            number = getattr(each, "idnum", 0)
            if (number and number in seen) or name == SCAN:
                continue
            seen.add(number)
            _collect(_dictionary(each).get("/Resources"), found, seen, depth + 1)


def _font(font: Mapping[str, Any]) -> FontFact:
    kind = _resolved(font.get("/Subtype"))
    descendants = _resolved(font.get("/DescendantFonts"))
    below = _dictionary(descendants[0]) if isinstance(descendants, list) and descendants else font
    described = _dictionary(below.get("/FontDescriptor"))
    embedded = kind == "/Type3" or any(f"/FontFile{number}" in described for number in ("", "2", "3"))
    name = str(_resolved(font.get("/BaseFont")) or _resolved(font.get("/Name")) or kind or "").removeprefix("/")
    prefix, plus, rest = name.partition("+")
    return FontFact(rest if plus and len(prefix) == 6 and prefix.isupper() else name, embedded)


def outline_of(reader: PdfReader | PdfWriter) -> Iterator[OutlineEntry]:
    """The lines of the outline, from top to bottom."""
    todo: list[tuple[Any, int]] = [(each, 0) for each in reversed(reader.outline)]
    while todo:
        entry, level = todo.pop()
        if isinstance(entry, list):
            todo.extend((each, level + 1) for each in reversed(entry))
        else:
            yield OutlineEntry(str(entry.title), _place(reader, entry), level)


def _place(reader: PdfReader | PdfWriter, destination: Destination) -> Place | None:
    page = reader.get_destination_page_number(destination)
    if page is None or page < 0:
        return None
    top: Any = destination.top
    return Place(page, -float(top)) if hasattr(top, "__float__") else Place(page)


def _destinations(reader: PdfReader) -> dict[str, int]:
    places = {_plain(name): _place(reader, each) for name, each in reader.named_destinations.items()}
    return {name: place.page for name, place in places.items() if place}


def _plain(name: str) -> str:
    """The name as Word has it: LibreOffice writes the underscore that begins it by its code."""
    name = name.removeprefix("/")
    return f"_{name[2:]}" if name.startswith("5F") else name


def _has_signature(root: Any) -> bool:
    """Whether a field of a form has been signed."""
    form = _dictionary(root.get("/AcroForm"))
    if int(_resolved(form.get("/SigFlags")) or 0) & 1:
        return True
    todo = [(field, 0) for field in _resolved(form.get("/Fields")) or ()]
    while todo:
        entry, depth = todo.pop()
        held = _dictionary(entry)
        if _resolved(held.get("/FT")) == "/Sig" and _resolved(held.get("/V")) is not None:
            return True
        if depth < _DEEPEST:
            todo.extend((kid, depth + 1) for kid in _resolved(held.get("/Kids")) or ())
    return False


def _xmp(root: Any) -> dict[str, str]:
    stream = _resolved(root.get("/Metadata"))
    return read_xmp(stream.get_data()) if hasattr(stream, "get_data") else {}
