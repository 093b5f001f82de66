"""Remembering what was computed from a frozen document, by its identity.

Rules, references and the printing ask the same of the same document one after another. Documents are frozen, so an
answer holds as long as the object lives; a few are kept, with the document itself, so that an identity is never reused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

D = TypeVar("D")
R = TypeVar("R")

KEPT = 8
"""How many documents are remembered: they are asked about one after the other, and what is kept longer is freed late."""


def remembered(function: Callable[[D], R]) -> Callable[[D], R]:
    """The function, computed once for each of the last documents; its result must not be changed by anyone."""
    known: dict[int, tuple[D, R]] = {}

    @wraps(function)
    def answer(document: D) -> R:
        found = known.get(id(document))
        if found is not None and found[0] is document:
            return found[1]
        result = function(document)
        if len(known) >= KEPT:
            # Another thread may have taken the same one: then it is gone already. A copy, for it may add one, too.
            for oldest in list(known)[:1]:
                known.pop(oldest, None)
        known[id(document)] = (document, result)
        return result

    return answer
