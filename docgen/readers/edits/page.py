"""One document of a returned file: which of its lines and rows are still there, which are gone, which are new."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.findings import Finding, Path
from docgen.model.plan import Plan
from docgen.model.table import Form, Table
from docgen.readers.blocks import NOWHERE, Place
from docgen.readers.edits.finding import composed, not_understood, rebuilt_table, removed_frame, unplaced
from docgen.readers.edits.lookup import Lookup
from docgen.readers.edits.new import NewEntries, words_of
from docgen.readers.edits.outline import LIST_OF, Node, set_at
from docgen.readers.edits.patching import Hit, Patch
from docgen.readers.edits.rows import Kept, Levels, read_row
from docgen.readers.edits.said import Page, Role, Said
from docgen.readers.edits.texts import Texts
from docgen.readers.edits.units import Unit
from docgen.readers.edits.values import LineReader

_REQUIRED = frozenset({"заголовок", "название", "мероприятие"})
"""Fields that no document may be without."""
_ROWS: frozenset[Role] = frozenset({"мероприятие", "строка", "член", "пара", "раздел плана"})
_FRAME: frozenset[Role] = frozenset({"рамка", "регистрация", "подпись", "исполнитель", "шапка"})

_BLANK: Mapping[Role, Any] = {
    "пункт": {"текст": "–"}, "положение": {"текст": "–"}, "раздел": {"название": "–"}, "раздел плана": {"название": "–"},
    "кластер": {"название": "–"}, "школа": {"название": "–"}, "член": {}, "пара": {"наставник": {}, "школа": {}},
}  # fmt: skip
"""The least that a new entry is, so that the entries below it can be counted."""


class PageReading:
    """Told of every line in the order of the returned file, then asked for the data that it comes to.

    ``styles`` tell by a line of each style what lines of that style are.
    """

    def __init__(self, page: Page, styles: Mapping[str, Said]) -> None:
        self.page = page
        self.findings: list[Finding] = []
        self.touched: list[tuple[Path, Unit, Place]] = []
        self.gone: list[tuple[Said, Unit, Place]] = []
        self._styles = styles
        self._roles = {said.role for said in page.said}
        self._nodes: list[Node] = []
        self._alive: set[Path | None] = set()
        self._kept: list[Kept] = []
        self._texts = Texts(page)
        self._levels = Levels(page)
        self._new: dict[int, Said | None] = {}
        """Of new entries by the ``id()`` of their node: the row that they are like."""
        self._more: dict[int, list[str]] = {}
        """Further lines of new entries, by the same."""
        self._last: Said | None = None
        self._open: Node | None = None
        """The new entry that a new line goes on with."""

    # What the walk tells

    def may_move(self, said: Said) -> bool:
        """Whether a line can stand elsewhere without being another one."""
        return said.begins and said.role in LIST_OF

    def keep(self, said: Said, before: Unit, unit: Unit) -> None:
        """A line that is still there."""
        if said.role == "школа" and before.key != unit.key and not _has_own_name(said):
            self.remove(said, before, unit.place)  # the register names it: other words are another school
            self.add(unit, said)
            return
        if said.role in LIST_OF:
            if said.begins:
                self._nodes.append(Node(said.role, _depth(said, before, unit), said.entry, unit=unit))
                self._alive.add(said.entry)
            elif said.entry not in self._alive:
                self.add(unit, None)  # what it went on from is gone
                return
        self._kept.append(Kept(said, before, unit))
        self._texts.keep(said, unit)
        self._levels.note(said, unit)
        self._last, self._open = said, None

    def remove(self, said: Said, before: Unit, above: Place = NOWHERE) -> None:
        """A line that is gone; ``above`` is the place of what stands above it now."""
        self.gone.append((said, before, above))
        if said.role in _FRAME:
            self.findings.append(removed_frame(said.words, said.entry))

    def template_words(self, before: Unit, unit: Unit) -> None:
        """Words that only the template prints."""
        if before.key != unit.key:
            hint = "Эти слова стоят в шаблоне Word или собраны из данных: измените шаблон или те данные."
            self.findings.append(composed(Hit(before.words, unit.words), (), unit.place, hint))

    def add(self, unit: Unit, after: Said | None) -> None:
        """A paragraph or row that was not there; ``after`` is the line below it."""
        if unit.row is not None:
            self._add_row(unit, after)
        elif (role := self._role(unit, after)) is not None:
            self._begin(Node(role, self._new_depth(role, unit), data={}, unit=unit), None)
        else:
            self._add_line(unit, after)

    def _begin(self, node: Node, like: Said | None) -> None:
        self._nodes.append(node)
        self._new[id(node)] = like
        self._open = node if node.role in ("пункт", "положение") else None

    # What is new

    def _role(self, unit: Unit, after: Said | None) -> Role | None:
        """What a new paragraph is: an entry of a list, or None for a line of a text."""
        if unit.paragraph is None or unit.paragraph.dash:
            return None
        like = self._styles.get(unit.style)
        is_entry = like is not None and like.role in LIST_OF and like.role in self._roles and not like.cells
        if like is not None and is_entry and (unit.number or not like.number or like.role in ("кластер", "раздел")):
            return _plain_role(like.role)
        around = [each for each in (self._last, after) if each is not None and unit.number]
        known = (each.role for each in around if each.role in ("пункт", "контроль", "школа", "положение"))
        return _plain_role(next(known, None))

    def _new_depth(self, role: Role, unit: Unit) -> int:
        if role in ("кластер", "раздел", "школа"):
            return int(role == "школа")
        if unit.number.replace(".", "").isdecimal():
            return unit.number.count(".")
        like = self._styles.get(unit.style)
        return like.depth if like is not None else 0

    def _add_line(self, unit: Unit, after: Said | None) -> None:
        """A new line of a text: of that above it, else of that below it."""
        assert unit.paragraph is not None
        source = words_of(unit.paragraph, numbered=False)
        if self._open is not None:
            self._more.setdefault(id(self._open), []).append(source)
        elif self._texts.add(self._last, source, unit) or self._texts.add(after, source, unit):
            return
        elif (room := self._room()) is not None:
            self._texts.begin(room, source, unit)
        else:
            self.findings.append(unplaced(unit.words, unit.place, "рядом нет текста, который можно продолжить"))

    def _room(self) -> Path | None:
        """The text before or after the body of an annex, where it has none yet."""
        fields = type(self.page.printing.document).model_fields
        if self._last is not None and self._last.fields and self._last.fields[0].path == ("название",):
            return ("вступление",) if "intro" in fields else None
        is_below = self._last is not None and bool(self._last.cells)
        return ("заключение",) if is_below and "closing" in fields else None

    def _add_row(self, unit: Unit, after: Said | None) -> None:
        around = [each for each in (self._last, after) if each is not None and each.cells]
        rows = [each for each in around if each.role in _ROWS]
        if around and not rows:
            rows = [each for each in self.page.said if each.role in _ROWS]
        if not rows:
            words = unit.words.replace("\n", "| ")
            self.findings.append(unplaced(words, unit.place, "это не строка плана или списка"))
            return
        sections = [each for each in self.page.said if each.role == "раздел плана"]
        widest = max(len(each.cells) for each in self.page.said)
        if sections and len(unit.cells) == len(sections[0].cells) != widest:
            self._begin(Node("раздел плана", 0, data={}, unit=unit), sections[0])
            self._levels.note(sections[0], unit)
            return
        whole = [*rows, *(each for each in self.page.said if each.role in _ROWS)]
        like = next((each for each in whole if len(each.cells) == len(unit.cells)), rows[0])
        is_plan = isinstance(self.page.printing.document, Plan)
        role: Role = "мероприятие" if is_plan else like.role
        self._levels.note(like, unit)
        self._begin(Node(role, int(bool(sections)) if is_plan else like.depth, data={}, unit=unit), like)

    # What it all comes to

    def outline(self) -> list[Node]:
        """The entries as they stand, the new ones with their words still to come."""
        is_table = isinstance(self.page.printing.document, Table | Form)
        return [
            replace(node, data=[] if is_table else _BLANK.get(node.role, {"мероприятие": "–"}))
            if node.base is None else node
            for node in self._nodes
        ]  # fmt: skip

    def made(self, lookup: Lookup, new: NewEntries) -> tuple[dict[str, Any], list[Node]]:
        """The data of the base with the edited values, and the entries as they stand now."""
        self._make_new(new)
        reader = LineReader(self.page.printing, lookup)
        patches: dict[Path, list[Patch]] = {}
        values: dict[Path, Any] = {}
        for kept in self._kept:
            if kept.said.cells:
                self._read_row(kept, reader, values)
            else:
                self._read_line(kept, reader, values, patches)
        rows = [kept for kept in self._kept if kept.said.cells]
        for path, level, unit in self._levels.changed(rows):
            self._set(values, path, level, unit, unit.place)
        for path, value, where in self._texts.now(patches, self._alive, {id(said) for said, _, _ in self.gone}):
            values[path] = value
            if where is not None:
                self.touched.append((path, where, where.place))
        return self._with_values(values), [node for node in self._nodes if node.data != {}]

    def _set(self, values: dict[Path, Any], path: Path, value: Any, unit: Unit, place: Place) -> None:
        values[path] = value
        self.touched.append((path, unit, place))

    def _with_values(self, values: Mapping[Path, Any]) -> dict[str, Any]:
        data = copy.deepcopy(dict(self.page.data))
        for path, value in values.items():
            if value is None and path[-1] in _REQUIRED:
                self.findings.append(not_understood("", path, NOWHERE, "без этого поля документа нет."))
            else:
                set_at(data, path, value)
        return data

    def _read_line(
        self, kept: Kept, reader: LineReader, values: dict[Path, Any], patches: dict[Path, list[Patch]]
    ) -> None:
        line = reader.read(kept.said, kept.before.words, kept.unit.words, kept.unit.place)
        self.findings.extend(line.findings)
        for path, value in line.values.items():
            self._set(values, path, value, kept.unit, kept.unit.place)
        for path, found in line.patches.items():
            patches.setdefault(path, []).extend(found)
            self.touched.append((path, kept.unit, kept.unit.place))

    def _read_row(self, kept: Kept, reader: LineReader, values: dict[Path, Any]) -> None:
        edit = read_row(kept, reader)
        if edit is None:
            table = kept.unit.table.place if kept.unit.table is not None else kept.unit.place
            finding = rebuilt_table(table)
            self.findings.extend([finding] if finding not in self.findings else [])
            return
        self.findings.extend(edit.findings)
        for path, value, place in edit.values:
            self._set(values, path, value, kept.unit, place)

    def _make_new(self, new: NewEntries) -> None:
        """Give the new entries their data and ids near those of their neighbours."""
        near: dict[Role, str] = {}
        for node in self._nodes:
            if node.base is not None:
                near[node.role] = self._code(node.base) or near.get(node.role, "")
                continue
            assert node.unit is not None
            like = self._new[id(node)]
            beside = near.get(node.role, "")
            if like is None:
                node.data = new.known(new.paragraph(node.role, node.unit, beside, self._more.get(id(node), [])))
            elif (row := new.row(node.role, node.unit, like, beside, self._levels.of(node.unit))) is not None:
                node.data = new.known(row)
            else:
                why = "строка устроена иначе, чем соседние, или в ней названы те, кого нет в справочниках"
                self.findings.append(unplaced(node.unit.words.replace("\n", " "), node.unit.place, why))

    def _code(self, path: Path) -> str:
        value: Any = self.page.data
        for part in path:
            value = value[part]
        return str(value.get("код") or "") if isinstance(value, dict) else ""

    def path_at(self, said: Said, unit: Unit, place: Place) -> Path:
        """The path of the field that stands at a place of a line."""
        if said.cells and place.column:
            index = max((i for i, start in enumerate(unit.columns) if start < place.column), default=0)
            cell = said.cells[index] if index < len(said.cells) else None
            if cell is not None and cell.field is not None:
                return cell.field.path
        return said.fields[-1].path if said.fields else said.entry


def _has_own_name(said: Said) -> bool:
    return any(each.path[-1] == "название" for each in said.fields)


def _plain_role(role: Role | None) -> Role | None:
    return "пункт" if role == "контроль" else role


def _depth(said: Said, before: Unit, unit: Unit) -> int:
    """How deep an entry stands now: as its number says where numbers say it."""
    if said.role not in ("пункт", "контроль", "положение") or not unit.number or not before.number:
        return said.depth
    return said.depth + unit.number.count(".") - before.number.count(".")
