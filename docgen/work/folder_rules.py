"""The rules on a workspace as a whole: ids and numbers that two documents have, templates of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.files.folders import is_workbook
from docgen.files.loading import Loaded
from docgen.files.workspace import TAKEN_ID, Opened
from docgen.findings import Finding, Severity
from docgen.model.order import Order
from docgen.render.locating import own_folder
from docgen.rules import Scope, rule
from docgen.work.templates import check_template

SAME_NUMBER = rule(
    "номер-у-двух-приказов", "Два документа одного органа за год под одним номером", severity=Severity.WARNING,
    scope=Scope.SET, source="std:R04",
)  # fmt: skip


def check_folder(opened: Opened, documents: Iterable[Loaded]) -> Iterator[Finding]:
    """What no single document shows; ``documents`` are those that were looked at."""
    yield from _taken(opened)
    yield from _one_number_twice(opened, documents)
    yield from _own_templates(opened)


def _taken(opened: Opened) -> Iterator[Finding]:
    list(opened.homes)
    for id_, path, first in opened.homes.taken:
        loaded = opened.file(path)
        hint = "Дайте одному из документов другой код."
        if is_workbook(path) != is_workbook(first):
            hint = "Документ ведут в одном файле: копию для отправки держите вне комплекта, лишний файл уберите."
        message = f"Код документа «{id_}» уже занят файлом «{opened.shown(first)}»."
        yield loaded.source.mark(TAKEN_ID.finding(message, path=("код",), quote=id_, hint=hint))


def _one_number_twice(opened: Opened, documents: Iterable[Loaded]) -> Iterator[Finding]:
    """Orders of one body that were registered under one number in one year."""
    seen: dict[tuple[str, int, str], str] = {}
    for loaded in documents:
        order = loaded.model
        if not isinstance(order, Order) or not loaded.path.is_relative_to(opened.root or loaded.path):
            continue
        known = order.registration
        if known is None or known.date is None or known.number is None:
            continue
        key = (order.authority, known.date.year, known.number)
        if key in seen:
            yield loaded.source.mark(
                SAME_NUMBER.finding(
                    f"Номер {known.number} в {known.date.year} году уже у документа «{seen[key]}».",
                    path=("регистрация", "номер"), quote=known.number, hint="Проверьте номер по журналу регистрации.",
                )
            )  # fmt: skip
        seen.setdefault(key, loaded.source.name)


def _own_templates(opened: Opened) -> Iterator[Finding]:
    """What would keep the office's own templates from printing."""
    folder = own_folder(opened.workspace)
    for file in sorted(folder.rglob("*.docx")) if folder else ():
        if not file.name.startswith("~$"):
            faults = (f for f in check_template(Path(opened.shown(file))) if f.severity is Severity.ERROR)
            yield from (fault.at(document=opened.shown(file)) for fault in faults)
