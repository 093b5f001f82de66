"""Tables of pages without tags: found by the lines drawn around their cells, when those lines make a whole grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from docgen.readers.pdf_content import Drawn, Piece, Stroke

_NEAR = 2.5
"""Lines nearer than so many points are one."""
_SHORT = 6.0
_MOST_LINES = 1500


class Box(NamedTuple):
    """A cell: its first row and column, counted from 0 from the upper left, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class RuledTable:
    """A grid on a page: the places of its lines from the left and from above, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def box_of(self, piece: Piece) -> Box | None:
        """The cell in which a piece stands, or None when it stands outside."""
        x, y = (piece.x0 + min(piece.x1, piece.x0 + 2 * piece.size)) / 2, piece.y + 0.25 * piece.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = max(index for index, line in enumerate(self.xs[:-1]) if line <= x or index == 0)
        row = max(index for index, line in enumerate(self.ys[:-1]) if line >= y or index == 0)
        for box in self.boxes:
            inside = box.row <= row < box.row + box.rows and box.column <= column < box.column + box.columns
            if inside:
                return box
        return None


def ruled_tables(page: Drawn) -> list[RuledTable]:
    """The tables of a page from above; what does not make a whole grid of several cells is none."""
    level = _joined([s for s in page.strokes if s.x1 - s.x0 >= _SHORT and s.y1 - s.y0 < _NEAR], upright=False)
    upright = _joined([s for s in page.strokes if s.y1 - s.y0 >= _SHORT and s.x1 - s.x0 < _NEAR], upright=True)
    if not level or not upright or len(level) + len(upright) > _MOST_LINES:
        return []
    found = [_table(*group) for group in _connected(level, upright)]
    return sorted((table for table in found if table is not None), key=lambda table: -table.ys[0])


def _joined(strokes: Sequence[Stroke], *, upright: bool) -> list[Stroke]:
    """Strokes along one line that touch or overlap, as one: Word draws the side of each cell by itself."""
    if upright:
        turned = [Stroke(s.y0, s.x0, s.y1, s.x1) for s in strokes]
        return [Stroke(s.y0, s.x0, s.y1, s.x1) for s in _joined(turned, upright=False)]
    rows: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.y0 + s.y1):
        if rows and (stroke.y0 + stroke.y1) / 2 - (rows[-1][0].y0 + rows[-1][0].y1) / 2 < _NEAR:
            rows[-1].append(stroke)
        else:
            rows.append([stroke])
    made: list[Stroke] = []
    for row in rows:
        y = sum(s.y0 + s.y1 for s in row) / (2 * len(row))
        first, *others = sorted(row, key=lambda s: s.x0)
        start, end = first.x0, first.x1
        for stroke in others:
            if stroke.x0 > end + _NEAR:
                made.append(Stroke(start, y, end, y))
                start = stroke.x0
            end = max(end, stroke.x1)
        made.append(Stroke(start, y, end, y))
    return made


def _connected(level: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """The lines in groups of those that touch each other."""
    above = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    for one, flat in enumerate(level):
        for other, stem in enumerate(upright, len(level)):
            crosses = flat.x0 - _NEAR <= stem.x0 <= flat.x1 + _NEAR and stem.y0 - _NEAR <= flat.y0 <= stem.y1 + _NEAR
            if crosses:
                above[root(other)] = root(one)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate([*level, *upright]):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(stroke)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _table(level: list[Stroke], upright: list[Stroke]) -> RuledTable | None:
    xs = _distinct([stroke.x0 for stroke in upright])
    ys = _distinct([stroke.y0 for stroke in level])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            middle, centre = (top + bottom) / 2, (left + right) / 2
            if column and not any(abs(s.x0 - left) < _NEAR and s.y0 <= middle <= s.y1 for s in upright):
                _unite(owner, (row, column), (row, column - 1))
            if row and not any(abs(s.y0 - top) < _NEAR and s.x0 <= centre <= s.x1 for s in level):
                _unite(owner, (row, column), (row - 1, column))
    boxes = _boxes(owner)
    return RuledTable(tuple(xs), tuple(ys), boxes) if boxes and len(boxes) > 1 else None


def _distinct(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] >= _NEAR:
            kept.append(place)
    return kept


Spot = tuple[int, int]


def _unite(owner: dict[Spot, Spot], one: Spot, other: Spot) -> None:
    first, second = owner[one], owner[other]
    if first != second:
        for spot, held in owner.items():
            if held == first:
                owner[spot] = second


def _boxes(owner: dict[Spot, Spot]) -> tuple[Box, ...]:
    """The cells, or none at all when one of them is no rectangle."""
    groups: dict[Spot, list[Spot]] = {}
    for spot, held in owner.items():
        groups.setdefault(held, []).append(spot)
    boxes: list[Box] = []
    for spots in groups.values():
        rows, columns = [row for row, _ in spots], [column for _, column in spots]
        high, wide = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        if high * wide != len(spots):
            return ()
        boxes.append(Box(min(rows), min(columns), high, wide))
    return tuple(sorted(boxes))
