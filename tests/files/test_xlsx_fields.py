"""Values of cells there and back: lists, forms, facts with their days, and what only YAML can say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.xlsx_cells import address, escaped, letters, place, unescaped
from docgen.files.xlsx_fields import fields_of, read, written
from docgen.files.xlsx_layout import LAYOUTS, key_named
from docgen.model.base import Model
from docgen.model.party import Organisation
from docgen.model.plan import Measure, Plan
from tests.counts import scaled

WRITTEN: list[tuple[type[Model], str, object, str]] = [
    (Organisation, "название", [{"значение": "Департамент"}], "Департамент"),
    (
        Organisation, "название", [{"по": "31.12.2026", "значение": "Район"}, {"с": "01.01.2027", "значение": "Округ"}],
        "по 31.12.2026: Район\nс 01.01.2027: Округ",
    ),
    (Organisation, "бланк", [{"значение": ["ДЕПАРТАМЕНТ", "ОБРАЗОВАНИЯ"]}], "ДЕПАРТАМЕНТ\nОБРАЗОВАНИЯ"),
    (Organisation, "формы", [{"значение": {"род": "Дома", "дат": "Дому"}}], "род: Дома\nдат: Дому"),
    (
        Organisation, "формы", [{"с": "01.01.2027", "по": "31.12.2027", "значение": {"род": "Дома"}}],
        "с 01.01.2027 по 31.12.2027:\nрод: Дома",
    ),
    (Organisation, "подчинена", [{"значение": "один"}, {"значение": "два"}], "один\nдва"),
    (Organisation, "псевдонимы", ["ДОН, область", "Депобр"], "ДОН, область\nДепобр"),
    (Plan, "графы", ["номер", "мероприятие"], "номер, мероприятие"),
    (Plan, "ширины граф", {"мероприятие": "5", "срок": "2"}, "мероприятие: 5\nсрок: 2"),
    (Plan, "подпись", {"должность": "начальник"}, "должность: начальник"),
    (Measure, "разрешить", [{"замечание": "нет-кода", "причина": "так надо"}], "нет-кода: так надо"),
    (Measure, "мероприятие", "Первый абзац\n- перечень", "Первый абзац\n- перечень"),
    (Organisation, "город", " г. Заречск", '#yaml\nзначение: " г. Заречск"\n'),
]  # fmt: skip


@pytest.mark.parametrize(("model", "key", "value", "words"), WRITTEN)
def test_a_value_in_a_cell(model, key, value, words):
    field = fields_of(model)[key]
    assert written(value, field) == words
    assert made(model, key, read(words, field)) == made(model, key, value)


BASES: dict[type[Model], dict[str, object]] = {
    Organisation: {"код": "дон", "название": "Департамент"},
    Plan: {"вид": "план", "название": "План"},
    Measure: {"мероприятие": "Анализ"},
}


def made(model: type[Model], key: str, value: object) -> Model:
    """The smallest entry with that value."""
    return model.model_validate({**BASES[model], key: value})


TYPED = [
    ("уровень", " Региональный ", "региональный"),
    ("город", "г.\nЗаречск", "г. Заречск"),
    ("подчинена", "один; два", ["один", "два"]),
    ("бланк", "\nДЕПАРТАМЕНТ \r\n\r\nОБРАЗОВАНИЯ\n", ["ДЕПАРТАМЕНТ", "ОБРАЗОВАНИЯ"]),
    ("название", "с 1.9.2026 г.: Новое", [{"с": "1.9.2026", "значение": "Новое"}]),
    ("название", "Всегда: Новое", "Всегда: Новое"),
    ("формы", "род:Дома\nнашего", {"род": "Дома\nнашего"}),
    ("название", "  ", None),
]


@pytest.mark.parametrize(("key", "typed", "value"), TYPED)
def test_what_a_clerk_types_is_understood(key, typed, value):
    assert read(typed, fields_of(Organisation)[key]) == value


signs = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufeff"),
    st.sampled_from("\n\r\t\x85 :-"),
)
texts = st.text(signs, max_size=20)
plain_values = st.one_of(
    texts,
    st.lists(texts, max_size=3),
    st.dictionaries(texts, texts, max_size=3),
    st.lists(
        st.fixed_dictionaries(
            {"значение": st.one_of(texts, st.lists(texts, max_size=2))}, optional={"с": st.just("01.01.2027")}
        ),
        max_size=3,
    ),
)


@given(value=plain_values, key=st.sampled_from(sorted(fields_of(Organisation))))
@settings(max_examples=scaled(3000), deadline=None)
def test_whatever_is_written_is_read_again(value, key):
    field = fields_of(Organisation)[key]
    words = unescaped(escaped(written(value, field)))
    back = read(words, field)
    only = value[0]["значение"] if isinstance(value, list) and value and isinstance(value[0], dict) else None
    bare = [fact["значение"] for fact in value if isinstance(fact, dict)] if isinstance(value, list) else []
    assert back in (value, only, bare)


@given(words=st.text())
def test_signs_that_xml_cannot_hold_are_kept_in_excels_spelling(words):
    said = escaped(words)
    assert unescaped(said) == words
    assert not any(sign < " " and sign not in "\t\n" for sign in said)


@given(row=st.integers(1, 1_048_576), column=st.integers(1, 16_384))
def test_addresses(row, column):
    assert place(address(row, column)) == (column, row)
    assert letters(1) == "A" and letters(28) == "AB"


HEADINGS = [
    ("план", "№ п/п", "номер"), ("план", "Ответственный исполнитель", "ответственные"),
    ("план", "Ответственные (ФИО)", "ответственные"),
    ("план", "сроки\nисполнения", "срок"), ("план", "Cрок", "срок"), ("план", "Мероприятиe:", "мероприятие"),
    ("список", "Код школы", "школа"), ("список", "Наименование школы", "название"), ("список", "Населённый пункт", "место"),
    ("организации", "Полное наименование", "название"), ("организации", "Подчинена (код)", "подчинена"),
    ("организации", "с", "с"), ("организации", "КОД", "код"), ("сокращения", "Расшифровка", "полностью"),
    ("план", "Бюджет", None), ("план", "С", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "key"), HEADINGS)
def test_a_heading_is_known(kind, words, key):
    assert key_named(words, LAYOUTS[kind].columns)[0] == key
