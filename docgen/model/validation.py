"""From plain data to a model: every fault of the data as a finding, with its path, in Russian.

pydantic finds the faults; here they are put into words. Nothing here knows files or lines.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.findings import Finding, Fix, Path, path_text
from docgen.model.base import Dating, Model
from docgen.nearness import meant_or, nearest
from docgen.rules import Rule, Scope, rule

M = TypeVar("M", bound=Model)

UNKNOWN_KEY = rule("неизвестный-ключ", "Такого поля нет", scope=Scope.FIELD)
MISSING_KEY = rule("нет-обязательного-поля", "Обязательное поле не заполнено", scope=Scope.FIELD)
WRONG_SHAPE = rule("не-тот-вид-значения", "Вместо строки стоит список или наоборот", scope=Scope.FIELD)
WRONG_CHOICE = rule("недопустимое-значение", "Значение не из списка допустимых", scope=Scope.FIELD)
BAD_ID = rule("негодный-код", "Код содержит пробелы или знаки", scope=Scope.FIELD)
BAD_DATE = rule("дата-не-понята", "Дата не прочитана", scope=Scope.FIELD)
BAD_YES_NO = rule("да-или-нет", "Ожидается «да» или «нет»", scope=Scope.FIELD)
BAD_MARKUP = rule("разметка-текста", "Ссылка или полужирное записаны с ошибкой", scope=Scope.FIELD)
BAD_DEADLINE = rule("срок-не-понят", "Срок не прочитан", scope=Scope.FIELD, source="gt:C.1")
BAD_PERIOD = rule("период-не-понят", "Учебный год или период не прочитан", scope=Scope.FIELD, source="gt:R05")
BAD_NUMBER = rule("номер-не-понят", "Номер не прочитан", scope=Scope.FIELD)
BAD_COUNT = rule("число-не-понято", "Число не прочитано", scope=Scope.FIELD)
BAD_ORIGIN = rule("источник-не-понят", "Не прочитано, откуда взята строка или документ", scope=Scope.FIELD)
BAD_RESPONSIBLE = rule("ответственные-не-поняты", "Ответственные не прочитаны", scope=Scope.FIELD, source="gt:D.4")

_BY_NAME: dict[str, Rule] = {
    found.name: found
    for found in (
        BAD_ID,
        BAD_DATE,
        BAD_YES_NO,
        BAD_MARKUP,
        BAD_DEADLINE,
        BAD_PERIOD,
        BAD_NUMBER,
        BAD_COUNT,
        BAD_RESPONSIBLE,
        BAD_ORIGIN,
        WRONG_SHAPE,
        WRONG_CHOICE,
    )
}


def validated(model: type[M], data: Any) -> tuple[M | None, list[Finding]]:
    """The model made from plain data, or None with every fault that stood in the way.

    A key with nothing behind it says nothing, where it need not be there at all.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        faults = error.errors(include_url=False)
    if blank := list(_blank(model, data, faults)):
        return validated(model, _without(data, blank))
    return None, list(_findings(model, data, faults))


def _blank(model: type[Model], data: Any, faults: list[ErrorDetails]) -> Iterator[Path]:
    """The paths of keys that hold nothing and may be left out."""
    for details in faults:
        path = _real_path(data, details["loc"], details["type"])
        if details["type"] == "вложенное":
            inner = details["ctx"]
            yield from ((*path, *at) for at in _blank(inner["модель"], _value_at(data, path), inner["ошибки"]))
            continue
        owner = model_at(model, path[:-1]) if path else None
        optional = [info.alias for info in owner.model_fields.values() if not info.is_required()] if owner else []
        stands = _value_at(data, path[:-1])
        if optional and path[-1] in optional and isinstance(stands, dict) and stands.get(path[-1], "") is None:
            yield path


def _without(data: Any, paths: list[Path]) -> Any:
    """A copy of the data without these keys."""
    data = copy.deepcopy(data)
    for path in paths:
        _value_at(data, path[:-1]).pop(path[-1], None)
    return data


