"""The words of paragraphs and cells as the source of a ``Text``: bullets, bold words, signs of the markup escaped.

Blanks are single and ordinary here: which of them must not break is for typography to say when the text is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Cell, Paragraph, Run
from docgen.readers.draft import marked_text
from docgen.readers.linewise import split_runs

_BLANKS = pattern("[ \t\u00a0\u2000-\u200a\u202f]+")
_UNSEEN = pattern("[\u00ad\u200b\u2060\ufeff]+")
_BULLET = pattern(r"\s*(?:(?P<hyphens>--?)|[–—•●▪■◦‒·])\s+(?=\S)")
_NOTHING = " \t\n\u00a0-–—‒−\u00ad\u200b\u2060\ufeff"
_AS_BULLET = pattern(r"(--?)[ \u00a0]")
_ITEM = pattern(r"(?<=;) [-–—] (?=\S)")
_FIRST_ITEM = pattern(r"(?<=:) [-–—] (?=\S)")
_FIRST_DASH = pattern(r"(?<=[^\s:;,.»]) [-–—] (?=[а-яё])")


class Line(NamedTuple):
    """One printed line: its runs, and its level when it is a bullet."""

    runs: tuple[Run, ...]
    dash: int = 0

    @property
    def words(self) -> str:
        """The words of the line."""
        return single_blanks("".join(run.text for run in self.runs))

    def source(self, *, bold: bool = True) -> str:
        """The line as the source of a ``Text``."""
        words = single_blanks(marked_text(self.runs, bold=bold))
        if self.dash:
            return f"{'-' * self.dash} {words}"
        return f"\\{words}" if _AS_BULLET.match(words) else words


def single_blanks(text: str) -> str:
    """The text on one line with single ordinary blanks, without signs that nobody sees."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text).replace("\n", " ")).strip()


def says_nothing(words: str) -> bool:
    """Whether a cell is empty or holds nothing but a dash."""
    return not words.strip(_NOTHING)


def shown_words(cell: Cell | None) -> str:
    """What a cell says, on one line; what continues the cell above it says nothing itself."""
    return "" if cell is None or cell.joined else single_blanks(cell.words)


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    """The lines of paragraphs that say something; a number that Word counts becomes words."""
    for paragraph in paragraphs:
        if says_nothing(paragraph.shown):
            continue
        lines = [runs for runs in _broken(paragraph.runs) if "".join(run.text for run in runs).strip()]
        if not lines:
            lines = [()]
        if paragraph.number:
            lines[0] = (Run(f"{paragraph.number.strip()} "), *lines[0])
        for runs in lines:
            dash, rest = _bullet(runs)
            yield Line(rest, paragraph.dash if paragraph.dash and runs is lines[0] else dash)


def lines_said(paragraphs: Iterable[Paragraph]) -> list[Line]:
    """The lines of paragraphs with lists that stand inside a sentence («…: - …; - …») set as bullets."""
    return [line for given in lines_of(paragraphs) for line in _listed(given)]


def text_of(lines: Sequence[Line], *, bold: bool = True) -> str:
    """Lines as the source of a ``Text``; what is bold throughout is only the look of its place."""
    bold = bold and not all(run.bold for line in lines for run in line.runs if run.text.strip())
    return "\n".join(line.source(bold=bold) for line in lines)


def as_text(paragraphs: Iterable[Paragraph], *, bold: bool = True) -> str:
    """Paragraphs as the source of a ``Text``."""
    return text_of(lines_said(paragraphs), bold=bold)


def as_title(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as the source of a ``Text`` that is one line: a title is often broken over several."""
    runs = [run for paragraph in paragraphs for run in (*paragraph_runs(paragraph), Run(" "))]
    return Line(tuple(runs)).source(bold=False)


def paragraph_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph with the number that Word shows before them."""
    return (Run(f"{paragraph.number.strip()} "), *paragraph.runs) if paragraph.number else paragraph.runs


def cell_text(cell: Cell | None, *, bold: bool = True) -> str:
    """A cell as the source of a ``Text``; empty when it says nothing or continues the cell above it."""
    if cell is None or cell.joined or says_nothing(cell.words):
        return ""
    return as_text(cell.paragraphs, bold=bold)


def cell_words(cell: Cell | None) -> str:
    """The words of a cell, its paragraphs on lines of their own; bullets keep a dash before them."""
    if cell is None or cell.joined or says_nothing(cell.words):
        return ""
    return "\n".join(f"{'– ' if line.dash else ''}{line.words}" for line in lines_of(cell.paragraphs))


def _broken(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The runs of each line of a paragraph, their blanks single and ordinary."""
    line: list[Run] = []
    for run in runs:
        first, *others = _BLANKS.sub(" ", _UNSEEN.sub("", run.text)).split("\n")
        line.append(Run(first, run.bold))
        for other in others:
            yield tuple(line)
            line = [Run(other, run.bold)]
    yield tuple(line)


def _bullet(runs: tuple[Run, ...]) -> tuple[int, tuple[Run, ...]]:
    """The level of a bullet that is written before the words, and the runs without it."""
    match = _BULLET.match("".join(run.text for run in runs))
    if match is None:
        return 0, runs
    return (2 if match["hyphens"] == "--" else 1), split_runs(runs, match.end())[1]


def _listed(line: Line) -> Iterator[Line]:
    """The line, or the sentence before a list inside it and the items of the list."""
    words = "".join(run.text for run in line.runs)
    first = None if line.dash else _FIRST_ITEM.search(words)
    items = list(_ITEM.finditer(words)) if not line.dash and ";" in words else []
    if first is None and items:
        first = _FIRST_DASH.search(words, 0, items[0].start())
    if first is None:
        yield line
        return
    breaks = [first, *(item for item in items if item.start() >= first.end())]
    yield Line(split_runs(line.runs, first.start())[0])
    for start, end in zip(breaks, [*breaks[1:], None], strict=True):
        runs = line.runs if end is None else split_runs(line.runs, end.start())[0]
        yield Line(split_runs(runs, start.end())[1], 1)
