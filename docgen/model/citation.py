"""What an act is known by: its kind, body, date, number and title."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.model.base import Day, Id, Model, string_validator

OrderKind = Literal["приказ", "распоряжение", "постановление"]
"""The kinds of acts that docgen itself prints."""


class NumberText(str):
    """A registration number as written: ``850-ОД``."""

    __slots__ = ()


def _number(text: str) -> NumberText:
    number = text.strip().removeprefix("№").strip()
    if not number:
        raise ValueError(f"В номере «{text}» нет самого номера. Пишите его без знака №: 850-ОД.")
    return NumberText(number)


RegistrationNumber = Annotated[
    str,
    BeforeValidator(string_validator(_number, "номер-не-понят", NumberText)),
    WithJsonSchema({"type": "string"}),
]


class Registration(Model):
    """The date and number of a signed act; either may still be missing."""

    date: Day | None = Field(None, alias="дата", description="Дата подписания: 17.09.2021")
    number: RegistrationNumber | None = Field(None, alias="номер", description="Номер без знака №: 850-ОД")


class Citation(Model):
    """An act that a text refers to: of another body, or an order of the same workspace (``документ``)."""

    id: Id = Field(alias="код", description="Код, по которому на акт ссылаются")
    document: Id | None = Field(None, alias="документ", description="Код приказа этого же комплекта")
    kind: str | None = Field(None, alias="вид", description="Вид акта: приказ, постановление, закон")
    authority: Id | None = Field(None, alias="орган", description="Код организации, издавшей акт")
    authority_words: str | None = Field(
        None, alias="орган текстом", description="Орган в родительном падеже, если его нет в справочнике"
    )
    date: Day | None = Field(None, alias="дата", description="Дата акта")
    number: RegistrationNumber | None = Field(None, alias="номер", description="Номер акта без знака №")
    title: str | None = Field(None, alias="название", description="Название акта без кавычек, как в источнике")
