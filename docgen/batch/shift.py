"""Many tasks given out to a crew, a few at once, and their results as they arrive.

A worker that dies takes its tasks with it. They are tried again document by document, one at a time, so that only the one
that kills its worker every time is given up.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import replace
from typing import NamedTuple

from docgen.batch.crew import LOST_WORKER, Crew
from docgen.batch.making import Made, Outcome, Task, make
from docgen.errors import InputError

_LOST = (BrokenExecutor, CancelledError, ConnectionError)
_LOOK = 2.0
"""Seconds after which it is asked whether there is anybody left to wait for."""
_HOPELESS = 5
"""Crews that may die one after the other while nothing was ever made; then there is no use in hiring more."""


class Result(NamedTuple):
    """A task and what became of its documents."""

    task: Task
    made: list[Made]


def results(crew: Crew, tasks: Iterable[Task]) -> Generator[Result, None, None]:
    """The tasks as they are done, in any order; each document once.

    Raises ``InputError`` when no worker can be had any more.
    """
    yield from _Shift(crew).results(tasks)


class _Shift:
    """A crew at work on many tasks."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self.executor = crew.hire()
        self.running: dict[Future[list[Made]], Task] = {}
        self.lost: list[Task] = []
        self.has_made = False
        self.deaths = 0

    def results(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """All tasks at once, then those that were lost with a worker one by one, each with one document."""
        try:
            yield from self._done(iter(tasks), self.crew.size * 2)
            suspects, self.lost, self.deaths = self.lost, [], 0
            yield from self._done(iter(suspects), 1)
        finally:
            self.crew.dismiss(self.executor)
        for task in self.lost:
            yield Result(task, [_given_up(work.key, work.shown) for work in task.works])

    def _done(self, tasks: Iterator[Task], window: int) -> Generator[Result, None, None]:
        """The tasks as they are done, a few at once; what is lost is noted."""
        waiting = next(tasks, None)
        while waiting or self.running:
            while waiting and len(self.running) < window and self._is_given(waiting):
                waiting = next(tasks, None)
            is_broken = waiting is not None and not self.running
            done = wait(self.running, _LOOK, FIRST_COMPLETED).done
            if not done and self.running and self.crew.is_gone:
                raise InputError([self.crew.lost(ConnectionError())])
            for future in done:
                task, error = self.running.pop(future), _error_of(future)
                if error is None:
                    self.has_made = True
                    yield Result(task, future.result())
                elif _is_loss(error):
                    is_broken = is_broken or isinstance(error, BrokenExecutor)
                    self._lose([task])
                else:
                    yield Result(task, [_given_up(work.key, work.shown, error) for work in task.works])
            if is_broken:
                self._hire_anew()

    def _is_given(self, task: Task) -> bool:
        """Whether the task is out of our hands; a broken crew takes none."""
        if not self.has_made and self.deaths >= _HOPELESS:
            self._lose([task])
            return True
        try:
            with _signals_later():  # a worker that starts now must not be struck by Ctrl+C before it can leave it to us
                self.running[self.executor.submit(make, task)] = task
        except BrokenExecutor:
            return False
        except Exception as error:  # whatever Dask or the system answers
            raise InputError([self.crew.lost(error)]) from error
        return True

    def _hire_anew(self) -> None:
        self._lose(self.running.values())
        self.running.clear()
        self.deaths += 1
        self.crew.dismiss(self.executor)
        self.executor = self.crew.hire()

    def _lose(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            for batch in task.batches:
                self.lost.extend(replace(task, batches=(replace(batch, works=(work,)),)) for work in batch.works)


@contextlib.contextmanager
def _signals_later() -> Iterator[None]:
    """Ctrl+C waits until the block is over; a process that is started in it is never interrupted so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _error_of(future: Future[list[Made]]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _is_loss(error: BaseException) -> bool:
    return isinstance(error, _LOST) or type(error).__name__ in ("KilledWorker", "FutureCancelledError")


def _given_up(key: str, shown: str, error: BaseException | None = None) -> Made:
    """A document whose worker died even when it had nothing else to do, or could not begin."""
    why = f"работник ответил «{type(error).__name__}: {error}»" if error else "рабочий процесс погиб на нём дважды"
    finding = LOST_WORKER.finding(
        f"Документ не сделан: {why}.", document=shown,
        hint="Проверьте, хватает ли памяти (docgen doctor), и попробуйте напечатать его отдельно: docgen render.",
    )  # fmt: skip
    return Made(key, Outcome.FAILED, [finding])
