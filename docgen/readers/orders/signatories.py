"""The parts under the points as plain data: who signs, agreed, laid the draft, drafted, is acquainted, receives.

Names are matched first (``matched``), for that may add to the reference data; then each part is taken only if it prints
the words that stand there (``put``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.findings import Path
from docgen.language.requisites import acquainted_names, full_name, visa_name
from docgen.model.requisites import Visa
from docgen.model.validation import validated
from docgen.readers.blocks import NOWHERE, Block, Place, Row
from docgen.readers.draft import LIKELY, SURE
from docgen.readers.known import Known
from docgen.readers.linewise import Line
from docgen.readers.orders.agreed import agreement_forms
from docgen.readers.orders.below import Below
from docgen.readers.orders.proof import Proof
from docgen.readers.orders.sheets import Sheet, acquainted_ids, distribution_data, sheet_rows, visa_data
from docgen.readers.orders.signatures import Signed, signature_forms
from docgen.readers.spelled import name_alone
from docgen.readers.words import said_words, says_the_same

Tell = Callable[[Path, Place, str, float], None]
Leave = Callable[[Line | Block | Row, str], None]
UNKNOWN_POST: Final = "подписант"
"""The id that stands for a post that the file does not name."""


@dataclass
class Matched:
    """What stands under the points, its names matched."""

    below: Below
    signatures: list[list[dict[str, Any]]] = field(default_factory=list)
    """For each signature the forms that it may have, the plainest first."""
    agreements: list[list[dict[str, Any]]] = field(default_factory=list)
    submission: list[dict[str, Any]] = field(default_factory=list)
    drafter: dict[str, Any] | None = None
    sheets: list[list[tuple[Any, Row]]] = field(default_factory=list)


def matched(below: Below, known: Known, body: str | None) -> Matched:
    """The names under the points, matched against reference data or collected."""
    made = Matched(below)
    for signed in below.signatures:
        made.signatures.append(signature_forms(signed, known, body))
    for agreed in below.agreements:
        made.agreements.append(list(agreement_forms(agreed, known)))
    if below.submitted is not None:
        words, signed = below.submitted
        organisation = known.short_body(words) if words else None
        forms = signature_forms(signed, known, organisation.id if organisation else None)
        owner = {"организация": organisation.id} if organisation else {}
        made.submission = [{**owner, **form} for form in forms if "в качестве" not in form]
    if below.drafter is not None and (person := known.person(below.drafter.name)) is not None:
        drafted = below.drafter
        parts = {"лицо": person.id, "должность": drafted.post, "телефон": drafted.phone, "почта": drafted.mail}
        made.drafter = {key: value for key, value in parts.items() if value}
    made.sheets = [list(_sheet(sheet, known, body)) for sheet in below.sheets]
    return made


def _sheet(sheet: Sheet, known: Known, body: str | None) -> Iterator[tuple[Any, Row]]:
    if sheet.table is None:
        for line in sheet.lines[1:]:
            person = known.person(name_alone(line.text) or line.text)
            yield ([person.id] if person else [], None), Row(())
        return
    for row, stands in sheet_rows(sheet.table):
        if sheet.kind == "визы":
            yield visa_data(row, known, body), stands
        elif sheet.kind == "ознакомить":
            yield (acquainted_ids(row, known, body), row), stands
        else:
            yield row, stands


class Putting:
    """Puts the matched parts into the data of the order, each with its place."""

    def __init__(self, data: dict[str, Any], proof: Proof, known: Known, tell: Tell, leave: Leave) -> None:
        self._data, self._proof, self._known, self._tell, self._leave = data, proof, known, tell, leave
        self.printed_otherwise: list[Signed] = []

    def put(self, made: Matched) -> None:
        """All parts; what does not print as it stands is left."""
        self._signatures(made)
        self._submission(made)
        self._agreements(made)
        self._drafter(made)
        for sheet, rows in zip(made.below.sheets, made.sheets, strict=True):
            {"визы": self._visas, "ознакомить": self._acquainted, "рассылка": self._distribution}[sheet.kind](
                sheet, rows
            )
        for item in made.below.strange:
            self._leave(item, "стоит под пунктами приказа")

    def _signatures(self, made: Matched) -> None:
        for signed, forms in zip(made.below.signatures, made.signatures, strict=True):
            form = self._fitting(forms, signed)
            if form is None:
                for line in signed.lines:
                    self._leave(line, "подпись не понята")
                continue
            path: Path = ("подпись",)
            if "подпись" in self._data:
                others = self._data.setdefault("подписывают также", [])
                path = ("подписывают также", len(others))
                others.append(form)
            else:
                self._data["подпись"] = form
            self._tell_lines(path, signed.lines, SURE if signed.name else LIKELY)

    def _fitting(self, forms: list[dict[str, Any]], signed: Signed) -> dict[str, Any] | None:
        """The first form that prints the post and the name; else the first that prints the name, or the fullest."""
        printed = [
            (form, self._proof.signature({k: v for k, v in form.items() if k != "организация"})) for form in forms
        ]
        for form, signing in printed:
            if (
                signing is not None
                and says_the_same(signing.post, signed.post)
                and _same_name(signing.name, signed.name)
            ):
                return form
        if forms:
            self.printed_otherwise.append(signed)
        named = [form for form, signing in printed if signing is not None and _same_name(signing.name, signed.name)]
        return named[0] if named else forms[-1] if forms else None

    def _submission(self, made: Matched) -> None:
        if made.below.submitted is None:
            return
        words, signed = made.below.submitted
        form = self._fitting(made.submission, signed)
        if form is None:
            for line in signed.lines:
                self._leave(line, "«Проект внесен» не понято")
            return
        self._data["проект внесён"] = form
        lines = signed.lines
        body = self._known.reference.organisations.get(form.get("организация", ""))
        if words and (body is None or not says_the_same(body.short_on(self._known.day), words)):
            apart = [line for line in lines[1:] if line.text in words]
            for line in apart:
                self._leave(line, "организации нет в справочнике, а по краткому названию она не заводится")
            lines = [line for line in lines if line not in apart]
            if body is not None:
                del form["организация"]
        self._tell_lines(("проект внесён",), lines, SURE)

    def _agreements(self, made: Matched) -> None:
        for mark, forms in zip(made.below.agreements, made.agreements, strict=True):
            data = next((form for form in forms if self._proof.agreement(form, mark.words)), None)
            if data is None:
                for line in mark.lines:
                    self._leave(line, "гриф согласования напечатался бы иначе")
                continue
            agreed = self._data.setdefault("согласовано", [])
            agreed.append(data)
            self._tell_lines(("согласовано", len(agreed) - 1), mark.lines, SURE)

    def _drafter(self, made: Matched) -> None:
        drafted = made.below.drafter
        if drafted is None:
            return
        person = self._known.reference.people.get((made.drafter or {}).get("лицо", ""))
        if made.drafter is None or person is None or self._proof.printing is None:
            for line in drafted.lines:
                self._leave(line, "исполнитель не понят")
            return
        self._data["исполнитель"] = made.drafter
        same = says_the_same(full_name(person, self._proof.printing), drafted.name)
        self._tell_lines(("исполнитель",), drafted.lines, SURE if same else LIKELY)
        for again in made.below.drafted_again:
            self._tell_lines(("исполнитель",), again.lines, SURE)

    def _visas(self, sheet: Sheet, rows: list[tuple[Any, Row]]) -> None:
        visas: list[dict[str, Any]] = []
        for data, row in rows:
            fitting = self._visa(data, row) if data else None
            if fitting is None:
                self._leave(row, "строка листа согласования напечаталась бы иначе")
            else:
                visas.append(fitting)
                self._tell(("визы", len(visas) - 1), _place(row), row.words, SURE)
        self._sheet_told("визы", visas, sheet)

    def _visa(self, data: dict[str, Any], row: Row) -> dict[str, Any] | None:
        plain = {key: value for key, value in data.items() if key != "лицо"}
        said = said_words(row.words)
        for form in (plain, data):
            visa, _ = validated(Visa, form)
            if visa is None or self._proof.printing is None:
                continue
            named = visa_name(visa, self._proof.printing)
            if _among(said_words(f"{named.post} {named.name}"), said):
                return form
        return None

    def _acquainted(self, sheet: Sheet, rows: list[tuple[Any, Row]]) -> None:
        ids: list[str] = []
        for index, ((found, cells), row) in enumerate(rows):
            id_ = next((each for each in found if self._prints_acquainted(each, cells)), None)
            if id_ is None:
                self._leave(sheet.lines[index + 1] if cells is None else row, "строка листа ознакомления не понята")
                continue
            ids.append(id_)
            words = row.words if cells is not None else sheet.lines[index + 1].text
            self._tell(("ознакомить", len(ids) - 1), _place(row), words, SURE)
        self._sheet_told("ознакомить", ids, sheet if sheet.table else Sheet(sheet.kind, sheet.lines[:1]))

    def _prints_acquainted(self, id_: str, cells: dict[str, str] | None) -> bool:
        if cells is None or self._proof.printing is None:
            return cells is None
        printed = acquainted_names(id_, self._proof.printing)
        shown = said_words(f"{cells.get('post', '').strip('–- ')} {cells.get('name', '')}")
        return len(printed) == 1 and said_words(" ".join(printed[0])) == shown

    def _distribution(self, sheet: Sheet, rows: list[tuple[Any, Row]]) -> None:
        data = distribution_data([row for row, _ in rows], self._known)
        for entry in data["ещё"]:
            words = entry.pop("словами")
            if not self._proof.text(entry["кому"], words):
                entry["кому"] = words
        for _, row in rows:
            self._tell(("рассылка",), _place(row), row.words, SURE)
        self._data["рассылка"] = data if data["ещё"] else {"по тексту": "нет"}
        self._sheet_told("рассылка", [data], sheet)

    def _sheet_told(self, key: str, entries: list[Any], sheet: Sheet) -> None:
        if entries and key != "рассылка":
            self._data[key] = entries
        if entries:
            self._tell_lines((key,), sheet.lines, SURE)
            if sheet.table is not None and sheet.table.rows:
                self._tell((key,), _place(sheet.table.rows[0]), sheet.table.rows[0].words, SURE)
            return
        for line in sheet.lines:
            self._leave(line, "лист не понят")
        if sheet.table is not None and sheet.table.rows:
            self._leave(sheet.table.rows[0], "лист не понят")

    def _tell_lines(self, path: Path, lines: list[Line], confidence: float) -> None:
        for line in lines:
            self._tell(path, line.place, line.text, confidence)


def _place(row: Row) -> Place:
    return row.place if row.place != NOWHERE else row.cells[0].place if row.cells else NOWHERE


def _same_name(printed: str, shown: str) -> bool:
    """Whether two names say the same, on whichever side the initials stand."""
    return sorted(said_words(printed)) == sorted(said_words(shown))


def _among(said: list[str], others: list[str]) -> bool:
    """Whether words stand together among others."""
    return any(others[at : at + len(said)] == said for at in range(len(others) - len(said) + 1))
