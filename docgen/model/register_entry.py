"""The register of a site: acts, events and materials by school year, as an office publishes them (gt:G.2).

Plain data only. What a page shows is kept as it stands there; an act without number or date has none here.
"""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Literal

from pydantic import Field

from docgen.model.base import Day, Id, Model
from docgen.model.citation import RegistrationNumber
from docgen.model.fields import Count, PeriodField
from docgen.model.plan import Level

Shown = Literal["№-от", "от-№"]
"""Which of number and date an entry shows first."""

SectionKind = Literal[
    "акты", "планы", "коуч-практики", "мероприятия", "мониторинг", "материалы", "практики", "объективность", "программы",
    "отчёты", "участники", "консультации", "причины", "ссылки", "прочее",
]  # fmt: skip
"""What the entries of a section are."""


class RegisterLink(Model):
    """A link as the page shows it: its words, where it leads (when that is known) and what kind of file lies there."""

    label: str = Field("", alias="подпись", description="Слова ссылки на странице: Скачать, Программа, 1")
    address: str | None = Field(None, alias="адрес", description="Адрес, по которому она ведёт")
    format: str | None = Field(None, alias="формат", description="Вид файла: pdf, docx")


class RegisterAmendment(Model):
    """A change that was made to an act, as its entry tells it."""

    date: Day | None = Field(None, alias="дата", description="Дата изменений")
    number: RegistrationNumber | None = Field(None, alias="номер", description="Номер акта, которым они внесены, без №")


class RegisterAct(Model):
    """An act in the register. One that was published without its number or date has none here."""

    ordinal: str | None = Field(None, alias="порядковый номер", description="Номер строки на странице")
    kind: str = Field(alias="вид", description="Вид акта: приказ, постановление, положение")
    authority: Id | None = Field(None, alias="орган", description="Код организации, издавшей акт")
    authority_words: str | None = Field(
        None, alias="орган текстом", description="Орган в родительном падеже, как на странице"
    )
    date: Day | None = Field(None, alias="дата", description="Дата акта")
    number: RegistrationNumber | None = Field(None, alias="номер", description="Номер акта без знака №")
    shown: Shown = Field("№-от", alias="порядок", description="Что на странице раньше: номер или дата")
    title: str | None = Field(None, alias="название", description="Название акта без внешних кавычек")
    period: PeriodField | None = Field(None, alias="период", description="На какой срок он издан, если это сказано")
    amendments: tuple[RegisterAmendment, ...] = Field((), alias="изменения", description="Изменения, о которых сказано")
    pages: str | None = Field(None, alias="страницы", description="Страницы файла, где он напечатан")
    links: tuple[RegisterLink, ...] = Field((), alias="ссылки", description="Файлы")
    since: Day | None = Field(None, alias="действует с", description="Первый день действия")
    until: Day | None = Field(None, alias="действует по", description="Последний день действия")


class RegisterGroup(Model):
    """Acts of many bodies under one entry: «Приказы образовательных организаций …»."""

    authorities: str = Field(
        alias="чьи", description="Чьи это акты, как на странице: Приказы образовательных организаций"
    )
    title: str = Field(alias="название", description="Общее название без внешних кавычек")
    period: PeriodField | None = Field(None, alias="период", description="На какой срок они изданы, если это сказано")
    links: tuple[RegisterLink, ...] = Field((), alias="ссылки", description="Файлы")


class RegisterMaterial(Model):
    """Anything published that is no act: a plan, a monitoring, a programme, recommendations, a talk."""

    ordinal: str | None = Field(None, alias="порядковый номер", description="Номер строки на странице")
    kind: str | None = Field(None, alias="вид", description="Что это: программа, статья, презентация")
    title: str = Field("", alias="название", description="Название, как на странице")
    author: str | None = Field(None, alias="автор", description="Кто подготовил, как на странице")
    period: PeriodField | None = Field(None, alias="период", description="За какой срок или на какой срок")
    pages: str | None = Field(None, alias="страницы", description="Страницы файла")
    links: tuple[RegisterLink, ...] = Field((), alias="ссылки", description="Файлы")


