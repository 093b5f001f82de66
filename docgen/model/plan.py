"""The plan of measures («дорожная карта»): sections, measures, columns."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import enum
from typing import ClassVar, Literal

from pydantic import Field

from docgen.model.allowance import Allowance
from docgen.model.base import Id, Model
from docgen.model.fields import PIN_SAYS, Count, DeadlineField, PeriodField, PinnedNumber
from docgen.model.origin import Origin, Origins
from docgen.model.party import Responsible
from docgen.model.requisites import Signatory
from docgen.model.table import OwnColumn
from docgen.model.text import Text


class Level(enum.StrEnum):
    """The level at which a measure is carried out."""

    REGIONAL = "региональный"
    MUNICIPAL = "муниципальный"
    INSTITUTIONAL = "институциональный"


Column = str
"""A column of a plan's table: one of ``COLUMN_HEADINGS``, or the code of a column that the plan names itself."""

COLUMN_HEADINGS: dict[str, str] = {
    "номер": "№ п/п",
    "уровень": "Уровень управления",
    "мероприятие": "Мероприятие",
    "описание": "Описание специфики (целевая аудитория)",
    "документ": "Документ",
    "срок": "Срок",
    "ответственные": "Ответственные",
    "результат": "Ожидаемый результат",
}


FIELD_OF: dict[str, str] = {
    "номер": "number",
    "уровень": "level",
    "мероприятие": "measure",
    "описание": "description",
    "документ": "document",
    "срок": "deadline",
    "ответственные": "responsible",
    "результат": "result",
}
"""The field of a measure that stands in each column."""


class MeasureLine(Model):
    """A line of a measure that has several: what, by whom and by when stand side by side in a row of their own."""

    measure: Text = Field(alias="мероприятие", description="Что делается в этой строке")
    description: Text | None = Field(None, alias="описание", description="Особенности, целевая аудитория")
    document: Text | None = Field(None, alias="документ", description="Каким документом подтверждается")
    deadline: DeadlineField | None = Field(None, alias="срок", description="Срок этой строки")
    responsible: Responsible | None = Field(None, alias="ответственные", description="Кто отвечает за эту строку")
    result: Text | None = Field(None, alias="результат", description="Ожидаемый результат")
    own: dict[str, Text] = Field(default_factory=dict, alias="прочее", description="Ячейки своих граф по их кодам")


class Measure(Model):
    """One row of a plan: what is done, by whom, by when, with which result."""

    id: Id | None = Field(None, alias="код", description="Код мероприятия; им держится связь с другими планами")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    level: Level | None = Field(None, alias="уровень", description="Уровень управления")
    measure: Text = Field(alias="мероприятие", description="Что делается: «Проведение …»")
    description: Text | None = Field(None, alias="описание", description="Особенности, целевая аудитория")
    document: Text | None = Field(None, alias="документ", description="Каким документом подтверждается")
    deadline: DeadlineField | None = Field(None, alias="срок", description="Срок: «октябрь-ноябрь 2026 года»")
    responsible: Responsible | None = Field(None, alias="ответственные", description="Кто отвечает, через запятую")
    result: Text | None = Field(None, alias="результат", description="Ожидаемый результат")
    own: dict[str, Text] = Field(default_factory=dict, alias="прочее", description="Ячейки своих граф по их кодам")
    lines: tuple[MeasureLine, ...] = Field(
        (), alias="строки", description="Строки внутри мероприятия, каждая со своим сроком"
    )
    origin: Origins = Field((), alias="откуда", description="Строка вышестоящего плана, из которой взята: карта1/м107")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")

    @property
    def rows(self) -> "tuple[Measure | MeasureLine, ...]":
        """The rows of the table that it takes: its own, and its lines."""
        return (self, *self.lines)


class Section(Model):
    """A section of a plan: a row across the table and the measures below it."""

    id: Id | None = Field(None, alias="код", description="Код раздела")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    title: Text = Field(alias="название", description="Название раздела")
    origin: Origins = Field((), alias="откуда", description="Раздел вышестоящего плана: карта1/р1")
    measures: tuple[Measure, ...] = Field((), alias="мероприятия", description="Строки раздела")


