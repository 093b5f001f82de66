"""What is to be made: the documents below a path, each an order with its annexes or a document that stands alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import closed_folder, files_to_check, find_root, is_folder, kind_in_head, real
from docgen.files.workspace import OTHER_KINDS
from docgen.files.yaml import read_yaml
from docgen.findings import Finding
from docgen.model.base import parse_date
from docgen.model.months import date_text
from docgen.model.order import Order, Status
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.patterns import pattern
from docgen.rules import Scope, rule
from docgen.work.checking import NOTHING_HERE
from docgen.work.rendering import file_name, registered_name

SAME_NAME = rule("одно-имя-у-двух", "Два зарегистрированных документа дали бы один готовый файл", scope=Scope.SET)

_NAMED_FILE = pattern(r"^[ \t-]*файл:[ \t]*[\"']?([^\s\"'#][^\n\"'#]*?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Job:
    """One document to be made.

    ``key`` is its file, from its workspace or the folder above several. ``name`` is the finished file without its
    extension, from the output folder. ``own`` are the files that are its content: the document, its annexes, its scans.
    ``findings`` say why it cannot be made at all.
    """

    key: str
    path: Path
    root: Path | None
    name: str
    shown: str
    frozen: bool = False
    registered: bool = False
    own: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class Found:
    """The jobs by key, and what could not even be looked at."""

    home: Path
    jobs: list[Job] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def find_jobs(path: Path) -> Found:
    """The documents at a path: a file, a workspace, or a folder of workspaces. Annexes come with their orders.

    Raises ``InputError`` when there is nothing to be made.
    """
    place = real(path if is_folder(path) else path.parent)
    home = find_root(path) or place
    found = Found(home)
    closed: list[Path] = []
    files = list(files_to_check(path, closed)) if is_folder(path) else [real(path)]
    found.findings.extend(closed_folder(str(path / folder.relative_to(place))) for folder in closed)
    roots: dict[Path, Path | None] = {}
    annexed: set[Path] = set()
    for file in files:
        kind = kind_in_head(file)
        if kind in OTHER_KINDS and is_folder(path):
            continue
        root = roots[file.parent] if file.parent in roots else roots.setdefault(file.parent, find_root(file.parent))
        shown = str((path if is_folder(path) else path.parent) / file.relative_to(place))
        job = _job(file, kind, home, root, shown)
        found.jobs.append(job)
        annexed.update(job.own[1:])
    found.jobs = list(_with_names(job for job in found.jobs if job.path not in annexed))
    if not found.jobs and not found.findings:
        raise InputError([_nothing(path)])
    return found


def _nothing(path: Path) -> Finding:
    return NOTHING_HERE.finding(
        f"По пути «{path}» нет документов docgen.", document=str(path), quote=str(path),
        hint="Укажите папку комплекта, папку с комплектами или файл приказа.",
    )  # fmt: skip


def _job(path: Path, kind: str, home: Path, root: Path | None, shown: str) -> Job:
    folder = root.relative_to(home) if root and root.is_relative_to(home) else Path()
    job = Job(
        path.relative_to(home).as_posix(), path, root, (folder / file_name(path.stem)).as_posix(), shown, own=(path,)
    )
    if DOCUMENT_KINDS.get(kind) is Order and path.suffix in (".yaml", ".yml"):
        source = read_yaml(path)
        if isinstance(source.data, Mapping):
            return _of_order(job, kind, folder, source.data)
        # Its faults will be told; its annexes are no documents of their own for that.
        named = (real(path.parent / match[1]) for match in _NAMED_FILE.finditer(source.text))
        return replace(job, own=tuple(dict.fromkeys((path, *named))))
    return job


def _of_order(job: Job, kind: str, folder: Path, data: Mapping[str, Any]) -> Job:
    """The job of an order: what it is called when it is registered, whether it may still change, what belongs to it."""
    status = data.get("состояние")
    frozen = any(status == each.value and each.frozen for each in Status)
    name, registered = job.name, False
    registration = data.get("регистрация")
    if isinstance(registration, Mapping):
        day, number = _day(registration.get("дата")), registration.get("номер")
        if day and isinstance(number, str) and number.strip():
            name, registered = (folder / file_name(registered_name(kind, day, number.strip()))).as_posix(), True
    own = dict.fromkeys((job.path, *_annex_files(job.path, data)))
    return replace(job, name=name, frozen=frozen, registered=registered, own=tuple(own))


def _day(said: object) -> str:
    try:
        return date_text(parse_date(said)) if isinstance(said, str) else ""
    except ValueError:
        return ""


def _annex_files(path: Path, data: Mapping[str, Any]) -> Iterator[Path]:
    annexes = data.get("приложения")
    for annex in annexes if isinstance(annexes, list) else ():
        if not isinstance(annex, Mapping):
            continue
        inside = annex.get("документ")
        for named in (annex.get("файл"), inside.get("файл") if isinstance(inside, Mapping) else None):
            if isinstance(named, str) and named.strip():
                yield real(path.parent / named)


def _with_names(jobs: Iterable[Job]) -> Iterator[Job]:
    """The jobs with names that no two of them share, also where capitals and small letters are one."""
    sharing: dict[str, list[Job]] = {}
    for job in jobs:
        sharing.setdefault(_folded(job.name), []).append(job)
    for same in sharing.values():
        if len(same) == 1:
            yield same[0]
        elif any(job.registered for job in same):
            yield from (replace(job, findings=(_same_name(job, same),)) for job in same)
        else:
            yield from _told_apart(same)


def _told_apart(same: list[Job]) -> Iterator[Job]:
    """Drafts whose files are called alike: the folder is added, then a number."""
    taken: set[str] = set()
    for job in same:
        base = name = f"{job.name} ({file_name(job.path.parent.name)})"
        number = 2
        while _folded(name) in taken:
            name, number = f"{base} {number}", number + 1
        taken.add(_folded(name))
        yield replace(job, name=name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _same_name(job: Job, same: list[Job]) -> Finding:
    others = "», «".join(other.shown for other in same if other is not job)
    name = job.name.rpartition("/")[2]
    return SAME_NAME.finding(
        f"Готовый файл «{name}.docx» получился бы и из «{others}»: дата и номер у них одни.", document=job.shown,
        path=("регистрация",), quote=name, hint="Исправьте номер в одном из них; до этого не сделан ни один.",
    )  # fmt: skip
