"""Any words print as they are set, wherever they stand; the same document is the same bytes; Word counts as we do."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings

from docgen.errors import TemplateError
from docgen.language.typography import typography
from docgen.model.numbering import numbered
from docgen.model.text import Text
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from tests.builders import annexed, order, plan, schools, workspace
from tests.counts import scaled
from tests.laws.numbered import numbered_documents
from tests.needs import PROJECT
from tests.strategies import HELD, words

hostile = words().filter(lambda said: not any(ord(sign) in HELD for sign in said))


def rendered(document, *annexes) -> bytes:
    return render_document(document, workspace(document, *annexes)).data


def set_lines(said: str) -> list[str]:
    """The lines as they are to be printed."""
    return [typography(line.strip()) for line in re.split("\r\n|\r|\n", said) if line.strip()]


def paragraphs(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@given(said=hostile)
@settings(max_examples=scaled(500), deadline=None)
def test_any_words_print_as_they_are_set(said):
    lines = set_lines(said)
    title = Text.literal(f"О плане: {' '.join(lines)}")
    first = plan([{"мероприятие": str(Text.literal(f"Дело {said}")), "описание": str(Text.literal(said))}],
                 графы=["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"])  # fmt: skip
    document = order(
        [str(Text.literal(f"Начало:\n{said}\nконец"))], заголовок=str(title), приложения=annexed(first), код="п"
    )
    file = docx.Document(io.BytesIO(rendered(document, first)))
    body = paragraphs(file)
    begin = body.index("Начало:")
    assert body[begin + 1 : begin + 2 + len(lines)] == [*lines, "конец."]
    cells = file.tables[-1].rows[-1].cells
    assert paragraphs(cells[2]) == set_lines(f"Дело {said}")
    assert paragraphs(cells[3]) == (lines or ["–"])
    assert file.core_properties.title == f"Приказ «{typography(title.words)}»"


EVERYWHERE: list[tuple[str, dict[str, Any]]] = [
    ("положение", {"вступление": "@", "пункты": [{"текст": "@", "пункты": [{"текст": "@"}]}]}),
    ("положение", {"разделы": [{"название": "@", "пункты": [{"текст": "@"}]}]}),
    ("пары", {"вступление": "@", "пары": [{"наставник": {"название": "а"}, "школа": {"название": "б"}, "куратор": "@"}]}),
    ("график", {"графы": ["номер", "мероприятие", "участники", "место"],
                "строки": [{"мероприятие": "@", "участники": "@", "место": "@"}]}),
    ("таблица", {"графы": [{"заголовок": "А"}, {"заголовок": "Б"}], "заключение": "@",
                 "строки": [["@", "@"], {"раздел": "@"}, {"ячейки": ["@", ""]}]}),
    ("форма", {"графы": [{"заголовок": "А"}], "строки": [["@"]], "вступление": "@"}),
    ("ответственные", {"план": "план1", "вступление": "@"}),
    ("скан", {"файл": "а.pdf", "листов": "1", "вступление": "@"}),
    ("состав", {"члены": [{"лицо": "орлова"}], "вступление": "@"}),
]  # fmt: skip
"""Annexes with the words in every text that is printed as paragraphs of its own."""

OF_PLAN: dict[str, Any] = {
    "вступление": "@", "заключение": "@", "части": [{"часть": "цели", "текст": "@"}],
    "графы": ["номер", "мероприятие", "описание", "документ", "результат", "своя"],
    "свои графы": [{"код": "своя", "заголовок": "Своя"}],
    "мероприятия": [{
        "мероприятие": "@", "описание": "@", "документ": "@", "результат": "@", "прочее": {"своя": "@"},
        "строки": [{"мероприятие": "@", "описание": "@", "документ": "@", "результат": "@", "прочее": {"своя": "@"}}],
    }],
    "разделы": [{"название": "@", "мероприятия": [{"мероприятие": "@"}]}],
}  # fmt: skip
"""A plan with them in all of its texts."""


def filled(data: Any, said: str) -> Any:
    """The data with these words in the place of every «@»."""
    if isinstance(data, dict):
        return {key: filled(value, said) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, said) for value in data]
    return said if data == "@" else data


def marks(data: Any) -> int:
    """How many «@» there are."""
    if isinstance(data, (dict, list)):
        return sum(map(marks, data.values() if isinstance(data, dict) else data))
    return data == "@"


def printed_lines(data: bytes) -> list[str]:
    """Every paragraph of a file, those of its tables too, in their order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [Paragraph(element, None).text for element in body.iter(qn("w:p"))]  # type: ignore[arg-type]


