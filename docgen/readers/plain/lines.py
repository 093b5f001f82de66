"""The lines of a text file: their numbers, the blank lines before them, where pages begin; every blank a plain one."""

from __future__ import annotations

from typing import Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.mends import CONTROLS, UNREADABLE, Mends


class Line(NamedTuple):
    """A line with something on it. ``gap`` counts the blank lines before it, ``lead`` the blanks it begins with.

    ``page`` says that a page begins here: after a form feed, a rule of dashes or a page number.
    """

    text: str
    number: int
    gap: int = 0
    page: bool = False
    lead: int = 0


SOFT_HYPHEN: Final = "\u00ad"
_BREAK: Final = "\v"
"""What ends a line for some programs and not for others: the words part there, the count of lines does not."""

_BLANKS: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff"
_DROPPED: Final = "".join(chr(code) for code in (*range(9), *range(14, 32), *range(127, 160)) if code != 0x85)
_PLAIN: Final = str.maketrans(
    dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_NOTHING + _DROPPED, "") | dict.fromkeys("\x85\u2028\u2029", _BREAK)
)
_CONTROL: Final = pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INNER_SOFT: Final = pattern("\u00ad(?=\\w)")
_LAST_SOFT: Final = pattern("[^\\W\\d_]\u00ac\\s*\\Z")


def lines_of(text: str, mends: Mends) -> list[Line]:
    """The lines that say something, cleaned; what was dropped is said."""
    out: list[Line] = []
    gap, page = 0, False
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if not raw:
            gap += 1
            continue
        plain = _plain(raw, number, mends)
        for index, sheet in enumerate(plain.split("\f")):
            page = page or index > 0
            for part in sheet.split(_BREAK):
                words = part.strip()
                if not words:
                    gap += 1
                    continue
                body = part.rstrip(" ")
                expanded = body[: len(body) - len(body.lstrip())].expandtabs()
                out.append(Line(body, number, gap, page, len(expanded)))
                gap, page = 0, False
    return out


def _plain(raw: str, number: int, mends: Mends) -> str:
    if raw.isascii() and raw.isprintable():
        return raw
    controls = _CONTROL.findall(raw)
    if controls:
        message = f"В строке отброшены управляющие знаки: {len(controls)}."
        mends.say(CONTROLS, Place(line=number), message, quote=raw.translate(_PLAIN))
    if "\ufffd" in raw:
        message = f"Часть букв не читается: «{_around(raw)}»."
        mends.say(UNREADABLE, Place(line=number), message, hint="Впишите их по подлиннику.")
    plain = raw.translate(_PLAIN)
    if SOFT_HYPHEN in plain:
        return _INNER_SOFT.sub("", plain)
    return plain.rstrip()[:-1] + SOFT_HYPHEN if _LAST_SOFT.search(plain[-40:]) else plain


def _around(raw: str) -> str:
    index = raw.index("\ufffd")
    return raw[max(0, index - 20) : index + 20].translate(_PLAIN).strip()
