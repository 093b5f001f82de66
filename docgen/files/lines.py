"""A quicker way to the tree of a file that is written as nearly all of ours are: a key and its value on a line.

libyaml makes Python objects of every event, and those cost more than all else in the reading of a plan. What is read
here are block mappings and lists with plain values, quoted ones without escapes, short lists in brackets and texts
after ``|`` and ``>``. Anything else, and everything doubtful, gives None: then the ``Grower`` reads the file. The
tests hold both against each other, places and styles included.
"""

from __future__ import annotations

import re
from functools import cache

from docgen.files.nodes import MappingNode, Node, ScalarNode, SequenceNode
from docgen.patterns import pattern

_FIRST = r"[^ \n,\[\]{}#&*!|>'\"%@`<:?-]"
_KEY = rf"{_FIRST}[^\n:#]{{0,99}}+(?<! )"
_PLAIN = rf"{_FIRST}(?:[^\n:#]++|:(?![ \n]|\Z)|(?<! )#)*+"
_IN_BRACKETS = rf" *{_FIRST}[^\n\[\]{{}}'\",:#]*"
_LINE = pattern(
    rf"( *)(- +)?(?:({_KEY}):(?=[ \n]|\Z) *)?"
    rf"(?:({_PLAIN})|\"([^\n\"\\]*)\" *|([|>]-?) *|\[({_IN_BRACKETS}(?:,{_IN_BRACKETS})*)\] *)?"
    r"(?:\n|\Z)"
)
_INDENT, _DASH, _NAME, _WORDS, _QUOTED, _TEXT, _LIST = range(1, 8)
_MORE = pattern(rf" +({_PLAIN})(?:\n|\Z)")
_COMMENT = pattern(r" *#.*(?:\n|\Z)")
_ONLY_BLANKS = pattern(r" +(?:\n|\Z)")

_DEEPEST = 20


def tree(text: str) -> MappingNode | None:
    """The root of the file; None when it is written in some other way, or when anything in it is odd."""
    # Characters that no file may hold, tabs and other ends of lines are none of those that can be printed.
    if not text.replace("\n", "").replace("\u00a0", "").isprintable():
        return None
    return _Lines(text).root()


