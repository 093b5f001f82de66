"""Amend: from two editions of an order, the amendments that make the one of the other, in the order of the base act.

Numbers are never shifted: what is new is pinned as 4¹, what is gone leaves a gap. An annex that single amendments
cannot describe is set out anew. How amendments are worded is the business of ``amending_order``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from docgen.findings import Finding
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.amendment import Amendment, Line, Unit
from docgen.model.order import Order, Status
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.rules import Scope, rule
from docgen.transforms.amended_members import member_amendments
from docgen.transforms.amended_tree import LISTS, Node, data_of, keep_numbers, kept_pairs, pin_numbers, tree_of
from docgen.transforms.amendment_words import word_changes
from docgen.transforms.editions import FIELDS, Edition, Said, lines_of

OTHER_ORDER = rule("не-тот-же-приказ", "Сравниваются два разных документа", scope=Scope.SET, source="std:M01")
NOT_SIGNED = rule("основной-не-подписан", "Изменяют только подписанный документ", scope=Scope.SET, source="std:M01")
NOTHING_CHANGED = rule("нечего-изменять", "Редакции говорят одно и то же", scope=Scope.SET)
NOT_AMENDABLE = rule("изменение-не-выразить", "Такое изменение не вносят отдельным приказом", scope=Scope.SET)

OWN_FIELDS = frozenset({
    "код", "состояние", "регистрация", "откуда", "планируемая дата", "город", "период", "акты", "проект внесён", "согласовано",
    "визы", "ознакомить", "рассылка", "исполнитель", "разрешить", "заголовок", "преамбула", "пункты", "приложения",
})  # fmt: skip
"""What may differ between editions: service marks, which stay the base act's, and what amendments describe."""
KEPT = ("код", "состояние", "регистрация", "откуда", "планируемая дата", "город", "период", "проект внесён", "согласовано",
        "визы", "ознакомить", "рассылка", "исполнитель", "разрешить")  # fmt: skip
"""What the consolidated text takes from the base act."""


@dataclass
class Amended:
    """The amendments in the order of the base act, the consolidated text, and what cannot be amended so."""

    amendments: list[Amendment] = field(default_factory=list)
    consolidated: Edition | None = None
    findings: list[Finding] = field(default_factory=list)


def amend(old: Edition, new: Edition) -> Amended:
    """The amendments that make ``new`` of ``old``, up to the numbers of what is new."""
    amended = Amended(findings=list(_hindrances(old, new)))
    if amended.findings:
        return amended
    amended.consolidated, faults = _consolidated(old, new)
    amended.findings.extend(faults)
    if amended.consolidated is None:
        return amended
    amended.amendments = list(_amendments(old, amended.consolidated))
    amended.findings.extend(_unsaid(old, amended))
    if not amended.amendments and not amended.findings:
        amended.findings.append(
            NOTHING_CHANGED.finding("Редакции печатаются одинаково: изменять нечего.",
                                    hint="Внесите правки в новую редакцию и сравните снова.")
        )  # fmt: skip
    return amended


def _unsaid(old: Edition, amended: Amended) -> Iterator[Finding]:
    """What the amendments found do not bring about: a change of something that has neither a number nor a name."""
    from docgen.transforms.applying import apply

    assert amended.consolidated is not None
    wanted = page(amended.consolidated)
    made = page(apply(old, amended.amendments).edition)
    for line, other in zip_longest(made.split("\n"), wanted.split("\n"), fillvalue=""):
        if line != other:
            yield NOT_AMENDABLE.finding(
                f"Изменение «{other or line}» нельзя назвать: у того, что меняется, нет ни номера, ни имени.",
                quote=other or line, hint="Дайте номера или измените то, внутри чего это стоит.",
            )  # fmt: skip
            return


def page(edition: Edition) -> str:
    """What an edition prints, its annexes included."""
    return plain_text(edition.printing)


