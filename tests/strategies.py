"""Hypothesis strategies for what clerks write: words with every hostile sign, marked-up texts, whole documents.

Documents are drawn as plain data under their Russian keys, so that a failing example reads like an input file.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from docgen.model.text import FORMS, Text, TextFault

Data = dict[str, Any]

HELD = range(0xF0000, 0x110000)
"""The private planes, whose signs hold the places of references while typography runs: no text may carry them."""

_ODD = "абвя АБЯ1925 .,;:!?-–—&<>«»„“”\"'{}*\\/№%_()\u00a0\u2009\u200b\u2028\x85\t"
_LINE_ENDS = ["\n", "\r\n", "\r"]

signs = st.one_of(
    st.sampled_from(_ODD),
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")),
)
_MEANING = [
    "- ", "-- ", "**", "{п1}", "{{ x }}", "{_{", "}_}", "г. ", "№ 5", "а", " ", "5 %", "2026-2027 учебный год",
    "И.О. Орлова", "«а", "»", "&lt;",
]  # fmt: skip
lines = st.one_of(st.text(signs, max_size=12), st.lists(st.sampled_from(_MEANING), max_size=6).map("".join))
"""One line of any words: a hostile scatter of signs, or pieces that mean something to some part of the house."""


@st.composite
def words(draw: DrawFn) -> str:
    """Any words with line breaks of all three kinds."""
    out = draw(lines)
    for line in draw(st.lists(lines, max_size=3)):
        out += draw(st.sampled_from(_LINE_ENDS)) + line
    return out


def _is_markup(source: str) -> bool:
    try:
        Text.parse(source)
    except TextFault:
        return False
    return True


ORGANISATIONS = ["департамент", "институт", "орг1"]
PEOPLE = ["орлова", "зимин", "лицо1"]
POSTS = ["начальник", "зам", "пост1"]
KNOWN = [
    *ORGANISATIONS, *PEOPLE, *POSTS, "берёзовский", "район1", "школа1", "сокр1", "план1", "акт1", "п1", "м1", "т1",
    "т1.п1", "план1.м1",
]  # fmt: skip
"""Ids that the workspace of ``tests.builders`` knows, and some that documents and reference data like to use."""

ids = st.one_of(st.from_regex(r"[0-9a-zа-яё][0-9a-zа-яё_-]{0,5}", fullmatch=True), st.sampled_from(KNOWN[:-2]))
references = st.builds(
    lambda id_, form: f"{{{id_}{':' if form else ''}{form}}}",
    st.one_of(ids, st.sampled_from(KNOWN)),
    st.sampled_from(("", *FORMS)),
)
_marked = st.one_of(
    lines.filter(_is_markup), references, st.sampled_from(["**а б**", "\\{", "{{", "\n- ", "\n-- ", "\n"])
)
markup = st.lists(_marked, min_size=1, max_size=5).map("".join).filter(_is_markup)
"""Text as a clerk marks it up: references, bold, dashes, escapes."""

plain_words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)
"""A field of plain words."""

dates = st.dates().map(lambda day: f"{day.day:02d}.{day.month:02d}.{day.year:04d}")
deadlines = st.sampled_from([
    "до 15.10.2026", "октябрь-ноябрь 2026", "ноябрь 2026 (далее – по мере необходимости)", "в течение года",
    "ежемесячно до 5 числа", "2026/2027", "1 квартал 2027", "дословно: как можно скорее", "дословно: a: b # c",
])  # fmt: skip
responsible = st.one_of(
    st.sampled_from(
        ["Департамент", "ГАУ ДПО «ЗОИРО» (ЦНППМ, центр), ОМСУ", "Руководитель, зам. директора школы; ОМСУ"]
    ),
    st.sampled_from([["Департамент", "ОМСУ"], ["Институт (центр, отдел)"]]),
)
yes_no = st.sampled_from(["да", "нет", "Yes", "false"])
counts = st.sampled_from(["0", "1", "2", "4", "12"])
periods = st.sampled_from(["2026/2027", "2026", "2024-2027", "2026-2027 годы"])
pins = st.sampled_from(["1", "2", "3", "7", "3.2", "1.1", "4¹", "4.1²", "5а", "IV", "10", "2.2.2", "нет", "Нет"])


def _some(draw: DrawFn, required: Data, optional: dict[str, SearchStrategy[Any]]) -> Data:
    """The required fields and some of the others."""
    chosen = draw(st.sets(st.sampled_from(sorted(optional))))
    return {**required, **{key: draw(optional[key]) for key in sorted(chosen)}}


allowances = st.lists(st.fixed_dictionaries({"замечание": plain_words, "причина": plain_words}), max_size=1)


@st.composite
def points(draw: DrawFn, depth: int = 4) -> Data:
    """One point with sub-points down to ``depth`` levels."""
    optional: dict[str, SearchStrategy[Any]] = {
        "код": ids, "номер": pins, "утверждает": ids, "кому": markup, "лицо": ids, "рекомендовать": st.just("да"),
        "далее": plain_words, "текст": markup, "срок": deadlines, "контроль": st.one_of(ids, st.just("за собой")),
        "разрешить": allowances, "утратили силу": st.lists(ids, max_size=2), "вступает в силу": markup,
    }  # fmt: skip
    if depth > 1:
        optional["пункты"] = st.lists(points(depth - 1), max_size=2)
    return _some(draw, {}, optional)


citations = st.fixed_dictionaries(
    {"код": ids},
    optional={"документ": ids, "вид": plain_words, "орган": ids, "орган текстом": plain_words, "дата": dates,
              "номер": st.sampled_from(["850-ОД", "1/2", "№ 7"]), "название": plain_words},
)  # fmt: skip

organisations, people, posts = (st.one_of(st.sampled_from(known), ids) for known in (ORGANISATIONS, PEOPLE, POSTS))
signatories = st.fixed_dictionaries(
    {"должность": posts},
    optional={"лицо": people, "в качестве": st.sampled_from(["исполняющий обязанности", "врио"])},
)
restrictions = st.fixed_dictionaries({}, optional={"пометка": plain_words, "экземпляр": st.sampled_from(["1", "№ 2"])})
visas = st.fixed_dictionaries(
    {"должность": posts},
    optional={"лицо": people, "поступил": dates, "согласован": dates, "замечания": plain_words},
)
agreements = st.fixed_dictionaries(
    {},
    optional={"организация": organisations, "должность": posts, "лицо": people, "документ": plain_words, "дата": dates,
              "номер": st.just("5")},
)  # fmt: skip
recipients = st.fixed_dictionaries({"кому": markup}, optional={"экземпляров": st.sampled_from(["2", "ЭДО"])})
requisites: dict[str, SearchStrategy[Any]] = {
    "гриф": restrictions, "совместно с": st.lists(organisations, max_size=2),
    "подписывают также": st.lists(signatories, max_size=2), "визы": st.lists(visas, max_size=2),
    "согласовано": st.lists(agreements, max_size=2), "ознакомить": st.lists(st.one_of(people, posts), max_size=2),
    "проект внесён": st.fixed_dictionaries({"должность": posts}, optional={"организация": organisations, "лицо": people}),
    "рассылка": st.fixed_dictionaries(
        {}, optional={"по тексту": yes_no, "экземпляров": st.sampled_from(["3", "ЭДО"]),
                      "ещё": st.lists(recipients, max_size=2)}
    ),
    "исполнитель": st.fixed_dictionaries(
        {"лицо": people, "телефон": plain_words}, optional={"должность": plain_words, "почта": plain_words}
    ),
}  # fmt: skip


@st.composite
def orders(draw: DrawFn) -> Data:
    """An order of any fields, with any small annexes inside it."""
    required = {
        "вид": draw(st.sampled_from(["приказ", "распоряжение", "постановление"])), "орган": draw(organisations),
        "заголовок": draw(markup), "пункты": draw(st.lists(points(), min_size=1, max_size=3)),
        "подпись": draw(signatories),
    }  # fmt: skip
    registration = st.fixed_dictionaries({}, optional={"дата": dates, "номер": st.just("212-ОД")})
    optional: dict[str, SearchStrategy[Any]] = {
        "код": ids, "состояние": st.sampled_from(["проект", "подписан", "утратил силу"]), "планируемая дата": dates,
        "регистрация": registration, "город": plain_words, "период": periods, "преамбула": markup,
        "акты": st.lists(citations, max_size=2), "приложения": st.lists(annexes, max_size=2), "разрешить": allowances,
        **requisites,
    }  # fmt: skip
    return _some(draw, required, optional)


levels = st.sampled_from(["региональный", "муниципальный", "институциональный"])
COLUMNS = ["номер", "уровень", "мероприятие", "описание", "документ", "срок", "ответственные", "результат"]
OWN_COLUMNS = ["своя1", "своя2", "срок"]
"""Codes of columns of the office's own, the last one the name of a usual column."""
own_cells = st.dictionaries(st.sampled_from(OWN_COLUMNS), markup, max_size=2)
_of_row: dict[str, SearchStrategy[Any]] = {
    "описание": markup, "документ": markup, "срок": deadlines, "ответственные": responsible, "результат": markup,
    "прочее": own_cells,
}  # fmt: skip
measures = st.fixed_dictionaries(
    {"мероприятие": markup},
    optional={
        "код": ids, "номер": pins, "уровень": levels, **_of_row, "разрешить": allowances,
        "строки": st.lists(st.fixed_dictionaries({"мероприятие": markup}, optional=_of_row), max_size=2),
    },
)  # fmt: skip
sections = st.fixed_dictionaries(
    {"название": markup}, optional={"код": ids, "номер": pins, "мероприятия": st.lists(measures, max_size=2)}
)
parts = st.fixed_dictionaries(
    {"часть": st.sampled_from(["цели", "задачи", "основания", "обоснование", "содержание"])},
    optional={"код": ids, "номер": pins, "название": plain_words, "текст": markup, "акты": st.lists(ids, max_size=2)},
)


