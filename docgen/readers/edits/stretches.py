"""How two versions of a line lie side by side: stretches that stayed, and what one has instead of the other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["equal", "replace", "delete", "insert"]


class Stretch(NamedTuple):
    """A stretch of both texts: the same in both, or what one has instead of the other."""

    kind: Kind
    start: int
    end: int
    other: int
    other_end: int


def stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """What turned one row of words into another."""
    return [Stretch(*code) for code in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]


class SideBySide:
    """The words of a printed line beside those of the edited one.

    ``whole`` takes all from the first difference to the last for one, where words in between stayed by chance.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], *, whole: bool = False) -> None:
        self._stretches = stretches(old, new)
        if whole and (changed := list(self.changes())):
            first, last = changed[0], changed[-1]
            places = [place for place, each in enumerate(self._stretches) if each.kind != "equal"]
            one = _named(Stretch("replace", first.start, last.end, first.other, last.other_end))
            self._stretches[places[0] : places[-1] + 1] = [one]

    def changes(self) -> Iterator[Stretch]:
        """What differs."""
        return (each for each in self._stretches if each.kind != "equal")

    def inside(self, start: int, end: int) -> list[Stretch]:
        """What differs among the words from ``start`` to ``end``; what was put in at their ends is none of it."""
        return [
            each for each in self.changes()
            if (start < each.start < end if each.kind == "insert" else each.start < end and start < each.end)
        ]  # fmt: skip

    def put_in_at(self, place: int) -> Stretch | None:
        """What was put in before the word at ``place``."""
        return next((each for each in self.changes() if each.kind == "insert" and each.start == place), None)

    def left(self, place: int) -> int | None:
        """Where the edited line goes on with the word at ``place``; None when that cannot be told."""
        for each in self._stretches:
            if each.start <= place < each.end:
                if each.kind == "equal":
                    return each.other + place - each.start
                return each.other if each.kind == "delete" or place == each.start else None
        return None

    def right(self, place: int) -> int | None:
        """Where the edited line goes on after the word before ``place``."""
        for each in self._stretches:
            if each.start < place <= each.end:
                if each.kind == "equal":
                    return each.other + place - each.start
                return each.other_end if each.kind == "delete" or place == each.end else None
        return None

    def cut(self, stretch: Stretch, old: int, new: int) -> None:
        """Cut a stretch in two, at a word of the printed line and one of the edited line."""
        place = self._stretches.index(stretch)
        halves = [stretch._replace(end=old, other_end=new), stretch._replace(start=old, other=new)]
        self._stretches[place : place + 1] = [_named(half) for half in halves]


def _named(stretch: Stretch) -> Stretch:
    """The stretch with the kind that it has by what it holds."""
    if stretch.start == stretch.end:
        return stretch._replace(kind="insert")
    return stretch._replace(kind="delete" if stretch.other == stretch.other_end else "replace")
