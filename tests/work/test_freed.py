"""A batch opens a workspace for each of thousands of orders: each goes when it is done with, without being looked for."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from docgen.files.shelf import Shelf
from docgen.model.order import Order
from docgen.render.document import render_document
from docgen.work.rendering import load_for_printing
from tests.needs import PROJECT


def test_nothing_that_printing_makes_leads_back_to_itself() -> None:
    path = PROJECT / "examples/municipality/orders/дорожная-карта.yaml"
    render(path)
    gc.collect()
    gc.disable()
    try:
        assert render(path)() is None
        assert gc.collect() == 0
    finally:
        gc.enable()


def render(path: Path) -> weakref.ref[Shelf]:
    opened, loaded, _ = load_for_printing(path)
    assert isinstance(loaded.model, Order)
    render_document(loaded.model, opened.workspace)
    return weakref.ref(opened.shelf)
