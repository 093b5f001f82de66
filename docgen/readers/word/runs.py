"""The words of one Word paragraph, run by run, with what hangs on them: text boxes, notes, comments, changes.

Whatever is not known by name is looked into: an element that nobody has heard of loses no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from docgen.ooxml.parts import W
from docgen.ooxml.styles import Weight, weight_of
from docgen.patterns import pattern
from docgen.readers.blocks import Run
from docgen.readers.word.desk import Desk
from docgen.readers.word.fields import chosen_entry
from docgen.readers.word.symbols import UNKNOWN, plain_signs, sign
from docgen.readers.word.tags import (
    ALTERNATE,
    BOX,
    BREAK,
    COMMENT_MARKS,
    FIELD_MARK,
    GONE,
    KEPT,
    NOTES,
    PICTURES,
    RUN,
    RUN_PROPERTIES,
    SIGNS,
    SYMBOL,
    TEXT,
    UNSAID,
    WORD_ART,
    chosen,
)

PAGE: Final = Run("\f")
"""Stands among the runs where a new page is asked for."""

_ODD = pattern("[\n\r\t\u00ad\uf020-\uf0ff]")
_BLANKS = pattern("[ \t\n\r]+")
_LONGEST_JOINED = 2000
"""Signs up to which runs of one look are put together: a text that grows piece by piece is copied each time."""
_SHOWN = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xAD: None}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Words:
    """What one paragraph says. ``runs`` hold ``PAGE`` where a page is broken; soft hyphens are left out.

    ``boxes`` are the text boxes anchored here (or the words of a WordArt), ``notes`` the (part, id) of those called.
    """

    __slots__ = ("_desk", "boxes", "notes", "runs")

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.runs: list[Run] = []
        self.boxes: list[etree._Element | str] = []
        self.notes: list[tuple[str, str]] = []

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said, neither in the text nor in a box."""
        return not self.boxes and not any(run.text.strip() for run in self.runs)

    def add(self, others: Words) -> None:
        """Put the words of another paragraph behind these."""
        self.runs += others.runs
        self.boxes += others.boxes
        self.notes += others.notes

    def read(self, elements: Iterable[etree._Element], weight: Weight) -> None:
        """Read the content of a paragraph; ``weight`` is what its style gives to every run."""
        for element in elements:
            tag = element.tag
            if tag in TEXT:
                if element.text and element not in self._desk.unshown:
                    self._say(_clean(element), weight)
            elif tag == RUN:
                self._run(element, weight)
            elif tag in UNSAID:
                continue
            elif tag in SIGNS:
                self._say(SIGNS[str(tag)], weight)
            elif (special := _SPECIAL.get(str(tag))) is not None:
                special(self, element, weight)
            else:
                self.read(element, weight)

    def _say(self, text: str, weight: Weight) -> None:
        if not text:
            return
        if weight.hidden and text.strip():
            self._desk.saw_hidden()
        self._desk.markup.tape.append(text)
        bold, italic = weight.bold or False, weight.italic or False
        last = self.runs[-1] if self.runs else PAGE
        alike = last is not PAGE and last.bold == bold and last.italic == italic
        if alike and len(last.text) < _LONGEST_JOINED:
            self.runs[-1] = Run(last.text + text, bold, italic)
        else:
            self.runs.append(Run(text, bold, italic))

    def _run(self, run: etree._Element, weight: Weight) -> None:
        properties = run.find(RUN_PROPERTIES)
        if properties is None:
            self.read(run, weight)
            return
        start = len(self._desk.markup.tape)
        self.read(run, self._weight(properties, weight))
        changed = properties.find(f"{W}rPrChange")
        if changed is not None and len(self._desk.markup.tape) > start:
            self._desk.markup.format(changed, start)

    def _weight(self, properties: etree._Element, below: Weight) -> Weight:
        style = properties.find(f"{W}rStyle")
        if style is not None:
            below = self._desk.styles.character(style.get(f"{W}val", "")).toggling(below)
        return weight_of(properties).over(below)

    def _put_in(self, element: etree._Element, weight: Weight) -> None:
        start = len(self._desk.markup.tape)
        self.read(element, weight)
        self._desk.markup.put_in(element, start)

    def _take_out(self, element: etree._Element, _: Weight) -> None:
        self._desk.markup.take_out(element)

    def _choose(self, element: etree._Element, weight: Weight) -> None:
        choice = chosen(element)
        if choice is not None:
            self.read(choice, weight)

    def _break(self, element: etree._Element, weight: Weight) -> None:
        if element.get(f"{W}type") == "page":
            self.runs.append(PAGE)
            self._desk.markup.tape.append("\n")
        else:
            self._say("\n", weight)

    def _symbol(self, element: etree._Element, weight: Weight) -> None:
        character = sign(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
        if character == UNKNOWN:
            self._desk.saw_symbol(element.get(f"{W}font", ""))
        self._say(character, weight)

    def _field(self, element: etree._Element, weight: Weight) -> None:
        self._say(chosen_entry(element), weight)

    def _box(self, element: etree._Element, _: Weight) -> None:
        self.boxes.append(element)

    def _word_art(self, element: etree._Element, _: Weight) -> None:
        if words := element.get("string", ""):
            self.boxes.append(words)

    def _comment(self, element: etree._Element, _: Weight) -> None:
        self._desk.markup.comment(element)

    def _note(self, element: etree._Element, _: Weight) -> None:
        self.notes.append((NOTES[str(element.tag)], element.get(f"{W}id", "")))

    def _picture(self, element: etree._Element, weight: Weight) -> None:
        self._desk.saw_picture()
        self.read(element, weight)


_SPECIAL: Final[dict[str, Callable[[Words, etree._Element, Weight], None]]] = {
    ALTERNATE: Words._choose,
    BREAK: Words._break,
    FIELD_MARK: Words._field,
    SYMBOL: Words._symbol,
    BOX: Words._box,
    WORD_ART: Words._word_art,
    **dict.fromkeys(KEPT, Words._put_in),
    **dict.fromkeys(GONE, Words._take_out),
    **dict.fromkeys(COMMENT_MARKS, Words._comment),
    **dict.fromkeys(NOTES, Words._note),
    **dict.fromkeys(PICTURES, Words._picture),
}


def _clean(element: etree._Element) -> str:
    """The text of a ``w:t`` as Word shows it."""
    text = element.text or ""
    if _ODD.search(text) is None:
        return text
    if element.get(_SPACE) != "preserve" and ("\n" in text or "\r" in text):
        # Written by a program that sets its XML out in lines.
        text = _BLANKS.sub(" ", text).strip(" ") or " "
    return plain_signs(text.translate(_SHOWN))
