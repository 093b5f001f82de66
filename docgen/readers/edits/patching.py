"""An edited line brought back into the sources of its fields: references, markup and all else stay where they stand.

What was edited where no field has words of its own (composed words, the words of a reference) is a ``Hit``: what to
make of it is decided by who knows the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.model.deadline import Deadline
from docgen.model.text import Reference
from docgen.readers.edits.origins import Field, Origin
from docgen.readers.edits.stretches import SideBySide, Stretch
from docgen.readers.edits.tokens import Token, plain_blanks, seen, tokens

_ENDS = (".", ":", ";")


class Hit(NamedTuple):
    """Words that no field holds, as they were and as they became; ``reference`` prints them, else the program does.

    ``start`` and ``end`` are the characters of the field's source that stand for them, ``tail`` the words that were put
    in right behind them: they may belong to them, too.
    """

    was: str
    became: str
    field: int = -1
    reference: Reference | None = None
    start: int = 0
    end: int = 0
    tail: str = ""


class Patch(NamedTuple):
    """Characters of a field's source that give way."""

    start: int
    end: int
    text: str


@dataclass
class Patched:
    """What an edit of a line comes to: patches by field, and the hits."""

    patches: dict[int, list[Patch]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)


def patched(
    printed: str, edited: str, fields: Sequence[Field], origins: Sequence[Origin | None], *, whole: bool = False
) -> Patched:
    """The edit of a printed line as patches of its fields' sources; ``origins`` are those of the printed words.

    ``whole`` takes all from the first difference to the last for one edit, where words in between stayed by chance.
    """
    return _Line(printed, edited, fields, origins, whole).patched()


def with_patches(source: str, patches: Sequence[Patch]) -> str:
    """The source with these patches in it."""
    for start, end, text in sorted(patches, reverse=True):
        source = source[:start] + text + source[end:]
    return source


def escaped(text: str) -> str:
    """Words as the source of a ``Text``."""
    plain = plain_blanks(text)
    return plain.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}").replace("*", "\\*")


