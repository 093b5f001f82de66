"""Comments put into a Word file: at their paragraph, beside those that are there, in a file that stays sound."""

import io
import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.office.libreoffice import convert
from docgen.ooxml.comments import Note, with_comments
from tests.audit import audit
from tests.needs import needs_office
from tests.ooxml.remarks import Remark, remarks
from tests.render.builders import docx_of, p, parts_of, run, tbl, tc, tr, zip_of

BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r>"
)
OLD = '<w:comment w:id="7" w:author="Орлова Е.П.">' + p("Проверить срок") + "</w:comment>"
MARKED = (
    '<w:p><w:commentRangeStart w:id="7"/>' + run("срок") + '<w:commentRangeEnd w:id="7"/>'
    '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
)  # fmt: skip


def noted(file: bytes, *notes: tuple[int, str]) -> bytes:
    return zip_of(with_comments(parts_of(file), [Note(*note) for note in notes]))


def said(file: bytes, *notes: tuple[int, str]) -> list[tuple[str, str]]:
    return [(remark.on, remark.text) for remark in remarks(noted(file, *notes))]


def test_a_comment_is_set_round_its_paragraph() -> None:
    file = docx_of(p("один"), p("два", "-с", paragraph="<w:keepNext/>"), p("три"))
    assert remarks(noted(file, (2, "Неверно."))) == [Remark("два-с", "docgen", "Неверно.")]


def test_paragraphs_of_tables_count_and_empty_ones_too() -> None:
    file = docx_of(p("а"), "<w:p/>", tbl(2, tr("б", tc(tbl(1, tr("в")) + p("г")))), p("д"))
    assert said(file, *((n, str(n)) for n in range(1, 7))) == [(t, str(n)) for n, t in enumerate(["а", "", *"бвгд"], 1)]


def test_several_comments_stand_at_one_paragraph() -> None:
    assert said(docx_of(p("а")), (1, "первое"), (1, "второе")) == [("а", "первое"), ("а", "второе")]


@pytest.mark.parametrize("paragraph", [0, -1, 3, 10**9])
def test_what_names_no_paragraph_goes_to_the_first(paragraph: int) -> None:
    assert said(docx_of(p("а"), p("б")), (paragraph, "x")) == [("а", "x")]


def test_a_comment_on_a_text_box_stands_at_the_paragraph_that_holds_it() -> None:
    # Word ignores comments inside of text boxes.
    file = docx_of(p("а"), f"<w:p>{run('б')}{BOX.format(p('в') + p('г'))}</w:p>")
    assert said(file, (3, "x"), (4, "y")) == [("б", "x"), ("б", "y")]


def test_the_first_paragraph_is_none_of_a_text_box() -> None:
    file = docx_of(f"<w:tbl>{BOX.format(p('в'))}</w:tbl>", p("а"))
    assert said(file, (0, "x"), (1, "y")) == [("а", "x"), ("а", "y")]


@pytest.mark.parametrize("text", ["<w:body><w:sectPr/></w:body>", ""])
def test_a_text_without_paragraphs_gets_one(text: str) -> None:
    parts = parts_of(docx_of())
    start = parts["word/document.xml"].decode().partition("<w:body>")[0]
    file = zip_of({**parts, "word/document.xml": f"{start}{text}</w:document>"})
    assert said(file, (0, "x")) == [("", "x")]


def test_comments_that_are_there_stay_and_the_numbers_go_on() -> None:
    file = noted(docx_of(p("а"), MARKED, comments=OLD), (1, "x"))
    assert remarks(file) == [Remark("а", "docgen", "x"), Remark("срок", "Орлова Е.П.", "Проверить срок")]
    assert re.findall(rb'<w:comment w:id="(\d+)"', parts_of(file)["word/comments.xml"]) == [b"7", b"8"]
    assert parts_of(file)["[Content_Types].xml"].count(b"comments+xml") == 1
    assert parts_of(file)["word/_rels/document.xml.rels"].count(b"/comments") == 1


