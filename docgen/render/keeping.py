"""A signature is not alone on its page: the last rows of the table above go with it, or the last paragraphs (L11).

What keeps with what is a property of paragraphs, and which row or paragraph is the last is known only when they are
there. The points of an order keep by their styles: their lines have been counted (std §1.1).
"""

from __future__ import annotations

from docgen.patterns import pattern

_SIGNATURE = '<w:pStyle w:val="Signature'
_STYLED = pattern(r'(<w:pStyle w:val="([^"]*)"/>)(?!<w:keepNext/>)')
_COUNTED = ("Last", "Kept")
"""How the styles of points end that keep with the signature by themselves."""

KEPT_ROWS = 2
KEPT_PARAGRAPHS = 3


def kept_with_signature(body: str) -> str:
    """The body with what stands above the first signature kept with it; unchanged where there is none."""
    at = body.find(_SIGNATURE)
    if at < 0:
        return body
    table = body.rfind("</w:tbl>", 0, at)
    return _paragraphs_kept(body, at) if table < 0 else _rows_kept(body, at, table)


def _rows_kept(body: str, at: int, table: int) -> str:
    """The last rows of the table that ends there, and what stands between it and the signature."""
    start = table
    for _ in range(KEPT_ROWS):
        start = max(body.rfind("<w:tr>", 0, start), body.rfind("<w:tr ", 0, start))
        if start < 0:
            return body
    if "<w:tblHeader" in body[start:table]:
        return body  # nothing but the heading stands over the signature
    return body[:start] + _STYLED.sub(r"\1<w:keepNext/>", body[start:at]) + body[at:]


def _paragraphs_kept(body: str, at: int) -> str:
    """The last paragraphs, back to a point that keeps already: the items of its list do not know that they are last."""
    for _ in range(KEPT_PARAGRAPHS):
        at = body.rfind("<w:pStyle ", 0, at)
        styled = _STYLED.match(body, at) if at >= 0 else None
        if styled is None or styled[2].endswith(_COUNTED):
            break
        body = f"{body[: styled.end()]}<w:keepNext/>{body[styled.end() :]}"
    return body
