"""The words of the made-up country: turns of the example region's plans, shuffled by a generator of our own.

The municipalities of a region have most rows from its roadmap, as after ``docgen derive``, and the rest their own.
Everything is made from string templates, so that a municipality takes a millisecond or two, and depends on nothing
but its number, so that the country is the same at every run and a slice of it is the beginning of the whole.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from docgen.files.yaml import read_yaml

PLANS = sorted((Path(__file__).parent.parent / "examples" / "region" / "plans").glob("roadmap-*.yaml"))
_FIELDS = ("мероприятие", "описание", "результат")
_BETWEEN = re.compile(r"(?:[.;,:]\s+|\n-\s+)")
_SHORTEST, _LONGEST = 12, 90


class Stock(NamedTuple):
    """What plans are put together from."""

    turns: Mapping[str, tuple[str, ...]]
    deadlines: tuple[str, ...]
    sections: tuple[str, ...]
    titles: tuple[str, ...]


@cache
def stock() -> Stock:
    """The turns of the example's plans: parts of its cells without references, brackets and quotes; its deadlines."""
    turns: dict[str, list[str]] = {field: [] for field in _FIELDS}
    deadlines: list[str] = []
    sections: list[str] = []
    titles: list[str] = []
    for path in PLANS:
        data: Any = read_yaml(path).data
        titles.append(str(data["название"]))
        for section in data["разделы"]:
            sections.append(str(section["название"]))
            for row in _rows(section["мероприятия"]):
                deadlines += [row["срок"]] if isinstance(row.get("срок"), str) else []
                for field in _FIELDS:
                    parts = (_small(turn.strip("- .")) for turn in _BETWEEN.split(row.get(field) or ""))
                    turns[field] += [turn for turn in parts if _is_plain(turn)]
    kept = {field: tuple(dict.fromkeys(found)) for field, found in turns.items()}
    return Stock(kept, tuple(deadlines), tuple(dict.fromkeys(sections)), tuple(titles))


def _rows(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield row
        yield from row.get("строки", ())


def _is_plain(turn: str) -> bool:
    return _SHORTEST <= len(turn) <= _LONGEST and not any(sign in turn for sign in '{}()«»"*:#\n№–')


def _small(turn: str) -> str:
    """A turn as it stands inside a sentence: an abbreviation keeps its capitals."""
    return turn[:1].lower() + turn[1:] if turn[1:2].islower() else turn


REGION = 27
"""Municipalities of a region."""
_OWN = 3
"""Each row of that number is the municipality's own; the others stand in all roadmaps of its region."""

_RESPONSIBLE = (
    "Управление образования", "Управление образования", "Управление образования, МОЦ", "МОЦ", "ОО", "ОО",
    "МОЦ (методисты по предметам)", "Управление образования (отдел общего образования)", "Руководитель ОО",
    "Управленческая команда ОО", "МОЦ, ОО", "Заместители руководителей ОО",
)  # fmt: skip


def plan(number: int, kind: int, rows: int, place: str) -> str:
    """The YAML of one roadmap of a municipality: ``rows`` rows in three sections, municipal and school levels."""
    walk = random.Random(number * 3 + kind)
    region = random.Random(-(number // REGION * 3 + kind) - 1)
    words = stock()
    pick, turns = walk.choice, words.turns
    title = (
        words.titles[kind % len(words.titles)]
        .replace("в Заречной области", "в школах Заречной области")
        .replace("Заречной области", place)
    )
    lines = [
        "вид: план", f"код: карта{kind + 1}", f"название: {title}", "период: 2026/2027", "уровень: муниципальный",
        "вступление: |-",
        f"  {_sentence(walk, 'описание', 4)}. {_sentence(walk, 'описание', 3)}:",
        *(f"  - {pick(turns['описание'])};" for _ in range(3)),
        f"  - {pick(turns['результат'])}.",
        "графы: [номер, уровень, мероприятие, описание, срок, ответственные, результат]",
        "разделы:",
    ]  # fmt: skip
    for section in range(3):
        lines += [f"  - код: р{section + 1}", f"    название: {pick(words.sections)}", "    мероприятия:"]
        count = rows // 3 + (section < rows % 3)
        for row in range(1, count + 1):
            is_own = row % _OWN == 0
            lines += _measure(walk if is_own else region, section + 1, row, count, place if is_own else "области")
    return "\n".join(lines) + "\n"


def _measure(walk: random.Random, section: int, row: int, count: int, place: str) -> list[str]:
    """One row; a third have a description of several lines, a tenth refer to the row above."""
    pick, turns = walk.choice, stock().turns
    lines = [
        f"      - код: м{section}{row:02}",
        f"        уровень: {'муниципальный' if row * 5 <= count * 3 else 'институциональный'}",
        f"        мероприятие: {_sentence(walk, 'мероприятие', 2)}",
    ]
    if row % 3 == section - 1:
        items = [f"          - {pick(turns['описание'])};" for _ in range(walk.randrange(2, 4))]
        lines += [
            "        описание: |-", f"          {_sentence(walk, 'описание', 2)}, {walk.randrange(3, 90)} % школ {place}:",
            *items, f"          - {pick(turns['результат'])}.",
        ]  # fmt: skip
    elif row % 10 == 4:
        reference = f"{{м{section}{row - 1:02}:номер}}"
        lines.append(f"        описание: {_sentence(walk, 'описание', 2)}. Итоги учитывают в строке {reference}")
    else:
        lines.append(f"        описание: {_sentence(walk, 'описание', 3)}. {_sentence(walk, 'описание', 1)}.")
    return [
        *lines,
        f'        срок: "{pick(stock().deadlines)}"',
        f"        ответственные: {pick(_RESPONSIBLE)}",
        f"        результат: {_sentence(walk, 'результат', 2)}",
    ]


def _sentence(walk: random.Random, field: str, turns: int) -> str:
    """So many turns with commas between them."""
    text = ", ".join(walk.choice(stock().turns[field]) for _ in range(turns))
    return text[0].upper() + text[1:]
