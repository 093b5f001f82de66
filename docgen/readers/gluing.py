"""Rows of a table that pages have torn: repeated headings go, lost cells come back, fragments join the row above.

A fragment stands at the beginning of a page and has no number. Cells are glued one by one and no word is dropped;
each gluing is said with its lines. Which lines are rows is the business of the readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Extra, Paragraph, Place
from docgen.readers.joining import joined
from docgen.readers.mends import (
    EXTRA_CELLS,
    GLUED,
    HYPHEN,
    LOST_CELL,
    REPEATED_WORDS,
    UNSURE_GLUE,
    UNSURE_HYPHEN,
    Mends,
    shortened,
)
from docgen.readers.plain.lines import SOFT_HYPHEN
from docgen.readers.words import said_words

NUMBER: Final = pattern(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXХ]{1,6})\s?[.)]?\Z")
"""What stands in the column of numbers: 1, 1., 3.14, IV."""

NUMBERS_HEAD: Final = pattern(r"№|[Nn] ?п")
"""How the heading of the column of numbers begins: №, № п/п, N п/п."""

_LEVELS: Final = pattern(r"уровен|уровн")
_STARTS: Final = pattern(r"[-–—•]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s")
_ENDS: Final = frozenset(".;:!?")
_MOST_PIECES: Final = 40
"""A row of more pages than that is no row."""
_DOUBLE_SPACED: Final = 0.9


@dataclass
class RawCell:
    """A cell before gluing: ``span`` columns wide, ``joined`` to the cell above it."""

    paragraphs: list[Paragraph]
    span: int = 1
    joined: bool = False

    @property
    def words(self) -> str:
        """The words of all its paragraphs."""
        return " ".join(paragraph.shown for paragraph in self.paragraphs)


@dataclass
class RawRow:
    """A row before gluing. ``apart`` says that blank lines stand before it, ``page`` that a page surely begins."""

    cells: list[RawCell]
    place: Place
    apart: bool = False
    page: bool = False
    heading: bool = False
    pieces: int = 1
    """Of how many fragments it was glued."""

    @property
    def width(self) -> int:
        """How many columns its cells take."""
        return sum(cell.span for cell in self.cells)

    @property
    def filled(self) -> list[int]:
        """The indices of the cells that say something."""
        return [index for index, cell in enumerate(self.cells) if cell.paragraphs]


@dataclass
class Torn:
    """A table being mended: its rows, how many columns it has, and which of them hold numbers and levels."""

    rows: list[RawRow]
    columns: int
    mends: Mends
    extras: list[Extra] = field(default_factory=list)
    number: int | None = None
    level: int | None = None
    _levels: set[str] = field(default_factory=set)

    def mended(self) -> list[RawRow]:
        """The rows as a clerk wrote them."""
        self._find_columns()
        self._drop_repeated_headings()
        self._fill_widths()
        self._glue()
        return self.rows

    def _find_columns(self) -> None:
        heads = [cell.words.lower() for cell in self.rows[0].cells]
        numbered = [row for row in self.rows[1:] if row.cells and NUMBER.match(row.cells[0].words)]
        if heads and (NUMBERS_HEAD.match(heads[0]) or len(numbered) * 2 >= len(self.rows) - 1 > 0):
            self.number = 0
        named = next((index for index, words in enumerate(heads) if _LEVELS.search(words)), None)
        self.level = named if named is not None or self.number is None else self._merged_column(numbered)
        self._levels = {
            row.cells[self.level].words for row in self.rows if self.level is not None and row.width == self.columns
        }

    def _merged_column(self, numbered: list[RawRow]) -> int | None:
        """A column that most numbered rows leave empty, as one whose cells are merged downwards."""
        whole = [row for row in numbered if len(row.cells) == self.columns and len(row.filled) > 2]
        for index in range(1, self.columns - 1):
            said = sum(bool(row.cells[index].paragraphs) for row in whole)
            if 0 < said * 2 < len(whole):
                return index
        return None

    def _drop_repeated_headings(self) -> None:
        """A heading (and the row of column numbers under it) that stands again on a page is furniture."""
        heads = self._heads()
        sure = bool(heads) and NUMBERS_HEAD.match(self.rows[0].cells[0].words) is not None
        kept: list[RawRow] = self.rows[: max(1, len(heads))]
        page = False
        for row in self.rows[len(kept) :]:
            begins = row.page or page
            if len(row.filled) > 1 and (row.apart or begins or sure) and _said(row) in heads:
                words = "\t".join(cell.words for cell in row.cells)
                self.extras.append(Extra("повтор шапки", words, row.place))
                kept[0].heading = True
                page = True
                continue
            row.page = begins
            page = False
            kept.append(row)
        self.rows = kept

    def _heads(self) -> list[list[str]]:
        """The words of the heading and of the row of column numbers; none where the first row is a row like others."""
        if not self.rows[0].cells or NUMBER.match(self.rows[0].cells[0].words):
            return []
        return [_said(row) for row in self.rows[: 2 if len(self.rows) > 1 and _counts(self.rows[1]) else 1]]

    def _fill_widths(self) -> None:
        """Rows that are short get back the cell that was merged with those above, or blank cells at their end."""
        for sheet in self._sheets():
            short = [row for row in sheet if row.width == self.columns - 1]
            lost = any(map(self._lacks_level, short)) and not any(map(self._shows_level, short))
            for row in sheet:
                if row.width > self.columns:
                    self._say_extra(row)
                    continue
                if lost and row.width == self.columns - 1 and not self._opens_section(row) and self.level is not None:
                    row.cells.insert(self.level, RawCell([]))
                    message = (
                        f"В строке нет ячейки графы {self.level + 1}, объединённой со строками выше. Вставлена пустая."
                    )
                    self.mends.say(LOST_CELL, row.place, message, quote=row.cells[0].words)
                row.cells += [RawCell([]) for _ in range(self.columns - row.width)]

    def _sheets(self) -> Iterator[list[RawRow]]:
        """The rows page by page."""
        sheet: list[RawRow] = []
        for row in self.rows:
            if (row.page or row.apart) and sheet:
                yield sheet
                sheet = []
            sheet.append(row)
        yield sheet

    def _shows_level(self, row: RawRow) -> bool:
        """Whether a numbered row that is short has its blank cell of the level."""
        return self.level is not None and row.filled[:1] == [0] and self.level not in row.filled

    def _lacks_level(self, row: RawRow) -> bool:
        """Whether what stands in the column of levels is the text of the column after it."""
        if self.level is None or self._opens_section(row) or self.level >= len(row.cells):
            return False
        words = row.cells[self.level].words
        return bool(words) and words not in self._levels

    def _opens_section(self, row: RawRow) -> bool:
        return len(row.filled) <= 2 and row.filled[:1] == [0] and len(self.rows[0].cells) > 2

    def _say_extra(self, row: RawRow) -> None:
        while row.width > self.columns and not row.cells[-1].paragraphs:
            row.cells.pop()
        if row.width > self.columns:
            message = f"В строке ячеек {row.width}, а граф в таблице {self.columns}."
            hint = "Проверьте, в те ли графы попали слова этой строки."
            self.mends.say(EXTRA_CELLS, row.place, message, quote=row.cells[0].words, hint=hint)

    def _glue(self) -> None:
        later = self.rows[1:]
        spaced = sum(row.apart for row in later) > _DOUBLE_SPACED * len(later) and len(later) > 3
        kept = self.rows[:1]
        for row in later:
            begins = row.page or (row.apart and (not spaced or _is_small(row)))
            if len(kept) > 1 and self._goes_on(row, kept[-1], begins):
                self._join(kept[-1], row)
            else:
                kept.append(row)
        self.rows = kept

    def _goes_on(self, row: RawRow, above: RawRow, begins: bool) -> bool:
        """Whether a row is a fragment of the one above: no number, a page before it, and not a row of its own."""
        if above.pieces >= _MOST_PIECES:
            return False
        if not begins or not row.filled or len(row.cells) != self.columns or any(cell.joined for cell in row.cells):
            return False
        first = row.cells[row.filled[0]].paragraphs[0]
        if self.number is None:
            return _is_small(row) and (row.filled[0] > 0 or row.page)
        if row.filled[0] == 0 or (len(row.filled) == 1 and first.bold):
            return False
        texts = [index for index in range(1, self.columns) if index != self.level]
        complete = len(texts) > 1 and all(row.cells[index].paragraphs for index in texts)
        if not complete or not first.words[:1].isupper() or any(_is_parted(cell) for cell in above.cells):
            return True
        message = f"Строка «{shortened(first.words, 40)}» стоит после разрыва страницы и без номера."
        hint = "Прочитана как отдельная; если это продолжение строки выше, соедините их."
        self.mends.say(UNSURE_GLUE, row.place, message, hint=hint)
        return False

    def _join(self, above: RawRow, below: RawRow) -> None:
        message = f"Строка {below.place.line} приклеена к строке {above.place.line}: между ними разрыв страницы."
        self.mends.say(GLUED, below.place, message, quote=" ".join(cell.words for cell in below.cells))
        above.pieces += 1
        merged: list[int] = []
        for index, (upper, lower) in enumerate(zip(above.cells, below.cells, strict=False)):
            if lower.paragraphs and self._join_cells(upper, lower, above.place, below.place):
                merged.append(index)
        for index in merged:
            _align(above.cells, below.cells, index)

    def _join_cells(self, upper: RawCell, lower: RawCell, above: Place, below: Place) -> bool:
        """Whether the first paragraph below went on with the last one above."""
        if not upper.paragraphs or _begins(upper.paragraphs[-1], lower.paragraphs[0]):
            upper.paragraphs += lower.paragraphs
            return False
        whole, how = joined(upper.paragraphs[-1], lower.paragraphs[0])
        upper.paragraphs[-1:] = [whole, *lower.paragraphs[1:]]
        if how.word:
            rule = HYPHEN if how.sure else UNSURE_HYPHEN
            self.mends.say(rule, below, f"Слово «{how.word}» собрано из строк {above.line} и {below.line}.")
        if how.repeated:
            message = f"Слова «{how.repeated}» стоят и в конце строки {above.line}, и в начале строки {below.line}."
            self.mends.say(REPEATED_WORDS, below, message, hint="Оставлены оба раза; уберите лишнее, если это повтор.")
        return True


def _is_small(row: RawRow) -> bool:
    """Whether the first words of a row begin with a small letter."""
    return bool(row.filled) and row.cells[row.filled[0]].paragraphs[0].words[:1].islower()


def _said(row: RawRow) -> list[str]:
    return said_words(" ".join(cell.words for cell in row.cells).replace("-", ""))


def _counts(row: RawRow) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 …"""
    return len(row.cells) > 2 and [cell.words for cell in row.cells] == [str(n + 1) for n in range(len(row.cells))]


def _is_parted(cell: RawCell) -> bool:
    """Whether a cell ends inside a word."""
    return bool(cell.paragraphs) and cell.paragraphs[-1].words.endswith(("-", SOFT_HYPHEN))


def _begins(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph after the break is a new one: a bullet, a number, another weight."""
    words = below.words
    if below.dash or below.number or _STARTS.match(words):
        return True
    return above.bold != below.bold and not words[:1].islower() and above.words[-1:] in _ENDS


def _align(above: Sequence[RawCell], below: Sequence[RawCell], main: int) -> None:
    """Lines that stood beside each other after the break still do: one empty line for the one that went on above."""
    count = len(below[main].paragraphs)
    for upper, lower in zip(above, below, strict=False):
        fresh = len(lower.paragraphs)
        if fresh > 1 and fresh + 1 == count and len(upper.paragraphs) == fresh:
            place = lower.paragraphs[0].place
            upper.paragraphs[:0] = [Paragraph((), place) for _ in range(len(above[main].paragraphs) - fresh)]
