"""Checks of the registration: what the status promises, the date and number must keep."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.cluster import School
from docgen.model.composition import Member
from docgen.model.months import date_text
from docgen.model.order import Order, Point
from docgen.model.party import Organisation, Post, SchoolEntry
from docgen.model.profile import Profile, edition_on
from docgen.model.reference import ReferenceData
from docgen.model.requisites import Agreement, Signatory, Submission, Visa
from docgen.model.walking import walk_of
from docgen.model.workspace import Document
from docgen.rules import rule

NO_NUMBER = rule("нет-даты-и-номера", "Для зарегистрированного документа нужны дата и номер", source="std:R03")

UNMANNED = rule("некому-подписать", "На день подписания должность никто не занимает", source="std:T13")
SEVERAL_HOLDERS = rule(
    "должность-у-нескольких", "Должность занимают несколько человек, а кто из них подписывает, не сказано",
    source="std:T13",
)  # fmt: skip
NO_DAY = rule(
    "нет-планируемой-даты", "Дня у документа нет, а от него зависит, кто подписывает", severity=Severity.WARNING,
    source="std:R03",
)  # fmt: skip
ABSENT_BODY = rule("организации-нет-на-день", "Организации на день документа ещё или уже нет", source="std:R07")
CLOSED_SCHOOL = rule(
    "школы-нет-на-день", "Школа в списке закрыта или ещё не открыта на день документа", severity=Severity.WARNING,
    source="std:T13",
)  # fmt: skip
WRONG_EDITION = rule(
    "редакция-не-по-дате", "Редакция стандарта в профиле не та, что действует на день документа",
    severity=Severity.WARNING, source="std:L15",
)  # fmt: skip


def check_registration(document: Document) -> Iterator[Finding]:
    """A finding for an order that is registered by its status and has no date or no number."""
    if isinstance(document, Order) and document.status.registered and not is_registered(document):
        yield NO_NUMBER.finding(
            f"Документ по состоянию «{document.status}», а даты или номера у него нет.", path=("состояние",),
            quote=str(document.status), hint="Заполните «регистрация: дата и номер» или исправьте состояние.",
        )  # fmt: skip


def is_registered(order: Order) -> bool:
    """Whether the order has both its date and its number."""
    return bool(order.registration and order.registration.date and order.registration.number)


def _posts(order: Order, annexes: Sequence[Document]) -> Iterator[tuple[Path, str, str, bool]]:
    """The posts for which somebody must be found: where, under which key, the post, whether nobody need hold it.

    Those of the annexes, too: a seat in a commission may still be empty, a signature may not.
    """
    for path, model in walk_of(order, Signatory, Submission, Visa, Agreement):
        if not model.person and model.post:
            yield path, "должность", model.post, False
    for path, point in walk_of(order, Point):
        if point.control and not point.person:
            yield path, "контроль", point.control, False
    for index, annex in enumerate(annexes):
        for path, model in walk_of(annex, Signatory, Member):
            if not model.person and model.post:
                yield *inside(order, index, path, "должность"), model.post, isinstance(model, Member)


def inside(order: Order, index: int, path: Path, key: str) -> tuple[Path, str]:
    """Where a field of an annex is in its order: in the document that stands there, or at the name of its file."""
    at: Path = ("приложения", index)
    return ((*at, "документ", *path), key) if order.annexes[index].document else (at, "файл")


def check_holders(document: Document, annexes: Sequence[Document], reference: ReferenceData) -> Iterator[Finding]:
    """Posts that sign or control and that nobody, or more than one, holds on the day of the order."""
    if not isinstance(document, Order):
        return
    day = document.day
    when = "" if day == datetime.date.max else f" {date_text(day)}"
    for path, key, post, may_be_empty in _posts(document, annexes):
        found = reference.posts.get(post)
        if found is None or found.acting_on(day):
            continue
        holders = found.holders_on(day)
        if not holders and may_be_empty:
            continue
        if not holders:
            yield UNMANNED.finding(
                f"Должность «{found.name}»{when} никто не занимает.", path=(*path, key), quote=str(post),
                hint=f"Впишите в справочнике должностей у «{post}» поле «занимает» или назовите «лицо» в документе.",
            )  # fmt: skip
        elif len(holders) > 1:
            endless = [dating.value for dating in found.holder if dating.until is None and dating.value != holders[-1]]
            past = f" Если «{endless[0]}» её уже не занимает, впишите в справочнике последний день: «по: …»."
            yield SEVERAL_HOLDERS.finding(
                f"Должность «{found.name}»{when} занимают несколько человек: {', '.join(holders)}.",
                path=(*path, key), quote=str(post),
                hint=f"Назовите, кто из них: добавьте поле «лицо».{past if endless else ''}",
            )  # fmt: skip
        elif day == datetime.date.max and (len(found.holder) > 1 or found.acting):
            yield NO_DAY.finding(
                f"Дня у документа нет: должность «{found.name}» печатается за последним, кто записан («{holders[-1]}»).",
                path=(*path, key), quote=str(post), hint="Впишите «планируемая дата»: по ней узнают, кто её занимает.",
            )  # fmt: skip
        yield from _of_absent_body(found, (*path, key), document, reference)


def _of_absent_body(post: Post, path: Path, order: Order, reference: ReferenceData) -> Iterator[Finding]:
    """A post of a body that is not there on the day of the order: its successor has posts of its own."""
    body = reference.organisations.get(post.organisation or "")
    if body is None or order.day == datetime.date.max or body.exists_on(order.day):
        return
    others = [known.id for known in reference.posts.values() if body.successor and known.organisation == body.successor]
    yield ABSENT_BODY.finding(
        f"Должность «{post.name}» относится к организации, которой {date_text(order.day)} нет: "
        f"«{body.name_on(order.day)}».",
        path=path, quote=post.id,
        hint=f"Назовите должность её преемника: {', '.join(others)}." if others
        else "Запишите в справочник должность её преемника и назовите её.",
    )  # fmt: skip


def check_schools(order: Document, annexes: Sequence[Document], reference: ReferenceData) -> Iterator[Finding]:
    """Schools of the register in the annexes that are closed, or not yet open, on the day of the order."""
    if not isinstance(order, Order) or order.day == datetime.date.max:
        return
    for index, annex in enumerate(annexes):
        for path, school in walk_of(annex, School):
            entry = reference.schools.get(school.entry or "")
            if entry is None or entry.exists_on(order.day):
                continue
            other = standing_on(reference.schools, entry.id, order.day)
            meant = f" В этот день на её месте «{other}»." if other else ""
            owner, key = inside(order, index, path, "школа")
            yield CLOSED_SCHOOL.finding(
                f"Школы «{entry.name_on(order.day)}» на день документа, {date_text(order.day)}, нет.",
                path=(*owner, key), quote=entry.id, hint=f"Уберите её или назовите другую.{meant}",
            )  # fmt: skip


def check_bodies(document: Document, reference: ReferenceData) -> Iterator[Finding]:
    """A body that issues the order and is not there on its day: before it was founded or after it was replaced."""
    if not isinstance(document, Order) or document.day == datetime.date.max:
        return
    places: list[tuple[Path, str]] = [(("орган",), document.authority)]
    places += [(("совместно с", index), id_) for index, id_ in enumerate(document.joint)]
    for path, id_ in places:
        body = reference.organisations.get(id_)
        if body is None or body.exists_on(document.day):
            continue
        other = standing_on(reference.organisations, id_, document.day)
        meant = f"В этот день действует «{other}»: назовите её." if other else "Назовите другую организацию."
        yield ABSENT_BODY.finding(
            f"Организации «{body.name_on(document.day)}» на день документа, {date_text(document.day)}, нет.",
            path=path, quote=id_, hint=meant,
            fix=Fix(path, other) if other else None,
        )  # fmt: skip


Lasting = Organisation | SchoolEntry


def standing_on(known: Mapping[str, Lasting], id_: str, day: datetime.date) -> str | None:
    """Who is there on that day in the place of one who is not: the last of its successors, or one that it succeeded."""
    later = [other for other in successors(known, id_) if known[other].exists_on(day)]
    earlier = (other for other in known if known[other].exists_on(day) and id_ in successors(known, other))
    return next(iter(later), None) or next(earlier, None)


def successors(known: Mapping[str, Lasting], id_: str) -> list[str]:
    """Those who followed one after another, as far as they are known; a circle ends where it began."""
    found: list[str] = []
    entry = known.get(id_)
    while entry is not None and (follower := entry.successor) and follower in known and follower not in found:
        found.append(follower)
        entry = known[follower]
    return found


def check_edition(document: Document, profile: Profile) -> Iterator[Finding]:
    """An edition of the standard fixed in the profile that is not the one in force on the day of the order."""
    if not isinstance(document, Order) or profile.edition == "по дате" or document.day == datetime.date.max:
        return
    right = edition_on(document.day)
    if profile.edition != right:
        yield WRONG_EDITION.finding(
            f"Документ от {date_text(document.day)} оформляется по ГОСТ Р 7.0.97-{profile.edition}, "
            f"а в этот день действует редакция {right} года.",
            path=("регистрация", "дата") if document.registration and document.registration.date
            else ("планируемая дата",),
            quote=profile.edition, hint="Напишите в профиле «редакция стандарта: по дате».",
        )  # fmt: skip
