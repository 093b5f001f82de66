"""A signature under a table is not alone on its page: the last rows go with it (std §1.1; L11).

What keeps with what is a property of paragraphs, and which row is the last is known only when the rows are there.
"""

from __future__ import annotations

from docgen.patterns import pattern

_SIGNATURE = '<w:pStyle w:val="Signature'
_STYLED = pattern(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
KEPT_ROWS = 2


def kept_with_signature(body: str) -> str:
    """The body with the last rows of the table above the first signature kept with it; unchanged where there is none."""
    at = body.find(_SIGNATURE)
    table = body.rfind("</w:tbl>", 0, at) if at > 0 else -1
    if table < 0:
        return body
    start = table
    for _ in range(KEPT_ROWS):
        start = max(body.rfind("<w:tr>", 0, start), body.rfind("<w:tr ", 0, start))
        if start < 0:
            return body
    if "<w:tblHeader" in body[start:table]:
        return body  # nothing but the heading stands over the signature
    return body[:start] + _STYLED.sub(r"\1<w:keepNext/>", body[start:at]) + body[at:]
