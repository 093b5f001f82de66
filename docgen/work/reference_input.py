"""Every key of the input files as a page: made of the models' annotations, so it lists what the program reads."""

from __future__ import annotations

import datetime
import enum
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union

from docgen.files.loading import OTHER_KINDS
from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Dating, Day, Id, Model, YesNo, plain_value
from docgen.model.citation import RegistrationNumber
from docgen.model.fields import Count, DeadlineField, PeriodField, PinnedNumber, Sheets
from docgen.model.order import Control
from docgen.model.origin import Origin, Origins
from docgen.model.party import Responsible
from docgen.model.plan import COLUMN_HEADINGS, PART_TITLES, Plan, PlanPart
from docgen.model.requisites import Copies
from docgen.model.table import SCHEDULE_HEADINGS, Schedule
from docgen.model.text import Text
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.work.markdown import anchor, row, table
from docgen.work.reference_texts import GENERATED, INPUT_HEAD
from docgen.work.starter_texts import REFERENCE
from docgen.work.starting import NEW_KINDS, starter

NOTHING = "–"

EXAMPLE_DAY = datetime.date(2026, 9, 1)
"""The examples are of this day: a page must not change overnight."""

_WORDS: tuple[tuple[Any, str], ...] = (
    (str, "[строка](#строка)"), (Text, "[текст](#текст)"), (Id, "[код](#код)"), (Day, "[дата](#дата)"),
    (YesNo, "[`да` или `нет`](#да-или-нет)"), (DeadlineField, "[срок](#срок)"), (PeriodField, "[период](#период)"),
    (PinnedNumber, "[номер](#номер)"), (Count, "[число](#число)"), (Sheets, "[число](#число)"), (Copies, "[строка](#строка)"),
    (Responsible, "[кто отвечает](#кто-отвечает)"), (Origin, "[источник](#источник)"), (Origins, "[источники](#источник)"),
    (RegistrationNumber, "[номер](#регистрационный-номер)"), (Control, "[код](#код) или `за собой`"),
)  # fmt: skip
"""What a person writes for each type of field; the anchors stand in ``INPUT_HEAD``."""

_VALUES: Mapping[type[Model], tuple[str, Mapping[str, str]]] = {
    Plan: ("Стандартные графы и их заголовки, если не дать своих", COLUMN_HEADINGS),
    PlanPart: ("Части и их заголовки, если не дать своих", PART_TITLES),
    Schedule: ("Графы и их заголовки, если не дать своих", SCHEDULE_HEADINGS),
}
"""Values that a description cannot hold: a table of them stands below that of the keys."""

Titles = Mapping[type[Model], str]
"""What the page calls each model: the heading of its table."""


def input_page() -> str:
    """Every kind of file with every key of it and of what stands inside."""
    kinds = _kind_titles()
    places = _places(kinds)
    titles = {**kinds, **_part_titles(kinds, places)}
    lines = [GENERATED, INPUT_HEAD, "## Виды файлов", ""]
    lines += [f"* [{title}](#{anchor(title)})" for title in kinds.values()]
    lines += ["* [Общие части](#общие-части) – то, что бывает в файлах разного вида", ""]
    for kind in kinds:
        lines += _keys_of(kind, "##", titles)
        lines += _example(kind)
        for model, (_, within) in places.items():
            if within == [kind]:
                lines += _keys_of(model, "###", titles)
    lines += ["## Общие части", ""]
    for model, (_, within) in places.items():
        if len(within) > 1:
            lines += _keys_of(model, "###", titles)
    return "\n".join(lines).rstrip() + "\n"


def _kind_titles() -> dict[type[Model], str]:
    """The kinds of files: «Приказ, распоряжение, постановление»."""
    return {model: ", ".join(kinds).capitalize() for model, kinds in _kinds().items()}


def _kinds() -> dict[type[Model], list[str]]:
    kinds: dict[type[Model], list[str]] = {}
    for kind, model in {**DOCUMENT_KINDS, **OTHER_KINDS}.items():
        kinds.setdefault(model, []).append(kind)
    return kinds


def _places(kinds: Titles) -> dict[type[Model], tuple[str, list[type[Model]]]]:
    """Of each model inside the files: the key under which it is first met, and the kinds of files that have it."""
    places: dict[type[Model], tuple[str, list[type[Model]]]] = {}
    for kind in kinds:
        for model, key in _inside(kind, {*kinds}, set()):
            places.setdefault(model, (key, []))[1].append(kind)
    return places


