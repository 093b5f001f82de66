"""Checks of tables: rows that are as long as the table, no more columns than fit, schools with a name."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.columns import check_plan_columns, check_schedule_columns
from docgen.checks.emptiness import UNPRINTED
from docgen.findings import Finding, Path, Severity
from docgen.model.cluster import School
from docgen.model.composition import Pair
from docgen.model.fields import NO_NUMBER
from docgen.model.plan import Plan
from docgen.model.table import CELLS, Form, Schedule, Table
from docgen.model.walking import walk_of
from docgen.model.workspace import Document
from docgen.rules import rule

WRONG_LENGTH = rule("ячеек-не-столько", "В строке больше или меньше ячеек, чем граф в таблице", source="std:B04")
NAMELESS_SCHOOL = rule("школа-без-названия", "У школы нет ни названия, ни кода из справочника", source="std:T13")
TOO_MANY_COLUMNS = rule("слишком-много-граф", "Столько граф таблица Word не вмещает", source="std:B04")
NARROW_COLUMNS = rule(
    "тесные-графы", "Граф столько, что на листе каждая уже сантиметра", severity=Severity.WARNING, source="std:B04"
)

MOST_COLUMNS = 63
"""Columns of a table in Word."""
COMFORTABLE = {False: 16, True: 25}
"""Columns of which each has a centimetre on a sheet that stands, and on one that lies."""


def check_tables(document: Document) -> Iterator[Finding]:
    """The findings on the tables of a document and on the schools in it."""
    if isinstance(document, Plan):
        yield from check_plan_columns(document)
    elif isinstance(document, Schedule):
        yield from check_schedule_columns(document)
    elif isinstance(document, (Table, Form)):
        yield from _count(document)
        yield from _rows(document)
    if isinstance(document, Form) and document.blank_rows and not document.columns:
        yield UNPRINTED.finding(
            f"Пустых строк: {document.blank_rows}, а граф у формы нет: они не напечатаются.", path=("пустых строк",),
            quote=str(document.blank_rows), hint="Опишите «графы» или уберите «пустых строк».",
        )  # fmt: skip
    for path, school in walk_of(document, School):
        if not school.name and not school.entry:
            yield NAMELESS_SCHOOL.finding(
                "У школы нет названия.", path=path,
                hint="Впишите «название: МБОУ «СОШ № 2»» или «школа: код из справочника школ».",
            )  # fmt: skip
    for path, pair in walk_of(document, Pair):
        yield from _numbers_in_pair(path, pair)


def _numbers_in_pair(path: Path, pair: Pair) -> Iterator[Finding]:
    """Numbers of the two schools of a pair: it is the pair that has a number."""
    for key, school in (("наставник", pair.mentor), ("школа", pair.school)):
        if school.number and school.number != NO_NUMBER:
            yield UNPRINTED.finding(
                f"Номер «{school.number}» у школы в паре не печатается: номер один на пару.",
                path=(*path, key, "номер"), quote=school.number, hint="Перенесите «номер» к самой паре или уберите.",
            )  # fmt: skip


def _count(table: Table | Form) -> Iterator[Finding]:
    count = len(table.columns) + table.numbered
    if count > MOST_COLUMNS:
        yield TOO_MANY_COLUMNS.finding(
            f"В таблице граф: {count}, а Word вмещает {MOST_COLUMNS}.", path=("графы",),
            hint="Разделите таблицу на две или поменяйте местами строки и графы.",
        )  # fmt: skip
    elif count > COMFORTABLE[table.landscape]:
        turn = "Разделите таблицу на две" if table.landscape else "Положите лист («поперёк: да») или разделите таблицу"
        yield NARROW_COLUMNS.finding(
            f"В таблице граф: {count}, и каждая на листе будет уже сантиметра.", path=("графы",), hint=f"{turn}."
        )


def _rows(table: Table | Form) -> Iterator[Finding]:
    wanted = len(table.columns)
    for index, row in enumerate(table.rows):
        if row.number and row.number != NO_NUMBER and (row.section is not None or not table.numbered):
            why = "у раздела" if row.section is not None else "в таблице без номеров"
            yield UNPRINTED.finding(
                f"Номер «{row.number}» {why} не печатается.", path=("строки", index, "номер"), quote=row.number,
                hint="Уберите его или впишите в слова.",
            )  # fmt: skip
        if row.section is not None and row.cells:
            yield UNPRINTED.finding(
                "В строке и раздел, и ячейки: ячейки не напечатаются.", path=("строки", index, CELLS),
                hint="Перенесите ячейки в строку под разделом.",
            )  # fmt: skip
        if row.section is None and len(row.cells) != wanted:
            yield WRONG_LENGTH.finding(
                f"В строке ячеек: {len(row.cells)}, а граф в таблице: {wanted}.", path=("строки", index),
                hint="Впишите недостающие (пустую ячейку как \"\") или уберите лишние; графу номера не считайте.",
            )  # fmt: skip
