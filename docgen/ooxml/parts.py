"""Opens a finished Word file and finds its parts by their relationships.

Reading only. What the parts mean is the business of the modules that ask for them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.errors import InputError
from docgen.rules import Scope, rule

NOT_WORD = rule("не-файл-word", "Файл не открывается как документ Word (.docx)", scope=Scope.FILE)

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAX_PART = 64 * 1024 * 1024
"""No part is unpacked beyond this many bytes; an order of 1000 pages has about 15 MB of XML."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class WordFile:
    """A Word file opened for reading. Raises ``InputError`` when the bytes are no Word file."""

    def __init__(self, docx: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(docx))
        except (zipfile.BadZipFile, ValueError) as broken:
            raise _not_word("это не архив OOXML") from broken
        self._main = self._targets("").get("officeDocument", "")
        if not self._main or (document := self._read(self._main)) is None:
            raise _not_word("в нём нет основной части документа")
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
        try:
            with self._archive.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except KeyError:
            return None
        except _BROKEN as broken:
            raise _not_word(f"часть «{name}» испорчена") from broken
        if len(data) > MAX_PART:
            raise _not_word(f"часть «{name}» больше {MAX_PART // 1024 // 1024} МБ")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as broken:
            raise _not_word(f"часть «{name}» испорчена") from broken


def _not_word(reason: str) -> InputError:
    return InputError(
        [
            NOT_WORD.finding(
                f"Файл не открывается как документ Word: {reason}.",
                hint="Откройте его в Word или LibreOffice и сохраните заново в формате .docx.",
            )
        ]
    )


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
