"""Tracked changes: two prints of one document as the newer one, with what came and went marked as Word marks it.

Works on the parts of our own prints: paragraphs, runs of text, fields, tables. What went is written as words in the
style of its paragraph, without its number, so that the numbers of the newer document stay.
"""

from __future__ import annotations

import copy
import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from lxml import etree

from docgen.likeness import paired, share_of_words, stretches, words_of
from docgen.ooxml.parts import W
from docgen.patterns import pattern

ALIKE = 0.4
"""How alike two paragraphs must be to be one and the same."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = pattern(r"\s+|[^\W_]+(?:[-./][^\W_]+)*|.", 16)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def with_tracked_changes(old: bytes, new: bytes, *, author: str, date: str) -> bytes:
    """``word/document.xml`` of the newer print with the changes from the older one; ``date`` as 2026-11-02T00:00:00Z."""
    before, after = etree.fromstring(old, _PARSER), etree.fromstring(new, _PARSER)
    ours, theirs = before.find(f"{W}body"), after.find(f"{W}body")
    if ours is not None and theirs is not None:
        _Marking(author, date).blocks(ours, theirs)
    return etree.tostring(after, xml_declaration=True, encoding="UTF-8", standalone=True)


class _Token(NamedTuple):
    """A word, a blank or a sign with the looks of its run; a field or a tab keeps its element."""

    text: str
    looks: etree._Element | None
    element: etree._Element | None = None


class _Marking:
    """One document being marked."""

    def __init__(self, author: str, date: str) -> None:
        self.author, self.date = author, date
        self._ids = count(90_001)

    def blocks(self, old: etree._Element, new: etree._Element) -> None:
        """Mark the paragraphs and tables of a body or a cell."""
        ours = [each for each in old if each.tag in (f"{W}p", f"{W}tbl")]
        theirs = [each for each in new if each.tag in (f"{W}p", f"{W}tbl")]
        self._aligned(ours, theirs, new)

    def _aligned(
        self, ours: Sequence[etree._Element], theirs: Sequence[etree._Element], parent: etree._Element
    ) -> None:
        pairs = dict(_pairs(ours, theirs))
        known = {after: before for before, after in pairs.items()}
        for index, block in enumerate(theirs):
            if index in known:
                self._changed(ours[known[index]], block)
            else:
                self._inserted(block)
        anchor: etree._Element | None = None
        for index, block in enumerate(ours):
            if index in pairs:
                anchor = theirs[pairs[index]]
                continue
            gone = self._deleted(block)
            if anchor is not None:
                anchor.addnext(gone)
            elif theirs:
                theirs[0].addprevious(gone)
            else:
                parent.append(gone)
            anchor = gone

    def _changed(self, old: etree._Element, new: etree._Element) -> None:
        if new.tag == f"{W}tbl":
            self._aligned(old.findall(f"{W}tr"), new.findall(f"{W}tr"), new)
        elif new.tag == f"{W}tr":
            self._row(old, new)
        elif _text(old) != _text(new):
            self._paragraph(old, new)

    def _row(self, old: etree._Element, new: etree._Element) -> None:
        ours, theirs = old.findall(f"{W}tc"), new.findall(f"{W}tc")
        if len(ours) == len(theirs):
            for before, after in zip(ours, theirs, strict=True):
                self.blocks(before, after)

    def _inserted(self, block: etree._Element) -> None:
        for row in block.iter(f"{W}tr"):
            self._mark_row(row, "ins")
        for paragraph in list(block.iter(f"{W}p")):
            tokens = _tokens(paragraph)
            self._rewrite(paragraph, [("ins", token) for token in tokens])
            self._mark_end(paragraph, "ins")

    def _deleted(self, block: etree._Element) -> etree._Element:
        gone = copy.deepcopy(block)
        for row in [gone, *gone.iter(f"{W}tr")] if gone.tag == f"{W}tr" else gone.iter(f"{W}tr"):
            self._mark_row(row, "del")
        for paragraph in list(gone.iter(f"{W}p")):
            self._rewrite(paragraph, [("del", token) for token in _tokens(paragraph)], keep=False)
            properties = _properties(paragraph)
            for name in ("sectPr", "numPr"):
                for found in properties.findall(f"{W}{name}"):
                    properties.remove(found)
            _in_order(properties, _element("numPr", _element("numId", val="0")))
            self._mark_end(paragraph, "del")
        return gone

    def _paragraph(self, old: etree._Element, new: etree._Element) -> None:
        ours, theirs = _tokens(old), _tokens(new)
        matcher = difflib.SequenceMatcher(None, [t.text for t in ours], [t.text for t in theirs], autojunk=False)
        marked: list[tuple[str, _Token]] = []
        for gone, came, stayed in stretches(matcher, [token.text for token in ours]):
            marked.extend(("del", token) for token in ours[slice(*gone)])
            marked.extend(("ins", token) for token in theirs[slice(*came)])
            moved = came[1] - stayed[0]
            marked.extend(("", token) for token in theirs[stayed[0] + moved : stayed[1] + moved])
        self._rewrite(new, marked)

    def _rewrite(self, paragraph: etree._Element, marked: Sequence[tuple[str, _Token]], *, keep: bool = True) -> None:
        """Put these tokens in place of the paragraph's content; bookmarks stay at its beginning."""
        kept = [each for each in paragraph if keep and each.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]
        properties = paragraph.find(f"{W}pPr")
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        starts = [each for each in kept if each.tag == f"{W}bookmarkStart"]
        paragraph.extend(starts)
        for mark, group in groupby(marked, key=lambda pair: pair[0]):
            runs = list(_runs([token for _, token in group], deleted=mark == "del"))
            if mark:
                holder = self._change(mark)
                holder.extend(runs)
                paragraph.append(holder)
            else:
                paragraph.extend(runs)
        paragraph.extend(each for each in kept if each.tag == f"{W}bookmarkEnd")

    def _change(self, mark: str) -> etree._Element:
        return _element(mark, id=str(next(self._ids)), author=self.author, date=self.date)

    def _mark_row(self, row: etree._Element, mark: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = _element("trPr")
            before = [each for each in row if each.tag in (f"{W}tblPrEx",)]
            row.insert(len(before), properties)
        properties.append(self._change(mark))

    def _mark_end(self, paragraph: etree._Element, mark: str) -> None:
        """Mark the paragraph's own end, so that accepting or refusing takes the whole of it."""
        properties = _properties(paragraph)
        looks = properties.find(f"{W}rPr")
        if looks is None:
            looks = _element("rPr")
            _in_order(properties, looks)
        looks.insert(0, self._change(mark))


_AFTER = {"numPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"), "rPr": ()}


