"""Mending a deadline's text before it is read: slips of the keyboard and traces of a page break.

Every mend is reported, and every character of the mended text knows its place in the clerk's text. Slips of
grammar that reading survives («1 раз» for «1 раза») are the checks' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from docgen.model import months
from docgen.patterns import pattern

_WORDS = (
    "течение года году год годы учебного учебный учебном полугодие полугодия полугодию квартал "
    "квартала кварталы четверть четверти графику графиком график необходимости специальному "
    "отдельному установленному утвержденному утверждённому утвержденным утверждённым соответствии "
    "мероприятий оценочных процедур проведения проверки ежемесячно ежеквартально ежегодно "
    "еженедельно ежедневно постоянно каждой итогам окончании завершении после позднее включительно "
    "согласно плану работы запросу наличии муниципалитете декада период периода рабочих календарных "
    "подписания незамедлительно"
)
WORDS = frozenset(_WORDS.split()) | {*months.NOMINATIVE[1:], *months.GENITIVE[1:]}
"""The words of the deadline language: enough to tell a broken word and to guess a misspelt one."""

_LETTERS = "а-яёА-ЯЁ"
_SUSPECT = pattern(rf"[\n\r\u23ceA-Za-z]|[{_LETTERS}]-\s*[а-яё]|\b[Вв]о\s|[Тт]ечении|[Вв]течени|течение[а-яё]")
_WORD = pattern(rf"[A-Za-z{_LETTERS}]+")
_LATIN = str.maketrans("aceopxykABCEHKMOPTX", "асеорхукАВСЕНКМОРТХ")
_BROKEN = pattern(rf"([{_LETTERS}]+)(?:-\s*|\s*[\n\r\u23ce]\s*)([а-яё]+)")
_DOUBLED = pattern(rf"\b([{_LETTERS}]+)(\s*[\n\r\u23ce]\s*\1)(?![{_LETTERS}])")
_WRONG_PREPOSITION = pattern(r"\bво(?=\s+[а-яё]+му\s+графику)", re.IGNORECASE)
_DURING = pattern(r"\b(?P<head>(в)(?P<before>\s*)течени[ие])(?P<after>\s*)(?P<word>[а-яё]+|\d+)", re.IGNORECASE)

_Edit = tuple[int, int, str]


class Mended(NamedTuple):
    """A text made readable, what was mended, and the place of each character in the text as written."""

    text: str
    repairs: tuple[str, ...]
    origin: tuple[int, ...] | None

    def original(self, span: tuple[int, int]) -> tuple[int, int]:
        """The characters of the text as written that a span of the mended text stands for."""
        if self.origin is None:
            return span
        start, end = span
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def mend(text: str) -> Mended:
    """The text with known slips mended; usually the text itself."""
    if not _SUSPECT.search(text):
        return Mended(text, (), None)
    origin = tuple(range(len(text) + 1))
    repairs: list[str] = []
    for find in (_look_alikes, _doubled, _broken, _preposition, _during):
        edits: list[_Edit] = []
        for edit, repair in find(text):
            edits.append(edit)
            repairs.append(repair)
        text, origin = _apply(text, origin, edits)
    return Mended(text, tuple(repairs), origin if repairs else None)


def nearest(word: str) -> str | None:
    """The word of the deadline language that a misspelt one resembles, if any."""
    import difflib  # only for a misspelt word, and costly to load

    close = difflib.get_close_matches(word.lower(), WORDS, n=1, cutoff=0.8)
    return close[0] if close and close[0] != word.lower() else None


def _apply(text: str, origin: tuple[int, ...], edits: Iterable[_Edit]) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        places += origin[done:start]
        places += (origin[min(start + i, max(end - 1, start))] for i in range(len(new)))
        done = end
    return "".join(pieces) + text[done:], (*places, *origin[done:])


def _changed(old: str, new: str) -> str:
    return f"«{' '.join(old.split())}» → «{new}»"


def _look_alikes(text: str) -> Iterable[tuple[_Edit, str]]:
    # «oктябрь» with a Latin o looks right and matches nothing; Roman numerals stand alone.
    for match in _WORD.finditer(text):
        word = match[0]
        cyrillic = word.translate(_LATIN)
        mixed = any("а" <= letter.lower() <= "я" for letter in word)
        if cyrillic != word and (mixed or len(word) == 1) and not re.search("[A-Za-z]", cyrillic):
            yield (match.start(), match.end(), cyrillic), f"латинские буквы: {_changed(word, cyrillic)}"


def _doubled(text: str) -> Iterable[tuple[_Edit, str]]:
    for match in _DOUBLED.finditer(text):
        yield (match.start(2), match.end(2), ""), f"повтор на разрыве: {_changed(match[0], match[1])}"


def _broken(text: str) -> Iterable[tuple[_Edit, str]]:
    for match in _BROKEN.finditer(text):
        joined = match[1] + match[2]
        if joined.lower() in WORDS and not {match[1].lower(), match[2]} <= WORDS:
            yield (match.end(1), match.start(2), ""), f"разорванное слово: {_changed(match[0], joined)}"


def _preposition(text: str) -> Iterable[tuple[_Edit, str]]:
    for match in _WRONG_PREPOSITION.finditer(text):
        phrase = re.compile(r"\S+\s+\S+\s+\S+").match(text, match.start())
        assert phrase is not None
        right = ("По" if match[0][0] == "В" else "по") + phrase[0][2:]
        yield (match.start(), match.end(), right[:2]), _changed(phrase[0], " ".join(right.split()))


def _during(text: str) -> Iterable[tuple[_Edit, str]]:
    for match in _DURING.finditer(text):
        head = f"{match[2]}{match['before'] or ' '}течение"
        if head == match["head"] and match["after"]:
            continue
        new = head if match["after"] else head + " "
        right = " ".join(f"{new}{match['after']}{match['word']}".split())
        yield (match.start("head"), match.end("head"), new), _changed(match[0], right)
