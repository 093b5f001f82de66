"""What LibreOffice prints for a field that names a numbered paragraph (docs/word/references.md)."""

import pytest

from docgen.ooxml.list_forms import ListForms
from docgen.ooxml.numbering import NumberingBuilder
from tests.audit import audit
from tests.needs import needs_office, needs_poppler
from tests.ooxml.specimen import HOUSE, document, field, paragraph, row, run, table
from tests.printed import lines

POINTS = ("1", "1.1", "1.1.1", "2", "2.1", "2.1", "2.2", "2¹", "2¹.1", "2.5а", "7", "7.1")


def numbered(numbers: tuple[str, ...], form: str = "points") -> tuple[list[str], str]:
    """Paragraphs with these numbers, each with a bookmark («м0», «м1»), and the lists they need."""
    builder = NumberingBuilder(ListForms(HOUSE))
    found = [
        paragraph(f"т{index}", builder.number(1, number.count("."), number, form=form), bookmark=f"м{index}")
        for index, number in enumerate(numbers)
    ]
    return found, builder.xml()


def reference(text: str, bookmark: str, switches: str = "\\r \\h") -> str:
    return f"<w:p>{run(text + ' [')}{field(f'REF {bookmark} {switches}')}{run(']')}</w:p>"


@pytest.mark.office
@needs_office
@needs_poppler
def test_a_reference_prints_the_number_without_its_final_dot_before_and_after_its_target() -> None:
    found, lists = numbered(POINTS)
    before = "".join(reference("до", f"м{index}") for index in range(len(POINTS)))
    after = "".join(reference("после", f"м{index}") for index in range(len(POINTS)))
    file = document(before + "".join(found) + after, lists)
    assert audit(file) == []
    printed = lines(file)
    assert printed[: len(POINTS)] == [f"до [{number}]" for number in POINTS]
    assert printed[-len(POINTS) :] == [f"после [{number}]" for number in POINTS]


@pytest.mark.office
@needs_office
@needs_poppler
def test_the_switches_agree_where_a_number_holds_all_its_levels() -> None:
    found, lists = numbered(POINTS)
    switches = ("\\r \\h", "\\n \\h", "\\w \\h")
    body = "".join(reference("н", "м8", each) + reference("н", "м2", each) for each in switches)
    assert lines(document("".join(found) + body, lists))[len(POINTS) :] == ["н [2¹.1]", "н [1.1.1]"] * 3


@pytest.mark.office
@needs_office
@needs_poppler
def test_a_row_is_referred_to_through_the_empty_paragraph_of_its_number() -> None:
    builder = NumberingBuilder(ListForms(HOUSE))
    rows = []
    for index, number in enumerate(("1", "1.1", "1.2")):
        place = builder.number("план", number.count("."), number, form="rows")
        rows.append(row(paragraph("", place, bookmark=f"м{index}"), paragraph("дело")))
    file = document(table(2, *rows) + reference("строка", "м2"), builder.xml())
    assert audit(file) == []
    assert lines(file) == ["1. дело", "1.1 дело", "1.2 дело", "строка [1.2]"]


@pytest.mark.office
@needs_office
@needs_poppler
def test_a_digit_is_printed_through_a_bookmark_round_it() -> None:
    digit = '<w:bookmarkStart w:id="1" w:name="прил"/><w:r><w:t>7</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    mark = f"<w:p>{run('Приложение № ')}{digit}{run(' к приказу')}</w:p>"
    assert lines(document(mark + reference("приложение №", "прил", "\\h")))[1] == "приложение № [7]"


@pytest.mark.office
@needs_office
@needs_poppler
def test_a_reference_without_a_target_prints_an_error() -> None:
    (printed,) = lines(document(reference("п.", "нет")))
    assert "?" not in printed
    assert len(printed) > len("п. []")
