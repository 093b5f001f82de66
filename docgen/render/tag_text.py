"""The text between a tag's braces as people type it in Word, and as jinja can read it.

Word turns quotation marks into «ёлочки», puts no-break spaces, and a Russian keyboard gives «р» for «p». Only the
inside of tags is mended, never the text of the document.
"""

from __future__ import annotations

import re

STRING = re.compile(
    r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
    "|«(?P<a>[^»]*)»|[„“](?P<b>[^“”]*)[“”]|”(?P<c>[^”]*)”"
    "|[‘’](?P<d>[^‘’]*)[‘’]|‚(?P<e>[^‘’]*)[‘’]|‹(?P<f>[^›]*)›",
    re.DOTALL,
)
"""A string inside a tag, with straight quotation marks or with any that Word puts in their place."""

_LONE_QUOTES = str.maketrans("«»„“”‟‘’‚‛‹›", "\"\"\"\"\"\"''''''")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_WHITESPACE = re.compile(r"\s+")

_RUSSIAN = "аеорсухіАВЕКМНОРСТХІ"
_LATIN = "aeopcyxiABEKMHOPCTXI"
_FOLD = str.maketrans(_RUSSIAN, _LATIN)
ALIKE = 0.7
"""How alike two names in tags are when one was probably meant (``nearness.nearest``)."""

_WORD = re.compile(r"[^\W\d_]+")

BLOCKS = {"for", "if", "macro", "call", "filter", "with", "autoescape", "block", "set"}
"""The statements that an ``end…`` closes (``set`` only without an equals sign)."""
STATEMENTS = BLOCKS | {"else", "elif", "raw", "endraw"} | {f"end{word}" for word in BLOCKS}
CELL_WORDS = {"vm", "hm", "colspan", "cellbg"}
"""docxtpl's statements for a table cell."""
ELSEWHERE = {"include", "import", "from", "extends"}
"""Statements that reach for another template; there is none to reach for."""
_WORDS = STATEMENTS | CELL_WORDS | ELSEWHERE


def straighten(text: str) -> str:
    """The text of a tag with straight quotation marks and plain spaces; what stands inside strings is kept."""
    out: list[str] = []
    end = 0
    for match in STRING.finditer(text):
        out += (_outside(text[end : match.start()]), _string(match))
        end = match.end()
    out.append(_outside(text[end:]))
    return "".join(out)


def _outside(text: str) -> str:
    return _WHITESPACE.sub(" ", text.translate(_INVISIBLE).translate(_LONE_QUOTES))


def _string(match: re.Match[str]) -> str:
    inner = next((group for group in match.groups() if group is not None), None)
    if inner is None:
        return match[0].replace("\n", " ")
    return '"' + inner.replace('"', '\\"').replace("\n", " ") + '"'


def fold(word: str) -> str:
    """The word with the Russian letters that look like Latin ones replaced by them."""
    return word.translate(_FOLD)


def keyword(word: str) -> str:
    """The first word of a statement, with look-alike letters mended when that makes it a known one."""
    folded = fold(word)
    return folded if folded in _WORDS else word


def look_alike(name: str) -> str:
    """Which letter of a name is of the wrong alphabet, for a person; empty when none is.

    A word is suspicious when it mixes both alphabets: «cрок» with a Latin «c».
    """
    for word in _WORD.findall(name):
        russian = [letter for letter in word if "а" <= letter.lower() <= "я" or letter in "ёЁіІ"]
        latin = [letter for letter in word if letter.isascii()]
        if not russian or not latin:
            continue
        if len(russian) <= len(latin):
            letter, stranger, owner = russian[0], "русская", "латинской"
        else:
            letter, stranger, owner = latin[0], "латинская", "русской"
        return f"буква {name.index(letter) + 1} — {stranger} «{letter}» вместо {owner}"
    return ""
