"""Headings of a page and the anchors that lead to them."""

from __future__ import annotations

import re

from docgen.work.markdown import anchor

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def headings(text: str) -> list[str]:
    """The headings of a page, none from inside a block of code."""
    return _HEADING.findall(_FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """What a link to a place of this page may name."""
    return {anchor(heading) for heading in headings(text)}
