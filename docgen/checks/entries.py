"""Checks of reference data: ids that entries give each other, and the days between which a fact holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from docgen.checks.ids import WITH_IDS, check_ids
from docgen.checks.registration import successors
from docgen.findings import Finding, Path, Severity
from docgen.model.base import Dating, Model
from docgen.model.months import date_text
from docgen.model.party import Municipality, Organisation, SchoolEntry
from docgen.model.walking import fields_with, walk
from docgen.model.workspace import Workspace
from docgen.rules import rule

REVERSED_DAYS = rule("дни-наоборот", "Последний день действия стоит раньше первого")
COVERED = rule(
    "запись-перекрыта",
    "Значение с днями никогда не действует: его перекрывает записанное ниже",
    severity=Severity.WARNING,
)
GAP = rule("пробел-в-днях", "Между днями двух значений нет никакого", severity=Severity.WARNING)
UNDATED_FORMS = rule(
    "формы-без-дней", "Название со временем меняется, а падежные формы у него одни", severity=Severity.WARNING
)
CIRCLE = rule("преемник-по-кругу", "Преемники ведут по кругу", severity=Severity.WARNING)

_SEVERAL_AT_ONCE = ("holder",)
"""Facts of which two may hold at once: two deputies may have one post."""

_ONE_DAY = datetime.timedelta(days=1)


def check_entries(file: Model, workspace: Workspace) -> Iterator[Finding]:
    """Unknown ids, and days that make no sense, in the entries of one reference file."""
    for path, model in walk(file):
        if type(model) in WITH_IDS:
            yield from check_ids(path, model, workspace)
        if isinstance(model, (Dating, Organisation, SchoolEntry)):
            yield from _reversed(path, model)
        if isinstance(model, (Organisation, SchoolEntry)):
            yield from _circle(path, model, workspace)
        if isinstance(model, (Organisation, Municipality)):
            yield from _forms(path, model)
        for name, key in fields_with(type(model), Dating):
            value = model.__dict__[name]
            if type(value) is tuple and len(value) > 1 and isinstance(value[0], Dating):
                at = (*path, key)
                if name not in _SEVERAL_AT_ONCE:
                    yield from _covered(at, value)
                if type(model).model_fields[name].is_required():
                    yield from _gaps(at, value)


def _reversed(path: Path, model: Any) -> Iterator[Finding]:
    if model.since and model.until and model.until < model.since:
        yield REVERSED_DAYS.finding(
            f"Действует с {date_text(model.since)} по {date_text(model.until)}: конец раньше начала.",
            path=(*path, "по"), quote=date_text(model.until), hint="Поменяйте дни местами.",
        )  # fmt: skip


def _circle(path: Path, entry: Organisation | SchoolEntry, workspace: Workspace) -> Iterator[Finding]:
    reference = workspace.reference
    chain = successors(reference.organisations if isinstance(entry, Organisation) else reference.schools, entry.id)
    circle = [entry.id, *chain[: chain.index(entry.id)]] if entry.id in chain else []
    if circle and entry.id == min(circle):  # each circle once
        yield CIRCLE.finding(
            f"Преемники ведут по кругу: {' → '.join([*circle, entry.id])}.",
            path=(*path, "преемник"), quote=entry.successor or "",
            hint="Преемник – тот, кто пришёл на смену; уберите лишнего.",
        )  # fmt: skip


def _forms(path: Path, entry: Organisation | Municipality) -> Iterator[Finding]:
    """Forms that are said to hold for ever, of a name that does not."""
    always = [dating for dating in entry.forms if dating.since is None and dating.until is None]
    if len(entry.name) > 1 and always:
        yield UNDATED_FORMS.finding(
            f"У «{entry.id}» название меняется, а падежные формы записаны без дней: они встанут при любом названии.",
            path=(*path, "формы"), quote=entry.id,
            hint="Запишите формы так же, как название: «- {по: 31.12.2024, значение: {род: …}}».",
        )  # fmt: skip


def _first(dating: Dating[Any]) -> datetime.date:
    return dating.since or datetime.date.min


def _last(dating: Dating[Any]) -> datetime.date:
    return dating.until or datetime.date.max


def _covered(at: Path, dated: tuple[Dating[Any], ...]) -> Iterator[Finding]:
    """Facts that one below them covers from the first day to the last: the lower one wins on each of them."""
    for index, fact in enumerate(dated):
        above = [low for low in dated[index + 1 :] if _first(low) <= _first(fact) and _last(low) >= _last(fact)]
        if above and _first(fact) <= _last(fact):
            said = fact.value if isinstance(fact.value, str) else ""
            yield COVERED.finding(
                f"Значение{f' «{said}»' if said else ''} никогда не действует: его дни перекрывает значение ниже.",
                path=(*at, index), quote=said,
                hint="Ставьте позднее ниже и впишите прежнему последний день: «по: …».",
            )  # fmt: skip


def _gaps(at: Path, dated: tuple[Dating[Any], ...]) -> Iterator[Finding]:
    """The first stretch of days between the facts on which none of them holds."""
    sound = sorted((fact for fact in dated if _first(fact) <= _last(fact)), key=_first)
    reach = _last(sound[0]) if sound else datetime.date.max
    for fact in sound[1:]:
        if reach != datetime.date.max and _first(fact) > reach + _ONE_DAY:
            since, until = date_text(reach + _ONE_DAY), date_text(_first(fact) - _ONE_DAY)
            yield GAP.finding(
                f"С {since} по {until} не действует ни одно значение «{at[-1]}»: напечатается последнее.",
                path=at, hint="Сдвиньте дни так, чтобы одно сменяло другое на следующий день.",
            )  # fmt: skip
            return
        reach = max(reach, _last(fact))
