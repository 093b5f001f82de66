"""The paragraphs and rows of a Word file one after another, and which of one file are which of another.

What is compared are words only: numbers that Word counts, styles, weights and where lines break say nothing here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from docgen.likeness import paired, share_of_words
from docgen.readers.blocks import NOWHERE, Cell, Paragraph, Place, Row, Source, Table
from docgen.readers.edits.said import Page, Said
from docgen.readers.edits.tokens import norms, stretch_of

ALIKE = 0.45
"""How alike an edited paragraph must be to one of the generated file to be the same one."""
SAME_ELSEWHERE = 0.7
"""How alike it must be when it stands in another place."""
_SEVERAL, _CLEARLY = 5, 0.2
"""As many words in common, and so much more alike than any other: then it need not be more alike than in its place."""


@dataclass(frozen=True)
class Unit:
    """A paragraph of the text, or a row of a table with its cells; empty ones are none."""

    block: int
    place: Place
    words: str
    paragraph: Paragraph | None = None
    row: Row | None = None
    table: Table | None = field(default=None, repr=False, compare=False)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What it is compared by; the mark at its end goes with its place among others."""
        return ("▦" if self.row else "¶", *without_end_mark(norms(self.words)))

    @cached_property
    def counted(self) -> Counter[str]:
        """Its words, counted."""
        return Counter(word for word in self.key[1:] if word.isalnum())

    @property
    def number(self) -> str:
        """The number that Word shows before it, without its last dot; of a row, in one of its cells."""
        if self.paragraph is not None:
            return self.paragraph.number.strip().rstrip(".)")
        paragraphs = [paragraph for cell in self.cells for paragraph in cell.paragraphs]
        return next((each.number.strip().rstrip(".)") for each in paragraphs if each.number), "")

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a row."""
        return self.row.cells if self.row else ()

    @property
    def style(self) -> str:
        """The style of a paragraph."""
        return self.paragraph.style if self.paragraph else ""

    @property
    def columns(self) -> list[int]:
        """The column of the grid in which each cell begins."""
        starts, column = [], 0
        for cell in self.cells:
            starts.append(column)
            column += cell.span
        return starts


class Pair(NamedTuple):
    """A unit of the generated file and what became of it; ``moved`` when it stands elsewhere now."""

    before: int | None
    after: int | None
    moved: bool = False


def units_of(source: Source) -> list[Unit]:
    """The paragraphs and rows that say something, in order."""
    return list(_units(source))


def _units(source: Source) -> Iterator[Unit]:
    for index, block in enumerate(source.blocks):
        if isinstance(block, Paragraph):
            if norms(block.words):
                yield Unit(index, block.place, block.words, paragraph=block)
            continue
        for row in block.rows:
            words = " \n".join(cell_words(cell) for cell in row.cells if not cell.joined)
            number = any(paragraph.number for cell in row.cells for paragraph in cell.paragraphs)
            if norms(words) or number:
                place = row.place if row.place != NOWHERE else block.place
                yield Unit(index, place, words, row=row, table=block)


def without_end_mark(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a full stop or the like at their end."""
    return words[:-1] if words[-1:] in ((".",), (";",), (",",), (":",)) else words


def cell_words(cell: Cell) -> str:
    """The words of a cell without numbers and dashes that Word sets; nothing of one that holds but a dash."""
    words = "\n".join(paragraph.words for paragraph in cell.paragraphs if norms(paragraph.words))
    return "" if norms(words) == ("-",) else words


def aligned(before: Sequence[Unit], after: Sequence[Unit]) -> list[Pair]:
    """What became of each unit, in the order of the edited file; what was taken out stands where it stood."""

    said, says = Counter(unit.key for unit in before), Counter(unit.key for unit in after)

    def alike(old: int, new: int) -> float:
        one, other = before[old], after[new]
        still_there, was_there = says[one.key] >= said[one.key], said[other.key] >= says[other.key]
        if one.key[0] != other.key[0] or still_there or was_there:
            return 0.0  # what stands word for word elsewhere was moved
        same_place = one.style == other.style and bool(one.number) == bool(other.number)
        return share_of_words(one.counted, other.counted) + 0.1 * same_place

    pairs = paired([unit.key for unit in before], [unit.key for unit in after], alike, ALIKE)
    stayed = {new: old for old, new in [*pairs, *_rewritten(before, after, pairs)]}
    moved = _moves(before, after, stayed)
    gone = sorted(set(range(len(before))) - set(stayed.values()) - set(moved.values()))
    made: list[Pair] = []
    for new in range(len(after)):
        if new in stayed:
            while gone and gone[0] < stayed[new]:
                made.append(Pair(gone.pop(0), None))
        made.append(Pair(stayed.get(new, moved.get(new)), new, new in moved))
    made.extend(Pair(old, None) for old in gone)
    return made


