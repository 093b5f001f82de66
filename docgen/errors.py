"""The exceptions of docgen: one root, four children, no more.

An exception stops the work; what a person reads are its findings. A bug stays a traceback and is never dressed as
one of these.
"""

from __future__ import annotations

from collections.abc import Iterable

from docgen.findings import Finding


class DocgenError(Exception):
    """Raised when the work cannot go on. ``findings`` holds everything found, never only the first fault."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.where}: {f.message}" if f.where else f.message for f in self.findings))


class InputError(DocgenError):
    """Raised when a file of the user's cannot be taken as it is: unreadable, faulty, locked, frozen."""


class TemplateError(DocgenError):
    """Raised when a Word template cannot be used."""


class OfficeError(DocgenError):
    """Raised when LibreOffice is missing, fails or runs out of time."""


class CannotShift(DocgenError):
    """Raised when a deadline has no counterpart in another year, as 29 February has none."""
