"""Reads the sections of a finished Word file: paper, margins, page numbers and header texts.

What they should be is decided where files are verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from docgen.ooxml.parts import R, W, WordFile, text_of

Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section as it will be printed. All lengths in twips (1/1440 inch; 567 twips are a centimetre).

    A header that a section does not name is that of the section before it. ``header_first`` is printed only
    where ``title_page`` holds. ``page_number_start`` is None when the count goes on.
    """

    orientation: Orientation
    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header_distance: int
    footer_distance: int
    title_page: bool
    page_number_start: int | None
    header_first: str
    header_default: str
    footer_first: str
    footer_default: str


def sections(docx: bytes) -> list[Section]:
    """The sections in document order. Raises ``InputError`` for bytes that are no Word file."""
    file = WordFile(docx)
    texts: dict[str, str] = {}
    found = []
    for properties in file.document.iter(f"{W}sectPr"):
        # A sectPr inside sectPrChange or pPrChange is how the section was before a tracked change.
        if any(str(above.tag).endswith("Change") for above in properties.iterancestors()):
            continue
        texts = {**texts, **_own_texts(file, properties)}
        found.append(_section(properties, texts))
    return found


def _own_texts(file: WordFile, properties: etree._Element) -> dict[str, str]:
    """The texts of the headers and footers that the section names itself, by «header default» and so on."""
    texts = {}
    for place in ("header", "footer"):
        for reference in properties.iterfind(f"{W}{place}Reference"):
            part = file.related(reference.get(f"{R}id", ""))
            lines = [] if part is None else [text_of(paragraph) for paragraph in part.iter(f"{W}p")]
            texts[f"{place} {reference.get(f'{W}type', 'default')}"] = "\n".join(lines).strip()
    return texts


def _section(properties: etree._Element, texts: dict[str, str]) -> Section:
    size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    width, height = _twips(size, "w", 12240), _twips(size, "h", 15840)
    turned = size is not None and size.get(f"{W}orient") == "landscape"
    title = properties.find(f"{W}titlePg")
    numbers = properties.find(f"{W}pgNumType")
    return Section(
        orientation="landscape" if turned or width > height else "portrait",
        width=width,
        height=height,
        top=_twips(margins, "top", 1440),
        right=_twips(margins, "right", 1440),
        bottom=_twips(margins, "bottom", 1440),
        left=_twips(margins, "left", 1440),
        header_distance=_twips(margins, "header", 720),
        footer_distance=_twips(margins, "footer", 720),
        title_page=title is not None and title.get(f"{W}val", "1") not in ("0", "false", "off"),
        page_number_start=_start(numbers),
        header_first=texts.get("header first", ""),
        header_default=texts.get("header default", ""),
        footer_first=texts.get("footer first", ""),
        footer_default=texts.get("footer default", ""),
    )


def _twips(element: etree._Element | None, name: str, default: int) -> int:
    """The attribute in twips; what a file leaves out is Word's own default (an inch, US Letter)."""
    text = None if element is None else element.get(f"{W}{name}")
    try:
        return round(float(text)) if text is not None else default
    except ValueError:
        return default


def _start(numbers: etree._Element | None) -> int | None:
    text = "" if numbers is None else numbers.get(f"{W}start", "")
    return int(text) if text.isdecimal() else None
