"""Cells of a workbook: their addresses, what may stand in one, and the words of strings.

Values only; sheets are put together by ``xlsx_grid``.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from docgen.files.xlsx_package import Attributes
from docgen.patterns import pattern

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_ADDRESS = pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = pattern(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Kind(Enum):
    """What stands in a cell: ``UNCOMPUTED`` is a formula of which the file does not know the value."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes or no"
    ERROR = "error"
    UNCOMPUTED = "formula"


class Span(NamedTuple):
    """A stretch of a cell's words in one look."""

    text: str
    bold: bool = False
    italic: bool = False


class Cell(NamedTuple):
    """A filled cell; ``spans`` only where its words differ in look."""

    text: str
    kind: Kind = Kind.TEXT
    spans: tuple[Span, ...] = ()


class Merge(NamedTuple):
    """Cells that are one: rows and columns counted from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class StringReader:
    """Collects strings: plain ones and those made of stretches; the reading aid of Asian scripts is left out."""

    def __init__(self) -> None:
        self.found: list[Cell] = []
        self._spans: list[Span] = []
        self._words: list[str] | None = None
        self._look = [False, False]
        self._aside = 0

    def start(self, name: str, given: Attributes) -> None:
        if name == "rPh":
            self._aside += 1
        elif name == "r":
            self._look = [False, False]
        elif name in ("b", "i"):
            self._look[name == "i"] = given.get("val", "1") not in ("0", "false")
        elif name == "t" and not self._aside:
            self._words = []

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside -= 1
        elif name == "t" and self._words is not None:
            self._spans.append(Span(unescaped("".join(self._words)), *self._look))
            self._words = None
        elif name in ("si", "is"):
            self.found.append(_text_cell(self._spans))
            self._spans = []
            self._look = [False, False]

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)


def _text_cell(spans: list[Span]) -> Cell:
    looks = {span[1:] for span in spans if span.text.strip()}
    return Cell("".join(span.text for span in spans), Kind.TEXT, tuple(spans) if len(looks) > 1 else ())


def count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def within(text: str, otherwise: int, last: int) -> int:
    number = count(text)
    return number if 0 < number <= last else otherwise


def place(address: str) -> tuple[int, int]:
    """The column and row of an address such as ``D14``; zeros for none."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


def letters(column: int) -> str:
    """The letters of a column counted from 1: ``A``, ``Z``, ``AA``."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def address(row: int, column: int) -> str:
    """The address of a cell: ``D14``."""
    return f"{letters(column)}{row}"


def merge_of(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    left, top = place(first)
    right, bottom = place(last)
    if not left or not right or right < left or bottom < top or (left, top) == (right, bottom):
        return None
    return Merge(top, left, min(bottom, LAST_ROW), min(right, LAST_COLUMN))


def unescaped(text: str) -> str:
    """The words with the signs that XML cannot hold, which Excel writes as ``_x000D_``."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text


def escaped(text: str) -> str:
    """The words as Excel writes them, with signs that XML cannot hold in its own spelling."""
    if "_x" in text:
        text = _LIKE_ESCAPED.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
