"""The digests by which files are known again: short, of their bytes, and not made against anybody."""

from __future__ import annotations

import hashlib
from pathlib import Path

from docgen.files.folders import is_file


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file as it is now; empty when it is not there or cannot be read."""
    try:
        return digest_of(path.read_bytes()) if is_file(path) else ""
    except OSError:
        return ""
