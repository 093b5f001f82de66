"""extract: an extract from an order as a Word file or text, or what one party answers for in a whole workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import InputError
from docgen.files.annexes import annexes_of
from docgen.files.dumping import dump
from docgen.files.folders import ROOT_FILE, is_folder
from docgen.files.whole import write_whole
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding
from docgen.language.printing import Print
from docgen.model.order import Order, Status
from docgen.model.plan import Plan
from docgen.model.table import Table
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.nearness import meant_or, nearest
from docgen.render.document import render_document
from docgen.render.locating import own_folder, shipped
from docgen.transforms.editions import Edition
from docgen.transforms.extraction import NOT_CONCERNED, UNKNOWN, Duty, duties_of, extract_text
from docgen.transforms.extraction import extract as extracted_from
from docgen.work.amending import opened_edition
from docgen.work.rendering import refuse_to_overwrite

TEMPLATE = "orders/extract.docx"


@dataclass
class Extracted:
    """The extract as text, the file written, and what was found."""

    text: str
    path: Path | None = None
    findings: list[Finding] = field(default_factory=list)


def extract(path: str | Path, wanted: str, out: str | Path | None = None, *, force: bool = False) -> Extracted:
    """The extract from the order at ``path`` for an id or a point's number; of a workspace, the table of duties.

    ``out`` is a ``.docx``, a ``.txt``, or for a table also an ``.xlsx``; without it nothing is written. Raises
    ``InputError`` when the id is unknown or the document does not concern it.
    """
    path = Path(path)
    opened = open_workspace(path)
    if is_folder(path) or path.name == ROOT_FILE:
        return _duties(opened, path, wanted, Path(out) if out else None, force=force)
    edition = opened_edition(opened, path)
    found = extracted_from(edition, wanted)
    if found.order is None:
        raise InputError(finding.at(document=str(path)) for finding in found.findings)
    text = extract_text(found.order, opened.workspace)
    made = Extracted(text)
    if out is None:
        return made
    made.path = Path(out)
    if made.path.suffix.lower() == ".docx":
        rendered = render_document(found.order, opened.workspace, print=Print.REGISTERED, template=_template(opened))
        _write(made.path, rendered.data, force=force)
        made.findings = list(rendered.findings)
    else:
        write_whole(made.path, text.encode(), overwrite=force)
    return made


def _template(opened: Opened) -> Path:
    """The office's own template of extracts, else ours."""
    own = own_folder(opened.workspace)
    return own / TEMPLATE if own is not None and (own / TEMPLATE).is_file() else shipped() / TEMPLATE


def _write(path: Path, data: bytes, *, force: bool) -> None:
    refuse_to_overwrite(path, force=force)
    write_whole(path, data, overwrite=True)


def _duties(opened: Opened, path: Path, wanted: str, out: Path | None, *, force: bool) -> Extracted:
    """What a party answers for in all orders of the workspace that have not lost force."""
    reference = opened.workspace.reference
    known = [*reference.organisations, *reference.people, *reference.posts]
    if wanted not in known:
        raise InputError(
            [
                UNKNOWN.finding(
                    f"Кода «{wanted}» в справочниках нет.", quote=wanted, document=str(path),
                    hint=meant_or(nearest(wanted, known), "Пишите код организации, человека или должности."),
                )
            ]
        )  # fmt: skip
    duties = list(duties_of(wanted, _editions(opened)))
    if not duties:
        raise InputError(
            [
                NOT_CONCERNED.finding(
                    f"В документах комплекта нет поручений для «{wanted}».", quote=wanted, document=str(path)
                )
            ]
        )
    made = Extracted(_as_text(duties), out)
    if out is None:
        return made
    table = _table(opened, wanted, duties)
    if out.suffix.lower() == ".docx":
        _write(out, render_document(table, opened.workspace).data, force=force)
    elif out.suffix.lower() == ".xlsx":
        from docgen.files.xlsx_writing import write_workbook

        write_whole(out, write_workbook(_plan(opened, wanted, duties)), overwrite=force)
    elif out.suffix.lower() in (".yaml", ".yml"):
        write_whole(out, dump(table.plain()).encode(), overwrite=force)
    else:
        write_whole(out, made.text.encode(), overwrite=force)
    return made


def _editions(opened: Opened) -> list[Edition]:
    found = []
    for file in opened.homes.values():
        loaded = opened.file(file)
        if isinstance(loaded.model, Order) and loaded.model.status is not Status.REPEALED:
            annexes, _ = annexes_of(opened, loaded)
            if annexes is not None:
                found.append(Edition(loaded.model, annexes, opened.workspace))
    return sorted(found, key=lambda edition: edition.order.day)


_HEADINGS = ("Документ", "Номер", "Что сделать", "Срок")


def _as_text(duties: list[Duty]) -> str:
    return "".join(" | ".join(cell or "–" for cell in row) + "\n" for row in (_HEADINGS, *duties))


def _table(opened: Opened, wanted: str, duties: list[Duty]) -> Table:
    reference = opened.workspace.reference
    body, person = reference.organisations.get(wanted), reference.people.get(wanted)
    name = body.name[-1].value if body else f"{person.surname} {person.first_name}" if person else wanted
    made, findings = validated(
        Table,
        {
            "вид": "таблица", "название": f"Поручения и мероприятия: {name}", "поперёк": "да",
            "графы": [{"заголовок": heading, "ширина": width} for heading, width in zip(_HEADINGS, "3173"[:4], strict=True)],
            "строки": [[_cell(cell) for cell in duty] for duty in duties],
        },
    )  # fmt: skip
    if made is None:
        raise AssertionError(findings)
    return made


def _plan(opened: Opened, wanted: str, duties: list[Duty]) -> Plan:
    """The same as a plan, which a workbook can hold and a clerk can filter."""
    own = [{"код": "акт", "заголовок": "Документ"}, {"код": "пункт", "заголовок": "Пункт"}]
    made, findings = validated(
        Plan,
        {
            "вид": "план", "код": f"поручения-{wanted}", "название": str(_table(opened, wanted, duties).title),
            "графы": ["номер", "акт", "пункт", "мероприятие", "срок"], "свои графы": own,
            "мероприятия": [
                {"код": f"м{index}", "мероприятие": _cell(duty.what),
                 **({"срок": {"дословно": duty.deadline}} if duty.deadline else {}),
                 "прочее": {"акт": _cell(duty.document), **({"пункт": duty.number} if duty.number else {})}}
                for index, duty in enumerate(duties, 1)
            ],
        },
    )  # fmt: skip
    if made is None:
        raise AssertionError(findings)
    return made


def _cell(text: str) -> str:
    return str(Text.literal(text))
