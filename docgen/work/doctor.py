"""What this machine has and lacks for docgen, each lack with the command that mends it.

Here is what is looked at without LibreOffice; ``doctor_office`` looks at that, ``doctor_mending`` knows the commands,
``doctor_report`` prints.
"""

from __future__ import annotations

import enum
import importlib.metadata
import locale
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.render.locating import HOUSE, shipped
from docgen.work import doctor_mending as mending
from docgen.work.doctor_mending import Machine, this_machine


class Standing(enum.StrEnum):
    """How much a lack weighs: only what stops all work is an error."""

    THERE = "есть"
    OPTIONAL = "необязательно"
    LACKING = "не хватает"
    STOPS = "мешает"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, what does not work without it, what mends it."""

    name: str
    standing: Standing
    found: str
    without: str = ""
    mend: str = ""


_OLDEST = (3, 11)
_LITTLE, _ENOUGH = 50 * 2**20, 2**30
_SAMPLE = "Приказ № 1 – «О мерах»"
EXTRAS = (
    ("zlib-ng", "zlib-ng>=0.5", "документы Word сжимаются медленнее"),
    ("pillow", "pillow>=10", "сканы-картинки (JPEG, PNG, TIFF) не входят в PDF, сканы в PDF входят"),
    ("distributed", "distributed>=2024.5", "docgen batch работает на одном компьютере, без --scheduler"),
)


def examine(folder: Path, terminal: str) -> tuple[Check, ...]:
    """Look at everything. ``folder`` is where documents will be written, ``terminal`` the encoding of the output."""
    from docgen.work.doctor_office import office_checks

    this = this_machine()
    return (
        *_python(),
        *office_checks(this, shipped() / HOUSE),
        *_extras(),
        *_folders(folder, this),
        letters(terminal, this),
    )


def _python() -> Iterator[Check]:
    said = f"{platform.python_version()}, ядер процессора: {os.cpu_count()}"
    if sys.version_info >= _OLDEST:
        yield Check("Python", Standing.THERE, said)
    else:
        need = ".".join(map(str, _OLDEST))
        yield Check("Python", Standing.STOPS, said, f"нужен Python {need} или новее", "поставьте Python с python.org")
    absent = [name for name in needed(_requirements()) if not _version(name)]
    if absent:
        mend = " && ".join(map(mending.package, absent))
        yield Check("Библиотеки", Standing.STOPS, f"нет: {', '.join(absent)}", "docgen не работает", mend)
    else:
        yield Check("Библиотеки", Standing.THERE, "все, что нужны docgen")
    if not (shipped() / HOUSE).is_file():
        without = "docgen установлен не целиком, печатать нечем"
        yield Check("Шаблоны Word", Standing.STOPS, "не найдены", without, "установите docgen заново")


def _requirements() -> Sequence[str]:
    try:
        return importlib.metadata.requires("docgen") or ()
    except importlib.metadata.PackageNotFoundError:
        return ()  # run from a folder that was only unpacked: nothing says what it needs


def needed(requirements: Sequence[str]) -> list[str]:
    """The names of the packages without which docgen does not run, from its own requirements."""
    names = [re.match(r"[\w.-]+", each) for each in requirements if "extra ==" not in each]
    return [name[0] for name in names if name]


def _extras() -> Iterator[Check]:
    for name, wanted, without in EXTRAS:
        if version := _version(name):
            yield Check(name, Standing.THERE, version)
        else:
            yield Check(name, Standing.OPTIONAL, "нет", without, mending.package(wanted))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _folders(folder: Path, this: Machine) -> Iterator[Check]:
    folder, temporary = folder.absolute(), _temporary()
    yield writing("Папка документов", folder, mending.rights(folder, this.family))
    if temporary is None:
        without, mend = "нет PDF, не читаются .doc и .odt", mending.temporary(this.family)
        yield Check("Временная папка", Standing.STOPS, "нет ни одной, куда можно писать", without, mend)
    else:
        yield writing("Временная папка", temporary, mending.temporary(this.family))
    for name, where in (("Место для документов", folder), ("Место для временных файлов", temporary or folder)):
        there = next((each for each in (where, *where.parents) if each.exists()), where)
        yield space(name, there, shutil.disk_usage(there).free, this)


def _temporary() -> Path | None:
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return None


def writing(name: str, folder: Path, mend: str) -> Check:
    """Whether a file can be written into the folder: the only sure answer is to write one."""
    if not folder.exists():
        return Check(name, Standing.STOPS, f"{folder}: такой папки нет", "писать некуда", f'mkdir "{folder}"')
    if not folder.is_dir():
        return Check(name, Standing.STOPS, f"{folder}: это файл, а не папка", "писать некуда", "укажите папку")
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".docgen-") as file:
            file.write(b"docgen")
            file.flush()
    except OSError:
        return Check(name, Standing.STOPS, f"{folder}: запись запрещена", "записать документ нельзя", mend)
    return Check(name, Standing.THERE, f"{folder}: запись разрешена")


def space(name: str, folder: Path, free: int, this: Machine) -> Check:
    """Whether there is room on the disk."""
    said = f"свободно {free / 2**30:.1f} ГБ".replace(".", ",")
    if free >= _ENOUGH:
        return Check(name, Standing.THERE, said)
    standing = Standing.STOPS if free < _LITTLE else Standing.LACKING
    said = said if free >= 2**30 / 10 else f"свободно {free // 2**20} МБ"
    return Check(name, standing, said, "большой комплект с PDF может не поместиться", mending.room(folder, this.family))


def letters(terminal: str, this: Machine) -> Check:
    """Whether the terminal and the system's locale can say Russian words with their quotes and dashes."""
    name = "Русские буквы"
    for encoding in (terminal, locale.getpreferredencoding(False)):
        try:
            _SAMPLE.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            without = "вместо русских букв на экране будут коды; сами документы от этого не портятся"
            return Check(name, Standing.LACKING, f"кодировка {encoding}", without, mending.letters(this.family))
    return Check(name, Standing.THERE, f"кодировка {terminal}")
