"""The faults of a YAML file: their rules and how they are worded for a clerk.

Finding them is the business of ``nodes`` and ``repairing``; here a doubt with its characters becomes a finding with
path, line, column, words and, where the mend is certain, a fix. Rules about what the keys mean do not belong here.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

from docgen.files.diagnosing import shorten
from docgen.files.dumping import quoted
from docgen.files.nodes import FORBIDDEN, Doubt, Doubtful, Node, ScalarNode, descend, path_at
from docgen.files.repairing import Repair
from docgen.findings import Finding, Fix, Path, Severity, path_text
from docgen.rules import Rule, Scope, rule

MOST_ALIKE = 20
"""How many findings of one rule a file may give; the last one then tells the number of the rest."""

BROKEN = rule("битый-yaml", "Файл нарушает правила записи YAML.", scope=Scope.FILE)
REPEATED_KEY = rule("повтор-ключа", "Один ключ стоит в одном месте дважды.", scope=Scope.FILE)
ANCHOR_OR_TAG = rule("якорь-или-тег", "В файле есть якорь, ссылка на якорь, тег или слияние YAML.", scope=Scope.FILE)
FORBIDDEN_SIGN = rule("запрещённый-знак", "В файле есть знак, которого не может быть в документе.", scope=Scope.FILE)
ODD_BREAK = rule(
    "необычный-перевод-строки",
    "Строка переведена знаком, которого не видно в редакторе.",
    severity=Severity.WARNING,
    scope=Scope.FILE,
)
GLUED_DASH = rule(
    "приклеенный-пункт",
    "Строка с «- » в начале читается как продолжение строки над ней.",
    severity=Severity.WARNING,
    scope=Scope.FILE,
)
SEVERAL_DOCUMENTS = rule("несколько-документов", "В одном файле несколько документов YAML.", scope=Scope.FILE)
NOT_A_MAPPING = rule("нет-ключей", "Файл состоит не из строк «ключ: значение».", scope=Scope.FILE)
EMPTY = rule("пустой-файл", "В файле нет ни одного поля.", scope=Scope.FILE)

ODD_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""Breaks of a line that YAML sees and editors mostly do not; they are read as blanks."""

_NO_ANCHORS = "Якоря, ссылки на них, теги и слияния в файлах docgen не действуют."
_TEXT_IN_QUOTES = "Если это текст, возьмите значение в кавычки: {}"


