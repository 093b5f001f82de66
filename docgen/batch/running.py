"""batch: everything that has to be made below a path, made; what is up to date stays as it is.

The parent process finds the jobs, gives them out and keeps the manifest. Ctrl+C, a killed process or a power cut leave the
output folder in a state from which the next run goes on.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from docgen.batch.crew import Cluster, Crew, Processes
from docgen.batch.jobs import SAME_NAME, Job, find_jobs, folded
from docgen.batch.making import Batch, Made, Outcome, Task, Work, tool
from docgen.batch.manifest import STAGING, Digests, Manifest, Record
from docgen.batch.parcel import Parcel, parcel_of
from docgen.batch.shift import results
from docgen.batch.standing import Standing, standing_of
from docgen.batch.storing import clear_records, store
from docgen.errors import InputError
from docgen.files.folders import is_file, real
from docgen.files.lock import lock
from docgen.files.whole import NOT_WRITTEN
from docgen.findings import Finding, has_errors
from docgen.office.running import end_orphans

LOCK = "batch.lock"
MOST_WORKERS = 60
"""Windows waits for no more processes at once."""

AT_ONCE = 8
"""Documents that a worker is given at once; with PDF more, because LibreOffice takes its time to start."""
AT_ONCE_PDF = 16


@dataclass(frozen=True)
class Wanted:
    """What a batch is asked for.

    ``jobs`` is how many work at once, 0 as many as there are processors; ``seconds`` what LibreOffice may take for a file.
    """

    path: Path
    out: Path
    jobs: int = 0
    pdf: bool = False
    force: bool = False
    fresh: bool = False
    scheduler: str = ""
    seconds: float = 90


@dataclass
class Summary:
    """What became of each document, in the order of their files, and what was found around them."""

    made: dict[str, Made] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    interrupted: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many documents ended so."""
        return sum(made.outcome is outcome for made in self.made.values())

    @property
    def is_faulty(self) -> bool:
        """Whether anything that was asked for could not be made."""
        return bool(self.left) or has_errors(self.findings) or any(has_errors(m.findings) for m in self.made.values())

    @property
    def left(self) -> list[Job]:
        """The documents that nobody has come to."""
        return [job for key, job in self.jobs.items() if key not in self.made]


Tell = Callable[[Summary, int], None]
"""Told after every task: the summary so far and how many documents there are in all."""


def run_batch(wanted: Wanted, tell: Tell = lambda summary, total: None, crew: Crew | None = None) -> Summary:
    """Make what is to be made and say what became of it; a ``crew`` does it instead of the one that is asked for.

    Raises ``InputError`` when nothing can be made at all: no documents, no output folder, another batch at work in it, no
    cluster. Faults of single documents, and a crew that is lost midway, are in the summary.
    """
    found = find_jobs(wanted.path)
    size = min(wanted.jobs or os.cpu_count() or 1, MOST_WORKERS)
    crew = crew or (Cluster(wanted.scheduler) if wanted.scheduler else Processes(size))
    _make_folder(wanted.out)
    with lock(wanted.out, name=LOCK):  # not the workspace's own, which workers take: the folder may be the same
        run = _Run(wanted, found.jobs, found.home, tell)
        run.summary.findings.extend(found.findings)
        _clear(wanted.out, run.roots)
        try:
            run.go(crew)
        except KeyboardInterrupt:
            run.summary.interrupted = True
        except InputError as error:
            run.summary.findings.extend(error.findings)
        finally:
            run.end()
            _clear(wanted.out, run.roots)
    return run.summary


