"""What lists and the other annexes print: schools, members of commissions, tables, forms, duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docgen.language.printed_fields import counted_number
from docgen.language.printed_plan import CONTINUE, RESTART, TableCell
from docgen.language.printing import Printing
from docgen.language.requisites import full_name
from docgen.language.resolve import compose
from docgen.language.resolved import Resolved, ResolvedParagraph
from docgen.language.typography import typography, typography_quoted
from docgen.language.view import BLANK, Blank, Computed, PrintedNumber, printed
from docgen.model.cluster import Cluster, ClusterList, School
from docgen.model.composition import Composition, Member
from docgen.model.numbering import numbers_of
from docgen.model.plan import Measure, MeasureLine, Plan
from docgen.model.table import SCHEDULE_FIELDS, SCHEDULE_HEADINGS, Duties, Form, Scan, Schedule, Table, TableRow
from docgen.model.text import EMPTY


@printed(School, name="name", says="Название школы, как в уставе")
def school_name(school: School, printing: Printing) -> str:
    """The charter name, the list's own or the register's on the day: only its blanks are mended."""
    entry = printing.workspace.reference.schools.get(school.entry or "")
    return typography_quoted(school.name or (entry.name_on(printing.day) if entry else f"[{school.entry}]"))


@printed(School, name="place", says="Населённый пункт и район в родительном падеже, с пробелом впереди")
def school_place(school: School, printing: Printing) -> str:
    """The settlement and the district in the genitive, a blank before them: « г. Гагарин Гагаринского района»."""
    entry = printing.workspace.reference.schools.get(school.entry or "")
    settlement = school.settlement or (entry.settlement if entry else None)
    municipality = school.municipality or (entry.municipality_on(printing.day) if entry else None)
    parts = [settlement] if settlement else []
    found = printing.workspace.reference.municipalities.get(municipality or "")
    if found is not None:
        if found.kind_on(printing.day) != "город":
            parts.extend(str(part) for part in printing.mentions.thing(found, "род"))
        elif not settlement:
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


class MemberLine(Computed):
    """A member of a commission as its line prints."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "surname": "Фамилия",
        "given": "Имя и отчество",
        "about": "Должность и роль через запятую",
    }

    surname: str
    given: str
    about: str


class MemberGroup(Computed):
    """Neighbouring members: those with roles of their own, or the others under their heading."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "heading": "Заголовок группы: «Члены комиссии»; пусто над теми, у кого роль своя",
        "members": "Члены",
    }

    heading: str
    members: list[MemberLine]


@printed(Composition, name="groups", says="Члены по группам: heading и members")
def composition_groups(composition: Composition, printing: Printing) -> list[MemberGroup]:
    """The members in order; those without a role stand under a heading of their own."""
    groups: list[MemberGroup] = []
    for member in composition.members:
        heading = "" if member.role else typography(composition.group, printing.style)
        if not groups or groups[-1].heading != heading:
            groups.append(MemberGroup(heading=heading, members=[]))
        groups[-1].members.append(_member_line(member, printing))
    return groups


def _member_line(member: Member, printing: Printing) -> MemberLine:
    reference = printing.workspace.reference
    post = reference.posts.get(member.post or "")
    holders = post.holders_on(printing.day) if post else ()
    person = reference.people.get(member.person or (holders[0] if len(holders) == 1 else ""))
    name = full_name(person, printing) if person else ""
    surname, _, given = name.replace("\u00a0", " ").partition(" ")
    words = str(printing.text(member.words)).replace("\n", " ") if member.words else ""
    about = [words or (post.full or post.name if post else ""), member.role or ""]
    about.append("(по согласованию)" if member.agreed else "")
    joined = ", ".join(part for part in about[:2] if part)
    return MemberLine(
        surname=surname or "(назначается отдельно)", given=given,
        about=typography(f"{joined} {about[2]}".strip(), printing.style),
    )  # fmt: skip


class TableLine(Computed):
    """A row of a table: a heading across it, or its cells."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "section": "Заголовок поперёк таблицы; у обычной строки его нет",
        "number": "Номер строки",
        "own": "Ячейки",
    }

    section: Resolved | None
    number: PrintedNumber | Blank | str
    own: list[TableCell]


class TableHeadings(Computed):
    """The headings of a table of the office's own columns."""

    SAYS: ClassVar[Mapping[str, str]] = {"number": "Заголовок графы номера", "own": "Заголовки граф"}

    number: str
    own: list[str]


@printed(Table, Form, name="headings", says="Заголовки граф")
def table_headings(table: Table | Form, printing: Printing) -> TableHeadings:
    """The headings of the table."""
    return TableHeadings(number="№ п/п", own=[typography(c.heading, printing.style) for c in table.columns])


