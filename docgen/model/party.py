"""Who acts: organisations, persons, posts, municipalities, and the parties named in a plan's cells."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import datetime
import re
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from docgen.model.base import Dated, Day, Id, Model, YesNo, on, string_validator
from docgen.patterns import pattern

LevelName = Literal["федеральный", "региональный", "муниципальный", "институциональный"]
"""The level of a body or a measure."""


class Forms(Model):
    """Explicit case forms; a form that stands here always wins over a computed one."""

    genitive: str | None = Field(None, alias="род", description="Родительный падеж (кого? чего?)")
    dative: str | None = Field(None, alias="дат", description="Дательный падеж (кому? чему?)")
    accusative: str | None = Field(None, alias="вин", description="Винительный падеж (кого? что?)")
    instrumental: str | None = Field(None, alias="тв", description="Творительный падеж (кем? чем?)")
    prepositional: str | None = Field(None, alias="пр", description="Предложный падеж (о ком? о чём?)")

    def form(self, case: str) -> str | None:
        """The explicit form for a case word of a reference («дат»), or None."""
        names = {"род": "genitive", "дат": "dative", "вин": "accusative", "тв": "instrumental", "пр": "prepositional"}
        name = names.get(case)
        return getattr(self, name) if name else None


Form = Literal["департамент", "министерство", "администрация", "школа"]
"""Whose letterhead: it chooses among the templates of orders."""


class Organisation(Model):
    """A body or an institution. Its name, short name, forms and letterhead may change on a day."""

    id: Id = Field(alias="код", description="Код, по которому на организацию ссылаются")
    name: Dated[str] = Field(alias="название", description="Полное наименование в именительном падеже, как в уставе")
    short: Dated[str] = Field((), alias="кратко", description="Краткое наименование: «Департамент», «ГАУ ДПО СОИРО»")
    forms: Dated[Forms] = Field((), alias="формы", description="Падежные формы полного наименования")
    letterhead: Dated[tuple[str, ...]] = Field((), alias="бланк", description="Строки бланка")
    city: str | None = Field(None, alias="город", description="Место составления: «г. Смоленск»")
    level: LevelName | None = Field(None, alias="уровень", description="Уровень управления")
    superior: Dated[Id] = Field((), alias="подчинена", description="Код вышестоящей организации; при смене с датами")
    superior_shown: YesNo = Field(
        False, alias="вышестоящая на бланке", description="да: над строками бланка стоит вышестоящая организация"
    )
    form: Form | None = Field(None, alias="вид бланка", description="Чей бланк: департамент, министерство и так далее")
    since: Day | None = Field(None, alias="с", description="Первый день существования")
    until: Day | None = Field(None, alias="по", description="Последний день существования")
    successor: Id | None = Field(None, alias="преемник", description="Код организации, которая её сменила")
    municipality: Id | None = Field(None, alias="муниципалитет", description="Код муниципалитета")
    stands_for: Id | None = Field(
        None, alias="в роли", description="Код общего наименования (ОМСУ, МОЦ), под которым её называют планы области"
    )
    aliases: tuple[str, ...] = Field((), alias="псевдонимы", description="Другие написания, которые встречаются")

    def exists_on(self, day: datetime.date) -> bool:
        """Whether the body was there on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def superior_on(self, day: datetime.date) -> str | None:
        """The id of the body that commands it on that day."""
        return on(self.superior, day)

    def name_on(self, day: datetime.date) -> str:
        """The full name on that day; outside all dates the last known one."""
        return on(self.name, day) or self.name[-1].value

    def letterhead_on(self, day: datetime.date) -> tuple[str, ...]:
        """The lines of the letterhead on that day; outside all dates the last known ones."""
        return on(self.letterhead, day) or (self.letterhead[-1].value if self.letterhead else ())

    def short_on(self, day: datetime.date) -> str:
        """The short name on that day, or the full one when there is none."""
        return on(self.short, day) or self.name_on(day)

    def form_on(self, case: str, day: datetime.date) -> str | None:
        """The explicit form of the full name on that day, or None."""
        forms = on(self.forms, day)
        return forms.form(case) if forms else None