class Faults:
    """The findings of one text, in the order of their lines."""

    def __init__(self, name: str, text: str, root: Node | None, *, whole: bool = True) -> None:
        self._name = name
        self._text = text
        self._root = root
        self._whole = whole
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def all(self, doubts: Iterable[Doubtful], repaired: Repair | None) -> list[Finding]:
        """Every fault, the same rule at most ``MOST_ALIKE`` times."""
        found = [self._doubtful(doubtful) for doubtful in doubts]
        found += self._odd_signs()
        if repaired is not None:
            found += self._broken(repaired)
        if self._whole:
            found += self._top(doubts)
        found.sort(key=lambda finding: (finding.line or 0, finding.column or 0))
        return list(_fewer(found))

    def _finding(
        self, found: Rule, start: int, end: int, message: str, *, path: Path = (), fix: Fix | None = None
    ) -> Finding:
        line = bisect.bisect_right(self._starts, start)
        line_start = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self._text)
        return found.finding(
            message,
            document=self._name,
            path=path,
            quote=shorten(self._text[start:end]),
            fix=fix,
            line=line,
            column=start - line_start + 1,
        ).at(source=self._text[line_start:stop].rstrip("\r\n"))

    def _doubtful(self, doubtful: Doubtful) -> Finding:
        doubt, start, end = doubtful.doubt, doubtful.start, doubtful.end
        path = path_at(self._root, start)
        written = shorten(self._text[start:end])
        if doubt is Doubt.REPEATED_KEY:
            return self._repeated(doubtful, path)
        if doubt is Doubt.REFERENCE:
            message = f"Ссылка «{written}» стоит без кавычек. Возьмите значение в кавычки: {quoted(written)}"
            return self._finding(BROKEN, start, end, message, path=path, fix=self._fix(path))
        if doubt is Doubt.FORBIDDEN:
            signs = ", ".join(sorted({f"U+{ord(sign):04X}" for sign in FORBIDDEN.findall(self._escaped(start, end))}))
            message = f"В кавычках записан знак, которого не может быть в документе{f': {signs}' if signs else ''}."
            return self._finding(
                FORBIDDEN_SIGN, start, end, f"{message} Уберите его.", path=path, fix=self._fix(path)
            )
        if doubt is Doubt.GLUED_DASH:
            message = (
                "Строка с «- » в начале стоит правее соседних пунктов и читается как продолжение строки над ней. "
                "Выровняйте её; если это перечень внутри текста, начните значение со знака «|» и новой строки."
            )
            dash = re.compile(r"\n[ \t]*-[ \t]").search(self._text, start, end)
            place = dash.end() - 2 if dash else start
            return self._finding(GLUED_DASH, place, end, message, path=path)
        return self._finding(_DOUBT_RULES[doubt], start, end, self._words(doubt, written), path=path)

    def _words(self, doubt: Doubt, written: str) -> str:
        in_quotes = _TEXT_IN_QUOTES.format(quoted(written))
        if doubt is Doubt.SECOND_DOCUMENT:
            return "Здесь начинается второй документ («---»). Один файл – один документ: вынесите его в свой файл."
        if doubt is Doubt.COMPLEX_KEY:
            return f"Ключом стоит «{written}», а ключ – это слово или слова перед двоеточием. {in_quotes}"
        if doubt is Doubt.MERGE:
            return f"Ключ «<<» – слияние YAML. {_NO_ANCHORS} Впишите поля прямо."
        if doubt is Doubt.ALIAS:
            return f"Значение «{written}» – ссылка на якорь YAML. {_NO_ANCHORS} {in_quotes}"
        what = "якоря («&»)" if doubt is Doubt.ANCHOR else "тега («!»)"
        return f"Значение «{written}» начинается с {what} YAML. {_NO_ANCHORS} {in_quotes}"

    def _repeated(self, doubtful: Doubtful, path: Path) -> Finding:
        first = bisect.bisect_right(self._starts, doubtful.first)
        inside = f" (в «{path_text(path)}»)" if path else ""
        message = (
            f"Ключ «{shorten(doubtful.text)}» уже стоит в строке {first}{inside}. Прочитано первое значение. "
            "Оставьте один из них."
        )
        finding = self._finding(
            REPEATED_KEY, doubtful.start, doubtful.end, message, path=(*path, doubtful.text)
        )
        return finding.at(related=(f"{self._name}:{first}",))

    def _odd_signs(self) -> Iterator[Finding]:
        for match in FORBIDDEN.finditer(self._text):
            path = path_at(self._root, match.start())
            message = (
                f"Знак U+{ord(match.group()):04X} не виден и не может стоять в документе. Он пропущен. Уберите его."
            )
            yield self._finding(
                FORBIDDEN_SIGN, match.start(), match.end(), message, path=path, fix=self._fix(path)
            ).at(quote="")
        for match in ODD_BREAKS.finditer(self._text):
            message = (
                f"Здесь невидимый перевод строки U+{ord(match.group()):04X}. Он прочитан как пробел. "
                "Замените его пробелом или начните новую строку."
            )
            path = path_at(self._root, match.start())
            yield self._finding(
                ODD_BREAK, match.start(), match.end(), message, path=path, fix=self._fix(path)
            ).at(quote="")

    def _broken(self, repaired: Repair) -> Iterator[Finding]:
        mended: set[Path] = set()
        for fault in repaired.faults:
            path = path_at(self._root, fault.start)
            fix = self._fix(path) if fault.unquoted else None
            if fix is not None and path in mended:
                continue
            if fix is not None:
                mended.add(path)
            yield self._finding(BROKEN, fault.start, fault.end, fault.message, path=path, fix=fix)

    def _top(self, doubts: Iterable[Doubtful]) -> Iterator[Finding]:
        value = None if self._root is None else self._root.value
        if isinstance(value, dict):
            return
        if value is None:
            yield EMPTY.finding(
                "Файл пуст. Первой строкой напишите вид документа, например «вид: приказ»; готовый образец делает "
                "команда docgen new.",
                document=self._name,
            )
            return
        start = self._root.start if self._root is not None else 0
        message = (
            "Файл начинается со списка, а должен состоять из строк «ключ: значение». "
            if isinstance(value, list)
            else f"Файл состоит из текста «{shorten(value)}», а должен состоять из строк «ключ: значение». "
        )
        yield self._finding(NOT_A_MAPPING, start, start + 1, f"{message}Первой напишите «вид: …».")

    def _fix(self, path: Path) -> Fix | None:
        """The mend that writes the value as it was understood, with whatever quotes it needs."""
        node, depth = descend(self._root, path)
        if not self._whole or depth != len(path) or not isinstance(node, ScalarNode) or node.value is None:
            return None
        return Fix(path, node.value)

    def _escaped(self, start: int, end: int) -> str:
        """The characters that the escapes of a quoted value stand for, as far as they are plain numbers."""
        numbers = re.findall(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))", self._text[start:end])
        return "".join(chr(int(short or long, 16)) for short, long in numbers)


_DOUBT_RULES = {
    Doubt.ALIAS: ANCHOR_OR_TAG,
    Doubt.ANCHOR: ANCHOR_OR_TAG,
    Doubt.TAG: ANCHOR_OR_TAG,
    Doubt.MERGE: ANCHOR_OR_TAG,
    Doubt.COMPLEX_KEY: BROKEN,
    Doubt.SECOND_DOCUMENT: SEVERAL_DOCUMENTS,
}


def _fewer(found: list[Finding]) -> Iterator[Finding]:
    """The findings without those that repeat one rule beyond all use."""
    counts: dict[str, int] = {}
    for finding in found:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    shown: dict[str, int] = {}
    for finding in found:
        number = shown[finding.rule] = shown.get(finding.rule, 0) + 1
        rest = counts[finding.rule] - MOST_ALIKE
        if number < MOST_ALIKE or rest <= 0:
            yield finding
        elif number == MOST_ALIKE:
            yield finding.at(message=f"{finding.message} Таких мест ниже ещё {rest}.")
