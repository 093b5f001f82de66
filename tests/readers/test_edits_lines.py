"""An edited line of a point: what becomes of its text, its references, its deadline, and what is only told."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.language.printing import Printing
from docgen.model.targets import own_targets
from docgen.readers.blocks import NOWHERE
from docgen.readers.edits.lookup import Lookup
from docgen.readers.edits.patching import with_patches
from docgen.readers.edits.said_annexes import pages_of
from docgen.readers.edits.values import LineReader
from tests.builders import order, workspace


class After:
    """A point after somebody edited its printed words."""

    def __init__(self, point: dict[str, Any], old: str, new: str) -> None:
        document = order([{"код": "п1", **point}, {"код": "п2", "текст": "следить за порядком"}])
        printing = Printing.of(document, workspace())
        said = next(each for each in pages_of(printing)[0].said if each.entry == ("пункты", 0))
        self.printed = said.words
        assert old in said.words.replace("\u00a0", " "), said.words
        edited = said.words.replace("\u00a0", " ").replace(old, new, 1)
        line = LineReader(printing, Lookup(printing, own_targets(document))).read(said, said.words, edited, NOWHERE)
        self.values = {path[-1]: value for path, value in line.values.items()}
        self.findings = [finding.message for finding in line.findings]
        patches = line.patches.get(("пункты", 0, "текст"), [])
        self.text = with_patches(point.get("текст", ""), patches)
        self.to = with_patches(point.get("кому", ""), line.patches.get(("пункты", 0, "кому"), []))


WORDS: list[tuple[str, str, str, str]] = [
    # source, printed words, what they became, the new source
    ("сдать отчет в школу", "отчет", "доклад", "сдать доклад в школу"),
    ("сдать отчет в школу", "отчет в", "подробный отчет в", "сдать подробный отчет в школу"),
    ("сдать отчет в школу", " в школу", "", "сдать отчет"),
    ("сдать отчет, план", "отчет, план", "отчет и план", "сдать отчет и план"),
    ("сдать отчет и план", "отчет и план", "отчет, план", "сдать отчет, план"),
    ("сдать отчет и план", "и план.", "и план. Хранить копии.", "сдать отчет и план. Хранить копии"),
    ("сдать отчет", "Сдать", "Подготовить", "подготовить отчет"),
    ("**сдать** отчет", "отчет", "план", "**сдать** план"),
    ("сдать **весь** отчет", "весь", "общий", "сдать **общий** отчет"),
    ("сдать отчет {институт:дат} и в архив", "архив", "музей", "сдать отчет {институт:дат} и в музей"),
    ("сдать {институт:дат} отчет", "Сдать ", "Лично сдать ", "лично сдать {институт:дат} отчет"),
    ("сдать отчет согласно {п2:дат} и план", " согласно пункту 2", "", "сдать отчет и план"),
    ("цена 5 {{руб}}", "Цена 5", "Цена 6", "цена 6 {{руб}}"),
    ("сдать отчет", "отчет", "отчет {общий} * \\", "сдать отчет {{общий}} \\* \\\\"),
    ("сдать план №5", "план", "новый план", "сдать новый план №5"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "old", "new", "expected"), WORDS)
def test_words_are_changed_in_the_source_and_all_else_stays(source: str, old: str, new: str, expected: str) -> None:
    after = After({"текст": source}, old, new)
    assert (after.text.strip(), after.findings) == (expected, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("«О плане»", '"О плане"', "сдать «О плане» - 2022–2023 годы, № 5"),
        ("– 2022", "- 2022", "сдать «О плане» - 2022–2023 годы, № 5"),
    ],
)
def test_quotes_and_dashes_of_another_program_are_no_edit(old: str, new: str, expected: str) -> None:
    assert After({"текст": expected}, old, new).text == expected


@pytest.mark.parametrize(
    ("source", "deadline", "old", "new", "text", "expected"),
    [
        ("сдать {срок} отчет", "до 20.11.2026", "20.11.2026", "25.11.2026", "сдать {срок} отчет", "до 25.11.2026"),
        ("сдать отчет", "до 20.11.2026", "20.11.2026", "25.11.2026", "сдать отчет", "до 25.11.2026"),
        ("сдать {срок} отчет", "до 20.11.2026", "до 20.11.2026", "ежемесячно", "сдать {срок} отчет", "ежемесячно"),
        ("сдать отчет", "до 20.11.2026", "до 20.11.2026", "(срок – октябрь 2026 г.)", "сдать отчет", "октябрь 2026 г."),
        ("сдать отчет", "октябрь 2026", "октябрь 2026", "ноябрь 2026", "сдать отчет", "ноябрь 2026"),
        ("сдать {срок} отчет", "до 20.11.2026", "до 20.11.2026 ", "", "сдать отчет", None),
        ("сдать {срок} отчет", "до 20.11.2026", "20.11.2026 отчет", "25.11.2026 полный отчет", "сдать {срок} полный отчет",
         "до 25.11.2026"),
        ("сдать {срок} отчет", "до 20.11.2026", "до 20.11.2026", "до 20.11.2026, до 20.12.2026", "сдать {срок} отчет",
         "до 20.11.2026, до 20.12.2026"),
        ("сдать отчет", "до 20.11.2026", "20.11.2026.", "25.11.2026. Хранить копии.", "сдать отчет {срок}. Хранить копии",
         "до 25.11.2026"),
        ("сдать отчет", "до 20.11.2026", "20.11.2026.", "20.11.2026. Хранить копии.", "сдать отчет {срок}. Хранить копии",
         None),
        ("сдать {срок} отчет", "до 20.11.2026", "до 20.11.2026", "когда попросят", "сдать {срок} отчет",
         "дословно: когда попросят"),
    ],
)  # fmt: skip
def test_a_deadline_in_a_sentence_goes_into_its_field(
    source: str, deadline: str, old: str, new: str, text: str, expected: str | None
) -> None:
    after = After({"текст": source, "срок": deadline}, old, new)
    assert (" ".join(after.text.split()), after.values.get("срок")) == (text, expected)
    assert after.findings == []


def test_a_name_in_place_of_another_becomes_a_reference() -> None:
    after = After({"текст": "сдать отчет {институт:дат}"}, "Институту развития образования",
                  "Департаменту образования Заречной области")  # fmt: skip
    assert after.text == "сдать отчет {департамент:дат}"


def test_words_inside_a_name_are_told_and_the_reference_stays() -> None:
    after = After({"текст": "сдать отчет {институт:дат}"}, "развития образования", "науки")
    assert after.text == "сдать отчет {институт:дат}"
    assert "«Институту развития образования» заменено на «Институту науки»" in after.findings[0]


def test_the_addressee_is_edited_where_it_stands() -> None:
    after = After({"кому": "руководителям школ", "текст": "сдать отчет"}, "школ", "школ и лицеев")
    assert (after.to, after.text) == ("руководителям школ и лицеев", "сдать отчет")


def test_another_addressee_becomes_a_reference_without_a_case() -> None:
    after = After({"кому": "{институт}", "текст": "сдать отчет"}, "Институту развития образования",
                  "Департаменту образования Заречной области")  # fmt: skip
    assert after.to == "{департамент}"


def test_an_abbreviation_is_edited_in_its_field() -> None:
    after = After({"кому": "{институт}", "далее": "Институт", "текст": "сдать отчет"}, "– Институт)", "– ИРО)")
    assert after.values == {"далее": "ИРО"}


def test_the_control_goes_to_a_known_post() -> None:
    after = After({"контроль": "за собой"}, "оставляю за собой",
                  "возложить на заместителя начальника Департамента Зимина П.И.")  # fmt: skip
    assert (after.values["контроль"], after.findings) == ("зам", [])


def test_a_control_of_somebody_unknown_is_told() -> None:
    after = After({"контроль": "за собой"}, "оставляю за собой", "возложить на Петрова П.П.")
    assert after.values == {}
    assert "Петрова П.П." in after.findings[0]
