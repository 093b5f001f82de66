"""Field types that more than one document uses: a deadline, a period, a pinned number, a count."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from docgen.model.base import custom_error, string_validator
from docgen.model.deadline import AnyDeadline, Deadline, Verbatim
from docgen.model.school_year import Period
from docgen.patterns import pattern

_VERBATIM = "дословно:"


class Pinned(str):
    """A number that stands as written, not by counting: ``3.2``, ``4¹``; or the word that says that none does."""

    __slots__ = ()


NO_NUMBER = Pinned("нет")
"""The pin of an entry that prints no number among others that do."""

PIN_SAYS = "Закреплённый номер, если он не по порядку; «нет» – без номера"
"""What the field of a pinned number is, for those who fill it in."""

_PINNED = pattern(r"[0-9A-Za-zА-Яа-яЁё]+[⁰¹²³⁴-⁹]*(?:\.[0-9A-Za-zА-Яа-яЁё]+[⁰¹²³⁴-⁹]*)*")


def _pinned(text: str) -> Pinned:
    number = text.strip().rstrip(".")
    if len(number) > 24:
        raise ValueError(f"Номер «{text[:24]}…» слишком длинный. Пишите как в приказе: 3.2 или 4¹.")
    if number.lower() == NO_NUMBER:
        return NO_NUMBER
    if not _PINNED.fullmatch(number):
        raise ValueError(f"Номер «{text}» не понят. Пишите цифрами: 3.2 или 4¹, без точки в конце; «нет» – без номера.")
    return Pinned(number)


def _count(text: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 4:
        raise ValueError(f"Число «{text}» не понято. Пишите целое число цифрами: 3.")
    return int(text)


def _deadline(value: Any) -> Any:
    if type(value) is not str:
        if isinstance(value, (Deadline, Verbatim)):
            return value
        if isinstance(value, dict) and set(value) == {"дословно"} and isinstance(value["дословно"], str):
            return Verbatim(value["дословно"].strip())
        if not isinstance(value, str):
            raise custom_error("не-тот-вид-значения", "Здесь ожидается срок одной строкой: «до 15.10.2026».")
    text = value.strip()
    if text.lower().startswith(_VERBATIM):
        return Verbatim(text[len(_VERBATIM) :].strip())
    try:
        return Deadline.parse(text)
    except ValueError as error:
        raise custom_error("срок-не-понят", str(error)) from None


def _sheets(text: str) -> int:
    count = _count(text)
    if not count:
        raise ValueError(f"Число листов «{text}» не годится. Посчитайте листы: их не меньше одного.")
    return count


PinnedNumber = Annotated[
    str, BeforeValidator(string_validator(_pinned, "номер-не-понят", Pinned)), WithJsonSchema({"type": "string"})
]
Count = Annotated[
    int,
    BeforeValidator(string_validator(_count, "число-не-понято", int)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""A number of things: rows, shares of a width."""
Sheets = Annotated[
    int,
    BeforeValidator(string_validator(_sheets, "число-не-понято", int)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""A number of sheets of paper."""
_VERBATIM_SCHEMA = {
    "type": "object", "properties": {"дословно": {"type": "string"}}, "required": ["дословно"],
    "additionalProperties": False,
}  # fmt: skip
DeadlineField = Annotated[
    AnyDeadline, BeforeValidator(_deadline), WithJsonSchema({"anyOf": [{"type": "string"}, _VERBATIM_SCHEMA]})
]
PeriodField = Annotated[
    Period,
    BeforeValidator(string_validator(Period.parse, "период-не-понят", Period)),
    WithJsonSchema({"type": "string"}),
]