class _Lines:
    """One reading. ``open`` are the mappings and lists that the next line may go on with, each inside the one before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.open: list[MappingNode | SequenceNode] = []
        self.waiting: ScalarNode | None = None
        """The key whose value begins on the next line."""

    def root(self) -> MappingNode | None:
        size = len(self.text)
        while self.at < size:
            line = _LINE.match(self.text, self.at)
            if line is None:
                line = _COMMENT.match(self.text, self.at)
                if line is None:
                    return None
                self.at = line.end()
            elif line.lastindex == _INDENT:  # a blank line
                self.at = line.end()
            elif not self._line(line):
                return None
        if self.waiting is not None or not self.open:
            return None
        self._close(0)
        root = self.open[0]
        return root if isinstance(root, MappingNode) else None

    def _line(self, line: re.Match[str]) -> bool:
        """Take in one line; False when it does not belong where it stands."""
        indent, dash, name = line.group(_INDENT, _DASH, _NAME)
        column, start = len(indent), self.at + len(indent)
        self.at = line.end()
        if self.waiting is None:
            self._close(column)
        elif column <= self.open[-1].column:
            return False  # a key without a value
        owner = self.open[-1] if self.open else None
        if dash is not None:
            sequence = self._sequence(owner, start, column)
            if sequence is None:
                return False
            if name is None:
                node = self._value(line, column)
                if node is None:
                    return False
                _add_item(sequence, node)
                return True
            start, column = start + len(dash), column + len(dash)
            owner = MappingNode(start, column, False)
            _add_item(sequence, owner)
            self.open.append(owner)
        elif name is None:
            return False
        elif self.waiting is not None or owner is None:
            owner = self._mapping(owner, start, column)
        if type(owner) is not MappingNode or owner.column != column:
            return False
        return self._entry(owner, name, start, line)

    def _entry(self, owner: MappingNode, name: str, start: int, line: re.Match[str]) -> bool:
        if name in owner.keys or len(self.open) > _DEEPEST:
            return False
        key = owner.keys[name] = ScalarNode(name, start, start + len(name), "")
        kind = line.lastindex
        if kind == _NAME:
            self.waiting = key
            return True
        if kind == _WORDS and not self.text.startswith(_blanks(owner.column + 1), self.at):
            words, start = line[_WORDS].rstrip(" "), line.start(_WORDS)
            node: Node | None = ScalarNode(words, start, start + len(words), "")  # nearly all lines end here
        else:
            node = self._value(line, owner.column)
        if node is None:
            return False
        owner.children[name] = node
        owner.value[name] = node.value
        owner.end = node.end
        return True

    def _close(self, column: int) -> None:
        """The ends of what stands deeper are known."""
        opened = self.open
        while len(opened) > 1 and opened[-1].column > column:
            end = opened.pop().end
            opened[-1].end = end

    def _sequence(self, owner: MappingNode | SequenceNode | None, start: int, column: int) -> SequenceNode | None:
        """The list that the dash at ``start`` goes on with or begins."""
        if self.waiting is None:
            return owner if type(owner) is SequenceNode and owner.column == column else None
        if type(owner) is not MappingNode:
            return None
        sequence = SequenceNode(start, column, False)
        self._give(owner, sequence)
        return sequence

    def _mapping(self, owner: MappingNode | SequenceNode | None, start: int, column: int) -> MappingNode | None:
        """The mapping that the key at ``start`` begins: the root, or the value of the key that waits."""
        if owner is None and column:
            return None
        mapping = MappingNode(start, column, False)
        if owner is None:
            self.open.append(mapping)
            return mapping
        if type(owner) is not MappingNode:
            return None
        self._give(owner, mapping)
        return mapping

    def _give(self, owner: MappingNode, value: MappingNode | SequenceNode) -> None:
        assert self.waiting is not None and self.waiting.value is not None
        owner.children[self.waiting.value] = value
        owner.value[self.waiting.value] = value.value
        self.waiting = None
        self.open.append(value)

    def _value(self, line: re.Match[str], column: int) -> Node | None:
        """The value on a line, and on those below it that stand deeper than ``column``."""
        kind = line.lastindex
        if kind == _WORDS:
            words = line[_WORDS].rstrip(" ")
            start = line.start(_WORDS)
            if self.text.startswith(_blanks(column + 1), self.at):
                return self._folded_words(words, start, column)
            return ScalarNode(words, start, start + len(words), "")
        if kind == _QUOTED:
            return ScalarNode(line[_QUOTED], line.start(_QUOTED) - 1, line.end(_QUOTED) + 1, '"')
        if kind == _TEXT:
            return self._text(line[_TEXT], line.start(_TEXT), column)
        return _list(line, self.text.rfind("\n", 0, line.start(_LIST)) + 1) if kind == _LIST else None

    def _folded_words(self, words: str, start: int, column: int) -> ScalarNode | None:
        """Words that go on below; an empty line among them, or a dash, is not read here."""
        pieces = [words]
        end = start + len(words)
        while self.text.startswith(_blanks(column + 1), self.at):
            line = _MORE.match(self.text, self.at)
            if line is None:
                return None
            pieces.append(line[1].rstrip(" "))
            end = line.start(1) + len(pieces[-1])
            self.at = line.end()
        return ScalarNode(" ".join(pieces), start, end, "")

    def _text(self, style: str, start: int, column: int) -> ScalarNode | None:
        """A text after ``|`` or ``>``; one with an empty line inside, or a folded one with deeper lines, is not read."""
        first = self.at
        while self.text.startswith(" ", first):
            first += 1
        indent = first - self.at
        found = _indented(indent).match(self.text, self.at) if indent > column else None
        if found is None:
            return None
        lines = [line[indent:] for line in found.group().split("\n")]
        lines.pop()
        if style[0] == ">" and any(line.startswith(" ") for line in lines):
            return None
        self.at = found.end()
        while self.text.startswith("\n", self.at):
            self.at += 1
        if self.text.startswith(_blanks(column + 1), self.at) or _ONLY_BLANKS.match(self.text, self.at):
            return None
        value = ("\n" if style[0] == "|" else " ").join(lines)
        return ScalarNode(value if style.endswith("-") else f"{value}\n", start, self.at, style[0])


def _add_item(sequence: SequenceNode, node: Node) -> None:
    sequence.children.append(node)
    sequence.value.append(node.value)
    sequence.end = node.end


def _list(line: re.Match[str], start_of_line: int) -> SequenceNode | None:
    """A list in brackets."""
    start = line.start(_LIST)
    found = SequenceNode(start - 1, start - 1 - start_of_line, True)
    for piece in line[_LIST].split(","):
        words = piece.strip(" ")
        if not words or words != words.strip():
            return None
        at = start + piece.index(words)
        _add_item(found, ScalarNode(words, at, at + len(words), ""))
        start += len(piece) + 1
    found.end = line.end(_LIST) + 1
    return found


@cache
def _blanks(count: int) -> str:
    return " " * count


@cache
def _indented(indent: int) -> re.Pattern[str]:
    """Lines below one another, none of them empty, that stand at least so deep."""
    return re.compile(rf"(?: {{{indent}}} *[^ \n].*\n)+")
