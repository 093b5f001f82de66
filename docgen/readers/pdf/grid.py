"""The grid of a tagged table: which cell stands in which columns, which continues the one above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.readers.pdf.tags import Node
from docgen.readers.pdf.values import number

_MOST_SPAN = 200


@dataclass
class GridCell:
    """A cell in its columns, counted from 0. A cell over several rows stands in each; ``joined`` in all but the first.

    ``nodes`` are several when the row went over the end of a page and its second part was tagged by itself.
    """

    column: int
    span: int = 1
    rows: int = 1
    joined: bool = False
    nodes: list[Node] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether the tags call it a heading."""
        return any(node.role == "TH" for node in self.nodes)


@dataclass(frozen=True)
class TableGrid:
    """All rows of a table with their cells by columns."""

    rows: tuple[tuple[GridCell, ...], ...]
    columns: int


def table_grid(rows: Sequence[Sequence[Node]]) -> TableGrid:
    """The rows of a table (each the tags of its cells) as a grid."""
    columns = _columns(rows)
    widths = _widths(rows, columns)
    above: dict[int, GridCell] = {}
    made: list[tuple[GridCell, ...]] = []
    for tagged in rows:
        nodes = tagged
        held = {start: cell for start, cell in above.items() if cell.rows > 1}
        if held and sum(_span(node, "ColSpan") for node in tagged) == columns:
            nodes = _without_follows(tagged, held)
            held = held if len(nodes) < len(tagged) else {}
        free = columns - sum(cell.span for cell in held.values())
        cells = _own_cells(nodes, free, widths)
        row = _placed(cells, held)
        above = {cell.column: cell for cell in row}
        made.append(tuple(row))
    return TableGrid(tuple(made), columns)


def _without_follows(nodes: Sequence[Node], held: dict[int, GridCell]) -> list[Node]:
    """A full row without the empty cells that go on with cells above: so they are tagged on the top of a page.

    The row stays full when something stands in them: then the cells above end where this row begins.
    """
    kept: list[Node] = []
    column = 0
    for node in nodes:
        span = _span(node, "ColSpan")
        if column not in held or held[column].span != span or any(True for _ in node.contents()):
            kept.append(node)
        column += span
    missing = sum(_span(node, "ColSpan") for node in nodes) - sum(_span(node, "ColSpan") for node in kept)
    return kept if missing == sum(cell.span for cell in held.values()) else list(nodes)


def _columns(rows: Sequence[Sequence[Node]]) -> int:
    """The commonest count of columns: a row may have too few cells or, over the end of a page, too many."""
    counts: Counter[int] = Counter()
    held: list[tuple[int, int]] = []
    for nodes in rows:
        counts[sum(_span(node, "ColSpan") for node in nodes) + sum(span for span, _ in held)] += 1
        held = [(span, left - 1) for span, left in held if left > 1]
        held += [(_span(node, "ColSpan"), _span(node, "RowSpan") - 1) for node in nodes if _span(node, "RowSpan") > 1]
    return max(counts, key=lambda count: (counts[count], -count), default=0)


def _own_cells(nodes: Sequence[Node], free: int, widths: Sequence[float]) -> list[GridCell]:
    """The cells of a row by its own tags, in no column yet."""
    cells = [GridCell(0, _span(node, "ColSpan"), _span(node, "RowSpan"), nodes=[node]) for node in nodes]
    total, count = 0, 0
    while count < len(cells) and total < free:
        total += cells[count].span
        count += 1
    cells, extra = cells[:count], cells[count:]
    if total < free and widths:
        _widen(cells, nodes, free, widths)
    targets = [cell for cell in cells if cell.rows == 1] or cells
    for index, cell in enumerate(extra):
        if any(True for _ in cell.nodes[0].contents()):
            if not targets:
                cells.append(cell)
            else:
                targets[index % len(targets)].nodes.extend(cell.nodes)
    return cells


def _widen(cells: list[GridCell], nodes: Sequence[Node], free: int, widths: Sequence[float]) -> None:
    """Spans by the widths of the cells, where the tags do not say them and the widths agree with the grid."""
    spans, at = [], 0
    for node in nodes:
        left, count = _width(node), 0
        while at + count < len(widths) and left > 0.6 * widths[at + count]:
            left -= widths[at + count]
            count += 1
        spans.append(max(count, 1))
        at += spans[-1]
    if sum(spans) == free == len(widths):
        for cell, span in zip(cells, spans, strict=False):
            cell.span = span


def _placed(cells: list[GridCell], held: dict[int, GridCell]) -> list[GridCell]:
    """The cells from the left, those that cells above reach into standing where those stand."""
    row: list[GridCell] = []
    column = 0
    waiting = list(cells)
    while waiting or any(start >= column for start in held):
        if column in held:
            over = held[column]
            row.append(GridCell(column, over.span, over.rows - 1, joined=True))
        elif waiting:
            row.append(waiting.pop(0))
            row[-1].column = column
        else:
            column += 1
            continue
        column += row[-1].span
    return row


def _widths(rows: Sequence[Sequence[Node]], columns: int) -> list[float]:
    """The widths of the columns, by the first row that has them all."""
    for nodes in rows:
        widths = [_width(node) for node in nodes]
        if len(nodes) == columns and all(widths):
            return widths
    return []


def _width(node: Node) -> float:
    return number(node.values.get("Width"))


def _span(node: Node, key: str) -> int:
    value = node.values.get(key)
    return min(max(int(value), 1), _MOST_SPAN) if isinstance(value, int) else 1
