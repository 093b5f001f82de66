"""What lies in the folders of a workspace: its root found, its files walked and looked at, none of them loaded."""

from __future__ import annotations

import contextlib
import os
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path

from docgen.files.decoding import decode
from docgen.findings import Finding, Severity
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.patterns import pattern
from docgen.rules import Scope, rule

ROOT_FILE = "комплект.yaml"
PROFILE_FILE = "профиль.yaml"
REFERENCE_FOLDER = "справочники"

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""How the names of workbooks end that are read."""
OTHER_TABLES = (".xls", ".xlsb", ".xlt", ".ods", ".fods", ".et")
"""How the names of tables end that have to be saved as .xlsx first."""

CLOSED_FOLDER = rule(
    "закрытая-папка", "В папку нет входа, и что в ней лежит, не проверено", severity=Severity.WARNING, scope=Scope.SET
)

_HEAD_ID = pattern(r"^код:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_HEAD_KIND = pattern(r"^\ufeff?вид:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def real(path: Path) -> Path:
    """The path without links; a link that leads to itself stays as it is, where ``Path.resolve`` would raise."""
    return Path(os.path.realpath(path))


def find_root(path: Path) -> Path | None:
    """The folder of the workspace that a file or folder belongs to, found upwards; None outside of any."""
    start = real(path)
    for folder in (start, *start.parents):
        if is_file(folder / ROOT_FILE):
            return folder
    return None


def is_file(path: Path) -> bool:
    """Whether it is a regular file that can be reached; a path that no file can have is none."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be reached; a path that no folder can have is none."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def document_files(root: Path) -> Iterator[Path]:
    """The files of a workspace that hold documents, by name; reference data, profile and hidden folders aside."""
    for path in data_files(root):
        if kind_in_head(path) in DOCUMENT_KINDS and path.relative_to(root).parts[0] != REFERENCE_FOLDER:
            yield real(path)


def files_to_check(folder: Path, closed: list[Path] | None = None) -> Iterator[Path]:
    """The files that are documents or ought to be: in a workspace all YAML files, elsewhere those that name a «вид».

    Of workbooks, which lie about for many reasons, those that are our documents. Folders that cannot be entered are
    added to ``closed``.
    """
    for path in data_files(folder.resolve(), closed):
        root = find_root(path.parent)
        if root is None or is_workbook(path):
            is_ours = bool(kind_in_head(path))
        else:
            is_ours = path not in (root / ROOT_FILE, root / PROFILE_FILE)
        if is_ours and not (root and path.is_relative_to(root / REFERENCE_FOLDER)):
            yield path


def is_workbook(path: Path) -> bool:
    """Whether it is named as a table of Excel or another program of that sort."""
    return path.suffix.lower() in (*WORKBOOKS, *OTHER_TABLES)


def data_files(root: Path, closed: list[Path] | None = None) -> Iterator[Path]:
    """The files below a folder by name that may hold our data, YAML and workbooks, hidden ones aside.

    Folders that cannot be entered go to ``closed``.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(root, onerror=lambda error: _note_closed(root, error, closed)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(place, name) for name in (*names, *folders) if name.endswith((".yaml", ".yml", *WORKBOOKS)))
    # Excel keeps a file «~$…» beside a workbook that is open.
    yield from sorted(path for path in found if not path.name.startswith((".", "~$")))


def _note_closed(root: Path, error: OSError, closed: list[Path] | None) -> None:
    path = Path(error.filename or root)
    if closed is not None and not isinstance(error, FileNotFoundError) and path not in closed:
        closed.append(path)


def closed_folder(shown: str) -> Finding:
    """The finding on a folder that cannot be entered."""
    return CLOSED_FOLDER.finding(
        f"Папка «{shown}» закрыта: что в ней лежит, не прочитано.", document=shown, quote=shown,
        hint="Получите право входить в эту папку или уберите её из комплекта.",
    )  # fmt: skip


_HEAD, _MOST = 4096, 1 << 20
"""Bytes of a file in which its kind and its id usually stand, and those in which they are looked for at all."""


def _head(path: Path, size: int = _HEAD) -> str:
    if not is_file(path):  # a pipe would keep us waiting
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(size)
    except OSError:
        return ""
    try:
        return getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return decode(data, path.name).text or ""


def kind_in_head(path: Path) -> str:
    """The «вид» that a file names in its head; empty for none."""
    if is_workbook(path):
        return _peek(path)[0]
    match = _HEAD_KIND.search(_head(path))
    return match[1] if match else ""


def id_in_head(path: Path) -> str:
    """The id that a document's file gives itself, else the stem of the file's name, by a look at its head."""
    if is_workbook(path):
        return _peek(path)[1] or path.stem
    match = _HEAD_ID.search(_head(path)) or _HEAD_ID.search(_head(path, _MOST))  # it may stand at the end
    return match[1] if match else path.stem


def _peek(path: Path) -> tuple[str, str]:
    """The kind and the id of the document in a workbook."""
    if not is_file(path) or path.suffix.lower() not in WORKBOOKS:
        return "", ""
    from docgen.files.xlsx_package import LARGEST
    from docgen.files.xlsx_reading import peek

    with contextlib.suppress(OSError):
        if path.stat().st_size <= LARGEST:
            return peek(path.read_bytes())
    return "", ""
