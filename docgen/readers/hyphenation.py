"""Words that were divided at the end of a line, put together again; compounds keep their hyphen.

The dictionary decides: «обра-» and «зования» are a word together, «научно-» and «методический» are not.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.patterns import pattern
from docgen.readers.russian import knows

SOFT = "\u00ad"
HYPHENS = f"-\u2010\u2011{SOFT}"

_HEAD = pattern(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*\Z")
_TAIL = pattern(r"[а-яё]+")
_LINKS = ("о", "е", "ух", "ёх", "ех", "и")
"""How the first part of a compound ends: научно-, двух-."""


class Joined(NamedTuple):
    """Two parts of a line as one: the words, whether a hyphen was taken out, whether the dictionary was sure."""

    words: str
    mended: bool
    sure: bool = True


def join(before: str, after: str) -> Joined:
    """The end of a line that has a hyphen, and the beginning of the next line, put together.

    >>> join("в сфере обра-", "зования").words
    'в сфере образования'
    >>> join("научно-", "методический").words, join("2021-", "2022").words, join("педагог-", "психолог").words
    ('научно-методический', '2021-2022', 'педагог-психолог')
    """
    bare = before.rstrip(HYPHENS)
    head, tail = _HEAD.search(bare), _TAIL.match(after)
    soft = before.endswith(SOFT)
    if head is None or tail is None or (tail.end() < len(after) and after[tail.end()].isdigit()):
        return Joined(f"{bare}{'' if soft else '-'}{after}", soft)
    first, second = head[0], tail[0]
    last = first.rpartition("-")[2]
    kept = f"{bare}-{after}"
    compound = f"{last}-{second}"
    if not soft and (knows(compound) or (len(last) > 3 and last.endswith("о") and not knows(last + second))):
        return Joined(kept, False)
    if soft or knows(last + second):
        return Joined(bare + after, True)
    if first[:1].isupper() and not first.isupper() and not knows(last):  # a name: nobody knows it whole either
        return Joined(bare + after, True, False) if not knows(second) else Joined(kept, False, False)
    if knows(second) and (last.endswith(_LINKS) or knows(last)):
        return Joined(kept, False)
    if knows(second) and len(second) > 3:
        return Joined(kept, False, False)
    return Joined(bare + after, True, False)
