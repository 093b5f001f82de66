"""The package of a workbook: a zip whose parts are read within limits, refused in words when it is none.

Which parts mean what is the business of ``xlsx_grid``; nothing here knows sheets or cells.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.rules import Scope, rule

NOT_A_WORKBOOK = rule("не-книга-excel", "Файл не открывается как книга Excel", scope=Scope.FILE)
ANOTHER_FORMAT = rule("другой-вид-книги", "Таблица сохранена не в .xlsx", scope=Scope.FILE)
LOCKED = rule("книга-под-паролем", "Книгу Excel не открыть без пароля", scope=Scope.FILE)
TOO_LARGE = rule("слишком-большая-книга", "Книга Excel больше, чем бывает документ", scope=Scope.FILE)

LARGEST = 100 * 1024 * 1024
"""Bytes a workbook may have on the disk."""
MOST_INFLATED = 400 * 1024 * 1024
"""Bytes of its parts that are looked through; a sheet of a million empty formatted rows has some 150 million."""
MOST_PARSED = 64 * 1024 * 1024
"""Bytes of its parts that are read; a sheet of a hundred thousand filled cells has some five million."""
MOST_KEPT = 32 * 1024 * 1024
"""Bytes of a part that is kept in memory whole."""
DEEPEST = 64
_CHUNK = 1 << 18

SAVE_AS = "Откройте её в Excel или LibreOffice Calc и сохраните как «Книга Excel (.xlsx)»."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError,
    struct.error, OverflowError,
)  # fmt: skip
"""What a broken or hostile archive raises while it is read."""

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Package:
    """The parts of a workbook by their names; every read counts against one limit."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ``InputError`` with a finding for what is no workbook."""
        self.name = name
        self.data = data
        if fault := _refusal(data, name):
            raise InputError([fault])
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise InputError([self._broken()]) from error
        self._left, self._to_parse = MOST_INFLATED, MOST_PARSED
        self._parts = {_plain(part): part for part in self._archive.namelist()}
        if fault := self._other_kind():
            raise InputError([fault])

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    @property
    def parts(self) -> list[str]:
        """The names of the parts, in lower case with plain slashes."""
        return list(self._parts)

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; none when it is missing."""
        real = self._parts.get(_plain(part))
        if real is None:
            return
        try:
            with self._archive.open(real) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise InputError([too_large(self.name, "распакованная, она не помещается в память")])
                    yield chunk
        except _FAULTS as error:
            raise InputError([self._broken()]) from error

    def read(self, part: str) -> bytes:
        """The bytes of a part as a whole."""
        read: list[bytes] = []
        size = 0
        for chunk in self.chunks(part):
            size += len(chunk)
            if size > MOST_KEPT:
                raise InputError([too_large(self.name, "в ней слишком много текста")])
            read.append(chunk)
        return b"".join(read)

    def parse(
        self,
        chunks: Iterator[bytes],
        start: Start,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Go through the XML of a part: names without prefixes, no entities, no depth that nobody needs."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def opened(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise InputError([self._broken()])
            start(name.rpartition(":")[2], attributes)

        def closed(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name.rpartition(":")[2])

        def declared(*_: object) -> None:
            raise InputError([self._broken(" В ней объявлены сущности XML, которых в книгах не бывает.")])

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = declared
        try:
            for chunk in chunks:
                self._to_parse -= len(chunk)
                if self._to_parse < 0:
                    raise InputError([too_large(self.name, "на её листах слишком много данных")])
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise InputError([self._broken()]) from error

    def _other_kind(self) -> Finding | None:
        """What else a sound zip is."""
        parts = self._parts
        if any(part.startswith("xl/") and part.endswith("workbook.bin") for part in parts):
            return another_format(self.name, "в двоичном виде .xlsb")
        if any(part.startswith("word/") for part in parts):
            message = "Это документ Word, а не книга Excel."
            return NOT_A_WORKBOOK.finding(message, document=self.name, hint="Проверьте имя файла.")
        if "mimetype" in parts and "content.xml" in parts:
            return another_format(self.name, "в виде OpenDocument (.ods)")
        if not any(part.endswith("workbook.xml") for part in parts):
            return self._broken(" Это архив, но не книга.")
        return None

    def _broken(self, why: str = "") -> Finding:
        return NOT_A_WORKBOOK.finding(
            f"Книга повреждена и не читается.{why}", document=self.name,
            hint="Откройте её в Excel: он предложит восстановление; сохраните под новым именем.",
        )  # fmt: skip


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts as the bytes of a workbook: the same parts always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a workbook of our own making, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _refusal(data: bytes, name: str) -> Finding | None:
    """Why these bytes cannot be a workbook, by their beginning."""
    if len(data) > LARGEST:
        return too_large(name, f"на диске она занимает больше {LARGEST // 1024 // 1024} МБ")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return LOCKED.finding(
                "Книга зашифрована паролем.", document=name,
                hint="Снимите пароль: Файл → Сведения → Защита книги → Зашифровать с использованием пароля, "
                "сотрите его и сохраните.",
            )  # fmt: skip
        return another_format(name, "в старом виде Excel 97–2003 (.xls)")
    if not data.startswith(b"PK"):
        what = "Файл пуст." if not data else "Это не книга Excel, хотя имя такое."
        return NOT_A_WORKBOOK.finding(what, document=name, hint=f"Если таблица где-то есть: {SAVE_AS}")
    return None


def another_format(name: str, what: str) -> Finding:
    """The finding on a table of another program or another time."""
    return ANOTHER_FORMAT.finding(f"Таблица сохранена {what}.", document=name, quote=name, hint=SAVE_AS)


def too_large(name: str, why: str) -> Finding:
    """The finding on a workbook beyond the limits."""
    return TOO_LARGE.finding(
        f"Книга слишком велика: {why}.", document=name,
        hint="Оставьте в ней одну таблицу документа, лишние строки и листы удалите (Ctrl+End показывает, где их конец).",
    )  # fmt: skip


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


_ROW = re.compile(rb"<(?:[\w.-]+:)?row (?=[^<>]*\br=)")
_FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[ >/]")
_LONGEST_ROW = 32 * _CHUNK


def without_empty_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The XML of a sheet without long stretches of rows that have a look and no content.

    A sheet whose formats go down to its last row has a million of them, and only this way is quick enough for those.
    """
    waiting, tag = b"", b""
    for chunk in chunks:
        waiting += chunk
        if not tag and (first := _ROW.search(waiting)):
            tag = first[0]
        cut = waiting.rfind(tag) if tag else 0
        if cut <= 0 and len(waiting) > _LONGEST_ROW:
            cut = len(waiting)
        if cut > 0:
            block, waiting = waiting[:cut], waiting[cut:]
            if not (tag and block.startswith(tag)) or _FILLED.search(block):
                yield block
    yield waiting


def holds_values(chunks: Iterator[bytes]) -> bool:
    """Whether any cell of a sheet holds something, told by its XML alone."""
    end = b""
    for chunk in chunks:
        if _FILLED.search(end + chunk):
            return True
        end = chunk[-32:]
    return False
