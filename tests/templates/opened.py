"""The shipped templates, opened."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.needs import PROJECT
from tests.word import R, W, Word, lies, style_of, text_width

FOLDER = PROJECT / "templates"


@dataclass(frozen=True)
class Opened(Word):
    """One template."""

    name: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.docx"

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

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
        return text_width(self.section)

    @property
    def landscape(self) -> bool:
        return lies(self.section)

    def paragraphs(self, *, tags: bool = False) -> list[etree._Element]:
        """The paragraphs that are printed; with ``tags`` also those that hold nothing but a statement."""
        return [p for p in self.document.iter(f"{W}p") if tags or style_of(p) != "Tag"]

    def header(self, kind: str) -> etree._Element:
        return self._margin("header", kind)

    def footer(self, kind: str) -> etree._Element:
        return self._margin("footer", kind)

    def _margin(self, place: str, kind: str) -> etree._Element:
        references = self.section.iterfind(f"{W}{place}Reference")
        return self.related(next(each.get(f"{R}id") for each in references if each.get(f"{W}type") == kind))


NAMES = (
    "house",
    *(f"orders/{name}" for name in ("order", "ministry", "administration", "school", "extract")),
    *(f"plans/{name}" for name in ("plan", "plan-wide", "plan-4", "plan-7", "clusters")),
    *(f"annexes/{name}" for name in ("composition", "pairs", "regulation", "duties", "scan", "schedule")),
    *(f"annexes/{name}" for name in ("table", "table-wide", "form", "form-wide")),
    *(f"sheets/{name}" for name in ("visas", "acquainted", "recipients", "copy")),
)
TEMPLATES = {name: Opened(name) for name in NAMES}
HOUSE = TEMPLATES["house"]
ORDERS = [TEMPLATES[name] for name in NAMES if name.startswith("orders/")]
TABLED = [template for template in TEMPLATES.values() if template.data_tables and template is not HOUSE]
