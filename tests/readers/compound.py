"""OLE compound files by hand: what Word 97 saved, and what Word saves under a password."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (CFB, version 3) of these streams, each of 4096 bytes at least, at most 60 KB together."""
    chain, body, starts = [_FAT], b"", {}
    for name, data in streams.items():
        padded = data + bytes(-len(data) % _SECTOR)
        count, starts[name] = len(padded) // _SECTOR, len(chain)
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
        body += padded
    # Siblings stand in order of length, then of letters; a row of right siblings is a tree, too.
    ordered = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, child=1)]
    for place, name in enumerate(ordered, 1):
        after = place + 1 if place < len(ordered) else _FREE
        entries.append(_entry(name, 2, right=after, start=starts[name], size=len(streams[name])))
    entries += [bytes(68) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48)] * (-len(entries) % 4)
    directory, first = b"".join(entries), len(chain)
    sectors = len(directory) // _SECTOR
    chain += [*range(first + 1, first + sectors), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first, 0, 4096, _END, 0, _END, 0, 0)
    return header + struct.pack("<108I", *[_FREE] * 108) + fat + body + directory


def _entry(name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    words = f"{name}\0".encode("utf-16-le")
    tree = struct.pack("<BBIII", kind, 1, _FREE, right, child)
    return words.ljust(64, b"\0") + struct.pack("<H", len(words)) + tree + bytes(36) + struct.pack("<IQ", start, size)
