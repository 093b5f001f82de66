"""Lines of a text become paragraphs: one line is one paragraph, unless it was broken to fit the width of a page.

A line goes on in the next when that one begins with a small letter and its first word would not have fitted. Letterheads,
marks of annexes and signatures are short lines and stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Paragraph, Place
from docgen.readers.joining import joint
from docgen.readers.mends import HYPHEN, MARKER, REJOINED, UNSURE_HYPHEN, Mends
from docgen.readers.plain.lines import SOFT_HYPHEN, Line
from docgen.readers.plain.markup import paragraphs_of

_MARKER: Final = pattern(r"\s*[-–—•*]\s+(?=\d{1,2}(?:\\?\.\d{1,2}){0,3}\\?[.)]\s)")
_ITEM: Final = pattern(r"\s*(?:\d{1,3}(?:\.\d{1,3})*\\?[.)]|[а-яa-z]\)|[-–—•*]\s|[IVX]+\.)")
_TITLE: Final = pattern(r"\s*(?:Об? [а-яё«(]|ОБ? [А-ЯЁ«(]{2})")
_OPENS_PREAMBLE: Final = pattern(
    r"\s*(?:В соответствии|В целях|На основании|Во исполнение|С целью|В связи|Руководствуясь"
    r"|Об? [а-яё]|[Пп] ?[Рр] ?[Ии] ?[Кк] ?[Аа] ?[Зз])"
)
_AFTER_TITLE: Final = pattern(r"\s*(?:от \d|№)")
_MARK: Final = pattern(r"\s*(?:Приложение|УТВЕРЖД|Утвержд[её]|СОГЛАСОВАН|Согласован)")
_KIND_WORD: Final = pattern(
    r"(?i)\s*(?:п ?р ?и ?к ?а ?з|р ?а ?с ?п ?о ?р ?я ?ж ?е ?н ?и ?е|п ?о ?с ?т ?а ?н ?о ?в ?л ?е ?н ?и ?е)\s*\Z"
)
_ORDERS: Final = pattern(
    r"\s*(?:п ?р ?и ?к ?а ?з ?ы ?в ?а ?ю|п ?о ?с ?т ?а ?н ?о ?в ?л ?я"
    r"|о ?б ?я ?з ?ы ?в ?а ?ю|р ?а ?с ?п ?о ?р ?я ?ж)"
)
_WIDE: Final = pattern(r"(?<=\S) {2,}")
_BLOCK_TAG: Final = pattern(r"</?(?:p|br|li|ul|ol|div)\b")
_PLACE: Final = pattern(r"(?:области|края|республики|района|округа|города|федерации|поселения)\b")

_ENDS: Final = frozenset(".;:!?")
_EVIDENCE: Final = 3
_HEAD_LINES: Final = 30
_SHORTEST: Final = 50
_WIDEST: Final = 130
_TITLE_WIDTH: Final = 75
_TITLE_LINES: Final = 12
_BOLD_LINES: Final = 15
_LEADING: Final = 8
"""From so many blanks at its beginning a line is set off to the middle or to the right."""


class Page(NamedTuple):
    """How the lines of a file were set: ``width`` in signs, 0 where nothing was broken to fit a page."""

    width: int = 0
    indented: bool = False
    """Whether the first line of a paragraph begins further to the right than the others."""
    head: int = 0
    """The line of «ПРИКАЗ»: above it stands the letterhead, whose lines are never joined."""


@dataclass
class _Whole:
    """The lines that make up one paragraph."""

    lines: list[Line]
    pieces: list[str]

    @property
    def first(self) -> Line:
        return self.lines[0]


def page_of(lines: Sequence[Line]) -> Page:
    """How wide the page is: of the lines that are broken before a small letter nine of ten are no longer."""
    broken = [(above, below) for above, below in pairwise(lines) if _is_broken(above, below)]
    lengths = sorted(len(above.text) for above, _ in broken)
    longest = max((len(line.text) for line in lines), default=0)
    head = next((line.number for line in lines[:_HEAD_LINES] if _KIND_WORD.match(line.text)), 0)
    if len(broken) < _EVIDENCE or longest > 2 * _WIDEST:
        return Page(head=head)
    width = lengths[len(lengths) * 9 // 10]
    indented = sum(above.lead > below.lead + 1 for above, below in broken) * 4 >= len(broken)
    return Page(width, indented, head) if width <= _WIDEST else Page(head=head)


def _is_broken(above: Line, below: Line) -> bool:
    text = above.text.strip()
    close = not below.gap and not below.page
    return close and _SHORTEST <= len(text) <= _WIDEST and text[-1] not in _ENDS and below.text.strip()[0].islower()


def paragraphs_from(lines: Sequence[Line], page: Page, mends: Mends) -> list[Paragraph]:
    """The paragraphs of these lines."""
    out: list[Paragraph] = []
    for whole in _wholes(lines, page, mends):
        text = _without_marker(whole, mends)
        alignment = _alignment(whole, page.width)
        for index, paragraph in enumerate(paragraphs_of(text, Place(line=whole.first.number))):
            starts = whole.first.page and not index
            if starts or alignment:
                out.append(replace(paragraph, starts_page=starts, alignment=paragraph.alignment or alignment))
            else:
                out.append(paragraph)
    return out


def _wholes(lines: Sequence[Line], page: Page, mends: Mends) -> list[_Whole]:
    """The lines put together into paragraphs."""
    out: list[_Whole] = []
    for run in _runs(lines):
        width = page.width or min(max(len(line.text) for line in run), _WIDEST + 1)
        index = 0
        apart = run[0].number < page.head or _MARK.match(run[0].text)
        while index < len(run):
            count = max(_bold_lines(run, index), _title_lines(run, index))
            if count == 1 and not apart:
                while index + count < len(run) and _goes_on(run[index + count - 1], run[index + count], width, page):
                    count += 1
            whole = _whole(run[index : index + count], mends)
            if out and not index and run[0].page and _goes_over(out[-1], run[0]):
                message = f"Абзац строки {out[-1].first.number} продолжается после разрыва страницы."
                mends.say(REJOINED, Place(line=run[0].number), message, quote=run[0].text)
                _join(out[-1], whole, mends)
            else:
                out.append(whole)
            index += count
    return out


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Lines between blank lines and pages."""
    start = 0
    for index, line in enumerate(lines):
        if index > start and (line.gap or line.page):
            yield lines[start:index]
            start = index
    if lines:
        yield lines[start:]