def times(wanted: list[str], lines: list[str]) -> int:
    """How often these lines stand one after another."""
    return sum(lines[at : at + len(wanted)] == wanted for at in range(len(lines)))


@given(said=hostile)
@settings(max_examples=scaled(200), deadline=None)
def test_any_words_print_as_they_are_set_in_every_text_of_every_annex(said):
    words = str(Text.literal(f"Дело {said}"))
    first = plan([], **filled(OF_PLAN, words))
    annexes = [
        {"код": f"а{n}", "документ": {"вид": kind, "название": "Название", **filled(data, words)}}
        for n, (kind, data) in enumerate(EVERYWHERE)
    ]
    document = order(["порядок"], приложения=[*annexed(first), *annexes])
    lines = printed_lines(rendered(document, first))
    assert times(set_lines(f"Дело {said}"), lines) == marks([data for _, data in EVERYWHERE]) + marks(OF_PLAN)


@given(said=hostile)
@settings(max_examples=scaled(200), deadline=None)
def test_any_words_print_in_one_line_where_there_is_one(said):
    words = str(Text.literal(f"Совет {said}"))
    inside = {"вид": "состав", "название": "Состав", "члены": [{"кто": words, "лицо": "орлова"}]}
    document = order(
        ["порядок"], приложения=[{"документ": inside}], рассылка={"по тексту": "нет", "ещё": [{"кому": words}]}
    )
    line = typography(" ".join(set_lines(f"Совет {said}")))
    assert printed_lines(rendered(document)).count(line) == 2


FORBIDDEN = ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
"""Signs that no XML file may hold."""


@pytest.mark.parametrize("sign", FORBIDDEN)
def test_a_sign_that_word_cannot_hold_is_a_finding_wherever_it_stands(sign):
    said = f"а{sign}б"
    for document, *annexes in (
        [order(заголовок=said)],
        [order([said])],
        [order(город=said)],
        [order(приложения=annexed(plan([said]))), plan([said])],
        [order(приложения=annexed(schools([[said]]))), schools([[said]])],
    ):
        with pytest.raises(TemplateError) as raised:
            rendered(document, *annexes)
        assert all(finding.rule == "недопустимый-символ-в-значении" for finding in raised.value.findings)


@pytest.mark.parametrize("sign", ["\x07", "\x0c"])
def test_a_title_with_a_page_break_never_makes_a_broken_file(sign):
    with pytest.raises(TemplateError):
        rendered(order(заголовок=f"а{sign}б"))


@given(documents=numbered_documents())
@settings(max_examples=scaled(500), deadline=None)
def test_word_shows_the_numbered_the_model(documents):
    expected = []
    for document in documents:
        for _, number in numbered(document):
            expected.append("Кластер " * (number.noun == "кластер") + number.shown)
    shown = [found.number.rstrip(".") for found in shown_numbers(rendered(*documents))]
    assert [number for number in shown if number and number != "–"] == expected


@given(documents=numbered_documents(), said=hostile)
@settings(max_examples=scaled(100), deadline=None)
def test_the_same_documents_are_the_same_bytes(documents, said):
    main = documents[0].model_copy(update={"title": Text.literal(f"О {said}")})
    copies = [type(each).model_validate(each.plain()) for each in (main, *documents[1:])]
    assert rendered(main, *documents[1:]) == rendered(*copies)


ELSEWHERE = """
import hashlib
from docgen.render.document import render_document
from tests.builders import annexed, order, plan, schools, workspace
first, second = plan(["а", "б {орлова:дат}"], код="план1"), schools([["СОШ № 1"]], код="список1")
document = order([{"утверждает": "план1"}, {"утверждает": "список1"}, "по {план1:дат}"], приложения=annexed(first, second))
print(hashlib.sha256(render_document(document, workspace(document, first, second)).data).hexdigest())
"""


def test_another_process_makes_the_same_bytes():
    printed = {
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE], cwd=PROJECT, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1
