"""Words into WordprocessingML: resolved texts, live numbers and numbered paragraphs, each in the slot of its tag.

The filters here are what the rewritten tags of a document template call (``slots``). They write into the assembly of
the document that is being rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from docgen.language.resolved import Anchor, Live, Piece, Resolved, Words
from docgen.language.view import PrintedNumber
from docgen.ooxml.numbering import NumberingBuilder
from docgen.render.printers import break_lines, escape, print_markup, print_text
from docgen.render.slots import ANCHORED, JOINED, LED, NUMBERED, PRINTED, Slot


class Ready(str):
    """XML that needs no more escaping."""

    __slots__ = ()


@dataclass
class Assembly:
    """What one document collects while its parts are rendered: its lists and its bookmarks."""

    numbering: NumberingBuilder
    bookmarks: dict[str, int] = field(default_factory=dict)

    def bookmark(self, name: str, inside: str = "") -> str:
        """A bookmark round ``inside``; a name that was used before is not used again."""
        if name in self.bookmarks:
            return inside
        number = self.bookmarks[name] = len(self.bookmarks) + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


CURRENT: ContextVar[Assembly] = ContextVar("assembly")
"""The assembly of the document that is being rendered."""

_NOTHING = Ready("")
_OPEN = '<w:t xml:space="preserve">'


def print_ready(value: object) -> str:
    """The printer of text for document templates: what the filters made is printed as it stands."""
    if type(value) is str:
        # docxtpl's escapes are for templates; a document of the model prints as it stands.
        if "&" in value or "<" in value or ">" in value:
            value = escape(value)
        return break_lines(value) if "\n" in value else value
    return value if type(value) is Ready else print_text(value)


def print_ready_markup(value: object) -> str:
    """The printer between elements for document templates."""
    return value if type(value) is Ready else print_markup(value)


def filters(slots: list[Slot]) -> Mapping[str, Callable[..., Any]]:
    """The filters of one template, bound to its slots."""
    heads: dict[int, Ready] = {}  # most cells ask for the same few

    def printed(value: Any, slot: int, alone: bool = False) -> Any:
        kind = type(value)
        if kind is Resolved:
            plain = value.plain
            return Ready(escape(plain)) if plain is not None else Ready(_paragraphs(value, slots[slot], alone))
        if kind is PrintedNumber:
            return str(value)
        return value

    def anchored(value: Any, slot: int) -> Any:
        if type(value) is not PrintedNumber:
            return value
        if value.bookmark is None:
            return _NOTHING
        run = slots[slot].run
        return Ready(f"</w:t></w:r>{CURRENT.get().bookmark(value.bookmark)}<w:r>{run}{_OPEN}")

    def led(value: Any, slot: int) -> Any:
        """The properties of a paragraph that one tag fills: those of a dash item when its text begins with one."""
        if type(value) is Resolved and value.paragraphs and (first := value.paragraphs[0].dash):
            return Ready(slots[slot].dashes[first - 1])
        head = heads.get(slot)
        if head is None:
            head = heads[slot] = Ready(slots[slot].head)
        return head

    return {LED: led, PRINTED: printed, ANCHORED: anchored, NUMBERED: numbered, JOINED: joined}


_MERGES = {"restart": Ready('<w:vMerge w:val="restart"/>'), "continue": Ready("<w:vMerge/>")}


def joined(value: Any) -> Any:
    """The property of a cell that begins a run of joined cells (``restart``) or goes on with the one above."""
    return _MERGES.get(value, _NOTHING)


def numbered(value: Any) -> Any:
    """The numbering properties of a paragraph that carries a number of the model."""
    if type(value) is not PrintedNumber:
        return _NOTHING
    number = value.number
    num_id, level = CURRENT.get().numbering.number(number.list, number.level, number.shown, number.counter, number.kind)
    return Ready(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def _paragraphs(text: Resolved, slot: Slot, alone: bool) -> str:
    out: list[str] = []
    for index, paragraph in enumerate(text.paragraphs):
        if index:
            properties = slot.dashes[paragraph.dash - 1] if paragraph.dash else slot.paragraph
            out.append(f"</w:t></w:r></w:p><w:p>{properties}<w:r>{slot.run}{_OPEN}")
        elif paragraph.dash and not alone:
            out.append("–\u00a0")
        out.extend([_piece(piece, slot) for piece in paragraph.pieces])
    return "".join(out)


def _piece(piece: Piece, slot: Slot) -> str:
    text = print_ready(piece.text)
    kind = type(piece)
    if kind is Words and not piece.bold:
        return text
    run = slot.bold if piece.bold else slot.run
    inner = f"<w:r>{run}{_OPEN}{text}</w:t></w:r>"
    if isinstance(piece, Live):
        switches = r"\r \h" if piece.paragraph else r"\h"
        inner = f'<w:fldSimple w:instr=" REF {piece.target} {switches} ">{inner}</w:fldSimple>'
    elif isinstance(piece, Anchor):
        inner = CURRENT.get().bookmark(piece.target, inner)
    return f"</w:t></w:r>{inner}<w:r>{slot.run}{_OPEN}"