PART_TITLES: dict[str, str] = {
    "цели": "Цели",
    "задачи": "Задачи",
    "основания": "Документы, на основе которых разработан план",
    "обоснование": "Обоснование целей",
    "содержание": "Содержание работы",
}


class PlanPart(Model):
    """A numbered part before the table of a plan: goals, tasks, basis, justification; the table is «содержание»."""

    id: Id | None = Field(None, alias="код", description="Код части")
    kind: Literal["цели", "задачи", "основания", "обоснование", "содержание"] = Field(
        alias="часть", description="Что это за часть"
    )
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    title: str | None = Field(None, alias="название", description="Свой заголовок части")
    text: Text | None = Field(None, alias="текст", description="Абзацы и перечни части")
    acts: tuple[Id, ...] = Field((), alias="акты", description="Коды актов, на основе которых разработан план")


class NotApplicable(Model):
    """A row of the superior plan that this plan leaves out on purpose."""

    origin: Origin = Field(alias="откуда", description="Строка вышестоящего плана: карта1/м107")
    reason: str = Field(alias="причина", description="Почему строка не нужна: «в районе нет таких школ»")


class Plan(Model):
    """A plan of measures, usually an annex of an order."""

    separate: ClassVar[bool] = True

    kind: Literal["план"] = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код документа, единственный в комплекте")
    title: Text = Field(alias="название", description="Название плана без точки в конце")
    period: PeriodField | None = Field(
        None, alias="период", description="Учебный год 2026/2027, год 2026 или годы 2024-2027"
    )
    level: Level | None = Field(None, alias="уровень", description="Уровень плана, если у строк он не указан")
    municipality: Id | None = Field(None, alias="муниципалитет", description="Код муниципалитета, чей это план")
    school: Id | None = Field(None, alias="школа", description="Код школы, чей это план")
    origin: Origins = Field((), alias="откуда", description="Вышестоящий план, из которого сделан этот: карта1")
    not_applicable: tuple[NotApplicable, ...] = Field(
        (), alias="не применимо", description="Строки вышестоящего плана, которые здесь не нужны, с причиной"
    )
    intro: Text | None = Field(None, alias="вступление", description="Абзацы и проблемы перед таблицей")
    parts: tuple[PlanPart, ...] = Field((), alias="части", description="Цели, задачи, основания, обоснование")
    columns: tuple[Column, ...] = Field(
        ("номер", "мероприятие", "срок", "ответственные"),
        alias="графы", min_length=1, description="Графы таблицы по порядку: стандартные и коды своих граф",
    )  # fmt: skip
    own_columns: tuple[OwnColumn, ...] = Field(
        (), alias="свои графы", description="Графы, которых нет среди стандартных"
    )
    headings: dict[Column, str] = Field({}, alias="заголовки граф", description="Свои заголовки граф")
    widths: dict[Column, Count] = Field(
        {}, alias="ширины граф", description="Доли ширины: названные графы делят между собой место, которое занимали"
    )
    sections: tuple[Section, ...] = Field((), alias="разделы", description="Разделы плана")
    measures: tuple[Measure, ...] = Field((), alias="мероприятия", description="Строки плана, если разделов нет")
    closing: Text | None = Field(None, alias="заключение", description="Абзацы после таблицы")
    signatory: Signatory | None = Field(None, alias="подпись", description="Кто подписывает сам план, если так принято")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")

    @property
    def columns_shown(self) -> tuple[Column, ...]:
        """The columns that the table has: a name that is neither usual nor the plan's own is a finding, no column."""
        own = {column.id for column in self.own_columns}
        return tuple(name for name in self.columns if name in COLUMN_HEADINGS or name in own) or ("мероприятие",)

    @property
    def own_columns_shown(self) -> tuple[OwnColumn, ...]:
        """The columns of the office's own that the table has, in its order."""
        own = {column.id: column for column in self.own_columns}
        return tuple(own[name] for name in self.columns if name in own)

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        """All measures in printed order."""
        return self.measures + tuple(measure for section in self.sections for measure in section.measures)
