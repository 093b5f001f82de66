"""The text projection of a template: what stands in it, paragraph by paragraph, so that a review can read a change.

It shows styles, tags, tables, merged cells, sections and headers; it is made from the ``.docx`` and never read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.render.opening import OpenedTemplate

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def projection(source: OpenedTemplate) -> str:
    """The template as text: the body, then each header and footer under its name."""
    from lxml import etree

    lines: list[str] = []
    for name in source.package.names:
        kind = name.removeprefix("word/").removesuffix(".xml")
        if name == "word/document.xml" or kind.startswith(("header", "footer")):
            root = etree.fromstring(source.package[name], etree.XMLParser(resolve_entities=False, no_network=True))
            body = root.find(f"{_W}body")
            lines += [f"== {kind}", *_blocks(root if body is None else body), ""]
    return "\n".join(lines)


def _blocks(container: etree._Element) -> Iterator[str]:
    for element in container:
        if element.tag == f"{_W}p":
            yield _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
        elif element.tag == f"{_W}sectPr":
            yield _section(element)


def _paragraph(element: etree._Element) -> str:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val") if style is not None else "Normal"
    return f"[{name}] {_text(element)}".rstrip()


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}fldSimple", f"{_W}rStyle"):
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":  # type: ignore[union-attr]
            pieces.append("→")
        elif node.tag == f"{_W}br":
            pieces.append("↵")
        elif node.tag == f"{_W}fldSimple":
            pieces.append(f"<{(node.get(f'{_W}instr') or '').strip()}>")
        elif node.tag == f"{_W}rStyle":
            pieces.append(f"‹{node.get(f'{_W}val')}›")
    return "".join(pieces)


def _table(table: etree._Element) -> Iterator[str]:
    widths = [column.get(f"{_W}w") for column in table.findall(f"{_W}tblGrid/{_W}gridCol")]
    yield f"-- таблица {' '.join(str(width) for width in widths)}"
    for row in table.findall(f"{_W}tr"):
        marks = "".join(
            sign
            for tag, sign in (("tblHeader", "шапка "), ("cantSplit", ""))
            if row.find(f"{_W}trPr/{_W}{tag}") is not None
        )
        yield f"   {marks}| " + " | ".join(_cell(cell) for cell in row.findall(f"{_W}tc"))
    yield "--"


def _cell(cell: etree._Element) -> str:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merged = f"({span.get(f'{_W}val')}) " if span is not None else ""
    return merged + " ¶ ".join(_paragraph(paragraph) for paragraph in cell.findall(f"{_W}p"))


def _section(section: etree._Element) -> str:
    size, margin = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    parts = []
    if size is not None:
        lying = " лежит" if size.get(f"{_W}orient") == "landscape" else ""
        parts.append(f"лист {size.get(f'{_W}w')}×{size.get(f'{_W}h')}{lying}")
    if margin is not None:
        parts.append(
            "поля " + " ".join(f"{side} {margin.get(f'{_W}{side}')}" for side in ("top", "right", "bottom", "left"))
        )
    return f"[[раздел: {', '.join(parts)}]]"
