"""What a reader mended in a file, said line by line: a person sees every word that docgen put together or wrote anew.

The rules of mending stand here, because the readers of text and of PDF mend the same things.
"""

from __future__ import annotations

from docgen.findings import Finding, Severity
from docgen.readers.blocks import Place
from docgen.rules import Rule, Scope, rule


def _note(name: str, summary: str, severity: Severity = Severity.NOTE) -> Rule:
    return rule(name, summary, severity=severity, scope=Scope.FILE)


GLUED = _note("строка-разорвана", "Строка таблицы разорвана страницей; части склеены")
UNSURE_GLUE = _note(
    "разрыв-под-вопросом", "После разрыва страницы стоит строка без номера, и чья она, неясно", Severity.WARNING
)
REJOINED = _note("абзац-разорван", "Абзац разорван строками или страницей; части соединены")
HYPHEN = _note("перенос-слова", "Слово разорвано переносом; части соединены")
UNSURE_HYPHEN = _note("перенос-под-вопросом", "Неясно, перенос это или дефис", Severity.WARNING)
REPEATED_WORDS = _note("повтор-на-разрыве", "На разрыве страницы слова стоят дважды", Severity.WARNING)
LOST_CELL = _note("пропала-ячейка", "В строке нет ячейки, объединённой со строками выше; вставлена пустая")
EXTRA_CELLS = _note("лишние-ячейки", "В строке больше ячеек, чем граф в таблице", Severity.WARNING)
BROKEN_ROW = _note("строка-на-нескольких", "Строка таблицы записана несколькими строками файла; они соединены")
MOJIBAKE = _note("чужая-кодировка-букв", "Буквы записаны в чужой кодировке; восстановлены")
LATIN = _note("латиница-вместо-кириллицы", "Латинские буквы стоят вместо русских; заменены")
CONTROLS = _note("управляющие-знаки", "В тексте есть управляющие знаки; отброшены")
UNREADABLE = _note("нечитаемые-знаки", "На месте букв стоит знак замены", Severity.WARNING)
MARKER = _note("метка-списка", "Перед номером стоит знак списка, поставленный распознаванием; отброшен")


class Mends:
    """The findings of one file in the making; each rule speaks at most ``MOST`` times, then says how many are left."""

    MOST = 60

    def __init__(self, name: str) -> None:
        self.name = name
        self._said: list[Finding] = []
        self._counts: dict[str, int] = {}
        self._rules: dict[str, Rule] = {}

    def say(self, rule: Rule, place: Place, message: str, *, quote: str = "", hint: str = "") -> None:
        """Note what was mended at a place."""
        count = self._counts.get(rule.name, 0) + 1
        self._counts[rule.name] = count
        self._rules[rule.name] = rule
        if count <= self.MOST:
            said = rule.finding(
                message, quote=shortened(quote), hint=hint, document=self.name, line=place.line or None,
                place=f"{self.name}: {place}",
            )  # fmt: skip
            self._said.append(said)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything said, in the order of the file, and for a rule that had more to say, how many places there are."""
        rest = (
            self._rules[name].finding(f"И ещё мест: {count - self.MOST}.", document=self.name, place=self.name)
            for name, count in self._counts.items()
            if count > self.MOST
        )
        return (*sorted(self._said, key=lambda finding: finding.line or 0), *rest)


def shortened(words: str, most: int = 80) -> str:
    """The words for a message: a long text ends in dots."""
    plain = " ".join(words[: 4 * most].split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
