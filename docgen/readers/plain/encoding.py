"""From the bytes of a foreign text to its letters: UTF-8, UTF-16, and the three Russian encodings of one byte a letter.

Which of the three it is, the commonest pairs of Russian letters tell; nothing here mends words.
"""

from __future__ import annotations

import codecs
from typing import Final

from docgen.errors import InputError
from docgen.files.decoding import BROKEN_BYTES, ENCODING, NOT_TEXT, with_bom
from docgen.findings import Finding, Severity

_PAIRS: Final = (
    "ст", "но", "то", "на", "ен", "ов", "ни", "ра", "во", "ко", "ал", "пр", "ро", "по", "ре", "ос", "от", "не", "ва",
    "ер", "го", "ии", "ия", "ла",
)  # fmt: skip
_ONE_BYTE: Final = {"cp1251": "Windows-1251", "koi8-r": "КОИ-8", "cp866": "DOS (866)"}
_SAMPLE: Final = 65536
RUSSIAN: Final = 0.1
"""Real texts have one of the pairs a little more often than at every fifth letter, scrambled ones at every thirtieth."""

_ADVICE = "Откройте файл в программе, где он читается, и сохраните в UTF-8."


def decoded(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of these bytes and what is to be said of its encoding; ``InputError`` when they are no text."""
    if data.startswith(codecs.BOM_UTF8):
        text, notes = _utf8(data[3:], name)
        return text, (with_bom(name).at(place=name), *notes)
    wide = _wide(data)
    if wide:
        text = data.decode(wide, errors="replace").removeprefix("\ufeff")
        return text, (_foreign(wide.upper().removesuffix("-LE").removesuffix("-BE"), name),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(data, name)


def russian_pairs(text: str) -> float:
    """How often the commonest pairs of Russian letters stand in a text, for each of its letters."""
    lowered = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, lowered))
    return sum(map(lowered.count, _PAIRS)) / letters if letters else 0.0


def _wide(data: bytes) -> str:
    """The name of a two- or four-byte encoding by its mark, or by the zeros that stand in every second place."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):  # fmt: skip
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    for encoding, ours, others in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if ours * 20 > len(sample) and others * 50 <= ours:
            signs = sample.decode(encoding, errors="replace")
            if sum(sign < "\x80" or "\u0400" <= sign < "\u0460" for sign in signs) * 10 > 8 * len(signs):
                return encoding
    return ""


def _utf8(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    text = data.decode("utf-8", errors="replace")
    holes = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if not holes:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    broken = BROKEN_BYTES.finding(
        f"Файл повреждён: нечитаемых мест {holes}, первое здесь. На их месте знак «\ufffd».",
        hint="Найдите целую копию файла или впишите пропавшие буквы.",
        severity=Severity.WARNING, document=name, line=line, place=f"{name}: строка {line}",
    )  # fmt: skip
    return text, (broken,)


def _not_utf8(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """UTF-8 with some broken letters, or one byte a letter; a file that reads as Russian in no way is no text."""
    sample = data[:_SAMPLE]
    scores = {encoding: russian_pairs(sample.decode(encoding, errors="replace")) for encoding in _ONE_BYTE}
    best = max(_ONE_BYTE, key=scores.__getitem__)
    if russian_pairs(sample.decode("utf-8", errors="ignore")) > scores[best]:
        return _utf8(data, name)
    if scores[best] < RUSSIAN / 2:
        message = "Файл не читается как русский текст: он двоичный или в неизвестной кодировке."
        raise InputError([NOT_TEXT.finding(message, hint=_ADVICE, document=name)])
    return data.decode(best, errors="replace"), (_foreign(_ONE_BYTE[best], name),)


def _foreign(shown: str, name: str) -> Finding:
    message = f"Файл записан в кодировке {shown}. Он прочитан."
    return ENCODING.finding(message, hint="Если буквы не те, сохраните файл в UTF-8.", document=name, place=name)
