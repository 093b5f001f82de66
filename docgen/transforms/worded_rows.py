"""Rows of tables of which an amendment says only the cells: the fields that print them.

A measure may have several lines, each with cells of its own under the same headings: a cell that stands no further
right than the one before it begins a line.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.model.amendment import Amendment
from docgen.model.composition import SchoolPairs
from docgen.model.plan import COLUMN_HEADINGS, Plan
from docgen.model.table import CELLS, SCHEDULE_HEADINGS, Schedule, Table
from docgen.model.text import Text
from docgen.model.workspace import Document
from docgen.transforms.amendment_words import WordChange, plain_blanks
from docgen.transforms.applying import NoUnit

LINES = "строки"
Cells = list[tuple[str, str]]
"""Cells with the headings of their columns."""


def by_line(document: Document, cells: Cells) -> list[Cells]:
    """The cells of a row by its lines, those of the row itself first."""
    if not isinstance(document, Plan):
        return [cells]
    order = list(_headings(document))
    groups: list[Cells] = [[]]
    last = -1
    for column, text in cells:
        key = column_key(document, column)
        place = order.index(key) if key in order else last + 1
        if place <= last:
            groups.append([])
        groups[-1].append((column, text))
        last = place
    return groups


def wanted_cells(document: Document, printed: Sequence[Cells], amendment: Amendment) -> list[Cells]:
    """What the row has to print after the amendment, by line."""
    if not amendment.column:
        cells = [(line.column, line.text) for line in amendment.lines if line.column and line.column != "№ п/п"]
        return by_line(document, cells)
    if not any(column == amendment.column for cells in printed for column, _ in cells):
        raise NoUnit(f"Графы «{amendment.column}» нет.")
    made: dict[int, str] = {}
    for index, cells in enumerate(printed):
        text = dict(cells).get(amendment.column)
        if text is not None and (new := _cell_made(amendment, text)) is not None:
            made[index] = new
    if len(made) != 1:
        raise NoUnit(_why(printed, amendment))
    [(index, new)] = made.items()
    changed = [(column, new if column == amendment.column else text) for column, text in printed[index]]
    return [*printed[:index], changed, *printed[index + 1 :]]


def _cell_made(amendment: Amendment, text: str) -> str | None:
    if amendment.kind == "изложить":
        return "\n".join(f"– {line.text}" if line.dash else line.text for line in amendment.lines)
    return change_of(amendment).made_in(text)


def _why(printed: Sequence[Cells], amendment: Amendment) -> str:
    """Why the words cannot be put into one cell."""
    words = amendment.old or amendment.after
    said = [text for cells in printed for column, text in cells if column == amendment.column and text]
    if words and not any(words in text for text in said):
        return f"Слов «{words}» там нет."
    if len(said) > 1:
        return f"Графа «{amendment.column}» есть у нескольких строчек этой строки: изложите строку целиком."
    return f"Слова «{words}» стоят там не один раз."


def change_of(amendment: Amendment) -> WordChange:
    """The change of words that an amendment says."""
    return WordChange(amendment.kind, amendment.old, amendment.new, amendment.after)  # type: ignore[arg-type]


def literal(words: str) -> str:
    """Printed words as the source of a text."""
    lines = words.split("\n")
    return "\n".join(
        f"- {Text.literal(line[2:])}" if line.startswith("– ") else str(Text.literal(line)) for line in lines
    )


def line_candidates(
    document: Document, before: Sequence[tuple[Cells, Any]], cells: Cells, amendment: Amendment
) -> Iterator[dict[str, Any]]:
    """A line with these cells: one of those before as it is, else the most alike one with the cells that differ changed."""
    alike, data = max(before, key=lambda each: len(set(each[0]) & set(cells)), default=([], {}))
    had = dict(alike)
    differ = [(column, text) for column, text in cells if had.get(column) != text]
    gone = [(column, "") for column in had if column not in dict(cells)]
    found: list[dict[str, Any]] = [copy.deepcopy(data)]
    for column, text in (*differ, *gone):
        found = [made for each in found for made in cell_candidates(document, each, column, text, amendment)]
    yield from found


def row_made(document: Document, cells: Cells, amendment: Amendment) -> dict[str, Any]:
    """A new row or line with these cells."""
    data: dict[str, Any] = {CELLS: []} if isinstance(document, Table) else {}
    for column, text in cells:
        if not text and not isinstance(document, Table):
            continue
        made = next(cell_candidates(document, data, column, text, amendment), None)
        if made is None:
            raise NoUnit(f"Графы «{column}» нет.")
        data = made
    if "срок" in data and validated_deadline(data["срок"]) is None:
        data["срок"] = {"дословно": data["срок"]}
    return data


def cell_candidates(
    document: Document, own: dict[str, Any], column: str, text: str, amendment: Amendment
) -> Iterator[dict[str, Any]]:
    """The row with that cell, written in the ways that its field allows."""
    if isinstance(document, Table):
        headings = [plain_blanks(each.heading) for each in document.columns]
        if column in headings:
            cells = [*own.get(CELLS, []), *[""] * len(headings)][: len(headings)]
            cells[headings.index(column)] = literal(text)
            yield {**own, CELLS: cells}
        return
    key = column_key(document, column)
    if key in ("наставник", "школа"):
        yield {**own, key: {"название": text}}
    elif key is not None and key.startswith("прочее/"):
        yield {**own, "прочее": {**own.get("прочее", {}), key.removeprefix("прочее/"): literal(text)}}
    elif key is not None and not text:
        yield {name: value for name, value in own.items() if name != key}
    elif key is not None:
        yield from ({**own, key: value} for value in _cell_values(key, own.get(key), text, amendment))


def _cell_values(key: str, value: Any, text: str, amendment: Amendment) -> Iterator[Any]:
    """What a cell may hold to print that text: its own words changed, the text as it is, the text word for word."""
    is_words = amendment.column and amendment.kind != "изложить" and isinstance(value, str)
    if is_words and (made := change_of(amendment).made_in(value)) is not None:
        yield made
    yield text if key in ("срок", "ответственные", "уровень", "время") else literal(text)
    if key == "срок":
        yield {"дословно": text}


def column_key(document: Document, column: str) -> str | None:
    """The field that a column prints."""
    return next((key for key, heading in _headings(document).items() if plain_blanks(heading) == column), None)


def _headings(document: Document) -> dict[str, str]:
    """The headings of a table's columns by the fields that they print, in the order of a plan's columns."""
    if isinstance(document, Plan):  # one that is not shown may be called as another one is
        own = {each.id: each.heading for each in document.own_columns}
        usual = {**COLUMN_HEADINGS, **document.headings}
        return {f"прочее/{name}" if name in own else name: own.get(name) or usual[name]
                for name in document.columns_shown}  # fmt: skip
    if isinstance(document, SchoolPairs):
        return {"наставник": document.mentor_heading, "школа": document.school_heading,
                "куратор": document.curator_heading}  # fmt: skip
    if isinstance(document, Schedule):
        given = {str(column): heading for column, heading in document.headings.items()}
        return {column: given.get(column) or SCHEDULE_HEADINGS[column] for column in document.columns}
    return {}


def validated_deadline(text: str) -> object | None:
    """The deadline of these words, None where it is not understood."""
    from docgen.model.deadline import Deadline

    try:
        return Deadline.parse(text)
    except ValueError:
        return None