def _findings(model: type[Model], data: Any, faults: list[ErrorDetails]) -> Iterator[Finding]:
    for details in faults:
        if details["type"] == "вложенное":  # a document inside another, by its own model
            path = _real_path(data, details["loc"], details["type"])
            inner = details["ctx"]
            for found in _findings(inner["модель"], _value_at(data, path), inner["ошибки"]):
                fix = found.fix._replace(path=(*path, *found.fix.path)) if found.fix else None
                yield replace(found, path=(*path, *found.path), fix=fix)
        elif not _is_echo(data, details):
            yield _finding(model, data, details)


def _is_echo(data: Any, details: ErrorDetails) -> bool:
    """Whether a list is called too short only because its faulty entries, reported themselves, were left out."""
    return details["type"] == "too_short" and bool(_value_at(data, _real_path(data, details["loc"], details["type"])))


def _finding(model: type[Model], data: Any, details: ErrorDetails) -> Finding:
    path = _real_path(data, details["loc"], details["type"])
    kind = details["type"]
    value = _value_at(data, path)
    quote = value if isinstance(value, str) else ""
    if kind == "extra_forbidden":
        return _unknown_key(model, path)
    if kind == "missing" or (value is None and path and isinstance(path[-1], str)):
        return _missing(model, path)
    if kind == "правило":
        context = details.get("ctx", {})
        found = _BY_NAME[context["правило"]]
        message = context["text"]
        if key := context.get("ключ"):
            path = (*path, key)
            quote = value[key] if isinstance(value, dict) and isinstance(value.get(key), str) else ""
        if found is WRONG_SHAPE:
            message = f"В «{path_text(path)}» {_stands(value)}. {message}"
        fix = Fix(path, context["замена"]) if context.get("замена") else None
        return found.finding(message, path=path, quote=quote, span=context.get("место"), fix=fix)
    if kind in ("literal_error", "enum"):
        choices = re.findall("'([^']*)'", details.get("ctx", {}).get("expected", ""))
        if details["loc"][-1] == "[key]":
            return _unknown_word(path, choices)
        if not isinstance(value, str):
            return _wrong_shape(f"нужно одно из слов: {', '.join(choices)}", path, value)
        meant = nearest(quote, choices)
        return WRONG_CHOICE.finding(
            f"Значение «{quote}» не годится для «{path_text(path)}».",
            path=path,
            quote=quote,
            hint=f"Возможны: {', '.join(choices)}." + (f" Вероятно, имелось в виду «{meant}»." if meant else ""),
            fix=Fix(path, meant) if meant else None,
        )
    expected = _EXPECTED.get(kind, "нужно другое")
    owner = model_at(model, path)
    if owner is not None and kind in ("model_type", "model_attributes_type"):
        keys = [info.alias or name for name, info in owner.model_fields.items()]
        expected += f": {', '.join(keys[:6])}{' и другие' if len(keys) > 6 else ''}"
    return _wrong_shape(expected, path, value, _shape_hint(kind, owner, value))


def _shape_hint(kind: str, owner: type[Model] | None, value: Any) -> str:
    """How the value is to be written, where what stands there tells what was meant."""
    entry = _as_entry(owner, value) if isinstance(value, str) else ""
    if kind in ("list_type", "tuple_type"):
        if isinstance(value, dict) and value:
            return f"Поставьте перед первым полем дефис: «- {next(iter(value))}: …»."
        return f"Пишите с новой строки: «- {entry}»." if entry else ""
    if kind in ("model_type", "model_attributes_type"):
        if isinstance(value, list):
            return "Уберите дефис: здесь одна запись, а не список."
        return f"Пишите: «{entry}»." if entry else ""
    return ""


def _as_entry(owner: type[Model] | None, value: str) -> str:
    """A plain value as the field of an entry that it may have been meant for: the first that must be filled."""
    said = _short(value)
    if owner is None or not said.strip():
        return said.strip()
    fields = {info.alias or name: info for name, info in owner.model_fields.items() if name != "id"}
    usual = "текст" if "текст" in fields else next(iter(fields))
    key = next((key for key, info in fields.items() if info.is_required()), usual)
    if said.lower() in _YES_NO and fields[key].annotation is not bool:
        return ""
    return f"{key}: {said}"


