"""The order: what is said, by whom, in which points, with which annexes."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import datetime
import enum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.model.allowance import Allowance
from docgen.model.annex import Annex
from docgen.model.base import Day, Id, IdText, Model, YesNo, parse_id, string_validator
from docgen.model.citation import Citation, OrderKind, Registration
from docgen.model.fields import PIN_SAYS, DeadlineField, PeriodField, PinnedNumber
from docgen.model.origin import Origins
from docgen.model.requisites import Agreement, Distribution, Drafter, Restriction, Signatory, Submission, Visa
from docgen.model.text import Text


class Status(enum.StrEnum):
    """Where an order stands. From «подписан» on its content is frozen."""

    DRAFT = "проект"
    AGREEING = "на согласовании"
    TO_SIGN = "на подпись"
    SIGNED = "подписан"
    REGISTERED = "зарегистрирован"
    AMENDED = "изменён"
    REPEALED = "утратил силу"

    @property
    def frozen(self) -> bool:
        """Whether only the registration, the status and edition links may still change."""
        return self is Status.SIGNED or self.registered

    @property
    def registered(self) -> bool:
        """Whether the order must have its date and number."""
        return self in (Status.REGISTERED, Status.AMENDED, Status.REPEALED)


SELF_CONTROL = "за собой"
"""The value of ``контроль`` when the signatory keeps the control."""


def _control(text: str) -> IdText:
    if text.split() == SELF_CONTROL.split():
        return IdText(SELF_CONTROL)
    try:
        return IdText(parse_id(text))
    except ValueError:
        raise ValueError(f"Контроль «{text}» не понят. Пишите код должности или «{SELF_CONTROL}».") from None


Control = Annotated[
    str, BeforeValidator(string_validator(_control, "негодный-код", IdText)), WithJsonSchema({"type": "string"})
]


class Point(Model):
    """A point of an order or a sub-point; at most four levels (GOST R 7.0.97, 5.18; std:T04)."""

    id: Id | None = Field(None, alias="код", description="Код пункта, по которому на него ссылаются")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    approves: Id | None = Field(None, alias="утверждает", description="Код приложения, которое утверждает пункт")
    addressee: Text | None = Field(
        None, alias="кому", description="Кому поручается; ссылка склоняется сама: {институт}"
    )
    person: Id | None = Field(None, alias="лицо", description="Код руководителя, который печатается в скобках")
    recommended: YesNo = Field(False, alias="рекомендовать", description="да, если орган может лишь рекомендовать")
    definition: str | None = Field(None, alias="далее", description="Сокращение, которое вводится: «(далее – …)»")
    text: Text | None = Field(None, alias="текст", description="Что сделать: «обеспечить выполнение …»")
    deadline: DeadlineField | None = Field(None, alias="срок", description="Срок; место в тексте указывает {срок}")
    repeals: tuple[Id, ...] = Field(
        (), alias="утратили силу", description="Коды актов, которые признаются утратившими силу"
    )
    in_force: Text | None = Field(
        None, alias="вступает в силу", description="Когда документ вступает в силу: «со дня его подписания»"
    )
    control: Control | None = Field(
        None, alias="контроль", description="Код должности, на которую возложен контроль, или «за собой»"
    )
    points: tuple["Point", ...] = Field((), alias="пункты", description="Подпункты")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")


class Order(Model):
    """An order, an instruction (распоряжение) or a resolution (постановление)."""

    kind: OrderKind = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код документа, единственный в комплекте")
    status: Status = Field(Status.DRAFT, alias="состояние", description="Состояние документа")
    authority: Id = Field(alias="орган", description="Код организации, которая издаёт документ")
    joint: tuple[Id, ...] = Field(
        (), alias="совместно с", description="Коды организаций, которые издают его вместе с ней"
    )
    restriction: Restriction | None = Field(None, alias="гриф", description="Пометка «Для служебного пользования»")
    planned: Day | None = Field(None, alias="планируемая дата", description="Когда документ собираются подписать")
    registration: Registration | None = Field(None, alias="регистрация", description="Дата и номер")
    city: str | None = Field(None, alias="город", description="Место составления, если его нет у организации")
    period: PeriodField | None = Field(
        None, alias="период", description="Учебный год 2026/2027, год 2026 или годы 2024-2027"
    )
    origin: Origins = Field((), alias="откуда", description="Документы, из которых сделан этот: код приказа")
    title: Text = Field(alias="заголовок", description="О чём документ: «Об утверждении …», без точки в конце")
    preamble: Text | None = Field(None, alias="преамбула", description="Основание и цель, без слова «приказываю»")
    citations: tuple[Citation, ...] = Field((), alias="акты", description="Акты, на которые ссылается текст")
    points: tuple["Point", ...] = Field(alias="пункты", min_length=1, description="Пункты")
    annexes: tuple[Annex, ...] = Field((), alias="приложения", description="Приложения по порядку")
    signatory: Signatory = Field(alias="подпись", description="Кто подписывает")
    cosignatories: tuple[Signatory, ...] = Field((), alias="подписывают также", description="Остальные подписи")
    submission: Submission | None = Field(None, alias="проект внесён", description="Кто внёс проект")
    agreements: tuple[Agreement, ...] = Field((), alias="согласовано", description="С какими органами согласовано")
    visas: tuple[Visa, ...] = Field((), alias="визы", description="Лист согласования: кто визирует")
    acquainted: tuple[Id, ...] = Field(
        (), alias="ознакомить", description="Лист ознакомления: коды людей или должностей"
    )
    distribution: Distribution | None = Field(None, alias="рассылка", description="Лист рассылки")
    drafter: Drafter | None = Field(None, alias="исполнитель", description="Отметка об исполнителе")
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")

    @property
    def day(self) -> datetime.date:
        """The day whose names hold: that of registration, else the planned one, else the latest known."""
        registered = self.registration.date if self.registration else None
        return registered or self.planned or datetime.date.max
