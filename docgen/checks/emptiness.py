"""Checks of what is written and says nothing: empty texts, points without a point, tables without rows."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Path, Severity
from docgen.model.base import Model, plain_key, walk
from docgen.model.cluster import Cluster
from docgen.model.order import Point
from docgen.model.plan import Plan
from docgen.model.text import Text
from docgen.model.validation import MISSING_KEY
from docgen.model.workspace import Document
from docgen.rules import rule

EMPTY_POINT = rule("пустой-пункт", "Пункт ничего не поручает, не утверждает и не содержит подпунктов")
UNPRINTED = rule("поле-не-печатается", "Поле пункта заполнено, но рядом с другим не печатается", severity=Severity.WARNING)
EMPTY_TABLE = rule("пустая-таблица", "В таблице или списке нет ни одной строки", severity=Severity.WARNING)


def check_emptiness(document: Document) -> Iterator[Finding]:
    """Required fields that are filled with nothing, points that say nothing, plans and clusters without rows."""
    for path, model in walk(document):
        for name, info in type(model).model_fields.items():
            if info.is_required() and _is_blank(getattr(model, name)):
                key = info.alias or name
                hint = f"{key}: {info.description}" if info.description else ""
                yield MISSING_KEY.finding(f"Поле «{key}» пусто.", path=(*path, key), hint=hint)
        if isinstance(model, Point) and not (model.text or model.approves or model.control or model.points):
            yield EMPTY_POINT.finding(
                "Пункт ничего не говорит.", path=path,
                hint="Заполните «текст», «утверждает» или «контроль» либо уберите пункт.",
            )  # fmt: skip
        if isinstance(model, Point):
            yield from _unprinted(path, model)
        if rows := _missing_rows(model):
            yield EMPTY_TABLE.finding("Нет ни одной строки.", path=path, hint=f"Заполните поле «{rows}».")


def _unprinted(path: Path, point: Point) -> Iterator[Finding]:
    """Fields of a point that its sentence has no place for: control and approval have formulas of their own."""
    silent: tuple[str, ...]
    if point.control:
        silent, why = ("approves", "addressee", "recommended", "definition"), "рядом с «контроль»"
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


def _is_blank(value: object) -> bool:
    return isinstance(value, (str, Text)) and not str(value).strip()


def _missing_rows(model: Model) -> str:
    if isinstance(model, Plan) and not model.all_measures:
        return "мероприятия"
    return "школы" if isinstance(model, Cluster) and not model.schools else ""
