"""Law 4 at the first stage: every word of a Word file stands in a block or an extra, once and in order."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.office.libreoffice import convert
from docgen.ooxml.parts import WordFile, text_of
from docgen.ooxml.sections import sections
from docgen.ooxml.shown_numbers import body_paragraphs, shown_numbers
from docgen.readers.blocks import Source, Table
from docgen.readers.word.reader import read_word
from docgen.readers.words import said_words
from docgen.render.document import render_document
from tests.counts import scaled
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.needs import PROJECT, needs_office
from tests.readers.word_xml import box, cell, dels, field, ins, p, r, row, table, word
from tests.strategies import signs

TEMPLATES = sorted((PROJECT / "templates").rglob("*.docx"))
EXAMPLES = [path for folder in FOLDERS for path in orders_of(folder)]


def said(source: Source) -> list[str]:
    """The words of all paragraphs in order, without the numbers that Word counts."""
    return said_words("\n".join(paragraph.words for paragraph in source.paragraphs()))


def words_of_xml(data: bytes) -> list[str]:
    """The words of the body as they stand in its XML."""
    body = WordFile(data).document
    return said_words("\n".join(text_of(paragraph) for paragraph in body_paragraphs(body)))


class TestOfficeFiles:
    """Files as python-docx builds them, with any words."""

    texts = st.text(signs | st.sampled_from("\t\n"), max_size=12)
    runs = st.lists(st.tuples(texts, st.booleans(), st.booleans(), st.booleans()), max_size=4)
    styles = st.sampled_from(["Normal", "Heading 1", "List Bullet", "List Number", "Quote", "Title"])
    a_paragraph = st.tuples(st.just("абзац"), styles, runs)
    a_table = st.tuples(
        st.just("таблица"),
        st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=3),
        st.tuples(st.integers(0, 2), st.integers(0, 2)),
        st.booleans(),
    )
    files = st.tuples(st.lists(st.one_of(a_paragraph, a_table), max_size=6), texts, texts)

    @given(files)
    @settings(max_examples=scaled(600), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_no_word_is_lost_doubled_or_moved(self, file: tuple[list[Any], str, str]) -> None:
        blocks, header, footer = file
        made = docx.Document()
        for block in blocks:
            _add(made, block)
        made.sections[0].header.paragraphs[0].text = header
        made.sections[0].footer.paragraphs[0].text = footer
        out = io.BytesIO()
        made.save(out)
        source = read_word(out.getvalue(), "приказ.docx")
        assert said(source) == words_of_xml(out.getvalue())
        beside = said_words("\n".join(extra.words for extra in source.extras))
        assert beside == said_words(header) + (said_words(footer) if footer.strip() != header.strip() else [])


def _add(made: Document, block: tuple[Any, ...]) -> None:
    if block[0] == "абзац":
        paragraph = made.add_paragraph(style=block[1])
        for text, bold, italic, breaks in block[2]:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic
            if breaks:
                run.add_break(WD_BREAK.PAGE)
        return
    _, rows, (down, right), nested = block
    grid = made.add_table(len(rows), 3)
    for line, texts in zip(grid.rows, rows, strict=True):
        for each, text in zip(line.cells, texts, strict=True):
            each.text = text
    grid.cell(0, 0).merge(grid.cell(min(down, len(rows) - 1), right))
    if nested:
        inner = grid.cell(0, 0).add_table(1, 2)
        inner.cell(0, 1).text = "внутри"


class _Writer:
    """Writes XML of words that are all different, and what of it is to be read: in the text and beside it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._count = 0
        self.notes = ""
        self.beside: list[str] = []

    def new(self) -> str:
        self._count += 1
        return f"слово{self._count}"

    def blocks(self, depth: int, at_least: int = 0) -> tuple[str, list[str]]:
        """Some blocks and their words."""
        xml, words = "", []
        for _ in range(self._draw(st.integers(at_least, 3))):
            content, said = self._block(depth)
            xml, words = xml + content, words + said
        return xml, words

    def _block(self, depth: int) -> tuple[str, list[str]]:
        kind = self._draw(st.sampled_from(["абзац", "абзац", "таблица", "рамка", "выбор"] if depth else ["абзац"]))
        if kind == "таблица":
            return self._table(depth - 1)
        if kind == "рамка":
            xml, words = self.blocks(depth - 1)
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>", words
        if kind == "выбор":
            xml, words = self.blocks(depth - 1)
            choice = f'<mc:Choice Requires="w14">{xml}</mc:Choice><mc:Fallback>{xml}</mc:Fallback>'
            return f"<mc:AlternateContent>{choice}</mc:AlternateContent>", words
        xml, words, boxed = self._inline(depth, 3)
        return p(xml or r("")), words + boxed

    def _table(self, depth: int) -> tuple[str, list[str]]:
        rows, words = [], []
        for _ in range(self._draw(st.integers(1, 2))):
            cells = []
            for _ in range(self._draw(st.integers(1, 3))):
                xml, said = self.blocks(depth, 1)
                span = self._draw(st.integers(1, 3))
                merge = self._draw(st.sampled_from(["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>']))
                cells.append(cell(xml, f'<w:gridSpan w:val="{span}"/>{merge}'))
                words += said
            rows.append(row(*cells))
        return table(*rows), words

    def _inline(self, depth: int, most: int) -> tuple[str, list[str], list[str]]:
        """Runs, their words, and the words of the boxes anchored among them."""
        xml, words, boxed = "", [], []
        for _ in range(self._draw(st.integers(0, most))):
            content, said, later = self._piece(depth)
            xml, words, boxed = f"{xml}{r(' ')}{content}", words + said, boxed + later
        return xml, words, boxed

    def _piece(self, depth: int) -> tuple[str, list[str], list[str]]:
        kinds = ["слова", "полужирные", "удалено", "код поля", "разрыв", "сноска"]
        kind = self._draw(st.sampled_from([*kinds, *WRAPPINGS, "коробка"] if depth else kinds))
        word_ = self.new()
        if kind in WRAPPINGS:
            xml, words, boxed = self._inline(depth - 1, 2)
            return WRAPPINGS[kind](xml), words, boxed
        if kind == "коробка":
            xml, words = self.blocks(depth - 1, 1)
            return box(xml), [], words
        if kind == "удалено":
            return dels(word_), [], []
        if kind == "код поля":
            return field(f'IF {word_} "" ', r("")), [], []
        if kind == "разрыв":
            return r(f'<w:br w:type="page"/><w:t>{word_}</w:t>'), [word_], []
        if kind == "сноска":
            self.beside.append(word_)
            number = len(self.beside)
            self.notes += f'<w:footnote w:id="{number}">{p(word_)}</w:footnote>'
            return r(f'<w:footnoteReference w:id="{number}"/>'), [], []
        return r(word_, "<w:b/>" if kind == "полужирные" else ""), [word_], []


WRAPPINGS = {
    "ссылка": "<w:hyperlink>{}</w:hyperlink>".format,
    "метка": '<w:smartTag w:element="x">{}</w:smartTag>'.format,
    "поле": '<w:fldSimple w:instr="X">{}</w:fldSimple>'.format,
    "управление": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format,
    "вставка": ins,
    "перенос": '<w:moveTo w:author="х">{}</w:moveTo>'.format,
    "результат": lambda xml: field("REF х", xml),
    "неизвестное": "<w:z><w:z>{}</w:z></w:z>".format,
}  # fmt: skip


@st.composite
def written(draw: st.DrawFn) -> tuple[bytes, list[str], list[str]]:
    writer = _Writer(draw)
    xml, words = writer.blocks(3)
    return word(xml, footnotes=writer.notes), words, writer.beside


@given(written())
@settings(
    max_examples=scaled(1500),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
def test_whatever_stands_round_the_words_they_are_read_once_and_in_order(
    case: tuple[bytes, list[str], list[str]],
) -> None:
    data, words, beside = case
    source = read_word(data, "приказ.docx")
    assert said(source) == said_words(" ".join(words))
    assert sorted(said_words(" ".join(extra.words for extra in source.extras))) == sorted(said_words(" ".join(beside)))


def data_of(path: Path) -> bytes:
    """The Word file at a path, or the one that an example's order is printed as."""
    return path.read_bytes() if path.suffix == ".docx" else render_document(*loaded(path)).data


every_file = pytest.mark.parametrize(
    "path", [*TEMPLATES, *EXAMPLES], ids=lambda path: f"{path.parent.parent.name}-{path.stem}"
)


class TestProjectFiles:
    @every_file
    def test_every_word_and_number_is_read(self, path: Path) -> None:
        data = data_of(path)
        source = read_word(data, "приказ.docx")
        assert said(source) == words_of_xml(data)
        shown = [(each.number if each.number != "–" else "", each.number == "–") for each in shown_numbers(data)]
        assert [(each.number, each.dash > 0) for each in source.paragraphs()] == shown
        beside = said_words(" ".join(extra.words for extra in source.extras))
        for section in sections(data):
            assert set(said_words(f"{section.header_default} {section.footer_default}")) <= set(beside)

    @every_file
    def test_every_row_fills_the_grid(self, path: Path) -> None:
        for block in read_word(data_of(path), "приказ.docx").blocks:
            for line in getattr(block, "rows", ()):
                assert sum(each.span for each in line.cells) == block.columns  # type: ignore[union-attr]

    @pytest.mark.office
    @needs_office
    @pytest.mark.parametrize("form", ["docx", "doc", "odt", "rtf"])
    def test_what_libreoffice_makes_of_it_says_the_same(self, form: str) -> None:
        data = data_of(PROJECT / "examples" / "region" / "orders" / "roadmaps.yaml")
        source = read_word(convert(data, form), f"приказ.{form}")
        expected = said(read_word(data, "приказ.docx"))
        if form == "doc":
            # LibreOffice forgets where a list begins anew when it writes a .doc, and reckons its references again.
            assert [each for each in said(source) if each.isalpha()] == [each for each in expected if each.isalpha()]
        else:
            assert said(source) == expected
        assert [len(block.rows) for block in source.blocks if isinstance(block, Table)] == [50, 44, 40]
