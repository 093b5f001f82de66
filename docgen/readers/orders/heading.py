"""What stands above the points of an order: marks, letterhead, kind, date, number, place, title, preamble, command word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.patterns import pattern
from docgen.readers.beginnings import DRAFT_MARK, Kind, kind_line, whole_heading
from docgen.readers.blocks import Block, Paragraph
from docgen.readers.linewise import Line, joined, lines_of
from docgen.readers.marks import is_restriction
from docgen.readers.orders.formulas import Formula, find_formula
from docgen.readers.orders.point_numbers import leading_number
from docgen.readers.spelled import FoundDate, FoundNumber, find_date, find_number, plain_line


@dataclass
class Heading:
    """The parts above the points, each with the lines that it stands in."""

    body: int = 0
    """The index of the first block of the points."""
    kind: Kind | None = None
    kind_line: Line | None = None
    draft: list[Line] = field(default_factory=list)
    restriction: list[Line] = field(default_factory=list)
    letterhead: list[Line] = field(default_factory=list)
    authority: str = ""
    """The body in the genitive, where the heading is one sentence and no letterhead stands there."""
    date: FoundDate | None = None
    date_line: Line | None = None
    date_lead: bool = False
    number: FoundNumber | None = None
    number_line: Line | None = None
    city: str = ""
    city_line: Line | None = None
    title: list[Line] = field(default_factory=list)
    title_words: str = ""
    preamble: list[Paragraph] = field(default_factory=list)
    preamble_blocks: list[int] = field(default_factory=list)
    formula: Formula | None = None
    formula_block: int | None = None
    strange: list[Line] = field(default_factory=list)
    """Lines that are none of these."""


_OPENERS: Final = pattern(
    r"(?:в\s+(?:соответствии|целях|связи|рамках|исполнение|развитие|дополнение)|во\s+исполнение|на\s+основании|с\s+целью|"
    r"с\s+уч[её]том|руководствуясь|согласно|учитывая|по\s+итогам|по\s+результатам|рассмотрев|исходя\s+из|для\s+того)(?!\w)",
    re.IGNORECASE,
)
_CITY: Final = pattern(
    r"(?:(?:г|гор|с|пос|пгт|п|д|дер|рп|х)\.?\s?|(?:город|село|пос[её]лок|деревня|станица|хутор|ст-ца|пгт)\s+)"
    r"[А-ЯЁ][а-яё]+(?:[\s-](?:на-)?[А-ЯЁ]?[а-яё]+){0,3}"
)
_BARE_CITY: Final = pattern(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+){0,3}(?:\s[А-ЯЁ][а-яё]+)?")
_TITLE_BEGINS: Final = pattern(r"[«\"]?(?:О|Об|Обо|ОБ|о|об)\s")
_TITLE_LETTERS: Final = 900
_SHORT: Final = 75


def read_heading(blocks: Sequence[Block]) -> Heading:
    """The heading of an order that begins with these blocks."""
    heading = Heading()
    lines = lines_of(blocks)
    at = next((i for i, line in enumerate(lines) if kind_line(line.text) is not None), None)
    if at is None:
        return _of_whole(heading, blocks, lines)
    heading.kind, heading.kind_line = kind_line(lines[at].text), lines[at]
    for line in lines[:at]:
        _above(heading, line)
    rest = lines[at]._replace(text=heading.kind.rest) if heading.kind and heading.kind.rest else None
    _find_body(heading, blocks, lines[at].block + 1)
    following = [line for line in lines[at + 1 :] if line.block < heading.body]
    if rest is not None:
        _registration(heading, rest)
    _below(heading, blocks, following)
    return heading


def _above(heading: Heading, line: Line) -> None:
    if DRAFT_MARK.fullmatch(line.text):
        heading.draft.append(line)
    elif is_restriction(line.text):
        heading.restriction.append(line)
    else:
        heading.letterhead.append(line)


def _of_whole(heading: Heading, blocks: Sequence[Block], lines: list[Line]) -> Heading:
    """A heading in one sentence: «Приказ Министерства … от … N … "О …"»."""
    whole = whole_heading(lines[0].text) if lines else None
    if whole is None:
        return heading
    first = lines[0]
    heading.kind, heading.kind_line = Kind(whole.kind, first.text.split()[0]), first
    heading.authority = whole.authority
    heading.date, heading.date_line = find_date(whole.act), first
    heading.number, heading.number_line = find_number(whole.act), first
    heading.title, heading.title_words = [first], whole.title
    _find_body(heading, blocks, first.block + 1)
    _preamble(heading, blocks, [line for line in lines[1:] if line.block < heading.body])
    return heading


def _find_body(heading: Heading, blocks: Sequence[Block], start: int) -> None:
    """Where the points begin: behind the command word, else with the first number, else behind the preamble."""
    numbered: int | None = None
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            continue
        if not block.number and not block.dash and (formula := find_formula(block.words)):
            if numbered is None:
                heading.formula, heading.formula_block, heading.body = formula, index, index + 1
                return
            break
        if numbered is None and leading_number(block) is not None:
            numbered = index
    heading.body = numbered if numbered is not None else len(blocks)


def _below(heading: Heading, blocks: Sequence[Block], lines: list[Line]) -> None:
    """Date, number, place, title and preamble, which follow the kind."""
    at = 0
    while at < len(lines) and lines[at].block != heading.formula_block and _registration(heading, lines[at]):
        at += 1
    title = lines[at:]
    begins = next((i for i, line in enumerate(title[:5]) if _TITLE_BEGINS.match(line.text)), 0)
    if begins and not any(_begins_preamble(heading, line) for line in title[:begins]):
        heading.strange.extend(title[:begins])
        title = title[begins:]
    if title and not _begins_preamble(heading, title[0]):
        taken = 1
        while taken < len(title) and _goes_on(heading, title[:taken], title[taken]):
            taken += 1
        heading.title, title = title[:taken], title[taken:]
        heading.title_words = joined(heading.title)
    # The date may stand under the title.
    while title and len(title[0].text) < _SHORT and _registration(heading, title[0]):
        title = title[1:]
    _preamble(heading, blocks, title)


def _begins_preamble(heading: Heading, line: Line) -> bool:
    if line.style in ("OrderTitle", "TitleCorner"):
        return False
    return line.style == "Preamble" or line.block == heading.formula_block or bool(_OPENERS.match(line.text))


def _goes_on(heading: Heading, title: list[Line], line: Line) -> bool:
    """Whether a line goes on with the title: it is set like it, and its words are not those of the preamble."""
    first, before = title[0], title[-1]
    if line.block == before.block:
        return True
    if _begins_preamble(heading, line) or line.numbered or sum(len(one.text) for one in title) > _TITLE_LETTERS:
        return False
    if line.text[:1].islower() and not line.style.startswith("Preamble"):
        return True
    if (first.style, first.bold, first.alignment) != (line.style, line.bold, line.alignment):
        return False
    if find_number(line.text) and find_date(line.text) and len(line.text) < _SHORT:
        return False
    if first.bold or first.alignment == "center":
        return True
    if before.text.endswith((",", " и", " в", " на", " по", " с")):
        return True
    return len(line.text) < _SHORT and len(before.text) < _SHORT and not line.text.endswith((".", ":"))


def _preamble(heading: Heading, blocks: Sequence[Block], lines: list[Line]) -> None:
    """The paragraphs between the title and the points; without a command word those that close with a full stop are points."""
    if heading.formula_block is None and heading.body == len(blocks) and lines:
        first = lines[0].block
        heading.body = first
        if _OPENERS.match(lines[0].text) or lines[0].text.endswith(":"):
            heading.body = first + 1
        lines = [line for line in lines if line.block < heading.body]
    for index in dict.fromkeys(line.block for line in lines):
        block = blocks[index]
        if isinstance(block, Paragraph):
            heading.preamble.append(block)
            heading.preamble_blocks.append(index)
        else:
            heading.strange.extend(line for line in lines if line.block == index)


def _registration(heading: Heading, line: Line) -> bool:
    """Whether a line holds but the date, the number or the place; takes them."""
    text = line.text
    if line.style in ("OrderTitle", "TitleCorner", "Preamble") or line.numbered:
        return False
    date = find_date(text) if heading.date is None else None
    rest = f"{text[: date.start]}\t{text[date.end :]}" if date else text
    number = find_number(rest) if heading.number is None else None
    rest = f"{rest[: number.start]}\t{rest[number.end :]}" if number else rest
    parts = [part for raw in rest.split("\t") if (part := plain_line(raw).strip(" ,_"))]
    lead = bool(date) and "от" in parts
    parts = [part for part in parts if part not in ("от", "г.", "г")]
    city = parts[0] if len(parts) == 1 and not heading.city and _is_city(parts[0], line) else ""
    if (parts and not city) or not (date or number or city):
        return False
    if date:
        heading.date, heading.date_line, heading.date_lead = date, line, lead
    if number:
        heading.number, heading.number_line = number, line
    if city:
        heading.city, heading.city_line = city, line
    return True


def _is_city(text: str, line: Line) -> bool:
    if text.split(maxsplit=1)[0] in ("О", "Об", "Обо"):
        return False
    return (
        bool(_CITY.fullmatch(text))
        or line.style.startswith("City")
        or (line.alignment == "center" and bool(_BARE_CITY.fullmatch(text)) and len(text) < 40)
    )


def heading_groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a letterhead by the blocks that they stand in."""
    group: list[Line] = []
    for line in lines:
        if group and line.block != group[-1].block:
            yield group
            group = []
        group.append(line)
    if group:
        yield group
