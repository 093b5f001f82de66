"""New entries: what a paragraph or a row that somebody added becomes in the data."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from docgen.language.printing import Printing
from docgen.language.requisites import full_name
from docgen.language.sentences import point_sentence
from docgen.model.order import Point
from docgen.model.plan import Level
from docgen.model.validation import validated
from docgen.patterns import pattern
from docgen.readers.blocks import Cell, Paragraph
from docgen.readers.edits.lookup import TYPED_NUMBER, Lookup
from docgen.readers.edits.origins import FieldKind
from docgen.readers.edits.patching import escaped
from docgen.readers.edits.said import Role, Said
from docgen.readers.edits.tokens import norms, plain_blanks, seen
from docgen.readers.edits.units import Unit, cell_words
from docgen.readers.edits.values import LineReader
from docgen.readers.ids import Ids
from docgen.readers.orders.deadline_words import find_deadline

_LETTERS: Mapping[Role, str] = {
    "пункт": "п", "контроль": "п", "положение": "п", "раздел": "р", "раздел плана": "р", "мероприятие": "м", "кластер": "к",
    "школа": "ш", "член": "ч", "пара": "пара", "строка": "с",
}  # fmt: skip
_SUPPORT = pattern(r"(?P<title>.*\S)\s+[–—-]\s+сопровождение\s+(?P<support>.+)")
_SHORT = pattern(r"(?:(?<!\w)(?:гг?|др|пр|руб|чел|[А-ЯЁ])|\.\.)\.$")


def words_of(paragraph: Paragraph, *, numbered: bool) -> str:
    """The words of a paragraph as the source of a ``Text``, without a number that was typed."""
    words = seen(paragraph.words)
    if numbered and not paragraph.number:
        words = TYPED_NUMBER.sub("", words, count=1)
    return line_source(words, paragraph.dash)


def line_source(words: str, dash: int = 0) -> str:
    """A line of words as a line of a ``Text``'s source."""
    source = escaped(words).strip()
    if dash:
        return f"{'-' * min(dash, 2)} {source}"
    return f"\\{source}" if source.startswith("-") else source


def without_stop(source: str) -> str:
    """The words without the full stop that the program puts there itself."""
    return source if not source.endswith(".") or _SHORT.search(source) else source[:-1].rstrip()