def _hindrances(old: Edition, new: Edition) -> Iterator[Finding]:
    """Why one is not an edition of the other."""
    before, after = old.order, new.order
    if before.kind != after.kind:
        yield OTHER_ORDER.finding(
            f"Виды разные: «{before.kind}» и «{after.kind}».", path=("вид",), quote=after.kind,
            hint="Сравнивают две редакции одного документа.",
        )  # fmt: skip
    elif _is_another(before, after):
        yield OTHER_ORDER.finding(
            f"Это разные документы: «{before.title.words}» и «{after.title.words}».", path=("код",),
            quote=after.id or "", hint="Новая редакция – это копия документа с тем же кодом, в которую внесены правки.",
        )  # fmt: skip
    registration = before.registration
    if not before.status.frozen or registration is None or not (registration.date and registration.number):
        yield NOT_SIGNED.finding(
            f"Документ ещё не зарегистрирован («состояние: {before.status}»), изменять его приказом рано.",
            path=("состояние",), quote=str(before.status),
            hint="Проект просто исправляют. У подписанного заполните «регистрация: дата и номер».",
        )  # fmt: skip
    elif before.status is Status.REPEALED:
        yield NOT_SIGNED.finding(
            "Документ утратил силу, изменять его нельзя.", path=("состояние",), quote=str(before.status),
            hint="Издайте новый документ.",
        )  # fmt: skip
    ours, theirs = before.plain(), after.plain()
    for key in dict.fromkeys((*ours, *theirs)):
        if key not in OWN_FIELDS and key != "вид" and ours.get(key) != theirs.get(key):
            yield NOT_AMENDABLE.finding(
                f"Поле «{key}» в новой редакции другое, а приказом об изменении его не меняют.", path=(key,),
                hint=f"Верните «{key}» как в прежней редакции или издайте новый документ.",
            )  # fmt: skip


def _is_another(before: Order, after: Order) -> bool:
    if before.id and before.id == after.id:
        return False
    registration, other = before.registration, after.registration
    if registration and other and registration.number == other.number and registration.date == other.date:
        return False
    return not ({p.id for p in before.points if p.id} & {p.id for p in after.points if p.id}) or bool(
        before.id and after.id
    )


def _consolidated(old: Edition, new: Edition) -> tuple[Edition | None, list[Finding]]:
    """The new edition as the base act will read: with the numbers of the old one, and its date, number and marks."""
    findings = list(_annex_faults(old, new))
    if findings:
        return None, findings
    tree = _numbered(old.order, new.order)
    kept = old.order.plain()
    data = {**{key: value for key, value in data_of(tree).items() if key not in KEPT},
            **{key: kept[key] for key in KEPT if key in kept}, "состояние": str(Status.AMENDED)}  # fmt: skip
    data = {key: data[key] for key in _field_order(data)}
    annexes = []
    before = dict(zip(old.annex_ids, old.annexes, strict=True))
    for id_, document in zip(new.annex_ids, new.annexes, strict=True):
        there = before.get(id_)
        same_kind = there is not None and type(there) is type(document) and type(document) in LISTS
        annexes.append(_made(data_of(_numbered(there, document))) if same_kind and there else document)
    order = _made({**data, "приложения": []} if annexes else data)
    assert isinstance(order, Order)
    order = order.model_copy(update={"annexes": new.order.annexes})
    return Edition(order, tuple(annexes), old.workspace), []


def _field_order(data: dict[str, Any]) -> list[str]:
    known = [info.alias or name for name, info in Order.model_fields.items()]
    return sorted(data, key=known.index)


def _numbered(old: Document, new: Document) -> Node:
    tree = tree_of(new)
    keep_numbers(tree_of(old), tree)
    pin_numbers(tree)
    return tree


def _made(data: dict[str, Any]) -> Document:
    model, findings = validated(DOCUMENT_KINDS[data["вид"]], data)
    if model is None:
        raise AssertionError(findings)  # it was a document before its numbers were pinned
    assert isinstance(model, Document)
    return model


def _annex_faults(old: Edition, new: Edition) -> Iterator[Finding]:
    """An annex that is not the last one and comes or goes would shift the numbers of others."""
    ours, theirs = list(old.annex_ids), list(new.annex_ids)
    stays = min(len(ours), len(theirs))
    for index in range(stays):
        if ours[index] != theirs[index]:
            yield NOT_AMENDABLE.finding(
                f"Приложение «{theirs[index]}» стоит на месте приложения «{ours[index]}», и номера приложений сдвинулись.",
                path=("приложения", index), quote=theirs[index],
                hint="Новое приложение ставьте последним; ненужное, если оно не последнее, оставьте в списке.",
            )  # fmt: skip
            return


