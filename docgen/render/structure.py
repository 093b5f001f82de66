"""What the blocks of a cleaned part do to its markup: told from jinja's tree, once per template.

Three questions: which printer each value needs, whether a block leaves the markup whole whichever way it runs, and
what could be left empty when nothing runs. Nothing here renders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from docgen.patterns import pattern

_ELEMENT = pattern(r"<(/?)([\w:.-]+)[^>]*?(/?)>")
_PLAIN_TEXT = ("<w:instrText", "<w:delText", "<w:delInstrText", "<m:t", "<wp:posOffset", "<wp14:pct")

_BLOCKS: dict[type[Any], str] = {
    nodes.For: "for",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set",
    nodes.Block: "block",
}

_NOTHING = r"(?:\s|<w:bookmark(?:Start|End)\b[^>]*/>)*"
ROW_WITHOUT_CELLS = pattern(
    r"<w:tr(?: [^>]*)?>(?:<w:tblPrEx>(?:(?!</w:tr>).)*?</w:tblPrEx>)?"
    rf"(?:<w:trPr/>|<w:trPr>(?:(?!</w:tr>).)*?</w:trPr>)?{_NOTHING}</w:tr>"
)
TABLE_WITHOUT_ROWS = pattern(
    rf"(?:</w:tblGrid>|<w:tblGrid/>|</w:tblPr>|<w:tblPr/>|<w:tbl(?: [^>]*)?>){_NOTHING}</w:tbl>"
)
NO_PARAGRAPH = pattern(
    rf"(?:(?:<w:tc(?: [^>]*)?>|</w:tcPr>|<w:tcPr/>|</w:tbl>){_NOTHING}(?=</w:tc>))"
    rf"|(?:<w:(?P<story>hdr|ftr|footnote|endnote|txbxContent)(?: [^>]*)?>{_NOTHING}(?=</w:(?P=story)>))"
)
"""Where Word demands a paragraph and has none: the end of a cell, a whole header, footer, note or text box."""

MENDS = {"cells": ROW_WITHOUT_CELLS, "rows": TABLE_WITHOUT_ROWS, "paragraphs": NO_PARAGRAPH}


@dataclass(slots=True)
class Shape:
    """What a part's tree says of its markup."""

    crossings: list[tuple[int, str]] = field(default_factory=list)
    """(line, statement) of each block that starts and ends in different places of the markup."""
    whole: bool = True
    """Whether the part outside its blocks is one piece of markup, every element closed."""
    mends: set[str] = field(default_factory=set)
    """The keys of ``MENDS`` whose leavings can come out of this template."""


def choose_printers(tree: nodes.Template) -> None:
    """Note on every printed expression which printer its place needs (``print_text`` where nothing is noted)."""
    rest = ""
    last = ""
    for output in tree.find_all(nodes.Output):
        for child in output.nodes:
            if isinstance(child, nodes.TemplateData):
                rest += child.data
                opened, closed = rest.rfind("<"), rest.rfind(">")
                if opened < closed:
                    last, rest = rest[opened : closed + 1], ""
                continue
            if rest.rfind("<") > rest.rfind(">") or last.startswith(_PLAIN_TEXT):
                child.printer = "print_attribute"  # type: ignore[attr-defined]
            elif not last.startswith(("<w:t>", "<w:t ")) or last.endswith("/>"):
                child.printer = "print_markup"  # type: ignore[attr-defined]


def shape(tree: nodes.Template) -> Shape:
    """The crossings and the mends of a part."""
    found = Shape()
    rest = _reduced(tree.body, found)
    _looked_at(rest, found)
    found.whole = effect(rest) == ([], [])
    # A table loses its last row with its last cell, a cell its last paragraph with a table.
    if "cells" in found.mends:
        found.mends.add("rows")
    if "rows" in found.mends:
        found.mends.add("paragraphs")
    return found


def effect(markup: str) -> tuple[list[str], list[str]]:
    """The elements that a piece of markup closes without having opened, and those it leaves open."""
    closes: list[str] = []
    opens: list[str] = []
    for slash, name, empty in _ELEMENT.findall(markup):
        if empty:
            continue
        if not slash:
            opens.append(name)
        elif opens and opens[-1] == name:
            opens.pop()
        else:
            closes.append(name)
    return closes, opens


def is_neutral(markup: str) -> bool:
    """Whether the markup may stand or be left out: what it closes it opens again in the same order."""
    closes, opens = effect(markup)
    return closes == opens[::-1]


def _reduced(body: Sequence[nodes.Node], found: Shape) -> str:
    """The markup of a body with its blocks left out; the blocks that cannot be are noted."""
    return "".join(_left_of(node, found) for node in body)


def _left_of(node: nodes.Node, found: Shape) -> str:
    if isinstance(node, nodes.Output):
        return "".join(child.data for child in node.nodes if isinstance(child, nodes.TemplateData))
    if isinstance(node, nodes.If):
        return _left_of_if(node, found)
    if isinstance(node, (nodes.With, nodes.Scope, nodes.ScopedEvalContextModifier)):
        return _reduced(node.body, found)
    for body, name in _bodies(node):
        left = _reduced(body, found)
        _looked_at(left, found)
        if not is_neutral(left):
            found.crossings.append((node.lineno, name))
    return ""


def _bodies(node: nodes.Node) -> Iterator[tuple[list[nodes.Node], str]]:
    for kind, name in _BLOCKS.items():
        if isinstance(node, kind):
            yield node.body, name
    if isinstance(node, nodes.For) and node.else_:
        yield node.else_, "else"


def _left_of_if(node: nodes.If, found: Shape) -> str:
    branches = [_reduced(body, found) for body in (node.body, *(branch.body for branch in node.elif_), node.else_)]
    for branch in branches:
        _looked_at(branch, found)
    if all(is_neutral(branch) for branch in branches):
        return ""
    if any(effect(branch) != effect(branches[0]) for branch in branches):
        found.crossings.append((node.lineno, "if"))
        return ""
    return branches[0]


def _looked_at(markup: str, found: Shape) -> None:
    found.mends.update(name for name, pattern in MENDS.items() if pattern.search(markup))
