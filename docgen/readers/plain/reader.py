"""Text as recognition, legal databases and web pages give it, read into blocks with the lines of the file.

What is understood: UTF-8, UTF-16, cp1251, KOI-8 and cp866; tables of tabs, bars, drawn borders or web tags; rows and
paragraphs torn by pages; page numbers and stamps; tags and Markdown's bold inside lines. Not understood: tables whose
columns are set with blanks only. Every mend is a finding; no word is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.errors import InputError
from docgen.patterns import pattern
from docgen.readers.blocks import Block, Extra, Place, Source
from docgen.readers.mends import Mends
from docgen.readers.opening import NOT_READABLE, TOO_BIG
from docgen.readers.plain.borders import take_borders
from docgen.readers.plain.encoding import decoded
from docgen.readers.plain.furniture import without_furniture
from docgen.readers.plain.html import take_html, with_own_lines
from docgen.readers.plain.lines import Line, lines_of
from docgen.readers.plain.look_alikes import mended_look_alikes
from docgen.readers.plain.mojibake import mended_letters
from docgen.readers.plain.paragraphs import page_of, paragraphs_from
from docgen.readers.plain.rows import table_of
from docgen.readers.plain.tables import Taken, TextTable, take_bars, take_tabs
from docgen.readers.russian import russian_share, word_count
from docgen.rules import Scope, rule

NOT_RUSSIAN = rule("не-по-русски", "Текст не на русском языке", scope=Scope.FILE)

MOST_BYTES: Final = 20 << 20
_MOST_SIGNS: Final = {"\n\r\v\f\x85\u2028\u2029": 120_000, "\t": 100_000, "|│": 100_000, "<": 100_000, "*\\": 100_000}
"""How often the signs that part a text may stand in it; a plan of 150 pages has some ten thousand of each."""
_TAG: Final = pattern(r"<[^<>]*>")
_RUSSIAN_ENOUGH: Final = 0.5
_FEW_WORDS: Final = 20


def read_plain(data: bytes, name: str) -> Source:
    """The text as blocks; ``InputError`` when it is no text, no Russian, or larger than any order."""
    if len(data) > MOST_BYTES:
        raise _too_big(name, f"В файле {len(data) >> 20} МБ текста, читается не больше {MOST_BYTES >> 20}.")
    text, notes = decoded(data, name)
    for signs, most in _MOST_SIGNS.items():
        if sum(map(text.count, signs)) > most:
            raise _too_big(name, f"В файле слишком много строк или ячеек: больше {most}.")
    mends = Mends(name)
    lines = lines_of(mended_letters(text, mends), mends)
    _refuse_other_languages(lines, name)
    kept, extras = without_furniture(with_own_lines(mended_look_alikes(lines, mends)))
    blocks = _blocks(kept, mends, extras)
    return Source(name, "text", tuple(blocks), tuple(extras), findings=(*notes, *mends.findings))


def _blocks(lines: Sequence[Line], mends: Mends, extras: list[Extra]) -> list[Block]:
    """Tables and paragraphs in order."""
    parts = _parts(lines, mends)
    page = page_of([line for part in parts if not isinstance(part, TextTable) for line in part])
    blocks: list[Block] = []
    tables = 0
    for part in parts:
        if isinstance(part, TextTable):
            tables += 1
            place = Place(line=part.first.number, table=tables)
            table, dropped = table_of(part.rows, part.columns, place, mends, starts_page=part.first.page)
            blocks.append(table)
            extras += dropped
        else:
            blocks += paragraphs_from(part, page, mends)
    extras.sort(key=lambda extra: extra.place.line)
    return blocks


def _parts(lines: Sequence[Line], mends: Mends) -> list[TextTable | list[Line]]:
    """The lines taken apart into tables and the lines between them."""
    parts: list[TextTable | list[Line]] = []
    index = 0
    while index < len(lines):
        taken = _taken(lines, index, mends)
        if taken.table is not None:
            parts.append(taken.table)
        elif parts and isinstance(parts[-1], list):
            parts[-1] += lines[index : index + taken.lines]
        else:
            parts.append(list(lines[index : index + taken.lines]))
        index += taken.lines
    return parts


def _taken(lines: Sequence[Line], index: int, mends: Mends) -> Taken:
    for take in (take_html, take_borders, take_bars, take_tabs):
        taken = take(lines, index, mends)
        if taken.table is not None or taken.lines > 1:
            return taken
    return Taken(1)


def _refuse_other_languages(lines: Sequence[Line], name: str) -> None:
    text = "\n".join(_TAG.sub(" ", line.text) for line in lines)
    if not any(map(str.isalpha, text)):
        raise InputError(
            [NOT_READABLE.finding("В файле нет ни одной буквы.", document=name, hint="Выберите другой файл.")]
        )
    share, words = russian_share(text), word_count(text)
    if share >= _RUSSIAN_ENOUGH or (words < _FEW_WORDS and share > 0):
        return
    message = (
        f"Текст не похож на русский: словарь знает {round(share * 100)} % его слов. Начало: «{text.strip()[:60]}»."
    )
    hint = (
        "docgen читает документы на русском языке. Если буквы не те, сохраните файл в UTF-8 или распознайте его заново."
    )
    raise InputError([NOT_RUSSIAN.finding(message, document=name, hint=hint)])


def _too_big(name: str, message: str) -> InputError:
    hint = "Приказ с приложениями столько не занимает. Разделите файл на части."
    return InputError([TOO_BIG.finding(message, document=name, hint=hint)])
