"""What the OOXML validator says about a Word file, without what it is known to be wrong about."""

import tempfile
from functools import cache
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

KNOWN_FALSE = {
    "relationships/fontTable' is missing": "Word does without and writes a font table when it saves",
    "relationships/theme' is missing": "Word needs a theme only where theme fonts or colours are named",
}
"""Parts of messages that are no faults, each with the reason."""


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019)


def audit(docx: bytes) -> list[str]:
    """The validator's errors as text, known false ones left out; a good file gives an empty list."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(docx)
        result = _validator().validate(path)
    return [text for text in map(str, result.errors) if not any(known in text for known in KNOWN_FALSE)]
