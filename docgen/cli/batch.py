"""docgen batch: a whole workspace, or a folder of them, in one go."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli.output import print_findings
from docgen.errors import InputError

if TYPE_CHECKING:
    from docgen.batch.running import Summary

INTERRUPTED = 130
"""What shells expect of a program that was stopped by Ctrl+C."""

_PAUSE = 5.0
"""Seconds between lines of progress where there is no terminal."""


def add_batch(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("batch", help="сделать все документы комплекта или папки с комплектами")
    command.add_argument("path", type=Path, metavar="КОМПЛЕКТ", help="папка комплекта, папка с комплектами или файл")
    command.add_argument("-o", dest="out", type=Path, metavar="ПАПКА", required=True, help="куда класть готовое")
    command.add_argument("--pdf", action="store_true", help="и архивные PDF рядом с файлами Word")
    command.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="сколько работников; без ключа по числу процессоров"
    )
    command.add_argument("--fresh", action="store_true", help="сделать всё заново, и то, что не изменилось")
    command.add_argument("--force", action="store_true", help="затереть и те файлы, которые правили вручную")
    command.add_argument("--scheduler", default="", metavar="tcp://ИМЯ:ПОРТ", help="работать на кластере Dask")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать итог")
    command.set_defaults(run=batch, parser=command)


def batch(given: Namespace) -> int:
    """Make everything, show how it goes, say what became of it."""
    if given.jobs < 0:
        given.parser.error(f"--jobs: «{given.jobs}» не годится, нужно число от 1")
    try:
        with _stopped_once():
            return _batch(given)
    except KeyboardInterrupt:  # while the documents were looked for, or the report was written
        print("Прервано. Повторите ту же команду: сделанное не переделывается.", file=sys.stderr)
        return INTERRUPTED


def _batch(given: Namespace) -> int:
    import json

    from docgen.batch.report import as_data, write_report
    from docgen.batch.running import Wanted, run_batch

    wanted = Wanted(given.path, given.out, given.jobs, given.pdf, given.force, given.fresh, given.scheduler)
    with _Progress(is_quiet=given.format == "json") as progress:
        summary = run_batch(wanted, progress.tell)
    try:
        written = f"подробно: {write_report(given.out, summary)[0]}"
    except InputError as error:  # a full disk, mostly: what was done is told all the same
        summary.findings.extend(error.findings)
        written = "отчёт не записан"
    if given.format == "json":
        print(json.dumps(as_data(summary), ensure_ascii=False, indent=2))
    else:
        _say(summary, given.out, written)
    if summary.interrupted:
        return INTERRUPTED
    return 1 if summary.is_faulty else 0


def _say(summary: Summary, out: Path, written: str) -> None:
    from docgen.batch.report import counted, faults

    print_findings(faults(summary))
    for line in counted(summary):
        print(line)
    for name in summary.stale:
        print(f"Остался от прежнего: {out / name}")
    print(f"Готовое: {out}; {written}")


@contextlib.contextmanager
def _stopped_once() -> Iterator[None]:
    """Ctrl+C and the wish of the system to end us stop the work in order; who asks twice is not heard any sooner.

    Nor is he while the program ends: what was asked for is being done.
    """
    is_asked = False

    def stop(*_: object) -> None:
        nonlocal is_asked
        is_asked = True
        for each in asked:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only the main one may be asked
        yield
        return
    asked = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, stop) for each in asked}
    try:
        yield
    finally:
        for each, way in before.items() if not is_asked else ():
            signal.signal(each, way or signal.SIG_DFL)


class _Progress:
    """How far it is: a bar with the time left on a terminal, a line now and then elsewhere."""

    def __init__(self, *, is_quiet: bool) -> None:
        self.is_quiet = is_quiet
        self._bar: Any = None
        self._task: Any = None
        self._told = time.monotonic()

    def __enter__(self) -> _Progress:
        if not self.is_quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task("Документы", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, summary: Summary, total: int) -> None:
        """Show how many documents are done."""
        done = len(summary.made)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif not self.is_quiet and time.monotonic() - self._told >= _PAUSE:
            self._told = time.monotonic()
            with contextlib.suppress(OSError):  # nobody reads it any more
                print(f"Готово {done} из {total}", file=sys.stderr, flush=True)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("осталось"),
        TimeRemainingColumn(compact=True),
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)
