"""What Word's fields show otherwise than as text, and what text they hide: words inside a field's code.

A field is ``begin``, its code, ``separate``, its last result, ``end``; a field may stand in the code of another.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.measures import whole_number
from docgen.ooxml.parts import W
from docgen.readers.word.tags import FIELD_MARK

_DEEPEST: Final = 20
"""Fields within fields; Word itself allows as many."""


def unshown_texts(root: etree._Element) -> set[etree._Element]:
    """The ``w:t`` of results that stand in the code of another field, so that Word does not show them.

    A field that never ends is no field: its words are shown.
    """
    if next(root.iter(FIELD_MARK), None) is None:
        return set()
    texts: list[etree._Element] = []
    hidden: set[etree._Element] = set()
    open_fields: list[int | None] = []  # where the code of each began among the texts; None once its result has begun
    for node in root.iter(FIELD_MARK, f"{W}t"):
        if node.tag != FIELD_MARK:
            texts.append(node)
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(len(texts) if len(open_fields) < _DEEPEST else None)
        elif open_fields and kind in ("separate", "end"):
            start = open_fields.pop()
            if start is not None:
                hidden.update(texts[start:])
            if kind == "separate":
                open_fields.append(None)
    return hidden


def chosen_entry(mark: etree._Element) -> str:
    """What a drop-down field of an old form shows: its words stand in the list, not in the text. Else ""."""
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    said = [found.get(f"{W}val") for name in ("result", "default") if (found := choices.find(f"{W}{name}")) is not None]
    entries = [each.get(f"{W}val", "") for each in choices.iterfind(f"{W}listEntry")]
    number = whole_number(said[0] if said else None, 0)
    return entries[number] if 0 <= number < len(entries) else ""
