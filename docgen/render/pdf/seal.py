"""The seal of a PDF: a digest of the whole file as its identifier, by which a file that was changed later is known.

pypdf is not needed to look at it: this is asked before anything is printed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from docgen.patterns import pattern

_SIZE = 16
BLANK = bytes(_SIZE)
"""The identifier of a file that is still to be sealed."""

_ID = pattern(rb"/ID \[ <[0-9a-f]{32}> <[0-9a-f]{32}> \]")
_OURS = pattern(rb"CreatorTool(?:>|=['\"])docgen ")
_SIGNATURES = (".sig", ".sgn", ".p7s")
"""How the file of a signature that lies beside the signed one ends: «приказ.pdf.sig»."""


def sealed(data: bytes) -> bytes:
    """The file whose identifier is ``BLANK`` twice, with its digest there; no byte moves."""
    start, end = _place(data)
    digest = hashlib.blake2b(data, digest_size=_SIZE).hexdigest().encode()
    return b"".join((data[:start], b"/ID [ <%b> <%b> ]" % (digest, digest), data[end:]))


def _place(data: bytes) -> tuple[int, int]:
    """Where the last identifier stands; nowhere when it is none of ours."""
    at = data.rfind(b"/ID [ <")
    match = _ID.match(data, at) if at >= 0 else None
    return match.span() if match else (-1, -1)


def is_untouched_pdf(path: Path) -> bool | None:
    """Whether a PDF is as docgen made it: False when it was changed, None when docgen never made it."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start, end = _place(data)
    if start >= 0:
        blank = BLANK.hex().encode()
        if sealed(b"".join((data[:start], b"/ID [ <%b> <%b> ]" % (blank, blank), data[end:]))) == data:
            return True
    return False if _OURS.search(data) else None


def is_signed(data: bytes) -> bool:
    """Whether the bytes hold an electronic signature: what it covers can only be told there in the open."""
    return b"/ByteRange" in data


def signature_of(path: Path) -> str:
    """What signs the file at a path: its own name for a PDF with a signature in it, that of the one beside it, or nothing."""
    beside = (path.with_name(path.name + suffix) for suffix in _SIGNATURES)
    if found := next((each for each in beside if each.is_file()), None):
        return found.name
    try:
        return path.name if path.is_file() and is_signed(path.read_bytes()) else ""
    except OSError:
        return ""
