"""render: one document to one Word file, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.checks.registration import NO_NUMBER, is_registered
from docgen.errors import InputError, TemplateError
from docgen.files.base import Bases
from docgen.files.lock import lock
from docgen.files.whole import write_whole
from docgen.files.workspace import Loaded, Opened, open_workspace
from docgen.findings import Finding, has_errors
from docgen.language.printing import Print
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.render.document import Rendered, render_document
from docgen.render.seal import is_untouched
from docgen.rules import Scope, rule
from docgen.work.checking import check_loaded, check_reference_data, not_a_document, ordered

EDITED_BY_HAND = rule("файл-правлен-вручную", "Готовый файл изменён после создания и не будет затёрт", scope=Scope.FILE)
FOREIGN_FILE = rule("чужой-файл", "На этом месте лежит файл, который сделал не docgen", scope=Scope.FILE)


@dataclass
class Printed:
    """What ``render`` made: the file written and the findings that did not stand in its way."""

    path: Path
    findings: list[Finding] = field(default_factory=list)


def load_for_printing(path: Path) -> tuple[Opened, Loaded, list[Finding]]:
    """The document at a path with everything found on it and its annexes; raises ``InputError`` on errors."""
    opened = open_workspace(path)
    loaded = opened.file(path, str(path))
    found = check_loaded(opened, loaded, with_annexes=True)
    findings = ordered([*opened.findings, *check_reference_data(opened), *found, *not_a_document(loaded)])
    if has_errors(findings) or not isinstance(loaded.model, Document):
        raise InputError(findings)
    return opened, loaded, findings


def render_file(
    path: Path, out: Path, *, print: Print | None = None, template: Path | None = None, force: bool = False
) -> Printed:
    """Render the document at ``path`` into ``out`` (a file, or a folder that takes the document's own name).

    Raises ``InputError`` with all findings when the input is faulty, or when ``out`` holds a file that was edited by
    hand or is not ours, unless ``force``; nothing is written then.
    """
    opened, loaded, findings = load_for_printing(path)
    document = loaded.model
    assert isinstance(document, Document)
    if isinstance(document, Order) and (fault := _unregistered(document, print)):
        raise InputError([loaded.source.mark(fault)])
    try:
        rendered = render_document(document, opened.workspace, print=print, template=template)
    except TemplateError as error:
        raise TemplateError(f.at(document=opened.shown(Path(f.document))) for f in error.findings) from None
    target = out / f"{own_name(document, path)}.docx" if out.is_dir() or out.suffix.lower() != ".docx" else out
    if not force:
        _refuse_to_overwrite(target)
    findings.extend(finding.at(document=loaded.source.name) for finding in rendered.findings)
    _write(opened, loaded, target, rendered)
    return Printed(target, ordered(findings))


def _write(opened: Opened, loaded: Loaded, target: Path, rendered: Rendered) -> None:
    def write() -> None:
        write_whole(target, rendered.data, overwrite=True)
        bases = Bases(opened.root)
        bases.record(loaded.model, loaded.path, rendered.digest)  # type: ignore[arg-type]

    if opened.root is None:
        write()
    else:
        with lock(opened.root):
            write()


def own_name(document: Document, path: Path) -> str:
    """The file name an office would give: «Приказ от 17.09.2026 № 850-ОД», or the stem of the input's name."""
    registration = document.registration if isinstance(document, Order) else None
    if isinstance(document, Order) and registration and registration.date and registration.number:
        day = registration.date
        number = registration.number.replace("/", "-").replace("\\", "-")
        return f"{document.kind.capitalize()} от {day.day:02d}.{day.month:02d}.{day.year} № {number}"
    return path.stem


def _unregistered(order: Order, print: Print | None) -> Finding | None:
    if (print or Print.of(order.status)) is not Print.REGISTERED or is_registered(order):
        return None
    return NO_NUMBER.finding(
        "Документ печатается как зарегистрированный, а даты или номера нет.", path=("регистрация",),
        hint="Заполните «регистрация: дата и номер» или печатайте с ключом --print sign.",
    )  # fmt: skip


def _refuse_to_overwrite(target: Path) -> None:
    if not target.exists():
        return
    untouched = is_untouched(target)
    if untouched:
        return
    fault = EDITED_BY_HAND if untouched is False else FOREIGN_FILE
    message = (
        f"Файл «{target}» правили после того, как его сделал docgen." if untouched is False
        else f"Файл «{target}» сделал не docgen."
    )  # fmt: skip
    raise InputError(
        [
            fault.finding(
                message, document=str(target), quote=target.name,
                hint="Укажите другое имя или, если правки не нужны, добавьте ключ --force.",
            )
        ]
    )  # fmt: skip
