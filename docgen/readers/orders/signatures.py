"""Where the points of a foreign order end, and the signatures under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Paragraph
from docgen.readers.known import Known
from docgen.readers.linewise import Line, block_lines, is_layout, joined, lines_of
from docgen.readers.orders.drafters import begins_drafter
from docgen.readers.orders.point_numbers import leading_dash, leading_number, typed_number
from docgen.readers.spelled import name_alone, plain_line, post_and_name

MOST_LINES: Final = 7
"""The most lines of a post and its name."""
LONGEST_LINE: Final = 170
POST: Final = pattern(
    r"(?:исполняющ(?:ий|ая)|временно|и\.\s?о\.|ио\s|врио|вр\.|перв(?:ый|ая)|заместитель|зам\.|начальник|директор|глава|министр"
    r"|председатель|руководитель|ректор|проректор|заведующ(?:ий|ая)|управляющ(?:ий|ая)|губернатор|мэр|президент|главный"
    r"|генеральный|вице|секретарь|статс|декан|уполномоченный|консультант|инспектор|специалист|член|помощник|советник"
    r"|представитель|методист|учитель|старший|ведущий|атаман)(?![а-яё])",
    re.IGNORECASE,
)


@dataclass
class Signed:
    """A signature as it stands: the post's words, the name (empty when none is there), the lines."""

    post: str
    name: str
    lines: list[Line] = field(default_factory=list)


def signature(lines: Sequence[Line], *, last: bool = True) -> Signed | None:
    """The signature that begins with the first of these lines; None where none does.

    ``last`` says that no point follows: then a post need not be one that is known, and may lack its name.
    """
    if not lines or not lines[0].text[:1].isupper():
        return None
    known = POST.match(lines[0].text) is not None
    if not known and not last:
        return None
    post: list[Line] = []
    for line in lines[:MOST_LINES]:
        if _is_text(line) or (post and KEYWORD.match(line.text)):
            break
        if pair := post_and_name(line.text):
            return Signed(plain_line(f"{joined(post)} {pair[0]}"), pair[1], [*post, line])
        if name := name_alone(line.text):
            return Signed(joined(post), name, [*post, line]) if post else None
        post.append(line)
    if last and known and post and not _is_text(lines[0]) and _stands_alone(lines):
        return Signed(post[0].text, "", post[:1])
    return None


def _is_text(line: Line) -> bool:
    """Whether a line is a point or a sentence rather than a post."""
    text = line.text
    if line.numbered or typed_number(text) or leading_dash(text) or len(text) > LONGEST_LINE:
        return True
    return text.endswith((".", ";", ":", ",")) and name_alone(text) is None and post_and_name(text) is None


def _stands_alone(lines: Sequence[Line]) -> bool:
    """Whether a post without a name closes the order: nothing follows it, or another mark does."""
    return len(lines) == 1 or KEYWORD.match(lines[1].text) is not None


def points_end(blocks: Sequence[Block], start: int) -> int:
    """Where the points end and what stands under them begins."""
    numbered = [i for i in range(start, len(blocks)) if _is_point(blocks[i])]
    last = numbered[-1] if numbered else start
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Paragraph) and (block.number or block.dash or index == start):
            continue
        if not isinstance(block, Paragraph) and not is_layout(block):
            continue
        own = list(block_lines(block, index))
        if not own:
            continue
        after = index > last
        if not after and _go_on(blocks, numbered, index):
            continue
        if after and (KEYWORD.match(own[0].text) or begins_drafter(own[0].text)):
            return index
        following = [*own, *lines_of(blocks, index + 1, min(len(blocks), index + 2 * MOST_LINES))]
        if signature(following, last=after) is not None and _closed(blocks, start, index, following[0]):
            return index
    return len(blocks)


def _go_on(blocks: Sequence[Block], numbered: Sequence[int], index: int) -> bool:
    """Whether the points behind a block go on counting: then nobody signs there."""
    before = next((at for at in reversed(numbered) if at < index), None)
    behind = next((at for at in numbered if at > index), None)
    if before is None or behind is None:
        return before is None
    one, other = _numbers(blocks[before]), _numbers(blocks[behind])
    return other[0] == one[0] + 1 or (len(other) > 1 and other[0] == one[0])


def _numbers(block: Block) -> list[int]:
    number = leading_number(block) if isinstance(block, Paragraph) else None
    digits = (part.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") for part in number.parts) if number else ()
    return [int(part) if part.isdecimal() else 0 for part in digits] or [0]


def _is_point(block: Block) -> bool:
    return isinstance(block, Paragraph) and (number := leading_number(block)) is not None and not number.bracket


def _closed(blocks: Sequence[Block], start: int, index: int, line: Line) -> bool:
    """Whether the paragraph before ends a sentence, or the line is surely a post."""
    if POST.match(line.text):
        return True
    before = next((b for b in reversed(blocks[start:index]) if isinstance(b, Paragraph) and b.words.strip()), None)
    return before is not None and before.words.rstrip().endswith((".", ";", "»"))


KEYWORD: Final = pattern(
    r"(?:проект\s+(?:приказа\s+|распоряжения\s+|постановления\s+)?(?:внес[её]н|подготовлен)|согласован[оы]?(?![а-яё])"
    r"|визы(?![а-яё])|с\s+(?:приказом|распоряжением|постановлением)\s.{0,300}ознакомлен|исп(?:олнитель(?![а-яё])|\.)|рассылка"
    r"|разослать|верно(?![а-яё])|лист\s+(?:согласования|ознакомления)|(?:список|указатель)\s+рассылки)",
    re.IGNORECASE,
)
"""What begins something else than a signature."""
_CAPACITY: Final = pattern(
    r"(?P<capacity>(?:временно\s+)?исполняющ(?:ий|ая)\s+обязанности|и\.\s?о\.|врио|вр\.\s?и\.\s?о\.)\s+(?P<post>.+)",
    re.IGNORECASE,
)
_CAPACITIES: Final = {
    "временно": "временно исполняющий обязанности",
    "исполняющ": "исполняющий обязанности",
    "и": "и.о.",
}


def signature_forms(signed: Signed, known: Known, body: str | None) -> list[dict[str, Any]]:
    """The plain data that a signature may have, the plainest first; none when the post is no post."""
    person = known.person(signed.name) if signed.name else None
    match = _CAPACITY.fullmatch(signed.post)
    post_words, case = (match["post"], "gen") if match else (signed.post, "nom")
    if case == "nom" and post_words[1:2].islower():
        post_words = post_words[:1].lower() + post_words[1:]
    holder = person.id if person and not match else None
    post = known.post(post_words, case, organisation=body, holder=holder)
    if post is None:
        return []
    plain: dict[str, Any] = {"должность": post.id}
    forms = [plain]
    if person is not None:
        forms.append({**plain, "лицо": person.id})
        if match is not None:
            forms.append({**plain, "лицо": person.id, "в качестве": _capacity(match["capacity"])})
    return forms


def _capacity(words: str) -> str:
    low = words.lower()
    return next((said for start, said in _CAPACITIES.items() if low.startswith(start)), "врио")
