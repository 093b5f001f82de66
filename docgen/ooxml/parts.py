"""Opens a finished Word file and finds its parts by their relationships.

Reading only. What the parts mean is the business of the modules that ask for them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.ooxml.archive import NOT_WORD, Archive
from docgen.patterns import pattern

__all__ = ["FALLBACK", "NOT_WORD", "R", "W", "WordFile", "text_of"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAX_WEIGHT: Final = 128 * 2**20
"""Bytes of memory that the elements of one part may need; those of an order of 1000 pages need about 80 MB."""
MAX_DEPTH: Final = 200
"""Elements within elements; tables nested ten times over need 40."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DECLARATION = pattern(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"windows-1251", b"windows-1252", b"iso-8859-1"}
_DEEP = f"boolean({'/*' * (MAX_DEPTH + 1)})"


class WordFile:
    """A Word file opened for reading. Raises ``InputError`` when the bytes are no Word file or go beyond the limits."""

    def __init__(self, docx: bytes, name: str = "") -> None:
        self.archive = Archive(docx, name)
        self._main = self._targets("").get("officeDocument", "")
        if not self._main or (document := self._read(self._main)) is None:
            raise self.archive.broken("в нём нет основной части документа")
        self.document: etree._Element = document
        self._related = self._relations(self._main)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part of that kind (``styles``, ``numbering``), None when the file has none."""
        for _, name, target in self._related:
            if name == kind:
                return self._read(target)
        return None

    def related(self, relation: str) -> etree._Element | None:
        """The root of the part that the main document names by a relationship id."""
        for identifier, _, target in self._related:
            if identifier == relation:
                return self._read(target)
        return None

    def _targets(self, part: str) -> dict[str, str]:
        return {kind: target for _, kind, target in self._relations(part)}

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self._read(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for item in () if root is None else root.iterfind(f"{_PACKAGE}Relationship"):
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                kind = item.get("Type", "").rpartition("/")[2]
                found.append((item.get("Id", ""), kind, target.lstrip("/")))
        return found

    def _read(self, name: str) -> etree._Element | None:
        data = self.archive.read(name)
        if data is None:
            return None
        xml = _plain(data)
        # An element costs lxml about 130 bytes, an attribute 220; a closing tag stands for the text of its element.
        if xml is not None and xml.count(b"<") * 100 + xml.count(b"=") * 220 > MAX_WEIGHT:
            raise self.archive.too_large(f"слишком велик (часть «{name}»)")
        root = None if xml is None else _parsed(xml)
        if root is None:
            raise self.archive.broken(f"часть «{name}» испорчена")
        return root


def _parsed(xml: bytes) -> etree._Element | None:
    """The root of a part; None for what is no XML that Word writes: damaged, with definitions, nested without end."""
    if b"<!DOCTYPE" in xml:
        return None
    for strict, transitional in _STRICT:
        xml = xml.replace(strict, transitional)
    # Comments would cut the text around them in two.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.xpath(_DEEP) else root


def _plain(data: bytes) -> bytes | None:
    """The part in an encoding in which a tag looks like a tag; None for one that Word does not write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return None
        return text[text.find("?>") + 2 :].encode() if text.startswith("<?xml") else text.encode()
    declared = _DECLARATION.match(data.removeprefix(b"\xef\xbb\xbf"))
    return data if declared is None or declared[1].lower() in _ENCODINGS else None


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_UNPRINTED = {f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{W}del", f"{W}moveFrom", FALLBACK}


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph as it is printed, with tabs and line breaks.

    Text boxes, deleted text and field codes are left out; of a field its last result is read.
    """
    pieces = []
    for node in _printed(paragraph):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        else:
            pieces.append(_SIGNS.get(str(node.tag), ""))
    return "".join(pieces)


def _printed(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag not in _UNPRINTED:
            yield child
            yield from _printed(child)
