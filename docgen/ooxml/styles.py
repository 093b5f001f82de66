"""The styles of a finished Word file: what they are called and how they make paragraphs and runs look.

Read with their bases and the defaults behind them (ECMA-376 part 1, 17.7). Only what a reader asks for: names,
alignment, left indent, page breaks, weight; the formats of table styles are not looked at.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from lxml import etree

from docgen.ooxml.measures import is_on, left_indent
from docgen.ooxml.parts import W

Alignment = Literal["", "left", "center", "right", "both"]

ALIGNMENTS: Final[dict[str, Alignment]] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "both",
    "distribute": "both", "lowKashida": "both", "mediumKashida": "both", "highKashida": "both",
}  # fmt: skip
_DEEPEST = 20
"""Styles that one may be based on in turn; circles end here, too."""


class Weight(NamedTuple):
    """How words stand out; None where nobody says. ``hidden`` words are not printed."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None

    def over(self, below: Weight) -> Weight:
        """This where it says something, else what lies below."""
        return Weight(*(above if above is not None else under for above, under in zip(self, below, strict=True)))

    def toggling(self, below: Weight) -> Weight:
        """A character style within a paragraph style: what both switch on is off (17.7.3)."""
        return Weight(*(bool(one) != bool(other) for one, other in zip(self, below, strict=True)))


class Look(NamedTuple):
    """A paragraph style with its bases; ``indent`` is None when none of them gives one."""

    name: str = ""
    alignment: Alignment = ""
    indent: int | None = None
    starts_page: bool = False
    weight: Weight = Weight()


class Styles:
    """The styles of one file; each is worked out once."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name
        defaults = None if styles is None else styles.find(f"{W}docDefaults")
        paragraphs = None if defaults is None else defaults.find(f"{W}pPrDefault/{W}pPr")
        runs = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
        self._behind = _over(Look(weight=weight_of(runs)), paragraphs, None)
        self._looks: dict[str, Look] = {}
        self._weights: dict[str, Weight] = {}

    def paragraph(self, style: str | None) -> Look:
        """How a paragraph of that style looks, of the default style when it names none."""
        key = style or self._default
        if key not in self._looks:
            look = self._behind._replace(name=key)
            for each in reversed(self._chain(key)):
                if each not in self._looks:
                    self._looks[each] = self._look(each, look)
                look = self._looks[each]
            self._looks[key] = look
        return self._looks[key]

    def character(self, style: str) -> Weight:
        """How words of that character style stand out, by themselves."""
        if style not in self._weights:
            weight = Weight()
            for each in self._chain(style):
                weight = weight.over(weight_of(self._styles[each].find(f"{W}rPr")))
            self._weights[style] = weight
        return self._weights[style]

    def _look(self, key: str, base: Look) -> Look:
        style = self._styles[key]
        name = style.find(f"{W}name")
        called = key if name is None else name.get(f"{W}val", key)
        return _over(base, style.find(f"{W}pPr"), style.find(f"{W}rPr"))._replace(name=called)

    def _chain(self, key: str) -> list[str]:
        """The style and those that it is based on."""
        chain: list[str] = []
        while len(chain) < _DEEPEST and (style := self._styles.get(key)) is not None:
            chain.append(key)
            base = style.find(f"{W}basedOn")
            key = "" if base is None else base.get(f"{W}val", "")
        return chain


def _over(base: Look, paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    """The look with what a ``w:pPr`` and a ``w:rPr`` say over it."""
    indent, breaks = left_indent(paragraph), _breaks(paragraph)
    return Look(
        name=base.name,
        alignment=alignment_of(paragraph) or base.alignment,
        indent=base.indent if indent is None else indent,
        starts_page=base.starts_page if breaks is None else breaks,
        weight=weight_of(run).over(base.weight),
    )


def alignment_of(properties: etree._Element | None) -> Alignment:
    """The alignment that a ``w:pPr`` gives, "" when it says nothing of it."""
    found = None if properties is None else properties.find(f"{W}jc")
    return "" if found is None else ALIGNMENTS.get(found.get(f"{W}val", ""), "")


def weight_of(properties: etree._Element | None) -> Weight:
    """How a ``w:rPr`` makes words stand out."""
    if properties is None or not len(properties):
        return Weight()
    return Weight(*(is_on(properties.find(f"{W}{switch}")) for switch in ("b", "i", "vanish")))


def _breaks(properties: etree._Element | None) -> bool | None:
    return None if properties is None else is_on(properties.find(f"{W}pageBreakBefore"))