class NewEntries:
    """Makes entries of new paragraphs and rows of one document; ``taken`` are ids that others have.

    ``made`` are entries that the data have by now: one that says the same as a new one is that one, taken back before.
    """

    def __init__(
        self, printing: Printing, lookup: Lookup, taken: Collection[str], made: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self.printing, self.lookup = printing, lookup
        self._made = {content_of(entry): str(entry["код"]) for entry in made}
        self._values = LineReader(printing, lookup)
        self._ids = Ids()
        for id_ in taken:
            self._ids.free(id_)

    def id(self, role: Role, unit: Unit, near: str = "") -> str:
        """A free id: by the number that stands there, else by that of a neighbour."""
        letter = _LETTERS[role]
        if role == "пункт" and unit.number:
            return self._ids.of(letter, unit.number)
        head = near.rstrip("0123456789")
        start = int(near[len(head) :] or 0) + 1 if near else 1
        head = head or letter
        while True:
            wanted = f"{head}{start}"
            made = self._ids.free(wanted)
            if made == wanted:
                return made
            start += 1

    def known(self, entry: Any) -> Any:
        """The entry with the id under which the data have it already, if they do."""
        if not isinstance(entry, dict) or (id_ := self._made.get(content_of(entry))) is None:
            return entry
        return {**entry, "код": id_}

    def paragraph(self, role: Role, unit: Unit, near: str, more: Sequence[str] = ()) -> dict[str, Any]:
        """The entry of a new paragraph; ``more`` are further lines of its text."""
        assert unit.paragraph is not None
        id_ = self.id(role, unit, near)
        source = words_of(unit.paragraph, numbered=True)
        if role == "школа":
            return {"код": id_, **self.lookup.school(seen(unit.words))}
        if role == "кластер":
            match = _SUPPORT.fullmatch(source)
            if match:
                return {"код": id_, "название": match["title"], "сопровождение": match["support"]}
            return {"код": id_, "название": source}
        if role == "раздел":
            return {"код": id_, "название": without_stop(source)}
        if role == "пункт" and not more and (point := self._point(source)):
            return {"код": id_, **point}
        lines = [source, *more]
        if role == "пункт":
            lines[-1] = without_stop(lines[-1])
        return {"код": id_, "текст": "\n".join(lines)}

    def _point(self, source: str) -> dict[str, Any] | None:
        """A point with its deadline or control told apart, where that prints the same words."""
        point = Point.model_construct(text=None)
        if control := self.lookup.control((), point, source):
            return {str(path[-1]): value for path, value in control.items() if value is not None}
        place = find_deadline(source)
        if place is None or "{" in source:
            return None
        start, end = place
        data = {"текст": without_stop(f"{source[:start]}{{срок}}{source[end:]}"), "срок": source[start:end]}
        made, _ = validated(Point, data)
        if not isinstance(made, Point):
            return None
        said, wanted = norms(str(point_sentence(made, self.printing))), norms(source)
        return data if said in (wanted, (*wanted, ".")) else None

    def row(self, role: Role, unit: Unit, like: Said, near: str, level: str) -> Any:
        """The entry of a new row, its cells by those of a row like it; None when nobody knows what it is."""
        id_ = self.id(role, unit, near)
        words = [cell_words(cell) for cell in unit.cells]
        if role in ("раздел плана",):
            return {"код": id_, "название": line_source(" ".join(word for word in words if word).replace("\n", " "))}
        if role == "член":
            return self._member(id_, words)
        if len(like.cells) != len(unit.cells):
            return None
        if role == "пара":
            data = {"код": id_, "наставник": self.lookup.school(words[1]), "школа": self.lookup.school(words[2])}
            return {**data, "куратор": self._text(unit.cells[3])} if words[3:] and words[3] else data
        return self._fields(id_, unit, like, level)

    def _fields(self, id_: str, unit: Unit, like: Said, level: str) -> Any:
        data: dict[str, Any] = {}
        cells: list[str] = []
        for cell, pattern_cell in zip(unit.cells, like.cells, strict=True):
            field = pattern_cell.field
            if field is None:
                continue
            key = field.path[len(like.entry) :]
            if len(key) and isinstance(key[-1], int):
                cells.append(self._text(cell))
            elif field.kind == "level":
                data["уровень"] = self._level(cell, level)
            elif value := self._value(cell, field.kind):
                _put(data, [str(part) for part in key], value)
        if cells:
            return cells
        return {"код": id_, **{key: value for key, value in data.items() if value}}

    def _level(self, cell: Cell, above: str) -> str:
        said = cell_words(cell).strip().lower()
        return said if said in {str(level) for level in Level} else above

    def _value(self, cell: Cell, kind: FieldKind) -> str | None:
        words = cell_words(cell)
        if not words:
            return None
        if kind == "deadline":
            return self._values.deadline(None, words)
        if kind == "text":
            return self._text(cell)
        return plain_blanks(seen(words)).strip()

    def _text(self, cell: Cell) -> str:
        paragraphs = [paragraph for paragraph in cell.paragraphs if norms(paragraph.words)]
        if cell.joined or not cell_words(cell):
            return ""
        return "\n".join(line_source(seen(paragraph.words), paragraph.dash) for paragraph in paragraphs)

    def _member(self, id_: str, words: list[str]) -> dict[str, Any] | None:
        """A member whose name the reference data know."""
        named = [word for word in words if norms(word) and norms(word) != ("-",)]
        people = self.printing.workspace.reference.people
        if len(named) < 2:
            return None
        person = next((id_ for id_ in people if norms(full_name(people[id_], self.printing)) == norms(named[0])), None)
        if person is None:
            return None
        return {"код": id_, "лицо": person, "кто": line_source(named[-1].replace("\n", " "))}


def content_of(entry: Mapping[str, Any]) -> str:
    """What an entry says, without its id and what stands below it."""
    return json.dumps(
        {key: value for key, value in entry.items() if key != "код" and not _is_entries(value)}, sort_keys=True
    )


def _is_entries(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _put(data: dict[str, Any], keys: list[str], value: Any) -> None:
    for key in keys[:-1]:
        data = data.setdefault(key, {})
    data[keys[-1]] = value
