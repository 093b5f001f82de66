"""The municipal order around derived plans, as a draft: basis, approvals, addressees, control, entry into force (E.1)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding, Severity
from docgen.model.citation import Citation
from docgen.model.months import date_text
from docgen.model.order import SELF_CONTROL, Order
from docgen.model.origin import Origin, digest_of
from docgen.model.party import Municipality, Organisation, Person, Post
from docgen.patterns import pattern
from docgen.rules import rule
from docgen.transforms.derivation_facts import Facts, Question
from docgen.transforms.derivation_questions import of_order
from docgen.transforms.derivation_rows import Bodies
from docgen.transforms.substitution import Naming, Wording, region_in

ORDER_TOO_LATE = rule(
    "приказ-позже-срока", "Муниципальный приказ подписан позже срока, который назначила область",
    severity=Severity.WARNING, source="gt:E.7",
)  # fmt: skip

BLANK = "____________"
"""Stands for a surname that nobody has given yet."""
BASIS = "приказ-области"
"""The id of the regional order among the acts of the municipal one."""


@dataclass
class DerivedOrder:
    """The order as plain data, the entries of reference data that it needs, and what is to be said."""

    order: dict[str, Any]
    organisations: list[Organisation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class AnnexedPlan:
    """A derived plan as an annex: its id and its file as the order names it."""

    id: str
    file: str
    title: str


def derive_order(
    order: Order, plans: Sequence[AnnexedPlan], municipality: Municipality, facts: Facts, basis: Citation
) -> DerivedOrder:
    """The draft of the municipal order that approves these plans; what only the municipality knows stands in questions."""
    bodies = Bodies(facts.reference, municipality.id, facts.day)
    naming = Naming(municipality, facts.day)
    wording = Wording(naming, bodies, facts.region or region_in(str(order.title)))
    made = DerivedOrder({})
    issuer = bodies.own("омсу") or _body("омсу", municipality, naming, facts, made)
    post = _head(issuer, municipality, facts, made)
    data: dict[str, Any] = {
        "вид": order.kind,
        "код": f"{order.id}-{municipality.id}",
        "состояние": "проект",
        "орган": issuer.id,
    }
    if facts.order_day is not None:
        data["планируемая дата"] = date_text(facts.order_day)
    city = facts.answers.get("город") or issuer.city
    if city:
        data["город"] = city
    plain = order.plain()
    if "период" in plain:
        data["период"] = plain["период"]
    data["откуда"] = str(Origin(order.id or "", "", digest_of(plain)))
    data["заголовок"] = _title(order, plans, wording)
    data["преамбула"] = f"Во исполнение {{{BASIS}:род}}, в целях согласованной поддержки школ {naming.form('gen')}"
    data["акты"] = [basis.plain()]
    data["пункты"] = list(_points(plans, bodies, facts, order))
    data["приложения"] = [{"код": plan.id, "файл": plan.file} for plan in plans]
    data["подпись"] = {"должность": post.id}
    made.order = data
    made.findings += _late(order, facts)
    made.questions += of_order(facts, has_head=not made.people)
    return made


def _title(order: Order, plans: Sequence[AnnexedPlan], wording: Wording) -> str:
    title = str(order.title)
    if not re.search(r"(?i)об\s+утверждении|план|карт", title):
        title = "Об утверждении " + ("планов мероприятий" if len(plans) > 1 else "плана мероприятий")
    return wording.title(title)


def _points(plans: Sequence[AnnexedPlan], bodies: Bodies, facts: Facts, order: Order) -> Iterator[dict[str, Any]]:
    for number, plan in enumerate(plans, 1):
        name = f"План мероприятий № {number}" if len(plans) > 1 else "План мероприятий"
        yield {"код": f"п{number}", "утверждает": plan.id, "далее": name}
    said = "Планов мероприятий" if len(plans) > 1 else "Плана мероприятий"
    centre = bodies.own("моц")
    number = len(plans) + 1
    if centre is not None:
        yield {
            "код": f"п{number}", "кому": f"{{{centre.id}}}",
            "текст": f"обеспечить методическое сопровождение {said} и собирать сведения об исполнении",
        }  # fmt: skip
        number += 1
    duties: list[dict[str, Any]] = [
        {"код": f"п{number}-1", "текст": "Разработать и утвердить школьные планы мероприятий (программы)"},
        {"код": f"п{number}-2", "текст": f"Обеспечить исполнение {said} в части, касающейся школы"},
    ]
    if days := _report_days(order):
        whom = f"{{{centre.id}:вин}}" if centre is not None else "орган управления образованием"
        words = f"Представлять {{срок}} в {whom} сведения об исполнении {said}"
        until = " и ".join(date_text(day) for day in days)
        duties.append(
            {"код": f"п{number}-3", "текст": words, "срок": f"в срок до {until}" if len(days) > 1 else f"до {until}"}
        )
    yield {"код": f"п{number}", "кому": "руководителям муниципальных общеобразовательных организаций", "пункты": duties}
    if coordinator := facts.answers.get("координатор"):
        number += 1
        yield {"код": f"п{number}", "текст": f"Назначить координатором работы: {coordinator}"}
    yield {"код": f"п{number + 1}", "вступает в силу": "со дня его подписания"}
    yield {"код": f"п{number + 2}", **_control(facts)}


def _report_days(order: Order) -> list[datetime.date]:
    """The days by which schools report: five before those on which the municipality reports to the region (E.7)."""
    for point in order.points:
        if not re.search(r"(?i)орган\w* местного самоуправления|ОМСУ", str(point.addressee or "")):
            continue
        for each in point.points:
            words = str(each.text or "")
            if each.deadline and re.search(
                r"(?i)(?:направ|предостав|представ|сообщ|переда)\w*.*(?:сведени|отч[её]т|исполнени|результат)", words
            ):
                days = [end for _, end in each.deadline.intervals]
                return [day - datetime.timedelta(days=_BEFORE) for day in days]
    return []


_BEFORE = 5


def _control(facts: Facts) -> dict[str, str]:
    """Under whose control the order is: a post that is known, words as they were answered, or the signatory."""
    from docgen.language.inflection import inflect

    answer = " ".join(facts.answers.get("контроль", "").split())
    if not answer or answer.casefold() == SELF_CONTROL:
        return {"контроль": SELF_CONTROL}
    if answer in facts.reference.posts:
        return {"контроль": answer}
    whom = inflect(answer, "acc", "post")
    return {"текст": f"Контроль за исполнением настоящего приказа возложить на {whom.form if whom.certain else answer}"}


def _body(role: str, municipality: Municipality, naming: Naming, facts: Facts, made: DerivedOrder) -> Organisation:
    """The municipality's body as far as it is known: by the answers, else by a name that has to be confirmed."""
    made.organisations.append(body := own_body(role, municipality, naming, facts))
    return body


