"""The signature under a table goes with the table's last rows."""

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


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("rows", range(24, 40))
def test_no_page_has_a_signature_and_nothing_else(rows: int):
    pages = pdf_text(printed(rows, подпись={"должность": "зам"}))
    last = [line for line in pages[-1].splitlines() if line.strip()]
    assert "Зимин" in "".join(last)
    assert sum("Проведение" in line for line in last) >= 2
