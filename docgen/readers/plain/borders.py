"""Tables drawn with signs: ┌─┬─┐ │ and + - |, as legal databases and old programs write them.

The signs give the grid by their places in the line. A cell takes several lines; a row ends at a rule, or where rules
are few, at the next number. A rule under some columns only lets the others go on: cells merged downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.gluing import NUMBER, RawCell, RawRow
from docgen.readers.joining import joint
from docgen.readers.mends import HYPHEN, UNSURE_HYPHEN, Mends
from docgen.readers.plain.lines import Line
from docgen.readers.plain.markup import paragraphs_of
from docgen.readers.plain.tables import MOST_COLUMNS, Taken, TextTable

_LEVEL: Final = "─━═┄┅┈┉╌╍=_-"
_BARS: Final = "│┃║┆┇┊┋|"
_CORNERS: Final = "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫┏┓┗┛┣┫┳┻╋+"
_OF_RULES: Final = frozenset(_LEVEL + _CORNERS)
_EDGES: Final = frozenset(_BARS + _CORNERS)
_RULE: Final = pattern(rf"[{_CORNERS}{_BARS}][{_LEVEL}]{{2,}}")
_NUMBER_LINES: Final = 4
"""A number takes fewer lines of its cell than that."""
_STARTS: Final = pattern(r"[-–—•]\s|\d{1,2}[.)]\s")


def take_borders(lines: Sequence[Line], start: int, mends: Mends) -> Taken:
    """The table drawn from this line on; pages may lie between its parts."""
    text = lines[start].text.strip()
    if text[0] not in _EDGES or _RULE.match(text) is None:
        return Taken(1)
    drawn = [lines[start]]
    for line in map(lines.__getitem__, range(start + 1, len(lines))):
        if not _is_drawn(line) or ((line.gap or line.page) and _is_other_table(lines[start], line)):
            break
        drawn.append(line)
    edges = _grid(drawn)
    if not 2 < len(edges) <= MOST_COLUMNS + 1 or len(drawn) < 3:
        return Taken(len(drawn))
    reading = _Drawn(edges, mends)
    for line in drawn:
        reading.read(line)
    rows = reading.finished()
    return Taken(len(drawn), TextTable(lines[start], rows, len(edges) - 1) if rows else None)


def _is_drawn(line: Line) -> bool:
    text = line.text.strip()
    return len(text) > 2 and text[0] in _EDGES and text[-1] in _EDGES


def _is_other_table(first: Line, line: Line) -> bool:
    """Whether another table begins after blank lines: a rule with more or fewer corners."""
    if _RULE.match(line.text.strip()) is None:
        return False
    return sum(sign in _EDGES for sign in line.text) != sum(sign in _EDGES for sign in first.text)


def _grid(lines: Sequence[Line]) -> list[int]:
    """The places of the upright lines: those that most lines agree on, a sign to the left or right taken together."""
    counts = Counter(place for line in lines for place, sign in enumerate(line.text) if sign in _EDGES)
    most = max(counts.values())
    edges: list[int] = []
    for place in sorted(place for place, count in counts.items() if count * 10 >= most and count > 1):
        if edges and place - edges[-1] < 2:
            if counts[place] > counts[edges[-1]]:
                edges[-1] = place
        else:
            edges.append(place)
    return edges


@dataclass
class _Open:
    """A cell being read: its first column, how many it takes, its lines with their numbers."""

    column: int
    span: int
    above: _Open | None = None
    """The cell that it is merged with; its words are that one's."""
    lines: list[tuple[str, int]] = field(default_factory=list)

    def add(self, text: str, number: int) -> None:
        """One more line of text."""
        cell = self
        while cell.above is not None:
            cell = cell.above
        if text:
            cell.lines.append((text, number))


