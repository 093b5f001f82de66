"""Laws of reading text: no word is lost or made, order is kept, tables come back cell by cell, nothing breaks."""

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.readers.blocks import Source, Table
from docgen.readers.plain.reader import read_plain
from docgen.readers.words import said_words
from tests.counts import scaled
from tests.readers.plain_text import FILLER, read
from tests.readers.plain_text import cells as cells_of

WORDS = [
    "план", "школа", "семинар", "мероприятие", "год", "май", "провести", "обучить", "учителей", "область", "№", "850",
    "и", "в", "на", "с", "МБОУ", "Орлова", "3.1", "1.",
]  # fmt: skip
SAID = [word for word in WORDS if not word.isdigit()]
"""Without bare numbers: beside a form feed they are page numbers and stand apart."""
MARKS = [
    "\t", "\t\t", "\n", "\n\n", "\f", "|", " | ", "│", "+---+", "---", "- ", "–", "* ", "**", "<p>", "</p>", "<b>", "</b>",
    "<br>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "\\*", "- 2 -", "№\tМера\tСрок\n", "1\t", ": - ",
    "; - ", "Приложение № 1", "├──┼──┤", "|---|---|", "     ", "    ", ".", ";", "«", "»", "(", ")",
]  # fmt: skip
LAW = settings(max_examples=scaled(3000), deadline=None)
TAG = re.compile(r"</?(?:p|b|br|ul|li|table|tr|td)>")

pieces = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=40)
cell = st.lists(st.sampled_from(WORDS[:10]), min_size=1, max_size=4).map(" ".join)


def everything(source: Source) -> str:
    shown = [block.words if isinstance(block, Table) else block.shown for block in source.blocks]
    return "\n".join([*shown, *(extra.words for extra in source.extras)])


@LAW
@given(pieces, st.sampled_from([" ", "\n", "\t"]))
@example(["№\tМера\tСрок\n", "1\t", "план", "\t", "май", "\n\n", "\t", "план", "май", "\t"], " ")
def test_no_word_is_lost_or_made(parts: list[str], between: str) -> None:
    text = f"{FILLER}\n{between.join(parts)}"
    assert Counter(said_words(everything(read(text)))) == Counter(said_words(TAG.sub(" ", text)))


@LAW
@given(st.lists(st.sampled_from([*SAID, "\n", "\n\n", "\n\f", "**", "- ", "– ", ".", ";", "     "]), max_size=80))
def test_words_of_paragraphs_stay_in_order(parts: list[str]) -> None:
    text = f"{FILLER}\n{' '.join(parts)}"
    assert said_words("\n".join(block.words for block in read(text).blocks)) == said_words(text)


@LAW
@given(st.integers(3, 7), st.lists(st.lists(cell, min_size=6, max_size=6), min_size=2, max_size=9), st.booleans())
def test_a_table_of_tabs_or_bars_comes_back_cell_by_cell(columns: int, rows: list[list[str]], bars: bool) -> None:
    full = [["№", *(f"Графа {n}" for n in range(2, columns + 1))]]
    full += [[f"{number}.", *row[: columns - 1]] for number, row in enumerate(rows, start=1)]
    lines = [f"| {' | '.join(row)} |" if bars else "\t".join(row) for row in full]
    [_, table] = read("\n".join([FILLER, "", *lines])).blocks
    assert isinstance(table, Table)
    assert cells_of(table) == full


@LAW
@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_drawn_table_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    rule = "├" + "┼".join("─" * 50 for _ in range(3)) + "┤"
    lines = [rule]
    for row in rows:
        lines += ["│" + "│".join(words.center(50) for words in row) + "│", rule]
    [_, table] = read("\n".join([FILLER, "", *lines])).blocks
    assert isinstance(table, Table)
    assert cells_of(table) == rows


@LAW
@given(
    st.text(
        st.sampled_from("аб АБ.,-–№«»\t|│─+*<>/p&;:\\\n\r\f\v\x85\u2028\x00\u00ad\ufeffВ„–РџC1a#\U0001f600"),
        max_size=200,
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read(f"{FILLER}\n{text}").blocks


@LAW
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        read_plain(data, "файл.txt")
    except InputError as refused:
        assert all(finding.message for finding in refused.findings)
