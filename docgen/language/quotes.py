"""Quotation marks: straight and mixed ones become «ёлочки» outside and „лапки“ inside.

Marks that do not pair are left as they are, for the checks to report; nothing but marks is touched here.
"""

from __future__ import annotations

from typing import Final

from docgen.patterns import pattern

MARKS: Final = pattern(r"[\"“”„‟«»]")
_OPENS_AFTER: Final = frozenset(" \t\n\u00a0([{/–—-«„")
_NEVER_OPENS_BEFORE: Final = frozenset(" \t\n\u00a0,.;:!?)]»“")


def pair_quotes(text: str, *, same_single: bool = False) -> str:
    """The text with paired marks: «…» outside, „…“ inside, in turn at deeper levels (standard §7).

    ``same_single`` nests as legal acts do: the same mark, and one closing mark where two would meet. A text whose
    marks do not pair is returned unchanged (an inch typed as 5" among them).
    """
    opened: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for match in MARKS.finditer(text):
        position = match.start()
        role = _role(text, position, opened)
        if role == "open":
            opened.append(position)
        elif role == "close" and opened:
            pairs.append((opened.pop(), position, len(opened)))
        else:
            return text
    return text if opened or not pairs else _written(text, pairs, same_single)


def _role(text: str, position: int, opened: list[int]) -> str:
    """Whether a mark opens, closes, or stands loose (inches typed as 5")."""
    mark = text[position]
    if mark in "«„‟":
        return "open"
    if mark == "»" or (mark == "”" and opened):
        return "close"
    if mark == "“":
        return "close" if opened and text[opened[-1]] in '„‟"“' else "open"
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    beside_opening = bool(opened) and opened[-1] == position - 1
    can_open = bool(after) and after not in _NEVER_OPENS_BEFORE
    if not before or before in _OPENS_AFTER or beside_opening:
        return "open" if can_open or not opened else "close"
    if opened:
        return "close"
    return "open" if after.isalpha() else "loose"


def _written(text: str, pairs: list[tuple[int, int, int]], same_single: bool) -> str:
    letters = list(text)
    closings = {end for _, end, _ in pairs}
    for start, end, depth in pairs:
        outer = same_single or depth % 2 == 0
        letters[start], letters[end] = ("«", "»") if outer else ("„", "“")
        following = len(text) - len(text[end + 1 :].lstrip(" \u00a0"))
        if same_single and depth and following in closings:
            letters[end] = ""
    return "".join(letters)
