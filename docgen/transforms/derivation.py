"""derive: from a superior plan the plan of one municipality, and from that the plan of one school (ground-truth E).

A pure function over models: data, findings, questions and the rows of a report come out. How each row goes down is told
by ``modes``, its words by ``substitution``, its dates by ``derivation_dates``; what is asked by ``derivation_questions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Path
from docgen.model.origin import Origin, digest_of
from docgen.model.party import Municipality
from docgen.model.plan import Level, Plan
from docgen.model.text import Text
from docgen.patterns import pattern
from docgen.transforms.derivation_cells import Cells, fact
from docgen.transforms.derivation_dates import dated, own_event_findings
from docgen.transforms.derivation_facts import (
    NO_BODY,
    NO_IDS,
    RESPONSIBLE_FIXED,
    ROW_MOVED,
    Derived,
    Facts,
    Taken,
    own_schools,
)
from docgen.transforms.derivation_figures import regional_figures, without_regional_facts
from docgen.transforms.derivation_frame import deadline_of, left_out, own_rows, said_schools
from docgen.transforms.derivation_questions import of_body, of_plan, of_row
from docgen.transforms.derivation_rows import Bodies, Row, rows_of
from docgen.transforms.derivation_terms import terms_line
from docgen.transforms.modes import Mode, Told, goes_down, told
from docgen.transforms.substitution import Naming, Wording, region_in

_CLUSTER = pattern(r"(?<!\w)Ш[А-Яа-я]*[А-Я]{2,}(?!\w)")


def derive(plan: Plan, municipality: Municipality, facts: Facts, *, school: str = "") -> Derived:
    """The plan of a municipality, or with ``school`` (an id of its lists or of the register) of one of its schools.

    Every row addressed to those below becomes a row with its origin, or stands among ``не применимо`` with a reason. A
    plan or a row without an id gives an error and no plan.
    """
    if faults := list(_without_ids(plan)):
        return Derived(None, faults)
    return _Derivation(plan, municipality, facts, school).made()


def _without_ids(plan: Plan) -> Iterator[Any]:
    hint = "Проставьте коды: docgen check --fix ФАЙЛ."
    if not plan.id:
        yield NO_IDS.finding("У плана нет кода.", path=("код",), hint=hint)
    for place, measure in enumerate(plan.all_measures):
        if not measure.id:
            words = str(measure.measure).split("\n")[0]
            yield NO_IDS.finding(f"Строка {place + 1} «{words[:60]}» без кода.", quote=words[:60], hint=hint)


@dataclass
class _Derivation:
    """One derivation: what is known at its beginning, and the result as it grows."""

    plan: Plan
    municipality: Municipality
    facts: Facts
    school: str
    result: Derived = field(default_factory=lambda: Derived(None))

    def __post_init__(self) -> None:
        facts = self.facts
        self.target = Level.INSTITUTIONAL if self.school else Level.MUNICIPAL
        self.bodies = Bodies(facts.reference, self.municipality.id, facts.day)
        region = "" if self.school else facts.region or region_in(str(self.plan.title))
        self.wording = Wording(Naming(self.municipality, facts.day), self.bodies, region, self._school_name())
        self.rows = rows_of(self.plan, self.bodies)
        self.figures = frozenset() if self.school else regional_figures(self.plan)
        self.schools = own_schools(self.plan, self.municipality.id, facts)
        self.is_empty = self.schools.known and not self.schools.all
        self.title = self._title()
        self.not_applicable: list[dict[str, str]] = []

    def made(self) -> Derived:
        """The result; to be asked for once."""
        going = {row.id: told(row, self.rows, self.target) for row in self.rows if goes_down(row, self.target)}
        staying = frozenset(id_ for id_ in going if not self._reason(self._row(id_), going[id_]))
        numbers = {row.id: row.number for row in self.rows}
        self.cells = Cells(
            self.plan, numbers, staying, self.wording, self.figures, _ABOVE[self.target], self.result.findings
        )
        by_section: dict[int | None, list[dict[str, Any]]] = {}
        for row in self.rows:
            if row.id in going:
                entry = self._entry(row, going[row.id])
                if entry is not None:
                    by_section.setdefault(row.section, []).append(entry)
        if by_section and not self.school:
            by_section[list(by_section)[-1]] += own_rows(self.facts.answers.get(f"{self.plan.id}.свои строки", ""))
        self.result.plan = self._plan(by_section)
        self._ask()
        return self.result

    def _row(self, id_: str) -> Row:
        return next(row for row in self.rows if row.id == id_)

    # The plan around the rows

    def _title(self) -> str:
        title = str(self.plan.title)
        if not self.school:
            return self.wording.title(title)
        named = self.wording.school
        for form in (self.wording.naming.form("pre"), self.wording.naming.form("gen")):
            title = re.sub(rf"\s+(?:в\s+)?{re.escape(form)}(?!\w)", "", title, count=1)
        match = re.search(r",?\s+(?:в|на)\s+\d{4}\s*[/–-]\s*\d{4}.*$", title, re.DOTALL)
        head, tail = (title[: match.start()], title[match.start() :]) if match else (title, "")
        return f"{head} ({named}){tail}" if named else title

    def _school_name(self) -> str:
        entry = self.facts.reference.schools.get(self.school)
        listed = dict(own_schools(self.plan, self.municipality.id, self.facts).all) if self.school else {}
        return entry.name_on(self.facts.day) if entry else listed.get(self.school, "")

    def _plan(self, by_section: dict[int | None, list[dict[str, Any]]]) -> dict[str, Any]:
        plain = self.plan.plain()
        made: dict[str, Any] = {"вид": "план", "код": self.id_, "название": self.title}
        if "период" in plain:
            made["период"] = plain["период"]
        made["уровень"] = str(self.target)
        made["муниципалитет"] = self.municipality.id
        if self.school:
            made["школа"] = self.school
        made["откуда"] = str(Origin(self.plan.id or "", "", digest_of(_head(plain))))
        if self.not_applicable:
            made["не применимо"] = self.not_applicable
        sections = []
        for place, section in enumerate(self.plan.sections):
            if place in by_section:
                of = {"откуда": str(Origin(self.plan.id or "", section.id))} if section.id else {}
                code = {"код": section.id} if section.id else {}
                title = self.wording.text(str(section.title))
                sections.append({**code, "название": title, **of, "мероприятия": by_section[place]})
        rows = {"мероприятия": by_section[None]} if None in by_section else {}
        body = {**rows, **({"разделы": sections} if sections else {})}
        if intro := self._intro(body):
            made["вступление"] = intro
        if parts := self._parts(plain.get("части", [])):
            made["части"] = parts
        made.update({key: plain[key] for key in _TABLE if key in plain})
        return {**made, **body}

    @property
    def id_(self) -> str:
        """The id of the derived plan."""
        return f"{self.plan.id}-{self.school or self.municipality.id}"

    def _intro(self, body: dict[str, Any]) -> str:
        """The municipality's own introduction: its answer, its schools, the terms. The superior one speaks of others."""
        paragraphs = []
        if answer := self.facts.answers.get(f"{self.plan.id}.вступление"):
            paragraphs.append(answer)
        elif self.plan.intro and not self.school:
            self.result.findings.append(left_out(str(self.plan.intro)))
        if not self.school:
            paragraphs += said_schools(self.schools, self.wording.naming)
        if line := terms_line(self.plan, body, self.facts, "\n".join(paragraphs)):
            paragraphs.append(line)
        return "\n".join(paragraphs)

    def _parts(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        made = []
        for index, part in enumerate(parts):
            if part.get("часть") == "обоснование" or self.school:
                continue
            text, dropped = without_regional_facts(str(part.get("текст", "")), self.figures)
            self.result.findings += [fact(sentence, ("части", index, "текст")) for sentence in dropped]
            made.append({**part, **({"текст": self.wording.text(text)} if text else {})})
        return made

    # One row

    def _reason(self, row: Row, modes: Told) -> str:
        """Why a row is not applicable here, or an empty text."""
        key = f"{self.plan.id}/{row.id}"
        if reason := self.facts.not_applicable.get(key) or self.facts.answers.get(f"{key}.не применимо"):
            return reason
        if self.facts.answers.get(f"{self.plan.id}.нужен", "").casefold() == "нет":
            return "по ответу муниципалитета план не нужен"
        if self.facts.answers.get(f"{key}.нужна", "").casefold() == "нет":
            return "по ответу муниципалитета строка не нужна"
        if not self.is_empty or Mode.SELF in modes or self.school:
            return ""
        about = row.level is Level.INSTITUTIONAL or Mode.COND in modes or Mode.LIST in modes
        if about or _CLUSTER.search(f"{row.words} {row.measure.description or ''}"):
            return f"в муниципалитете нет школ из перечня «{self.schools.title}»"
        return ""

    def _entry(self, row: Row, modes: Told) -> dict[str, Any] | None:
        plain = row.measure.plain()
        origins = [self._origin(row, plain)]
        if reason := self._reason(row, modes):
            self.not_applicable.append({"откуда": origins[0], "причина": reason})
            self._report(row, modes, note=reason, taken=False)
            return None
        path: Path = row.path
        when = dated(row, modes, self.facts.order_day, path)
        self.result.findings += when.findings
        entry: dict[str, Any] = {"код": row.id}
        level = self.target if Mode.MOVE in modes else row.level
        if level is not None:
            entry["уровень"] = str(level)
        for key, value in plain.items():
            if key in _OWN_TO_EACH:
                continue
            entry[key] = self.cells.cell(key, value, row, modes)
        if modes.modes[0] is Mode.SELF:
            entry["мероприятие"] = self._about_itself(row)
        if when.deadline:
            entry["срок"] = when.deadline
        self._responsible(entry, row, modes, path)
        if Mode.PART in modes:
            origins += [self._origin(link, link.measure.plain()) for link in modes.links]
        entry["откуда"] = origins if len(origins) > 1 else origins[0]
        self._answer(entry, row, modes, path)
        if Mode.MOVE in modes:
            message = f"Строка {row.number} стоит на уровне «{row.level}», а исполняют её здесь: перенесена."
            self.result.findings.append(ROW_MOVED.finding(message, path=path, hint="Подтвердите, что строка ваша."))
        self.result.questions += of_row(f"{self.plan.id}/{row.id}", row, modes, self.facts)
        self._report(row, modes, deadline=entry.get("срок", ""), note=when.note)
        return {key: entry[key] for key in _ROW if entry.get(key) not in ("", None)}

    def _origin(self, row: Row, plain: dict[str, Any]) -> str:
        return str(Origin(self.plan.id or "", row.id, digest_of(plain)))

    def _about_itself(self, row: Row) -> str:
        """«Разработка и утверждение Плана мероприятий («дорожной карты») … в Каменском районе»."""
        from docgen.language.inflection import inflect

        verbs = re.match(r"[а-яё]+(?:\s+и\s+[а-яё]+)?", row.words, re.IGNORECASE)
        made = inflect(self.title, "gen", "title")
        return (
            f"{verbs.group()} {made.form}"
            if verbs and made.certain
            else self.cells.words(row.words, row, "мероприятие")
        )

    def _responsible(self, entry: dict[str, Any], row: Row, modes: Told, path: Path) -> None:
        value = row.measure.responsible
        if value is None:
            return
        if Mode.FIX_RESP in modes:
            entry["ответственные"] = "ОО"
            message = f"Строка {row.number}: в графе «Ответственные» – «{value}», а исполняют школы; записано «ОО»."
            hint = "Подтвердите исправление."
            finding = RESPONSIBLE_FIXED.finding(message, path=(*path, "ответственные"), quote=str(value), hint=hint)
            self.result.findings.append(finding)
        else:
            entry["ответственные"] = self.wording.responsible(value)

    def _answer(self, entry: dict[str, Any], row: Row, modes: Told, path: Path) -> None:
        """Put in what the municipality has answered about the row."""
        key = f"{self.plan.id}/{row.id}"
        if given := self.facts.answers.get(f"{key}.срок"):
            deadline = deadline_of(given)
            entry["срок"] = given if deadline else f"дословно: {given}"
            above = row.measure.deadline
            if deadline is not None and above is not None and Mode.EVENT in modes:
                self.result.findings += own_event_findings(row.number, deadline, above, path)
        said = [
            self.facts.answers.get(f"{key}.{what}") for what in ("место", "формат", "участники", "график", "список")
        ]
        if more := [str(Text.literal(each)) for each in said if each]:
            entry["описание"] = "\n".join([entry["описание"], *more] if entry.get("описание") else more)

    def _report(self, row: Row, modes: Told, *, deadline: str = "", note: str = "", taken: bool = True) -> None:
        words = row.words.replace("\n", " ")
        self.result.rows.append(Taken(row.number, row.id, modes.code, words, deadline, note, taken))

    def _ask(self) -> None:
        for role in sorted(self.wording.unknown):
            shown = role.upper() if len(role) < 5 else role
            message = f"Не сказано, кто в муниципалитете «{self.municipality.name_on(self.facts.day)}» – {shown}."
            hint = f"Ответьте на вопрос или внесите организацию с полями «муниципалитет» и «в роли: {role}»."
            self.result.findings.append(NO_BODY.finding(message, quote=shown, hint=hint))
            self.result.questions += of_body(role, shown)
        if not self.school:
            self.result.questions += of_plan(self.plan, self.title, self.schools, is_empty=self.is_empty)
        answered = self.facts.answers
        self.result.questions = [question for question in self.result.questions if question.code not in answered]


_ABOVE = {Level.MUNICIPAL: " регионального плана", Level.INSTITUTIONAL: " муниципального плана"}
_OWN_TO_EACH = frozenset({"код", "номер", "уровень", "срок", "ответственные", "откуда", "разрешить"})
_ROW = (
    "код", "уровень", "мероприятие", "описание", "документ", "срок", "ответственные", "результат", "прочее", "строки",
    "откуда",
)  # fmt: skip
_TABLE = ("графы", "свои графы", "заголовки граф", "ширины граф")


def _head(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if key not in ("разделы", "мероприятия")}
