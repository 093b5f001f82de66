"""A document as plain text, numbers included: what ``docgen show`` prints.

It follows the order of the printed page but no template: words and numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Printing
from docgen.language.view import View
from docgen.model.cluster import ClusterList
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.order import Order
from docgen.model.plan import FIELD_OF, Plan
from docgen.model.regulation import Regulation
from docgen.model.table import SCHEDULE_FIELDS, Duties, Form, Scan, Schedule, Table
from docgen.model.workspace import Document


def plain_text(printing: Printing) -> str:
    """The document, its annexes and its sheets as text, a blank line between blocks."""
    blocks = [_block(printing.document, View(printing.document, printing))]
    for index, annex in enumerate(printing.annexes):
        inner = printing.of_annex(index)
        view = AnnexView(printing, index)
        mark = "\n".join([*view.restriction, *(str(line) for line in view.mark)])
        blocks.append(f"{mark}\n\n{_block(annex, View(annex, inner))}")
    if isinstance(printing.document, Order):
        order: Any = View(printing.document, printing)
        blocks.extend("\n".join(sheet(order)) for sheet, wanted in _SHEETS if getattr(order, wanted))
    return "\n\n\n".join(blocks) + "\n"


def _block(document: Document, view: View) -> str:
    if isinstance(document, Order):
        return "\n".join(_order(view))
    return "\n".join(_annex(document, view))


def _annex(document: Document, view: Any) -> Iterator[str]:
    yield str(view.title)
    if view.intro:
        yield ""
        yield str(view.intro)
    yield ""
    yield from _BODIES[type(document)](document, view)
    if not isinstance(document, ClusterList) and view.signatory:
        yield ""
        yield f"{view.signatory.post}    {view.signatory.name}"


def _order(order: Any) -> Iterator[str]:
    if order.draft:
        yield "ПРОЕКТ"
    yield from order.restriction.lines if order.restriction else ()
    yield from order.letterhead
    yield ""
    yield order.heading
    yield f"{order.date}    {order.number_line}"
    if order.city:
        yield order.city
    yield ""
    yield str(order.title)
    yield ""
    preamble = str(order.preamble) if order.preamble else ""
    if order.formula:
        preamble = f"{preamble} {order.formula}:".strip()
    elif preamble:
        preamble += ":"
    if preamble:
        yield preamble
    yield from _points(order.points)
    yield ""
    for signatory in order.signatories:
        yield f"{signatory.post}    {signatory.name}"
    yield from _below(order)


def _below(order: Any) -> Iterator[str]:
    """What stands under the signatures."""
    for agreement in order.agreements:
        yield ""
        yield from agreement.lines
    if order.submission:
        yield ""
        yield "Проект внесен:"
        yield from (line for line in (order.submission.organisation, order.submission.post) if line)
        yield order.submission.name
    if order.drafter:
        yield ""
        drafter = order.drafter
        yield from (line for line in (drafter.person, drafter.post, drafter.phone, drafter.email) if line)


def _led(number: Any, words: Any, mark: str = ".") -> str:
    """The words after their number, or by themselves where none is printed."""
    return f"{number}{mark} {words}" if str(number) else str(words)


def _points(points: list[Any]) -> Iterator[str]:
    for point in points:
        yield _led(point.number, point.sentence)
        yield from _points(point.points)


def _plan(plan: Plan, view: Any) -> Iterator[str]:
    for part in view.parts:
        yield _led(part.number, part.title)
        if part.text:
            yield str(part.text)
    if plan.parts:
        yield ""
    own = {column.id: index for index, column in enumerate(plan.own_columns_shown)}

    def cells(names: Any, row: Any, group: Any = None) -> str:
        values = (
            row.own[own[name]] if name in own
            else (group if name == "уровень" and group is not None else getattr(row, FIELD_OF[name]))
            for name in names
        )  # fmt: skip
        return _line(getattr(value, "text", value) for value in values)

    yield cells(plan.columns_shown, view.headings)
    for group in view.groups:
        yield from (cells(plan.columns_shown, row, group.level) for row in group.rows)
    for section in view.sections:
        yield _led(section.number, section.title, "")
        for group in section.groups:
            yield from (cells(plan.columns_shown, row, group.level) for row in group.rows)
    if view.closing:
        yield ""
        yield str(view.closing)


def _line(cells: Iterable[Any]) -> str:
    return " | ".join(str(cell).replace("\n", " ") if cell else "–" for cell in cells)


def _clusters(schools: ClusterList, view: Any) -> Iterator[str]:
    for position, cluster in enumerate(view.clusters):
        if position:
            yield ""
        yield f"Кластер {cluster.number}. {cluster.heading}" if str(cluster.number) else str(cluster.heading)
        last = len(cluster.schools) - 1
        for index, school in enumerate(cluster.schools):
            yield _led(school.number, f"{school.name}{school.place}{'.' if index == last else ';'}")


def _composition(composition: Composition, view: Any) -> Iterator[str]:
    for group in view.groups:
        if group.heading:
            yield f"{group.heading}:"
        for member in group.members:
            name = " ".join(part for part in (member.surname, member.given) if part)
            yield f"{name} – {member.about}"


def _pairs(pairs: SchoolPairs, view: Any) -> Iterator[str]:
    yield _line(("№ п/п", view.mentor_heading, view.school_heading, view.curator_heading))
    for pair in view.pairs:
        mentor, school = pair.mentor, pair.school
        yield _line((pair.number, f"{mentor.name}{mentor.place}", f"{school.name}{school.place}", pair.curator))


def _regulation(regulation: Regulation, view: Any) -> Iterator[str]:
    yield from _clauses(view.clauses)
    for chapter in view.chapters:
        yield _led(chapter.number, chapter.title)
        yield from _clauses(chapter.clauses)


def _clauses(clauses: list[Any]) -> Iterator[str]:
    for clause in clauses:
        yield _led(clause.number, clause.text)
        yield from _clauses(clause.clauses)


def _schedule(schedule: Schedule, view: Any) -> Iterator[str]:
    yield _line(getattr(view.headings, SCHEDULE_FIELDS[column]) for column in schedule.columns)
    for event in view.events:
        yield _line(getattr(event, SCHEDULE_FIELDS[column]) for column in schedule.columns)


def _table(table: Table | Form, view: Any) -> Iterator[str]:
    if isinstance(table, Form):
        yield from (f"{field.label} ____________" for field in view.fields)
    if table.columns:
        numbered = [view.headings.number] if table.numbered else []
        yield _line((*numbered, *view.headings.own))
    for row in view.rows:
        if row.section:
            yield str(row.section)
        else:
            yield _line((*([row.number] if table.numbered else []), *(cell.text for cell in row.own)))
    if isinstance(table, Form):
        yield from (f"{post} ____________" for post in view.signatures)
    elif view.closing:
        yield str(view.closing)


def _duties(duties: Duties, view: Any) -> Iterator[str]:
    for group in view.groups:
        yield group.party
        yield from (_line((line.number, line.measure, line.deadline)) for line in group.lines)


def _scan(scan: Scan, view: Any) -> Iterator[str]:
    yield view.extent


_BODIES: dict[type, Callable[[Any, Any], Iterator[str]]] = {
    Plan: _plan, ClusterList: _clusters, Composition: _composition, SchoolPairs: _pairs, Regulation: _regulation,
    Schedule: _schedule, Table: _table, Form: _table, Duties: _duties, Scan: _scan,
}  # fmt: skip


def _visas(order: Any) -> Iterator[str]:
    yield "ЛИСТ СОГЛАСОВАНИЯ"
    yield order.draft_named
    for visa in order.visas:
        yield _line((visa.post, visa.name, visa.received, visa.agreed, visa.remarks))


def _acquainted(order: Any) -> Iterator[str]:
    yield f"С {order.named} ознакомлены:"
    yield from (_line((line.post, line.name)) for line in order.acquainted)


def _recipients(order: Any) -> Iterator[str]:
    yield "СПИСОК РАССЫЛКИ"
    yield order.named_of
    yield from (_line((line.to, line.copies)) for line in order.recipients)
    if order.copies:
        yield f"Всего {order.copies}."


_SHEETS: tuple[tuple[Callable[[Any], Iterator[str]], str], ...] = (
    (_visas, "visas"), (_acquainted, "acquainted"), (_recipients, "distribution"),
)  # fmt: skip
