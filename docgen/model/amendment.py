"""Amendments: what one order changes in another that is in force, each as one value (std §4.1).

Values only. How they are found is the business of ``transforms.amending``, how they are made that of ``applying``, what
they say that of ``amendment_words``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

AmendmentKind = Literal[
    "заменить слова", "дополнить словами", "исключить слова", "изложить", "дополнить", "утратил силу", "исключить",
    "ввести в состав", "вывести из состава",
]  # fmt: skip
"""What an amendment does."""

Unit = Literal[
    "пункт", "подпункт", "абзац", "строка", "раздел", "позиция", "кластер", "приложение", "член", "заголовок",
    "преамбула", "наименование", "вступление", "заключение",
]  # fmt: skip
"""What is amended. ``абзац`` is the first paragraph of a point whose sub-points stay."""

PARTS: Mapping[str, str] = {"вступление": "вступительная часть", "заключение": "заключительная часть"}
"""Units that texts call otherwise."""


@dataclass(frozen=True)
class Line:
    """A line of a new edition: a paragraph with its number, a dash item, or a cell under its column."""

    text: str
    number: str = ""
    dash: int = 0
    column: str = ""


@dataclass(frozen=True)
class Amendment:
    """One change.

    ``annex`` is the number of the annex as printed («1»; empty where it is the only one), None in the text of the order
    itself. ``number`` is that of the unit; ``inside`` that of the cluster of a position. ``after`` is what the new words
    follow, or the number after which a new unit stands. ``data`` is the changed unit as plain data; None where only
    the words are known because the amendment was read.
    """

    kind: AmendmentKind
    unit: Unit
    number: str = ""
    annex: str | None = None
    inside: str = ""
    column: str = ""
    old: str = ""
    new: str = ""
    after: str = ""
    lines: tuple[Line, ...] = ()
    data: Any = None
