"""The numbers with which the points of a foreign order begin: typed («1.», «1)», «- 3.1.») or counted by Word."""

from __future__ import annotations

from typing import Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Paragraph

_TYPED: Final = pattern(
    r"\s*(?:[-–—]\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}[⁰¹²³⁴-⁹]{0,2})"
    r"(?:(?P<mark>\.?\)|\.)(?=[\s\u00a0]|[А-ЯЁ«])|(?=[\s\u00a0]))[\s\u00a0]*"
)
_COUNTED: Final = pattern(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}[⁰¹²³⁴-⁹]{0,2})(?P<mark>\.?\)|\.)?")
_DASH: Final = pattern(r"\s*(?:[-–—•·∙●▪‒−]\s+|[-–—•·∙●▪‒−](?=[а-яё]))")


class PointNumber(NamedTuple):
    """The number shown before a paragraph, without its final mark; ``length`` letters of the words are it."""

    number: str
    bracket: bool = False
    """Whether a bracket closes it: «1)»."""
    length: int = 0
    marked: bool = True
    """Whether a dot or a bracket follows it."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The numbers between the dots."""
        return tuple(self.number.split("."))


def leading_number(paragraph: Paragraph) -> PointNumber | None:
    """The number that stands before the words of a paragraph; None when none does."""
    if paragraph.number:
        counted = _COUNTED.fullmatch(paragraph.number.strip())
        return PointNumber(counted["number"], ")" in (counted["mark"] or "")) if counted else None
    return typed_number(paragraph.words) if not paragraph.dash else None


def typed_number(words: str) -> PointNumber | None:
    """The number typed before the words."""
    match = _TYPED.match(words)
    if match is None:
        return None
    number, mark = match["number"], match["mark"] or ""
    if not mark and "." not in number:
        return None  # «9 классов», «2022 год»
    if words[match.end() :].strip() == "":
        return None
    return PointNumber(number, ")" in mark, match.end(), bool(mark))


def leading_dash(words: str) -> int:
    """How many letters of the words are the dash of a list; 0 when none stands there."""
    match = _DASH.match(words)
    return match.end() if match else 0
