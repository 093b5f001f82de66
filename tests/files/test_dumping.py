"""Writing a new file: readable by a clerk, and the same data when it is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from docgen.files.dumping import dump, flow
from docgen.files.nodes import Plain
from docgen.files.yaml import parse_yaml
from tests.counts import scaled
from tests.files.strategies import documents, plain


def read(text: str) -> Plain:
    source = parse_yaml(text, "ф.yaml")
    assert source.readable
    return source.data


@hypothesis_settings(max_examples=scaled(5000), deadline=None)
@given(plain)
def test_any_plain_data_reads_back_as_it_was(data: Plain) -> None:
    assert read(dump(data)) == data


@hypothesis_settings(max_examples=scaled(2000), deadline=None)
@given(documents)
def test_a_dumped_document_has_no_fault(data: dict[str, Plain]) -> None:
    assert not parse_yaml(dump(dict(data)), "ф.yaml").findings


@hypothesis_settings(max_examples=scaled(1000), deadline=None)
@given(plain)
def test_what_stands_in_brackets_reads_back_as_it_was(data: Plain) -> None:
    written = flow([data])
    assert written is None or read(f"а: {written}\n") == {"а": [data]}


def test_an_empty_item_cannot_stand_in_brackets() -> None:
    assert flow(["а", None]) is None
    assert flow({"а": None}) == "{а: }"


def test_a_new_file_looks_as_a_clerk_would_write_it() -> None:
    long = "Утвердить прилагаемую дорожную карту по внедрению модели наставничества в организациях"
    data: Plain = {
        "вид": "приказ",
        "номер": "0123",
        "преамбула": f"{long}, {long.lower()}",
        "пункты": [
            {"код": "п1", "текст": "Срок: до 01.10", "исполнители": ["Школа № 5", "да"]},
            {"код": "п2", "текст": "{институт:дат} направить:\n- отчёт\n- план", "подпункты": []},
        ],
        "подпись": {"должность": 'Директор "Точки"', "лицо": None},
        "примечание": f"Внимание: {long}, {long.lower()}",
    }
    assert dump(data) == (
        "вид: приказ\n"
        "номер: 0123\n"
        "преамбула: Утвердить прилагаемую дорожную карту по внедрению модели наставничества в организациях, "
        "утвердить\n"
        "  прилагаемую дорожную карту по внедрению модели наставничества в организациях\n"
        "\n"
        "пункты:\n"
        "  - код: п1\n"
        '    текст: "Срок: до 01.10"\n'
        "    исполнители:\n"
        "      - Школа № 5\n"
        "      - да\n"
        "  - код: п2\n"
        "    текст: |-\n"
        "      {институт:дат} направить:\n"
        "      - отчёт\n"
        "      - план\n"
        "    подпункты: []\n"
        "\n"
        "подпись:\n"
        '  должность: Директор "Точки"\n'
        "  лицо:\n"
        "\n"
        "примечание: >-\n"
        "  Внимание: Утвердить прилагаемую дорожную карту по внедрению модели наставничества в организациях, "
        "утвердить\n"
        "  прилагаемую дорожную карту по внедрению модели наставничества в организациях\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("да", "да"),
        ("~", "~"),
        ("10:30", "10:30"),
        ("-5", "-5"),
        ("- пункт", '"- пункт"'),
        ('"Точка роста" в школе', "'\"Точка роста\" в школе'"),
        ("дом #5", "дом #5".join('""')),
        ("", '""'),
        (" пробел", '" пробел"'),
        ("таб\tвнутри", '"таб\\tвнутри"'),
        ("\u2028", '"\\u2028"'),
        ("конец\n", "|\n  конец"),
        ("пробел в конце \nстроки", '"пробел в конце \\nстроки"'),
    ],
)
def test_a_text_gets_the_simplest_style_that_keeps_it(value: str, written: str) -> None:
    assert dump({"а": value}) == f"а: {written}\n"


def test_a_key_longer_than_yaml_allows_is_announced() -> None:
    data: Plain = {"к" * 2000: {"а": ["б"]}, "д": "е"}
    assert dump(data).startswith("? ккк")
    assert read(dump(data)) == data


def test_what_is_no_plain_data_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        dump({"а": 5})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        dump({5: "а"})  # type: ignore[dict-item]
