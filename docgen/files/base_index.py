"""The index of what was generated: read as far as it makes sense, and put aside when somebody has damaged it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docgen.errors import InputError
from docgen.files.whole import NOT_WRITTEN, write_all
from docgen.findings import Finding, Severity
from docgen.rules import Scope, rule

INDEX = "index.json"

DAMAGED = rule(
    "история-повреждена", "Записи о напечатанных документах (.docgen/base) повреждены",
    severity=Severity.WARNING, scope=Scope.SET,
)  # fmt: skip

Entries = dict[str, list[dict[str, Any]]]
"""What was generated, by the document's id (without one, by the stem of its file's name)."""


class Read(NamedTuple):
    """The index as read: the entries that make sense, and what is wrong with the rest."""

    entries: Entries
    fault: str = ""


def read_index(folder: Path | None) -> Read:
    """The index of the records kept in a folder; without a folder nothing is kept."""
    if folder is None:
        return Read({})
    path = folder / INDEX
    try:
        if not folder.exists():  # nothing was ever printed here
            return Read({})
        if not path.is_file():
            is_odd = path.exists() or path.is_symlink() or not folder.is_dir()
            return Read({}, "на их месте лежит не файл" if is_odd else "")
        data = json.loads(path.read_bytes())
    except OSError as error:
        return Read({}, f"их нельзя прочесть ({error.strerror or error})")
    except (ValueError, RecursionError):
        return Read({}, "файл не читается до конца")
    return _sound(data)


def index_data(entries: Entries) -> bytes:
    """The bytes of an index; the name of a file that is no text is kept as JSON writes such signs."""
    return json.dumps(entries, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def set_aside(folder: Path, shown: str) -> Iterator[Finding]:
    """Give an index that is damaged another name, so that the new one does not replace it; a finding names the copy.

    ``shown`` is the index as the user would name it. Raises ``InputError`` when it cannot be moved.
    """
    if not (read := read_index(folder)).fault:
        return
    place = folder / INDEX if folder.is_dir() else folder
    if not os.access(place, os.R_OK):
        raise InputError(
            [
                NOT_WRITTEN.finding(
                    f"Записи о напечатанных документах нельзя дополнить: {read.fault}.", document=shown,
                    hint="Получите право читать этот файл и повторите.",
                )
            ]
        )  # fmt: skip
    aside = _free_name(place)
    try:
        place.rename(aside)
        if read.entries:  # what made sense goes on
            write_all({place: index_data(read.entries)})
    except OSError as error:
        raise InputError([_not_moved(shown, error)]) from error
    yield DAMAGED.finding(
        f"Повреждённые записи сохранены под именем «{aside.name}», начаты новые.", document=shown,
        quote=INDEX, hint="Прежние записи можно вернуть из резервной копии.",
    )  # fmt: skip


def _not_moved(shown: str, error: OSError) -> Finding:
    return NOT_WRITTEN.finding(
        f"Повреждённые записи нельзя отложить: {error.strerror or error}.", document=shown,
        hint="Переименуйте этот файл сами и повторите.",
    )  # fmt: skip


def _free_name(place: Path) -> Path:
    number = 1
    while (aside := place.with_name(f"{place.stem}.повреждён-{number}{place.suffix}")).exists():
        number += 1
    return aside


def _sound(data: Any) -> Read:
    """The entries that have what an entry needs, and whether there was anything else."""
    if not isinstance(data, dict):
        return Read({}, "в файле не то, что туда пишет docgen")
    entries: Entries = {}
    is_whole = True
    for key, value in data.items():
        kept = [entry for entry in value if _is_entry(entry)] if isinstance(value, list) else []
        is_whole = is_whole and isinstance(value, list) and len(kept) == len(value)
        if kept:
            entries[key] = kept
    return Read(entries, "" if is_whole else "часть записей испорчена")


def _is_entry(entry: Any) -> bool:
    annexes = entry.get("приложения", []) if isinstance(entry, dict) else None
    return (
        isinstance(annexes, list)
        and has_words(entry, "содержание", "состояние")
        and isinstance(entry.get("путь", ""), str)
        and all(has_words(annex, "код", "файл", "содержание") for annex in annexes)
    )


def has_words(data: Any, *keys: str) -> bool:
    """Whether plain data has texts under these keys."""
    return isinstance(data, dict) and all(isinstance(data.get(key), str) for key in keys)
