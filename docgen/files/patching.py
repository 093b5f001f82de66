"""The patches that put one edit into the text of a file: which characters give way, and to what.

Every function answers ``None`` where a small patch is not to be trusted (an announced key, an empty item in
brackets); ``splicing`` then writes the value around it anew. Nothing here reads, checks or writes a file.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from docgen.files.dumping import WIDTH, block, dump, entry, flow, flow_scalar, indented, item, key_text
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
    """Makes the patches for edits of one source; every edit is seen on its own."""

    def __init__(self, source: Source) -> None:
        self._source = source
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
        root, text = self._source.root, dump(value)
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
        """The new value replaces the old one where it stands, or hangs itself on the slot.

        ``first`` stands on the line of the slot, ``rest`` on lines of its own.
        """
        layout = self._layout
        end, stop = layout.end(node), layout.line_stop(slot.anchor)
        filled = not _is_empty(node)
        inline = filled and node.start <= stop
        in_place = filled and (inline or (isinstance(node, ScalarNode) and not _is_branch(value)))
        if value is None:
            return ([Patch(slot.anchor, end, "")] if inline else [Patch(stop, layout.line_stop(end), "")]) * filled
        commented = not layout.is_last(end if in_place else slot.anchor if not filled else stop)
        column = self._column(slot, node, value, filled, inline, in_place)
        used = max(node.start - layout.line_start(node.start) - column, 0) if in_place else slot.anchor - (
            layout.line_start(slot.anchor) + column
        )
        style = node.style if isinstance(node, ScalarNode) and filled else ""
        lines = block(value, column, _UNFOLDED if commented else WIDTH, max(used, 0), style)
        if _is_branch(value) and not slot.is_item:
            first, rest = "", indented(lines, column)
        else:
            first, rest = lines[0], indented(lines[1:], column)
        tail = "".join(f"\n{line}" for line in rest)
        if in_place:
            end_of_line = layout.line_stop(end)
            return [Patch(node.start if first else slot.anchor, end, first), Patch(end_of_line, end_of_line, tail)]
        below = layout.line_stop(end) if filled else stop
        return [Patch(slot.anchor, slot.anchor, f" {first}" if first else ""), Patch(stop, below, tail)]
