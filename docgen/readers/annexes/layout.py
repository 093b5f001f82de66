"""An annex taken apart before it is understood: its title, what stands before, between and after its tables, who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.model.school_year import Period
from docgen.patterns import pattern
from docgen.readers.annexes.cells import as_text, as_title, single_blanks
from docgen.readers.annexes.grids import Grid, grid_of
from docgen.readers.annexes.signature import note_signature, signature_words, without_signature
from docgen.readers.blocks import Block, Paragraph, Table, is_empty
from docgen.readers.draft import DOUBTFUL, LIKELY, SURE, Context, Draft
from docgen.readers.linewise import block_lines, is_layout, split_runs
from docgen.readers.segments import Segment, title_blocks
from docgen.readers.spelled import find_date, name_alone, post_and_name

_NUMBERED = pattern(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?P<dot>\.?)\s+(?=\S)")
_PIN = pattern(r"[0-9A-Za-zА-Яа-яЁё]{1,6}(?:\.[0-9A-Za-zА-Яа-яЁё]{1,6}){0,3}")
_ROMAN = pattern(r"(?P<number>[IVXХ]{1,5})\.\s+(?=\S)")
_LONGEST_TITLE = 700
_QUOTED = 60
_YEAR = r"(?:19|20|21)\d\d"
_PERIOD = pattern(
    rf"(?P<two>{_YEAR}\s*[-–—/]\s*(?:{_YEAR}|\d\d))\s*(?P<words>уч[её]?бн\w*\s+год\w*|уч\.\s*год\w*|год\w*|гг\.)"
    rf"|(?P<one>{_YEAR})\s*(?:год\w{{0,2}}|г\.)"
)


@dataclass(frozen=True)
class Layout:
    """The blocks of an annex by their parts; every block that says something is in one of them.

    ``grid`` is its table, or several that are one; ``beyond`` is another table with all that follows it.
    """

    blocks: tuple[Block, ...]
    title: tuple[Paragraph, ...]
    before: tuple[Paragraph, ...]
    grid: Grid | None = None
    after: tuple[Paragraph, ...] = ()
    beyond: tuple[Block, ...] = ()
    signature: tuple[Block, ...] = ()


def laid_out(blocks: Sequence[Block]) -> Layout:
    """The annex by its parts."""
    said = tuple(block for block in blocks if not is_empty(block))
    body, signature = without_signature(said)
    first = next((index for index, block in enumerate(body) if isinstance(block, Table)), len(body))
    title, before = split_title([block for block in body[:first] if isinstance(block, Paragraph)])
    tables: list[Table] = []
    between: list[list[Paragraph]] = []
    for block in body[first:]:
        if isinstance(block, Table):
            tables.append(block)
            between.append([])
        else:
            between[-1].append(block)
    grid, taken = grid_of(tables, between)
    after = between[taken - 1] if taken else []
    beyond: list[Block] = []
    for table, following in zip(tables[taken:], between[taken:], strict=True):
        beyond += [table, *following]
    return Layout(said, title, before, grid, tuple(after), tuple(beyond), signature)


_APPROVE = pattern(r"(?:утверждаю|согласовано|рассмотрено|принято)(?!\w)", re.IGNORECASE)
_STAMP_BLOCKS = 8


def without_stamp(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The stamp «УТВЕРЖДАЮ» over a document that is approved without an act, and the blocks under it.

    It ends with its date or with the name of who signs; without either it is no stamp.
    """
    said = [block for block in blocks if not is_empty(block)]
    end = 0
    while end < len(said) and (taken := _stamp(said[end : end + _STAMP_BLOCKS])):
        end += taken
    return tuple(said[:end]), tuple(said[end:])


def _stamp(blocks: Sequence[Block]) -> int:
    """How many blocks make the stamp that begins with the first; 0 when none does."""
    if not blocks or not _in_heading(blocks[0]) or not (lines := list(block_lines(blocks[0], 0))):
        return 0
    if _APPROVE.match(lines[0].text) is None:
        return 0
    named = 0
    for index, block in enumerate(blocks):
        if not _in_heading(block):
            break
        texts = [line.text for line in block_lines(block, index)]
        if any(find_date(text) for text in texts):
            return index + 1
        if any(name_alone(text) or post_and_name(text) for text in texts):
            named = index + 1
        elif named:
            break
    return named


