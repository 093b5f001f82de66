"""One story of a Word file (the body, a cell, a text box, a note, a header) read into blocks.

Places: ``paragraph`` counts the paragraphs of the body that stand outside tables from 1, the empty ones and those that
a tracked change took out included; what stands in a text box has the place of the paragraph that holds the box.
``table``, ``row`` and ``column`` count from 1, the column in the table's grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from docgen.ooxml.measures import is_on, left_indent
from docgen.ooxml.parts import W
from docgen.ooxml.shown_numbers import Counted
from docgen.ooxml.styles import Alignment, Look, alignment_of
from docgen.readers.blocks import Block, Extra, Paragraph, Place, Run
from docgen.readers.word.desk import Desk
from docgen.readers.word.markup import PARAGRAPH_MARK
from docgen.readers.word.runs import PAGE, Words
from docgen.readers.word.tables import cells_of, read_table, rows_of
from docgen.readers.word.tags import (
    ALTERNATE,
    COMMENT_MARKS,
    DELETED,
    FOREIGN,
    GONE,
    INSERTED,
    LOOSE,
    MOVED_AWAY,
    MOVED_HERE,
    PARAGRAPH,
    PROPERTIES,
    RUN_PROPERTIES,
    SECTION,
    TABLE,
    UNSAID,
    chosen,
)


class _Written(NamedTuple):
    """A paragraph read but not yet placed: its element, its properties, its words."""

    element: etree._Element
    properties: etree._Element | None
    look: Look
    words: Words


class Story:
    """Reads the content of one element after another into ``blocks``.

    Without a ``place`` it is the body, which counts its own paragraphs and tables. In a ``flat`` story (a cell, a note)
    a table becomes the paragraphs of its cells.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        place: Place | None = None,
        *,
        flat: bool = False,
        blocks: list[Block] | None = None,
    ) -> None:
        self.blocks: list[Block] = [] if blocks is None else blocks
        self._desk, self._name, self._place, self._flat = desk, name, place, flat
        self._turned = False
        self._carried: _Written | None = None
        self._paragraphs = self._tables = 0

    def read(self, container: etree._Element) -> list[Block]:
        """Read all that an element holds; returns the blocks of the story so far."""
        for element in _parts(container):
            if not self._flat:
                self._desk.markup.block = len(self.blocks)
            if element.tag == TABLE:
                self._table(element)
            elif element.tag in COMMENT_MARKS:
                self._desk.markup.comment(element)
            elif element.tag in GONE:
                self._desk.markup.take_out(element)
            elif element.tag == FOREIGN:
                self._desk.saw_file()
            else:
                self._paragraph(element)
        self._settle()
        if self._place is None:
            self._end_section(container.find(SECTION))
        return self.blocks

    def _paragraph(self, element: etree._Element) -> None:
        desk, markup = self._desk, self._desk.markup
        desk.count_piece()
        if self._place is None:
            self._paragraphs += 1
        markup.place = self._place or Place(paragraph=self._paragraphs)
        written = self._written(element)
        markup.tape.append("\n")
        mark = None if written.properties is None else written.properties.find(RUN_PROPERTIES)
        gone = _first(mark, DELETED, MOVED_AWAY)
        if gone is not None:
            if not (written.words.is_blank and markup.took_out_here):
                markup.tell(gone, PARAGRAPH_MARK)
            if not written.words.is_blank or self._carried is not None:
                self._carried = self._joined(written)
            return
        put_in = _first(mark, INSERTED, MOVED_HERE)
        if put_in is not None and not markup.put_in_here:
            markup.tell(put_in, PARAGRAPH_MARK)
        self._place_it(self._joined(written))

    def _written(self, element: etree._Element) -> _Written:
        properties = element.find(PROPERTIES) if element.tag == PARAGRAPH else None
        style = None if properties is None else properties.find(f"{W}pStyle")
        look = self._desk.styles.paragraph(None if style is None else style.get(f"{W}val"))
        words, markup = Words(self._desk), self._desk.markup
        markup.begin()
        start = len(markup.tape)
        words.read(element if element.tag == PARAGRAPH else (element,), look.weight)
        changed = None if properties is None else properties.find(f"{W}pPrChange")
        if changed is not None:
            markup.format(changed, start)
        return _Written(element, properties, look, words)

    def _joined(self, written: _Written) -> _Written:
        """The paragraph with the words of the one before, whose end a tracked change took out.

        The look is that of the paragraph whose end stays, unless it brings no words.
        """
        before, self._carried = self._carried, None
        if before is None:
            return written
        stays = before if written.words.is_blank else written
        before.words.add(written.words)
        return stays._replace(words=before.words)

    def _settle(self) -> None:
        """Place a paragraph whose end is gone and that nothing came to be joined with."""
        if self._carried is not None:
            carried, self._carried = self._carried, None
            self._place_it(carried)

    def _place_it(self, written: _Written) -> None:
        desk, properties, look = self._desk, written.properties, written.look
        place = desk.markup.place
        counted = desk.numbering(self._name).count(written.element)
        breaks = None if properties is None else is_on(properties.find(f"{W}pageBreakBefore"))
        turned = self._turned or (look.starts_page if breaks is None else breaks)
        self._turned = False
        first = True
        for runs, starts_page in self._pages(written.words.runs, turned):
            shown = counted if first else Counted()
            self.blocks.append(
                Paragraph(
                    runs=runs,
                    place=place,
                    number="" if shown.is_bullet else shown.text,
                    dash=min(shown.ilvl + 1, 2) if shown.is_bullet and shown.text else 0,
                    alignment=_alignment(properties, look),
                    style=look.name,
                    starts_page=starts_page,
                    indent=_indent(properties, look, counted),
                )
            )
            first = False
        for box in written.words.boxes:
            self._box(box, place)
        for part, number in written.words.notes:
            self._note(part, number, place)
        self._end_section(None if properties is None else properties.find(SECTION))

    def _end_section(self, end: etree._Element | None) -> None:
        if end is None:
            return
        self._turned = self._turned or end in self._desk.turns
        changed = end.find(f"{W}sectPrChange")
        if changed is not None:
            self._desk.markup.tell(changed, "", "оформление")

    def _pages(self, runs: list[Run], turned: bool) -> Iterator[tuple[tuple[Run, ...], bool]]:
        """The words of a paragraph, cut where a page is broken; the second value tells whether a page starts there."""
        if self._flat:
            yield tuple(Run("\n") if run is PAGE else run for run in runs), turned
            return
        parts: list[list[Run]] = [[]]
        for run in runs:
            if run is PAGE:
                parts.append([])
            else:
                parts[-1].append(run)
        said = [index for index, part in enumerate(parts) if any(run.text.strip() for run in part)]
        for index in said or [0]:
            yield tuple(parts[index]), turned or index > 0
        # A break with nothing behind it turns the page for what comes next.
        self._turned = len(parts) > 1 and (not said or said[-1] < len(parts) - 1)

    def _box(self, box: etree._Element | str, place: Place) -> None:
        """The paragraphs of a text box, right after the paragraph that holds it."""
        if isinstance(box, str):
            self.blocks.append(Paragraph((Run(box),), place))
        else:
            Story(self._desk, "boxes", place, flat=self._flat, blocks=self.blocks).read(box)

    def _note(self, part: str, number: str, place: Place) -> None:
        note = self._desk.note(part, number)
        if note is not None:
            words = story_words(self._desk, part, note, place)
            if words:
                self._desk.extras.append(Extra("сноска", words, place))

    def _table(self, element: etree._Element) -> None:
        self._settle()
        if self._flat:
            for row in rows_of(element, self._desk.markup):
                for cell in cells_of(row, self._desk.markup):
                    self.read(cell)
            return
        if self._place is None:
            self._tables += 1
        place = self._place._replace(table=0) if self._place else Place(table=self._tables)
        table = read_table(element, self._desk, place, self._cell, starts_page=self._turned)
        if table is not None:
            self._turned = False
            self.blocks.append(table)

    def _cell(self, element: etree._Element, place: Place) -> tuple[Paragraph, ...]:
        self._desk.count_piece()
        blocks = Story(self._desk, self._name, place, flat=True).read(element)
        return tuple(block for block in blocks if isinstance(block, Paragraph))


