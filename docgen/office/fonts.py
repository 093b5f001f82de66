"""Which fonts of official documents this machine has, and what it would take for Times New Roman."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.office.asking import ask

TIMES = "Times New Roman"
METRIC = ("Liberation Serif", "Tinos", "XO Thames", "PT Astra Serif")
"""Fonts whose letters are as wide as those of Times New Roman, so that lines and pages stay (std:11)."""
OFFICIAL = (TIMES, "PT Astra Serif", "Liberation Serif")

_FILES = {
    TIMES: re.compile(r"times(?: new roman)?\.tt[fc]$", re.IGNORECASE),
    "PT Astra Serif": re.compile(r"pt[ _-]?astra[ _-]?serif[\w-]*\.(?:ttf|otf)$", re.IGNORECASE),
    "Liberation Serif": re.compile(r"liberationserif-regular\.ttf$", re.IGNORECASE),
}
_FOLDERS = {
    "win32": ("$WINDIR/Fonts", "$LOCALAPPDATA/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
}
_INSIDE = ("../share/fonts/truetype", "../Resources/fonts/truetype")
"""Where packages from libreoffice.org carry Liberation Serif for themselves, seen from the program's folder."""


class Fonts(NamedTuple):
    """``installed`` of the official fonts; ``times`` is the family taken for Times New Roman, "" when nobody knows."""

    installed: tuple[str, ...]
    times: str

    @property
    def keeps_pages(self) -> bool:
        """Whether a document in Times New Roman keeps its lines and pages here."""
        return self.times in (TIMES, *METRIC)


def fonts(program: Path | None = None) -> Fonts:
    """The fonts of this machine, with those that the LibreOffice at ``program`` has for itself.

    fontconfig is asked where it is; elsewhere the font folders of the system are looked through.
    """
    inside = installed_in((program.resolve().parent / each for each in _INSIDE) if program else ())
    listed = ask(["fc-list", ":", "family"])
    if listed is None or listed.code:
        folders = (Path(os.path.expandvars(each)).expanduser() for each in _FOLDERS.get(sys.platform, ()))
        installed = _ordered([*installed_in(folders), *inside])
        return Fonts(installed, _stand_in(installed))
    families = {family.strip() for line in listed.text.splitlines() for family in line.split(",")}
    installed = _ordered([name for name in OFFICIAL if name in families or name in inside])
    matched = ask(["fc-match", "-f", "%{family[0]}", TIMES])
    return Fonts(installed, matched.text.strip() if matched and not matched.code else _stand_in(installed))


def installed_in(folders: Iterable[Path]) -> list[str]:
    """The official fonts whose files lie in the folders or below them."""
    names = [path.name for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.suffix]
    return [family for family, pattern in _FILES.items() if any(pattern.match(name) for name in names)]


def _ordered(families: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in OFFICIAL if name in families)


def _stand_in(installed: Sequence[str]) -> str:
    """What LibreOffice takes by its own table when fontconfig does not say."""
    return next((name for name in (TIMES, "Liberation Serif") if name in installed), "")
