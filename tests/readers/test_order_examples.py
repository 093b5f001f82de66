"""Law 5 for orders: what docgen printed is read back to the same words, by the form that it had where that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docgen
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.profile import Profile
from docgen.model.table import Scan
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.model.workspace import Workspace
from docgen.readers.draft import Context
from docgen.readers.known import Known
from docgen.readers.orders.reader import OrderDraft, read_order
from docgen.readers.segments import Segment, annex_code, annex_title, segments
from docgen.readers.word.reader import read_word
from docgen.readers.words import said_words
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.readers.written import lost

ORDERS = [path for folder in FOLDERS for path in orders_of(folder)]


def came_back(path: Path) -> tuple[Order, Workspace, OrderDraft, Context, list[Segment]]:
    """An example's order, printed to Word and read again with the same reference data."""
    order, workspace = loaded(path)
    first, *rest = segments(read_word(docgen.to_docx(order, workspace), "приказ.docx").blocks)
    assert [first.kind, *(segment.kind for segment in rest)] == ["order", *("annex" for _ in order.annexes)]
    shared = Context("приказ.docx", Known(workspace.reference))
    draft = read_order(first, shared, rest)
    assert not lost(first.blocks, draft, shared)
    return order, workspace, draft, shared, rest


def said(printing: Printing, annexes: int) -> list[str]:
    """The words of the order and its sheets, those of its annexes left out."""
    parts = plain_text(printing).rstrip("\n").split("\n\n\n")
    return said_words("\n".join([parts[0], *parts[1 + annexes :]]))


def fields(entry: Any) -> Iterator[str]:
    """The structured forms that the points of an order have."""
    for point in entry:
        yield from (
            key for key in ("утверждает", "контроль", "утратили силу", "вступает в силу", "лицо") if key in point
        )
        yield from ("ссылка" for key in ("кому",) if "{" in point.get(key, ""))
        yield from fields(point.get("пункты", ()))


@pytest.mark.parametrize("path", ORDERS, ids=[path.stem for path in ORDERS])
def test_an_order_comes_back_from_word(path: Path) -> None:
    order, workspace, draft, shared, annexes = came_back(path)
    stubs = [
        {"код": annex_code(at), "документ": Scan.model_validate(
            {"вид": "скан", "название": str(Text.literal(annex_title(annex))), "файл": "лист.pdf", "листов": "1"})}
        for at, annex in enumerate(annexes, 1)
    ]  # fmt: skip
    model, faults = validated(Order, {**draft.data, "приложения": stubs})
    assert model is not None, faults
    style, faults = validated(Profile, draft.style.profile())
    assert style is not None, faults
    again = Printing.of(model, Workspace(reference=shared.known.reference, profile=style))
    assert said(again, len(annexes)) == said(Printing.of(order, workspace, Print.of(order.status)), len(annexes))
    assert not shared.leftovers
    assert not shared.findings


@pytest.mark.parametrize("path", ORDERS, ids=[path.stem for path in ORDERS])
def test_every_structured_form_is_seen_again(path: Path) -> None:
    order, _, draft, _, _ = came_back(path)
    wanted = sorted(fields(order.plain()["пункты"]))
    found = sorted(fields(draft.data["пункты"]))
    missing = list(wanted)
    for each in found:
        if each in missing:
            missing.remove(each)
    # «руководителям {омсу:род}»: a name inside typed words is not looked for
    assert missing in ([], ["ссылка"]), missing