def own_body(role: str, municipality: Municipality, naming: Naming, facts: Facts) -> Organisation:
    """An entry of reference data for a body that the workspace lacks."""
    names = {"омсу": "орган управления образованием", "моц": "муниципальный образовательный центр"}
    name = facts.answers.get(f"{role}.название") or f"{names.get(role, role)} {naming.form('gen')}"
    data: dict[str, Any] = {"код": f"{role}-{municipality.id}", "название": name}
    if short := facts.answers.get(f"{role}.кратко"):
        data["кратко"] = short
    data |= {"бланк": [name.upper()], "уровень": "муниципальный", "муниципалитет": municipality.id}
    if f"{role}.название" in facts.answers:
        data["в роли"] = role
    return Organisation.model_validate(data)


_HEADS = pattern(r"начальник|руководитель|заведующ|глава|директор|председатель", re.IGNORECASE)


def _head(issuer: Organisation, municipality: Municipality, facts: Facts, made: DerivedOrder) -> Post:
    for post in facts.reference.posts.values():
        holder = facts.reference.people.get(post.holder_on(facts.day) or "")
        if post.organisation != issuer.id or (holder is not None and holder.surname == BLANK):
            continue
        if _HEADS.match(post.name):
            return post
    name = facts.answers.get("руководитель.должность") or f"руководитель {_genitive(issuer, facts)}"
    made.people.append(person := _person(municipality, facts))
    data = {"код": f"руководитель-{municipality.id}", "название": name, "организация": issuer.id, "занимает": person.id}
    made.posts.append(post := Post.model_validate(data))
    return post


def _person(municipality: Municipality, facts: Facts) -> Person:
    """Who signs, by the answers; until it is known, a blank to be filled in."""
    words = facts.answers.get("руководитель.фио", "").split()
    data: dict[str, Any] = {"код": f"подписывает-{municipality.id}", "фамилия": BLANK, "имя": "_", "пол": "м"}
    if words:
        data |= dict(zip(("фамилия", "имя", "отчество"), words, strict=False))
        data["пол"] = "ж" if words[-1].endswith("на") else "м"
    return Person.model_validate(data)


def _genitive(issuer: Organisation, facts: Facts) -> str:
    from docgen.language.inflection import inflect

    name = issuer.short_on(facts.day)
    return inflect(name, "gen", "body").form


def _late(order: Order, facts: Facts) -> Iterator[Finding]:
    """That the order is signed after the day by which the region wants municipal plans approved."""
    if facts.order_day is None:
        return
    points = [point for each in order.points for point in (each, *each.points)]
    for point in points:
        words = str(point.text or "").casefold()
        end = point.deadline.end if point.deadline else None
        if end and end < facts.order_day and re.search(r"утвердить|разработать", words) and "план" in words:
            yield ORDER_TOO_LATE.finding(
                f"Приказ датирован {date_text(facts.order_day)}, а область назначила утвердить планы {point.deadline}.",
                quote=str(point.deadline), hint="Проверьте дату или сообщите об опоздании.",
            )  # fmt: skip


def basis_of(order: Order, kind: str | None = None) -> Citation:
    """The superior order as an act that is cited; its date and number stay blank until it has them."""
    data: dict[str, Any] = {"код": BASIS, "вид": kind or order.kind, "орган": order.authority}
    registration = order.registration
    if registration is not None and registration.date:
        data["дата"] = date_text(registration.date)
    if registration is not None and registration.number:
        data["номер"] = str(registration.number)
    data["название"] = " ".join(str(order.title).split())
    return Citation.model_validate(data)
