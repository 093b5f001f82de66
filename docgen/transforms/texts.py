"""Merging two edits of one text, word by word, where they do not touch each other."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from typing import NamedTuple

from docgen.model.text import Text, TextFault
from docgen.patterns import pattern

LONG = 8
"""Words from which on a text is long: of a shorter one, two edits are two opinions about the same thing."""

_TOKEN = pattern(r"\{[^{}\n]*\}|\w+|\n|[^\w\s]")


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Change(NamedTuple):
    """Tokens ``first`` to ``last`` of the base give way; ``start``, ``end`` and ``text`` say it in characters."""

    first: int
    last: int
    start: int
    end: int
    text: str


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """The text with both edits in it; None when it is short, or when the edits touch each other."""
    tokens = _tokens(base)
    if sum(token.text.isalnum() for token in tokens) < LONG:
        return None
    changes = sorted({*_changes(base, tokens, ours), *_changes(base, tokens, theirs)})
    if any(after.first <= before.last for before, after in itertools.pairwise(changes)):
        return None
    text = base
    for change in reversed(changes):
        text = text[: change.start] + change.text + text[change.end :]
    return text if _is_sound(text) or not all(_is_sound(each) for each in (base, ours, theirs)) else None


def _is_sound(text: str) -> bool:
    try:
        Text.parse(text)
    except TextFault:
        return False
    return True


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]


def _changes(base: str, tokens: list[_Token], other: str) -> Iterator[_Change]:
    """What an edit changed, with the blanks around it."""
    others = _tokens(other)
    matcher = difflib.SequenceMatcher(
        None, [token.text for token in tokens], [token.text for token in others], autojunk=False
    )
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            old, new = _stretch(base, tokens, first, last), _stretch(other, others, start, end)
            yield _Change(first, last, *old, other[slice(*new)])


def _stretch(text: str, tokens: list[_Token], first: int, last: int) -> tuple[int, int]:
    return tokens[first - 1].end if first else 0, tokens[last].start if last < len(tokens) else len(text)
