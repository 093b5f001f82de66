"""The signature goes with the last rows of the table above it, or with the last paragraphs."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from docgen.render.document import render_document
from docgen.render.keeping import kept_with_signature
from tests.builders import annexed, order, plan, workspace
from tests.needs import needs_office
from tests.printed import pdf_text


def printed(rows: int, **fields: object) -> bytes:
    """A plan with so many rows, printed as the annex of an order."""
    roadmap = plan([f"Проведение совещания {n}" for n in range(1, rows + 1)], **fields)
    main = order([{"утверждает": "план1"}], приложения=annexed(roadmap))
    return render_document(main, workspace(main, roadmap)).data


def kept_rows(data: bytes) -> list[bool]:
    """Of each row of the first table: whether all its paragraphs keep with the next."""
    rows = docx.Document(io.BytesIO(data)).tables[0].rows
    paragraphs = [[paragraph._p.pPr for cell in row.cells for paragraph in cell.paragraphs] for row in rows]
    return [all(each is not None and each.find(qn("w:keepNext")) is not None for each in row) for row in paragraphs]


def test_the_last_two_rows_keep_with_the_signature():
    assert kept_rows(printed(4, подпись={"должность": "зам"})) == [False, False, False, False, True, True]


def test_a_table_without_a_signature_breaks_where_it_will():
    assert kept_rows(printed(4)) == [False] * 6


def test_a_heading_alone_over_a_signature_is_left_alone():
    xml = '<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Signature"/></w:pPr></w:p>'
    assert kept_with_signature(xml) == xml


def kept(points: list[str]) -> list[tuple[str, bool]]:
    """The paragraphs of an order below its preamble: their styles, and whether they themselves keep with the next."""
    main = order(points)
    paragraphs = docx.Document(io.BytesIO(render_document(main, workspace(main)).data)).paragraphs
    found = [(each.style.style_id, bool(each.paragraph_format.keep_with_next)) for each in paragraphs]
    return found[[style for style, _ in found].index("Preamble") + 1 :]


LISTED = "возложить контроль на:\n- первого;\n- второго;\n- третьего;\n- четвертого."


def test_the_last_items_of_a_last_point_keep_with_the_signature():
    assert kept([LISTED]) == [
        ("Point1Last", False), ("Dash1", False), ("Dash1", True), ("Dash1", True), ("Dash1", True), ("Signature", False),
    ]  # fmt: skip


def test_points_keep_by_their_styles_alone():
    styles = ["Point1", "Point1", *["Point1Last"] * 3, "Signature"]
    assert kept(["обеспечить порядок"] * 5) == [(style, False) for style in styles]


FILLING = "обеспечить порядок в школах района, где учителя и директора еще не обсудили, чему и как учить детей"
TAILS = {
    "short points": ["обеспечить порядок", "обеспечить порядок", "обеспечить порядок"],
    "two points": [FILLING, "обеспечить порядок"],
    "a list": [LISTED],
}


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("filling", range(8, 12))
@pytest.mark.parametrize("tail", TAILS)
def test_three_lines_of_text_stand_over_the_signature_of_an_order(tail: str, filling: int):
    """L11: so many points that the signature comes to the foot of the page, and beyond."""
    main = order([FILLING] * filling + TAILS[tail])
    pages = pdf_text(render_document(main, workspace(main)).data)
    signed = next(page for page in pages if "Орлова" in page)
    lines = [line for line in signed.splitlines() if line.strip()]
    above = next(at for at, line in enumerate(lines) if "Орлова" in line) - (signed is not pages[0])
    assert above >= 3


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("rows", range(24, 40))
def test_no_page_has_a_signature_and_nothing_else(rows: int):
    pages = pdf_text(printed(rows, подпись={"должность": "зам"}))
    last = [line for line in pages[-1].splitlines() if line.strip()]
    assert "Зимин" in "".join(last)
    assert sum("Проведение" in line for line in last) >= 2
