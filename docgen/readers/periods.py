"""The period that a title names: «на 2021 – 2022 учебный год», «на 2022 год», «на 2022-2023 годы»."""

from __future__ import annotations

import re
from typing import Final

from docgen.model.school_year import Period
from docgen.patterns import pattern

_YEAR = r"20\d\d"
_PERIOD: Final = pattern(
    rf"(?<![\d./№-])(?:{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)(?!\d)(?:\s+(?:учебн[а-я]+\s+год[а-я]{{0,2}}|год[а-я]{{1,2}}|гг?\.))?"
    rf"|{_YEAR}(?!\d)\s+(?:год[ау]?|г\.)(?![а-я]))",
    re.IGNORECASE,
)


def period_in(title: str, *, quoted: bool = True) -> str | None:
    """The period as our files write it; ``quoted`` says whether one inside a quoted title counts."""
    found: list[Period] = []
    for match in _PERIOD.finditer(" ".join(title.split())):
        before = title[: match.start()]
        if not quoted and before.count("«") > before.count("»"):
            continue
        try:
            found.append(Period.parse(match.group()))
        except ValueError:
            continue
    return str(found[0]) if found else None
