"""Reads every term cell of the sample documents: ``python -m tests.deadline_cells`` prints the table and its sums.

The expected kinds, intervals and moved strings stand in the catalogue of the samples beside the project; a cell that
differs from it is marked, and the command then ends with exit code 1.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date

from docgen.model.deadline import Deadline
from tests.needs import SHARED

SEEDS = SHARED / "seeds"
SIX_LINES = "001/1:9"
"""The one cell whose six lines the catalogue takes apart."""


@dataclass(frozen=True)
class Sample:
    """One row of the catalogue's table C.3: a string, how often it occurs, what is expected of it."""

    count: int
    text: str
    described: str
    intervals: str
    moved: str
    where: str


def samples() -> list[Sample]:
    """The rows of table C.3."""
    lines = (SEEDS / "ground-truth.md").read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("### C.3"))
    end = next(i for i, line in enumerate(lines) if line.startswith("### C.4"))
    rows = [line.strip().strip("|").split("|") for line in lines[start:end] if re.match(r"\| \d", line)]
    return [Sample(int(n), *(cell.strip() for cell in rest)) for n, *rest in rows]


def kind_counts() -> dict[str, int]:
    """The number of cells of each kind by table C.2."""
    lines = (SEEDS / "ground-truth.md").read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("### C.2"))
    found = [re.match(r"\| ([A-Z][^|]*?) \| (\d+) \|", line) for line in lines[start : start + 30]]
    return {match[1]: int(match[2]) for match in found if match}


def six_line_cell() -> str:
    """The cell of sample 001, row 9, its paragraphs joined by line breaks as a reader does."""
    path = next(SEEDS.glob("001_*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines():
        for cell in line.split("\t"):
            if cell.startswith("<p>26.01.2022"):
                return "\n".join(re.findall(r"<p>(.*?)</p>", cell))
    raise LookupError("the cell with six dates is not in sample 001")


def cells() -> list[str]:
    """All 185 term cells."""
    found = [s.text for s in samples() if s.where != SIX_LINES for _ in range(s.count)]
    return [*found, six_line_cell()]


def intervals_text(deadline: Deadline) -> str:
    """The intervals as the catalogue writes them."""

    def text(day: date) -> str:
        return f"{day:%d.%m.%Y}"

    spans = (text(a) if a == b else f"{text(a)}–{text(b)}" for a, b in deadline.intervals)
    return "; ".join(spans) or "–"


def moved_text(deadline: Deadline) -> str:
    """The deadline a year later as the catalogue writes it."""
    moved = str(deadline.shift(1))
    return "unchanged" if moved == str(deadline) else moved


def main() -> int:
    """Print the table; the number of strings that differ from the catalogue decides the exit code."""
    wrong = 0
    for sample in samples():
        deadline = Deadline.parse(sample.text)
        got = (deadline.describe(), intervals_text(deadline), moved_text(deadline))
        mark = " " if got == (sample.described, sample.intervals, sample.moved) else "≠"
        wrong += mark == "≠"
        print(f"{mark} {sample.count:3}  {sample.text}  |  {'  |  '.join(got)}")
        for repair in deadline.repair:
            print(f"         исправлено: {repair}")
    deadlines = [Deadline.parse(cell) for cell in cells()]
    print()
    for kind, count in Counter(deadline.kind for deadline in deadlines).most_common():
        print(f"{count:4}  {kind}")
    dated = sum(deadline.end is not None for deadline in deadlines)
    print(f"{len(deadlines)} cells, {dated} with an end date, {len(deadlines) - dated} without; {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
