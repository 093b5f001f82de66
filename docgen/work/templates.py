"""template check and template fields: faults of a template before there is data, and what it may print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.errors import TemplateError
from docgen.findings import Finding, Severity
from docgen.language.shapes import CONTEXTS, Shape, fields_of
from docgen.model.workspace import DOCUMENT_KINDS, ROOT_NAMES
from docgen.render.contracts import (
    given_names,
    name_findings,
    static_findings,
    style_findings,
    template_findings,
)
from docgen.render.fragments import compile_fragment
from docgen.render.locating import HOUSE, house_of
from docgen.render.opening import open_template
from docgen.render.package import read_package


def check_templates(files: Sequence[Path]) -> list[Finding]:
    """Every fault of these templates: the file itself, its tags, its names, its styles."""
    return list(dict.fromkeys(finding for file in files for finding in check_template(file)))


def template_files(paths: Sequence[Path]) -> list[Path]:
    """The templates at these paths; a folder means every Word file in it."""
    files: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.docx")) if path.is_dir() else []
        files.extend([file for file in inside if not file.name.startswith("~$")] or [path])
    return files


def check_template(file: Path) -> list[Finding]:
    """Every fault of one template, each once."""
    findings: list[Finding] = []
    try:
        source = open_template(file)
    except TemplateError as error:
        findings.extend(finding.at(document=finding.document or str(file)) for finding in error.findings)
        findings.extend(_names_as_well(file, error.findings))
        return list(dict.fromkeys(findings))
    findings.extend(source.findings)
    findings.extend(template_findings(source))
    if file.name != HOUSE:
        findings.extend(static_findings(source))
    try:
        findings.extend(style_findings(source, house_of(file)))
        compile_fragment(source)
    except TemplateError as error:
        findings.extend(finding.at(document=finding.document or str(file)) for finding in error.findings)
    return list(dict.fromkeys(findings))


def _names_as_well(file: Path, faults: Sequence[Finding]) -> Sequence[Finding]:
    """The faults of names in a template whose tags have others, so that all are told at once.

    Not where a statement is at fault: which names a loop gives cannot be told then.
    """
    in_tags = all(fault.severity is not Severity.ERROR or fault.quote.startswith("{{") for fault in faults)
    return name_findings(read_package(file.read_bytes(), str(file))) if in_tags else ()


_TITLES = {
    root: next(kind for kind, document in DOCUMENT_KINDS.items() if document is model).capitalize()
    for model, root in ROOT_NAMES.items()
}
"""What a person calls the documents that templates name: «Приказ» for ``order``."""


def fields_text(file: Path | None = None) -> str:
    """The fields that templates may print, as text; with a file, those that its kind is given."""
    if file is None:
        lines = ["Поля шаблонов. Пишите их в двойных фигурных скобках: {{ order.title }}.", ""]
        for kind, names in CONTEXTS.items():
            lines.extend([f"{_TITLES[kind]}:", *_described(names), ""])
        return "\n".join(lines)
    source = open_template(file)
    names = given_names(" ".join(source.texts.values()))
    return "\n".join([f"Поля шаблона «{file.name}»:", *_described(names)]) + "\n"


def _described(names: Mapping[str, Shape]) -> Iterator[str]:
    seen: set[type] = set()
    for name, shape in names.items():
        yield from _lines(name, shape, "", seen, 1)


def _lines(name: str, shape: Shape, description: str, seen: set[type], depth: int) -> Iterator[str]:
    many = " (список)" if shape.many else ""
    optional = " (может не быть)" if shape.optional else ""
    yield f"{'  ' * depth}{name}{many}{optional}{': ' + description if description else ''}"
    if shape.owner is None or shape.owner in seen:
        return
    seen.add(shape.owner)
    for inner, field in fields_of(shape.owner).items():
        yield from _lines(inner, field.shape, field.description, seen, depth + 1)