def _amendments(old: Edition, new: Edition) -> Iterator[Amendment]:
    yield from _Comparing(old, new, None).amendments()
    for index, id_ in enumerate(new.annex_ids):
        number = new.annex_number(index)
        if index >= len(old.annexes):
            yield Amendment("дополнить", "приложение", number, annex=number, data=new.annexes[index].plain(),
                            lines=(Line(id_),))  # fmt: skip
            continue
        yield from _of_annex(old, new, index)
    for index in range(len(new.annexes), len(old.annexes)):
        number = old.annex_number(index)
        yield Amendment("утратил силу", "приложение", number, annex=number)


_MOST = 8
"""Amendments of one annex that are still read; of more than that, and a third of its units, it is set out anew."""


def _of_annex(old: Edition, new: Edition, index: int) -> Iterator[Amendment]:
    """What is changed in one annex; all of it where single amendments do not make the one of the other."""
    before, after = old.annexes[index], new.annexes[index]
    if before == after:
        return
    from docgen.transforms.applying import applied_to

    found = list(_Comparing(old, new, index).amendments()) if type(before) is type(after) else []
    made = applied_to(before, found, Said(*old.of_part(index))) if found else None
    is_many = len(found) > max(_MOST, len(list(tree_of(before).inside())) // 3)
    if is_many or made is None or _text(new, index, made) != _text(new, index, after):
        number = new.annex_number(index)
        yield Amendment("изложить", "приложение", number, annex=number, data=after.plain(),
                        lines=(Line(new.annex_ids[index]),))  # fmt: skip
    else:
        yield from found


def _text(edition: Edition, index: int, document: Document) -> str:
    """What an annex prints, by itself."""
    printing = Printing.of(document, edition.workspace)
    printing.order = edition.printing.order
    return plain_text(printing)


class _Comparing:
    """One document in two editions: the order itself (None) or one of its annexes."""

    def __init__(self, old: Edition, new: Edition, index: int | None) -> None:
        before, printing = old.of_part(index)
        after, printing_after = new.of_part(index)
        self.document = after
        self.old, self.new = tree_of(before), tree_of(after)
        self.said, self.says = Said(before, printing), Said(after, printing_after)
        self.annex = None if index is None else old.annex_number(index)

    def amendments(self) -> Iterator[Amendment]:
        """What is changed, in the order of the act."""
        parts = ("заголовок", "преамбула") if isinstance(self.document, Order) else FIELDS.get(type(self.document), ())
        for part in parts:
            if part != "заключение":
                yield from self._part(part)
        if "члены" in {child.key for child in (*self.old.children, *self.new.children)}:
            yield from member_amendments(self.said, self.says, self.old, self.new, self.annex)
        else:
            yield from self._inside(self.old, self.new)
        if "заключение" in parts:
            yield from self._part("заключение")

    def _part(self, name: str) -> Iterator[Amendment]:
        """The title, the preamble, the words around a table."""
        before, after = self.said.part(name), self.says.part(name)
        if before == after:
            return
        unit: Unit = "наименование" if name == "заголовок" and self.annex is not None else name  # type: ignore[assignment]
        key = {"заголовок": "название" if self.annex is not None else "заголовок"}.get(name, name)
        data = {key: self.new.own.get(key)}
        changes = word_changes(before, after) if name != "заголовок" else None
        if changes:
            yield from (Amendment(change.kind, unit, annex=self.annex, old=change.old, new=change.new, after=change.after,
                                  data=data) for change in changes)  # fmt: skip
        else:
            lines = lines_of(after)
            yield Amendment("изложить", unit, annex=self.annex, lines=lines if after else (), data=data)

    def _inside(self, old: Node, new: Node) -> Iterator[Amendment]:
        """What is changed in the lists of a unit, from top to bottom; what is gone where it stood."""
        for key in dict.fromkeys(child.key for child in (*old.children, *new.children)):
            ours, theirs = old.below(key), new.below(key)
            kept = kept_pairs(ours, theirs)
            pairs = {id(before): after for before, after in kept}
            position = 0
            for before in ours:
                after = pairs.get(id(before))
                if after is None:
                    yield self._gone(before, old)
                    continue
                while theirs[position] is not after:
                    yield from self._put_in(theirs[position], theirs[:position], new)
                    position += 1
                position += 1
                yield from self._changed(before, after, old)
            for index in range(position, len(theirs)):
                yield from self._put_in(theirs[index], theirs[:index], new)

    def _gone(self, node: Node, parent: Node) -> Amendment:
        is_text = node.key in ("пункты", "разделы")
        return Amendment("утратил силу" if is_text else "исключить", self.unit(node), node.number or "", self.annex,
                         inside=self._holder(node, parent))  # fmt: skip

    def _put_in(self, node: Node, before: list[Node], parent: Node) -> Iterator[Amendment]:
        """A new unit with all inside it; the rows of a new section each by itself, for its table cannot stand in a text."""
        rows = [child for child in node.children if self.says.is_row(child.path)]
        units = [unit for unit in node.inside() if unit not in rows]
        lines = tuple(line for unit in units for line in self._edition(unit))
        after = next((each.number for each in reversed(before) if each.number), "")
        data = data_of(node)
        for child in rows:
            data.pop(child.key, None)
        yield Amendment("дополнить", self.unit(node), node.number or "", self.annex, inside=self._holder(node, parent),
                        after=after or "", lines=lines, data=copy.deepcopy(data))  # fmt: skip
        for index, child in enumerate(rows):
            yield from self._put_in(child, rows[:index], node)

    def _edition(self, node: Node) -> tuple[Line, ...]:
        lines = self.says.lines(node.path, node.number)
        if self.says.is_row(node.path) and node.number:
            return (Line(node.number, column="№ п/п"), *lines)
        return lines

    def _holder(self, node: Node, parent: Node) -> str:
        return parent.number or "" if node.key == "школы" else ""

    def _changed(self, before: Node, after: Node, parent: Node) -> Iterator[Amendment]:
        unit, number, inside = self.unit(before), before.number or "", self._holder(before, parent)
        if self.said.is_row(before.path) and self.says.is_row(after.path):
            yield from self._row(before, after, unit, inside)
        else:
            was, becomes = self.said.text(before.path), self.says.text(after.path)
            changes = word_changes(was, becomes) if was != becomes else None
            if changes:
                for change in changes:
                    yield Amendment(change.kind, unit, number, self.annex, inside, "", change.old, change.new,
                                    change.after, data=after.own)  # fmt: skip
            elif was != becomes:
                has_more = bool(before.children or after.children) and unit in ("пункт", "подпункт")
                lines = self.says.lines(after.path, None if has_more else after.number)
                yield Amendment("изложить", "абзац" if has_more else unit, number, self.annex, inside, lines=lines,
                                data=after.own)  # fmt: skip
        yield from self._inside(before, after)

    def _row(self, before: Node, after: Node, unit: Unit, inside: str) -> Iterator[Amendment]:
        was, becomes = self.said.cells(before.path), self.says.cells(after.path)
        if was == becomes:
            return
        number = before.number or ""
        differ = [pair for pair in zip(was, becomes, strict=False) if pair[0] != pair[1]]
        has_lines = len({heading for heading, _ in was}) < len(was)  # a heading would name several of its cells
        if has_lines or len(was) != len(becomes) or len(differ) > max(2, len(was) // 2):
            yield Amendment("изложить", unit, number, self.annex, inside, lines=self._edition(after), data=after.own)
            return
        for (_, old), (column, new) in differ:
            changes = word_changes(old, new)
            if not changes:
                lines = lines_of(new)
                yield Amendment("изложить", unit, number, self.annex, inside, column, lines=lines, data=after.own)
            for change in changes or ():
                yield Amendment(change.kind, unit, number, self.annex, inside, column, change.old, change.new,
                                change.after, data=after.own)  # fmt: skip

    def unit(self, node: Node) -> Unit:
        """What a unit is called."""
        if node.key == "пункты":
            return "подпункт" if isinstance(self.document, Order) and "." in (node.number or "") else "пункт"
        units: dict[str, Unit] = {"разделы": "раздел", "мероприятия": "строка", "кластеры": "кластер", "строки": "строка",
                                  "школы": "позиция", "пары": "строка", "члены": "член"}  # fmt: skip
        return units[node.key]
