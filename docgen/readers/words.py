"""Words to compare by: what two texts say, whatever their dashes, quotes, blanks and letter case."""

from __future__ import annotations

from docgen.patterns import pattern

_TOKEN = pattern(r"\d+|[^\W\d_]+|_+|[№%+§@]")
_SOFT = pattern("[\u00ad\u200b\u2060\ufeff]")


def said_words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case, ё as е; signs of punctuation are left out."""
    plain = _SOFT.sub("", text).lower().replace("ё", "е")
    return _TOKEN.findall(plain)


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts say the same words in the same order."""
    return said_words(one) == said_words(other)
