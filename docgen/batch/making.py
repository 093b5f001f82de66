"""What a worker does: some documents loaded, checked, printed and, when asked, turned into PDF.

A task and its result can be sent to another process or another machine. A fault of one document, whatever it is, never
touches the others.
"""

from __future__ import annotations

import enum
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from docgen.batch.manifest import STAGING
from docgen.batch.parcel import Parcel, unpacked
from docgen.batch.storing import store
from docgen.errors import DocgenError
from docgen.files.annexes import annexes_of
from docgen.files.base import Kept
from docgen.files.digests import digest_of, file_digest
from docgen.files.folders import find_root
from docgen.files.loading import Loaded
from docgen.files.workspace import Opened
from docgen.findings import Finding, Severity
from docgen.model.version import __version__
from docgen.model.workspace import Document
from docgen.render.package import deflate_backend
from docgen.rules import Scope, rule
from docgen.work.checking import check_reference_data
from docgen.work.rendering import load_into, refuse_other_words, render_loaded, words_on_paper

BROKEN = rule("сбой-программы", "Документ не сделан из-за ошибки в самой программе", scope=Scope.FILE)


class Outcome(enum.StrEnum):
    """What became of a document."""

    MADE = "сделан"
    SAME = "не изменился"
    FROZEN = "подписан, не переделывается"
    EDITED = "правлен вручную, не тронут"
    HALF = "сделан только Word"
    FAILED = "не сделан"


@dataclass(frozen=True, slots=True)
class Work:
    """One document of a task.

    ``file`` is its path from the workspace's folder (from its own when it has none), ``name`` the finished file's without
    extension. ``had`` is the digest of the Word file that lies there untouched, ``had_pdf`` that of the PDF made of it.
    ``ready`` is that Word file itself when it need not be printed again; with ``seal``, its own, only if the workspace knows
    that it was made of what the document says now. ``force``: what was edited there may be overwritten.
    """

    key: str
    file: str
    name: str
    shown: str
    had: str = ""
    had_pdf: str = ""
    ready: bytes | None = None
    seal: str = ""
    force: bool = False


@dataclass(frozen=True)
class Batch:
    """Documents of one workspace. ``parcel`` brings its files to a machine that does not have them.

    ``folder`` is where the files are, ``shown`` how the user would write that.
    """

    folder: str
    shown: str
    works: tuple[Work, ...]
    parcel: Parcel | None = None


@dataclass(frozen=True)
class Task:
    """What a worker is given at once.

    ``out`` is where the files go; without it they are given back. ``seconds`` is how long LibreOffice may take for a file.
    """

    batches: tuple[Batch, ...]
    out: str | None
    pdf: bool = False
    seconds: float = 90

    @property
    def works(self) -> list[Work]:
        """All documents of the task."""
        return [work for batch in self.batches for work in batch.works]


@dataclass(slots=True)
class Made:
    """What became of one document.

    ``outputs`` are the digests of the finished files by their names. ``files`` and ``kept`` are there only when they could
    not be stored where they were made. ``asked`` are the digests of the files that were read for it, by their paths from
    its workspace's folder, as they were then.
    """

    key: str
    outcome: Outcome
    findings: list[Finding] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    trace: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    kept: Kept | None = None


def tool() -> str:
    """What makes the files; another version or another deflate backend may make other bytes."""
    return f"docgen {__version__}, {deflate_backend()}"


def make(task: Task) -> list[Made]:
    """Make the documents of a task; a result for each, in order."""
    with ExitStack() as stack:
        makings = [_Making(work, task) for work in task.works]
        remaining = iter(makings)
        for batch in task.batches:
            folder = stack.enter_context(unpacked(batch.parcel)) if batch.parcel else Path(batch.folder)
            here = [next(remaining) for _ in batch.works]
            _make_batch(here, folder, Path(batch.shown))
        if task.pdf:
            _make_pdfs(makings, task)
        return [making.result() for making in makings]


def _make_batch(makings: Sequence[_Making], folder: Path, named: Path) -> None:
    """Print the documents of one workspace; what is wrong with the workspace is wrong with each of them."""
    for making in makings:
        with making.guard():
            making.folder, making.path = folder, folder / making.work.file
    try:
        root = find_root(makings[0].path)
        opened = Opened(root, named if root else None)
        around = [*opened.findings, *check_reference_data(opened)]
    except Exception as error:
        for making in makings:
            making.fail(error)
        return
    for making in makings:
        with making.guard():
            making.print(opened, around)


