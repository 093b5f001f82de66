"""Fonts of a PDF: which words the codes of a string mean, and how wide they are.

The table ``ToUnicode`` decides; without it the font's encoding and the names of its signs. A code that nothing
explains is said as ``UNKNOWN``, and whoever asks for the words sees how many there are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.patterns import pattern
from docgen.readers.pdf.values import number, resolved

UNKNOWN = "\ufffd"

_MOST_CODES = 70_000
_MOST_BYTES = 4 << 20


class Glyph(NamedTuple):
    """One sign of a string: its words, its width in thousandths of the size, whether word spacing widens it."""

    text: str
    width: float
    is_blank: bool


@dataclass
class Font:
    """A font as far as reading needs it."""

    bold: bool = False
    italic: bool = False
    code_bytes: int = 1
    """Bytes of a code; fonts that mix lengths say so in ``lengths``."""
    lengths: dict[int, int] = field(default_factory=dict)
    """For the first byte of a code its length, where a font mixes lengths."""
    said: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float = 500.0
    scale: float = 1.0
    """What a width is multiplied by to be in thousandths."""
    guessed: bool = False
    """Whether the words are by the encoding alone: such fonts may hold Cyrillic under Latin codes."""
    _glyphs: dict[int, Glyph] = field(default_factory=dict)

    def glyphs(self, string: bytes) -> list[Glyph]:
        """The signs of a string."""
        if self.lengths:
            return [self._glyph(code) for code in self._mixed(string)]
        if self.code_bytes == 1:
            return [self._glyph(code) for code in string]
        step = self.code_bytes
        return [self._glyph(int.from_bytes(string[i : i + step])) for i in range(0, len(string) - step + 1, step)]

    def _mixed(self, string: bytes) -> list[int]:
        codes, at = [], 0
        while at < len(string):
            length = self.lengths.get(string[at], self.code_bytes)
            codes.append(int.from_bytes(string[at : at + length]))
            at += length
        return codes

    def _glyph(self, code: int) -> Glyph:
        known = self._glyphs.get(code)
        if known is None:
            width = self.widths.get(code, self.default_width) * self.scale
            text = self.said.get(code, UNKNOWN)
            known = self._glyphs[code] = Glyph(text, width, code == 32 and self.code_bytes == 1)
        return known


def read_font(values: Any) -> Font:
    """The font of a dictionary of resources; a part of it that is broken leaves its codes unknown."""
    font = Font()
    kind = str(values.get("/Subtype", ""))
    described = _described(values)
    name = str(values.get("/BaseFont", "")).lower()
    flags = described.get("/Flags", 0)
    font.bold = "bold" in name or "black" in name or bool(isinstance(flags, int) and flags & 1 << 18)
    font.italic = "italic" in name or "oblique" in name or bool(isinstance(flags, int) and flags & 1 << 6)
    if kind == "/Type0":
        _read_composite(font, values)
    else:
        _read_simple(font, values, described)
    table = _stream(values.get("/ToUnicode"))
    if table is not None:
        font.said.update(_to_unicode(table, font))
        font.guessed = False
    return font


def _described(values: Any) -> Any:
    """The font's description, that of its descendant for a composite one."""
    holder = values
    descendants = resolved(values.get("/DescendantFonts"))
    if isinstance(descendants, list) and descendants:
        holder = resolved(descendants[0])
    found = resolved(holder.get("/FontDescriptor")) if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def _stream(value: Any) -> bytes | None:
    stream = resolved(value)
    return bytes(stream.get_data()[:_MOST_BYTES]) if hasattr(stream, "get_data") else None


def _read_composite(font: Font, values: Any) -> None:
    font.code_bytes = 2
    font.default_width = 1000.0
    descendants = resolved(values.get("/DescendantFonts"))
    below = resolved(descendants[0]) if isinstance(descendants, list) and descendants else None
    if not isinstance(below, dict):
        return
    default = resolved(below.get("/DW"))
    if isinstance(default, (int, float)):
        font.default_width = float(default)
    listed = resolved(below.get("/W"))
    if isinstance(listed, list):
        _read_widths(font, [resolved(each) for each in listed])


def _read_widths(font: Font, listed: list[Any]) -> None:
    """The widths of a composite font: «first [w w w]» and «first last w»."""
    at = 0
    while at + 1 < len(listed) and len(font.widths) < _MOST_CODES:
        first, second = listed[at], listed[at + 1]
        if not isinstance(first, (int, float)):
            return
        if isinstance(second, list):
            for index, width in enumerate(second[:_MOST_CODES]):
                font.widths[int(first) + index] = number(resolved(width))
            at += 2
            continue
        if at + 2 >= len(listed) or not isinstance(second, (int, float)):
            return
        last = min(int(second), int(first) + _MOST_CODES)
        font.widths.update(dict.fromkeys(range(int(first), last + 1), number(listed[at + 2])))
        at += 3