def _in_heading(block: Block) -> bool:
    """Whether a block may stand in a heading: a paragraph, or a table that but sets words beside each other."""
    return isinstance(block, Paragraph) or is_layout(block)


def split_title(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The paragraphs that are the title, and those after it."""
    if not paragraphs or not _may_be_title(paragraphs[0]):
        return (), tuple(paragraphs)
    end = max(1, len(title_blocks(Segment("annex", tuple(paragraphs)))))
    return tuple(paragraphs[:end]), tuple(paragraphs[end:])


def _may_be_title(paragraph: Paragraph) -> bool:
    words = single_blanks(paragraph.words)
    if paragraph.number or paragraph.dash or not words or shown_number(paragraph) is not None:
        return False
    return len(words) <= _LONGEST_TITLE and not words.startswith(("- ", "– ", "• ")) and not words.endswith((":", ";"))


def shown_number(paragraph: Paragraph) -> str | None:
    """The number that a paragraph shows, without its final dot: Word's own, or the one written before the words.

    «1)» and «Статья 1.» are numbers that no entry can be pinned to: they stay among the words.
    """
    if paragraph.number:
        number = paragraph.number.strip().rstrip(".")
        return number if _PIN.fullmatch(number) else None
    match = _leading_number(paragraph.words)
    return match["number"] if match else None


def without_number(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the number that it shows, if it is one by which an entry can be pinned."""
    if paragraph.number:
        return replace(paragraph, number="") if shown_number(paragraph) is not None else paragraph
    match = _leading_number(paragraph.words)
    return paragraph if match is None else replace(paragraph, runs=split_runs(paragraph.runs, match.end())[1])


def _leading_number(words: str) -> Any:
    """The number before the words: «3. », «1.2 »; a number without any dot leads only a list."""
    start = len(words) - len(words.lstrip())
    match = _NUMBERED.match(words, start)
    if match is not None and (match["dot"] or ("." in match["number"] and words[match.end()].isupper())):
        return match
    return _ROMAN.match(words, start)


def note_title(layout: Layout, draft: Draft) -> None:
    """Put the title into the draft."""
    draft.data["название"] = as_title(layout.title)
    if layout.title:
        words = " ".join(single_blanks(paragraph.shown) for paragraph in layout.title)
        draft.tell(("название",), layout.title[0].place, words, SURE if len(layout.title) == 1 else LIKELY)
    elif layout.blocks:
        first = layout.blocks[0]
        words = single_blanks(first.shown if isinstance(first, Paragraph) else first.words)[:_QUOTED]
        draft.tell(("название",), first.place, words, DOUBTFUL, "над таблицей или текстом нет названия")


def note_period(draft: Draft) -> None:
    """Put the period that the title names into the draft."""
    title = draft.data["название"]
    match = _PERIOD.search(title)
    if match is None:
        return
    said = match["one"] or f"{match['two']} {match['words']}"
    try:
        draft.data["период"] = str(Period.parse(said))
    except ValueError:
        return


def note_intro(paragraphs: Sequence[Paragraph], draft: Draft) -> None:
    """Put the paragraphs before the table or the list into the draft."""
    if intro := as_text(paragraphs):
        draft.data["вступление"] = intro
        draft.tell(("вступление",), paragraphs[0].place, intro)


def note_end(layout: Layout, draft: Draft, context: Context) -> None:
    """Put what stands after the table into the draft, with the signature: as one, or in words."""
    known = note_signature(layout.signature, draft, context)
    paragraphs = layout.after if known else (*layout.after, *signature_words(layout.signature))
    if closing := as_text(paragraphs):
        draft.data["заключение"] = closing
        draft.tell(("заключение",), paragraphs[0].place, closing)


def note_signed(layout: Layout, draft: Draft, context: Context) -> None:
    """Put the signature into the draft of a document that has no room for other words at its end."""
    if layout.signature and not note_signature(layout.signature, draft, context):
        for block in layout.signature:
            context.leave(block, "подпись под приложением: должность или человек не определены")


def leave_beyond(layout: Layout, context: Context) -> None:
    """Leave the tables that a document cannot hold besides its own, with what stands between and after them."""
    for block in layout.beyond:
        is_table = isinstance(block, Table)
        why = "вторая таблица приложения: у неё другие графы" if is_table else "стоит после второй таблицы приложения"
        context.leave(block, why)
