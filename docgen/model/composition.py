"""The composition of a commission or a working group, and pairs of schools."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Literal

from pydantic import Field

from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Id, Model, YesNo
from docgen.model.cluster import School
from docgen.model.fields import PIN_SAYS, PinnedNumber
from docgen.model.text import Text


class Member(Model):
    """A member: a person with a post, and the role in the commission."""

    id: Id | None = Field(None, alias="код", description="Код строки состава")
    person: Id | None = Field(None, alias="лицо", description="Код человека; нет – место, которое ещё не занято")
    post: Id | None = Field(None, alias="должность", description="Код должности")
    words: Text | None = Field(None, alias="кто", description="Должность словами, если её нет в справочнике")
    role: str | None = Field(None, alias="роль", description="Роль: председатель комиссии, секретарь комиссии")
    agreed: YesNo = Field(False, alias="по согласованию", description="да, если участие согласовано с другим органом")


class Composition(AnnexDocument):
    """Who sits in a commission, a council or a working group; in order of the roles, then by surname."""

    kind: Literal["состав"] = Field(alias="вид", description="Вид документа")
    members: tuple[Member, ...] = Field(alias="члены", min_length=1, description="Члены по порядку")
    group: str = Field(
        "Члены комиссии", alias="остальные", description="Заголовок над членами без роли: «Члены рабочей группы»"
    )


class Pair(Model):
    """A school that is helped and the one that helps it."""

    id: Id | None = Field(None, alias="код", description="Код пары")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    mentor: School = Field(alias="наставник", description="Школа-наставник")
    school: School = Field(alias="школа", description="Школа, которой помогают")
    curator: Text | None = Field(None, alias="куратор", description="Кто сопровождает пару")


class SchoolPairs(AnnexDocument):
    """Pairs of schools: mentor and ward."""

    kind: Literal["пары"] = Field(alias="вид", description="Вид документа")
    mentor_heading: str = Field("Школа-наставник", alias="заголовок наставника", description="Заголовок второй графы")
    school_heading: str = Field("Школа", alias="заголовок школы", description="Заголовок третьей графы")
    curator_heading: str = Field("Куратор", alias="заголовок куратора", description="Заголовок четвёртой графы")
    pairs: tuple[Pair, ...] = Field(alias="пары", min_length=1, description="Пары школ по порядку")
