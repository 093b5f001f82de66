"""What needs a part's tree and not its text: mends before docxtpl's clean-up, and a look at the tables after it.

Imports lxml, so it is imported only when something is cleaned.
"""

from __future__ import annotations

import re

from lxml import etree

from docgen.render.tags import Tag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RANGE_MARKS = [f"{_W}{name}{edge}" for name in ("bookmark", "commentRange", "perm") for edge in ("Start", "End")]
_CELL_TAG = re.compile(r"\{%[-+]?\s*(?:vm|hm|colspan|cellbg)\b")


def parsed(xml: str | bytes) -> etree._Element:
    """The root of a part; ``ValueError`` when it is not well-formed, has a DTD or is not written as Word writes."""
    parser = etree.XMLParser(
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
    )
    try:
        root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("the part has a document type definition")
    if root.prefix != "w":
        raise ValueError("the part is not written the way Word writes it")
    return root


def mend(root: etree._Element) -> None:
    """Take range marks out of what a tag swallows, and give the cells with cell tags the properties they need."""
    _forget_last_edit(root)
    for deleted in [*root.iter(f"{_W}del")]:
        parent = deleted.getparent()
        # A tag that was deleted with tracked changes on must not run.
        if parent is not None and "{" in "".join(deleted.itertext()):
            parent.remove(deleted)
    for name in ("p", "tr", "tc"):
        owner = re.compile(rf"\{{[{{%#]{name}\s")
        for element in root.iter(f"{_W}{name}"):
            if owner.search(_own_text(element)):
                for mark in [*element.iter(*_RANGE_MARKS)]:
                    element.addprevious(mark)
    for cell in root.iter(f"{_W}tc"):
        if _CELL_TAG.search(_own_text(cell)) and cell.find(f"{_W}tcPr") is None:
            cell.insert(0, cell.makeelement(f"{_W}tcPr", {}))


def _forget_last_edit(root: etree._Element) -> None:
    """Word's bookmark of the last edit is in every second file and of use to nobody."""
    marks = [*root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd")]
    numbers = {mark.get(f"{_W}id") for mark in marks if mark.get(f"{_W}name") == "_GoBack"}
    for mark in marks:
        parent = mark.getparent()
        if mark.get(f"{_W}id") in numbers and parent is not None:
            parent.remove(mark)


def _own_text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def columns_may_vary(source: str, tags: tuple[Tag, ...]) -> bool:
    """Whether the number of columns can differ from the table's grid, so that docxtpl's repair has to run.

    ``source`` is the cleaned part with its tags taken out.
    """
    if any(tag.owner == "tc" or tag.word in ("hm", "colspan") for tag in tags):
        return True
    root = parsed(source)
    rows_vary = any(tag.owner == "tr" for tag in tags)
    for table in root.iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        widths = [sum(map(_span, row.findall(f"{_W}tc"))) for row in table.findall(f"{_W}tr")]
        if widths and (max(widths) != columns or (rows_vary and min(widths) != columns)):
            return True
    return False


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else int(span.get(f"{_W}val") or 1)
