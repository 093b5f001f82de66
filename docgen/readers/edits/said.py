"""What a document says on paper, line by line and row by row, with the fields that each line prints.

This is the page as the language room makes it, whatever template prints it: the lines are found again on the printed
page by their words. Lines of orders stand here, those of annexes in ``said_annexes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from docgen.findings import Path
from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Printing
from docgen.language.requisites import full_name, initials_first
from docgen.language.resolved import Resolved
from docgen.language.sentences import point_sentence
from docgen.language.typography import typography
from docgen.language.view import View
from docgen.model.deadline import AnyDeadline
from docgen.model.order import Order, Point
from docgen.model.requisites import Signatory
from docgen.model.text import Text
from docgen.readers.edits.origins import Field, FieldKind, source_lines

Role = Literal[
    "рамка", "регистрация", "поле", "пункт", "контроль", "подпись", "исполнитель", "кластер", "школа", "раздел", "положение",
    "шапка", "раздел плана", "мероприятие", "строка", "член", "пара",
]  # fmt: skip
"""What a line is: «рамка» is all that the program puts around the words, «поле» a field of the document itself."""


@dataclass(frozen=True)
class Cell:
    """A cell of a row: the field that it prints (none when the program composes it) and its lines."""

    lines: tuple[str, ...]
    field: Field | None = None
    more: tuple[Field, ...] = ()
    """Other fields whose words stand in it, too."""

    @property
    def words(self) -> str:
        """Its lines as one."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Said:
    """A printed line, or a row when it has cells. ``begins`` is true of the first line of an entry of a list."""

    words: str
    role: Role
    entry: Path = ()
    fields: tuple[Field, ...] = ()
    begins: bool = False
    depth: int = 0
    number: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Page:
    """A document as it is printed: its plain data and its lines. ``annex`` is its place among the annexes."""

    printing: Printing
    data: Mapping[str, Any]
    said: tuple[Said, ...]
    annex: int | None = None


@dataclass
class Lines:
    """Makes the lines of one document."""

    printing: Printing
    data: Mapping[str, Any]
    made: list[Said] = field(default_factory=list)

    def frame(self, words: object) -> None:
        """Words that the program composes."""
        self.made.extend(Said(line, "рамка") for line in str(words).split("\n") if line.strip())

    def value(self, path: Path) -> str:
        """The value of a field as plain data, empty when it is not filled or holds no words."""
        value: Any = self.data
        for part in path:
            try:
                value = value[part]
            except (LookupError, TypeError):
                return ""
        return value if isinstance(value, str) else ""

    def text(self, path: Path, text: Text | None, role: Role = "поле", **more: Any) -> None:
        """The lines of a ``Text`` field."""
        for index, line in enumerate(text_lines(self.printing.text(text))):
            said = Said(line, role, fields=(Field(path, "text", str(text), index),), **more)
            self.made.append(said if index == 0 else replace(said, begins=False, number=""))

    def words(self, path: Path, words: str | None, role: Role = "поле", **more: Any) -> None:
        """The line of a field of plain words."""
        if words:
            printed = typography(words, self.printing.style)
            self.made.append(Said(printed, role, fields=(self.field(path, "words"),), **more))

    def field(self, path: Path, kind: FieldKind, **more: Any) -> Field:
        """A field of the data by its path."""
        return Field(path, kind, self.value(path), **more)

    def cell(self, path: Path, value: Any, *, words: str | None = None) -> Cell:
        """The cell that prints a field."""
        if isinstance(value, Text):
            return Cell(tuple(text_lines(self.printing.text(value))), Field(path, "text", str(value)))
        if isinstance(value, AnyDeadline):
            return Cell((self.printing.deadline(value),), self.field(path, "deadline", deadline=value))
        said = typography(str(value or ""), self.printing.style) if words is None else words
        return Cell(tuple(line for line in said.split("\n") if line.strip()), self.field(path, "words"))

    def number(self, entry: object) -> str:
        """The number of an entry, empty when it has none."""
        found = self.printing.numbers.get(id(self.printing.document), {}).get(id(entry))
        return found.shown if found else ""


def text_lines(resolved: Resolved) -> list[str]:
    """The paragraphs without their dashes."""
    return [str(paragraph) for paragraph in resolved.paragraphs]


def order_page(printing: Printing) -> Page:
    """The lines of an order, without its annexes and sheets."""
    order = printing.document
    assert isinstance(order, Order)
    lines = Lines(printing, order.plain())
    view: Any = View(order, printing)
    _head(order, lines, view)
    lines.text(("заголовок",), order.title)
    _preamble(order, lines, view)
    for index, point in enumerate(order.points):
        _point(point, ("пункты", index), 0, lines)
    _feet(order, lines, view)
    return Page(printing, lines.data, tuple(lines.made))


def _head(order: Order, lines: Lines, view: Any) -> None:
    if view.draft:
        lines.frame("ПРОЕКТ")
    for line in view.restriction.lines if view.restriction else ():
        lines.frame(line)
    for body in view.letterheads:
        lines.made.append(Said("\n".join(body.lines), "рамка"))
    lines.frame(view.heading)
    lines.made.append(Said(f"{view.date}\t{view.number_line}", "регистрация"))
    if view.city:
        field = lines.field(("город",), "words")
        lines.made.append(Said(view.city, "поле" if order.city else "рамка", fields=(field,) if order.city else ()))


