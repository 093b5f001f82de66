"""Numbers as Word's XML writes them: lengths, counts, switches.

Values only; what they are the measure of is the business of the modules that ask.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.parts import W
from docgen.patterns import pattern

_TWIPS: Final = {"": 1.0, "pt": 20.0, "pi": 240.0, "in": 1440.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "pc": 240.0}
_LENGTH = pattern(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(pt|pi|in|mm|cm|pc|)")
_WHOLE = pattern(r"\s*([+-]?[0-9]{1,9})\s*")
_OFF: Final = ("0", "false", "off")


def twips(text: str | None) -> int | None:
    """The length in twips (1440 an inch); Strict files write units (``12.7mm``). None for what is no length.

    >>> twips("709"), twips("12.7mm"), twips("-0.5in"), twips("много")
    (709, 720, -720, None)
    """
    found = _LENGTH.fullmatch(text or "")
    return None if found is None else round(float(found[1]) * _TWIPS[found[2]])


def whole_number(text: str | None, default: int) -> int:
    """The count, or the default for what is none or absurdly large."""
    found = _WHOLE.fullmatch(text or "")
    return default if found is None else int(found[1])


def is_on(switch: etree._Element | None) -> bool | None:
    """What a switch such as ``w:b`` says: on, off, or nothing (None) when it is not there."""
    return None if switch is None else switch.get(f"{W}val", "1") not in _OFF


def left_indent(properties: etree._Element | None) -> int | None:
    """The left indent that a ``w:pPr`` gives, in twips; None when it says nothing of it."""
    indent = None if properties is None else properties.find(f"{W}ind")
    if indent is None:
        return None
    return twips(indent.get(f"{W}left") or indent.get(f"{W}start"))
