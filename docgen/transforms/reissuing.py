"""An order as a whole in the new year: a draft again, with a planned day, without date, number and the visas of last year.

Whether it is issued at all, on which day, and whether it repeals the order of the past year, is asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from docgen.model.months import date_text
from docgen.model.order import Order, Status
from docgen.transforms.checklist import Checklist, Group, Item, says_no, says_yes
from docgen.transforms.cited import date_and_number
from docgen.transforms.questions import asked_whether, read_day
from docgen.transforms.workdays import Workdays, named, years_later

OFFICE = "делопроизводство"
_IN_FORCE, _CONTROL, _REPEALS = "вступает в силу", "контроль", "утратили силу"


def is_reissued(item: Item, checklist: Checklist) -> bool:
    """Whether the order is issued in the new year as well; until somebody says no, it is."""
    question = "Издаётся ли этот документ и в новом году? «Нет» – он остаётся прежним, с прежними датой и номером."
    return asked_whether(checklist, replace(item, topic="документ", group=Group.CONFIRM, question=question))


def signing_day(order: Order, years: int, item: Item, workdays: Workdays, checklist: Checklist) -> date | None:
    """The day on which the new order is to be signed: as answered, else a year later, on a working day."""
    old = signed_on(order)
    proposal = workdays.instead(years_later(old, years)) if old else None
    asked = replace(
        item, topic="дата", group=Group.CONFIRM if proposal else Group.SUPPLY, was=date_text(old) if old else "",
        became=date_text(proposal) if proposal else "", proposal=date_text(proposal) if proposal else "", who=OFFICE,
        question="Когда документ подпишут? От этого дня зависят сроки, должности и названия."
        + (f" Предлагается {named(proposal)}." if proposal else " Впишите дату: 15.10.2027.")
        + " Номер впишут при регистрации.",
    )  # fmt: skip
    answer = checklist.answer(asked.id)
    if not answer:
        checklist.add(asked)
        return proposal
    if says_yes(answer) and proposal:
        checklist.settle(asked, Group.RECOMPUTED)
        return proposal
    try:
        day = read_day(answer)
    except ValueError as error:
        checklist.misunderstood(asked, str(error))
        return proposal
    if old and not old < day <= years_later(old, years + 1):
        checklist.misunderstood(
            asked, f"Прежний документ подписан {date_text(old)}: новый подпишут позже, но не через годы."
        )
        return proposal
    checklist.settle(asked, Group.RECOMPUTED, date_text(day))
    return day


def signed_on(order: Order) -> date | None:
    """The day of the old order: that of its registration, else the planned one."""
    registered = order.registration.date if order.registration else None
    return registered or order.planned


def as_draft(data: dict[str, Any], day: date | None) -> dict[str, Any]:
    """The order's data as a draft planned for that day, without what belonged to the paper of last year."""
    made: dict[str, Any] = {}
    for key, value in data.items():
        if key in ("регистрация", "планируемая дата"):
            continue
        made[key] = _fresh(key, value)
    if day is None:
        return made
    planned = {"планируемая дата": date_text(day)}
    after = next((key for key in ("гриф", "совместно с", "орган") if key in made), "орган")
    place = list(made).index(after) + 1 if after in made else len(made)
    items = list(made.items())
    return dict([*items[:place], *planned.items(), *items[place:]])


def _fresh(key: str, value: Any) -> Any:
    if key == "состояние":
        return str(Status.DRAFT)
    if key == "визы" and isinstance(value, list):
        return [_without(visa, "поступил", "согласован", "замечания") for visa in value]
    return value


def _without(entry: Any, *keys: str) -> Any:
    return {key: value for key, value in entry.items() if key not in keys} if isinstance(entry, dict) else entry


def note_draft(order: Order, item: Item, checklist: Checklist) -> None:
    """Put down what became of status, registration, visas and agreements."""
    was = str(order.status)
    if order.registration and (order.registration.date or order.registration.number):
        when = date_text(order.registration.date) if order.registration.date else "…"
        was += f", {when} № {order.registration.number or '…'}"
    checklist.add(
        replace(item, id=f"{item.id}/состояние", topic="состояние", place="состояние", was=was, became="проект")
    )
    if any(visa.received or visa.agreed or visa.remarks for visa in order.visas):
        checklist.add(replace(item, id=f"{item.id}/визы", topic="визы", place="визы", was="с датами", became="без дат"))


