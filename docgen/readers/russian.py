"""Whether a text is Russian at all: a measure for text layers, recognised scans and files in other languages.

Cyrillic letters alone prove nothing: a broken text layer of a PDF has them in the wrong places, and a neighbour's
language has most of them. So words are asked of the dictionary, a sample of them, because a hundred words are enough.
"""

from __future__ import annotations

from functools import lru_cache

from docgen.language.dictionary import analyzer
from docgen.patterns import pattern

SAMPLE = 300
"""How many words are asked of the dictionary; a longer text is looked at evenly all through."""

_WORD = pattern(r"[^\W\d_]+")
_CYRILLIC = pattern(r"[А-Яа-яЁё]+\Z")
_NEIGHBOUR = pattern(r"[\u0400\u0402-\u040f\u0450\u0452-\u052f]")
_STRETCHES = 30
_STRETCH = 4000


@lru_cache(maxsize=16384)
def knows(word: str) -> bool:
    """Whether the dictionary has this word in some form.

    >>> knows("приказом"), knows("прказом")
    (True, False)
    """
    return bool(analyzer().word_is_known(word.lower().replace("ё", "е")))


def russian_share(text: str) -> float:
    """The share of words that are Russian, from 0 to 1; 1 for a text without words, because nothing speaks against it.

    A word counts when the dictionary knows it. Left out are words of one or two letters, abbreviations in capitals
    inside a text that is not (schools and offices are known to nobody), and names: what has a capital and is unknown.
    A word with a Cyrillic letter that Russian lacks weighs as three: half of a neighbour's words are ours too.

    >>> russian_share("Контроль за исполнением приказа оставляю за собой")
    1.0
    >>> russian_share("Контроль за виконанням наказу покладаю на заступника") < 0.5
    True
    """
    words = _sampled(text)
    if not words:
        return 1.0
    shouted = sum(word.isupper() for word in words) * 2 > len(words)
    asked = [word for word in words if shouted or not word.isupper()]
    if not asked:
        return 1.0
    known = unknown = 0
    for word in asked:
        if _CYRILLIC.match(word) is None:
            unknown += 3 if _NEIGHBOUR.search(word) else 1
        elif knows(word):
            known += 1
        elif shouted or word[0].islower():
            unknown += 1
    return known / (known + unknown) if known + unknown else 0.0


def word_count(text: str) -> int:
    """How many words ``russian_share`` would look at, at most ``SAMPLE``: of a handful its answer means little."""
    return len(_sampled(text))


def _sampled(text: str) -> list[str]:
    """Words of three letters and more, from stretches that lie evenly all through a long text."""
    if len(text) > _STRETCHES * _STRETCH:
        step = len(text) // _STRETCHES
        text = "\n".join(text[start : start + _STRETCH] for start in range(0, step * _STRETCHES, step))
    words = [word for word in _WORD.findall(text) if 2 < len(word) < 60]
    if len(words) <= SAMPLE:
        return words
    return [words[index * len(words) // SAMPLE] for index in range(SAMPLE)]
