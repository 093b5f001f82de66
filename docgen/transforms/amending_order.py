"""The order «О внесении изменений в приказ …»: the amendments as its points, as plain data (std §4.1)."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docgen.language.printing import Printing
from docgen.model.amendment import Amendment
from docgen.model.citation import Registration
from docgen.model.months import date_text
from docgen.model.order import Order
from docgen.transforms.amendment_says import amendment_text, annex_words, literal
from docgen.transforms.editions import Edition

ACT = "основной-акт"
"""The id by which the amending order refers to the base act."""


@dataclass
class AmendingOrder:
    """The amending order as plain data, and its annexes by the names that it gives their files."""

    data: dict[str, Any]
    annexes: dict[str, dict[str, Any]] = field(default_factory=dict)


def amending_order(
    old: Edition, amendments: Sequence[Amendment], *, earlier: Sequence[Registration] = (), name: str = ""
) -> AmendingOrder:
    """The draft of the order that makes these amendments in the base act ``old``.

    ``earlier`` are the orders that amended it before: the base act is named in their edition. ``name`` begins the names
    of annexes and the ids of everything new.
    """
    base = old.order
    name = name or f"{base.id or 'приказ'}-изменения"
    made = AmendingOrder({})
    marks = _annexes(made, amendments, name)
    noun = "изменения" if len(amendments) > 1 else "изменение"
    which = "следующие" if len(amendments) > 1 else "следующее"
    points = list(_points(amendments, marks, sign=old.workspace.profile.number_sign))
    made.data = {
        "вид": base.kind, "код": name, "состояние": "проект", "орган": base.authority,
        **_taken(base, "совместно с", "гриф", "город", "период"),
        "заголовок": f"О внесении изменений в {{{ACT}:вин}}",
        "акты": [_citation(old)],
        "пункты": [{"код": "п1", "текст": f"Внести в {{{ACT}:вин}}{_edition_of(base, earlier)} {which} {noun}:",
                    "пункты": points}],
        "подпись": base.plain()["подпись"],
        **_taken(base, "подписывают также", "исполнитель"),
    }  # fmt: skip
    if made.annexes:
        made.data["приложения"] = [{"код": mark, "файл": f"{mark}.yaml"} for mark in made.annexes]
        made.annexes = {f"{mark}.yaml": document for mark, document in made.annexes.items()}
    order = [info.alias or key for key, info in Order.model_fields.items()]
    made.data = {key: made.data[key] for key in sorted(made.data, key=order.index)}
    return made


def _taken(base: Order, *keys: str) -> dict[str, Any]:
    data = base.plain()
    return {key: copy.deepcopy(data[key]) for key in keys if key in data}


def _citation(old: Edition) -> dict[str, Any]:
    """The base act by its own facts, so that the order can be printed wherever it lies."""
    base, printing = old.order, Printing.of(old.order.model_copy(update={"annexes": ()}), old.workspace)
    registration = base.registration
    assert registration is not None and registration.date is not None and registration.number is not None
    title = str(printing.text(base.title)).replace("\u00a0", " ").replace("\n", " ")
    return {"код": ACT, "вид": base.kind, "орган": base.authority, "дата": date_text(registration.date),
            "номер": registration.number, "название": title}  # fmt: skip


_INSTRUMENTAL = {"приказ": "приказа", "распоряжение": "распоряжения", "постановление": "постановления"}
_PLURAL = {"приказ": "приказов", "распоряжение": "распоряжений", "постановление": "постановлений"}


def edition_words(kind: str, earlier: Sequence[Registration]) -> str:
    """«в редакции приказа от 02.11.2026 № 300-ОД», «в редакции приказов от …, от …»; empty for none."""
    acts = [f"от {date_text(act.date) if act.date else '______'} № {act.number or '______'}" for act in earlier]
    if not acts:
        return ""
    return f"в редакции {_PLURAL[kind] if len(acts) > 1 else _INSTRUMENTAL[kind]} {', '.join(acts)}"


def _edition_of(base: Order, earlier: Sequence[Registration]) -> str:
    words = edition_words(base.kind, earlier)
    return f" ({words})" if words else ""


def _annexes(made: AmendingOrder, amendments: Sequence[Amendment], name: str) -> dict[int, str]:
    """The documents that amendments bring, each under an id of its own; which amendment brings which."""
    marks: dict[int, str] = {}
    for amendment in amendments:
        if amendment.unit == "приложение" and amendment.kind != "утратил силу":
            mark = f"{name}-приложение-{len(made.annexes) + 1}"
            marks[id(amendment)] = mark
            made.annexes[mark] = {**copy.deepcopy(amendment.data), "код": mark}
    return marks


def _points(amendments: Sequence[Amendment], marks: dict[int, str], *, sign: bool) -> Iterator[dict[str, Any]]:
    """A sub-point for each amendment; several of one annex stand under one that names it."""
    count = 0
    for annex, group in groupby(amendments, key=_group):
        texts = [amendment_text(each, sign=sign, mark=marks.get(id(each), "")) for each in group]
        if annex is None or annex[1]:
            for text in texts:
                count += 1
                yield {"код": f"п1-{count}", "текст": text}
            continue
        count += 1
        where = f"В {annex_words(annex[0], 'пр', sign=sign)}"
        if len(texts) == 1:
            yield {"код": f"п1-{count}", "текст": f"{where} {texts[0][:1].lower()}{texts[0][1:]}"}
        else:
            inner = [{"код": f"п1-{count}-{index}", "текст": text} for index, text in enumerate(texts, 1)]
            yield {"код": f"п1-{count}", "текст": f"{literal(where)}:", "пункты": inner}


def _group(amendment: Amendment) -> tuple[str, bool] | None:
    """The annex that several amendments share; whole annexes stand by themselves."""
    return None if amendment.annex is None else (amendment.annex, amendment.unit == "приложение")
