"""Extract: the part of an order that concerns one organisation, person or point, under the original numbers (std §4.2).

The points keep the words that they print in the whole order: what they refer to may not be in the extract. Also the
table of what one party answers for in a set of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.findings import Finding
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.language.sentences import point_sentence
from docgen.language.view import View
from docgen.model.fields import NO_NUMBER
from docgen.model.order import Order, Point
from docgen.model.plan import Measure, Plan
from docgen.model.text import Text
from docgen.model.workspace import Workspace
from docgen.nearness import meant_or, nearest
from docgen.rules import Scope, rule
from docgen.transforms.amendment_words import plain_blanks
from docgen.transforms.editions import Edition

NOT_CONCERNED = rule("не-о-нём", "В документе нет ни поручений этому адресату, ни такого пункта", scope=Scope.DOCUMENT)
UNKNOWN = rule("нет-такого-кода", "Кода нет ни в документе, ни в справочниках", scope=Scope.SET)
NOT_IN_FORCE = rule(
    "выписка-из-проекта", "Выписку делают из зарегистрированного документа", scope=Scope.DOCUMENT, source="std:M05"
)


class Extracted(NamedTuple):
    """The extract as an order of its own, and why there is none."""

    order: Order | None
    findings: tuple[Finding, ...] = ()


def extract(edition: Edition, wanted: str) -> Extracted:
    """The extract of a registered order for an id of an organisation, a person, a post or a point, or a point's number."""
    order, printing = edition.order, edition.printing
    if not order.status.registered or order.registration is None or not order.registration.number:
        found = NOT_IN_FORCE.finding(
            f"Документ не зарегистрирован («состояние: {order.status}»), выписывать из него нечего.",
            path=("состояние",), quote=str(order.status), hint="Выписку делают, когда есть дата и номер.",
        )  # fmt: skip
        return Extracted(None, (found,))
    numbers = {key: number.shown for key, number in printing.numbers[id(printing.order)].items()}
    points = tuple(_kept(order.points, _Wanted(edition, wanted, numbers), printing, numbers))
    if not points:
        return Extracted(None, (_nothing(edition, wanted),))
    return Extracted(
        order.model_copy(
            update={
                "points": points, "annexes": (), "visas": (), "acquainted": (), "distribution": None, "agreements": (),
                "submission": None, "drafter": None,
                "title": _words(printing, order.title),
                "preamble": _words(printing, order.preamble) if order.preamble else None,
            }
        )
    )  # fmt: skip


def extract_text(order: Order, workspace: Workspace) -> str:
    """The extract as plain text."""
    shown = plain_text(Printing.of(order, workspace, Print.REGISTERED))
    kind = order.kind.upper()
    heading = " ".join(kind) if workspace.profile.letter_spaced_kind else kind
    of = {"ПРИКАЗ": "ПРИКАЗА", "РАСПОРЯЖЕНИЕ": "РАСПОРЯЖЕНИЯ", "ПОСТАНОВЛЕНИЕ": "ПОСТАНОВЛЕНИЯ"}[kind]
    shown = shown.replace(f"\n{heading}\n", f"\nВЫПИСКА ИЗ {of}\n", 1)
    return f"{shown}\n{_CERTIFIED}"


_CERTIFIED = (
    "Верно\n_________________________    _______________ _________________________\n"
    "«____» ________________ 20___ г.    М.П.\n"
)
"""The certification, to be filled in by hand: post, signature, name, date, seal (std §4.2)."""


def _words(printing: Printing, text: Text) -> Text:
    """The text; one that names points or annexes, which need not be in the extract, as the words that it prints."""
    return text if _stands_alone(printing, text) else _literal(str(printing.text(text)))


def _stands_alone(printing: Printing, text: Text | None) -> bool:
    """Whether nothing in the text is counted in the order: acts, bodies and people are named the same everywhere."""
    targets = [printing.targets.get(reference.target) for reference in text.references] if text else []
    return all(target is not None and not target.numbered for target in targets)


def _literal(words: str) -> Text:
    lines = plain_blanks(words).split("\n")
    return Text.parse("\n".join(f"- {Text.literal(line[2:])}" if line.startswith("– ") else str(Text.literal(line))
                                for line in lines))  # fmt: skip


class _Wanted:
    """For whom, or which point."""

    def __init__(self, edition: Edition, wanted: str, numbers: dict[int, str]) -> None:
        self.wanted, self.numbers = wanted, numbers
        reference = edition.workspace.reference
        day = edition.printing.day
        body = reference.organisations.get(wanted)
        self.names = {body.short_on(day), *body.aliases} if body else set()
        posts = [post.id for post in reference.posts.values() if wanted in post.holders_on(day)]
        acting = [post.id for post in reference.posts.values() if post.acting_on(day) == wanted]
        self.ids = {wanted, *posts, *acting}

    def is_meant(self, point: Point) -> bool:
        """Whether the point is the one named, or is addressed to whom it is for."""
        if point.id == self.wanted or self.numbers.get(id(point)) == self.wanted:
            return True
        addressed = {reference.target for reference in point.addressee.references} if point.addressee else set()
        if point.control is not None:
            addressed.add(point.control)
        if point.person:
            addressed.add(point.person)
        return bool(addressed & self.ids) or (point.definition in self.names and point.addressee is not None)


