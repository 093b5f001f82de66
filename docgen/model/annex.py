"""Annexes of an order: each names the file of a document that is printed after the order."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from pydantic import Field

from docgen.model.base import Id, Model


class Annex(Model):
    """One annex. Its number is its place in the list; a single annex has none (GOST R 7.0.97, 5.19; std:A02)."""

    id: Id | None = Field(None, alias="код", description="Код приложения; если его нет, берётся код документа из файла")
    file: str = Field(alias="файл", description="Файл приложения, путь от файла приказа: ../plans/plan.yaml")
