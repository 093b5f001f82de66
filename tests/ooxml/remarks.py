"""The comments of a Word file as its reader sees them: where they are anchored and what they say."""

from typing import NamedTuple

from lxml import etree

from tests.render.builders import W, parts_of

_W = f"{{{W}}}"


class Remark(NamedTuple):
    """One comment: the text it is set round, without what lies in text boxes inside it, its author and its words."""

    on: str
    author: str
    text: str


def remarks(docx: bytes) -> list[Remark]:
    """The comments that the main text names, in its order; one that is named and not there fails."""
    parts = parts_of(docx)
    document = etree.fromstring(parts["word/document.xml"])
    comments = {c.get(f"{_W}id"): c for c in etree.fromstring(parts["word/comments.xml"]).iter(f"{_W}comment")}
    found = []
    for reference in document.iter(f"{_W}commentReference"):
        number = reference.get(f"{_W}id")
        comment = comments[number]
        lines = ["".join(p.itertext()) for p in comment.iter(f"{_W}p")]
        found.append(Remark(_inside(document, number), comment.get(f"{_W}author"), "\n".join(lines)))
    return found


def _inside(document: etree._Element, number: str) -> str:
    """The text between a comment's marks, which are brothers."""
    start, end = (
        next(mark for mark in document.iter(f"{_W}commentRange{edge}") if mark.get(f"{_W}id") == number)
        for edge in ("Start", "End")
    )
    assert start.getparent() is end.getparent()
    brothers = list(start.itersiblings())
    inside = brothers[: brothers.index(end)]
    return "".join(
        text.text or ""
        for each in inside
        for text in each.iter(f"{_W}t")
        if next(text.iterancestors(f"{_W}txbxContent"), None) is None
    )
