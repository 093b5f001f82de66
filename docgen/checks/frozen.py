"""The freeze: from «подписан» on, the content of an order and of its annexes does not change any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from docgen.findings import Finding, Severity
from docgen.model.freezing import ANNEXES, Signed, SignedAnnex, frozen_keys
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.rules import rule

CHANGED_AFTER_SIGNING = rule("изменён-после-подписания", "Содержание подписанного документа изменено", source="docgen")
UNSIGNED_AGAIN = rule("подпись-снята", "Подписанный документ возвращён в прежнее состояние", source="docgen")

SAYS_OTHERWISE = rule(
    "подписанный-печатается-иначе", "Подписанный документ из-за справочников или профиля печатается иначе, чем был подписан",
    severity=Severity.WARNING, source="docgen",
)  # fmt: skip

_HINT = "Верните прежнее содержание или оформите изменение отдельным приказом."


def check_frozen(
    document: Document, signed: Signed | None, annexes: Sequence[Document] | None = None, sheets: Sequence[str] = ()
) -> Iterator[Finding]:
    """A finding for everything that differs from ``signed``, the document when it was signed, whatever its status is.

    ``annexes`` are the documents that the order's annexes name, one each and in order; None when they cannot be had.
    ``sheets`` are the digests of their scanned sheets, empty where there are none.
    """
    if signed is None:
        return
    if not isinstance(document, Order):
        yield CHANGED_AFTER_SIGNING.finding(
            f"Здесь был подписанный документ вида «{signed.content.get('вид', '')}».", path=("вид",),
            quote=document.kind, hint="Верните его, а новому документу дайте другой файл и другой код.",
        )  # fmt: skip
        return
    plain = document.plain()
    if not document.status.frozen:
        yield UNSIGNED_AGAIN.finding(
            f"Документ уже подписан, а состояние снова «{document.status}».", quote=str(document.status),
            path=("состояние",) if "состояние" in plain else (),
            hint="Верните состояние; чтобы изменить подписанное, оформите новый приказ или изменение к этому.",
        )  # fmt: skip
    now = frozen_keys(plain)
    for key in [*signed.content, *(key for key in now if key not in signed.content)]:
        if now.get(key) == signed.content.get(key):
            continue
        places = _changed_places(signed.content.get(key), now.get(key)) if key == ANNEXES else ()
        for index in places:
            yield _changed_annex(document, index)
        if not places:
            yield CHANGED_AFTER_SIGNING.finding(
                f"Документ подписан, а поле «{key}» с тех пор изменено.", path=(key,) if key in now else (), hint=_HINT
            )
    if annexes is not None and len(annexes) == len(document.annexes):
        yield from _changed_annexes(document, signed, annexes, sheets)


def check_words(before: str, now: str) -> Iterator[Finding]:
    """A finding when a signed document would say something else now: a name, a post or the house style was changed."""
    for then, line in zip_longest(before.splitlines(), now.splitlines(), fillvalue=""):
        if then != line:
            yield SAYS_OTHERWISE.finding(
                f"Документ подписан, а печататься стал иначе: было «{_short(then)}», стало «{_short(line)}».",
                quote=_short(line),
                hint="Изменились справочники или профиль. Прежнюю запись оставьте с последним днём («по: …»), "
                "новую добавьте с первым («с: …»).",
            )  # fmt: skip
            return


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 80


def _changed_annexes(
    order: Order, signed: Signed, annexes: Sequence[Document], sheets: Sequence[str]
) -> Iterator[Finding]:
    for position, then in enumerate(signed.annexes):
        index = _place(order, then, annexes)
        if index is None and not then.file and len(signed.annexes) == len(annexes):
            index = position  # inside the order, whose own annexes are held against those that were signed
        if index is None:
            continue
        # What stood inside the order is part of its content.
        if then.file and frozen_keys(annexes[index].plain()) != then.content:
            yield _changed_annex(order, index, then.id)
        elif then.sheets and index < len(sheets) and sheets[index] not in ("", then.sheets):
            yield _changed_sheets(order, index, annexes[index])


def _changed_sheets(order: Order, index: int, annex: Document) -> Finding:
    name = getattr(annex, "file", "")
    return CHANGED_AFTER_SIGNING.finding(
        f"Скан «{name}» заменён после подписания: приложение стало другим.", path=(ANNEXES, index), quote=name,
        hint="Верните прежний файл или оформите изменение отдельным приказом.",
    )  # fmt: skip


def _changed_annex(order: Order, index: int, id_: str = "") -> Finding:
    annex = order.annexes[index]
    name = annex.id or id_ or (annex.document.id if annex.document else None) or annex.name
    return CHANGED_AFTER_SIGNING.finding(
        f"Приложение «{name}» изменено после подписания.", path=(ANNEXES, index), quote=name, hint=_HINT
    )


def _changed_places(then: Any, now: Any) -> list[int]:
    """The annexes of a list that are not as they were; none when there are more of them now, or fewer."""
    if not isinstance(then, list) or not isinstance(now, list) or len(then) != len(now):
        return []
    return [index for index, (before, after) in enumerate(zip(then, now, strict=True)) if before != after]


def _place(order: Order, then: SignedAnnex, annexes: Sequence[Document]) -> int | None:
    """Where that annex stands now, by its file or else by its id; None when the order names it no more."""
    for index, entry in enumerate(order.annexes):
        if entry.file and entry.file == then.file:
            return index
    return next((index for index, annex in enumerate(annexes) if then.id and annex.id == then.id), None)
