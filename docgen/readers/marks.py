"""The marks at the top of annexes: «Приложение № 1 / к приказу …», «УТВЕРЖДЕН приказом …», alone or together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Place
from docgen.readers.linewise import Line, joined
from docgen.readers.spelled import find_date, find_number, kind_of

LONGEST: Final = 12
"""The most lines of a mark."""


class AnnexMark(NamedTuple):
    """What the mark of an annex says. Nothing of it is mended: the order's own field is what a print takes."""

    number: str = ""
    """The number shown: «1» of «Приложение № 1»; empty when none is."""
    kind: str = ""
    """The kind of the act in the nominative, «приказ»; empty when the mark names no act."""
    authority: str = ""
    """The words between the kind and the date: «Департамента … области»."""
    date: datetime.date | None = None
    act_number: str = ""
    """The number of the act as written there."""
    approved: str = ""
    """«УТВЕРЖДЕН» with its ending; empty when the mark does not say so."""
    labelled: bool = True
    """Whether the word «Приложение» stands there."""
    number_sign: bool = True
    """Whether «№» stands before the number of the annex."""
    restriction: tuple[str, ...] = ()
    """The lines of a restriction mark above it."""
    lines: tuple[str, ...] = ()
    """All lines, those of the restriction mark left out."""
    place: Place = Place()
    blocks: tuple[Block, ...] = ()
    """The blocks that the mark stands in; they are not among those of the segment."""

    @property
    def words(self) -> str:
        """Everything that stands there."""
        return "\n".join((*self.restriction, *self.lines))


_LABEL = pattern(
    r"(?:ПРИЛОЖЕНИЕ|Приложение)(?:\s*(?P<sign>№|N)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?|[А-ЯЁ](?![а-яё])))?"
    r"(?:\s+(?P<rest>[кК]\s+(?:настоящему\s+)?(?:приказ|распоряжен|постановлен)[а-яё]*(?:\s.*)?))?"
)
_TO_ACT = pattern(r"[кК]\s+(?:настоящему\s+)?(?:приказу|распоряжению|постановлению)(?![а-яё])")
_APPROVED = pattern(
    r"(?P<word>УТВЕРЖД[ЕЁ]Н[АОЫ]?|Утвержд[её]н[аоы]?)(?:\s+(?P<rest>(?:приказом|распоряжением|постановлением)(?:\s.*)?))?"
)
_BY_ACT = pattern(r"(?:приказом|распоряжением|постановлением)(?![а-яё])", re.IGNORECASE)
_VERB = pattern(
    r"(?<![а-яё])(?:изложить|дополнить|признать|утвердить|исключить|заменить|внести|считать|разместить|направить)(?![а-яё])"
)
_EDITION = pattern(r"\((?:в ред|с измен|в редакции)")
_RESTRICTION = pattern(
    r"(?:для\s+служебного\s+пользования|конфиденциально|дсп|для\s+внутреннего\s+пользования|секретно)[.]?"
    r"(?:\s+экз\.?\s*(?:№|N)?\s*(?P<copy>[\w/-]+))?",
    re.IGNORECASE,
)
_COPY = pattern(r"экз(?:емпляр)?\.?\s*(?:№|N)?\s*(?P<copy>[\w/-]+)\.?", re.IGNORECASE)


def is_restriction(text: str) -> bool:
    """Whether a line is a restriction mark or the number of the copy under one."""
    return _RESTRICTION.fullmatch(text) is not None or _COPY.fullmatch(text) is not None


def restriction(lines: Sequence[str]) -> dict[str, Any] | None:
    """The plain data of a restriction mark («гриф») from its lines; None when no line holds its words."""
    data: dict[str, Any] = {}
    for text in lines:
        whole, copy = _RESTRICTION.fullmatch(text), _COPY.fullmatch(text)
        if whole and "пометка" not in data:
            start = whole.start("copy")
            data["пометка"] = text if start < 0 else text[: text.lower().rfind("экз")].strip(" .,")
            if whole["copy"]:
                data["экземпляр"] = whole["copy"]
        elif copy:
            data["экземпляр"] = copy["copy"]
    return data if "пометка" in data else None


