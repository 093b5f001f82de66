"""A document that came back as a workbook, in its three versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.checks.duplicates import missing_ids
from docgen.errors import InputError
from docgen.files.edits import InsertKey, edited
from docgen.files.loading import Loaded, validated_document
from docgen.files.workspace import Opened
from docgen.files.xlsx_reading import read_bytes as read_workbook
from docgen.files.xlsx_writing import write_workbook
from docgen.findings import has_errors
from docgen.model.workspace import Document
from docgen.readers.edits.new import content_of
from docgen.readers.edits.outline import entries_with_ids
from docgen.transforms.merging import merge
from docgen.work.edit_parts import Home, Part, part_of
from docgen.work.fixing import id_edits
from docgen.work.generated import FROM_ANOTHER


def workbook_part(
    opened: Opened,
    loaded: Loaded,
    data: bytes,
    base: Document,
    returned: Path,
) -> Part:
    """A document that came back as a workbook: what the workbook does not carry stays as the base has it."""
    document = loaded.model
    assert isinstance(document, Document)
    source = read_workbook(data, str(returned))[0]
    model, faults = validated_document(source.data) if isinstance(source.data, dict) else (None, [])
    findings = [*source.findings, *(source.mark(finding) for finding in faults)]
    if has_errors(findings) or not isinstance(model, Document):
        raise InputError(findings)
    if type(model) is not type(base):
        raise InputError(
            [
                FROM_ANOTHER.finding(
                    f"В книге документ вида «{model.kind}», а в «{loaded.source.name}» – «{document.kind}».",
                    document=str(returned), quote=str(model.kind),
                    hint="Назовите после --into тот файл, который записали в Excel.",
                )
            ]
        )  # fmt: skip
    carried, _ = validated_document(_data_of(read_workbook(write_workbook(base), "")[0].data))
    before = carried.plain() if carried is not None else base.plain()
    known = _with_ids(model, base, document, opened)
    theirs = merge(before, base.plain(), known).data
    part = part_of(opened, Home(loaded, document), base.plain(), theirs)
    part.book = source
    return part


def _with_ids(model: Document, base: Document, ours: Document, opened: Opened) -> dict[str, Any]:
    """The returned document with ids for its new rows: those that the data have for the same rows, else new ones."""
    data = model.plain()
    if any(where for where, _ in missing_ids(base)):
        return data  # nothing has ids there
    before = {each["код"] for each in entries_with_ids(base.plain())}
    there = list(entries_with_ids(ours.plain()))
    since = {content_of(each): each["код"] for each in there if each["код"] not in before}
    for where, entry in [(where, entry) for where, entry in missing_ids(model) if where]:
        if code := since.get(content_of(entry.plain())):
            data = edited(data, [InsertKey(where, "код", code, first=True)])  # type: ignore[assignment]
    named, _ = validated_document(data)
    if not isinstance(named, Document):
        return data
    reserved = {*before, *(each["код"] for each in there), *opened.workspace.reference, *opened.homes}
    edits = [edit for edit in id_edits(named, Path("книга"), reserved) if edit.path]
    return _data_of(edited(data, edits))


def _data_of(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
