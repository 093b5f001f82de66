"""What is to be made: the documents below a path, each an order with its annexes or a document that stands alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import (
    closed_folder,
    files_to_check,
    find_root,
    id_in_head,
    is_file,
    is_folder,
    is_workbook,
    kind_in_head,
    real,
)
from docgen.files.loading import OTHER_KINDS
from docgen.files.workspace import TAKEN_ID
from docgen.files.yaml import read_yaml
from docgen.findings import Finding
from docgen.model.base import parse_date
from docgen.model.months import date_text
from docgen.model.order import Order, Status
from docgen.model.table import Scan
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.patterns import pattern
from docgen.rules import Scope, rule
from docgen.work.checking import NOTHING_HERE
from docgen.work.rendering import file_name, registered_name

SAME_NAME = rule("одно-имя-у-двух", "Два документа дали бы один готовый файл", scope=Scope.SET)

LONGEST = 230
"""Bytes of a finished file's name: of 255 that Linux allows, less what Word and LibreOffice add to it for a moment."""

_NAMED_FILE = pattern(r"^[ \t-]*файл:[ \t]*[\"']?([^\s\"'#][^\n\"'#]*?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made.

    ``key`` is its file, from its workspace or the folder above several. ``name`` is the finished file without its
    extension, from the output folder. ``own`` are the files that are its content: the document, its annexes, its scans.
    ``findings`` say why it cannot be made at all, ``taken`` why it cannot be made anew: an id of it is another's.
    """

    key: str
    path: Path
    root: Path | None
    name: str
    shown: str
    is_order: bool = False
    frozen: bool = False
    registered: bool = False
    own: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    taken: tuple[Finding, ...] = ()


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
    if not is_folder(path) and not is_file(path):
        raise InputError([_nothing(path)])
    place = real(path if is_folder(path) else path.parent)
    home = find_root(path) or place
    found = Found(home)
    closed: list[Path] = []
    files = list(_once(files_to_check(path, closed))) if is_folder(path) else [real(path)]
    found.findings.extend(closed_folder(str(path / folder.relative_to(place))) for folder in closed)
    roots: dict[Path, Path | None] = {}
    annexed: set[Path] = set()
    ids = _Ids()
    for file in files:
        kind = kind_in_head(file)
        if kind in OTHER_KINDS and is_folder(path):
            continue
        root = roots[file.parent] if file.parent in roots else roots.setdefault(file.parent, find_root(file.parent))
        shown = str((path if is_folder(path) else path.parent) / file.relative_to(place))
        job = _job(file, kind, home, root, shown)
        found.jobs.append(job)
        annexed.update(job.own[1:])
        if root and kind in DOCUMENT_KINDS:
            ids.note(root, file, shown)
    # An order that another one names as its annex is no annex, and that other one will be told so.
    jobs = [job for job in found.jobs if job.is_order or job.path not in annexed]
    found.jobs = _with_names([replace(job, taken=ids.taken_by(job)) if ids.taken else job for job in jobs])
    if not found.jobs and not found.findings:
        raise InputError([_nothing(path)])
    return found


class _Ids:
    """The ids of documents, each given once in a workspace: which of two is cited would depend on who is read first."""

    def __init__(self) -> None:
        self._first: dict[tuple[Path, str], str] = {}
        self.taken: dict[Path, Finding] = {}

    def note(self, root: Path, file: Path, shown: str) -> None:
        """Look at the id that a document gives itself."""
        id_ = id_in_head(file)
        first = self._first.setdefault((root, id_), shown)
        if first != shown:
            hint = "Дайте одному из документов другой код."
            if is_workbook(file) != is_workbook(Path(first)):
                hint = "Документ ведут в одном файле: копию для отправки держите вне комплекта, лишний файл уберите."
            message = f"Код документа «{id_}» уже занят файлом «{first}»."
            self.taken[file] = TAKEN_ID.finding(message, document=shown, path=("код",), quote=id_, hint=hint)

    def taken_by(self, job: Job) -> tuple[Finding, ...]:
        """What is wrong with the ids of a document and its annexes."""
        return tuple(self.taken[file] for file in job.own if file in self.taken)


def _once(files: Iterable[Path]) -> Iterator[Path]:
    """The files without the links to others among them."""
    found = list(files)
    plain = {file for file in found if not file.is_symlink()}
    yield from (file for file in found if file in plain or real(file) not in plain)


def _nothing(path: Path) -> Finding:
    return NOTHING_HERE.finding(
        f"По пути «{path}» нет документов docgen.", document=str(path), quote=str(path),
        hint="Укажите папку комплекта, папку с комплектами или файл приказа.",
    )  # fmt: skip


def _job(path: Path, kind: str, home: Path, root: Path | None, shown: str) -> Job:
    folder = root.relative_to(home) if root and root.is_relative_to(home) else Path()
    name = (folder / file_name(path.stem)).as_posix()
    job = Job(path.relative_to(home).as_posix(), path, root, name, shown, own=(path, *_scan(path, kind)))
    if DOCUMENT_KINDS.get(kind) is Order and path.suffix in (".yaml", ".yml"):
        job = replace(job, is_order=True)
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
    annexes = list(_annex_files(job.path, data))
    scans = (scan for annex in annexes for scan in _scan(annex, kind_in_head(annex)))
    own = dict.fromkeys((job.path, *annexes, *scans))
    return replace(job, name=name, frozen=frozen, registered=registered, own=tuple(own))


def _scan(path: Path, kind: str) -> Iterator[Path]:
    """The PDF that a document of scanned sheets names."""
    if DOCUMENT_KINDS.get(kind) is Scan and isinstance(data := read_yaml(path).data, Mapping):
        named = data.get("файл")
        if isinstance(named, str) and named.strip():
            yield real(path.parent / named)


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


def _with_names(jobs: list[Job]) -> list[Job]:
    """The jobs with names that no two of them share, also where capitals and small letters are one."""
    sharing: dict[str, list[Job]] = {}
    for job in jobs:
        sharing.setdefault(folded(job.name), []).append(job)
    taken = set(sharing)
    return [_named(job, sharing[folded(job.name)], taken) for job in jobs]


def _named(job: Job, same: list[Job], taken: set[str]) -> Job:
    """The job with a name of its own: of drafts the folder is added, then a number; a registered one has but one name."""
    registered = [other for other in same if other.registered]
    if job.registered:
        return replace(job, findings=(_same_name(job, registered),)) if len(registered) > 1 else job
    if len(same) == 1:
        return job
    folder, number = job.path.parent.name[:_FOLDER], 1
    while folded(name := _lengthened(job.name, f" ({folder})" if number == 1 else f" ({folder}) {number}")) in taken:
        number += 1
    taken.add(folded(name))
    return replace(job, name=name)


_FOLDER = 40
"""Characters of a folder's name that tell drafts apart."""


def _lengthened(name: str, tail: str) -> str:
    """The name with these words at its end, as long as a file's name may be."""
    folder, slash, stem = name.rpartition("/")
    tail = file_name(tail.strip())
    room = LONGEST - len(tail.encode()) - 1
    return f"{folder}{slash}{stem.encode()[:room].decode(errors='ignore').strip()} {tail}"


def folded(name: str) -> str:
    """The name as disks compare it that do not tell capitals from small letters."""
    return unicodedata.normalize("NFC", name).casefold()


def _same_name(job: Job, same: list[Job]) -> Finding:
    others = "», «".join(other.shown for other in same if other is not job)
    name = job.name.rpartition("/")[2]
    return SAME_NAME.finding(
        f"Готовый файл «{name}.docx» получился бы и из «{others}»: дата и номер у них одни.", document=job.shown,
        path=("регистрация",), quote=name, hint="Исправьте номер в одном из них; до этого не сделан ни один.",
    )  # fmt: skip
