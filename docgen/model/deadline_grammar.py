"""Reading a whole deadline: parts, what separates them, brackets, qualifiers (gt:C.1).

The readers of single parts are ``deadline_dates`` and ``deadline_phrases``; slips are mended by
``deadline_mending`` before. What a deadline can do is ``deadline``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from docgen.model.deadline_dates import read_dated
from docgen.model.deadline_mending import mend, nearest
from docgen.model.deadline_parts import IMPLIED, MONTHLESS, THEN, YEARLESS, Part, Span
from docgen.model.deadline_phrases import read_phrase
from docgen.model.deadline_script import EXAMPLES, Found, Pattern, Script, Unread
from docgen.model.deadline_yearless import read_yearless
from docgen.patterns import pattern

LONGEST = 500
"""A deadline of more characters is a text that stands in the wrong place."""
_DEEPEST = 2
"""Brackets further inside are notes, whatever they say."""

_SEPARATOR = Pattern(
    r"[^\S\n]*(?P<mark>[,;:-]\s*|\n\s*|(?=и\s))?(?:(?:но|и|а\s+также|затем)\s+)?(?P<then>(?:а\s+)?далее\s*[-:,]?\s*)?"
)
_BLANKS = pattern(r"\s*")
_END = pattern(r"[\s.,;]*$")
_POINTS = frozenset({"POINT", "YEARLESS-POINT"})
_YEARLY = frozenset({"YEARLY", "N-PER-YEAR", "N-PER-SCHOOL-YEAR", "MIN-RATE"})
_ALONE = {"BY-DAY": "DAY", "IN-DECADE": "DECADE", "IN-HALF-MONTH": "HALF-MONTH"}
"""What qualifies a repetition or a date, but is a deadline without a month when it stands alone."""
_OF_YEARS = {"POINT": "BY-DAY", "MONTH": "IN-MONTH", "MONTH-RANGE": "IN-MONTH"}
"""What a date without a year is beside «ежегодно»."""
_RUN_ON = pattern(r"(?<=[А-Яа-яЁё])(?=\d)|(?<=\d)(?=[А-Яа-яЁё])")


class Read(NamedTuple):
    """What a text says: the parts that are the deadline, what qualifies them, what had to be mended."""

    parts: tuple[Part, ...]
    qualifiers: tuple[Part, ...]
    repair: tuple[str, ...]


def read(text: str) -> Read:
    """The parts and qualifiers of a deadline's text; raises ``ValueError`` with a message for a person."""
    quote = " ".join(text.replace("\u23ce", " ").split())
    if not quote:
        raise ValueError(f"Срок пуст. Пишите, например: {EXAMPLES}.")
    if len(text) > LONGEST:
        raise ValueError(f"Срок «{quote[:60]}…» слишком длинный: {len(text)} знаков, а может быть {LONGEST}.")
    mended = mend(text)
    script = Script(mended.text, quote)
    found, commas = _elements(script)
    parts, qualifiers = _ranked(script, found)
    lost = tuple(repair for before, after, repair in commas if before in parts and after in parts)
    if mended.origin is not None:
        parts, qualifiers = _placed(parts, mended.original), _placed(qualifiers, mended.original)
    return Read(parts, qualifiers, mended.repairs + lost + _run_ons(text, parts))


def _elements(script: Script) -> tuple[list[Part], list[tuple[Part, Part, str]]]:
    """All parts in the order of the text, and the pairs between which a comma is missing."""
    found: list[Part] = []
    commas: list[tuple[Part, Part, str]] = []
    pos = _BLANKS.match(script.norm).end()  # type: ignore[union-attr]  # matches nothing at worst
    lead = ""
    start = pos
    then = False
    separated = True
    while True:
        if start >= len(script.norm):
            raise _unread(script, pos)
        new, end = _bracket(script, start) or _element(script, start)
        if script.norm[pos:start].strip() == "-" and new[0].rank == 3:
            raise _no_year(script, new[0]) if new[0].yearless and found[-1].intervals else _unread(script, pos)
        bracket = script.norm[start : start + 1] == "("
        if not separated and found[-1].kind in ("FROM", "YEARLESS-FROM") and new[0].rank == 3:
            raise script.fault("границы названы по-разному. Пишите обе днями: с 01.09.2026 по 15.10.2026.")
        lead = _inherit(new, lead, script.norm[pos:start])
        if then:
            new = [part._replace(form=THEN) if part.rank < 3 else part for part in new]
        if not separated and not bracket and found:
            commas.append((found[-1], new[0], _lost_comma(script, found[-1], new[0])))
        found += new
        if _END.match(script.norm, end):
            return found, commas
        separator = _SEPARATOR.match(script.norm, end)
        assert separator is not None  # every part of the pattern is optional
        pos, start = end, separator.end()
        then, separated = separator["then"] is not None, separator["mark"] is not None


def _element(script: Script, pos: int) -> Found:
    found = read_dated(script, pos) or read_phrase(script, pos) or read_yearless(script, pos)
    if found:
        return found
    raise _unread(script, pos)


