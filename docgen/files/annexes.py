"""The annexes of an order as files: which documents its paths lead to, and why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from docgen.files.loading import Loaded
from docgen.files.workspace import Opened
from docgen.findings import Finding, has_errors
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

NO_ANNEX = rule("нет-файла-приложения", "Файл приложения не найден или не читается", scope=Scope.SET)
NOT_AN_ANNEX = "Приложением бывает план, список или другой документ, но не приказ и не справочник."
PATH_HINT = "Путь пишется от папки, где лежит приказ: ../plans/plan.yaml."


def annexes_of(opened: Opened, loaded: Loaded) -> tuple[tuple[Document, ...] | None, list[Finding]]:
    """The documents that an order's annexes name, or None with the findings on those that cannot be had."""
    findings: list[Finding] = []
    documents: list[Document] = []
    for index, annex in enumerate(getattr(loaded.model, "annexes", ())):
        if annex.document is not None:
            documents.append(annex.document)
            continue
        if annex.file is None:
            findings.append(loaded.source.mark(no_source(index)))
            continue
        file = loaded.path.parent / annex.file
        at = ("приложения", index, "файл")
        if fault := _annex_fault(opened, file, annex.file):
            findings.append(
                loaded.source.mark(
                    NO_ANNEX.finding(
                        fault, path=at, quote=annex.file,
                        hint=PATH_HINT,
                    )
                )
            )  # fmt: skip
            continue
        found = opened.file(file)
        findings.extend(found.findings)
        if isinstance(found.model, Document) and type(found.model) is not type(loaded.model):
            documents.append(found.model)
        elif found.model is not None:
            findings.append(
                loaded.source.mark(
                    NO_ANNEX.finding(
                        f"Файл «{annex.file}» не может быть приложением: в нём «{getattr(found.model, 'kind', '')}».",
                        path=at, quote=annex.file, hint=NOT_AN_ANNEX,
                    )
                )
            )  # fmt: skip
    return (None if findings and has_errors(findings) else tuple(documents)), findings


def no_source(index: int) -> Finding:
    """The finding on an annex that names no file and holds no document."""
    return NO_ANNEX.finding(
        "У приложения нет ни файла, ни самого документа.", path=("приложения", index),
        hint=f"Назовите файл («файл: …») или впишите приложение сюда («документ: …»). {PATH_HINT}",
    )  # fmt: skip


def _annex_fault(opened: Opened, file: Path, written: str) -> str:
    """Why no annex can be read at this path; empty when it can be tried."""
    if not written.strip():
        return "Имя файла приложения не написано."
    try:
        if file.is_file():
            is_outside = opened.root is not None and not opened.real(file).is_relative_to(opened.root)
            return f"Файл приложения «{written}» лежит вне комплекта." if is_outside else ""
        return f"«{written}» – это папка, а не файл." if file.is_dir() else f"Файла приложения «{written}» нет."
    except (OSError, ValueError):
        return f"Путь «{written}» не может быть именем файла."
