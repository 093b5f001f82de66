"""Tables in a text: rows with tabs, rows with bars (Markdown), and what is a table at all.

A tab alone makes no table: a numbered point, a signature and an indent have one too. A table has several rows of as
many cells. Tables drawn with borders are in ``plain_borders``; torn rows are glued in ``gluing``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.gluing import NUMBER, NUMBERS_HEAD, RawCell, RawRow
from docgen.readers.joining import joint
from docgen.readers.mends import BROKEN_ROW, Mends
from docgen.readers.plain.lines import Line
from docgen.readers.plain.markup import paragraphs_of

MOST_COLUMNS: Final = 60
"""Word holds 63 columns; a line with more tabs is no row of a table."""

_LINES_WITHOUT_TABS: Final = 8
"""So many lines may a cell take between two rows."""

_LINES_OF_ROW: Final = 20

_BAR: Final = pattern(r"(?<!\\)\|")
_RULE: Final = pattern(r"\s*:?-{2,}:?\s*\Z")
_LISTED: Final = pattern(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[а-яa-z]\)|[-–—•])\Z")
_SIGNED: Final = pattern(r"(?:[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+ [А-ЯЁ]\. ?[А-ЯЁ]\.)\Z")
_BULLET: Final = pattern(r"[-–—•]\s")


class TextTable(NamedTuple):
    """Rows as they stand in a text, from the line where they begin."""

    first: Line
    rows: tuple[RawRow, ...]
    columns: int


class Taken(NamedTuple):
    """How many lines were looked at, and the table that they are; without one they are lines of paragraphs."""

    lines: int
    table: TextTable | None = None


@dataclass
class _Cut:
    """A line as cells."""

    line: Line
    cells: list[str]

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell.strip()]

    @property
    def numbered(self) -> bool:
        return NUMBER.match(self.cells[0].strip()) is not None

    @property
    def heads_numbers(self) -> bool:
        return NUMBERS_HEAD.match(self.cells[0].strip()) is not None


def take_tabs(lines: Sequence[Line], start: int, mends: Mends) -> Taken:
    """The rows with tabs that begin at this line, whatever pages lie between them."""
    if "\t" not in lines[start].text.strip():
        return Taken(1)
    end = _end_of_tabs(lines, start)
    cuts = [_Cut(line, line.text.split("\t")) for line in lines[start:end]]
    while len(cuts) > 1 and _is_signature(cuts[-1]):
        cuts.pop()
    columns = _columns(cuts)
    cuts = cuts[: _next_heading(cuts, columns)]
    if not _is_table(cuts, columns):
        return Taken(len(cuts))
    return Taken(len(cuts), TextTable(lines[start], tuple(_rows(_whole(cuts, columns, mends))), columns))


def _end_of_tabs(lines: Sequence[Line], start: int) -> int:
    """Where the rows end: at a line without tabs, unless rows stand close around it."""
    for index in range(start, len(lines)):
        line = lines[index]
        if "\t" in line.text:
            if line.text.count("\t") >= MOST_COLUMNS:
                return max(index, start + 1)
            continue
        if line.gap or line.page or not _rows_follow(lines[index + 1 : index + _LINES_WITHOUT_TABS]):
            return index
    return len(lines)


def _rows_follow(lines: Sequence[Line]) -> bool:
    """Whether a row comes close below, without a blank line."""
    for line in lines:
        if line.gap or line.page:
            return False
        if "\t" in line.text.strip():
            return True
    return False


def _columns(cuts: Sequence[_Cut]) -> int:
    """How many columns: as a heading has, else as most rows have."""
    head = cuts[0].cells
    if cuts[0].heads_numbers:
        return len(head)
    widths = Counter(len(cut.cells) for cut in cuts if len(cut.cells) > 1)
    return max(widths, key=lambda width: (widths[width], width))


def _next_heading(cuts: Sequence[_Cut], columns: int) -> int:
    """Where another table begins after blank lines: with another heading, or with more columns."""
    for index, cut in enumerate(cuts[1:], start=1):
        if (cut.line.gap or cut.line.page) and _heads_another(cut, cuts[0], columns):
            return index
    return len(cuts)


def _heads_another(cut: _Cut, head: _Cut, columns: int) -> bool:
    if [cell.split() for cell in cut.cells] == [cell.split() for cell in head.cells] or not cut.cells[0].strip():
        return False
    return cut.heads_numbers or (not cut.numbered and cut.filled[-1] >= columns)


def _is_signature(cut: _Cut) -> bool:
    filled = cut.filled
    return len(filled) == 2 and not cut.numbered and _SIGNED.match(cut.cells[filled[1]].strip()) is not None


def _is_table(cuts: Sequence[_Cut], columns: int) -> bool:
    """Whether enough lines have enough cells; two columns may be a list of points or of signatures."""
    rows = [cut for cut in cuts if len(cut.cells) > 1]
    used = {index for cut in rows for index in cut.filled if index < columns}
    if len(used) > 2:
        return sum(len(cut.cells) >= columns - 1 for cut in rows) > 1
    if len(used) < 2:
        return False
    if cuts[0].heads_numbers:
        return len(rows) > 1
    both = [cut for cut in rows if len(cut.filled) > 1]
    listed = sum(_LISTED.match(cut.cells[cut.filled[0]].strip()) is not None for cut in both)
    return len(both) > 2 and listed * 2 < len(both) and not all(map(_is_signature, both))


def _whole(cuts: Sequence[_Cut], columns: int, mends: Mends) -> list[_Cut]:
    """The rows that were written on several lines, each on one again."""
    whole: list[_Cut] = []
    index = 0
    while index < len(cuts):
        cut = cuts[index]
        index += 1
        if (
            len(cut.cells) == 1
            and whole
            and (cut.cells[0].strip()[:1].islower() or _BULLET.match(cut.cells[0].strip()))
        ):
            _append(whole[-1], cut, mends)
            continue
        count = _lines_of_row(cuts[index - 1 : index + _LINES_OF_ROW], columns)
        for part in cuts[index : index + count - 1]:
            _append(cut, part, mends)
        index += count - 1
        whole.append(cut)
    return whole


def _lines_of_row(cuts: Sequence[_Cut], columns: int) -> int:
    """On how many lines a numbered row is written: so many that the cells make up a row; else on one."""
    width = len(cuts[0].cells)
    if width >= columns or not cuts[0].numbered:
        return 1
    for count, cut in enumerate(cuts[1:], start=2):
        width += len(cut.cells) - 1
        if cut.line.gap or cut.line.page or cut.numbered or width > columns:
            return 1
        if width == columns:
            return count
    return 1


def _append(cut: _Cut, part: _Cut, mends: Mends) -> None:
    """The first cell of a line goes on with the last cell of the line before it."""
    last, first = cut.cells[-1].rstrip(), part.cells[0].strip()
    how = joint(last, first)
    quoted = last.lstrip().startswith('"') and last.count('"') % 2 == 1
    between = how.between if how.word or (first[:1].islower() and not quoted) else "\n"
    cut.cells[-1] = last[: len(last) - how.cut] + between + first
    cut.cells += part.cells[1:]
    mends.say(
        BROKEN_ROW, Place(line=part.line.number),
        f"Строка {part.line.number} продолжает строку {cut.line.number} таблицы.", quote=first,
    )  # fmt: skip


def _rows(cuts: Sequence[_Cut]) -> list[RawRow]:
    rows: list[RawRow] = []
    page = False
    for cut in cuts:
        if rows and len(cut.cells) > 1 and all(map(_RULE.match, cut.cells)):
            rows[0].heading = rows[0].heading or len(rows) == 1
            page = len(rows) > 1
            continue
        rows.append(_row(cut, page))
        page = False
    return rows


def _row(cut: _Cut, page: bool) -> RawRow:
    place = Place(line=cut.line.number)
    cells = [RawCell(paragraphs_of(_unquoted(cell), place, in_cell=True)) for cell in cut.cells]
    return RawRow(cells, place, cut.line.gap > 0, cut.line.page or page)


def _unquoted(cell: str) -> str:
    """A cell of several lines as Excel copies it: in quotes, with the inner quotes doubled."""
    stripped = cell.strip()
    if "\n" in stripped and len(stripped) > 2 and stripped[0] == stripped[-1] == '"':
        return stripped[1:-1].replace('""', '"')
    return stripped


def take_bars(lines: Sequence[Line], start: int, _mends: Mends) -> Taken:
    """The rows with bars that begin at this line: Markdown's tables, with bars at the ends or without."""
    if "|" not in lines[start].text:
        return Taken(1)
    ruled = start + 1 < len(lines) and _is_rule(lines[start + 1])
    if not ruled and not _has_outer_bars(lines[start]):
        return Taken(1)
    end = start
    while end < len(lines) and "|" in lines[end].text and (ruled or _has_outer_bars(lines[end])):
        if lines[end].text.count("|") > MOST_COLUMNS:
            return Taken(max(1, end - start))
        end += 1
    cuts = [_Cut(line, _bar_cells(line)) for line in lines[start:end]]
    columns = len(cuts[0].cells)
    cuts = cuts[: _next_ruled(cuts, columns)]
    rows = _rows(cuts)
    if len(cuts) < 2 or columns < 2:
        return Taken(len(cuts))
    return Taken(len(cuts), TextTable(lines[start], tuple(rows), columns))


def _next_ruled(cuts: Sequence[_Cut], columns: int) -> int:
    """Where another table with a rule under its heading begins."""
    for index, (cut, below) in enumerate(pairwise(cuts)):
        if index > 1 and cut.line.gap and _is_rule(below.line):
            another = abs(len(cut.cells) - columns) > 1 or _heads_another(cut, cuts[0], columns)
            if another:
                return index
    return len(cuts)


def _has_outer_bars(line: Line) -> bool:
    text = line.text.strip()
    return len(text) > 2 and text[0] == text[-1] == "|" and text[-2] != "\\"


def _is_rule(line: Line) -> bool:
    return "|" in line.text and all(map(_RULE.match, _bar_cells(line)))


def _bar_cells(line: Line) -> list[str]:
    text = line.text.strip()
    cells = _BAR.split(text)
    if len(cells) > 1 and not cells[0].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip() and text.endswith("|"):
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]
