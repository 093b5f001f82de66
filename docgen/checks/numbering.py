"""Checks of numbers: pins against what counting gives, depth of points."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Path, Severity
from docgen.model.base import Model, walk
from docgen.model.numbering import Number, numbers_of
from docgen.model.order import Point
from docgen.model.regulation import Clause
from docgen.model.workspace import Document
from docgen.rules import rule

REPEATED_NUMBER = rule("повтор-номера", "Два пункта или две строки с одним номером", source="gt:R01", waivable=True)
NUMBER_GAP = rule("пропуск-номера", "В нумерации пропущен номер", severity=Severity.WARNING, source="gt:R01")
FOREIGN_NUMBER = rule(
    "чужой-номер", "Номер не начинается с номера своего пункта или раздела", severity=Severity.WARNING, source="gt:R03"
)
TOO_DEEP = rule("пятый-уровень", "Пункты вложены глубже четырёх уровней", source="std:T04")


def check_numbering(document: Document) -> Iterator[Finding]:
    """Repeated, missing and foreign numbers, and points deeper than four levels."""
    numbers = numbers_of(document)
    seen: dict[tuple[int, str], Path] = {}
    previous: dict[tuple[int, tuple[int, ...], str], Number] = {}
    parents: dict[Path, Number] = {}
    for path, model in walk(document):
        number = numbers.get(id(model))
        if number is None:
            continue
        parents[path] = number
        yield from _one(path, model, number, parents.get(path[:-2]), seen)
        yield from _gap(path, number, previous)
        if isinstance(model, (Point, Clause)) and number.level == 4:
            yield TOO_DEEP.finding(
                f"Пункт {number.shown} стоит на пятом уровне, а в приказе их не больше четырёх.", path=path,
                quote=number.shown, hint="Поднимите его на уровень выше или сделайте перечнем с дефисами в тексте.",
            )  # fmt: skip


def _one(
    path: Path, model: Model, number: Number, parent: Number | None, seen: dict[tuple[int, str], Path]
) -> Iterator[Finding]:
    key = (number.list, number.shown)
    where = (*path, "номер") if number.pinned else path
    if key in seen:
        yield REPEATED_NUMBER.finding(
            f"Номер {number.shown} уже есть.", path=where, quote=number.shown,
            hint="Уберите закреплённый номер (поле «номер»), и docgen посчитает его сам." if number.pinned
            else "Уберите номер, закреплённый выше, или перенесите строки, стоящие вне разделов, в раздел.",
        )  # fmt: skip
    seen.setdefault(key, path)
    if number.pinned and parent is not None and not number.shown.startswith(f"{parent.shown}."):
        yield FOREIGN_NUMBER.finding(
            f"Номер {number.shown} стоит внутри {parent.shown} и должен начинаться с «{parent.shown}.».",
            path=where, quote=number.shown, hint=f"Пишите, например, {parent.shown}.{number.counter[-1]}.",
        )  # fmt: skip


def _gap(path: Path, number: Number, previous: dict[tuple[int, tuple[int, ...], str], Number]) -> Iterator[Finding]:
    head, _, last = number.shown.rpartition(".")
    key = (number.list, number.counter[:-1], head)
    before = previous.get(key)
    if last.isdecimal():
        expected = int(before.shown.rpartition(".")[2]) + 1 if before else 1
        if number.pinned and int(last) > expected:
            prefix = f"{head}." if head else ""
            yield NUMBER_GAP.finding(
                f"После {f'номера {before.shown}' if before else 'начала'} сразу стоит {number.shown}.",
                path=(*path, "номер"), quote=number.shown,
                hint=f"По порядку здесь {prefix}{expected}. Намеренный пропуск разрешите: «замечание: пропуск-номера».",
            )  # fmt: skip
        previous[key] = number
