"""What reading a file and printing it again changes, word by word and in order.

As a command: ``python -m tests.readers.compare [ФАЙЛ...]``; without files the sample documents. Page furniture
(numbers of pages, running heads, table headings repeated on every page, the row that numbers the columns) is left out on
both sides, nothing else is. A date counts as one word however it is spelled, and so does a word in spaced letters.
"""

from __future__ import annotations

import difflib
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.language.printing import Print
from docgen.model.order import Order
from docgen.readers.blocks import Block, Paragraph
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


_DATE = re.compile(r"(?:«\s?)?(\d{1,2})\s*»?[ .](\d\d)[ .](20\s?\d\d)(\s*г\.)?")
_SPACED = re.compile(r"(?<!\w)(?:[А-Яа-яЁё] ){3,}[А-Яа-яЁё](?!\w)")


def words_of(data: bytes, name: str) -> list[str]:
    """The words of a file as blocks, in order, with the numbers that Word shows."""
    blocks = read_bytes(data, name).blocks
    return [word for block in blocks for text in _texts(block) for word in said_words(_plain(text))]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.shown
        return
    for row in block.rows:
        cells = [cell.words for cell in row.cells]
        if cells != [str(number) for number in range(1, len(cells) + 1)]:
            yield from cells


def _plain(text: str) -> str:
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text.replace("\u00a0", " ").replace("« ", "«"))
    return _DATE.sub(lambda match: f"{match[1]} {match[2]} {match[3].replace(' ', '')}", text)


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