@st.composite
def own_columns(draw: DrawFn, codes: SearchStrategy[str]) -> Data:
    """A column that the office names itself."""
    optional = {"код": codes, "ширина": counts, "по центру": yes_no, "оставить пустой": yes_no, "объединять": yes_no}
    return _some(draw, {"заголовок": draw(plain_words)}, optional)


@st.composite
def plans(draw: DrawFn) -> Data:
    """A plan of any fields."""
    names = st.sampled_from([*COLUMNS, *OWN_COLUMNS[:2]])
    optional: dict[str, SearchStrategy[Any]] = {
        "код": ids, "период": periods, "уровень": levels, "вступление": markup, "части": st.lists(parts, max_size=3),
        "графы": st.lists(names, min_size=1, unique=True), "заголовки граф": st.dictionaries(names, plain_words, max_size=2),
        "ширины граф": st.dictionaries(names, counts, max_size=3),
        "свои графы": st.lists(own_columns(st.sampled_from(OWN_COLUMNS)), max_size=3),
        "разделы": st.lists(sections, max_size=2), "мероприятия": st.lists(measures, max_size=2), "заключение": markup,
        "подпись": signatories, "разрешить": allowances,
    }  # fmt: skip
    return _some(draw, {"вид": "план", "название": draw(markup)}, optional)


