"""The law of returned files: what edited data print, read back against the base, are data that print the same words.

The edits are random, many at a time, over orders of all three workspaces with their annexes: words,
deadlines, points, rows and schools that come, go and move.
"""

from __future__ import annotations

import copy
import re
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.files.annexes import annexes_of
from docgen.files.folders import real
from docgen.files.loading import validated_document
from docgen.files.workspace import open_workspace
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.order import Order
from docgen.model.workspace import Document, Workspace
from docgen.readers.blocks import Source
from docgen.readers.edits.reader import returned
from docgen.readers.edits.said import Page
from docgen.readers.edits.said_annexes import pages_of
from docgen.readers.edits.tokens import norms
from docgen.readers.word.reader import read_word
from docgen.render.document import render_document
from tests.counts import scaled
from tests.needs import PROJECT

ORDERS = [
    *(f"region/orders/{name}" for name in ("roadmaps", "clusters", "help", "комиссия", "сопровождение", "отчёт")),
    "municipality/orders/дорожная-карта", "municipality/orders/рабочая-группа", "school/orders/план", "school/orders/группа",
    "school/orders/наставничество-2024",
]  # fmt: skip
NEW = ["школьный", "учебный", "план", "отчета", "новый", "проект", "директор", "совет", "порядок", "доклад", "группа"]
DAYS = ["до 15.03.2027", "октябрь 2026", "ежемесячно", "в течение года", "до 01.02.2027, до 01.06.2027"]
TEXTS = ("текст", "мероприятие", "описание", "результат", "название", "заголовок", "преамбула", "вступление", "куратор")
DANGLING = re.compile(r"\[[\w.-]+\]")
"""What is printed for a reference to nothing."""
LISTS = ("пункты", "мероприятия", "школы", "разделы", "кластеры", "члены", "пары")
MADE: dict[str, dict[str, str]] = {
    "пункты": {"текст": "Провести школьный совет"}, "мероприятия": {"мероприятие": "Новый доклад", "срок": "до 11.11.2026"},
    "школы": {"название": "МБОУ «СОШ № 77»", "место": "г. Каменск", "муниципалитет": "каменский"},
}  # fmt: skip


class Printed(NamedTuple):
    order: Order
    annexes: tuple[Document, ...]
    workspace: Workspace
    home: Path
    pages: list[Page]
    source: Source

    def workspace_with(self, documents: list[Any]) -> Workspace:
        """The workspace with these documents in the place of its own."""
        order, *annexes = documents
        files = {real(self.home): order}
        for named, document in zip(order.annexes, annexes, strict=True):
            if named.file:
                files[real(self.home.parent / named.file)] = document
        known = {document.id: document for document in documents if document.id}
        return replace(
            self.workspace, files=ChainMap(files, self.workspace.files),  # type: ignore[arg-type]
            documents=ChainMap(known, self.workspace.documents),  # type: ignore[arg-type]
        )  # fmt: skip


@cache
def printed(name: str) -> Printed:
    home = PROJECT / "examples" / f"{name}.yaml"
    opened = open_workspace(home)
    loaded = opened.file(home)
    annexes, _ = annexes_of(opened, loaded)
    assert isinstance(loaded.model, Order)
    source = read_word(render_document(loaded.model, opened.workspace).data, name)
    pages = pages_of(Printing.of(loaded.model, opened.workspace))
    return Printed(loaded.model, annexes or (), opened.workspace, home, pages, source)


def texts_in(data: Any) -> Iterator[tuple[dict[str, Any], str]]:
    for key, value in data.items() if isinstance(data, dict) else ():
        # A charter name may be any words, so that new ones may be taken for the settlement that stands behind it.
        if isinstance(value, str) and key in TEXTS and not (key == "название" and "муниципалитет" in data):
            yield data, key
        yield from texts_in(value)
    for item in data if isinstance(data, list) else ():
        yield from texts_in(item)


def entries_in(data: Any) -> Iterator[dict[str, Any]]:
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from entries_in(value)
    if isinstance(data, dict) and "код" in data:
        yield data


def lists_in(data: Any) -> Iterator[tuple[str, list[Any]]]:
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in LISTS and isinstance(value, list) and value and isinstance(value[0], dict):
            yield key, value
        yield from lists_in(value)
    for item in data if isinstance(data, list) else ():
        yield from lists_in(item)


def holds(data: Any, wanted: Any) -> bool:
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return data is wanted or any(holds(each, wanted) for each in inside)


def edit_words(draw: Random, data: Any) -> None:
    texts = list(texts_in(data))
    if not texts:
        return
    owner, key = draw.choice(texts)
    lines = owner[key].split("\n")
    line = draw.randrange(len(lines))
    words = lines[line].split(" ")
    place = draw.randrange(1, len(words)) if len(words) > 1 else 0
    if any(sign in words[place] for sign in "{}*№") or words[place] in ("-", "--", "–"):
        return
    kind = draw.choice(["other", "more", "fewer", "sentence"])
    if kind == "other":
        words[place] = draw.choice(NEW) + "".join(sign for sign in words[place] if sign in ".,;:")[:1]
    elif kind == "more":
        words.insert(place, draw.choice(NEW))
    elif kind == "fewer" and len(words) > 3 and place:
        words.pop(place)
    elif kind == "sentence" and line == len(lines) - 1 and key in ("текст", "описание", "результат"):
        words = [*words[:-1], words[-1].rstrip(".;:") + ".", "Провести", "совещание"]
    lines[line] = " ".join(words)
    owner[key] = "\n".join(lines)


