"""The zip of a foreign Word file, opened for reading within limits: no bomb is unpacked, nothing is read twice as large.

What the parts say is not looked at here; ``parts`` parses them.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from docgen.errors import InputError
from docgen.rules import Rule, Scope, rule

NOT_WORD = rule("не-файл-word", "Файл не открывается как документ Word (.docx)", scope=Scope.FILE)
LOCKED = rule("файл-word-под-паролем", "Файл Word закрыт паролем", scope=Scope.FILE)
TOO_LARGE = rule("файл-word-слишком-велик", "Файл Word больше, чем можно прочитать", scope=Scope.FILE)
BOMB = rule("файл-word-разрастается", "Файл Word при распаковке разрастается сверх меры", scope=Scope.FILE)

MAX_FILE: Final = 100 * 2**20
"""Bytes of a file that is read; what makes an order large is its scans."""
MAX_PARTS: Final = 10_000
MAX_PART: Final = 32 * 2**20
"""No part is unpacked beyond this many bytes; an order of 1000 pages has about 15 MB of XML."""
MAX_RATIO: Final = 150
"""Unpacked to packed; Word's own XML stays under 30, only a bomb of some size goes beyond."""
RATIO_MATTERS_FROM: Final = 8 * 2**20

SAVE_AGAIN: Final = "Откройте его в Word или LibreOffice и сохраните заново в формате .docx."

_ENTRY = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, RuntimeError, ValueError,
    OverflowError, LookupError,
)  # fmt: skip


class Archive:
    """The parts of a Word file, unpacked when asked for. Raises ``InputError`` for what is no sound zip."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.name = name
        if len(data) > MAX_FILE:
            size, limit = len(data) // 2**20, MAX_FILE // 2**20
            raise _refused(
                TOO_LARGE,
                name,
                f"занимает {size} МБ, а читаются файлы до {limit} МБ",
                "Сожмите рисунки («Формат рисунка → Сжать рисунки») или уберите из файла сканы.",
            )
        # Each entry of the directory costs a kilobyte of memory before anything is read.
        if data.count(_ENTRY) > MAX_PARTS:
            raise _refused(BOMB, self.name, f"состоит из слишком многих частей (больше {MAX_PARTS})", SAVE_AGAIN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as broken:
            raise self.broken("это не архив OOXML") from broken

    def read(self, part: str) -> bytes | None:
        """The part unpacked, None when the file has none of that name."""
        try:
            entry = self._zip.getinfo(part)
        except KeyError:
            return None
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise locked(self.name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.broken(f"часть «{part}» сжата так, как Word не сжимает")
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > entry.compress_size * MAX_RATIO:
            size = entry.file_size // 2**20
            reason = f"при распаковке разрастается (часть «{part}» – до {size} МБ): так выглядит архив-ловушка"
            raise _refused(BOMB, self.name, reason, SAVE_AGAIN)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except _BROKEN as broken:
            raise self.broken(f"часть «{part}» испорчена") from broken
        if len(data) > MAX_PART:
            raise self.too_large(f"слишком велик: часть «{part}» больше {MAX_PART // 2**20} МБ")
        return data

    def broken(self, reason: str) -> InputError:
        """The error for a file that cannot be opened; ``reason`` goes on after a colon."""
        return _refused(NOT_WORD, self.name, f"не открывается как документ Word: {reason}", SAVE_AGAIN)

    def too_large(self, reason: str) -> InputError:
        """The error for a file that says more than can be read; ``reason`` goes on after the file's name."""
        return _refused(TOO_LARGE, self.name, reason, "Разделите файл на несколько и прочитайте их по одному.")


def locked(name: str) -> InputError:
    """The error for a file that a password closes."""
    return _refused(
        LOCKED,
        name,
        "закрыт паролем",
        "Снимите пароль: в Word «Файл → Сведения → Защита документа → Зашифровать с использованием пароля», сотрите "
        "пароль и сохраните файл.",
    )


def _refused(fault: Rule, name: str, reason: str, hint: str) -> InputError:
    quoted = f" «{name}»" if name else ""
    return InputError([fault.finding(f"Файл{quoted} {reason}.", hint=hint, document=name)])
