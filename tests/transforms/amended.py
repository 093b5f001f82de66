"""Editions of the examples, and what a clerk does to them: seeded edits of orders and of their annexes."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

from docgen.files.loading import validated_document
from docgen.files.workspace import open_workspace
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.transforms.editions import Edition
from tests.needs import PROJECT

ORDERS = [
    "region/orders/help.yaml", "region/orders/комиссия.yaml", "region/orders/отчёт.yaml", "region/orders/roadmaps.yaml",
    "region/orders/сопровождение.yaml",
]  # fmt: skip
LISTS = ("пункты", "мероприятия", "школы", "строки", "члены", "пары", "кластеры", "разделы")
WORDS = ["ежегодно", "в полном объеме", "с участием МОЦ", "«Школа роста»", "до конца года", "30 %"]
DEADLINES = ["до 15.12.2026", "ноябрь 2026", "март-апрель 2027", "ежемесячно", "до 01.06.2027"]


class Chance(random.Random):
    """A chance that knows the words to put in."""

    words: Sequence[str] = WORDS


@cache
def example(name: str) -> Edition:
    """An order of the examples as if it were registered."""
    path = PROJECT / "examples" / name
    opened = open_workspace(path)
    order = opened.file(path).model
    assert isinstance(order, Order)
    data = {**order.plain(), "состояние": "зарегистрирован"}
    data.setdefault("регистрация", {"дата": "17.10.2026", "номер": "212-ОД"})
    return Edition(made({**data, "приложения": []}).model_copy(update={"annexes": order.annexes}),
                   opened.workspace.annexes(order), opened.workspace)  # fmt: skip


def made(data: dict[str, Any]) -> Any:
    """The document of plain data."""
    document, findings = validated_document(data)
    assert document is not None, findings
    return document


def edited(edition: Edition, seed: int, most: int = 5, words: Sequence[str] = WORDS) -> Edition:
    """The edition after some edits, each of which leaves sound documents; ``words`` are those put in."""
    chance = Chance(seed)
    chance.words = words
    order, annexes = edition.order, list(edition.annexes)
    for number in range(chance.randint(1, most)):
        index = chance.randrange(-1, len(annexes))
        changed = _changed(order if index < 0 else annexes[index], chance, f"н{seed}-{number}")
        if index < 0:
            order = changed.model_copy(update={"annexes": order.annexes})
        else:
            annexes[index] = changed
    return Edition(order, tuple(annexes), edition.workspace)


def _changed(document: Document, chance: Chance, name: str) -> Any:
    for _ in range(20):
        data = copy.deepcopy(document.plain())
        if isinstance(document, Order):
            data["приложения"] = []
        if _edit(data, chance, name):
            changed, findings = validated_document(data)
            if changed is not None and not findings:
                return changed
    return document


def _edit(data: dict[str, Any], chance: Chance, name: str) -> bool:
    kind = chance.choice(["words", "words", "deadline", "deadline", "drop", "add", "add", "move", "title"])
    if kind in ("drop", "add", "move"):
        return _shift(data, kind, chance, name)
    if kind == "title":
        key = chance.choice([key for key in ("заголовок", "название", "преамбула", "вступление") if data.get(key)])
        data[key] = _with_words(data[key], chance)
        return True
    wanted = (
        ("срок",) if kind == "deadline" else ("текст", "мероприятие", "описание", "ответственные", "результат", "кто")
    )
    found = [(owner, key) for owner, key in _fields(data) if key in wanted and isinstance(owner[key], str)]
    if not found:
        return False
    owner, key = chance.choice(found)
    owner[key] = chance.choice(DEADLINES) if kind == "deadline" else _with_words(owner[key], chance)
    return True


def _with_words(text: str, chance: Chance) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words) + 1)
    put = chance.choice([*chance.words, ""])
    if chance.random() < 0.5 and at < len(words) and "{" not in words[at] and "\n" not in words[at]:
        words[at : at + 1] = [put] if put else []
    else:
        words.insert(at, put or "заново")
    return " ".join(words) or "заново"


def _shift(data: dict[str, Any], kind: str, chance: Chance, name: str) -> bool:
    lists = [items for items in _lists(data) if len(items) > 1 and all(isinstance(item, dict) for item in items)]
    if not lists:
        return False
    items = chance.choice(lists)
    at = chance.randrange(len(items))
    item = items[at] if kind == "add" else items.pop(at)
    if kind == "add":
        like = {key: value for key, value in copy.deepcopy(item).items() if key not in LISTS}
        like.update(
            {key: f"{name} {chance.choice(chance.words)}" for key in ("текст", "мероприятие", "кто") if key in like}
        )
        like.update(
            {key: name for key in ("лицо", "школа") if key in like and "кто" not in like and "название" in like}
        )
        like["код"] = name
        items.insert(at + chance.randint(0, 1), like)
    elif kind == "move":
        items.insert(chance.randrange(len(items) + 1), item)
    return True


def _lists(data: Any) -> list[list[Any]]:
    found = []
    if isinstance(data, dict):
        found = [value for key, value in data.items() if key in LISTS and isinstance(value, list)]
        found += [inner for value in data.values() for inner in _lists(value)]
    elif isinstance(data, list):
        found = [inner for value in data for inner in _lists(value)]
    return found


def _fields(data: Any) -> list[tuple[dict[str, Any], str]]:
    found = []
    if isinstance(data, dict):
        found = [(data, key) for key in data]
        found += [inner for value in data.values() for inner in _fields(value)]
    elif isinstance(data, list):
        found = [inner for value in data for inner in _fields(value)]
    return found
