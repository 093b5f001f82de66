"""Marks inside a line of text, as web pages and recognition leave them: tags, «**bold**», «&nbsp;», «\\*».

A line or a cell becomes paragraphs with runs. Words are never touched; a mark that has no pair stays as it stands.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal

from docgen.patterns import pattern
from docgen.readers.blocks import Paragraph, Place, Run

_MARKS: Final = pattern(r"[<&*\\#\n]")
_TOKEN: Final = pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|\*{1,3}|\\([!-/:-@\[-`{-~])|\n")
_ENTITY: Final = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_HEADING: Final = pattern(r"\A#{1,6}\s+(?=\S)")
_BLANKS: Final = pattern(r"[ \t]{2,}|\t")
_ANY_BLANKS: Final = pattern(r"[ \t]+")
_WIDE: Final = 5
"""From so many blanks on a gap is wide; justified lines have up to four."""
_NUMBER_TAB: Final = pattern(r"\A(\d{1,3}(?:\.\d{1,3})*[.)]?|[-–—•])\t")
_BULLETS: Final = pattern(r"(?<=[:;])[ \t]+(?=[-–—•][ \t]+\S)")
_MARKED_BULLETS: Final = pattern(r"([:;](?:</\w{1,6}>|\*\*))[ \t]+(?=[-–—•][ \t]+\S)")
_BOLD_HEADS: Final = pattern(r"(?<=[:;.])[ \t]+(?=<(?:b|strong)>[^<>]{1,100}:\s?</)")
_FIRST_BULLET: Final = pattern(r"[ \t]+(?=[-–—][ \t]+(\w+))")
_STARTING_DASH: Final = pattern(r"\s*[-–—•]\s")

_BOLD: Final = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC: Final = frozenset(("i", "em"))
_BLOCKS: Final = frozenset(
    ("p", "br", "div", "li", "center", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "caption")
)
_LISTS: Final = frozenset(("ul", "ol"))
_SILENT: Final = frozenset(
    ("u", "span", "sup", "sub", "a", "font", "small", "big", "s", "nobr", "tt", "tbody", "thead", "td", "tr", "table")
)
_KNOWN: Final = _BOLD | _ITALIC | _BLOCKS | _LISTS | _SILENT


def paragraphs_of(text: str, place: Place, *, in_cell: bool = False) -> list[Paragraph]:
    """The paragraphs of a line or of a cell; in a cell a running list «…: - …; - …» is taken apart.

    >>> [p.words for p in paragraphs_of("Итоги: - первые; - <b>вторые</b>", Place(), in_cell=True)]
    ['Итоги:', '- первые;', '- вторые']
    """
    if in_cell and ("-" in text or "–" in text or "•" in text or "—" in text):
        text = _running_list(text)
    if _MARKS.search(text) is None:
        runs = tidy_runs((Run(text),), in_cell=in_cell)
        return [Paragraph(runs, place)] if runs else []
    return _Marked(place, in_cell).read(text)


def _running_list(text: str) -> str:
    """The text with a line of its own for every bullet of a running list, and for bold headings inside it.

    A first bullet whose colon was lost is known by the word that begins the second one too.
    """
    if "<" in text or "**" in text:
        text = _MARKED_BULLETS.sub(r"\1\n", _BOLD_HEADS.sub("\n", text))
    lines = _BULLETS.sub("\n", text).split("\n")
    if len(lines) > 1:
        second = lines[1].split(maxsplit=2)
        dashes = list(_FIRST_BULLET.finditer(lines[0]))
        if len(dashes) == 1 and len(second) > 1 and dashes[0][1] == second[1] and lines[0].endswith(";"):
            lines[0] = f"{lines[0][: dashes[0].start()]}\n{lines[0][dashes[0].end() :]}"
    return "\n".join(lines)


@dataclass
class _Marked:
    """One text being read: the look that holds now, the runs of the open paragraph, the finished paragraphs."""

    place: Place
    in_cell: bool
    done: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    lists: list[list[int]] = field(default_factory=list)
    dash: int = 0
    number: str = ""
    alignment: Literal["", "center"] = ""
    stars: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def read(self, text: str) -> list[Paragraph]:
        """The paragraphs of the text."""
        heading = _HEADING.match(text.lstrip())
        if heading and not self.in_cell:
            text = text.lstrip()[heading.end() :]
            self.bold += 1
        self.stars = _paired_stars(text)
        end = 0
        for found in _TOKEN.finditer(text):
            self._add(text[end : found.start()])
            end = found.end()
            if found[2] is not None:
                self._tag(found[2].lower(), bool(found[1]), found[0])
            elif found[0] == "\n":
                self._close()
            elif found[3] is not None:
                self._add(found[3], literal=True)
            else:
                self._star(found[0], found.start())
        self._add(text[end:])
        self._close()
        return self.done

    def _add(self, words: str, *, literal: bool = False) -> None:
        if words:
            if "&" in words and not literal:
                words = _ENTITY.sub(lambda found: _sign(found[0]), words)
            self.runs.append(Run(words, self.bold > 0, self.italic > 0))

    def _star(self, stars: str, at: int) -> None:
        if at not in self.stars:
            self._add(stars, literal=True)
            return
        weight, opens = self.stars[at]
        step = 1 if opens else -1
        if weight >= 2:
            self.bold += step
        if weight != 2:
            self.italic += step

    def _tag(self, name: str, closes: bool, source: str) -> None:
        if name not in _KNOWN:
            self._add(source, literal=True)
            return
        step = -1 if closes else 1
        if name in _BOLD:
            self.bold = max(0, self.bold + step)
        elif name in _ITALIC:
            self.italic = max(0, self.italic + step)
        if name in _BLOCKS or name in _LISTS:
            self._close()
        if name == "center":
            self.alignment = "" if closes else "center"
        if name in _LISTS:
            if closes and self.lists:
                self.lists.pop()
            elif not closes and len(self.lists) < 9:
                self.lists.append([0, name == "ol"])
        if name == "li" and not closes:
            self._item()

    def _item(self) -> None:
        """A bullet or the number that the page shows before the item of a list."""
        counted = self.lists[-1] if self.lists else [0, 0]
        counted[0] += 1
        if counted[1]:
            self.number = f"{counted[0]}."
        else:
            self.dash = min(2, max(1, len(self.lists)))

    def _close(self) -> None:
        runs = tidy_runs(self.runs, in_cell=self.in_cell)
        self.runs = []
        if not runs:
            return
        words = "".join(run.text for run in runs)
        dash = 0 if _STARTING_DASH.match(words) else self.dash
        self.done.append(Paragraph(runs, self.place, self.number, dash, self.alignment))
        self.dash, self.number = 0, ""


def _sign(entity: str) -> str:
    sign = html.unescape(entity)
    if sign == "\u00a0" or (len(sign) == 1 and not sign.isprintable()):
        return " "
    return sign.replace("\u00ad", "")


def _paired_stars(text: str) -> dict[int, tuple[int, bool]]:
    """Where stars mark bold or italic words: their place, how many there are, and whether they open.

    Two stars count wherever they have a pair; one star only at the edges of words («5*3» and «* пункт» stay).
    """
    pairs: dict[int, tuple[int, bool]] = {}
    opened: dict[int, int] = {}
    for found in _TOKEN.finditer(text):
        stars = found[0]
        if stars[0] != "*":
            continue
        count, at, end = len(stars), found.start(), found.end()
        if count == 1 and _joins(text, at, end):
            continue
        if count in opened:
            pairs[opened.pop(count)] = (count, True)
            pairs[at] = (count, False)
        elif count != 1 or (end < len(text) and not text[end].isspace()):
            opened[count] = at
    return pairs


def _joins(text: str, at: int, end: int) -> bool:
    """Whether a star stands between two letters or between two blanks."""
    before, after = text[at - 1 : at] if at else " ", text[end : end + 1] or " "
    return (before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace())


def tidy_runs(runs: Iterable[Run], *, in_cell: bool = False) -> tuple[Run, ...]:
    """Runs of one look as one; blanks as one, none at the ends; nothing for what says nothing."""
    out: list[Run] = []
    for (bold, italic), same in groupby(runs, key=lambda run: run[1:]):
        text = _one_blank("".join(run.text for run in same), in_cell)
        if not out or out[-1].text[-1].isspace():
            text = text.lstrip()
        if text:
            out.append(Run(text, bold, italic))
    while out and not out[-1].text.strip():
        out.pop()
    if out:
        out[0] = out[0]._replace(text=_NUMBER_TAB.sub(r"\1 ", out[0].text))
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip())
    return tuple(out)


def _one_blank(text: str, in_cell: bool) -> str:
    """Blanks as one; a tab or a wide gap in a line sets what follows at the other side: one tab stands for it."""
    if "\t" not in text and "  " not in text:
        return text
    if in_cell:
        return _ANY_BLANKS.sub(" ", text)
    return _BLANKS.sub(lambda found: "\t" if "\t" in found[0] or len(found[0]) >= _WIDE else " ", text)