def _part_titles(kinds: Titles, places: Mapping[type[Model], tuple[str, list[type[Model]]]]) -> dict[type[Model], str]:
    return {
        model: f"{kinds[within[0]].partition(',')[0] if len(within) == 1 else 'Часть'}: {key}"
        for model, (key, within) in places.items()
    }


def _inside(model: type[Model], stop: set[type[Model]], seen: set[type[Model]]) -> Iterator[tuple[type[Model], str]]:
    """The models that stand inside a model, with their keys; documents of their own are not looked into."""
    for key, hint in _hints(model):
        for inner in _models(hint):
            if inner not in stop and inner not in seen:
                seen.add(inner)
                yield inner, key
                yield from _inside(inner, stop, seen)


def _hints(model: type[Model]) -> Iterator[tuple[str, Any]]:
    hints = typing.get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        yield info.alias or name, hints[name]


def _models(hint: Any) -> Iterator[type[Model]]:
    """The models that a type speaks of; of a dated fact, what is dated."""
    if isinstance(hint, type) and issubclass(hint, Dating):
        yield from _models(_dated(hint))
    elif isinstance(hint, type) and issubclass(hint, Model):
        if hint is not AnnexDocument:
            yield hint
    else:
        for inner in typing.get_args(hint):
            yield from _models(inner)


def _dated(dating: type[Dating[Any]]) -> Any:
    return dating.__pydantic_generic_metadata__["args"][0]


def _keys_of(model: type[Model], level: str, titles: Titles) -> list[str]:
    lines = [f"{level} {titles[model]}", "", *table("Ключ", "Что это", "Что писать", "Нужен", "Если не указать")]
    hints = dict(_hints(model))
    for name, info in model.model_fields.items():
        key = info.alias or name
        needed = info.is_required()
        default = NOTHING if needed else _default(info.get_default(call_default_factory=True))
        said = said_type(hints[key], titles)
        lines.append(row(f"`{key}`", info.description or "", said, "да" if needed else "нет", default))
    lines.append("")
    if model in _VALUES:
        said, values = _VALUES[model]
        lines += [f"{said}:", "", *table("Что писать", "Что напечатается")]
        lines += [row(f"`{key}`", value) for key, value in values.items()]
        lines.append("")
    return lines


def _example(model: type[Model]) -> list[str]:
    """The starter of a kind, when there is one."""
    kind = _kinds()[model][0]
    if kind in NEW_KINDS:
        said, text = f"Заготовка, `docgen new {kind} -o ФАЙЛ.yaml`:", starter(kind, EXAMPLE_DAY, kind)
    else:
        said, text = (
            "Заготовка, её пишет `docgen new комплект -o ПАПКА`:",
            REFERENCE.get(f"справочники/{kind}.yaml", ""),
        )
    return [said, "", "```yaml", text.rstrip(), "```", ""] if text else []


def said_type(hint: Any, titles: Titles) -> str:
    """What a person writes for a type of field: «[код](#код)», «перечень: …», the words that are allowed."""
    for known, words in _WORDS:
        if hint == known:
            return words
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " / ".join(f"`{value}`" for value in arguments)
    if origin in (Union, types.UnionType):
        return " или ".join(said_type(each, titles) for each in arguments if each is not type(None))
    if origin is Annotated:
        return said_type(arguments[0], titles)
    if origin is dict:
        return f"пары `ключ: значение`; значение – {said_type(arguments[1], titles)}"
    if origin is tuple:
        return _said_list(arguments[0], titles)
    return _said_class(hint, titles)


def _said_class(kind: Any, titles: Titles) -> str:
    if kind is AnnexDocument:
        return " или ".join(_said_class(each, titles) for each in titles if issubclass(each, AnnexDocument))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return " / ".join(f"`{member.value}`" for member in kind)
    if kind in titles:
        return f"[{titles[kind].rpartition(': ')[2].lower()}](#{anchor(titles[kind])})"
    raise TypeError(f"nothing says how {kind!r} is written: add it to _WORDS")


def _said_list(item: Any, titles: Titles) -> str:
    if isinstance(item, type) and issubclass(item, Dating):
        return f"{said_type(_dated(item), titles)} или [с датами](#значение-с-датами)"
    return f"перечень: {said_type(item, titles)}"


def _default(value: Any) -> str:
    plain = plain_value(value)
    if isinstance(plain, list):
        plain = ", ".join(map(str, plain))
    return f"`{plain}`" if isinstance(plain, str) and plain not in ("", "None") else NOTHING
