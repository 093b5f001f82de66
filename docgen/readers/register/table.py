"""Tables of events on a register's page: real ones, and those of which only the lines of the cells are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.readers.draft import Context, Leftover
from docgen.readers.register.events import add_material, days_of, event_of_cells, event_of_lines, is_open_range
from docgen.readers.register.lines import (
    Line,
    column_of,
    is_contacts,
    is_event_header,
    level_of,
    ordinal_of,
    section_of,
    year_of,
)
from docgen.readers.register.shelf import Shelf
from docgen.readers.register.words import event_words, same
from docgen.readers.register.years import year_of_day

Data = dict[str, Any]

_MOST_COLUMNS = 9


def read_table(lines: Sequence[Line], start: int, shelf: Shelf, context: Context) -> int:
    """Reads the table of events that begins at a line; returns how many lines it has, 0 when there is none."""
    if lines[start].cells:
        return _read_rows(lines, start, shelf, context)
    header = _header(lines, start)
    if not header:
        return 0
    headings = "; ".join(line.words for line in lines[start : start + header])
    context.leftovers.append(Leftover(headings, lines[start].place, "шапка таблицы"))
    index = start + header
    _open(shelf, lines[index].words)
    while index < len(lines) and _begins_row(lines[index].words):
        end = index + 1 + is_open_range(lines[index].words)
        while end < len(lines) and not _ends_row(lines[end].words):
            end += 1
        _read_lines(lines[index:end], shelf)
        index = end
    return index - start


def _header(lines: Sequence[Line], start: int) -> int:
    """How many lines the headings of columns take, which rows with days follow."""
    if column_of(lines[start].words) is None or section_of(lines[start].words) is not None:
        return 0
    end = start
    while end < len(lines) and end - start < _MOST_COLUMNS and column_of(lines[end].words) is not None:
        end += 1
    is_header = is_event_header([line.words for line in lines[start:end]])
    return end - start if is_header and end < len(lines) and _begins_row(lines[end].words) else 0


def _begins_row(words: str) -> bool:
    return is_open_range(words) or days_of(words) is not None


def _ends_row(words: str) -> bool:
    heading = year_of(words) or level_of(words) or is_contacts(words) or section_of(words)
    return bool(heading) or _begins_row(words)


def _open(shelf: Shelf, first: str) -> None:
    """The section of events; days of another school year begin a year that the page does not name."""
    days = days_of(first.rstrip(" -–—"))
    period = shelf.year.get("учебный год") if shelf.year is not None else None
    if period and days and year_of_day(days[0][0]) != period:
        shelf.move_to_new_year()
    if shelf.kind != "мероприятия":
        shelf.open_section("мероприятия", None)


def _read_lines(lines: Sequence[Line], shelf: Shelf) -> None:
    """A row of which the cells stand one after another."""
    opened = is_open_range(lines[0].words)
    words = f"{lines[0].words} {lines[1].words}" if opened and len(lines) > 1 else lines[0].words
    found = days_of(words)
    rest = list(lines[2:] if opened and found is not None and len(found[0]) > 1 else lines[1:])
    if found is None or (opened and len(found[0]) == 1):
        found = days_of(lines[0].words.rstrip(" -–—"))
        rest = list(lines[1:])
    assert found is not None
    texts: list[str] = [found[1]] if found[1] else []
    numbered: list[tuple[str, str]] = []
    for line in rest:
        item = ordinal_of(line.words)
        if item is not None and item[1]:
            numbered.append(item)
        else:
            texts.append(line.words)
    whole = Line(" ".join(line.words for line in lines), lines[0].place)
    shelf.add("мероприятия", event_of_lines(found[0], texts, numbered), whole)


def _read_rows(lines: Sequence[Line], start: int, shelf: Shelf, context: Context) -> int:
    """A real table: what its columns are is told by the first row."""
    columns = [column_of(cell) for cell in lines[start].cells]
    context.leftovers.append(Leftover(lines[start].words, lines[start].place, "шапка таблицы"))
    end = start + 1
    while end < len(lines) and lines[end].cells:
        end += 1
    rows = lines[start + 1 : end]
    days = next((found for row in rows for cell in row.cells if (found := days_of(" ".join(cell.split())))), None)
    _open(shelf, days[0][0] if days else "")
    for row in rows:
        event = _row(row, columns)
        if event is None:
            context.leftovers.append(Leftover(row.words, row.place, "строка таблицы без дня"))
        else:
            shelf.add("мероприятия", event, row)
    return end - start


def _row(row: Line, columns: Sequence[str | None]) -> Data | None:
    cells: dict[str, str] = {}
    for name, cell in zip(columns, row.cells, strict=False):
        if name and name not in cells:
            cells[name] = cell
    event = event_of_cells(cells)
    if event is None:
        return None
    for text in cells.get("материалы", "").split("\n"):
        item = ordinal_of(" ".join(text.split()))
        if text.strip():
            add_material(event, item[1] if item else " ".join(text.split()), item[0] if item else None)
    return event if same(event_words(event), " ".join(row.cells)) else None
