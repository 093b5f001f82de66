"""Pieces of drawn text as words: blanks and tabs where there is room for them, lines joined, divided words made whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.patterns import pattern
from docgen.readers.blocks import Place, Run
from docgen.readers.joining import Joint, joint
from docgen.readers.mends import HYPHEN, UNSURE_HYPHEN, Mends
from docgen.readers.pdf.content import GAP, Drawn, Piece
from docgen.readers.plain.lines import SOFT_HYPHEN
from docgen.readers.russian import knows

_WORD_GAP = 0.18
_LETTER_GAP = 0.4
"""The same where blanks are drawn: smaller gaps only set letters apart."""
_TAB_GAP = 1.2
_LINE = 0.45
"""Pieces whose height differs by more than this share of the size of their letters stand on different lines."""
_CARRIED = "-–—/\u2010\u2011"
"""Signs after which a line may end without a blank."""
_HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
_PARTED = pattern(r"([А-Яа-яЁё]+)-\Z")
_GOES_ON = pattern(r"[а-яё]+(?:-[а-яё]+)*")
_CLOSING = ".,;:!?)»"
_LAST_LETTERS = pattern(r"[А-Яа-яЁё]+\Z")
_FIRST_LETTERS = pattern(r"[а-яё]+")
_BLANKS = " \u00a0\n\r"
_SHORT_WORDS = "аивкосуя"
_SYMBOLS = {code: "•" for code in range(0xF020, 0xF100)}
"""Signs of Word's fonts of symbols: bullets."""


