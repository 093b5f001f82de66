"""``.docgen/base``: each document as it was when it was generated, the base of later merges and of the freeze.

One JSON file a version, named by the digest of its content, and an index that says which document was generated when
from what. Nothing is ever overwritten: history is only added to.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from docgen.files.whole import write_whole
from docgen.model.freezing import frozen_keys
from docgen.model.order import Order, Status
from docgen.model.workspace import Document

FOLDER = ".docgen/base"
INDEX = "index.json"


class Bases:
    """The kept versions of a workspace's documents; without a workspace nothing is kept."""

    def __init__(self, root: Path | None) -> None:
        self.folder = root / FOLDER if root else None

    def record(self, document: Document, path: Path, made: str) -> str | None:
        """Keep the document as it is now, generated into a file with digest ``made``; returns the content's digest."""
        if self.folder is None:
            return None
        content = json.dumps(document.plain(), ensure_ascii=False, sort_keys=False, indent=1).encode()
        digest = hashlib.sha256(content).hexdigest()
        target = self.folder / f"{digest}.json"
        if not target.exists():
            write_whole(target, content, overwrite=False)
        index = self._index()
        entries = index.setdefault(_key(document, path), [])
        entry = {"содержание": digest, "состояние": _status(document), "файл": made}
        if entry not in entries:
            entries.append(entry)
            write_whole(self.folder / INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode(), overwrite=True)
        return digest

    def signed_content(self, document: Document, path: Path) -> dict[str, Any] | None:
        """The plain data of the document when it was first generated as signed, or None when it never was."""
        for entry in self._index().get(_key(document, path), []):
            if entry["состояние"] in _FROZEN and (data := self.content(entry["содержание"])) is not None:
                return frozen_keys(data)
        return None

    def content(self, digest: str) -> dict[str, Any] | None:
        """The plain data kept under a digest, or None when the file is gone or damaged."""
        if self.folder is None:
            return None
        try:
            data = json.loads((self.folder / f"{digest}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def _index(self) -> dict[str, list[dict[str, str]]]:
        if self.folder is None:
            return {}
        try:
            data = json.loads((self.folder / INDEX).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


_FROZEN = {str(status) for status in Status if status.frozen}


def _status(document: Document) -> str:
    return str(document.status) if isinstance(document, Order) else ""


def _key(document: Document, path: Path) -> str:
    return document.id or path.stem
