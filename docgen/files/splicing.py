"""Saving without rewriting: an edit replaces only the text between the marks of what changed.

Comments, order, line folds and quotes of everything else stay byte for byte. Every splice is read back and
compared with the edited data; where the text is too unusual for a small patch, the value around it is
written anew, so that the data are right in any case. Which edits are needed is the business of ``edits``,
what each replaces that of ``patching``, writing files that of ``whole``.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from docgen.errors import InputError
from docgen.files.dumping import dump
from docgen.files.edits import Edit, InsertItem, InsertKey, Remove, SetValue, edited, edits_between
from docgen.files.nodes import Plain
from docgen.files.patching import Patch, Patcher, Patches
from docgen.files.yaml import Source, parse_yaml
from docgen.findings import Path, Severity

__all__ = ["Edit", "InsertItem", "InsertKey", "Remove", "SetValue", "edits_between", "splice"]


def splice(source: Source, edits: Sequence[Edit]) -> str:
    """The text of the file after these edits, made one after the other; no edits give the same text.

    Raises ``InputError`` when the file itself could not be read to its end, and ``LookupError`` when an edit
    names a path that does not exist. Write the text with ``source.as_bytes(text)``, which keeps the encoding.
    """
    if not source.readable and edits:
        raise InputError(source.findings)
    current = source
    waiting = list(edits)
    while waiting:
        current, count = _step(current, waiting)
        del waiting[:count]
    return current.text


def _step(source: Source, waiting: Sequence[Edit]) -> tuple[Source, int]:
    """The source after as many of the edits as can be made at once, and their number."""
    patcher = Patcher(source)
    patches, count = _Batch(patcher).take(waiting)
    spliced = _verified(source, patches, edited(source.data, waiting[:count]))
    if spliced is not None:
        return spliced, count
    expected = edited(source.data, waiting[:1])
    for plain_patcher in (patcher, Patcher(source, flat=True)):
        spliced = _verified(source, plain_patcher.patches(waiting[0]), expected)
        if spliced is not None:
            return spliced, 1
    return _coarser(source, waiting[0], expected), 1


class _Batch:
    """Patches of edits that do not meddle with each other, all made on one and the same text."""

    def __init__(self, patcher: Patcher) -> None:
        self._patcher = patcher
        self._moved: dict[Path, int] = {}
        self._entered: set[Path] = set()

    def take(self, edits: Sequence[Edit]) -> tuple[Patches, int]:
        """The patches of the first edits, up to one that needs the result of those before it."""
        taken: list[Patch] = []
        for count, edit in enumerate(edits):
            try:
                patches = None if self._depends(edit) else self._patcher.patches(edit)
            except LookupError:
                if count == 0:
                    raise
                patches = None
            if patches is None or any(_meets(patch, taken) for patch in patches):
                return (taken, count) if count else (None, 1)
            for patch in patches:
                bisect.insort(taken, patch)
            self._note(edit)
        return taken, len(edits)

    def _depends(self, edit: Edit) -> bool:
        """Whether an edit before this one moved or made what this one names."""
        path = edit.path
        steps = [(path[:depth], part) for depth, part in enumerate(path)]
        if isinstance(edit, InsertItem):
            steps.append((path, edit.index))
        moved = any(
            isinstance(part, int) and part >= self._moved[owner] for owner, part in steps if owner in self._moved
        )
        return moved or _owner(edit) in self._entered

    def _note(self, edit: Edit) -> None:
        owner = _owner(edit)
        if isinstance(edit, SetValue):
            return
        number = edit.index if isinstance(edit, InsertItem) else edit.path[-1] if isinstance(edit, Remove) else ""
        if isinstance(number, int):
            self._moved[owner] = min(number, self._moved.get(owner, number))
        else:
            self._entered.add(owner)


def _owner(edit: Edit) -> Path:
    """The mapping or list whose entries an edit touches."""
    return edit.path[:-1] if isinstance(edit, SetValue | Remove) else edit.path


def _meets(patch: Patch, taken: Sequence[Patch]) -> bool:
    """Whether a patch overlaps or touches one of the others, which are in order."""
    number = bisect.bisect_left(taken, patch)
    return (number > 0 and taken[number - 1].end >= patch.start) or (
        number < len(taken) and taken[number].start <= patch.end
    )


def _verified(source: Source, patches: Patches, expected: Plain) -> Source | None:
    """The source with the patches in it, if it reads as it should and has no fault that was not there before."""
    if patches is None:
        return None
    pieces, last = [], 0
    for start, end, text in patches:
        pieces += [source.text[last:start], text.replace("\n", source.newline)]
        last = end
    spliced = _reread(source, "".join([*pieces, source.text[last:]]))
    holds = spliced.readable and spliced.data == expected and _errors(spliced) <= _errors(source)
    return spliced if holds else None


def _reread(source: Source, text: str) -> Source:
    return parse_yaml(text, source.name, encoding=source.encoding)


def _errors(source: Source) -> int:
    return sum(finding.severity is Severity.ERROR for finding in source.findings)


def _coarser(source: Source, edit: Edit, expected: Plain) -> Source:
    """The source with the value around the edit written anew, and if need be what is around that, up to all."""
    path = _owner(edit)
    while True:
        value = expected
        for part in path:
            value = value[part]  # type: ignore[index]
        for patcher in (Patcher(source), Patcher(source, flat=True)):
            spliced = _verified(source, patcher.patches(SetValue(path, value)), expected)
            if spliced is not None:
                return spliced
        if not path:
            return _reread(source, dump(expected).replace("\n", source.newline))
        path = path[:-1]