class Person(Model):
    """A person. The gender is data: it cannot be told from a surname with initials."""

    id: Id = Field(alias="код", description="Код, по которому на человека ссылаются")
    surname: str = Field(alias="фамилия", description="Фамилия в именительном падеже")
    first_name: str = Field(alias="имя", description="Имя или его первая буква: «Елена», «Е.»")
    patronymic: str = Field("", alias="отчество", description="Отчество или его первая буква")
    gender: Literal["м", "ж"] | None = Field(None, alias="пол", description="Пол: м или ж")
    forms: Forms | None = Field(
        None, alias="формы", description="Падежные формы «Фамилия И.О.», если правила ошибаются"
    )


class Post(Model):
    """A post and who holds it when."""

    id: Id = Field(alias="код", description="Код, по которому на должность ссылаются")
    name: str = Field(alias="название", description="Должность в именительном падеже: «начальник Департамента»")
    full: str | None = Field(None, alias="полностью", description="Должность с полным наименованием организации")
    organisation: Id | None = Field(None, alias="организация", description="Код организации")
    holder: Dated[Id] = Field((), alias="занимает", description="Код человека; при смене список с датами")
    acting: Dated[Id] = Field(
        (), alias="исполняет обязанности", description="Код человека, который исполняет обязанности, с датами"
    )
    forms: Forms | None = Field(None, alias="формы", description="Падежные формы должности")
    full_forms: Forms | None = Field(
        None, alias="формы полного", description="Падежные формы должности с полным наименованием организации"
    )

    def holder_on(self, day: datetime.date) -> str | None:
        """The id of the person who holds the post on that day, the last named of two, or None."""
        return on(self.holder, day)

    def holders_on(self, day: datetime.date) -> tuple[str, ...]:
        """The ids of all who hold the post on that day: two deputies may have one post."""
        return tuple(dict.fromkeys(dating.value for dating in self.holder if dating.holds(day)))

    def acting_on(self, day: datetime.date) -> str | None:
        """The id of the person who acts in the post on that day, or None."""
        return on(self.acting, day)


class Municipality(Model):
    """A district, an okrug or a city."""

    id: Id = Field(alias="код", description="Код, по которому на муниципалитет ссылаются")
    name: Dated[str] = Field(alias="название", description="Название в именительном падеже: «Берёзовский район»")
    forms: Dated[Forms] = Field((), alias="формы", description="Падежные формы названия")
    kind: Dated[Literal["район", "округ", "город"]] = Field(alias="тип", description="Район, округ или город")

    def kind_on(self, day: datetime.date) -> str:
        """District, okrug or city on that day; outside all dates the last known."""
        return on(self.kind, day) or self.kind[-1].value

    def name_on(self, day: datetime.date) -> str:
        """The name on that day; outside all dates the last known one."""
        return on(self.name, day) or self.name[-1].value

    def form_on(self, case: str, day: datetime.date) -> str | None:
        """The explicit form of the name on that day, or None."""
        forms = on(self.forms, day)
        return forms.form(case) if forms else None


