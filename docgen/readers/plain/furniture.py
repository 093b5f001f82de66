"""What belongs to the page and not to the document: page numbers, running headers, stamps, lines of legal databases.

Taken out of the lines and kept as extras. A bare number is a page's only where a page ends or begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from docgen.patterns import pattern
from docgen.readers.blocks import Extra, Place
from docgen.readers.plain.lines import Line

_RULED: Final = pattern(r"\s*(?:[-*=─━═–—](?:[ ]?[-*=─━═–—]){2,}|```(?:markdown|text|html)?)\s*\Z")
_DASHED_NUMBER: Final = pattern(r"\s*[-–—]{1,2}\s*\d{1,4}\s*[-–—]{1,2}\s*\Z")
_NAMED_NUMBER: Final = pattern(
    r"\s*(?:стр(?:аница|\.)|лист|page)\s*№?\s*\d{1,4}(?:\s*(?:из|/|of)\s*\d{1,4})?\s*\Z|\s*\d{1,4}\s*(?:из|/)\s*\d{1,4}\s*\Z"
)
_BARE_NUMBER: Final = pattern(r"\s*\d{1,3}\s*\Z")
_STAMP_BEGINS: Final = pattern(
    r"(?i)(?:документ подписан (?:(?:усиленной|простой|неквалифицированной|квалифицированной|электронной|цифровой) )+подписью"
    r"|подлинник электронного документа|сведения о сертификате)"
)
_STAMP_GOES_ON: Final = pattern(
    r"(?:(?i:серийный номер) )?(?i:сертификат)[а: ]*[0-9A-Fa-f ]{16,}\Z|(?i:владелец)(?::| [А-ЯЁ])"
    r"|(?i:действителен):? с[: ]|(?i:сведения о сертификате)"
)
_DATABASE: Final = pattern(
    r"(?:(?:документ предоставлен|источник:)\s+)?«?(?:консультант\s?плюс|система «?(?:гарант|кодекс)|техэксперт)»?"
    r"(?:[ :,.–-]*(?:надежная правовая поддержка|www\.consultant\.ru|www\.garant\.ru))*\Z"
    r"|надежная правовая поддержка(?: www\.consultant\.ru)?\Z"
    r"|(?:https?://)?(?:www\.)?(?:consultant\.ru|garant\.ru|docs\.cntd\.ru|pravo\.gov\.ru)/?\Z"
    r"|дата сохранения: \d{2}\.\d{2}\.\d{4}\Z"
)
_LONG: Final = 50
_LONGEST: Final = 160
_LONGEST_STAMP: Final = 400
_STAMP_LINES: Final = 5
_PAGES_WITH_HEADER: Final = 3
_PAGE_APART: Final = 12
"""A page has at least so many lines: nearer numbers count something else."""

Kind = Literal["номер страницы", "колонтитул", "штамп"]


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Extra]]:
    """The lines of the document, and what was taken out; a page begins where a page number or a rule stood."""
    kinds = _kinds(lines)
    kept: list[Line] = []
    extras: list[Extra] = []
    gap, page = 0, False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None:
            if gap or page:
                line = line._replace(gap=line.gap + gap, page=line.page or page)  # noqa: PLW2901
            kept.append(line)
            gap, page = 0, False
            continue
        if kind != "черта":
            extras.append(Extra(kind, " ".join(line.text.split()), Place(line=line.number)))
        gap += line.gap + 1
        page = page or line.page or (bool(kept) and kind != "штамп")
    return kept, extras


def _kinds(lines: Sequence[Line]) -> list[Kind | Literal["черта"] | None]:
    """What each line is, if it belongs to the page."""
    kinds: list[Kind | Literal["черта"] | None] = [_kind(line.text) for line in lines]
    _mark_stamps(lines, kinds)
    _mark_headers(lines, kinds)
    _mark_bare_numbers(lines, kinds)
    return kinds


def _kind(text: str) -> Kind | Literal["черта"] | None:
    if len(text) > _LONGEST:
        return None
    lowered = text.lower().replace("ё", "е")
    if _RULED.match(lowered):
        return "черта"
    if _DASHED_NUMBER.match(lowered) or _NAMED_NUMBER.match(lowered):
        return "номер страницы"
    return "колонтитул" if _DATABASE.match(" ".join(lowered.split())) else None


def _mark_stamps(lines: Sequence[Line], kinds: list[Kind | Literal["черта"] | None]) -> None:
    """The stamp of an electronic signature: its first line, and those of its certificate that stand below."""
    left = 0
    for index, line in enumerate(lines):
        text = " ".join(line.text[:_LONGEST].split())
        if len(line.text) <= _LONGEST_STAMP and _STAMP_BEGINS.match(text):
            left = _STAMP_LINES
        elif left and _STAMP_GOES_ON.match(text):
            left -= 1
        else:
            left = 0
            continue
        kinds[index] = "штамп"


def _mark_headers(lines: Sequence[Line], kinds: list[Kind | Literal["черта"] | None]) -> None:
    """Running headers: the same words first or last on at least three pages."""
    edges: list[tuple[int, bool]] = [(index, True) for index, line in enumerate(lines) if line.page]
    edges += [(index - 1, False) for index, line in enumerate(lines) if line.page and index]
    said = Counter((lines[index].text.strip(), first) for index, first in edges)
    for index, first in edges:
        text = lines[index].text.strip()
        often = said[text, first] >= _PAGES_WITH_HEADER and len(text) <= _LONGEST and "\t" not in text
        if (
            often
            and any(map(str.isalpha, text))
            and kinds[index] is None
            and not text.startswith(("|", "│", "Приложение"))
        ):
            kinds[index] = "колонтитул"


def _mark_bare_numbers(lines: Sequence[Line], kinds: list[Kind | Literal["черта"] | None]) -> None:
    """Bare numbers: beside a form feed, or apart by blank lines and growing by one from page to page."""
    bare: list[int] = []
    for index, line in enumerate(lines):
        if kinds[index] is not None or _BARE_NUMBER.match(line.text) is None:
            continue
        if line.page or (index + 1 < len(lines) and lines[index + 1].page):
            kinds[index] = "номер страницы"
        elif _stands_apart(lines, index):
            bare.append(index)
            if _is_inside_table(lines, index) or _is_inside_sentence(lines, index):
                kinds[index] = "номер страницы"
    for one, other in pairwise(bare):
        grows = int(lines[other].text) == int(lines[one].text) + 1
        if grows and lines[other].number - lines[one].number >= _PAGE_APART:
            kinds[one] = kinds[other] = "номер страницы"


def _is_inside_table(lines: Sequence[Line], index: int) -> bool:
    around = [line.text for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])]
    return len(around) > 1 and all("\t" in text.strip() or text.count("|") > 1 for text in around)


def _is_inside_sentence(lines: Sequence[Line], index: int) -> bool:
    if not 0 < index < len(lines) - 1:
        return False
    above, below = lines[index - 1].text.strip(), lines[index + 1].text.strip()
    return len(above) >= _LONG and above[-1] not in ".;:!?" and below[0].islower()


def _stands_apart(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return bool(line.gap or not index) and (index + 1 == len(lines) or bool(lines[index + 1].gap))
