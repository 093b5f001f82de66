"""The files of a derivation on their way to disk: new, merged with what stands there, or an amending draft beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.files.folders import REFERENCE_FOLDER
from docgen.findings import Finding
from docgen.work.deriving_amending import CONSOLIDATED, amending_draft
from docgen.work.deriving_files import Files
from docgen.work.deriving_merging import (
    BASE,
    REGISTERED,
    base_bytes,
    changed_above,
    is_frozen,
    kept_bases,
    merged_file,
    said_change,
)
from docgen.work.deriving_report import Page


def merged_files(folder: Path, files: Files, orders: list[str], page: Page) -> dict[Path, bytes]:
    """The bytes of the files that are new or change, with the record of what was derived."""
    bases = kept_bases(folder)
    gone = {name: {**data, "записи": []} for name, data in bases.items() if name not in files and "записи" in data}
    files = {**files, **gone}
    page.changes += [change for name, data in files.items() for change in _said(name, data, bases.get(name))]
    if bases:
        page.state = "обновлено" if page.changes else "без изменений"
    frozen = [order for order in orders if is_frozen(folder, order)]
    if frozen:
        return _amended(folder, files, frozen, page, bases)
    return _written(folder, files, page, bases)


def _written(folder: Path, files: Files, page: Page, record: dict[str, dict[str, Any]]) -> dict[Path, bytes]:
    written: dict[Path, bytes] = {}
    record = dict(record)
    for name, data in files.items():
        merged = merged_file(folder, name, data, record.get(name))
        page.findings += merged.findings
        page.conflicts += len(merged.conflicts)
        if merged.content is not None:
            written[folder / name] = merged.content
        record[name] = data
    written[folder / BASE] = base_bytes(record)
    return written


def _amended(
    folder: Path, files: Files, frozen: list[str], page: Page, bases: dict[str, dict[str, Any]]
) -> dict[Path, bytes]:
    """What is signed stays; a draft that amends it is written where something has changed above."""
    documents = {name: data for name, data in files.items() if _is_document(name)}
    page.state = "приказ подписан, изменений нет"
    if not page.changes:
        return {}
    merged = {
        name: merged_file(folder, name, data, bases.get(name)) for name, data in documents.items() if name in bases
    }
    for each in merged.values():
        page.findings += each.findings
        page.conflicts += len(each.conflicts)
    drafts: Files = {}
    texts: dict[Path, bytes] = {}
    for order in frozen:
        draft = amending_draft(folder, order, {name: each.data for name, each in merged.items()})
        drafts |= draft.files
        page.findings += draft.findings
        if draft.text:
            texts[folder / CONSOLIDATED] = draft.text.encode()
    page.state = (
        "приказ подписан, подготовлен приказ о внесении изменений" if drafts else "приказ подписан, нужны изменения"
    )
    page.findings.append(_needs_amendment(folder, frozen[0], len(page.changes), drafted=bool(drafts)))
    return {**_written(folder, drafts, page, bases), **texts} if drafts else {}


def _is_document(name: str) -> bool:
    return "/" in name and not name.startswith(REFERENCE_FOLDER)


def _said(name: str, data: dict[str, Any], base: dict[str, Any] | None) -> list[str]:
    """What has changed above in one document, in words."""
    if not _is_document(name):
        return []
    return [f"{Path(name).stem}: {said_change(change, data, base)}" for change in changed_above(base, data)]


def _needs_amendment(folder: Path, order: str, count: int, *, drafted: bool) -> Finding:
    hint = (
        f"Проверьте проект «О внесении изменений» рядом с ним и текст в новой редакции ({CONSOLIDATED})." if drafted
        else "Подготовьте приказ «О внесении изменений»."
    )  # fmt: skip
    return REGISTERED.finding(
        f"Вышестоящий план изменён (изменений: {count}), а приказ «{order}» уже подписан: он не переписан.",
        document=str(folder / order), hint=hint,
    )  # fmt: skip
