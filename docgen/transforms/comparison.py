"""Diff: two versions or two years of a document in words, by points and rows: moved, added, removed, changed.

Units are matched by id first, then by what they say. Nothing is judged here; what an amending order would say is the
business of ``amending``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.language.printing import Printing
from docgen.likeness import stretches
from docgen.model.composition import Composition
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.transforms.amended_members import member_lines
from docgen.transforms.amended_tree import Node, kept_pairs, pairs_of, tree_of
from docgen.transforms.editions import FIELDS, Edition, Said

DifferenceKind = Literal["изменено", "добавлено", "исключено", "перемещено"]

UNITS = {
    "пункты": "пункт", "разделы": "раздел", "мероприятия": "строка", "строки": "строка", "пары": "строка",
    "кластеры": "кластер", "школы": "позиция", "члены": "член состава",
}  # fmt: skip
Mark = Literal["=", "-", "+"]


@dataclass(frozen=True)
class Difference:
    """One difference. ``part`` is the annex («приложение № 1», empty for the text itself), ``was`` and ``now`` numbers."""

    kind: DifferenceKind
    part: str
    unit: str
    was: str = ""
    now: str = ""
    column: str = ""
    words: tuple[tuple[Mark, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The difference as plain data."""
        return {
            "что": self.kind, "где": self.part, "единица": self.unit, "номер было": self.was, "номер стало": self.now,
            "графа": self.column, "слова": [list(pair) for pair in self.words],
        }  # fmt: skip


@dataclass
class Side:
    """One of two documents: its parts (itself and its annexes) by name, each with its printing."""

    parts: list[tuple[str, str, Document, Printing]] = field(default_factory=list)
    """The id, the name for people, the document, its printing."""

    @classmethod
    def of(cls, document: Document, edition: Edition | None, printing: Printing) -> Side:
        """An order with its annexes, or a document by itself."""
        if edition is None:
            return cls([("", "", document, printing)])
        side = cls([("", "", edition.order, edition.printing)])
        for index, id_ in enumerate(edition.annex_ids):
            number = edition.annex_number(index)
            name = f"приложение № {number}" if number else "приложение"
            side.parts.append((id_, name, *edition.of_part(index)))
        return side


def diff(old: Side, new: Side) -> list[Difference]:
    """The differences in the order of the newer document; what is gone stands where it stood."""
    found: list[Difference] = []
    pairs = _parts(old, new)
    for before, after in pairs:
        if before is None and after is not None:
            found.append(Difference("добавлено", after[1], after[2].kind, words=(("+", _title(after[2])),)))
        elif after is None and before is not None:
            found.append(Difference("исключено", before[1], before[2].kind, words=(("-", _title(before[2])),)))
        elif before is not None and after is not None:
            found.extend(_Comparing(before, after).differences())
    return found


Part = tuple[str, str, Document, Printing]


def _parts(old: Side, new: Side) -> list[tuple[Part | None, Part | None]]:
    """The annexes of both by id; those without their like by kind and order."""
    waiting = list(old.parts[1:])
    pairs: list[tuple[Part | None, Part | None]] = [(old.parts[0], new.parts[0])]
    chosen: dict[int, Part] = {}
    for after in new.parts[1:]:
        same = next((before for before in waiting if before[0] == after[0]), None)
        if same is not None:
            chosen[id(after)] = same
            waiting.remove(same)
    for after in new.parts[1:]:
        if id(after) not in chosen:
            same = next((before for before in waiting if type(before[2]) is type(after[2])), None)
            if same is not None:
                chosen[id(after)] = same
                waiting.remove(same)
        pairs.append((chosen.get(id(after)), after))
    return [*pairs, *((before, None) for before in waiting)]


def _title(document: Document) -> str:
    return document.title.words.replace("\n", " ")


