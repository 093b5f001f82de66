"""Deadlines inside the sentences of a foreign order: «в срок до 30.01.2027 и 20.07.2027», «не позднее …» (gt:C.4)."""

from __future__ import annotations

import re
from typing import Final

from docgen.language.dictionary import readings
from docgen.model.deadline import Deadline
from docgen.model.months import WORD
from docgen.patterns import pattern

_YEAR = r"(?:\s?г(?:ода|\.))?"
_DAY = rf"(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{_YEAR}|\d{{1,2}}\s{WORD}(?:\s\d{{4}}{_YEAR})?)"
_MORE = rf"(?:(?:,\s|\sи\s)(?:(?:до|не\sпозднее)\s)?{_DAY}){{0,5}}"
_DEADLINE: Final = pattern(
    rf"(?<![\w-])(?:(?:в\sсроки?:?\s)?(?:до|не\sпозднее)\s{_DAY}(?:\sвключительно)?{_MORE}|с\s{_DAY}\s(?:до|по)\s{_DAY}"
    rf"|в\sтечение\s(?:\d{{4}}\sгода|\d{{4}}\s?[/–-]\s?\d{{2,4}}\sучебного\sгода|(?:всего\s)?учебного\sгода)"
    rf"|(?:ежемесячно|ежеквартально|ежегодно|еженедельно)(?:,?\sдо\s\d{{1,2}}(?:-го)?\sчисла"
    rf"(?:\sмесяца,\sследующего\sза\sотч[её]тным(?:\s(?:месяцем|кварталом|периодом))?)?)?)(?![\w-])",
    re.IGNORECASE,
)
_ADJECTIVE_AFTER: Final = pattern(r"\s(?P<word>[^\W\d_]+)")
_BLANKS: Final = pattern(r"\s")


def find_deadline(words: str) -> tuple[int, int] | None:
    """Where the one deadline of a sentence stands; None where there is none, or more than one, or it is not understood."""
    plain = _BLANKS.sub(" ", words)
    found = [match for match in _DEADLINE.finditer(plain) if not _is_quoted(plain, match.start())]
    if len(found) != 1:
        return None
    start, end = found[0].span()
    said = plain[start:end]
    if said[-1] not in ".г" and not said[-1].isdigit() and _describes(plain, end):
        return None
    try:
        Deadline.parse(said)
    except ValueError:
        return None
    return start, end


def _is_quoted(words: str, at: int) -> bool:
    before = words[:at]
    return before.count("«") > before.count("»")


def _describes(words: str, end: int) -> bool:
    """Whether an adverb belongs to what follows: «ежемесячно обновляемый список»."""
    match = _ADJECTIVE_AFTER.match(words, end)
    return match is not None and any(reading.part == "adjective" for reading in readings(match["word"])[:1])
