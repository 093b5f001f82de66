"""Rows of a returned table, cell by cell: what their fields say now, and under which level they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from docgen.findings import Finding, Path
from docgen.likeness import paired, share_of_words
from docgen.model.plan import Level
from docgen.readers.blocks import NOWHERE, Paragraph, Place
from docgen.readers.blocks import Cell as WordCell
from docgen.readers.edits.new import line_source
from docgen.readers.edits.origins import Field, source_lines
from docgen.readers.edits.said import Cell, Page, Said
from docgen.readers.edits.texts import line_with_patches
from docgen.readers.edits.tokens import norms, seen
from docgen.readers.edits.units import Unit, cell_words
from docgen.readers.edits.values import LineReader

LEVELS = frozenset(str(level) for level in Level)


class Kept(NamedTuple):
    """A line or row that is still there: what it printed, how it was printed, and how it stands now."""

    said: Said
    before: Unit
    unit: Unit


@dataclass
class RowEdit:
    """What the edits of a row come to: new values with their places, and what was not understood."""

    values: list[tuple[Path, Any, Place]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_row(kept: Kept, reader: LineReader) -> RowEdit | None:
    """The edits of a row; None when the table has other columns now."""
    edit = RowEdit()
    if norms(kept.before.words) == norms(kept.unit.words) and kept.before.columns == kept.unit.columns:
        return edit
    cells = _cells_now(kept)
    if cells is None:
        return None
    for cell, old, new in cells:
        if new.joined or (cell.field is not None and cell.field.kind == "level"):
            continue
        if norms(cell_words(old)) != norms(cell_words(new)):
            place = new.place if new.place != NOWHERE else kept.unit.place
            _read_cell(kept.said, cell, (old, new), place, reader, edit)
    return edit


def _cells_now(kept: Kept) -> list[tuple[Cell, WordCell, WordCell]] | None:
    """The cells as they were and as they are; none of a row that is laid out otherwise than the page has it."""
    cells, before, now = kept.said.cells, kept.before.cells, kept.unit.cells
    if len(cells) != len(before):
        return []
    return list(zip(cells, before, now, strict=True)) if len(before) == len(now) else None


def _read_cell(
    said: Said, cell: Cell, words: tuple[WordCell, WordCell], place: Place, reader: LineReader, edit: RowEdit
) -> None:
    old, new = (cell_words(each) for each in words)
    own = cell.field
    if own is not None and own.kind == "text":
        edit.values.append((own.path, _text(said, own, words, place, reader, edit) or None, place))
        return
    if own is not None and own.kind == "deadline":
        edit.values.append((own.path, reader.deadline(own.deadline, new), place))
        return
    if own is not None and not old:
        edit.values.append((own.path, " ".join(seen(new).split()) or None, place))
        return
    fields = (own,) if own is not None else cell.more
    line = reader.read(replace(said, fields=fields, cells=(), role="рамка" if own is None else "поле"), old, new, place)
    edit.findings.extend(line.findings)
    edit.values.extend((path, value, place) for path, value in line.values.items())
    for path, patches in line.patches.items():
        source = next(each.source for each in fields if each.path == path)
        edit.values.append((path, line_with_patches(source, (0, len(source)), patches), place))


def _text(
    said: Said, own: Field, words: tuple[WordCell, WordCell], place: Place, reader: LineReader, edit: RowEdit
) -> str:
    """The text of a cell: its lines, each as it was, edited, or new."""
    old, new = (_paragraphs(cell) for cell in words)
    known = _same_lines(old, new)
    spans = source_lines(own.source)
    lines = []
    for index, paragraph in enumerate(new):
        before = known.get(index)
        if before is None or before >= len(spans):
            lines.append(line_source(seen(paragraph.words), paragraph.dash))
            continue
        inner = replace(said, fields=(replace(own, line=before),), cells=(), role="поле")
        line = reader.read(inner, old[before].words, paragraph.words, place)
        edit.findings.extend(line.findings)
        edit.values.extend((path, value, place) for path, value in line.values.items())
        lines.append(line_with_patches(own.source, spans[before], line.patches.get(own.path, ())))
    if [known.get(index) for index in range(len(new))] == list(range(len(spans))):
        return _rejoined(own.source, spans, lines)
    return "\n".join(lines)


def _paragraphs(cell: WordCell) -> list[Paragraph]:
    return [paragraph for paragraph in cell.paragraphs if norms(paragraph.words)] if cell_words(cell) else []


def _same_lines(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int]:
    """The line that each new paragraph of a cell was before."""
    if len(old) == len(new) == 1:
        return {0: 0}
    before, after = ([norms(paragraph.words) for paragraph in each] for each in (old, new))

    def alike(one: int, other: int) -> float:
        return share_of_words(Counter(before[one]), Counter(after[other]))

    return {now: then for then, now in paired(before, after, alike, 0.4)}


def _rejoined(source: str, spans: Sequence[tuple[int, int]], lines: Sequence[str]) -> str:
    """The source with its lines replaced, the blank ones between them kept."""
    for (start, end), line in zip(reversed(spans), reversed(lines), strict=True):
        source = source[:start] + line + source[end:]
    return source


class Levels:
    """The level under which each row stands: its own cell says it, or that of a row above it with which it is joined."""

    def __init__(self, page: Page) -> None:
        self._data = page.data
        self._now: dict[int, str] = {}
        self._level = ""

    def note(self, said: Said, unit: Unit) -> None:
        """The next row, that of a new entry told by one like it."""
        if said.role == "раздел плана":
            self._level = ""
        own = _own_level(said, unit)
        self._level = self._level if own is None else own
        self._now[id(unit)] = self._level

    def of(self, unit: Unit) -> str:
        """The level under which a row stands now."""
        return self._now.get(id(unit), "")

    def changed(self, rows: Sequence[Kept]) -> Iterator[tuple[Path, str, Unit]]:
        """The rows whose level somebody changed: in the row itself, or in the row whose cell it goes on with."""
        head: tuple[str, str] = ("", "")
        for said, _, unit in rows:
            path = _level_path(said)
            if path is None:
                continue
            was, now = self._in_base(path), self.of(unit)
            own = _own_level(said, unit)
            if own:
                head = (was, own)
            if now and now != was and (own or head == (was, now)):
                yield path, now, unit

    def _in_base(self, path: Path) -> str:
        value: Any = self._data
        for part in path[:-1]:
            value = value[part]
        return str(value.get("уровень") or self._data.get("уровень") or "")


def _level_path(said: Said) -> Path | None:
    return next((cell.field.path for cell in said.cells if cell.field is not None and cell.field.kind == "level"), None)


def _own_level(said: Said, unit: Unit) -> str | None:
    """The level that a row's own cell names, empty when it names none; None when the cell goes on with the one above."""
    for index, cell in enumerate(said.cells):
        if cell.field is not None and cell.field.kind == "level" and index < len(unit.cells):
            word = cell_words(unit.cells[index]).strip().lower()
            return None if unit.cells[index].joined else word if word in LEVELS else ""
    return None
