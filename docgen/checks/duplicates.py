"""Checks of ids: one id, one thing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from docgen.findings import Finding, Path, Severity
from docgen.model.base import Model
from docgen.model.order import Order
from docgen.model.table import OwnColumn, TableRow
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

REPEATED_ID = rule("повтор-кода", "Один код у двух записей", source="docgen")
REPEATED_ANNEX = rule("повтор-приложения", "Один файл приложен дважды", severity=Severity.WARNING, source="std:A01")
TWO_SOURCES = rule("файл-и-документ", "У приложения назван файл, а само оно стоит в приказе", source="docgen")
MISSING_ID = rule(
    "нет-кода", "У записи нет кода; его проставит «docgen check --fix»", severity=Severity.NOTE, scope=Scope.DOCUMENT
)


_NAMED_AT_WILL = (OwnColumn, TableRow)
"""Entries that need no id: nothing is derived from them or merged into them."""


_OF_A_PAIR = (("наставник",), ("школа",))
"""A pair has an id; its two schools need none."""


def check_duplicates(document: Document, names: Mapping[str, str]) -> Iterator[Finding]:
    """Ids used twice inside a document, ids that reference data use already, a file annexed twice.

    ``names`` says what the reference data call each of their ids, for the message.
    """
    seen: dict[str, Path] = {}
    for path, model in walk(document):
        id_ = own_id(model)
        if not id_ or not path:
            continue
        at = (*path, "код")
        if id_ in seen:
            yield REPEATED_ID.finding(
                f"Код «{id_}» уже занят в этом документе.", path=at, quote=id_,
                hint="Дайте одной из записей другой код; скопированному даст новый «docgen check --fix».",
            )  # fmt: skip
        elif id_ in names:
            yield REPEATED_ID.finding(
                f"Код «{id_}» уже занят в справочниках: {names[id_]}.", path=at, quote=id_,
                hint="Дайте записи другой код, иначе ссылка на него будет двусмысленной.",
            )  # fmt: skip
        seen.setdefault(id_, path)
    if isinstance(document, Order):
        yield from _annexes(document)


def _annexes(order: Order) -> Iterator[Finding]:
    files: set[str] = set()
    for index, annex in enumerate(order.annexes):
        if annex.file is None:
            continue
        if annex.document is not None:
            yield TWO_SOURCES.finding(
                f"У приложения есть и файл «{annex.file}», и сам документ: что печатать, неясно.",
                path=("приложения", index, "файл"), quote=annex.file, hint="Оставьте одно: «файл» или «документ».",
            )  # fmt: skip
        file = posixpath.normpath(annex.file.replace("\\", "/"))
        if file in files:
            yield REPEATED_ANNEX.finding(
                f"Файл «{annex.file}» приложен дважды.", path=("приложения", index, "файл"), quote=annex.file,
                hint="Уберите лишнюю запись.",
            )  # fmt: skip
        files.add(file)


def copied_ids(document: Document) -> Iterator[tuple[Path, Model]]:
    """The entries whose id another entry above them has, in printed order."""
    seen: set[str] = set()
    for path, model in walk(document):
        id_ = own_id(model) if path else None
        if id_ and id_ in seen:
            yield path, model
        seen.add(id_ or "")


def missing_ids(document: Document) -> Iterator[tuple[Path, Model]]:
    """The entries that have an id field and no id, in printed order; none of a signed order, which is frozen."""
    if isinstance(document, Order) and document.status.frozen:
        return
    for path, model in walk(document):
        if type(model) in _NAMED_AT_WILL or path[-2:-1] == ("приложения",) or path[-1:] in _OF_A_PAIR:
            continue
        if "id" in type(model).model_fields and own_id(model) is None:
            yield path, model


def check_missing_ids(document: Document) -> Iterator[Finding]:
    """One note a document when entries lack ids: derivation and merging need them."""
    missing = list(missing_ids(document))
    if missing:
        yield MISSING_ID.finding(
            f"Записей без кода: {len(missing)}.", path=missing[0][0],
            hint="Коды нужны, чтобы на запись можно было сослаться и переносить её в другие планы: docgen check --fix.",
        )  # fmt: skip


def own_id(model: Model) -> str | None:
    """The id of a model, None when it has none or cannot have one."""
    return model.__dict__.get("id")  # where getattr would ask pydantic about models that have none
