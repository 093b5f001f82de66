"""The orders of all examples, loaded, and what ``docgen show`` says of them."""

from __future__ import annotations

from pathlib import Path

from docgen.files.workspace import open_workspace
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.order import Order
from docgen.model.workspace import Workspace
from tests.needs import PROJECT

EXAMPLES = PROJECT / "examples"
REGION, DISTRICT, SCHOOL = EXAMPLES / "region", EXAMPLES / "municipality", EXAMPLES / "school"
FOLDERS = (REGION, DISTRICT, SCHOOL)


def orders_of(folder: Path) -> list[Path]:
    """The files of an example's orders."""
    return sorted((folder / "orders").glob("*.yaml"))


def loaded(path: Path) -> tuple[Order, Workspace]:
    """An order and the workspace that it lies in."""
    opened = open_workspace(path)
    model = opened.file(path).model
    assert isinstance(model, Order)
    return model, opened.workspace


def as_text(order: Order, workspace: Workspace) -> str:
    """The document as plain text, blanks that do not break as ordinary ones."""
    return plain_text(Printing.of(order, workspace)).replace("\u00a0", " ")


def shown(path: Path) -> str:
    """The order at a path as plain text."""
    return as_text(*loaded(path))
