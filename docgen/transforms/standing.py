"""Which documents of a set move to the new year, and from which day to which; the others stay as they are.

A document of another period is history, one that was repealed is over, one for several years lasts until they pass. A
calendar year lies across two school years, so its documents ask.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from docgen.model.order import Order, Status
from docgen.model.reference import ReferenceData
from docgen.model.school_year import Period, PeriodKind
from docgen.model.workspace import Document
from docgen.transforms.checklist import Checklist, Group, Item, says_no, says_yes
from docgen.transforms.periods import Frame
from docgen.transforms.reissuing import is_reissued, signed_on, signing_day
from docgen.transforms.terms import Signing
from docgen.transforms.workdays import Workdays
from docgen.transforms.year_names import moved_path

DRAFTER = "исполнитель документа"
UNSIGNED = Signing()


@dataclass(frozen=True)
class Standing:
    """A document in the rollover: moved by its frame, or left as it is when there is none."""

    name: str
    document: Document
    frame: Frame | None
    signing: Signing = UNSIGNED
    who: str = DRAFTER
    signed: bool = False
    order: Order | None = None
    """The order that carries the document; of an order itself."""

    @property
    def head(self) -> str:
        """What the document is called in the ids of the checklist."""
        return self.document.id or PurePosixPath(self.name).stem

    @property
    def shown(self) -> str:
        """Its file, as it is called after the move."""
        return moved_path(self.name, self.frame, is_document=True) if self.frame else self.name


@dataclass(frozen=True)
class Sorting:
    """What is needed to sort the documents."""

    frame: Frame
    workdays: Workdays
    reference: ReferenceData
    checklist: Checklist


def standings(documents: Mapping[str, Document], sorting: Sorting) -> dict[str, Standing]:
    """The standing of each document by its file, orders first: their annexes go with them."""
    found: dict[str, Standing] = {}
    carriers: dict[str, list[str]] = {}
    for name, document in documents.items():
        if isinstance(document, Order):
            found[name] = _of_order(name, document, sorting)
            for annex in _annex_files(name, document):
                carriers.setdefault(annex, []).append(name)
    for name, document in documents.items():
        if not isinstance(document, Order):
            found[name] = _of_annex(name, document, [found[each] for each in carriers.get(name, ())], sorting)
    return {name: found[name] for name in documents}


def _annex_files(name: str, order: Order) -> Iterator[str]:
    for annex in order.annexes:
        if annex.file:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), annex.file))


def _of_order(name: str, order: Order, sorting: Sorting) -> Standing:
    standing = Standing(
        name, order, None, order=order, who=_drafter(order, sorting.reference), signed=order.status.frozen
    )
    frame = _frame(standing, order.period, sorting, signed_on(order))
    if frame is None:
        return standing
    standing = replace(standing, frame=frame)
    item = Item(f"{standing.head}/издаётся", Group.CONFIRM, standing.shown, "документ", "документ", who=standing.who)
    if not is_reissued(item, sorting.checklist):
        return replace(standing, frame=None)
    dated = replace(item, id=f"{standing.head}/дата", place="планируемая дата")
    day = signing_day(order, frame.years, dated, sorting.workdays, sorting.checklist)
    return replace(standing, signing=Signing(signed_on(order), day))


def _of_annex(name: str, document: Document, carriers: list[Standing], sorting: Sorting) -> Standing:
    """An annex goes with its order; one that an order keeps, too, stays."""
    standing = Standing(name, document, None)
    period = getattr(document, "period", None)
    if not carriers:
        return replace(standing, frame=_frame(standing, period, sorting, None))
    first = next((carrier for carrier in carriers if carrier.frame is None), carriers[0])
    standing = replace(standing, who=first.who, signed=first.signed, order=first.order, signing=first.signing)
    if first.frame is None:
        return standing
    if period is None or period == first.frame.period:
        return replace(standing, frame=first.frame)
    return replace(standing, frame=_frame(standing, period, sorting, first.signing.old))


def _frame(standing: Standing, period: Period | None, sorting: Sorting, day: date | None) -> Frame | None:
    """The frame by which a document moves, None when it stays; why it stays is put down."""
    whole = sorting.frame
    order = standing.document if isinstance(standing.document, Order) else None
    if order is not None and order.status is Status.REPEALED:
        return _stays(standing, f"состояние «{order.status}»", sorting)
    if period is None:
        if day is not None and order is not None and order.status.frozen and day < _long_ago(whole):
            return _stays(standing, "подписан до прошедшего учебного года", sorting)
        return replace(whole, day=day)
    if period.kind is PeriodKind.YEARS:
        return _lasting(standing, period, sorting)
    if period.kind is PeriodKind.SCHOOL_YEAR:
        if period.first != whole.period.first:
            return _stays(standing, f"период {period}", sorting)
        return replace(whole, day=day)
    if period.first not in (whole.period.first, whole.period.last):
        return _stays(standing, f"период {period}", sorting)
    return _calendar(standing, replace(whole, period=period, day=day), sorting)


def _long_ago(frame: Frame) -> date:
    return date(frame.period.first, 3, 1)


def _stays(standing: Standing, why: str, sorting: Sorting) -> Frame | None:
    item = Item(f"{standing.head}/остаётся", Group.MOVED, standing.name, "документ", "оставлен без изменений", why, why)
    sorting.checklist.add(item)
    return None


def _lasting(standing: Standing, period: Period, sorting: Sorting) -> Frame | None:
    """A document for several years stays; that it ends is asked about."""
    if period.end >= sorting.frame.target.end:
        return _stays(standing, f"действует по {period.last} год", sorting)
    item = Item(
        f"{standing.head}/период", Group.CONFIRM, standing.name, "период", "период", str(period), str(period),
        f"Документ на {period.first}–{period.last} годы кончается раньше нового учебного года: нужен ли новый?",
        who=standing.who,
    )  # fmt: skip
    answer = sorting.checklist.answer(item.id)
    if says_no(answer):
        sorting.checklist.settle(item, Group.MOVED)
    elif says_yes(answer):
        wanted = "Составьте документ на новые годы: прежний остался в комплекте без изменений."
        sorting.checklist.add(replace(item, group=Group.SUPPLY, question=wanted, answer=answer))
    elif answer:
        sorting.checklist.misunderstood(item, "Ответьте «да» или «нет».")
    else:
        sorting.checklist.add(item)
    return None


def _calendar(standing: Standing, frame: Frame, sorting: Sorting) -> Frame | None:
    """A plan for a calendar year: a year later is only a proposal, two school years touch it."""
    target = frame.target
    years = f"{target.first - 1}/{target.first} и {target.first}/{target.first + 1}"
    item = Item(
        f"{standing.head}/период", Group.CONFIRM, standing.shown, "период", "период", str(frame.period), str(target),
        f"Документ на календарный {frame.period.first} год: новый – на {target.first} год? Этого года касаются два учебных: "
        f"{years}. Впишите год, если он другой; прежний год – документ остаётся прежним.",
        proposal=str(target), who=standing.who,
    )  # fmt: skip
    answer = sorting.checklist.answer(item.id)
    if not answer:
        sorting.checklist.add(item)
        return frame
    if says_yes(answer):
        sorting.checklist.settle(item, Group.MOVED)
        return frame
    try:
        wanted = Period.parse(answer)
    except ValueError as error:
        sorting.checklist.misunderstood(item, str(error))
        return frame
    if wanted.kind is not PeriodKind.CALENDAR_YEAR or wanted.first < frame.period.first:
        sorting.checklist.misunderstood(item, f"Впишите календарный год: {target.first}.")
        return frame
    sorting.checklist.settle(item, Group.MOVED, str(wanted))
    years_on = wanted.first - frame.period.first
    return replace(frame, years=years_on) if years_on else None


def _drafter(order: Order, reference: ReferenceData) -> str:
    person = reference.people.get(order.drafter.person) if order.drafter else None
    if person is None:
        return DRAFTER
    initials = "".join(f"{part[0]}." for part in (person.first_name, person.patronymic) if part)
    return f"{DRAFTER} ({person.surname} {initials})"
