"""What an order's files say of scans and sheets: the scans to be put into its PDF, numbers held against those printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen.files.annexes import annexes_of
from docgen.files.folders import is_file
from docgen.files.workspace import Loaded, Opened
from docgen.findings import Finding
from docgen.findings import Path as FieldPath
from docgen.language.numbers import counted
from docgen.language.printing import Printing
from docgen.model.numbering import annex_number
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.model.workspace import Document
from docgen.render.pdf.scans import UNREADABLE, Scanned
from docgen.render.pdf.sheets import Part, check_sheets, total_sheets


def scans_of(opened: Opened, loaded: Loaded) -> tuple[dict[int, Scanned], list[Finding]]:
    """The scans by the part that each belongs to: 0 is the document itself, 1 its first annex; and those that cannot be read.

    A file that is not there is left out: the check of the document tells of it.
    """
    found: dict[int, Scanned] = {}
    findings: list[Finding] = []
    for part, scan, holder, path in _named(opened, loaded):
        file = holder.path.parent / scan.file
        if not is_file(file):
            continue
        mark = holder.source.mark
        label = _label(opened, loaded, part, scan)
        try:
            found[part] = Scanned(file.read_bytes(), scan.file, label, path, mark)
        except OSError as error:
            said = f"Скан «{scan.file}» не читается: {error.strerror or 'ошибка чтения'}."
            hint = "Проверьте права на файл и повторите."
            findings.append(mark(UNREADABLE.finding(said, path=path, quote=scan.file, hint=hint)))
    return found, findings


def _named(opened: Opened, loaded: Loaded) -> Iterator[tuple[int, Scan, Loaded, FieldPath]]:
    """The scans with their parts, the files that name them and where."""
    if isinstance(loaded.model, Scan):
        yield 0, loaded.model, loaded, ("файл",)
    for index, annex in enumerate(loaded.model.annexes if isinstance(loaded.model, Order) else ()):
        if isinstance(annex.document, Scan):
            yield index + 1, annex.document, loaded, ("приложения", index, "документ", "файл")
        elif annex.file is not None:
            own = opened.file(loaded.path.parent / annex.file)
            if isinstance(own.model, Scan):
                yield index + 1, own.model, own, ("файл",)


def _label(opened: Opened, loaded: Loaded, part: int, scan: Scan) -> str:
    """What a reader of the screen hears for the picture: «Приложение № 4 «Памятка …»»."""
    assert isinstance(loaded.model, Document)
    printing = Printing.of(loaded.model, opened.workspace)
    title = str((printing.of_annex(part - 1) if part else printing).text(scan.title)).replace("\n", " ")
    number = annex_number(loaded.model, part - 1) if part and isinstance(loaded.model, Order) else ""
    return f"Приложение{f' № {number}' if number else ''} «{title}»" if part else f"«{title}»"


def sheet_findings(opened: Opened, loaded: Loaded, parts: Sequence[Part]) -> list[Finding]:
    """The numbers of sheets in the document and its annexes that are not those printed."""
    document = loaded.model
    assert isinstance(document, Document)
    annexes, _ = annexes_of(opened, loaded) if isinstance(document, Order) else ((), [])
    findings = []
    for said, finding in check_sheets(document, annexes or (), parts):
        holder = loaded
        if said.in_file and isinstance(document, Order):
            holder = opened.file(loaded.path.parent / (document.annexes[said.annex].file or ""))
        findings.append(holder.source.mark(finding))
    return findings


def sheets_said(document: Document, parts: Sequence[Part]) -> str:
    """The count for people: «9 листов: приказ – 2, приложение № 1 – 1, …»."""
    total = counted(total_sheets(parts), "лист", "листа", "листов")
    if len(parts) == 1:
        return total
    named = _names(document, len(parts))
    return f"{total}: {', '.join(f'{name} – {part.sheets}' for name, part in zip(named, parts, strict=True))}"


def _names(document: Document, count: int) -> Sequence[str]:
    """What each part is called; behind the annexes stand the sheets of those who agree, read and receive."""
    names: list[str] = [document.kind]
    if isinstance(document, Order):
        numbers = (annex_number(document, index) for index in range(len(document.annexes)))
        names += [f"приложение № {number}" if number else "приложение" for number in numbers]
        sheets: Mapping[str, object] = {
            "лист согласования": document.visas, "лист ознакомления": document.acquainted,
            "лист рассылки": document.distribution,
        }  # fmt: skip
        names += [name for name, held in sheets.items() if held]
    return (*names, *(f"часть {number}" for number in range(len(names) + 1, count + 1)))[:count]
