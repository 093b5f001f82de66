"""Letters that were read in a wrong encoding and saved so: «в„–» for №, «РџСЂРёРєР°Р·» for Приказ, «Ïðèêàç» too.

Whatever could be a real word stays: a lone pair of signs is mended only in a line that has a whole spoilt word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.mends import MOJIBAKE, Mends, shortened
from docgen.readers.plain.encoding import RUSSIAN, russian_pairs


def _sign(byte: int, encoding: str) -> str:
    """What a byte was shown as; the few that an encoding lacks are shown as the control of that number."""
    return bytes([byte]).decode(encoding, errors="ignore") or chr(byte)


def _signs(first: int, last: int, encoding: str) -> str:
    return "".join(_sign(byte, encoding) for byte in range(first, last + 1))


_TAIL_1251: Final = _signs(0x80, 0xBF, "cp1251")
_TAIL_1252: Final = _signs(0x80, 0xBF, "cp1252") + "".join(map(chr, range(0x80, 0xA0)))
_BYTES: Final = {
    encoding: {_sign(byte, encoding): byte for byte in range(0x80, 0x100)}
    | ({chr(byte): byte for byte in range(0x80, 0xA0)} if encoding == "cp1252" else {})
    for encoding in ("cp1251", "cp1252")
}

_LETTERS: Final = frozenset(map(chr, range(0x410, 0x450))) | {"Ё", "ё"}
_MARKS: Final = frozenset("№–—…•“”„‘’−")
_PAIRED: Final = _LETTERS | frozenset("«»\u00a0§°·±")

_SHOWN: Final = _LETTERS | frozenset(_TAIL_1251)
"""What a pair may be inside a spoilt word: in a text that was spoilt twice, again a sign of a spoilt one."""

_SUSPECT: Final = pattern(r"[РС][^\w\s.,;:!?()«»\"'/–—-]|в[Ђ„€][^\s]|[ÐÑÂâ][^\s]|[À-ÿ]{3}|¹")
_WORD_1251: Final = pattern(rf"(?:[РС][{_TAIL_1251}]){{2,}}")
_UNIT_1251: Final = pattern(rf"(?<![А-яЁё])(?:[РС][{_TAIL_1251} ])+(?![а-яё])|В[{_TAIL_1251}]")
_TRIPLE_1251: Final = pattern(rf"в[{_TAIL_1251}]{{2}}")
_UNIT_1252: Final = pattern(rf"[ÐÑÂ][{_TAIL_1252}]|â[{_TAIL_1252}]{{2}}")
_WORD_LATIN: Final = pattern(r"[ÀÁÃ-ÏÒ-áã-ÿ]{3}")  # without the four that lead the letters of the case above
_UNIT_LATIN: Final = pattern(r"[À-ÿ¨¸]+|¹")
_NUMBER_LATIN: Final = pattern(r"(?<![\w¹²³])¹(?= ?\d)")


def mended_letters(text: str, mends: Mends) -> str:
    """The text with spoilt letters as they were written; each line that was mended is said."""
    text = _unscrambled(text, mends)
    if _SUSPECT.search(text) is None:
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if _SUSPECT.search(line) is None:
            continue
        better = line
        for _ in range(2):  # some texts were spoilt twice
            better = _mended(better)
        if better != line:
            lines[index] = better
            message = f"Буквы были в чужой кодировке: «{shortened(line, 40)}» прочитано как «{shortened(better, 40)}»."
            mends.say(MOJIBAKE, Place(line=index + 1), message, quote=line, hint="Сверьте строку с подлинником.")
    return "\n".join(lines)


def _mended(line: str) -> str:
    line = _TRIPLE_1251.sub(lambda found: _as_utf8(found[0], "cp1251", _MARKS), line)
    if _WORD_1251.search(line) and (better := _WORD_1251.sub(lambda found: _word(found[0], _SHOWN), line)) != line:
        line = _UNIT_1251.sub(lambda found: _word(found[0], _PAIRED), better)
    if _WORD_LATIN.search(line):
        line = _UNIT_LATIN.sub(lambda found: _as_cp1251(found[0]), line)
    elif "Ð" in line or "Ñ" in line or "â" in line or "Â" in line:
        line = _UNIT_1252.sub(lambda found: _as_utf8(found[0], "cp1252", _PAIRED | _MARKS), line)
    return _NUMBER_LATIN.sub("№", line)


def _word(spoilt: str, expected: frozenset[str]) -> str:
    """A run of pairs as the letters to expect; a blank after «Р» is the non-breaking one that makes «Р» of it."""
    out = []
    for index in range(0, len(spoilt), 2):
        pair = spoilt[index : index + 2]
        better = _as_utf8(pair.replace(" ", "\u00a0"), "cp1251", expected)
        out.append(better if better in expected else pair)
    return "".join(out)


def _as_utf8(spoilt: str, encoding: str, expected: frozenset[str]) -> str:
    """The sign that these signs were before, or they themselves when that is none to expect."""
    known = _BYTES[encoding]
    try:
        sign = bytes(known[sign] for sign in spoilt).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return spoilt
    return sign if sign in expected else spoilt


def _as_cp1251(spoilt: str) -> str:
    return bytes(_BYTES["cp1252"].get(sign, 0x3F) for sign in spoilt).decode("cp1251")


def _unscrambled(text: str, mends: Mends) -> str:
    """A whole text of Russian letters in the wrong places: it was read as another encoding of one byte a letter."""
    sample = text[:20000]
    letters = sum(sign in _LETTERS for sign in sample)
    if letters < 40 or letters * 2 < sum(map(str.isalpha, sample)) or (now := russian_pairs(sample)) >= RUSSIAN:
        return text
    pairs = [(one, other) for one in _ONE_BYTE for other in _ONE_BYTE if one != other]
    best = max(pairs, key=lambda pair: russian_pairs(sample.translate(_table(*pair))))
    if russian_pairs(sample.translate(_table(*best))) < max(RUSSIAN, 2 * now):
        return text
    message = "Весь текст был записан в чужой кодировке. Буквы восстановлены."
    mends.say(MOJIBAKE, Place(line=1), message, quote=text[:200], hint="Сверьте документ с подлинником.")
    return text.translate(_table(*best))


_ONE_BYTE: Final = ("cp1251", "koi8-r", "cp866")


@lru_cache(maxsize=8)
def _table(shown_as: str, written_in: str) -> dict[int, str]:
    """Which sign stands for which in a text that was written in one encoding and shown in another."""
    return {ord(_sign(byte, shown_as)): _sign(byte, written_in) for byte in range(0x80, 0x100)}
