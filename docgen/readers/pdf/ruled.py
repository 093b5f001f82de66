"""Tables of pages without tags: found by the lines drawn around their cells, when those lines make a whole grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from docgen.readers.pdf.content import Drawn, Piece, Stroke

_NEAR = 2.5
"""Lines nearer than so many points are one."""
_SHORT = 6.0
_MOST_LINES = 800
_MOST_CELLS = 4000


Spot = tuple[int, int]
"""A row and a column of the finest grid."""
Key = TypeVar("Key", int, Spot)


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

    @cached_property
    def _homes(self) -> dict[Spot, Box]:
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }

    def box_of(self, piece: Piece) -> Box | None:
        """The cell in which a piece stands, or None when it stands outside."""
        x, y = (piece.x0 + min(piece.x1, piece.x0 + 2 * piece.size)) / 2, piece.y + 0.25 * piece.size
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[-1] < y <= self.ys[0]):
            return None
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda line: -line) - 1
        return self._homes[row, column]


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
    above = {index: index for index in range(len(level) + len(upright))}
    for one, flat in enumerate(level):
        for other, stem in enumerate(upright, len(level)):
            crosses = flat.x0 - _NEAR <= stem.x0 <= flat.x1 + _NEAR and stem.y0 - _NEAR <= flat.y0 <= stem.y1 + _NEAR
            if crosses:
                above[_root(above, other)] = _root(above, one)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate([*level, *upright]):
        groups.setdefault(_root(above, index), ([], []))[index >= len(level)].append(stroke)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _table(level: list[Stroke], upright: list[Stroke]) -> RuledTable | None:
    xs = _distinct([stroke.x0 for stroke in upright])
    ys = _distinct([stroke.y0 for stroke in level])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns == 1 or rows * columns > _MOST_CELLS:
        return None
    spots = [(row, column) for row in range(rows) for column in range(columns)]
    above = {spot: spot for spot in spots}
    for row, column in spots:
        middle, centre = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if column and not any(abs(s.x0 - xs[column]) < _NEAR and s.y0 <= middle <= s.y1 for s in upright):
            above[_root(above, (row, column))] = _root(above, (row, column - 1))
        if row and not any(abs(s.y0 - ys[row]) < _NEAR and s.x0 <= centre <= s.x1 for s in level):
            above[_root(above, (row, column))] = _root(above, (row - 1, column))
    boxes = _boxes({spot: _root(above, spot) for spot in spots})
    return RuledTable(tuple(xs), tuple(ys), boxes) if len(boxes) > 1 else None


def _distinct(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] >= _NEAR:
            kept.append(place)
    return kept


def _root(above: dict[Key, Key], spot: Key) -> Key:
    """The one that stands for the group of a spot."""
    while above[spot] != spot:
        above[spot] = above[above[spot]]
        spot = above[spot]
    return spot


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
