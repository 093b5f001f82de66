"""Fonts that this machine lacks, and what LibreOffice takes for them: one of the same widths, so that no line moves.

Left to itself it takes DejaVu Sans for PT Astra Serif: every line a quarter wider, nine pages become eleven (std:11).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

from docgen.office.fonts import METRIC, TIMES, Fonts, fonts
from docgen.office.program import find_soffice

ASTRA = "PT Astra Serif"
_TABLE = "/org.openoffice.Office.Common/Font/Substitution"
_ON = f'<item oor:path="{_TABLE}"><prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>'
_PAIR = (
    f'<item oor:path="{_TABLE}/FontPairs"><node oor:name="_{{}}" oor:op="replace">'
    '<prop oor:name="ReplaceFont"><value>{}</value></prop><prop oor:name="SubstituteFont"><value>{}</value></prop>'
    '<prop oor:name="Always"><value>true</value></prop><prop oor:name="OnScreenOnly"><value>false</value></prop>'
    "</node></item>"
)


def font_settings() -> str:
    """The items of LibreOffice's profile that name what is to be taken for each font that is not here."""
    return _settings(os.environ.get("PATH", ""))


@lru_cache(maxsize=8)
def _settings(path: str) -> str:
    """Asked once by a process; ``path`` is where programs are looked for."""
    pairs = list(substituted(fonts(find_soffice())))
    return _ON + "".join(_PAIR.format(n, *pair) for n, pair in enumerate(pairs)) if pairs else ""


def substituted(known: Fonts) -> Iterator[tuple[str, str]]:
    """The fonts that are not here, each with the one to be taken; a table that is always obeyed, so no font that is."""
    here = [name for name in (TIMES, *METRIC) if name in known.installed]
    if not here:
        return
    if TIMES not in here and known.times not in METRIC:
        yield TIMES, here[0]
    if ASTRA not in here:
        yield ASTRA, here[0]
