"""Checks of the columns of plans and schedules: names that exist, and what is filled and stands in no column."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.emptiness import UNPRINTED
from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import plain_key
from docgen.model.plan import COLUMN_HEADINGS, FIELD_OF, Measure, MeasureLine, Plan
from docgen.model.table import SCHEDULE_FIELDS, Event, Schedule
from docgen.model.walking import walk_of
from docgen.nearness import meant_or, nearest
from docgen.rules import rule

UNKNOWN_COLUMN = rule("неизвестная-графа", "Графы с таким именем нет ни среди стандартных, ни среди своих")
NAMELESS_COLUMN = rule("графа-без-кода", "У своей графы нет кода, и назвать её нечем")
TAKEN_COLUMN = rule("код-стандартной-графы", "Код своей графы – имя стандартной, и какая из них нужна, неясно")
REPEATED_COLUMN = rule("графа-дважды", "Одна графа названа дважды")
CELL_WITHOUT_COLUMN = rule("ячейка-без-графы", "Заполнена ячейка графы, которой в таблице нет")
SECTIONS_WITHOUT_NUMBERS = rule(
    "разделы-без-номеров", "В плане есть разделы, а графы с номером нет: номера разделов не напечатаются",
    severity=Severity.WARNING, source="std:P01",
)  # fmt: skip

_KNOWN_WITHOUT_COLUMN = ("номер", "уровень")
"""What a row may carry for the sake of other plans: it need not be printed."""


def check_plan_columns(plan: Plan) -> Iterator[Finding]:
    """The findings on the columns of a plan and on the cells in them."""
    yield from _own_columns(plan)
    yield from _names(plan)
    yield from _own_cells(plan)
    yield from _unprinted(plan)


def _own_columns(plan: Plan) -> Iterator[Finding]:
    for index, column in enumerate(plan.own_columns):
        at: Path = ("свои графы", index)
        if not column.id:
            yield NAMELESS_COLUMN.finding(
                f"У своей графы «{column.heading}» нет кода.", path=at, quote=column.heading,
                hint="Добавьте «код: …»: по нему графу называют в «графы» и её ячейки в «прочее».",
            )  # fmt: skip
        elif column.id in COLUMN_HEADINGS:
            yield TAKEN_COLUMN.finding(
                f"Код своей графы «{column.id}» – имя стандартной графы.", path=(*at, "код"), quote=column.id,
                hint="Дайте своей графе другой код. Заголовок стандартной меняют в поле «заголовки граф».",
            )  # fmt: skip
        elif column.id not in plan.columns:
            yield UNPRINTED.finding(
                f"Своя графа «{column.id}» описана, а в «графы» её нет: она не напечатается.", path=at, quote=column.id,
                hint="Допишите её код в «графы» или уберите описание.",
            )  # fmt: skip


def _names(plan: Plan) -> Iterator[Finding]:
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
            yield _repeated(name, index)
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
    for path, row in walk_of(plan, Measure, MeasureLine):
        for name in row.own:
            if name not in own:
                yield CELL_WITHOUT_COLUMN.finding(
                    f"Ячейка для графы «{name}» есть, а самой графы нет.", path=(*path, "прочее", name), quote=name,
                    hint=meant_or(nearest(name, own), "Опишите графу в поле «свои графы» или уберите ячейку."),
                )  # fmt: skip


def check_schedule_columns(schedule: Schedule) -> Iterator[Finding]:
    """Columns of a schedule that stand twice, and what is filled and stands in none."""
    for index, name in enumerate(schedule.columns):
        if name in schedule.columns[:index]:
            yield _repeated(name, index)
    yield from _unprinted(schedule)


def _repeated(name: str, index: int) -> Finding:
    return REPEATED_COLUMN.finding(
        f"Графа «{name}» названа дважды.", path=("графы", index), quote=name, hint="Уберите лишнюю."
    )


def _unprinted(document: Plan | Schedule) -> Iterator[Finding]:
    """Fields of rows that are filled and stand in no column: one finding a field, at the first row."""
    fields = FIELD_OF if isinstance(document, Plan) else SCHEDULE_FIELDS
    missing = {fields[name]: name for name in fields if name not in (*document.columns, *_KNOWN_WITHOUT_COLUMN)}
    if isinstance(document, Plan) and document.columns_shown != document.columns:
        return  # a name that is no column may have been meant for any of them
    first: dict[str, Path] = {}
    count: dict[str, int] = {}
    for path, row in walk_of(document, Measure, MeasureLine, Event) if missing else ():
        for name in missing:
            if getattr(row, name, None):
                first.setdefault(name, (*path, plain_key(type(row), name)))
                count[name] = count.get(name, 0) + 1
    for name, at in first.items():
        column = missing[name]
        yield UNPRINTED.finding(
            f"Заполнено «{column}» (строк: {count[name]}), а графы такой в таблице нет: это не напечатается.",
            path=at, hint=f"Допишите «{column}» в «графы». Если так задумано, разрешите замечание у всего документа.",
        )  # fmt: skip
