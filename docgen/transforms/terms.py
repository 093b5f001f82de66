"""One deadline of a rollover: moved by its kind (ground-truth C.2), with what has to be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.errors import CannotShift
from docgen.model.deadline import AnyDeadline, Deadline, Verbatim
from docgen.model.months import date_text
from docgen.transforms.periods import Frame, moved_text
from docgen.transforms.workdays import (
    WEEKDAYS,
    Workdays,
    days_off,
    named,
    on_working_days,
    over_before,
    single_days,
    too_early,
)


@dataclass(frozen=True)
class Term:
    """A deadline after the move: its new words, why it has to be confirmed, what is missing, what is proposed."""

    was: AnyDeadline
    became: AnyDeadline
    why: tuple[str, ...] = ()
    missing: str = ""
    proposal: str = ""

    @property
    def changed(self) -> bool:
        """Whether the words are others."""
        return self.was != self.became


@dataclass(frozen=True)
class Signing:
    """When the old document was signed and when the new one is to be."""

    old: date | None = None
    new: date | None = None


def moved_term(deadline: AnyDeadline, frame: Frame, signing: Signing, workdays: Workdays, *, sending: bool) -> Term:
    """The deadline in the new period. ``sending`` says that it stands in a point of an order, where a day is for a report."""
    if isinstance(deadline, Verbatim):
        proposed = moved_text(deadline.text, frame).text
        proposal = f"дословно: {proposed}" if proposed != deadline.text else ""
        return Term(deadline, deadline, ("записан дословно: подходит ли он новому году",), proposal=proposal)
    try:
        moved = deadline.shift(frame.years)
    except CannotShift as error:
        finding = error.findings[0]
        return Term(deadline, deadline, missing=f"{finding.message} {finding.hint}".strip())
    early = too_early(moved, signing.new, deadline, signing.old)
    off = [_said_off(day, why) for day, why in days_off(moved, workdays)]
    reasons = [early, *off, *_stale(deadline, signing.old), _days(deadline, moved, signing, sending=sending)]
    proposed_deadline = on_working_days(moved, workdays) if off else None
    return Term(
        deadline, moved, tuple(reason for reason in reasons if reason), _schedule(deadline),
        str(proposed_deadline) if proposed_deadline else "",
    )  # fmt: skip


def _stale(deadline: Deadline, signed: date | None) -> list[str]:
    """That a date was past already when the old document was signed (ground-truth C.4, 003:31)."""
    said = []
    for day in over_before(deadline, signed):
        long_ago = signed is not None and (signed - day).days > _NEAR
        why = ": дата осталась от позапрошлого года" if long_ago else ""
        said.append(f"{date_text(day)} прошло ещё до подписания прежнего документа{why}")
    return said


def _days(old: Deadline, new: Deadline, signing: Signing, *, sending: bool) -> str:
    """That exact days are set anew each year, with how many days after the signing they were and are."""
    days, before = list(single_days(new)), list(single_days(old))
    if not days or old.text == new.text:
        return ""
    if not sending:
        return "дни назначают заново каждый год"
    if signing.old is not None and signing.new is not None and len(days) == len(before):
        then, now = (before[0] - signing.old).days, (days[0] - signing.new).days
        if then != now and 0 <= then <= _NEAR and now >= 0:
            return f"было через {then} дн. после подписания, станет через {now}"
    return "день зависит от даты приказа и сроков отчётности"


_NEAR = 60
"""Days after the signing up to which a report or a plan that is to be sent in follows the date of the order."""


def _said_off(day: date, why: str) -> str:
    reason = "" if why == WEEKDAYS[day.weekday()] else f" ({why})"
    return f"{named(day)} – нерабочий день{reason}"


def _schedule(deadline: Deadline) -> str:
    """Which schedule is meant, where the deadline names one."""
    said = {part.kind for part in (*deadline.parts, *deadline.qualifiers)}
    return "Какой это график: назовите его дату и номер или сам срок." if "SCHEDULE" in said else ""
