"""What was made from what: a journal in the output folder, so that a second run makes only what has changed.

A line of JSON is added for every finished document; a line that a crash has torn is no line. When a run is over, the
journal is written anew with one line a document.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO

from docgen.files.folders import PROFILE_FILE, REFERENCE_FOLDER, ROOT_FILE, is_file
from docgen.files.lock import FOLDER
from docgen.files.whole import write_whole
from docgen.render.locating import OWN_FOLDER, shipped

JOURNAL = "batch.jsonl"
STAGING = f"{FOLDER}/tmp"
"""Where files are written before they are moved to their places; cleared when a batch begins."""


@dataclass(frozen=True)
class Record:
    """How one document was made.

    ``files`` are the digests of what it was made from, by path from the folder that the batch was asked for: its own
    content and the documents it cites. ``shared`` is the digest of its workspace's reference data, profile and
    templates, ``tool`` what made it. ``outputs`` are the digests of the finished files by their names.
    """

    key: str
    own: dict[str, str]
    cited: dict[str, str]
    shared: str
    tool: str
    outputs: dict[str, str] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    """How often each fault was found that did not stand in the way."""


class Manifest:
    """The records by key, and the journal that they go to."""

    def __init__(self, out: Path) -> None:
        self.path = out / FOLDER / JOURNAL
        self.records: dict[str, Record] = {record.key: record for record in _read(self.path)}
        self._journal: TextIO | None = None

    def add(self, record: Record) -> None:
        """Keep the record, on the disk as well; nothing is waited for, a lost line costs one document made again."""
        self.records[record.key] = record
        if self._journal is None:
            self._journal = self.path.open("a", encoding="utf-8")
            self._journal.write("\n")  # what a crash has torn ends here
        self._journal.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
        self._journal.flush()

    def close(self) -> None:
        """Write the journal anew, a line a document."""
        if self._journal is None:
            return
        self._journal.close()
        self._journal = None
        lines = (json.dumps(asdict(self.records[key]), ensure_ascii=False) for key in sorted(self.records))
        write_whole(self.path, "".join(f"{line}\n" for line in lines).encode(), overwrite=True)


def _read(path: Path) -> Iterator[Record]:
    with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with contextlib.suppress(ValueError, TypeError, RecursionError):
                if (record := _sound(json.loads(line))) is not None:
                    yield record


def _sound(data: Any) -> Record | None:
    if not isinstance(data, dict):
        return None
    record = Record(**data)
    words = (record.key, record.shared, record.tool)
    tables = (record.own, record.cited, record.outputs, record.rules)
    if not all(isinstance(word, str) for word in words) or not all(isinstance(table, dict) for table in tables):
        return None
    return record


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Digests:
    """The digests of files as they are now, each file read once."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._files: dict[Path, str] = {}
        self._shared: dict[Path | None, str] = {}

    def of(self, path: Path) -> str:
        """The digest of a file; empty when it cannot be read."""
        if path not in self._files:
            self._files[path] = _read_digest(path)
        return self._files[path]

    def of_all(self, paths: Iterable[Path]) -> dict[str, str]:
        """The digests of these files, by their paths from home."""
        return {self._named(path): self.of(path) for path in paths}

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
                total.update(f"{path.relative_to(root or path)}\0{_read_digest(path)}\n".encode(errors="surrogatepass"))
            self._shared[root] = total.hexdigest()
        return self._shared[root]

    def _house(self) -> str:
        """The digest of the templates that docgen brings along."""
        paths = sorted(shipped().rglob("*.docx"))
        return digest_of("".join(self.of(path) for path in paths).encode())

    def _named(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix() if path.is_relative_to(self.home) else str(path)


def _read_digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes()) if is_file(path) else ""
    except OSError:
        return ""