class _Run:
    """One run: what there is, what has to be done, what has been done."""

    def __init__(self, wanted: Wanted, jobs: list[Job], home: Path, tell: Tell) -> None:
        self.wanted, self.tell = wanted, tell
        self.jobs = {job.key: job for job in jobs}
        self.summary = Summary(jobs=self.jobs)
        self.roots = {job.root for job in jobs if job.root is not None}
        self.manifest = Manifest(wanted.out, home)
        self.taken = {folded(name): (name, where) for name, where in self.manifest.taken().items()}
        self.before = {name for record in self.manifest.records.values() for name in record.files}
        self.is_whole = real(wanted.path) == home
        self.digests = Digests(home)
        self.standings: dict[str, Standing] = {}
        self._parcels: dict[Path | None, Parcel] = {}

    def go(self, crew: Crew) -> None:
        """Look at each document, make those that need it."""
        todo = [job for job in self.jobs.values() if self._is_to_be_made(job)]
        self.tell(self.summary, len(self.jobs))
        with contextlib.closing(results(crew, self._tasks(todo, crew.size))) as arriving:
            for _, made in arriving:
                for each in made:
                    self._arrived(each)
                self.tell(self.summary, len(self.jobs))

    def end(self) -> None:
        """Put the journal and the summary in order."""
        made = self.summary.made
        self.summary.made = {key: made[key] for key in self.jobs if key in made}
        if self.is_whole:
            self.summary.stale.extend(self._stale())
            self.manifest.forget([key for key, record in self.manifest.records.items() if self._is_gone(key, record)])
        self.manifest.close()
        if self.manifest.fault is not None:
            self.summary.findings.append(self.manifest.fault)

    def _is_to_be_made(self, job: Job) -> bool:
        if findings := job.findings or tuple(self._in_the_way(job)):
            self.summary.made[job.key] = Made(job.key, Outcome.FAILED, list(findings))
            return False
        known = None if self.wanted.fresh else self.manifest.records.get(job.key)
        standing = Standing()
        if not self.wanted.fresh:
            standing = standing_of(
                job, known, self.digests, self.wanted.out, pdf=self.wanted.pdf, force=self.wanted.force
            )
        if standing.settled is not None:
            outputs = known.outputs if known else {}
            self.summary.made[job.key] = Made(job.key, standing.settled, list(standing.findings), outputs)
            return False
        if job.taken:
            self.summary.made[job.key] = Made(job.key, Outcome.FAILED, list(job.taken))
            return False
        self.standings[job.key] = standing
        return True

    def _in_the_way(self, job: Job) -> Iterator[Finding]:
        """What was made from another folder, lies where this document belongs and is not to be overwritten unasked."""
        names = (self.taken.get(folded(f"{job.name}{ending}")) for ending in (".docx", ".pdf"))
        if not self.wanted.force and (found := next(filter(None, names), None)) is not None:
            name, where = found
            yield SAME_NAME.finding(
                f"Файл «{name}» в этой папке сделан из другого комплекта, «{where}».", document=job.shown, quote=name,
                hint="Назовите для этого комплекта другую папку после -o или, если тот файл не нужен, добавьте ключ --force.",
            )  # fmt: skip

    def _tasks(self, todo: list[Job], size: int) -> Iterator[Task]:
        most = AT_ONCE_PDF if self.wanted.pdf else AT_ONCE
        number = max(1, min(most, math.ceil(len(todo) / size)))
        waiting = iter(todo)
        out = None if self.wanted.scheduler else str(self.wanted.out.resolve())
        while chunk := list(islice(waiting, number)):
            yield Task(tuple(self._batches(chunk)), out, self.wanted.pdf, self.wanted.seconds)

    def _batches(self, jobs: Iterable[Job]) -> Iterator[Batch]:
        for (root, folder), same in groupby(jobs, key=lambda job: (job.root, job.root or job.path.parent)):
            here = list(same)
            works = tuple(self._work(job, folder) for job in here)
            yield Batch(str(folder), _shown(here[0], folder), works, self._parcel(root, here))

    def _parcel(self, root: Path | None, jobs: list[Job]) -> Parcel | None:
        if not self.wanted.scheduler:
            return None
        if root is None:
            return parcel_of(None, [path for job in jobs for path in job.own])
        if root not in self._parcels:  # the jobs of a workspace follow each other
            own = [path for job in self.jobs.values() if job.root == root for path in job.own]
            self._parcels = {root: parcel_of(root, own)}
        return self._parcels[root]

    def _work(self, job: Job, folder: Path) -> Work:
        standing = self.standings[job.key]
        ready = None
        if standing.ready:
            with contextlib.suppress(OSError):  # gone in this moment: then it is printed again
                ready = (self.wanted.out / f"{job.name}.docx").read_bytes()
        # What is changed while the document is being made is seen by the next run.
        self.digests.of_all(job.own)
        self.digests.shared(job.root)
        return Work(
            job.key, job.path.relative_to(folder).as_posix(), job.name, job.shown,
            standing.had, standing.had_pdf, ready, standing.seal, self.wanted.force,
        )  # fmt: skip

    def _arrived(self, made: Made) -> None:
        """Store what came back from afar, and keep the record of what is done."""
        job = self.jobs[made.key]
        if made.files or made.kept:
            self._store(job, made)
        self.summary.made[made.key] = made
        self.standings.pop(made.key, None)
        # Of a document whose PDF failed the Word file is there; one that could not be recorded is tried again.
        if made.outputs and (made.outcome is Outcome.HALF or not has_errors(made.findings)):
            own, shared = self.digests.of_all(job.own), self.digests.shared(job.root)
            cited = {self.digests.named((job.root or job.path.parent) / name): made.asked[name] for name in made.asked}
            cited = {name: digest for name, digest in cited.items() if name not in own}
            self.manifest.add(Record(made.key, own, cited, shared, tool(), made.outputs))
        made.asked = {}

    def _store(self, job: Job, made: Made) -> None:
        """Put in their places the files that came back from afar."""
        try:
            findings = store(self.wanted.out, made.files, job.root, made.kept, force=self.wanted.force)
            made.findings.extend(findings)
        except InputError as error:
            made.findings.extend(error.findings)
            made.outcome = Outcome.FAILED
            made.outputs = {}
        made.files, made.kept = {}, None

    def _stale(self) -> list[str]:
        """Files of earlier runs that no document gives now: renamed by its registration, or no longer there."""
        now = {name for key, record in self.manifest.records.items() if key in self.jobs for name in record.outputs}
        for key, job in self.jobs.items():
            if key not in self.summary.made or self.summary.made[key].outcome in (Outcome.FAILED, Outcome.HALF):
                now |= {f"{job.name}.docx", f"{job.name}.pdf"}
        before = self.before | {name for record in self.manifest.records.values() for name in record.left}
        return sorted(name for name in before - now if is_file(self.wanted.out / name))

    def _is_gone(self, key: str, record: Record) -> bool:
        return key not in self.jobs and not any(is_file(self.wanted.out / name) for name in record.files)


def _shown(job: Job, folder: Path) -> str:
    """How the user would write a folder in which a document lies: as the beginning of its path, else from where he is."""
    inside, said = job.path.relative_to(folder).parts, Path(job.shown).parts
    if said[-len(inside) :] == inside:
        return str(Path(*said[: -len(inside)]))
    try:
        return os.path.relpath(folder)
    except ValueError:  # another disk of Windows
        return str(folder)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([_no_folder(out, error)]) from error


def _no_folder(out: Path, error: OSError) -> Finding:
    is_in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
    why = "на её месте файл" if is_in_the_way else "нет права" if isinstance(error, PermissionError) else str(error)
    return NOT_WRITTEN.finding(
        f"Папку «{out}» не завести: {why}.", document=str(out), quote=str(out),
        hint="Назовите другую папку после -o или получите право писать там.",
    )  # fmt: skip


def _clear(out: Path, roots: Iterable[Path]) -> None:
    """Nothing temporary stays: neither of this run nor of one that was killed."""
    end_orphans(out / STAGING)
    shutil.rmtree(out / STAGING, ignore_errors=True)
    for root in roots:
        clear_records(root)
