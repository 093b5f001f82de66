"""What stands before the table of a plan: its numbered parts, its introduction, the level that its title names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.model.plan import Level
from docgen.patterns import pattern
from docgen.readers.annexes.cells import Line, as_text, single_blanks, text_of
from docgen.readers.annexes.layout import note_intro, shown_number, without_number
from docgen.readers.blocks import NOWHERE, Paragraph
from docgen.readers.draft import LIKELY, Draft
from docgen.readers.ids import Ids
from docgen.readers.linewise import split_runs

_KINDS = (
    ("цели", pattern(r"цел[ьи]\b")),
    ("задачи", pattern(r"задач[аи]\b")),
    ("обоснование", pattern(r"обоснован|почему\b|актуальност|анализ\b")),
    ("основания", pattern(r"документ|основан|нормативн|правов")),
    ("содержание", pattern(r"содержани|план\b|перечень мероприят|мероприят|дорожная карта")),
)
_COLON = pattern(r":\s+(?=\S)")
_LEVELS = (
    (Level.INSTITUTIONAL, pattern(r"(?:школьн\w+ (?:план|дорожн)|\bв М[АБКГ]?[ОУ]У\b)")),
    (Level.MUNICIPAL, pattern(r"[Мм]униципальн|[А-ЯЁ][\w-]+ого (?:городского )?(?:района|округа)\b|\bгорода [А-ЯЁ]")),
    (Level.REGIONAL, pattern(r"[Рр]егиональн|[А-ЯЁ][\w-]+ой области\b|[А-ЯЁ][\w-]+ого края\b|\bРеспублик")),
)


def part_kind(words: str) -> str | None:
    """Which part of a plan a heading begins, by its first words."""
    low = words.strip().lower().lstrip('«"')
    return next((kind for kind, sign in _KINDS if sign.match(low)), None)


def note_before(paragraphs: Sequence[Paragraph], draft: Draft, ids: Ids) -> None:
    """Put what stands before the table into the draft: numbered parts, or an introduction where there are none."""
    first = next((index for index, paragraph in enumerate(paragraphs) if _begins_part(paragraph)), len(paragraphs))
    note_intro(paragraphs[:first], draft)
    parts: list[dict[str, Any]] = []
    inside: list[list[Paragraph]] = []
    for paragraph in paragraphs[first:]:
        if _begins_part(paragraph):
            parts.append(_part(paragraph, draft, len(parts), ids))
            inside.append([])
        else:
            inside[-1].append(paragraph)
    for part, own in zip(parts, inside, strict=True):
        lead = part.pop("начало", "")
        text = "\n".join(text for text in (lead, as_text(own)) if text)
        if text:
            part["текст"] = text
    if parts:
        draft.data["части"] = parts


def _begins_part(paragraph: Paragraph) -> bool:
    number = shown_number(paragraph)
    return number is not None and "." not in number and part_kind(without_number(paragraph).words) is not None


def _part(paragraph: Paragraph, draft: Draft, index: int, ids: Ids) -> dict[str, Any]:
    """A part by its heading; what follows a colon in the same paragraph is its text («начало»)."""
    number, heading = shown_number(paragraph) or "", without_number(paragraph)
    kind = part_kind(heading.words) or "содержание"
    colon = _COLON.search(heading.words)
    title, rest = split_runs(heading.runs, colon.end()) if colon else (heading.runs, ())
    words = single_blanks("".join(run.text for run in title))
    part: dict[str, Any] = {"код": ids.free(kind), "часть": kind, "номер": number, "название": words}
    if rest:
        part["начало"] = text_of([Line(rest)])
    draft.tell(("части", index, "номер"), paragraph.place, number)
    draft.tell(("части", index, "название"), paragraph.place, words, LIKELY)
    return part


def note_level(draft: Draft) -> None:
    """Put the level into the draft that the title of a plan without a column of levels names."""
    title = draft.data["название"]
    level = next((level for level, sign in _LEVELS if sign.search(title)), None)
    if level is not None:
        draft.data["уровень"] = str(level)
        draft.tell(("уровень",), draft.told[0].place if draft.told else NOWHERE, title, LIKELY, "по словам названия")
