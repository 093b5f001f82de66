"""The tags of a PDF: the tree by which its maker said what is a paragraph, a list and a table.

Read into plain nodes here, whatever circles and broken ends the file has; what the nodes mean as blocks is decided in
``pdf_tagged``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.readers.pdf.content import Mark
from docgen.readers.pdf.opening import Exceeded, OpenedPdf
from docgen.readers.pdf.values import resolved

_MOST_NODES = 300_000
_DEPTH = 80
_ROLES_DEEP = 8


class Content(NamedTuple):
    """What is drawn on a page under a mark."""

    page: int
    mark: Mark


@dataclass
class Node:
    """One tag: the standard role, the role as the file names it, what stands inside in order."""

    role: str
    name: str
    inside: list[Node | Content] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    """Its attributes: RowSpan, ColSpan, TextAlign, Width …"""

    def contents(self) -> Iterator[Content]:
        """Everything drawn inside, in order."""
        for each in self.inside:
            if isinstance(each, Node):
                yield from each.contents()
            else:
                yield each

    def nodes(self) -> Iterator[Node]:
        """The tags right inside."""
        return (each for each in self.inside if isinstance(each, Node))


def read_tags(opened: OpenedPdf) -> Node | None:
    """The tree of tags, or None when the file has none that can be read."""
    try:
        root = resolved(opened.reader.trailer["/Root"]).get("/StructTreeRoot")
        tree = resolved(root)
        if not isinstance(tree, dict) or tree.get("/K") is None:
            return None
        return _Reading(opened, tree).read()
    except Exceeded:
        raise
    except Exception:  # a broken tree is no tree: the pages themselves are read instead
        return None


class _Reading:
    def __init__(self, opened: OpenedPdf, tree: Any) -> None:
        self.opened = opened
        self.tree = tree
        roles = resolved(tree.get("/RoleMap"))
        self.roles = roles if isinstance(roles, dict) else {}
        self.pages = {page.reference: page.number for page in opened.pages if page.reference}
        self.seen: set[int] = set()
        self.count = 0

    def read(self) -> Node:
        root = Node("Document", "Document")
        self._fill(root, self.tree.raw_get("/K"), 0, 0, 0)
        return root

    def _fill(self, node: Node, inside: Any, page: int, form: int, depth: int) -> None:
        """Adds what the value of a «K» names: a number, a dictionary or a list of those."""
        self.count += 1
        self.opened.budget.spend()
        if self.count > _MOST_NODES or depth > _DEPTH:
            raise ValueError("the tree has no end")
        value = resolved(inside)
        if isinstance(value, list):
            for each in value:
                self._fill(node, each, page, form, depth + 1)
        elif isinstance(value, int):
            node.inside.append(Content(page, Mark(form, value)))
        elif isinstance(value, dict):
            self._add(node, inside, value, page, depth)

    def _add(self, node: Node, reference: Any, value: Any, page: int, depth: int) -> None:
        page = self._page(value, page)
        if value.get("/Type") == "/OBJR":
            return
        if value.get("/Type") == "/MCR" or "/MCID" in value:
            number = resolved(value.get("/MCID"))
            form = getattr(value.raw_get("/Stm"), "idnum", 0) if "/Stm" in value else 0
            if isinstance(number, int):
                node.inside.append(Content(page, Mark(form, number)))
            return
        identity = getattr(reference, "idnum", 0)
        if identity and identity in self.seen:
            return
        self.seen.add(identity)
        name = _name(value.get("/S"))
        made = Node(self._role(name), name, values=_attributes(value.get("/A")))
        node.inside.append(made)
        if value.get("/K") is not None:
            self._fill(made, value.raw_get("/K"), page, 0, depth + 1)

    def _page(self, value: Any, page: int) -> int:
        reference = value.raw_get("/Pg") if "/Pg" in value else None
        return self.pages.get(getattr(reference, "idnum", 0), page)

    def _role(self, name: str) -> str:
        for _ in range(_ROLES_DEEP):
            mapped = self.roles.get(f"/{name}")
            if mapped is None:
                break
            name = _name(mapped)
        return name


def _name(value: Any) -> str:
    return str(resolved(value) or "").removeprefix("/")


def _attributes(value: Any) -> dict[str, Any]:
    """The attributes of all owners together: their names do not clash."""
    found: dict[str, Any] = {}
    plain = resolved(value)
    for each in plain if isinstance(plain, list) else [plain]:
        owned = resolved(each)
        if isinstance(owned, dict):
            found.update({key.removeprefix("/"): resolved(owned.get(key)) for key in owned})
    return found
