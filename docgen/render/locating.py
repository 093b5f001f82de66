"""Which template prints a document: the most specific file wins, the office's own folder before ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from docgen.errors import TemplateError
from docgen.model.order import Order
from docgen.model.plan import FIELD_OF, Column, Plan
from docgen.model.reference import ReferenceData
from docgen.model.table import SCHEDULE_FIELDS, Form, Schedule, Table
from docgen.model.workspace import Document, Workspace
from docgen.render.columns import FittedColumn
from docgen.rules import Scope, rule

OWN_FOLDER = "шаблоны"
"""The folder of a workspace's own templates."""

HOUSE = "house.docx"
"""Beside the templates of a folder: no template itself, but the styles, the lists and the settings of all."""

NO_TEMPLATE = rule("нет-шаблона", "Нет шаблона, который ставится вместе с docgen", scope=Scope.TEMPLATE)
OUTSIDE = rule("шаблон-вне-папки", "Шаблон лежит вне комплекта или ведёт за его пределы", scope=Scope.TEMPLATE)

FOUR_COLUMNS: tuple[Column, ...] = ("номер", "мероприятие", "срок", "ответственные")
SEVEN_COLUMNS: tuple[Column, ...] = (
    "номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат",
)  # fmt: skip
_OURS_BY_COLUMNS = {FOUR_COLUMNS: "plan-4", SEVEN_COLUMNS: "plan-7"}


@cache
def shipped() -> Path:
    """The folder of our own templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def template_for(document: Document, workspace: Workspace) -> Path:
    """The template that prints the document: the office's own before ours, the most specific first."""
    return _found(list(candidates(document, workspace.reference)), workspace)


def own_folder(workspace: Workspace) -> Path | None:
    """The folder of the workspace's own templates, when there is one."""
    if workspace.root is None:
        return None
    # Asked for each document at a check and at printing; most workspaces have none.
    own = os.path.join(workspace.root, OWN_FOLDER)  # noqa: PTH118
    return Path(own) if os.path.isdir(own) else None  # noqa: PTH112


def sheet_template(name: str, workspace: Workspace) -> Path:
    """The template of a sheet: the office's own, else ours."""
    return _found([f"sheets/{name}.docx"], workspace)


def _found(names: list[str], workspace: Workspace) -> Path:
    """The first of these files that is there; raises ``TemplateError`` when not even ours is."""
    own = own_folder(workspace)
    if own is not None:
        for name in names:
            path = own / name
            if path.is_file():
                return inside(path, own)
    for name in names:
        if (ours := _shipped(name)) is not None:
            return ours
    raise TemplateError(
        [
            NO_TEMPLATE.finding(
                f"Нет шаблона «{names[-1]}», который ставится вместе с docgen.", document=str(shipped()), quote=names[-1],
                hint=f"Установите docgen заново или положите свой шаблон в {OWN_FOLDER}/{names[0]}.",
            )
        ]
    )  # fmt: skip


@lru_cache(maxsize=256)
def _shipped(name: str) -> Path | None:
    """Our own template of that name, which neither comes nor goes while the program runs; None when there is none."""
    path = shipped() / name
    return inside(path, shipped()) if path.is_file() else None


_BLANKS = {"министерство": "ministry", "администрация": "administration", "школа": "school"}
"""Our templates of orders by the letterhead of the body; every other body has the department's."""

_ANNEXES = {
    "список": "plans/clusters", "состав": "annexes/composition", "пары": "annexes/pairs",
    "положение": "annexes/regulation", "график": "annexes/schedule", "форма": "annexes/form",
    "таблица": "annexes/table", "ответственные": "annexes/duties", "скан": "annexes/scan",
}  # fmt: skip

WIDE_FROM = 6
"""From so many columns on, a plan lies on its side."""


def candidates(document: Document, reference: ReferenceData) -> Iterator[str]:
    """The files that may print the document, the most specific first."""
    if isinstance(document, Order):
        yield f"orders/{document.kind}-{document.authority}.docx"
        yield f"orders/{document.authority}.docx"
        yield f"orders/{document.kind}.docx"
        body = reference.organisations.get(document.authority)
        if body is not None and body.form in _BLANKS:
            yield f"orders/{_BLANKS[body.form]}.docx"
        yield "orders/order.docx"
        return
    base = "plans/plan" if isinstance(document, Plan) else _ANNEXES[document.kind]
    if document.id:
        yield f"{base.partition('/')[0]}/{document.id}.docx"
    if isinstance(document, Plan):
        if document.columns in _OURS_BY_COLUMNS:
            yield f"plans/{_OURS_BY_COLUMNS[document.columns]}.docx"
        if len(document.columns) >= WIDE_FROM:
            yield "plans/plan-wide.docx"
    elif isinstance(document, (Table, Form)) and document.landscape:
        yield f"{base}-wide.docx"
    yield f"{base}.docx"


def columns_of(document: Document) -> tuple[FittedColumn, ...] | None:
    """The columns of the document's table, to which the template is fitted; None where it has none of its own."""
    if isinstance(document, Plan):
        own = {column.id: (index, column) for index, column in enumerate(document.own_columns_shown)}
        return tuple(
            FittedColumn("own", own[name][0], document.widths.get(name) or own[name][1].width, own[name][1].centred)
            if name in own
            else FittedColumn(FIELD_OF[name], weight=document.widths.get(name, 0))
            for name in document.columns_shown
        )
    if isinstance(document, Schedule):
        return tuple(FittedColumn(SCHEDULE_FIELDS[name]) for name in document.columns)
    if isinstance(document, (Table, Form)) and document.columns:
        own_columns = tuple(
            FittedColumn("own", index, column.width, column.centred) for index, column in enumerate(document.columns)
        )
        return (FittedColumn("number"), *own_columns) if document.numbered else own_columns
    return None


def inside(path: Path, folder: Path) -> Path:
    """The path, unless a link leads it out of its folder; raises ``TemplateError`` then.

    The folder itself may not be a link either: what lies outside of the workspace is not the workspace's.
    """
    if path.resolve().is_relative_to(folder.parent.resolve() / folder.name):
        return path
    raise TemplateError(
        [
            OUTSIDE.finding(
                f"Шаблон «{path}» ведёт за пределы папки «{folder}».", document=str(path), quote=path.name,
                hint="Положите в папку сам файл, а не ссылку на него.",
            )
        ]
    )  # fmt: skip


def house_of(template: Path) -> Path | None:
    """``house.docx`` of the folder of templates that a template lies in: styles, numbering and settings for all."""
    if template.is_relative_to(shipped()):
        return _shipped(HOUSE)
    if template.parent == Path():
        template = template.absolute()  # of «order.docx» alone, the folder above would not be known
    for folder in (template.parent, template.parent.parent):
        if (folder / HOUSE).is_file():
            return inside(folder / HOUSE, folder)
    return None
