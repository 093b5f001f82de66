"""LibreOffice: one file in, one file out. What a document contains and what is made of a PDF lives elsewhere.

Many files at once go through ``converting``, in one process.
"""

from __future__ import annotations

from pathlib import Path

from docgen.errors import OfficeError
from docgen.office.arguments import PDF_A_1, PDF_A_2B
from docgen.office.converting import convert_many
from docgen.office.program import INSTALL, find_soffice

__all__ = ["INSTALL", "PDF_A_1", "PDF_A_2B", "convert", "convert_many", "find_soffice"]


def convert(
    document: Path | bytes,
    to: str = "pdf",
    *,
    seconds: float = 90,
    filter_options: str | None = None,
    form: str = "docx",
) -> bytes:
    """The document in another format: ``pdf``, ``docx``, ``odt``, ``html``, ``txt`` or ``extension:Filter``.

    ``filter_options`` is what LibreOffice takes after the filter's name (``PDF_A_2B``). ``form`` says what bytes
    are: ``docx``, ``doc``, ``odt``, ``rtf``. Raises ``OfficeError`` when LibreOffice is missing, fails, writes
    nothing or needs longer than ``seconds``; its processes are ended and nothing is left on the disk.
    """
    (result,) = convert_many([document], to, seconds=seconds, filter_options=filter_options, form=form)
    if isinstance(result, OfficeError):
        raise result
    return result
