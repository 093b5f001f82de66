"""diff: two documents in words, and as the newer one in Word with tracked changes."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import InputError
from docgen.files.whole import write_whole
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, has_errors
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.ooxml.tracked import with_tracked_changes
from docgen.render.document import render_document
from docgen.rules import Scope, rule
from docgen.transforms.comparison import Difference, Side, as_text
from docgen.transforms.comparison import diff as differences_between
from docgen.transforms.editions import Edition
from docgen.work.amending import opened_edition
from docgen.work.checking import not_a_document
from docgen.work.rendering import NOT_DOCX, refuse_to_overwrite

OTHER_KINDS = rule("виды-различны", "Сравнивают документы одного вида", scope=Scope.SET)
AUTHOR = "docgen"
_MAIN = "word/document.xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass
class Compared:
    """The differences, as text too, and the file written."""

    differences: list[Difference]
    text: str
    path: Path | None = None
    findings: list[Finding] = field(default_factory=list)


def diff(
    old: str | Path, new: str | Path, out: str | Path | None = None, *,
    author: str = AUTHOR, today: datetime.date | None = None, force: bool = False,
) -> Compared:  # fmt: skip
    """What changed from one file to the other; with ``out`` also as a Word file with tracked changes.

    ``today`` is the day that the changes bear; without it that of the newer document. Raises ``InputError`` for faulty
    files and for documents of different kinds.
    """
    before, after = _opened(Path(old)), _opened(Path(new))
    if before.document.kind != after.document.kind:
        raise InputError(
            [
                OTHER_KINDS.finding(
                    f"Виды документов разные: «{before.document.kind}» и «{after.document.kind}».", document=str(new),
                    quote=after.document.kind, hint="Сравните приказ с приказом, план с планом.",
                )
            ]
        )  # fmt: skip
    found = differences_between(before.side(), after.side())
    made = Compared(found, as_text(found))
    if out is not None:
        made.path = Path(out)
        _write(made.path, before, after, author, today, force=force)
    return made


@dataclass
class _Opened:
    """A document with its workspace; an order also with its annexes."""

    opened: Opened
    document: Document
    edition: Edition | None

    def side(self) -> Side:
        return Side.of(self.document, self.edition, Printing.of(self.document, self.opened.workspace, self.print))

    @property
    def print(self) -> Print | None:
        return Print.of(self.document.status) if isinstance(self.document, Order) else None

    def rendered(self) -> bytes:
        document = self.document
        if self.edition is not None:
            document = self.edition.printing.document
        return render_document(document, self.opened.workspace, print=self.print).data


def _opened(path: Path) -> _Opened:
    opened = open_workspace(path)
    loaded = opened.file(path, str(path))
    findings = [*loaded.findings, *not_a_document(loaded)]
    if has_errors(findings) or not isinstance(loaded.model, Document):
        raise InputError(findings)
    edition = opened_edition(opened, path) if isinstance(loaded.model, Order) else None
    return _Opened(opened, loaded.model, edition)


def _write(
    path: Path, before: _Opened, after: _Opened, author: str, today: datetime.date | None, *, force: bool
) -> None:
    if path.suffix.lower() != ".docx":
        raise InputError(
            [
                NOT_DOCX.finding(
                    f"Исправления показывает Word: имя файла кончается на «.docx», а не на «{path.suffix}».",
                    document=str(path), quote=path.suffix, hint=f"Пишите «{path.stem}.docx».",
                )
            ]
        )  # fmt: skip
    refuse_to_overwrite(path, force=force)
    day = today or (after.edition.order.day if after.edition else datetime.date(2000, 1, 1))
    old, new = _parts(before.rendered()), _parts(after.rendered())
    stamp = f"{min(day, datetime.date(9998, 1, 1)):%Y-%m-%d}T00:00:00Z"
    new[_MAIN] = with_tracked_changes(old[_MAIN], new[_MAIN], author=author, date=stamp)
    write_whole(path, _packed(new), overwrite=True)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
