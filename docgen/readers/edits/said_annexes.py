"""What an annex says on paper: plans, lists of schools, regulations, compositions, tables, line by line and row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docgen.findings import Path
from docgen.language.printing import Printing
from docgen.language.typography import typography
from docgen.language.view import View
from docgen.model.cluster import ClusterList, School
from docgen.model.composition import Composition, Member, SchoolPairs
from docgen.model.order import Order
from docgen.model.plan import COLUMN_HEADINGS, FIELD_OF, PART_TITLES, Measure, MeasureLine, Plan, PlanPart
from docgen.model.regulation import Clause, Regulation
from docgen.model.table import CELLS, SCHEDULE_FIELDS, SCHEDULE_HEADINGS, Event, Form, Schedule, Table, TableRow
from docgen.model.text import EMPTY
from docgen.readers.edits.origins import Field
from docgen.readers.edits.said import Cell, Lines, Page, Said, annex_frame, order_page, signature, text_lines


def pages_of(printing: Printing) -> list[Page]:
    """The document and its annexes as they are printed, one after another."""
    if not isinstance(printing.document, Order):
        return [annex_page(printing, None)]
    return [order_page(printing), *(annex_page(printing, index) for index in range(len(printing.annexes)))]


def annex_page(printing: Printing, index: int | None) -> Page:
    """The lines of an annex of the printed order, or of a document that is printed by itself."""
    inner = printing if index is None else printing.of_annex(index)
    document: Any = inner.document
    lines = Lines(inner, document.plain())
    if index is not None:
        annex_frame(printing, index, lines)
    lines.text(("название",), document.title)
    if document.intro:
        lines.text(("вступление",), document.intro)
    body = _BODIES.get(type(document))
    if body is not None:
        body(document, lines)
    if getattr(document, "closing", None):
        lines.text(("заключение",), document.closing)
    if getattr(document, "signatory", None):
        view: Any = View(document, inner)
        signature(("подпись",), document.signatory, lines, view.signatory)
    return Page(inner, lines.data, tuple(lines.made), index)


# Plans


def _plan(plan: Plan, lines: Lines) -> None:
    for index, part in enumerate(plan.parts):
        _part(part, ("части", index), lines)
    names = plan.columns_shown
    lines.made.append(_heading_row(((_heading_path(plan, name), _heading(plan, name)) for name in names), lines))
    view: Any = View(plan, lines.printing)
    _measures(plan, plan.measures, view.groups, ("мероприятия",), 0, lines)
    for index, (section, seen) in enumerate(zip(plan.sections, view.sections, strict=True)):
        path: Path = ("разделы", index)
        title = lines.cell((*path, "название"), section.title)
        number = Cell(())
        lines.made.append(
            Said(
                title.words, "раздел плана", path, begins=True, number=lines.number(section), cells=(number, title)
            )
        )  # fmt: skip
        _measures(plan, section.measures, seen.groups, (*path, "мероприятия"), 1, lines)


def _part(part: PlanPart, path: Path, lines: Lines) -> None:
    title = typography(part.title or PART_TITLES[part.kind], lines.printing.style)
    fields = (Field((*path, "название"), "words", part.title or PART_TITLES[part.kind]),)
    lines.made.append(Said(title, "поле", path, fields, begins=True, number=lines.number(part)))
    view: Any = View(part, lines.printing)
    own = len(part.text.paragraphs) if part.text else 0
    for index, line in enumerate(text_lines(view.text)):
        written = (Field((*path, "текст"), "text", str(part.text), index),) if index < own else ()
        lines.made.append(Said(line, "поле" if written else "рамка", path, written))


def _own_place(plan: Plan, name: str) -> int | None:
    """The place of a column of the office's own among them."""
    return next((place for place, column in enumerate(plan.own_columns) if column.id == name), None)


def _heading_path(plan: Plan, name: str) -> Path:
    place = _own_place(plan, name)
    return ("заголовки граф", name) if place is None else ("свои графы", place, "заголовок")


def _heading(plan: Plan, name: str) -> str:
    place = _own_place(plan, name)
    return plan.headings.get(name) or COLUMN_HEADINGS[name] if place is None else plan.own_columns[place].heading


def _heading_row(headings: Iterable[tuple[Path, str]], lines: Lines) -> Said:
    cells = [Cell((typography(words, lines.printing.style),), Field(path, "words", words)) for path, words in headings]
    return Said(" ".join(cell.words for cell in cells), "шапка", cells=tuple(cells))