def _preamble(order: Order, lines: Lines, view: Any) -> None:
    said = text_lines(view.preamble) if view.preamble else []
    own = len(source_lines(str(order.preamble))) if order.preamble else 0
    for index, line in enumerate(said):
        fields = (Field(("преамбула",), "text", str(order.preamble), index),) if index < own else ()
        is_last = index == len(said) - 1
        word = f" {view.formula}:" if view.formula and not view.formula_own_line else "" if view.formula else ":"
        lines.made.append(Said(line + word * is_last, "поле", fields=fields))
    if view.formula and (view.formula_own_line or not said):
        lines.frame(f"{view.formula}:")


def _point(point: Point, path: Path, depth: int, lines: Lines) -> None:
    """The lines of a point and of those below it."""
    printing = lines.printing
    sentence = text_lines(point_sentence(point, printing))
    lead = list(_lead(point, path, lines))
    own = len(source_lines(str(point.text))) if point.text else 0
    begins_with_words = bool(own and point.text and not point.text.paragraphs[0].dash)
    shift = 0 if begins_with_words or len(sentence) == own else 1
    role: Role = "контроль" if point.control is not None else "пункт"
    for index, line in enumerate(sentence):
        fields = lead if index == 0 else []
        if 0 <= index - shift < own:
            text = Field((*path, "текст"), "text", str(point.text), index - shift, deadline=point.deadline)
            fields = [*fields, text]
        if index == _with_deadline(point, shift, len(sentence)):
            fields = [*fields, _deadline_apart(point, path, lines)]
        lines.made.append(
            Said(
                line, role, path, tuple(fields), begins=index == 0, depth=depth,
                number=lines.number(point) if index == 0 else "",
            )
        )  # fmt: skip
    for index, below in enumerate(point.points):
        _point(below, (*path, "пункты", index), depth + 1, lines)


def _with_deadline(point: Point, shift: int, count: int) -> int | None:
    """The line at whose end the deadline stands that the text of a point does not place itself."""
    paragraphs = point.text.paragraphs if point.text else ()
    references = point.text.references if point.text else ()
    if point.deadline is None or any(reference.target == "срок" for reference in references):
        return None
    dashed = next((index for index, paragraph in enumerate(paragraphs) if paragraph.dash), len(paragraphs))
    return max(min(dashed - 1 + shift, count - 1), 0)


def _deadline_apart(point: Point, path: Path, lines: Lines) -> Field:
    """The deadline that a point does not place itself: it stands in brackets or at the end."""
    assert point.deadline is not None
    said = lines.printing.deadline(point.deadline)
    return Field((*path, "срок"), "deadline", lines.value((*path, "срок")), deadline=point.deadline, printed=said)


def _lead(point: Point, path: Path, lines: Lines) -> Iterator[Field]:
    """The fields whose words come before the text of a point."""
    printing = lines.printing
    if point.control is not None or point.repeals:
        return
    if point.in_force is not None:
        for index, _ in enumerate(point.in_force.paragraphs):
            yield Field((*path, "вступает в силу"), "text", str(point.in_force), index, case="род")
        return
    if point.approves is None and point.addressee is not None:
        for index, _ in enumerate(point.addressee.paragraphs):
            yield Field((*path, "кому"), "text", str(point.addressee), index, case="дат")
        if point.person:
            yield lines.field((*path, "лицо"), "person", printed=initials_first(point.person, printing), lead="(")
    if point.definition and (point.approves is not None or point.addressee is not None):
        yield lines.field((*path, "далее"), "words", lead="(далее –")


def signature(path: Path, signatory: Signatory, lines: Lines, view: Any) -> None:
    """The line of a signature."""
    post = lines.field((*path, "должность"), "post", printed=view.post)
    person = lines.field((*path, "лицо"), "person", printed=view.name)
    lines.made.append(Said(f"{view.post}\t{view.name}", "подпись", path, (post, person)))


def _feet(order: Order, lines: Lines, view: Any) -> None:
    signed: list[tuple[Path, Signatory]] = [(("подпись",), order.signatory)]
    signed += [(("подписывают также", index), each) for index, each in enumerate(order.cosignatories)]
    for (path, signatory), seen in zip(signed, view.signatories, strict=True):
        signature(path, signatory, lines, seen)
    for agreement in view.agreements:
        lines.made.append(Said("\n".join(agreement.lines), "рамка"))
    if view.submission:
        lines.frame("Проект внесен:")
        if view.submission.organisation:
            lines.frame(view.submission.organisation)
        lines.made.append(Said(f"{view.submission.post}\t{view.submission.name}", "рамка"))
    if order.drafter:
        _drafter(order, lines)


def _drafter(order: Order, lines: Lines) -> None:
    assert order.drafter is not None
    person = lines.printing.workspace.reference.people.get(order.drafter.person)
    name = full_name(person, lines.printing) if person else f"[{order.drafter.person}]"
    fields = [lines.field(("исполнитель", "лицо"), "person", printed=name)]
    said = name
    for key, value in (
        ("должность", order.drafter.post),
        ("телефон", order.drafter.phone),
        ("почта", order.drafter.email),
    ):
        if value:
            fields.append(lines.field(("исполнитель", key), "words"))
            said += f"\n{typography(value, lines.printing.style)}"
    lines.made.append(Said(said, "исполнитель", ("исполнитель",), tuple(fields)))


def annex_frame(printing: Printing, index: int, lines: Lines) -> None:
    """The marks over an annex."""
    view = AnnexView(printing, index)
    for line in (*view.restriction, *view.mark):
        lines.frame(line)
