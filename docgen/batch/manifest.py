"""What was made from what: a journal in the output folder, so that a second run makes only what has changed.

A line of JSON is added for every finished document; a line that a crash has torn is no line. When a run is over, the
journal is written anew with one line a document.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, BinaryIO

from docgen.errors import InputError
from docgen.files.digests import digest_of, file_digest
from docgen.files.folders import PROFILE_FILE, REFERENCE_FOLDER, ROOT_FILE, is_file, is_folder, real
from docgen.files.lock import FOLDER
from docgen.files.whole import NOT_WRITTEN, write_whole
from docgen.findings import Finding
from docgen.render.locating import OWN_FOLDER, shipped

JOURNAL = "batch.jsonl"
STAGING = f"{FOLDER}/tmp"
"""Where files are written before they are moved to their places; cleared when a batch begins."""


@dataclass(frozen=True, slots=True)
class Record:
    """How one document was made.

    ``own`` and ``cited`` are the digests of what it was made from, its own content and the documents it cites, by path from
    the folder that the batch was asked for, ``home``, which itself is named from the output folder. ``shared`` is the digest
    of its workspace's reference data, profile and templates, ``tool`` what made it. ``outputs`` are the digests of the
    finished files by their names, ``left`` the files that were made of it earlier and lie there no longer wanted.
    """

    key: str
    own: dict[str, str]
    cited: dict[str, str]
    shared: str
    tool: str
    outputs: dict[str, str] = field(default_factory=dict)
    home: str = ""
    left: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """All files that were ever made of the document, as far as they may still be there."""
        return [*self.outputs, *self.left]


class Manifest:
    """The records by key, and the journal that they go to.

    The same output folder may hold what was made from other folders: those records are kept, and nobody else's business.
    """

    def __init__(self, out: Path, home: Path) -> None:
        self.out, self.path = out, out / FOLDER / JOURNAL
        self.home = _from(real(out), home)
        self.records: dict[str, Record] = {}
        self._others: dict[tuple[str, str], Record] = {}
        for record in _read(self.path):
            if record.home in ("", self.home) or not is_folder(
                out / record.home
            ):  # a folder that was moved keeps its record
                self.records[record.key] = replace(record, home=self.home)
            else:
                self._others[record.home, record.key] = record
        self.fault: Finding | None = None
        self._journal: BinaryIO | None = None
        self._is_changed = False

    def add(self, record: Record) -> None:
        """Keep the record, on the disk as well; nothing is waited for, a lost line costs one document made again.

        A disk that does not take it is noted as the ``fault``: the document is made all the same.
        """
        before = self.records.get(record.key)
        left = {name for name in (before.files if before else ()) if is_file(self.out / name)} - set(record.outputs)
        self.records[record.key] = replace(record, home=self.home, left=sorted(left))
        self._is_changed = True
        line = b"\n%b\n" % _line(self.records[record.key])  # what a crash has torn ends at the first of these breaks
        try:
            if self._journal is None:
                self._journal = self.path.open("ab", buffering=0)
            if self._journal.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self.fault = self.fault or self._not_written(error)

    def forget(self, keys: Iterable[str]) -> None:
        """Let go of the records of documents that are no longer there and have left nothing."""
        for key in keys:
            del self.records[key]
            self._is_changed = True

    def close(self) -> None:
        """Write the journal anew, a line a document."""
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None
        if not self._is_changed or self.fault is not None:
            return
        records = [*self._others.values(), *(self.records[key] for key in sorted(self.records))]
        try:
            data = b"".join(_line(record) + b"\n" for record in records)
            write_whole(self.path, data, overwrite=True, staging=self.out / STAGING)
        except InputError as error:
            self.fault = self._not_written(error.__cause__)

    def taken(self) -> dict[str, str]:
        """The finished files that were made from other folders and are still there, with those folders."""
        names = ((name, record.home) for record in self._others.values() for name in record.outputs)
        return {name: str(real(self.out / home)) for name, home in names if is_file(self.out / name)}

    def _not_written(self, error: object) -> Finding:
        why = getattr(error, "strerror", None) or "файл занят"
        return NOT_WRITTEN.finding(
            f"Журнал «{self.path}» не записан: {why}. Документы на месте, но в следующий раз будут сделаны заново.",
            document=str(self.path), quote=JOURNAL, hint="Освободите место или получите право писать туда и повторите.",
        )  # fmt: skip


def _from(out: Path, home: Path) -> str:
    """The path of a folder from the output folder, so that both can be moved; on another disk of Windows as it is."""
    with contextlib.suppress(ValueError):
        return Path(os.path.relpath(home, out)).as_posix()
    return str(home)


def _line(record: Record) -> bytes:
    # A name that is no text in UTF-8 is kept as JSON writes such signs, and read back so.
    return json.dumps(asdict(record), ensure_ascii=False).encode(errors="backslashreplace")


def _read(path: Path) -> Iterator[Record]:
    with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with contextlib.suppress(ValueError, TypeError, RecursionError):
                if (record := _sound(json.loads(line))) is not None:
                    yield record


_FIELDS = tuple(each.name for each in fields(Record))


def _sound(data: Any) -> Record | None:
    """The record in a line, None when it is none; what a newer docgen has added to it is let go."""
    if not isinstance(data, dict):
        return None
    record = Record(**{name: data[name] for name in _FIELDS if name in data})
    words = (record.key, record.shared, record.tool, record.home)
    tables = (record.own, record.cited, record.outputs)
    if not all(isinstance(word, str) for word in words) or not all(isinstance(table, dict) for table in tables):
        return None
    if not isinstance(record.left, list) or not all(isinstance(name, str) for name in record.left):
        return None
    return record


class Digests:
    """The digests of files as they are now, each file read once."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._files: dict[Path, str] = {}
        self._shared: dict[Path | None, str] = {}

    def of(self, path: Path) -> str:
        """The digest of a file; empty when it cannot be read."""
        if path not in self._files:
            self._files[path] = file_digest(path)
        return self._files[path]

    def of_all(self, paths: Iterable[Path]) -> dict[str, str]:
        """The digests of these files, by their paths from home."""
        return {self.named(path): self.of(path) for path in paths}

    def is_current(self, digests: Mapping[str, str]) -> bool:
        """Whether these files are still the same."""
        return all(self.of(self.home / name) == digest for name, digest in digests.items())

    def shared(self, root: Path | None) -> str:
        """The digest of all that the documents of a workspace have in common: reference data, profile, templates."""
        if root not in self._shared:
            paths = [] if root is None else [root / ROOT_FILE, root / PROFILE_FILE]
            for folder in (root / REFERENCE_FOLDER, root / OWN_FOLDER) if root else ():
                paths.extend(sorted(path for path in folder.rglob("*") if is_file(path)))
            total = hashlib.blake2b(self._house().encode(), digest_size=16)
            for path in paths:
                total.update(f"{path.relative_to(root or path)}\0{file_digest(path)}\n".encode(errors="surrogatepass"))
            self._shared[root] = total.hexdigest()
        return self._shared[root]

    def _house(self) -> str:
        """The digest of the templates that docgen brings along."""
        paths = sorted(shipped().rglob("*.docx"))
        return digest_of("".join(self.of(path) for path in paths).encode())

    def named(self, path: Path) -> str:
        """The path of a file from home; of one elsewhere as it is."""
        return path.relative_to(self.home).as_posix() if path.is_relative_to(self.home) else str(path)
