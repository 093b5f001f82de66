"""The faults of a YAML file: their rules and how they are worded for a clerk.

Finding them is the business of ``nodes`` and ``repairing``; here a doubt with its characters becomes a
finding with path, line, column, words and, where the mend is certain, a fix. Rules about what the keys mean
do not belong here.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeAlias

from docgen.files.diagnosing import Fault, shorten
from docgen.files.dumping import quoted
from docgen.files.nodes import (
    FORBIDDEN,
    GLUED,
    MOST_DOUBTS,
    ODD_BREAKS,
    Doubt,
    Doubtful,
    Node,
    ScalarNode,
    descend,
    path_at,
)
from docgen.files.repairing import Repair
from docgen.findings import Finding, Fix, Path, Severity, path_text
from docgen.rules import Rule, Scope, rule

MOST_ALIKE = 20
"""How many findings of one rule a file may give; the last one then tells the number of the rest."""

BROKEN = rule("битый-yaml", "Файл нарушает правила записи YAML", scope=Scope.FILE)
REPEATED_KEY = rule("повтор-ключа", "Один ключ стоит в одном месте дважды", scope=Scope.FILE)
ANCHOR_OR_TAG = rule("якорь-или-тег", "В файле якорь, тег, слияние YAML или ссылка на якорь", scope=Scope.FILE)
FORBIDDEN_SIGN = rule("запрещённый-знак", "В файле знак, которого не бывает в документе", scope=Scope.FILE)
ODD_BREAK = rule(
    "необычный-перевод-строки",
    "Строка переведена знаком, которого не видно в редакторе",
    severity=Severity.WARNING,
    scope=Scope.FILE,
)
GLUED_DASH = rule(
    "приклеенный-пункт",
    "Строка с «- » в начале читается как продолжение строки над ней",
    severity=Severity.WARNING,
    scope=Scope.FILE,
)
SEVERAL_DOCUMENTS = rule("несколько-документов", "В одном файле несколько документов", scope=Scope.FILE)
NOT_A_MAPPING = rule("нет-ключей", "Файл состоит не из строк «ключ: значение»", scope=Scope.FILE)
EMPTY = rule("пустой-файл", "В файле нет ни одного поля", scope=Scope.FILE)

_DOUBT_RULES = {
    Doubt.ALIAS: ANCHOR_OR_TAG,
    Doubt.ANCHOR: ANCHOR_OR_TAG,
    Doubt.TAG: ANCHOR_OR_TAG,
    Doubt.MERGE: ANCHOR_OR_TAG,
    Doubt.COMPLEX_KEY: BROKEN,
    Doubt.REFERENCE: BROKEN,
    Doubt.FORBIDDEN: FORBIDDEN_SIGN,
    Doubt.GLUED_DASH: GLUED_DASH,
    Doubt.SECOND_DOCUMENT: SEVERAL_DOCUMENTS,
    Doubt.REPEATED_KEY: REPEATED_KEY,
}


_Fault: TypeAlias = tuple[int, Rule, Callable[[], Finding]]
"""Where a fault stands, its rule, and what makes its finding."""


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
        faults: list[_Fault] = [
            (doubtful.start, _DOUBT_RULES[doubtful.doubt], partial(self._doubtful, doubtful)) for doubtful in doubts
        ]
        faults += self._odd_signs()
        if repaired is not None:
            faults += self._broken(repaired)
        faults.sort(key=lambda fault: fault[0])
        found = list(_fewer(faults))
        return [*(self._top() if self._whole else ()), *found]

    def _finding(self, found: Rule, start: int, end: int, message: str, hint: str, path: Path = ()) -> Finding:
        line = bisect.bisect_right(self._starts, start)
        line_start = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self._text)
        return found.finding(
            message,
            hint=hint,
            document=self._name,
            path=path,
            quote=shorten(self._text[start:end]),
            line=line,
            column=start - line_start + 1,
        ).at(source=self._text[line_start:stop].rstrip("\r\n"))

    def _doubtful(self, doubtful: Doubtful) -> Finding:
        doubt, start, end = doubtful.doubt, doubtful.start, doubtful.end
        path = path_at(self._root, start)
        if doubt is Doubt.REPEATED_KEY:
            return self._repeated(doubtful, path)
        if doubt is Doubt.GLUED_DASH and (dash := GLUED.search(self._text, start, end)):
            start = dash.end() - 2
        message, hint = _words(doubt, shorten(self._text[start:end]))
        finding = self._finding(_DOUBT_RULES[doubt], start, end, message, hint, path)
        certain = doubt in (Doubt.REFERENCE, Doubt.FORBIDDEN)
        return finding.at(fix=self._fix(path)) if certain else finding

    def _repeated(self, doubtful: Doubtful, owner: Path) -> Finding:
        first = bisect.bisect_right(self._starts, doubtful.first)
        inside = f" в «{path_text(owner)}»" if owner else ""
        message = f"Ключ «{shorten(doubtful.text)}»{inside} уже стоит в строке {first}."
        hint = "Оставьте один из них; прочитано первое значение."
        path = (*owner, doubtful.text)
        finding = self._finding(REPEATED_KEY, doubtful.start, doubtful.end, message, hint, path)
        return finding.at(related=(f"{self._name}:{first}",))

    def _odd_signs(self) -> Iterator[_Fault]:
        for match in islice(FORBIDDEN.finditer(self._text), MOST_DOUBTS):
            message = f"Знак U+{ord(match.group()):04X} не виден и не может стоять в документе."
            hint = "Уберите его; при чтении он пропущен."
            yield match.start(), FORBIDDEN_SIGN, partial(self._sign, FORBIDDEN_SIGN, match, message, hint)
        for match in islice(ODD_BREAKS.finditer(self._text), MOST_DOUBTS):
            message = f"Здесь невидимый перевод строки U+{ord(match.group()):04X}; он прочитан как пробел."
            hint = "Замените его пробелом или начните новую строку."
            yield match.start(), ODD_BREAK, partial(self._sign, ODD_BREAK, match, message, hint)

    def _sign(self, found: Rule, match: re.Match[str], message: str, hint: str) -> Finding:
        path = path_at(self._root, match.start())
        finding = self._finding(found, match.start(), match.end(), message, hint, path)
        return finding.at(quote="", fix=self._fix(path))

    def _broken(self, repaired: Repair) -> Iterator[_Fault]:
        mended: set[Path] = set()
        for fault in repaired.faults:
            path = path_at(self._root, fault.start)
            fix = self._fix(path) if fault.unquoted else None
            if fix is not None:
                if path in mended:
                    continue
                mended.add(path)
            yield fault.start, BROKEN, partial(self._syntax, fault, path, fix)

    def _syntax(self, fault: Fault, path: Path, fix: Fix | None) -> Finding:
        return self._finding(BROKEN, fault.start, fault.end, fault.message, fault.hint, path).at(fix=fix)

    def _top(self) -> Iterator[Finding]:
        value = None if self._root is None else self._root.value
        if isinstance(value, dict):
            return
        hint = "Первой строкой напишите вид документа, например «вид: приказ»; образец делает docgen new."
        if self._root is None or value is None:
            yield EMPTY.finding("Файл пуст.", hint=hint, document=self._name)
            return
        what = "списка" if isinstance(value, list) else f"текста «{shorten(value)}»"
        message = f"Файл состоит из {what}, а должен состоять из строк «ключ: значение»."
        yield self._finding(NOT_A_MAPPING, self._root.start, self._root.start + 1, message, hint)

    def _fix(self, path: Path) -> Fix | None:
        """The mend that writes the value as it was understood, with whatever quotes it needs."""
        node, depth = descend(self._root, path)
        if not self._whole or depth != len(path) or not isinstance(node, ScalarNode) or node.value is None:
            return None
        return Fix(path, node.value)


def _words(doubt: Doubt, written: str) -> tuple[str, str]:
    """The message and the hint for what was read and must not stay."""
    in_quotes = f"значение в кавычки: {quoted(written)}"
    if_text = f"Такое в файлах docgen не действует. Если это текст, возьмите {in_quotes}"
    words = {
        Doubt.REFERENCE: (f"Ссылка «{written}» стоит без кавычек.", f"Возьмите {in_quotes}"),
        Doubt.FORBIDDEN: (
            f"В значении {written} записан знак, которого не бывает в документе.",
            "Уберите его.",
        ),
        Doubt.SECOND_DOCUMENT: (
            "Здесь начинается второй документ («---»).",
            "Один файл – один документ: вынесите его в свой файл.",
        ),
        Doubt.COMPLEX_KEY: (f"Ключом стоит «{written}», а ключ – это слова перед двоеточием.", if_text),
        Doubt.MERGE: (
            "Ключ «<<» – слияние YAML.",
            "Такое в файлах docgen не действует: впишите поля прямо.",
        ),
        Doubt.ALIAS: (f"Значение «{written}» – ссылка на якорь YAML.", if_text),
        Doubt.ANCHOR: (f"Значение «{written}» начинается с якоря YAML («&»).", if_text),
        Doubt.TAG: (f"Значение «{written}» начинается с тега YAML («!»).", if_text),
        Doubt.GLUED_DASH: (
            "Строка с «- » в начале стоит правее соседних и читается как продолжение строки над ней.",
            "Выровняйте её; если это перечень внутри текста, начните значение со знака «|» и новой строки.",
        ),
    }
    return words[doubt]


def _fewer(faults: list[_Fault]) -> Iterator[Finding]:
    """The findings without those that repeat one rule beyond all use; these are not even made."""
    counts = Counter(found.name for _, found, _ in faults)
    shown: Counter[str] = Counter()
    for _, found, make in faults:
        shown[found.name] += 1
        rest = counts[found.name] - MOST_ALIKE
        if shown[found.name] == MOST_ALIKE and rest > 0:
            finding = make()
            yield finding.at(message=f"{finding.message} Таких мест ниже ещё {rest}.")
        elif shown[found.name] <= MOST_ALIKE:
            yield make()