def story_words(desk: Desk, name: str, container: etree._Element, place: Place) -> str:
    """The words of a note or a header, its paragraphs on lines, with the numbers that Word shows."""
    paragraphs = Story(desk, name, place, flat=True).read(container)
    return "\n".join(each.shown for each in paragraphs if isinstance(each, Paragraph) and each.shown.strip()).strip()


def _parts(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and marks that an element holds, out of content controls and whatever else is round them."""
    for child in container:
        tag = child.tag
        if tag in (PARAGRAPH, TABLE, FOREIGN) or tag in COMMENT_MARKS or tag in GONE or tag in LOOSE:
            yield child
        elif tag in UNSAID:
            continue
        elif tag == ALTERNATE:
            if (choice := chosen(child)) is not None:
                yield from _parts(choice)
        else:
            yield from _parts(child)


def _first(parent: etree._Element | None, *tags: str) -> etree._Element | None:
    found = (None if parent is None else parent.find(tag) for tag in tags)
    return next((each for each in found if each is not None), None)


def _alignment(properties: etree._Element | None, look: Look) -> Alignment:
    return alignment_of(properties) or look.alignment


def _indent(properties: etree._Element | None, look: Look, counted: Counted) -> int:
    """The left indent: the paragraph's own, else that of its list or its style, whichever was set closer to it."""
    own = left_indent(properties)
    if own is not None:
        return own
    listed = properties is not None and properties.find(f"{W}numPr") is not None
    near, far = (counted.indent, look.indent) if listed else (look.indent, counted.indent)
    return next((each for each in (near, far) if each is not None), 0)
