"""Where things lie in the text of a YAML file: lines, dashes, colons, comments above and below an entry.

Positions in, positions out. What is done with them is the business of ``patching``.
"""

from __future__ import annotations

from docgen.files.nodes import MappingNode, Node, ScalarNode, SequenceNode
from docgen.patterns import pattern

_BLANKS = " \t\r\n"
_GAP = pattern(r"\n[ \t]*\r?\n")
_BLANK_LINES = pattern(r"(?:[ \t]*\r?\n)*")


class Layout:
    """One text and how its lines lie; ``seen`` is the text as the parser got it."""

    def __init__(self, text: str, seen: str) -> None:
        self.text = text
        self.seen = seen

    def line_start(self, index: int) -> int:
        """The first character of the line that ``index`` is on."""
        return self.text.rfind("\n", 0, index) + 1

    def line_stop(self, index: int) -> int:
        """The end of that line without its line break."""
        stop = self.text.find("\n", index)
        if stop < 0:
            return len(self.text)
        return stop - 1 if stop > index and self.text[stop - 1] == "\r" else stop

    def next_line(self, index: int) -> int:
        """The start of the line after that one, or the end of the text."""
        stop = self.text.find("\n", index)
        return len(self.text) if stop < 0 else stop + 1

    def column(self, index: int) -> int:
        """How many characters stand on the line before ``index``."""
        return index - self.line_start(index)

    def is_alone(self, index: int) -> bool:
        """Whether nothing stands on the line before ``index``."""
        return not self.text[self.line_start(index) : index].strip(_BLANKS)

    def is_last(self, index: int) -> bool:
        """Whether nothing, not even a comment, stands on the line from ``index`` on."""
        return not self.text[index : self.line_stop(index)].strip(_BLANKS)

    def end(self, node: Node) -> int:
        """The end of a value's own text: without the empty lines that the parser counts to a block scalar."""
        if isinstance(node, ScalarNode):
            return self._scalar_end(node)
        last: Node | None = None
        if not node.flow:
            children = list(node.children.values()) if isinstance(node, MappingNode) else node.children
            last = children[-1] if children else None
        return self.end(last) if last is not None and last.end >= node.end else node.end

    def _scalar_end(self, node: ScalarNode) -> int:
        if node.style not in ("|", ">"):
            return node.end
        raw = self.text[node.start : node.end]
        if "+" in raw.split("\n", 1)[0].split("#", 1)[0]:
            return node.start + len(raw.removesuffix("\n").removesuffix("\r"))
        return node.start + len(raw.rstrip(_BLANKS))

    def colon(self, key: ScalarNode) -> int | None:
        """The end of the colon after a key, ``None`` for an announced key (``? key``) whose colon is elsewhere."""
        index = self.seen.find(":", key.end)
        if index < 0 or "\n" in self.seen[key.end : index]:
            return None
        return index + 1

    def dash(self, sequence: SequenceNode, item: Node) -> int | None:
        """The dash of a list item, which may stand on a line above it; ``None`` when it is not found."""
        index = item.start
        while index >= 0:
            start = self.line_start(index)
            dash = start + sequence.column
            is_before = dash < item.start and dash < self.line_stop(start)
            if is_before and self.text[dash] == "-" and "#" not in self.text[start:dash]:
                return dash
            index = start - 1
        return None

    def above(self, start: int, column: int) -> int:
        """The start of the comment lines directly above the line at ``start``, none of them deeper than it."""
        while start > 0:
            previous = self.line_start(start - 1)
            line = self.text[previous:start]
            content = line.lstrip(_BLANKS)
            if not content.startswith("#") or len(line) - len(content) > column:
                break
            start = previous
        return start

    def below(self, end: int, column: int) -> int:
        """The end of the deeper comment lines directly below an entry; ``end`` is the end of its last line."""
        while True:
            start = self.next_line(end)
            stop = self.line_stop(start)
            line = self.text[start:stop]
            content = line.lstrip(_BLANKS)
            if start <= end or not content.startswith("#") or len(line) - len(content) <= column:
                return end
            end = stop

    def after_blank_lines(self, start: int) -> int:
        """The start of the first line from ``start`` on that is not empty."""
        match = _BLANK_LINES.match(self.text, start)
        end = match.end() if match else start
        return len(self.text) if not self.text[end:].strip(_BLANKS) else end

    def before_blank_lines(self, start: int) -> int:
        """The start of the empty lines right above the line at ``start``."""
        while start > 0:
            previous = self.line_start(start - 1)
            if self.text[previous:start].strip(_BLANKS):
                break
            start = previous
        return start

    def has_gap(self, start: int, end: int) -> bool:
        """Whether there is an empty line between two places."""
        return _GAP.search(self.text, start, end) is not None
