"""Checks of the registration: what the status promises, the date and number must keep."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding
from docgen.model.order import Order, Status
from docgen.model.workspace import Document
from docgen.rules import rule

NO_NUMBER = rule("нет-даты-и-номера", "Для зарегистрированного документа нужны дата и номер", source="std:R03")

_REGISTERED = (Status.REGISTERED, Status.AMENDED, Status.REPEALED)


def check_registration(document: Document) -> Iterator[Finding]:
    """A finding for an order that is registered by its status and has no date or no number."""
    if isinstance(document, Order) and document.status in _REGISTERED and not is_registered(document):
        yield NO_NUMBER.finding(
            f"Документ по состоянию «{document.status}», а даты или номера у него нет.", path=("состояние",),
            quote=str(document.status), hint="Заполните «регистрация: дата и номер» или исправьте состояние.",
        )  # fmt: skip


def is_registered(order: Order) -> bool:
    """Whether the order has both its date and its number."""
    return bool(order.registration and order.registration.date and order.registration.number)
