"""render: one document to one Word file, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.checks.frozen import SAYS_OTHERWISE
from docgen.checks.registration import NO_NUMBER, is_registered
from docgen.errors import InputError, TemplateError
from docgen.files.annexes import annexes_of
from docgen.files.base import Words
from docgen.files.folders import is_file, is_folder, real
from docgen.files.loading import Loaded
from docgen.files.lock import NO_LOCK, lock
from docgen.files.whole import is_closed, write_all
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity, has_errors
from docgen.language.printing import Print, Printing
from docgen.model.months import date_text
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.render.document import Rendered, render_document
from docgen.render.pdf.seal import is_untouched_pdf, signature_of
from docgen.render.seal import is_untouched
from docgen.rules import Scope, rule
from docgen.work.checking import check_loaded, check_reference_data, not_a_document, ordered

EDITED_BY_HAND = rule("файл-правлен-вручную", "Готовый файл изменён после создания и не будет затёрт", scope=Scope.FILE)
FOREIGN_FILE = rule("чужой-файл", "На этом месте лежит файл, который сделал не docgen", scope=Scope.FILE)
SIGNED = rule("файл-подписан", "Готовый файл подписан электронной подписью и не будет затёрт", scope=Scope.FILE)
NOT_DOCX = rule("не-docx", "Имя готового файла кончается не на .docx", scope=Scope.FILE)
NOT_KEPT = rule(
    "комплект-только-для-чтения", "Комплект закрыт для записи: документ напечатан, но не запомнен",
    severity=Severity.NOTE, scope=Scope.SET,
)  # fmt: skip


@dataclass
class Printed:
    """What ``render`` made: the file written and the findings that did not stand in its way."""

    path: Path
    findings: list[Finding] = field(default_factory=list)


def load_for_printing(path: Path, *, has_template: bool = False) -> tuple[Opened, Loaded, list[Finding]]:
    """The document at a path with everything found on it and its annexes; raises ``InputError`` on errors.

    With ``has_template`` the caller brings one, and none is looked for.
    """
    opened = open_workspace(path)
    around = [*opened.findings, *check_reference_data(opened)]
    loaded, findings = load_into(opened, path, str(path), around, has_template=has_template)
    return opened, loaded, findings


def load_into(
    opened: Opened, path: Path, name: str, around: Sequence[Finding], *, has_template: bool = False
) -> tuple[Loaded, list[Finding]]:
    """A document of an open workspace, with everything found on it and the findings ``around`` it.

    ``name`` is how the user would write its path. Raises ``InputError`` when any of them is an error.
    """
    loaded = opened.file(path, name)
    found = check_loaded(opened, loaded, with_annexes=True, has_template=has_template)
    findings = ordered([*around, *found, *not_a_document(loaded)])
    if has_errors(findings) or not isinstance(loaded.model, Document):
        raise InputError(findings)
    return loaded, findings


def render_file(
    path: Path, out: str | Path, *, print: Print | None = None, template: Path | None = None, force: bool = False
) -> Printed:
    """Render the document at ``path`` into ``out``: a ``.docx`` file, or a folder that takes the document's own name.

    A folder is one that stands there, a text with a slash at its end, or a name without an extension; a name that ends
    in ``.xlsx`` asks for a workbook. Raises ``InputError`` with all findings when the input is faulty, or when ``out``
    holds a file that was edited by hand or is not ours, unless ``force``; nothing is written then.
    """
    if str(out).lower().endswith(".xlsx") and not is_folder(Path(out)):
        from docgen.work.workbooks import export

        return export(path, Path(out), force=force)
    folder = folder_named(out)
    opened, loaded, findings = load_for_printing(path, has_template=template is not None)
    document = loaded.model
    assert isinstance(document, Document)
    rendered = render_loaded(opened, loaded, print=print, template=template)
    target = folder / f"{own_name(document, path)}.docx" if folder else Path(out)
    refuse_to_overwrite(target, force=force)
    findings.extend(finding.at(document=loaded.source.name) for finding in rendered.findings)
    words = words_on_paper(opened, document, print)
    findings.extend(write_recorded(opened, loaded, {target: rendered.data}, rendered.digest, words))
    return Printed(target, ordered(findings))


def refuse_other_words(findings: list[Finding], instead: str = "") -> list[Finding]:
    """The findings; raises ``InputError`` with all of them when a signed document would not say what it was signed with.

    On paper that is a warning, for there may be a reason; a copy for the archive, and what is made unasked, must not.
    ``instead`` says what else can be done.
    """
    if not any(finding.rule == SAYS_OTHERWISE.name for finding in findings):
        return findings
    raise InputError(
        finding.at(severity=Severity.ERROR, hint=f"{finding.hint} {instead}".strip())
        if finding.rule == SAYS_OTHERWISE.name else finding
        for finding in findings
    )  # fmt: skip


def render_loaded(
    opened: Opened, loaded: Loaded, *, print: Print | None = None, template: Path | None = None
) -> Rendered:
    """The loaded document as a Word file. Raises ``InputError`` or ``TemplateError`` with findings."""
    document = loaded.model
    assert isinstance(document, Document)
    if isinstance(document, Order) and (fault := _unregistered(document, print)):
        raise InputError([loaded.source.mark(fault)])
    try:
        return render_document(document, opened.workspace, print=print, template=template)
    except TemplateError as error:
        raise TemplateError(f.at(document=opened.shown(Path(f.document))) for f in error.findings) from None


def folder_named(out: str | Path) -> Path | None:
    """The folder that ``out`` names, None when it names a file; raises ``InputError`` for a file of another kind."""
    path = Path(out)
    if is_folder(path) or str(out).endswith(("/", os.sep)) or not path.suffix:
        return path
    if path.suffix.lower() == ".docx":
        return None
    raise InputError(
        [
            NOT_DOCX.finding(
                f"Готовый файл – документ Word, его имя кончается на «.docx», а не на «{path.suffix}».",
                document=str(out), quote=path.suffix,
                hint=f"Пишите «{path.stem}.docx»; если это имя папки, поставьте в конце «/».",
            )
        ]
    )  # fmt: skip


def words_on_paper(opened: Opened, document: Document, print: Print | None) -> Words | None:
    """What a signed order says on paper, to be kept: reference data may change after it."""
    if not isinstance(document, Order) or not document.status.frozen:
        return None
    from docgen.language.plain_text import plain_text

    made = print or Print.of(document.status)
    return Words(str(made), plain_text(Printing.of(document, opened.workspace, made)))


def write_recorded(
    opened: Opened, loaded: Loaded, files: Mapping[Path, bytes], digest: str, words: Words | None = None
) -> list[Finding]:
    """Write the files and the record of them, all or none; what has to be said about the record."""
    document = loaded.model
    assert isinstance(document, Document)
    annexes, _ = annexes_of(opened, loaded)
    if opened.root is None:
        write_all(files)
        return []
    try:
        with lock(opened.root):
            return opened.bases.record(document, loaded.path, digest, annexes or (), also=files, words=words)
    except InputError as error:
        if not _is_read_only(error) or any(real(file).is_relative_to(opened.root) for file in files):
            raise
    write_all(files)
    shown = opened.shown(opened.root)
    return [
        NOT_KEPT.finding(
            f"Комплект «{shown}» закрыт для записи: документ напечатан, но в комплекте не запомнен.", document=shown,
            hint="Чтобы docgen заметил правку подписанного, напечатайте его там, где в комплект можно писать.",
        )
    ]  # fmt: skip


def _is_read_only(error: InputError) -> bool:
    """Whether the lock could not be taken because nothing may be written beside it."""
    return is_closed(error.__cause__) and all(finding.rule == NO_LOCK.name for finding in error.findings)


_FORBIDDEN = pattern(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_TAIL = pattern(r"[.\s]+$")
_RESERVED = pattern(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)


def own_name(document: Document, path: Path) -> str:
    """The file name an office would give: «Приказ от 17.09.2026 № 850-ОД», or the stem of the input's name."""
    registration = document.registration if isinstance(document, Order) else None
    if isinstance(document, Order) and registration and registration.date and registration.number:
        return file_name(registered_name(document.kind, date_text(registration.date), registration.number))
    return file_name(path.stem, document.kind)