def _rewritten(
    before: Sequence[Unit], after: Sequence[Unit], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Paragraphs that were written anew: one between the same neighbours as the one that stood there."""
    old, new = -1, -1
    for start, other in [*pairs, (len(before), len(after))]:
        if start - old == other - new == 2:
            one, another = before[old + 1], after[new + 1]
            if (
                one.paragraph
                and another.paragraph
                and one.style == another.style
                and not (one.number or another.number)
            ):
                yield old + 1, new + 1
        old, new = start, other


def _moves(before: Sequence[Unit], after: Sequence[Unit], stayed: dict[int, int]) -> dict[int, int]:
    """The units that stand elsewhere: those that say the same, then those that say nearly the same."""
    kept = set(stayed.values())
    free = [old for old in range(len(before)) if old not in kept]
    new = [index for index in range(len(after)) if index not in stayed]
    moved: dict[int, int] = {}
    for index in new:
        same = next((old for old in free if before[old].key == after[index].key), None)
        if same is not None:
            moved[index] = same
            free.remove(same)
    if len(free) * len(new) <= 10_000:
        likeness = {
            (old, index): share_of_words(before[old].counted, after[index].counted)
            for old in free for index in new if index not in moved and before[old].key[0] == after[index].key[0]
        }  # fmt: skip
        moved.update(_alike_elsewhere(before, after, likeness))
    return moved


def _alike_elsewhere(
    before: Sequence[Unit], after: Sequence[Unit], likeness: dict[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Which new unit is which old one, the most alike first: plainly alike, or by several words and like no other."""
    olds: set[int] = set()
    news: set[int] = set()
    of_old, of_new = defaultdict(list), defaultdict(list)
    for (old, new), share in likeness.items():
        of_old[old].append(share)
        of_new[new].append(share)
    for (old, new), share in sorted(likeness.items(), key=lambda pair: (-pair[1], *pair[0])):
        if old in olds or new in news:
            continue
        if share < SAME_ELSEWHERE:
            if share < ALIKE:
                return
            common = (before[old].counted & after[new].counted).total()
            if common < _SEVERAL or max(_second(of_old[old]), _second(of_new[new])) > share - _CLEARLY:
                continue
        olds.add(old)
        news.add(new)
        yield new, old


def _second(shares: Sequence[float]) -> float:
    return nlargest(2, shares)[-1] if len(shares) > 1 else 0.0


class Line(NamedTuple):
    """A line of a page and the page's place among them."""

    page: int
    said: Said


def lines_of(pages: Sequence[Page], units: Sequence[Unit]) -> dict[int, Line]:
    """The line that each unit of the generated file prints; what the template adds by itself prints none."""
    lines = [Line(number, said) for number, page in enumerate(pages) for said in page.said]
    keys = [("▦" if line.said.cells else "¶", *without_end_mark(norms(_said_words(line.said)))) for line in lines]
    counts = [Counter(word for word in key[1:] if word.isalnum()) for key in keys]

    def alike(old: int, new: int) -> float:
        unit, key = units[old], keys[new]
        if unit.key[0] != key[0] and lines[new].said.role != "подпись":
            return 0.0
        if len(key) > 1 and stretch_of(key[1:], unit.key[1:]) is not None:
            return 0.95
        return share_of_words(unit.counted, counts[new])

    return {old: lines[new] for old, new in paired([unit.key for unit in units], keys, alike, 0.6)}


def _said_words(said: Said) -> str:
    if not said.cells:
        return said.words
    return " \n".join(cell.words for cell in said.cells if norms(cell.words) != ("-",))