class _Comparing:
    """One document in two versions."""

    def __init__(self, before: Part, after: Part) -> None:
        self.part = after[1] or before[1]
        self.old, self.new = tree_of(before[2]), tree_of(after[2])
        self.said, self.says = Said(before[2], before[3]), Said(after[2], after[3])
        self.document = after[2]
        self._members = [
            member_lines(said) if isinstance(said.document, Composition) else {} for said in (self.said, self.says)
        ]

    def differences(self) -> Iterator[Difference]:
        """The title and the words around, then the units."""
        kind = type(self.document)
        parts = ("заголовок", "преамбула") if kind is Order else FIELDS.get(kind, ("заголовок",))
        for part in parts:
            was, now = self.said.part(part), self.says.part(part)
            if was != now:
                yield Difference("изменено", self.part, part, words=marked(was, now))
        yield from self._inside(self.old, self.new)

    def _inside(self, old: Node, new: Node) -> Iterator[Difference]:
        codes = {node.code: node for node in self.old.inside() if node.code}
        for key in dict.fromkeys(child.key for child in (*old.children, *new.children)):
            ours, theirs = old.below(key), new.below(key)
            pairs = [(ours[before], theirs[after]) for before, after in pairs_of(ours, theirs)]
            stays = {id(after) for _, after in kept_pairs(ours, theirs)}
            known = {id(after): before for before, after in pairs}
            there = {id(before) for before, _ in pairs}
            new_codes = {node.code for node in self.new.inside() if node.code}
            for node in ours:
                if id(node) not in there and node.code not in new_codes:
                    yield self._whole("исключено", node, self.said, 0)
            for node in theirs:
                elsewhere = codes.get(node.code) if node.code else None
                before = known.get(id(node)) or (elsewhere if elsewhere and elsewhere.key == key else None)
                if before is None:
                    yield self._whole("добавлено", node, self.says, 1)
                    continue
                if id(node) not in stays:
                    yield Difference("перемещено", self.part, UNITS[key], before.number or "", node.number or "")
                yield from self._changed(before, node)
                yield from self._inside(before, node)

    def _whole(self, kind: DifferenceKind, node: Node, said: Said, side: int) -> Difference:
        mark: Mark = "+" if kind == "добавлено" else "-"
        lines = []
        for unit in node.inside():
            if unit.path in self._members[side]:
                lines.append(self._members[side][unit.path])
            elif said.is_row(unit.path):
                lines.append(" | ".join(text.replace("\n", " ") or "–" for _, text in said.cells(unit.path)))
            else:
                lines.append(said.text(unit.path))
        was, now = ("", node.number or "") if kind == "добавлено" else (node.number or "", "")
        return Difference(kind, self.part, UNITS[node.key], was, now, words=((mark, "\n".join(lines)),))

    def _changed(self, before: Node, after: Node) -> Iterator[Difference]:
        unit, was, now = UNITS[after.key], before.number or "", after.number or ""
        if before.path in self._members[0] or after.path in self._members[1]:
            texts = self._members[0].get(before.path, ""), self._members[1].get(after.path, "")
            if texts[0] != texts[1]:
                yield Difference("изменено", self.part, unit, words=marked(*texts))
        elif self.said.is_row(before.path) and self.says.is_row(after.path):
            old, new = self.said.cells(before.path), self.says.cells(after.path)
            for column, text, becomes in _cells_of(old, new):
                if text != becomes:
                    yield Difference("изменено", self.part, unit, was, now, column, marked(text, becomes))
        elif self.said.text(before.path) != self.says.text(after.path):
            words = marked(self.said.text(before.path), self.says.text(after.path))
            yield Difference("изменено", self.part, unit, was, now, words=words)


_TOKEN = pattern(r"\s+|[^\W_]+(?:[-./][^\W_]+)*|.", 16)


_UNLIKE = 0.35
"""Texts with less than this in common are shown one after the other, not word by word."""


def marked(old: str, new: str) -> tuple[tuple[Mark, str], ...]:
    """Both texts as one: words that stayed, went and came."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _UNLIKE:
        return tuple(pair for pair in (("-", old), ("+", new)) if pair[1])
    found: list[tuple[Mark, str]] = []
    for gone, came, stayed in stretches(matcher, ours):
        went, put = "".join(ours[slice(*gone)]), "".join(theirs[slice(*came)])
        found.extend(pair for pair in (("-", went), ("+", put), ("=", "".join(ours[slice(*stayed)]))) if pair[1])
    return tuple(found)


def _cells_of(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The cells of a row in both versions under the newer headings; of other columns, those of the same heading."""
    if len(old) == len(new):
        yield from ((column, was, now) for (_, was), (column, now) in zip(old, new, strict=True))
        return
    cells = dict(old)
    yield from ((column, cells.pop(column, ""), text) for column, text in new)
    yield from ((column, text, "") for column, text in cells.items())


def as_text(differences: list[Difference]) -> str:
    """The differences for people: what went in [−…−], what came in {+…+}."""
    lines = []
    part = None
    for each in differences:
        if each.part != part and each.part:
            lines.append(f"\n{each.part[:1].upper()}{each.part[1:]}")
        part = each.part
        lines.append(_line(each))
    return "\n".join(lines).lstrip("\n") + "\n" if lines else "Различий нет.\n"


_SIGNS = {"=": ("", ""), "-": ("[−", "−]"), "+": ("{+", "+}")}


def _line(each: Difference) -> str:
    number = f" {each.now or each.was}" if each.now or each.was else ""
    renumbered = f" (было {each.was})" if each.was and each.now and each.was != each.now else ""
    column = f", графа «{each.column}»" if each.column else ""
    head = f"{each.unit[:1].upper()}{each.unit[1:]}{number}{renumbered}{column}: {_done(each)}"
    if not each.words:
        return f"{head}."
    said = "".join(f"{_SIGNS[mark][0]}{text}{_SIGNS[mark][1]}" for mark, text in _shortened(each.words))
    body = "\n".join(f"    {line}" for line in said.split("\n"))
    return f"{head}:\n{body}"


_DONE = {"изменено": "изменен", "добавлено": "добавлен", "исключено": "исключен", "перемещено": "перемещен"}


def _done(each: Difference) -> str:
    """«изменена», in the gender of what is named last before it."""
    word = "графа" if each.column else each.unit
    return _DONE[each.kind] + ("а" if word.endswith(("а", "я")) else "о" if word.endswith(("е", "о")) else "")


_AROUND = 60


def _shortened(words: tuple[tuple[Mark, str], ...]) -> Iterator[tuple[Mark, str]]:
    """Long stretches that stayed are cut to what stands beside a change."""
    last = len(words) - 1
    for index, (mark, text) in enumerate(words):
        if mark != "=" or len(text) <= 2 * _AROUND + 10:
            yield mark, text
        elif index == 0:
            yield mark, f"…{text[-_AROUND:]}"
        elif index == last:
            yield mark, f"{text[:_AROUND]}…"
        else:
            yield mark, f"{text[:_AROUND]} … {text[-_AROUND:]}"
