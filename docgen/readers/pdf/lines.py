"""Pages without tags: pieces put into lines, lines into paragraphs, by where they stand.

The order of drawing is taken for the order of reading: programs that write documents draw them so, cell by cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.patterns import pattern
from docgen.readers.blocks import Paragraph, Place
from docgen.readers.pdf.content import Drawn, Piece
from docgen.readers.pdf.text import Heights, Writing, same_line

_LOOSE = 1.45
"""Lines further apart than so many usual distances belong to different paragraphs."""
_LINE_AND_HALF = 1.85
"""Two lines of which nothing else is known belong together up to this distance: one and a half of Word's spacing."""
_STARTS_ITEM = pattern(r"(?:\d{1,3}(?:\.\d{1,3}){0,5}[.)]|\d{1,3}(?:\.\d{1,3}){1,5}|[-–—−•·▪■]|[а-яa-z]\))\s")
_ENDS = (".", ":", ";", "!", "?")


@dataclass(frozen=True)
class TextLine:
    """One line: its pieces from left to right."""

    pieces: tuple[Piece, ...]
    number: int = 0
    """Which line of its page it is, from above."""

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def said(self) -> list[Piece]:
        return [piece for piece in self.pieces if not piece.is_blank]

    @property
    def x0(self) -> float:
        return self.said[0].x0

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.said)

    @property
    def y(self) -> float:
        return self.pieces[0].y

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.said)

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.said)

    @property
    def words(self) -> str:
        """The words with single blanks between pieces that stand apart."""
        out = ""
        last: Piece | None = None
        for piece in self.pieces:
            apart = last is not None and piece.x0 - last.x1 > 0.18 * piece.size
            out += (" " if apart and not out.endswith(" ") else "") + piece.text
            last = piece
        return " ".join(out.split())

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def first_word(self) -> float:
        """How wide the first word is, about; blanks that do not break belong to it."""
        raw = "".join(piece.text for piece in self.pieces).strip(" \t")
        head = raw.split(" ", 1)[0]
        return self.width * len(head) / max(len(raw), 1)


def text_lines(pieces: Iterable[Piece], heights: Heights) -> list[TextLine]:
    """The lines of pieces in the order of drawing; turned words are lines of their own."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and not piece.turned and same_line(rows[-1][0], piece) and piece.x0 > last.x0 - piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    kept = [tuple(row) for row in rows if any(not piece.is_blank for piece in row)]
    return [TextLine(row, heights.line(row[0])) for row in kept]


@dataclass(frozen=True)
class Margins:
    """Where the lines of a page or a cell begin and end, and how far apart they usually stand."""

    left: float
    right: float
    leading: float
    is_cell: bool = False

    @staticmethod
    def leading_of(lines: Sequence[TextLine]) -> float:
        """The usual distance between the lines."""
        steps = Counter(round(one.y - other.y, 1) for one, other in pairwise(lines) if 4 < one.y - other.y < 60)
        return steps.most_common(1)[0][0] if steps else 0.0


def page_margins(lines: Sequence[TextLine], pages: Sequence[Drawn]) -> dict[int, Margins]:
    """The margins of each page, by the lines of all pages that are as wide."""
    by_page: dict[int, list[TextLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    widths = {page.number: round(page.width) for page in pages}
    ends: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = ends.get(widths[line.page], (line.x0, line.x1))
        ends[widths[line.page]] = min(left, line.x0), max(right, line.x1)
    return {number: Margins(*ends[widths[number]], Margins.leading_of(found)) for number, found in by_page.items()}


def paragraphs(lines: Sequence[TextLine], margins: Mapping[int, Margins], writing: Writing) -> Iterator[Paragraph]:
    """The lines as paragraphs; one that goes over the end of a page is one."""
    waiting: list[TextLine] = []
    for line in lines:
        if waiting and not _goes_on(waiting, line, margins):
            yield _paragraph(waiting, margins, writing)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _paragraph(waiting, margins, writing)


def _goes_on(before: Sequence[TextLine], line: TextLine, margins: Mapping[int, Margins]) -> bool:
    """Whether a line belongs to the paragraph of those before it."""
    last, here = before[-1], margins[line.page]
    if abs(last.size - line.size) > 0.15 * line.size or _STARTS_ITEM.match(line.words):
        return False
    if last.page != line.page:
        return _over_the_page(last, line, margins)
    step = last.y - line.y
    usual = before[-2].y - last.y if len(before) > 1 and before[-2].page == last.page else 0.0
    if step <= 0 or step > max(1.25 * usual or _LOOSE * here.leading, _LINE_AND_HALF * line.size * (not usual)):
        return False
    if last.bold != line.bold:
        return False
    if _is_centred(line, here):
        full = _is_full(last, line, here)
        if here.is_cell:
            return full
        return (_is_centred(last, here) or (last.bold and full)) and not last.words.endswith(_ENDS)
    if line.x0 > last.x0 + 0.8 * line.size and not _is_hanging(before, line):
        return False
    if last.words.endswith(_ENDS) and len(before) == 1 and _is_indented(line, here):
        return False
    return _is_full(last, line, here)


def _is_indented(line: TextLine, margins: Margins) -> bool:
    """Whether a line begins where the first line of a paragraph does."""
    return not margins.is_cell and 0.8 * line.size < line.x0 - margins.left < 4 * line.size


def _is_hanging(before: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line stands further right only because the first line has its number or bullet there."""
    return (
        len(before) == 1 and _STARTS_ITEM.match(before[0].words) is not None and line.x0 < before[0].x0 + 4 * line.size
    )


def _over_the_page(last: TextLine, line: TextLine, margins: Mapping[int, Margins]) -> bool:
    there, here = margins[last.page], margins[line.page]
    begins = line.x0 < here.left + 0.8 * line.size and line.words[:1].islower()
    return begins and _is_full(last, line, there) and not last.words.endswith(_ENDS)


def _is_full(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether the first word of the next line would not have found room at the end of this one."""
    room = margins.right - margins.left - last.width if _is_centred(last, margins) else margins.right - last.x1
    loose = margins.is_cell and line.words[:1].islower() and not last.words.endswith(_ENDS)
    return line.first_word + 0.2 * line.size > room - (1.5 if loose else 0.3) * line.size


def _is_centred(line: TextLine, margins: Margins) -> bool:
    """Whether a line stands in the middle, with room on both sides."""
    left, right = line.x0 - margins.left, margins.right - line.x1
    inset = 0.1 if margins.is_cell else 0.4
    return abs(left - right) < 0.5 * line.size and left > inset * line.size and not _STARTS_ITEM.match(line.words)


def _paragraph(lines: Sequence[TextLine], margins: Mapping[int, Margins], writing: Writing) -> Paragraph:
    first = lines[0]
    here = margins[first.page]
    place = Place(page=first.page, line=first.number)
    pieces = (piece for line in lines for piece in line.pieces)
    centred = _is_centred(lines[-1], here) and (len(lines) == 1 or all(line.x0 != lines[-1].x0 for line in lines[:-1]))
    wrapped = all(_is_full(one, other, margins[one.page]) for one, other in pairwise(lines))
    ends = "\n" if centred and not wrapped else " "
    runs = writing.runs(pieces, place, here.right if here.is_cell else 0.0, lines_end=ends)
    if centred:
        return Paragraph(runs, place, alignment="center")
    later = [line.x0 for line in lines[1:]] or [first.x0]
    indent = min([first.x0, *later]) - here.left
    return Paragraph(runs, place, indent=max(0, round(indent * 20)) if len(lines) > 1 or indent > 60 else 0)
