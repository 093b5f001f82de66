"""Finding the word that was meant: for unknown keys, names and ids of a file.

Words in, a word out; which words are known is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable

_LOOK_ALIKE = str.maketrans("aceopxykmtbhё", "асеорхукмтвне")
_LAYOUT = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")


def nearest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The candidate most like the word, ``None`` when none is alike: for «возможно, имелось в виду …».

    Case, ё, Latin look-alikes, blanks and hyphens, and the wrong keyboard layout do not count as differences. From
    ``cutoff`` on (1 is the same word) a word is alike.

    >>> nearest("сроk", ["срок", "пункты"]), nearest("geyrns", ["срок", "пункты"]), nearest("вес", ["пункты"])
    ('срок', 'пункты', None)
    """
    known = {_plain(candidate): candidate for candidate in candidates}
    for typed in (_plain(word), _plain(word.casefold().translate(_LAYOUT))):
        if typed in known:
            return known[typed]
    import difflib  # only after a fault, and costly to load

    close = difflib.get_close_matches(_plain(word), known, n=1, cutoff=cutoff)
    return known[close[0]] if close else None


def meant_or(meant: str | None, otherwise: str) -> str:
    """The hint of a finding: the word that was meant, or where none is near, what to do otherwise."""
    return f"Вероятно, имелось в виду «{meant}»." if meant else otherwise


def _plain(word: str) -> str:
    return word.casefold().translate(_LOOK_ALIKE).replace("_", " ").replace("-", " ").strip()