def _measures(
    plan: Plan, measures: tuple[Measure, ...], groups: list[Any], path: Path, depth: int, lines: Lines
) -> None:
    begin_groups = {id(group.measures[0]._source) for group in groups}
    for index, measure in enumerate(measures):
        here = (*path, index)
        cells = tuple(_measure_cells(plan, measure, here, id(measure) in begin_groups, lines))
        lines.made.append(
            Said(
                " ".join(cell.words for cell in cells), "мероприятие", here, begins=True, depth=depth,
                number=lines.number(measure), cells=cells,
            )
        )  # fmt: skip
        for number, line in enumerate(measure.lines):
            there = (*here, "строки", number)
            cells = tuple(_measure_cells(plan, line, there, False, lines))
            words = " ".join(cell.words for cell in cells)
            lines.made.append(Said(words, "строка", there, begins=True, depth=depth + 1, cells=cells))


def _measure_cells(
    plan: Plan, row: Measure | MeasureLine, path: Path, shows_level: bool, lines: Lines
) -> Iterator[Cell]:
    for name in plan.columns_shown:
        if name == "номер":
            yield Cell(())
        elif name == "уровень":
            level = (getattr(row, "level", None) or plan.level or "") if shows_level else ""
            yield Cell((level.capitalize(),) if level else (), Field((*path, "уровень"), "level", str(level)))
        elif name in FIELD_OF:
            yield _value_cell(row, FIELD_OF[name], (*path, name), lines)
        else:
            yield lines.cell((*path, "прочее", name), row.own.get(name) or EMPTY)


def _value_cell(row: Any, name: str, path: Path, lines: Lines) -> Cell:
    """The cell of a field of a row; an empty one tells by the model what it could hold."""
    value = getattr(row, name)
    kind = str(type(row).model_fields[name].annotation)
    if name == "deadline":
        cell = lines.cell(path, value) if value is not None else Cell(())
        return Cell(cell.lines, Field(path, "deadline", lines.value(path), deadline=value))
    if name == "responsible":
        cell = lines.cell(path, value)
        return Cell(cell.lines, Field(path, "parties", str(value or "")))
    return lines.cell(path, EMPTY if value is None and "Text" in kind else value)


# Lists of schools


def _clusters(schools: ClusterList, lines: Lines) -> None:
    for index, cluster in enumerate(schools.clusters):
        path: Path = ("кластеры", index)
        view: Any = View(cluster, lines.printing)
        fields = [Field((*path, "название"), "text", str(cluster.title))]
        if cluster.support:
            fields.append(lines.field((*path, "сопровождение"), "words"))
        lines.made.append(
            Said(str(view.heading), "кластер", path, tuple(fields), begins=True, number=lines.number(cluster))
        )
        for place, school in enumerate(cluster.schools):
            here = (*path, "школы", place)
            end = "." if place == len(cluster.schools) - 1 else ";"
            words, own = school_words(school, here, lines)
            lines.made.append(
                Said(words + end, "школа", here, own, begins=True, depth=1, number=lines.number(school))
            )  # fmt: skip


def school_words(school: School, path: Path, lines: Lines) -> tuple[str, tuple[Field, ...]]:
    """What is printed of a school, and the fields that it comes from: its own, or what the register says."""
    view: Any = View(school, lines.printing)
    fields: list[Field] = []
    if school.name:
        fields.append(lines.field((*path, "название"), "words"))
    if school.settlement:
        fields.append(lines.field((*path, "место"), "words"))
    if school.municipality:
        named = view.place.removeprefix(f" {typography(school.settlement or '', lines.printing.style)}").strip()
        if named:
            fields.append(lines.field((*path, "муниципалитет"), "municipality", printed=named))
    return f"{view.name}{view.place}", tuple(fields)


# Compositions, pairs, regulations


def _composition(composition: Composition, lines: Lines) -> None:
    view: Any = View(composition, lines.printing)
    paths = {id(member): ("члены", index) for index, member in enumerate(composition.members)}
    members = iter(composition.members)
    for group in view.groups:
        if group.heading:
            written = Field(("остальные",), "words", composition.group)
            cell = Cell((f"{group.heading}:",), None, (written,))
            lines.made.append(Said(f"{group.heading}:", "поле", cells=(cell,)))
        for seen in group.members:
            member = next(members)
            lines.made.append(_member(member, paths[id(member)], seen, lines))


def _member(member: Member, path: Path, seen: Any, lines: Lines) -> Said:
    about: list[Field] = []
    if member.words:
        about.append(Field((*path, "кто"), "text", str(member.words)))
    if member.role:
        about.append(lines.field((*path, "роль"), "words"))
    name = "\n".join(part for part in (seen.surname, seen.given) if part)
    cells = (Cell(tuple(name.split("\n"))), Cell(("–",)), Cell((seen.about,), None, tuple(about)))
    return Said(f"{name} – {seen.about}", "член", path, begins=True, cells=cells)


