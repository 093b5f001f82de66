"""The tokens of a phrase: words, quoted and bracketed pieces, signs, blanks; and capitals put back.

Nothing here knows which word declines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from docgen.language.dictionary import nominative
from docgen.patterns import pattern

_WORD: Final = pattern(r"[^\W_]+(?:[-‑][^\W_]+)*")
_BLANK: Final = pattern(r"\s+")
_CLOSING: Final = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a phrase; ``kind`` is word, blank, quote, bracket, comma, dash, slash or other."""

    kind: str
    text: str
    abbreviation: bool = False


def tokenise(text: str) -> list[Token]:
    """The phrase cut into tokens that give it back when joined."""
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        token = _token_at(text, position)
        tokens.append(token)
        position += len(token.text)
    return tokens


def _token_at(text: str, position: int) -> Token:
    if match := _WORD.match(text, position):
        return _word(match.group())
    if match := _BLANK.match(text, position):
        return _BLANK_TOKEN if match.group() == " " else Token("blank", match.group())
    sign = text[position]
    if sign in _CLOSING and (end := _closing(text, position)):
        return Token("bracket" if sign in "([" else "quote", text[position:end])
    blanks_around = text[position - 1 : position].isspace() and text[position + 1 : position + 2].isspace()
    if sign in "–—" or (sign == "-" and blanks_around):
        return Token("dash", sign)
    return Token({",": "comma", "/": "slash"}.get(sign, "other"), sign)


_BLANK_TOKEN: Final = Token("blank", " ")


@lru_cache(maxsize=4096)
def _word(word: str) -> Token:
    return Token("word", word, _abbreviation(word))


def _closing(text: str, start: int) -> int | None:
    """The position after the mark that closes the one at ``start`` (nested pairs counted), or None."""
    opening, closing = text[start], _CLOSING[text[start]]
    depth = 0
    for position in range(start, len(text)):
        if text[position] == closing and (opening != closing or position > start):
            depth -= 1
            if depth <= 0:
                return position + 1
        elif text[position] == opening:
            depth += 1
    return None


def _abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation and so indeclinable (ОМСУ, ШсРНР); ПЛАН in a heading is a word."""
    if word.isdigit() or sum(letter.isupper() for letter in word) < 2 or "-" in word.strip("-"):
        return False
    if word.isupper() and len(word) > 3 and any(reading.known for reading in nominative(word)):
        return False
    return word.isupper() or any(letter.isupper() for letter in word[1:])


def next_solid(tokens: list[Token], position: int) -> int | None:
    """The index of the first token from ``position`` that is not blank."""
    for index in range(position, len(tokens)):
        if tokens[index].kind != "blank":
            return index
    return None


def as_written(source: str, form: str, yo: bool = True) -> str:
    """A lower-case form with the capitals of its source; ё becomes е where the text uses none."""
    if not yo:
        form = form.replace("ё", "е")
    if source.isupper() and len(source) > 1:
        return form.upper()
    if "-" in source and source.count("-") == form.count("-"):
        pairs = zip(source.split("-"), form.split("-"), strict=True)
        return "-".join(piece[:1].upper() + piece[1:] if whole[:1].isupper() else piece for whole, piece in pairs)
    return form[:1].upper() + form[1:] if source[:1].isupper() else form