@dataclass
class _Drawn:
    """A drawn table being read: its grid, and its rows with the line where each begins."""

    edges: list[int]
    mends: Mends
    rows: list[tuple[Line, bool, list[_Open]]] = field(default_factory=list)
    open: bool = False
    """Whether the last row may get more lines."""
    merged: frozenset[int] = frozenset()
    """The columns whose cells go on under the last rule."""
    parted: bool = False
    """Whether a page has ended since the last row."""

    def read(self, line: Line) -> None:
        """One line: a rule, or text in cells."""
        if line.gap or line.page:
            self.open = False
            self.parted = self.parted or bool(self.rows)
        pieces = self._pieces(line.text)
        ruled = [bool(text) and set(text) <= _OF_RULES for _, _, text in pieces]
        if any(ruled):
            self.open = False
            beside = [piece for piece, is_ruled in zip(pieces, ruled, strict=True) if not is_ruled]
            self.merged = frozenset(column for column, _, _ in beside)
            for column, _, text in beside:
                if (cell := self._above(column)) is not None:
                    cell.add(text, line.number)
            return
        shape = [(column, span) for column, span, _ in pieces]
        row = self.rows[-1][2] if self.open else []
        if shape != [(cell.column, cell.span) for cell in row] or self._numbered_again(row, pieces):
            row = [
                _Open(column, span, self._above(column) if column in self.merged else None) for column, span in shape
            ]
            self.rows.append((line, self.parted, row))
            self.open, self.merged, self.parted = True, frozenset(), False
        for cell, (_, _, text) in zip(row, pieces, strict=True):
            cell.add(text, line.number)

    def _above(self, column: int) -> _Open | None:
        return next((cell for cell in self.rows[-1][2] if cell.column == column), None) if self.rows else None

    def _pieces(self, text: str) -> list[tuple[int, int, str]]:
        """The line as (column, span, words): parted where an upright sign stands on the grid."""
        marks = [place for place, sign in enumerate(text) if sign in _EDGES]
        columns = len(self.edges) - 1
        if len(marks) == columns + 1:
            return [(n, 1, text[marks[n] + 1 : marks[n + 1]].strip()) for n in range(columns)]
        near: dict[int, int] = {0: marks[0], columns: marks[-1]}
        standing = set(marks)
        for index, edge in enumerate(self.edges[1:-1], start=1):
            close = [place for place in (edge, edge - 1, edge + 1) if place in standing]
            if close and near[0] < close[0] < near[columns]:
                near[index] = close[0]
        found = sorted(near)
        return [(left, right - left, text[near[left] + 1 : near[right]].strip()) for left, right in pairwise(found)]

    def _numbered_again(self, row: list[_Open], pieces: list[tuple[int, int, str]]) -> bool:
        """Whether another number stands under the number of the open row."""
        number = " ".join(text for text, _ in row[0].lines) if row and len(row[0].lines) < _NUMBER_LINES else ""
        return bool(number) and NUMBER.match(pieces[0][2]) is not None and NUMBER.match(number) is not None

    def finished(self) -> tuple[RawRow, ...]:
        """The rows; what says nothing and merges nothing is left out."""
        return tuple(
            RawRow([self._cell(cell) for cell in row], Place(line=line.number), parted, parted)
            for line, parted, row in self.rows
            if any(cell.lines or cell.above for cell in row)
        )

    def _cell(self, cell: _Open) -> RawCell:
        texts: list[tuple[list[str], int]] = []
        for text, number in cell.lines:
            if texts and not _STARTS.match(text):
                self._join(texts[-1][0], text, number)
            else:
                texts.append(([text], number))
        paragraphs = [
            paragraph
            for pieces, number in texts
            for paragraph in paragraphs_of("".join(pieces), Place(line=number), in_cell=True)
        ]
        return RawCell(paragraphs, cell.span, cell.above is not None)

    def _join(self, pieces: list[str], text: str, number: int) -> None:
        how = joint(pieces[-1], text)
        if how.word:
            rule = HYPHEN if how.sure else UNSURE_HYPHEN
            self.mends.say(rule, Place(line=number), f"Слово «{how.word}» собрано из двух строк ячейки.")
        pieces[-1] = pieces[-1][: len(pieces[-1]) - how.cut]
        pieces += (how.between, text)
