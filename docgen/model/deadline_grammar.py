"""Reading a whole deadline: parts, what separates them, brackets, qualifiers (gt:C.1).

The readers of single parts are ``deadline_dates`` and ``deadline_phrases``; slips are mended by
``deadline_mending`` before. What a deadline can do is ``deadline``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from docgen.model import months
from docgen.model.deadline_dates import read_dated
from docgen.model.deadline_mending import mend, nearest
from docgen.model.deadline_parts import IMPLIED, THEN, Part, Span
from docgen.model.deadline_phrases import read_phrase
from docgen.model.deadline_script import EXAMPLES, Found, Pattern, Script, Unread
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
_YEARLESS = Pattern(
    rf"(?:(?:до|ко?|не\s+поздн(?:ее|ей)|не\s+позже|во?)\s+)?(?:«?(?P<d>\d{{1,2}})»?\s*(?P<m>{months.WORD})|"
    rf"(?P<from>{months.WORD})(?:\s*-\s*(?P<to>{months.WORD}))?|(?P<dd>\d{{1,2}})\.(?P<mm>\d{{1,2}})(?![\d.]))"
)
_YEARLY = frozenset({"YEARLY", "N-PER-YEAR", "N-PER-SCHOOL-YEAR", "MIN-RATE"})
_LEAP_YEAR = 2024
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
            raise _unread(script, pos)
        bracket = script.norm[start : start + 1] == "("
        if not separated and found[-1].kind == "FROM" and new[0].rank == 3:
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
    found = read_dated(script, pos) or read_phrase(script, pos)
    if found:
        return found
    yearless = _YEARLESS.match(script.norm, pos)
    if yearless is None:
        raise _unread(script, pos)
    if yearless["from"]:
        return [Part("IN-MONTH", yearless.span(), wording=script.slice(yearless.span()))], yearless.end()
    day = int(yearless["d"] or yearless["dd"])
    month = months.number(yearless["m"]) if yearless["m"] else int(yearless["mm"])
    if not 1 <= day <= script.month(month, _LEAP_YEAR)[1].day:
        raise script.fault(f"«{script.slice(yearless.span())}»: такого числа в месяце не бывает.")
    return [Part("BY-DAY", yearless.span(), wording=f"{day:02d}.{month:02d}")], yearless.end()


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
    if not found or any(part.kind in ("IN-MONTH", "BY-DAY") for part in found):
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
    if first.kind != "POINT":
        return ""
    if not first.lead and lead and "(" not in gap:
        new[:] = [part._replace(lead=lead) if part.kind == "POINT" else part for part in new]
    return new[-1].lead


def _ranked(script: Script, found: list[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of the highest rank, and the others as their qualifiers."""
    repeated = [part for part in found if part.rank == 2 and part.form != IMPLIED]
    found = [part for part in found if part.form != IMPLIED or not repeated]
    yearly = any(part.kind in _YEARLY for part in repeated)
    for part in found:
        if (part.kind == "IN-MONTH" or (part.kind == "BY-DAY" and "." in part.wording)) and not yearly:
            raise script.no_year(script.text[part.span[0] : part.span[1]])
    rank = max(part.rank for part in found)
    if rank == 0:
        raise _unread(script, found[0].span[0])
    return (
        tuple(part for part in found if part.rank == rank),
        tuple(part for part in found if part.rank < rank),
    )


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
