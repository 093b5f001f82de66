"""Blank forms, and sheets that stand for scanned ones: lines to write on, a table with empty rows, who will sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.patterns import pattern
from docgen.readers.annexes.cells import single_blanks
from docgen.readers.annexes.grids import Grid
from docgen.readers.annexes.layout import Layout, note_intro, note_title
from docgen.readers.annexes.table_annexes import note_rows
from docgen.readers.blocks import Paragraph
from docgen.readers.draft import DOUBTFUL, Context, Draft

_TITLE = pattern(r"(?:форма|бланк|анкета|заявк|заявлен|дневник|журнал|лист |карта |отч[её]т)", re.IGNORECASE)
_FIELD = pattern(r"(?P<label>[^_\t]*[^_\t\s])[^\S\t]*(?:_{3,}|\t)[\s_.]*")
_SIGNER = pattern(r"(?P<post>[^_\t/]*[^_\t/\s])[^\S\t]*(?:_{3,}|\t)[\s_/]*")
_HINT = pattern(r"\([^()]{1,200}\)")
_LABEL_STYLE, _HINT_STYLE = "Что вписать", "Пояснение под строкой"
"""The names of docgen's own styles for a label that has its line below it, and for the hint under a line."""
_LONGEST_HINT = 120
_SHEETS = pattern(r"на\s+(?P<count>\d{1,4})\s*л(?:\.|истах|исте)?", re.IGNORECASE)


def scan_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a sheet that stands for scanned ones («на 3 л.»), or None when it says more."""
    if layout.grid is not None or len(layout.before) != 1 or not layout.title:
        return None
    match = _SHEETS.fullmatch(single_blanks(layout.before[0].words))
    if match is None:
        return None
    draft = Draft({"вид": "скан"})
    note_title(layout, draft)
    draft.data |= {"файл": "скан.pdf", "листов": match["count"]}
    place = layout.before[0].place
    draft.tell(("листов",), place, match["count"])
    draft.tell(
        ("файл",),
        place,
        layout.before[0].shown.strip(),
        DOUBTFUL,
        "листов в прочитанном файле нет: положите их рядом в PDF",
    )
    return draft


def form_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a blank form, or None when there is nothing to fill in."""
    grid = layout.grid
    intro, fields = _fields(layout.before, draft := Draft({"вид": "форма"}))
    posts = _signers(layout.after)
    blank = grid is not None and (bool(grid.blank) or _mostly_empty(grid))
    titled = _TITLE.match(" ".join(paragraph.words for paragraph in layout.title).strip()) is not None
    if (
        fields is None
        or posts is None
        or layout.beyond
        or layout.signature
        or not (fields or blank or (titled and posts))
    ):
        return None
    note_title(layout, draft)
    note_intro([*intro, *(grid.above if grid is not None else ())], draft)
    if fields:
        draft.data["поля"] = fields
    if grid is not None:
        if not grid.headed:
            return None
        note_rows(grid, draft, merged=False, dashes=False)
        if grid.columns >= 6:
            draft.data["поперёк"] = "да"
        if grid.blank:
            draft.data["пустых строк"] = str(grid.blank)
    if posts:
        draft.data["подписи"] = posts
    return draft


def _fields(paragraphs: Sequence[Paragraph], draft: Draft) -> tuple[list[Paragraph], list[dict[str, Any]] | None]:
    """What stands before the lines to be filled in, and the lines; None when words stand between them."""
    intro: list[Paragraph] = []
    fields: list[dict[str, Any]] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        match = _FIELD.fullmatch(paragraph.shown)
        label = single_blanks(match["label"]) if match else ""
        if not label and _is_label(paragraph, following):
            label = single_blanks(paragraph.shown)
        if label:
            draft.tell(("поля", len(fields), "что"), paragraph.place, label)
            fields.append({"что": label})
        elif _is_fill(paragraph) and fields:
            continue
        elif fields and "пояснение" not in fields[-1] and _is_hint(paragraph):
            fields[-1]["пояснение"] = single_blanks(paragraph.shown)
        elif fields:
            return intro, None
        else:
            intro.append(paragraph)
    return intro, fields


def _is_fill(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but a line to write on, perhaps with strokes round a name."""
    words = paragraph.shown
    return not words.strip(" \t\u00a0_/") and any(sign in words for sign in "_/\t")


def _is_label(paragraph: Paragraph, following: Paragraph | None) -> bool:
    return paragraph.style == _LABEL_STYLE or (following is not None and _is_fill(following))


def _is_hint(paragraph: Paragraph) -> bool:
    words = single_blanks(paragraph.shown)
    is_small = words[:1].islower() and len(words) <= _LONGEST_HINT
    return paragraph.style == _HINT_STYLE or is_small or _HINT.fullmatch(words) is not None


def _signers(paragraphs: Sequence[Paragraph]) -> list[str] | None:
    """Who will sign the form; None when something else stands there."""
    posts: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        match = _SIGNER.fullmatch(paragraph.shown)
        if match is not None:
            posts.append(single_blanks(match["post"]))
        elif _is_fill(paragraph) and posts:
            continue
        elif following is not None and _is_fill(following):
            posts.append(single_blanks(paragraph.shown))
        else:
            return None
    return posts


def _mostly_empty(grid: Grid) -> bool:
    """Whether more than half of the cells besides the first words of each row wait to be filled in."""
    places = [at for at in range(grid.columns) if at != grid.numbers]
    rows = [row for row in grid.rows if not grid.across(row)]
    empty = sum(not row.words(at) and not row.joined(at) for row in rows for at in places)
    return bool(rows) and empty * 2 > len(rows) * len(places)
