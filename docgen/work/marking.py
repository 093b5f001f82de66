"""copy: a certified copy of a registered order, a PDF with the mark «Верно» (GOST R 7.0.97, 5.26)."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from docgen.checks.registration import SEVERAL_HOLDERS, UNMANNED, is_registered
from docgen.errors import InputError, OfficeError
from docgen.files.folders import is_file, is_folder
from docgen.files.loading import Loaded
from docgen.files.whole import write_whole
from docgen.files.workspace import Opened
from docgen.findings import Finding, Severity
from docgen.language.numbers import counted
from docgen.language.printing import CopyMark, Print, Printing
from docgen.model.base import on
from docgen.model.months import date_text
from docgen.model.order import Order
from docgen.model.reference import ReferenceData
from docgen.model.requisites import Restriction, Signatory
from docgen.nearness import meant_or, nearest
from docgen.office.converting import convert_many
from docgen.office.libreoffice import PDF_A_2B
from docgen.patterns import pattern
from docgen.render.document import described
from docgen.render.pdf.certified import UNREADABLE, Marked, is_certified, with_copy_mark
from docgen.render.pdf.facts import BrokenPdf, read_facts
from docgen.render.pdf.marks import copy_mark_document
from docgen.render.pdf.seal import is_untouched_pdf
from docgen.rules import Scope, rule
from docgen.transforms.extraction import UNKNOWN
from docgen.work.checking import ordered
from docgen.work.printing_pdf import pdf_of, without_warned_scans
from docgen.work.rendering import (
    EDITED_BY_HAND,
    load_for_printing,
    own_name,
    refuse_other_words,
    refuse_to_overwrite,
    render_loaded,
)

NOT_REGISTERED = rule("копия-с-проекта", "Копию заверяют с зарегистрированного документа", source="std:26")
TOO_EARLY = rule("копия-раньше-документа", "Дата заверения раньше даты документа", source="std:26")
IN_FUTURE = rule("копия-будущим-днём", "Дата заверения ещё не наступила", severity=Severity.WARNING, source="std:26")
ORIGINAL = rule("копия-вместо-подлинника", "Копия затёрла бы архивный PDF приказа", scope=Scope.FILE)
RESTRICTED = rule(
    "копия-с-пометкой", "Заверяют копию документа с пометкой об ограничении доступа", severity=Severity.WARNING,
    source="std:26",
)  # fmt: skip
NOT_PDF = rule("копия-не-pdf", "Имя копии кончается не на .pdf", scope=Scope.FILE)
OTHER_DOCUMENT = rule("pdf-другого-документа", "Готовый PDF – не этого документа", scope=Scope.FILE, source="std:M05")


class Certifying(NamedTuple):
    """What certifies a copy: the id of a post or a person, the day, and for others where the original lies."""

    by: str
    day: datetime.date
    case: str | None = None
    """The number of the file, «01-05» or «01-05 за 2026 год»."""


@dataclass
class Certified:
    """The copy that was made, and the findings that did not stand in its way."""

    path: Path
    findings: list[Finding] = field(default_factory=list)
    pages: int = 0
    said: str = ""
    """Where the mark stands, in words."""


def certify_copy(
    path: Path, out: str | Path, certifying: Certifying, *, made: Path | None = None, force: bool = False
) -> Certified:
    """Write the certified copy of the order at ``path``: printed anew, or the PDF ``made`` before with the mark on it.

    ``out`` is a file or a folder. Raises ``DocgenError`` with all findings when there is nothing to certify, the PDF
    must not be touched, or a file stands in the way; nothing is written then.
    """
    opened, loaded, findings = load_for_printing(path)
    order = loaded.model
    if not isinstance(order, Order) or not order.status.registered or not is_registered(order):
        raise InputError([loaded.source.mark(_not_registered(loaded))])
    if made is None:
        instead = "Готовый PDF, каким он подписан, заверит ключ --from."
        findings = without_warned_scans(refuse_other_words(findings, instead))
    mark = _mark(order, opened.workspace.reference, certifying, str(path))
    target = _target(out, f"{own_name(order, path)} (копия).pdf")
    refuse_to_overwrite(target, force=force)
    title = described(order, Printing.of(order, opened.workspace, Print.REGISTERED)).title
    _keep_original(target, made, title, force=force)
    findings += [*_in_future(certifying.day, str(path)), *(loaded.source.mark(f) for f in _restricted(order))]
    word = copy_mark_document(order, opened.workspace, mark)
    if made is None:
        pdf, printed, found = _printed(opened, loaded, word)
        findings += [finding if finding.document else finding.at(document=str(target)) for finding in found]
    else:
        pdf, printed = _read(made, title), _one(convert_many([word], filter_options=PDF_A_2B)[0])
    try:
        marked = with_copy_mark(pdf, printed)
    except InputError as error:
        raise InputError(finding.at(document=str(made or target)) for finding in error.findings) from None
    if marked.faults:
        raise InputError(fault.at(document=str(target)) for fault in marked.faults)
    write_whole(target, marked.data, overwrite=True)
    return Certified(target, ordered(findings), marked.pages, _where(marked))


def _where(marked: Marked) -> str:
    if marked.is_alone:
        return (
            f"Под подписью места нет: отметка «Верно» на отдельном листе, странице {marked.page}; "
            "скрепите его с листом, на котором подпись."
        )
    return f"Отметка «Верно» под подписью, на странице {marked.page}."


def _target(out: str | Path, name: str) -> Path:
    """The file that ``out`` names, or one of that name in the folder; raises ``InputError`` for a file of another kind."""
    path = Path(out)
    if is_folder(path) or str(out).endswith(("/", os.sep)) or not path.suffix:
        return path / name
    if path.suffix.lower() == ".pdf":
        return path
    message = f"Копия – файл PDF, его имя кончается на «.pdf», а не на «{path.suffix}»."
    hint = f"Пишите «{path.stem}.pdf»; если это имя папки, поставьте в конце «/»."
    raise InputError([NOT_PDF.finding(message, document=str(out), quote=path.suffix, hint=hint)])


def _keep_original(target: Path, made: Path | None, title: str, *, force: bool) -> None:
    """Raise ``InputError`` where a copy would take the place of another document, or of the PDF without a mark.

    Of ``made`` even with ``force``.
    """
    if not is_file(target):
        return
    if made is not None and is_file(made) and target.samefile(made):
        message = f"Копия затёрла бы сам файл «{made}», с которого её делают."
        hint = "Назовите в ключе -o другой файл."
    elif not force and not is_certified(target.read_bytes()):
        message = f"Файл «{target}» – архивный PDF без отметки «Верно», копия его затёрла бы."
        hint = "Назовите в ключе -o другой файл или, если этот PDF не нужен, добавьте ключ --force."
    elif not force and (other := _title_of(target)).split() != title.split():
        message = f"На месте «{target}» лежит копия другого документа: «{other}»."
        hint = "Назовите в ключе -o другой файл или, если та копия не нужна, добавьте ключ --force."
    else:
        return
    raise InputError([ORIGINAL.finding(message, document=str(target), quote=target.name, hint=hint)])


def _title_of(path: Path) -> str:
    """The title in the properties of a PDF; empty when it has none or is not read."""
    try:
        return read_facts(path.read_bytes()).info.get("Title", "")
    except (OSError, BrokenPdf):
        return ""


def _restricted(order: Order) -> Iterator[Finding]:
    """The restriction marks of the order and of its appendices: such papers are multiplied by permission and counted."""
    marks: list[tuple[tuple[str | int, ...], Restriction | None]] = [((), order.restriction)]
    marks += [(("приложения", index), annex.restriction) for index, annex in enumerate(order.annexes)]
    for at, restriction in marks:
        if restriction is not None:
            yield RESTRICTED.finding(
                f"У {'приложения' if at else 'приказа'} пометка «{restriction.mark}», а с него заверена копия.",
                path=(*at, "гриф"), quote=restriction.mark,
                hint="Такую копию делают с письменного разрешения руководителя и учитывают поэкземплярно; "
                "для остальных сделайте выписку без этих сведений: docgen extract.",
            )  # fmt: skip


def _in_future(day: datetime.date, document: str) -> Iterator[Finding]:
    today = datetime.date.today()
    if day > today:
        message = f"Копия заверена {date_text(day)}, а сегодня {date_text(today)}."
        hint = "Проверьте год и месяц в ключе --date: копию датируют днём, когда её заверяют."
        yield IN_FUTURE.finding(message, document=document, quote=date_text(day), hint=hint)


def _printed(opened: Opened, loaded: Loaded, mark: bytes) -> tuple[bytes, bytes, tuple[Finding, ...]]:
    """The order for the archive and the mark, both as PDF from one LibreOffice, and what is said of the order's."""
    rendered = render_loaded(opened, loaded, print=Print.REGISTERED)
    whole, printed = map(_one, convert_many([rendered.data, mark], filter_options=PDF_A_2B))
    finished = pdf_of(opened, loaded, rendered.data, whole, print=Print.REGISTERED)
    said = (finding.at(document=loaded.source.name) for finding in rendered.findings)
    return finished.data, printed, (*said, *finished.findings)


