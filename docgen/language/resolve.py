"""Resolve: references and deadlines inside a text become words, once per text.

The rest of a sentence (addressees, approvals, control) is composed in ``sentences``; how each kind of thing is named
in which case is in ``mentions``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from docgen.language.resolved import NOTHING, Piece, Resolved, ResolvedParagraph, Words
from docgen.language.typography import TypographyStyle, typography
from docgen.model.text import Paragraph, Reference, Run, Text
from docgen.patterns import pattern

Mention = Callable[[Reference], tuple[Piece | str, ...]]
"""Names the target of a reference: strings take the sentence's typography, pieces are printed as they stand."""

# Pieces are held in the sentence by signs of a private plane while typography runs over the whole of it, so that a
# number sign and the number after it, or a dash beside a reference, are seen together.
_HOLD = 0xF0000
_HELD = pattern("[\U000f0000-\U000fffff]")


def resolve_text(text: Text, mention: Mention, style: TypographyStyle) -> Resolved:
    """The text as it will be printed."""
    if not text.paragraphs:
        return NOTHING
    if not text.references:
        return _without_references(text.paragraphs, style)
    return Resolved(tuple([_paragraph(paragraph, mention, style) for paragraph in text.paragraphs]))


@lru_cache(maxsize=4096)
def _without_references(paragraphs: tuple[Paragraph, ...], style: TypographyStyle) -> Resolved:
    """The same wherever it stands: plans of a region share most of their texts."""
    return Resolved(tuple([_paragraph(paragraph, lambda reference: (), style) for paragraph in paragraphs]))


def _paragraph(paragraph: Paragraph, mention: Mention, style: TypographyStyle) -> ResolvedParagraph:
    pieces, dash = paragraph
    if len(pieces) == 1 and type(pieces[0]) is Run:
        words, bold = pieces[0]
        return ResolvedParagraph((Words(typography(words, style), bold),), dash)
    parts: list[tuple[str | Piece, bool]] = []
    for piece in pieces:
        if isinstance(piece, Run):
            parts.append((piece.text, piece.bold))
        else:
            parts.extend((part, piece.bold) for part in mention(piece))
    return ResolvedParagraph(compose(parts, style), dash)


def compose(parts: list[tuple[str | Piece, bool]], style: TypographyStyle) -> tuple[Piece, ...]:
    """The parts of one paragraph with typography over the whole of it; ready pieces are not touched."""
    held: list[Piece | bool] = []
    sentence: list[str] = []
    weight = False
    for part, bold in parts:
        if isinstance(part, str):
            if bold != weight:
                sentence.append(chr(_HOLD + len(held)))
                held.append(bold)
                weight = bold
            sentence.append(_HELD.sub("", part))
        else:
            sentence.append(chr(_HOLD + len(held)))
            held.append(Words(part.text, True) if bold and type(part) is Words else part)
    return tuple(_released(typography("".join(sentence), style), held))


def _released(sentence: str, held: list[Piece | bool]) -> list[Piece]:
    pieces: list[Piece] = []
    bold = False
    position = 0
    for match in _HELD.finditer(sentence):
        if match.start() > position:
            pieces.append(Words(sentence[position : match.start()], bold))
        position = match.end()
        piece = held[ord(match.group()) - _HOLD]
        if isinstance(piece, bool):
            bold = piece
        else:
            pieces.append(piece)
    if position < len(sentence):
        pieces.append(Words(sentence[position:], bold))
    return pieces


def merged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with neighbouring words of one weight joined."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if isinstance(piece, Words) and isinstance(last, Words) and piece.bold == last.bold:
            result[-1] = Words(last.text + piece.text, piece.bold)
        else:
            result.append(piece)
    return tuple(result)
