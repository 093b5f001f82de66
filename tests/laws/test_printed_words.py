"""Any words print as they are set, wherever they stand; the same document is the same bytes; Word counts as we do."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import TemplateError
from docgen.language.typography import typography
from docgen.model.numbering import numbered
from docgen.model.text import Text
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from tests.builders import annexed, order, plan, schools, workspace
from tests.counts import scaled
from tests.needs import PROJECT
from tests.strategies import HELD, pins, words

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


@st.composite
def numbered_documents(draw):
    """An order of four levels with pins, and up to three annexes of rows, sections and schools."""

    def point(depth):
        inner = draw(st.lists(st.integers(), max_size=2)) if depth < 4 else []
        made = {"текст": "делать", "пункты": [point(depth + 1) for _ in inner]}
        return {**made, "номер": draw(pins)} if draw(st.integers(0, 3)) == 0 else made

    def rows(most):
        pinned = draw(st.lists(st.one_of(st.none(), st.none(), pins), max_size=most))
        return [{"мероприятие": "дело", **({"номер": pin} if pin else {})} for pin in pinned]

    annexes = []
    for number in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            sections = [
                {"название": "Раздел", "мероприятия": rows(3), **({"номер": pin} if pin else {})}
                for pin in draw(st.lists(st.one_of(st.none(), st.none(), pins), max_size=2))
            ]
            annexes.append(plan(rows(3), код=f"а{number}", разделы=sections))
        else:
            sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=2))
            annexes.append(schools([["МБОУ СОШ"] * size for size in sizes], код=f"а{number}"))
    main = order([point(1) for _ in range(draw(st.integers(1, 3)))], приложения=annexed(*annexes))
    return main, *annexes


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