def _one(converted: bytes | OfficeError) -> bytes:
    if isinstance(converted, OfficeError):
        raise converted
    return converted


def _read(made: Path, wanted: str) -> bytes:
    """The PDF that was made of the order with that title and left as it was; raises ``InputError`` for another."""
    try:
        data = made.read_bytes() if is_file(made) else None
        facts = read_facts(data or b"")
    except (OSError, BrokenPdf):
        is_there = is_file(made)
        message = f"Файл «{made}» не читается как PDF." if is_there else f"Файла «{made}» нет."
        hint = "Нужен PDF, который сделал docgen render --pdf." if is_there else "Проверьте имя и папку в ключе --from."
        raise InputError([UNREADABLE.finding(message, document=str(made), quote=made.name, hint=hint)]) from None
    title = facts.info.get("Title", "")
    if title.split() != wanted.split():
        message = f"В файле «{made}» – «{title}», а заверяют «{wanted}»."
        hint = "Назовите PDF этого приказа или уберите ключ --from: копия напечатается из данных."
        raise InputError([OTHER_DOCUMENT.finding(message, document=str(made), quote=made.name, hint=hint)])
    if not facts.signed and is_untouched_pdf(made) is False:
        message = f"Файл «{made}» правили после того, как его сделал docgen: такой файл не заверяют."
        hint = "Назовите нетронутый PDF или уберите ключ --from: копия напечатается из данных."
        raise InputError([EDITED_BY_HAND.finding(message, document=str(made), quote=made.name, hint=hint)])
    assert data is not None
    return data


