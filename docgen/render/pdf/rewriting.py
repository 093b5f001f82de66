"""A PDF with some of its objects exchanged, all others left as they are, byte for byte.

pypdf's writer takes every object apart and puts it together again, which for a long plan costs more than LibreOffice
needs to lay it out; here a table of offsets is all that is made anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from docgen.patterns import pattern
from docgen.render.pdf.seal import BLANK, sealed

_START = pattern(rb"startxref\s+(\d+)")


class Rewriting:
    """The objects of one file, on their way into another."""

    def __init__(self, data: bytes, reader: PdfReader) -> None:
        self.data, self.reader = data, reader
        self._new: dict[int, PdfObject] = {}
        self._dropped: set[int] = set()
        self._offsets = dict(reader.xref.get(0, {}))
        self._size = max(self._offsets, default=0) + 1

    @classmethod
    def of(cls, data: bytes, reader: PdfReader) -> Rewriting:
        """The rewriting of a file; one that does not keep each object by itself is written anew before."""
        at = _table_at(data)
        later = any(objects for generation, objects in reader.xref.items() if generation)
        if data.startswith(b"xref", at) and not reader.xref_objStm and not later and not reader.is_encrypted:
            return cls(data, reader)
        data = written(PdfWriter(clone_from=reader, keep_initial_header=True))
        return cls(data, PdfReader(io.BytesIO(data)))

    def add(self, value: PdfObject) -> IndirectObject:
        """A new object; its reference."""
        reference = IndirectObject(self._size, 0, self.reader)
        self._size += 1
        self._new[reference.idnum] = value
        return reference

    def replace(self, reference: IndirectObject, value: PdfObject) -> None:
        """Put another object in the place of this one."""
        self._new[reference.idnum] = value

    def drop(self, reference: IndirectObject) -> None:
        """Leave this object out; nothing may name it any more."""
        self._dropped.add(reference.idnum)

    def sealed(self, root: IndirectObject, info: IndirectObject) -> bytes:
        """The file, with a digest of itself as its identifier: the same input gives the same bytes, and a file that
        was changed later is known."""
        out = bytearray()
        offsets: dict[int, int] = {}
        for number, piece in self._pieces():
            if number is not None:
                offsets[number] = len(out)
            out += piece
        start = len(out)
        out += self._table(offsets)
        identifier = ArrayObject((ByteStringObject(BLANK), ByteStringObject(BLANK)))
        trailer = {"/Size": NumberObject(self._size), "/Root": root, "/Info": info, "/ID": identifier}
        out += b"trailer\n" + _bytes_of(DictionaryObject({NameObject(key): value for key, value in trailer.items()}))
        out += f"\nstartxref\n{start}\n%%EOF\n".encode()
        return sealed(bytes(out))

    def _pieces(self) -> Iterator[tuple[int | None, bytes]]:
        """The beginning of the file, then the objects that stay, then the new ones."""
        places = sorted((offset, number) for number, offset in self._offsets.items() if offset)
        table = _table_at(self.data)
        first = places[0][0] if places else table
        yield None, self.data[:first]
        ends = [*(offset for offset, _ in places[1:]), table]
        for (offset, number), end in zip(places, ends, strict=True):
            if number not in self._new and number not in self._dropped:
                yield number, self.data[offset:end]
        for number, value in sorted(self._new.items()):
            yield number, b"%d 0 obj\n%b\nendobj\n" % (number, _bytes_of(value))

    def _table(self, offsets: dict[int, int]) -> bytes:
        lines = [f"{offsets[n]:010} 00000 n \n" if n in offsets else "0000000000 65535 f \n" for n in range(self._size)]
        return f"xref\n0 {self._size}\n{''.join(lines)}".encode()


def _table_at(data: bytes) -> int:
    """Where the file says that its last table of offsets stands."""
    match = _START.match(data, data.rfind(b"startxref"))
    return int(match[1]) if match else -1


def _bytes_of(value: PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def written(writer: PdfWriter) -> bytes:
    """The file that pypdf writes."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
