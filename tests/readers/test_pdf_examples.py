"""Law 5 from PDF: the orders of the examples, printed by LibreOffice, give the blocks that their Word files give."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.language.printing import Print
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.readers.blocks import Paragraph, Source
from docgen.readers.pdf.reader import read_pdf
from docgen.readers.reading import read_source
from docgen.readers.word.reader import read_word
from docgen.readers.words import said_words
from docgen.render.document import render_document
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.needs import needs_office

pytestmark = [needs_office, pytest.mark.office]

ORDERS = [path for folder in FOLDERS for path in orders_of(folder)]
WITHOUT_TAGS = '{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
every_order = pytest.mark.parametrize("path", ORDERS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
some_orders = pytest.mark.parametrize(
    "path", [path for path in ORDERS if path.stem in ("рабочая-группа", "help", "roadmaps")], ids=lambda path: path.stem
)


@cache
def printed(path: Path) -> bytes:
    return render_document(*loaded(path), print=Print.REGISTERED).data


@cache
def from_word(path: Path) -> Source:
    return read_word(printed(path), "приказ")


@cache
def from_pdf(path: Path, options: str = PDF_A_2B) -> Source:
    return read_pdf(convert(printed(path), filter_options=options), "приказ")


def words(text: str) -> list[str]:
    """The words of a text; lines to write on are none."""
    return [word for word in said_words(text) if word.strip("_")]


def rows(source: Source) -> list[Any]:
    """Paragraphs with what is before them, rows with the bounds of their cells; what says nothing is left out."""
    found: list[Any] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            if words(block.shown):
                alignment = block.alignment.replace("left", "")  # the tags do not say it
                found.append((block.number.strip(), block.dash, alignment, block.bold, words(block.words)))
        else:
            for row in block.rows:
                cells = [(cell.span, cell.joined, [] if cell.joined else words(cell.words)) for cell in row.cells]
                found.append((row.heading, cells))
    return found


@every_order
def test_tags_give_the_paragraphs_numbers_and_cells_of_the_word_file(path: Path):
    assert rows(from_pdf(path)) == rows(from_word(path))


@every_order
def test_both_are_read_as_the_same_documents(path: Path):
    word, pdf = (read_source(source) for source in (from_word(path), from_pdf(path)))
    assert [read.draft.data for read in pdf.read] == [read.draft.data for read in word.read]


@every_order
def test_nothing_is_mended_and_nothing_is_lost_but_furniture(path: Path):
    source = from_pdf(path)
    assert source.findings == ()
    assert all(extra.is_furniture for extra in source.extras)


@some_orders
def test_without_tags_the_words_and_the_ruled_tables_are_the_same(path: Path):
    with_tags, without = from_pdf(path), from_pdf(path, WITHOUT_TAGS)
    assert words(all_words(without)) == words(all_words(with_tags))
    ruled = tables(without)
    heads = [table[0] for table in ruled]
    assert ruled and ruled == [table for table in tables(with_tags) if table[0] in heads]


def all_words(source: Source) -> str:
    return "\n".join(block.shown if isinstance(block, Paragraph) else block.words for block in source.blocks)


def tables(source: Source) -> list[list[list[list[str]]]]:
    """The words of every cell of every table."""
    found = [block for block in source.blocks if not isinstance(block, Paragraph)]
    return [[[words(cell.words) for cell in row.cells] for row in table.rows] for table in found]