def _not_registered(loaded: Loaded) -> Finding:
    status = str(getattr(loaded.model, "status", "") or getattr(loaded.model, "kind", ""))
    return NOT_REGISTERED.finding(
        f"Копию заверяют с зарегистрированного приказа, а это «{status}».", quote=status,
        path=("состояние",) if isinstance(loaded.model, Order) else ("вид",),
        hint="Заверяют, когда у приказа есть дата и номер: «состояние: зарегистрирован».",
    )  # fmt: skip


_YEAR = pattern(r"\sза\s+\d{4}")


def _mark(order: Order, reference: ReferenceData, certifying: Certifying, document: str) -> CopyMark:
    """The mark by the names of its day; raises ``InputError`` when nobody can sign it."""
    assert order.registration is not None and order.registration.date is not None
    day, since = certifying.day, order.registration.date
    if day < since:
        message = f"Копия заверена {date_text(day)}, а документ зарегистрирован только {date_text(since)}."
        hint = "Исправьте дату в ключе --date; без него стоит сегодняшняя."
        raise InputError([TOO_EARLY.finding(message, document=document, quote=date_text(day), hint=hint)])
    case = certifying.case
    if case and not _YEAR.search(case):
        case = f"{case} за {since.year}\u00a0год"
    return CopyMark(_signatory(certifying.by, day, reference, document), day, case)


def _signatory(by: str, day: datetime.date, reference: ReferenceData, document: str) -> Signatory:
    """Who certifies: the post, or the post of the person, on that day."""
    posts = reference.posts
    if by in reference.people:
        held = next((p for p in posts.values() if by in p.holders_on(day) or on(p.acting, day) == by), None)
        if held is None:
            message = f"У «{by}» на {date_text(day)} нет должности, а в отметке она нужна."
            hint = "Допишите человека к его должности в справочнике или назовите должность."
            raise InputError([UNMANNED.finding(message, document=document, quote=by, hint=hint)])
        return Signatory.model_construct(post=held.id, person=by, capacity=None)
    post = posts.get(by)
    if post is None:
        hint = meant_or(nearest(by, [*posts, *reference.people]), _codes(reference))
        message = f"Кода «{by}», названного в ключе --by, в справочниках нет."
        raise InputError([UNKNOWN.finding(message, quote=by, document=document, hint=hint)])
    holders = post.holders_on(day)
    if not holders and post.acting_on(day) is None:
        hint = "Назовите другую должность, человека или другой день."
        message = f"Должность «{post.name}» на {date_text(day)} никто не занимает."
        raise InputError([UNMANNED.finding(message, document=document, quote=by, hint=hint)])
    if len(holders) > 1 and post.acting_on(day) is None:
        several = counted(len(holders), "человек", "человека", "человек")
        message = f"Должность «{post.name}» на {date_text(day)} занимают {several}."
        hint = f"Назовите в ключе --by человека: {', '.join(holders)}."
        raise InputError([SEVERAL_HOLDERS.finding(message, document=document, quote=by, hint=hint)])
    return Signatory.model_construct(post=by, person=None, capacity=None)


def _codes(reference: ReferenceData) -> str:
    """What may be written instead: a few of the posts and people that there are."""
    posts, people = (", ".join(f"«{each}»" for each in list(ids)[:3]) for ids in (reference.posts, reference.people))
    there = [f"{what}: {ids} …" for what, ids in (("должности", posts), ("люди", people)) if ids]
    said = f"Пишите код должности или человека из справочников ({'; '.join(there)})." if there else ""
    return f"{said} Нового впишите в справочники лиц и должностей.".strip()
