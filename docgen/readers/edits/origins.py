"""Where the printed words of a line come from: which characters of which field, or which reference in it.

The markup of a ``Text`` is read here once more, with the place of every letter, because an edit has to find its way
back into the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from docgen.findings import Path
from docgen.language.printing import Printing
from docgen.language.resolve import resolve_text
from docgen.model.deadline import AnyDeadline
from docgen.model.text import Paragraph, Reference, Text
from docgen.patterns import pattern
from docgen.readers.edits.stretches import stretches
from docgen.readers.edits.tokens import norms, stretch_of, tokens

FieldKind = Literal[
    "text", "words", "deadline", "parties", "level", "person", "post", "municipality", "school", "number"
]
"""What a field holds: it decides what an edit of its words makes of it."""

_MARK = pattern(r"\\(?P<escaped>.)|(?P<open>\{\{)|(?P<close>\}\})|(?P<bold>\*\*)|(?P<brace>\{[^{}]*\})")
_BULLET = pattern(r"[^\S\n]*(?:--?[ \u00a0]+)?")


@dataclass(frozen=True)
class Field:
    """A field whose words stand in a printed line. ``source`` is its value as the file holds it.

    Of a ``Text`` the line is paragraph ``line`` of it, ``case`` is that of references without a form, and ``deadline``
    what ``{срок}`` stands for. Of a field that holds an id, ``printed`` is what is printed for it.
    """

    path: Path
    kind: FieldKind
    source: str
    line: int = 0
    case: str = "им"
    deadline: AnyDeadline | None = None
    printed: str = ""
    lead: str = ""
    """The composed words that stand right before it."""


class Origin(NamedTuple):
    """Where a printed word comes from: the characters of a field's source; all those of ``reference`` if it names it."""

    field: int
    start: int
    end: int
    reference: Reference | None = None


class Spot(NamedTuple):
    """A printed word and its origin."""

    norm: str
    origin: Origin


def origins(words: Sequence[str], fields: Sequence[Field], printing: Printing) -> list[Origin | None]:
    """The origin of each word of a printed line, None for those that the program composes.

    The fields stand in the line in their order.
    """
    found: list[Origin | None] = [None] * len(words)
    start = 0
    for index, field in enumerate(fields):
        spots = list(spots_of(index, field, printing))
        lead = norms(field.lead)
        while (
            spots and stretch_of([*lead, *(s.norm for s in spots)], words, start) is None and _is_mark(spots[-1].norm)
        ):
            spots.pop()  # its own end mark gave way to another
        place = stretch_of([*lead, *(spot.norm for spot in spots)], words, start)
        if place is not None:
            place += len(lead)
            found[place : place + len(spots)] = [spot.origin for spot in spots]
            start = place + len(spots)
            if field.kind == "deadline" and field.printed:
                _with_brackets(words, place, start, found)
        elif not field.printed:
            start = _aligned(spots, words, start, found)
    return found


def _with_brackets(words: Sequence[str], start: int, end: int, found: list[Origin | None]) -> None:
    """What is put around a deadline that stands apart goes with it: «(срок – …)»."""
    if tuple(words[start - 3 : start]) == ("(", "срок", "-") and tuple(words[end : end + 1]) == (")",):
        found[start - 3 : end + 1] = [found[start]] * (end + 4 - start)


def _aligned(spots: list[Spot], words: Sequence[str], start: int, found: list[Origin | None]) -> int:
    """Words that typography set otherwise than they were written: those around them tell where they are."""
    sought = [spot.norm.lower() for spot in spots]
    last = start
    for code in stretches(sought, [word.lower() for word in words[start:]]):
        same_count = code.end - code.start == code.other_end - code.other
        if code.kind == "equal" or (code.kind == "replace" and same_count):
            for step in range(code.end - code.start):
                found[start + code.other + step] = spots[code.start + step].origin
            last = start + code.other_end
    return last


def _is_mark(norm: str) -> bool:
    return norm in (".", ":", ";", ",")


def spots_of(index: int, field: Field, printing: Printing) -> Iterator[Spot]:
    """The words of a field as they are printed, each with its origin."""
    if field.kind == "text":
        yield from _of_text(index, field, printing)
        return
    if field.printed:
        whole = Origin(index, 0, len(field.source), Reference(field.source, field.kind))
        yield from (Spot(norm, whole) for norm in norms(field.printed))
        return
    yield from (Spot(token.norm, Origin(index, token.start, token.end)) for token in tokens(field.source))


def _of_text(index: int, field: Field, printing: Printing) -> Iterator[Spot]:
    line = source_lines(field.source)[field.line]
    letters, places, references = _unmarked(field.source, line)
    before = printing.own_deadline
    printing.own_deadline = field.deadline
    try:
        for token in tokens(letters):
            reference = references.get(token.start)
            if reference is None:
                yield Spot(token.norm, Origin(index, places[token.start][0], places[token.end - 1][1]))
                continue
            said = printed_reference(reference, printing, field.case)
            yield from (Spot(norm, Origin(index, *reference.span, reference)) for norm in norms(said))
    finally:
        printing.own_deadline = before


def printed_reference(reference: Reference, printing: Printing, case: str = "им") -> str:
    """What a reference prints."""
    text = Text("", (Paragraph((reference,)),))
    return str(resolve_text(text, lambda ref: printing.mentions.mention(ref, case), printing.style))


def source_lines(source: str) -> list[tuple[int, int]]:
    """The lines of a ``Text``'s source that are paragraphs: where each starts and ends."""
    lines, offset = [], 0
    for line in source.split("\n"):
        if line.strip():
            lines.append((offset, offset + len(line.rstrip())))
        offset += len(line) + 1
    return lines


_HELD = "\uf8ff"
"""Stands for a reference among the letters."""


def _unmarked(source: str, line: tuple[int, int]) -> tuple[str, list[tuple[int, int]], dict[int, Reference]]:
    """The letters of a line without markup, the place of each in the source, and the references by their place."""
    start, end = line
    bullet = _BULLET.match(source, start, end)
    position = bullet.end() if bullet else start
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    references: dict[int, Reference] = {}

    def put(text: str, first: int, last: int) -> None:
        letters.append(text)
        places.append((first, last))

    while position < end:
        mark = _MARK.match(source, position, end)
        if mark is None:
            put(source[position], position, position + 1)
            position += 1
            continue
        kind, position = mark.lastgroup, mark.end()
        if kind == "escaped":
            put(mark["escaped"], *mark.span())
        elif kind in ("open", "close"):
            put(mark.group()[0], *mark.span())
        elif kind == "brace":
            target, _, form = (part.strip() for part in mark.group()[1:-1].partition(":"))
            references[len(letters)] = Reference(target, form, span=mark.span())
            put(_HELD, *mark.span())
    return "".join(letters), places, references
