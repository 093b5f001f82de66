"""Checks of numbers: pins against what counting gives, entries without a number, depth of points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docgen.findings import Finding, Path, Severity
from docgen.model.base import Model
from docgen.model.fields import NO_NUMBER
from docgen.model.numbering import Number, Numbers, numbers_of
from docgen.model.order import Point
from docgen.model.plan import Measure, Section
from docgen.model.regulation import Chapter, Clause
from docgen.model.table import TableRow
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.rules import rule

REPEATED_NUMBER = rule("повтор-номера", "Два пункта или две строки с одним номером", source="gt:R01", waivable=True)
NUMBER_GAP = rule("пропуск-номера", "В нумерации пропущен номер", severity=Severity.WARNING, source="gt:R01")
FOREIGN_NUMBER = rule(
    "чужой-номер", "Номер не начинается с номера своего пункта или раздела", severity=Severity.WARNING, source="gt:R03"
)
MISSING_NUMBER = rule(
    "нет-номера", "Запись без номера стоит среди пронумерованных", severity=Severity.WARNING, source="gt:R02"
)
TOO_DEEP = rule("пятый-уровень", "Пункты вложены глубже четырёх уровней", source="std:T04")

_NOT_COUNTED = "без номера"
_TOTALS = ("итого", "всего")
"""How a row of a table begins that has no number for a good reason."""
_SAID_NUMBER = pattern(r"(?:раздел|глава|часть|блок|этап|направление|модуль)\s+(?:\d+|[IVXХ]+)(?!\w)", re.IGNORECASE)
"""A title that says its number itself: «Раздел II. …»."""


def check_numbering(document: Document) -> Iterator[Finding]:
    """Repeated, skipped, absent and foreign numbers, and points deeper than four levels."""
    numbers = numbers_of(document)
    beside: Places | None = None
    seen: dict[tuple[int, str], Path] = {}
    previous: dict[tuple[int, int, str], Number] = {}
    parents: dict[Path, Number | None] = {}
    for path, model in walk(document):
        number = numbers.get(id(model))
        above = parents.get(path[:-2])
        # What stands below a point without a number is numbered as if it stood beside it.
        parents[path] = number or (above if isinstance(model, (Point, Clause)) else None)
        if isinstance(model, (Point, Clause)):
            yield from _depth(path, number)
        if number is not None:
            yield from _one(path, number, above, seen)
            yield from _gap(path, number, previous)
        elif model.__dict__.get("number") == NO_NUMBER:
            beside = _by_place(document, numbers) if beside is None else beside
            yield from _missing(path, model, beside)


Places = Mapping[Path, dict[int, Number]]
"""The numbers of the entries that stand in one list of the file, by their index in it."""


def _by_place(document: Document, numbers: Numbers) -> Places:
    found: dict[Path, dict[int, Number]] = {}
    for path, model in walk(document):
        if id(model) in numbers and isinstance(path[-1], int):
            found.setdefault(path[:-1], {})[path[-1]] = numbers[id(model)]
    return found


def _depth(path: Path, number: Number | None) -> Iterator[Finding]:
    """Levels are those of the file: a point without a number takes one, too."""
    if path.count("пункты") + path.count("разделы") == 5:
        shown = number.shown if number else _NOT_COUNTED
        yield TOO_DEEP.finding(
            f"Пункт {shown} стоит на пятом уровне, а в приказе их не больше четырёх.", path=path, quote=shown,
            hint="Поднимите его на уровень выше или сделайте перечнем с дефисами в тексте.",
        )  # fmt: skip


def _missing(path: Path, model: Model, places: Places) -> Iterator[Finding]:
    """An entry that says it has no number, while those beside it have one, or those below it begin with one."""
    beside = places.get(path[:-1])
    message = ""
    if beside and not _stands_apart(model):
        before = [number for index, number in beside.items() if index < path[-1]]  # type: ignore[operator]
        message = (
            f"После номера {before[-1].shown} стоит запись без номера." if before
            else f"Перед номером {next(iter(beside.values())).shown} стоит запись без номера."
        )  # fmt: skip
    elif isinstance(model, (Section, Chapter)):
        below = places.get((*path, "мероприятия")) or places.get((*path, "пункты")) or {}
        heads = {number.shown.rpartition(".")[0] for number in below.values()}
        said = _SAID_NUMBER.match(model.title.words)
        if len(heads) == 1 and (head := heads.pop()) and not said:
            message = f"Номера внутри раздела начинаются с «{head}.», а у него самого номера нет."
    if message:
        yield MISSING_NUMBER.finding(
            message, path=(*path, "номер"), quote=NO_NUMBER,
            hint="Уберите «номер: нет», и docgen посчитает его сам. Если номера нет намеренно, разрешите: "
            "«замечание: нет-номера».",
        )  # fmt: skip


def _stands_apart(model: Model) -> bool:
    """Whether it is a row of a table that needs no number: a heading across it, or a total."""
    if isinstance(model, Measure):
        return model.measure.words.strip().lower().startswith(_TOTALS)
    if not isinstance(model, TableRow):
        return False
    first = next((cell.words.strip().lower() for cell in model.cells if cell.words.strip()), "")
    return model.section is not None or first.startswith(_TOTALS)


def _one(path: Path, number: Number, parent: Number | None, seen: dict[tuple[int, str], Path]) -> Iterator[Finding]:
    key = (number.list, number.shown)
    where = (*path, "номер") if number.pinned else path
    if key in seen:
        yield REPEATED_NUMBER.finding(
            f"Номер {number.shown} уже есть.", path=where, quote=number.shown,
            hint="Уберите закреплённый номер (поле «номер»), и docgen посчитает его сам." if number.pinned
            else "Уберите номер, закреплённый выше, или перенесите строки, стоящие вне разделов, в раздел.",
        )  # fmt: skip
    seen.setdefault(key, path)
    if parent is not None and parent.list != number.list:
        parent = None  # the schools of a cluster count by themselves
    if number.pinned and parent is not None and not number.shown.startswith(f"{parent.shown}."):
        yield FOREIGN_NUMBER.finding(
            f"Номер {number.shown} стоит внутри {parent.shown} и должен начинаться с «{parent.shown}.».",
            path=where, quote=number.shown, hint=f"Пишите, например, {parent.shown}.{number.counter[-1]}.",
        )  # fmt: skip


def _gap(path: Path, number: Number, previous: dict[tuple[int, int, str], Number]) -> Iterator[Finding]:
    head, _, last = number.shown.rpartition(".")
    key = (number.list, number.level, head)
    before = previous.get(key)
    if last.isdecimal():
        expected = int(before.shown.rpartition(".")[2]) + 1 if before else 1
        if number.counted.rpartition(".")[0] == head:
            expected = max(expected, number.counter[-1])  # a section without a number has its place in the count
        if number.pinned and int(last) > expected:
            prefix = f"{head}." if head else ""
            yield NUMBER_GAP.finding(
                f"После {f'номера {before.shown}' if before else 'начала'} сразу стоит {number.shown}.",
                path=(*path, "номер"), quote=number.shown,
                hint=f"По порядку здесь {prefix}{expected}. Намеренный пропуск разрешите: «замечание: пропуск-номера».",
            )  # fmt: skip
        previous[key] = number
