"""Ids for the points of a read order, made of the numbers that they show: п1, п3-2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docgen.findings import Path
from docgen.readers.orders.points import RawPoint

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LETTERS: Final = "абвгдежиклмнпрстуфхцчшэюя"


def walked(points: Sequence[RawPoint], path: Path = ()) -> Iterator[tuple[Path, RawPoint]]:
    """Every point with its path in the data, sub-points after their point."""
    for index, point in enumerate(points):
        here = (*path, "пункты", index)
        yield here, point
        yield from walked(point.points, here)


def point_ids(points: Sequence[RawPoint]) -> dict[int, str]:
    """The ids by the ``id()`` of the points; one number that stands twice gives two."""
    ids: dict[int, str] = {}
    _name(points, "п", ids, {})
    return ids


def _name(points: Sequence[RawPoint], above: str, ids: dict[int, str], taken: dict[str, int]) -> None:
    for position, point in enumerate(points, 1):
        shown = point.number.translate(_RAISED)
        if not shown:
            base = f"{above}-без-{position}" if above != "п" else f"п-без-{position}"
        elif "." in shown or above == "п":
            base = f"п{shown.replace('.', '-')}"
        else:
            base = f"{above}-{shown}"
        id_ = base
        while id_ in taken:
            count = taken[base]
            id_ = f"{base}{_LETTERS[count]}" if count < len(_LETTERS) else f"{base}-{count}"
            taken[base] += 1
        taken[id_] = 0
        ids[id(point)] = id_
        _name(point.points, id_, ids, taken)


def numbers_once(points: Sequence[RawPoint], ids: dict[int, str]) -> dict[str, str]:
    """The ids by the numbers shown, those left out that stand twice."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for path, point in walked(points):
        whole = "." in point.number or len(path) == 2
        if not point.number or not whole:
            continue
        if point.number in found:
            twice.add(point.number)
        found[point.number] = ids[id(point)]
    return {number: id_ for number, id_ in found.items() if number not in twice}
