"""The shipped templates, opened: their parts, and what their paragraphs look like by their styles."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.needs import PROJECT

FOLDER = PROJECT / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Opened:
    """One template. All lengths in twips, font sizes in half-points, as Word stores them."""

    name: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.docx"

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    @cached_property
    def document(self) -> etree._Element:
        return etree.fromstring(self.parts["word/document.xml"])

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        root = etree.fromstring(self.parts["word/styles.xml"])
        return {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}

    @cached_property
    def lists(self) -> dict[str, list[etree._Element]]:
        """The levels of each list by its name."""
        root = etree.fromstring(self.parts["word/numbering.xml"])
        return {
            abstract.find(f"{W}name").get(f"{W}val"): abstract.findall(f"{W}lvl")
            for abstract in root.iter(f"{W}abstractNum")
        }

    @property
    def section(self) -> etree._Element:
        return self.document.find(f"{W}body/{W}sectPr")

    @property
    def text_width(self) -> int:
        margins = (number(self.section, "pgMar", side) for side in ("left", "right"))
        return number(self.section, "pgSz", "w") - sum(margins)

    @property
    def landscape(self) -> bool:
        return self.section.find(f"{W}pgSz").get(f"{W}orient") == "landscape"

    def paragraphs(self, *, tags: bool = False) -> list[etree._Element]:
        """The paragraphs that are printed; with ``tags`` also those that hold nothing but a statement."""
        return [p for p in self.document.iter(f"{W}p") if tags or style_of(p) != "Tag"]

    @property
    def data_tables(self) -> list[etree._Element]:
        """The tables with lines; those without only set things side by side."""
        tables = self.document.iter(f"{W}tbl")
        return [table for table in tables if value(table.find(f"{W}tblPr"), "tblStyle", "val") == "PlanTable"]

    def header(self, kind: str) -> etree._Element:
        return self._margin("header", kind)

    def footer(self, kind: str) -> etree._Element:
        return self._margin("footer", kind)

    def _margin(self, place: str, kind: str) -> etree._Element:
        found = {
            reference.get(f"{W}type"): reference.get(f"{R}id")
            for reference in self.section.iterfind(f"{W}{place}Reference")
        }
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        target = next(each.get("Target") for each in relations if each.get("Id") == found[kind])
        return etree.fromstring(self.parts[f"word/{target}"])

    def effective(self, style: str, element: str, attribute: str, kind: str = "pPr") -> str | None:
        """The property of a style with its bases and the defaults behind it; None when nobody says."""
        at: str | None = style
        while at is not None:
            found = value(self.styles[at].find(f"{W}{kind}"), element, attribute)
            if found is not None:
                return found
            at = value(self.styles[at], "basedOn", "val")
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
                return found.get(f"{W}val", "1") not in ("0", "false")
            at = value(self.styles[at], "basedOn", "val")
        return False


def value(parent: etree._Element | None, element: str, attribute: str) -> str | None:
    found = None if parent is None else parent.find(f"{W}{element}")
    return None if found is None else found.get(f"{W}{attribute}")


def number(parent: etree._Element, element: str, attribute: str) -> int:
    return int(value(parent, element, attribute) or 0)


def style_of(paragraph: etree._Element) -> str:
    return value(paragraph.find(f"{W}pPr"), "pStyle", "val") or "Normal"


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


NAMES = (
    "house",
    *(f"orders/{name}" for name in ("order", "ministry", "administration", "school")),
    *(f"plans/{name}" for name in ("plan", "plan-wide", "plan-4", "plan-7", "clusters")),
    *(f"annexes/{name}" for name in ("composition", "pairs", "regulation", "duties", "scan", "schedule")),
    *(f"annexes/{name}" for name in ("table", "table-wide", "form", "form-wide")),
    *(f"sheets/{name}" for name in ("visas", "acquainted", "recipients")),
)
TEMPLATES = {name: Opened(name) for name in NAMES}
HOUSE = TEMPLATES["house"]
ORDERS = [TEMPLATES[name] for name in NAMES if name.startswith("orders/")]
TABLED = [template for template in TEMPLATES.values() if template.data_tables and template is not HOUSE]
