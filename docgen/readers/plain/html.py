"""Tables in a text that are written as on a web page: <table>, <tr>, <td>, with cells that take several columns or rows.

Recognition programs write so. A table inside a cell gives its words to the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.gluing import RawCell, RawRow
from docgen.readers.mends import Mends
from docgen.readers.plain.lines import Line
from docgen.readers.plain.markup import paragraphs_of
from docgen.readers.plain.tables import MOST_COLUMNS, Taken, TextTable

_EDGE: Final = pattern(r"(?i)(?=<table\b)|(?<=</table>)")
_TAG: Final = pattern(r"(?i)<(/?)(table|tr|td|th)(?:\s([^<>]*))?/?>")
_SPANS: Final = pattern(r"(?i)(col|row)span\s*=\s*[\"']?(\d{1,2})")


def with_own_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with every <table> at the beginning of one and every </table> at the end."""
    out: list[Line] = []
    for line in lines:
        if "<" not in line.text or "table" not in line.text.lower():
            out.append(line)
            continue
        parts = [part for part in _EDGE.split(line.text) if part.strip()]
        out += [line._replace(text=part) if not n else Line(part, line.number) for n, part in enumerate(parts)]
    return out


def take_html(lines: Sequence[Line], start: int, _mends: Mends) -> Taken:
    """The table that is opened on this line."""
    if not _opens(lines[start]):
        return Taken(1)
    reading = _Page()
    count = 0
    for line in map(lines.__getitem__, range(start, len(lines))):
        if count and reading.depth == 1 and not reading.open_cell and _opens(line):
            break  # the one before was not closed
        reading.read(line)
        count += 1
        if reading.depth == 0:
            break
    else:
        return Taken(count)
    columns = max((row.width for row in reading.rows), default=0)
    if not 1 < columns <= MOST_COLUMNS:
        return Taken(count)
    return Taken(count, TextTable(lines[start], tuple(reading.rows), columns))


def _opens(line: Line) -> bool:
    return line.text.lstrip()[:6].lower() == "<table"


@dataclass
class _Page:
    """A table being read. ``taken`` are the columns that cells above take: rows left and columns, by the first column."""

    rows: list[RawRow] = field(default_factory=list)
    depth: int = 0
    taken: dict[int, tuple[int, int]] = field(default_factory=dict)
    coming: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The same for cells of the open row, from the next row on."""
    words: list[str] = field(default_factory=list)
    spans: tuple[int, int] = (1, 1)
    open_row: bool = False
    open_cell: bool = False

    def read(self, line: Line) -> None:
        """One line; tags of inner tables part words and do nothing else."""
        end = 0
        for found in _TAG.finditer(line.text):
            self._add(line.text[end : found.start()], line)
            end = found.end()
            self._tag(found[2].lower(), bool(found[1]), found[3] or "", line)
            if self.depth == 0:
                break
        self._add(line.text[end:] + " ", line)

    def _tag(self, name: str, closes: bool, attributes: str, line: Line) -> None:
        if name == "table":
            self.depth += -1 if closes else 1
        if self.depth == 1 and name == "tr":
            self._close_cell(line)
            self.open_row = False
        elif self.depth == 1 and name in ("td", "th"):
            self._close_cell(line)
            self.open_cell = not closes
            found = dict(_SPANS.findall(attributes.lower()))
            self.spans = max(1, int(found.get("col", 1))), max(1, int(found.get("row", 1)))
        elif self.depth == 0:
            self._close_cell(line)
        else:
            self.words.append("\n")

    def _add(self, words: str, line: Line) -> None:
        if words.strip() and not self.open_cell:
            self.open_cell, self.spans = True, (1, 1)
        if self.open_cell:
            self.words.append(words)

    def _close_cell(self, line: Line) -> None:
        if not self.open_cell:
            self.words = []
            return
        if not self.open_row:
            self._open_row(line)
        row = self.rows[-1]
        span, height = self.spans
        if height > 1 and row.width < MOST_COLUMNS:
            self.coming[row.width] = (height - 1, span)
        paragraphs = paragraphs_of("".join(self.words), Place(line=line.number), in_cell=True)
        row.cells.append(RawCell(paragraphs, span))
        self.words, self.open_cell = [], False
        self._skip_taken()

    def _open_row(self, line: Line) -> None:
        self.rows.append(RawRow([], Place(line=line.number)))
        self.open_row = True
        still = {column: (left - 1, span) for column, (left, span) in self.taken.items() if left > 1}
        self.taken, self.coming = still | self.coming, {}
        self._skip_taken()

    def _skip_taken(self) -> None:
        """Cells for the columns that a cell above takes."""
        row = self.rows[-1]
        while (width := row.width) in self.taken and width < MOST_COLUMNS:
            row.cells.append(RawCell([], self.taken[width][1], joined=True))