def _pairs(pairs: SchoolPairs, lines: Lines) -> None:
    headed = [("заголовок наставника", pairs.mentor_heading), ("заголовок школы", pairs.school_heading)]
    if any(each.curator for each in pairs.pairs):
        headed.append(("заголовок куратора", pairs.curator_heading))
    heads = [Cell((typography(words, lines.printing.style),), Field((key,), "words", words)) for key, words in headed]
    header = (Cell(("№ п/п",)), *heads)
    lines.made.append(Said(" ".join(cell.words for cell in header), "шапка", cells=header))
    for index, pair in enumerate(pairs.pairs):
        path: Path = ("пары", index)
        mentor, of_mentor = school_words(pair.mentor, (*path, "наставник"), lines)
        school, of_school = school_words(pair.school, (*path, "школа"), lines)
        cells = [Cell(()), Cell((mentor,), None, of_mentor), Cell((school,), None, of_school)]
        if any(each.curator for each in pairs.pairs):
            cells.append(lines.cell((*path, "куратор"), pair.curator or EMPTY))
        words = " ".join(cell.words for cell in cells)
        lines.made.append(Said(words, "пара", path, begins=True, number=lines.number(pair), cells=tuple(cells)))


def _regulation(regulation: Regulation, lines: Lines) -> None:
    for index, clause in enumerate(regulation.clauses):
        _clause(clause, ("пункты", index), 0, lines)
    for index, chapter in enumerate(regulation.chapters):
        path: Path = ("разделы", index)
        lines.text(
            (*path, "название"), chapter.title, "раздел", entry=path, begins=True, number=lines.number(chapter)
        )  # fmt: skip
        for place, clause in enumerate(chapter.clauses):
            _clause(clause, (*path, "пункты", place), 1, lines)


def _clause(clause: Clause, path: Path, depth: int, lines: Lines) -> None:
    lines.text(
        (*path, "текст"), clause.text, "положение", entry=path, begins=True, depth=depth, number=lines.number(clause)
    )  # fmt: skip
    for index, below in enumerate(clause.clauses):
        _clause(below, (*path, "пункты", index), depth + 1, lines)


# Tables


def _schedule(schedule: Schedule, lines: Lines) -> None:
    own = {str(column): words for column, words in schedule.headings.items()}
    lines.made.append(
        _heading_row(
            ((("заголовки граф", name), own.get(name) or SCHEDULE_HEADINGS[name]) for name in schedule.columns), lines
        )
    )
    for index, event in enumerate(schedule.events):
        path: Path = ("строки", index)
        cells = tuple(_event_cells(schedule, event, path, lines))
        words = " ".join(cell.words for cell in cells)
        lines.made.append(Said(words, "строка", path, begins=True, number=lines.number(event), cells=cells))


def _event_cells(schedule: Schedule, event: Event, path: Path, lines: Lines) -> Iterator[Cell]:
    for name in schedule.columns:
        if name == "номер":
            yield Cell(())
        else:
            yield _value_cell(event, SCHEDULE_FIELDS[name], (*path, name), lines)


def _table(table: Table | Form, lines: Lines) -> None:
    for index, each in enumerate(table.fields if isinstance(table, Form) else ()):
        path: Path = ("поля", index)
        lines.words((*path, "что"), each.label, entry=path, begins=True)
        lines.words((*path, "пояснение"), each.hint, entry=path)
    if table.columns:
        headings = [Cell(("№ п/п",))] * table.numbered + [
            Cell(
                (typography(column.heading, lines.printing.style),), lines.field(("графы", index, "заголовок"), "words")
            )
            for index, column in enumerate(table.columns)
        ]
        lines.made.append(Said(" ".join(cell.words for cell in headings), "шапка", cells=tuple(headings)))
    view: Any = View(table, lines.printing)
    for index, (row, seen) in enumerate(zip(table.rows, view.rows, strict=False)):
        lines.made.append(_table_row(table, row, seen, ("строки", index), lines))
    for index, signer in enumerate(table.signatures if isinstance(table, Form) else ()):
        lines.words(("подписи", index), signer, entry=("подписи", index), begins=True)


def _table_row(table: Table | Form, row: TableRow, seen: Any, path: Path, lines: Lines) -> Said:
    if row.section is not None:
        cell = lines.cell((*path, "раздел"), row.section)
        return Said(cell.words, "строка", path, begins=True, cells=(cell,))
    inside = isinstance(lines.data["строки"][path[-1]], dict)
    home = (*path, CELLS) if inside else path
    cells = [Cell(())] * table.numbered
    for index, each in enumerate(seen.own):
        text = row.cells[index] if index < len(row.cells) else EMPTY
        joined = Cell((), Field((*home, index), "text", str(text)))
        cells.append(joined if each.joined == "continue" else lines.cell((*home, index), text))
    words = " ".join(cell.words for cell in cells)
    return Said(words, "строка", path, begins=True, number=lines.number(row), cells=tuple(cells))


_BODIES: dict[type, Callable[[Any, Lines], None]] = {
    Plan: _plan, ClusterList: _clusters, Composition: _composition, SchoolPairs: _pairs, Regulation: _regulation,
    Schedule: _schedule, Table: _table, Form: _table,
}  # fmt: skip
