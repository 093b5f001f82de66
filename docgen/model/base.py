"""What all models share: strictness, Russian keys, plain data in and out.

Only the base class and the smallest field types stand here; nothing about orders or plans.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeVar, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from docgen.model.months import date_text
from docgen.patterns import pattern

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


class _Kind(ModelMetaclass):
    """The class of our models: ``isinstance`` asks the tree of classes, where pydantic's own looks for more each time.

    The rules ask it of every value of every document.
    """

    __instancecheck__ = type.__instancecheck__


class Model(BaseModel, metaclass=_Kind):
    """A frozen value read from strings, with Russian keys; unknown keys are faults.

    ``defer_build`` keeps the start of the program quick: a class is built when it is first used.
    """

    separate: ClassVar[bool] = False
    """Whether it is a document of its own, even inside another: rules look at it by itself."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        arbitrary_types_allowed=True,
        use_attribute_docstrings=False,
    )

    def plain(self) -> dict[str, Any]:
        """The model as plain data under its Russian keys: strings, lists and dictionaries, defaults left out."""
        data: dict[str, Any] = {}
        values = self.__dict__
        for name, key, default in _written(type(self)):
            value = values[name]
            if value is not None and value != default:
                data[key] = plain_value(value)
        return data

    def plain_inside(self) -> Any:
        """The plain data of a model that stands inside another; a kind of entry may have a shorter spelling."""
        return self.plain()


_REQUIRED = object()


@cache
def _written(kind: type[Model]) -> tuple[tuple[str, str, object], ...]:
    """The fields of a model with their keys and the values that are left out when they are written."""
    return tuple(
        (name, info.alias or name, _REQUIRED if info.is_required() else info.get_default(call_default_factory=True))
        for name, info in kind.model_fields.items()
    )


def plain_value(value: Any) -> Any:
    """A field's value as plain data: what the input file would hold."""
    if type(value) is str:
        return value
    if isinstance(value, Model):
        return value.plain_inside()
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.date):
        return date_text(value)
    # A value that its words alone would not bring back (a verbatim deadline) says itself how it is written.
    written = getattr(value, "written", None)
    return written if isinstance(written, str) else str(value)


_DATE = pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")


def parse_date(text: str) -> datetime.date:
    """The date of ``17.09.2026`` (or ``2026-09-17``); raises ``ValueError`` with a message for a person."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"Дата «{text}» не понята. Пишите день, месяц и год цифрами: 17.09.2026.")
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        return datetime.date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        raise ValueError(f"Даты «{text}» нет в календаре. Проверьте день и месяц.") from None


def custom_error(
    rule: str, message: str, span: tuple[int, int] | None = None, *, key: str = "", meant: str | None = None
) -> PydanticCustomError:
    """An error of validation that carries the name of its rule; the message is already for a person.

    ``key`` is the field inside the value that is at fault, ``meant`` what it was to hold.
    """
    said = {"text": message, "правило": rule, "место": span, "ключ": key, "замена": meant}
    return PydanticCustomError("правило", "{text}", said)


def string_validator(parse: Callable[[str], Any], rule: str, wanted: type) -> Callable[[Any], Any]:
    """A validator that accepts a ready value or parses a string, naming ``rule`` when it cannot."""

    def validate(value: Any) -> Any:
        if type(value) is not str:  # what a file holds is one, so this comes first
            if isinstance(value, wanted):
                return value
            if not isinstance(value, str):
                raise custom_error("не-тот-вид-значения", "Здесь ожидается одна строка текста.")
        try:
            return parse(value)
        except ValueError as error:
            raise custom_error(rule, str(error), getattr(error, "span", None)) from None

    return validate


def _yes_no(text: str) -> bool:
    word = text.strip().lower()
    if word in ("да", "true", "yes"):
        return True
    if word in ("нет", "false", "no"):
        return False
    raise ValueError(f"Значение «{text}» не понято. Пишите «да» или «нет».")


_ID = pattern(r"[0-9a-zа-яё][0-9a-zа-яё_-]*", re.IGNORECASE)


def parse_id(text: str) -> str:
    """The id as written; raises ``ValueError`` when it has blanks or signs that a reference could not carry."""
    word = text.strip()
    if not _ID.fullmatch(word):
        raise ValueError(f"Код «{text}» не годится. Пишите буквы, цифры, дефис и подчёркивание без пробелов: «п3».")
    return word


_NO_ID = pattern(r"[^0-9A-Za-zА-Яа-яЁё_-]+")


def id_from(name: str) -> str:
    """An id made of a file's name: what an id may not hold becomes a hyphen; empty when nothing is left."""
    return _NO_ID.sub("-", name).strip("-_")


Day = Annotated[
    datetime.date,
    BeforeValidator(string_validator(parse_date, "дата-не-понята", datetime.date)),
    PlainSerializer(date_text),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}\.\d{1,2}\.\d{4}$"}),
]
YesNo = Annotated[
    bool,
    BeforeValidator(string_validator(_yes_no, "да-или-нет", bool)),
    WithJsonSchema({"type": "string", "enum": ["да", "нет"]}),
]


class IdText(str):
    """An id: a short word by which references point at a thing."""

    __slots__ = ()


@lru_cache(maxsize=4096)  # «п1», «м101»: all documents call their entries alike
def _id(text: str) -> IdText:
    return IdText(parse_id(text))


Id = Annotated[
    str,
    BeforeValidator(string_validator(_id, "негодный-код", IdText)),
    WithJsonSchema({"type": "string", "pattern": "^[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё_-]*$"}),
]

T = TypeVar("T")


class Dating(Model, Generic[T]):
    """A fact with the days from which and to which it holds (both included; none means without a bound)."""

    since: Day | None = Field(None, alias="с", description="Первый день действия")
    until: Day | None = Field(None, alias="по", description="Последний день действия")
    value: T = Field(alias="значение", description="Само значение")

    def holds(self, day: datetime.date) -> bool:
        """Whether the fact holds on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _datings(value: Any) -> Any:
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict) and "значение" in value:
        return [value]
    if isinstance(value, list) and value and all(isinstance(item, (dict, Dating)) for item in value):
        return value
    return [{"значение": value}]


def _datings_of_words(value: Any) -> Any:
    """Of a fact that is one word, plain entries of a list are facts without days: two who hold one post."""
    if isinstance(value, list) and any(isinstance(item, str) for item in value):
        return [{"значение": item} if isinstance(item, str) else item for item in value]
    return _datings(value)


if TYPE_CHECKING:
    Dated = tuple[Dating[T], ...]
else:

    class Dated:
        """A fact that changes by decree: a plain value, ``{с, по, значение}`` or a list of those. Later entries win."""

        def __class_getitem__(cls, item: Any) -> Any:
            one = Dating[item]
            if get_origin(item) is tuple:
                read, written = _datings, item | one | tuple[one, ...]
            else:
                read, written = _datings_of_words, item | one | tuple[item | one, ...]
            return Annotated[tuple[one, ...], BeforeValidator(read, json_schema_input_type=written)]


def on(dated: tuple[Dating[T], ...], day: datetime.date) -> T | None:
    """The value that holds on that day, or None."""
    for dating in reversed(dated):
        if dating.holds(day):
            return dating.value
    return None


def plain_key(model: type[Model], name: str) -> str:
    """The Russian key of a field."""
    return model.model_fields[name].alias or name
