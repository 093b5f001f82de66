"""Checks of the registration: what the status promises, the date and number must keep."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.findings import Finding
from docgen.model.base import walk
from docgen.model.months import date_text
from docgen.model.order import Order, Point, Signatory
from docgen.model.reference import ReferenceData
from docgen.model.workspace import Document
from docgen.rules import rule

NO_NUMBER = rule("нет-даты-и-номера", "Для зарегистрированного документа нужны дата и номер", source="std:R03")

UNMANNED = rule("некому-подписать", "На день подписания должность никто не занимает", source="std:T13")


def check_registration(document: Document) -> Iterator[Finding]:
    """A finding for an order that is registered by its status and has no date or no number."""
    if isinstance(document, Order) and document.status.registered and not is_registered(document):
        yield NO_NUMBER.finding(
            f"Документ по состоянию «{document.status}», а даты или номера у него нет.", path=("состояние",),
            quote=str(document.status), hint="Заполните «регистрация: дата и номер» или исправьте состояние.",
        )  # fmt: skip


def is_registered(order: Order) -> bool:
    """Whether the order has both its date and its number."""
    return bool(order.registration and order.registration.date and order.registration.number)


def check_holders(document: Document, reference: ReferenceData) -> Iterator[Finding]:
    """Posts that sign or control and that nobody holds on the day of the order."""
    if not isinstance(document, Order):
        return
    day = document.day
    for path, model in walk(document):
        post = None
        if isinstance(model, Signatory) and not model.person:
            post, key = model.post, "должность"
        elif isinstance(model, Point) and model.control and not model.person:
            post, key = model.control, "контроль"
        found = reference.posts.get(post or "")
        if found is not None and not found.holder_on(day):
            when = "" if day == datetime.date.max else f" {date_text(day)}"
            yield UNMANNED.finding(
                f"Должность «{found.name}»{when} никто не занимает.", path=(*path, key), quote=str(post),
                hint=f"Впишите в справочнике должностей у «{post}» поле «занимает» или назовите «лицо» в документе.",
            )  # fmt: skip
