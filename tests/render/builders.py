"""Small Word files for the tests of the template engine, and what docxtpl makes of the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from lxml import etree

from docgen.errors import TemplateError
from docgen.findings import Finding
from docgen.render.template import load_template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SECTION = '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_PARTS = {
    "header": ("word/header1.xml", "hdr"),
    "footer": ("word/footer1.xml", "ftr"),
    "footnotes": ("word/footnotes.xml", "footnotes"),
    "comments": ("word/comments.xml", "comments"),
}


def p(*runs: str, properties: str = "", paragraph: str = "") -> str:
    """A paragraph; each argument is one run, or ready XML when it starts with ``<``."""
    head = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return f"<w:p>{head}{''.join(r if r.startswith('<') else run(r, properties) for r in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(content: str, properties: str = '<w:tcW w:w="100" w:type="dxa"/>') -> str:
    """A cell; text becomes its paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def tr(*cells: str) -> str:
    """A row; a cell that is not yet XML becomes one."""
    return f"<w:tr>{''.join(c if c.startswith('<w:tc>') else tc(c) for c in cells)}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    """A table."""
    grid = '<w:gridCol w:w="100"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def docx_of(*body: str, more: Mapping[str, bytes | str] | None = None, **stories: str) -> bytes:
    """A Word file of body XML; ``header``, ``footer``, ``footnotes``, ``comments`` take the XML of theirs."""
    types = [("word/document.xml", "document.main")]
    relations: list[tuple[str, str]] = []
    references = ""
    files: dict[str, bytes | str] = {}
    for kind, content in stories.items():
        name, root = _PARTS[kind]
        types.append((name, kind))
        relations.append((kind, name.removeprefix("word/")))
        files[name] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
        if kind in ("header", "footer"):
            references += f'<w:{kind}Reference w:type="default" r:id="rId{len(relations)}"/>'
    body_xml = "".join(body)
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in types)
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": _relationships(
                f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body_xml}{_SECTION.format(references)}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": _relationships(related),
            **files,
            **(more or {}),
        }
    )


def _relationships(entries: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def zip_of(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Part name → content."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def render(template: bytes, /, **values: Any) -> bytes:
    """The template rendered, nothing cached."""
    return load_template(template, cache=None).render(values)


def rendered(template: bytes, /, **values: Any) -> Document:
    """The template rendered and read back with python-docx."""
    return docx.Document(io.BytesIO(render(template, **values)))


def texts(template: bytes, /, **values: Any) -> list[str]:
    """The texts of the body's paragraphs after rendering."""
    return [paragraph.text for paragraph in rendered(template, **values).paragraphs]


def cells(document: Document, table: int = 0) -> list[list[str]]:
    """The texts of a table."""
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def document_xml(template: bytes, /, **values: Any) -> str:
    """``word/document.xml`` after rendering."""
    return parts_of(render(template, **values))["word/document.xml"].decode()


def faults(template: bytes, /, **values: Any) -> tuple[Finding, ...]:
    """The findings of a template that cannot be loaded or rendered."""
    try:
        render(template, **values)
    except TemplateError as error:
        return error.findings
    raise AssertionError("the template was rendered")


def fault(template: bytes, /, **values: Any) -> Finding:
    """The one finding of a template that cannot be loaded or rendered."""
    (found,) = faults(template, **values)
    return found


def by_docxtpl(template: bytes, values: Mapping[str, Any]) -> dict[str, bytes]:
    """What docxtpl makes of the template, with escaping on."""
    from docxtpl import DocxTemplate

    opened = DocxTemplate(io.BytesIO(template))
    opened.render(dict(values), autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return parts_of(out.getvalue())


def canonical(xml: bytes) -> str:
    """The XML in canonical form; the children of cell properties in one order, which docxtpl does not keep."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    for properties in root.iter(f"{{{W}}}tcPr"):
        properties[:] = sorted(properties, key=lambda child: child.tag)
    return etree.tostring(root, method="c14n").decode()