def edit_entries(draw: Random, data: Any) -> None:
    lists = list(lists_in(data))
    if not lists:
        return
    key, items = draw.choice(lists)
    kind = draw.choice(["insert", "delete", "move", "away"])
    if kind == "insert" and key in MADE:
        items.insert(draw.randint(0, len(items)), {"код": f"нов{draw.randint(1, 10**6)}", **MADE[key]})
    elif kind == "delete" and len(items) > 1 and key != "пункты":
        item = draw.choice(items)
        if not any(f"{{{entry['код']}" in str(data) for entry in entries_in(item)):  # nothing may refer to it
            items.remove(item)
    elif kind in ("move", "away") and len(items) > 1:
        item = items.pop(draw.randrange(len(items)))
        if "номер" in item:  # a pinned number says where it belongs
            items.append(item)
            return
        others = [other for name, other in lists if name == key and not holds(item, other)]
        other = draw.choice(others) if kind == "away" and others else items
        other.insert(draw.randint(0, len(other)), item)


def edit_deadline(draw: Random, data: Any) -> None:
    entries = [entry for entry in entries_in(data) if isinstance(entry.get("срок"), str)]
    if entries:
        draw.choice(entries)["срок"] = draw.choice(DAYS)


def as_models(data: list[Any]) -> list[Any]:
    return [validated_document(each)[0] for each in data]


@pytest.mark.parametrize("name", ORDERS)
@given(draw=st.randoms(use_true_random=False))
@settings(max_examples=scaled(300), deadline=None)
def test_edits_come_back_as_data_that_print_the_same_words(name: str, draw: Random) -> None:
    base = printed(name)
    data = [copy.deepcopy(document.plain()) for document in (base.order, *base.annexes)]
    own_file = [0, *(index + 1 for index, annex in enumerate(base.order.annexes) if annex.file)]
    for _ in range(draw.randint(1, 5)):
        draw.choice([edit_words, edit_words, edit_entries, edit_entries, edit_deadline])(
            draw, data[draw.choice(own_file)]
        )
    models = as_models(data)
    assume(all(model is not None for model in models))
    workspace = base.workspace_with(models)
    try:
        file = render_document(models[0], workspace).data
    except DocgenError:
        assume(False)
    wanted = plain_text(Printing.of(models[0], workspace))
    assume(not DANGLING.search(wanted))  # an entry went into another document than the one that names it
    back = returned(base.pages, base.source, read_word(file, name))
    for each in back[1:]:
        if base.order.annexes[each.page.annex or 0].document is not None:
            back[0].data["приложения"][each.page.annex]["документ"] = each.data
    found = as_models([each.data for each in back])
    assert all(model is not None for model in found)
    made = plain_text(Printing.of(found[0], base.workspace_with(found)))
    assert said(made) == said(wanted)


def said(text: str) -> list[str]:
    return [" ".join(norms(line)) for line in text.splitlines() if line.strip()]


@given(st.sampled_from(ORDERS), st.sampled_from(ORDERS), st.randoms(use_true_random=False))
@settings(max_examples=scaled(600), deadline=None)
def test_any_other_file_gives_data_or_findings_and_never_a_crash(name: str, other: str, draw: Random) -> None:
    base, blocks = printed(name), list(printed(other).source.blocks)
    for _ in range(draw.randint(0, 6)):
        kind = draw.choice(["cut", "twice", "shuffle"])
        if kind == "cut":
            place = draw.randrange(len(blocks))
            del blocks[place : place + 30]
        elif kind == "twice" and blocks:
            blocks.insert(draw.randrange(len(blocks)), draw.choice(blocks))
        else:
            draw.shuffle(blocks)
        if not blocks:
            break
    for each in returned(base.pages, base.source, replace(base.source, blocks=tuple(blocks))):
        assert each.data["вид"] == each.page.data["вид"]


def test_a_point_that_was_moved_and_given_another_deadline_is_still_the_same() -> None:
    """Half of its words went, but it is like no other: what refers to it refers to it still."""
    base = printed("municipality/orders/дорожная-карта")
    data = copy.deepcopy(base.order.plain())
    below = data["пункты"][1]["пункты"]
    point = next(each for each in entries_in(below) if each["код"] == "п2-2")
    point["пункты"][1]["срок"] = DAYS[0]
    below.remove(point)
    data["пункты"].insert(0, point)
    (order,) = as_models([data])
    file = render_document(order, base.workspace_with([order, *base.annexes])).data
    back = returned(base.pages, base.source, read_word(file, "вернулся.docx"))
    assert back[0].data["пункты"][0] == point
    assert back[0].findings == []
