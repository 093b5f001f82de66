"""What an office knows and how it writes, of any fields: reference data with dated facts, profiles with any options."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from docgen.files.loading import OTHER_KINDS
from docgen.model.base import Model
from tests.strategies import (
    ORGANISATIONS,
    PEOPLE,
    POSTS,
    Data,
    citations,
    dates,
    ids,
    organisations,
    people,
    periods,
    plain_words,
    yes_no,
)

named = plain_words.filter(lambda words: words.strip() != "")


@st.composite
def dated(draw: DrawFn, value: SearchStrategy[Any]) -> Any:
    """A fact that may change: a plain value, one with its days, or some, in any order; of words a plain list, too."""
    days: dict[str, SearchStrategy[Any]] = {"с": dates, "по": dates}
    with_days = st.fixed_dictionaries({"значение": value}, optional=days)
    ways = [value, with_days, st.lists(with_days, min_size=1, max_size=3)]
    made = draw(st.one_of(*ways))
    if isinstance(made, str) and draw(st.booleans()):
        return [made, draw(value)]
    return made


forms = st.fixed_dictionaries({}, optional=dict.fromkeys(["род", "дат", "вин", "тв", "пр"], named))
lifetime: dict[str, SearchStrategy[Any]] = {"с": dates, "по": dates}

BODIES = st.fixed_dictionaries(
    {"код": st.sampled_from(ORGANISATIONS), "название": dated(named)},
    optional={
        **lifetime, "кратко": dated(named), "формы": dated(forms), "бланк": dated(st.lists(plain_words, max_size=2)),
        "город": plain_words, "уровень": st.sampled_from(["федеральный", "муниципальный"]),
        "подчинена": dated(organisations), "вышестоящая на бланке": yes_no, "преемник": organisations,
        "вид бланка": st.sampled_from(["департамент", "министерство", "администрация", "школа"]),
        "муниципалитет": ids, "псевдонимы": st.lists(plain_words, max_size=1),
    },
)  # fmt: skip
PERSONS = st.fixed_dictionaries(
    {"код": st.sampled_from(PEOPLE), "фамилия": named, "имя": st.one_of(named, st.just("Е."))},
    optional={"отчество": plain_words, "пол": st.sampled_from(["м", "ж"]), "формы": forms},
)
HELD_POSTS = st.fixed_dictionaries(
    {"код": st.sampled_from(POSTS), "название": named},
    optional={
        "полностью": named, "организация": organisations, "занимает": dated(people), "формы": forms,
        "исполняет обязанности": dated(people), "формы полного": forms,
    },
)  # fmt: skip
DISTRICTS = st.fixed_dictionaries(
    {"код": st.sampled_from(["берёзовский", "район1"]), "название": dated(named),
     "тип": dated(st.sampled_from(["район", "округ", "город"]))},
    optional={"формы": dated(forms)},
)  # fmt: skip
SCHOOLS = st.fixed_dictionaries(
    {"код": st.sampled_from(["школа1", "школа2"]), "название": dated(named)},
    optional={
        **lifetime, "место": plain_words, "муниципалитет": dated(ids), "подчинена": dated(organisations),
        "преемник": st.sampled_from(["школа1", "школа2"]), "псевдонимы": st.lists(plain_words, max_size=1),
    },
)  # fmt: skip
SHORTENED = st.fixed_dictionaries(
    {"код": st.just("сокр1"), "кратко": named, "полностью": named}, optional={"формы": forms}
)
_KNOWN: dict[str, SearchStrategy[Data]] = {
    "организации": BODIES, "лица": PERSONS, "должности": HELD_POSTS, "муниципалитеты": DISTRICTS, "школы": SCHOOLS,
    "сокращения": SHORTENED, "акты": citations.map(lambda act: {**act, "код": "акт1"}),
}  # fmt: skip
office_days = st.lists(
    st.one_of(dates, st.fixed_dictionaries({"дата": dates}, optional={"причина": plain_words})), max_size=2
)


@st.composite
def reference_files(draw: DrawFn) -> Data:
    """The plain data of one file of reference data."""
    kind = draw(st.sampled_from([*_KNOWN, "календарь"]))
    if kind == "календарь":
        return {
            "вид": kind,
            **draw(st.fixed_dictionaries({}, optional={"нерабочие": office_days, "рабочие": office_days})),
        }
    return {"вид": kind, "записи": draw(st.lists(_KNOWN[kind], max_size=2))}


@st.composite
def entries(draw: DrawFn) -> list[Model]:
    """Entries of reference data of any kinds, ready for a workspace."""
    files = [OTHER_KINDS[data["вид"]].model_validate(data) for data in draw(st.lists(reference_files(), max_size=3))]
    return [entry for file in files for entry in getattr(file, "entries", ())]


OPTIONS: dict[str, list[str]] = {
    "отметка приложения": ["гост", "приложение", "гриф"], "знак № у приложений": ["да", "нет"],
    "вид вразрядку": ["да", "нет"], "дата документа": ["цифрами", "словами", "от руки"], "от перед датой": ["да", "нет"],
    "редакция стандарта": ["по дате", "2016", "2025"], "шрифт": ["Times New Roman", "PT Astra Serif"],
    "номера страниц": ["каждое приложение", "сквозные"], "место для электронной подписи": ["да", "нет"],
    "двусторонняя печать": ["да", "нет"],
    "место для штрихкода": ["да", "нет"],
}  # fmt: skip
HABITS: dict[str, list[str]] = {
    "учебный год": ["дробь", "тире", "как есть"], "проценты": ["5 %", "5%"], "инициалы": ["И.О.", "И. О."],
    "тире": ["–", "—"], "вложенные кавычки": ["„“", "«»"], "слово год в сроках": ["г.", "года", "нет"],
    "сроки": ["единообразно", "как есть"],
}  # fmt: skip
formulas = st.fixed_dictionaries(
    {"вид": st.sampled_from(["приказ", "распоряжение", "постановление"])},
    optional={"орган": organisations, "слово": plain_words, "отдельной строкой": yes_no, "орган перед словом": yes_no},
)
severities = st.dictionaries(
    st.sampled_from(["нет-кода", "приложение-не-упомянуто", "ссылка-в-никуда", "сомнительная-форма"]),
    st.sampled_from(["ошибка", "предупреждение", "замечание"]),
)


def _any_of(options: dict[str, list[str]]) -> dict[str, SearchStrategy[Any]]:
    return {key: st.sampled_from(values) for key, values in options.items()}


profiles = st.fixed_dictionaries(
    {},
    optional={
        **_any_of(OPTIONS), "название": plain_words, "формулы": st.lists(formulas, max_size=2), "важность": severities,
        "типографика": st.fixed_dictionaries({}, optional=_any_of(HABITS)),
    },
)  # fmt: skip
"""A profile without its ``вид``."""

side_files = st.one_of(
    reference_files(),
    profiles.map(lambda profile: {"вид": "профиль", **profile}),
    st.fixed_dictionaries(
        {"вид": st.just("комплект"), "формат": st.just("1")},
        optional={"название": plain_words, "регион": plain_words, "учебный год": periods},
    ),
)
"""The plain data of everything in a workspace that is not a document."""