def _kept(
    points: Iterable[Point], wanted: _Wanted, printing: Printing, numbers: dict[int, str], *, all_of_it: bool = False
) -> Iterator[Point]:
    """The points that are meant with all inside them, and the leads of those above."""
    for point in points:
        is_meant = all_of_it or wanted.is_meant(point)
        inner = tuple(_kept(point.points, wanted, printing, numbers, all_of_it=is_meant))
        if is_meant or inner:
            number = numbers.get(id(point), NO_NUMBER)
            is_same = point.approves is None and all(_stands_alone(printing, t) for t in (point.text, point.addressee))
            if is_same and bool(inner) == bool(point.points) and point.deadline is None:
                yield point.model_copy(update={"number": number, "points": inner})
                continue
            said = {
                "id": point.id,
                "number": number,
                "points": inner,
                "text": _literal(str(point_sentence(point, printing))),
            }
            empty = {name: info.get_default(call_default_factory=True) for name, info in Point.model_fields.items()}
            yield Point.model_construct(**{**empty, **said})


def _nothing(edition: Edition, wanted: str) -> Finding:
    reference = edition.workspace.reference
    printing = edition.printing
    points = [point.id for point in _all(edition.order.points) if point.id]
    numbers = [number.shown for number in printing.numbers[id(printing.order)].values()]
    known = [*points, *numbers, *reference.organisations, *reference.people, *reference.posts]
    if wanted in known:
        return NOT_CONCERNED.finding(
            f"В документе нет поручений для «{wanted}».", quote=wanted,
            hint="Назовите код того, кому поручено («кому»), или номер пункта: --for 4.2.",
        )  # fmt: skip
    return UNKNOWN.finding(
        f"Кода «{wanted}» нет ни в документе, ни в справочниках.", quote=wanted,
        hint=meant_or(nearest(wanted, known), "Пишите код организации, человека, должности, пункта или номер пункта: 4.2."),
    )  # fmt: skip


def _all(points: Iterable[Point]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _all(point.points)


class Duty(NamedTuple):
    """One thing that a party answers for: where it stands, what it is, by when."""

    document: str
    number: str
    what: str
    deadline: str


def duties_of(wanted: str, editions: Iterable[Edition]) -> Iterator[Duty]:
    """What an organisation, a person or a post answers for in these orders and in the plans that they approve."""
    for edition in editions:
        printing = edition.printing
        numbers = {key: number.shown for key, number in printing.numbers[id(printing.order)].items()}
        named = _act(edition)
        meant = _Wanted(edition, wanted, numbers)
        for point in edition.order.points:
            yield from _point_duties(point, meant, printing, named, is_meant=False)
        for index, document in enumerate(edition.annexes):
            if isinstance(document, Plan):
                inner = printing.of_annex(index)
                where = f"{named}, приложение {edition.annex_number(index)}".rstrip()
                yield from _plan_duties(document, inner, wanted, meant, where)


def _act(edition: Edition) -> str:
    registration = edition.order.registration
    if registration is None or not registration.number or registration.date is None:
        return f"{edition.order.kind} (проект)"
    return f"{edition.order.kind} от {registration.date:%d.%m.%Y} № {registration.number}"


def _point_duties(point: Point, meant: _Wanted, printing: Printing, named: str, *, is_meant: bool) -> Iterator[Duty]:
    is_meant = is_meant or meant.is_meant(point)
    if point.points:
        for inner in point.points:
            yield from _point_duties(inner, meant, printing, named, is_meant=is_meant)
    elif is_meant:
        deadline = printing.deadline(point.deadline) if point.deadline else ""
        yield Duty(named, meant.numbers.get(id(point), ""), plain_blanks(str(point_sentence(point, printing))),
                   plain_blanks(deadline))  # fmt: skip


def _plan_duties(plan: Plan, printing: Printing, wanted: str, meant: _Wanted, where: str) -> Iterator[Duty]:
    numbers = printing.numbers[id(plan)]
    for measure in plan.all_measures:
        if _answers(measure, printing, wanted, meant):
            view = View(measure, printing)
            number = numbers.get(id(measure))
            what, deadline = plain_blanks(str(view.measure)), plain_blanks(str(view.deadline or ""))
            yield Duty(where, number.shown if number else "", what, deadline)


def _answers(measure: Measure, printing: Printing, wanted: str, meant: _Wanted) -> bool:
    body = printing.workspace.reference.organisations.get(wanted)
    names = set(meant.names)
    if body is not None:
        names.add(body.name_on(printing.day))
    person = printing.workspace.reference.people.get(wanted)
    if person is not None:
        names.add(plain_blanks(printing.mentions.person(person, "им")))
    for row in measure.rows:
        parties = row.responsible.parties if row.responsible else ()
        if any(name == party.name or name in party.units or (person and name in party.name)
               for name in names for party in parties):  # fmt: skip
            return True
    return False
