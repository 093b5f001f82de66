"""check: look at files and folders, change nothing; with ``fix``, put in the ids that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.checks.duplicates import REPEATED_ID
from docgen.checks.entries import check_entries
from docgen.checks.frozen import check_frozen, check_words
from docgen.checks.house import check_profile
from docgen.checks.ids import UNKNOWN_ID
from docgen.checks.references import DANGLING
from docgen.files.annexes import NO_ANNEX, annexes_of
from docgen.files.folders import (
    PROFILE_FILE,
    REFERENCE_FOLDER,
    ROOT_FILE,
    closed_folder,
    files_to_check,
    find_root,
    is_file,
    is_folder,
    real,
)
from docgen.files.loading import Loaded
from docgen.files.scans import sheets_of
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity
from docgen.findings import Path as FieldPath
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.reference import REFERENCE_KINDS
from docgen.model.salvage import concerns, salvaged
from docgen.model.table import Scan
from docgen.model.validation import UNKNOWN_KEY
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.nearness import meant_or, nearest
from docgen.patterns import pattern
from docgen.rules import Scope, registered, rule
from docgen.work.document_rules import check_document, check_inside
from docgen.work.folder_rules import check_folder

NO_SCAN = rule("нет-файла-скана", "Файл со сканом приложения не найден", severity=Severity.WARNING, scope=Scope.FILE)
NOTHING_HERE = rule("нечего-проверять", "По этому пути нет документов docgen", scope=Scope.FILE)
MISPLACED = rule(
    "файл-не-на-месте", "Файл лежит там, где его никто не читает", severity=Severity.WARNING, scope=Scope.FILE
)
NOT_A_DOCUMENT = rule(
    "не-документ", "Файл нельзя напечатать: это справочник, реестр, профиль или комплект", scope=Scope.FILE
)


@dataclass
class Checked:
    """What was looked at and what was found."""

    documents: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check_paths(paths: Iterable[Path]) -> Checked:
    """All findings on the documents at these paths; a folder means every document in it, and its reference data."""
    checked = Checked()
    for path in paths:
        opened = open_workspace(path)
        workspaces = {opened.root: opened}
        closed: list[Path] = []
        files = list(_files(path, closed))
        checked.findings.extend(closed_folder(str(path / found.relative_to(real(path)))) for found in closed)
        if not files and not _holds_reference_data(path, opened):
            checked.findings.append(
                NOTHING_HERE.finding(
                    f"По пути «{path}» нет документов docgen.", document=str(path), quote=str(path),
                    hint="Укажите файл приказа или плана (.yaml) или папку комплекта.",
                )
            )  # fmt: skip
        for file, name in files:
            root = find_root(file)
            if root not in workspaces:
                workspaces[root] = open_workspace(Path(name))
            loaded = workspaces[root].file(file, name)
            checked.documents.append(loaded)
            # A folder brings its annexes itself; of a single file they are asked for, as printing will ask.
            checked.findings.extend(check_loaded(workspaces[root], loaded, with_annexes=not is_folder(path)))
        for found in workspaces.values():
            checked.findings.extend(found.findings)
            checked.findings.extend(check_reference_data(found))
            checked.findings.extend(_check_side_files(found))
            if is_folder(path):
                checked.findings.extend(check_folder(found, checked.documents))
    checked.findings = ordered(checked.findings)
    return checked


def check_reference_data(opened: Opened) -> Iterator[Finding]:
    """The findings of the rules on the reference files of a workspace, with their lines."""
    for loaded in opened.reference_files:
        if loaded.model is not None:
            yield from _misplaced(opened, loaded)
            for finding in _without_echoes(opened, check_entries(loaded.model, opened.workspace)):
                yield loaded.source.mark(finding)


def _check_side_files(opened: Opened) -> Iterator[Finding]:
    """Side files that hold something else, and what is wrong in the profile."""
    if opened.root is None:
        return
    for name in _SIDE_FILES:
        if is_file(opened.root / name):
            yield from _misplaced(opened, opened.file(opened.root / name))
    found = list(check_profile(opened.workspace.profile, opened.workspace))
    for finding in _without_echoes(opened, found):
        yield opened.file(opened.root / PROFILE_FILE).source.mark(finding)
    named = opened.workspace.profile.severities
    if set(named) <= {rule.name for rule in registered()}:
        return
    from docgen.work.rule_list import load_all_rules

    load_all_rules()
    known = [rule.name for rule in registered()]
    for name in named:
        if name not in known:
            meant = nearest(name, known)
            hint = meant_or(meant, "Имена замечаний: docgen rules.")
            finding = UNKNOWN_KEY.finding(
                f"Замечания «{name}» нет.", path=("важность", name), quote=name, hint=hint, severity=Severity.WARNING
            )
            yield opened.file(opened.root / PROFILE_FILE).source.mark(finding)


_CODE = pattern(r"(?:^[ \t]*(?:-[ \t]+)*|[{,][ \t]*)код:[ \t]*[\"']?([^\s\"'#,{}\[\]]+)", re.MULTILINE)


def _without_echoes(opened: Opened, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but those on ids that stand in a faulty reference file: it is reported, its ids may be right."""
    faulty = [loaded.source.text for loaded in opened.reference_files if loaded.model is None]
    ids = {id_ for text in faulty for id_ in _CODE.findall(text)}
    for finding in findings:
        target = finding.quote.strip("{}").partition(":")[0].strip()
        if finding.rule not in (UNKNOWN_ID.name, DANGLING.name) or target not in ids:
            yield finding


