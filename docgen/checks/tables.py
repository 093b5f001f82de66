"""Checks of tables: columns that exist, cells that have a column, rows that are as long as the table."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import walk
from docgen.model.cluster import School
from docgen.model.plan import COLUMN_HEADINGS, Measure, MeasureLine, Plan
from docgen.model.table import Form, Table
from docgen.model.workspace import Document
from docgen.nearness import meant_or, nearest
from docgen.rules import rule

UNKNOWN_COLUMN = rule("неизвестная-графа", "Графы с таким именем нет ни среди стандартных, ни среди своих")
NAMELESS_COLUMN = rule("графа-без-кода", "У своей графы нет кода, и назвать её нечем")
REPEATED_COLUMN = rule("графа-дважды", "Одна графа названа дважды")
CELL_WITHOUT_COLUMN = rule("ячейка-без-графы", "Заполнена ячейка графы, которой в таблице нет")
WRONG_LENGTH = rule("ячеек-не-столько", "В строке больше или меньше ячеек, чем граф в таблице", source="std:B04")
NAMELESS_SCHOOL = rule("школа-без-названия", "У школы нет ни названия, ни кода из справочника", source="std:T13")
SECTIONS_WITHOUT_NUMBERS = rule(
    "разделы-без-номеров", "В плане есть разделы, а графы с номером нет: номера разделов не напечатаются",
    severity=Severity.WARNING, source="std:P01",
)  # fmt: skip


def check_tables(document: Document) -> Iterator[Finding]:
    """The findings on the tables of a document and on the schools in it."""
    if isinstance(document, Plan):
        yield from _columns(document)
        yield from _own_cells(document)
    elif isinstance(document, (Table, Form)):
        yield from _rows(document)
    for path, model in walk(document):
        if isinstance(model, School) and not model.name and not model.entry:
            yield NAMELESS_SCHOOL.finding(
                "У школы нет названия.", path=path,
                hint="Впишите «название: МБОУ «СОШ № 2»» или «школа: код из справочника школ».",
            )  # fmt: skip


def _columns(plan: Plan) -> Iterator[Finding]:
    for index, column in enumerate(plan.own_columns):
        if not column.id:
            yield NAMELESS_COLUMN.finding(
                f"У своей графы «{column.heading}» нет кода.", path=("свои графы", index), quote=column.heading,
                hint="Добавьте «код: …»: по нему графу называют в «графы» и её ячейки в «прочее».",
            )  # fmt: skip
    own = [column.id for column in plan.own_columns if column.id]
    known = [*COLUMN_HEADINGS, *own]
    for index, name in enumerate(plan.columns):
        at: Path = ("графы", index)
        if name not in known:
            meant = nearest(name, known)
            hint = f"Бывают: {', '.join(known)}. Свою графу опишите в поле «свои графы»: код и заголовок."
            yield UNKNOWN_COLUMN.finding(
                f"Графы «{name}» нет.", path=at, quote=name, hint=meant_or(meant, hint),
                fix=Fix(at, meant) if meant else None,
            )  # fmt: skip
        elif name in plan.columns[:index]:
            yield REPEATED_COLUMN.finding(
                f"Графа «{name}» названа дважды.", path=at, quote=name, hint="Уберите лишнюю."
            )
    for key, names in (("заголовки граф", plan.headings), ("ширины граф", plan.widths)):
        for name in names:
            if name not in known:
                yield UNKNOWN_COLUMN.finding(
                    f"В «{key}» названа графа «{name}», которой нет.", path=(key, name), quote=name,
                    hint=meant_or(nearest(name, known), f"Бывают: {', '.join(known)}."),
                )  # fmt: skip
    if plan.sections and "номер" not in plan.columns:
        yield SECTIONS_WITHOUT_NUMBERS.finding(
            "В плане есть разделы, а графы «номер» нет: номера разделов не напечатаются.", path=("графы",),
            hint="Добавьте графу «номер» первой.",
        )  # fmt: skip


def _own_cells(plan: Plan) -> Iterator[Finding]:
    own = [column.id or "" for column in plan.own_columns]
    for path, model in walk(plan):
        for name in model.own if isinstance(model, (Measure, MeasureLine)) else ():
            if name not in own:
                yield CELL_WITHOUT_COLUMN.finding(
                    f"Ячейка для графы «{name}» есть, а самой графы нет.", path=(*path, "прочее", name), quote=name,
                    hint=meant_or(nearest(name, own), "Опишите графу в поле «свои графы» или уберите ячейку."),
                )  # fmt: skip


def _rows(table: Table | Form) -> Iterator[Finding]:
    wanted = len(table.columns)
    for index, row in enumerate(table.rows):
        if row.section is None and len(row.cells) != wanted:
            yield WRONG_LENGTH.finding(
                f"В строке ячеек: {len(row.cells)}, а граф в таблице: {wanted}.", path=("строки", index),
                hint="Впишите недостающие (пустую ячейку как \"\") или уберите лишние; графу номера не считайте.",
            )  # fmt: skip
