"""What was understood of a foreign file: drafts of our documents as plain data, with the place of every field.

A draft is plain data under Russian keys, as an input file would hold it, because what was read may not yet be a valid
document. ``reading`` makes models of drafts; a field that does not validate is kept as words, never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.findings import Finding, Path
from docgen.readers.blocks import Block, Place, Run
from docgen.readers.known import Known

SURE = 1.0
LIKELY = 0.8
DOUBTFUL = 0.4


class Told(NamedTuple):
    """Where a field of a draft was read: its path, its place, the words that stood there, and how sure we are.

    ``confidence`` runs from 0 to 1; under 0.5 the field is a finding that asks a person.
    """

    path: Path
    place: Place
    words: str
    confidence: float = SURE
    why: str = ""


@dataclass
class Draft:
    """One document as read. ``data`` holds ``номер`` wherever the file shows a number: ``pins`` drops the needless."""

    data: dict[str, Any]
    told: list[Told] = field(default_factory=list)

    def tell(self, path: Path, place: Place, words: str, confidence: float = SURE, why: str = "") -> None:
        """Note where a field was read."""
        self.told.append(Told(path, place, words, confidence, why))


@dataclass
class Leftover:
    """Words of the file that are in no document."""

    words: str
    place: Place
    why: str = ""


@dataclass
class Context:
    """What the second stage shares while one file is read: known names, findings, leftovers."""

    name: str
    known: Known
    findings: list[Finding] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """The ids of the documents made so far."""

    def leave(self, block: Block, why: str = "") -> None:
        """A block that no document takes."""
        words = getattr(block, "shown", None) or block.words
        if words.strip():
            self.leftovers.append(Leftover(words, block.place, why))


def marked_text(runs: tuple[Run, ...], *, bold: bool = True) -> str:
    """The runs as the source of a ``Text``: signs of the markup escaped, bold words between asterisks."""
    return "".join(_marked(run, bold) for run in _joined(runs))


def _marked(run: Run, bold: bool) -> str:
    escaped = run.text.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}").replace("*", "\\*")
    stripped = escaped.strip()
    if not (bold and run.bold and stripped):
        return escaped
    lead = escaped[: len(escaped) - len(escaped.lstrip())]
    tail = escaped[len(escaped.rstrip()) :]
    return f"{lead}**{stripped}**{tail}"


def _joined(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Neighbouring runs of one weight as one; blanks between bold words are bold."""
    waiting: Run | None = None
    for run in runs:
        if waiting is not None and (waiting.bold == run.bold or not run.text.strip()):
            waiting = Run(waiting.text + run.text, waiting.bold)
        else:
            if waiting is not None:
                yield waiting
            waiting = Run(run.text, run.bold)
    if waiting is not None:
        yield waiting
