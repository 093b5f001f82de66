"""What a foreign file says, before anything is understood: paragraphs and tables in order, with their places.

The first of two stages, as in pandoc. A reader of one format (``word``, ``plain``, ``pdf``, ``excel``) makes a
``Source``; what the blocks mean is decided by the modules of the second stage, which never look at the file again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docgen.findings import Finding

FileForm = Literal["word", "text", "pdf", "excel"]
"""What kind of file the blocks were read from."""


class Place(NamedTuple):
    """Where something stands in a foreign file; counts start from 1, 0 means that the file has no such thing."""

    page: int = 0
    line: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"лист «{self.sheet}», {self.cell}" if self.cell else f"лист «{self.sheet}»"
        said = [
            f"{word} {count}"
            for word, count in (
                ("страница", self.page), ("строка", self.line), ("абзац", self.paragraph), ("таблица", self.table),
            )
            if count
        ]  # fmt: skip
        said.extend(
            f"{word} {count}"
            for word, count in (("строка таблицы" if self.line else "строка", self.row), ("графа", self.column))
            if count
        )
        return ", ".join(said)


NOWHERE = Place()


class Run(NamedTuple):
    """A stretch of words in one look; tabs are ``\\t``, line breaks inside a paragraph ``\\n``."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``number`` is what Word counts by itself and shows before it (``3.1.``), not among the runs.

    ``dash`` is the level of a bullet that Word shows by itself (1 or 2); ``indent`` is the left indent in twips.
    """

    runs: tuple[Run, ...]
    place: Place = NOWHERE
    number: str = ""
    dash: int = 0
    alignment: Literal["", "left", "center", "right", "both"] = ""
    style: str = ""
    starts_page: bool = False
    indent: int = 0

    @property
    def words(self) -> str:
        """The words of the runs."""
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> str:
        """The words with the number or bullet that Word shows before them."""
        lead = self.number or ("–" if self.dash else "")
        return f"{lead} {self.words}" if lead else self.words

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        said = [run for run in self.runs if run.text.strip()]
        return bool(said) and all(run.bold for run in said)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: ``span`` columns wide; ``joined`` when it continues the cell above it (a vertical merge)."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    joined: bool = False
    place: Place = NOWHERE

    @property
    def words(self) -> str:
        """The words of its paragraphs, each on a line, with the numbers and bullets that Word shows."""
        return "\n".join(paragraph.shown for paragraph in self.paragraphs if paragraph.shown.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``heading`` when the file says that it repeats on every page."""

    cells: tuple[Cell, ...]
    place: Place = NOWHERE
    heading: bool = False

    @property
    def words(self) -> str:
        """The words of its cells with tabs between them."""
        return "\t".join(cell.words.replace("\n", " ") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its grid: ``columns`` of it; every row's spans add up to that where the file is sound."""

    rows: tuple[Row, ...]
    columns: int
    place: Place = NOWHERE
    starts_page: bool = False

    @property
    def words(self) -> str:
        """The words of its rows, each on a line."""
        return "\n".join(row.words for row in self.rows)


Block = Paragraph | Table


def is_empty(block: Block) -> bool:
    """Whether nothing is said in the block."""
    return not (block.words if isinstance(block, Table) else block.shown).strip()


class Extra(NamedTuple):
    """Words beside the text: a page number, a running header, a stamp, a footnote."""

    kind: Literal["номер страницы", "колонтитул", "штамп", "сноска", "повтор шапки"]
    words: str
    place: Place = NOWHERE

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the page and not to the document, so that it may be dropped."""
        return self.kind in ("номер страницы", "колонтитул", "повтор шапки", "штамп")


class Remark(NamedTuple):
    """A comment that somebody left in Word: on which words, and in which block (its index)."""

    author: str
    date: str
    text: str
    quote: str
    block: int
    place: Place = NOWHERE


class Change(NamedTuple):
    """A tracked change: what was put in or taken out, by whom, in which block (its index)."""

    kind: Literal["вставка", "удаление", "перенос", "оформление"]
    author: str
    date: str
    text: str
    block: int
    place: Place = NOWHERE


@dataclass(frozen=True)
class Source:
    """A foreign file as blocks. Tracked changes are read as accepted: ``changes`` says what they were."""

    name: str
    form: FileForm
    blocks: tuple[Block, ...]
    extras: tuple[Extra, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, those of cells included, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
