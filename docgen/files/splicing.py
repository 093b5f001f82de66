"""Saving without rewriting: an edit replaces only the text between the marks of what changed.

Comments, order, line folds and quotes of everything else stay byte for byte. Every splice is read back and
compared with the edited data; where the text is too unusual for a small splice (an announced key, a block
that keeps its trailing lines), the value around it is written anew, so that the data are right in any case.
Which edits are needed is the business of ``edits``; writing files that of ``whole``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.errors import InputError
from docgen.files.dumping import WIDTH, block, dump, entry, flow, flow_scalar, indented, item, scalar
from docgen.files.edits import Edit, InsertItem, InsertKey, Remove, SetValue, edited, edits_between
from docgen.files.nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode, descend
from docgen.files.yaml import Source, parse_yaml
from docgen.findings import Path, has_errors

__all__ = ["Edit", "InsertItem", "InsertKey", "Remove", "SetValue", "edits_between", "splice"]

_WIDE = 1_000_000
"""The width at which nothing is folded: a comment may follow on the first line."""

_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*(?:[ \t]*\Z)?")
_BLANK_BETWEEN = re.compile(r"\n[ \t]*\r?\n")


class Patch(NamedTuple):
    """The characters of the text that give way, and what stands there instead."""

    start: int
    end: int
    text: str


class _TooUnusual(LookupError):
    """Raised inside this module when a value has to be written anew together with what is around it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def splice(source: Source, edits: Sequence[Edit]) -> str:
    """The text of the file after these edits, made one after the other; no edits give the same text.

    Raises ``InputError`` when the file itself could not be read to its end, and ``LookupError`` when an edit
    names a path that does not exist.
    """
    if not source.readable and edits:
        raise InputError(source.findings)
    current = source
    waiting = list(edits)
    while waiting:
        patches, count = _batch(current, waiting)
        expected = edited(current.data, waiting[:count])
        spliced = _patched(current, patches) if patches is not None else None
        if spliced is None or not _holds(spliced, expected, current):
            count = 1
            spliced = _coarser(current, waiting[0])
        current = spliced
        waiting = waiting[count:]
    return current.text
