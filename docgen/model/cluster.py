"""Lists of schools by cluster."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import ClassVar, Literal

from pydantic import Field

from docgen.model.allowance import Allowance
from docgen.model.base import Id, Model
from docgen.model.fields import PIN_SAYS, PinnedNumber
from docgen.model.text import Text


class School(Model):
    """A school as a list names it: from the register, or with its charter name, which typography leaves alone."""

    id: Id | None = Field(None, alias="код", description="Код школы в этом списке")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    entry: Id | None = Field(None, alias="школа", description="Код школы в справочнике; остальное берётся оттуда")
    name: str | None = Field(None, alias="название", description="Название, как в уставе: МБОУ «СОШ № 2»")
    settlement: str | None = Field(None, alias="место", description="Населённый пункт: «г. Гагарин»")
    municipality: Id | None = Field(None, alias="муниципалитет", description="Код муниципалитета")


class Cluster(Model):
    """A cluster of schools and who accompanies it."""

    id: Id | None = Field(None, alias="код", description="Код кластера")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    title: Text = Field(alias="название", description="Название кластера")
    support: str | None = Field(
        None, alias="сопровождение", description="Кто сопровождает, в родительном или творительном падеже"
    )
    schools: tuple[School, ...] = Field((), alias="школы", description="Школы кластера")


class ClusterList(Model):
    """A list of schools in clusters; numbering starts anew in each."""

    separate: ClassVar[bool] = True

    kind: Literal["список"] = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код документа, единственный в комплекте")
    title: Text = Field(alias="название", description="Название списка без точки в конце")
    intro: Text | None = Field(None, alias="вступление", description="Абзацы перед списком")
    clusters: tuple[Cluster, ...] = Field(alias="кластеры", min_length=1, description="Кластеры")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")

    @property
    def all_schools(self) -> tuple[School, ...]:
        """All schools in printed order."""
        return tuple(school for cluster in self.clusters for school in cluster.schools)
