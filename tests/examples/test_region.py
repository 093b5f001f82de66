"""The region example printed: LibreOffice shows the same words and numbers as ``docgen show``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.files.workspace import open_workspace
from docgen.findings import Severity
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.office.libreoffice import convert
from docgen.ooxml.sections import sections
from docgen.render.document import render_document
from docgen.work.checking import check_paths
from tests.audit import audit
from tests.needs import PROJECT, needs_office
from tests.printed import pdf_text
from tests.shown import page_words, words

REGION = PROJECT / "examples" / "region"
ORDERS = sorted((REGION / "orders").glob("*.yaml"))


def loaded(path: Path):
    opened = open_workspace(path)
    return opened.file(path).model, opened.workspace


def test_the_example_is_clean():
    checked = check_paths([REGION])
    assert len(checked.documents) == 9
    worse = [f for f in checked.findings if f.severity is Severity.ERROR]
    assert worse == []


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
def test_libreoffice_prints_every_word_and_number_that_show_prints(path):
    order, workspace = loaded(path)
    printed = convert(render_document(order, workspace).data, "txt:Text", filter_options="UTF8").decode("utf-8")
    assert words(printed) == page_words(order, workspace)


@pytest.mark.office
@needs_office
def test_the_pages_carry_the_numbers_of_points_and_references():
    order, workspace = loaded(REGION / "orders" / "roadmaps.yaml")
    pages = "\n".join(pdf_text(render_document(order, workspace).data))
    lines = plain_text(Printing.of(order, workspace)).split("\n")
    starts = [match[0] for line in lines if (match := re.match(r"\d(?:\.\d+)*\. \w+", line))]
    assert len(starts) > 15
    for start in starts:
        assert start in re.sub(r"[ \u00a0]+", " ", pages), start
    assert "Error" not in pages
    assert "Ошибка" not in pages


@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
def test_the_files_are_sound_and_repeatable(path):
    order, workspace = loaded(path)
    data = render_document(order, workspace).data
    assert audit(data) == []
    assert render_document(order, workspace).data == data


def test_the_order_stands_upright_and_the_roadmaps_lie():
    order, workspace = loaded(REGION / "orders" / "roadmaps.yaml")
    found = sections(render_document(order, workspace).data)
    assert [section.orientation for section in found] == ["portrait", "landscape", "landscape", "landscape"]
    assert all(section.title_page and section.page_number_start == 1 for section in found)


def test_the_counts_of_the_example():
    workspace = open_workspace(REGION).workspace
    plans = [len(workspace.documents[f"карта{n}"].all_measures) for n in (1, 2, 3)]
    assert plans == [45, 39, 35]
    schools = workspace.documents["школы"]
    assert [len(cluster.schools) for cluster in schools.clusters] == [21, 47]