def _read_simple(font: Font, values: Any, described: Any) -> None:
    first = number(resolved(values.get("/FirstChar")))
    listed = resolved(values.get("/Widths"))
    if isinstance(listed, list):
        for index, width in enumerate(listed[:256]):
            font.widths[int(first) + index] = number(resolved(width))
    font.default_width = number(described.get("/MissingWidth")) or 500.0
    if values.get("/Subtype") == "/Type3":
        matrix = resolved(values.get("/FontMatrix"))
        if isinstance(matrix, list) and matrix:
            font.scale = 1000 * number(resolved(matrix[0]))
    encoding = resolved(values.get("/Encoding"))
    base, differences = encoding, None
    if isinstance(encoding, dict):
        base, differences = encoding.get("/BaseEncoding"), resolved(encoding.get("/Differences"))
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    if values.get("/Subtype") != "/Type3":
        font.said = {code: text for code in range(256) if (text := bytes([code]).decode(codec, "ignore")) >= " "}
        font.guessed = True
    if isinstance(differences, list):
        _apply_differences(font, differences)


def _apply_differences(font: Font, differences: list[Any]) -> None:
    """Codes renamed one by one: «65 /A /B 97 /afii10065»."""
    code = 0
    for each in differences[:2000]:
        value = resolved(each)
        if isinstance(value, int):
            code = value
        else:
            font.said[code] = named_sign(str(value).removeprefix("/"))
            code += 1


_BY_CODE = pattern(r"(?:uni|u)([0-9A-F]{4,6})\Z")
_AFII = pattern(r"afii(\d{5})\Z")


def named_sign(name: str) -> str:
    """The sign that has this name in fonts: «afii10017», «uni0410», «A»; ``UNKNOWN`` for a name of no meaning."""
    base = name.partition(".")[0]
    if by_code := _BY_CODE.match(base):
        code = int(by_code[1], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN
    if (afii := _AFII.match(base)) and (letter := _CYRILLIC.get(int(afii[1]))):
        return letter
    from pypdf._codecs.adobe_glyphs import adobe_glyphs

    return str(adobe_glyphs.get(f"/{base}", base if len(base) == 1 else UNKNOWN))


_UPPER = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_CYRILLIC = {
    61352: "№",
    **{10017 + index: letter for index, letter in enumerate(_UPPER)},
    **{10065 + index: letter for index, letter in enumerate(_UPPER.lower())},
}


_SECTION = pattern(rb"begin(codespacerange|bfchar|bfrange)(.*?)end(?:codespacerange|bfchar|bfrange)", re.DOTALL)
_PART = pattern(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def _to_unicode(table: bytes, font: Font) -> dict[int, str]:
    """What a ``ToUnicode`` table says; sets the length of the font's codes by its code space."""
    said: dict[int, str] = {}
    for kind, body in _SECTION.findall(table):
        parts = [_part(*found) for found in _PART.findall(body)]
        if kind == b"codespacerange":
            _read_code_space(font, parts)
        elif kind == b"bfchar":
            for code, words in zip(parts[::2], parts[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(words, bytes):
                    said[int.from_bytes(code)] = _utf16(words)
        else:
            _read_ranges(said, parts)
        if len(said) > _MOST_CODES:
            break
    return said


def _part(digits: bytes, opening: bytes, closing: bytes) -> bytes | str:
    if opening or closing:
        return "[" if opening else "]"
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _read_code_space(font: Font, parts: list[bytes | str]) -> None:
    ranges = [(low, high) for low, high in zip(parts[::2], parts[1::2], strict=False) if low and high]
    sizes = {len(low) for low, _ in ranges}
    if len(sizes) == 1 and font.code_bytes != 1:
        font.code_bytes = sizes.pop()
    elif len(sizes) > 1:
        for low, high in ranges:
            if isinstance(low, bytes) and isinstance(high, bytes):
                font.lengths.update(dict.fromkeys(range(low[0], high[0] + 1), len(low)))


def _read_ranges(said: dict[int, str], parts: list[bytes | str]) -> None:
    """«first last words» or «first last [words words]»."""
    at = 0
    while at + 2 < len(parts) and len(said) < _MOST_CODES:
        first, last, start = parts[at : at + 3]
        at += 3
        if not isinstance(first, bytes) or not isinstance(last, bytes):
            return
        low, high = int.from_bytes(first), min(int.from_bytes(last), int.from_bytes(first) + 65_535)
        if start == "[":
            code = low
            while at < len(parts) and isinstance(parts[at], bytes):
                said[code] = _utf16(parts[at])  # type: ignore[arg-type]
                code, at = code + 1, at + 1
            at += 1
        elif isinstance(start, bytes) and start:
            head, tail = start[:-2], int.from_bytes(start[-2:])
            for code in range(low, high + 1):
                said[code] = _utf16(head + ((tail + code - low) & 0xFFFF).to_bytes(2))


def _utf16(words: bytes) -> str:
    if len(words) == 1:
        return chr(words[0])
    text = words.decode("utf-16-be", "ignore").replace("\x00", "")
    return text or UNKNOWN
