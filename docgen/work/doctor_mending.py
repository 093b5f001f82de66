"""The commands that mend what a machine lacks: each system installs things in its own way."""

from __future__ import annotations

import enum
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Family(enum.StrEnum):
    """Systems that install programs alike."""

    DEBIAN = "debian"
    ALT = "alt"
    FEDORA = "fedora"
    WINDOWS = "windows"
    MACOS = "macos"
    OTHER = "other"


class Machine(NamedTuple):
    """What this machine is: how programs are installed on it, and its name for people."""

    family: Family
    name: str


_LIKE = {
    "debian": Family.DEBIAN, "ubuntu": Family.DEBIAN, "astra": Family.DEBIAN, "altlinux": Family.ALT,
    "fedora": Family.FEDORA, "rhel": Family.FEDORA, "centos": Family.FEDORA, "redos": Family.FEDORA,
}  # fmt: skip
_APT = "sudo apt update && sudo apt install"
_ALT = "sudo apt-get update && sudo apt-get install"
_DNF = "sudo dnf install"
_PROGRAMS: dict[str, dict[Family, str]] = {
    "libreoffice": {
        Family.DEBIAN: f"{_APT} libreoffice-writer libreoffice-calc fonts-liberation",
        Family.ALT: f"{_ALT} LibreOffice-still fonts-ttf-liberation",
        Family.FEDORA: f"{_DNF} libreoffice-writer libreoffice-calc liberation-serif-fonts",
        Family.WINDOWS: "winget install TheDocumentFoundation.LibreOffice",
        Family.MACOS: "brew install --cask libreoffice",
        Family.OTHER: "поставьте LibreOffice с сайта libreoffice.org",
    },
    "calc": {
        Family.DEBIAN: f"{_APT} libreoffice-calc",
        Family.FEDORA: f"{_DNF} libreoffice-calc",
    },
    "fonts": {
        Family.DEBIAN: f"{_APT} fonts-liberation",
        Family.ALT: f"{_ALT} fonts-ttf-liberation",
        Family.FEDORA: f"{_DNF} liberation-serif-fonts",
        Family.OTHER: "поставьте шрифты Liberation из хранилища вашей системы",
    },
    "java": {
        Family.DEBIAN: f"{_APT} default-jre",
        Family.ALT: f"{_ALT} java-17-openjdk",
        Family.FEDORA: f"{_DNF} java-17-openjdk",
        Family.WINDOWS: "winget install EclipseAdoptium.Temurin.17.JRE",
        Family.MACOS: "brew install --cask temurin",
        Family.OTHER: "поставьте Java 11 или новее",
    },
}


def this_machine() -> Machine:
    """The machine that this program runs on."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    return machine(sys.platform, release)


def machine(system: str, release: Mapping[str, str]) -> Machine:
    """The machine by Python's name of its system and by what Linux says in os-release."""
    if system == "win32":
        return Machine(Family.WINDOWS, f"Windows {platform.release()}".strip())
    if system == "darwin":
        return Machine(Family.MACOS, f"macOS {platform.mac_ver()[0]}".strip())
    kin = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    family = next((_LIKE[each] for each in kin if each in _LIKE), Family.OTHER)
    return Machine(family, release.get("PRETTY_NAME") or release.get("NAME") or platform.system())


def program(what: str, family: Family) -> str:
    """How «libreoffice», «calc», «fonts» or «java» is installed; where nothing special is known, LibreOffice brings it."""
    commands = _PROGRAMS[what]
    return commands.get(family) or _PROGRAMS["libreoffice"][family]


def package(name: str) -> str:
    """How a Python package is installed into the Python that runs docgen."""
    return f"{_quoted(sys.executable)} -m pip install {_quoted(name)}"


def verapdf(family: Family) -> str:
    """How veraPDF is installed: no system has a package of it."""
    return f"{program('java', family)}, затем установщик с verapdf.org/software, в папку ~/verapdf"


def astra_font(family: Family) -> str:
    """How PT Astra Serif is installed: it is free, but no package of every system."""
    where = {
        Family.WINDOWS: "откройте каждый и нажмите «Установить»",
        Family.MACOS: "откройте каждый и нажмите «Установить шрифт»",
    }
    put = where.get(family, "положите их в ~/.local/share/fonts и выполните fc-cache -f")
    return f"скачайте файлы PT Astra Serif (бесплатно, paratype.ru), {put}"


def rights(folder: Path, family: Family) -> str:
    """How a person is allowed to write into a folder."""
    if family is Family.WINDOWS:
        return f'icacls "{folder}" /grant "%USERNAME%:(OI)(CI)M"'
    return f'sudo chown "$USER" {_quoted(str(folder))} && chmod u+rwx {_quoted(str(folder))}'


def temporary(family: Family) -> str:
    """How programs are told of another folder for temporary files."""
    if family is Family.WINDOWS:
        return 'mkdir "%USERPROFILE%\\temp" && setx TEMP "%USERPROFILE%\\temp" && setx TMP "%USERPROFILE%\\temp"'
    return 'mkdir -p "$HOME/tmp" && export TMPDIR="$HOME/tmp"'


def room(folder: Path, family: Family) -> str:
    """How one sees what takes up the disk."""
    if family is Family.WINDOWS:
        return f"освободите место на диске {folder.anchor or folder}: cleanmgr"
    return f"освободите место на диске: df -h {_quoted(str(folder))}"


def letters(family: Family) -> str:
    """How a terminal learns to print Russian."""
    if family is Family.WINDOWS:
        return "chcp 65001 && setx PYTHONUTF8 1"
    return "export LANG=C.UTF-8 PYTHONUTF8=1"


def _quoted(text: str) -> str:
    return f'"{text}"' if set(text) & set(" ()<>&;|*?'") else text
