"""What amendments say: the formulas of std §4.1 and those that tables need, as the text of a point.

The words of a new edition stand in quotes, those inside them one level down; everything else is as it prints. The way
back is ``amendments_read``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docgen.language.mentions import noun
from docgen.model.amendment import Amendment, AmendmentKind, Line
from docgen.model.text import Text
from docgen.patterns import pattern

_DIGITS = pattern(r"[\d.,]+")
_SWAP = str.maketrans("«»„“", "„“«»")

NAMED = {
    "заголовок": ("заголовок", "заголовке"), "преамбула": ("преамбулу", "преамбуле"),
    "наименование": ("наименование", "наименовании"), "вступление": ("вступительную часть", "вступительной части"),
    "заключение": ("заключительную часть", "заключительной части"),
}  # fmt: skip
"""Units without a number: what is set out anew, and in what words are replaced."""


def unit_words(amendment: Amendment) -> str:
    """What is amended, for messages: «строка 2.3 приложения № 1»."""
    where = (
        "" if amendment.annex is None else f" приложения {f'№ {amendment.annex}' if amendment.annex else ''}".rstrip()
    )
    if amendment.unit == "приложение":
        return f"приложение {amendment.annex or ''}".rstrip()
    if amendment.unit == "член":
        return f"{amendment.number or amendment.old or 'новый член'} в составе{where}"
    return f"{amendment.unit} {amendment.number}".rstrip() + where


def annex_words(number: str, case: str, *, sign: bool = True) -> str:
    """«приложении № 1», «приложение» where it is the only one."""
    return f"{noun('приложение', case)} {'№ ' if sign else ''}{number}" if number else noun("приложение", case)


def amendment_text(amendment: Amendment, *, sign: bool = True, mark: str = "") -> str:
    """The amendment as the text of a point, without its annex; ``mark`` refers to the annex of the amending order."""
    said = _said(amendment, sign=sign, mark=mark)
    return said[:1].upper() + said[1:]


def _said(amendment: Amendment, *, sign: bool, mark: str) -> str:
    if amendment.unit == "приложение":
        return _annex(amendment, sign=sign, mark=mark)
    return _SAID[amendment.kind](amendment)


def _replace(amendment: Amendment) -> str:
    words, by = _counted(amendment.old, "слов"), _counted(amendment.new, "слов", instrumental=True)
    if _DIGITS.fullmatch(amendment.old) and _DIGITS.fullmatch(amendment.new):
        words, by = "цифры", "цифрами"
    return f"{_in(amendment)} {words} {_quoted(amendment.old)} заменить {by} {_quoted(amendment.new)}."


def _add_words(amendment: Amendment) -> str:
    after = "слова" if len(amendment.after.split()) == 1 else "слов"
    by = _counted(amendment.new, "слов", instrumental=True)
    return f"{_in(amendment)} после {after} {_quoted(amendment.after)} дополнить {by} {_quoted(amendment.new)}."


def _repeal(amendment: Amendment) -> str:
    gone = "утратившим силу" if amendment.unit != "строка" else "утратившей силу"
    return f"{_unit(amendment, 'вин')} признать {gone}."


def _add_unit(amendment: Amendment) -> str:
    lead = f"дополнить {noun(amendment.unit, 'тв')} {amendment.number}".rstrip()
    if amendment.inside:
        lead = f"кластер {amendment.inside} {lead}"
    return f"{lead} следующего содержания:\n{_edition(amendment.lines)}"


def _set_out(amendment: Amendment) -> str:
    if not amendment.lines:
        return f"{_unit(amendment, 'вин')} исключить."
    return f"{_unit(amendment, 'вин')} изложить в следующей редакции:\n{_edition(amendment.lines)}"


_SAID: dict[AmendmentKind, Callable[[Amendment], str]] = {
    "заменить слова": _replace,
    "дополнить словами": _add_words,
    "исключить слова": lambda it: f"{_in(it)} {_counted(it.old, 'слов')} {_quoted(it.old)} исключить.",
    "утратил силу": _repeal,
    "исключить": lambda it: f"{_unit(it, 'вин')} исключить.",
    "дополнить": _add_unit,
    "изложить": _set_out,
    "ввести в состав": lambda it: f"ввести в состав: {_quoted(''.join(line.text for line in it.lines))}.",
    "вывести из состава": lambda it: f"вывести из состава: {_quoted(it.old)}.",
}


def _annex(amendment: Amendment, *, sign: bool, mark: str) -> str:
    if amendment.kind == "утратил силу":
        return f"{annex_words(amendment.number, 'вин', sign=sign)} признать утратившим силу."
    by = f"согласно {{{mark}:дат}} к настоящему приказу" if mark else "согласно приложению к настоящему приказу"
    if amendment.kind == "дополнить":
        return f"дополнить {annex_words(amendment.number, 'тв', sign=sign)} {by}."
    return f"{annex_words(amendment.number, 'вин', sign=sign)} изложить в новой редакции {by}."


def _unit(amendment: Amendment, case: str) -> str:
    """«пункт 3», «графу «Срок» строки 2.3», «позицию 12 кластера 2», «абзац первый пункта 4» in that case."""
    accusative = case == "вин"
    if amendment.unit in NAMED:
        return NAMED[amendment.unit][0 if accusative else 1]
    if amendment.unit == "член":
        return f"{'сведения' if accusative else 'сведениях'} о {_quoted(amendment.number)}"
    if amendment.unit == "абзац":
        noun_of = "подпункта" if "." in amendment.number else "пункта"
        return f"{'абзац первый' if accusative else 'абзаце первом'} {noun_of} {amendment.number}"
    if amendment.column:
        head = "графу" if accusative else "графе"
        return f"{head} {_quoted(amendment.column)} {noun(amendment.unit, 'род')} {amendment.number}"
    inside = f" кластера {amendment.inside}" if amendment.inside else ""
    return f"{noun(amendment.unit, case)} {amendment.number}{inside}"


def _in(amendment: Amendment) -> str:
    unit = _unit(amendment, "пр")
    return f"{'во' if unit.startswith('вс') else 'в'} {unit}"


def _counted(words: str, stem: str, *, instrumental: bool = False) -> str:
    is_one = len(words.split()) == 1
    if instrumental:
        return f"{stem}{'ом' if is_one else 'ами'}"
    return f"{stem}{'о' if is_one else 'а'}"


def literal(words: str) -> str:
    """Printed words as the source of a text that prints them."""
    return str(Text.literal(words))


def _quoted(words: str) -> str:
    """The words in quotes, the quotes inside them one level down."""
    return literal(f"«{words.translate(_SWAP)}»")


def _edition(lines: Sequence[Line]) -> str:
    """The lines of a new edition in quotes: paragraphs together, cells each by itself under its column."""
    if lines and lines[0].column:
        cells = [f"- графа {_quoted(line.column)}: {_cell(line.text)}" for line in lines]
        return ";\n".join(cells) + "."
    paragraphs = []
    for index, line in enumerate(lines):
        number = f"{line.number}. " if line.number else ""
        opening, closing = "«" if index == 0 else "", "»." if index == len(lines) - 1 else ""
        words = literal(f"{opening}{number}{line.text.translate(_SWAP)}{closing}")
        paragraphs.append(f"- {words}" if line.dash else words)
    return "\n".join(paragraphs)


def _cell(text: str) -> str:
    """A cell in quotes, its further paragraphs on lines of their own."""
    first, *rest = text.translate(_SWAP).split("\n")
    if not rest:
        return literal(f"«{first}»")
    middle = [literal(line) for line in rest[:-1]]
    return "\n".join([literal(f"«{first}"), *middle, literal(f"{rest[-1]}»")])
