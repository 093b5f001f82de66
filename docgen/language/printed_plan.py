"""What a plan prints: parts, rows by level and by line, headings, its own columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from docgen.language.printing import Printing
from docgen.language.resolved import Resolved, ResolvedParagraph, Words
from docgen.language.typography import typography
from docgen.language.view import BLANK, Blank, Computed, View, printed
from docgen.model.plan import COLUMN_HEADINGS, FIELD_OF, PART_TITLES, Measure, MeasureLine, Plan, PlanPart, Section

RESTART, CONTINUE = "restart", "continue"
"""What ``joined`` says of a cell: a merged cell begins here, or goes on from above."""


class TableCell(Computed):
    """A cell of a table: its text, and how it goes together with the cells above and below."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "text": "Текст ячейки; его может не быть",
        "joined": "Объединение с ячейкой выше; ставится в саму ячейку",
    }

    text: Resolved | Blank | None
    joined: str


class LevelGroup(Computed):
    """Neighbouring measures of one level, under one merged cell."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "level": "Уровень управления",
        "measures": "Мероприятия уровня",
        "rows": "Строки таблицы этого уровня",
    }

    level: str
    measures: Annotated[list[View], Measure]
    rows: Annotated[list[View], Measure]


@printed(Section, name="groups", says="Строки раздела, собранные по уровням")
def section_groups(section: Section, printing: Printing) -> list[LevelGroup]:
    """The measures of the section by level, in order."""
    return _groups(section.measures, printing)


@printed(Plan, name="groups", says="Строки плана без разделов, собранные по уровням")
def plan_groups(plan: Plan, printing: Printing) -> list[LevelGroup]:
    """The measures of a plan without sections by level, in order."""
    return _groups(plan.measures, printing)


def _groups(measures: tuple[Measure, ...], printing: Printing) -> list[LevelGroup]:
    plan = printing.document
    default = plan.level if isinstance(plan, Plan) else None
    found: list[LevelGroup] = []
    for measure in measures:
        word = (measure.level or default or "").capitalize()
        if not found or found[-1].level != word:
            found.append(LevelGroup(level=word, measures=[], rows=[]))
        rows = _rows(measure, printing)
        found[-1].measures.append(rows[0])
        found[-1].rows.extend(rows)
    return found


@printed(
    Plan, Section, name="rows", says="Строки таблицы по порядку; мероприятие со своими строками занимает несколько"
)
def all_rows(source: Plan | Section, printing: Printing) -> Annotated[list[View], Measure]:
    """The rows: each measure and, below it, its lines."""
    return [view for measure in source.measures for view in _rows(measure, printing)]


def _rows(measure: Measure, printing: Printing) -> list[View]:
    """The measure and its lines; what no line says of itself stands in one cell over all of them."""
    views = [View(row, printing) for row in measure.rows]
    for name in _JOINED if measure.lines else ():
        if getattr(measure, name) and not any(getattr(line, name) for line in measure.lines):
            views[0].__dict__[f"joined_{name}"] = RESTART
            for view in views[1:]:
                view.__dict__.update({f"joined_{name}": CONTINUE, name: BLANK})
    if measure.lines:
        _join_own(measure, views)
    else:
        views[0].__dict__.update(_ALONE)
    return views


def _join_own(measure: Measure, views: list[View]) -> None:
    """The same for the columns of the office's own: what the measure says once holds for all its lines."""
    for first, *rest in zip(*(view.own for view in views), strict=True):
        if first.text and not any(cell.text for cell in rest):
            first.joined = RESTART
            for cell in rest:
                cell.text, cell.joined = BLANK, CONTINUE


_JOINED = ("description", "document", "deadline", "responsible", "result")
_ALONE = {"joined": "", **{f"joined_{name}": "" for name in _JOINED}}
"""What the row of a measure without lines says of its joined cells: most rows of most plans."""


def _declare_joined(name: str) -> None:
    @printed(Measure, MeasureLine, name=f"joined_{name}", says="Объединение ячейки со строками мероприятия")
    def joined(row: Measure | MeasureLine, printing: Printing) -> str:
        return ""


for _name in _JOINED:
    _declare_joined(_name)


@printed(Measure, name="joined", says="Объединение ячейки номера со строками мероприятия; ставится в ячейку номера")
def measure_joined(measure: Measure, printing: Printing) -> str:
    """A measure with lines begins a merged cell."""
    return RESTART if measure.lines else ""


@printed(MeasureLine, name="joined", says="Объединение ячейки номера со строкой выше")
def line_joined(line: MeasureLine, printing: Printing) -> str:
    """A line goes on with the cell above."""
    return CONTINUE


@printed(MeasureLine, name="number", says="Пусто: номер стоит у мероприятия")
def line_number(line: MeasureLine, printing: Printing) -> str:
    """Nothing: the measure carries the number."""
    return ""


@printed(Measure, MeasureLine, name="own", says="Ячейки своих граф; в шаблоне графа повторяется по их числу")
def own_cells(row: Measure | MeasureLine, printing: Printing) -> list[TableCell]:
    """The cells of the columns of the office's own, in the order of the table."""
    plan = printing.document
    columns = plan.own_columns_shown if isinstance(plan, Plan) else ()
    texts = ((printing.text(row.own.get(column.id or "")) or (BLANK if column.blank else None)) for column in columns)
    return [TableCell(text=text, joined="") for text in texts]


@printed(PlanPart, name="title", says="Заголовок части: «Цели»")
def part_title(part: PlanPart, printing: Printing) -> str:
    """The heading of the part."""
    return typography(part.title or PART_TITLES[part.kind], printing.style)


@printed(PlanPart, name="text", says="Текст части; акты – перечнем с тире")
def part_text(part: PlanPart, printing: Printing) -> Resolved:
    """The text of the part, the acts on which the plan rests as a list with dashes after it (std §6)."""
    paragraphs = list(printing.text(part.text).paragraphs)
    for index, id_ in enumerate(part.acts):
        end = "." if index == len(part.acts) - 1 else ";"
        act = printing.act(id_)
        pieces = printing.mentions.act(act, "им") if act else (f"[{id_}]",)
        said = [
            piece if isinstance(piece, Words) else Words(typography(str(piece), printing.style)) for piece in pieces
        ]
        paragraphs.append(ResolvedParagraph((*said, Words(end)), 1))
    return Resolved(tuple(paragraphs))


class Headings(Computed):
    """The headings of a plan's columns, by the name of the measure's field."""

    SAYS: ClassVar[Mapping[str, str]] = {name: "Заголовок графы" for name in (*FIELD_OF.values(), "own")}

    number: str
    level: str
    measure: str
    description: str
    document: str
    deadline: str
    responsible: str
    result: str
    own: list[str]


@printed(Plan, name="headings", says="Заголовки граф")
def plan_headings(plan: Plan, printing: Printing) -> Headings:
    """The headings of the table."""
    words = {field: plan.headings.get(column) or COLUMN_HEADINGS[column] for column, field in FIELD_OF.items()}
    own = [typography(column.heading, printing.style) for column in plan.own_columns_shown]
    return Headings(**{field: typography(said, printing.style) for field, said in words.items()}, own=own)