def read_mark(lines: Sequence[Line]) -> tuple[AnnexMark, int] | None:
    """The mark that begins with the first of these lines, and how many lines it takes; None when none does."""
    if not lines or lines[0].numbered:
        return None
    label = _LABEL.fullmatch(lines[0].text)
    approved = None if label else _APPROVED.fullmatch(lines[0].text)
    if label is None and approved is None:
        return None
    mark = AnnexMark(place=lines[0].place, labelled=label is not None)
    taken = 1
    if label is not None:
        mark = mark._replace(number=label["number"] or "", number_sign=bool(label["sign"]))
        goes_on = label["rest"] or (len(lines) > 1 and not lines[1].numbered and _TO_ACT.match(lines[1].text))
        if goes_on:
            taken, mark = _with_act(lines, 0 if label["rest"] else 1, mark, label.start("rest"))
        approved = _APPROVED.fullmatch(lines[taken].text) if len(lines) > taken and not mark.kind else None
        if approved is not None:
            taken += 1
    if approved is not None:
        taken, mark = _with_approval(lines, taken, mark, approved["word"], approved["rest"])
        if not (mark.labelled or mark.kind):
            return None  # the word alone stands above a post and a name: who approved, not by which act
    if taken > LONGEST or _VERB.search(joined(lines[:taken])):
        return None
    if len(lines) > taken and _EDITION.match(lines[taken].text):
        taken += 1
    return mark._replace(lines=tuple(line.text for line in lines[:taken])), taken


def _with_approval(
    lines: Sequence[Line], taken: int, mark: AnnexMark, word: str, rest: str | None
) -> tuple[int, AnnexMark]:
    mark = mark._replace(approved=word)
    if rest:
        return _with_act(lines, taken - 1, mark, lines[taken - 1].text.find(rest))
    if len(lines) > taken and _BY_ACT.match(lines[taken].text):
        return _with_act(lines, taken, mark, 0)
    return taken, mark


def _with_act(lines: Sequence[Line], first: int, mark: AnnexMark, start: int) -> tuple[int, AnnexMark]:
    """The act that the mark names, from a place in a line on to its number; without one the lines that go on."""
    words = ""
    for index in range(first, min(len(lines), first + LONGEST)):
        text = lines[index].text[max(start, 0) if index == first else 0 :]
        if index > first and (lines[index].numbered or _LABEL.fullmatch(text) or _APPROVED.fullmatch(text)):
            break
        words = f"{words} {text}".strip()
        if (number := find_number(words)) is not None and (found := _act(words, number.start)) is not None:
            return index + 1, mark._replace(act_number=number.number, **found)
    last = first + 1
    while last < min(len(lines), first + LONGEST) and _goes_on(lines[first], lines[last]):
        last += 1
    words = " ".join([lines[first].text[max(start, 0) :], *(line.text for line in lines[first + 1 : last])])
    return last, mark._replace(**(_act(words, len(words)) or {}))


def _act(words: str, end: int) -> dict[str, Any] | None:
    """Kind, body and date of the words before the number."""
    head = words[:end]
    date = find_date(head)
    before = head[: date.start] if date else head
    parts = before.split()
    parts = parts[1:] if parts and parts[0].lower() == "к" else parts
    parts = parts[1:] if parts and parts[0].lower() == "настоящему" else parts
    if not parts or not (kind := kind_of(parts[0])):
        return None
    authority = " ".join(parts[1:]).removesuffix(" от").strip(" ,")
    return {"kind": kind, "authority": "" if authority == "от" else authority, "date": date.day if date else None}


def _goes_on(first: Line, line: Line) -> bool:
    """Whether a line without a number after it belongs to the mark by its look."""
    if line.numbered or line.bold or line.alignment == "center" or line.text.isupper():
        return False
    if first.style:
        return line.style == first.style and line.alignment == first.alignment
    return line.text[:1].islower() or line.text.startswith(("от ", "«", "г."))
