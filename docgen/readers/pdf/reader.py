"""PDF files as blocks: by their tags where there are any, else by where the words stand on the pages.

A file whose words are no Russian, or that has pictures in the place of words, is refused with advice; docgen does not
recognise letters in pictures.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.readers.blocks import Block, Extra, Paragraph, Place, Source, Table
from docgen.readers.mends import MOJIBAKE, UNREADABLE, Mends, shortened
from docgen.readers.pdf.content import Drawn, Piece
from docgen.readers.pdf.drawing import Drawing
from docgen.readers.pdf.fonts import UNKNOWN
from docgen.readers.pdf.furniture import extra_of, heading_words, without_furniture
from docgen.readers.pdf.lines import page_margins, paragraphs, text_lines
from docgen.readers.pdf.opening import DAMAGED, Exceeded, OpenedPdf, limited, open_pdf
from docgen.readers.pdf.tagged import Tagged
from docgen.readers.pdf.tags import Node, read_tags
from docgen.readers.pdf.text import Heights, Writing
from docgen.readers.pdf.untagged import Untagged
from docgen.readers.russian import russian_share, word_count
from docgen.rules import Rule, Scope, rule

NO_TEXT = rule("pdf-без-текста", "В PDF только картинки: слов в нём нет", scope=Scope.FILE)
NOT_RUSSIAN = rule(
    "pdf-не-по-русски", "Слова в PDF записаны так, что русского текста из них не получается", scope=Scope.FILE
)
BLANK_PAGES = rule(
    "страницы-без-текста", "На части страниц PDF только картинки", severity=Severity.WARNING, scope=Scope.FILE
)

_RUSSIAN = 0.5
"""Under this share of words that are Russian, a text of more than a few words is none."""
_FEW = 8
_PICTURE = 0.3
"""A page with no words is a scan when a picture covers this share of it."""
_UNREACHED = 0.3
"""A tree of tags that reaches less than the rest of the words is not trusted."""

_MOST_UNKNOWN = 0.2
_AS_RUSSIAN = {
    ord(western): bytes([code]).decode("cp1251")
    for code in range(0xA0, 0x100)
    if (western := bytes([code]).decode("cp1252"))
}
_RECOGNISE = (
    "Распознайте файл программой, которая кладёт под картинку текст (FineReader, OCRmyPDF, «Распознать текст» в "
    "просмотре PDF), или попросите у автора Word."
)


def read_pdf(data: bytes, name: str) -> Source:
    """The file as blocks; raises ``InputError`` with advice when there is no Russian text in it to read."""
    with limited(name):
        opened = open_pdf(data, name)
        drawn, broken = _draw(opened)
        tree = read_tags(opened)
    return _Reading(name, drawn, broken).source(tree)


def _draw(opened: OpenedPdf) -> tuple[list[Drawn], list[int]]:
    """The pages as drawn, and the numbers of those that could not be read."""
    drawing = Drawing(opened)
    drawn: list[Drawn] = []
    broken: list[int] = []
    for page in opened.pages:
        try:
            drawn.append(drawing.page(page))
        except (Exceeded, MemoryError):
            raise
        except Exception:  # the library meets a damaged page with exceptions of every kind
            broken.append(page.number)
    return drawn, broken


@dataclass
class _Reading:
    """One file in the making."""

    name: str
    pages: list[Drawn]
    broken: list[int]
    extras: list[Extra] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def source(self, tree: Node | None) -> Source:
        """The blocks of the file, once it is known that it has words."""
        if self.broken and not any(page.pieces for page in self.pages):
            raise InputError(
                [
                    self._finding(
                        DAMAGED, f"Не читаются страницы: {_listed(self.broken)}.", "Возьмите другую копию файла."
                    )
                ]
            )
        mends = Mends(self.name)
        self._mend_letters(mends)
        writing = Writing(mends, Heights(self.pages))
        writing.look(self.pages)
        self._look_at_pages(writing)
        blocks = self._tagged(tree, writing) if tree is not None else None
        if blocks is None:
            untagged = Untagged(self.pages, writing)
            blocks = untagged.blocks()
            self.extras = untagged.extras
        self.findings.extend(mends.findings)
        return Source(
            self.name, "pdf", tuple(_with_pages(blocks, self.pages)), tuple(self.extras), findings=tuple(self.findings)
        )

    # What kind of file it is

    def _mend_letters(self, mends: Mends) -> None:
        """Letters of fonts that do not say what they mean, where they mean Russian ones: «Ïðèêàç» is «Приказ»."""
        texts: dict[int, list[str]] = {}
        for page in self.pages:
            for piece in page.pieces:
                if piece.font.guessed:
                    texts.setdefault(id(piece.font), []).append(piece.text)
        spoilt = {font for font, said in texts.items() if _is_spoilt("".join(said))}
        for page in self.pages if spoilt else ():
            for index, piece in enumerate(page.pieces):
                if id(piece.font) in spoilt and not piece.text.isascii():
                    page.pieces[index] = piece._replace(text=piece.text.translate(_AS_RUSSIAN))
        for font in spoilt:
            quote = shortened(" ".join(texts[font]), 40)
            message = (
                f"Буквы шрифта записаны в чужой кодировке: «{quote}» прочитано как «{quote.translate(_AS_RUSSIAN)}»."
            )
            mends.say(MOJIBAKE, Place(page=1), message, quote=quote, hint="Сверьте документ с подлинником.")

    def _look_at_pages(self, writing: Writing) -> None:
        """Refuses a file without words or with words of no meaning; pages without words are named."""
        blank = [page.number for page in self.pages if not any(not piece.is_blank for piece in page.pieces)]
        scans = [page.number for page in self.pages if page.number in blank and page.pictured > _PICTURE]
        if len(blank) == len(self.pages):
            what = "только картинки страниц" if scans else "ни одного слова"
            raise InputError([self._finding(NO_TEXT, f"В файле {what}, читать нечего.", _RECOGNISE)])
        self._look_at_words(
            "\n".join(line.words for page in self.pages for line in text_lines(page.pieces, writing.heights))
        )
        if scans:
            message = f"Только картинки вместо слов, и они не прочитаны, на страницах: {_listed(scans)}."
            self.findings.append(self._finding(BLANK_PAGES, message, _RECOGNISE))
        if self.broken:
            message = f"Испорчены и не прочитаны страницы: {_listed(self.broken)}."
            self.findings.append(self._finding(DAMAGED, message, "Возьмите другую копию файла."))

    def _look_at_words(self, text: str) -> None:
        """Refuses words that mean nothing, and says when some signs do."""
        said = " ".join(text.split())[:60]
        unknown, signs = text.count(UNKNOWN), sum(not sign.isspace() for sign in text)
        if unknown > _MOST_UNKNOWN * signs:
            message = "Шрифты файла не говорят, какие буквы ими написаны: слов из них не получается."
            raise InputError([self._finding(NOT_RUSSIAN, message, _RECOGNISE)])
        if word_count(text) > _FEW and russian_share(text) < _RUSSIAN:
            message = f"Слова файла не складываются в русский текст: «{said}»."
            hint = (
                f"Документы на других языках docgen не читает. Если же на экране текст русский: {_lowered(_RECOGNISE)}"
            )
            raise InputError([self._finding(NOT_RUSSIAN, message, hint, quote=said)])
        if unknown:
            message = f"Знаков, значение которых шрифты не называют: {unknown}. На их месте стоит «{UNKNOWN}»."
            self.findings.append(self._finding(UNREADABLE, message, "Сверьте документ с подлинником."))

    # Blocks

    def _tagged(self, tree: Node, writing: Writing) -> list[Block] | None:
        """The blocks by the tags, or None when the tags leave out too much."""
        tagged = Tagged(self.pages, writing)
        blocks = list(tagged.blocks(tree))
        body = [piece for page in self.pages for piece in page.pieces if not piece.artifact and not piece.is_blank]
        missed = [piece for piece in body if piece.mark is None or (piece.page, *piece.mark) not in tagged.used]
        if _length(missed) > _UNREACHED * _length(body):
            return None
        headings = heading_words(blocks)
        artifacts = [piece for page in self.pages for piece in page.pieces if piece.artifact]
        self.extras.extend(extra_of(line, headings) for line in text_lines(artifacts, writing.heights))
        kept, extras = without_furniture(text_lines(missed, writing.heights), self.pages)
        self.extras.extend(extras)
        return _merged(blocks, list(paragraphs(kept, page_margins(kept, self.pages), writing)))

    def _finding(self, fault: Rule, message: str, hint: str = "", quote: str = "") -> Finding:
        return fault.finding(message, document=self.name, place=self.name, hint=hint, quote=quote)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _is_spoilt(text: str) -> bool:
    """Whether the letters of a font are Russian ones under the codes of Western ones."""
    western = sum("À" <= sign <= "ÿ" for sign in text)
    return (
        western > 8
        and 2 * western > sum(map(str.isalpha, text))
        and russian_share(text.translate(_AS_RUSSIAN)) > _RUSSIAN
    )


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.strip()) for piece in pieces)


def _merged(blocks: Sequence[Block], others: Sequence[Paragraph]) -> list[Block]:
    """The blocks with those that the tags left out put behind the blocks of their page."""
    waiting = deque(others)
    merged: list[Block] = []
    for block in blocks:
        while waiting and block.place.page > waiting[0].place.page:
            merged.append(waiting.popleft())
        merged.append(block)
    return [*merged, *waiting]


def _with_pages(blocks: Sequence[Block], pages: Sequence[Drawn]) -> list[Block]:
    """The blocks, told of those that begin a page because the one before was left unfilled or has another shape."""
    if not pages:
        return list(blocks)
    bottoms = {
        page.number: min((p.y for p in page.pieces if not (p.artifact or p.is_blank)), default=0.0) for page in pages
    }
    sizes = {page.number: (round(page.width), round(page.height)) for page in pages}
    lowest = min(bottoms.values())
    made: list[Block] = []
    last = 0
    for block in blocks:
        page = block.place.page
        if last and page > last and page in sizes:
            before = page - 1
            turned = sizes.get(before, sizes[page]) != sizes[page]
            if turned or bottoms.get(before, 0.0) > lowest + 60:
                made.append(replace(block, starts_page=True))
                last = max(page, _last_page(block))
                continue
        last = max(last, page, _last_page(block))
        made.append(block)
    return made


def _last_page(block: Block) -> int:
    return max((row.place.page for row in block.rows), default=0) if isinstance(block, Table) else 0


def _listed(numbers: Sequence[int]) -> str:
    """Numbers for a person: «1–3, 7»."""
    parts: list[str] = []
    start = end = numbers[0]
    for number in (*numbers[1:], 0):
        if number == end + 1:
            end = number
            continue
        parts.append(str(start) if start == end else f"{start}–{end}")
        start = end = number
    return ", ".join(parts)
