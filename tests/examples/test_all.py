"""Every order of every example: clean, sound, the same twice, and on paper what ``docgen show`` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.office.libreoffice import convert
from docgen.render.document import render_document
from docgen.work.checking import check_paths
from tests.audit import audit
from tests.examples.orders import DISTRICT, FOLDERS, REGION, SCHOOL, loaded, orders_of
from tests.needs import needs_office
from tests.shown import page_words, words

each_order = pytest.mark.parametrize(
    "path", [path for folder in FOLDERS for path in orders_of(folder)], ids=lambda path: path.stem
)


@pytest.mark.parametrize(
    ("folder", "documents"), [(REGION, 18), (DISTRICT, 5), (SCHOOL, 4)], ids=lambda value: getattr(value, "name", "")
)
def test_the_example_is_clean(folder: Path, documents: int):
    checked = check_paths([folder])
    assert len(checked.documents) == documents
    assert checked.findings == []


@each_order
def test_the_files_are_sound_and_repeatable(path: Path):
    order, workspace = loaded(path)
    data = render_document(order, workspace).data
    assert audit(data) == []
    assert render_document(order, workspace).data == data


@pytest.mark.office
@needs_office
@each_order
def test_libreoffice_prints_every_word_and_number_that_show_prints(path: Path):
    order, workspace = loaded(path)
    printed = convert(render_document(order, workspace).data, "txt:Text", filter_options="UTF8").decode("utf-8")
    assert words(printed) == page_words(order, workspace)
