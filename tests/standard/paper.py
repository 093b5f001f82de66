"""Every order of every example as printed: its file opened, with the order and its words beside it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest
from lxml import etree

from docgen.language.printing import Print, Printing
from docgen.language.view import View
from docgen.model.order import Order
from docgen.model.workspace import Workspace
from docgen.render.document import render_document
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.templates.opened import Opened, W, style_of


@dataclass(frozen=True)
class Paper(Opened):
    """One printed order; ``name`` is the file it was made of."""

    data: bytes
    order: Order
    workspace: Workspace
    print: Print

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    @cached_property
    def view(self) -> View:
        return View(self.order, Printing.of(self.order, self.workspace, self.print))

    @property
    def sections(self) -> list[etree._Element]:
        return list(self.document.iter(f"{W}sectPr"))

    def of_style(self, *styles: str) -> list[str]:
        """The words of the paragraphs of these styles, in their order."""
        return [words_of(p) for p in self.document.iter(f"{W}p") if style_of(p) in styles]

    @property
    def used_styles(self) -> set[str]:
        return {style_of(p) for p in self.document.iter(f"{W}p")}


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph; line breaks as such."""
    said = (node.text if node.tag == f"{W}t" else "\n" for node in paragraph.iter(f"{W}t", f"{W}br"))
    return "".join(word or "" for word in said)


PATHS = [path for folder in FOLDERS for path in orders_of(folder)]


@cache
def paper(path: Path, print: Print) -> Paper:
    order, workspace = loaded(path)
    return Paper(path.stem, render_document(order, workspace, print=print).data, order, workspace, print)


def papers() -> list[tuple[Path, Print]]:
    """Each order in each print that it can have."""
    found = []
    for path in PATHS:
        order, _ = loaded(path)
        registered = order.registration and order.registration.date and order.registration.number
        found.extend((path, each) for each in Print if registered or each is not Print.REGISTERED)
    return found


every_print = pytest.mark.parametrize("printed", papers(), ids=lambda each: f"{each[0].stem}-{each[1]}", indirect=True)
"""A test of every print of every order; its argument is the paper."""
