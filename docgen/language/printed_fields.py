"""What prints differently from what is stored, and what is computed, for every kind of document: numbers, signatures.

Each declaration carries its type as the return annotation, so that a template can be checked before there is data,
and ``says``, its description in the reference of fields. Orders, plans and the other annexes have modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docgen.language import requisites, sentences
from docgen.language.printing import Printing
from docgen.language.resolved import Resolved
from docgen.language.view import BLANK, Blank, Computed, PrintedNumber, printed
from docgen.model.base import Model
from docgen.model.cluster import Cluster, School
from docgen.model.composition import Pair
from docgen.model.fields import NO_NUMBER
from docgen.model.order import Order, Point
from docgen.model.plan import Measure, PlanPart, Section
from docgen.model.regulation import Chapter, Clause
from docgen.model.requisites import Signatory
from docgen.model.table import Event, TableRow


@printed(
    Point, Section, Measure, School, Cluster, PlanPart, Pair, Chapter, Clause, Event, TableRow,
    name="number", says="Номер; в начале абзаца становится нумерацией Word",
)  # fmt: skip
def counted_number(source: Model, printing: Printing) -> PrintedNumber | Blank | None:
    """The number, which Word will count by itself; blank where none is to be printed, None for what is not numbered here."""
    number = printing.numbers[id(printing.document)].get(id(source))
    if number is None:
        return BLANK if getattr(source, "number", None) == NO_NUMBER else None
    return PrintedNumber(number, printing.bookmarks.get(id(source)))


@printed(Point, name="sentence", says="Предложение пункта целиком, со знаком в конце")
def point_sentence(point: Point, printing: Printing) -> Resolved:
    """The whole sentence of the point."""
    return sentences.point_sentence(point, printing)


@printed(Point, name="kept", says="Не отрывать от следующего: с подписью остаются не меньше трёх строк текста")
def point_kept(point: Point, printing: Printing) -> bool:
    """Whether the point must stay with what follows it, so that the signature does not stand alone (std §1.1, L11)."""
    return id(point) in sentences.kept_points(printing)


@printed(Signatory, name="post", says="Должность над подписью")
def signatory_post(signatory: Signatory, printing: Printing) -> str:
    """The post over the signature; outside of a letterhead with the body's name."""
    return requisites.signing(signatory, printing, full=not isinstance(printing.document, Order)).post


@printed(Signatory, name="name", says="«И.О. Фамилия»")
def signatory_name(signatory: Signatory, printing: Printing) -> str:
    """«И.О. Фамилия»."""
    return requisites.signing(signatory, printing).name


class AnnexView(Computed):
    """An annex as its template sees it: the mark, the number, the restriction mark."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "mark": "Строки отметки «Приложение № 1 …»",
        "number": "Номер приложения",
        "restriction": "Строки пометки «Для служебного пользования»; обычно пусто",
        "wide_mark": "Может ли отметка быть шириной 8 см (ГОСТ 2025), а не 7,5 см",
    }

    mark: list[Resolved]
    number: str
    restriction: list[str]
    wide_mark: bool

    def __init__(self, printing: Printing, index: int) -> None:
        order = printing.order
        assert order is not None
        super().__init__(
            mark=list(requisites.annex_mark(printing, index)),
            number=str(index + 1) if len(printing.annexes) > 1 else "",
            restriction=requisites.restriction_lines(order.annexes[index].restriction),
            wide_mark=printing.profile.edition_for(printing.day) == "2025",
        )
