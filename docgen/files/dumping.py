"""Writing plain data as a YAML file that a clerk can read and edit.

It knows the styles of scalars under strings-only reading (plain when safe, else quoted, folded or literal)
and the layout of a new file. ``splicing`` takes its pieces from here. No document and no key is known here,
and nothing is read or written on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.files.nodes import FORBIDDEN, FORBIDDEN_CLASS, Plain
from docgen.patterns import pattern

WIDTH = 110
"""Columns after which a long text is folded."""

FLAT = "flat"
"""The style of texts that must stand on one line, plain or quoted, because a comment follows below."""

LONGEST_KEY = 1000
"""Characters after which YAML wants a key to be announced with a question mark (its limit is 1024)."""

_UNSAFE_START = pattern(r"""[?:,\[\]{}#&*!|>'"%@`]|-(?:[ -]|$)|\.\.\.""")
_UNSAFE_INSIDE = pattern(r"[\n\r\t\x85\u2028\u2029]|:(?: |$)| #")
_UNSAFE_IN_FLOW = pattern(r"[,\[\]{}:?#]")
_UNSAFE_IN_FOLDS = pattern(r"[\n\r\t\x85\u2028\u2029]|" + FORBIDDEN_CLASS)
_NOT_LITERAL = pattern(r"[\r\x85\u2028\u2029]|[ \t\xa0]$|^[ \t]+$|\A\s|\A\Z|\n\n\Z", re.MULTILINE)
_ESCAPED = pattern(r'["\\\t\n\r\x85\u2028\u2029]|' + FORBIDDEN_CLASS)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FOLDS = pattern(r"(?<=\S) (?=[^\s-])")


def dump(data: Plain, style: str = "") -> str:
    """The text of a new file that reads back as exactly this data.

    Raises ``TypeError`` for anything but dictionaries, lists, texts and ``None``.
    """
    if data is None:
        return ""
    if not isinstance(data, dict) or not data:
        first, *rest = block(data, 0, WIDTH, 0, style)
        return "\n".join([first, *(rest if isinstance(data, list) else indented(rest, 2))]) + "\n"
    lines: list[str] = []
    previous = None
    for key, value in data.items():
        if previous is not None and (_is_branch(previous) or _is_branch(value)):
            lines.append("")
        lines += entry(key, value, 0, WIDTH, style)
        previous = value
    return "\n".join(lines) + "\n"


def entry(key: str, value: Plain, column: int, width: int = WIDTH, style: str = "") -> list[str]:
    """The lines of ``key: value`` for a mapping at ``column``; they are not indented yet."""
    name = key_text(key)
    head = f"{name}:"
    if len(name) > LONGEST_KEY:
        first, *rest = entry("", value, column, width, style)
        return [f"? {name}", first.removeprefix('""'), *rest]
    if value is None:
        return [head]
    if _is_branch(value):
        return [head, *indented(block(value, column + 2, width, 0, style), 2)]
    first, *rest = block(value, column + 2, width, len(head) - 1, style)
    return [f"{head} {first}", *indented(rest, 2)]


def item(value: Plain, column: int, width: int = WIDTH, style: str = "") -> list[str]:
    """The lines of one list item whose dash stands at ``column``; they are not indented yet."""
    if value is None:
        return ["-"]
    first, *rest = block(value, column + 2, width, 0, style)
    return [f"- {first}", *indented(rest, 2)]


def block(value: Plain, column: int, width: int = WIDTH, used: int = 0, style: str = "") -> list[str]:
    """The lines of a value whose content stands at ``column``, not indented yet.

    ``used`` columns of the first line are taken by what precedes a scalar.
    """
    if isinstance(value, dict):
        lines = [line for key, child in value.items() for line in entry(key, child, column, width, _passed(style))]
        return lines or ["{}"]
    if isinstance(value, list):
        return [line for child in value for line in item(child, column, width, _passed(style))] or ["[]"]
    if value is None:
        return [""]
    if not isinstance(value, str):
        raise TypeError(f"not plain data: {value!r}")
    return scalar(value, width - column, used, style)


def scalar(text: str, width: int = WIDTH, used: int = 0, style: str = "") -> list[str]:
    """The lines of a text in the wished style, or in the simplest style that keeps every character."""
    if style == FLAT:
        return [text if is_plain(text) else quoted(text)]
    one_line = not _UNSAFE_IN_FOLDS.search(text)
    if style == '"' and "\n" not in text:
        return [double_quoted(text)]
    if style == "'" and one_line:
        return [single_quoted(text)]
    if ("\n" in text or style == "|") and not _NOT_LITERAL.search(text) and not FORBIDDEN.search(text):
        return ["|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n")]
    is_long = used + len(text) > width
    if is_plain(text) and style != ">":
        return _folded(text, width, used) if is_long else [text]
    if (is_long or style == ">") and one_line and text and text == text.strip():
        return [">-", *_folded(text, width, 0)]
    return [quoted(text)]


def flow(value: Plain) -> str | None:
    """The value on one line inside brackets, or ``None`` when it cannot stand there (an empty list item)."""
    if isinstance(value, dict):
        pairs = [(flow_scalar(key), "" if child is None else flow(child)) for key, child in value.items()]
        if any(text is None for _, text in pairs):
            return None
        return "{" + ", ".join(f"{key}: {text}" for key, text in pairs) + "}"
    if isinstance(value, list):
        texts = [flow(child) for child in value]
        return None if None in texts else f"[{', '.join(text for text in texts if text is not None)}]"
    return None if value is None else flow_scalar(value)


def flow_scalar(text: str, style: str = "") -> str:
    """A scalar inside brackets, on one line."""
    if not style and is_plain(text) and not _UNSAFE_IN_FLOW.search(text):
        return text
    if style == "'" and not _UNSAFE_IN_FOLDS.search(text):
        return single_quoted(text)
    return double_quoted(text) if style == '"' else quoted(text)


def key_text(key: str) -> str:
    """A key as it is written before its colon."""
    if not isinstance(key, str):
        raise TypeError(f"not a key of plain data: {key!r}")
    return key if is_plain(key) and key != "<<" else quoted(key)


def is_plain(text: str) -> bool:
    """Whether a text may stand without quotes: nothing in it means anything to YAML."""
    return bool(
        text
        and text == text.strip()
        and not _UNSAFE_START.match(text)
        and not _UNSAFE_INSIDE.search(text)
        and not FORBIDDEN.search(text)
    )


def quoted(text: str) -> str:
    """A text in the quotes that are easier to read."""
    if ('"' in text or "\\" in text) and "'" not in text and not _UNSAFE_IN_FOLDS.search(text):
        return single_quoted(text)
    return double_quoted(text)


def single_quoted(text: str) -> str:
    """A text in single quotes, where nothing but the quote itself is special."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """A text in double quotes on one line, with escapes for what cannot be seen."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def indented(lines: Iterable[str], columns: int) -> list[str]:
    """The lines shifted to the right; empty ones stay empty."""
    return [" " * columns + line if line else line for line in lines]


def _passed(style: str) -> str:
    """The style that the scalars inside a value share; quotes are only a single scalar's."""
    return style if style == FLAT else ""


def _is_branch(value: Plain) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _folded(text: str, width: int, used: int) -> list[str]:
    """The text cut at single blanks into lines that YAML joins again with one blank."""
    lines: list[str] = []
    line = ""
    room = width - used
    for word in _FOLDS.split(text):
        if line and len(line) + 1 + len(word) > max(room, 20):
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
