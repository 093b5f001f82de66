"""The rows of a superior plan as a derivation sees them: their number, their level, and whose hands they are in."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docgen.model.numbering import numbers_of
from docgen.model.party import Organisation, Party
from docgen.model.plan import Level, Measure, Plan
from docgen.model.reference import ReferenceData
from docgen.patterns import pattern


class Side(enum.StrEnum):
    """Where a party belongs."""

    REGION = "область"
    MUNICIPALITY = "муниципалитет"
    SCHOOL = "школа"


_LEVEL_SIDES = {
    "муниципальный": Side.MUNICIPALITY, "институциональный": Side.SCHOOL,
    "региональный": Side.REGION, "федеральный": Side.REGION,
}  # fmt: skip
_ROLES = (
    ("омсу", pattern(r"ОМСУ?\b|орган\w* местного самоуправления|орган\w* управления образованием", re.IGNORECASE)),
    ("моц", pattern(r"МОЦ\b|муниципальн\w+ образовательн\w+ центр\w*", re.IGNORECASE)),
    ("ммс", pattern(r"ММС\b|муниципальн\w+ методическ\w+ служб\w*", re.IGNORECASE)),
    ("румо", pattern(r"РУМО\b|региональн\w+ учебно-методическ\w+ объединени\w*", re.IGNORECASE)),
    ("омо", pattern(r"\(?\s*ОМО\b", re.IGNORECASE)),
    ("оо", pattern(r"(?:общеобразовательн\w+ организаци\w+|ОО|ОУ)$", re.IGNORECASE)),
)
"""The roles that plans name where nobody has written reference data (ground-truth E.5)."""
_OF_TOWN = pattern(r"муниципальн|(?<!\w)(?:ОМСУ?|МОЦ|ММС|ОМО|ГМО|РМО)(?!\w)|местного самоуправления", re.IGNORECASE)
_OF_SCHOOL = pattern(
    r"(?<!\w)(?:ОО|ОУ)(?!\w)|школ|общеобразовательн\w+ организаци|управленческ\w+ команд"
    r"|^(?:зам\w*\.?\s+)?(?:руководител|директор)\w*(?:\s*,\s*зам\w*\.?\s+(?:руководител|директор)\w*)?$",
    re.IGNORECASE,
)


class Bodies:
    """Who is meant by the names in a plan's cells, and who stands for a role in one municipality."""

    def __init__(self, reference: ReferenceData, municipality: str, day: datetime.date) -> None:
        self.municipality, self.day = municipality, day
        self._by_name: dict[str, Organisation] = {}
        self._own: dict[str, Organisation] = {}
        for body in reference.organisations.values():
            if body.stands_for is not None:
                if body.municipality == municipality and body.exists_on(day):
                    self._own.setdefault(body.stands_for, body)
                continue
            names = (*(dated.value for dated in body.name), *(dated.value for dated in body.short), *body.aliases)
            for name in names:
                self._by_name.setdefault(_key(name), body)

    def role(self, name: str) -> str:
        """The id of the generic body that a name means, or an empty text."""
        if body := self._by_name.get(_key(name)):
            return body.id
        return next((role for role, words in _ROLES if words.match(name)), "")

    def body(self, name: str) -> Organisation | None:
        """The body of the reference data that has this name."""
        return self._by_name.get(_key(name))

    def own(self, role: str) -> Organisation | None:
        """The municipality's own body in that role."""
        return self._own.get(role)

    @property
    def all_own(self) -> dict[str, Organisation]:
        """All bodies of the municipality by their role."""
        return dict(self._own)

    def names_of(self, role: str) -> list[str]:
        """The names under which plans speak of a role, the longest first."""
        found = {name for name, body in self._by_name.items() if body.id == role}
        return sorted(found, key=len, reverse=True)

    def side(self, party: Party) -> Side:
        """Where a party belongs: by the reference data, else by its words."""
        body = self._by_name.get(_key(party.name))
        if body is not None and body.level is not None:
            return _LEVEL_SIDES[body.level]
        if _OF_SCHOOL.search(party.name) and not _OF_TOWN.search(party.name.replace("ОО", "")):
            return Side.SCHOOL
        return Side.MUNICIPALITY if _OF_TOWN.search(party.name) else Side.REGION


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


@dataclass(frozen=True)
class Row:
    """One row of the superior plan. ``section`` is the place of its section, None when the plan has none."""

    measure: Measure
    number: str
    level: Level | None
    section: int | None
    index: int
    sides: frozenset[Side]
    """Whom the row names as responsible."""

    @property
    def id(self) -> str:
        """The row's own id, empty where it has none."""
        return self.measure.id or ""

    @cached_property
    def words(self) -> str:
        """What is done, as plain words."""
        return str(self.measure.measure)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where the row stands in the plan's data."""
        if self.section is None:
            return ("мероприятия", self.index)
        return ("разделы", self.section, "мероприятия", self.index)


def rows_of(plan: Plan, bodies: Bodies) -> list[Row]:
    """The rows of a plan in printed order; a row without a level has that of the plan, if other rows have levels."""
    numbers = numbers_of(plan)
    has_levels = any(measure.level for measure in plan.all_measures)

    def row(measure: Measure, section: int | None, index: int) -> Row:
        parties = measure.responsible.parties if measure.responsible else ()
        level = measure.level or (plan.level if has_levels or plan.level is not Level.REGIONAL else None)
        number = numbers.get(id(measure))
        sides = frozenset(bodies.side(party) for party in parties)
        return Row(measure, number.shown if number else "", level, section, index, sides)

    return [row(*place) for place in _places(plan)]


def _places(plan: Plan) -> Iterator[tuple[Measure, int | None, int]]:
    for index, measure in enumerate(plan.measures):
        yield measure, None, index
    for place, section in enumerate(plan.sections):
        for index, measure in enumerate(section.measures):
            yield measure, place, index
