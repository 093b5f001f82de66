"""A workbook read as one of our documents: its plain data, its faults, and the cell behind every value.

What ``yaml.Source`` is for a text file: rooms above ask both for data, findings and places alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docgen.files.dumping import dump
from docgen.files.nodes import Plain
from docgen.files.xlsx_layout import OWN, Layout, own_key
from docgen.files.xlsx_tables import Spot
from docgen.findings import Finding, Path


@dataclass
class Places:
    """Where the values of a document stand in its workbook."""

    rows: dict[Path, tuple[str, int]] = field(default_factory=dict)
    """The sheet and the row of each entry."""
    spots: dict[Path, Spot] = field(default_factory=dict)
    """The cells of values that stand outside their column: fields of «Сведения», titles of sections, lists."""
    columns: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """The columns of each sheet by key."""
    headings: dict[str, int] = field(default_factory=dict)
    """The row of the headings of each sheet."""

    def add_table(self, sheet: str, heading_row: int, columns: Mapping[str, int]) -> None:
        """Note where the headings of a sheet stand."""
        self.headings[sheet] = heading_row
        self.columns[sheet] = columns

    def spot(self, path: Path) -> Spot | None:
        """The place of the value at a path, or of what is nearest above it."""
        for length in range(len(path), 0, -1):
            if (found := self.spots.get(path[:length])) is not None:
                return found
            if (row := self.rows.get(path[:length])) is not None:
                return self._in_row(*row, path[length:])
        return self.spots.get(())

    def _in_row(self, sheet: str, row: int, rest: Path) -> Spot:
        columns = self.columns.get(sheet, {})
        column = 0
        if rest:
            column = columns.get(own_key(str(rest[1])), 0) if rest[0] == OWN and len(rest) > 1 else 0
            column = column or columns.get(str(rest[0]), 0)
        return Spot(sheet, row, column)


@dataclass(frozen=True, eq=False)
class WorkbookSource:
    """One document of a workbook as read; ``content`` is the file itself.

    ``data`` is ``None`` when the workbook could not be read; ``readable`` tells that from an empty one.
    """

    name: str
    data: Plain
    findings: tuple[Finding, ...] = ()
    readable: bool = True
    content: bytes = b""
    places: Places = field(default_factory=Places)
    layout: Layout | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    """The parts of the package that hold the sheets, by the names of the sheets."""

    @cached_property
    def text(self) -> str:
        """The data as a YAML file would show them: to be looked through and compared, never to be written."""
        return dump(self.data) if self.data is not None else ""

    def mark(self, finding: Finding, *, key: bool | None = None) -> Finding:
        """The finding with the cell filled in from its path: «лист «План», D14».

        Rows and columns are its line and column, so that findings stand in the order of the sheet. ``key`` is there for
        the sake of ``yaml.Source``: a cell has no key beside it.
        """
        finding = finding.at(document=finding.document or self.name)
        spot = None if finding.place else self.places.spot(finding.path)
        if spot is None:
            return finding
        return finding.at(place=str(spot), line=spot.row or None, column=spot.column or None)
