"""What stands beside the text of a Word file: where sections turn the page, and the words of headers and footers.

A header that no page shows (of first pages where they have none of their own, of even pages) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from docgen.ooxml.measures import is_on
from docgen.ooxml.parts import R, W, WordFile
from docgen.patterns import pattern
from docgen.readers.blocks import Extra
from docgen.readers.word.tags import PROPERTIES, SECTION

_PAGE = pattern(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_WORD = pattern(r"[^\W\d_]+")
_COUNTING = frozenset({"стр", "страница", "страниц", "лист", "листов", "из", "page", "of"})
_INSTRUCTIONS = (f"{W}instrText", f"{W}fldSimple", f"{W}pgNum")


def page_turns(document: etree._Element) -> set[etree._Element]:
    """The section properties at the end of a section after which a page begins.

    How a section begins stands in its own properties; one that goes on on the same page turns it all the same when
    the paper lies otherwise.
    """
    found = sections(document)
    return {
        before
        for before, after in pairwise(found)
        if _value(after, "type", "val") not in ("continuous", "nextColumn") or _paper(before) != _paper(after)
    }


def sections(document: etree._Element) -> list[etree._Element]:
    """The properties of the sections in order, without those that a tracked change keeps of how it was before."""
    body = document.find(f"{W}body")
    return [each for each in document.iter(SECTION) if (parent := each.getparent()) is body or _ends(parent)]


def _ends(parent: etree._Element | None) -> bool:
    return parent is not None and parent.tag == PROPERTIES


def _paper(section: etree._Element) -> tuple[str, str]:
    return _value(section, "pgSz", "w"), _value(section, "pgSz", "h")


def _value(parent: etree._Element, name: str, attribute: str) -> str:
    found = parent.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}{attribute}", "")


def shown_margins(file: WordFile) -> Iterator[etree._Element]:
    """The headers and footers that some page shows, each once, in the order of the sections."""
    settings = file.part("settings")
    even = bool(is_on(None if settings is None else settings.find(f"{W}evenAndOddHeaders")))
    seen: set[str] = set()
    for section in sections(file.document):
        shown = {"default", *(["first"] if is_on(section.find(f"{W}titlePg")) else []), *(["even"] if even else [])}
        for place in ("header", "footer"):
            for reference in section.iterfind(f"{W}{place}Reference"):
                relation = reference.get(f"{R}id", "")
                if reference.get(f"{W}type", "default") not in shown or relation in seen:
                    continue
                seen.add(relation)
                part = file.related(relation)
                if part is not None:
                    yield part


def margin(part: etree._Element, words: str) -> Extra | None:
    """The words of a header or footer: a page number when it says nothing else; None when it says nothing."""
    if not words:
        return None
    counted = _counts_pages(part) and all(word.lower() in _COUNTING for word in _WORD.findall(words))
    return Extra("номер страницы" if counted else "колонтитул", words)


def _counts_pages(part: etree._Element) -> bool:
    """Whether it has a field that prints the number of the page."""
    said = ((node.text or "") + node.get(f"{W}instr", "") for node in part.iter(*_INSTRUCTIONS))
    return bool(_PAGE.search("".join(said))) or next(part.iter(f"{W}pgNum"), None) is not None