class RegisterSpeaker(Model):
    """One who spoke at an event, with what was published of it."""

    name: str = Field(alias="лицо", description="Фамилия и инициалы, как на странице")
    post: str | None = Field(None, alias="должность", description="Должность")
    organisation: str | None = Field(None, alias="организация", description="Место работы")
    materials: tuple[RegisterMaterial, ...] = Field((), alias="материалы", description="Материалы выступления")


class RegisterEvent(Model):
    """An event: a seminar, a contest, a day of methods."""

    ordinal: str | None = Field(None, alias="порядковый номер", description="Номер строки на странице")
    form: str | None = Field(None, alias="форма", description="Форма: семинар, конкурс, методический день")
    title: str = Field("", alias="название", description="Тема или название, как на странице")
    date: Day | None = Field(None, alias="дата", description="День или первый день")
    until: Day | None = Field(None, alias="по", description="Последний день, если дней несколько")
    date_words: str | None = Field(
        None, alias="дата текстом", description="Дни, как на странице, если там не две полные даты: 15-18.02.2022"
    )
    place: str | None = Field(None, alias="место", description="Где проходит")
    mode: Literal["очно", "дистанционно"] | None = Field(None, alias="режим", description="Как проходит")
    audience: tuple[str, ...] = Field((), alias="участники", description="Для кого")
    roadmaps: tuple[Count, ...] = Field(
        (), alias="дорожные карты", description="Номера дорожных карт, которые исполняются"
    )
    note: str | None = Field(None, alias="пояснение", description="Что ещё о нём сказано")
    speakers: tuple[RegisterSpeaker, ...] = Field((), alias="выступающие", description="Кто выступал")
    materials: tuple[RegisterMaterial, ...] = Field((), alias="материалы", description="Программа, положение, записи")
    links: tuple[RegisterLink, ...] = Field((), alias="ссылки", description="Файлы и страницы")


class RegisterSection(Model):
    """A part of a school year: its entries of one kind, whatever their order among other kinds."""

    kind: SectionKind = Field(alias="раздел", description="Что в нём")
    heading: str | None = Field(None, alias="заголовок", description="Заголовок, как на странице")
    level: Level | None = Field(None, alias="уровень", description="Чей это раздел: региональный или муниципальный")
    intro: str | None = Field(None, alias="вступление", description="Слова перед записями")
    links: tuple[RegisterLink, ...] = Field((), alias="ссылки", description="Ссылки раздела целиком")
    acts: tuple[RegisterAct, ...] = Field((), alias="акты", description="Акты")
    groups: tuple[RegisterGroup, ...] = Field(
        (), alias="акты многих", description="Акты многих организаций одной записью"
    )
    events: tuple[RegisterEvent, ...] = Field((), alias="мероприятия", description="Мероприятия")
    materials: tuple[RegisterMaterial, ...] = Field((), alias="материалы", description="Всё остальное")


class RegisterYear(Model):
    """What belongs to one school year; a page may show some of it without a heading."""

    period: PeriodField | None = Field(None, alias="учебный год", description="Учебный год: 2026/2027")
    heading: str | None = Field(
        None, alias="заголовок", description="Заголовок года, как на странице; нет, если его там нет"
    )
    sections: tuple[RegisterSection, ...] = Field((), alias="разделы", description="Разделы по порядку страницы")


class RegisterContact(Model):
    """Whom to ask."""

    post: str | None = Field(None, alias="должность", description="Должность")
    name: str | None = Field(None, alias="лицо", description="Имя, как на странице")
    phone: str | None = Field(None, alias="телефон", description="Телефон")
    mail: str | None = Field(None, alias="почта", description="Адрес электронной почты")
    address: str | None = Field(None, alias="адрес", description="Почтовый адрес, кабинет")


class Register(Model):
    """A register of acts and events: what the page of a site holds."""

    kind: Literal["реестр"] = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код реестра")
    title: str = Field("", alias="название", description="Название страницы или службы")
    contacts: tuple[RegisterContact, ...] = Field((), alias="контакты", description="Кого спрашивать")
    intro: str | None = Field(None, alias="вступление", description="Слова страницы перед записями")
    years: tuple[RegisterYear, ...] = Field((), alias="годы", description="Учебные годы по порядку страницы")
