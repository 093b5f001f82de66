"""One document of a rollover: its plain data walked field by field, each moved as its kind wants, and everything noted.

What happens to the order as a whole (status, date, repeal) is in ``reissuing``, what happens between documents in ``year``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from docgen.findings import Path
from docgen.model.order import Order
from docgen.model.validation import validated
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.transforms.checklist import Checklist, Group, Item
from docgen.transforms.order_words import asked_of_orders
from docgen.transforms.periods import Fate, Frame, MovedText, moved_text
from docgen.transforms.places import Places
from docgen.transforms.questions import asked_line, asked_term, asked_whether, read_deadline, written
from docgen.transforms.renaming import Renamer
from docgen.transforms.stale import figures
from docgen.transforms.terms import Signing, moved_term
from docgen.transforms.typed_acts import TypedAct, typed_acts
from docgen.transforms.unpinning import OF_PINS, WITH_NUMBERS, is_number, without_pins
from docgen.transforms.workdays import Workdays, named, years_later
from docgen.transforms.year_names import moved_origin, moved_references

_ONE_WORD = """
вид код состояние орган дата номер период срок лицо должность контроль утверждает файл уровень графы телефон почта
организация муниципалитет школа план разрешить регистрация откуда рекомендовать поступил согласован экземпляр
экземпляров листов поперёк ширина объединять роль пол место город время наставник часть причина
"""
SILENT = frozenset(_ONE_WORD.split()) | {
    "планируемая дата", "учебный год", "совместно с", "утратили силу", "ширины граф", "не применимо", "по центру",
    "оставить пустой", "с номерами", "пустых строк", "по согласованию", "в качестве", "по тексту",
}  # fmt: skip
"""The keys behind which no running words stand."""

_PLAIN_NAMES = frozenset({"школы", "наставник", "школа"})
"""The keys behind which names stand as in a charter."""

_DATA_KINDS = frozenset({"таблица", "список", "пары", "состав"})
"""The annexes whose rows are facts of a year: they are asked for as a whole."""

_REFERENCE = pattern(r"\{[^{}]*\}")
_BY_COLUMN = {"заголовки граф": "название", "прочее": "ячейка", "ширины граф": "ширина"}
"""The keys behind which the keys are columns: what stands there is of the kind named here."""

_OF_DOCUMENTS = frozenset({"код", "план", "утверждает", "утратили силу"})
_OF_HEIRS = frozenset({"должность", "контроль", "ознакомить", "орган", "организация", "совместно с"})
_TITLES = frozenset({"заголовок", "название", "далее"})
_TOPICS = {"заголовок": "заголовок", "название": "название", "преамбула": "преамбула", "ответственные": "ответственные"}
GONE: Any = object()
"""Stands for a field that the new document does not have."""


@dataclass(frozen=True)
class Move:
    """What one document moves by: frame, days, names and ids."""

    head: str
    """What the document is called in the ids of the checklist."""
    shown: str
    """Its file, as it is called after the move."""
    frame: Frame
    signing: Signing
    workdays: Workdays
    renamer: Renamer
    ids: Mapping[str, str] = field(default_factory=dict)
    """Documents that are called otherwise from now on."""
    heirs: Mapping[str, str] = field(default_factory=dict)
    """Posts and bodies in whose place others stand."""
    people: Mapping[str, str] = field(default_factory=dict)
    """People in whose place others stand."""
    files: Callable[[str], str] = str
    """Where a file that the document names lies from now on."""
    who: str = ""
    """Who is asked where the document names nobody."""
    signed: bool = False
    """Whether the old document was signed: its pinned numbers were those of that paper."""
    own: frozenset[str] = frozenset()
    """The ids of the document's own entries, which mean no post and no body."""
    before: str = ""
    """What stands before every place, when the document stands inside another: «приложение 2, »."""


