"""The pages for clerks, taken apart: their blocks of code with what is said before each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent.parent
DOCS = PROJECT / "docs"
REFERENCE = DOCS / "справочник"
TASKS = DOCS / "задачи"
PICTURES = DOCS / "картинки"
EXAMPLES = PROJECT / "examples"

FIRST_ORDER = DOCS / "первый-приказ.md"
MATRIX = DOCS / "матрица.md"


def written() -> list[Path]:
    """What a clerk reads and a person has written."""
    return [PROJECT / "README.ru.md", FIRST_ORDER, MATRIX, *sorted(TASKS.glob("*.md"))]


class Block(NamedTuple):
    """A block of code: its language, its text, and the line of the page that stands before it."""

    language: str
    text: str
    lead: str


_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        before = [line for line in text[: match.start()].splitlines() if line.strip()]
        yield Block(match[1], match[2], before[-1] if before else "")


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))
