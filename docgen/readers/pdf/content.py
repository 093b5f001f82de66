"""What a page of a PDF draws, as values: pieces of text in the order of drawing, each with its place, look and mark.

Coordinates are points from the lower left corner of the page as it is shown, turned pages turned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.readers.pdf.fonts import Font

GAP = "\ue000"
"""Stands in a piece where letters are set apart without a blank: whether it says one, the whole file tells."""


class Mark(NamedTuple):
    """By what the tags of a file name a piece of content: the form it is drawn in (0: the page itself) and a number."""

    form: int
    number: int


class Piece(NamedTuple):
    """Text drawn at once. ``mark`` is None outside of marked content; ``artifact`` says it belongs to the page only."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    mark: Mark | None
    artifact: bool
    turned: bool
    font: Font
    page: int

    @property
    def is_blank(self) -> bool:
        """Whether it draws nothing."""
        return not self.text.strip()


class Stroke(NamedTuple):
    """A straight line or the side of a box, along one of the axes."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Drawn:
    """One page as drawn."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictured: float = 0.0
    """The share of the page that its biggest picture covers."""
