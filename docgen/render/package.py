"""The zip of a Word file: read within limits, written the same bytes every time.

A part that no tag touches keeps the deflated bytes it came with and is copied as it is. Nothing here knows what
the parts say; what makes a file unfit to be a template is looked for in ``safety``.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding
from docgen.render import faults

MAX_FILE = 100 * 2**20
"""Bytes of a template file."""
MAX_UNPACKED = 200 * 2**20
"""Bytes of all parts together, unpacked."""
MAX_RATIO = 150
"""Unpacked to packed; Word's own XML stays under 30, only a bomb of some size goes beyond."""
RATIO_MATTERS_FROM = 16 * 2**20
LEVEL = 6

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800
_DATE_1980_01_01 = 0x21
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Raw(NamedTuple):
    """A part that has still to be deflated."""

    name: str
    data: bytes


class Deflated(NamedTuple):
    """A part as it lies in the zip: ``data`` is a bare deflate stream, ``size`` the bytes it unpacks to."""

    name: str
    crc: int
    size: int
    data: bytes


Part = Raw | Deflated


class Package:
    """A Word file opened for reading: part name → bytes, unpacked when asked for."""

    def __init__(self, name: str, data: bytes, entries: dict[str, zipfile.ZipInfo]) -> None:
        self.name = name
        self._data = data
        self._entries = entries

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The parts in writing order: the content types and the package's relationships first, then as they came."""
        first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in self._entries]
        return (*first, *(name for name in self._entries if name not in first))

    def __getitem__(self, name: str) -> bytes:
        """The part unpacked; ``TemplateError`` when the archive is damaged there."""
        entry = self._entries[name]
        packed = self._packed(entry)
        content = packed
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                content = zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
            except zlib.error:
                raise TemplateError([self._damage(name)]) from None
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise TemplateError([self._damage(name)])
        return content

    def deflated(self, name: str, backend: str | None = None) -> Deflated:
        """The part as it is to be copied; one that was stored is deflated now."""
        entry = self._entries[name]
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            return Deflated(name, entry.CRC, entry.file_size, self._packed(entry))
        return deflate(Raw(name, self[name]), backend)

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        # The local header has name and extra lengths of its own; only the central directory's sizes are to be trusted.
        try:
            fields = _LOCAL.unpack_from(self._data, entry.header_offset)
        except struct.error:
            raise TemplateError([self._damage(entry.filename)]) from None
        start = entry.header_offset + _LOCAL.size + fields[9] + fields[10]
        return self._data[start : start + entry.compress_size]

    def _damage(self, part: str) -> Finding:
        return faults.BROKEN.finding(
            f"Файл «{self.name}» повреждён: часть «{part}» не распаковывается. "
            "Откройте его в Word, пересохраните и укажите новый файл.",
            document=self.name,
            quote=part,
        )


def read_package(data: bytes, name: str) -> Package:
    """The directory of a Word file that lies in memory; ``name`` is the file as the user wrote it.

    Raises ``TemplateError`` when it is no zip, is encrypted, or is larger than the limits. Nothing is unpacked yet.
    """
    fault = _unfit(data, name)
    if fault:
        raise TemplateError([fault])
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        fault = faults.NOT_WORD.finding(
            f"Файл «{name}» не открывается как документ Word. "
            "Сохраните шаблон в Word в формате «Документ Word (.docx)».",
            document=name,
        )
        raise TemplateError([fault]) from None
    found = _excessive(infos, name) or _strange(infos, name)
    if found:
        raise TemplateError([found])
    return Package(name, data, {info.filename: info for info in infos})


def _unfit(data: bytes, name: str) -> Finding | None:
    if len(data) > MAX_FILE:
        return faults.TOO_LARGE.finding(
            f"Файл «{name}» занимает {len(data) // 2**20} МБ, а шаблону положено не больше {MAX_FILE // 2**20} МБ. "
            "Сожмите рисунки или уберите лишнее.",
            document=name,
        )
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return faults.ENCRYPTED.finding(
            f"Файл «{name}» закрыт паролем. Снимите пароль в Word: «Файл → Сведения → Защита документа».", document=name
        )
    if data.startswith(_OLE):
        return faults.NOT_WORD.finding(
            f"Файл «{name}» сохранён в старом формате Word (.doc). Сохраните его как «Документ Word (.docx)».",
            document=name,
        )
    return None


