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
from docgen.readers.edits_origins import Field, Origin
from docgen.readers.edits_tokens import Opcode, Token, opcodes, plain_blanks, seen, tokens

_ENDS = (".", ":", ";")


class Hit(NamedTuple):
    """Words that no field holds, as they were and as they became; ``reference`` prints them, else the program does.

    ``start`` and ``end`` are the characters of the field's source that stand for them.
    """

    was: str
    became: str
    field: int = -1
    reference: Reference | None = None
    start: int = 0
    end: int = 0


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


def patched(printed: str, edited: str, fields: Sequence[Field], origins: Sequence[Origin | None]) -> Patched:
    """The edit of a printed line as patches of its fields' sources; ``origins`` are those of the printed words."""
    return _Line(printed, edited, fields, origins).patched()


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
    def __init__(self, printed: str, edited: str, fields: Sequence[Field], origins: Sequence[Origin | None]) -> None:
        self.printed, self.edited = seen(printed), seen(edited)
        self.old, self.new = tokens(self.printed), tokens(self.edited)
        self.fields, self.origins = fields, list(origins)
        if self.old and self.origins[-1] is None and self.old[-1].norm in _ENDS:
            self.old.pop()  # the end mark of a sentence is composed: it goes where the sentence ends
            self.origins.pop()
            if self.new and self.new[-1].norm in (*_ENDS, ","):
                self.new.pop()
        self.codes = opcodes([token.norm for token in self.old], [token.norm for token in self.new])
        self.found = Patched()
        self.inner: set[int] = set()
        """The places between two words of one edited reference: what was put in there is told with it."""

    def patched(self) -> Patched:
        taken = self._references()
        for code in self.codes:
            if code.kind == "equal" or (code.kind == "insert" and code.start in self.inner):
                continue
            left = [place for place in range(code.start, code.end) if place not in taken]
            if code.kind != "insert" and not left:
                continue
            if any(place in taken for place in range(code.start, code.end)) and code.kind == "replace":
                continue  # told with the reference
            self._change(code, left)
        return self.found

    # References

    def _references(self) -> set[int]:
        """Bring back the edits of words that references print; the places of those words."""
        taken: set[int] = set()
        for start, end in self._groups():
            touched = [
                code for code in self.codes
                if code.kind != "equal" and code.start < end and start < max(code.end, code.start + (code.kind == "insert"))
                and not (code.kind == "insert" and code.start == start)
            ]  # fmt: skip
            if not touched:
                continue
            origin = self.origins[start]
            assert origin is not None and origin.reference is not None
            first, last = self._left(start), self._right(end)
            if first is not None and last is not None and self._names_day(origin):
                last = self._end_of_deadline(end, first, last)
            taken.update(range(start, end))
            self.inner.update(range(start + 1, end))
            if first is None or last is None:
                taken.update(place for code in touched for place in range(code.start, code.end))
                spread = (min(start, *(code.start for code in touched)), max(end, *(code.end for code in touched)))
                others = (min(code.other for code in touched), max(code.other_end for code in touched))
                self.found.hits.append(
                    Hit(self._old_words(*spread), self._new_words(*others), origin.field, origin.reference)
                )
            elif first >= last and any(code.start < start or code.end > end for code in touched):
                self._drop(origin, start, end)  # a longer stretch went, and the reference with it
            else:
                self.found.hits.append(
                    Hit(
                        self._old_words(start, end), self._new_words(first, last), origin.field, origin.reference,
                        origin.start, origin.end,
                    )
                )  # fmt: skip
        return taken

    def _names_day(self, origin: Origin) -> bool:
        reference = origin.reference
        return reference is not None and (reference.target == "срок" or self.fields[origin.field].kind == "deadline")

    def _end_of_deadline(self, end: int, first: int, last: int) -> int:
        """Where a deadline ends: what was written on behind it belongs to it, when that makes a deadline, too."""
        more = next((code for code in self.codes if code.kind == "insert" and code.start == end), None)
        if more is None or more.other != last:
            return last
        try:
            Deadline.parse(self._new_words(first, more.other_end))
        except ValueError:
            return last
        self.inner.add(end)
        return more.other_end

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

    def _left(self, place: int) -> int | None:
        """Where the edited line goes on with the word at ``place``; None when that cannot be told."""
        for code in self.codes:
            if code.start <= place < code.end:
                if code.kind == "equal":
                    return code.other + place - code.start
                return code.other if code.kind == "delete" or place == code.start else None
        return None

    def _right(self, place: int) -> int | None:
        """Where the edited line goes on after the word before ``place``."""
        for code in self.codes:
            if code.start < place <= code.end:
                if code.kind == "equal":
                    return code.other + place - code.start
                return code.other_end if code.kind == "delete" or place == code.end else None
        return None

    def _drop(self, origin: Origin, start: int, end: int) -> None:
        before = self.origins[start - 1] if start else None
        first = before.end if before is not None and before.field == origin.field else origin.start
        source = self.fields[origin.field].source
        first = first if not source[first : origin.start].strip() else origin.start
        self._put(origin.field, Patch(first, origin.end, ""))

    # Words of the fields

    def _change(self, code: Opcode, left: list[int]) -> None:
        """One change outside of references."""
        known = [place for place in left if self.origins[place] is not None]
        composed = [place for place in left if self.origins[place] is None and self.old[place].is_word]
        fields = {origin.field for place in known if (origin := self.origins[place])}
        if composed or len(fields) > 1 or (left and not known and code.kind == "replace"):
            if composed or any(token.is_word for token in self.new[code.other : code.other_end]):
                self.found.hits.append(
                    Hit(self._old_words(code.start, code.end), self._new_words(code.other, code.other_end))
                )
        elif code.kind == "delete":
            for first, last in _stretches(known):
                self._replace(first, last, 0, 0)
        elif known:
            self._replace(known[0], known[-1] + 1, code.other, code.other_end)
        elif not left:
            self._insert(code)

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

    def _insert(self, code: Opcode) -> None:
        """Words between two that stayed, or at an end of the line."""
        before = self.origins[code.start - 1] if code.start else None
        after = self.origins[code.start] if code.start < len(self.origins) else None
        text = escaped(self.edited[self.new[code.other].start : self.new[code.other_end - 1].end])
        if before is not None and self._is_open(before):
            end = self._start_after(code.start, before.field)
            source = self.fields[before.field].source
            if end is not None and before.end <= end and not source[before.end : end].strip():
                text = self._gap(code.other) + text + self._gap(code.other_end)
                self._put(before.field, Patch(before.end, end, text))
            else:
                self._put(before.field, Patch(before.end, before.end, self._gap(code.other) + text))
        elif after is not None and self._is_open(after):
            gap = self._gap(code.other_end) if code.other_end < len(self.new) else " "
            self._put(after.field, Patch(after.start, after.start, text + gap))
        elif any(token.is_word for token in self.new[code.other : code.other_end]):
            self.found.hits.append(Hit("", self._new_words(code.other, code.other_end)))

    def _is_open(self, origin: Origin) -> bool:
        """Whether words may be put beside these: not beside an id, which is the whole of its field."""
        return self.fields[origin.field].kind in ("text", "words", "parties", "deadline")

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
