"""What reading a file and printing it again changes, word by word and in order.

As a command: ``python -m tests.readers.compare [ФАЙЛ...]``; without files the sample documents. Page furniture
(numbers of pages, running heads, table headings repeated on every page) is left out on both sides, nothing else is.
"""

from __future__ import annotations

import difflib
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from docgen.language.printing import Print
from docgen.model.order import Order
from docgen.readers.blocks import Paragraph
from docgen.readers.opening import read_bytes
from docgen.readers.words import said_words
from docgen.work.reading import read_into
from docgen.work.rendering import render_file
from tests.needs import SHARED

SEEDS = ("000", "001", "003", "004")


class Difference(NamedTuple):
    """Words of the source that print otherwise; ``before`` are the words that stand before them."""

    was: str
    became: str
    before: str

    def __str__(self) -> str:
        return f"… {self.before} [-{self.was}-] {{+{self.became}+}}"


def seed(number: str) -> Path:
    """The sample document whose name begins with the number."""
    return next((SHARED / "seeds").glob(f"{number}_*.txt"))


def words_of(data: bytes, name: str) -> list[str]:
    """The words of a file as blocks, in order, with the numbers that Word shows."""
    blocks = read_bytes(data, name).blocks
    return [word for block in blocks for word in said_words(_shown(block))]


def _shown(block: object) -> str:
    return block.shown if isinstance(block, Paragraph) else block.words


def printed_again(path: Path, folder: Path) -> list[bytes]:
    """The Word files that the documents read from ``path`` print, orders with their annexes."""
    reading, _ = read_into(path, folder)
    whole = [read for read in reading.read if isinstance(read.document, Order)] or list(reading.read)
    made = []
    for index, read in enumerate(whole):
        out = folder / f"печать-{index}.docx"
        wanted = Print.SIGN if isinstance(read.document, Order) and not read.document.status.frozen else None
        render_file(folder / read.file, out, print=wanted)
        made.append(out.read_bytes())
    return made


def differences(path: Path) -> list[Difference]:
    """Everything in which the second print differs from the file, in order."""
    source = words_of(path.read_bytes(), path.name)
    with tempfile.TemporaryDirectory() as folder:
        printed = [word for data in printed_again(path, Path(folder)) for word in words_of(data, "печать.docx")]
    matcher = difflib.SequenceMatcher(None, source, printed, autojunk=False)
    return [
        Difference(" ".join(source[a:b]), " ".join(printed[c:d]), " ".join(source[max(0, a - 5) : a]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def main(names: list[str]) -> int:
    """Print the differences of every file; 1 when there are any."""
    found = 0
    for path in [Path(name) for name in names] or [seed(number) for number in SEEDS]:
        these = differences(path)
        print(f"{path.name}: отличий {len(these)}")
        for difference in these:
            print(f"  {difference}")
        found += len(these)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