def _bracket(script: Script, pos: int) -> Found | None:
    """A bracket: read like the rest when it can be, otherwise a note of the clerk's."""
    if script.norm[pos : pos + 1] != "(":
        return None
    depth = 0
    for end in range(pos, len(script.norm)):
        depth += {"(": 1, ")": -1}.get(script.norm[end], 0)
        if depth == 0:
            break
    else:
        raise Unread(f"Срок «{script.quote}» не понят: скобка не закрыта. Поставьте закрывающую скобку.")
    # Blanks before keep every place the same inside and outside.
    inside = Script(" " * (pos + 1) + script.text[pos + 1 : end], script.quote, script.depth + 1)
    try:
        found = _inside(inside) if script.depth < _DEEPEST else []
    except Unread:
        found = []
    if not found or any(part.kind in _ALONE or part.kind == "IN-MONTH" or part.yearless for part in found):
        found = [Part("NOTE", (pos, end + 1), wording=script.slice((pos + 1, end)))]
    return found, end + 1


def _inside(script: Script) -> list[Part]:
    if not script.norm.strip():
        return []
    separator = _SEPARATOR.match(script.norm, 0)
    if separator and separator["then"]:
        found, end = _element(script, separator.end())
        if _END.match(script.norm, end):
            return [part._replace(form=THEN) for part in found]
        return []
    return _elements(script)[0]


def _inherit(new: list[Part], lead: str, gap: str) -> str:
    """Give «до» of «до 30.01.2022 и 20.07.2022» to the second date too; returns the word for the next one."""
    first = new[0]
    if first.kind not in _POINTS:
        return ""
    if not first.lead and lead and "(" not in gap:
        new[:] = [part._replace(lead=lead) if part.kind in _POINTS else part for part in new]
    return new[-1].lead


def _ranked(script: Script, found: list[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of the highest rank, and the others as their qualifiers."""
    repeated = [part for part in found if part.rank == 2 and part.form != IMPLIED]
    found = [part for part in found if part.form != IMPLIED or not repeated]
    yearly = any(part.kind in _YEARLY for part in repeated)
    found = _of_years(script, found) if yearly else found
    dated = any(part.intervals or part.since for part in found)
    for part in found:
        # Beside a date that names its year docgen does not guess whether the other one is of the same year.
        if (part.kind == "IN-MONTH" and not yearly) or (part.yearless and dated):
            raise _no_year(script, part)
    rank = max(part.rank for part in found)
    if rank == 0:
        found = [_alone(part) for part in found]
        rank = max(part.rank for part in found)
    if rank == 0:
        raise _unread(script, found[0].span[0])
    return (
        tuple(part for part in found if part.rank == rank),
        tuple(part for part in found if part.rank < rank),
    )


def _of_years(script: Script, found: list[Part]) -> list[Part]:
    """The parts beside «ежегодно»: a date without a year says when in every year."""
    parts = []
    for part in found:
        if part.yearless:
            kind = _OF_YEARS.get(part.kind.removeprefix(YEARLESS), "IN-SPAN")
            month, day = part.yearless[0][1]
            wording = f"{day:02d}.{month:02d}" if kind == "BY-DAY" else script.slice(part.span)
            parts.append(Part(kind, part.span, wording=wording))
        else:
            parts.append(part)
    return parts


def _alone(part: Part) -> Part:
    """A day or a decade that qualifies nothing: a deadline without its month."""
    if part.kind not in _ALONE:
        return part
    wording = f"до {part.wording} числа" if part.kind == "BY-DAY" else part.wording
    return part._replace(kind=MONTHLESS + _ALONE[part.kind], wording=wording)


def _no_year(script: Script, part: Part) -> Unread:
    return script.no_year(script.text[part.span[0] : part.span[1]])


def _placed(parts: tuple[Part, ...], original: Callable[[Span], Span]) -> tuple[Part, ...]:
    return tuple(part._replace(span=original(part.span), core=part.core and original(part.core)) for part in parts)


def _lost_comma(script: Script, before: Part, after: Part) -> str:
    left, right = script.slice(before.span), script.slice(after.span)
    return f"пропущена запятая: «{left} {right}» → «{left}, {right}»"


def _run_ons(text: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    repairs = []
    for part in parts:
        if part.core and _RUN_ON.search(core := text[part.core[0] : part.core[1]]):
            repairs.append(f"пропущен пробел: «{core}» → «{_RUN_ON.sub(' ', core)}»")
    return tuple(repairs)


def _unread(script: Script, pos: int) -> Unread:
    rest = script.slice((pos, len(script.text))).strip(" .,;")
    word = re.match(r"[А-Яа-яЁё]{4,}", rest)
    guess = word and nearest(word[0])
    hint = f" Возможно, «{guess}»?" if guess else ""
    what = "" if not rest or rest == script.quote.strip(" .,;") else f": непонятно «{rest}»"
    return Unread(
        f"Срок «{script.quote}» не понят{what}.{hint} Пишите, например: {EXAMPLES}. "
        "Если иначе нельзя, оставьте слова под ключом «дословно»."
    )
