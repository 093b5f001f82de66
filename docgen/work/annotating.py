"""template check --annotate: the faults of a template as Word comments in a copy; the template is never touched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.errors import InputError, TemplateError
from docgen.files.whole import write_all
from docgen.findings import Finding
from docgen.ooxml.comments import Note, with_comments
from docgen.render.fragments import DOCUMENT
from docgen.render.package import Raw, read_package, text_of, write_package
from docgen.render.tags import paragraphs_by_place
from docgen.rules import Scope, rule
from docgen.work.rendering import folder_named
from docgen.work.templates import check_template

OVER_THE_TEMPLATE = rule("копия-поверх-шаблона", "Копия с замечаниями затёрла бы проверяемый шаблон", scope=Scope.FILE)
ONE_COPY_FOR_TWO = rule("копии-в-один-файл", "Копии двух шаблонов попали бы в один файл", scope=Scope.FILE)


class Annotated(NamedTuple):
    """What was found, what stood in the way of writing among it, and the copies written."""

    findings: list[Finding]
    copies: list[Path]


def annotate_templates(files: Sequence[Path], out: str, *, force: bool = False) -> Annotated:
    """Check the templates and write a copy of each that has faults, the faults as comments where they stand.

    ``out`` is a file, a folder, or "" for a place beside each template. A file that stands in the place of a copy is
    refused unless ``force``, a template always. A file that cannot be read gets no copy.
    """
    targets = _targets(files, out)
    findings: dict[Finding, None] = {}
    copies: dict[Path, bytes] = {}
    for file, target in targets.items():
        found = check_template(file)
        findings.update(dict.fromkeys(found))
        if found and (copy := annotated_copy(file, found)):
            copies[target] = copy
    try:
        write_all(copies, overwrite=force)
    except InputError as error:
        return Annotated([*findings, *error.findings], [])
    return Annotated(list(findings), list(copies))


def annotated_copy(file: Path, findings: Iterable[Finding]) -> bytes | None:
    """The file with the findings as Word comments; None when its package or its text cannot be read."""
    try:
        package = read_package(file.read_bytes(), str(file))
        parts = {name: package[name] for name in package.names}
        places = paragraphs_by_place(text_of(parts[DOCUMENT])) if DOCUMENT in parts else {}
        annotated = with_comments(parts, [_note(finding, places) for finding in findings])
    except (InputError, TemplateError, OSError, UnicodeDecodeError):
        return None
    return write_package(Raw(name, data) for name, data in annotated.items())


def _note(finding: Finding, places: Mapping[str, int]) -> Note:
    """The words of a finding at its paragraph; a place outside of the main text is told in words."""
    paragraph = places.get(finding.place, 0)
    where = f" ({finding.place})" if finding.place and not paragraph else ""
    lines = [f"{finding.severity.capitalize()}{where}. {finding.message}", finding.hint]
    return Note(paragraph, "\n".join(" ".join(line.split()) for line in lines if line))


def _targets(files: Sequence[Path], out: str) -> dict[Path, Path]:
    """Where the copy of each file goes; raises ``InputError`` when one would take the place of something checked."""
    folder = folder_named(out) if out else None
    targets: dict[Path, Path] = {}
    for file in dict.fromkeys(files):
        name = f"{file.stem}-замечания.docx"
        target = folder / name if folder else Path(out) if out else file.with_name(name)
        twin = next((other for other, taken in targets.items() if _same(taken, target)), None)
        if twin:
            raise InputError([_one_for_two(twin, file, target)])
        targets[file] = target
    for target in targets.values():
        if any(_same(file, target) for file in files):
            raise InputError([_over_the_template(target)])
    return targets


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _one_for_two(one: Path, other: Path, target: Path) -> Finding:
    return ONE_COPY_FOR_TWO.finding(
        f"Копии шаблонов «{one}» и «{other}» попали бы в один файл «{target}».",
        document=str(target), quote=target.name,
        hint="Укажите после --annotate папку или проверяйте эти шаблоны по одному.",
    )  # fmt: skip


def _over_the_template(target: Path) -> Finding:
    return OVER_THE_TEMPLATE.finding(
        f"Копия с замечаниями затёрла бы сам шаблон «{target}».", document=str(target), quote=target.name,
        hint="Назовите для копии другой файл или папку.",
    )  # fmt: skip
