"""Latin letters that stand for Russian ones of the same shape: «ШНPО», «c 2022 года», «OО».

A word of both alphabets is mended when its Latin letters all have a twin. A word of Latin letters alone is mended
only when Russian words stand around it and it is a preposition, or stands elsewhere in the same file in Russian;
Roman numerals and real Latin words stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.mends import LATIN, Mends
from docgen.readers.plain.lines import Line

_LATIN: Final = "ABCEHKMOPTXYaceopxy"
_RUSSIAN: Final = "АВСЕНКМОРТХУасеорху"
_TO_RUSSIAN: Final = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN: Final = str.maketrans(_RUSSIAN + "І", _LATIN + "I")
_TWINS: Final = frozenset(_LATIN)
_RUSSIAN_TWINS: Final = frozenset(_RUSSIAN)
_ROMAN: Final = frozenset("IVXLCDM")
_SMALL_ROMAN: Final = frozenset("IVX")

_HAS_LATIN: Final = pattern(r"[A-Za-z]")
_WORD: Final = pattern(r"[A-Za-zА-Яа-яЁё]+")
_TAG: Final = pattern(r"(<[^<>]*>)")
_CYRILLIC: Final = pattern(r"[А-Яа-яЁё]")
_INITIALS: Final = pattern(
    r"(?<!\w)([A-ZА-ЯЁ])\.( ?)([A-ZА-ЯЁ])\.(?= ?[А-ЯЁ][а-яё])|(?<=[а-яё] )([A-Z])\.( ?)([A-Z])\."
)
_SMALL: Final = frozenset(("c", "o", "y", "a", "co"))
_LARGE: Final = frozenset(("B", "C", "K", "O", "A", "Y", "HA", "OT", "HE", "HO", "TO", "BO", "CO", "KO"))
_LETTERED: Final = pattern(
    r"(?:категори|групп|класс|витамин|тип|вариант|раздел|форм|част|лит|букв|гепатит|секци)\w*\W*\Z"
)
_JOINED: Final = frozenset("@/\\._:-0123456789")


def mended_look_alikes(lines: Sequence[Line], mends: Mends) -> list[Line]:
    """The lines with Russian letters in Russian words; each mended line is said."""
    if not any(_HAS_LATIN.search(line.text) for line in lines):
        return list(lines)
    known = {word for line in lines for word in _WORD.findall(line.text) if _HAS_LATIN.search(word) is None}
    return [_mended_line(line, known, mends) for line in lines]


def _mended_line(line: Line, known: set[str], mends: Mends) -> Line:
    if _HAS_LATIN.search(line.text) is None or _CYRILLIC.search(line.text) is None:
        return line
    words: list[str] = []
    parts = _TAG.split(line.text)
    text = "".join(part if index % 2 else _mended(part, known, words) for index, part in enumerate(parts))
    if not words:
        return line
    shown = ", ".join(f"«{word}»" for word in words[:5]) + (" и другие" if len(words) > 5 else "")
    mends.say(
        LATIN, Place(line=line.number), f"Латинские буквы заменены русскими: {shown}.", quote=line.text,
        hint="Если слово иностранное, впишите его прежним.",
    )  # fmt: skip
    return line._replace(text=text)


def _mended(text: str, known: set[str], words: list[str]) -> str:
    """The text with its mended words put into ``words`` as they stand after mending."""
    if _HAS_LATIN.search(text) is None:
        return text
    out: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        word = found[0]
        better = _better(word, text, found.start(), found.end(), known)
        if better != word:
            words.append(better)
            out += (text[end : found.start()], better)
            end = found.end()
    out.append(text[end:])
    return _INITIALS.sub(lambda found: _initials(found[0], words), "".join(out))


def _better(word: str, text: str, start: int, end: int, known: set[str]) -> str:
    latin = [sign for sign in word if sign.isascii()]
    if not latin:
        return word
    if len(latin) < len(word):
        if _SMALL_ROMAN.issuperset(word.translate(_TO_LATIN)):
            return word.translate(_TO_LATIN)
        if _TWINS.issuperset(latin):
            return word.translate(_TO_RUSSIAN)
        russian = [sign for sign in word if not sign.isascii()]
        mostly_latin = len(latin) >= len(russian) and _RUSSIAN_TWINS.issuperset(russian)
        return word.translate(_TO_LATIN) if mostly_latin else word
    if not _TWINS.issuperset(latin) or text[start - 1 : start] in _JOINED or text[end : end + 1] in _JOINED:
        return word
    russian_word = word.translate(_TO_RUSSIAN)
    if len(word) > 1 and russian_word in known and not _ROMAN.issuperset(word) and not word.islower():
        return russian_word
    return russian_word if _is_preposition(word, text, start, end) else word


def _is_preposition(word: str, text: str, start: int, end: int) -> bool:
    """A short word alone between blanks with Russian words (or a date) after it, and no «категории» before it."""
    before, after = text[max(0, start - 30) : start].rpartition("\t")[2], text[end : end + 2]
    if len(after) < 2 or after[0] != " " or (before and not before[-1].isspace() and before[-1] not in "(«"):
        return False
    if word in _SMALL:
        return _CYRILLIC.match(after[1]) is not None or after[1] in "«№" or (word in "co" and after[1].isdigit())
    if word not in _LARGE or _CYRILLIC.match(after[1]) is None or _LETTERED.search(before.lower()):
        return False
    return not before.strip() or before.rstrip()[-1] in ".!?:;" or before.rstrip()[-1].isupper()


def _initials(found: str, words: list[str]) -> str:
    better = found.translate(_TO_RUSSIAN)
    if better == found or _HAS_LATIN.search(better):
        return found
    words.append(better)
    return better