def same_line(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one line of one page."""
    return one.page == other.page and abs(one.y - other.y) <= _LINE * max(one.size, other.size, 1.0)


class Heights:
    """The heights of the lines on each page, to say which line a piece stands on."""

    def __init__(self, pages: Iterable[Drawn]) -> None:
        self._heights = {
            page.number: sorted({-round(piece.y) for piece in page.pieces if not piece.is_blank}) for page in pages
        }

    def line(self, piece: Piece) -> int:
        """The line of a piece, counted from 1 from above."""
        return bisect_left(self._heights[piece.page], -round(piece.y)) + 1

    def place(self, piece: Piece) -> Place:
        """The page and the line of a piece."""
        return Place(page=piece.page, line=self.line(piece))


@dataclass
class Writing:
    """How the maker of a file writes: whether the blank at the end of a line is drawn, how far lines reach."""

    mends: Mends
    heights: Heights
    keeps_blanks: bool = True
    word_gap: float = _LETTER_GAP
    """From which share of the size on a gap between pieces says a blank."""

    def look(self, pages: Sequence[Drawn]) -> None:
        """Learn from the whole file whether blanks are drawn, and whether lines end with theirs."""
        pieces = [piece for page in pages for piece in page.pieces if not piece.artifact]
        letters = sum(len(piece.text) for piece in pieces)
        blanks = sum(piece.text.count(" ") + piece.text.count("\u00a0") for piece in pieces)
        drawn = blanks > 0.05 * letters
        self.word_gap = _LETTER_GAP if drawn else _WORD_GAP
        for page in pages:
            page.pieces = [
                piece._replace(text=piece.text.replace(GAP, "" if drawn else " ")) if GAP in piece.text else piece
                for piece in page.pieces
            ]
        pieces = [piece for page in pages for piece in page.pieces if not piece.artifact]
        kept = lost = 0
        for one, other in pairwise(pieces):
            if one.page == other.page and not same_line(one, other) and other.y < one.y:
                if one.text.endswith((" ", "\u00a0")):
                    kept += 1
                elif one.text[-1:].isalnum() and other.text[:1].islower():
                    lost += 1
        self.keeps_blanks = kept > 2 * lost

    def runs(
        self, pieces: Iterable[Piece], place: Place, right: float = 0.0, *, lines_end: str = ""
    ) -> tuple[Run, ...]:
        """The pieces as runs; ``right`` is how far lines of this column reach, where that is known.

        ``lines_end`` stands between lines, where it is known that they are one paragraph; else their ends are judged.
        """
        found: list[Run] = []
        last: Piece | None = None
        for piece in pieces:
            text = piece.text.translate(_SYMBOLS)
            if last is not None and found:
                text = self._continued(found, last, piece, text, place, right, lines_end)
            if piece.text:
                last = piece
            bold = piece.bold if text.strip() or not found else found[-1].bold
            italic = piece.italic if text.strip() or not found else found[-1].italic
            if found and (found[-1].bold, found[-1].italic) == (bold, italic):
                found[-1] = found[-1]._replace(text=found[-1].text + text)
            elif text:
                found.append(Run(text, bold, italic))
        return tuple(_trimmed(found))

    def _continued(
        self, found: list[Run], last: Piece, piece: Piece, text: str, place: Place, right: float, lines_end: str
    ) -> str:
        """The text of a piece with what separates it from the words before it; may change the end of those."""
        before = found[-1].text
        if same_line(last, piece):
            if before[-1:].isspace() or text[:1].isspace() or not text:
                wide = piece.x0 - last.x1 > 3 * _TAB_GAP * piece.size
                return f"\t{text}" if wide and not before.endswith("\t") else text
            return f"{self._gap(piece.x0 - last.x1, piece.size)}{text}"
        if text[:1].isspace() and text.strip():
            text = text.lstrip(" ")
        bare = before.rstrip(" ")
        if bare[-1:] in _HYPHENS and bare and text.strip() and not bare[-2:-1].isspace():
            return self._hyphenated(found, bare, text, place)
        if before[-1:].isspace() or text[:1].isspace() or not text.strip():
            return text
        if (bare[-1:] in _CARRIED and not bare[-2:-1].isspace()) or text[:1] in _CLOSING:
            return text
        if lines_end or not self.keeps_blanks:
            broken = (
                lines_end != "\n" and self._is_broken_word(before, text, last, right) and _makes_a_word(before, text)
            )
            return text if broken else f"{lines_end or ' '}{text}"
        return text if self._is_broken_word(before, text, last, right) else f"\n{text}"

    def _gap(self, width: float, size: float) -> str:
        """What a room between two pieces of one line says."""
        if width > _TAB_GAP * size or width < -2 * size:
            return "\t"
        return " " if width > self.word_gap * size else ""

    def _hyphenated(self, found: list[Run], bare: str, text: str, place: Place) -> str:
        """Joins a divided word, keeps the hyphen of a compound; what was mended is said."""
        if _is_compound(bare, text):
            found[-1] = found[-1]._replace(text=bare)
            return text
        if bare[-2:-1].isdigit():
            found[-1] = found[-1]._replace(text=bare)
            return text  # a number of an act, a range
        how = joint(bare, text)
        found[-1] = found[-1]._replace(text=bare[: len(bare) - how.cut] if how.cut else bare)
        if how.word and (how.cut or not how.sure) and not bare.endswith(SOFT_HYPHEN):
            self._say(bare, text, how, place)
        return how.between + text

    def _say(self, bare: str, text: str, how: Joint, place: Place) -> None:
        head, tail = bare.rsplit(maxsplit=1)[-1], text.split(maxsplit=1)[0]
        if how.sure:
            message = f"«{head}» и «{tail}» – одно слово, разорванное строкой: «{how.word}»."
            self.mends.say(HYPHEN, place, message, quote=how.word)
        else:
            message = f"Строка кончается на «{head}»: прочитано «{how.word}», но такого слова нет в словаре."
            self.mends.say(UNSURE_HYPHEN, place, message, quote=how.word, hint="Сверьте слово с подлинником.")

    @staticmethod
    def _is_broken_word(before: str, text: str, last: Piece, right: float) -> bool:
        """Whether a line ends inside a word that was too long for it, not where somebody broke the line."""
        if not right or not before[-1:].isalnum() or not text[:1].isalnum() or text[:1].isupper():
            return False
        return last.x1 > right - 0.8 * last.size


def _is_compound(before: str, text: str) -> bool:
    """Whether the hyphen at the end of a line is that of a compound: «учебно-» and «воспитательной»."""
    head, tail = _PARTED.search(before), _GOES_ON.match(text)
    if head is None or tail is None:
        return False
    whole = head[1] + tail[0].partition("-")[0]
    return knows(f"{head[1]}-{tail[0]}") or (len(head[1]) > 3 and head[1].endswith("о") and not knows(whole))


def _makes_a_word(before: str, text: str) -> bool:
    """Whether the dictionary knows the end of a line and the beginning of the next as one word, and not the second."""
    head, tail = _LAST_LETTERS.search(before), _FIRST_LETTERS.match(text)
    if head is None or tail is None or not knows(head[0] + tail[0]):
        return False
    whole = knows(tail[0]) and (len(tail[0]) > 1 or tail[0] in _SHORT_WORDS)
    return not (whole and knows(head[0]))


def _trimmed(runs: list[Run]) -> list[Run]:
    """The runs without blanks at both ends; a tab at the end is a line to write on and stays."""
    while runs and not runs[0].text.lstrip(_BLANKS):
        runs = runs[1:]
    while runs and not runs[-1].text.rstrip(_BLANKS):
        runs = runs[:-1]
    if runs:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip(_BLANKS))
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(_BLANKS))
    return runs
