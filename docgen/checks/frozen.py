"""The freeze: from «подписан» on, the content of an order does not change any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.findings import Finding
from docgen.model.freezing import frozen_keys
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.rules import rule

CHANGED_AFTER_SIGNING = rule("изменён-после-подписания", "Содержание подписанного документа изменено", source="docgen")


def check_frozen(document: Document, signed: Mapping[str, Any] | None) -> Iterator[Finding]:
    """A finding for every field of a signed order that differs from ``signed``, its content when it was signed."""
    if signed is None or not isinstance(document, Order) or not document.status.frozen:
        return
    now = frozen_keys(document.plain())
    for key in [*signed, *(key for key in now if key not in signed)]:
        if now.get(key) != signed.get(key):
            yield CHANGED_AFTER_SIGNING.finding(
                f"Документ подписан, а поле «{key}» с тех пор изменено.", path=(key,) if key in now else (),
                hint="Верните прежнее содержание или оформите изменение отдельным приказом.",
            )  # fmt: skip
