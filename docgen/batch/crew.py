"""Those who do the work: processes of this machine, or workers of a Dask cluster, behind the standard executor.

A worker that dies takes its tasks with it. They are tried again document by document, one at a time, so that only the one
that kills its worker every time is given up.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import replace
from multiprocessing.connection import wait as wait_for
from typing import Any, NamedTuple, Protocol

from docgen.batch.making import Made, Outcome, Task, make
from docgen.errors import InputError
from docgen.findings import Finding
from docgen.model.version import __version__
from docgen.rules import Scope, rule

LOST_WORKER = rule("работник-погиб", "Рабочий процесс погиб на этом документе или не запустился", scope=Scope.FILE)
NO_CLUSTER = rule("кластер-недоступен", "С кластером Dask нельзя работать", scope=Scope.FILE)

_LOST = (BrokenExecutor, CancelledError, ConnectionError)
PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""
_LEAVE = 5.0
"""Seconds that workers have to end themselves."""
_HOPELESS = 5
"""Crews that may die one after the other while nothing was ever made; then there is no use in hiring more."""


class Crew(Protocol):
    """Who can be hired: how many work at once, and an executor of them."""

    size: int

    def hire(self) -> Executor:
        """An executor; a new one each time, because a broken one stays broken."""
        ...

    def dismiss(self, executor: Executor) -> None:
        """End the executor and all that it started, at once."""
        ...

    def lost(self, error: Exception) -> Finding:
        """What to say when the executor takes no more tasks."""
        ...


class Processes:
    """Processes of this machine, started by spawn: they share nothing and behave alike on every system."""

    def __init__(self, size: int) -> None:
        self.size = size

    def hire(self) -> Executor:
        """A pool of processes that end with this one, however it ends."""
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.size, mp_context=context, initializer=_begin)

    def dismiss(self, executor: Executor) -> None:
        """End the processes; each ends its LibreOffice first, for which they have a few seconds together."""
        processes = list((getattr(executor, "_processes", None) or {}).values())
        for process in processes:
            process.terminate()
        executor.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + _LEAVE
        for process in processes:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()

    def lost(self, error: Exception) -> Finding:
        """The system starts no more processes."""
        return LOST_WORKER.finding(
            f"Рабочий процесс не запустить: {getattr(error, 'strerror', None) or error}.", quote=type(error).__name__,
            hint="Повторите с меньшим числом работников: --jobs 1. Сделанное не переделывается.",
        )  # fmt: skip


class Cluster:
    """Workers of a Dask cluster: no shared disk is needed, tasks bring their files."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = self._connected()
        self.size = sum(self._client.nthreads().values())
        if not self.size:
            self._client.close()
            raise InputError([_no_workers(address)])
        if others := self._versions() - {version()}:
            self._client.close()
            raise InputError([_other_version(address, others)])

    def _connected(self) -> Any:
        try:
            import distributed
        except ImportError as missing:
            raise InputError([_no_dask(self.address)]) from missing
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what has to be said is said here, in Russian
        connect: Any = distributed.Client
        try:
            return connect(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise InputError([_unreachable(self.address, error)]) from error

    def _versions(self) -> set[str]:
        try:
            return set(self._client.run(version).values())
        except Exception as error:  # whatever a worker answers when it has no docgen, or half of it
            self._client.close()
            raise InputError([_without_docgen(self.address, error)]) from error

    def hire(self) -> Executor:
        """The cluster's own executor; it gives the tasks of a lost worker to others by itself."""
        if self._client.status == "closed":
            self._client = self._connected()
        return self._client.get_executor(pure=False)  # type: ignore[no-any-return]

    def dismiss(self, executor: Executor) -> None:
        """Give up what is not done, and leave the cluster as it is."""
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told
            executor.shutdown(wait=False)
        with contextlib.suppress(Exception):
            self._client.close()

    def lost(self, error: Exception) -> Finding:
        """The scheduler is gone."""
        return NO_CLUSTER.finding(
            f"Планировщик Dask «{self.address}» перестал отвечать: {type(error).__name__}.", quote=self.address,
            hint="Запустите его снова и повторите ту же команду: сделанное не переделывается. Без --scheduler работает "
            "этот компьютер.",
        )  # fmt: skip


def version() -> str:
    """The version of docgen that a worker has."""
    return __version__


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
            for future in wait(self.running, return_when=FIRST_COMPLETED).done:
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


def _no_dask(address: str) -> Finding:
    return NO_CLUSTER.finding(
        f"Чтобы работать на кластере «{address}», нужна библиотека distributed.", quote=address,
        hint="Установите её: pip install 'docgen[cluster]'.",
    )  # fmt: skip


def _unreachable(address: str, error: Exception) -> Finding:
    return NO_CLUSTER.finding(
        f"К планировщику Dask «{address}» не подключиться: {error or type(error).__name__}.", quote=address,
        hint="Проверьте адрес и порт (tcp://имя:8786) и запущен ли dask scheduler; без --scheduler работает этот компьютер.",
    )  # fmt: skip


def _no_workers(address: str) -> Finding:
    return NO_CLUSTER.finding(
        f"У планировщика Dask «{address}» нет ни одного работника.", quote=address,
        hint=f"Запустите на компьютерах кластера: dask worker {address}.",
    )  # fmt: skip


def _other_version(address: str, others: set[str]) -> Finding:
    named = ", ".join(sorted(others))
    return NO_CLUSTER.finding(
        f"На кластере «{address}» стоит docgen {named}, а здесь {__version__}: документы вышли бы разными.", quote=named,
        hint="Поставьте на компьютеры кластера ту же версию.",
    )  # fmt: skip


def _without_docgen(address: str, error: Exception) -> Finding:
    return NO_CLUSTER.finding(
        f"На компьютерах кластера «{address}» docgen не отвечает: {type(error).__name__}: {error}.", quote=address,
        hint=f"Поставьте на каждый docgen {__version__}: pip install 'docgen[cluster]'.",
    )  # fmt: skip


def _begin() -> None:
    """What a worker does first: it leaves Ctrl+C to its parent, ends LibreOffice when it is ended, and outlives nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait_for([parent.sentinel])
        _end()


def _end() -> None:
    from docgen.office.running import end_all

    end_all()
    os._exit(1)
