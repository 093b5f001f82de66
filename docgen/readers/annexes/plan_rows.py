"""The rows of a plan's table: what the cells of a measure say, its deadline, who answers, the lines inside it."""

from __future__ import annotations

from typing import Any

from docgen.findings import Path, Severity
from docgen.model.deadline import Deadline
from docgen.model.party import Responsible
from docgen.model.plan import COLUMN_HEADINGS, Level
from docgen.patterns import pattern
from docgen.readers.annexes.cells import cell_text, cell_words, lines_said, single_blanks, text_of
from docgen.readers.annexes.grids import GridRow
from docgen.readers.annexes.plan_grid import Names
from docgen.readers.blocks import Cell, Place
from docgen.readers.draft import LIKELY, SURE, Context, Draft
from docgen.rules import Scope, rule

MENDED_BRACKET = rule(
    "скобка-исправлена", "В ответственных не сходились скобки", severity=Severity.WARNING, scope=Scope.FIELD
)
_LONGEST_DEADLINE = 500
_QUOTED = 250
_DOUBLED = pattern(r"(?<!\w)(\w{3,}) (?=\1(?!\w))")
LEVELS = frozenset(map(str, Level))


def deadline_of(words: str) -> tuple[Any, float, str]:
    """The deadline as a file holds it, how sure it is, and why: words that are no date are kept as they stand."""
    spoken = single_blanks(words)
    # What a page break has doubled («учебного года года») is read when the two stand on lines of their own.
    tried = (words, spoken, _DOUBLED.sub("\\1\n", spoken))
    for said in tried if len(words) <= _LONGEST_DEADLINE else ():
        try:
            parsed = Deadline.parse(said)
        except ValueError:
            continue
        return said, (LIKELY if parsed.repair else SURE), "; ".join(parsed.repair)
    return {"дословно": words}, LIKELY, "срок не разобран и оставлен словами"


def responsible_of(words: str, place: Place, context: Context) -> tuple[str, float, str]:
    """Who answers, as a file holds it; brackets that do not close are closed, and a person is told."""
    try:
        return str(Responsible.parse(words)), SURE, ""
    except ValueError:
        mended = _with_brackets_closed(words)
    context.findings.append(
        MENDED_BRACKET.finding(
            f"В ответственных «{words[:_QUOTED]}» не сходятся скобки. Прочитано «{mended[:_QUOTED]}».", quote=words,
            hint="Сверьте с оригиналом и исправьте строку, если скобка стоит не на месте.",
            document=context.name, place=f"{context.name}: {place}",
        )
    )  # fmt: skip
    return mended, LIKELY, "исправлена скобка"


def _with_brackets_closed(words: str) -> str:
    """The words without closing brackets that nothing opens, and with those that were missing at the end."""
    kept: list[str] = []
    depth = 0
    for sign in words:
        if sign == ")" and depth == 0:
            continue
        depth += (sign == "(") - (sign == ")")
        kept.append(sign)
    mended = "".join(kept) + ")" * depth
    try:
        return str(Responsible.parse(mended))
    except ValueError:
        return words


def level_of(words: str) -> str | None:
    """The level that a cell names, if it says nothing else."""
    said = single_blanks(words).lower()
    return said if said in LEVELS else None


class MeasureReader:
    """Makes measures of rows: every cell by its column, with the place of what matters told to the draft."""

    def __init__(self, names: Names, draft: Draft, context: Context) -> None:
        self.names, self.draft, self.context = names, draft, context

    def measure(self, row: GridRow, path: Path) -> dict[str, Any]:
        """The measure of a row, without its number."""
        data = self._filled(row, path)
        self._into_lines(data, row, path)
        return data

    def line(self, row: GridRow, path: Path) -> dict[str, Any]:
        """A line of a measure whose number stands in a row above."""
        data = self._filled(row, path)
        data.pop("уровень", None)
        return data

    def _filled(self, row: GridRow, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {"мероприятие": "–"}
        for at, name in self.names.items():
            cell = row.cells[at]
            if name == "номер" or cell is None:
                continue
            if name in COLUMN_HEADINGS:
                self._put(data, name, cell, row.place(at), path)
            elif text := cell_text(cell):
                data.setdefault("прочее", {})[name] = text
        return data

    def _put(self, data: dict[str, Any], column: str, cell: Cell, place: Place, path: Path) -> None:
        words = cell_words(cell)
        if not words:
            return
        if column == "срок":
            data["срок"], confidence, why = deadline_of(words)
            self.draft.tell((*path, "срок"), place, words, confidence, why)
        elif column == "ответственные":
            data[column], confidence, why = responsible_of(words, place, self.context)
            self.draft.tell((*path, column), place, words, confidence, why)
        elif column == "уровень":
            data["уровень"] = level_of(words)
            self.draft.tell((*path, "уровень"), place, words)
        else:
            data[column] = cell_text(cell)
            if column == "мероприятие":
                self.draft.tell((*path, column), place, words)

    def _into_lines(self, data: dict[str, Any], row: GridRow, path: Path) -> None:
        """A measure whose paragraphs stand beside as many deadlines has a line for each (gt:B.3, row 9)."""
        measure, deadline = self._cell(row, "мероприятие"), self._cell(row, "срок")
        if "срок" not in data or measure is None:
            return
        days = cell_words(deadline).split("\n")
        lines = lines_said(measure.paragraphs)
        head, own = lines[: -len(days)], lines[-len(days) :]
        if len(days) < 2 or not head or any(line.dash for line in own) or not all(map(_is_deadline, days)):
            return
        data["мероприятие"] = text_of(head)
        del data["срок"]
        place = self.draft.told.pop([told.path for told in self.draft.told].index((*path, "срок"))).place
        data["строки"] = []
        for index, (line, day) in enumerate(zip(own, days, strict=True)):
            data["строки"].append({"мероприятие": text_of([line]), "срок": day})
            self.draft.tell((*path, "строки", index, "срок"), place, day)

    def _cell(self, row: GridRow, column: str) -> Cell | None:
        return next((row.cells[at] for at, name in self.names.items() if name == column), None)


def _is_deadline(words: str) -> bool:
    return not isinstance(deadline_of(words)[0], dict)
