"""Stale facts: shares, counts and findings of the past year, which a new year must not print as its own.

They are found, not changed. Shares of a whole («100 %») and limits («не более 3 %») are what is wanted, not what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.patterns import pattern

_NUMBER = r"\d{1,3}(?:[\u00a0 ]\d{3})+(?![\d%])|\d+(?:[.,]\d+)?"
_COUNTED = (
    r"(?:школ|организац|учрежден|обучающ|ученик|учащ|педагог|учител|директор|челов|ваканс|муниципал|район|округ|"
    r"выпускник|девятикласс|участник|групп|кластер|пункт[а-я]* проведения)"
)
_FIGURE = pattern(
    rf"(?<![\d№.,/-])(?P<share>{_NUMBER})\s*%|(?<![\d№.,/-])(?P<count>{_NUMBER})(?=(?:\s+[а-яё-]+){{0,2}}\s+{_COUNTED})",
    re.IGNORECASE,
)
_DIGIT = pattern(r"\d")
_NEAR = 40
"""Characters before a figure that are looked at."""
_LIMIT = pattern(
    r"(?:(?:не|более|менее|больше|меньше)\s+(?:более|менее|больше|меньше|чем|чем\s+на|реже)(?:\s+(?:на|чем|в))*|до|от|№|свыше)\s*\Z",
    re.IGNORECASE,
)


def figures(line: str) -> Iterator[str]:
    """The figures of a line that were found out in some year.

    >>> list(figures("вошли 68 школ (28,2 %), охват 100 %, не более 3 % пропусков"))
    ['68', '28,2 %']
    """
    if _DIGIT.search(line) is None:
        return
    for match in _FIGURE.finditer(line):
        if _LIMIT.search(line[max(match.start() - _NEAR, 0) : match.start()]):
            continue
        if match["share"]:
            if match["share"] != "100":
                yield f"{match['share']} %"
        elif match["count"] not in ("1", "2"):
            yield match["count"]
