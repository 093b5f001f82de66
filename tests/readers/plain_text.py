"""What the tests of plain text look at: a text read, its tables as words, its findings by rule."""

from docgen.findings import Finding
from docgen.readers.blocks import Paragraph, Source, Table
from docgen.readers.plain.reader import read_plain

FILLER = "Во исполнение плана работы департамента приказываю подготовить школы к новому учебному году."
"""A line that makes a short text Russian beyond doubt; it stands first, and ``blocks`` leaves it out."""


def read(text: str) -> Source:
    """The text as the reader gives it."""
    return read_plain(text.encode(), "текст.txt")


def blocks(text: str) -> tuple[Paragraph | Table, ...]:
    """The blocks of a text that need not look like an order."""
    return read(f"{FILLER}\n\n{text}").blocks[1:]


def words(text: str) -> list[str]:
    """What its paragraphs say, each with the number or bullet that is shown."""
    return [block.shown if isinstance(block, Paragraph) else "(таблица)" for block in blocks(text)]


def table(text: str) -> Table:
    """Its only table."""
    found = [block for block in blocks(text) if isinstance(block, Table)]
    assert len(found) == 1, found
    return found[0]


def cells(found: Table) -> list[list[str]]:
    """The words of a table, paragraphs of a cell parted by « / »."""
    return [[" / ".join(p.shown for p in cell.paragraphs) for cell in row.cells] for row in found.rows]


def said(source: Source, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in source.findings if finding.rule == rule]
