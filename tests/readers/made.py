"""Blocks of a foreign file by hand: the smallest that show a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.readers.annexes.reader import annex_of
from docgen.readers.blocks import Block, Cell, Paragraph, Place, Row, Run, Table
from docgen.readers.draft import Context, Draft
from docgen.readers.known import Known

Written = str | Paragraph | Cell | Sequence[str | Paragraph] | None
"""A cell as a test writes it: its words, its paragraphs, or None where it goes on from above."""


def p(words: str, **fields: Any) -> Paragraph:
    """A paragraph; ``bold`` makes all of it so."""
    return Paragraph((Run(words, bold=fields.pop("bold", False)),), **fields)


def cell(written: Written, span: int = 1) -> Cell:
    """A cell with these words or paragraphs."""
    if isinstance(written, Cell):
        return written
    if written is None:
        return Cell((), span, joined=True)
    given = [written] if isinstance(written, (str, Paragraph)) else written
    return Cell(tuple(p(each) if isinstance(each, str) else each for each in given), span)


def table(*rows: Sequence[Written], heading: int = 0, columns: int = 0, number: int = 1) -> Table:
    """A table of these rows; the first ``heading`` of them are said to repeat on every page."""
    made = []
    for index, row in enumerate(rows, 1):
        cells = [cell(written) for written in row]
        placed = [
            Cell(each.paragraphs, each.span, each.joined, Place(table=number, row=index, column=column))
            for column, each in enumerate(cells, 1)
        ]
        made.append(Row(tuple(placed), Place(table=number, row=index), index <= heading))
    width = columns or max(sum(each.span for each in row.cells) for row in made)
    return Table(tuple(made), width, Place(table=number))


def context(reference: ReferenceData = EMPTY_REFERENCE) -> Context:
    """What the second stage shares, with nothing found yet."""
    return Context("файл.docx", Known(reference))


def read(*blocks: Block | str, shared: Context | None = None) -> Draft:
    """The annex of these blocks; a plain text is a paragraph."""
    return annex_of([p(block) if isinstance(block, str) else block for block in blocks], shared or context())
