"""What some tests need and not every machine has; each lack is a visible skip with its reason."""

import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the sample documents (../shared/seeds) are not on this machine"
)
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and shutil.which("libreoffice") is None,
    reason="LibreOffice is not on this machine (apt-get install libreoffice-writer-nogui)",
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is not on this machine (apt-get install poppler-utils)"
)