class _Making:
    """One document on its way."""

    def __init__(self, work: Work, task: Task) -> None:
        self.work, self.task = work, task
        self.made = Made(work.key, Outcome.FAILED)
        self.folder = self.path = Path()
        self.opened: Opened | None = None
        self.loaded: Loaded | None = None
        self.docx: bytes | None = None

    def guard(self) -> _Guard:
        """Whatever goes wrong inside becomes findings on this document."""
        return _Guard(self)

    def fail(self, error: BaseException) -> None:
        """The document is not made, and why; with its Word file in its place, only its PDF is not."""
        self.made.outcome = Outcome.HALF if f"{self.work.name}.docx" in self.made.outputs else Outcome.FAILED
        self.docx = None
        if not self.made.files:  # the file is not there, or is recorded already
            self.made.kept = None
        if isinstance(error, DocgenError):
            self.made.findings.extend(error.findings)
            return
        self.made.trace = "".join(traceback.format_exception(error))
        self.made.findings.append(
            BROKEN.finding(
                f"Документ не сделан: в программе случилась ошибка «{type(error).__name__}: {error}».",
                document=self.work.shown, quote=type(error).__name__,
                hint="Пришлите разработчикам этот файл и отчёт: в нём записано, где это случилось.",
            )
        )  # fmt: skip

    def print(self, opened: Opened, around: list[Finding]) -> None:
        """Load, check, print and store; a Word file that is ready is taken as it is."""
        opened.shelf.asked.clear()
        self.opened = opened
        self.loaded, self.made.findings = load_into(opened, self.path, self.work.shown, around)
        self.docx = self._ready() or self._printed(opened, self.loaded)
        self.made.asked = {self._from_folder(path): file_digest(path) for path in sorted(opened.shelf.asked)}
        is_same = digest_of(self.docx) == self.work.had
        is_kept = is_same and bool(self.work.seal)
        self.made.outcome = Outcome.FROZEN if is_kept else Outcome.SAME if is_same else Outcome.MADE
        self._give(f"{self.work.name}.docx", self.docx, is_there=is_same)
        if is_same and self.work.had_pdf:
            self.made.outputs[f"{self.work.name}.pdf"] = self.work.had_pdf

    def _ready(self) -> bytes | None:
        """The Word file that lies there, when it is to be taken."""
        if self.work.ready is None or not self.work.seal:
            return self.work.ready
        assert self.opened is not None and self.loaded is not None
        return self.work.ready if self.opened.bases.holds(self._kept(self.work.seal)) else None

    def _printed(self, opened: Opened, loaded: Loaded) -> bytes:
        findings, self.made.findings = self.made.findings, []  # whoever refuses tells them all
        self.made.findings = refuse_other_words(findings)
        rendered = render_loaded(opened, loaded)
        self.made.findings.extend(finding.at(document=loaded.source.name) for finding in rendered.findings)
        self.made.kept = self._kept(rendered.digest)
        return rendered.data

    def _kept(self, seal: str) -> Kept:
        """What the workspace keeps of the document when it is made into a file with that seal."""
        assert self.opened is not None and self.loaded is not None and isinstance(self.loaded.model, Document)
        annexes, _ = annexes_of(self.opened, self.loaded)
        words = words_on_paper(self.opened, self.loaded.model, None)
        return self.opened.bases.kept(self.loaded.model, self.loaded.path, seal, annexes or (), words)

    def _give(self, name: str, data: bytes, *, is_there: bool = False) -> None:
        """Put a file in its place, or into the result; one that is there already needs no more than the record."""
        fresh = {} if is_there else {name: data}
        if self.task.out is None:
            self.made.files.update(fresh)
        else:
            root = self.opened.bases.root if self.opened else None
            self.made.findings.extend(store(Path(self.task.out), fresh, root, self.made.kept, force=self.work.force))
            self.made.kept = None
        self.made.outputs[name] = digest_of(data)

    def _from_folder(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)

    @property
    def wants_pdf(self) -> bool:
        """Whether the PDF has to be made."""
        return self.docx is not None and f"{self.work.name}.pdf" not in self.made.outputs

    def add_pdf(self, converted: bytes | DocgenError) -> bytes:
        """Finish what LibreOffice made of the Word file, and store it; the finished PDF."""
        from docgen.work.printing_pdf import pdf_of

        if isinstance(converted, DocgenError):
            raise converted
        assert self.opened is not None and self.loaded is not None and self.docx is not None
        finished = pdf_of(self.opened, self.loaded, self.docx, converted)
        self.made.findings.extend(finished.findings)
        self._give(f"{self.work.name}.pdf", finished.data)
        self.made.outcome = Outcome.MADE
        return finished.data

    def result(self) -> Made:
        """What became of it; without the same finding twice."""
        self.made.findings = list(dict.fromkeys(self.made.findings))
        return self.made


class _Guard:
    def __init__(self, making: _Making) -> None:
        self.making = making

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        self.making.fail(error)
        return True


def _make_pdfs(makings: Sequence[_Making], task: Task) -> None:
    """Turn what was printed into PDF, in one process of LibreOffice."""
    from docgen.office.converting import convert_many
    from docgen.office.libreoffice import PDF_A_2B

    wanting = [making for making in makings if making.wants_pdf]
    if not wanting:
        return
    folder = Path(task.out) / STAGING if task.out else None
    try:
        found: Sequence[bytes | DocgenError] = convert_many(
            list(_word_files(wanting)), seconds=task.seconds, filter_options=PDF_A_2B, folder=folder
        )
    except Exception as error:
        for making in wanting:
            making.fail(error)
        return
    archived = {}
    for making, converted in zip(wanting, found, strict=True):
        with making.guard():
            archived[making.work.key] = making.add_pdf(converted)
    _judge(makings, archived)


def _judge(makings: Sequence[_Making], archived: Mapping[str, bytes]) -> None:
    """What veraPDF says of the PDFs, where it is installed; they are there all the same."""
    from docgen.office.verapdf import validate

    verdicts = dict(zip(archived, validate(list(archived.values())) or (), strict=False))
    for making in makings:
        found = verdicts.get(making.work.key, ())
        making.made.findings.extend(each.at(document=making.work.shown, severity=Severity.WARNING) for each in found)


def _word_files(makings: Sequence[_Making]) -> Iterator[bytes]:
    for making in makings:
        if making.docx is not None:
            yield making.docx
