"""From bytes to text: which encoding a file is in, and what to say when it is not UTF-8.

Nothing here knows YAML. A file that is no text at all gives findings and no text.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from docgen.findings import Finding, Severity
from docgen.patterns import pattern
from docgen.rules import Scope, rule

UTF8, UTF8_BOM, CP1251, UTF16_LE, UTF16_BE = "utf-8", "utf-8-sig", "cp1251", "utf-16-le", "utf-16-be"

_MARKED = "с меткой "
"""Stands before the name of an encoding whose file begins with a byte order mark: it is written again on saving."""

BOM = rule(
    "метка-порядка-байтов",
    "В начале файла стоит невидимая метка порядка байтов",
    severity=Severity.NOTE,
    scope=Scope.FILE,
)
ENCODING = rule(
    "кодировка-не-utf8",
    "Файл записан не в UTF-8",
    severity=Severity.NOTE,
    scope=Scope.FILE,
)
NOT_TEXT = rule("не-текст", "Вместо текста в файле двоичные данные", scope=Scope.FILE)
BROKEN_BYTES = rule("повреждённые-байты", "Часть байтов файла не складывается в буквы", scope=Scope.FILE)

_SIGNATURES = {
    b"PK\x03\x04": "документ Word, таблица Excel или архив",
    b"\xd0\xcf\x11\xe0": "документ Word или таблица Excel старого вида",
    b"%PDF": "файл PDF",
    b"{\\rtf": "файл RTF",
}
_CONTROLS = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CYRILLIC = pattern(r"[А-Яа-яЁё№«»–—]")
_FOREIGN = pattern(r"[^\x00-\x7f]")


class Decoded(NamedTuple):
    """A text (``None`` when the bytes are none), the encoding to write it back in, and what is to be said."""

    text: str | None
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, name: str) -> Decoded:
    """The text of these bytes: UTF-8, else what they can be taken for, with a finding. Never raises."""
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            hint = "Здесь нужен текстовый файл YAML: перепишите в него данные документа, образец даст «docgen new»."
            return _refused(f"Это не текст, а {what}.", hint, name)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        return _utf8(data, name, UTF8_BOM, (with_bom(name),))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4096]:
        decoded = _utf16(data, name)
        if decoded is not None:
            return decoded
    try:
        return Decoded(data.decode(UTF8), UTF8, ())
    except UnicodeDecodeError:
        return _cp1251(data, name)


def encode(text: str, encoding: str) -> bytes:
    """The text in the encoding its file had, or in UTF-8 when that has no sign for some character of it.

    Lone surrogates, which no file can hold, become question marks.
    """
    try:
        if encoding.startswith(_MARKED):
            return ("\ufeff" + text).encode(encoding.removeprefix(_MARKED))
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(UTF8, errors="replace")


def with_bom(name: str) -> Finding:
    """The note on a byte order mark before a text in UTF-8."""
    message = "В начале файла стоит метка порядка байтов (BOM). Файл прочитан."
    return BOM.finding(message, hint="Сохраняйте его как «UTF-8 без BOM».", document=name)


def _utf8(data: bytes, name: str, encoding: str, notes: tuple[Finding, ...]) -> Decoded:
    text = data.decode(UTF8, errors="replace")
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        notes += (_broken(text, name),)
    return Decoded(text, encoding, notes)


def _broken(text: str, name: str) -> Finding:
    index, holes = text.index("\ufffd"), text.count("\ufffd")
    line_start = text.rfind("\n", 0, index) + 1
    return BROKEN_BYTES.finding(
        f"Файл повреждён: нечитаемых мест {holes}, первое здесь.",
        hint="Откройте файл в редакторе, впишите пропавшие буквы и сохраните в UTF-8.",
        document=name,
        line=text.count("\n", 0, index) + 1,
        column=index - line_start + 1,
    )


def _utf16(data: bytes, name: str) -> Decoded | None:
    """The text of UTF-16, with or without its mark; ``None`` when it makes no sense as one."""
    guesses: tuple[str, ...]
    if data.startswith(codecs.BOM_UTF16_LE):
        guesses, body, mark = (UTF16_LE,), data[2:], _MARKED
    elif data.startswith(codecs.BOM_UTF16_BE):
        guesses, body, mark = (UTF16_BE,), data[2:], _MARKED
    else:
        guesses, body, mark = (UTF16_LE, UTF16_BE), data, ""
    for encoding in guesses:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = len(_CONTROLS.findall(text)) + len(_FOREIGN.findall(text)) - len(_CYRILLIC.findall(text))
        if strange * 5 <= len(text):
            return Decoded(text, mark + encoding, (_foreign_encoding("UTF-16", name),))
    return None


def _cp1251(data: bytes, name: str) -> Decoded:
    """The text of bytes that are no UTF-8: cp1251, or UTF-8 with holes, or no text."""
    repaired = data.decode(UTF8, errors="replace")
    holes = repaired.count("\ufffd")
    if holes * 10 < len(_CYRILLIC.findall(repaired)):
        return _utf8(data, name, UTF8, ())
    text = data.decode(CP1251, errors="replace")
    foreign = _FOREIGN.findall(text)
    is_text = not _CONTROLS.search(text) and "\ufffd" not in text
    if is_text and len(_CYRILLIC.findall(text)) * 2 >= len(foreign):
        return Decoded(text, CP1251, (_foreign_encoding("Windows-1251", name),))
    message = "Файл не читается как текст: он двоичный или в неизвестной кодировке."
    return _refused(message, "Откройте его в редакторе и сохраните в UTF-8.", name)


def _foreign_encoding(shown: str, name: str) -> Finding:
    message = f"Файл записан в кодировке {shown}. Он прочитан."
    return ENCODING.finding(message, hint="При случае сохраните его в UTF-8.", document=name)


def _refused(message: str, hint: str, name: str) -> Decoded:
    return Decoded(None, UTF8, (NOT_TEXT.finding(message, hint=hint, document=name),))
