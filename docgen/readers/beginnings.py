"""Where an order begins: its kind («ПРИКАЗ») on a line of its own, and the letterhead above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Paragraph, Table, is_empty
from docgen.readers.linewise import Line, block_lines, is_layout, lines_of
from docgen.readers.marks import is_restriction
from docgen.readers.orders.formulas import find_formula
from docgen.readers.spelled import find_date, find_number, is_contact, kind_of, plain_line, solid

DRAFT_MARK: Final = pattern(r"(?:П\s?Р\s?О\s?Е\s?К\s?Т)(?:\s+(?:ПРИКАЗА|РАСПОРЯЖЕНИЯ|ПОСТАНОВЛЕНИЯ))?", re.IGNORECASE)
_KIND: Final = pattern(
    r"(?P<kind>ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|Приказ|Распоряжение|Постановление)(?P<rest>(?:\s.*)?)"
)
_WHOLE: Final = pattern(
    r"(?P<kind>Приказ|Распоряжение|Постановление)\s+(?P<authority>[^«\"]{4,200}?)\s+от\s+(?P<act>.{6,60}?)\s+(?P<title>[«\"].*)"
)
_ZONE: Final = 14
"""How many lines above and below the kind are looked at."""


class Kind(NamedTuple):
    """The line that names the kind of the act: the words of it, and what stands on the same line after it."""

    kind: str
    shown: str
    rest: str = ""
    capitals: bool = True


def kind_line(text: str) -> Kind | None:
    """The kind that a line names as its heading, perhaps with the date and the number; None for a sentence."""
    match = _KIND.fullmatch(plain_line(solid(text)))
    if match is None:
        return None
    rest = match["rest"].strip()
    if rest and not _only_registration(rest):
        return None
    shown = match["kind"] if match["kind"] in text else plain_line(text[: len(text) - len(rest)] if rest else text)
    return Kind(kind_of(match["kind"]), shown, rest, match["kind"].isupper())


def _only_registration(text: str) -> bool:
    """Whether words are but a date, a number and what joins them."""
    if (date := find_date(text)) is not None:
        text = text[: date.start] + " " + text[date.end :]
    if (number := find_number(text)) is not None:
        text = text[: number.start] + " " + text[number.end :]
    return text.strip(" .,_\u00a0") in ("", "от")


class WholeHeading(NamedTuple):
    """A heading in one sentence, as legal databases give it: «Приказ Министерства … от 17.05.2022 N 340 "О …"»."""

    kind: str
    authority: str
    act: str
    title: str


def whole_heading(text: str) -> WholeHeading | None:
    """The parts of a heading in one sentence; None where it is none."""
    match = _WHOLE.fullmatch(plain_line(text))
    if match is None or find_number(match["act"]) is None or find_date(match["act"]) is None:
        return None
    title = match["title"]
    if title[-1] not in '»"':
        return None
    return WholeHeading(kind_of(match["kind"]), match["authority"], match["act"], title[1:-1])


def is_kind_block(blocks: Sequence[Block], index: int, lines: Sequence[Line]) -> bool:
    """Whether this block holds the line with the kind of an order."""
    for line in lines:
        kind = kind_line(line.text)
        if kind is not None:
            looks = kind.capitals or line.alignment == "center" or line.bold or line.style.startswith("Kind")
            return looks and (bool(kind.rest) or _has_registration(blocks, index, line))
    if len(lines) == 1 and all(is_empty(block) for block in blocks[:index]) and whole_heading(lines[0].text):
        following = lines_of(blocks, index + 1, min(len(blocks), index + 1 + _ZONE))
        return any(find_formula(line.text) for line in following)
    return False


def _has_registration(blocks: Sequence[Block], index: int, kind: Line) -> bool:
    """Whether a date, a number, a blank for one or the command word follows soon."""
    around = lines_of(blocks, index, min(len(blocks), index + 2 * _ZONE))
    after = around[around.index(kind) + 1 :] if kind in around else around
    return any(
        find_date(line.text) or find_number(line.text) or find_formula(line.text)
        for line in after[:_ZONE]
        if len(line.text) < 120 or find_formula(line.text)
    )


def order_begins(blocks: Sequence[Block], index: int, last: int) -> int:
    """The first block of the heading that leads to the kind: draft and restriction marks, the letterhead."""
    first, said = index, 0
    for before in range(index - 1, last - 1, -1):
        block = blocks[before]
        if is_empty(block):
            continue
        lines = list(block_lines(block, before))
        said += len(lines)
        if said > _ZONE or not all(_heads(line) for line in lines):
            # What stands first in the file is a heading, however it is written, if it is short.
            return _from_start(blocks, first, before, last)
        first = before
        if isinstance(block, Paragraph) and block.starts_page:
            break
    return first


def _from_start(blocks: Sequence[Block], first: int, before: int, last: int) -> int:
    start = _page_start(blocks, before, last)
    if start is None:
        return first
    lines = lines_of(blocks, start, before + 1)
    tables = any(isinstance(block, Table) and not is_layout(block) for block in blocks[start : before + 1])
    short = len(lines) <= 6 and all(len(line.text) < 100 and not line.text.endswith((".", ":", ";")) for line in lines)
    return start if short and not tables else first


def _page_start(blocks: Sequence[Block], before: int, last: int) -> int | None:
    """The block with which the page of a heading begins; None when the page holds the end of another document."""
    for at in range(before, last, -1):
        if blocks[at].starts_page:
            return at
    return None if last else 0


def _heads(line: Line) -> bool:
    """Whether a line may stand over the kind of an act: capitals, a short name in brackets, a mark."""
    text = line.text
    if line.style.startswith(("Letterhead", "DraftMark", "RestrictionMark", "ArmsRoom")):
        return True
    if DRAFT_MARK.fullmatch(text) or is_restriction(text) or is_contact(text):
        return True
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return len(text) < 60
    capitals = sum(sign.isupper() for sign in letters) / len(letters)
    return len(text) < 120 and (capitals > 0.6 or (text.startswith("(") and text.endswith(")")))
