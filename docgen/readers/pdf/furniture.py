"""What belongs to the pages and not to the text: numbers of pages, running headers, stamps, repeated headings of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Extra, Place, Table
from docgen.readers.pdf.content import Drawn
from docgen.readers.pdf.lines import TextLine
from docgen.readers.words import said_words

Kind = Literal["номер страницы", "колонтитул", "штамп", "повтор шапки"]

_PAGE_NUMBER = pattern(r"[-–—]?\s*(?:стр\.|страница|лист)?\s*\d{1,4}\s*(?:из\s*\d{1,4})?\s*[-–—]?\Z")
_STAMP = pattern(
    r"подписан\w*\s+(?:усиленной\s+)?(?:квалифицированной\s+)?электронной\s+подписью|сведения о сертификате|сертификат:|"
    r"\bвладелец:?\b|действителен\s*:?\s*с\b|документ создан в электронной форме|рег\.\s*№"
)
_EDGE = 0.09
"""The share of a page above and below in which running headers stand."""
_NUMBER_EDGE = 0.18
"""The same for the first and last line of a page that are a number: pages on their side have wide margins there."""
_REPEATED = 3


def extra_of(line: TextLine, heading_words: frozenset[str] = frozenset()) -> Extra:
    """A line that is known to be none of the text, with what it is."""
    words = line.words
    kind: Kind = "колонтитул"
    if _PAGE_NUMBER.match(words.lower()):
        kind = "номер страницы"
    elif _STAMP.search(words.lower()):
        kind = "штамп"
    elif (said := said_words(words)) and heading_words.issuperset(said):
        kind = "повтор шапки"
    return Extra(kind, words, Place(page=line.page))


def heading_words(blocks: Iterable[Block]) -> frozenset[str]:
    """The words of all rows that head tables."""
    tables = (block for block in blocks if isinstance(block, Table))
    return frozenset(word for table in tables for row in table.rows if row.heading for word in said_words(row.words))


def without_furniture(lines: Sequence[TextLine], pages: Sequence[Drawn]) -> tuple[list[TextLine], list[Extra]]:
    """The lines of the text, and as extras those at the edges that are numbers of pages or stand on many pages."""
    heights = {page.number: page.height for page in pages}
    edges: dict[int, list[TextLine]] = {}
    for line in lines:
        edges.setdefault(line.page, []).append(line)
    outer: set[int] = set()
    outmost: set[int] = set()
    for found in edges.values():
        ordered = sorted(found, key=lambda line: -line.y)
        outer.update(id(line) for line in (*ordered[:2], *ordered[-2:]))
        outmost.update((id(ordered[0]), id(ordered[-1])))
    counts: dict[tuple[str, ...], set[int]] = {}
    for line in lines:
        if id(line) in outer:
            counts.setdefault(tuple(said_words(line.words)), set()).add(line.page)
    kept: list[TextLine] = []
    extras: list[Extra] = []
    marks: set[tuple[str, ...]] = set()
    for line in lines:
        said = tuple(said_words(line.words))
        off = min(line.y, heights[line.page] - line.y) / heights[line.page]
        edge = _NUMBER_EDGE if id(line) in outmost else _EDGE
        number = id(line) in outer and off < edge and _PAGE_NUMBER.match(line.words.lower())
        repeated = id(line) in outer and off < _EDGE and len(counts[said]) >= _REPEATED
        if repeated and said[:1] == ("приложение",) and said not in marks:
            repeated = False  # the mark of an annex, which its other pages repeat
            marks.add(said)
        if number or repeated or _STAMP.search(line.words.lower()):
            extras.append(extra_of(line))
        else:
            kept.append(line)
    return kept, extras
