"""A regulation read from its paragraphs: chapters, numbered clauses in their levels, what goes on with a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docgen.findings import Path
from docgen.model.fields import NO_NUMBER
from docgen.patterns import pattern
from docgen.readers.annexes.cells import as_text, as_title, says_nothing, single_blanks
from docgen.readers.annexes.layout import Layout, note_intro, note_signed, note_title, shown_number, without_number
from docgen.readers.blocks import Paragraph, Table
from docgen.readers.draft import SURE, Context, Draft
from docgen.readers.ids import Ids

_DEEPEST = 4
_LONGEST_HEADING = 250
_CHAPTER_STYLE = pattern(r"chapter|title|heading|заголов|раздел", re.IGNORECASE)


class _Entry(NamedTuple):
    """A paragraph with the number that it shows; ``depth`` is 0 without one, ``heading`` when it heads a chapter."""

    paragraph: Paragraph
    number: str = ""
    depth: int = 0
    heading: bool = False


def regulation_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a text in numbered clauses; what stands in tables is left over."""
    apart = {id(block) for block in (*layout.title, *layout.signature)}
    body = [block for block in layout.blocks if id(block) not in apart]
    paragraphs = [block for block in body if isinstance(block, Paragraph) and not says_nothing(block.shown)]
    if not paragraphs:
        return None
    draft = Draft({"вид": "положение"})
    note_title(layout, draft)
    _Text(draft).read(list(_entries(paragraphs)))
    for table in (block for block in body if isinstance(block, Table)):
        context.leave(table, "таблица внутри текста с пунктами")
    note_signed(layout, draft, context)
    return draft


def _entries(paragraphs: Sequence[Paragraph]) -> Iterator[_Entry]:
    numbers = [shown_number(paragraph) or "" for paragraph in paragraphs]
    for index, (paragraph, number) in enumerate(zip(paragraphs, numbers, strict=True)):
        depth = number.count(".") + 1 if number else 0
        following = next((later for later in numbers[index + 1 :] if later), "")
        yield _Entry(paragraph, number, depth, depth <= 1 and _is_heading(paragraph, number, following))


def _is_heading(paragraph: Paragraph, number: str, following: str) -> bool:
    """Whether a paragraph heads a chapter: by its look, or as a short line over clauses that carry its number."""
    words = single_blanks(without_number(paragraph).words)
    if not words or len(words) > _LONGEST_HEADING or words.endswith((";", ":", ",")) or paragraph.dash:
        return False
    looks = paragraph.alignment == "center" or paragraph.bold or bool(_CHAPTER_STYLE.search(paragraph.style))
    if not number:
        return looks and not words.endswith(".") and bool(following)
    if not number.isdigit():  # «II. Права»: clauses under it are counted through the whole text, or anew
        return not words.endswith(".") and bool(following)
    return following == f"{number}.1" and (looks or not words.endswith("."))


class _Text:
    """The chapters and clauses as they are put together."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.ids = Ids()
        self.chapters: list[dict[str, Any]] = []
        self.clauses: list[dict[str, Any]] = []
        self.open: list[tuple[int, dict[str, Any], Path]] = []
        """The clauses that may still get clauses below them, outermost first, with the depth of their numbers."""

    def read(self, entries: Sequence[_Entry]) -> None:
        """Put the text into the draft."""
        first = next((index for index, entry in enumerate(entries) if entry.depth or entry.heading), len(entries))
        if 0 < first < len(entries):
            note_intro([entry.paragraph for entry in entries[:first]], self.draft)
        for entry in entries[first % len(entries) :]:
            self._add(entry)
        if self.clauses:
            self.draft.data["пункты"] = self.clauses
        if self.chapters:
            self.draft.data["разделы"] = self.chapters

    def _add(self, entry: _Entry) -> None:
        if entry.heading:
            self._chapter(entry)
        elif entry.depth and not (self.open and self._is_inner(entry)):
            self._clause(entry)
        elif self.open and (entry.depth or entry.paragraph.dash or self.open[-1][0]):
            self._go_on(entry)
        else:
            self._clause(entry)

    def _is_inner(self, entry: _Entry) -> bool:
        """Whether a number lies deeper than clauses may."""
        above = [depth for depth, _, _ in self.open if 0 < depth < entry.depth]
        return len(above) + bool(self.chapters) >= _DEEPEST

    def _chapter(self, entry: _Entry) -> None:
        path: Path = ("разделы", len(self.chapters))
        number = entry.number or str(NO_NUMBER)
        self.chapters.append(
            {
                "код": self.ids.free(f"р{len(self.chapters) + 1}"), "номер": number,
                "название": as_title([without_number(entry.paragraph)]),
            }
        )  # fmt: skip
        self.draft.tell((*path, "номер"), entry.paragraph.place, entry.number)
        self.draft.tell((*path, "название"), entry.paragraph.place, entry.paragraph.shown)
        self.open = []

    def _clause(self, entry: _Entry) -> None:
        """A clause below the last one whose number is shallower; without a number one by itself."""
        self.open = [each for each in self.open if 0 < each[0] < entry.depth]
        if self.open:
            _, above, lead = self.open[-1]
            owner, key = above.setdefault("пункты", []), "пункты"
        elif self.chapters:
            lead, key = ("разделы", len(self.chapters) - 1), "пункты"
            owner = self.chapters[-1].setdefault("пункты", [])
        else:
            lead, key, owner = (), "пункты", self.clauses
        path: Path = (*lead, key, len(owner))
        code = self.ids.of("п", entry.number) if entry.number else self.ids.free(f"п{len(owner) + 1}")
        text = as_text([without_number(entry.paragraph) if entry.number else entry.paragraph])
        clause = {"код": code, "номер": entry.number or str(NO_NUMBER), "текст": text}
        owner.append(clause)
        self.open.append((entry.depth, clause, path))
        self.draft.tell((*path, "номер"), entry.paragraph.place, entry.number)
        self.draft.tell((*path, "текст"), entry.paragraph.place, entry.paragraph.shown, SURE)

    def _go_on(self, entry: _Entry) -> None:
        """A paragraph that belongs to the clause above it."""
        clause = self.open[-1][1]
        clause["текст"] = f"{clause['текст']}\n{as_text([entry.paragraph])}"
