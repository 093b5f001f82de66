"""Foreign files made by hand: blocks from lines of text, so that a test shows what stands in its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.readers.blocks import Block, Cell, Paragraph, Place, Row, Run, Table
from docgen.readers.draft import Context
from docgen.readers.known import Known
from docgen.readers.orders.reader import OrderDraft, read_order
from docgen.readers.segments import segments
from docgen.readers.words import said_words


def paragraph(words: str, **fields: Any) -> Paragraph:
    """A paragraph; ``**words**`` are bold, ``>`` sets it to the right, ``|words|`` in the middle."""
    alignment = ""
    if words.startswith(">"):
        words, alignment = words[1:].strip(), "right"
    elif words.startswith("|") and words.endswith("|"):
        words, alignment = words.strip("|").strip(), "center"
    runs = [Run(part, bool(at % 2)) for at, part in enumerate(words.split("**")) if part]
    return Paragraph(tuple(runs), **{"alignment": alignment, **fields})


def written(text: str) -> list[Block]:
    """A block for every line that says something; a line of cells between ``¦`` is a row of a table.

    ``⏎`` stands for a line break inside a paragraph, ``→`` for a tab, ``#3.1.#`` before the words for Word's number.
    """
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        words = line.strip().replace("⏎", "\n").replace("→", "\t")
        if words.startswith("¦"):
            rows.append([cell.strip() for cell in words.strip("¦").split("¦")])
            continue
        if rows:
            blocks.append(table(rows))
            rows = []
        counted = ""
        if words.startswith("#"):
            _, counted, words = words.split("#", 2)
        dash = 0
        if words.startswith("•"):
            dash, words = 1, words[1:].strip()
        if words:
            blocks.append(paragraph(words, number=counted, dash=dash, place=Place(line=number)))
    if rows:
        blocks.append(table(rows))
    return blocks


def table(rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain cells."""
    made = [
        Row(
            tuple(
                Cell((paragraph(words, place=Place(table=1, row=at)),), place=Place(table=1, row=at)) for words in row
            )
        )
        for at, row in enumerate(rows, 1)
    ]
    return Table(tuple(made), max(len(row) for row in rows), Place(table=1))


def context(text: str = "", reference: ReferenceData = EMPTY_REFERENCE) -> Context:
    """The context of a file called «приказ.docx»."""
    return Context("приказ.docx", Known(reference, text))


def read(text: str, reference: ReferenceData = EMPTY_REFERENCE) -> tuple[OrderDraft, Context]:
    """The first order of a file, its annexes behind it."""
    found = segments(written(text))
    at = next(index for index, segment in enumerate(found) if segment.kind == "order")
    annexes = []
    for segment in found[at + 1 :]:
        if segment.kind != "annex":
            break
        annexes.append(segment)
    shared = context(text, reference)
    return read_order(found[at], shared, annexes), shared


def lost(blocks: Sequence[Block], draft: OrderDraft, shared: Context) -> list[str]:
    """The words of the blocks that are neither told by the draft nor among the leftovers (law 4)."""
    kept: dict[str, int] = {}
    for words in (*(told.words for told in draft.told), *(left.words for left in shared.leftovers)):
        for word in said_words(words):
            kept[word] = kept.get(word, 0) + 1
    missing = []
    for block in blocks:
        for word in said_words(block.words if isinstance(block, Table) else block.shown):
            if kept.get(word, 0):
                kept[word] -= 1
            else:
                missing.append(word)
    return missing