schools = st.fixed_dictionaries(
    {},
    optional={"код": ids, "номер": pins, "школа": ids, "название": plain_words, "место": plain_words,
              "муниципалитет": ids},
)  # fmt: skip
clusters = st.fixed_dictionaries(
    {"название": markup},
    optional={"код": ids, "номер": pins, "сопровождение": plain_words, "школы": st.lists(schools, max_size=3)},
)


@st.composite
def school_lists(draw: DrawFn) -> Data:
    """A list of schools of any fields."""
    required = {"вид": "список", "название": draw(markup), "кластеры": draw(st.lists(clusters, min_size=1, max_size=2))}
    return _some(draw, required, {"код": ids, "вступление": markup, "разрешить": allowances})


members = st.fixed_dictionaries(
    {},
    optional={"код": ids, "лицо": people, "должность": posts, "кто": markup, "роль": plain_words,
              "по согласованию": yes_no},
)  # fmt: skip
pairs = st.fixed_dictionaries(
    {"наставник": schools, "школа": schools}, optional={"код": ids, "номер": pins, "куратор": markup}
)


@st.composite
def clauses(draw: DrawFn, depth: int = 3) -> Data:
    """A paragraph of a regulation with those below it."""
    optional: dict[str, SearchStrategy[Any]] = {"код": ids, "номер": pins}
    if depth > 1:
        optional["пункты"] = st.lists(clauses(depth - 1), max_size=2)
    return _some(draw, {"текст": draw(markup)}, optional)


