"""Computes the number that Word shows before every paragraph of a finished file.

Word's algorithm over ``numbering.xml`` and the styles (ECMA-376 part 1, 17.9); LibreOffice's PDF agrees.
It reads; what a number should have been is decided elsewhere. Specimens: ``docs/word/numbering.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from docgen.ooxml.measures import left_indent, whole_number
from docgen.ooxml.number_formats import number_text
from docgen.ooxml.parts import FALLBACK, W, WordFile, text_of
from docgen.patterns import pattern

_PLACEHOLDER = pattern(r"%([1-9])")
_LEVELS = range(9)
_LONGEST = 80
"""Signs of a level's text; «Приложение № %1 к приказу» has 26."""
_DEEPEST = 20
"""Styles that one may be based on in turn; Word's own reach five."""
_MOST_LINKS = 4
"""Lists that take their levels from one another; Word makes one step."""


class ShownNumber(NamedTuple):
    """A paragraph of the body, table cells included: its place in document order (from 0), text and number.

    The number is printed whole, with its final dot; empty when the paragraph has none.
    """

    place: int
    text: str
    number: str


def shown_numbers(docx: bytes) -> list[ShownNumber]:
    """The number that Word shows for every paragraph of the body.

    Text boxes, notes and headers count for themselves in Word and are left out. Raises ``InputError`` for
    bytes that are no Word file.
    """
    file = WordFile(docx)
    numbering = Numbering(file.part("numbering"), file.part("styles"))
    found = body_paragraphs(file.document)
    return [ShownNumber(place, text_of(each), numbering.next(each)) for place, each in enumerate(found)]


