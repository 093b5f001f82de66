"""Every order of every example as printed: its file opened, with the order and its words beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pytest
from lxml import etree

from docgen.language.printing import Print, Printing
from docgen.language.view import View
from docgen.model.order import Order
from docgen.model.profile import Profile
from docgen.model.workspace import Document, Workspace
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.printed import page_texts
from tests.word import R, W, Word, is_on, style_of, text_width, value

Made = tuple[Path, Print]
"""Where an order is, and in which print."""

ORDERS = [path for folder in FOLDERS for path in orders_of(folder)]


@dataclass(frozen=True)
class Stretch:
    """One section of a file: the order, one of its annexes or its sheets."""

    kind: str
    blocks: tuple[etree._Element, ...]
    properties: etree._Element
    annex: Document | None = None

    @property
    def paragraphs(self) -> list[etree._Element]:
        return [paragraph for block in self.blocks for paragraph in block.iter(f"{W}p")]

    @property
    def tables(self) -> list[etree._Element]:
        return [table for block in self.blocks for table in block.iter(f"{W}tbl")]

    @property
    def data_tables(self) -> list[etree._Element]:
        """The tables with lines."""
        return [each for each in self.tables if value(each.find(f"{W}tblPr"), "tblStyle", "val") == "PlanTable"]

    @property
    def text_width(self) -> int:
        return text_width(self.properties)

    def of_style(self, *styles: str) -> list[str]:
        """The words of the paragraphs of these styles, in their order."""
        return [words_of(paragraph) for paragraph in self.paragraphs if style_of(paragraph) in styles]


@dataclass(frozen=True, eq=False)
class Paper(Word):
    """One printed order."""

    name: str
    data: bytes
    order: Order
    workspace: Workspace
    print: Print

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    @cached_property
    def printing(self) -> Printing:
        return Printing.of(self.order, self.workspace, self.print)

    @cached_property
    def view(self) -> View:
        return View(self.order, self.printing)

    @property
    def registered(self) -> bool:
        """Whether this print has its date and number."""
        return self.print is Print.REGISTERED

    @property
    def continued(self) -> bool:
        """Whether the pages of annexes are numbered on from those of the order."""
        return self.workspace.profile.pages == "сквозные"

    @cached_property
    def stretches(self) -> list[Stretch]:
        annexes = self.workspace.annexes(self.order)
        kinds = ["order", *["annex"] * len(annexes)]
        bodies = list(self._bodies())
        kinds += ["sheet"] * (len(bodies) - len(kinds))
        documents = [None, *annexes, *[None] * (len(bodies) - 1 - len(annexes))]
        return [Stretch(kind, *body, document) for kind, body, document in zip(kinds, bodies, documents, strict=True)]

    def _bodies(self) -> Iterator[tuple[tuple[etree._Element, ...], etree._Element]]:
        blocks: list[etree._Element] = []
        for block in self.document.find(f"{W}body"):
            ends = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
            if block.tag != f"{W}sectPr":
                blocks.append(block)
            if ends is not None:
                yield tuple(blocks), ends
                blocks = []

    @property
    def first(self) -> Stretch:
        """The order itself."""
        return self.stretches[0]

    @property
    def annexes(self) -> list[Stretch]:
        return [stretch for stretch in self.stretches if stretch.kind == "annex"]

    @cached_property
    def paragraphs(self) -> list[etree._Element]:
        return list(self.document.iter(f"{W}p"))

    @cached_property
    def shown(self) -> dict[etree._Element, str]:
        """The number that stands before each paragraph, empty when none does."""
        return dict(zip(self.paragraphs, (each.number for each in shown_numbers(self.data)), strict=True))

    @cached_property
    def text(self) -> str:
        """All words, a paragraph a line, blanks that do not break as ordinary ones."""
        return "\n".join(map(words_of, self.paragraphs)).replace("\u00a0", " ")

    def margin(self, stretch: Stretch, place: str, kind: str) -> etree._Element | None:
        """A header or a footer of a section; one that it does not name is that of the section before."""
        for each in reversed(self.stretches[: self.stretches.index(stretch) + 1]):
            for reference in each.properties.iterfind(f"{W}{place}Reference"):
                if reference.get(f"{W}type") == kind:
                    return self.related(reference.get(f"{R}id"))
        return None

    def held(self, paragraph: etree._Element, element: str, attribute: str) -> str | None:
        """What holds for a paragraph: its own property, that of its list, of its style, of its style's list, the default."""
        own, style = paragraph.find(f"{W}pPr"), style_of(paragraph)
        numbered = None if own is None else own.find(f"{W}numPr")
        listed = self._levels.get((value(numbered, "numId", "val"), value(numbered, "ilvl", "val") or "0"))
        for found in (value(own, element, attribute), value(listed, element, attribute)):
            if found is not None:
                return found
        own_list = self._levels.get((self._inherited_list(style), "1" if style.endswith("2") else "0"))
        styled = self.styled(style, element, attribute) or value(own_list, element, attribute)
        return styled or self.effective(style, element, attribute)

    def _inherited_list(self, style: str) -> str | None:
        at: str | None = style
        while at is not None:
            found = value(self.styles[at].find(f"{W}pPr/{W}numPr"), "numId", "val")
            if found is not None:
                return found
            at = value(self.styles[at], "basedOn", "val")
        return None

    @cached_property
    def _levels(self) -> dict[tuple[str | None, str], etree._Element]:
        """The paragraph properties of each level of each list."""
        root = etree.fromstring(self.parts["word/numbering.xml"])
        forms = {form.get(f"{W}abstractNumId"): form for form in root.iter(f"{W}abstractNum")}
        return {
            (instance.get(f"{W}numId"), level.get(f"{W}ilvl")): level.find(f"{W}pPr")
            for instance in root.iter(f"{W}num")
            for level in forms[value(instance, "abstractNumId", "val")].iter(f"{W}lvl")
        }

    def twips(self, paragraph: etree._Element, element: str, attribute: str) -> int:
        return int(self.held(paragraph, element, attribute) or 0)

    def kept(self, paragraph: etree._Element, element: str) -> bool:
        """Whether a switch is on for a paragraph."""
        own = paragraph.find(f"{W}pPr/{W}{element}")
        return self.switched_on(style_of(paragraph), element) if own is None else is_on(own)

    def sizes(self, paragraph: etree._Element) -> set[float]:
        """The font sizes of a paragraph's words, in points."""
        found = set()
        for run in paragraph.iter(f"{W}r"):
            if run.find(f"{W}t") is not None:
                own = run.find(f"{W}rPr")
                style = value(own, "rStyle", "val")
                size = value(own, "sz", "val") or (style and self.styled(style, "sz", "val", "rPr"))
                found.add(int(size) / 2 if size else self.size(style_of(paragraph)))
        return found

    @cached_property
    def archive(self) -> bytes:
        """The copy for the archive, PDF/A, as LibreOffice makes it."""
        return convert(self.data, filter_options=PDF_A_2B)

    @cached_property
    def pages(self) -> list[list[str]]:
        """The printed pages, each its lines without empty ones."""
        return [[line for line in page.splitlines() if line.strip()] for page in page_texts(self.archive)]


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph; tabs and line breaks as such."""
    signs = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    nodes = (node for run in paragraph.iter(f"{W}r") for node in run.iter(*signs))
    return "".join(signs[node.tag] or node.text or "" for node in nodes)


def _made(path: Path, print: Print, **changes: object) -> Paper:
    order, workspace = loaded(path)
    workspace = replace(workspace, profile=workspace.profile.model_copy(update=changes)) if changes else workspace
    assert isinstance(workspace.profile, Profile)
    return Paper(path.stem, render_document(order, workspace, print=print).data, order, workspace, print)


paper = cache(_made)
"""The order at a path in one of its prints, made once."""


def papers() -> list[tuple[Path, Print]]:
    """Each order in each print that it can have."""
    found = []
    for path in ORDERS:
        order, _ = loaded(path)
        numbered = order.registration and order.registration.date and order.registration.number
        found.extend((path, each) for each in Print if numbered or each is not Print.REGISTERED)
    return found


every_print = pytest.mark.parametrize("made", papers(), ids=lambda each: f"{each[0].stem}-{each[1]}")
"""A test of every print of every order; ``paper(*made)`` is the file."""

every_order = pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
"""A test of every order once."""


def usual(path: Path, **changes: object) -> Paper:
    """The order in the print that its status asks for; ``changes`` are fields of the profile."""
    return paper(path, Print.of(loaded(path)[0].status), **changes)
