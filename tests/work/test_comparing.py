"""diff on files: the words of both, and a Word file whose changes give the new text when taken, the old when refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docgen.errors import InputError
from docgen.language.printing import Print
from docgen.ooxml.tracked import with_tracked_changes
from docgen.render.document import render_document
from docgen.transforms.editions import Edition
from docgen.work.comparing import _packed, _parts, diff
from tests.needs import PROJECT
from tests.transforms.amended import ORDERS, edited, example
from tests.word import W

REGION = PROJECT / "examples/region"


def printed(edition: Edition) -> bytes:
    return _parts(render_document(edition.printing.document, edition.workspace, print=Print.REGISTERED).data)[
        "word/document.xml"
    ]


def text_of(document: bytes, taken: str, refused: str) -> list[str]:
    """The paragraphs with one kind of change made and the other undone; empty ones left out."""
    root = etree.fromstring(document)
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{refused}") is not None]:
        row.getparent().remove(row)
    lines = []
    for paragraph in root.iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{refused}") is not None:
            continue
        words = [
            node.text or ""
            for node in paragraph.iter(f"{W}t", f"{W}delText")
            if not any(holder.tag == f"{W}{refused}" for holder in node.iterancestors())
        ]
        lines.append("".join(words))
    return [line for line in lines if line]


@pytest.mark.parametrize("seed", range(15))
def test_taking_the_changes_gives_the_new_text_and_refusing_them_the_old(seed):
    old = example(ORDERS[seed % len(ORDERS)])
    before, after = printed(old), printed(edited(old, seed))
    marked = with_tracked_changes(before, after, author="Шевченко А.И.", date="2026-11-02T00:00:00Z")
    assert text_of(marked, "ins", "del") == text_of(after, "ins", "del")
    assert sorted(text_of(marked, "del", "ins")) == sorted(text_of(before, "del", "ins"))


def test_the_changes_bear_the_author_and_the_day(tmp_path):
    other = tmp_path / "help.yaml"
    text = (REGION / "plans/help-plan.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("срок: до 16.10.2026", "срок: до 23.10.2026"), encoding="utf-8")
    made = diff(REGION / "plans/help-plan.yaml", other, tmp_path / "out.docx", author="Шевченко А.И.")
    assert made.text == ("Строка 1.4, графа «Срок»: изменена:\n    до [−16.10.2026−]{+23.10.2026+}\n")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "out.docx").read_bytes())) as archive:
        document = archive.read("word/document.xml").decode()
    assert 'w:author="Шевченко А.И."' in document
    assert "<w:delText" in document
    assert _packed(_parts((tmp_path / "out.docx").read_bytes())) == (tmp_path / "out.docx").read_bytes()


def test_two_years_of_a_plan_are_matched_by_what_they_say(tmp_path):
    made = diff(REGION / "plans/roadmap-1.yaml", REGION / "plans/roadmap-2.yaml")
    assert "Заголовок: изменен:" in made.text
    assert {each.kind for each in made.differences} >= {"изменено", "добавлено", "исключено"}


def test_a_document_differs_from_itself_in_nothing():
    made = diff(REGION / "orders/help.yaml", REGION / "orders/help.yaml")
    assert made.differences == [] and made.text == "Различий нет.\n"


def test_what_cannot_be_compared_is_named(tmp_path):
    with pytest.raises(InputError) as raised:
        diff(REGION / "orders/help.yaml", REGION / "plans/help-plan.yaml")
    assert [finding.rule for finding in raised.value.findings] == ["виды-различны"]
    with pytest.raises(InputError) as raised:
        diff(REGION / "orders/help.yaml", REGION / "orders/help.yaml", tmp_path / "out.pdf")
    assert [finding.rule for finding in raised.value.findings] == ["не-docx"]


def test_a_file_of_somebody_elses_is_not_overwritten(tmp_path):
    out = Path(tmp_path / "out.docx")
    out.write_bytes(b"moe")
    with pytest.raises(InputError):
        diff(REGION / "orders/help.yaml", REGION / "orders/help.yaml", out)
    assert out.read_bytes() == b"moe"