@printed(Table, Form, name="rows", says="Строки таблицы; у формы и пустые")
def table_rows(table: Table | Form, printing: Printing) -> list[TableLine]:
    """The rows, the empty ones of a form last."""
    lines = [_table_line(row, table, printing) for row in table.rows]
    for index, column in enumerate(table.columns):
        if column.merged:
            _join([line.own[index] if line.section is None else None for line in lines])
    blank = table.blank_rows if isinstance(table, Form) else 0
    lines.extend(
        TableLine(section=None, number="", own=[TableCell(text=None, joined="") for _ in table.columns])
        for _ in range(blank)
    )
    return lines


def _table_line(row: TableRow, table: Table | Form, printing: Printing) -> TableLine:
    if row.section is not None:
        return TableLine(section=printing.text(row.section), number="", own=[])
    cells = [*row.cells, *([EMPTY] * (len(table.columns) - len(row.cells)))]
    empty = [BLANK if column.blank else None for column in table.columns]
    own = [TableCell(text=printing.text(c) or nothing, joined="") for c, nothing in zip(cells, empty, strict=False)]
    number = counted_number(row, printing)
    return TableLine(section=None, number=number or "", own=own)


def _join(column: list[TableCell | None]) -> None:
    """Mark equal neighbours of a column as one merged cell."""
    above: TableCell | None = None
    for cell in column:
        if cell is not None and above is not None and cell.text and str(cell.text) == str(above.text):
            above.joined = above.joined or RESTART
            cell.joined, cell.text = CONTINUE, BLANK
        else:
            above = cell


class ScheduleHeadings(Computed):
    """The headings of a schedule."""

    SAYS: ClassVar[Mapping[str, str]] = {name: "Заголовок графы" for name in (
        "number", "deadline", "time", "measure", "audience", "place", "responsible",
    )}  # fmt: skip

    number: str
    deadline: str
    time: str
    measure: str
    audience: str
    place: str
    responsible: str


@printed(Schedule, name="headings", says="Заголовки граф")
def schedule_headings(schedule: Schedule, printing: Printing) -> ScheduleHeadings:
    """The headings of the table."""
    own = {str(column): words for column, words in schedule.headings.items()}
    words = {field: own.get(column) or SCHEDULE_HEADINGS[column] for column, field in SCHEDULE_FIELDS.items()}
    return ScheduleHeadings(**{field: typography(said, printing.style) for field, said in words.items()})


class DutyLine(Computed):
    """One measure for which a party answers."""

    SAYS: ClassVar[Mapping[str, str]] = {"number": "Номер строки плана", "measure": "Мероприятие", "deadline": "Срок"}

    number: str
    measure: Resolved
    deadline: str


class DutyGroup(Computed):
    """A party and everything for which it answers."""

    SAYS: ClassVar[Mapping[str, str]] = {"party": "Ответственный", "lines": "Его мероприятия"}

    party: str
    lines: list[DutyLine]


@printed(Duties, name="groups", says="Ответственные по порядку плана: party и lines")
def duty_groups(duties: Duties, printing: Printing) -> list[DutyGroup]:
    """Who does what by when, from the plan: each party once, in the order of the plan."""
    plan = printing.workspace.documents.get(duties.plan)
    if not isinstance(plan, Plan):
        return []
    inner = printing.of_other(plan)
    groups: dict[str, DutyGroup] = {}
    for measure in plan.all_measures:
        for row in _answered_for(measure):
            responsible = row.responsible or measure.responsible
            for party in responsible.parties if responsible else ():
                if duties.parties and party.name not in duties.parties:
                    continue
                said = typography(party.name[:1].upper() + party.name[1:], printing.style)
                group = groups.setdefault(said, DutyGroup(party=said, lines=[]))
                number = numbers_of(plan).get(id(measure))
                group.lines.append(
                    DutyLine(
                        number=number.shown if number else BLANK, measure=inner.text(row.measure),
                        deadline=inner.deadline(row.deadline) if row.deadline else "",
                    )
                )  # fmt: skip
    return list(groups.values())


def _answered_for(measure: Measure) -> tuple[Measure | MeasureLine, ...]:
    """The rows with something to be done: of a measure that only heads its lines, the lines."""
    return measure.lines if measure.lines and measure.deadline is None else measure.rows


@printed(Scan, name="extent", says="«на 3 л.»")
def scan_extent(scan: Scan, printing: Printing) -> str:
    """How many sheets there are: «на 3 л.»."""
    return f"на {scan.sheets}\u00a0л."
