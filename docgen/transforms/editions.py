"""An edition of an order: the order with its annexes at one time, and what each of their units prints.

Amendments speak of printed words, so the words of both editions are compared as they stand on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.findings import Path
from docgen.language.printing import Print, Printing
from docgen.language.resolved import Resolved
from docgen.language.sentences import point_sentence
from docgen.language.view import View
from docgen.model.amendment import Line
from docgen.model.base import Model
from docgen.model.cluster import ClusterList, School
from docgen.model.composition import Composition, Pair, SchoolPairs
from docgen.model.numbering import annex_number
from docgen.model.order import Order, Point
from docgen.model.plan import FIELD_OF, Measure, Plan, Section
from docgen.model.regulation import Chapter, Clause, Regulation
from docgen.model.table import SCHEDULE_FIELDS, Event, Schedule, Table, TableRow
from docgen.model.targets import annex_ids
from docgen.model.walking import walk
from docgen.model.workspace import Document, Workspace
from docgen.transforms.amendment_words import plain_blanks

ROWS = (Measure, Event, Pair, TableRow)
"""Units that are rows of a table."""

FIELDS: dict[type, tuple[str, ...]] = {
    Plan: ("заголовок", "вступление", "заключение"), Regulation: ("заголовок", "вступление"),
    ClusterList: ("заголовок", "вступление"), Composition: ("заголовок", "вступление"),
    SchoolPairs: ("заголовок", "вступление"), Schedule: ("заголовок", "вступление"),
    Table: ("заголовок", "вступление", "заключение"),
}  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """An order with its annexes, and the workspace whose reference data name everything."""

    order: Order
    annexes: tuple[Document, ...]
    workspace: Workspace

    @classmethod
    def of(cls, order: Order, workspace: Workspace) -> Edition:
        """The edition that stands in a workspace; raises ``KeyError`` with the file of an annex that is missing."""
        return cls(order, workspace.annexes(order), workspace)

    @cached_property
    def printing(self) -> Printing:
        """The printing of the order with these very annexes."""
        pairs = zip(self.order.annexes, self.annexes, strict=True)
        inside = tuple(annex.model_copy(update={"document": document, "id": annex.id or document.id})
                       for annex, document in pairs)  # fmt: skip
        order = self.order.model_copy(update={"annexes": inside})
        print = Print.REGISTERED if order.registration and order.registration.number else Print.SIGN
        return Printing.of(order, self.workspace, print)

    @cached_property
    def annex_ids(self) -> tuple[str, ...]:
        """The ids of the annexes in their order."""
        return annex_ids(self.order, self.annexes)

    def annex_number(self, index: int) -> str:
        """The number of an annex as printed, empty for the only one."""
        return annex_number(self.order, index)

    def of_part(self, index: int | None) -> tuple[Document, Printing]:
        """The order itself (None) or one of its annexes, with its printing."""
        if index is None:
            return self.order, self.printing
        return self.annexes[index], self.printing.of_annex(index)


class Said:
    """What the units of one document print, by their path."""

    def __init__(self, document: Document, printing: Printing) -> None:
        self.document = document
        self.printing = printing
        self._models: dict[Path, Model] = dict(walk(document))

    def model(self, path: Path) -> Model:
        """The unit at a path."""
        return self._models[path]

    def is_row(self, path: Path) -> bool:
        """Whether the unit is a row of a table."""
        return isinstance(self._models.get(path), ROWS)

    def lines(self, path: Path, number: str | None) -> tuple[Line, ...]:
        """The unit as the lines of a new edition, its own number before the first; of a row, its cells."""
        model = self._models[path]
        if isinstance(model, ROWS):
            return tuple(Line(text, column=heading) for heading, text in self.cells(path))
        first, *rest = lines_of(self.text(path))
        return (Line(first.text, number or "", first.dash), *rest)

    def text(self, path: Path) -> str:
        """What the unit itself prints, without its number and without what stands inside it."""
        return plain_blanks(str(self._printed(self._models[path])))

    def _printed(self, model: Model) -> object:
        view: Any = View(model, self.printing)
        if isinstance(model, Point):
            return point_sentence(model, self.printing)
        if isinstance(model, Clause):
            return self.printing.text(model.text)
        if isinstance(model, Section | Chapter):
            return self.printing.text(model.title)
        if isinstance(model, School):
            return f"{view.name}{view.place}"
        return view.heading if hasattr(view, "heading") else ""

    def cells(self, path: Path) -> list[tuple[str, str]]:
        """The cells of a row under the headings of their columns, the number aside."""
        model, view = self._models[path], View(self._models[path], self.printing)
        found = [(plain_blanks(str(heading)), _cell(value)) for heading, value in self._cells(model, view)]
        for line in getattr(model, "lines", ()):
            inner = View(line, self.printing)
            found.extend((plain_blanks(str(h)), _cell(value)) for h, value in self._cells(line, inner) if value)
        return found

    def _cells(self, model: Model, view: Any) -> Iterator[tuple[str, Any]]:
        document, whole = self.document, View(self.document, self.printing)
        if isinstance(document, Plan):
            yield from _plan_cells(document, model, view, whole)
        elif isinstance(document, Schedule):
            for name in document.columns:
                if name != "номер":
                    yield getattr(whole.headings, SCHEDULE_FIELDS[name]), getattr(view, SCHEDULE_FIELDS[name])
        elif isinstance(document, SchoolPairs):
            yield whole.mentor_heading, f"{view.mentor.name}{view.mentor.place}"
            yield whole.school_heading, f"{view.school.name}{view.school.place}"
            yield whole.curator_heading, view.curator
        elif isinstance(document, Table) and isinstance(model, TableRow):
            if model.section is not None:
                yield "", view.section
            else:
                yield from zip(whole.headings.own, map(self.printing.text, model.cells), strict=False)

    def part(self, name: str) -> str:
        """What a part of the document prints that is no unit of a list: the title, the preamble, the words around."""
        document: Any = self.document
        if isinstance(document, Order):
            value = document.title if name == "заголовок" else document.preamble
        else:
            fields = {"заголовок": "title", "вступление": "intro", "заключение": "closing"}
            value = getattr(document, fields[name], None)
        printed: Resolved = self.printing.text(value)
        return plain_blanks(str(printed))


def _plan_cells(plan: Plan, model: Model, view: Any, whole: Any) -> Iterator[tuple[str, Any]]:
    own = {column.id: index for index, column in enumerate(plan.own_columns_shown)}
    for name in plan.columns_shown:
        if name in own:
            yield whole.headings.own[own[name]], getattr(view.own[own[name]], "text", "")
        elif name != "номер" and hasattr(model, FIELD_OF[name]):
            yield getattr(whole.headings, FIELD_OF[name]), getattr(view, FIELD_OF[name])


def lines_of(text: str) -> tuple[Line, ...]:
    """The paragraphs of a printed text, dash items told from the others."""
    return tuple(Line(line[2:], dash=1) if line.startswith("– ") else Line(line) for line in text.split("\n"))


def _cell(value: Any) -> str:
    said = getattr(value, "text", value)
    return plain_blanks("" if said is None else str(said))
