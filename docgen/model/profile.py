"""The profile: how one institution writes and lays out. Every default is the standard's, by edition."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

import datetime
from typing import Literal

from pydantic import Field

from docgen.model.base import Model, YesNo
from docgen.model.citation import OrderKind


class Formula(Model):
    """How the command word is written for one kind of act and, perhaps, one body."""

    kind: OrderKind = Field(alias="вид", description="Вид документа")
    authority: str | None = Field(None, alias="орган", description="Код организации; без него правило общее")
    word: str = Field("", alias="слово", description="«приказываю», «постановляет»; пусто, если слова нет")
    own_line: YesNo = Field(False, alias="отдельной строкой", description="да, если слово стоит отдельной строкой")
    subject: YesNo = Field(False, alias="орган перед словом", description="да: «Администрация района постановляет:»")


Edition = Literal["2016", "2025"]
"""The edition of GOST R 7.0.97."""

EDITION_2025 = datetime.date(2025, 8, 18)
"""The first day of GOST R 7.0.97-2025 (std §0.1)."""


def edition_on(day: datetime.date) -> Edition:
    """The edition of the standard in force on that day."""
    return "2025" if day >= EDITION_2025 else "2016"


class Typography(Model):
    """Typographic habits that the standard leaves to the house (std §7)."""

    school_year: Literal["дробь", "тире", "как есть"] = Field(
        "дробь", alias="учебный год", description="2022/2023 или 2022–2023"
    )
    percent: Literal["5 %", "5%"] = Field("5 %", alias="проценты", description="С пробелом или слитно")
    initials: Literal["И.О.", "И. О."] = Field("И.О.", alias="инициалы", description="Без пробела или с пробелом")
    dash: Literal["–", "—"] = Field("–", alias="тире", description="Тире в тексте: среднее или длинное")
    nested: Literal["„“", "«»"] = Field("„“", alias="вложенные кавычки", description="Кавычки внутри кавычек")
    year_word: Literal["г.", "года", "нет"] = Field("г.", alias="слово год в сроках", description="Чем кончается срок")
    deadlines: Literal["единообразно", "как есть"] = Field(
        "единообразно", alias="сроки", description="Переписывать ли даты в сроках"
    )


class Profile(Model):
    """The house style of an institution."""

    kind: Literal["профиль"] = Field("профиль", alias="вид", description="Вид документа")
    name: str = Field("", alias="название", description="Название профиля")
    formulas: tuple[Formula, ...] = Field(
        (), alias="формулы", description="Слово «приказываю» по видам актов и органам"
    )
    approval_mark: Literal["гост", "приложение", "гриф"] = Field(
        "приложение", alias="отметка приложения",
        description="гост: «Приложение № 1» и «УТВЕРЖДЕН…»; приложение: «Приложение № 1 к приказу…»; гриф: «УТВЕРЖДЕН…»",
    )  # fmt: skip
    number_sign: YesNo = Field(
        True, alias="знак № у приложений", description="да: «Приложение № 1», нет: «Приложение 1»"
    )
    letter_spaced_kind: YesNo = Field(False, alias="вид вразрядку", description="да: «П Р И К А З»")
    date_form: Literal["цифрами", "словами", "от руки"] = Field(
        "цифрами", alias="дата документа",
        description="цифрами: 17.09.2026; словами: 17 сентября 2026 г.; от руки: «17» сентября 2026 г.",
    )  # fmt: skip
    date_lead: YesNo = Field(False, alias="от перед датой", description="да: «от 17.09.2026»")
    edition: Literal["по дате", "2016", "2025"] = Field(
        "по дате", alias="редакция стандарта", description="Редакция ГОСТ Р 7.0.97; обычно по дате документа"
    )
    font: Literal["Times New Roman", "PT Astra Serif"] = Field(
        "Times New Roman", alias="шрифт", description="Шрифт документов"
    )
    pages: Literal["каждое приложение", "сквозные"] = Field(
        "каждое приложение", alias="номера страниц", description="Начинаются ли номера страниц заново в приложении"
    )
    two_sided: YesNo = Field(
        False, alias="двусторонняя печать", description="да: зеркальные поля; при счёте листов на листе две страницы"
    )
    signature_room: YesNo = Field(
        False,
        alias="место для электронной подписи",
        description="да: оставить место для отметки об электронной подписи",
    )
    code_room: YesNo = Field(
        False,
        alias="место для штрихкода",
        description="да: оставить место для штрихкода внизу первого листа (ГОСТ 2025)",
    )
    day_off: Literal["предыдущий", "следующий"] = Field(
        "предыдущий", alias="рабочий день вместо выходного",
        description="Какой рабочий день предлагать, если срок выпал на выходной: предыдущий или следующий",
    )  # fmt: skip
    typography: Typography = Field(Typography.model_construct(), alias="типографика", description="Набор текста")
    severities: dict[str, Literal["ошибка", "предупреждение", "замечание"]] = Field(
        {}, alias="важность", description="Важность замечаний, если она иная, чем обычно"
    )

    def formula(self, kind: OrderKind, authority: str) -> Formula:
        """The command word for a kind of act and a body: the most specific entry, else the usual word."""
        general = None
        for formula in self.formulas:
            if formula.kind == kind and formula.authority == authority:
                return formula
            if formula.kind == kind and formula.authority is None:
                general = formula
        usual = {"приказ": "приказываю", "распоряжение": "", "постановление": "постановляет"}
        return general or Formula.model_construct(kind=kind, word=usual.get(kind, ""), subject=kind == "постановление")

    def edition_for(self, day: datetime.date) -> Edition:
        """The edition of the standard by which a document of that day is laid out."""
        return edition_on(day) if self.edition == "по дате" else self.edition


DEFAULT_PROFILE = Profile.model_construct()
"""The profile of an institution that has none; made without validation, which there is nothing to validate for."""