def _whole(lines: Sequence[Line], mends: Mends) -> _Whole:
    whole = _Whole([lines[0]], [lines[0].text])
    for line in lines[1:]:
        _join(whole, _Whole([line], [line.text.strip()]), mends)
    if len(lines) > 1:
        message = f"Строки {lines[0].number}–{lines[-1].number} соединены в один абзац."
        mends.say(REJOINED, Place(line=lines[0].number), message, quote=lines[0].text)
    return whole


def _join(whole: _Whole, other: _Whole, mends: Mends) -> None:
    last = whole.pieces[-1].rstrip()
    how = joint(last, other.pieces[0].lstrip())
    if how.word:
        rule = HYPHEN if how.sure else UNSURE_HYPHEN
        lines = f"{whole.lines[-1].number} и {other.first.number}"
        mends.say(rule, Place(line=other.first.number), f"Слово «{how.word}» собрано из строк {lines}.")
    whole.pieces[-1] = _WIDE.sub(" ", last[: len(last) - how.cut])
    whole.pieces += (how.between, *other.pieces)
    whole.lines += other.lines


def _bold_lines(run: Sequence[Line], start: int) -> int:
    """How many lines lie between «**» and «**»; 1 when there is no pair or it closes on its line."""
    if run[start].text.count("**") % 2 == 0:
        return 1
    for count, line in enumerate(run[start + 1 : start + _BOLD_LINES], start=2):
        if line.text.count("**") % 2:
            return count
    return 1


def _title_lines(run: Sequence[Line], start: int) -> int:
    """How many short lines a title takes: «Об организации …», set in a narrow column or in capitals."""
    texts = [line.text.strip() for line in run[start : start + _TITLE_LINES]]
    if _TITLE.match(texts[0]) is None or len(texts[0]) > _TITLE_WIDTH:
        return 1
    for count, (above, text) in enumerate(pairwise(texts), start=1):
        follows = texts[count + 1] if count + 1 < len(texts) else ""
        if above.endswith(".") or text.isupper() != texts[0].isupper() or not _is_of_title(text, follows):
            return count
    return len(texts)


def _is_of_title(text: str, follows: str) -> bool:
    """Whether a line goes on with a title: it begins small, or is the name of a place, or goes on small itself."""
    if len(text) > _TITLE_WIDTH or _AFTER_TITLE.match(text) or _OPENS_PREAMBLE.match(text) or _ITEM.match(text):
        return False
    grows = text[0].islower() or text[0].isdigit() or text.isupper()
    return grows or follows[:1].islower() or _PLACE.search(text) is not None


def _goes_on(above: Line, below: Line, width: int, page: Page) -> bool:
    """Whether a line was broken to fit the page: the first word of the next would not have stood in it."""
    one, other = above.text.strip(), below.text.strip()
    if len(one) < _SHORTEST or width > _WIDEST or below.lead > above.lead + 1 or one.isupper():
        return False
    if (
        _ITEM.match(other)
        or _ORDERS.match(other)
        or _OPENS_PREAMBLE.match(other)
        or _BLOCK_TAG.search(one + other[:200])
    ):
        return False
    small = other[0].islower()
    if one[-1] in "-\u00ad" and small:
        return True
    if len(above.text.rstrip()) + 1 + len(other.split(maxsplit=1)[0]) < width:
        return False
    if small:
        return one[-1] not in ";:"
    if not page.width or other.isupper():
        return False
    return one[-1] not in _ENDS or (one[-1] == "." and page.indented)


def _goes_over(whole: _Whole, below: Line) -> bool:
    """Whether a paragraph goes on after a page: it does not end, and a small letter begins the page."""
    one, other = whole.pieces[-1].strip(), below.text.strip()
    long = sum(map(len, whole.pieces)) >= _SHORTEST
    return long and one[-1:] not in _ENDS and other[0].islower() and not _ORDERS.match(other) and not _ITEM.match(other)


def _alignment(whole: _Whole, width: int) -> Literal["", "center", "right"]:
    """Where a line set off by blanks stands, if that is clear."""
    lead = min(line.lead for line in whole.lines)
    if lead < _LEADING:
        return ""
    length = max(len(line.text.strip()) for line in whole.lines)
    page = max(width or 80, lead + length)
    if abs((page - length) // 2 - lead) <= page // 12:
        return "center"
    return "right" if lead * 5 >= page * 2 else ""


def _without_marker(whole: _Whole, mends: Mends) -> str:
    text = "".join(whole.pieces)
    marker = _MARKER.match(text[:80])
    if marker is None:
        return text.replace(SOFT_HYPHEN, "")
    rest = text[marker.end() :]
    message = f"Перед номером «{rest.split(maxsplit=1)[0]}» отброшен знак списка «{marker[0].strip()}»."
    mends.say(MARKER, Place(line=whole.first.number), message, quote=text)
    return rest
