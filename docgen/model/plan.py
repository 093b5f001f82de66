"""The plan of measures («дорожная карта»): sections, measures, columns."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import enum
from typing import Literal

from pydantic import Field

from docgen.model.allowance import Allowance
from docgen.model.base import Id, Model
from docgen.model.fields import DeadlineField, PeriodField, PinnedNumber
from docgen.model.party import Responsible
from docgen.model.text import Text


class Level(enum.StrEnum):
    """The level at which a measure is carried out."""

    REGIONAL = "региональный"
    MUNICIPAL = "муниципальный"
    INSTITUTIONAL = "институциональный"


Column = Literal["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"]
"""The columns that a plan's table may have."""

COLUMN_HEADINGS: dict[str, str] = {
    "номер": "№ п/п",
    "уровень": "Уровень управления",
    "мероприятие": "Мероприятие",
    "описание": "Описание специфики (целевая аудитория)",
    "срок": "Срок",
    "ответственные": "Ответственные",
    "результат": "Ожидаемый результат",
}


class Measure(Model):
    """One row of a plan: what is done, by whom, by when, with which result."""

    id: Id | None = Field(None, alias="код", description="Код мероприятия; им держится связь с другими планами")
    number: PinnedNumber | None = Field(None, alias="номер", description="Закреплённый номер, если он не по порядку")
    level: Level | None = Field(None, alias="уровень", description="Уровень управления")
    measure: Text = Field(alias="мероприятие", description="Что делается: «Проведение …»")
    description: Text | None = Field(None, alias="описание", description="Особенности, целевая аудитория")
    deadline: DeadlineField | None = Field(None, alias="срок", description="Срок: «октябрь-ноябрь 2026 года»")
    responsible: Responsible | None = Field(None, alias="ответственные", description="Кто отвечает, через запятую")
    result: Text | None = Field(None, alias="результат", description="Ожидаемый результат")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")


class Section(Model):
    """A section of a plan: a row across the table and the measures below it."""

    id: Id | None = Field(None, alias="код", description="Код раздела")
    number: PinnedNumber | None = Field(None, alias="номер", description="Закреплённый номер, если он не по порядку")
    title: Text = Field(alias="название", description="Название раздела")
    measures: tuple[Measure, ...] = Field((), alias="мероприятия", description="Строки раздела")


class Plan(Model):
    """A plan of measures, usually an annex of an order."""

    kind: Literal["план"] = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код документа, единственный в комплекте")
    title: Text = Field(alias="название", description="Название плана без точки в конце")
    period: PeriodField | None = Field(
        None, alias="период", description="Учебный год 2026/2027, год 2026 или годы 2024-2027"
    )
    level: Level | None = Field(None, alias="уровень", description="Уровень плана, если у строк он не указан")
    intro: Text | None = Field(None, alias="вступление", description="Абзацы и проблемы перед таблицей")
    columns: tuple[Column, ...] = Field(
        ("номер", "мероприятие", "срок", "ответственные"), alias="графы", description="Графы таблицы по порядку"
    )
    headings: dict[Column, str] = Field({}, alias="заголовки граф", description="Свои заголовки граф")
    sections: tuple[Section, ...] = Field((), alias="разделы", description="Разделы плана")
    measures: tuple[Measure, ...] = Field((), alias="мероприятия", description="Строки плана, если разделов нет")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        """All measures in printed order."""
        return self.measures + tuple(measure for section in self.sections for measure in section.measures)
