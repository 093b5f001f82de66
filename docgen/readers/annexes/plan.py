"""A plan of measures read from its table: columns by their headings, sections, levels by group, measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docgen.findings import Path, Severity
from docgen.model.fields import NO_NUMBER
from docgen.model.plan import COLUMN_HEADINGS
from docgen.readers.annexes.cells import as_text, says_nothing, shown_words
from docgen.readers.annexes.columns import is_plan, plan_columns
from docgen.readers.annexes.grids import Grid, GridRow, grid_of, is_ordinal
from docgen.readers.annexes.layout import Layout, leave_beyond, note_end, note_period, note_title
from docgen.readers.annexes.own_columns import own_columns
from docgen.readers.annexes.plan_grid import Names, PlanRow, plan_rows, said_paragraphs, section_lead
from docgen.readers.annexes.plan_parts import note_before, note_level
from docgen.readers.annexes.plan_rows import MeasureReader, level_of
from docgen.readers.blocks import Paragraph, Table
from docgen.readers.draft import Context, Draft
from docgen.readers.ids import Ids
from docgen.readers.linewise import split_runs
from docgen.rules import Scope, rule

REPEATED_CELL = rule(
    "ячейка-на-несколько-строк", "Ячейка объединяла несколько мероприятий, и слова её повторены в каждом",
    severity=Severity.NOTE, scope=Scope.FIELD,
)  # fmt: skip


def matches_plan(table: Table) -> bool:
    """Whether a table is that of a plan, by its headings."""
    return _is_plan(grid_of([table])[0])


def _is_plan(grid: Grid | None) -> bool:
    return grid is not None and grid.headed and bool(grid.rows) and is_plan(grid.headings)


def plan_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a plan, or None when its first table is none."""
    grid = layout.grid
    if grid is None or not _is_plan(grid):
        return None
    draft = Draft({"вид": "план"})
    note_title(layout, draft)
    note_period(draft)
    ids = Ids()
    note_before((*layout.before, *grid.above), draft, ids)
    names = _note_columns(grid, draft)
    if "уровень" not in names.values():
        note_level(draft)
    rows = plan_rows(grid, names)
    _tell_repeated([row.row for row in rows if row.repeated], context)
    _Body(names, draft, context, ids).read(rows)
    note_end(layout, draft, context)
    leave_beyond(layout, context)
    return draft


def _note_columns(grid: Grid, draft: Draft) -> dict[int, str]:
    """The columns by their places; headings that are not the usual ones, and columns of the plan's own."""
    found = {at: name for at, name in plan_columns(grid.headings).items() if _holds(grid, at, name)}
    own = own_columns(grid, [at for at in range(grid.columns) if at not in found])
    names = dict(sorted({**found, **{at: column["код"] for at, column in own.items()}}.items()))
    draft.data["графы"] = list(names.values())
    if own:
        draft.data["свои графы"] = list(own.values())
    headings = {name: grid.headings[at] for at, name in found.items() if grid.headings[at] != COLUMN_HEADINGS[name]}
    if headings:
        draft.data["заголовки граф"] = headings
    return names


def _holds(grid: Grid, at: int, name: str) -> bool:
    """Whether the cells of a column are what the usual column may hold: numbers, or the three levels."""
    said = [row.words(at) for row in grid.rows if not grid.across(row)]
    filled = [words for words in said if not says_nothing(words)]
    if name == "номер":
        return all(is_ordinal(words) for words in filled)
    return name != "уровень" or all(level_of(words) for words in filled)


def _tell_repeated(repeated: list[GridRow], context: Context) -> None:
    if repeated:
        context.findings.append(
            REPEATED_CELL.finding(
                f"В таблице ячейки объединены по вертикали: их слова повторены ещё в {len(repeated)} строках.",
                document=context.name, place=f"{context.name}: {repeated[0].row.place}",
                hint="Проверьте, что срок или ответственные относятся ко всем этим строкам.",
            )
        )  # fmt: skip


class _Body:
    """The rows of the table one after another: sections, measures, lines of a measure."""

    def __init__(self, names: Names, draft: Draft, context: Context, ids: Ids) -> None:
        self.names, self.draft, self.ids = names, draft, ids
        self.reader = MeasureReader(names, draft, context)
        self.sections: list[dict[str, Any]] = []
        self.measures: list[dict[str, Any]] = []
        self.level: str | None = None
        self.last: dict[str, Any] = {}
        self.path: Path = ()

    def read(self, rows: Iterable[PlanRow]) -> None:
        """Put the sections and measures into the draft."""
        for row in rows:
            if row.kind == "раздел":
                self._section(row)
            elif row.kind == "строка":
                lines = self.last.setdefault("строки", [])
                lines.append(self.reader.line(row.row, (*self.path, "строки", len(lines))))
            elif row.kind == "мероприятие":
                self._measure(row)
        if self.measures:
            self.draft.data["мероприятия"] = self.measures
        if self.sections:
            self.draft.data["разделы"] = self.sections

    def _section(self, row: PlanRow) -> None:
        index, at = len(self.sections), row.row.filled[-1]
        path: Path = ("разделы", index)
        cell = row.row.cells[at]
        paragraphs = list(said_paragraphs(cell))
        lead, length = section_lead(row.row)
        if lead and lead == row.number and len(row.row.filled) == 1:
            paragraphs[0] = _without_lead(paragraphs[0], length)
        self.sections.append(
            {
                "код": self.ids.free(f"р{index + 1}"), "номер": row.number or str(NO_NUMBER),
                "название": as_text(paragraphs, bold=False),
            }
        )  # fmt: skip
        self.draft.tell((*path, "номер"), row.row.row.place, row.number)
        self.draft.tell((*path, "название"), row.row.place(at), shown_words(cell))
        self.level, self.last = None, {}

    def _measure(self, row: PlanRow) -> None:
        owner = self.sections[-1].setdefault("мероприятия", []) if self.sections else self.measures
        lead: Path = ("разделы", len(self.sections) - 1) if self.sections else ()
        self.path = (*lead, "мероприятия", len(owner))
        made: dict[str, Any] = {"код": self._id(row.number, len(owner))}
        if "номер" in self.names.values():
            made["номер"] = row.number or str(NO_NUMBER)
            self.draft.tell((*self.path, "номер"), row.row.row.place, row.number)
        said = self.reader.measure(row.row, self.path)
        self.level = said.pop("уровень", None) or self.level
        if self.level:
            made["уровень"] = self.level
        made.update(said)
        owner.append(made)
        self.last = made

    def _id(self, number: str, position: int) -> str:
        if number:
            return self.ids.of("м", number)
        if "номер" in self.names.values() and self.last:
            return self.ids.free(str(self.last["код"]))
        head = f"{len(self.sections)}-" if self.sections else ""
        return self.ids.free(f"м{head}{position + 1}")


def _without_lead(paragraph: Paragraph, length: int) -> Paragraph:
    """The paragraph without so many letters of what it shows."""
    if paragraph.number:
        return replace(paragraph, number="")
    return replace(paragraph, runs=split_runs(paragraph.runs, length)[1])
