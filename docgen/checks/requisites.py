"""Checks of the requisites around the text: marks of agreement that say nothing, names that stand twice, days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.checks.emptiness import UNPRINTED
from docgen.checks.entries import REVERSED_DAYS
from docgen.findings import Finding, Path, Severity
from docgen.model.months import date_text
from docgen.model.order import Order
from docgen.model.requisites import Agreement
from docgen.model.workspace import Document
from docgen.rules import rule

NOBODY_AGREED = rule("согласовано-ни-с-кем", "В грифе согласования нет ни должности, ни документа")
NAMED_TWICE = rule("названо-дважды", "Один и тот же назван дважды", severity=Severity.WARNING)


def check_requisites(document: Document) -> Iterator[Finding]:
    """The findings on the requisites of an order."""
    if not isinstance(document, Order):
        return
    for index, agreement in enumerate(document.agreements):
        yield from _agreement(agreement, ("согласовано", index))
    yield from _twice("совместно с", document.joint, before=(document.authority,))
    yield from _twice("ознакомить", document.acquainted)
    signed = [(signatory.post, signatory.person) for signatory in document.cosignatories]
    yield from _twice("подписывают также", signed, before=((document.signatory.post, document.signatory.person),))
    yield from _twice("визы", [(visa.post, visa.person) for visa in document.visas])
    for index, visa in enumerate(document.visas):
        if visa.received and visa.agreed and visa.agreed < visa.received:
            yield REVERSED_DAYS.finding(
                f"Согласован {date_text(visa.agreed)}, а поступил {date_text(visa.received)}: конец раньше начала.",
                path=("визы", index, "согласован"), quote=date_text(visa.agreed), hint="Проверьте оба дня.",
            )  # fmt: skip


def _agreement(agreement: Agreement, path: Path) -> Iterator[Finding]:
    if not agreement.post and not agreement.document:
        yield NOBODY_AGREED.finding(
            "Не сказано, кто согласовал.", path=path,
            hint="Назовите «должность» того, кто подпишет, или «документ»: письмо, протокол.",
        )  # fmt: skip
    elif agreement.document and not agreement.organisation:
        yield NOBODY_AGREED.finding(
            f"Не сказано, чей это документ: «{agreement.document}».", path=path, quote=agreement.document,
            hint="Назовите «организация»: код того, кто согласовал.",
        )  # fmt: skip
    for key, value in (("должность", agreement.post), ("лицо", agreement.person)) if agreement.document else ():
        if value:
            yield UNPRINTED.finding(
                f"Поле «{key}» рядом с «документ» не печатается.", path=(*path, key), quote=value,
                hint="Оставьте одно: должность того, кто подпишет, или документ.",
            )  # fmt: skip


def _twice(key: str, named: Iterable[object], before: Iterable[object] = ()) -> Iterator[Finding]:
    """Those of a list that were named already, in it or in the field before it."""
    seen = set(before)
    for index, value in enumerate(named):
        if value in seen:
            name = value if isinstance(value, str) else " ".join(str(part) for part in value if part)  # type: ignore[attr-defined]
            yield NAMED_TWICE.finding(
                f"«{name}» назван дважды.", path=(key, index), quote=name, hint="Уберите лишнюю запись."
            )
        seen.add(value)
