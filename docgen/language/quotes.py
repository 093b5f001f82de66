"""Quotation marks: straight and mixed ones become «ёлочки» outside and „лапки“ inside.

Marks that do not pair are left as they are, for the checks to report; nothing but marks is touched here.
"""

from __future__ import annotations

import re
from typing import Final

MARKS: Final = re.compile(r"[\"“”„‟«»]")
_BEFORE_OPENING: Final = frozenset(" \t\n\u00a0([{/–—-«„")


def pair_quotes(text: str, *, same_single: bool = False) -> str:
    """The text with paired marks: «…» outside, „…“ inside, in turn for deeper levels (standard §7).

    ``same_single`` nests as legal acts do: the same mark, and one closing mark where two would meet. A text whose
    marks do not pair is returned unchanged, save that pairs before the last closed one cannot be told from it.
    """
    opened: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for match in MARKS.finditer(text):
        position = match.start()
        role = _role(text, position, [text[start] for start in opened])
        if role == "open":
            opened.append(position)
        elif role == "close":
            if not opened:
                return text
            start = opened.pop()
            pairs.append((start, position, len(opened)))
    if opened or not pairs:
        return text
    return _written(text, pairs, same_single)


def _role(text: str, position: int, opened: list[str]) -> str:
    """Whether a mark opens, closes, or is no mark of quotation (5″ typed as 5")."""
    mark = text[position]
    if mark in "«„‟":
        return "open"
    if mark in "»”":
        return "close" if mark == "»" or opened else "open"
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if mark == "“":
        return "close" if opened and opened[-1] in "„‟\"“" else "open"
    if not before or before in _BEFORE_OPENING or (before == '"' and opened and opened[-1] == '"' == text[position - 1]):
        follows = bool(after) and not after.isspace() and after not in ",.;:!?)»"
        return "open" if follows or not opened else "close"
    if opened:
        return "close"
    return "open" if after.isalpha() else "none"


def _written(text: str, pairs: list[tuple[int, int, int]], same_single: bool) -> str:
    letters = list(text)
    closings = {end: depth for _, end, depth in pairs}
    for start, end, depth in pairs:
        outer = same_single or depth % 2 == 0
        letters[start], letters[end] = ("«", "»") if outer else ("„", "“")
        if same_single and depth and end + 1 in closings:
            letters[end] = ""
    return "".join(letters)
