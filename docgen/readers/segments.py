"""Where the documents of a foreign file begin: its orders, their annexes by their marks, and what is neither.

An order begins above its kind («ПРИКАЗ») with the letterhead, an annex with its mark; the sheets that stand behind the
annexes (agreement, acquaintance, distribution) belong to the order. A mention inside a sentence is no mark, nor is what
an amending order quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from docgen.patterns import pattern
from docgen.readers.beginnings import is_kind_block, order_begins
from docgen.readers.blocks import Block, Paragraph, Run, Table, is_empty
from docgen.readers.linewise import Line, block_lines, is_layout, joined, lines_of
from docgen.readers.marks import LONGEST, AnnexMark, is_restriction, read_mark
from docgen.readers.quoting import Quoting
from docgen.readers.spelled import name_alone, post_and_name, solid

SegmentKind = Literal["order", "annex", "other"]


class Segment(NamedTuple):
    """A stretch of blocks that is one document. ``blocks`` of an annex are those after its mark.

    What is neither an order nor marked as an annex is ``other``: a plan by itself, a page of a site.
    """

    kind: SegmentKind
    blocks: tuple[Block, ...]
    mark: AnnexMark | None = None

    @property
    def every_block(self) -> tuple[Block, ...]:
        """The blocks with those of the mark."""
        return (*(self.mark.blocks if self.mark else ()), *self.blocks)


def annex_code(position: int) -> str:
    """The id of the annex at that place of its order, counted from 1: the points of a read order name it so."""
    return f"приложение-{position}"


def segments(blocks: Sequence[Block]) -> list[Segment]:
    """The documents of the blocks in order; every block that says something is in one of them."""
    found: list[Segment] = []
    sheets: list[Block] = []
    order: int | None = None
    starts = _starts(blocks)
    found.extend(_other(blocks[: starts[0].at if starts else len(blocks)]))
    ends = [*(start.at for start in starts[1:]), len(blocks)]
    for start, end in zip(starts, ends, strict=False):
        body = tuple(blocks[start.body : end])
        if start.kind == "sheet":
            sheets.extend(body)
        elif start.kind == "order":
            _add_sheets(found, order, sheets)
            own = body[: _own_end(body)]
            order = len(found)
            found.append(Segment("order", own))
            found.extend(_other(body[len(own) :]))
        else:
            mark = start.mark._replace(blocks=tuple(blocks[start.at : start.body])) if start.mark else None
            found.append(Segment("annex", (*start.rest, *body), mark))
    _add_sheets(found, order, sheets)
    return found


def _other(blocks: Sequence[Block]) -> Iterator[Segment]:
    if any(not is_empty(block) for block in blocks):
        yield Segment("other", tuple(blocks))


def _add_sheets(found: list[Segment], order: int | None, sheets: list[Block]) -> None:
    """The sheets that stood behind the annexes go to their order."""
    if order is None:
        found.extend(_other(sheets))
    elif sheets:
        found[order] = found[order]._replace(blocks=(*found[order].blocks, *sheets))
    sheets.clear()


def annex_title(segment: Segment) -> str:
    """The title of an annex as it stands: the words after its mark that are set as one heading."""
    return joined(line for paragraph in title_blocks(segment) for line in block_lines(paragraph, 0))


def title_blocks(segment: Segment) -> tuple[Paragraph, ...]:
    """The paragraphs that hold the title of an annex: the first that says something, and those set like it."""
    taken: list[Paragraph] = []
    for block in segment.blocks:
        if is_empty(block):
            continue
        if not isinstance(block, Paragraph) or block.number or block.dash or (taken and not _same_title(taken, block)):
            break
        taken.append(block)
    return tuple(taken)


_NUMBERED: Final = pattern(r"(?:[-–—•]\s*)?(?:\d{1,3}(?:\.\d{1,3})*[.)]|[IVX]{1,5}\.)\s|[-–—•]\s")
_TITLE_LETTERS: Final = 600


def _same_title(taken: list[Paragraph], paragraph: Paragraph) -> bool:
    """Whether a paragraph goes on with a title: it has its look, and its words are not those of a text."""
    first, said = taken[0], paragraph.words.strip()
    if _NUMBERED.match(said) or sum(len(one.words) for one in taken) + len(said) > _TITLE_LETTERS:
        return False
    if (first.style, first.alignment, first.bold) != (paragraph.style, paragraph.alignment, paragraph.bold):
        return False
    if said.endswith((".", ":", ";")):
        return False
    if first.bold or first.alignment == "center":
        return True
    before = taken[-1].words.rstrip()
    return said[:1].islower() or (before.isupper() and said.isupper()) or before.endswith((",", " и", " по", " в"))


class _Start(NamedTuple):
    """Where a document begins: its first block, the first after its mark, and words that the mark's block still holds.

    ``seen`` is the first block behind what told it: no other document begins before that.
    """

    kind: Literal["order", "annex", "sheet"]
    at: int
    body: int
    seen: int
    mark: AnnexMark | None = None
    rest: tuple[Block, ...] = ()


_SHEET: Final = pattern(
    r"(?:ЛИСТ\s+(?:СОГЛАСОВАНИЯ|ОЗНАКОМЛЕНИЯ|РАССЫЛКИ)|(?:СПИСОК|УКАЗАТЕЛЬ|РАСЧ[ЕЁ]Т|РЕЕСТР)\s+РАССЫЛКИ)(?![а-яё])"
    r"[^.;]{0,80}",
    re.IGNORECASE,
)


def is_sheet_title(text: str) -> bool:
    """Whether a line is the title of a sheet that belongs to an order."""
    return _SHEET.fullmatch(solid(text)) is not None


def _starts(blocks: Sequence[Block]) -> list[_Start]:
    starts: list[_Start] = []
    quoting = Quoting()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        start = _start_at(blocks, index, starts, quoting)
        if start is not None:
            starts.append(start)
            quoting = Quoting()
        elif isinstance(block, Paragraph):
            quoting.see(block.words)
        index = max(index + 1, start.body if start else 0)
    return starts


def _start_at(blocks: Sequence[Block], index: int, starts: list[_Start], quoting: Quoting) -> _Start | None:
    block = blocks[index]
    if isinstance(block, Table) and not is_layout(block):
        return None
    lines = list(block_lines(block, index))
    if not lines or lines[0].numbered or quoting.inside(lines[0].text):
        return None
    last = starts[-1].seen if starts else 0
    if is_kind_block(blocks, index, lines) and not _is_specimen(blocks, starts):
        at = order_begins(blocks, index, last)
        return _Start("order", at, at, index + 1)
    if starts and is_sheet_title(lines[0].text):
        return _Start("sheet", index, index, index + 1)
    return _annex(blocks, index, lines, last)


_SPECIMEN: Final = pattern(r"(?:форма|образец|макет|шаблон|примерн\w+|типов\w+|проект)(?![а-яё])", re.IGNORECASE)


def _is_specimen(blocks: Sequence[Block], starts: list[_Start]) -> bool:
    """Whether an order that begins here is but shown: it stands in an annex that is called a form or a specimen."""
    if not starts or starts[-1].kind != "annex":
        return False
    title = lines_of(blocks, starts[-1].body, min(len(blocks), starts[-1].body + 4))
    return bool(title) and _SPECIMEN.match(title[0].text) is not None


def _annex(blocks: Sequence[Block], index: int, lines: list[Line], last: int) -> _Start | None:
    in_table = lines[0].row > 0
    following = lines if in_table else lines_of(blocks, index, min(len(blocks), index + 2 * LONGEST))
    found = read_mark(following)
    if found is None:
        return None
    mark, taken = found
    end = following[taken - 1].block
    inside = [line for line in following[taken:] if line.block == end]
    if in_table and inside:
        return None  # a table that holds more than the mark is data
    rest = tuple(Paragraph((Run(line.text, line.bold),), line.place, alignment="center") for line in inside)
    at, above = _restriction_above(blocks, index, last)
    return _Start("annex", at, end + 1, end + 1, mark._replace(restriction=above), rest)


def _restriction_above(blocks: Sequence[Block], index: int, last: int) -> tuple[int, tuple[str, ...]]:
    """Where the restriction mark above the mark of an annex begins, and its lines."""
    at, above = index, list[str]()
    for before in range(index - 1, last - 1, -1):
        if is_empty(blocks[before]):
            continue
        words = [line.text for line in block_lines(blocks[before], before)]
        if isinstance(blocks[before], Table) or not all(is_restriction(word) for word in words):
            break
        at, above = before, [*words, *above]
    return at, tuple(above)


def _own_end(body: Sequence[Block]) -> int:
    """Where an order ends that is followed by a table, or by a new page, without any mark."""
    signed = 0
    for index, block in enumerate(body):
        if isinstance(block, Table) and not is_layout(block):
            if signed and not _is_sheet(block):
                return _heading_above(body, index, signed)
        elif _is_signed(block, index):
            signed = index + 1
        elif signed and isinstance(block, Paragraph) and block.starts_page and index > signed:
            return index
    return len(body)


def _is_signed(block: Block, index: int) -> bool:
    """Whether a signature ends with this block."""
    lines = list(block_lines(block, index))
    if not lines or lines[-1].numbered:
        return False
    return name_alone(lines[-1].text) is not None or post_and_name(lines[-1].text) is not None


def _is_sheet(table: Table) -> bool:
    """Whether a table is to be signed: visas, acquaintance."""
    return any("подпись" in cell.words.lower() for cell in table.rows[0].cells)


def _heading_above(body: Sequence[Block], index: int, signed: int) -> int:
    """The first block of the heading that stands over a table."""
    at = index
    for before in range(index - 1, max(signed, index - 8) - 1, -1):
        if is_empty(body[before]):
            continue
        if isinstance(body[before], Table) or body[before].words.rstrip().endswith((";", ",")):
            break
        at = before
    return at