chapters = st.fixed_dictionaries(
    {"название": markup}, optional={"код": ids, "номер": pins, "пункты": st.lists(clauses(), max_size=2)}
)
rows = st.one_of(
    st.lists(markup, max_size=3),
    st.fixed_dictionaries(
        {}, optional={"код": ids, "номер": pins, "раздел": markup, "ячейки": st.lists(markup, max_size=3)}
    ),
)
SCHEDULE_COLUMNS = ["номер", "срок", "время", "мероприятие", "участники", "место", "ответственные"]
events = st.fixed_dictionaries(
    {"мероприятие": markup},
    optional={"код": ids, "номер": pins, "срок": deadlines, "время": plain_words, "участники": markup, "место": markup,
              "ответственные": responsible},
)  # fmt: skip
_some_rows = st.lists(rows, min_size=1, max_size=3)
_some_columns = st.lists(own_columns(ids), min_size=1, max_size=3)
_schedule_columns = st.sampled_from(SCHEDULE_COLUMNS)
_KINDS: dict[str, tuple[dict[str, SearchStrategy[Any]], dict[str, SearchStrategy[Any]]]] = {
    "состав": ({"члены": st.lists(members, min_size=1, max_size=3)}, {"остальные": plain_words}),
    "пары": (
        {"пары": st.lists(pairs, min_size=1, max_size=2)},
        dict.fromkeys(["заголовок наставника", "заголовок школы", "заголовок куратора"], plain_words),
    ),
    "положение": ({}, {"разделы": st.lists(chapters, max_size=2), "пункты": st.lists(clauses(), max_size=2)}),
    "график": (
        {"строки": st.lists(events, min_size=1, max_size=2)},
        {"графы": st.lists(_schedule_columns, min_size=1, unique=True),
         "заголовки граф": st.dictionaries(_schedule_columns, plain_words, max_size=2)},
    ),
    "таблица": (
        {"графы": _some_columns, "строки": _some_rows},
        {"с номерами": yes_no, "поперёк": yes_no, "заключение": markup},
    ),
    "форма": (
        {},
        {"поля": st.lists(st.fixed_dictionaries({"что": plain_words}, optional={"пояснение": plain_words}), max_size=2),
         "графы": _some_columns, "с номерами": yes_no, "поперёк": yes_no, "строки": _some_rows, "пустых строк": counts,
         "подписи": st.lists(plain_words, max_size=2)},
    ),
    "ответственные": ({"план": st.one_of(st.just("план1"), ids)}, {"только": st.lists(plain_words, max_size=1)}),
    "скан": ({"файл": plain_words, "листов": st.sampled_from(["1", "12"])}, {}),
}  # fmt: skip
"""The small annexes: what each must hold besides its title, and what it may."""


@st.composite
def small_annexes(draw: DrawFn) -> Data:
    """A document that may stand inside an order, of any kind and any fields."""
    kind = draw(st.sampled_from(sorted(_KINDS)))
    required, optional = _KINDS[kind]
    filled = {key: draw(value) for key, value in required.items()}
    common = {"код": ids, "вступление": markup, "подпись": signatories, "разрешить": allowances}
    return _some(draw, {"вид": kind, "название": draw(markup), **filled}, {**common, **optional})


annexes = st.one_of(
    st.fixed_dictionaries({"документ": small_annexes()}, optional={"код": ids, "гриф": restrictions}),
    st.fixed_dictionaries({}, optional={"код": ids, "файл": plain_words, "документ": small_annexes()}),
)
documents = st.one_of(orders(), plans(), school_lists(), small_annexes())


def any_data(keys: list[str]) -> SearchStrategy[Any]:
    """Any nest of texts, lists, dictionaries and nothing; half of the keys are real ones."""
    key = st.one_of(st.sampled_from(keys), st.text(max_size=4))
    leaf = st.one_of(
        st.none(), st.text(max_size=6), lines, dates, deadlines, pins, st.sampled_from(["да", "приказ", "план"])
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(key, inner, max_size=6)),
        max_leaves=25,
    )
