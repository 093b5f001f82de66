"""A bookmark where each section begins: by it the page of every annex is known once the file has been printed.

No heading says it as surely: an office may restyle its headings, and an annex that nothing refers to has no other mark.
"""

from __future__ import annotations

from collections.abc import Callable

from docgen.patterns import pattern

PART = "_Part{:05d}"
"""The name of the bookmark: 1 is the document itself, then its annexes, then the sheets. Word hides such names."""

_PARAGRAPH = pattern(r"<w:p(?: [^>]*)?(?<!/)>")


def with_beginning(body: str, number: int, bookmark: Callable[[str], str]) -> str:
    """The body of a section with the bookmark in its first paragraph; without one where that paragraph is tracked."""
    found = _PARAGRAPH.search(body)
    if found is None:
        return body
    at = found.end()
    if body.startswith("<w:pPr>", at):
        end = body.index("</w:pPr>", at) + len("</w:pPr>")
        if "<w:pPrChange" in body[at:end]:
            return body
        at = end
    return f"{body[:at]}{bookmark(PART.format(number))}{body[at:]}"
