"""What a derivation knows of the municipality that it makes a plan for, and what it hands back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.findings import Finding, Severity
from docgen.model.cluster import ClusterList, School
from docgen.model.party import SchoolEntry
from docgen.model.plan import Plan
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.rules import Scope, rule

NO_IDS = rule("план-без-кодов", "У плана или его строк нет кодов, по ним держится связь с муниципальным планом")
REGIONAL_FACT = rule(
    "цифры-области", "Фраза вышестоящего плана верна только для области и вниз не перенесена",
    severity=Severity.WARNING, source="gt:E.1",
)  # fmt: skip
NO_BODY = rule(
    "орган-не-назван", "Не сказано, какая организация муниципалитета стоит за общим наименованием",
    severity=Severity.WARNING, source="gt:E.5",
)  # fmt: skip
UNLIKE_ABBREVIATION = rule(
    "описка-в-сокращении", "Сокращение вышестоящего плана похоже на описку и исправлено",
    severity=Severity.NOTE, source="gt:E.3",
)  # fmt: skip
RESPONSIBLE_FIXED = rule(
    "исполнитель-исправлен", "Строку школы исполняет муниципалитет: ответственный исправлен",
    severity=Severity.WARNING, source="gt:E.3",
)  # fmt: skip
ROW_MOVED = rule(
    "строка-чужого-уровня", "Строка стоит у вышестоящего уровня, а исполняют её здесь: перенесена",
    severity=Severity.WARNING, source="gt:E.3", scope=Scope.DOCUMENT,
)  # fmt: skip

QuestionKind = Literal["текст", "дата", "выбор"]


@dataclass(frozen=True)
class Question:
    """Something that only the municipality knows. ``code`` is what an answer is filed under."""

    code: str
    ask: str
    where: str = ""
    kind: QuestionKind = "текст"
    options: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True)
class Taken:
    """One row in the report: the number above, the modes, the words, and what was done with it."""

    number: str
    id: str
    modes: str
    words: str
    deadline: str = ""
    note: str = ""
    taken: bool = True


@dataclass(frozen=True)
class Facts:
    """Everything known when a plan is derived: reference data, lists of schools, the order's day, answers given before."""

    reference: ReferenceData = EMPTY_REFERENCE
    day: datetime.date = datetime.date.max
    """The day whose names hold."""
    order_day: datetime.date | None = None
    order_number: str = ""
    region: str = ""
    lists: Sequence[ClusterList] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    """Reasons by ``plan/row``."""


@dataclass
class Derived:
    """The derived document as plain data (None where there is nothing to derive) and what is to be said about it."""

    plan: dict[str, Any] | None
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    rows: list[Taken] = field(default_factory=list)

    @property
    def over(self) -> list[Taken]:
        """The rows that are over on the day of the order."""
        return [row for row in self.rows if row.taken and row.note.startswith("срок прошёл")]


@dataclass(frozen=True)
class OwnSchools:
    """The schools of one municipality in the list that a plan is about, by cluster; ``known`` is False without a list."""

    title: str = ""
    clusters: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    known: bool = False
    source: str = ""
    """The id of the list."""

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """The ids and names of the schools, in their order."""
        return tuple(dict.fromkeys(school for _, schools in self.clusters for school in schools))


def own_schools(plan: Plan, municipality: str, facts: Facts) -> OwnSchools:
    """The municipality's schools in the list whose title speaks of what the plan's title speaks of."""
    about = _stems(str(plan.title))
    best: tuple[float, ClusterList] | None = None
    for each in facts.lists:
        theirs = _stems(str(each.title))
        share = len(about & theirs) / (len(theirs) or 1)
        if share >= _ABOUT and (best is None or share > best[0]):
            best = (share, each)
    return OwnSchools() if best is None else schools_in(best[1], municipality, facts)


def schools_in(source: ClusterList, municipality: str, facts: Facts) -> OwnSchools:
    """The municipality's schools in a list."""
    clusters = []
    for cluster in source.clusters:
        named = [_named(school, municipality, facts) for school in cluster.schools]
        if own := tuple(dict.fromkeys(each for each in named if each is not None)):
            clusters.append((str(cluster.title), own))
    return OwnSchools(str(source.title), tuple(clusters), known=True, source=source.id or "")


_ABOUT = 0.5
_USUAL = frozenset({
    "школ", "списо", "облас", "орган", "работ", "адрес", "подде", "мероп", "план", "дорож", "карта", "учебн", "оказы",
    "перву", "очере", "котор", "после", "годах",
})  # fmt: skip


def _stems(words: str) -> set[str]:
    found = {word.casefold()[:5] for word in re.findall(r"[А-Яа-яё]{4,}", words)}
    return {word for word in found if word not in _USUAL and not word.startswith(("обще", "образ"))}


def _named(school: School, municipality: str, facts: Facts) -> tuple[str, str] | None:
    """The id and the name of a school of that municipality, its successor's when it is no longer there."""
    entry = facts.reference.schools.get(school.entry or "")
    entry = _standing(entry, facts) if entry else None
    where = entry.municipality_on(facts.day) if entry else school.municipality
    if (where or school.municipality) != municipality:
        return None
    name = school.name or (entry.name_on(facts.day) if entry else "")
    place = school.settlement or (entry.settlement if entry else None)
    shown = f"{name} ({place})" if place and place.split()[-1][:4] not in name else name
    return (entry.id if entry else school.id or name), shown


def _standing(entry: SchoolEntry, facts: Facts) -> SchoolEntry:
    seen = {entry.id}
    while not entry.exists_on(facts.day) and (following := facts.reference.schools.get(entry.successor or "")):
        if following.id in seen:
            break
        entry = following
        seen.add(entry.id)
    return entry


def registered_schools(municipality: str, facts: Facts) -> Iterator[SchoolEntry]:
    """The schools of the register that stand in the municipality on the day."""
    for entry in facts.reference.schools.values():
        if entry.exists_on(facts.day) and entry.municipality_on(facts.day) == municipality:
            yield entry
