"""How each row of a superior plan goes down to the one below it (ground-truth E.3), told by its words, level and parties.

A mode says what has to be done with the row; doing it is the business of ``derivation``. No row is known by its number.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from docgen.model.plan import Level
from docgen.patterns import pattern
from docgen.transforms.derivation_links import is_event, links_of, titles_in
from docgen.transforms.derivation_rows import Row, Side


class Mode(enum.StrEnum):
    """What becomes of a row. The words are those of the report."""

    KEEP = "переносится"
    SELF = "о самом документе"
    LIST = "нужен список школ"
    SCHED = "нужен график"
    EVENT = "своё мероприятие"
    COND = "при условии"
    PART = "участие"
    FIX_RESP = "исправлен ответственный"
    MOVE = "перенесена с другого уровня"


@dataclass(frozen=True)
class Told:
    """The modes of a row with the rows that it leans on: events in which it takes part, regional rows of the same matter."""

    modes: tuple[Mode, ...]
    links: tuple[Row, ...] = ()

    def __contains__(self, mode: Mode) -> bool:
        return mode in self.modes

    @property
    def code(self) -> str:
        """The modes as ground-truth E.3 writes them: ``EVENT+COND``."""
        return "+".join(mode.name.replace("_", "-") for mode in self.modes)


_APPROVES = pattern(r"(?:разработк|утвержден|приняти|подготовк|составлен)\w*", re.IGNORECASE)
_THE_PLAN = pattern(r"план\w*\s+мероприятий|дорожн\w+\s+карт|(?:муниципальн|школьн)\w+\s+план", re.IGNORECASE)
_TAKES_PART = pattern(
    r"(?:(?:обеспечени|организаци)\w+\s+)?(?:участи|присутстви|просмотр|посещени)\w*|направлени\w+\s+[\w\s]+?\s+на\s+"
    r"(?:событи|мероприяти|семинар|вебинар|конкурс)",
    re.IGNORECASE,
)
_ATTACHES = pattern(
    r"(?:закреплен|прикреплен)\w*\s+(?:за|к)\s|(?:список|перечень)\s+школ|формировани\w+\s+пар", re.IGNORECASE
)
_EACH_SCHOOL = pattern(r"кажд\w+\s+(?:школ|ОО|ОУ|Ш[А-Яа-я]*[А-Я])", re.IGNORECASE)
_ALL_OF_LIST = pattern(r"100\s*%[^.;]*\b(?:из|в|по)\s+переч", re.IGNORECASE)
_OFTEN = frozenset({"MONTHLY", "WEEKLY", "DAILY"})


def goes_down(row: Row, target: Level) -> bool:
    """Whether a row has its place in a plan of that level: it is of the level or below, or in the hands of who is there."""
    own = Side.MUNICIPALITY if target is Level.MUNICIPAL else Side.SCHOOL
    if row.level is None:
        return bool(row.sides & {own, Side.SCHOOL})
    return row.level in _AT_OR_BELOW[target] or is_misplaced(row, target)


_AT_OR_BELOW = {
    Level.MUNICIPAL: (Level.MUNICIPAL, Level.INSTITUTIONAL),
    Level.INSTITUTIONAL: (Level.INSTITUTIONAL,),
    Level.REGIONAL: tuple(Level),
}


def is_misplaced(row: Row, target: Level) -> bool:
    """Whether a row stands at a higher level while nobody of that level is responsible for it."""
    own = Side.MUNICIPALITY if target is Level.MUNICIPAL else Side.SCHOOL
    higher = row.level is not None and row.level not in _AT_OR_BELOW[target]
    return higher and bool(row.sides) and row.sides <= {own, Side.SCHOOL}


def told(row: Row, rows: list[Row], target: Level = Level.MUNICIPAL) -> Told:
    """The modes of a row that goes down to a plan of level ``target``."""
    if is_misplaced(row, target):
        return Told((Mode.MOVE,))
    if row.level is Level.INSTITUTIONAL and row.sides == {Side.MUNICIPALITY}:
        return Told((Mode.FIX_RESP,), links_of(row, rows, takes_part=True))
    if row.level is target and _is_about_itself(row):
        return Told((Mode.SELF,))
    takes_part = bool(_TAKES_PART.match(row.words))
    links = links_of(row, rows, takes_part=takes_part)
    own_event = is_event(row) and not takes_part
    if takes_part or (not own_event and _joins(row, links)):
        return Told((Mode.PART, *_condition(row)), links)
    if row.level in (target, None) and own_event and not _repeats_often(row):
        return Told((Mode.EVENT, *_condition(row)), links)
    if _has_schedule(row):
        return Told((Mode.SCHED, *_condition(row)), links)
    if row.level in (target, None) and target is Level.MUNICIPAL and _needs_list(row):
        return Told((Mode.LIST, *_condition(row)), links)
    return Told(_condition(row) or (Mode.KEEP,), links)


def _is_about_itself(row: Row) -> bool:
    opening = " ".join(row.words.split()[:3])
    return bool(_APPROVES.search(opening) and _THE_PLAN.search(row.words))


def _joins(row: Row, links: tuple[Row, ...]) -> bool:
    """Whether the row names an event of another row by its title."""
    return any(is_event(link) and f"«{title}»" in row.words for link in links for title in titles_in(link.words))


def _condition(row: Row) -> tuple[Mode, ...]:
    deadline = row.measure.deadline
    has = deadline is not None and any(part.kind == "CONDITION" for part in deadline.qualifiers)
    return (Mode.COND,) if has else ()


def _has_schedule(row: Row) -> bool:
    deadline = row.measure.deadline
    return deadline is not None and any(part.kind == "SCHEDULE" for part in (*deadline.parts, *deadline.qualifiers))


def _repeats_often(row: Row) -> bool:
    deadline = row.measure.deadline
    return deadline is not None and any(part.kind in _OFTEN for part in deadline.parts)


def _needs_list(row: Row) -> bool:
    description = str(row.measure.description or "")
    return bool(
        _ATTACHES.search(row.words) or _EACH_SCHOOL.search(row.words.split("\n")[0]) or _ALL_OF_LIST.search(description)
    )
