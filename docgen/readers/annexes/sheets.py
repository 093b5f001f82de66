"""Sheets of Excel as annexes: the rows above the header are the title, a table of schools is a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.language.inflection import inflect
from docgen.language.printed_lists import school_name, school_place
from docgen.model.cluster import School
from docgen.model.fields import NO_NUMBER
from docgen.readers.annexes.clusters import UNTITLED
from docgen.readers.annexes.columns import is_plan, school_columns
from docgen.readers.annexes.grids import Grid, GridRow, grid_of
from docgen.readers.annexes.layout import Layout, note_intro, note_title
from docgen.readers.annexes.names_printed import printing_of_names
from docgen.readers.blocks import Block, Table
from docgen.readers.draft import LIKELY, SURE, Context, Draft


def sheet_blocks(table: Table) -> tuple[Block, ...]:
    """The sheet as the blocks of an annex: what stands above its header as paragraphs, then the table."""
    grid, _ = grid_of([table])
    if grid is None or not grid.above:
        return (table,)
    start = next(index for index, row in enumerate(table.rows) if row is grid.head[0].row)
    return (*grid.above, replace(table, rows=table.rows[start:]))


def note_sheet_name(draft: Draft, table: Table) -> None:
    """The name of the sheet for a title that nothing else gives."""
    if not draft.data.get("название") and table.place.sheet:
        draft.told = [told for told in draft.told if told.path != ("название",)]
        draft.data["название"] = table.place.sheet
        draft.tell(("название",), table.place, table.place.sheet, LIKELY, "имя листа")


def school_sheet_of(layout: Layout, context: Context) -> Draft | None:
    """A table of schools as a list of them, or None when its columns say something else."""
    grid = layout.grid
    names = {name: at for at, name in school_columns(grid.headings).items()} if grid is not None else {}
    if grid is None or not grid.headed or "школа" not in names or layout.beyond:
        return None
    extra = set(range(grid.columns)) - set(names.values())
    if extra or is_plan(grid.headings) or not grid.rows:
        return None
    draft = Draft({"вид": "список"})
    note_title(layout, draft)
    note_intro((*layout.before, *grid.above), draft)
    draft.data["кластеры"] = list[dict[str, Any]]()
    _Schools(draft, context, names).read(grid)
    for paragraph in layout.after:
        context.leave(paragraph, "под списком школ текст не печатается")
    return draft


class _Schools:
    """The rows of a table of schools put into clusters."""

    def __init__(self, draft: Draft, context: Context, names: dict[str, int]) -> None:
        self.draft, self.context, self.names = draft, context, names
        self.clusters: list[dict[str, Any]] = draft.data["кластеры"]
        self.count = 0

    def read(self, grid: Grid) -> None:
        """Put the schools into the draft."""
        schools = [row for row in grid.rows if not grid.across(row)]
        data = iter(self._matched(schools))
        for row in grid.rows:
            if grid.across(row):
                self._cluster(" ".join(row.words(at) for at in row.filled))
                continue
            named = self._said(row, "кластер")
            if named and (not self.clusters or self.clusters[-1]["название"] != _title(named)):
                self._cluster(named)
            elif not self.clusters:
                self._cluster("")
            self._school(row, *next(data))

    def _cluster(self, words: str) -> None:
        made = {"код": f"к{len(self.clusters) + 1}", "номер": str(NO_NUMBER), "название": _title(words), "школы": []}
        self.clusters.append(made)

    def _school(self, row: GridRow, data: dict[str, Any], confidence: float) -> None:
        self.count += 1
        inside = self.clusters[-1]["школы"]
        number = self._said(row, "номер").rstrip(".)")
        path = ("кластеры", len(self.clusters) - 1, "школы", len(inside))
        inside.append({"код": f"ш{self.count}", **({"номер": number} if number else {}), **data})
        at = self.names["школа"]
        self.draft.tell((*path, next(iter(data))), row.place(at), row.words(at), confidence)

    def _said(self, row: GridRow, name: str) -> str:
        return row.words(self.names[name]) if name in self.names else ""

    def _matched(self, rows: list[GridRow]) -> Iterator[tuple[dict[str, Any], float]]:
        """The school of each row: of the register, or by its name, its settlement and its district."""
        drafts = [self._plain(row) for row in rows]
        printing = printing_of_names(self.context)
        matches = []
        for data in drafts:
            school = School.model_validate(data)
            matches.append(
                self.context.known.school(f"{school_name(school, printing)}{school_place(school, printing)}")
            )
        for data, match in zip(drafts, matches, strict=True):
            yield ({"школа": match.id}, match.confidence) if match is not None else (data, SURE)

    def _plain(self, row: GridRow) -> dict[str, Any]:
        data = {"название": self._said(row, "школа")}
        district = self._said(row, "муниципалитет")
        settlement = self._said(row, "место")
        known = self.context.known
        match = (
            known.municipality(inflect(district, "gen", "body").form) or known.municipality(district)
            if district
            else None
        )
        if match is not None:
            data["муниципалитет"] = match.id
        place = settlement if match is not None else f"{settlement} {district}".strip()
        if place:
            data["место"] = place
        return data


def _title(words: str) -> str:
    """The name of a cluster; a bare number is said with the word."""
    return f"Кластер {words}" if words.isdecimal() else words or UNTITLED
