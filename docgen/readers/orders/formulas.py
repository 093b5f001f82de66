"""The command word of an order in all its spellings: «п р и к а з ы в а ю:», «ПРИКАЗЫВАЮ», «постановляет:»."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.patterns import pattern

WORDS: Final = (
    "приказываю", "приказываем", "приказывает", "постановляю", "постановляет", "постановляем", "обязываю", "обязывает",
    "распоряжаюсь", "распоряжается", "предлагаю",
)  # fmt: skip
_SPELLED = "|".join("".join(f"{letter}[ \u00a0]{{0,3}}" for letter in word[:-1]) + word[-1] for word in WORDS)
_FORMULA: Final = pattern(rf"(?:^|(?<=[\s,]))(?P<word>{_SPELLED})[ \u00a0]{{0,3}}(?P<end>[:.]?)\s*$", re.IGNORECASE)


class Formula(NamedTuple):
    """The command word that ends a paragraph: solid, as spelled there, and where it begins."""

    word: str
    shown: str
    start: int
    alone: bool

    @property
    def spaced(self) -> bool:
        """Whether spaces are set between its letters."""
        return self.word != self.shown


def find_formula(text: str) -> Formula | None:
    """The command word with which a paragraph ends; None when it ends otherwise.

    «Постановляет» and other words that a sentence may hold need their colon or a line of their own.
    """
    match = _FORMULA.search(text)
    if match is None:
        return None
    shown = match["word"]
    word = "".join(shown.split())
    alone = not text[: match.start()].strip()
    spaced = word != shown
    if match["end"] != ":" and not alone and not spaced:
        return None
    return Formula(word, shown, match.start("word"), alone)
