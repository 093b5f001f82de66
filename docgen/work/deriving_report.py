"""What a derivation says to a clerk: four lists for one municipality, and one page for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.findings import Finding
from docgen.transforms.derivation_facts import Question, Taken
from docgen.transforms.modes import Mode

CONFIRM = {
    "срок-прошёл-до-приказа", "участие-не-в-срок-события", "обсуждение-раньше-областного", "отчёт-позже-областного",
    "событие-вне-срока", "исполнитель-исправлен", "строка-чужого-уровня", "описка-в-сокращении", "правки-разошлись",
    "приказ-позже-срока", "приказ-уже-зарегистрирован",
}  # fmt: skip


@dataclass
class Page:
    """What is said of one municipality or school."""

    id: str
    name: str
    plans: list[tuple[str, list[Taken]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    state: str = "выведено впервые"
    conflicts: int = 0


def as_markdown(page: Page) -> str:
    """The four lists: moved, recomputed, to be confirmed, to be supplied."""
    lines = [f"# {page.name}", "", f"Состояние: {page.state}.", ""]
    if page.changes:
        lines += ["## Что изменилось в вышестоящем плане", "", *(f"- {change}" for change in page.changes), ""]
    lines += ["## Перенесено", ""]
    for title, rows in page.plans:
        lines += [
            f"### {title}",
            "",
            "| № выше | Код | Как | Мероприятие | Срок | Примечание |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(row) for row in rows if row.taken]
        if left := [row for row in rows if not row.taken]:
            lines += ["", "Не применимо:", "", *(f"- {row.number} {_cell(row.words)}: {row.note}" for row in left)]
        lines.append("")
    recomputed = [f for f in page.findings if f.rule not in CONFIRM]
    lines += _section("Пересчитано и оставлено выше", (f.message for f in recomputed))
    confirm = [f"{f.message} {f.hint}".strip() for f in page.findings if f.rule in CONFIRM]
    lines += _section("Подтвердить (кто готовит приказ)", confirm)
    lines += _section("Сообщить", (_asked(question) for question in page.questions))
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    said = [f"- {line}" for line in dict.fromkeys(lines)]
    return [f"## {title}", "", *(said or ["Нет."]), ""]


def _asked(question: Question) -> str:
    where = f" ({question.where})" if question.where else ""
    return f"`{question.code}` {question.ask}{where}"


def _row(row: Taken) -> str:
    modes = ", ".join(Mode[code.replace("-", "_")] for code in row.modes.split("+"))
    cells = (row.number, row.id, modes, row.words, row.deadline, row.note)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def summary(pages: list[Page]) -> str:
    """One page for all: which are touched and how."""
    lines = [
        "# Сводка", "", "| Муниципалитет | Состояние | Строк | Не применимо | Срок прошёл | Изменений | Спорных | Вопросов |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for page in pages:
        rows = [row for _, taken in page.plans for row in taken]
        over = sum(row.note.startswith("срок прошёл") for row in rows if row.taken)
        cells = (
            page.name, page.state, sum(row.taken for row in rows), sum(not row.taken for row in rows), over,
            len(page.changes), page.conflicts, len(page.questions),
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"
