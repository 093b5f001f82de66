"""What prints differently from what is stored, and what is computed: numbers, marks, the signature.

Each declaration carries its type as the return annotation, so that a template can be checked before there is data,
and ``says``, its description in the reference of fields.
"""

from __future__ import annotations

import typing

from docgen.language import sentences
from docgen.language.printing import Print, Printing
from docgen.language.resolve import compose
from docgen.language.resolved import Resolved, ResolvedParagraph
from docgen.language.typography import typography, typography_quoted
from docgen.language.view import PrintedNumber, View, printed
from docgen.model.base import Model, on
from docgen.model.cluster import Cluster, ClusterList, School
from docgen.model.order import Drafter, Order, Point, Signatory
from docgen.model.plan import COLUMN_HEADINGS, Measure, Plan, Section


@printed(
    Point, Section, Measure, School, Cluster, name="number", says="Номер; в начале абзаца становится нумерацией Word"
)
def counted_number(source: Model, printing: Printing) -> PrintedNumber:
    """The number, which Word will count by itself."""
    numbers = printing.numbers[id(printing.document)]
    return PrintedNumber(numbers[id(source)], printing.bookmarks.get(id(source)))


@printed(Point, name="sentence", says="Предложение пункта целиком, со знаком в конце")
def point_sentence(point: Point, printing: Printing) -> Resolved:
    """The whole sentence of the point."""
    return sentences.point_sentence(point, printing)


@printed(Order, name="letterhead", says="Строки бланка")
def order_letterhead(order: Order, printing: Printing) -> list[str]:
    """The lines of the letterhead."""
    body = printing.workspace.reference.organisations.get(order.authority)
    if body is None:
        return [f"[{order.authority}]"]
    lines = on(body.letterhead, printing.day) or (body.letterhead[-1].value if body.letterhead else None)
    return [typography_quoted(line) for line in lines or (body.name_on(printing.day).upper(),)]


@printed(Order, name="heading", says="Вид документа заголовком: «ПРИКАЗ»")
def order_heading(order: Order, printing: Printing) -> str:
    """The kind of act as its heading: «ПРИКАЗ»."""
    word = order.kind.upper()
    return " ".join(word) if printing.profile.letter_spaced_kind else word


@printed(Order, name="date", says="Дата подписания или место для неё")
def order_date(order: Order, printing: Printing) -> str:
    """The date of signing or a blank."""
    return sentences.registration_date(order, printing)


@printed(Order, name="number_line", says="«№ 850-ОД» или место для номера")
def order_number_line(order: Order, printing: Printing) -> str:
    """«№ 850-ОД» or the sign with a blank."""
    return f"№\u00a0{sentences.registration_number(order, printing)}"


@printed(Order, name="city", says="Место составления: приказа или организации")
def order_city(order: Order, printing: Printing) -> str | None:
    """The place of issue: the order's own, else that of the body."""
    body = printing.workspace.reference.organisations.get(order.authority)
    place = order.city or (body.city if body else None)
    return typography(place, printing.style) if place else None


@printed(Order, name="formula", says="Слово «приказываю» без двоеточия; нет, если у вида его нет")
def order_formula(order: Order, printing: Printing) -> str | None:
    """The command word without its colon: «приказываю»; None where the kind has none."""
    return printing.profile.formula(order.kind, order.authority).word or None


@printed(Order, name="formula_own_line", says="Стоит ли это слово отдельной строкой")
def order_formula_own_line(order: Order, printing: Printing) -> bool:
    """Whether the command word stands on a line of its own."""
    return bool(printing.profile.formula(order.kind, order.authority).own_line)


@printed(Order, name="draft", says="Печатается ли пометка «ПРОЕКТ»")
def order_draft(order: Order, printing: Printing) -> bool:
    """Whether this print is marked as a draft."""
    return printing.print is Print.DRAFT


@printed(Signatory, name="post", says="Должность над подписью")
def signatory_post(signatory: Signatory, printing: Printing) -> str:
    """The post over the signature."""
    return sentences.signing_post(signatory, printing)


@printed(Signatory, name="name", says="«И.О. Фамилия»")
def signatory_name(signatory: Signatory, printing: Printing) -> str:
    """«И.О. Фамилия»."""
    return sentences.signing_name(signatory, printing)


@printed(Drafter, name="person", says="Исполнитель: фамилия, имя, отчество")
def drafter_person(drafter: Drafter, printing: Printing) -> str:
    """The full name of the executor."""
    found = printing.workspace.reference.people.get(drafter.person)
    return sentences.full_name(found, printing) if found else f"[{drafter.person}]"


class LevelGroup:
    """Neighbouring measures of one level, under one merged cell."""

    __slots__ = ("level", "measures")

    def __init__(self, level: str, measures: list[View]) -> None:
        self.level = level
        self.measures = measures


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
            found.append(LevelGroup(word, []))
        found[-1].measures.append(View(measure, printing))
    return found


class Headings:
    """The headings of a plan's columns, by the name of the measure's field."""

    number: str
    level: str
    measure: str
    description: str
    deadline: str
    responsible: str
    result: str

    def __init__(self, own: dict[str, str], printing: Printing) -> None:
        for field_name, column in _COLUMN_OF.items():
            setattr(self, field_name, typography(own.get(column) or COLUMN_HEADINGS[column], printing.style))


_COLUMN_OF = {
    "number": "номер", "level": "уровень", "measure": "мероприятие", "description": "описание",
    "deadline": "срок", "responsible": "ответственные", "result": "результат",
}  # fmt: skip


@printed(Plan, name="headings", says="Заголовки граф")
def plan_headings(plan: Plan, printing: Printing) -> Headings:
    """The headings of the table."""
    return Headings(typing.cast(dict[str, str], plan.headings), printing)


@printed(School, name="name", says="Название школы, как в уставе")
def school_name(school: School, printing: Printing) -> str:
    """The charter name: only its blanks are mended."""
    return typography_quoted(school.name)


@printed(School, name="place", says="Населённый пункт и район в родительном падеже, с пробелом впереди")
def school_place(school: School, printing: Printing) -> str:
    """The settlement and the district in the genitive, a blank before them: « г. Гагарин Гагаринского района»."""
    parts = [school.settlement] if school.settlement else []
    found = printing.workspace.reference.municipalities.get(school.municipality or "")
    if found is not None:
        if found.kind != "город":
            parts.extend(str(part) for part in printing.mentions.thing(found, "род"))
        elif not school.settlement:
            parts.append(f"г. {found.name_on(printing.day).removeprefix('город ')}")
    return "".join(f" {typography(part, printing.style)}" for part in parts)


@printed(Cluster, name="heading", says="Название кластера и кто сопровождает")
def cluster_heading(cluster: Cluster, printing: Printing) -> Resolved:
    """«Название – сопровождение …»; the list itself prints «Кластер 1.»."""
    tail = f" – сопровождение {cluster.support}" if cluster.support else ""
    title = printing.text(cluster.title)
    pieces = title.paragraphs[0].pieces if title else ()
    return Resolved((ResolvedParagraph((*pieces, *compose([(tail, False)], printing.style))),))


@printed(ClusterList, name="total", says="Сколько школ в списке")
def clusterlist_total(schools: ClusterList, printing: Printing) -> int:
    """How many schools the list holds."""
    return len(schools.all_schools)


class AnnexView:
    """An annex as its template sees it: the mark and the number."""

    __slots__ = ("mark", "number")

    def __init__(self, printing: Printing, index: int) -> None:
        self.mark: list[Resolved] = list(sentences.annex_mark(printing, index))
        self.number: str = str(index + 1) if len(printing.annexes) > 1 else ""
