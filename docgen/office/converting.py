"""Many files through one LibreOffice: its start costs more than a document does.

The files are handed over in one command and the results watched as they appear. A file that hangs or crashes
LibreOffice stops only itself: the process is started again for the rest, and the file is blamed when it fails alone.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from docgen.errors import OfficeError
from docgen.office.arguments import command, make_home, remove_home
from docgen.office.program import find_soffice, missing_error, not_starting_error
from docgen.office.running import End, Work, run, said, work
from docgen.office.substitution import font_settings
from docgen.rules import Rule, Scope, rule

FAILED = rule("libreoffice-не-справился", "LibreOffice не преобразовал файл", scope=Scope.FILE)
TOO_SLOW = rule("libreoffice-не-успел", "LibreOffice не уложился в отведённое время", scope=Scope.FILE)

_AT_ONCE = 200
"""Files for one process: the command line has its limits, and a fresh process now and then costs little."""
_ROOM = 4 * 2**20
"""Bytes of free disk below which LibreOffice fails at good files, saying that it cannot read them."""
_PROBE = b"{\\rtf1\\ansi docgen}"

Converted = bytes | OfficeError


@dataclass
class _Job:
    """What is asked for, and what has come of it so far."""

    documents: Sequence[Path | bytes]
    form: str
    to: str
    filter_options: str | None
    seconds: float
    folder: Path | None
    program: Path
    work: Work
    results: dict[int, Converted] = field(default_factory=dict)
    healthy: bool = False
    """LibreOffice is known to convert something here, so a process without a result is the fault of a file."""

    def name(self, number: int) -> str:
        document = self.documents[number]
        return document.name if isinstance(document, Path) else ""

    def suffix(self, number: int) -> str:
        document = self.documents[number]
        return document.suffix.lower() if isinstance(document, Path) else f".{self.form}"


class _Outcome(NamedTuple):
    """What one process made of the files that were handed to it, and what it said."""

    tried: list[int]
    end: End
    words: str


def convert_many(
    documents: Sequence[Path | bytes],
    to: str = "pdf",
    *,
    seconds: float = 90,
    filter_options: str | None = None,
    form: str = "docx",
    folder: Path | None = None,
) -> list[Converted]:
    """The documents in another format, in the order given; an ``OfficeError`` in the place of each that failed.

    Formats, options and ``form`` are those of ``convert``; ``seconds`` is the limit for one file. ``folder`` says where
    the temporary homes are made. One call uses one process at a time; several calls may go on in parallel. Nothing is
    left running or on the disk.
    """
    program = find_soffice()
    with work() as mine:
        if program is None:
            return [_on(each.name if isinstance(each, Path) else "", missing_error()) for each in documents]
        job = _Job(documents, form, to, filter_options, seconds, folder, program, mine)
        suspects: list[int] = []
        for suffix in dict.fromkeys(map(job.suffix, range(len(documents)))):
            suspects += _together(job, [n for n in range(len(documents)) if job.suffix(n) == suffix])
        for number in suspects:
            if number not in job.results:
                _together(job, [number])
        return [job.results[number] for number in range(len(documents))]


def _together(job: _Job, numbers: list[int]) -> list[int]:
    """Convert files of one kind in as few processes as it takes; the files that failed in company, to be tried alone."""
    suspects: list[int] = []
    while numbers := [number for number in numbers if number not in job.results and number not in suspects]:
        try:
            outcome = _one_process(job, numbers[:_AT_ONCE])
        except OfficeError as broken:
            rest = [number for number in [*numbers, *suspects] if number not in job.results]
            stopped = job.work.stopped
            job.results |= {n: _stopped(job, n) if stopped else _on(job.name(n), broken) for n in rest}
            return []
        if job.work.stopped:
            job.results |= {number: _stopped(job, number) for number in numbers if number not in job.results}
            return suspects
        failed = [number for number in outcome.tried if number not in job.results]
        if len(outcome.tried) == 1 and failed:
            job.results[failed[0]] = _blame(job, failed[0], outcome)
        elif failed and not _healthy(job):
            job.results |= {number: _sick(job, number) for number in [*numbers, *suspects] if number not in job.results}
        else:
            suspects += failed if outcome.end.code == 0 else _reached(outcome, failed)
    return suspects


def _reached(outcome: _Outcome, failed: list[int]) -> list[int]:
    """Of the files without a result those that the process came to before it broke off."""
    return [number for number in failed if number in outcome.tried[: outcome.end.reached + 1]]


def _one_process(job: _Job, numbers: list[int]) -> _Outcome:
    """Run one LibreOffice over the files; results go to the job, files that cannot be read are blamed at once.

    Raises ``OfficeError`` when nothing can be converted at all: no room for a copy, a program that does not start.
    """
    try:
        home = make_home(job.folder, font_settings())
    except OSError as broken:
        raise _no_room(job.folder, broken) from broken
    try:
        staged = _stage(job, home, numbers)
        if not staged:
            return _Outcome([], End(0, 0), "")
        results = [f"{number}.{job.to.partition(':')[0]}" for number in staged]
        sources = [f"{number}{job.suffix(number)}" for number in staged]
        asked = command(job.program, home, job.to, job.filter_options, sources)
        try:
            end = run(job.work, asked, home, results, job.seconds)
        except OSError as broken:
            raise not_starting_error(job.program, _reason(broken)) from broken
        for number, result in zip(staged, results, strict=True):
            if not job.work.stopped and (data := _result(home / "out" / result)):
                job.results[number] = data
                job.healthy = True
        if (
            not any(number in job.results for number in staged)
            and (free := shutil.disk_usage(home.parent).free) < _ROOM
        ):
            raise _no_room(job.folder, OSError(errno.ENOSPC, f"{free} bytes are left"))
        return _Outcome(staged, end, said(home))
    finally:
        remove_home(home)


def _stage(job: _Job, home: Path, numbers: Iterable[int]) -> list[int]:
    """Copy the documents into the home under plain numbers: LibreOffice writes a lock file beside what it opens.

    Returns those that are there; when the disk is full these are the first few, and the rest waits for the next process.
    """
    staged: list[int] = []
    for number in numbers:
        document = job.documents[number]
        try:
            data = document.read_bytes() if isinstance(document, Path) else document
        except OSError as broken:
            message = f"Файл «{document!s}» не читается: {_reason(broken)}."
            hint = "Проверьте путь к файлу и права на него."
            job.results[number] = _error(FAILED, message, job.name(number), hint)
            continue
        if not data:
            message, hint = "Файл пуст, преобразовывать нечего.", "Возьмите другую копию файла."
            job.results[number] = _error(FAILED, message, job.name(number), hint)
            continue
        copy = home / f"{number}{job.suffix(number)}"
        try:
            copy.write_bytes(data)
        except OSError as broken:
            copy.unlink(missing_ok=True)
            if not staged:
                raise _no_room(job.folder, broken) from broken
            break
        staged.append(number)
    return staged


def _result(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _healthy(job: _Job) -> bool:
    """Whether LibreOffice converts anything here; tried with a page of one word when it has made nothing so far."""
    if not job.healthy:
        probe = _Job([_PROBE], "rtf", "pdf", None, job.seconds, job.folder, job.program, job.work)
        _one_process(probe, [0])
        job.healthy = probe.healthy or job.work.stopped
    return job.healthy


def _blame(job: _Job, number: int, outcome: _Outcome) -> OfficeError:
    """The finding on a file that LibreOffice did not convert when it had nothing else to do."""
    if outcome.end.code is None:
        message = f"LibreOffice не уложился в {job.seconds:g} с, преобразование прервано."
        hint = "Повторите, когда компьютер будет свободнее, или проверьте, открывается ли файл в LibreOffice."
        return _error(TOO_SLOW, message, job.name(number), hint)
    fell = f" Он завершился с кодом {outcome.end.code}." if outcome.end.code else ""
    detail = f" Его сообщение: «{outcome.words}»." if outcome.words else ""
    message = f"LibreOffice не преобразовал файл в «{job.to}».{fell}{detail}"
    hint = "Откройте файл в Word или LibreOffice: если он не открывается и там, файл испорчен."
    return _error(FAILED, message, job.name(number), hint)


def _sick(job: _Job, number: int) -> OfficeError:
    message = "LibreOffice на этом компьютере не преобразует даже пустую страницу, файл не преобразован."
    return _error(FAILED, message, job.name(number), "Узнайте, чего ему не хватает: docgen doctor.")


def _stopped(job: _Job, number: int) -> OfficeError:
    return _error(FAILED, "Работа прервана, файл не преобразован.", job.name(number), "Запустите команду ещё раз.")


def _no_room(folder: Path | None, broken: OSError) -> OfficeError:
    place = f"В папку «{folder}»" if folder else "Во временную папку"
    message = f"{place} не записать копию документа для LibreOffice: {_reason(broken)}."
    return _error(FAILED, message, "", "Освободите место на диске или проверьте права на эту папку.")


def _on(document: str, fault: OfficeError) -> OfficeError:
    """A fault of the machine as the fault of one document."""
    return OfficeError([replace(finding, document=document) for finding in fault.findings])


def _reason(broken: OSError) -> str:
    if broken.errno == errno.ENOSPC:
        return "на диске нет места"
    if isinstance(broken, FileNotFoundError):
        return "файла нет"
    if isinstance(broken, PermissionError):
        return "нет прав"
    return "это папка" if isinstance(broken, IsADirectoryError) else str(broken)


def _error(fault: Rule, message: str, document: str, hint: str) -> OfficeError:
    return OfficeError([fault.finding(message, document=document, hint=hint)])
