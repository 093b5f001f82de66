"""The patches that put one edit into the text of a file: which characters give way, and to what.

Every function answers ``None`` where a small patch is not to be trusted (an announced key, an empty item in
brackets); ``splicing`` then writes the value around it anew. Nothing here reads, checks or writes a file.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple, TypeAlias

from docgen.files.dumping import FLAT, WIDTH, block, dump, entry, flow, flow_scalar, indented, item
from docgen.files.edits import Edit, InsertItem, InsertKey, Remove, SetValue
from docgen.files.layout import Layout
from docgen.files.nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode, descend
from docgen.files.yaml import Source
from docgen.findings import Path

_UNFOLDED = 1_000_000
"""The width at which nothing is folded, for a value that a comment follows on its first line."""


class Patch(NamedTuple):
    """The characters that give way and the text that takes their place, its lines ending in LF."""

    start: int
    end: int
    text: str


Patches: TypeAlias = list[Patch] | None


class _Slot(NamedTuple):
    """Where a value of a block hangs: after its colon or dash; ``column`` is that of the key or dash."""

    anchor: int
    column: int
    is_item: bool


class Patcher:
    """Makes the patches for edits of one source; every edit is seen on its own.

    ``flat`` puts every text on one line, for values that deeper comments follow.
    """

    def __init__(self, source: Source, *, flat: bool = False) -> None:
        self._source = source
        self._style = FLAT if flat else ""
        self._layout = Layout(source.text, source.seen)

    def patches(self, edit: Edit) -> Patches:
        """What to replace for this edit; raises ``LookupError`` for a path that does not exist."""
        if isinstance(edit, SetValue):
            return self._set(edit.path, edit.value)
        if isinstance(edit, Remove):
            return self._remove(edit.path)
        node = self._node(edit.path)
        if node is None or _is_empty(node):
            return self._set(edit.path, [edit.value] if isinstance(edit, InsertItem) else {edit.key: edit.value})
        if isinstance(edit, InsertItem) and isinstance(node, SequenceNode):
            return self._insert_item(node, edit)
        if isinstance(edit, InsertKey) and isinstance(node, MappingNode):
            return self._insert_key(node, edit)
        raise LookupError(f"nothing can be inserted at {edit.path!r}")

    def _node(self, path: Path) -> Node | None:
        node, depth = descend(self._source.root, path)
        if depth < len(path):
            raise LookupError(f"no value at {path!r}")
        return node

    # Setting a value

    def _set(self, path: Path, value: Plain) -> Patches:
        if not path:
            return self._set_root(value)
        owner, part = self._node(path[:-1]), path[-1]
        if isinstance(part, str) and (owner is None or _is_empty(owner)):
            return self._set(path[:-1], {part: value})
        if isinstance(owner, MappingNode) and isinstance(part, str) and part not in owner.children:
            return self._insert_key(owner, InsertKey(path[:-1], part, value))
        node = self._node(path)
        if not isinstance(owner, MappingNode | SequenceNode) or node is None:
            raise LookupError(f"no value at {path!r}")
        if owner.flow:
            return self._set_in_flow(owner, part, node, value)
        slot = self._slot(owner, part, node)
        return None if slot is None else self._set_in_block(slot, node, value)

    def _set_root(self, value: Plain) -> Patches:
        root, text = self._source.root, dump(value, self._style)
        if root is not None and not _is_empty(root):
            return [Patch(root.start, self._layout.end(root), text.removesuffix("\n"))]
        length = len(self._source.text)
        is_open = length and not self._source.text.endswith("\n")
        return [Patch(length, length, f"\n{text}" if is_open else text)]

    def _slot(self, owner: MappingNode | SequenceNode, part: str | int, node: Node) -> _Slot | None:
        if isinstance(owner, MappingNode):
            colon = self._layout.colon(owner.keys[str(part)])
            return None if colon is None else _Slot(colon, owner.column, False)
        dash = self._layout.dash(owner, node)
        return None if dash is None else _Slot(dash + 1, owner.column, True)

    def _set_in_block(self, slot: _Slot, node: Node, value: Plain) -> Patches:
        """The new value where the old one stands, or hung on the slot where the old one gives no place."""
        layout = self._layout
        filled = not _is_empty(node)
        inline = filled and node.start <= layout.line_stop(slot.anchor)
        if inline or (filled and isinstance(node, ScalarNode) and not _is_branch(value)):
            start, end = node.start, layout.end(node)
            tail_from = tail_to = layout.line_stop(end)
        else:
            start = end = slot.anchor
            tail_from = layout.line_stop(slot.anchor)
            tail_to = layout.line_stop(layout.end(node)) if filled else tail_from
        width = WIDTH if layout.is_last(end) else _UNFOLDED
        first, rest = self._lines(slot, node, value, start, width)
        if start == slot.anchor:
            first = f" {first}" if first else ""
        elif not first:
            start = slot.anchor
        tail = "".join(f"\n{line}" for line in rest)
        if tail_from == end:
            return [Patch(start, tail_to, first + tail)]
        patches = [Patch(start, end, first), Patch(tail_from, tail_to, tail)]
        return [patch for patch in patches if patch.text or patch.start < patch.end]

    def _lines(self, slot: _Slot, node: Node, value: Plain, start: int, width: int) -> tuple[str, list[str]]:
        """What stands on the line of the value, beginning at ``start``, and the lines below it."""
        if value is None:
            return "", []
        at = start - self._layout.line_start(start)
        column = slot.column + 2
        if not _is_branch(value):
            alone = self._layout.is_alone(start)
            column = at if alone else column
            style = self._style or (node.style if isinstance(node, ScalarNode) else "")
            first, *rest = block(value, column, width, max(at - column, 0), style)
            return first, indented(rest, column)
        if slot.is_item:
            column = at if start == node.start and start != slot.anchor else column
            first, *rest = block(value, column, width, 0, self._style)
            return first, indented(rest, column)
        if isinstance(value, dict) == isinstance(node, MappingNode) and not isinstance(node, ScalarNode):
            column = column if node.flow else node.column
        return "", indented(block(value, column, width, 0, self._style), column)

    def _set_in_flow(self, owner: MappingNode | SequenceNode, part: str | int, node: Node, value: Plain) -> Patches:
        if isinstance(value, str):
            text: str | None = flow_scalar(value, node.style if isinstance(node, ScalarNode) else "")
        else:
            text = "" if value is None and isinstance(owner, MappingNode) else flow(value)
        if text is None:
            return None
        if not _is_empty(node):
            return [Patch(node.start, node.end, text)]
        if not isinstance(owner, MappingNode):
            return None
        key = owner.keys[str(part)]
        colon = self._layout.seen.find(":", key.end, node.start)
        if colon < 0:
            return [Patch(key.end, key.end, f": {text}")]
        return [Patch(colon + 1, colon + 1, f" {text}")]

    # Removing

    def _remove(self, path: Path) -> Patches:
        if not path:
            return self._set(path, None)
        owner, part = self._node(path[:-1]), path[-1]
        node = self._node(path)
        if node is None or not isinstance(owner, MappingNode | SequenceNode):
            raise LookupError(f"no value at {path!r}")
        if len(owner.children) == 1:
            return self._set(path[:-1], {} if isinstance(owner, MappingNode) else [])
        spans = self._spans(owner)
        number = list(owner.children).index(str(part)) if isinstance(owner, MappingNode) else int(part)
        if spans is None:
            return None
        if owner.flow:
            if number < len(spans) - 1:
                return [Patch(spans[number][0], spans[number + 1][0], "")]
            return [Patch(spans[number - 1][1], spans[number][1], "")]
        start, end = spans[number]
        if self._layout.is_alone(start):
            return [self._without_lines(start, end, owner.column)]
        if number > 0:
            return None
        return [self._without_first(start, end, spans[1][0])]

    def _without_lines(self, start: int, end: int, column: int) -> Patch:
        """An entry on lines of its own goes with its comments, and with empty lines that would stand doubled."""
        layout = self._layout
        top = layout.above(layout.line_start(start), column)
        bottom = layout.next_line(layout.below(layout.line_stop(end), column))
        if top == 0 or layout.before_blank_lines(top) < top:
            bottom = layout.after_blank_lines(bottom)
        if bottom == len(self._source.text):
            top = layout.before_blank_lines(top)
        return Patch(top, bottom, "")

    def _without_first(self, start: int, end: int, following: int) -> Patch:
        """The first entry shares its line with a dash: the next one moves up to it, or its comments stay below."""
        layout = self._layout
        stop = layout.line_stop(end)
        if "#" in self._source.text[stop:following]:
            blanks = len(self._source.text[:start]) - len(self._source.text[:start].rstrip(" "))
            return Patch(start - blanks, stop, "")
        return Patch(start, following, "")

    # Inserting

    def _insert_item(self, owner: SequenceNode, edit: InsertItem) -> Patches:
        if not owner.children:
            return self._set(edit.path, [edit.value])
        number = min(max(edit.index, 0), len(owner.children))
        if owner.flow:
            return self._insert_in_flow(owner, number, flow(edit.value))
        lines = item(edit.value, owner.column, WIDTH, self._style)
        return self._insert_in_block(owner, number, lines, is_apart=self._is_loose(owner))

    def _insert_key(self, owner: MappingNode, edit: InsertKey) -> Patches:
        if edit.key in owner.children:
            return self._set((*edit.path, edit.key), edit.value)
        if not owner.children:
            return self._set(edit.path, {edit.key: edit.value})
        keys = list(owner.children)
        number = 0 if edit.first else keys.index(edit.after) + 1 if edit.after in keys else len(keys)
        if owner.flow:
            text = "" if edit.value is None else flow(edit.value)
            return self._insert_in_flow(owner, number, text if text is None else f"{flow_scalar(edit.key)}: {text}")
        lines = entry(edit.key, edit.value, owner.column, WIDTH, self._style)
        is_apart = _is_branch(edit.value) and self._is_loose(owner)
        return self._insert_in_block(owner, number, lines, is_apart=is_apart)

    def _insert_in_flow(self, owner: MappingNode | SequenceNode, number: int, text: str | None) -> Patches:
        spans = self._spans(owner)
        if text is None or spans is None:
            return None
        if number < len(spans):
            return [Patch(spans[number][0], spans[number][0], f"{text}, ")]
        return [Patch(spans[-1][1], spans[-1][1], f", {text}")]

    def _insert_in_block(
        self, owner: MappingNode | SequenceNode, number: int, lines: list[str], *, is_apart: bool
    ) -> Patches:
        """The lines before entry ``number`` and its comments, or after the entry before it."""
        layout = self._layout
        spans = self._spans(owner)
        if spans is None:
            return None
        gap = "\n" * is_apart
        shifted = indented(lines, owner.column)
        if number == 0 and not layout.is_alone(spans[0][0]):
            start = spans[0][0]
            text = "\n".join([lines[0], *shifted[1:]])
            return [Patch(start, start, f"{text}\n{gap}{' ' * owner.column}")]
        text = "\n".join(shifted)
        if number == 0:
            start = layout.line_start(spans[0][0])
            start = start if owner is self._source.root else layout.above(start, owner.column)
            return [Patch(start, start, f"{text}\n{gap}")]
        stop = layout.below(layout.line_stop(spans[number - 1][1]), owner.column)
        return [Patch(stop, stop, f"\n{gap}{text}")]

    def _is_loose(self, owner: MappingNode | SequenceNode) -> bool:
        """Whether entries are kept apart by empty lines."""
        pairs = itertools.pairwise(self._spans(owner) or [])
        return any(self._layout.has_gap(before[1], after[0]) for before, after in pairs)

    def _spans(self, owner: MappingNode | SequenceNode) -> list[tuple[int, int]] | None:
        """Where each entry begins, its key or dash included, and where its value ends."""
        layout = self._layout
        if owner.flow and self._source.seen[owner.start] not in "[{":
            return None
        if isinstance(owner, MappingNode):
            if not owner.flow and any(layout.column(key.start) != owner.column for key in owner.keys.values()):
                return None
            return [
                (key.start, max(key.end, layout.end(child)))
                for key, child in zip(owner.keys.values(), owner.children.values(), strict=True)
            ]
        if owner.flow:
            return [(child.start, child.end) for child in owner.children]
        dashes = [(layout.dash(owner, child), layout.end(child)) for child in owner.children]
        known = [(dash, end) for dash, end in dashes if dash is not None]
        return known if len(known) == len(dashes) else None


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start == node.end


def _is_branch(value: Plain) -> bool:
    return isinstance(value, dict | list) and bool(value)
