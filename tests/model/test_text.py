"""Text: what a clerk's markup means, and what is said when it cannot be read."""

from __future__ import annotations

import copy
import pickle

import pytest

from docgen.model.text import CASES, Paragraph, Reference, Run, Text, TextFault


def pieces(source: str) -> tuple:
    """The pieces of a text of one paragraph."""
    (paragraph,) = Text.parse(source).paragraphs
    assert paragraph.dash == 0
    return paragraph.pieces


def test_words_are_one_run():
    assert pieces("обеспечить порядок") == (Run("обеспечить порядок"),)


def test_bold_is_a_run_of_its_own():
    assert pieces("создать **важную** группу") == (Run("создать "), Run("важную", True), Run(" группу"))


def test_a_reference_carries_its_form_and_weight():
    assert pieces("по {п3:дат} и **{институт}**") == (
        Run("по "), Reference("п3", "дат"), Run(" и "), Reference("институт", "", True)
    )  # fmt: skip
    assert pieces("{план.м1}") == (Reference("план.м1"),)
    assert pieces("{ п3 : дат }") == (Reference("п3", "дат"),)


def test_a_reference_knows_its_characters():
    source = "по {п3:дат} и\nпо {п4}"
    spans = [source[slice(*reference.span)] for reference in Text.parse(source).references]
    assert spans == ["{п3:дат}", "{п4}"]


@pytest.mark.parametrize("form", [*CASES, "номер", "кратко"])
def test_every_case_and_form_may_follow_the_colon(form):
    assert Text.parse(f"{{а:{form}}}").references[0].form == form


@pytest.mark.parametrize(
    ("source", "words"),
    [("{{а}}", "{а}"), (r"\{а\}", "{а}"), (r"\*\*а\*\*", "**а**"), (r"\\", "\\"), (r"\- а", "- а"), ("5 * 3", "5 * 3"),
     ("а\\", "а\\"), ("{{{{х}}}}", "{{х}}")],
)  # fmt: skip
def test_signs_of_the_markup_may_be_escaped(source, words):
    assert pieces(source) == (Run(words),)


def test_lines_are_paragraphs_and_empty_ones_are_none():
    assert Text.parse(" а \n\n \r\nб\rв ").paragraphs == (
        Paragraph((Run("а"),)), Paragraph((Run("б"),)), Paragraph((Run("в"),))
    )  # fmt: skip


def test_dashes_at_a_lines_start_are_items_of_two_levels():
    assert [(p.dash, p.pieces) for p in Text.parse("а:\n- б\n  -- в\n-\u00a0г\n-д").paragraphs] == [
        (0, (Run("а:"),)), (1, (Run("б"),)), (2, (Run("в"),)), (1, (Run("г"),)), (0, (Run("-д"),))
    ]  # fmt: skip


def test_an_empty_text_is_false():
    assert not Text.parse(" \n\t")
    assert Text.parse("а")


@pytest.mark.parametrize(
    ("source", "said", "at"),
    [
        ("а {б", "Одиночная скобка «{»", "{"),
        ("а } б", "Одиночная скобка «}»", "}"),
        ("а {б в}", "Ссылка «{б в}» не понята", "{б в}"),
        ("{}", "Ссылка «{}» не понята", "{}"),
        ("{а:датель}", "стоит «датель»", "{а:датель}"),
        ("а\nб **в", "Полужирное начато", "**"),
    ],
)
def test_markup_that_cannot_be_read_is_named_with_its_place(source, said, at):
    with pytest.raises(TextFault) as raised:
        Text.parse(source)
    assert said in str(raised.value)
    assert source[slice(*raised.value.span)] == at


def test_what_is_said_tells_what_to_write():
    for source in ("{", "{а б}", "{а:х}", "**"):
        with pytest.raises(ValueError, match=r"\{код\}|\{п3\}|Возможны: им, род|Закройте"):
            Text.parse(source)


def test_the_source_is_kept_to_the_character():
    source = "  **а** {б:дат}\n-- в  \n"
    assert str(Text.parse(source)) == source


def test_texts_are_equal_by_what_they_say():
    assert Text.parse("{{а}} ") == Text.parse(r"\{а\}")
    assert hash(Text.parse("а ")) == hash(Text.parse("а"))
    assert Text.parse("а") != Text.parse("**а**")
    assert Text.parse("а") != "а"


def test_a_text_survives_copying_and_pickling():
    text = Text.parse("**а** {б:дат}\n- в")
    assert pickle.loads(pickle.dumps(text)) == text == copy.deepcopy(text)


def test_literal_words_print_as_they_are():
    said = 'не более <10> & Ко {х} **5** \\ "а"\n- б'
    assert Text.literal(said).words == said
    assert not Text.literal(said).references


def test_a_dash_after_a_bare_carriage_return_stays_a_dash():
    assert Text.literal("а\r- б").words == "а\n- б"
    assert Text.literal("а\r\n-- б").words == "а\n-- б"


def test_words_name_references_by_their_ids():
    assert Text.parse("по **{п3:дат}**\n- а").words == "по {п3}\n–\u00a0а"
