"""The seal: a digest of all parts in a custom property, by which a file that was edited later is known."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from docgen.model.version import __version__
from docgen.patterns import pattern

PART = "docProps/custom.xml"
_PROPERTY = "docgen-digest"
_VALUE = pattern(rf'name="{_PROPERTY}"[^>]*>\s*<vt:lpwstr>([0-9a-f]+)</vt:lpwstr>')

_MOST = 1 << 16
"""Bytes of the seal's part that are looked at: somebody else may have put anything there."""


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """The digest of named parts, whatever their order; the seal's own part is left out."""
    total = hashlib.blake2b(digest_size=16)
    for name, data in sorted(parts):
        if name != PART:
            total.update(name.encode() + b"\0" + len(data).to_bytes(8, "big"))
            total.update(data)
    return total.hexdigest()


def sealed_property(value: str) -> bytes:
    """The part that carries the digest and the version that made the file."""
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{text}</vt:lpwstr></property>"
        for pid, (name, text) in enumerate(((_PROPERTY, value), ("docgen-version", __version__)), 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def sealed_digest(path: Path) -> str | None:
    """The digest in the seal of a file, also of one that was edited since; None when there is no seal."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(PART) as part:
            match = _VALUE.search(part.read(_MOST).decode("utf-8", "replace"))
    except (OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError):
        return None
    return match[1] if match else None


def is_untouched(path: Path) -> bool | None:
    """Whether a file is as docgen made it: False when it was edited, None when docgen never made it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if PART not in names:
                return None
            match = _VALUE.search(archive.read(PART).decode("utf-8", "replace"))
            if match is None:
                return None
            return digest((name, archive.read(name)) for name in names) == match[1]
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError):
        return None
