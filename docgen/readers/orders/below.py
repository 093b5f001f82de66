"""What stands under the points of a foreign order, taken apart: signatures, marks, sheets, and what is none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Table
from docgen.readers.linewise import Line, block_lines, is_layout
from docgen.readers.orders.agreed import Agreed, agreement, submission
from docgen.readers.orders.drafters import Drafted, drafter
from docgen.readers.orders.sheets import Sheet, is_sheet_table, sheet_kind
from docgen.readers.orders.signatures import Signed, signature
from docgen.readers.spelled import FULL_NAME, NAME, name_alone

Item = Line | Table
_ACQUAINTED = pattern(
    rf"[Сс]\s+(?:приказом|распоряжением|постановлением)\s(?:[^_]{{0,300}}\s)?ознакомлен[аы]?(?:\([аы]\))?\s*:?[\s_]*[/(]?"
    rf"(?P<name>{NAME}|{FULL_NAME})[/)]?(?:[\s_]+[«\"]_+[»\"][\s_]+(?:20[\d_]{{0,4}}\s*г?\.?)?)?[\s_.]*"
)
"""One who is acquainted, on one line; the blank for the day goes with the sheet that is printed."""
_TOTAL = pattern(r"Всего:?\s\d{1,4}\sэкземпляр[а-я]{0,2}\.?")
"""What a distribution list adds up; a print counts it anew."""


@dataclass
class Below:
    """The parts under the points in their order; ``strange`` are lines and tables that no part takes."""

    signatures: list[Signed] = field(default_factory=list)
    agreements: list[Agreed] = field(default_factory=list)
    submitted: tuple[str, Signed] | None = None
    drafter: Drafted | None = None
    drafted_again: list[Drafted] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    strange: list[Item] = field(default_factory=list)


def read_below(blocks: Sequence[Block], start: int) -> Below:
    """The parts that the blocks from ``start`` on hold."""
    items = _items(blocks, start)
    below = Below()
    at = 0
    sheet = False
    while at < len(items):
        item = items[at]
        taken = 0
        if isinstance(item, Line):
            sheet = sheet or sheet_kind(item.text) is not None
            taken = _take(below, _lines(items, at), sheet) or _take_sheet(below, items, at)
        if not taken:
            below.strange.append(item)
        at += max(taken, 1)
    return below


def _items(blocks: Sequence[Block], start: int) -> list[Item]:
    items: list[Item] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Table) and (not is_layout(block) or is_sheet_table(block)):
            items.append(block)
        else:
            items.extend(block_lines(block, index))
    return items


def _lines(items: Sequence[Item], at: int) -> list[Line]:
    """The lines from there on, up to the next table."""
    lines: list[Line] = []
    for item in items[at : at + 12]:
        if not isinstance(item, Line):
            break
        lines.append(item)
    return lines


def _take(below: Below, lines: list[Line], sheet: bool) -> int:
    """How many lines make the mark or the signature that begins here; 0 when none does.

    On a ``sheet`` only the executor's mark is looked for.
    """
    if not sheet and below.submitted is None and (submitted := submission(lines)) is not None:
        below.submitted = submitted
        return len(submitted[1].lines)
    if not sheet and (agreed := agreement(lines)) is not None:
        below.agreements.append(agreed)
        return len(agreed.lines)
    if (drafted := drafter(lines)) is not None:
        if below.drafter is None:
            below.drafter = drafted
        elif (drafted.name, drafted.phone) == (below.drafter.name, below.drafter.phone):
            below.drafted_again.append(drafted)
        else:
            return 0
        return len(drafted.lines)
    if not sheet and (signed := signature(lines)) is not None:
        below.signatures.append(signed)
        return len(signed.lines)
    return 0


def _take_sheet(below: Below, items: Sequence[Item], at: int) -> int:
    """How many items make the sheet that begins here: its lines up to the table, the table."""
    first = items[at]
    if not isinstance(first, Line) or (kind := sheet_kind(first.text)) is None:
        return 0
    sheet = Sheet(kind, [first])
    for item in items[at + 1 : at + 12]:
        if isinstance(item, Table):
            sheet.table = item
            below.sheets.append(sheet)
            taken = len(sheet.lines) + 1
            total = items[at + taken] if at + taken < len(items) else None
            if isinstance(total, Line) and _TOTAL.fullmatch(total.text):
                sheet.lines.append(total)
                return taken + 1
            return taken
        if len(sheet.lines) > 1 and sheet_kind(item.text) not in (None, kind):
            break
        sheet.lines.append(item)
    if kind != "ознакомить":
        return 0
    return _take_names(below, items, at, first)


def _take_names(below: Below, items: Sequence[Item], at: int, first: Line) -> int:
    """How many lines make an acquaintance without a table: its words and the names under them, or one on their line."""
    if (alone := _ACQUAINTED.fullmatch(first.text)) is not None:
        below.sheets.append(Sheet("ознакомить", [first, first._replace(text=alone["name"])]))
        return 1
    named = [first]
    for item in items[at + 1 :]:
        if not isinstance(item, Line) or name_alone(item.text) is None:
            break
        named.append(item)
    if len(named) == 1:
        return 0
    below.sheets.append(Sheet("ознакомить", named))
    return len(named)
