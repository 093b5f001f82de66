"""The requisites around the text of an order (GOST R 7.0.97, section 5): signatures, marks, approvals, sheets."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.model.base import Day, Id, Model, YesNo, string_validator
from docgen.model.citation import RegistrationNumber
from docgen.model.text import Text

Capacity = Literal["исполняющий обязанности", "временно исполняющий обязанности", "и.о.", "врио"]
"""In what capacity somebody signs who does not hold the post (GOST R 7.0.97, 5.22; std:R09)."""


class CopiesText(str):
    """How many copies somebody receives, or how it is sent instead: ``2``, ``ЭДО``."""

    __slots__ = ()


def _copies(text: str) -> CopiesText:
    said = text.strip()
    few = said.isdecimal() and len(said) <= 4
    if not few and not any(sign.isalpha() for sign in said):
        raise ValueError(f"Число экземпляров «{text[:24]}» не понято. Пишите цифрами или словом: 2, ЭДО.")
    return CopiesText(said)


Copies = Annotated[
    str,
    BeforeValidator(string_validator(_copies, "число-не-понято", CopiesText)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]


class Signatory(Model):
    """Who signs: the holder of a post on the day of signing, or a person named outright."""

    post: Id = Field(alias="должность", description="Код должности")
    person: Id | None = Field(
        None, alias="лицо", description="Код человека, если подписывает не тот, кто занимает должность"
    )
    capacity: Capacity | None = Field(
        None, alias="в качестве", description="Если подписывает временно: «исполняющий обязанности»"
    )


class Restriction(Model):
    """The restriction mark at the top right of the first sheet (GOST R 7.0.97, 5.14)."""

    mark: str = Field("Для служебного пользования", alias="пометка", description="Слова пометки")
    copy_number: RegistrationNumber | None = Field(None, alias="экземпляр", description="Номер экземпляра: 1")


class Submission(Model):
    """«Проект внесен»: who laid the draft before the head; printed below the signature."""

    organisation: Id | None = Field(None, alias="организация", description="Код организации, внёсшей проект")
    post: Id = Field(alias="должность", description="Код должности внёсшего")
    person: Id | None = Field(None, alias="лицо", description="Код человека, если он не занимает эту должность")


class Agreement(Model):
    """The mark of agreement with another body: an official who signs, or a document of that body (5.20)."""

    organisation: Id | None = Field(None, alias="организация", description="Код организации, если она не в должности")
    post: Id | None = Field(None, alias="должность", description="Код должности согласующего")
    person: Id | None = Field(None, alias="лицо", description="Код человека, если он не занимает эту должность")
    document: str | None = Field(None, alias="документ", description="Вид документа о согласовании: письмо, протокол")
    date: Day | None = Field(None, alias="дата", description="Дата согласования или документа")
    number: RegistrationNumber | None = Field(None, alias="номер", description="Номер документа без знака №")


class Visa(Model):
    """One line of the sheet of internal agreement (5.21)."""

    post: Id = Field(alias="должность", description="Код должности визирующего")
    person: Id | None = Field(None, alias="лицо", description="Код человека, если он не занимает эту должность")
    received: Day | None = Field(None, alias="поступил", description="Когда проект поступил")
    agreed: Day | None = Field(None, alias="согласован", description="Когда проект согласован")
    remarks: str | None = Field(None, alias="замечания", description="Замечания: «прилагаются» или сами слова")


class Recipient(Model):
    """One addressee of the distribution list."""

    to: Text = Field(alias="кому", description="Кому направляется, в именительном падеже: {институт}")
    copies: Copies = Field("1", alias="экземпляров", description="Число экземпляров или «ЭДО»")


class Distribution(Model):
    """The distribution list: those whom the order and its plans name, and others (std §4.2)."""

    named: YesNo = Field(
        True, alias="по тексту", description="да: добавить тех, кому поручено, и ответственных из планов"
    )
    copies: Copies = Field("1", alias="экземпляров", description="Сколько экземпляров каждому или «ЭДО»")
    also: tuple[Recipient, ...] = Field((), alias="ещё", description="Кому ещё, кроме названных в тексте")


class Drafter(Model):
    """The executor mark (GOST R 7.0.97, 5.25)."""

    person: Id = Field(alias="лицо", description="Код исполнителя")
    post: str | None = Field(None, alias="должность", description="Должность исполнителя словами")
    phone: str = Field(alias="телефон", description="Телефон исполнителя")
    email: str | None = Field(None, alias="почта", description="Адрес электронной почты исполнителя")
