"""Slots: what surrounds a tag in a template, so that a text of several paragraphs, bold words and live numbers can
take its place with the author's formatting.

Works on cleaned XML as a string, once a template. A tag ``{{ x }}`` in the text of a run becomes ``{{ (x)|printed(n) }}``
with the number of its slot; a number at the head of a paragraph becomes Word numbering; ``{{ x.joined }}`` in a cell
becomes the property that joins it with the cell above.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from docgen.patterns import pattern

DASH_STYLES: Mapping[str, tuple[str, str]] = {
    "Cell": ("CellDash1", "CellDash2"),
    "CellCentre": ("CellDash1", "CellDash2"),
    "Intro": ("IntroDash1", "IntroDash2"),
    "Clause": ("IntroDash1", "IntroDash2"),
    "PartText": ("IntroDash1", "IntroDash2"),
    "Closing": ("IntroDash1", "IntroDash2"),
}
"""The styles of dash items inside paragraphs of these styles; elsewhere ``BODY_DASHES``."""

BODY_DASHES = ("Dash1", "Dash2")

PRINTED = "printed"
NUMBERED = "numbered"
ANCHORED = "anchored"
JOINED = "joined"
LED = "led"
"""The filters that the rewritten tags name."""


class Slot(NamedTuple):
    """The properties around one tag: of its paragraph, of its run, of its run in bold, of dash items in its place.

    ``head`` is the paragraph's own, with the numbering that the paragraphs after it must not repeat.
    """

    paragraph: str
    run: str
    bold: str
    dashes: tuple[str, str]
    head: str


_TOKEN = pattern(
    r"<\?at \w*\|(?P<place>[^?]*)\?>|<\?[^>]*>"
    r"|(?P<tc><w:tc(?: [^>]*)?(?<!/)>)(?P<tcpr><w:tcPr>.*?</w:tcPr>|<w:tcPr/>)?|(?P<endtc></w:tc>)"
    r"|(?P<p><w:p(?: [^>]*)?(?<!/)>)(?P<ppr><w:pPr>.*?</w:pPr>)?"
    r"|(?P<r><w:r(?: [^>]*)?(?<!/)>)(?P<rpr><w:rPr>.*?</w:rPr>)?"
    r"|(?P<t><w:t(?: [^>]*)?(?<!/)>)|(?P<endt></w:t>)"
    r"|(?P<tag>\{\{(?P<body>.*?)\}\})"
    r"|(?P<text>[^<{]+)",
    re.DOTALL,
)
_NUMBER = pattern(r"\s*([A-Za-z_][\w.]*\.number)\s*")
_JOINED = pattern(r"\s*((?:[A-Za-z_]\w*(?:\[\d+\])?\.)+joined(?:_\w+)?)\s*")
_STYLE = pattern(r'<w:pStyle w:val="([^"]*)"')
# CT_PPrBase fixes the order of its children; these stand before w:numPr.
_BEFORE_NUMBERING = pattern(
    r"<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl)\b[^>]*/>|<w:framePr\b[^>]*/>)*"
)
_OWN_NUMBERING = pattern(r"<w:numPr>.*?</w:numPr>|<w:numPr\s*/>", re.DOTALL)
# CT_TcPr fixes the order of its children too; these stand before w:vMerge. A mark of place belongs to what follows it.
_BEFORE_MERGE = pattern(r"<w:tcPr>(?:(?:<\?[^>]*>)?<w:(?:cnfStyle|tcW|gridSpan|hMerge)\b[^>]*/>)*")
_OWN_MERGE = pattern(r"<w:vMerge\b[^>]*/>")
_BEFORE_BOLD = pattern(r"<w:rPr>(?:<w:rStyle\b[^>]*/>|<w:rFonts\b[^>]*/>)*")
_BOLD = pattern(r"<w:b\b[^>]*/>")


class _Rewriting:
    """One pass over a part."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = slots
        self.known = {slot: index for index, slot in enumerate(slots)}
        self.out: list[str] = []
        self.paragraph = self.run = ""
        self.paragraph_at: int | None = None
        self.cells_at: list[int] = []
        self.place = ""
        self.in_text = False
        self.text_seen = False
        self.alone: tuple[int, int, str] | None = None

    def cell_starts(self, opening: str, properties: str) -> None:
        self.out.append(opening)
        self.cells_at.append(len(self.out))
        self.out.append(properties)

    def cell_ends(self, closing: str) -> None:
        self.out.append(closing)
        if self.cells_at:
            self.cells_at.pop()

    def paragraph_starts(self, opening: str, properties: str) -> None:
        self.paragraph_ends()
        self.out.append(opening)
        self.paragraph_at = len(self.out)
        self.out.append(properties)
        self.paragraph, self.run = properties, ""
        self.text_seen = self.in_text = False

    def paragraph_ends(self) -> None:
        """A tag that has its paragraph to itself may bring a list: then the first item is an item of it, too."""
        if self.alone is not None and self.paragraph_at is not None:
            at, slot, body = self.alone
            mark = f"<?at |{self.place}?>" if self.place else ""
            self.out[self.paragraph_at] = f"{mark}{{{{ ({body})|{LED}({slot}) }}}}"
            self.out[at] = f"{{{{ ({body})|{PRINTED}({slot}, true) }}}}"
        self.alone = None

    def tag(self, whole: str, body: str) -> None:
        if not self.in_text:
            self.out.append(whole)
            return
        joined = _JOINED.fullmatch(body) if self.cells_at else None
        if joined:
            at = self.cells_at[-1]
            # The tag moves up before the mark of its place, so it takes one along.
            self.out[at] = _with_merge(self.out[at], f"<?at |{self.place}?>{{{{ {joined[1]}|{JOINED} }}}}")
            return
        number = _NUMBER.fullmatch(body)
        if number and not self.text_seen and self.paragraph_at is not None:
            head = self.out[self.paragraph_at]
            self.out[self.paragraph_at] = _with_numbering(head, f"{{{{ {number[1]}|{NUMBERED} }}}}")
            self.out.append(f"{{{{ ({number[1]})|{ANCHORED}({self._slot()}) }}}}")
        else:
            slot = self._slot()
            # Where the house has items of a list; elsewhere asking twice for every title would only cost time.
            listed = not self.text_seen and self._style() in DASH_STYLES
            self.alone = (len(self.out), slot, body.strip()) if listed else None
            self.out.append(f"{{{{ ({body.strip()})|{PRINTED}({slot}) }}}}")
        self.text_seen = True

    def kept(self, token: re.Match[str]) -> None:
        """What stays as it is and tells where the next tag stands."""
        if token["place"] is not None:
            self.place = token["place"]
        elif token["t"]:
            self.in_text = True
        elif token["endt"]:
            self.in_text = False
        elif self.in_text and token["text"] and token["text"].strip():
            self.text_seen = True
            self.alone = None
        self.out.append(token.group())

    def _style(self) -> str:
        found = _STYLE.search(self.paragraph)
        return found[1] if found else ""

    def _slot(self) -> int:
        dashes = DASH_STYLES.get(self._style(), BODY_DASHES)
        slot = Slot(
            _OWN_NUMBERING.sub("", self.paragraph),
            self.run,
            _with_bold(self.run),
            (f'<w:pPr><w:pStyle w:val="{dashes[0]}"/></w:pPr>', f'<w:pPr><w:pStyle w:val="{dashes[1]}"/></w:pPr>'),
            self.paragraph,
        )
        if slot not in self.known:
            self.known[slot] = len(self.slots)
            self.slots.append(slot)
        return self.known[slot]


