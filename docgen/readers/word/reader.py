"""A Word file as blocks: what it says, with the numbers that Word shows, before anything is understood.

Read are paragraphs and tables in order, out of content controls, hyperlinks, smart tags and alternatives; text boxes
after the paragraph that holds them; footnotes and endnotes, headers and footers as extras; symbols as characters.
Tracked changes are read as accepted and kept in ``changes``, comments in ``remarks``. Of a field its last result is
read. Not read, but told of: words on pictures, in charts, in embedded objects and in files inserted whole. Not looked
at: formats of table styles, text effects, positions. Why so: ``docs/word/reading.md``.

Places: ``paragraph`` counts the paragraphs of the body that stand outside tables from 1, empty ones and those that a
tracked change took out included; what stands in a text box has the place of the paragraph that holds the box.
``table``, ``row`` and ``column`` count from 1 (rows that were taken out do not count), ``column`` in the table's grid.
The block of a change or a remark that concerns words which are gone is the one that stands there now; a move gives
two changes, where the words were and where they are; those of headers and footers have block 0.
"""

from __future__ import annotations

from docgen.ooxml.parts import W
from docgen.readers.blocks import NOWHERE, Source
from docgen.readers.word.desk import Desk
from docgen.readers.word.margins import margin, shown_margins
from docgen.readers.word.opening import open_word
from docgen.readers.word.story import Story, story_words


def read_word(data: bytes, name: str) -> Source:
    """The blocks of a .docx, or of a .doc, .odt or .rtf that LibreOffice turns into one.

    Raises ``InputError`` for what is no such file, is closed by a password, damaged, or larger than a document can be.
    """
    file, findings = open_word(data, name)
    body = file.document.find(f"{W}body")
    if body is None:
        raise file.archive.broken("в нём нет текста документа")
    desk = Desk.of(file)
    blocks = Story(desk, "body").read(body)
    _read_margins(desk)
    last = max(len(blocks) - 1, 0)
    return Source(
        name=name,
        form="word",
        blocks=tuple(blocks),
        extras=tuple(desk.extras),
        remarks=tuple(each._replace(block=min(each.block, last)) for each in desk.markup.remarks()),
        changes=tuple(each._replace(block=min(each.block, last)) for each in desk.markup.changes),
        findings=(*findings, *desk.findings()),
    )


def _read_margins(desk: Desk) -> None:
    """Headers and footers, each text once: the sections of an order repeat theirs."""
    desk.markup.block = 0
    seen = set()
    for part in shown_margins(desk.file):
        extra = margin(part, story_words(desk, "margins", part, NOWHERE))
        if extra is not None and extra not in seen:
            seen.add(extra)
            desk.extras.append(extra)
