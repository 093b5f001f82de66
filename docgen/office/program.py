"""Where LibreOffice is on this machine and how it is installed when it is not there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from docgen.errors import OfficeError
from docgen.office.asking import ask
from docgen.rules import Scope, rule

MISSING = rule("нет-libreoffice", "На этом компьютере не найден LibreOffice", scope=Scope.FILE)

INSTALL = (
    "Установите LibreOffice: Debian, Ubuntu и Astra Linux: apt install libreoffice-writer; Windows и macOS: "
    "установщик с сайта libreoffice.org. Если он стоит в необычной папке, укажите путь к программе soffice в "
    "переменной окружения DOCGEN_SOFFICE."
)

_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/usr/lib64/LibreOffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "$ProgramFiles/LibreOffice*/program/soffice.com",
    "$ProgramW6432/LibreOffice*/program/soffice.com",
    "$LOCALAPPDATA/Programs/LibreOffice*/program/soffice.com",
)


def find_soffice() -> Path | None:
    """The LibreOffice program on this machine, None when there is none.

    ``DOCGEN_SOFFICE`` decides alone when it is set; then PATH, then the places of Debian, Astra, ALT, the
    packages from libreoffice.org, macOS and Windows.
    """
    if named := os.environ.get("DOCGEN_SOFFICE"):
        found = shutil.which(named)
        return Path(found) if found else None
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next(_installed(), None)


def _installed() -> Iterator[Path]:
    for place in _PLACES:
        path = Path(os.path.expandvars(place)).expanduser()
        if path.is_absolute():
            found = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
            yield from (each for each in sorted(found, reverse=True) if each.is_file())


def version(program: Path) -> str:
    """«7.4.7.2», or "" when the program does not say."""
    answer = ask([str(program), "--version"])
    said = re.search(r"\d+(?:\.\d+)+", answer.text) if answer else None
    return said[0] if said else ""


def missing_error() -> OfficeError:
    """What is said when a document needs LibreOffice and there is none."""
    message = "LibreOffice не найден: без него не получить PDF и не прочитать .doc, .odt и .rtf."
    if named := os.environ.get("DOCGEN_SOFFICE"):
        message = f"В переменной DOCGEN_SOFFICE указано «{named}», но такой программы нет."
    return OfficeError([MISSING.finding(message, hint=INSTALL)])


def not_starting_error(program: Path, reason: str) -> OfficeError:
    """What is said when the program is there and the system does not start it."""
    message = f"Программа «{program}» не запускается: {reason}."
    return OfficeError([MISSING.finding(message, hint=INSTALL)])