class _Line:
    def __init__(
        self,
        printed: str,
        edited: str,
        fields: Sequence[Field],
        origins: Sequence[Origin | None],
        whole: bool,
    ) -> None:
        self.printed, self.edited = seen(printed), seen(edited)
        self.old, self.new = tokens(self.printed), tokens(self.edited)
        self.fields, self.origins = fields, list(origins)
        if self.old and self.origins[-1] is None and self.old[-1].norm in _ENDS:
            self.old.pop()  # the end mark of a sentence is composed: it goes where the sentence ends
            self.origins.pop()
            if self.new and self.new[-1].norm in (*_ENDS, ","):
                self.new.pop()
        self.both = SideBySide([token.norm for token in self.old], [token.norm for token in self.new], whole=whole)
        self.found = Patched()
        self.inner: set[int] = set()
        """The places between two words of one edited reference: what was put in there is told with it."""

    def patched(self) -> Patched:
        for start, end in self._groups():
            self._cut_at_deadline(start, end)
        taken = self._references()
        for change in self.both.changes():
            if change.kind == "insert" and change.start in self.inner:
                continue
            left = [place for place in range(change.start, change.end) if place not in taken]
            if change.kind != "insert" and not left:
                continue
            if len(left) < change.end - change.start and change.kind == "replace":
                continue  # told with the reference
            self._change(change, left)
        return self.found

    # References

    def _references(self) -> set[int]:
        """Bring back the edits of words that references print; the places of those words."""
        taken: set[int] = set()
        for start, end in self._groups():
            touched = self.both.inside(start, end)
            origin = self.origins[start]
            if origin is None or not (touched or self._goes_on(start, end, origin)):
                continue
            first, last = self.both.left(start), self.both.right(end)
            if first is not None and last is not None and self._names_day(origin):
                last = self._end_of_deadline(end, first, last)
            taken.update(range(start, end))
            self.inner.update(range(start + 1, end))
            if first is None or last is None:
                taken.update(place for change in touched for place in range(change.start, change.end))
                self._hit_around(start, end, touched, origin)
            elif first >= last and any(change.start < start or change.end > end for change in touched):
                self._drop(origin, start, end)  # a longer stretch went, and the reference with it
            else:
                was, became = self._old_words(start, end), self._new_words(first, last)
                self.found.hits.append(
                    Hit(was, became, origin.field, origin.reference, origin.start, origin.end, self._tail(end))
                )
        return taken

    def _tail(self, end: int) -> str:
        """What was put in right behind a reference that was edited; its blank in front is kept."""
        more = self.both.put_in_at(end)
        if more is None or end in self.inner:
            return ""
        self.inner.add(end)
        return self._gap(more.other) + self._new_words(more.other, more.other_end)

    def _hit_around(self, start: int, end: int, touched: Sequence[Stretch], origin: Origin) -> None:
        """A hit of a reference together with words around it."""
        old = min(start, *(change.start for change in touched)), max(end, *(change.end for change in touched))
        new = min(change.other for change in touched), max(change.other_end for change in touched)
        self.found.hits.append(Hit(self._old_words(*old), self._new_words(*new), origin.field, origin.reference))

    def _groups(self) -> list[tuple[int, int]]:
        """The stretches of words that one reference prints."""
        groups: list[tuple[int, int]] = []
        for place, origin in enumerate(self.origins):
            if origin is None or origin.reference is None:
                continue
            if groups and groups[-1][1] == place and self.origins[place - 1] == origin:
                groups[-1] = (groups[-1][0], place + 1)
            else:
                groups.append((place, place + 1))
        return groups

    def _drop(self, origin: Origin, start: int, end: int) -> None:
        before = self.origins[start - 1] if start else None
        first = before.end if before is not None and before.field == origin.field else origin.start
        source = self.fields[origin.field].source
        first = first if not source[first : origin.start].strip() else origin.start
        self._put(origin.field, Patch(first, origin.end, ""))

    # Deadlines

    def _names_day(self, origin: Origin) -> bool:
        reference = origin.reference
        return reference is not None and (reference.target == "срок" or self.fields[origin.field].kind == "deadline")

    def _is_deadline(self, start: int, end: int) -> bool:
        try:
            Deadline.parse(self._new_words(start, end))
        except ValueError:
            return False
        return True

    def _cut_at_deadline(self, start: int, end: int) -> None:
        """Cut a change in two that replaced a deadline with words around it: what reads as a deadline is one."""
        origin = self.origins[start]
        if origin is None or not self._names_day(origin):
            return
        for change in list(self.both.changes()):
            first, last = self.both.left(start), self.both.right(end)
            if change.start < start < change.end <= end and last is not None:
                cuts = (cut for cut in range(change.other, last) if self._is_deadline(cut, last))
                place = start
            elif start <= change.start < end < change.end and first is not None:
                cuts = (cut for cut in range(change.other_end, first, -1) if self._is_deadline(first, cut))
                place = end
            else:
                continue
            if (cut := next(cuts, None)) is not None:
                self.both.cut(change, place, cut)
            return

    def _goes_on(self, start: int, end: int, origin: Origin) -> bool:
        """Whether something was written on behind a deadline that belongs to it, or that has no other place."""
        first, more = self.both.left(start), self.both.put_in_at(end)
        if not self._names_day(origin) or first is None or more is None:
            return False
        return self.fields[origin.field].kind == "deadline" or self._is_deadline(first, more.other_end)

    def _end_of_deadline(self, end: int, first: int, last: int) -> int:
        """Where a deadline ends: what was written on behind it belongs to it, when that makes a deadline, too."""
        more = self.both.put_in_at(end)
        if more is None or more.other != last or not self._is_deadline(first, more.other_end):
            return last
        self.inner.add(end)
        return more.other_end

    # Words of the fields

    def _change(self, change: Stretch, left: list[int]) -> None:
        """One change outside of references."""
        known = [place for place in left if self.origins[place] is not None]
        composed = [place for place in left if self.origins[place] is None and self.old[place].is_word]
        fields = {origin.field for place in known if (origin := self.origins[place])}
        if composed or len(fields) > 1 or (left and not known and change.kind == "replace"):
            if composed or any(token.is_word for token in self.new[change.other : change.other_end]):
                self.found.hits.append(
                    Hit(self._old_words(change.start, change.end), self._new_words(change.other, change.other_end))
                )
        elif change.kind == "delete":
            for first, last in _stretches(known):
                self._replace(first, last, 0, 0)
        elif known:
            self._replace(known[0], known[-1] + 1, change.other, change.other_end)
        elif not left:
            self._insert(change)

    def _replace(self, first: int, last: int, other: int, other_end: int) -> None:
        """Words ``first`` to ``last`` of the line become those of the edited one, none when it has none."""
        start, end = self.origins[first], self.origins[last - 1]
        assert start is not None and end is not None
        source = self.fields[start.field].source
        before, after = self._end_before(first, start.field), self._start_after(last, start.field)
        if other == other_end:
            if before is not None and not source[before : start.start].strip():
                self._put(start.field, Patch(before, end.end, ""))
            elif after is not None and not source[end.end : after].strip():
                self._put(start.field, Patch(start.start, after, ""))
            else:
                self._put(start.field, Patch(start.start, end.end, ""))
            return
        begin, stop = start.start, end.end
        text = escaped(self.edited[self.new[other].start : self.new[other_end - 1].end])
        if other and before is not None and not source[before:begin].strip():
            begin, text = before, self._gap(other) + text
        if other_end < len(self.new) and after is not None and not source[stop:after].strip():
            stop, text = after, text + self._gap(other_end)
        if first == 0 or all(origin is None for origin in self.origins[:first]):
            text = _in_the_case_of(source[start.start], self.printed[self.old[first].start], text)
        self._put(start.field, Patch(begin, stop, text))

    def _insert(self, change: Stretch) -> None:
        """Words between two that stayed, or at an end of the line."""
        before = self.origins[change.start - 1] if change.start else None
        after = self.origins[change.start] if change.start < len(self.origins) else None
        text = escaped(self.edited[self.new[change.other].start : self.new[change.other_end - 1].end])
        if before is not None and self._is_open(before):
            end = self._start_after(change.start, before.field)
            source = self.fields[before.field].source
            if end is not None and before.end <= end and not source[before.end : end].strip():
                text = self._gap(change.other) + text + self._gap(change.other_end)
                self._put(before.field, Patch(before.end, end, text))
            else:
                self._put(before.field, Patch(before.end, before.end, self._gap(change.other) + text))
        elif after is not None and self._is_open(after):
            gap = self._gap(change.other_end) if change.other_end < len(self.new) else " "
            self._put(after.field, Patch(after.start, after.start, text + gap))
        elif any(token.is_word for token in self.new[change.other : change.other_end]):
            self.found.hits.append(Hit("", self._new_words(change.other, change.other_end)))

    def _is_open(self, origin: Origin) -> bool:
        """Whether words may be put beside these: not beside an id, which is the whole of its field."""
        return self.fields[origin.field].kind in ("text", "words", "parties")

    def _end_before(self, place: int, field: int) -> int | None:
        origin = self.origins[place - 1] if place else None
        return origin.end if origin is not None and origin.field == field else None

    def _start_after(self, place: int, field: int) -> int | None:
        origin = self.origins[place] if place < len(self.origins) else None
        return origin.start if origin is not None and origin.field == field else None

    def _gap(self, place: int) -> str:
        """The blank before a word of the edited line, if there is one."""
        before = self.new[place - 1].end if place else 0
        after = self.new[place].start if place < len(self.new) else len(self.edited)
        return " " if self.edited[before:after].isspace() else ""

    def _put(self, field: int, patch: Patch) -> None:
        self.found.patches.setdefault(field, []).append(patch)

    def _old_words(self, start: int, end: int) -> str:
        return _words(self.printed, self.old, start, end)

    def _new_words(self, start: int, end: int) -> str:
        return _words(self.edited, self.new, start, end)


def _words(text: str, found: Sequence[Token], start: int, end: int) -> str:
    return plain_blanks(text[found[start].start : found[end - 1].end]) if start < end else ""


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring places."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _in_the_case_of(written: str, printed: str, text: str) -> str:
    """The first letter as it was written where only the beginning of the sentence had made it capital."""
    was_raised = written.islower() and printed.isupper()
    return text[:1].lower() + text[1:] if was_raised and not text[1:2].isupper() else text
