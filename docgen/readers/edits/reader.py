"""Edits that came back: what a returned Word file says otherwise than the generated one, as the data of its documents.

Both files are read by the same reader, so that whatever Word or LibreOffice did to the file is no edit. The generated
one tells which line of which document every paragraph and row prints; the alignment of both files tells what became of
it. The result is each document's data with the edits in it; ids, references and markup stay where nothing was edited.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding, Path
from docgen.model.targets import Target, Targets, annex_ids, own_targets
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.readers.blocks import NOWHERE, Change, Place, Remark, Source
from docgen.readers.edits.finding import not_returned
from docgen.readers.edits.lookup import Lookup
from docgen.readers.edits.new import NewEntries
from docgen.readers.edits.outline import Node, entries_with_ids, rebuilt
from docgen.readers.edits.page import PageReading
from docgen.readers.edits.said import Page, Said
from docgen.readers.edits.tokens import norms
from docgen.readers.edits.units import Line, Unit, aligned, lines_of, units_of


@dataclass
class Returned:
    """A document as it came back: ``data`` with the edits in it, and where in Word each changed thing stands.

    ``places`` and ``authors`` go by the paths of ``data``.
    """

    page: Page
    data: dict[str, Any]
    places: dict[Path, Place] = field(default_factory=dict)
    authors: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[tuple[Path, Remark]] = field(default_factory=list)
    """What people noted beside the text, with the path in the base of what they noted it on."""
    gone: dict[Path, tuple[Place, str]] = field(default_factory=dict)
    """Of entries that are gone, by their paths in the base: what stands above that place now, and who removed them."""
    is_there: bool = True


def returned(
    pages: Sequence[Page],
    generated: Source,
    edited: Source,
    taken: Collection[str] = (),
    made: Sequence[Mapping[str, Any]] = (),
) -> list[Returned]:
    """The documents of a file that came back, in the order of ``pages``.

    ``taken`` are ids that others have, ``made`` entries that came into the data since the file was generated.
    """
    return _Reading(pages, generated, edited, taken, made).returned()


class _Reading:
    def __init__(
        self,
        pages: Sequence[Page],
        generated: Source,
        edited: Source,
        taken: Collection[str],
        made: Sequence[Mapping[str, Any]],
    ) -> None:
        self.edited = edited
        self.since = made
        self.before, self.after = units_of(generated), units_of(edited)
        self.lines = lines_of(pages, self.before)
        self.pairs = aligned(self.before, self.after)
        self.taken = {*taken, *(each["код"] for page in pages for each in entries_with_ids(page.data))}
        self.there = self._pages_there(len(pages))
        styles = {self.before[index].style: line.said for index, line in self.lines.items() if line.said.begins}
        self.readings = [PageReading(page, styles) for page in pages]

    def _pages_there(self, count: int) -> list[bool]:
        """Which documents are in the file at all: those of which a line that is not mere frame is there."""
        kept = [
            self.lines.get(pair.before) for pair in self.pairs if pair.before is not None and pair.after is not None
        ]
        here = {line.page for line in kept if line is not None and line.said.role != "рамка"}
        return [number in here for number in range(count)]

    def returned(self) -> list[Returned]:
        """The documents of the file."""
        self._walk()
        numbers = [
            dict(_targets(rebuilt(reading.page.data, reading.page, reading.outline()))) for reading in self.readings
        ]
        for page, inner in zip(self.readings[1:], numbers[1:], strict=True):
            id_ = _annex_id(self.readings[0].page, page.page)
            numbers[0].update({f"{id_}.{entry}": target for entry, target in inner.items()})
        made = [self._made(place, reading, numbers[place]) for place, reading in enumerate(self.readings)]
        self._remarks(made)
        return made

    def _walk(self) -> None:
        """Go over both files once and tell each document what became of its lines and what is new in it."""
        following = self._following()
        current = 0
        above = NOWHERE
        for number, (old, new, moved) in enumerate(self.pairs):
            line = self.lines.get(old) if old is not None else None
            if line is not None and not moved and new is not None:
                current = line.page
            before = self.before[old] if old is not None else None
            unit = self.after[new] if new is not None else None
            above = unit.place if unit is not None else above
            reading = self.readings[current]
            if before is None and unit is not None:
                reading.add(unit, self._said_of(following[number], current))
            elif before is not None and unit is None:
                if line is not None and self.there[line.page]:
                    self.readings[line.page].remove(line.said, before, above)
            elif before is not None and unit is not None:
                self._keep(line, before, unit, moved, current, following[number])

    def _keep(
        self, line: Line | None, before: Unit, unit: Unit, moved: bool, current: int, following: Line | None
    ) -> None:
        reading = self.readings[current]
        if line is None:
            reading.template_words(before, unit)
        elif not moved or (line.page == current and self.readings[line.page].may_move(line.said)):
            self.readings[line.page].keep(line.said, before, unit)
        else:
            self.readings[line.page].remove(line.said, before)
            reading.add(unit, self._said_of(following, current))

    def _following(self) -> list[Line | None]:
        """The line that each pair is followed by and that stands where it stood."""
        found: list[Line | None] = []
        coming: Line | None = None
        for old, new, moved in reversed(self.pairs):
            found.append(coming)
            if old is not None and new is not None and not moved and old in self.lines:
                coming = self.lines[old]
        return found[::-1]

    @staticmethod
    def _said_of(line: Line | None, page: int) -> Said | None:
        return line.said if line is not None and line.page == page else None

    def _made(self, number: int, reading: PageReading, now: Mapping[str, Target]) -> Returned:
        page = reading.page
        if not self.there[number]:
            what = "Самого документа" if page.annex is None else f"Приложения № {page.annex + 1}"
            return Returned(page, dict(page.data), findings=[not_returned(what)], is_there=False)
        lookup = Lookup(page.printing, now)
        new = NewEntries(page.printing, lookup, self.taken, self.since)
        data, nodes = reading.made(lookup, new)
        made = Returned(page, rebuilt(data, page, nodes), findings=list(reading.findings))
        for path, unit, place in reading.touched:
            there = _now_at(path, nodes)
            made.places[there] = place
            made.authors[there] = self._author(unit, place)
        for node in nodes:
            if node.unit is not None:
                made.places.setdefault(node.path, node.unit.place)
                made.authors.setdefault(node.path, self._author(node.unit, node.unit.place))
        for said, unit, above in reading.gone:
            if said.begins:
                made.gone[said.entry] = (above, self._who_removed(unit))
        return made

    def _author(self, unit: Unit, place: Place) -> str:
        """Who made the tracked changes there, if there are any."""
        found = [
            change for change in self.edited.changes if change.kind != "оформление" and self._is_at(change, unit, place)
        ]
        return ", ".join(dict.fromkeys(change.author for change in found if change.author))

    @staticmethod
    def _is_at(change: Change, unit: Unit, place: Place) -> bool:
        if change.block != unit.block:
            return False
        if unit.row is None or not change.place.row:
            return True
        same_row = change.place.row == unit.place.row
        return same_row and (not place.column or not change.place.column or change.place.column == place.column)

    def _who_removed(self, unit: Unit) -> str:
        """Who took out a paragraph or row in a tracked change."""
        words = [word for word in unit.key[1:] if word.isalnum()][:6]
        for change in self.edited.changes:
            if change.kind == "удаление" and words and set(words) <= set(norms(change.text)):
                return change.author
        return ""

    def _remarks(self, made: list[Returned]) -> None:
        """Put the comments to the documents and fields that they stand at."""
        lines = {new: self.lines.get(old) for old, new, _ in self.pairs if new is not None and old is not None}
        for remark in self.edited.remarks:
            index, line = self._line_of(remark, lines)
            page = line.page if line is not None else 0
            path: Path = ()
            if line is not None and index is not None:
                path = self.readings[page].path_at(line.said, self.after[index], remark.place)
            made[page].remarks.append((path, remark))

    def _line_of(self, remark: Remark, lines: dict[int, Line | None]) -> tuple[int | None, Line | None]:
        """The line at which a comment stands, or the nearest one above it."""
        above: tuple[int | None, Line | None] = (None, None)
        for index, unit in enumerate(self.after):
            if unit.block > remark.block:
                break
            if unit.block == remark.block and unit.row is not None and unit.place.row > remark.place.row > 0:
                break
            if lines.get(index) is not None:
                above = index, lines[index]
        return above


def _annex_id(order: Page, annex: Page) -> str:
    """The id by which the texts of an order name its annex."""
    printing = order.printing
    assert printing.order is not None and annex.annex is not None
    return annex_ids(printing.order, printing.annexes)[annex.annex]


def _targets(data: dict[str, Any]) -> Targets:
    """The entries of a document with their numbers, by id; none when it does not hold together."""
    kind = DOCUMENT_KINDS.get(str(data.get("вид")))
    document, _ = validated(kind, data) if kind is not None else (None, [])
    return own_targets(document) if isinstance(document, Document) else {}


def _now_at(path: Path, nodes: Sequence[Node]) -> Path:
    """Where a path of the base leads in the rebuilt document."""
    found: tuple[Path, Path] = ((), ())
    for node in nodes:
        base = node.base
        if base is not None and len(base) >= len(found[0]) and path[: len(base)] == base:
            found = (base, node.path)
    return (*found[1], *path[len(found[0]) :])
