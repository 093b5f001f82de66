"""How the fields of a model stand in cells: what kind of value each is, and its words there and back.

A clerk writes a list one entry a line, forms as «род: …», a fact that changes as «с 01.01.2027: …». A value that these
cannot say (a text with blanks at its ends, a nest that nobody writes by hand) stands as YAML under a first line ``#yaml``,
so that whatever is written is read back the same. Sheets and places are not known here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from docgen.files.dumping import dump
from docgen.files.nodes import Plain
from docgen.files.yaml import parse_yaml
from docgen.findings import has_errors
from docgen.model.base import Dating, Id, Model
from docgen.patterns import pattern


class Form(Enum):
    """How a value is written in a cell. A table stands on a sheet of its own, or a row an entry."""

    TEXT = "text"
    WORDS = "words on one line"
    CHOICE = "one of some words"
    LINES = "an entry a line"
    CODE = "one code"
    CODES = "codes with commas"
    MAPPING = "a key and a value a line"
    DATED = "values with their days"
    TABLE = "entries with fields"


@dataclass(frozen=True)
class Field:
    """One field as cells hold it; ``inner`` is the form of a value that has days."""

    key: str
    form: Form
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    model: type[Model] | None = None
    inner: Field | None = None

    @property
    def is_code(self) -> bool:
        """Whether it holds codes of other things."""
        form = self.inner.form if self.inner else self.form
        return form in (Form.CODE, Form.CODES) and self.key not in _NO_CODES


_NO_CODES = ("код", "графы")


@cache
def fields_of(model: type[Model]) -> Mapping[str, Field]:
    """The fields of a model by their Russian keys, in its order."""
    fields = (_field(info.alias or name, info) for name, info in model.model_fields.items())
    return {field.key: field for field in fields}


def _field(key: str, info: FieldInfo) -> Field:
    form, more = _form(info.annotation, _is_id(info.metadata))
    if key == "графы":  # names of columns have no commas either
        form = Form.CODES
    return Field(key, form, info.description or "", info.is_required(), **more)


_YES_NO = ("да", "нет")


def _form(annotation: Any, is_id: bool = False) -> tuple[Form, dict[str, Any]]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        (first, *_) = [argument for argument in arguments if argument is not type(None)]
        return _form(first)
    if origin is typing.Annotated:
        return _form(arguments[0], _is_id(arguments[1:]))
    if origin is tuple:
        return _form_of_list(arguments[0])
    if origin is dict:
        return Form.MAPPING, {}
    if origin is typing.Literal:
        return Form.CHOICE, {"choices": arguments}
    if is_id:
        return Form.CODE, {}
    return _form_of_type(annotation)


def _form_of_type(kind: Any) -> tuple[Form, dict[str, Any]]:
    if not isinstance(kind, type):
        return Form.TEXT, {}
    if issubclass(kind, Model):
        return Form.MAPPING, {"model": kind}
    if issubclass(kind, StrEnum):
        return Form.CHOICE, {"choices": tuple(str(each) for each in kind)}
    if kind is bool:
        return Form.CHOICE, {"choices": _YES_NO}
    return (Form.WORDS if kind is str else Form.TEXT), {}


def _form_of_list(item: Any) -> tuple[Form, dict[str, Any]]:
    if isinstance(item, type) and issubclass(item, Dating):
        value = item.model_fields["value"]
        form, more = _form(value.annotation, _is_id(value.metadata))
        if _is_id(value.metadata):
            form = Form.CODES
        return Form.DATED, {"inner": Field(_VALUE, form, **more), **more}
    if isinstance(item, type) and issubclass(item, Model):
        return Form.TABLE, {"model": item}
    if typing.get_origin(item) is typing.Annotated and _is_id(typing.get_args(item)[1:]):
        return Form.CODES, {}
    return Form.LINES, {}


def _is_id(metadata: Any) -> bool:
    return typing.get_args(Id)[1] in metadata


_YAML = "#yaml"
_VALUE = "значение"
_DAYS = pattern(
    r"(?:(?P<always>всегда)|(?:с\s+(?P<since>\d{1,2}\.\d{1,2}\.\d{4})\s*г?\.?)?\s*"
    r"(?:по\s+(?P<until>\d{1,2}\.\d{1,2}\.\d{4})\s*г?\.?)?)\s*:",
)
_PAIR = pattern(r"(?P<key>[^:\n]{1,60}?)\s*:\s*(?P<value>.*)")


def written(value: Plain, field: Field) -> str:
    """The words of a cell that holds this plain value."""
    said = _said(value, field)
    if said is not None and _reads_back(said, value, field):
        return said
    return f"{_YAML}\n{dump({_VALUE: value})}"


def _reads_back(said: str, value: Plain, field: Field) -> bool:
    back = read(said, field) if said else None
    return back is not None and back in (value, _as_read(value, field))


def _as_read(value: Plain, field: Field) -> Plain:
    """Facts that have no days as the words alone."""
    if field.form is not Form.DATED or not isinstance(value, list):
        return value
    bare = [fact[_VALUE] for fact in value if isinstance(fact, dict) and set(fact) == {_VALUE}]
    is_list = field.inner is not None and field.inner.form is Form.CODES
    if len(bare) != len(value) or not bare or (len(bare) > 1 and not is_list):
        return value
    return bare[0] if len(bare) == 1 else bare


def _said(value: Plain, field: Field) -> str | None:
    """The words as a clerk would write them, or None where they cannot be."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(f"{key}: {part}" for key, part in value.items())
    if not isinstance(value, list):
        return None
    if field.form is Form.DATED and field.inner is not None:
        return _said_dated(value, field.inner)
    if field.form is Form.TABLE:
        pairs = [tuple(entry.values()) for entry in value if isinstance(entry, dict)]
        return "\n".join(f"{pair[0]}: {pair[1]}" for pair in pairs if len(pair) == 2)
    entries = [entry for entry in value if isinstance(entry, str)]
    return (", " if field.form is Form.CODES else "\n").join(entries)


