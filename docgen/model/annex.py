"""Annexes of an order: each is the document of another file, or a small one that stands inside the order."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Annotated

from pydantic import Discriminator, Field

from docgen.model.base import Id, Model
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.regulation import Regulation
from docgen.model.requisites import Restriction
from docgen.model.table import Duties, Form, Scan, Schedule, Table

Inside = Annotated[
    Composition | SchoolPairs | Regulation | Schedule | Form | Table | Duties | Scan, Discriminator("kind")
]
"""The annexes that may stand inside the file of their order."""


class Annex(Model):
    """One annex. Its number is its place in the list; a single annex has none (GOST R 7.0.97, 5.19; std:A02)."""

    id: Id | None = Field(None, alias="код", description="Код приложения; если его нет, берётся код документа из файла")
    file: str | None = Field(
        None, alias="файл", description="Файл приложения, путь от файла приказа: ../plans/plan.yaml"
    )
    document: Inside | None = Field(None, alias="документ", description="Само приложение, если оно невелико")
    restriction: Restriction | None = Field(None, alias="гриф", description="Пометка «Для служебного пользования»")

    @property
    def name(self) -> str:
        """What the annex is called in messages: its file, or the kind of the document inside the order."""
        return self.file or (self.document.kind if self.document else "")
