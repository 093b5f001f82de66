"""Words and signs of a text with their places, compared as a reader compares them.

Which quotes, dashes and blanks stand there is the habit of a program (Word corrects them while one types), so they are
no difference; letters, digits and other signs are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.patterns import pattern

_TOKEN = pattern(r"\.{3}|\w+|[^\w\s]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BLANKS = pattern(r"[\s\u00a0\u2000-\u200a\u202f]+")
_ALIKE = str.maketrans(
    {**dict.fromkeys("«»„“”‟‹›‘’‚'", '"'), **dict.fromkeys("–—‑−‐‒―", "-"), "…": "..."}
)  # fmt: skip


class Token(NamedTuple):
    """A word or a sign; ``norm`` is what it is compared by, ``start`` and ``end`` are its place in the text."""

    norm: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a sign."""
        return self.norm[:1].isalnum() or self.norm[:1] == "_"


def seen(text: str) -> str:
    """The text without signs that nobody sees."""
    return text.translate(_UNSEEN)


def tokens(text: str) -> list[Token]:
    """The words and signs of a text that ``seen`` has gone over."""
    return [
        Token(said if (said := match.group())[0].isalnum() else said.translate(_ALIKE), *match.span())
        for match in _TOKEN.finditer(text)
    ]


def norms(text: str) -> tuple[str, ...]:
    """What a text is compared by."""
    return tuple(token.norm for token in tokens(seen(text)))


def plain_blanks(text: str) -> str:
    """The text with single ordinary blanks: which of them must not break is for typography to say."""
    return _BLANKS.sub(" ", text)


def stretch_of(wanted: Sequence[str], words: Sequence[str], start: int = 0) -> int | None:
    """Where these words stand among the others in one stretch, letter case aside; None when they do not."""
    if not wanted:
        return None
    low, sought = [word.lower() for word in words], [word.lower() for word in wanted]
    size = len(sought)
    for index in range(start, len(low) - size + 1):
        if low[index] == sought[0] and low[index : index + size] == sought:
            return index
    return None
