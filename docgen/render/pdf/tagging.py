"""The tree of tags of a PDF that is being finished: new elements take their places in it.

What an element stands for is told by those who add it; reading tags back is the business of ``readers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

_DEEPEST = 200
_PARENT_KEY = NameObject("/StructParents")


class TagTree:
    """The tags of one file; a file without them stays without."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        root = writer._root_object.get("/StructTreeRoot")
        self.root: Any = root.get_object() if root is not None else None
        self.document = self._document() if self.root is not None else None

    def _document(self) -> Any:
        """The element that holds all others, or the root itself where there is none."""
        inside = _resolved(self.root.get("/K"))
        first = _resolved(inside[0]) if isinstance(inside, list) and len(inside) == 1 else inside
        held: Any = first if isinstance(first, dict) and first.get("/S") == "/Document" else self.root
        kids = _resolved(held.get("/K"))
        if not isinstance(kids, list):
            held[NameObject("/K")] = ArrayObject([] if kids is None else [held.raw_get("/K")])
        return held

    def roles(self, role_map: Any) -> None:
        """Take over names of roles that this file does not know yet."""
        if self.root is None or not isinstance(_resolved(role_map), dict):
            return
        known = self.root.setdefault(NameObject("/RoleMap"), DictionaryObject()).get_object()
        for name, role in _resolved(role_map).items():
            known.setdefault(NameObject(name), NameObject(str(role)))

    def add(self, elements: Sequence[DictionaryObject], page: int) -> list[IndirectObject]:
        """The elements behind everything that begins on that page (counted from 0) or before it."""
        if self.document is None:
            return []
        kids = _resolved(self.document["/K"])
        pages = {getattr(each.indirect_reference, "idnum", 0): i for i, each in enumerate(self.writer.pages)}
        place = max((i for i, kid in enumerate(kids, 1) if _first_page(kid, pages) <= page), default=len(kids))
        added = []
        for element in elements:
            element[NameObject("/Type")] = NameObject("/StructElem")
            element[NameObject("/P")] = self.document.indirect_reference
            added.append(self.writer._add_object(element))
        kids[place:place] = added
        return added

    def own(self, holder: DictionaryObject, elements: Iterable[PdfObject]) -> None:
        """Tell to which elements the marks 0, 1, 2 … of a page or form belong."""
        if self.root is None:
            return
        tree = self.root.setdefault(NameObject("/ParentTree"), DictionaryObject()).get_object()
        key = self._free_key(tree)
        pair = [NumberObject(key), self.writer._add_object(ArrayObject(elements))]
        if "/Kids" in tree:
            leaf = {"/Nums": ArrayObject(pair), "/Limits": ArrayObject([NumberObject(key), NumberObject(key)])}
            named = DictionaryObject({NameObject(name): value for name, value in leaf.items()})
            _resolved(tree["/Kids"]).append(self.writer._add_object(named))
        else:
            _resolved(tree.setdefault(NameObject("/Nums"), ArrayObject())).extend(pair)
        self.root[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
        holder[_PARENT_KEY] = NumberObject(key)

    def _free_key(self, tree: Any) -> int:
        """The next key of the tree of parents: annotations have theirs there, too."""
        said = _resolved(self.root.get("/ParentTreeNextKey"))
        return max(int(said) if isinstance(said, int) else 0, _largest_key(tree, 0) + 1)


def figure(page: PdfObject, alt: str, box: Sequence[float]) -> DictionaryObject:
    """A picture that fills a page under its mark 0; ``alt`` says in words what is seen."""
    layout = {"/O": NameObject("/Layout"), "/Placement": NameObject("/Block"), "/BBox": ArrayObject(map(_number, box))}
    return DictionaryObject(
        {
            NameObject("/S"): NameObject("/Figure"),
            NameObject("/Alt"): TextStringObject(alt),
            NameObject("/A"): DictionaryObject({NameObject(key): value for key, value in layout.items()}),
            NameObject("/Pg"): page,
            NameObject("/K"): NumberObject(0),
        }
    )


def _number(value: float) -> PdfObject:
    from pypdf.generic import FloatObject

    return FloatObject(round(value, 3))


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _first_page(element: Any, pages: dict[int, int]) -> float:
    """The page on which an element begins; infinite for one that stands on none."""
    todo = [(element, 0)]
    while todo:
        each, depth = todo.pop()
        held = _resolved(each)
        if isinstance(held, list):
            todo.extend((kid, depth) for kid in reversed(held))
            continue
        if not isinstance(held, dict) or depth > _DEEPEST:
            continue
        number = getattr(held.raw_get("/Pg"), "idnum", None) if "/Pg" in held else None  # type: ignore[attr-defined]
        if number in pages:
            return pages[number]
        if "/K" in held:
            todo.append((held.raw_get("/K"), depth + 1))  # type: ignore[attr-defined]
    return float("inf")


def _largest_key(tree: Any, depth: int) -> int:
    held = _resolved(tree)
    if not isinstance(held, dict) or depth > _DEEPEST:
        return -1
    keys = [int(key) for key in list(_resolved(held.get("/Nums")) or ())[::2]]
    below = [_largest_key(kid, depth + 1) for kid in _resolved(held.get("/Kids")) or ()]
    return max((*keys, *below), default=-1)
