"""A Word file as the tests look at it: its parts, and what its paragraphs are like by their styles.

All lengths are in twips, as Word stores them.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MM = 1440 / 25.4
"""Twips in a millimetre."""


class Word:
    """A Word file; who opens it says what its parts are."""

    parts: dict[str, bytes]

    @cached_property
    def document(self) -> etree._Element:
        return etree.fromstring(self.parts["word/document.xml"])

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        root = etree.fromstring(self.parts["word/styles.xml"])
        return {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}

    @property
    def data_tables(self) -> list[etree._Element]:
        """The tables with lines; those without only set things side by side."""
        tables = self.document.iter(f"{W}tbl")
        return [table for table in tables if value(table.find(f"{W}tblPr"), "tblStyle", "val") == "PlanTable"]

    def related(self, id_: str) -> etree._Element:
        """The part that the document names by a relationship."""
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        target = next(each.get("Target") for each in relations if each.get("Id") == id_)
        return etree.fromstring(self.parts[f"word/{target}"])

    def styled(self, style: str, element: str, attribute: str, kind: str = "pPr") -> str | None:
        """The property of a style with its bases; None when none of them says."""
        at: str | None = style
        while at is not None:
            found = value(self.styles[at].find(f"{W}{kind}"), element, attribute)
            if found is not None:
                return found
            at = value(self.styles[at], "basedOn", "val")
        return None

    def effective(self, style: str, element: str, attribute: str, kind: str = "pPr") -> str | None:
        """The property of a style with its bases and the defaults behind it; None when nobody says."""
        found = self.styled(style, element, attribute, kind)
        if found is not None:
            return found
        root = self.styles[style].getparent()
        return value(root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"), element, attribute)

    def length(self, style: str, element: str, attribute: str) -> int:
        return int(self.effective(style, element, attribute) or 0)

    def size(self, style: str) -> float:
        """The font size in points."""
        return int(self.effective(style, "sz", "val", "rPr") or 0) / 2

    def switched_on(self, style: str, element: str, kind: str = "pPr") -> bool:
        at: str | None = style
        while at is not None:
            found = self.styles[at].find(f"{W}{kind}/{W}{element}")
            if found is not None:
                return is_on(found)
            at = value(self.styles[at], "basedOn", "val")
        return False


def is_on(switch: etree._Element) -> bool:
    return switch.get(f"{W}val", "1") not in ("0", "false", "off")


def value(parent: etree._Element | None, element: str, attribute: str) -> str | None:
    found = None if parent is None else parent.find(f"{W}{element}")
    return None if found is None else found.get(f"{W}{attribute}")


def number(parent: etree._Element, element: str, attribute: str) -> int:
    return int(value(parent, element, attribute) or 0)


def style_of(paragraph: etree._Element) -> str:
    return value(paragraph.find(f"{W}pPr"), "pStyle", "val") or "Normal"


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def text_width(section: etree._Element) -> int:
    """How wide the text of a section may be."""
    margins = (number(section, "pgMar", side) for side in ("left", "right"))
    return number(section, "pgSz", "w") - sum(margins)


def lies(section: etree._Element) -> bool:
    """Whether the sheets of a section lie on their side."""
    return value(section, "pgSz", "orient") == "landscape"
