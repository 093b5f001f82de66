"""What others left in a Word file: tracked changes and comments, gathered while its words are read.

Changes are read as accepted; here it is kept who made them and where. The reader says every word into ``tape``, so
that an insertion or a commented stretch is a slice of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from docgen.ooxml.parts import W, text_of
from docgen.readers.blocks import NOWHERE, Change, Place, Remark
from docgen.readers.word.tags import (
    COMMENT_END,
    COMMENT_MARK,
    COMMENT_START,
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
    all_words,
)

PARAGRAPH_MARK: Final = "¶"
"""The text of a change of which only the end of a paragraph was put in or taken out."""
_LONGEST_QUOTE = 500
_MOST_PIECES = 2000

Kind = Literal["вставка", "удаление", "перенос", "оформление"]
_KINDS: Final[dict[str, Kind]] = {
    INSERTED: "вставка", DELETED: "удаление", MOVED_HERE: "перенос", MOVED_AWAY: "перенос",
}  # fmt: skip


@dataclass(slots=True)
class _Anchor:
    """Where a comment stands: its stretch of the tape, its block, its place."""

    start: int
    end: int
    block: int
    place: Place
    quote: str = ""


class Markup:
    """Changes and comments of one file. ``block`` and ``place`` say where the reader is."""

    def __init__(self, comments: etree._Element | None) -> None:
        self.tape: list[str] = []
        self.changes: list[Change] = []
        self.block = 0
        self.place = NOWHERE
        self._comments = {} if comments is None else {each.get(f"{W}id", ""): each for each in comments}
        self._anchors: dict[str, _Anchor] = {}
        self._since = 0
        self._end = -1
        """Where the tape stood after the last change: what comes right after it in the same look is one with it."""

    def begin(self) -> None:
        """Begin a paragraph: ``put_in_here`` and ``took_out_here`` speak of what comes."""
        self._since = len(self.changes)

    @property
    def put_in_here(self) -> bool:
        """Whether words of this paragraph were put in or moved."""
        return any(change.kind in ("вставка", "перенос") for change in self.changes[self._since :])

    @property
    def took_out_here(self) -> bool:
        """Whether words of this paragraph were taken out or moved."""
        return any(change.kind in ("удаление", "перенос") for change in self.changes[self._since :])

    def put_in(self, mark: etree._Element, start: int) -> None:
        """Note that what was said since ``start`` is tracked as put in or moved here by the mark."""
        text = "".join(self.tape[start:])
        if text:
            self._note(_KINDS[str(mark.tag)], mark, text, start)

    def take_out(self, element: etree._Element) -> None:
        """Note the words of an element that is tracked as deleted or moved away; comments on them stay."""
        text = all_words(element)
        if text:
            self._note(_KINDS[str(element.tag)], element, text, len(self.tape))
        for mark in element.iter(COMMENT_START, COMMENT_MARK):
            self.comment(mark, text)

    def tell(self, mark: etree._Element, text: str, kind: Kind | None = None) -> None:
        """Note a change that is written as a mark beside what it concerns: a paragraph's end, a row, a cell."""
        self._note(kind or _KINDS[str(mark.tag)], mark, text, -2)

    def format(self, mark: etree._Element, start: int) -> None:
        """Note a change of looks of what was said since ``start``."""
        self._note("оформление", mark, "".join(self.tape[start:]), start)

    def _note(self, kind: Kind, mark: etree._Element, text: str, start: int) -> None:
        author, date = mark.get(f"{W}author", ""), mark.get(f"{W}date", "")
        last = self.changes[-1] if self.changes else None
        same = last is not None and last[:3] == (kind, author, date) and last.block == self.block
        if last is not None and same and start == self._end and len(last.text) < _LONGEST_QUOTE:
            self.changes[-1] = last._replace(text=last.text + text)
        else:
            self.changes.append(Change(kind, author, date, text, self.block, self.place))
        self._end = len(self.tape)

    def comment(self, mark: etree._Element, quote: str = "") -> None:
        """Note a mark of a comment: where its stretch starts, ends, or where it merely stands."""
        number, now = mark.get(f"{W}id", ""), len(self.tape)
        anchor = self._anchors.get(number)
        if anchor is None:
            self._anchors[number] = _Anchor(now, now, self.block, self.place, quote)
        elif mark.tag == COMMENT_END:
            anchor.end = now

    def remarks(self) -> tuple[Remark, ...]:
        """The comments that stand somewhere in the text, in its order."""
        return tuple(
            Remark(
                author=comment.get(f"{W}author", ""),
                date=comment.get(f"{W}date", ""),
                text="\n".join(text_of(each) for each in comment.iter(f"{W}p")).strip(),
                quote=self._quote(anchor),
                block=anchor.block,
                place=anchor.place,
            )
            for number, anchor in self._anchors.items()
            if (comment := self._comments.get(number)) is not None
        )

    def _quote(self, anchor: _Anchor) -> str:
        pieces = self.tape[anchor.start : min(anchor.end, anchor.start + _MOST_PIECES)]
        said = "".join(pieces).strip() or anchor.quote.strip()
        return said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}…"
