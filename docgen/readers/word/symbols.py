"""Signs of the fonts that have pictures where others have letters: Symbol and Wingdings, as ordinary characters.

Word keeps such a sign as a number of the font (``w:sym``) or as a character of the private area; no other font shows it.
"""

from __future__ import annotations

from typing import Final

from docgen.patterns import pattern

UNKNOWN: Final = "□"
"""Stands for a sign that is not known here; the reader tells of it."""

_SYMBOL = dict(
    zip(
        "abcdefghiklmnopqrstuwxyzABGDEZHQIKLMNXOPRSTUFCYW",
        "αβχδεφγηικλμνοπθρστυωξψζΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
) | {
    "-": "–", "\xa2": "′", "\xa3": "≤", "\xa5": "∞", "\xa8": "•", "\xac": "←", "\xad": "↑", "\xae": "→", "\xaf": "↓",
    "\xb0": "°", "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×", "\xb7": "•", "\xb8": "÷", "\xb9": "≠", "\xba": "≡",
    "\xbb": "≈", "\xbc": "…", "\xd6": "√", "\xd7": "⋅", "\xde": "⇒", "\xe5": "∑",
}  # fmt: skip
_WINGDINGS = {
    "(": "☎", "*": "✉", "F": "☞", "J": "☺", "l": "●", "n": "■", "o": "□", "q": "□", "r": "□", "u": "◆", "v": "❖",
    "w": "◆", "\x9f": "•", "\xa0": "▪", "\xa7": "▪", "\xa8": "□", "\xb7": "•", "\xd8": "➢", "\xdf": "←", "\xe0": "→",
    "\xe8": "➔", "\xf0": "⇨", "\xfb": "✗", "\xfc": "✓", "\xfd": "☒", "\xfe": "☑",
}  # fmt: skip
_WINGDINGS_2 = {"O": "✗", "P": "✓", "Q": "☒", "R": "☑", "S": "☒", "T": "☒", "\x97": "•", "\xa3": "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_ANY = {**_SYMBOL, **_WINGDINGS}
"""A character of the private area whose font is not told: most come from lists with bullets."""

PRIVATE: Final = pattern("[\uf020-\uf0ff]")


def sign(code: str, font: str) -> str:
    """The character that ``w:sym`` shows: ``code`` in hexadecimal digits, of that font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return UNKNOWN
    own = _FONTS.get(font.strip().lower(), None if font else _ANY)
    if "\uf020" <= character <= "\uf0ff":
        return UNKNOWN if own is None else _of_font(character, own)
    if own is not None and character < "\u0100":
        return _of_font(chr(0xF000 + ord(character)), own)
    return character if character.isprintable() else UNKNOWN


def plain_signs(text: str) -> str:
    """A text with the characters of the private area put as ordinary ones."""
    return PRIVATE.sub(lambda found: _of_font(found[0], _ANY), text)


def _of_font(character: str, signs: dict[str, str]) -> str:
    """A character of the private area: a picture of the font, else a figure or a sign as everywhere."""
    low = chr(ord(character) - 0xF000)
    if low in signs:
        return signs[low]
    return low if low.isascii() and not low.isalpha() and signs is not _WINGDINGS else UNKNOWN