def _said_dated(facts: list[Plain], inner: Field) -> str | None:
    lines: list[str] = []
    for fact in facts:
        if not isinstance(fact, dict) or _VALUE not in fact:
            return None
        is_list = inner.form is Form.CODES
        value = _said([fact[_VALUE]] if is_list else fact[_VALUE], inner)
        days = " ".join(f"{word} {fact[word]}" for word in ("с", "по") if fact.get(word))
        if not days and (len(facts) == 1 or is_list):
            lines.append(value or "")
            continue
        gap = "\n" if inner.form in (Form.LINES, Form.MAPPING) else " "
        lines.append(f"{days or 'всегда'}:{gap}{value}")
    return "\n".join(lines)


def read(text: str, field: Field) -> Plain:
    """The plain value of a cell; ``None`` for one that says nothing."""
    text = text.replace("\r\n", "\n").strip()
    if text.startswith(_YAML):
        source = parse_yaml(text.partition("\n")[2] + "\n", "")
        sound = isinstance(source.data, dict) and _VALUE in source.data and not has_errors(source.findings)
        return source.data[_VALUE] if sound and isinstance(source.data, dict) else text
    if not text:
        return None
    if field.form is Form.DATED and field.inner is not None:
        return _read_dated(text, field.inner)
    if field.form is Form.TABLE and field.model is not None:
        return _read_pairs(text, field.model)
    return _read_plain(text, field)


def _read_plain(text: str, field: Field) -> Plain:
    """The value of a cell without days."""
    if field.form is Form.WORDS:
        return " ".join(line.strip() for line in text.splitlines()) if "\n" in text else text
    if field.form is Form.CHOICE:
        word = " ".join(text.lower().split())
        return word if word in field.choices else text
    if field.form is Form.CODES:
        return [code.strip() for code in text.replace("\n", ",").replace(";", ",").split(",") if code.strip()]
    if field.form is Form.LINES:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if field.form is Form.MAPPING:
        return _read_mapping(text)
    return text


def _read_mapping(text: str) -> Plain:
    """«род: …» a line; a line without a key goes on with the one above."""
    found: dict[str, Plain] = {}
    last = ""
    for line in text.split("\n"):
        match = _PAIR.fullmatch(line.strip())
        if match and match["key"] not in found:
            last = match["key"]
            found[last] = match["value"] or None
        elif last and line.strip():
            found[last] = f"{found[last] or ''}\n{line.strip()}".strip()
        elif line.strip():
            return text
    return dict(found)


def _read_pairs(text: str, model: type[Model]) -> Plain:
    """«замечание: причина» a line, for entries of two fields."""
    keys = [key for key, field in fields_of(model).items() if field.required]
    entries: list[Plain] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        match = _PAIR.fullmatch(line)
        if match is None or len(keys) != 2:
            return text
        entries.append({keys[0]: match["key"], keys[1]: match["value"]})
    return entries


def _read_dated(text: str, inner: Field) -> Plain:
    """One value, or values each after its days: «по 31.12.2026: …»."""
    facts: list[dict[str, Plain]] = []
    values: list[list[str]] = []
    for line in text.split("\n"):
        match = _DAYS.match(line.strip())
        if match and (match["always"] or match["since"] or match["until"]):
            facts.append({word: match[name] for word, name in (("с", "since"), ("по", "until")) if match[name]})
            values.append([line.strip()[match.end() :].strip()])
        elif not values:
            facts.append({})
            values.append([line])
        else:
            values[-1].append(line.strip())
    made: list[Plain] = []
    for fact, lines in zip(facts, values, strict=True):
        value = _read_plain("\n".join(lines).strip(), inner)
        each = value if inner.form is Form.CODES and isinstance(value, list) else [value]
        made += [{**fact, _VALUE: one} for one in each]
    return _as_read(made, Field("", Form.DATED, inner=inner))
