"""The elements of Word's XML that the reader of Word files knows by name.

Names only. Whatever is not named here is looked into and its words are taken, so that nothing is lost by ignorance.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.parts import FALLBACK, W

_MATH: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_DRAWING: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/",
    "{http://purl.oclc.org/ooxml/drawingml/",
)
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_CHOICE = FALLBACK.replace("Fallback", "Choice")

ALTERNATE: Final = FALLBACK.replace("Fallback", "AlternateContent")
PARAGRAPH: Final = f"{W}p"
RUN: Final = f"{W}r"
TEXT: Final = frozenset({f"{W}t", *(f"{space}t" for space in _MATH), *(f"{space}main}}t" for space in _DRAWING)})
TABLE: Final = f"{W}tbl"
ROW: Final = f"{W}tr"
CELL: Final = f"{W}tc"
BOX: Final = f"{W}txbxContent"
WORD_ART: Final = f"{_VML}textpath"
PROPERTIES: Final = f"{W}pPr"
RUN_PROPERTIES: Final = f"{W}rPr"
SECTION: Final = f"{W}sectPr"
FIELD_MARK: Final = f"{W}fldChar"
LOOSE: Final = frozenset({RUN, f"{W}hyperlink", f"{W}fldSimple", *(f"{space}oMath" for space in _MATH)})
"""What may stand between paragraphs although it belongs into one."""

UNSAID: Final = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr",
        "smartTagPr", "instrText", "delText", "delInstrText", "fldData", "ffData",
    )
)  # fmt: skip
"""What holds no words of the document."""

SIGNS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "",
}  # fmt: skip
BREAK: Final = f"{W}br"
SYMBOL: Final = f"{W}sym"

INSERTED: Final = f"{W}ins"
DELETED: Final = f"{W}del"
MOVED_HERE: Final = f"{W}moveTo"
MOVED_AWAY: Final = f"{W}moveFrom"
KEPT: Final = frozenset({INSERTED, MOVED_HERE})
GONE: Final = frozenset({DELETED, MOVED_AWAY})
COMMENT_START: Final = f"{W}commentRangeStart"
COMMENT_END: Final = f"{W}commentRangeEnd"
COMMENT_MARK: Final = f"{W}commentReference"
COMMENT_MARKS: Final = frozenset({COMMENT_START, COMMENT_END, COMMENT_MARK})
NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
FOREIGN: Final = f"{W}altChunk"
PICTURES: Final = frozenset(
    {
        *(f"{space}{kind}" for space in _DRAWING for kind in ("picture}pic", "chart}chart", "diagram}relIds")),
        f"{_VML}imagedata", f"{W}object",
    }
)  # fmt: skip
"""What shows words that no reader of text sees: pictures, charts, diagrams, embedded objects."""

_SHOWN = {**SIGNS, BREAK: "\n"}
_SAID = (*TEXT, f"{W}delText", *_SHOWN)


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one of several ways to write the same thing that is read: the first choice, else the fallback."""
    found = alternate.find(_CHOICE)
    return alternate.find(FALLBACK) if found is None else found


def all_words(element: etree._Element) -> str:
    """The words of an element with those that a tracked change took out."""
    said = ((node.text or "") if (sign := _SHOWN.get(str(node.tag))) is None else sign for node in element.iter(*_SAID))
    return "".join(said)
