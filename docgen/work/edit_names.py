"""What an edit is called for people: «пункт 3.2, текст», «приложение № 1, строка 1.5, срок», and what it was and became."""

from __future__ import annotations

from typing import Any

from docgen.findings import Path, path_text
from docgen.model.base import Model
from docgen.model.numbering import numbers_of
from docgen.model.table import CELLS
from docgen.model.walking import walk
from docgen.model.workspace import Document

_UNNUMBERED = {"члены": "член", "строки": "строка", "поля": "поле", "подписи": "подпись", "пары": "пара", "части": "часть",
               "визы": "виза", "акты": "акт"}  # fmt: skip
_MAIN = ("текст", "мероприятие", "название", "раздел", "кому", "контроль", "кто", "лицо", "школа", "наставник", "что")
"""The fields by which an entry is told, the first that is filled."""
_LONGEST = 300


def field_name(document: Document | None, path: Path) -> str:
    """Where a path leads, by the numbers that are printed: «пункт 3.2, текст»; by places when nothing is printed."""
    if document is None:
        return path_text(path)
    numbers = numbers_of(document)
    said: list[str] = []
    rest = path
    for where, model in walk(document):
        if where and path[: len(where)] == where:
            name = _entry_name(model, where, numbers.get(id(model)))
            if name:
                said.append(name)
                rest = path[len(where) :]
    # A numbered entry is known by its own number; those around it only matter where numbering starts anew.
    kept = [name for index, name in enumerate(said) if index == len(said) - 1 or name.startswith("кластер")]
    if rest[:1] == (CELLS,):
        rest = rest[1:]
    fields = [f"графа {part + 1}" if isinstance(part, int) else str(part) for part in rest]
    return ", ".join([*kept, *fields]) or "документ"


def _entry_name(model: Model, where: Path, number: Any) -> str:
    if number is not None:
        return f"{number.noun} {number.shown}"
    if len(where) >= 2 and isinstance(where[-1], int):
        return f"{_UNNUMBERED.get(str(where[-2]), str(where[-2]))} {where[-1] + 1}"
    return ""


def said(value: Any) -> str:
    """A value as a person is shown it: its words, of an entry those that tell it, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, dict):
        main = next((value[key] for key in _MAIN if value.get(key)), None)
        words = said(main) if main is not None else ", ".join(f"{key}: {said(each)}" for key, each in value.items())
    elif isinstance(value, list):
        words = " | ".join(said(each) for each in value)
    else:
        words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
