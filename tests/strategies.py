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


KNOWN = ["департамент", "институт", "орлова", "зимин", "начальник", "зам", "берёзовский", "план1", "акт1", "п1", "м1"]
"""Ids that the workspace of ``tests.builders`` knows, and some that documents like to use."""

ids = st.one_of(st.from_regex(r"[0-9a-zа-яё][0-9a-zа-яё_-]{0,5}", fullmatch=True), st.sampled_from(KNOWN))
references = st.builds(lambda id_, form: f"{{{id_}{':' if form else ''}{form}}}", ids, st.sampled_from(("", *FORMS)))
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
periods = st.sampled_from(["2026/2027", "2026", "2024-2027", "2026-2027 годы"])
pins = st.sampled_from(["1", "2", "3", "7", "3.2", "1.1", "4¹", "4.1²", "5а", "IV", "10", "2.2.2"])


def _some(draw: DrawFn, required: Data, **optional: SearchStrategy[Any]) -> Data:
    """The required fields and some of the others, under their keys (a blank in a key is written ``_``)."""
    chosen = draw(st.sets(st.sampled_from(sorted(optional)))) if optional else set()
    return {**required, **{key.replace("_", " "): draw(optional[key]) for key in sorted(chosen)}}


allowances = st.lists(st.fixed_dictionaries({"замечание": plain_words, "причина": plain_words}), max_size=1)


@st.composite
def points(draw: DrawFn, depth: int = 4) -> Data:
    """One point with sub-points down to ``depth`` levels."""
    optional: dict[str, SearchStrategy[Any]] = {
        "код": ids, "номер": pins, "утверждает": ids, "кому": markup, "лицо": ids, "рекомендовать": st.just("да"),
        "далее": plain_words, "текст": markup, "срок": deadlines, "контроль": st.one_of(ids, st.just("за собой")),
        "разрешить": allowances,
    }  # fmt: skip
    if depth > 1:
        optional["пункты"] = st.lists(points(depth - 1), max_size=2)
    return _some(draw, {}, **optional)


citations = st.fixed_dictionaries(
    {"код": ids},
    optional={"документ": ids, "вид": plain_words, "орган": ids, "орган текстом": plain_words, "дата": dates,
              "номер": st.sampled_from(["850-ОД", "1/2", "№ 7"]), "название": plain_words},
)  # fmt: skip


@st.composite
def orders(draw: DrawFn) -> Data:
    """An order of any fields."""
    required = {
        "вид": draw(st.sampled_from(["приказ", "распоряжение", "постановление"])), "орган": draw(ids),
        "заголовок": draw(markup), "пункты": draw(st.lists(points(), min_size=1, max_size=3)),
        "подпись": draw(st.fixed_dictionaries({"должность": ids}, optional={"лицо": ids})),
    }  # fmt: skip
    registration = st.fixed_dictionaries({}, optional={"дата": dates, "номер": st.just("212-ОД")})
    return _some(
        draw, required, код=ids, состояние=st.sampled_from(["проект", "подписан", "утратил силу"]),
        планируемая_дата=dates, регистрация=registration, город=plain_words, период=periods, преамбула=markup,
        акты=st.lists(citations, max_size=2), исполнитель=st.fixed_dictionaries({"лицо": ids, "телефон": plain_words}),
        приложения=st.lists(st.fixed_dictionaries({"файл": plain_words}, optional={"код": ids}), max_size=2),
        разрешить=allowances,
    )  # fmt: skip


levels = st.sampled_from(["региональный", "муниципальный", "институциональный"])
measures = st.fixed_dictionaries(
    {"мероприятие": markup},
    optional={"код": ids, "номер": pins, "уровень": levels, "описание": markup, "срок": deadlines,
              "ответственные": st.sampled_from(["Департамент", "ГАУ ДПО «ЗОИРО» (ЦНППМ, центр), ОМСУ"]),
              "результат": markup, "разрешить": allowances},
)  # fmt: skip
sections = st.fixed_dictionaries(
    {"название": markup}, optional={"код": ids, "номер": pins, "мероприятия": st.lists(measures, max_size=3)}
)
COLUMNS = ["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"]


@st.composite
def plans(draw: DrawFn) -> Data:
    """A plan of any fields."""
    return _some(
        draw, {"вид": "план", "название": draw(markup)}, код=ids, период=periods, уровень=levels, вступление=markup,
        графы=st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True),
        заголовки_граф=st.dictionaries(st.sampled_from(COLUMNS), plain_words, max_size=2),
        разделы=st.lists(sections, max_size=2), мероприятия=st.lists(measures, max_size=2), разрешить=allowances,
    )  # fmt: skip


schools = st.fixed_dictionaries(
    {"название": plain_words}, optional={"код": ids, "место": plain_words, "муниципалитет": ids}
)
clusters = st.fixed_dictionaries(
    {"название": markup}, optional={"код": ids, "сопровождение": plain_words, "школы": st.lists(schools, max_size=3)}
)


@st.composite
def school_lists(draw: DrawFn) -> Data:
    """A list of schools of any fields."""
    required = {"вид": "список", "название": draw(markup), "кластеры": draw(st.lists(clusters, min_size=1, max_size=2))}
    return _some(draw, required, код=ids, разрешить=allowances)


documents = st.one_of(orders(), plans(), school_lists())


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
