"""Which point of a foreign order approves which annex of the file, and which annexes the file lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.findings import Path
from docgen.readers.marks import AnnexMark
from docgen.readers.orders.point_forms import Meaning
from docgen.readers.orders.point_ids import walked
from docgen.readers.orders.points import RawPoint
from docgen.readers.words import said_words


class Tie(NamedTuple):
    """A point, by its path, and the annex that it approves, by its place among the annexes of the order, from 0."""

    path: Path
    annex: int


class Missing(NamedTuple):
    """A point that approves what the file does not hold."""

    point: RawPoint
    named: str


def tied(meaning: Meaning, marks: Sequence[AnnexMark], titles: Sequence[str]) -> list[int]:
    """The places of the annexes that a point approves."""
    if not meaning.approves:
        return []
    numbered = [at for at in (_place(number, marks, len(titles)) for number in meaning.annexes) if at is not None]
    if numbered or meaning.annexes:
        return numbered
    alike = [(_alike(meaning.approves, title), at) for at, title in enumerate(titles)]
    best = max(alike, default=(0.0, 0))
    if best[0] >= _ENOUGH:
        return [best[1]]
    return [0] if len(titles) == 1 else []


_ENOUGH = 0.6
_STEM = 5


def _place(number: str, marks: Sequence[AnnexMark], count: int) -> int | None:
    """The place of the annex with that number: by the mark that shows it, else by counting."""
    if not number:
        return 0 if count == 1 else None
    shown = [mark.number for mark in marks]
    if number in shown:
        return shown.index(number) if len(shown) == count else None
    at = int(number) - 1
    return at if not any(shown) and at < count else None


def _alike(words: str, title: str) -> float:
    """How much of a title stands in the words, whatever the cases."""
    stems = {word[:_STEM] for word in said_words(words)}
    wanted = {word[:_STEM] for word in said_words(title) if len(word) > 3}
    return len(stems & wanted) / len(wanted) if wanted else 0.0


def missing_annexes(
    points: Sequence[RawPoint], meanings: dict[int, Meaning], marks: Sequence[AnnexMark], count: int
) -> Iterator[Missing]:
    """The points that approve an annex by a number that no annex of the file has."""
    for _, point in walked(points):
        meaning = meanings[id(point)]
        for number in meaning.annexes:
            if _place(number, marks, count) is None and not (not number and count):
                yield Missing(point, f"приложение № {number}" if number else "приложение")