def with_agreements(data: dict[str, Any], order: Order, item: Item, checklist: Checklist) -> dict[str, Any]:
    """The order with the marks of agreement blank again, or with the date and number that an answer names."""
    made = list(data.get("согласовано") or [])
    for index, agreement in enumerate(order.agreements):
        if not (agreement.date or agreement.number):
            continue
        said = [agreement.document or "согласовано", f"от {date_text(agreement.date)}" if agreement.date else ""]
        asked = replace(
            item, id=f"{item.id}/согласовано/{index + 1}", topic="согласование", place=f"согласовано {index + 1}",
            was=" ".join(part for part in (*said, agreement.number) if part), group=Group.SUPPLY,
            question="Согласовать новый документ и вписать дату согласования (и номер): 04.12.2027 № 04-118.",
        )  # fmt: skip
        entry = _without(made[index], "дата", "номер")
        answer = checklist.answer(asked.id)
        named = agreed_on(answer)
        if named:
            entry |= named
            checklist.settle(asked, Group.MOVED, answer)
        elif answer and not says_no(answer):
            checklist.misunderstood(asked, "Впишите дату и, если есть, номер: 04.12.2027 № 04-118.")
        else:
            checklist.add(replace(asked, answer=answer))
        made[index] = entry
    return {**data, "согласовано": made} if made else data


def agreed_on(answer: str) -> dict[str, str]:
    """Date and perhaps number that an answer names, under the keys of a mark; empty when it names none."""
    if named := date_and_number(answer):
        return {"дата": named[0], "номер": named[1]}
    try:
        return {"дата": date_text(read_day(answer))}
    except ValueError:
        return {}


def with_repeal(data: dict[str, Any], order: Order, title: str, item: Item, checklist: Checklist) -> dict[str, Any]:
    """The data with a point that repeals the order of the past year, if somebody says so."""
    registration = order.registration
    known: tuple[str, str] | None = None
    if registration is not None and registration.date and registration.number:
        known = date_text(registration.date), registration.number
    when = f"от {known[0]} № {known[1]}" if known else ""
    how = "«Да» – добавить пункт" if known else "Впишите дату и номер, под которыми он вышел (17.09.2026 № 212-ОД)"
    asked = replace(
        item, id=f"{item.id}/отмена", topic="отмена прежнего", place="документ", was=f"{order.kind} {when} «{title}»",
        group=Group.CONFIRM, question=f"Признать утратившим силу прежний документ? {how}; «нет» – не признавать.",
    )  # fmt: skip
    answer = checklist.answer(asked.id)
    if not answer:
        checklist.add(asked)
        return data
    if says_no(answer):
        checklist.settle(asked, Group.MOVED, "не признаётся")
        return data
    said = known if says_yes(answer) else date_and_number(answer)
    if said is None:
        checklist.misunderstood(asked, f"{how}; «нет» – не признавать.")
        return data
    act = {
        "код": f"прежний-{order.id or order.kind}", "вид": order.kind, "орган": order.authority, "дата": said[0],
        "номер": said[1], "название": title,
    }  # fmt: skip
    checklist.settle(asked, Group.MOVED, f"пункт об отмене {order.kind}а от {said[0]} № {said[1]}")
    return _with_point({**data, "акты": [*data.get("акты", []), act]}, act["код"])


def _with_point(data: dict[str, Any], act: str) -> dict[str, Any]:
    """The order with a point that repeals that act: where it had one, else before entry into force and control."""
    points = list(data["пункты"])
    place = next((i for i, point in enumerate(points) if _REPEALS in point), None)
    if place is not None:
        points[place] = {**points[place], _REPEALS: [act]}
    else:
        last = [i for i, point in enumerate(points) if _IN_FORCE in point or _CONTROL in point or _controls(point)]
        points.insert(min(last, default=len(points)), {"код": _free_id(points), _REPEALS: [act]})
    made = [(key, points if key == "пункты" else value) for key, value in data.items() if key != "акты"]
    acts = next(index for index, (key, _) in enumerate(made) if key == "пункты")
    return dict([*made[:acts], ("акты", data["акты"]), *made[acts:]])


def _controls(point: dict[str, Any]) -> bool:
    return str(point.get("текст", "")).lstrip().lower().startswith("контроль за исполнением")


def _free_id(points: list[dict[str, Any]]) -> str:
    taken = {str(point.get("код")) for point in points}
    number = 1
    while (id_ := "отмена" if number == 1 else f"отмена{number}") in taken:
        number += 1
    return id_


def ask_old_repeals(data: dict[str, Any], item: Item, checklist: Checklist) -> dict[str, Any]:
    """Points that repealed something last year: what is repealed once is not repealed again, unless somebody says so."""
    points = []
    for point in data["пункты"]:
        if not isinstance(point, dict) or not point.get(_REPEALS):
            points.append(point)
            continue
        acts = ", ".join(point[_REPEALS])
        asked = replace(
            item, id=f"{item.id}/{point.get('код') or 'пункт'}/утратили силу", topic="отмена", place="утратили силу", was=acts,
            became=acts, group=Group.CONFIRM,
            question=f"Эти акты признал утратившими силу прежний документ: {acts}. Оставить пункт и в новом? «Нет» – убрать.",
        )  # fmt: skip
        if asked_whether(checklist, asked):
            points.append(point)
    return {**data, "пункты": points}
