"""Laws of reading annexes: no word is lost, nothing makes a traceback, what is read prints the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.language.printing import Printing
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Workspace
from docgen.readers.annexes.cells import as_text
from docgen.readers.annexes.proof import AS_WRITTEN, compared_words, printed_words
from docgen.readers.annexes.reader import annex_of, read_annex, sheet_annex
from docgen.readers.blocks import Block, Cell, Paragraph, Row, Run, Table
from docgen.readers.segments import Segment
from tests.readers.made import context

WORDS = st.sampled_from(
    ["слёт", "Школа", "МБОУ «СОШ № 5»", "г. Каменск", "Кластер 1.", "1.", "2.1", "а)", "– ", "- ", "•", "**", "{код}", "\\",
     "июнь 2027", "до 15.10.2026", "ОМСУ (МОЦ", "ОО)", "региональный", "Мероприятие", "Срок", "№ п/п", "Дата", "Время",
     "Место", "График", "Состав", "Орлова Елена Петровна", "А.Б. Лунин", "Члены комиссии:", "на 3 л.", "____", "\t", "\n",
     "Форма", ":", ";", "(по согласованию)", "Директор", "Ответственные", "наставник", "Положение", "  ", "2027 год"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
RUNS = st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=2)
PARAGRAPHS = st.tuples(
    RUNS, st.sampled_from(["", "", "1.", "2.1.", "Кластер 1."]), st.sampled_from([0, 0, 1, 2]),
    st.sampled_from(["", "center"]),
)  # fmt: skip
CELLS = st.tuples(st.lists(TEXTS, max_size=2), st.sampled_from([1, 1, 1, 2, 3]))
ROWS = st.tuples(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from([False, False, True]))
TABLES = st.lists(ROWS, min_size=1, max_size=5)
BLOCKS = st.lists(PARAGRAPHS | TABLES, max_size=7)
"""Plain data, of which the blocks are made inside a test: a failure is told in a few lines."""


def block(plain: Any) -> Block:
    return table(plain) if isinstance(plain, list) else paragraph(plain)


def paragraph(plain: Any) -> Paragraph:
    runs, number, dash, alignment = plain
    return Paragraph(tuple(Run(*run) for run in runs), number=number, dash=dash, alignment=alignment)


def table(plain: Any) -> Table:
    rows = [
        Row(
            tuple(Cell(tuple(Paragraph((Run(words),)) for words in texts), span) for texts, span in cells),
            heading=heading,
        )
        for cells, heading in plain
    ]
    return Table(tuple(rows), columns=max(sum(cell.span for cell in row.cells) for row in rows))


def words_of(block: Block) -> str:
    return block.shown if isinstance(block, Paragraph) else block.words


@given(BLOCKS)
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(plain: list[Any]) -> None:
    blocks = [block(each) for each in plain]
    shared = context()
    draft = annex_of(blocks, shared)
    document, faults = validated(DOCUMENT_KINDS[draft.data["вид"]], draft.data)
    assert document is not None, faults
    workspace = Workspace(reference=shared.known.reference, profile=AS_WRITTEN)
    printed = printed_words(Printing.of(document, workspace))  # type: ignore[arg-type]
    kept = Counter([*printed, *compared_words("\n".join(left.words for left in shared.leftovers))])
    assert not Counter(compared_words("\n".join(once(blocks)))) - kept


def once(blocks: list[Block]) -> Iterator[str]:
    """The words of the blocks; of rows that are alike one, since a header that stands again is page furniture."""
    seen: set[str] = set()
    for each in blocks:
        if isinstance(each, Paragraph):
            yield each.shown
            continue
        for row in each.rows:
            if row.words.strip() not in seen:
                yield row.words
            seen.add(row.words.strip())


@given(BLOCKS)
@settings(max_examples=150, deadline=None)
def test_what_no_mark_names_is_a_document_or_left_over_whole(plain: list[Any]) -> None:
    blocks = [block(each) for each in plain]
    shared = context()
    if read_annex(Segment("other", tuple(blocks)), shared) is None:
        left = compared_words("\n".join(left.words for left in shared.leftovers))
        assert left == compared_words("\n".join(map(words_of, blocks)))


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_a_sheet_is_a_document_or_left_over_whole(plain: Any) -> None:
    sheet = table(plain)
    shared = context()
    draft = sheet_annex(sheet, shared)
    if draft is None:
        assert compared_words("\n".join(left.words for left in shared.leftovers)) == compared_words(sheet.words)
    else:
        document, faults = validated(DOCUMENT_KINDS[draft.data["вид"]], draft.data)
        assert document is not None, faults


@given(st.text(alphabet="аБв1.- –•*{}\\:;\t\n«»", max_size=40))
def test_the_text_of_a_paragraph_prints_its_words(words: str) -> None:
    text = Text.parse(as_text([Paragraph((Run(words),))]))
    assert compared_words(text.words) == compared_words(words)


@given(st.lists(st.builds(Run, st.text(alphabet="аб *{}\\-\n", max_size=8), st.booleans()), min_size=1, max_size=5))
def test_bold_words_are_always_closed(runs: list[Run]) -> None:
    text = Text.parse(as_text([Paragraph(tuple(runs))]))
    assert compared_words(text.words) == compared_words("".join(run.text for run in runs))
