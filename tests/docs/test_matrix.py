"""The matrix of what is printed: it names every part, and what it points at is there and has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.model.base import plain_key
from docgen.model.order import Order, Point
from docgen.model.plan import Plan
from docgen.model.workspace import DOCUMENT_KINDS
from docs.making.pages import MATRIX

TEXT = MATRIX.read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| что ")
]
_LINK = re.compile(r"\]\(([^)]+)\)")


def in_code(cells: list[str]) -> list[str]:
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def file_of(cell: str) -> Path:
    return MATRIX.parent / _LINK.search(cell)[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_example_and_the_picture_are_there(row):
    _, keys, example, picture = row
    assert file_of(example).suffix == ".yaml"
    assert file_of(picture).suffix == ".png"
    assert file_of(picture).is_file()
    text = file_of(example).read_text(encoding="utf-8")
    for key in in_code([keys]):
        assert re.search(rf"^[\s{{-]*(?:.*[{{,]\s*)?{re.escape(key)}:", text, re.MULTILINE), key


@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_every_kind_of_document_has_a_row(kind):
    assert any(f"`{kind}`" in row[0] for row in ROWS)


@pytest.mark.parametrize("model", [Order, Point, Plan])
def test_every_key_has_a_row(model):
    named = set(in_code([row[1] for row in ROWS]))
    keys = {plain_key(model, name) for name in model.model_fields}
    # What every document has stands once: its kind is the first column, the title of a plan is its head.
    assert keys - named - {"вид", "название"} == set()