class SchoolEntry(Model):
    """A school in the register. Its name, district and subordination may change; a merged one has a successor."""

    id: Id = Field(alias="код", description="Код, по которому на школу ссылаются")
    name: Dated[str] = Field(alias="название", description="Название, как в уставе: МБОУ «СОШ № 2»")
    settlement: str | None = Field(None, alias="место", description="Населённый пункт: «г. Гагарин»")
    municipality: Dated[Id] = Field((), alias="муниципалитет", description="Код муниципалитета; при смене с датами")
    superior: Dated[Id] = Field(
        (), alias="подчинена", description="Код организации, если школа подчинена не муниципалитету"
    )
    since: Day | None = Field(None, alias="с", description="Первый день существования")
    until: Day | None = Field(None, alias="по", description="Последний день существования")
    successor: Id | None = Field(None, alias="преемник", description="Код школы, к которой её присоединили")
    aliases: tuple[str, ...] = Field((), alias="псевдонимы", description="Другие написания, которые встречаются")

    def exists_on(self, day: datetime.date) -> bool:
        """Whether the school was there on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def name_on(self, day: datetime.date) -> str:
        """The name on that day; outside all dates the last known one."""
        return on(self.name, day) or self.name[-1].value

    def municipality_on(self, day: datetime.date) -> str | None:
        """The id of the municipality on that day, or None."""
        return on(self.municipality, day)


class Abbreviation(Model):
    """A short form and what it stands for."""

    id: Id = Field(alias="код", description="Код, по которому на сокращение ссылаются")
    short: str = Field(alias="кратко", description="Сокращение: ОМСУ")
    full: str = Field(alias="полностью", description="Расшифровка в именительном падеже")
    forms: Forms | None = Field(None, alias="формы", description="Падежные формы расшифровки")
    aliases: tuple[str, ...] = Field((), alias="псевдонимы", description="Другие написания, которые встречаются")


class Party(NamedTuple):
    """One responsible party as named in a cell: ``ГАУ ДПО СОИРО`` with its units in brackets."""

    name: str
    units: tuple[str, ...] = ()


class Responsible:
    """The responsible parties of a measure, split as ground-truth D.4 says; prints as it was written."""

    __slots__ = ("_source", "parties")

    def __init__(self, source: str, parties: tuple[Party, ...]) -> None:
        self._source = source
        self.parties = parties

    @classmethod
    @lru_cache(maxsize=4096)  # a few dozen of them fill the plans of a region
    def parse(cls, source: str) -> "Responsible":
        """The parties; raises ``ValueError`` when the brackets do not close or nothing is named."""
        if source.count("(") != source.count(")"):
            raise ValueError(f"В ответственных «{source}» скобки не закрыты. Пишите: ГАУ ДПО СОИРО (ЦНППМ), ОМСУ.")
        names = [part for part in _split_top_level(source) if part]
        if not names:
            raise ValueError("Ответственные не названы. Пишите организации через запятую: Департамент, ОМСУ.")
        return cls(source, tuple(_party(name) for name in _with_roles_joined(names)))

    def __str__(self) -> str:
        return self._source

    def __repr__(self) -> str:
        return f"Responsible({self._source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Responsible) and self._source == other._source

    def __hash__(self) -> int:
        return hash(self._source)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        validate = string_validator(cls.parse, "ответственные-не-поняты", cls)

        def from_list(value: Any) -> Any:
            if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
                return validate(", ".join(value))
            return validate(value)

        return core_schema.no_info_plain_validator_function(
            from_list, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


_DEFINITION = pattern(r"\s*,?\s*\(?далее\s*[-–—]\s*[^)]*\)?\s*$")
_UNITS = pattern(r"(?P<name>[^(]*\S)\s*\((?P<units>[^()]*)\)\s*$")
_ROLE = pattern(r"(руководитель|директор|зам\.?\s*\w*|заместитель)$", re.IGNORECASE)


def _split_top_level(source: str) -> list[str]:
    """The parts between commas, semicolons and line breaks that stand outside brackets and quotes."""
    parts, depth, start = [], 0, 0
    for index, sign in enumerate(source):
        if sign in "(«":
            depth += 1
        elif sign in ")»":
            depth -= 1
        elif sign in ",;\n" and depth <= 0:
            parts.append(source[start:index].strip())
            start = index + 1
    parts.append(source[start:].strip())
    return parts


def _with_roles_joined(names: list[str]) -> list[str]:
    """«Руководитель, зам. руководителя ОО»: a role without an organisation belongs to the next name (D.4, rule 3)."""
    joined: list[str] = []
    waiting = ""
    for name in names:
        if _ROLE.fullmatch(name) and name is not names[-1]:
            waiting = f"{waiting}{name}, "
        else:
            joined.append(waiting + name)
            waiting = ""
    return joined


def _party(name: str) -> Party:
    bare = _DEFINITION.sub("", name)
    match = _UNITS.fullmatch(bare)
    if match is None:
        return Party(bare or name)
    units = tuple(unit.strip() for unit in match["units"].split(","))
    return Party(match["name"], units)
