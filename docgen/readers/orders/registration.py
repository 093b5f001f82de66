"""Date and number of a foreign order, compared with those that the marks of its annexes show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.findings import Finding
from docgen.model.months import date_text
from docgen.readers.blocks import NOWHERE, Place
from docgen.readers.marks import AnnexMark
from docgen.readers.orders.findings import MARK_DIFFERS, NUMBER_MENDED, NUMBER_OPEN
from docgen.readers.orders.heading import Heading
from docgen.readers.spelled import is_plausible


def registration(heading: Heading, marks: Sequence[AnnexMark], name: str) -> tuple[dict[str, Any], list[Finding]]:
    """The plain data of the registration, and what a person must look at. A number in doubt is left out."""
    data: dict[str, Any] = {}
    findings: list[Finding] = []
    date = heading.date.day if heading.date else None
    if date is not None:
        data["дата"] = date_text(date)
    number = heading.number.number if heading.number else ""
    shown = [mark for mark in marks if mark.act_number]
    differing = [mark for mark in shown if mark.act_number.lower() != number.lower()]
    place = heading.number_line.place if heading.number_line else NOWHERE
    if differing and (not number or not is_plausible(number)):
        findings.append(_open(number, place, shown, name))
    elif number:
        data["номер"] = number
        if heading.number is not None and heading.number.mended:
            message = f"Номер «{heading.number.shown}» прочитан как «{number}»."
            findings.append(
                NUMBER_MENDED.finding(
                    message, quote=heading.number.shown, place=_placed(name, place), hint="Проверьте номер."
                )
            )
        findings.extend(_other_numbers(number, differing, name))
    if date is not None:
        findings.extend(_other_dates(date_text(date), marks, name))
    return data, findings


def _open(number: str, place: Place, marks: Sequence[AnnexMark], name: str) -> Finding:
    inside = "; ".join(f"«{mark.act_number}» ({mark.place or 'место неизвестно'})" for mark in marks)
    own = f"В приказе стоит «{number}»" if number else "В приказе номера нет"
    return NUMBER_OPEN.finding(
        f"Номер приказа не ясен. {own}, в отметках приложений: {inside}.",
        quote=number, place=_placed(name, place), path=("регистрация", "номер"),
        hint="Посмотрите в подлинник и впишите номер: «регистрация: номер: …».",
    )  # fmt: skip


def _other_numbers(number: str, marks: Sequence[AnnexMark], name: str) -> Iterator[Finding]:
    for mark in marks:
        yield MARK_DIFFERS.finding(
            f"В отметке приложения стоит № «{mark.act_number}», а в приказе № «{number}».",
            quote=mark.act_number, place=_placed(name, mark.place),
            hint="Взят номер приказа: отметку программа печатает по нему. Проверьте по подлиннику.",
        )  # fmt: skip


def _other_dates(date: str, marks: Sequence[AnnexMark], name: str) -> Iterator[Finding]:
    for mark in marks:
        said = date_text(mark.date) if mark.date else date
        if said != date:
            yield MARK_DIFFERS.finding(
                f"В отметке приложения стоит дата «{said}», а в приказе «{date}».",
                quote=said, place=_placed(name, mark.place),
                hint="Взята дата приказа: отметку программа печатает по ней. Проверьте по подлиннику.",
            )  # fmt: skip


def _placed(name: str, place: Place) -> str:
    return f"{name}: {place}" if str(place) else name


def status(data: dict[str, Any], heading: Heading) -> str:
    """Where the order stands: its draft mark, a date, a number tell."""
    if heading.draft or not data:
        return "проект"
    return "зарегистрирован" if len(data) == 2 else "подписан"