@dataclass
class Rolling:
    """The walk through one document."""

    document: Document
    move: Move
    checklist: Checklist
    acts: list[tuple[TypedAct, Item]] = field(default_factory=list)
    """The acts that the words cite with date and number, each with the item of its place."""
    unpinned: list[str] = field(default_factory=list)
    _who: str = ""
    _is_name: bool = False

    def rolled(self, data: dict[str, Any]) -> dict[str, Any]:
        """The plain data of the new document; what belongs to an order as a whole stays as it was."""
        self.places = Places(self.document, data, self.move.head, self._unpinned(data))
        self._data = data
        self._is_facts = self.document.kind in _DATA_KINDS
        made = self._mapping(data, ())
        if self.unpinned:
            self._note(
                ("номер",), "закреплённые номера", ", ".join(self.unpinned), "по порядку",
            )  # fmt: skip
        return made

    def _unpinned(self, data: dict[str, Any]) -> Document | None:
        """The old document without the pins that go; None when it has none."""
        without = without_pins(data) if self.move.signed else data
        later = validated(type(self.document), without)[0] if without != data else None
        return later if isinstance(later, Document) else None

    # --- the walk

    def _value(self, value: Any, key: str, path: Path) -> Any:
        if isinstance(value, dict):
            return self._mapping(value, path)
        if isinstance(value, list):
            return [self._value(item, key, (*path, index)) for index, item in enumerate(value)]
        if not isinstance(value, str) or key in SILENT or self._is_name:
            return value
        return self._text(value, key, path)

    def _mapping(self, data: dict[str, Any], path: Path) -> dict[str, Any]:
        if path and path[-1] == "регистрация":
            return data
        who, self._who = self._who, self._responsible(data) or self._who
        made = {key: self._field(key, value, (*path, key)) for key, value in data.items()}
        self._who = who
        return {key: value for key, value in made.items() if value is not GONE}

    def _field(self, key: str, value: Any, path: Path) -> Any:
        if len(path) > 1 and path[-2] in _BY_COLUMN:
            return self._value(value, _BY_COLUMN[str(path[-2])], path)
        if key == "срок" and value is not None:
            return self._term(value, path)
        if key == "разрешить":
            return self._allowances(value, path) or GONE
        if key == "номер" and self._is_dropped(value, path):
            self.unpinned.append(f"{self.places.label(path[:-1])}: {value}")
            return GONE
        if key == "прочее" and isinstance(value, dict):
            return self._own_cells(value, path) or GONE
        if self._is_separate(key, value, path):
            return value
        was, self._is_name = self._is_name, self._is_name or (key in _PLAIN_NAMES and self._is_facts)
        made = self._renamed(key, self._value(value, key, path), path)
        self._is_name = was
        return made

    def _is_separate(self, key: str, value: Any, path: Path) -> bool:
        """What is moved elsewhere: acts of an order, and annexes that stand inside it."""
        if not isinstance(self.document, Order):
            return False
        return path == ("акты",) or (key == "документ" and isinstance(value, dict))

    def _responsible(self, data: dict[str, Any]) -> str:
        said = data.get("ответственные")
        names = ", ".join(said) if isinstance(said, list) else said
        return self.move.renamer.renamed(names).text if isinstance(names, str) else ""

    def _is_dropped(self, value: Any, path: Path) -> bool:
        is_pin = len(path) > 1 and not any(step in WITH_NUMBERS for step in path)
        return self.move.signed and is_pin and is_number(value)

    def _own_cells(self, cells: dict[str, Any], path: Path) -> dict[str, Any]:
        """The cells of an office's own columns; those of a column that is filled in by hand start anew."""
        blank = {column.id for column in getattr(self.document, "own_columns", ()) if column.blank}
        made = {}
        for key, value in cells.items():
            if key in blank:
                self._note((*path, key), "отметки прошлого года", str(value or ""), "")
            else:
                made[key] = self._field(key, value, (*path, key))
        return made

    def _renamed(self, key: str, value: Any, path: Path) -> Any:
        """A field that names documents, posts, bodies or files, with their new names in it."""
        if key == "откуда":
            return moved_origin(value, self.move.ids)
        if isinstance(value, list):
            in_list = key in ("утратили силу", "ознакомить", "совместно с")
            return [self._renamed(key, item, path) if in_list else item for item in value]
        if not isinstance(value, str):
            return value
        if key == "файл":
            return self.move.files(value)
        if key == "код" and len(path) not in (1, 3):
            return value  # a row's or a point's own
        if key in _OF_DOCUMENTS:
            return self.move.ids.get(value, value)
        if key == "лицо":
            return self.move.people.get(value, value)
        return self.move.heirs.get(value, value) if key in _OF_HEIRS else value

    # --- words

    def _text(self, value: str, key: str, path: Path) -> str:
        lines = value.split("\n")
        alone = sum(bool(line.strip()) for line in lines) < 2
        return "\n".join(
            self._line(line, key, path, 0 if alone else number) if line.strip() else line
            for number, line in enumerate(lines, 1)
        )

    def _line(self, line: str, key: str, path: Path, number: int) -> str:
        acts = list(typed_acts(line))
        moved = moved_text(line, self.move.frame, _protected(line, acts))
        words = self.move.renamer.renamed(moved.text, _protected(moved.text, typed_acts(moved.text)))
        new = moved_references(words.text, self._references)
        quiet = self._is_facts and "строки" in path
        found = [] if quiet or key in _TITLES else list(figures(new))
        doubts = [] if quiet else [*moved.doubts, *self._typed_days(moved), *words.doubts, *self._defined(acts)]
        if isinstance(self.document, Order):
            doubts += asked_of_orders(new, key, is_moved=bool(moved.changes))
        if new == line and not found and not doubts and not acts and not self.checklist.answers:
            return line
        item = self._item(path, _TOPICS.get(key, "текст"), line, new, number)
        self.acts += [(act, item) for act in acts]
        if found or doubts or self.checklist.answer(item.id):
            return asked_line(self.checklist, replace(item, who=self._asks), found, doubts)
        if new != line:
            self.checklist.add(item)
        return new

    def _defined(self, acts: list[TypedAct]) -> Iterator[str]:
        """That a short name is introduced inside a cited act, where it stays as it was."""
        for act in acts:
            if "(далее" in act.words and (changes := self.move.renamer.renamed(act.words).changes):
                yield f"сокращение «{changes[-1].was}» введено внутри ссылки на акт: введите новое в другом месте"

    def _typed_days(self, moved: MovedText) -> Iterator[str]:
        """That days stand in the words, and which of them are days off."""
        for change in moved.changes:
            if change.mention.kind == "дни" and change.verdict.fate is Fate.MOVES:
                yield f"«{change.became}»: дни названы в тексте"
            if change.mention.kind == "день" and change.verdict.fate is Fate.MOVES:
                day = years_later(change.mention.first, self.move.frame.years)
                why = self.move.workdays.why_off(day)
                off = f"нерабочий день ({why}), предлагается {named(self.move.workdays.instead(day))}" if why else ""
                yield f"«{change.became}»: {off or 'день назван в тексте'}"

    @cached_property
    def _references(self) -> dict[str, str]:
        """What a reference leads to from now on; the document's own entries are no posts and no bodies."""
        heirs = {old: new for old, new in self.move.heirs.items() if old not in self.move.own}
        return {**heirs, **self.move.ids}

    # --- deadlines

    def _term(self, value: Any, path: Path) -> Any:
        sending = isinstance(self.document, Order)
        move = self.move
        term = moved_term(read_deadline(value), move.frame, move.signing, move.workdays, sending=sending)
        item = self._item(path, "срок", str(term.was), str(term.became), group=Group.RECOMPUTED)
        if term.why or term.missing or self.checklist.answer(item.id):
            return written(asked_term(self.checklist, replace(item, who=self._asks), term), value)
        if term.changed:
            self.checklist.add(item)
        return written(term.became, value)

    # --- allowances

    def _allowances(self, value: Any, path: Path) -> list[Any]:
        """The allowances that stay; those that spoke of pinned numbers go with the pins."""
        kept = []
        for index, entry in enumerate(value if isinstance(value, list) else []):
            said = entry if isinstance(entry, dict) else {}
            words = f"{said.get('замечание', '')}: {said.get('причина', '')}"
            item = self._item((*path, index), "разрешение", words, words)
            if self.move.signed and said.get("замечание") in OF_PINS:
                self.checklist.add(replace(item, became=""))
                continue
            question = f"Замечание «{said.get('замечание')}» разрешено: «{said.get('причина')}». Это ещё нужно?"
            if asked_whether(self.checklist, replace(item, group=Group.CONFIRM, question=question, who=self._asks)):
                kept.append(entry)
        return kept

    # --- items

    def _note(self, path: Path, topic: str, was: str, became: str) -> None:
        self.checklist.add(self._item(path, topic, was, became))

    def _item(self, path: Path, topic: str, was: str, became: str, number: int = 0, group: Group = Group.MOVED) -> Item:
        place = self.move.before + self.places.label(path) + (f", абзац {number}" if number else "")
        id_ = self.places.id(path) + (f"/{number}" if number else "")
        return Item(id_, group, self.move.shown, place, topic, was, became)

    @property
    def _asks(self) -> str:
        return self._who or self.move.who


def _protected(line: str, acts: Iterable[TypedAct]) -> list[tuple[int, int]]:
    """The characters that neither the year nor a name may touch: cited acts and references."""
    return [*((act.start, act.end) for act in acts), *(match.span() for match in _REFERENCE.finditer(line))]
