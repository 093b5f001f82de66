"""What lawyers do to a Word file: words, paragraphs, rows, tracked changes, comments, put in through python-docx."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import _Row
from docx.text.paragraph import Paragraph
from lxml import etree

Edit = Callable[[Any], None]
WHO = {qn("w:id"): "900", qn("w:author"): "Юрист Правова", qn("w:date"): "2026-10-20T10:00:00Z"}


def edited(source: Path, out: Path, *edits: Edit) -> Path:
    """A copy of a Word file with these edits in it."""
    document = docx.Document(str(source))
    for edit in edits:
        edit(document)
    document.save(str(out))
    return out


def paragraph(document: Any, start: str) -> Paragraph:
    """The first paragraph outside of tables that begins so."""
    return next(each for each in document.paragraphs if each.text.replace("\u00a0", " ").startswith(start))


def row(document: Any, words: str) -> _Row:
    """The first row in which these words stand in a cell of its own."""
    for table in document.tables:
        for each in table.rows:
            if words in "".join(text.text or "" for text in each._tr.iter(qn("w:t"))).replace("\u00a0", " "):
                return each
    raise AssertionError(f"no row says «{words}»")


def own_cells(each: _Row) -> list[Any]:
    """The cells of a row as Word keeps them, those that go on with the one above included."""
    return list(each._tr.findall(qn("w:tc")))


def says(element: Any, words: str) -> None:
    """Give a paragraph (or the first one of a cell, whose others go) these words."""
    first, *others = [element] if element.tag == qn("w:p") else element.findall(qn("w:p"))
    for other in others:
        element.remove(other)
    for child in list(first):
        if child.tag != qn("w:pPr"):
            first.remove(child)
    Paragraph(first, None).add_run(words)  # type: ignore[arg-type]


def change(start: str, old: str, new: str) -> Edit:
    """Other words inside one run of a paragraph."""

    def edit(document: Any) -> None:
        _replace(paragraph(document, start)._p, old, new)

    return edit


def _replace(element: Any, old: str, new: str) -> None:
    text = next(each for each in element.iter(qn("w:t")) if old in (each.text or ""))
    text.text = text.text.replace(old, new)


def rewritten(start: str, words: str) -> Edit:
    """A paragraph with other words."""

    def edit(document: Any) -> None:
        says(paragraph(document, start)._p, words)

    return edit


def all_of(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(document: Any) -> None:
        for each in edits:
            each(document)

    return edit


def field(start: str, old: str, new: str) -> Edit:
    """What a field of a paragraph shows."""

    def edit(document: Any) -> None:
        for shown in paragraph(document, start)._p.iter(qn("w:fldSimple")):
            text = next(shown.iter(qn("w:t")))
            if text.text == old:
                text.text = new
                return
        raise AssertionError(old)

    return edit


def as_point(start: str, other: str) -> Edit:
    """A paragraph in the look of another one, its numbering included."""

    def edit(document: Any) -> None:
        mine, like = paragraph(document, start)._p, paragraph(document, other)._p
        mine.remove(mine.pPr)
        mine.insert(0, copy.deepcopy(like.pPr))

    return edit


def cut_from(start: str) -> Edit:
    """The end of the file from a paragraph on, cut off."""

    def edit(document: Any) -> None:
        first = paragraph(document, start)._p
        for each in [first, *first.itersiblings()]:
            if each.tag != qn("w:sectPr"):
                each.getparent().remove(each)

    return edit


def change_in_row(words: str, old: str, new: str) -> Edit:
    """Other words inside a cell of a row."""

    def edit(document: Any) -> None:
        _replace(row(document, words)._tr, old, new)

    return edit


def below(start: str, words: str) -> Edit:
    """A new paragraph below one, in the same look: what Enter and typing give."""

    def edit(document: Any) -> None:
        old = paragraph(document, start)._p
        new = copy.deepcopy(old)
        says(new, words)
        old.addnext(new)

    return edit


def without(start: str) -> Edit:
    """A paragraph taken out."""

    def edit(document: Any) -> None:
        old = paragraph(document, start)._p
        old.getparent().remove(old)

    return edit


def moved_below(start: str, other: str) -> Edit:
    """A paragraph cut and put below another one."""

    def edit(document: Any) -> None:
        paragraph(document, other)._p.addnext(paragraph(document, start)._p)

    return edit


def without_row(words: str) -> Edit:
    """A row taken out."""

    def edit(document: Any) -> None:
        old = row(document, words)._tr
        old.getparent().remove(old)

    return edit


def row_below(words: str, cells: list[str]) -> Edit:
    """A new row below one, with these words in its last cells."""

    def edit(document: Any) -> None:
        old = row(document, words)._tr
        new = copy.deepcopy(old)
        old.addnext(new)
        places = new.findall(qn("w:tc"))
        for place, said in zip(places[len(places) - len(cells) :], cells, strict=True):
            says(place, said)

    return edit


def cell(words: str, column: int, said: str) -> Edit:
    """A cell of a row written anew."""

    def edit(document: Any) -> None:
        says(own_cells(row(document, words))[column], said)

    return edit


def tracked_out(start: str, words: str) -> Edit:
    """Words taken out of a paragraph with «Правки» on."""

    def edit(document: Any) -> None:
        _tracked(paragraph(document, start)._p, words, "w:del", "")

    return edit


def tracked_in(start: str, after: str, words: str) -> Edit:
    """Words put in behind others with «Правки» on."""

    def edit(document: Any) -> None:
        _tracked(paragraph(document, start)._p, after, "w:ins", words)

    return edit


def _tracked(element: Any, words: str, tag: str, new: str) -> None:
    run = next(each for each in element.iter(qn("w:r")) if words in "".join(t.text or "" for t in each.iter(qn("w:t"))))
    text = run.find(qn("w:t")).text
    start, end = text.index(words), text.index(words) + len(words)
    pieces = [text[:start], words, text[end:]] if tag == "w:del" else [text[:end], new, text[end:]]
    runs = [
        _run(run, piece, "w:delText" if tag == "w:del" and place == 1 else "w:t") for place, piece in enumerate(pieces)
    ]
    mark = etree.SubElement(etree.Element("x"), qn(tag), WHO)
    mark.append(runs[1])
    for each in (runs[2], mark, runs[0]):
        run.addnext(each)
    run.getparent().remove(run)


def _run(like: Any, words: str, tag: str) -> Any:
    made = copy.deepcopy(like)
    for child in list(made):
        if child.tag != qn("w:rPr"):
            made.remove(child)
    text = etree.SubElement(made, qn(tag))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def comment(start: str, words: str) -> Edit:
    """A comment at a paragraph."""

    def edit(document: Any) -> None:
        runs = paragraph(document, start).runs
        document.add_comment(runs, text=words, author="Юрист Правова", initials="ЮП")

    return edit


def all_bold(document: Any) -> None:
    """Another look of the whole text."""
    for each in document.paragraphs:
        for run in each.runs:
            run.bold, run.italic = True, True


def autocorrected(document: Any) -> None:
    """Quotes, dashes and blanks as another program sets them."""
    for text in document.element.body.iter(qn("w:t")):
        for old, new in (("«", '"'), ("»", '"'), ("\u00a0", " "), ("–", "-")):
            text.text = (text.text or "").replace(old, new)
