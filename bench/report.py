"""How a part of the bench says what it found: lines, tables in plain text, and bars that hold or do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise about a figure: at least or at most so much."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure keeps the promise."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "не меньше" if self.at_least else "не больше"
        return f"{'держится' if self.holds else 'НЕ ДЕРЖИТСЯ':12} {self.name}: {self.value:.2f} ({sign} {self.limit:g})"


Line = str | Bar
"""What a part's ``run(rounds)`` returns a list of."""


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Line]:
    """The lines of a table: the first column to the left, figures to the right."""
    lines = [list(columns), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(columns))]
    return [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in lines
    ]
