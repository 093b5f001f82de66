"""Checks of what is written and says nothing: empty texts, points without a point, tables without rows."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Severity
from docgen.model.base import Model, walk
from docgen.model.cluster import Cluster
from docgen.model.order import Point
from docgen.model.plan import Plan
from docgen.model.text import Text
from docgen.model.validation import MISSING_KEY
from docgen.model.workspace import Document
from docgen.rules import rule

EMPTY_POINT = rule("пустой-пункт", "Пункт ничего не поручает, не утверждает и не содержит подпунктов")
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
        if rows := _missing_rows(model):
            yield EMPTY_TABLE.finding("Нет ни одной строки.", path=path, hint=f"Заполните поле «{rows}».")


def _is_blank(value: object) -> bool:
    return isinstance(value, (str, Text)) and not str(value).strip()


def _missing_rows(model: Model) -> str:
    if isinstance(model, Plan) and not model.all_measures:
        return "мероприятия"
    return "школы" if isinstance(model, Cluster) and not model.schools else ""
