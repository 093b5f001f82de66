"""The report of a rollover: four lists as Markdown, as a workbook with a column for answers, as plain data and as a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docgen.files.dumping import dump
from docgen.files.xlsx_checklist import ANSWER, CODE, Sheet, checklist_workbook
from docgen.findings import Finding
from docgen.transforms.checklist import OPEN, Group, Item

GROUPS: Mapping[Group, str] = {
    Group.SUPPLY: "Восполнить",
    Group.CONFIRM: "Подтвердить",
    Group.RECOMPUTED: "Пересчитано",
    Group.MOVED: "Перенесено",
}
_SAYS = {
    Group.SUPPLY: "Без этого документы нового года неполны.",
    Group.CONFIRM: "Это перенесено или предложено программой; ответить должен человек.",
    Group.RECOMPUTED: "Сроки и даты, сдвинутые на новый год.",
    Group.MOVED: "Периоды, названия и слова, заменённые во всех местах.",
}
_HOW = (
    "Впишите в столбец «Ответ» «да», если согласны с тем, что стоит или предлагается, или само значение. "
    "Сохраните и повторите переход с ключом --answers."
)


def counts(items: Iterable[Item]) -> dict[Group, int]:
    """How many items stand in each list."""
    found = dict.fromkeys(GROUPS, 0)
    for item in items:
        found[item.group] += 1
    return found


def as_markdown(name: str, was: str, to: str, items: Sequence[Item], notes: Sequence[str] = ()) -> str:
    """The checklist for people."""
    return "\n".join(_lines(name, was, to, items, notes)) + "\n"


def _lines(name: str, was: str, to: str, items: Sequence[Item], notes: Sequence[str]) -> Iterator[str]:
    yield f"# Переход на {to}: {name}"
    numbers = ", ".join(f"{GROUPS[group].lower()} – {number}" for group, number in counts(items).items())
    yield from ("", f"Из {was} в {to}: {numbers}.")
    if notes:
        yield ""
    yield from (f"* {note}" for note in notes)
    for group, title in GROUPS.items():
        chosen = [item for item in items if item.group is group]
        if not chosen:
            continue
        yield from ("", f"## {title}", "", _SAYS[group])
        for document, of_document in _by_document(chosen):
            yield from ("", f"### {document}", "")
            yield from (_asked(item) if group in OPEN else _told(item) for item in of_document)


def _by_document(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.document, []).append(item)
    yield from found.items()


def _asked(item: Item) -> str:
    said = f"- [ ] **{_where(item)}**"
    said += f" ({_one_line(item.who)}): " if item.who else ": "
    said += _one_line(item.question)
    if item.became and item.became != item.was:
        said += f" Было: «{_one_line(item.was)}». Стало: «{_one_line(item.became)}»." if item.was else (
            f" Стало: «{_one_line(item.became)}»."
        )  # fmt: skip
    elif item.was:
        said += f" Стоит: «{_one_line(item.was)}»."
    return said


def _told(item: Item) -> str:
    answered = f" (ответ: {_one_line(item.answer)})" if item.answer else ""
    became = f"«{_one_line(item.became)}»" if item.became else "убрано"
    was = f"«{_one_line(item.was)}»" if item.was else "не было"
    if item.was == item.became:
        return f"* {_where(item)}: {became}{answered}"
    return f"* {_where(item)}: {was} → {became}{answered}"


def _where(item: Item) -> str:
    """The place, with what it is where the place does not say that."""
    said_already = item.topic in ("текст", "название") or item.place.endswith(item.topic) or item.topic in item.place
    return item.place if said_already else f"{item.place}, {item.topic}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


_ASKING = (
    ("№", 5), ("Документ", 22), ("Где", 22), ("Что", 14), ("Было", 34), ("Стало", 34), ("Вопрос", 44), ("Кому", 22),
    ("Предложение", 18), (ANSWER, 34), (CODE, 14),
)  # fmt: skip
_TELLING = (("№", 5), ("Документ", 26), ("Где", 26), ("Что", 16), ("Было", 60), ("Стало", 60), (ANSWER, 20), (CODE, 14))


def as_workbook(items: Sequence[Item]) -> bytes:
    """The checklist as a workbook: a sheet for each list, the answers in a column of their own."""
    sheets = []
    for group, title in GROUPS.items():
        chosen = [item for item in items if item.group is group]
        asking = group in OPEN
        rows = [_row(number, item, asking=asking) for number, item in enumerate(chosen, 1)]
        notes = (_HOW,) if asking else (_SAYS[group],)
        sheets.append(Sheet(title, _ASKING if asking else _TELLING, rows, notes))
    return checklist_workbook(sheets)


def _row(number: int, item: Item, *, asking: bool) -> list[str]:
    row = [str(number), item.document, item.place, item.topic, item.was, item.became]
    if asking:
        row += [item.question, item.who, item.proposal]
    return [*row, item.answer, item.id]


def as_text(to: str, items: Sequence[Item]) -> str:
    """The questions as YAML, for those who have no Excel: the answers stand behind «ответ»."""
    asked = [item for item in items if item.group in OPEN or item.answer]
    entries = [
        {"код": item.id, "где": f"{item.document}, {item.place}", "вопрос": item.question,
         "стоит": item.became or item.was or None, "ответ": item.answer or None}
        for item in asked
    ]  # fmt: skip
    head = f"# Вопросы перехода на {to}. Впишите ответы за словом «ответ:» и повторите переход с ключом --answers.\n"
    shown = [{key: value for key, value in entry.items() if value or key == "ответ"} for entry in entries]
    return head + dump({"ответы": [dict(entry) for entry in shown]})


def as_data(
    was: str, to: str, items: Sequence[Item], findings: Sequence[Finding], files: Sequence[str]
) -> dict[str, Any]:
    """The report as plain data for other programs."""
    return {
        "from": was,
        "to": to,
        "counts": {str(group): number for group, number in counts(items).items()},
        "items": [
            {
                "id": item.id,
                "list": str(item.group),
                "file": item.document,
                "place": item.place,
                "topic": item.topic,
                "was": item.was,
                "became": item.became,
                "question": item.question,
                "proposal": item.proposal,
                "who": item.who,
                "answer": item.answer,
            }
            for item in items
        ],
        "files": list(files),
        "findings": [finding.as_json() for finding in findings],
    }


def as_json(data: Mapping[str, Any]) -> str:
    """The plain data as text."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