def registered_name(kind: str, day: str, number: str) -> str:
    """What an office calls the file of a registered act: «Приказ от 17.09.2026 № 850-ОД»."""
    return f"{kind.capitalize()} от {day} № {number}"


def file_name(name: str, otherwise: str = "документ") -> str:
    """The name as Windows and Linux take it: no signs they forbid, no device's name, 120 characters at most."""
    name = _FORBIDDEN.sub("-", name)
    name = _RESERVED.sub(lambda match: f"{match[0]}-", name, count=1) if _RESERVED.match(name) else name
    # Linux counts bytes, 255 of them, and Word's and LibreOffice's own marks lengthen the name.
    name = name[:120].encode()[:240].decode(errors="ignore").strip()
    return _TAIL.sub("", name) or otherwise


def _unregistered(order: Order, print: Print | None) -> Finding | None:
    if (print or Print.of(order.status)) is not Print.REGISTERED or is_registered(order):
        return None
    return NO_NUMBER.finding(
        "Документ печатается как зарегистрированный, а даты или номера нет.", path=("регистрация",),
        hint="Заполните «регистрация: дата и номер» или печатайте с ключом --print sign.",
    )  # fmt: skip


def _stands(path: Path) -> bool:
    """Whether something stands there; what no file can be named is told when it is written."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def refuse_to_overwrite(target: Path, *, force: bool = False) -> None:
    """Raise ``InputError`` when a file stands there that docgen did not make, or that was edited since.

    With ``force`` only what carries a signature is refused: that no key overwrites.
    """
    if not _stands(target):
        return
    is_pdf = target.suffix.lower() == ".pdf"
    if signature := signature_of(target):
        raise InputError([_signed(target, signature)])
    if force:
        return
    known = is_untouched_pdf if is_pdf else is_untouched
    untouched = known(target) if is_file(target) else None  # a pipe would keep us waiting
    if untouched:
        return
    fault = EDITED_BY_HAND if untouched is False else FOREIGN_FILE
    unneeded = "правки не нужны" if untouched is False else "тот файл не нужен"
    message = (
        f"Файл «{target}» правили после того, как его сделал docgen." if untouched is False
        else f"Файл «{target}» сделал не docgen."
    )  # fmt: skip
    raise InputError(
        [
            fault.finding(
                message, document=str(target), quote=target.name,
                hint=f"Укажите другое имя или, если {unneeded}, добавьте ключ --force.",
            )
        ]
    )  # fmt: skip


def _signed(target: Path, signature: str) -> Finding:
    beside = f": рядом лежит «{signature}»" if signature != target.name else ""
    return SIGNED.finding(
        f"Файл «{target}» подписан электронной подписью{beside}. Он не будет изменён.", document=str(target),
        quote=target.name, hint="Укажите другое имя. Подписанный файл хранят как есть, ключ --force его не затирает.",
    )  # fmt: skip
