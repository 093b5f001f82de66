"""Apply: an order with amendments made in it. Applying ``amend(old, new)`` to ``old`` gives ``new`` (design §8, law 10).

An amendment that carries its data sets them; of one that was read only the words are known, and ``worded_units`` finds
the fields that print them.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding
from docgen.model.amendment import Amendment
from docgen.model.annex import Annex
from docgen.model.order import Order, Status
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.patterns import pattern
from docgen.rules import Scope, rule
from docgen.transforms.amended_members import member_lines, member_name
from docgen.transforms.amended_tree import LISTS, NUMBER, Node, data_of, pin_numbers, tree_of, unit_of
from docgen.transforms.amendment_says import unit_words
from docgen.transforms.editions import Edition, Said

NO_UNIT = rule("изменяемого-нет", "В документе нет того, что изменяют", scope=Scope.SET, source="std:M01")

KEYS = {
    "пункт": ("пункты",), "подпункт": ("пункты",), "абзац": ("пункты",), "строка": ("мероприятия", "строки", "пары"),
    "раздел": ("разделы",), "позиция": ("школы",), "кластер": ("кластеры",),
}  # fmt: skip
"""The lists in which a unit may stand."""


class NoUnit(LookupError):
    """Raised when what an amendment names is not there, or not as the amendment says."""


Worded = Callable[[Document, Node, Amendment], Any]
"""Gives the plain data of a unit of which an amendment says only the words; raises ``NoUnit``."""


@dataclass
class Applied:
    """The edition that came out, and the amendments that could not be made."""

    edition: Edition
    findings: list[Finding] = field(default_factory=list)


def apply(old: Edition, amendments: Iterable[Amendment]) -> Applied:
    """The order with the amendments made; those that cannot be made are findings and leave everything as it was."""
    from docgen.transforms.worded_units import worded

    edition, findings = old, []
    # Words are those of the act before anything came or went: a reference to what goes still prints its number.
    for amendment in sorted(amendments, key=_turn):
        try:
            edition = _applied(edition, amendment, worded(edition, amendment))
        except NoUnit as fault:
            findings.append(
                NO_UNIT.finding(
                    f"Изменение не внесено: {unit_words(amendment)}. {fault}", quote=amendment.old or amendment.number,
                    hint="Сверьте номер и слова с текстом приказа, в который вносят изменения.",
                )
            )  # fmt: skip
    data = edition.order.model_copy(update={"status": Status.AMENDED})
    return Applied(Edition(data, edition.annexes, edition.workspace), findings)


_STRUCTURAL = ("дополнить", "ввести в состав", "вывести из состава")
_GOING = ("утратил силу", "исключить")


def _turn(amendment: Amendment) -> int:
    """When an amendment is made: words first, and what goes last, so that a list is never empty on the way."""
    return 2 if amendment.kind in _GOING else 1 if amendment.kind in _STRUCTURAL else 0


def _applied(edition: Edition, amendment: Amendment, made: Worded | None) -> Edition:
    if amendment.annex is None:
        order = _document(edition.order, [amendment], None, made)
        assert isinstance(order, Order)
        return Edition(order.model_copy(update={"annexes": edition.order.annexes}), edition.annexes, edition.workspace)
    numbers = [edition.annex_number(index) for index in range(len(edition.annexes))]
    if amendment.unit == "приложение" and amendment.kind == "дополнить":
        return _with_annex(edition, amendment)
    if amendment.annex not in numbers:
        raise NoUnit(f"Приложения «{amendment.annex}» нет.")
    index = numbers.index(amendment.annex)
    if amendment.unit == "приложение" and amendment.kind == "утратил силу":
        return _without_annex(edition, index)
    document, printing = edition.of_part(index)
    if amendment.unit == "приложение":
        if amendment.data is None:
            raise NoUnit("Новой редакции приложения нет среди приложений приказа.")
        # The annex keeps the id by which the points of the order name it.
        own = {"код": document.id} if document.id else {}
        made_new = _validated({**{key: value for key, value in amendment.data.items() if key != "код"}, **own})
    else:
        made_new = _document(document, [amendment], Said(document, printing), made)
    return Edition(
        edition.order, (*edition.annexes[:index], made_new, *edition.annexes[index + 1 :]), edition.workspace
    )


def _with_annex(edition: Edition, amendment: Amendment) -> Edition:
    if amendment.data is None:
        raise NoUnit("Нового приложения нет среди приложений приказа.")
    document = _validated(amendment.data)
    id_ = amendment.lines[0].text if amendment.lines else document.id
    file = f"{id_}.yaml"
    order = edition.order.model_copy(
        update={
            "annexes": (
                *edition.order.annexes,
                Annex.model_construct(id=id_, file=file, document=None, restriction=None),
            )
        }
    )
    return Edition(order, (*edition.annexes, document), edition.workspace)


def _without_annex(edition: Edition, index: int) -> Edition:
    annexes = edition.order.annexes
    order = edition.order.model_copy(update={"annexes": (*annexes[:index], *annexes[index + 1 :])})
    return Edition(order, (*edition.annexes[:index], *edition.annexes[index + 1 :]), edition.workspace)


def _validated(data: dict[str, Any]) -> Document:
    model, findings = validated(DOCUMENT_KINDS.get(str(data.get("вид")), Order), data)
    if not isinstance(model, Document):
        raise NoUnit(" ".join(finding.message for finding in findings))
    return model


def applied_to(document: Document, amendments: Sequence[Amendment], said: Said | None = None) -> Document | None:
    """A document with amendments that carry their data made in it; None when one of them does not fit."""
    try:
        return _document(document, amendments, said, None)
    except NoUnit:
        return None


def _document(document: Document, amendments: Sequence[Amendment], said: Said | None, made: Worded | None) -> Document:
    tree = tree_of(document)
    lines = {}
    if said is not None and "члены" in LISTS.get(type(document), {}).get("", ()):
        lines = {id(node): text for node, text in zip(tree.children, member_lines(said).values(), strict=True)}
    for amendment in amendments:
        data = amendment.data
        if (
            data is None
            and made is not None
            and amendment.kind not in ("утратил силу", "исключить", "вывести из состава")
        ):
            data = made(document, tree, amendment)
        if amendment.unit == "член":
            _change_members(tree, lines, amendment, data)
        else:
            _change(tree, type(document), amendment, data)
    pin_numbers(tree)
    made_data = data_of(tree)
    if isinstance(document, Order):  # annexes that are not of the usual kinds would not come back from plain data
        made_data.pop("приложения", None)
    return _validated(made_data)


def _change(tree: Node, kind: type[Any], amendment: Amendment, data: Any) -> None:
    if amendment.unit not in KEYS:
        for key, value in data.items():
            tree.own.pop(key, None)
            if value is not None:
                tree.own[key] = value
    elif amendment.kind in ("утратил силу", "исключить"):
        parent, node = find(tree, amendment)
        parent.children.remove(node)
    elif amendment.kind == "дополнить":
        _insert(tree, kind, amendment, data)
    else:
        find(tree, amendment)[1].own = copy.deepcopy(data)


def find(tree: Node, amendment: Amendment) -> tuple[Node, Node]:
    """The unit that an amendment names, and what holds it."""
    keys = KEYS[amendment.unit]
    for parent in tree.inside():
        for node in parent.children:
            if node.key not in keys or node.number != amendment.number:
                continue
            if amendment.unit != "позиция" or parent.number == amendment.inside or not amendment.inside:
                return parent, node
    raise NoUnit(f"Номера «{amendment.number}» нет.")


_PARENT = pattern(r"(.+)\.[^.]+$")


def _insert(tree: Node, kind: type[Any], amendment: Amendment, data: Any) -> None:
    parent = _holder(tree, amendment)
    lists = LISTS[kind].get(parent.key, ())
    keys = [key for key in KEYS[amendment.unit] if key in lists]
    if not keys:
        raise NoUnit(f"Там, где должен стоять номер «{amendment.number}», такого не бывает.")
    node = unit_of(data, keys[0], kind)
    _renumber(node, amendment.number, data)
    siblings = parent.below(keys[0])
    if any(each.number == amendment.number and amendment.number for each in siblings):
        raise NoUnit(f"Номер «{amendment.number}» уже занят.")
    before = next((each for each in siblings if each.number == amendment.after), None) if amendment.after else None
    if before is None and (not amendment.after or amendment.data is None):
        lower = [each for each in siblings if each.number and order_of(each.number) < order_of(amendment.number)]
        before = lower[-1] if lower else None
    at = parent.children.index(before) + 1 if before else parent.children.index(siblings[0]) if siblings else 0
    parent.children.insert(at if siblings else len(parent.children), node)


def _holder(tree: Node, amendment: Amendment) -> Node:
    if amendment.unit == "позиция":
        clusters = [node for node in tree.children if node.number == amendment.inside or not amendment.inside]
        if not clusters:
            raise NoUnit(f"Кластера «{amendment.inside}» нет.")
        return clusters[0]
    match = _PARENT.match(amendment.number)
    if match is None:
        return tree
    for node in tree.inside():
        if node.number == match[1] and node.key in ("пункты", "разделы"):
            return node
    if any(node.number and "." in node.number for node in tree.children):
        return tree
    raise NoUnit(f"Номера «{match[1]}» нет.")


def order_of(number: str) -> list[tuple[int, int, str]]:
    """How numbers follow one another: 4, 4¹, 4², 5, 10."""
    found = []
    for part in number.split("."):
        digits = part.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        raised = part[len(digits) :].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        found.append((int(digits) if digits.isdecimal() else 0, int(raised or "0"), digits))
    return found


def _renumber(node: Node, number: str, data: Any) -> None:
    """Number a new unit and what stands inside it: by their pins, else by counting."""
    node.number = number or None
    node.pin = data.get(NUMBER) if isinstance(data, dict) else None
    for count, child in enumerate(node.children, 1):
        prefix = f"{number}." if number and child.key != "школы" else ""
        _renumber(child, child.pin or f"{prefix}{count}", {NUMBER: child.pin} if child.pin else {})


def _change_members(tree: Node, lines: dict[int, str], amendment: Amendment, data: Any) -> None:
    members = tree.below("члены")

    def named(text: str) -> Node:
        found = [node for node in members if lines.get(id(node)) == text]
        name = member_name(text)
        found = found or [node for node in members if member_name(lines.get(id(node), "")) == name]
        if len(found) != 1:
            raise NoUnit(f"В составе нет «{text}».")
        return found[0]

    if amendment.kind == "вывести из состава":
        tree.children.remove(named(amendment.old))
    elif amendment.kind == "ввести в состав":
        node = Node("члены", copy.deepcopy(data))
        lines[id(node)] = amendment.lines[0].text if amendment.lines else ""
        at = tree.children.index(named(amendment.after)) + 1 if amendment.after else 0
        tree.children.insert(at if amendment.after or amendment.data is not None else len(members), node)
    else:
        node = named(amendment.number)
        node.own = copy.deepcopy(data)
        if amendment.lines:
            lines[id(node)] = amendment.lines[0].text