_SIDE_FILES = {ROOT_FILE: "комплект", PROFILE_FILE: "профиль"}


def _misplaced(opened: Opened, loaded: Loaded) -> Iterator[Finding]:
    """A document among the reference data, or reference data outside of their folder: neither is ever looked at."""
    kind = str(getattr(loaded.model, "kind", ""))
    if opened.root is None or loaded.model is None:
        return
    home = opened.root / REFERENCE_FOLDER
    is_inside = loaded.path.is_relative_to(home)
    if kind in REFERENCE_KINDS and not is_inside:
        place = f"в папке «{opened.shown(home)}»"
    elif kind == "профиль" and loaded.path != opened.root / PROFILE_FILE:
        place = f"в файле «{opened.shown(opened.root / PROFILE_FILE)}»"
    elif kind in DOCUMENT_KINDS and is_inside:
        place = f"вне папки «{opened.shown(home)}»"
    elif kind != _SIDE_FILES.get(loaded.path.relative_to(opened.root).as_posix(), kind):
        place = "в файле с другим именем"
    else:
        return
    yield loaded.source.mark(
        MISPLACED.finding(
            f"Файл вида «{kind}» лежит не на месте и не читается.", path=("вид",), quote=kind,
            hint=f"Его место {place}.",
        )
    )  # fmt: skip


def _holds_reference_data(path: Path, opened: Opened) -> bool:
    """Whether a folder without documents is a workspace just begun, or its reference data: then there is something."""
    if opened.root is None or not is_folder(path):
        return False
    folder = path.resolve()
    return opened.root.is_relative_to(folder) or folder.is_relative_to(opened.root / REFERENCE_FOLDER)


def check_loaded(
    opened: Opened, loaded: Loaded, *, with_annexes: bool = False, has_template: bool = False
) -> list[Finding]:
    """All findings on one loaded file, with their lines; those of its annexes too when asked."""
    findings = list(loaded.findings)
    if not isinstance(loaded.model, Document):
        return [*findings, *_misplaced(opened, loaded), *_check_salvaged(opened, loaded)]
    annexes, missing = annexes_of(opened, loaded) if isinstance(loaded.model, Order) else ((), [])
    findings.extend(missing)
    found = list(check_document(loaded.model, opened.workspace, annexes or (), has_template=has_template))
    signed = opened.bases.signed(loaded.model, loaded.path, opened.homes)
    sheets = sheets_of(loaded.model, loaded.path, annexes) if signed else ()
    changed = list(check_frozen(loaded.model, signed, annexes, sheets))
    found.extend(changed)
    if not changed and annexes is not None and isinstance(loaded.model, Order) and loaded.model.status.frozen:
        found.extend(_check_words(opened, loaded.path, loaded.model))
    findings.extend(opened.bases.findings(loaded.model, loaded.path, opened.homes))
    for finding in _without_echoes(opened, found):
        findings.append(finding if finding.document else loaded.source.mark(finding))
    findings.extend(_check_scans(loaded))
    inside = check_inside(loaded.model, opened.workspace, has_template=has_template)
    findings.extend(loaded.source.mark(finding) for finding in _without_echoes(opened, inside))
    for annex in loaded.model.annexes if isinstance(loaded.model, Order) and with_annexes and annexes else ():
        if annex.file and annex.document is None:
            findings.extend(check_loaded(opened, opened.file(loaded.path.parent / annex.file)))
    return findings


