"""What the title of a foreign order says: its words bare, and whether the order amends another."""

from __future__ import annotations

import re
from typing import Final

from docgen.patterns import pattern

_AMENDING: Final = pattern(r"о\s+внесении\s+изменени|об\s+изменени|о\s+дополнени", re.IGNORECASE)


def is_amending(title: str) -> bool:
    """Whether an order with this title changes another."""
    return _AMENDING.match(title) is not None


def bare_title(words: str) -> str:
    """The title without quotes round the whole of it and without a full stop."""
    if words.endswith(".") and not words.endswith(("г.", "гг.")):
        words = words[:-1]
    if words.startswith("«") and words.endswith("»") and words.count("«") == words.count("»"):
        depth = 0
        for position, sign in enumerate(words):
            depth += (sign == "«") - (sign == "»")
            if depth == 0 and position < len(words) - 1:
                return words
        return words[1:-1]
    return words
