"""The properties of one section among others: its headers and footers, and how its pages are numbered.

Word takes over from the section before whatever a section does not have; here every section keeps to its own.
"""

from __future__ import annotations

from docgen.patterns import pattern

_MARGIN = pattern(r'<w:(?P<kind>header|footer)Reference\b[^>]*?w:type="(?P<page>[^"]+)"[^>]*/>')
_FIRST_PAGE = pattern(r'(<w:pgNumType\b[^>]*?) w:start="\d+"|<w:titlePg\b[^>]*/>')
_EMPTY = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p/></w:{0}>'
_ROOTS = {"header": "hdr", "footer": "ftr"}


def margins_of(section: str) -> set[tuple[str, str]]:
    """The headers and footers of a section: ``header`` or ``footer``, and of which pages (``default``, ``first``)."""
    return {(match["kind"], match["page"]) for match in _MARGIN.finditer(section)}


def empty_margin(kind: str) -> str:
    """The markup of a header or footer with nothing in it."""
    return _EMPTY.format(_ROOTS[kind])


def with_margin(section: str, kind: str, page: str, relation: str) -> str:
    """The section with one more header or footer, which stands under that relationship."""
    opening = section.index(">") + 1
    return f'{section[:opening]}<w:{kind}Reference w:type="{page}" r:id="{relation}"/>{section[opening:]}'


def going_on(section: str) -> str:
    """The section with its pages numbered on from the one before, its first page too (std §1.2 b)."""
    return _FIRST_PAGE.sub(lambda match: match[1] or "", section)


_BEFORE_MIRRORED = (
    "writeProtection|view|zoom|removePersonalInformation|removeDateAndTime|doNotDisplayPageBoundaries|"
    "displayBackgroundShape|printPostScriptOverText|printFractionalCharacterWidth|printFormsData|embedTrueTypeFonts|"
    "embedSystemFonts|saveSubsetFonts|saveFormsData"
)
"""What stands before the word for it in the settings (ISO 29500-1, 17.15.1.78); nothing of it has anything inside."""
_MIRRORED = pattern(rf"(<w:settings\b[^>]*>(?:\s*<w:(?:{_BEFORE_MIRRORED})\b[^>]*/>)*)".encode())


def mirrored(settings: bytes) -> bytes:
    """The settings of a file whose sheets have text on both sides: the margins of the back the other way round."""
    return settings if b"<w:mirrorMargins" in settings else _MIRRORED.sub(rb"\1<w:mirrorMargins/>", settings, count=1)
