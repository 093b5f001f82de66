"""show: a document as plain text, with the numbers that Word will print."""

from __future__ import annotations

from pathlib import Path

from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.workspace import Document
from docgen.work.rendering import load_for_printing


def show_file(path: Path, *, print: Print | None = None) -> str:
    """The document at ``path`` and its annexes as text; raises ``InputError`` with all findings when it is faulty."""
    opened, loaded, _ = load_for_printing(path)
    assert isinstance(loaded.model, Document)
    return plain_text(Printing.of(loaded.model, opened.workspace, print))
