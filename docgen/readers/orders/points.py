"""The points of a foreign order as a tree: which paragraph begins a point, which goes on with one, which is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Paragraph, Place, Run, Table, is_empty
from docgen.readers.draft import marked_text
from docgen.readers.linewise import split_runs
from docgen.readers.orders.point_numbers import PointNumber, leading_dash, leading_number, typed_number
from docgen.readers.quoting import Quoting
from docgen.readers.spelled import plain_line

MOST_RUNS: Final = 200
"""A sentence that is broken into more lines is none."""
DEEPEST: Final = 3
"""The deepest level of points, counted from 0; deeper numbers stand there, too (std:T04)."""


@dataclass
class RawParagraph:
    """One paragraph of a point without its number or dash; ``dash`` is 1 or 2 for an item of a list."""

    runs: tuple[Run, ...]
    place: Place
    dash: int = 0

    @property
    def words(self) -> str:
        """The words with single blanks."""
        return plain_line("".join(run.text for run in self.runs))

    @property
    def source(self) -> str:
        """The words as a line of a ``Text``."""
        bold = not all(run.bold for run in self.runs if run.text.strip())
        said = plain_line(marked_text(self.runs, bold=bold))
        if not self.dash and said.startswith("-"):
            said = "\\" + said
        return f"{'-' * self.dash} {said}" if self.dash else said


@dataclass
class RawPoint:
    """A point as it stands: the number shown (empty when none is), its paragraphs, its sub-points."""

    number: str
    bracket: bool
    paragraphs: list[RawParagraph]
    place: Place
    depth: int = 0
    points: list[RawPoint] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All words of its own paragraphs."""
        return "\n".join(paragraph.words for paragraph in self.paragraphs)


@dataclass
class _Piece:
    """A paragraph, or a line of one that begins with a number or a dash of its own."""

    runs: tuple[Run, ...]
    place: Place
    number: PointNumber | None
    dash: int = 0

    @property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)


def read_points(blocks: Sequence[Block], start: int, end: int) -> tuple[list[RawPoint], list[int]]:
    """The points that the blocks from ``start`` to ``end`` hold, and the indices of the tables among them."""
    tables = [i for i in range(start, end) if isinstance(blocks[i], Table) and not is_empty(blocks[i])]
    pieces = [piece for block in blocks[start:end] if isinstance(block, Paragraph) for piece in _pieces(block)]
    builder = _Builder(any(piece.number for piece in pieces))
    for piece in pieces:
        builder.add(piece)
    return builder.points, tables


def _pieces(paragraph: Paragraph) -> Iterator[_Piece]:
    """The paragraph, cut where a soft line begins with a number or a dash."""
    first = True
    waiting: list[Run] = []
    runs: tuple[Run, ...] = paragraph.runs
    while True:
        words = "".join(run.text for run in runs)
        cut = words.find("\n")
        line, runs = split_runs(runs, cut) if cut >= 0 else (runs, ())
        said = "".join(run.text for run in line).strip()
        if said:
            begins = bool(waiting) and (typed_number(said) is not None or leading_dash(said) > 0)
            if begins:
                yield _piece(tuple(waiting), paragraph, first)
                waiting, first = [], False
            waiting.extend([Run(" "), *line] if waiting else line)
        if cut < 0:
            break
        runs = split_runs(runs, 1)[1]
    if waiting:
        yield _piece(tuple(waiting), paragraph, first)


def _piece(runs: tuple[Run, ...], paragraph: Paragraph, first: bool) -> _Piece:
    words = "".join(run.text for run in runs)
    if first and paragraph.number:
        number = leading_number(paragraph)
        if number is not None:
            return _Piece(runs, paragraph.place, number)
        return _Piece((Run(f"{paragraph.number} "), *runs), paragraph.place, None)  # «а)» is no number of a point
    if first and paragraph.dash:
        return _Piece(runs, paragraph.place, None, min(paragraph.dash, 2))
    number = typed_number(words)
    if number is not None:
        return _Piece(split_runs(runs, number.length)[1], paragraph.place, number)
    if dash := leading_dash(words):
        return _Piece(split_runs(runs, dash)[1], paragraph.place, None, 1)
    return _Piece(runs, paragraph.place, None)


_STANDS_ALONE: Final = pattern(
    r"(?:контроль\s+(?:за|над)\s|(?:настоящ(?:ий|ее)\s+)?(?:приказ|распоряжение|постановление)\s+вступает\s+в\s+силу)",
    re.IGNORECASE,
)


