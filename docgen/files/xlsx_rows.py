"""A document as the sheets of a workbook, before any of it is drawn: columns, rows of words, what is across.

The way back is ``xlsx_reading``; how a sheet looks is decided in ``xlsx_writing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.files.nodes import Plain
from docgen.files.xlsx_fields import Field, Form, fields_of, written
from docgen.files.xlsx_help import explanation_of
from docgen.files.xlsx_layout import (
    CODE,
    INFO,
    NUMBER,
    OWN,
    ROW_KIND,
    Layout,
    RowForm,
    exact_names,
    heading,
    own_headings,
    own_key,
    plain,
    titled,
)

FIRST = (CODE, ROW_KIND, NUMBER)
"""The columns that stand before the words of a row."""


@dataclass(frozen=True)
class Column:
    """A column to be written: its field, and the heading above it."""

    field: Field
    heading: str


@dataclass(frozen=True)
class Line:
    """A row to be written: words by the key of the column. ``head`` rows stand out and run across the table."""

    words: Mapping[str, str]
    head: bool = False


@dataclass
class SheetPlan:
    """A sheet to be written."""

    name: str
    columns: list[Column]
    lines: list[Line] = field(default_factory=list)
    title: str = ""
    """The column in which the title of a head row begins."""


def sheets_of(layout: Layout, data: Mapping[str, Plain]) -> list[SheetPlan]:
    """The sheets of one document."""
    sheets = [_main(layout, data)]
    if layout.info:
        sheets.append(_info(layout, data))
    for key, each in layout.tables.items():
        entries = data.get(key)
        if isinstance(entries, list) and entries and each.model is not None:
            sheets.append(_table(titled(key), fields_of(each.model), entries))
    return sheets


_VALUE, _SAID = Field("значение", Form.TEXT), Field("пояснение", Form.TEXT)
INFO_NAME = Field("поле", Form.TEXT)


def _info(layout: Layout, data: Mapping[str, Plain]) -> SheetPlan:
    """The fields around the table: a row each, those that are empty as well."""
    columns = [Column(each, titled(each.key)) for each in (INFO_NAME, _VALUE, _SAID)]
    sheet = SheetPlan(INFO, columns)
    for key, each in layout.info.items():
        value = written(data[key], each) if key in data else ""
        sheet.lines.append(Line({"поле": titled(key), "значение": value, "пояснение": explanation_of(each)}))
    return sheet


def _table(name: str, fields: Mapping[str, Field], entries: list[Plain]) -> SheetPlan:
    sheet = SheetPlan(name, [Column(each, heading(each)) for each in fields.values()])
    for entry in entries:
        if isinstance(entry, dict):
            sheet.lines.append(Line({key: written(value, fields[key]) for key, value in entry.items()}))
    return sheet


def _main(layout: Layout, data: Mapping[str, Plain]) -> SheetPlan:
    rows = list(_rows(layout, data))
    columns = _columns(layout, data, {key for _, entry in rows for key in entry})
    fields = {column.field.key: column.field for column in columns}
    title = next((column.field.key for column in columns if column.field.key not in FIRST), "")
    title = "название" if "название" in fields and layout.head else title
    sheet = SheetPlan(layout.sheet, columns, title=title)
    for form, entry in rows:
        is_head = form is layout.head
        words = {key: written(value, fields[key]) for key, value in entry.items() if key in fields}
        if is_head and "название" not in fields:
            words[title] = written(entry["название"], Field("название", Form.TEXT))
        if form is not layout.row or (layout.head and set(words) <= {CODE}):
            words[ROW_KIND] = form.word
        sheet.lines.append(Line(words, is_head))
    return sheet


def _rows(layout: Layout, data: Mapping[str, Plain]) -> Iterator[tuple[RowForm, dict[str, Plain]]]:
    """The entries in the order of the table, each without those below it, cells of own columns beside the rest."""
    for entry in _entries(data, layout.row):
        yield from _row(layout, layout.row, entry)
    for head in _entries(data, layout.head) if layout.head else ():
        yield from _row(layout, layout.head, head) if layout.head else ()
        for entry in _entries(head, layout.row):
            yield from _row(layout, layout.row, entry)


def _row(layout: Layout, form: RowForm, entry: Mapping[str, Plain]) -> Iterator[tuple[RowForm, dict[str, Plain]]]:
    nested = {each.key for each in layout.forms}
    values = {key: value for key, value in entry.items() if key not in nested and key != OWN}
    own = entry.get(OWN)
    yield form, values | ({own_key(code): value for code, value in own.items()} if isinstance(own, dict) else {})
    if layout.inside is not None:
        for line in _entries(entry, layout.inside):
            yield from _row(layout, layout.inside, line)


def _entries(owner: Mapping[str, Plain], form: RowForm | None) -> Iterator[dict[str, Plain]]:
    entries = owner.get(form.key) if form else None
    yield from (entry for entry in (entries if isinstance(entries, list) else ()) if isinstance(entry, dict))


def _columns(layout: Layout, data: Mapping[str, Plain], used: set[str]) -> list[Column]:
    """The columns: those of a plan that it prints in their order, then others that are filled."""
    if layout.kind != "план":
        return [Column(each, heading(each)) for each in layout.columns.values()]
    printed = data.get("графы")
    own = own_headings(data)
    keys = [key for key in FIRST if key in layout.columns]
    for name in printed if isinstance(printed, list) else ("мероприятие", "срок", "ответственные"):
        key = str(name) if name in layout.columns else own_key(str(name)) if name in own else ""
        keys += [key] if key and key not in keys else []
    keys += ["мероприятие"] * ("мероприятие" not in keys)
    keys += [key for key in (*layout.columns, *map(own_key, own), *sorted(used)) if key in used]
    known = (key for key in dict.fromkeys(keys) if key in layout.columns or key.startswith(own_key("")))
    return [_column(layout, key, own) for key in known]


def _column(layout: Layout, key: str, own: Mapping[str, str]) -> Column:
    if key in layout.columns:
        return Column(layout.columns[key], heading(layout.columns[key]))
    code = key.partition(".")[2]
    words = own.get(code, "")
    is_alone = list(map(plain, own.values())).count(plain(words)) == 1 and plain(words) not in map(plain, own)
    stands = (
        is_alone and plain(words) not in exact_names(layout.columns) and "\n" not in words and words == words.strip()
    )
    return Column(Field(key, Form.TEXT), words if stands and plain(words) else f"{OWN}: {code}")
