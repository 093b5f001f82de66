"""Blocks as lines: the words of headings, marks and signatures stand in paragraphs, soft lines or cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from docgen.readers.blocks import Block, Paragraph, Place, Run, Table
from docgen.readers.spelled import plain_line

MOST_ROWS: Final = 6
"""A table with more rows is no layout of a heading or a signature."""


class Line(NamedTuple):
    """One line of words and the block that it stands in, by its index."""

    text: str
    block: int
    place: Place
    bold: bool = False
    alignment: str = ""
    style: str = ""
    numbered: bool = False
    starts_page: bool = False
    row: int = 0
    """The row of the table that it stands in, counted from 1; 0 outside of tables."""


def block_lines(block: Block, index: int) -> Iterator[Line]:
    """The lines of one block that say something; those of a table cell by cell."""
    if isinstance(block, Paragraph):
        yield from _of_paragraph(block, index, block.starts_page)
        return
    for number, row in enumerate(block.rows, 1):
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                place = paragraph.place if paragraph.place != Place() else cell.place
                for line in _of_paragraph(paragraph, index, False):
                    yield line._replace(place=place, row=number)


def _of_paragraph(paragraph: Paragraph, index: int, starts_page: bool) -> Iterator[Line]:
    numbered = bool(paragraph.number or paragraph.dash)
    words = paragraph.shown if numbered else paragraph.words
    for text in words.split("\n"):
        if text.strip():
            yield Line(
                text.strip(), index, paragraph.place, paragraph.bold, paragraph.alignment, paragraph.style, numbered,
                starts_page,
            )  # fmt: skip


def lines_of(blocks: Sequence[Block], start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of the blocks from ``start`` up to ``end``."""
    return [
        line
        for index in range(start, len(blocks) if end is None else end)
        for line in block_lines(blocks[index], index)
    ]


def joined(lines: Iterable[Line]) -> str:
    """The words of lines as one."""
    return plain_line(" ".join(line.text for line in lines))


def is_layout(block: Block) -> bool:
    """Whether a table may be there to set words beside each other, not to hold data."""
    return isinstance(block, Table) and len(block.rows) <= MOST_ROWS and block.columns <= 5


def split_runs(runs: Sequence[Run], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after a place in their words."""
    before: list[Run] = []
    after: list[Run] = []
    position = 0
    for run in runs:
        cut = min(max(at - position, 0), len(run.text))
        if cut:
            before.append(run._replace(text=run.text[:cut]))
        if cut < len(run.text):
            after.append(run._replace(text=run.text[cut:]))
        position += len(run.text)
    return tuple(before), tuple(after)
