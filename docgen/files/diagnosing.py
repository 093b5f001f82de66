"""What one error of the YAML parser means to a clerk, and the text to try next.

A sign that only lacks quotes is masked by a private character, one for one, so that every position stays
true; a line that cannot be saved is blanked out. Nothing here parses: ``repairing`` does, and calls this
between two attempts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from docgen.files.dumping import quoted
from docgen.files.nodes import DEEPEST, TOO_DEEP
from docgen.patterns import pattern

MOST_FAULTS = 60
"""Faults of one text after which the search for more ends."""

LONGEST_LINE = 3000
"""Characters of a line that are looked at: a key and the beginning of its value."""

_MASKED = "{}[]*&!|>'\"%@`,-?:\\"
_MASK_BASE = 0x10F000
_MASK = {ord(sign): _MASK_BASE + number for number, sign in enumerate(_MASKED)}
REMOVED = chr(_MASK_BASE + len(_MASKED))
"""Stands for a character that has no place in a value."""

UNMASK: dict[int, str | None] = {code: chr(sign) for sign, code in _MASK.items()} | {ord(REMOVED): None}
"""The table that gives a value its masked signs back."""

MASKS = pattern(f"[{chr(_MASK_BASE)}-{REMOVED}]")

_KEY = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'#\[\]{},&*!|>%@`?-][^#\n]*?|-[^\s#][^#\n]*?)"""
_LINE = pattern(rf"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<key>{_KEY})[ \t]*(?P<colon>:)(?=\s|$)[ \t]*)?(?P<value>[^\n]*)")
_COMMENT = pattern(r"(?:^|[ \t])#", re.MULTILINE)
_NO_BLANK = pattern(r"[ \t]*(?:-[ \t]+)*(?P<key>[^\W\d][\w /-]*):(?P<value>[^\s/:][^\n]*)")
_TAB_INDENT = pattern(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)
_COLON = pattern(r":(?=\s|$)")
_BRACES = pattern(r"\{[^{}\[\],\n]*\}")
_VISIBLE = pattern(r"[^\r\n]")
_INDICATORS = frozenset("{}[]*&!|>'\"%@`,-?:")


class Fault(NamedTuple):
    """A fault of syntax: its characters, the words, and whether quotes round the value surely mend it."""

    start: int
    end: int
    message: str
    hint: str = ""
    unquoted: bool = False


class Diagnosis(NamedTuple):
    """What an error came from.

    ``seen`` is the text to try next, ``None`` when there is no way on; ``whole``: no data are lost in it.
    """

    faults: list[Fault]
    seen: str | None
    whole: bool = True


