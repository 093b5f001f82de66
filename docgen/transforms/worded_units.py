"""Units of which an amendment says only the words: the fields that print them.

The fields are tried one after another: what prints exactly the wanted words is taken; where none does, the words
themselves become the text.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.language.requisites import full_name
from docgen.language.view import View
from docgen.model.amendment import Amendment, Line
from docgen.model.cluster import ClusterList, School
from docgen.model.composition import SchoolPairs
from docgen.model.order import Order
from docgen.model.regulation import Regulation
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.patterns import pattern
from docgen.transforms.amended_members import member_lines, member_name
from docgen.transforms.amended_tree import NUMBER, Node, data_of, pin_numbers
from docgen.transforms.amendment_words import plain_blanks
from docgen.transforms.applying import NoUnit, Worded, find
from docgen.transforms.editions import Edition, Said
from docgen.transforms.worded_rows import (
    LINES,
    Cells,
    by_line,
    cell_candidates,
    change_of,
    line_candidates,
    literal,
    row_made,
    validated_deadline,
    wanted_cells,
)  # fmt: skip

_PART_KEYS = {"вступление": "вступление", "заключение": "заключение", "преамбула": "преамбула", "заголовок": "заголовок",
              "наименование": "название"}  # fmt: skip


def worded(edition: Edition, amendment: Amendment) -> Worded | None:
    """What makes the data of an amendment that carries none; None for one that does."""
    return None if amendment.data is not None else _Wording(edition, amendment).data


class _Wording:
    """One amendment in an edition."""

    def __init__(self, edition: Edition, amendment: Amendment) -> None:
        self.edition = edition
        numbers = [edition.annex_number(index) for index in range(len(edition.annexes))]
        self.index = numbers.index(amendment.annex) if amendment.annex in numbers else None
        if amendment.annex is not None and self.index is None:
            raise NoUnit(f"Приложения «{amendment.annex}» нет.")

    def data(self, document: Document, tree: Node, amendment: Amendment) -> Any:
        """The plain data of the unit after the amendment."""
        said = Said(*self.edition.of_part(self.index))
        if amendment.unit == "приложение":
            raise NoUnit("Новой редакции приложения нет среди приложений приказа.")
        if amendment.unit == "член":
            return self._member(tree, said, amendment)
        if amendment.unit in _PART_KEYS:
            return self._part(tree, said, amendment)
        if amendment.kind == "дополнить":
            return self._new_unit(document, said, amendment)
        node = find(tree, amendment)[1]
        if said.is_row(node.path):
            return self._row(document, tree, node, said, amendment)
        return self._text(document, tree, node, said, amendment)

    def _prints(self, document: Document, tree: Node, node: Node, own: dict[str, Any]) -> Said | None:
        """What the document says with other fields in one unit; None when that is no document."""
        kept, node.own = node.own, own
        pin_numbers(tree)
        data = data_of(tree)
        node.own = kept
        if isinstance(document, Order):
            data.pop("приложения", None)
        model, findings = validated(DOCUMENT_KINDS[data["вид"]], data)
        if model is None or findings or not isinstance(model, Document):
            return None
        edition = self.edition
        if isinstance(model, Order):
            made = Edition(
                model.model_copy(update={"annexes": edition.order.annexes}), edition.annexes, edition.workspace
            )
        else:
            annexes = list(edition.annexes)
            annexes[self.index or 0] = model
            made = Edition(edition.order, tuple(annexes), edition.workspace)
        return Said(*made.of_part(self.index))

    def _part(self, tree: Node, said: Said, amendment: Amendment) -> dict[str, Any]:
        key = _PART_KEYS[amendment.unit]
        printed = said.part("заголовок" if amendment.unit == "наименование" else amendment.unit)
        if amendment.kind == "изложить":
            return {key: _source(amendment.lines) if amendment.lines else None}
        source = str(tree.own.get(key, ""))
        wanted = _made(amendment, printed)
        made = change_of(amendment).made_in(source)
        if made is not None and plain_blanks(str(said.printing.text(Text.parse(made)))) == wanted:
            return {key: made}
        return {key: literal(wanted)}

    def _text(self, document: Document, tree: Node, node: Node, said: Said, amendment: Amendment) -> dict[str, Any]:
        key = _text_key(document, node)
        if amendment.kind == "изложить":
            wanted = _printed_lines(amendment.lines)
            fallback = _source(amendment.lines)
        else:
            wanted = _made(amendment, said.text(node.path))
            fallback = literal(wanted)
        for own in self._candidates(node.own, amendment, said):
            says = self._prints(document, tree, node, own)
            if says is not None and says.text(node.path) == wanted:
                return own
        return {**{name: node.own[name] for name in ("код",) if name in node.own}, key: fallback}

    def _candidates(self, own: dict[str, Any], amendment: Amendment, said: Said) -> Iterator[dict[str, Any]]:
        """The unit with the change made in one field after another."""
        if amendment.kind == "изложить":
            return
        change = change_of(amendment)
        for key, value in own.items():
            if key == "код" or not isinstance(value, str):
                continue
            forms = [change.made_in(value)]
            if key == "срок":
                forms.append(change.made_in(_printed_deadline(value, said)))
            if key == "далее" and (made := change.made_in(f"(далее – {value})")):
                forms.append(made.removeprefix("(далее – ").removesuffix(")"))
            yield from ({**own, key: form} for form in forms if form)

    def _row(self, document: Document, tree: Node, node: Node, said: Said, amendment: Amendment) -> dict[str, Any]:
        printed = by_line(document, said.cells(node.path))
        wanted = wanted_cells(document, printed, amendment)
        own = copy.deepcopy(node.own)
        lines = own.pop(LINES, [])
        for cell in wanted[0]:
            if cell not in printed[0]:
                made = cell_candidates(document, own, *cell, amendment)
                own = self._printing(document, tree, node, made, 0, [cell])
        before = list(zip(printed[1:], lines, strict=bool(lines)))
        for index, cells in enumerate(wanted[1:], 1):
            made = line_candidates(document, before, cells, amendment)
            rows = ({**own, LINES: [*own.get(LINES, ()), line]} for line in made)
            own = self._printing(document, tree, node, rows, index, cells)
        return own

    def _printing(
        self, document: Document, tree: Node, node: Node, made: Iterable[dict[str, Any]], index: int, cells: Cells
    ) -> dict[str, Any]:  # fmt: skip
        """The first way to write a row in which one of its lines prints these cells."""
        for candidate in made:
            says = self._prints(document, tree, node, candidate)
            printed = by_line(document, says.cells(node.path)) if says is not None else []
            if index < len(printed) and all(cell in printed[index] for cell in cells):
                return candidate
        column, text = cells[0]
        raise NoUnit(f"Слова графы «{column}» записать нельзя: «{text}».")

    def _new_unit(self, document: Document, said: Said, amendment: Amendment) -> dict[str, Any]:
        lines = amendment.lines
        if lines and lines[0].column:
            return self._new_row(document, said, amendment)
        if any(line.column for line in lines):
            raise NoUnit("Новый раздел с таблицей записан словами. Внесите его строки по одной.")
        groups: list[list[Line]] = []
        for line in lines:
            if line.number or not groups:
                groups.append([line])
            else:
                groups[-1].append(line)
        own, *inside = groups
        kind = {"пункт": "пункты", "подпункт": "пункты", "раздел": "разделы", "кластер": "кластеры", "позиция": "школы"}
        node = Node(kind[amendment.unit], {})
        if amendment.unit == "позиция":
            return _school(own[0].text, said)
        data: dict[str, Any] = {_text_key(document, node): _source(own)}
        below = {"кластер": "школы", "раздел": "пункты"}.get(amendment.unit, "пункты")
        parts = [
            {
                **(_school(group[0].text, said) if below == "школы" else {"текст": _source(group)}),
                NUMBER: group[0].number,
            }
            for group in inside
        ]
        return {**data, below: _nested(parts, amendment.number)} if parts else data

    def _new_row(self, document: Document, said: Said, amendment: Amendment) -> dict[str, Any]:
        own, *lines = wanted_cells(document, [], amendment)
        data = row_made(document, own, amendment)
        for key in ("наставник", "школа") if isinstance(document, SchoolPairs) else ():
            data[key] = _school(data[key]["название"], said)
        return {**data, LINES: [row_made(document, cells, amendment) for cells in lines]} if lines else data

    def _member(self, tree: Node, said: Said, amendment: Amendment) -> dict[str, Any]:
        if amendment.kind != "ввести в состав":
            return self._changed_member(tree, said, amendment)
        name, _, about = amendment.lines[0].text.partition(" – ")
        known = self.edition.workspace.reference.people
        found = [id_ for id_, person in known.items() if plain_blanks(full_name(person, said.printing)) == name]
        if name.startswith("("):  # a seat that nobody has yet
            return {"кто": literal(about)}
        if len(found) != 1:
            raise NoUnit(f"Человека «{name}» нет в справочнике «лица».")
        return {"лицо": found[0], "кто": literal(about)}

    def _changed_member(self, tree: Node, said: Said, amendment: Amendment) -> dict[str, Any]:
        """A member whose post or role is another one: the field that says it, else all of it in words."""
        lines = list(member_lines(said).values())
        found = [index for index, line in enumerate(lines) if member_name(line) == amendment.number]
        if len(found) != 1:
            raise NoUnit(f"В составе нет «{amendment.number}».")
        own = tree.below("члены")[found[0]].own
        about = lines[found[0]].partition(" – ")[2]
        if amendment.kind == "изложить":
            about = amendment.lines[0].text.partition(" – ")[2]
        else:
            about = _made(amendment, about)
            for key in ("кто", "роль"):
                if (made := change_of(amendment).made_in(str(own.get(key, "")))) is not None:
                    return {**own, key: made}
        return {**{key: own[key] for key in ("код", "лицо", "должность") if key in own}, "кто": literal(about)}


def _school(words: str, said: Said) -> dict[str, Any]:
    """A school by its id where the register has one that prints these words, else by the words."""
    for id_ in said.printing.workspace.reference.schools:
        view: Any = View(School.model_validate({"школа": id_}), said.printing)
        if _MARKS.sub("", plain_blanks(f"{view.name}{view.place}")) == _MARKS.sub("", words):
            return {"школа": id_}
    return {"название": words}


_MARKS = pattern("[«»„“]")


def _nested(parts: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    """Sub-points each below the one whose number its own continues."""
    roots: list[dict[str, Any]] = []
    stack: list[dict[str, Any]] = []
    for part in parts:
        while stack and not part[NUMBER].startswith(f"{stack[-1][NUMBER]}."):
            stack.pop()
        (stack[-1].setdefault("пункты", []) if stack else roots).append(part)
        stack.append(part)
    return roots


def _text_key(document: Document, node: Node) -> str:
    if node.key in ("разделы", "кластеры", "школы") or not isinstance(document, Order | Regulation | ClusterList):
        return "название"
    return "текст"


def _made(amendment: Amendment, text: str) -> str:
    made = change_of(amendment).made_in(text)
    if made is None:
        words = amendment.old or amendment.after
        raise NoUnit(f"Слова «{words}» стоят там не один раз." if words in text else f"Слов «{words}» там нет.")
    return made


def _printed_lines(lines: tuple[Line, ...]) -> str:
    return "\n".join(f"– {line.text}" if line.dash else line.text for line in lines)


def _source(lines: tuple[Line, ...] | list[Line]) -> str:
    return "\n".join(f"- {Text.literal(line.text)}" if line.dash else str(Text.literal(line.text)) for line in lines)


def _printed_deadline(text: str, said: Said) -> str:
    deadline = validated_deadline(text)
    return plain_blanks(said.printing.deadline(deadline)) if deadline is not None else text  # type: ignore[arg-type]
