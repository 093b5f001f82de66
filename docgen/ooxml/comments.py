"""Writes Word comments at given paragraphs of a file.

Works on the parts of a package; the zip is the caller's. Word shows comments on the main text only, so one on a text
box is set at the paragraph that holds the box. What Word does with comments: ``docs/word/comments.md``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from docgen.errors import InputError
from docgen.ooxml.parts import NOT_WORD, W
from docgen.patterns import pattern

AUTHOR: Final = "docgen"
INITIALS: Final = "dg"
_DATE: Final = "2020-01-01T00:00:00Z"
"""The day that stands in the core properties, too: the same input gives the same bytes."""

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ID = pattern("[0-9]{1,9}")
_FORBIDDEN = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Note(NamedTuple):
    """A comment to be written.

    ``paragraph`` counts every ``w:p`` of the main text from 1, those in cells and text boxes too; a number that no
    paragraph has, such as 0, stands for the first. Each line of ``text`` becomes a paragraph of the comment.
    """

    paragraph: int
    text: str


def with_comments(parts: Mapping[str, bytes], notes: Sequence[Note]) -> dict[str, bytes]:
    """The parts of a Word file with the notes added as comments by docgen; comments that are there stay.

    Raises ``InputError`` when the file has no main text or a part that has to be changed is no sound XML of Word's.
    """
    changed = dict(parts)
    if not notes:
        return changed
    main = next((target for kind, target in _related(parts, "") if kind == "officeDocument"), "")
    if main not in parts:
        raise _unreadable("в нём нет основной части документа")
    document = _parsed(parts, main)
    if document.tag != f"{W}document":
        raise _unreadable(f"часть «{main}» написана не так, как пишет Word")
    name = next((target for kind, target in _related(parts, main) if kind == "comments"), "")
    if not name:
        name = _free_name(parts, posixpath.dirname(main))
        changed[_relations_of(main)] = _with_relationship(parts, main, name)
    changed[_TYPES] = _with_type(parts, name)
    comments = _parsed(parts, name) if name in parts else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    for number, (paragraph, lines) in enumerate(_anchored(document, notes), _next_id(comments, document)):
        _mark(paragraph, str(number))
        comments.append(_comment(str(number), lines))
    changed[main], changed[name] = _written(document), _written(comments)
    return changed


def _anchored(document: etree._Element, notes: Sequence[Note]) -> Iterator[tuple[etree._Element, Sequence[str]]]:
    """The paragraph that can carry each note, and the note's lines."""
    paragraphs = list(document.iter(f"{W}p"))
    first = next((each for each in paragraphs if not _in_a_box(each)), None)
    if first is None:
        first = _new_paragraph(document)
    for note in notes:
        wanted = paragraphs[note.paragraph - 1] if 0 < note.paragraph <= len(paragraphs) else first
        holders = (wanted, *wanted.iterancestors(f"{W}p"))
        lines = [_FORBIDDEN.sub("\ufffd", line) for line in note.text.splitlines()]
        yield next((each for each in holders if not _in_a_box(each)), first), lines or [""]


def _in_a_box(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None


def _new_paragraph(document: etree._Element) -> etree._Element:
    """A paragraph for a text that has none."""
    body = document.find(f"{W}body")
    if body is None:
        body = etree.SubElement(document, f"{W}body")
    paragraph = etree.Element(f"{W}p")
    body.insert(0, paragraph)
    return paragraph


def _mark(paragraph: etree._Element, number: str) -> None:
    """Set the comment's range round all that the paragraph holds, and its reference after it."""
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": number})
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": number})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})


def _comment(number: str, lines: Sequence[str]) -> etree._Element:
    """A comment formatted by itself: the file may lack Word's styles for comments, and its own may be anything."""
    comment = _element("comment", id=number, author=AUTHOR, date=_DATE, initials=INITIALS)
    for index, line in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        properties.append(_element("spacing", before="0", after="0", line="240", lineRule="auto"))
        properties.append(_element("ind", left="0", right="0", firstLine="0"))
        properties.append(_element("jc", val="left"))
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}rPr").append(_element("sz", val="20"))
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = line
    return comment


def _element(name: str, **values: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}{attribute}": value for attribute, value in values.items()})


def _next_id(comments: etree._Element, document: etree._Element) -> int:
    """A number above those of all comments, and above those that only the text still names."""
    marks = [f"{W}{name}" for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    numbers = [mark.get(f"{W}id", "") for root in (comments, document) for mark in root.iter(*marks)]
    # Word's ids end at 2147483647; the few that are longer than nine figures no count of ours will reach.
    return max((int(number) for number in numbers if _ID.fullmatch(number)), default=-1) + 1


def _free_name(parts: Mapping[str, bytes], folder: str) -> str:
    taken = {name.lower() for name in parts}
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _related(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """(kind, target) of each relationship of a part, of the package's own for ""."""
    name = _relations_of(part)
    for item in _parsed(parts, name).iter(f"{_RELATIONS_SPACE}Relationship") if name in parts else ():
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), item.get("Target", "")))
            yield item.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _with_relationship(parts: Mapping[str, bytes], main: str, target: str) -> bytes:
    """The relationships of the main part, the one to the comments among them."""
    name = _relations_of(main)
    empty = etree.Element(f"{_RELATIONS_SPACE}Relationships", nsmap={None: _RELATIONS_SPACE[1:-1]})
    root = _parsed(parts, name) if name in parts else empty
    taken = {item.get("Id") for item in root}
    free = next(id_ for number in range(len(taken) + 1) if (id_ := f"rIdComments{number or ''}") not in taken)
    values = {"Id": free, "Type": _KIND, "Target": posixpath.basename(target)}
    etree.SubElement(root, f"{_RELATIONS_SPACE}Relationship", values)
    return _written(root)


def _with_type(parts: Mapping[str, bytes], name: str) -> bytes:
    """The list of content types, the comments among them."""
    root = _parsed(parts, _TYPES)
    known = {item.get("PartName", "").lower() for item in root.iter(f"{_TYPES_SPACE}Override")}
    if f"/{name}".lower() in known:
        return parts[_TYPES]
    etree.SubElement(root, f"{_TYPES_SPACE}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
    return _written(root)


def _parsed(parts: Mapping[str, bytes], name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(parts.get(name, b""), parser)
    except etree.XMLSyntaxError as broken:
        raise _unreadable(f"часть «{name}» испорчена") from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable(f"часть «{name}» испорчена")
    return root


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _unreadable(reason: str) -> InputError:
    return InputError(
        [
            NOT_WORD.finding(
                f"Примечания в файл не поставить: {reason}.",
                hint="Откройте его в Word или LibreOffice и сохраните заново в формате .docx.",
            )
        ]
    )
