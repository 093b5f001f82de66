"""Small Word files for the reader, written as XML: every story that a file may have."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docgen.readers.blocks import Paragraph, Source, Table
from docgen.readers.word.reader import read_word
from tests.ooxml.specimen import NORMAL, PAGE, abstract, archive, instance, level, numbering

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ROOTS = {
    "styles": "styles", "settings": "settings", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments", "header": "hdr", "footer": "ftr",
}  # fmt: skip
AUTHOR = 'w:id="7" w:author="Юрист" w:date="2026-10-05T09:30:00Z"'


def word(body: str, **stories: str) -> bytes:
    """A Word file of body XML.

    Stories are the content of other parts by kind (``footnotes``, ``header`` …); ``numbering`` is the whole part.
    """
    return archive(parts(body, **stories))


def parts(body: str, **stories: str) -> dict[str, str]:
    """The parts of that file."""
    if not body.rstrip().endswith("</w:sectPr>"):
        body += PAGE
    margins = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in stories if _is_margin(kind))
    end = body.rindex("<w:sectPr>") + len("<w:sectPr>")
    stories = {"styles": "", **stories}
    made = {"word/document.xml": _xml("document", f"<w:body>{body[:end]}{margins}{body[end:]}</w:body>")}
    links = ""
    for kind, content in stories.items():
        if kind == "numbering":
            made["word/numbering.xml"] = content
        else:
            normal = NORMAL if kind == "styles" else ""
            made[f"word/{kind}.xml"] = _xml(_ROOTS[kind], content + normal)
        links += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    made["word/_rels/document.xml.rels"] = _relationships(links)
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {"_rels/.rels": _relationships(main), **made}


def _is_margin(kind: str) -> bool:
    return kind in ("header", "footer")


def _xml(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def _relationships(links: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def read(body: str, **stories: str) -> Source:
    """The source that the reader makes of that file."""
    return read_word(word(body, **stories), "приказ.docx")


def p(content: str = "", properties: str = "", mark: str = "") -> str:
    """A paragraph of words or of ready XML; ``mark`` stands in the properties of its end."""
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{content if content.startswith('<') else r(content)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of words or of ready XML."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inner = text if text.startswith("<") else f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{head}{inner}</w:r>"


def ins(content: str, author: str = AUTHOR) -> str:
    """Runs put in under tracking."""
    return f"<w:ins {author}>{content}</w:ins>"


def dels(text: str, author: str = AUTHOR) -> str:
    """Words taken out under tracking."""
    return f"<w:del {author}><w:r><w:delText xml:space='preserve'>{escape(text)}</w:delText></w:r></w:del>"


def cell(content: str = "", properties: str = "") -> str:
    """A cell of words or of ready XML."""
    head = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{head}{content if content.startswith('<') else p(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; what is not yet XML becomes a cell."""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(each if each.startswith('<') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table with that grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A field of runs."""
    return (
        f"{mark('begin')}<w:r><w:instrText> {instruction} </w:instrText></w:r>{mark('separate')}{result}{mark('end')}"
    )


def mark(kind: str) -> str:
    """One of the marks of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: a shape of today and, for old programs, the same in VML."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


LISTS = numbering(
    abstract(1, "", level(0, "%1."), level(1, "%1.%2.")),
    abstract(2, "", level(0, "–", form="bullet"), level(1, "·", form="bullet"), level(2, "§", form="bullet")),
    abstract(3, "", level(0, "–")),
    abstract(4, "", level(0, "Приложение")),
    instance(1, 1), instance(2, 2), instance(3, 3), instance(4, 4),
)  # fmt: skip
"""Points, bullets, dashes that pose as numbers, a word that poses as one."""


def listed(content: str, number: int, ilvl: int = 0, more: str = "", mark: str = "") -> str:
    """A paragraph of a list of ``LISTS``."""
    place = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(content, place + more, mark)


def style(name: str, properties: str = "", runs: str = "", base: str = "Normal", kind: str = "paragraph") -> str:
    """A style whose id is its name without blanks."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:pPr>{properties}</w:pPr><w:rPr>{runs}</w:rPr></w:style>'
    )


def styled(name: str) -> str:
    """The properties of a paragraph of that style."""
    return f'<w:pStyle w:val="{name.replace(" ", "")}"/>'


def paragraphs(source: Source) -> list[Paragraph]:
    """The blocks that are paragraphs."""
    return [block for block in source.blocks if isinstance(block, Paragraph)]


def words(source: Source) -> list[str]:
    """What each block says."""
    return [block.words for block in source.blocks]


def only_table(source: Source) -> Table:
    """The one table of the file."""
    (found,) = [block for block in source.blocks if isinstance(block, Table)]
    return found
