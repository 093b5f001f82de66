"""Which sheets of a workbook make a document of ours: told by their names and by «вид» on the sheet «Сведения»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.files.xlsx_cells import Cell
from docgen.files.xlsx_grid import Book, Entry
from docgen.files.xlsx_layout import CHOICES, INFO, LAYOUTS, Layout, plain, titled
from docgen.files.xlsx_sheets import Sheet
from docgen.files.xlsx_tables import UNREAD, Report, Spot
from docgen.findings import Severity
from docgen.nearness import meant_or, nearest
from docgen.rules import Scope, rule

NO_SHEET = rule("нет-листа", "В книге Excel нет листа с таблицей документа", scope=Scope.FILE)
SHEET_TWICE = rule("лист-дважды", "В книге Excel два листа одного вида или два документа", scope=Scope.FILE)
NOT_IN_EXCEL = rule("вид-не-для-excel", "Документ такого вида в Excel не ведут", scope=Scope.FILE)

_NEAR = 0.8


@dataclass
class Chosen:
    """The sheets of one document: the main table, «Сведения» as read, and lists with sheets of their own."""

    layout: Layout
    main: Entry
    info: Sheet | None = None
    tables: dict[str, Entry] = field(default_factory=dict)


def chosen(book: Book, report: Report) -> list[Chosen]:
    """The documents of a workbook; what stands in the way is said to the report."""
    entries = [entry for entry in book.entries if not (entry.hidden and entry.name == CHOICES)]
    info_entry = next((entry for entry in entries if _is_named(entry, INFO)), None)
    info = book.sheet(info_entry) if info_entry else None
    tables = [entry for entry in entries if entry is not info_entry]
    if info is not None and (said := value_beside(info, "вид")) is not None:
        spot, cell = said
        layout = LAYOUTS.get(plain(cell.text))
        if layout is None:
            _say_kind(cell.text.strip(), spot, report)
            return []
        return _document(layout, book, info, tables, report)
    found = {kind: [e for e in tables if _is_named(e, layout.sheet)] for kind, layout in LAYOUTS.items()}
    kinds = [LAYOUTS[kind] for kind, named in found.items() if named]
    kinds.sort(key=lambda layout: tables.index(found[layout.kind][0]))
    documents = [layout for layout in kinds if not layout.is_reference]
    if len(documents) > 1:
        names = " и ".join(f"«{layout.sheet}»" for layout in documents)
        report.say(
            SHEET_TWICE, f"В книге два документа, листы {names}, а бывает один.", Spot(documents[1].sheet),
            "Оставьте один, второй сохраните отдельной книгой.",
        )  # fmt: skip
        return []
    if documents:
        return _document(documents[0], book, info, tables, report)
    made = [each for layout in kinds for each in _chosen(layout, book, info, tables, report)]
    if not kinds:
        _say_no_sheet(book, report)
    else:
        _say_unread(book, [e for e in tables if not any(e in named for named in found.values())], report)
    return made


def _document(layout: Layout, book: Book, info: Sheet | None, entries: list[Entry], report: Report) -> list[Chosen]:
    """A workbook that holds this document; its other sheets are said to be unread."""
    made = _chosen(layout, book, info, entries, report)
    if made and info is None and not layout.is_reference:
        hint = (
            "Добавьте его: в первом столбце «Название», во втором само название. Образец даст docgen new план --xlsx."
        )
        message = f"В книге нет листа «{INFO}» с названием документа."
        report.findings.append(NO_SHEET.finding(message, document=report.name, hint=hint))
    for each in made:
        _say_unread(book, [e for e in entries if e is not each.main and e not in each.tables.values()], report)
    return made


def _chosen(layout: Layout, book: Book, info: Sheet | None, entries: list[Entry], report: Report) -> list[Chosen]:
    """The sheets of one document, none when its main one is missing or stands there twice."""
    named = [entry for entry in entries if _is_named(entry, layout.sheet)]
    tables = {
        key: e for key in layout.tables for e in reversed(entries) if e not in named and _is_named(e, titled(key))
    }
    if not named:  # «Сведения» say what it is: the one table that is there is the one that is meant
        named = [e for e in entries if e not in tables.values() and not e.hidden and not book.is_empty(e)]
        if len(named) != 1:
            _say_no_sheet(book, report, layout)
            return []
    filled = [entry for entry in named if not book.is_empty(entry)] or named[:1]
    if len(filled) > 1:
        names = " и ".join(f"«{entry.name}»" for entry in filled[:2])
        hint = "Оставьте один: второй удалите или переименуйте."
        report.say(SHEET_TWICE, f"Листы {names} одного вида: что читать, неясно.", Spot(filled[1].name), hint)
        return []
    return [Chosen(layout, filled[0], info, tables)]


def value_beside(info: Sheet, key: str) -> tuple[Spot, Cell] | None:
    """The value of a field on the sheet «Сведения» and its place."""
    first = min((min(cells) for cells in info.rows.values()), default=1)
    for number, cells in sorted(info.rows.items()):
        name, value = cells.get(first), cells.get(first + 1)
        if name is not None and value is not None and plain(name.text) == key:
            return Spot(info.name, number, first + 1), value
    return None


def _is_named(entry: Entry, name: str) -> bool:
    """Whether the sheet has this name, or one misspelt; «План (2)» is a copy that Excel has made of «План»."""
    said = plain(entry.name)
    return said == plain(name) or nearest(said, [plain(name)], _NEAR) is not None


def _say_kind(said: str, spot: Spot, report: Report) -> None:
    hint = meant_or(nearest(said, LAYOUTS), f"В Excel ведут: {', '.join(LAYOUTS)}. Остальное пишут в файле .yaml.")
    report.say(NOT_IN_EXCEL, f"Документа вида «{said}» в Excel не ведут.", spot, hint, quote=said)


def _say_no_sheet(book: Book, report: Report, layout: Layout | None = None) -> None:
    names = ", ".join(f"«{entry.name}»" for entry in book.entries[:6]) or "листов нет"
    if layout is not None:
        message = f"В книге нет листа «{layout.sheet}» с таблицей (есть: {names})."
        hint = f"Назовите лист с таблицей «{layout.sheet}»."
    else:
        message = f"В книге нет листа, который знает docgen (есть: {names})."
        known = ", ".join(f"«{each.sheet}»" for each in LAYOUTS.values())
        hint = f"Назовите лист с таблицей: {known}. Чужую таблицу прочитает docgen read."
    report.findings.append(NO_SHEET.finding(message, document=report.name, hint=hint))


def _say_unread(book: Book, entries: Iterable[Entry], report: Report) -> None:
    for entry in entries:
        if not book.is_empty(entry):
            hint = "Если он не нужен документу, всё в порядке; если нужен, перенесите его строки в таблицу."
            message = f"Лист «{entry.name}» к документу не относится и не прочитан."
            report.say(UNREAD, message, Spot(entry.name), hint, severity=Severity.NOTE)
