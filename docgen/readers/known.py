"""The names that a read file uses, matched against reference data or collected into a draft of them.

What matches an entry gets its id; what does not becomes a new entry, said so in ``drafted``. A name that could not be
brought into the nominative for certain is not made an entry: the words then stay words in the document.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from docgen.model.reference import EMPTY_REFERENCE, ReferenceData


class Match(NamedTuple):
    """An entry of reference data: its id, how sure the match is (0 to 1), and whether this file made it."""

    id: str
    confidence: float = 1.0
    new: bool = False


class Known:
    """Reference data as the file that is being read sees them, with what it adds."""

    def __init__(self, reference: ReferenceData = EMPTY_REFERENCE, text: str = "") -> None:
        self.given = reference
        self.text = text
        """The words of the whole file: they tell how a name in capitals is written."""
        self.day: datetime.date = datetime.date.max
        """The day whose names hold, once the date of the order has been read."""

    @property
    def reference(self) -> ReferenceData:
        """The reference data with the drafted entries."""
        return self.given

    @property
    def drafted(self) -> dict[str, list[dict[str, Any]]]:
        """The new entries as plain data by kind of reference file: «организации», «лица», «должности» …"""
        return {}

    def organisation(self, words: str, case: str = "nom", *, short: str = "", create: bool = True) -> Match | None:
        """The body that these words name in that case (``gen``, ``dat``, ``acc``, ``ins``, ``pre``); None if unsure.

        ``short`` is what the file calls it afterwards («далее – …»). A body of which only a short name is said is
        never created.
        """
        return None

    def letterhead(self, lines: tuple[str, ...], city: str | None) -> Match:
        """The body whose letterhead this is; made when nobody has these lines."""
        raise NotImplementedError

    def person(self, words: str, case: str = "nom", *, create: bool = True) -> Match | None:
        """The person named «И.О. Фамилия», «Фамилия И.О.» or in full, in that case."""
        return None

    def post(
        self, words: str, case: str = "nom", *, organisation: str | None = None, holder: str | None = None
    ) -> Match | None:
        """The post in that case, made when unknown; ``holder`` is the id of the person who was seen to hold it."""
        return None

    def municipality(self, words: str, case: str = "gen") -> Match | None:
        """«Гагаринского района», «города Смоленска»; made when it reads as a district, an okrug or a city."""
        return None

    def school(self, words: str) -> Match | None:
        """The school of a list's line: «МБОУ «СОШ № 2» г. Гагарин Гагаринского района»; made when unknown."""
        return None

    def act(
        self, kind: str, authority: str, date: datetime.date | None, number: str | None, title: str | None
    ) -> Match | None:
        """The act that is cited; ``authority`` is the body in the genitive as it stands there."""
        return None

    def abbreviation(self, short: str, full: str, case: str = "nom") -> Match | None:
        """The abbreviation that the file introduces: «(далее – ОМСУ)» after its words in that case."""
        return None
