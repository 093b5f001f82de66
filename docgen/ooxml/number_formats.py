"""Prints a counter in one of Word's number formats (``w:numFmt``).

Only the formats that Russian documents use; lists and levels live in ``numbering`` and ``shown_numbers``.
"""

from __future__ import annotations

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Word leaves out ё, й, ъ and ь (ECMA-376 part 1, 17.18.59)."""
_ALPHABETS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
}
_MOST_LETTERS = 780
_MOST_ROMAN = 32767
"""Beyond these Word itself goes over to figures."""
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def number_text(format_name: str, value: int) -> str:
    """The value as Word prints it; a format that is not known here prints as decimal.

    Letters are doubled after the alphabet's end: the 30th Russian one is «аа». Bullets print nothing.
    """
    if format_name in ("none", "bullet"):
        return ""
    if format_name == "decimalZero":
        return f"{value:02d}"
    if 0 < value <= _MOST_LETTERS and (alphabet := _ALPHABETS.get(format_name)):
        times, letter = divmod(value - 1, len(alphabet))
        return alphabet[letter] * (times + 1)
    if 0 < value <= _MOST_ROMAN and format_name in ("lowerRoman", "upperRoman"):
        text = _roman(value)
        return text.upper() if format_name == "upperRoman" else text
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        text += sign * (value // size)
        value %= size
    return text