def body_paragraphs(document: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of the body in document order, those of table cells included, text boxes left out."""
    outside = set(document.iter(f"{W}txbxContent", FALLBACK))
    for paragraph in document.iter(f"{W}p"):
        if not outside or outside.isdisjoint(paragraph.iterancestors()):
            yield paragraph


class Counted(NamedTuple):
    """What a list sets before a paragraph: its number or bullet as printed, the level of the list counted from 0.

    ``indent`` is the left indent that the level gives, in twips; None when it gives none. ``text`` is empty for a
    paragraph of no list.
    """

    text: str = ""
    ilvl: int = 0
    is_bullet: bool = False
    indent: int | None = None


_UNCOUNTED = Counted()


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str
    indent: int | None

    @property
    def is_bullet(self) -> bool:
        """A sign that counts nothing: a bullet, or a dash that somebody set as the text of a number."""
        return self.format == "bullet" or not (_PLACEHOLDER.search(self.text) or any(map(str.isalnum, self.text)))


@dataclass(slots=True)
class _Abstract:
    """An ``abstractNum`` and its counters, which all its instances share."""

    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    abstract: _Abstract
    levels: dict[int, _Level]
    overrides: dict[int, int]
    applied: set[int] = field(default_factory=set)

    def level(self, ilvl: int) -> _Level | None:
        return self.levels.get(ilvl) or self.abstract.levels.get(ilvl)

    def start(self, ilvl: int) -> int:
        level = self.level(ilvl)
        return self.overrides.get(ilvl, level.start if level else 1)

    def advance(self, ilvl: int) -> None:
        """Counts one paragraph on that level."""
        counters = self.abstract.counters
        for above in range(ilvl):
            if above not in counters and (level := self.level(above)) is not None:
                counters[above] = level.start
        if ilvl in self.overrides and ilvl not in self.applied:
            self.applied.add(ilvl)
            counters[ilvl] = self.overrides[ilvl]
        else:
            counters[ilvl] = counters[ilvl] + 1 if ilvl in counters else self.start(ilvl)
        for below in [number for number in counters if number > ilvl]:
            level = self.level(below)
            if level is None or level.restart is None or ilvl < level.restart:
                del counters[below]

    def text(self, ilvl: int) -> str:
        """The number of the paragraph just counted."""
        own = self.level(ilvl)
        if own is None:
            return ""

        def figure(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            level = self.level(place)
            if level is None or place > ilvl:
                return ""
            return number_text("decimal" if own.legal else level.format, self.abstract.counters.get(place, 0))

        return _PLACEHOLDER.sub(figure, own.text)


class Numbering:
    """The lists of one file with their counters; feed it every paragraph in document order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = style.get(f"{W}styleId", "")
        self._instances = {} if numbering is None else self._read(numbering)
        self._resolved: dict[str, tuple[str | None, int | None]] = {}

    def next(self, paragraph: etree._Element) -> str:
        """Counts the paragraph; returns its number as printed, empty when it has none."""
        return self.count(paragraph).text

    def count(self, paragraph: etree._Element) -> Counted:
        """Counts the paragraph; returns its number with what else its list says of it."""
        number, ilvl = self._place(paragraph)
        instance = self._instances.get(number or "")
        level = None if instance is None else instance.level(ilvl)
        if instance is None or level is None:
            return _UNCOUNTED
        instance.advance(ilvl)
        return Counted(instance.text(ilvl), ilvl, level.is_bullet, level.indent)

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        style_number, style_level = self._of_style(_value(properties, "pStyle") or self._default)
        direct = None if properties is None else properties.find(f"{W}numPr")
        number, level = _value(direct, "numId"), _value(direct, "ilvl")
        if level is not None:
            return number or style_number, whole_number(level, 0)
        return number or style_number, style_level or 0

    def _of_style(self, name: str) -> tuple[str | None, int | None]:
        """numId and level by the chain of styles; a level that names one of them wins over their ``ilvl``."""
        if name in self._resolved:
            return self._resolved[name]
        chain: list[str] = []
        number = ilvl = None
        at: str | None = name
        while at is not None and len(chain) < _DEEPEST and (style := self._styles.get(at)) is not None:
            chain.append(at)
            properties = style.find(f"{W}pPr/{W}numPr")
            number = _value(properties, "numId") if number is None else number
            ilvl = _value(properties, "ilvl") if ilvl is None else ilvl
            at = _value(style, "basedOn")
        level = None if ilvl is None else whole_number(ilvl, 0)
        if number is not None and (instance := self._instances.get(number)) is not None:
            linked = {each.style: place for place, each in instance.abstract.levels.items() if each.style}
            level = next((linked[each] for each in chain if each in linked), level)
        self._resolved[name] = number, level
        return number, level

    def _read(self, numbering: etree._Element) -> dict[str, _Instance]:
        sources = {each.get(f"{W}abstractNumId", ""): each for each in numbering.iterfind(f"{W}abstractNum")}
        owners = {
            each.get(f"{W}numId", ""): _value(each, "abstractNumId") or "" for each in numbering.iterfind(f"{W}num")
        }
        abstracts: dict[str, _Abstract] = {}
        instances = {}
        for each in numbering.iterfind(f"{W}num"):
            number = each.get(f"{W}numId", "")
            key = self._levels_owner(owners[number], sources, owners)
            if key not in sources:
                continue
            if key not in abstracts:
                abstracts[key] = _Abstract(_levels(sources[key].iterfind(f"{W}lvl")))
            overrides = {
                whole_number(change.get(f"{W}ilvl"), 0): whole_number(value, 1)
                for change in each.iterfind(f"{W}lvlOverride")
                if (value := _value(change, "startOverride")) is not None
            }
            instances[number] = _Instance(abstracts[key], _levels(each.iterfind(f"{W}lvlOverride/{W}lvl")), overrides)
        return instances

    def _levels_owner(self, key: str, sources: dict[str, etree._Element], owners: dict[str, str]) -> str:
        """The ``abstractNum`` that holds the levels; ``numStyleLink`` points to that of a numbering style."""
        for _ in range(min(len(sources), _MOST_LINKS)):
            link = _value(sources.get(key), "numStyleLink")
            style = None if link is None else self._styles.get(link)
            number = None if style is None else _value(style.find(f"{W}pPr/{W}numPr"), "numId")
            if number is None:
                break
            key = owners.get(number, "")
        return key


def _levels(elements: Iterator[etree._Element]) -> dict[int, _Level]:
    levels = {}
    for element in elements:
        ilvl = whole_number(element.get(f"{W}ilvl"), 0)
        if ilvl not in _LEVELS:
            continue
        restart = _value(element, "lvlRestart")
        legal = element.find(f"{W}isLgl")
        levels[ilvl] = _Level(
            format=_format(element),
            text=(_value(element, "lvlText") or "")[:_LONGEST],
            start=whole_number(_value(element, "start"), 0),
            restart=None if restart is None else whole_number(restart, 0),
            legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
            style=_value(element, "pStyle") or "",
            indent=left_indent(element.find(f"{W}pPr")),
        )
    return levels


def _format(level: etree._Element) -> str:
    """The number format; one that only newer versions know is wrapped with a fallback, which stands last."""
    found = list(level.iter(f"{W}numFmt"))
    return found[-1].get(f"{W}val", "decimal") if found else "decimal"


def _value(parent: etree._Element | None, name: str) -> str | None:
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")