def test_numbers_that_only_the_text_names_are_not_used_again() -> None:
    assert remarks(noted(docx_of(p("а", '<w:bookmarkStart w:id="3"/>')), (1, "x")))[0].text == "x"
    orphaned = MARKED.replace('<w:r><w:commentReference w:id="7"/></w:r>', "")
    assert b'<w:comment w:id="8"' in parts_of(noted(docx_of(orphaned), (1, "x")))["word/comments.xml"]


@pytest.mark.parametrize("strange", ["2147483647", "9" * 5000, "-1", "x", "²", ""])
def test_a_strange_number_of_another_comment_is_no_hindrance(strange: str) -> None:
    old, marked = (text.replace('w:id="7"', f'w:id="{strange}"') for text in (OLD, MARKED))
    assert remarks(noted(docx_of(marked, p("а"), comments=old), (2, "x")))[1] == Remark("а", "docgen", "x")


def test_a_foreign_part_of_that_name_is_left_alone() -> None:
    file = docx_of(p("а"), more={"word/Comments.xml": "<other/>"})
    parts = with_comments(parts_of(file), [Note(1, "x")])
    assert parts["word/Comments.xml"] == b"<other/>"
    assert "x" in parts["word/comments1.xml"].decode()


def test_only_the_parts_of_comments_are_changed() -> None:
    before = parts_of(docx_of(p("а"), header=p("б")))
    after = with_comments(before, [Note(1, "x")])
    assert {name for name in after if after[name] != before.get(name)} == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/comments.xml",
    }  # fmt: skip
    assert with_comments(before, []) == before


def test_the_same_notes_give_the_same_bytes() -> None:
    file = docx_of(p("а"))
    assert noted(file, (1, "x")) == noted(file, (1, "x"))


def test_the_lines_of_a_note_become_paragraphs() -> None:
    assert said(docx_of(p("а")), (1, "Неверно.\nПишите так.")) == [("а", "Неверно.\nПишите так.")]


@given(text=st.text(alphabet=st.characters(), max_size=40))
def test_any_words_can_stand_in_a_comment(text: str) -> None:
    (remark,) = remarks(noted(docx_of(p("а")), (1, text)))
    shown = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", "\n".join(text.splitlines()))
    assert remark.text == shown


BROKEN = {
    "no text": {"word/document.xml": None},
    "text cut short": {"word/document.xml": b"<w:document"},
    "a text that is something else": {"word/document.xml": b"<html/>"},
    "a definition": {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
    "broken relationships": {"word/_rels/document.xml.rels": b"<"},
    "no types": {"[Content_Types].xml": None},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_with_a_finding(name: str) -> None:
    parts = {**parts_of(docx_of(p("а"))), **BROKEN[name]}
    with pytest.raises(InputError) as refused:
        with_comments({name: data for name, data in parts.items() if data is not None}, [Note(1, "x")])
    (finding,) = refused.value.findings
    assert finding.rule == "не-файл-word"
    assert finding.message.startswith("Примечания в файл не поставить: ")


def test_a_file_without_relationships_of_its_text_gets_them() -> None:
    parts = parts_of(docx_of(p("а")))
    del parts["word/_rels/document.xml.rels"]
    assert said(zip_of(parts), (1, "x")) == [("а", "x")]


def test_the_file_stays_sound() -> None:
    file = docx_of(p("а", paragraph="<w:keepNext/>"), tbl(1, tr("б")), p("в"))
    assert audit(noted(file, (1, "x"), (2, "y\nz"), (2, "z"))) == audit(file)
    read = docx.Document(io.BytesIO(noted(file, (2, "y\nz"))))
    assert [(c.author, c.initials, c.text) for c in read.comments] == [("docgen", "dg", "y\nz")]


@pytest.mark.office
@needs_office
def test_libreoffice_shows_the_comments_where_they_stand() -> None:
    file = noted(docx_of(p("а"), p("б"), MARKED, comments=OLD), (2, "Неверно.\nПишите так."))
    text = parts_of(convert(file, "odt"))["content.xml"].decode()
    plain = re.sub(r"<[^>]+>", "|", text[text.index("<office:text") :])
    words = [word for word in plain.split("|") if word]
    assert words[0] == "а"
    assert "б" in words and words.index("Неверно.") < words.index("Пишите так.") < words.index("срок")
    assert "Проверить срок" in words
