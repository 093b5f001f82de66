"""Checks of what is written and says nothing: empty texts, points without a point, tables without rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docgen.findings import Finding, Path, Severity
from docgen.model.base import Model, plain_key
from docgen.model.cluster import Cluster
from docgen.model.order import Point
from docgen.model.plan import Plan, PlanPart
from docgen.model.regulation import Regulation
from docgen.model.table import Form
from docgen.model.text import Text
from docgen.model.validation import MISSING_KEY
from docgen.model.walking import walk, walk_of
from docgen.model.workspace import Document
from docgen.rules import rule

EMPTY_POINT = rule("пустой-пункт", "Пункт ничего не поручает, не утверждает и не содержит подпунктов")
UNPRINTED = rule("поле-не-печатается", "Поле заполнено, но на бумаге его не будет", severity=Severity.WARNING)
EMPTY_TABLE = rule("пустая-таблица", "В таблице или списке нет ни одной строки", severity=Severity.WARNING)
EMPTY_PART = rule("пустая-часть", "Под заголовком части плана ничего нет", severity=Severity.WARNING, source="std:P05")


_OF_ADDRESSEE = ("addressee", "recommended", "definition")


def check_emptiness(document: Document) -> Iterator[Finding]:
    """Required fields that are filled with nothing, points that say nothing, plans and clusters without rows."""
    for path, model in walk(document):
        for name in _required(type(model)):
            if _is_blank(getattr(model, name)):
                key = plain_key(type(model), name)
                description = type(model).model_fields[name].description
                hint = f"{key}: {description}" if description else ""
                yield MISSING_KEY.finding(f"Поле «{key}» пусто.", path=(*path, key), hint=hint)
    for path, point in walk_of(document, Point):
        if not _says_something(point):
            yield EMPTY_POINT.finding(
                "Пункт ничего не говорит.", path=path,
                hint="Заполните «текст», «утверждает», «утратили силу», «вступает в силу» или «контроль» либо уберите пункт.",
            )  # fmt: skip
        yield from _unprinted(path, point)
    for path, part in walk_of(document, PlanPart):
        if part.kind != "содержание" and not (part.text or part.acts):
            yield EMPTY_PART.finding(
                f"Часть «{part.kind}» пуста.", path=path, quote=part.kind,
                hint="Заполните «текст» или «акты» либо уберите часть.",
            )  # fmt: skip
    for path, model in walk_of(document, Plan, Regulation, Form, Cluster):
        if rows := _missing_rows(model):
            yield EMPTY_TABLE.finding("Нет ни одной строки.", path=path, hint=f"Заполните поле «{rows}».")


def _says_something(point: Point) -> bool:
    return bool(point.text or point.approves or point.repeals or point.in_force or point.control or point.points)


def _unprinted(path: Path, point: Point) -> Iterator[Finding]:
    """Fields of a point that its sentence has no place for: control and approval have formulas of their own."""
    silent: tuple[str, ...]
    if point.control:
        silent, why = ("approves", "repeals", "in_force", *_OF_ADDRESSEE), "рядом с «контроль»"
    elif point.repeals:
        silent, why = ("approves", "in_force", "person", *_OF_ADDRESSEE), "рядом с «утратили силу»"
    elif point.in_force:
        silent, why = ("approves", "person", *_OF_ADDRESSEE), "рядом с «вступает в силу»"
    elif point.approves:
        silent, why = ("addressee", "person", "recommended"), "рядом с «утверждает»"
    elif not point.addressee:
        silent, why = ("person", "recommended", "definition"), "без «кому»"
    else:
        return
    for name in silent:
        if getattr(point, name):
            key = plain_key(Point, name)
            yield UNPRINTED.finding(
                f"Поле «{key}» {why} не печатается.", path=(*path, key), hint="Уберите его или впишите слова в «текст»."
            )


@cache
def _required(kind: type[Model]) -> tuple[str, ...]:
    return tuple(name for name, info in kind.model_fields.items() if info.is_required())


def _is_blank(value: object) -> bool:
    """Whether a text has not a single letter, figure or reference: stops, dashes and invisible signs say nothing."""
    if isinstance(value, Text):
        if value.simple and value.simple[0].isalnum():
            return False
        return not value.references and not any(sign.isalnum() for sign in value.words)
    return isinstance(value, str) and not value.strip()


def _missing_rows(model: Model) -> str:
    if isinstance(model, Plan) and not model.all_measures:
        return "мероприятия"
    if isinstance(model, Regulation) and not (model.chapters or model.clauses):
        return "пункты"
    if isinstance(model, Form) and not (model.fields or model.columns):
        return "поля"
    return "школы" if isinstance(model, Cluster) and not model.schools else ""
