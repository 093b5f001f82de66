"""PDF files made for tests: words at places, lines, tags, fonts of every kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

A4 = (595, 842)
WIDTH = 0.5
"""How wide each sign is, in shares of its size."""

TO_UNICODE = b"""begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
4 beginbfrange <0020> <00FF> <0020> <0400> <045F> <0400> <2010> <2030> <2010> <2116> <2116> <2116> endbfrange
endcmap"""


def text(words: str, x: float, y: float, size: float = 12, font: str = "F1") -> bytes:
    """Words drawn at a place."""
    return f"BT /{font} {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n".encode()


def lines(*words: str, x: float = 85, y: float = 700, step: float = 16) -> bytes:
    """Lines of words one under another."""
    return b"".join(text(line, x, y - step * index) for index, line in enumerate(words))


def marked(number: int, content: bytes) -> bytes:
    """Content that tags refer to by this number."""
    return f"/P <</MCID {number}>> BDC\n".encode() + content + b"EMC\n"


def artifact(content: bytes) -> bytes:
    """Content that belongs to the page only."""
    return b"/Artifact BMC\n" + content + b"EMC\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """The lines of a table."""
    drawn = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys] + [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return ("\n".join(drawn) + "\n").encode()


def pdf_value(value: Any) -> PdfObject:
    """A value of a PDF out of a plain one; words that begin with a slash are names."""
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): pdf_value(each) for key, each in value.items()})
    if isinstance(value, (list, tuple)):
        return ArrayObject(map(pdf_value, value))
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, float):
        return FloatObject(value)
    return NullObject() if value is None else NumberObject(value)


def stream(data: bytes, **values: Any) -> DecodedStreamObject:
    """A stream of these bytes."""
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(pdf_value({f"/{key}": value for key, value in values.items()}))  # type: ignore[arg-type]
    return made


def cyrillic_font(writer: PdfWriter, *, bold: bool = False) -> PdfObject:
    """A font whose codes are those of Unicode."""
    table = writer._add_object(stream(TO_UNICODE))
    name = "/Font-Bold" if bold else "/Font"
    below = {"/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": name, "/DW": int(1000 * WIDTH)}
    return writer._add_object(pdf_value({
        "/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": name, "/Encoding": "/Identity-H",
        "/DescendantFonts": [below], "/ToUnicode": table,
    }))  # fmt: skip


Tag = tuple[str, Sequence[Any]] | tuple[str, Sequence[Any], dict[str, Any]]
"""A role, what stands inside (numbers of marks, ``(page, number)``, tags) and attributes."""


def pdf(
    *pages: bytes,
    tags: Sequence[Tag] = (),
    roles: dict[str, str] | None = None,
    fonts: dict[str, Any] | None = None,
    change: Callable[[PdfWriter], None] | None = None,
) -> bytes:
    """A file with these pages as content streams."""
    writer = PdfWriter()
    found = {"/F1": cyrillic_font(writer), "/F2": cyrillic_font(writer, bold=True)}
    found |= {key: writer._add_object(pdf_value(each)) for key, each in (fonts or {}).items()}
    for content in pages:
        page = writer.add_blank_page(*A4)
        page[NameObject("/Resources")] = pdf_value({"/Font": found})
        page[NameObject("/Contents")] = writer._add_object(stream(content))
    if tags:
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        root[NameObject("/RoleMap")] = pdf_value(roles or {})
        reference = writer._add_object(root)
        root[NameObject("/K")] = ArrayObject([_tag(writer, tag, 0) for tag in tags])
        writer._root_object[NameObject("/StructTreeRoot")] = reference
    if change is not None:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _tag(writer: PdfWriter, tag: Tag, page: int) -> PdfObject:
    role, inside, *rest = tag
    kids: list[PdfObject] = []
    for each in inside:
        if isinstance(each, int):
            kids.append(NumberObject(each))
        elif isinstance(each[0], int):
            kids.append(pdf_value({"/Type": "/MCR", "/Pg": writer.pages[each[0]].indirect_reference, "/MCID": each[1]}))
        else:
            kids.append(_tag(writer, each, page))
    values = {"/S": f"/{role}", "/Pg": writer.pages[page].indirect_reference, "/K": ArrayObject(kids)}
    if rest:
        values["/A"] = {"/O": "/Table", **{f"/{key}": value for key, value in rest[0].items()}}
    return writer._add_object(pdf_value(values))
