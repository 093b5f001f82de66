"""Small Word files written by hand: the least package that Word and LibreOffice open."""

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_LINKS}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" '
    'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def level(ilvl: int, text: str, start: int = 1, form: str = "decimal", more: str = "") -> str:
    """A ``w:lvl``; ``more`` stands where lvlRestart, pStyle, isLgl and suff may stand."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{2268 + 284 * ilvl}" w:hanging="2268"/></w:pPr></w:lvl>'
    )


def abstract(number: int, name: str, *levels: str, link: str = "") -> str:
    """A ``w:abstractNum`` of that name; ``link`` stands where styleLink and numStyleLink may stand."""
    named = f'<w:name w:val="{name}"/>' if name else ""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x1A2B0000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x3C4D0000 + number:08X}"/>'
        f"{named}{link}{''.join(levels)}</w:abstractNum>"
    )


def instance(number: int, abstract_number: int, **overrides: int) -> str:
    """A ``w:num``; ``l0=5`` starts level 0 at 5."""
    changes = "".join(
        f'<w:lvlOverride w:ilvl="{key[1:]}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        for key, value in overrides.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{changes}</w:num>'


def numbering(*parts: str) -> str:
    """A whole ``numbering.xml``."""
    return f"{_HEAD}<w:numbering {_NAMESPACES}>{''.join(parts)}</w:numbering>"


HOUSE = numbering(
    abstract(1, "points", *(level(i, "".join(f"%{n + 1}." for n in range(i + 1))) for i in range(4))),
    abstract(2, "rows", level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")),
    abstract(3, "items", level(0, "%1.")),
    abstract(4, "dashes", level(0, "–", form="bullet"), level(1, "–", form="bullet")),
    abstract(5, "letters", level(0, "%1."), level(1, "%2)", form="russianLower")),
    abstract(6, "clusters", level(0, "Кластер %1.")),
    instance(1, 1),
    instance(4, 4),
)
"""The lists of a house template: points, rows of a plan, plain lists and dashes."""


def paragraph(text: str, place: tuple[int, int] | None = None, *, style: str = "", bookmark: str = "") -> str:
    """A paragraph; ``place`` is (numId, ilvl), ``bookmark`` a name put round the text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if place is not None:
        properties += f'<w:numPr><w:ilvl w:val="{place[1]}"/><w:numId w:val="{place[0]}"/></w:numPr>'
    words = run(text)
    if bookmark:
        number = sum(bookmark.encode())
        words = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{words}<w:bookmarkEnd w:id="{number}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str = "?") -> str:
    """A complex field with its last result."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return marks["begin"] + code + marks["separate"] + run(result) + marks["end"]


def row(*cells: str) -> str:
    """A table row; each cell is its paragraphs."""
    inner = (f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    return f"<w:tr>{''.join(inner)}</w:tr>"


def table(columns: int, *rows: str) -> str:
    """A table of equal columns."""
    grid = '<w:gridCol w:w="3000"/>' * columns
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def document(
    body: str,
    lists: str = HOUSE,
    *,
    styles: str = "",
    headers: dict[str, str] | None = None,
    page: str = PAGE,
) -> bytes:
    """The Word file; ``headers`` are header paragraphs by relationship id, ``page`` the last ``w:sectPr``."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/>'
        '<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    compatibility = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    parts = {
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{body}{page}</w:body></w:document>",
        "word/styles.xml": f"{_HEAD}<w:styles {_NAMESPACES}>{defaults}{NORMAL}{styles}</w:styles>",
        "word/settings.xml": f"{_HEAD}<w:settings {_NAMESPACES}>{compatibility}</w:settings>",
        "word/numbering.xml": lists,
    }
    links = [(f"rId{kind}", kind, f"{kind}.xml") for kind in ("styles", "settings", "numbering")]
    kinds = {"document": f"{_CONTENT}.document.main+xml"}
    for name, text in (headers or {}).items():
        parts[f"word/{name}.xml"] = f"{_HEAD}<w:hdr {_NAMESPACES}>{text}</w:hdr>"
        links.append((name, "header", f"{name}.xml"))
        kinds[name] = f"{_CONTENT}.header+xml"
    for part in parts:
        name = part.removeprefix("word/").removesuffix(".xml")
        kinds.setdefault(name, f"{_CONTENT}.{name}+xml")
    parts["word/_rels/document.xml.rels"] = _relationships(links)
    parts["_rels/.rels"] = _relationships([("rId1", "officeDocument", "word/document.xml")])
    parts["[Content_Types].xml"] = _content_types(kinds)
    return archive(parts)


def archive(parts: dict[str, str]) -> bytes:
    """A zip with these parts, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()


def _relationships(links: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{i}" Type="{_LINKS}/{kind}" Target="{to}"/>' for i, kind, to in links)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _content_types(kinds: dict[str, str]) -> str:
    items = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{of}"/>' for name, of in kinds.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{items}</Types>'
