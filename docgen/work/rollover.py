"""rollover: a whole workspace to the next school year, with a checklist; all of it appears, or nothing."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from docgen.errors import InputError
from docgen.files.edits import edits_between
from docgen.files.folders import (
    REFERENCE_FOLDER,
    ROOT_FILE,
    data_files,
    find_root,
    is_folder,
    is_workbook,
    kind_in_head,
    real,
)
from docgen.files.loading import Loaded, load_all, validated_document
from docgen.files.saving import after_edits
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity, has_errors
from docgen.model.base import Model
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.profile import Profile
from docgen.model.reference import REFERENCE_KINDS
from docgen.model.school_year import Period, PeriodKind, SchoolYear
from docgen.model.workspace import Document, Workspace, WorkspaceFile
from docgen.rules import Scope, rule
from docgen.transforms.checklist import Item
from docgen.transforms.periods import Frame
from docgen.transforms.year import RolledSet, SourceFile, roll_over
from docgen.work.rollover_answers import answers_of
from docgen.work.rollover_files import Output, carried, write_output
from docgen.work.rollover_report import as_data, as_json, as_markdown, as_text, as_workbook

NOT_A_WORKSPACE = rule("не-комплект", "В папке нет комплекта docgen", scope=Scope.SET)
WRONG_YEAR = rule("не-тот-год", "На этот учебный год перейти нельзя", scope=Scope.SET)
NO_YEAR = rule("год-комплекта-неизвестен", "Не сказано, за какой учебный год комплект", scope=Scope.SET)
WRONG_PLACE = rule("не-та-папка", "Новый год нельзя записать в эту папку", scope=Scope.SET)


@dataclass(frozen=True)
class Rollover:
    """What a rollover gave: the checklist, the report, what changes in which file, and what was written where."""

    was: SchoolYear
    to: SchoolYear
    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    report: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    difference: str = ""
    written: tuple[Path, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there was anything to do: a workspace of that year stays as it is."""
        return self.was != self.to


def rollover(
    folder: str | Path,
    to: str | SchoolYear,
    out: str | Path | None = None,
    *,
    answers: str | Path | Mapping[str, str] | None = None,
    force: bool = False,
) -> Rollover:
    """The workspace in ``folder`` moved to the school year ``to`` and, with ``out``, written there.

    ``answers`` are those of the checklist: the file, or a mapping by code. Raises ``InputError`` with all findings when
    the workspace, the year, an answer or the place is at fault; then nothing is written. A workspace that is of that
    year already changes in nothing.
    """
    folder = Path(folder)
    opened, year = _opened(folder), _year(to)
    files = _files(opened)
    was = _own_year(opened.workspace, folder)
    if year == was:
        return Rollover(was, year)
    place = Path(out) if out is not None else None
    _refuse(was, year, folder, place)
    given = answers if isinstance(answers, Mapping) else answers_of(Path(answers)) if answers else {}
    frame = Frame(Period.school_year(was.first), year.first - was.first)
    rolled = roll_over([file.source for file in files], opened.workspace, frame, given)
    if has_errors(rolled.findings):
        raise InputError(rolled.findings)
    made, difference = _made(files, rolled)
    return _finished(opened, rolled, (was, year), _Written(made, difference, place, answers, given, force))


@dataclass(frozen=True)
class _Written:
    made: Mapping[str, bytes]
    difference: str
    place: Path | None
    answers: str | Path | Mapping[str, str] | None
    given: Mapping[str, str]
    force: bool


def _finished(opened: Opened, rolled: RolledSet, years: tuple[SchoolYear, SchoolYear], work: _Written) -> Rollover:
    was, to = years
    assert opened.root is not None
    others, left = carried(opened.root, rolled.names, work.made)
    items = tuple(rolled.checklist.items)
    name = opened.workspace.settings.name or opened.root.name
    notes = [f"Не скопировано: {path}" for path in left]
    report = as_markdown(name, str(was), str(to), items, notes)
    findings = tuple(rolled.findings)
    data = as_data(str(was), str(to), items, findings, sorted({**others, **work.made}))
    written: tuple[Path, ...] = ()
    if work.place is not None:
        stem = f"переход-{to.first}-{to.first + 1}"
        reports = {
            f"{stem}.md": report.encode(), f"{stem}.json": as_json(data).encode(),
            f"{stem}.txt": as_text(str(to), items).encode(), f"{stem}.xlsx": as_workbook(items),
        }  # fmt: skip
        used = Path(work.answers) if isinstance(work.answers, str | Path) else None
        output = Output({**others, **work.made}, reports, used, work.given)
        written, more = write_output(output, work.place, force=work.force)
        findings = (*findings, *more)
    return Rollover(was, to, items, findings, report, data, work.difference, written)


# --- what is given


