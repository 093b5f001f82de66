"""Documents as workbooks of Excel: a starter to be filled in, and a document written so that it can be sent and come back.

What a workbook looks like is the business of ``files.xlsx_writing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import InputError
from docgen.files.loading import validated_document
from docgen.files.whole import write_whole
from docgen.files.workspace import open_workspace
from docgen.files.xlsx_layout import LAYOUTS
from docgen.files.xlsx_package import packed, parts_of
from docgen.files.xlsx_writing import NOT_FOR_EXCEL, Names, write_workbook
from docgen.files.yaml import parse_yaml
from docgen.model.base import id_from
from docgen.model.workspace import Document, Workspace
from docgen.render.document import Rendered
from docgen.render.seal import PART, digest, sealed_property
from docgen.work.rendering import Printed, load_for_printing, refuse_to_overwrite, write_recorded
from docgen.work.starter_texts import WORKBOOKS
from docgen.work.starting import filled

KINDS = tuple(LAYOUTS)
"""What may be kept in Excel."""
_MOST_NAMES = 2000
"""Words that a cell offers at most; nobody scrolls through more."""


def workbook_starter(kind: str, out: Path, today: datetime.date) -> bytes:
    """A new workbook of that kind with an example in it; its cells offer the codes of the workspace around ``out``."""
    data = parse_yaml(filled(WORKBOOKS[kind], kind, today, id_from(out.stem) or kind), "").data
    assert isinstance(data, dict)
    document, _ = validated_document(data)
    assert document is not None
    return write_workbook(document, names=offered(open_workspace(out).workspace))


def export(path: Path, out: Path, *, force: bool = False) -> Printed:
    """Write the document at ``path`` as a workbook; raises ``InputError`` as ``render_file`` does."""
    opened = open_workspace(path)
    loaded = opened.file(path, str(path))
    findings = list(loaded.findings)
    kind = str(getattr(loaded.model, "kind", ""))
    if loaded.model is not None and kind not in LAYOUTS:
        fault = NOT_FOR_EXCEL.finding(
            f"Документ вида «{kind}» в книгу Excel не записывается.", path=("вид",), quote=kind,
            hint=f"В Excel ведут: {', '.join(LAYOUTS)}.",
        )  # fmt: skip
        raise InputError([*findings, loaded.source.mark(fault)])
    if loaded.model is None or isinstance(loaded.model, Document):
        opened, loaded, findings = load_for_printing(path, has_template=True)
    model = loaded.model
    assert model is not None
    refuse_to_overwrite(out, force=force)
    made = sealed(write_workbook(model, names=offered(opened.workspace)))
    if isinstance(model, Document):
        findings.extend(write_recorded(opened, loaded, {out: made.data}, made.digest))
    else:
        write_whole(out, made.data, overwrite=True)
    return Printed(out, findings)


def sealed(workbook: bytes) -> Rendered:
    """The workbook with the digest of its parts, by which it is known when it has been edited."""
    parts = parts_of(workbook)
    total = digest(parts)
    made = packed((name, sealed_property(total) if name == PART else data) for name, data in parts)
    return Rendered(made, total, ())


def offered(workspace: Workspace) -> Names:
    """The words that cells offer: codes of the reference data, and under «ответственные» the short names of bodies."""
    reference = workspace.reference
    day = datetime.date.max
    short = [organisation.short_on(day) for organisation in reference.organisations.values()]
    names: dict[str, Sequence[str]] = {
        "ответственные": sorted({*short, *(each.short for each in reference.abbreviations.values())}),
        "организации": list(reference.organisations), "лица": list(reference.people),
        "должности": list(reference.posts), "муниципалитеты": list(reference.municipalities),
        "школы": list(reference.schools),
    }  # fmt: skip
    return {key: words[:_MOST_NAMES] for key, words in names.items() if words}