def _check_words(opened: Opened, path: Path, order: Order) -> Iterator[Finding]:
    """What a signed order would say now, held against what it said when it was printed as signed."""
    before = opened.bases.words(order, path, opened.homes)
    if before is not None:
        from docgen.language.plain_text import plain_text  # a draft, which most are, needs none of it

        yield from check_words(before.text, plain_text(Printing.of(order, opened.workspace, Print(before.print))))


def _check_scans(loaded: Loaded) -> Iterator[Finding]:
    """Scans whose file is not there; its pages are wanted when the archive copy is made."""
    scans: list[tuple[FieldPath, Scan]] = []
    if isinstance(loaded.model, Scan):
        scans.append((("файл",), loaded.model))
    for index, annex in enumerate(loaded.model.annexes if isinstance(loaded.model, Order) else ()):
        if isinstance(annex.document, Scan):
            scans.append((("приложения", index, "документ", "файл"), annex.document))
    for path, scan in scans:
        if not is_file(loaded.path.parent / scan.file):
            yield loaded.source.mark(
                NO_SCAN.finding(
                    f"Файла «{scan.file}» нет.", path=path, quote=scan.file,
                    hint="Путь пишется от папки, где лежит этот файл. В Word напечатается только лист с отметкой.",
                )
            )  # fmt: skip


# Faults that stand whatever else was taken out of the document; a missing row, say, may only have been misread.
_SURE = frozenset({DANGLING.name, UNKNOWN_ID.name, REPEATED_ID.name, NO_ANNEX.name})


def _check_salvaged(opened: Opened, loaded: Loaded) -> Iterator[Finding]:
    """What else is wrong with a faulty document: the rules on the part of it that could be read."""
    data = loaded.source.data
    kind = DOCUMENT_KINDS.get(str(data.get("вид"))) if isinstance(data, dict) else None
    if loaded.model is not None or kind is None or not loaded.source.readable:
        return
    document, touched = salvaged(kind, data, [finding for finding in loaded.findings if finding.path])
    if not isinstance(document, Document):
        return
    rest = Loaded(loaded.path, loaded.source, document, [])
    annexes, missing = annexes_of(opened, rest) if isinstance(document, Order) else ((), [])
    found = [loaded.source.mark(finding) for finding in check_document(document, opened.workspace, annexes or ())]
    for finding in _without_echoes(opened, [*missing, *found]):
        if finding.rule in _SURE and not concerns(finding, touched):
            yield finding


def _files(path: Path, closed: list[Path]) -> Iterator[tuple[Path, str]]:
    if is_folder(path):
        for file in files_to_check(path, closed):
            yield file, str(path / file.relative_to(path.resolve()))
    else:
        yield path, str(path)


def not_a_document(loaded: Loaded) -> Iterator[Finding]:
    """The finding on a sound file that is no order, plan or list; none when its faults are known already."""
    if loaded.model is not None and not isinstance(loaded.model, Document):
        kind = str(getattr(loaded.model, "kind", ""))
        yield loaded.source.mark(
            NOT_A_DOCUMENT.finding(
                f"Файл вида «{kind}» – не документ.", path=("вид",), quote=kind,
                hint=f"Нужен один из видов: {', '.join(DOCUMENT_KINDS)}.",
            )
        )  # fmt: skip


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by file, line and weight, each once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (f.document, f.line or 0, f.column or 0, _WEIGHT[f.severity]))