class _Builder:
    """Puts pieces into a tree of points."""

    def __init__(self, numbered: bool) -> None:
        self.points: list[RawPoint] = []
        self._numbered = numbered
        self._stack: list[RawPoint] = []
        self._quoting = Quoting()

    def add(self, piece: _Piece) -> None:
        quoted = self._quoting.inside(piece.words)
        depth = None if quoted or piece.number is None else self._depth(piece.number)
        if piece.number is not None and not piece.number.marked and piece.words.lstrip()[:1].islower():
            depth = None  # «1.5 млн рублей»
        if depth is not None and piece.number is not None:
            self._begin(piece, piece.number.number, piece.number.bracket, depth)
        elif not quoted and self._begins_without_number(piece):
            self._begin(_with_number(piece), "", False, 0)
        else:
            self._go_on(piece, quoted)
        self._quoting.see(piece.words)

    def _begin(self, piece: _Piece, number: str, bracket: bool, depth: int) -> None:
        paragraph = RawParagraph(piece.runs, piece.place, piece.dash)
        point = RawPoint(number, bracket, [paragraph], piece.place, depth)
        (self._stack[depth - 1].points if depth else self.points).append(point)
        del self._stack[depth:]
        self._stack.append(point)

    def _go_on(self, piece: _Piece, quoted: bool) -> None:
        said = _with_number(piece)
        before = self._stack[-1].paragraphs[-1]
        wraps = not quoted and not piece.dash and piece.number is None and len(before.runs) < MOST_RUNS
        if wraps and _is_wrapped(before.words, piece.words):
            before.runs = (*before.runs, Run(" "), *said.runs)
            return
        self._stack[-1].paragraphs.append(RawParagraph(said.runs, said.place, said.dash))

    def _begins_without_number(self, piece: _Piece) -> bool:
        if not self._stack:
            return True
        if piece.dash:
            return False
        if self._numbered:
            return self._stack[0].number != "" and _STANDS_ALONE.match(piece.words) is not None
        before = self._stack[-1].paragraphs[-1].words
        return not (before.endswith((":", ";", ",")) and piece.words.lstrip()[:1].islower())

    def _depth(self, number: PointNumber) -> int | None:
        """The level of a number in the tree; None for one that is no point's."""
        if len(number.parts) > 1:
            return self._nested_depth(number)
        if not self._stack:
            return 0
        count = _count(number.number)
        return self._bracket_depth(count) if number.bracket else self._plain_depth(count)

    def _nested_depth(self, number: PointNumber) -> int | None:
        above = ".".join(number.parts[:-1])
        for depth, point in enumerate(self._stack):
            if point.number == above:
                return min(depth + 1, DEEPEST)
        return min(len(number.parts) - 1, len(self._stack), DEEPEST) if number.marked else None

    def _bracket_depth(self, count: int) -> int | None:
        """«1)» stands under the last point that has a dot, or at the top where none has."""
        dotted = [point for point in self._stack if not point.bracket and point.number]
        if not dotted:
            return 0
        depth = min(dotted[-1].depth + 1, DEEPEST)
        beside = dotted[-1].points
        expected = _count(beside[-1].number) + 1 if beside else 1
        return depth if count == expected else None

    def _plain_depth(self, count: int) -> int | None:
        """«1.» stands at the top, unless it goes on with, or begins, a list of its own inside a point."""
        top = _count(self._stack[0].number)
        if count != top + 1:
            inside = [point for point in self._stack[1:] if "." not in point.number and not point.bracket]
            if inside and count == _count(inside[-1].number) + 1:
                return inside[-1].depth
            opens = self._stack[-1].paragraphs[-1].words.endswith(":")
            if count == 1 and opens and top >= 1 and len(self._stack) <= DEEPEST:
                return len(self._stack)
        return 0


_UNFINISHED: Final = pattern(r"(?:,|(?<![а-яё])(?:и|или|в|во|на|по|с|со|к|о|об|от|до|для|из|за|при))$", re.IGNORECASE)


def _is_wrapped(before: str, words: str) -> bool:
    """Whether a paragraph is but the next line of a sentence that the one before has not finished."""
    if before.endswith((".", ";", ":", "!", "?")) and not before.endswith(("г.", "№")):
        return False
    first = words.lstrip()[:1]
    return first.islower() or first in "«(" or _UNFINISHED.search(before) is not None


def _with_number(piece: _Piece) -> _Piece:
    """The piece with a number that is none of a point, which stays among the words."""
    if piece.number is None:
        return piece
    mark = ")" if piece.number.bracket else "." if piece.number.marked else ""
    return _Piece((Run(f"{piece.number.number}{mark} "), *piece.runs), piece.place, None, piece.dash)


def _count(number: str) -> int:
    digits = number.rpartition(".")[2].rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return int(digits) if digits.isdecimal() else 0