def shorten(text: str, longest: int = 60) -> str:
    """The text on one line, cut for a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def diagnose(text: str, seen: str, error: yaml.MarkedYAMLError, swallowing: Callable[[], int | None]) -> Diagnosis:
    """What the error means in this text; ``seen`` is the text as the parser got it.

    ``swallowing`` finds the start of a quoted value that runs over several lines into the line of the error.
    """
    return _Doctor(text, seen, error, swallowing).look()


class _Line:
    """The parts of the line that a character stands on, as positions in the whole text."""

    def __init__(self, seen: str, index: int) -> None:
        self.start = seen.rfind("\n", 0, index) + 1
        match = _LINE.match(seen, self.start, self.start + LONGEST_LINE)
        if match is None:
            raise AssertionError("the pattern matches any line")
        self.has_key = match.group("colon") is not None
        self.has_dash = "-" in match.group("lead")
        self.colon = match.start("colon")
        self.first = match.end() - len(match.group().lstrip(" \t"))
        self.indent = self.first - self.start
        self.content = match.end("lead")
        self.value = match.start("value")
        comment = _COMMENT.search(seen, max(self.value - 1, self.start), match.end())
        self.end = max(comment.start(), self.value) if comment else match.end()
        while self.end > self.value and seen[self.end - 1].isspace():
            self.end -= 1


class _Doctor:
    """Looks at one error from the most telling sign to the least."""

    def __init__(self, text: str, seen: str, error: yaml.MarkedYAMLError, swallowing: Callable[[], int | None]) -> None:
        self.text = text
        self.seen = seen
        self.swallowing = swallowing
        self.problem: str = error.problem or ""
        self.context: str = error.context or ""
        last = len(text)
        self.at: int = min(error.problem_mark.index, last) if error.problem_mark else 0
        self.opened: int = min(error.context_mark.index, last) if error.context_mark else self.at

    def look(self) -> Diagnosis:
        if self.problem == TOO_DEEP:
            message = f"Вложенность глубже {DEEPEST} уровней: такой файл не читается."
            return self._end(self.at, self.at + 1, message, "Уберите лишние отступы и скобки.")
        if "tab" in self.problem or self.seen[self.at : self.at + 1] == "\t":
            return self._tabs()
        if "quoted scalar" in self.context or "double-quoted" in self.context:
            return self._quotes()
        if "mapping values" in self.problem:
            return self._colon()
        if "expected ':'" in self.problem:
            return self._keyless(self.opened)
        swallowing = self.swallowing()
        if swallowing is not None:
            return self._unclosed(swallowing)
        is_outside = "document start" in self.problem or "directive" in self.context
        return (None if is_outside else self._value()) or self._structure()

    def _tabs(self) -> Diagnosis:
        message = "Строка начинается со знака табуляции, а YAML понимает только пробелы."
        hint = "Замените табуляцию пробелами, по два на каждый уровень."
        found = [Fault(match.start(), match.end(), message, hint) for match in _TAB_INDENT.finditer(self.text)]
        if not found:
            return self._end(self.at, self.at + 1, "Здесь стоит знак табуляции.", "Замените его пробелами.")
        return Diagnosis(found[:MOST_FAULTS], None)

    def _quotes(self) -> Diagnosis:
        backslash = self.seen.rfind("\\", self.opened, self.at + 1)
        if "end of stream" in self.problem or "document" in self.problem or backslash < 0:
            return self._unclosed(self.opened)
        shown = self.text[backslash : backslash + 2]
        fault = Fault(
            backslash,
            backslash + 2,
            f"В двойных кавычках знак «\\» начинает особый знак, а «{shown}» такого нет.",
            "Удвойте его: «\\\\», или возьмите значение в одинарные кавычки.",
            unquoted=True,
        )
        return Diagnosis([fault], self._masked(backslash))

    def _unclosed(self, quote: int) -> Diagnosis:
        stop = self.text.find("\n", quote)
        line = self.text[quote : stop if stop >= 0 else len(self.text)]
        message = f"Кавычка открыта и не закрыта: «{shorten(line)}»."
        fault = Fault(quote, quote + 1, message, "Закройте её в конце значения или уберите.")
        return Diagnosis([fault], self._masked(quote))

    def _colon(self) -> Diagnosis:
        line = _Line(self.seen, self.at)
        if line.has_key and self.at > line.colon:
            return self._unquoted(line, "Внутри значения без кавычек стоит двоеточие")
        above = self._line_above(line.start)
        if above is not None and _NO_BLANK.match(self.seen, above):
            return self._keyless(above)
        if not line.has_key:
            return self._structure()
        shown = shorten(self.text[line.content : line.end])
        message = f"Строка «{shown}» сдвинута вправо и читается как продолжение строки над ней."
        fault = Fault(line.content, line.end, message, "Поставьте её вровень с соседними полями.")
        return Diagnosis([fault], self._without_block(line), whole=False)

    def _keyless(self, index: int) -> Diagnosis:
        line = _Line(self.seen, index)
        shown = shorten(self.text[line.content : line.end])
        if match := _NO_BLANK.match(self.seen, line.start):
            key = self.text[match.start("key") : match.end("key")]
            value = shorten(self.text[match.start("value") : line.end])
            message = f"После двоеточия нет пробела: «{shown}»."
            fault = Fault(match.start("key"), line.end, message, f"Напишите: {key}: {value}")
        else:
            message = f"Строка «{shown}» не похожа на «ключ: значение»."
            hint = (
                "Если это продолжение текста, сдвиньте её правее ключа; если новое поле, поставьте после "
                "ключа двоеточие и пробел."
            )
            fault = Fault(line.content, line.end, message, hint)
        stop = self.seen.find("\n", line.start)
        blanked = self._blanked(line.start, stop if stop >= 0 else len(self.seen))
        return Diagnosis([fault], blanked, whole=False)

    def _value(self) -> Diagnosis | None:
        """A value that begins with a sign of YAML's, on the line of the context or of the problem."""
        in_block = "block mapping" in self.context or "block collection" in self.context
        for index in (self.at,) if in_block else dict.fromkeys((self.opened, self.at)):
            line = _Line(self.seen, index)
            sign = self.seen[line.value : line.end][:1]
            is_dash_of_list = sign == "-" and line.value == line.content and not line.has_dash
            if sign not in _INDICATORS or line.value > index or is_dash_of_list:
                continue
            braces = list(_BRACES.finditer(self.seen, line.value + 1, line.end)) if sign == "[" else []
            if braces:
                return self._braces([match.span() for match in braces])
            if sign in "[{" and self.seen.find("]" if sign == "[" else "}", line.value, line.end) < 0:
                return self._unquoted(line, f"Скобка «{sign}» открыта и не закрыта")
            if sign in "'\"":
                return self._unquoted(line, "После закрывающей кавычки стоит ещё текст")
            return self._unquoted(line, f"Значение начинается со знака «{sign}», занятого в YAML")
        return None

    def _braces(self, spans: list[tuple[int, int]]) -> Diagnosis:
        """References without quotes inside a list in square brackets."""
        faults = []
        for start, end in spans:
            shown = self.text[start:end]
            hint = f"Возьмите весь пункт списка в кавычки: {quoted(shown)}"
            faults.append(Fault(start, end, f"Ссылка «{shown}» стоит без кавычек.", hint, unquoted=True))
        positions = [position for start, end in spans for position in (start, end - 1)]
        return Diagnosis(faults, self._masked(*positions))

    def _unquoted(self, line: _Line, what: str) -> Diagnosis:
        value = shorten(self.text[line.value : line.end])
        hint = f"Возьмите значение в кавычки: {quoted(value)}"
        fault = Fault(line.value, line.end, f"{what}: «{value}».", hint, unquoted=True)
        colons = [match.start() for match in _COLON.finditer(self.seen, line.value + 1, line.end)]
        return Diagnosis([fault], self._masked(line.value, *colons))

    def _structure(self) -> Diagnosis:
        """An error that is no value's: where the line stands is what is wrong with it."""
        line = _Line(self.seen, self.at)
        shown = shorten(self.text[line.first : line.end])
        above = self._line_above(line.start)
        if not shown:
            message = "Файл оборван: после последней строки ждали продолжения."
            return self._end(self.at, self.at + 1, message, "Допишите последнее значение или закройте скобку.")
        if "document start" in self.problem or "directive" in self.context:
            message = f"Строка «{shown}» стоит вне документа."
            hint = "В файле один документ; строк «---», «...» и «%» в нём не бывает: уберите их."
            return self._end(line.first, line.end, message, hint)
        if above is not None and "expected" in self.problem:
            beside = _Line(self.seen, above)
            message = (
                f"Отступ строки «{shown}» (пробелов: {line.indent}) не подходит к строкам над ней "
                f"(пробелов: {beside.indent})."
            )
            hint = "Поля одного уровня начинаются с одного отступа, вложенные на два пробела правее."
            return self._end(line.first, line.end, message, hint)
        hint = "Пишите «ключ: значение», пункты списка с «- », значение с особыми знаками в кавычках."
        return self._end(line.first, line.end, f"Строка «{shown}» не читается.", hint)

    def _end(self, start: int, end: int, message: str, hint: str) -> Diagnosis:
        return Diagnosis([Fault(start, max(end, start + 1), message, hint)], None)

    def _masked(self, *positions: int) -> str:
        pieces, last = [], 0
        for position in sorted(set(positions)):
            pieces += [self.seen[last:position], self.seen[position].translate(_MASK)]
            last = position + 1
        return "".join([*pieces, self.seen[last:]])

    def _blanked(self, start: int, stop: int) -> str:
        return self.seen[:start] + _VISIBLE.sub(" ", self.seen[start:stop]) + self.seen[stop:]

    def _without_block(self, line: _Line) -> str:
        """The text without this line and the deeper ones below it, whose faults would only repeat it."""
        outer = re.compile(rf"\n[ \t]{{0,{max(line.indent - 1, 0)}}}(?=[^\s#])").search(self.seen, line.end)
        return self._blanked(line.start, outer.start() if outer else len(self.seen))

    def _line_above(self, start: int) -> int | None:
        """The start of the nearest line above that is neither empty nor a comment."""
        while start > 0:
            stop = start - 1
            start = self.seen.rfind("\n", 0, stop) + 1
            content = self.seen[start:stop].lstrip()
            if content and not content.startswith("#"):
                return start
        return None
