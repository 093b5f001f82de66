"""Resolved text: the words that will be printed, with the places where a number stays alive.

Values only. How a number becomes a Word field is the renderer's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Words(NamedTuple):
    """Printed words in one weight."""

    text: str
    bold: bool = False


class Live(NamedTuple):
    """A number that follows its target: ``target`` is the key of the bookmark, ``text`` what is printed now.

    ``paragraph`` tells the number of a numbered paragraph from a digit that stands in the text of an annex mark.
    """

    text: str
    target: str
    paragraph: bool
    bold: bool = False


class Anchor(NamedTuple):
    """A digit that references follow: the number in an annex mark."""

    text: str
    target: str
    bold: bool = False


Piece = Words | Live | Anchor


class ResolvedParagraph(NamedTuple):
    """One paragraph of printed pieces; ``dash`` as in ``model.text``."""

    pieces: tuple[Piece, ...]
    dash: int = 0

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text as it will be printed. False when there is nothing to print."""

    paragraphs: tuple[ResolvedParagraph, ...]

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __str__(self) -> str:
        return "\n".join("–\u00a0" * bool(p.dash) + str(p) for p in self.paragraphs)

    @property
    def plain(self) -> str | None:
        """The words when they are one ordinary paragraph without a live number or bold, else None."""
        if len(self.paragraphs) != 1 or self.paragraphs[0].dash:
            return None
        pieces = self.paragraphs[0].pieces
        if len(pieces) == 1 and type(pieces[0]) is Words and not pieces[0].bold:
            return pieces[0].text
        return "" if not pieces else None


NOTHING = Resolved(())


def words(text: str) -> Resolved:
    """One paragraph of plain words."""
    return Resolved((ResolvedParagraph((Words(text),)),)) if text else NOTHING
