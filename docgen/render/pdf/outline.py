"""The outline: a line for the order and one for each appendix and sheet, their parts one level below.

It replaces LibreOffice's, which knows headings only: not the order itself, nor which appendix a title belongs to.
"""

from __future__ import annotations

import bisect
import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from docgen.render.pdf.facts import Place, outline_of, part_places
from docgen.render.pdf.rewriting import Rewriting

LONGEST = 120
"""Characters of a line; a longer title is cut between words."""


@dataclass
class Line:
    """A line of the outline with those below it."""

    title: str
    place: Place
    inner: list[Line] = field(default_factory=list)


Sections = tuple[tuple[str, str], ...]
"""The title of each section as it is printed, and its number; in the order of the pages."""


def outline_lines(file: Rewriting, titles: Sequence[str], sections: Mapping[int, Sections] | None = None) -> list[Line]:
    """A line for each part of the file, the order first; empty when their places are not to be found.

    The headings that LibreOffice found stay below the part in whose pages they are, those of ``sections`` with their
    numbers.
    """
    places = part_places(file.reader)
    if len(places) != len(titles):
        return []
    lines = [Line(shortened(title), place) for title, place in zip(titles, places, strict=True)]
    to_come = {part: list(known) for part, known in (sections or {}).items()}
    for entry in outline_of(file.reader):
        part = bisect.bisect_right(places, entry.place) - 1 if entry.place else -1
        if entry.level == 1 and entry.place and part >= 0:
            title = _numbered(" ".join(entry.title.split()), to_come.get(part, []))
            lines[part].inner.append(Line(shortened(title), entry.place))
    return lines


def _numbered(title: str, to_come: list[tuple[str, str]]) -> str:
    """The heading with the number of the next section of that title; those before it are passed by."""
    place = next((index for index, (section, _) in enumerate(to_come) if section == title), None)
    if place is None:
        return title
    number = to_come[place][1]
    del to_come[: place + 1]
    return f"{number}. {title}"


def shortened(title: str) -> str:
    """The title on one line, cut between words where it is long."""
    return textwrap.shorten(title, LONGEST, placeholder=" …")


def write_outline(file: Rewriting, root: DictionaryObject, lines: Sequence[Line]) -> None:
    """Give the file this outline in place of its own; a reader shows it beside the pages."""
    _drop_old(file, root)
    top = DictionaryObject({NameObject("/Type"): NameObject("/Outlines")})
    reference = file.add(top)
    _hang(file, top, reference, lines)
    top[NameObject("/Count")] = NumberObject(sum(1 + len(line.inner) for line in lines))
    root[NameObject("/Outlines")] = reference
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _hang(file: Rewriting, above: DictionaryObject, to: IndirectObject, lines: Sequence[Line]) -> None:
    """Make the items of these lines, one after another, below an item."""
    items = [DictionaryObject() for _ in lines]
    references = [file.add(item) for item in items]
    for index, (line, item) in enumerate(zip(lines, items, strict=True)):
        _fill(item, {"/Title": TextStringObject(line.title), "/Parent": to, "/Dest": _destination(file, line.place)})
        if index:
            _fill(item, {"/Prev": references[index - 1]})
        if index + 1 < len(items):
            _fill(item, {"/Next": references[index + 1]})
        if line.inner:
            _hang(file, item, references[index], line.inner)
            _fill(item, {"/Count": NumberObject(len(line.inner))})
    if references:
        _fill(above, {"/First": references[0], "/Last": references[-1]})


def _fill(item: DictionaryObject, values: dict[str, PdfObject]) -> None:
    item.update({NameObject(key): value for key, value in values.items()})


def _destination(file: Rewriting, place: Place) -> ArrayObject:
    page = file.reader.pages[place.page].indirect_reference
    assert page is not None
    top = NullObject() if math.isinf(place.down) else FloatObject(-place.down)
    return ArrayObject((page, NameObject("/XYZ"), FloatObject(0), top, NullObject()))


def _drop_old(file: Rewriting, root: DictionaryObject) -> None:
    """Leave out the outline that was there."""
    todo = [root.raw_get("/Outlines")] if "/Outlines" in root else []
    seen: set[int] = set()
    while todo:
        reference = todo.pop()
        if not isinstance(reference, IndirectObject) or reference.idnum in seen:
            continue
        seen.add(reference.idnum)
        file.drop(reference)
        item = reference.get_object()
        if isinstance(item, DictionaryObject):
            todo += [item.raw_get(key) for key in ("/First", "/Next") if key in item]
