"""``.docgen/base``: each document as it was when it was generated, the base of later merges and of the freeze.

One JSON file a version, named by the digest of its content, and an index that says which document was generated when
from what, with which annexes. Nothing is ever overwritten: history is only added to, and an index that somebody has
damaged is put aside under another name. What may change in a signed document is the business of the model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docgen.errors import InputError
from docgen.files.base_index import DAMAGED, INDEX, Read, has_words, index_data, read_index, set_aside
from docgen.files.folders import real
from docgen.files.scans import sheets_of
from docgen.files.whole import write_all
from docgen.findings import Finding
from docgen.model.freezing import Signed, SignedAnnex, frozen_keys
from docgen.model.order import Order, Status
from docgen.model.workspace import Document

FOLDER = ".docgen/base"

_HINT = "Верните файл из резервной копии; без него изменения после подписания не видны."


class Words(NamedTuple):
    """What a document said on paper, and in which print."""

    print: str
    text: str


class Generated(NamedTuple):
    """A document as it was generated: its plain data and those of its annexes (None where they are lost).

    ``made`` is the digest of the file that it was generated into, ``path`` the document's file from the workspace.
    """

    content: dict[str, Any]
    annexes: tuple[dict[str, Any] | None, ...]
    made: str
    path: str


class Kept(NamedTuple):
    """One document as it was generated, to be added: its key, its entry in the index, contents by digest."""

    key: str
    entry: dict[str, Any]
    contents: dict[str, bytes]


class Bases:
    """The kept versions of a workspace's documents; without a workspace nothing is kept.

    ``shown`` is the workspace's folder as the user named it. The index is read once, and once more to be added to.
    """

    def __init__(self, root: Path | None, shown: Path | None = None) -> None:
        self.root = real(root) if root else None
        self.folder = self.root / FOLDER if self.root else None
        self._shown = str((shown or root or Path()) / FOLDER / INDEX)

    def record(
        self,
        document: Document,
        path: Path,
        made: str,
        annexes: Sequence[Document] = (),
        also: Mapping[Path, bytes] | None = None,
        words: Words | None = None,
    ) -> list[Finding]:
        """Keep the document and its annexes as they are now, generated into a file with digest ``made``.

        The files in ``also`` are written after the record, all or none with it. ``words`` is what a signed document said
        on paper. An index that is damaged is kept beside the new one; a finding names the copy. Raises ``InputError``
        when something cannot be written.
        """  # fmt: skip
        if self.folder is None:
            write_all(also or {})
            return []
        return self.add([self.kept(document, path, made, annexes, words)], also)

    def kept(
        self, document: Document, path: Path, made: str, annexes: Sequence[Document] = (), words: Words | None = None
    ) -> Kept:
        """What ``add`` is to keep of a document that was generated into a file with digest ``made``."""
        said_now = [_content(each) for each in (document, *annexes)]
        digests = [hashlib.sha256(content).hexdigest() for content in said_now]
        contents = dict(zip(digests, said_now, strict=True))
        entry: dict[str, Any] = {
            "содержание": digests[0], "состояние": _status(document), "файл": made, "путь": self._relative(path),
        }  # fmt: skip
        if isinstance(document, Order) and len(annexes) == len(document.annexes):
            entry["приложения"] = [
                {
                    "код": annex.id or "",
                    "файл": named.file or "",
                    "содержание": digest,
                    **({"скан": scan} if scan else {}),
                }
                for named, annex, digest, scan in zip(
                    document.annexes, annexes, digests[1:], sheets_of(document, path, annexes), strict=True
                )
            ]
        if words is not None:
            said = json.dumps(words._asdict(), ensure_ascii=False, indent=1).encode(errors="surrogatepass")
            entry["печать"] = hashlib.sha256(said).hexdigest()
            contents[entry["печать"]] = said
        return Kept(document.id or path.stem, entry, contents)

    def add(
        self, records: Iterable[Kept], also: Mapping[Path, bytes] | None = None, *, staging: Path | None = None
    ) -> list[Finding]:
        """Keep these documents; the files in ``also`` are written after them, all or none.

        With a ``staging`` folder (on the workspace's disk) nothing is left beside the records by a process that is
        killed, and the disk is not waited for. Raises ``InputError`` when something cannot be written.
        """
        if self.folder is None:
            return []
        notes = list(set_aside(self.folder, self._shown))
        index = read_index(self.folder).entries
        files: dict[Path, bytes] = {}
        is_new = False
        for key, entry, contents in records:
            entries = index.setdefault(key, [])
            if entry not in entries:
                entries.append(entry)
                is_new = True
            files |= {
                self.folder / f"{digest}.json": content
                for digest, content in contents.items()
                if self.content(digest) is None
            }
        if is_new:
            files[self.folder / INDEX] = index_data(index)
        try:
            write_all({**files, **(also or {})}, staging=staging, durable=staging is None)
        except InputError as error:
            raise InputError([*error.findings, *notes]) from error
        return notes

    def holds(self, kept: Kept) -> bool:
        """Whether this very content has been generated into the file with that digest, wherever the document lay then."""
        said = ("содержание", "состояние", "файл", "приложения")
        entries = (entry for entries in self._known.entries.values() for entry in entries)
        return any(all(entry.get(word) == kept.entry.get(word) for word in said) for entry in entries)

    def signed(self, document: Document, path: Path, homes: Mapping[str, Path] | None = None) -> Signed | None:
        """The document when it was first generated as signed, or None when it never was.

        It is known by its id or by its file; ``homes`` tells the files of the documents there are now, by id.
        """
        for entry in self._entries_of(document, path, homes or {}):
            if entry["состояние"] in _FROZEN and (data := self.content(entry["содержание"])) is not None:
                annexes = ((named, self.content(named["содержание"])) for named in entry.get("приложения", ()))
                return Signed(
                    frozen_keys(data),
                    tuple(
                        SignedAnnex(named["код"], named["файл"], frozen_keys(content), str(named.get("скан", "")))
                        for named, content in annexes
                        if content is not None
                    ),
                )
        return None

    def words(self, document: Document, path: Path, homes: Mapping[str, Path] | None = None) -> Words | None:
        """What the document said on paper when it was generated as signed, or None when that is not known.

        Of the print that it came out in last, the first words: what it said later, it was not signed with.
        """
        said = [
            Words(**kept)
            for entry in self._entries_of(document, path, homes or {})
            if entry["состояние"] in _FROZEN
            and (kept := self.content(str(entry.get("печать", "")))) is not None
            and has_words(kept, *Words._fields)
        ]
        return next((words for words in said if words.print == said[-1].print), None)

    def generated(
        self, document: Document, path: Path, homes: Mapping[str, Path] | None = None, made: str = ""
    ) -> Generated | None:
        """The document as it was generated into the file with digest ``made``, else as it was generated last."""
        entries = [entry for entry in self._entries_of(document, path, homes or {}) if "файл" in entry]
        entries.sort(key=lambda entry: entry["файл"] == made)  # stable: the last of those that fit best
        for entry in reversed(entries):
            if (content := self.content(entry["содержание"])) is not None:
                annexes = tuple(self.content(named["содержание"]) for named in entry.get("приложения", ()))
                return Generated(content, annexes, str(entry["файл"]), str(entry.get("путь", "")))
        return None

    def generated_from(self, made: str) -> str | None:
        """The file, from the workspace, of the document that was generated into the file with that digest."""
        entries = (entry for entries in self._known.entries.values() for entry in entries)
        return next((str(entry.get("путь", "")) for entry in entries if made and entry.get("файл") == made), None)

    def findings(self, document: Document, path: Path, homes: Mapping[str, Path] | None = None) -> Iterator[Finding]:
        """What is wrong with the index, and with what was kept of this document, for people."""
        if fault := self._known.fault:
            yield DAMAGED.finding(
                f"Записи о напечатанных документах повреждены: {fault}.", document=self._shown, quote=INDEX, hint=_HINT
            )
        signed = [e for e in self._entries_of(document, path, homes or {}) if e["состояние"] in _FROZEN]
        digests = [kept["содержание"] for entry in signed for kept in (entry, *entry.get("приложения", ()))]
        for digest in dict.fromkeys(digests):
            if self.content(digest) is None:
                yield DAMAGED.finding(
                    f"Содержание подписанного документа «{digest[:12]}….json» потеряно или изменено.",
                    document=self._shown, quote=digest, hint=_HINT,
                )  # fmt: skip

    def frozen_annexes(self) -> set[Path]:
        """The files that stood as annexes in orders when those were signed."""
        if self.root is None:
            return set()
        signed = (e for entries in self._known.entries.values() for e in entries if e["состояние"] in _FROZEN)
        return {
            real((self.root / entry["путь"]).parent / named["файл"])
            for entry in signed
            if entry.get("путь")
            for named in entry.get("приложения", ())
            if named["файл"]
        }

    def frozen_files(self) -> set[Path]:
        """The files that hold the records of signed documents: the index and the contents."""
        if self.folder is None:
            return set()
        signed = [e for entries in self._known.entries.values() for e in entries if e["состояние"] in _FROZEN]
        digests = {kept["содержание"] for entry in signed for kept in (entry, *entry.get("приложения", ()))}
        digests |= {entry["печать"] for entry in signed if isinstance(entry.get("печать"), str)}
        return {self.folder / INDEX, *(self.folder / f"{digest}.json" for digest in digests)} if signed else set()

    def has_signed(self) -> bool:
        """Whether any document was ever generated as signed."""
        return any(entry["состояние"] in _FROZEN for entries in self._known.entries.values() for entry in entries)

    def content(self, digest: str) -> dict[str, Any] | None:
        """The plain data kept under a digest, or None when the file is gone or damaged."""
        if self.folder is None:
            return None
        path = self.folder / f"{digest}.json"
        try:
            text = path.read_bytes() if path.is_file() else b""
            data = json.loads(text)
        except (OSError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) and hashlib.sha256(text).hexdigest() == digest else None

    def _entries_of(self, document: Document, path: Path, homes: Mapping[str, Path]) -> Iterator[dict[str, Any]]:
        """The versions of this document: those under its id, then those of its file under other ids."""
        if not self._known.entries:
            return
        here, own = self._relative(path), document.id or path.stem
        for entry in self._known.entries.get(own, ()):
            there = entry.get("путь", "")
            # The stem of a name is no id: as long as that other file is there, the record is its own.
            if document.id or there == here or not (there and self.root and (self.root / there).is_file()):
                yield entry
        for key, entry in self._by_file.get(here, ()):
            # A document that was moved away keeps its record; what took its place has none.
            if key != own and self._relative(homes.get(key, path)) == here:
                yield entry

    @cached_property
    def _by_file(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for key, entries in self._known.entries.items():
            for entry in entries:
                if there := entry.get("путь"):
                    found.setdefault(there, []).append((key, entry))
        return found

    def _relative(self, path: Path) -> str:
        """The file's path from the workspace; empty outside of it."""
        path = real(path)
        return path.relative_to(self.root).as_posix() if self.root and path.is_relative_to(self.root) else ""

    @cached_property
    def _known(self) -> Read:
        return read_index(self.folder)


def _content(document: Document) -> bytes:
    return json.dumps(document.plain(), ensure_ascii=False).encode(errors="surrogatepass")


_FROZEN = {str(status) for status in Status if status.frozen}


def _status(document: Document) -> str:
    return str(document.status) if isinstance(document, Order) else ""
