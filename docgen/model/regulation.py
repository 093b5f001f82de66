"""The text of a regulation: положение, порядок, правила, инструкция."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Literal

from pydantic import Field

from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Id, Model
from docgen.model.fields import PIN_SAYS, PinnedNumber
from docgen.model.text import Text


class Clause(Model):
    """A numbered paragraph of a regulation; at most four levels with the section's (std:T04)."""

    id: Id | None = Field(None, alias="код", description="Код пункта, по которому на него ссылаются")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    text: Text = Field(alias="текст", description="Текст пункта")
    clauses: tuple["Clause", ...] = Field((), alias="пункты", description="Подпункты")


class Chapter(Model):
    """A section of a regulation with its heading."""

    id: Id | None = Field(None, alias="код", description="Код раздела")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    title: Text = Field(alias="название", description="Название раздела без точки: «Общие положения»")
    clauses: tuple["Clause", ...] = Field((), alias="пункты", description="Пункты раздела")


class Regulation(AnnexDocument):
    """A text in numbered sections and points, approved by the order."""

    kind: Literal["положение"] = Field(alias="вид", description="Вид документа")
    chapters: tuple[Chapter, ...] = Field((), alias="разделы", description="Разделы по порядку")
    clauses: tuple[Clause, ...] = Field((), alias="пункты", description="Пункты, если разделов нет")