def _opened(folder: Path) -> Opened:
    if folder.name == ROOT_FILE:
        folder = folder.parent
    root = find_root(folder) if is_folder(folder) else None
    if root is None or root != real(folder):
        around = f" Комплект лежит в «{root}»." if root else f" В ней нет файла «{ROOT_FILE}»."
        raise InputError(
            [
                NOT_A_WORKSPACE.finding(
                    f"«{folder}» – не папка комплекта.{around}", document=str(folder), quote=str(folder),
                    hint="Назовите папку, в которой лежит «комплект.yaml».",
                )
            ]
        )  # fmt: skip
    return open_workspace(folder)


def _year(to: str | SchoolYear) -> SchoolYear:
    if isinstance(to, SchoolYear):
        return to
    try:
        return SchoolYear.parse(to)
    except ValueError as error:
        raise InputError([WRONG_YEAR.finding(str(error), quote=to)]) from None


def _own_year(workspace: Workspace, folder: Path) -> SchoolYear:
    """The school year of the set, or else that of most of its documents."""
    period = workspace.settings.period
    if period is not None and period.kind is PeriodKind.SCHOOL_YEAR:
        return SchoolYear(period.first)
    periods = [document.period for document in workspace.documents.values() if isinstance(document, Order | Plan)]
    years = [found.first for found in periods if found is not None and found.kind is PeriodKind.SCHOOL_YEAR]
    if period is None and years:
        return SchoolYear(max(set(years), key=years.count))
    said = f"Период комплекта «{period}» – не учебный год." if period else "У комплекта не назван учебный год."
    raise InputError(
        [
            NO_YEAR.finding(
                said, document=str(folder / ROOT_FILE), hint="Впишите в комплект.yaml «учебный год: 2026/2027»."
            )
        ]
    )


def _refuse(was: SchoolYear, to: SchoolYear, folder: Path, place: Path | None) -> None:
    findings = []
    if to < was:
        findings.append(
            WRONG_YEAR.finding(
                f"Комплект – за {was}, а год {to} раньше.", quote=str(to), hint=f"Назовите следующий год: {was.next()}."
            )
        )
    if place is not None:
        root, there = real(folder), real(place)
        holder = find_root(place.parent)
        why = ""
        if there == root or there.is_relative_to(root):
            why = "лежит внутри самого комплекта"
        elif root.is_relative_to(there):
            why = "содержит сам комплект"
        elif holder is not None and holder != there:
            why = f"лежит внутри другого комплекта («{holder}»)"
        if why:
            findings.append(
                WRONG_PLACE.finding(
                    f"Папка «{place}» {why}.", document=str(place), quote=str(place), hint="Назовите папку рядом с ним."
                )
            )
    if findings:
        raise InputError(findings)


@dataclass(frozen=True)
class _File:
    """A file of ours as it was read; a workbook may hold several."""

    path: str
    source: SourceFile
    loaded: Loaded


def _files(opened: Opened) -> list[_File]:
    """Everything of ours in the workspace; raises ``InputError`` with all faults of all files."""
    assert opened.root is not None
    found: list[_File] = []
    findings: list[Finding] = []
    for path in data_files(opened.root):
        name = path.relative_to(opened.root).as_posix()
        is_reference = PurePosixPath(name).parts[0] == REFERENCE_FOLDER
        if not is_reference and is_workbook(path) and not kind_in_head(path):
            continue  # a table that is none of our documents
        for number, each in enumerate(load_all(path, opened.shown(path)) if is_reference else [opened.file(path)]):
            findings += [finding for finding in each.findings if finding.severity is Severity.ERROR]
            data, model = each.source.data, each.model
            if model is not None and isinstance(data, dict) and _is_ours(model, is_reference=is_reference):
                found.append(_File(name, SourceFile(f"{name}#{number}" if number else name, data, model), each))
    if findings:
        raise InputError(dict.fromkeys(findings))
    return found


def _is_ours(model: Model, *, is_reference: bool) -> bool:
    """Whether a file takes part: documents, settings, the profile, and reference data in their folder."""
    if is_reference:
        return getattr(model, "kind", None) in REFERENCE_KINDS
    return isinstance(model, Document | WorkspaceFile | Profile)


def _made(files: list[_File], rolled: RolledSet) -> tuple[dict[str, bytes], str]:
    """The new content of each file that changes, by its new name, and the difference for people."""
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    differences: list[str] = []
    for file in files:
        name = rolled.names.get(file.path, file.path)
        data = rolled.files.get(file.source.name)
        if data is None:
            continue
        findings += [finding for finding in validated_document(data)[1] if finding.severity is Severity.ERROR]
        source = file.loaded.source
        try:
            changed = after_edits(source, edits_between(source.data, data))
        except InputError as error:
            findings += error.findings
            continue
        made[name] = changed.content
        old, new = source.text.splitlines(), changed.text.splitlines()
        differences += difflib.unified_diff(old, new, file.path, name, "было", "стало", 1, "")
    if findings:
        raise InputError(dict.fromkeys(findings))
    return made, "\n".join(differences)