def _excessive(infos: list[zipfile.ZipInfo], name: str) -> Finding | None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    swollen = unpacked > RATIO_MATTERS_FROM and unpacked > packed * MAX_RATIO
    if unpacked <= MAX_UNPACKED and not swollen:
        return None
    return faults.BOMB.finding(
        f"Файл «{name}» после распаковки занял бы {unpacked // 2**20} МБ (в архиве {packed // 2**10} КБ): "
        "так выглядит архив-ловушка, и он не открыт. Возьмите исправный шаблон.",
        document=name,
    )


def _strange(infos: list[zipfile.ZipInfo], name: str) -> Finding | None:
    """Entries that Word never writes: encrypted, packed another way, named twice or leading out of the archive."""
    seen: set[str] = set()
    for info in infos:
        part = info.filename
        if info.flag_bits & _ENCRYPTED_FLAG:
            return faults.ENCRYPTED.finding(
                f"Файл «{name}» закрыт паролем (часть «{part}»). Снимите пароль и сохраните шаблон заново.",
                document=name,
                quote=part,
            )
        outside = not part or part.startswith("/") or "\\" in part or ".." in part.split("/")
        if outside or part.lower() in seen or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return faults.BROKEN.finding(
                f"В файле «{name}» неправильная часть «{part}»: Word таких не пишет. Пересохраните шаблон в Word.",
                document=name,
                quote=part,
            )
        seen.add(part.lower())
    return None


def text_of(data: bytes) -> str:
    """The text of an XML part, in UTF-8 or UTF-16 as its first bytes say; without a byte order mark."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


Deflater = Callable[[bytes], tuple[int, bytes]]


def deflater(backend: str | None = None) -> Deflater:
    """The function bytes → (crc, bare deflate stream at level 6) of a backend: ``zlib`` or ``zlib-ng``.

    Without a name: the variable ``DOCGEN_DEFLATE``, else zlib-ng when it is installed, else zlib. ``ValueError`` for
    another name, ``ImportError`` when zlib-ng is asked for and is not there.
    """
    wanted = backend or os.environ.get("DOCGEN_DEFLATE", "")
    if wanted not in ("", "zlib", "zlib-ng"):
        raise ValueError(f"deflate backend {wanted!r}: zlib or zlib-ng")
    if wanted != "zlib":
        try:
            return _zlib_ng()
        except ImportError:
            if wanted:
                raise
    return _zlib


def deflate_backend() -> str:
    """The name of the backend that ``deflater`` takes; the same input gives the same bytes for one backend only."""
    return "zlib" if deflater() is _zlib else "zlib-ng"


def _zlib(data: bytes) -> tuple[int, bytes]:
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return zlib.crc32(data), stream.compress(data) + stream.flush()


@cache
def _zlib_ng() -> Deflater:
    from zlib_ng import zlib_ng

    def pack(data: bytes) -> tuple[int, bytes]:
        stream = zlib_ng.compressobj(LEVEL, zlib_ng.DEFLATED, -15)
        return zlib_ng.crc32(data), stream.compress(data) + stream.flush()

    return pack


_SMALL = 8192


@lru_cache(maxsize=256)
def _packed(pack: Deflater, data: bytes) -> tuple[int, bytes]:
    """A small part deflated: headers and footers are the same in document after document, and the start costs most."""
    return pack(data)


def deflate(part: Raw, backend: str | None = None) -> Deflated:
    """The part deflated, for one that is written many times."""
    crc, data = deflater(backend)(part.data)
    return Deflated(part.name, crc, len(part.data), data)


def write_package(parts: Iterable[Part], backend: str | None = None) -> bytes:
    """The zip with the parts in the order given, every date 01.01.1980: the same parts make the same bytes."""
    pack = deflater(backend)
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        if isinstance(part, Raw):
            size = len(part.data)
            crc, data = _packed(pack, part.data) if size <= _SMALL else pack(part.data)
        else:
            crc, data, size = part.crc, part.data, part.size
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_FLAG
        shared = (20, flags, zipfile.ZIP_DEFLATED, 0, _DATE_1980_01_01, crc, len(data), size, len(name))
        body += (_LOCAL.pack(b"PK\3\4", *shared, 0), name, data)
        directory += (_CENTRAL.pack(b"PK\1\2", 20, *shared, 0, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(data)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*body, listing, end))
