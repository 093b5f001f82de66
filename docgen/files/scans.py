"""The scanned sheets of an order's annexes, as files: whether they are still the ones that were signed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.files.digests import file_digest
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.model.workspace import Document


def sheets_of(document: Document, path: Path, annexes: Sequence[Document] | None) -> list[str]:
    """The digest of the scanned sheets of each annex of the order at ``path``; empty for those that have none.

    A file that is not there, or cannot be read, counts as none: that is told elsewhere.
    """
    if not isinstance(document, Order) or annexes is None or len(annexes) != len(document.annexes):
        return []
    return [
        file_digest(path.parent / Path(named.file or "").parent / annex.file) if isinstance(annex, Scan) else ""
        for named, annex in zip(document.annexes, annexes, strict=True)
    ]