def _in_order(properties: etree._Element, child: etree._Element) -> None:
    """Put a child where the schema wants it: the number after the style, the looks of the end before the section."""
    name = etree.QName(child).localname
    if name == "rPr":
        last = next((each for each in properties if etree.QName(each).localname in ("sectPr", "pPrChange")), None)
        if last is None:
            properties.append(child)
        else:
            last.addprevious(child)
        return
    index = sum(etree.QName(each).localname in _AFTER[name] for each in properties)
    properties.insert(index, child)


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = _element("pPr")
        paragraph.insert(0, found)
    return found


def _element(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    made.extend(children)
    return made


def _text(block: etree._Element) -> str:
    return "".join(node.text or "" for node in block.iter(f"{W}t"))


def _pairs(old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[tuple[int, int]]:
    """Which block of the older print is which of the newer one."""
    ours, theirs = [_key(each) for each in old], [_key(each) for each in new]
    words = [_words(each) for each in old]
    others = [_words(each) for each in new]

    def alike(before: int, after: int) -> float:
        if old[before].tag != new[after].tag:
            return 0.0
        return max(share_of_words(words[before], others[after]), 0.5 if old[before].tag == f"{W}tbl" else 0.0)

    return paired(ours, theirs, alike, ALIKE)


def _key(block: etree._Element) -> tuple[str, str]:
    return str(block.tag), _text(block)


def _words(block: etree._Element) -> Counter[str]:
    return words_of([" ".join(node.text or "" for node in block.iter(f"{W}t"))])


def _tokens(paragraph: etree._Element) -> list[_Token]:
    return [token for child in paragraph for token in _of_child(child)]


def _of_child(child: etree._Element) -> Iterator[_Token]:
    if child.tag == f"{W}r":
        looks = child.find(f"{W}rPr")
        for inner in child:
            if inner.tag == f"{W}t":
                yield from (_Token(word, looks) for word in _WORD.findall(inner.text or ""))
            elif inner.tag != f"{W}rPr":
                yield _Token("\t" if inner.tag == f"{W}tab" else "\n", looks, inner)
    elif child.tag in (f"{W}fldSimple", f"{W}hyperlink"):
        looks = next(iter(child.iter(f"{W}rPr")), None)
        yield _Token(_text(child), looks, child)


def _runs(tokens: Sequence[_Token], *, deleted: bool) -> Iterator[etree._Element]:
    """The tokens as runs: words of one look together, fields and tabs by themselves."""
    for _, group in groupby(tokens, key=lambda token: (id(token.looks), token.element is not None)):
        found = list(group)
        if found[0].element is None:
            yield _run("".join(token.text for token in found), found[0].looks, deleted=deleted)
            continue
        for token in found:
            element = token.element
            if element is not None and element.tag in (f"{W}fldSimple", f"{W}hyperlink"):
                yield _run(token.text, token.looks, deleted=True) if deleted else copy.deepcopy(element)
            elif element is not None:
                run = _element("r")
                if token.looks is not None:
                    run.append(copy.deepcopy(token.looks))
                run.append(copy.deepcopy(element))
                yield run


def _run(text: str, looks: etree._Element | None, *, deleted: bool) -> etree._Element:
    run = _element("r")
    if looks is not None:
        run.append(copy.deepcopy(looks))
    words = _element("delText" if deleted else "t")
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    return run
