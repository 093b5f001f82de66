"""What must not repeat when a loop repeats it: bookmarks and their numbers.

``mark`` puts calls into a cleaned part where a loop or a macro repeats a bookmark; ``Passes`` answers them during
one rendering. References inside the same pass (``REF``, ``PAGEREF``, links) follow the bookmark of that pass.
"""

from __future__ import annotations

import re

from docgen.patterns import pattern

_EVENT = pattern(
    r"\{%(?P<tag>.*?)%\}"
    r"|<w:bookmark(?P<edge>Start|End)\b[^>]*?/>"
    r"|(?P<reference><w:instrText\b[^>]*>[^<]*|<w:hyperlink\b[^>]*>)",
    re.DOTALL,
)
_ID = pattern(r' w:id="(\d+)"')
_NAME = pattern(r' w:name="([^"]*)"')
_REFERENCES = pattern(r'((?:REF|PAGEREF|NOTEREF)\s+"?|\bw:anchor=")([^\s"\\<]+)')
_REPEATING = ("for", "macro")
_FIRST_NUMBER = 1_000_000

Block = tuple[int, str, int]
"""(ordinal, statement, branch) of an open block."""


class Passes:
    """Counts the passes of the loops in one rendering of one part."""

    def __init__(self) -> None:
        self._count: dict[int, int] = {}
        self._numbers: dict[tuple[int, int, int], int] = {}

    def begin(self, loop: int) -> str:
        """A new pass of the loop; prints nothing."""
        self._count[loop] = self._count.get(loop, 0) + 1
        return ""

    def suffix(self, loop: int) -> str:
        """What makes a name of this pass its own: nothing in the first pass, ``_2`` in the second."""
        count = self._count.get(loop, 1)
        return f"_{count}" if count > 1 else ""

    def number(self, loop: int, original: int) -> int:
        """The bookmark's number in this pass: its own in the first, a fresh one in the others."""
        count = self._count.get(loop, 1)
        if count == 1:
            return original
        return self._numbers.setdefault((loop, original, count), _FIRST_NUMBER + len(self._numbers))


class _Bookmarks:
    """Where each bookmark starts and ends: id → the blocks open there."""

    def __init__(self) -> None:
        self.starts: dict[str, tuple[Block, ...]] = {}
        self.ends: dict[str, tuple[Block, ...]] = {}
        self.names: dict[str, str] = {}


def mark(xml: str) -> tuple[str, list[str]]:
    """The part with its repeated bookmarks numbered by pass, and the names of the bookmarks that had to go.

    A bookmark that begins in one block and ends in another cannot be kept whole. The tags' bodies must hold no braces
    or percent signs (``compilation`` shields them).
    """
    if "<w:bookmark" not in xml:
        return xml, []
    marks = _found(xml)
    whole = {number for number, path in marks.starts.items() if marks.ends.get(number) == path}
    loop_of = {number: _loop(marks.starts[number]) for number in whole}
    by_name = {marks.names[number]: loop for number, loop in loop_of.items() if loop is not None}
    lost = [marks.names[number] for number in marks.starts if number not in whole]
    stack: list[Block] = []
    seen = [0]
    repeated = set(by_name.values())

    def rewritten(match: re.Match[str]) -> str:
        if match["tag"] is not None:
            _step(match["tag"], stack, seen)
            opened = stack[-1] if stack and stack[-1][0] == seen[0] else None
            fresh = opened and opened[1] in _REPEATING and _opens(match["tag"])
            return match[0] + (f"{{{{ _passes.begin({seen[0]}) }}}}" if fresh and seen[0] in repeated else "")
        if match["edge"]:
            return _edge(match[0], whole, loop_of)
        inside = {block[0] for block in stack}
        return _REFERENCES.sub(lambda m: _reference(m, by_name, inside), match[0])

    return _EVENT.sub(rewritten, xml), lost


def _edge(element: str, whole: set[str], loop_of: dict[str, int | None]) -> str:
    found = _ID.search(element)
    if found is None or found[1] not in whole:
        return ""
    loop = loop_of[found[1]]
    if loop is None:
        return element
    element = element.replace(found[0], f' w:id="{{{{ _passes.number({loop}, {found[1]}) }}}}"')
    return _NAME.sub(lambda m: f' w:name="{m[1]}{{{{ _passes.suffix({loop}) }}}}"', element)


def _reference(match: re.Match[str], by_name: dict[str, int], inside: set[int]) -> str:
    loop = by_name.get(match[2])
    return match[0] + (f"{{{{ _passes.suffix({loop}) }}}}" if loop in inside else "")


def _found(xml: str) -> _Bookmarks:
    marks = _Bookmarks()
    stack: list[Block] = []
    seen = [0]
    for match in _EVENT.finditer(xml):
        if match["tag"] is not None:
            _step(match["tag"], stack, seen)
        elif match["edge"]:
            number = _ID.search(match[0])
            if number and match["edge"] == "Start":
                marks.starts[number[1]] = tuple(stack)
                name = _NAME.search(match[0])
                marks.names[number[1]] = name[1] if name else ""
            elif number and number[1] in marks.starts:
                marks.ends[number[1]] = tuple(stack)
    return marks


def _word(tag: str) -> str:
    return tag.strip(" -+").partition(" ")[0]


def _opens(tag: str) -> bool:
    word = _word(tag)
    opening = word in ("for", "if", "macro", "call", "filter", "with", "autoescape", "block", "set")
    return opening and not (word == "set" and "=" in tag)


def _step(tag: str, stack: list[Block], seen: list[int]) -> None:
    """Follow one statement: ``stack`` holds the open blocks, ``seen`` how many were opened so far."""
    word = _word(tag)
    if _opens(tag):
        seen[0] += 1
        stack.append((seen[0], word, 0))
    elif word in ("else", "elif") and stack:
        ordinal, opened, branch = stack[-1]
        stack[-1] = (ordinal, opened, branch + 1)
    elif word.startswith("end") and stack:
        stack.pop()


def _loop(path: tuple[Block, ...]) -> int | None:
    """The innermost loop or macro that repeats what stands there."""
    return next((block[0] for block in reversed(path) if block[1] in _REPEATING), None)