_YES_NO = ("да", "нет", "true", "false", "yes", "no")
_LONGEST = 40
"""Letters of a value that a message repeats."""


def _short(value: str) -> str:
    said = " ".join(value.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _unknown_word(path: Path, choices: list[str]) -> Finding:
    """A key that must be one of some words, such as the column in ``заголовки граф``."""
    key = str(path[-1])
    meant = nearest(key, choices)
    hint = meant_or(meant, f"Возможны: {', '.join(choices)}.")
    return UNKNOWN_KEY.finding(f"Поля «{key}» нет в «{path_text(path[:-1])}».", path=path, quote=key, hint=hint)


def _unknown_key(model: type[Model], path: Path) -> Finding:
    key = str(path[-1])
    owner = model_at(model, path[:-1])
    known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
    if key in known:  # it belongs inside «значение», which stands beside it
        known = [info.alias or name for name, info in Dating.model_fields.items()]
    meant = nearest(key, known)
    hint = meant_or(meant, f"Здесь бывают: {', '.join(known)}.")
    return UNKNOWN_KEY.finding(f"Поля «{key}» нет.", path=path, quote=key, hint=hint)


def _missing(model: type[Model], path: Path) -> Finding:
    key = str(path[-1])
    owner = model_at(model, path[:-1])
    described = ""
    for name, info in owner.model_fields.items() if owner else ():
        if (info.alias or name) == key:
            described = info.description or ""
    where = f" в «{path_text(path[:-1])}»" if len(path) > 1 else ""
    says_more = described and described.casefold() != key.casefold()
    return MISSING_KEY.finding(
        f"Не заполнено поле «{key}»{where}.", path=path, hint=f"{key}: {described}" if says_more else ""
    )


_EXPECTED = {
    "list_type": "нужен список: каждая запись с новой строки после дефиса",
    "tuple_type": "нужен список: каждая запись с новой строки после дефиса",
    "dict_type": "нужны поля «название: значение» с отступом",
    "model_type": "нужны поля «название: значение» с отступом",
    "model_attributes_type": "нужны поля «название: значение» с отступом",
    "string_type": "нужна одна строка текста",
    "too_short": "нужна хотя бы одна запись",
}


def _wrong_shape(expected: str, path: Path, value: Any, hint: str = "") -> Finding:
    return WRONG_SHAPE.finding(
        f"В «{path_text(path) or 'документе'}» {_stands(value)}, а {expected}.",
        path=path,
        quote=value if isinstance(value, str) else "",
        hint=hint,
    )


def _stands(value: Any) -> str:
    """What is written instead, as the middle of a sentence."""
    if value is None:
        return "пусто"
    if isinstance(value, dict):
        return "стоят вложенные поля"
    if isinstance(value, list):
        return "стоит список" if value else "стоит пустой список"
    return f"стоит «{_short(str(value))}»"


def _real_path(data: Any, location: tuple[str | int, ...], kind: str) -> Path:
    """The error's location without the tags that pydantic adds for unions and wrapped plain values."""
    path: list[str | int] = []
    here = data
    last = len(location) - 1
    for index, part in enumerate(location):
        if isinstance(here, Mapping) and (part in here or (index == last and kind == "missing")):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def model_at(model: type[Model], path: Path) -> type[Model] | None:
    """The model class that stands at a path inside another, or None where no model stands."""
    owner: type[Model] | None = model
    for index, part in enumerate(path, 1):
        if isinstance(part, int) or owner is None:
            continue
        owner = _model_under(owner, part)
        if owner is not None and issubclass(owner, Dating) and not isinstance(next(iter(path[index:]), None), int):
            owner = _model_under(owner, "значение")  # a dated fact written plainly, without its days
    return owner


def _model_under(owner: type[Model], key: str) -> type[Model] | None:
    return next(
        (_model_in(info.annotation) for name, info in owner.model_fields.items() if (info.alias or name) == key), None
    )


def _model_in(annotation: Any) -> type[Model] | None:
    """The model class inside an annotation such as ``tuple[Point, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None