def with_slots(xml: str, slots: list[Slot]) -> str:
    """The part with its tags bound to slots, which are added to ``slots``."""
    rewriting = _Rewriting(slots)
    position = 0
    for token in _TOKEN.finditer(xml):
        rewriting.out.append(xml[position : token.start()])
        position = token.end()
        if token["p"]:
            rewriting.paragraph_starts(token["p"], token["ppr"] or "")
        elif token["r"]:
            rewriting.run = token["rpr"] or ""
            rewriting.out.append(token.group())
        elif token["tag"]:
            rewriting.tag(token["tag"], token["body"])
        elif token["tc"]:
            rewriting.cell_starts(token["tc"], token["tcpr"] or "")
        elif token["endtc"]:
            rewriting.cell_ends(token["endtc"])
        else:
            rewriting.kept(token)
    rewriting.out.append(xml[position:])
    rewriting.paragraph_ends()
    return "".join(rewriting.out)


def _with_numbering(properties: str, tag: str) -> str:
    if not properties:
        return f"<w:pPr>{tag}</w:pPr>"
    properties = _OWN_NUMBERING.sub("", properties)
    match = _BEFORE_NUMBERING.match(properties)
    at = match.end() if match else len("<w:pPr>")
    return properties[:at] + tag + properties[at:]


def _with_merge(properties: str, tag: str) -> str:
    if tag in properties:
        return properties
    if properties in ("", "<w:tcPr/>"):
        return f"<w:tcPr>{tag}</w:tcPr>"
    properties = _OWN_MERGE.sub("", properties)
    match = _BEFORE_MERGE.match(properties)
    at = match.end() if match else len("<w:tcPr>")
    return properties[:at] + tag + properties[at:]


def _with_bold(properties: str) -> str:
    if _BOLD.search(properties):
        return properties
    if not properties:
        return "<w:rPr><w:b/></w:rPr>"
    match = _BEFORE_BOLD.match(properties)
    at = match.end() if match else len("<w:rPr>")
    return f"{properties[:at]}<w:b/>{properties[at:]}"
