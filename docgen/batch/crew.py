"""Those who do the work: processes of this machine, or workers of a Dask cluster, behind the standard executor.

A worker that dies takes its tasks with it. They are tried again document by document, one at a time, so that only the one
that kills its worker every time is given up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
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

LOST_WORKER = rule("работник-погиб", "Рабочий процесс погиб на этом документе", scope=Scope.FILE)
NO_CLUSTER = rule("кластер-недоступен", "С кластером Dask нельзя работать", scope=Scope.FILE)

_LOST = (BrokenExecutor, CancelledError, ConnectionError)


class Crew(Protocol):
    """Who can be hired: how many work at once, and an executor of them."""

    size: int

    def hire(self) -> Executor:
        """An executor; a new one each time, because a broken one stays broken."""
        ...

    def dismiss(self, executor: Executor) -> None:
        """End the executor and all that it started, at once."""
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
        """End the processes; each ends its LibreOffice first."""
        processes = list((getattr(executor, "_processes", None) or {}).values())
        for process in processes:
            process.terminate()
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.join(5)
            if process.is_alive():
                process.kill()


class Cluster:
    """Workers of a Dask cluster: no shared disk is needed, tasks bring their files."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = self._connected()
        self.size = max(1, sum(self._client.nthreads().values()))
        if others := self._versions() - {version()}:
            self._client.close()
            raise InputError([_other_version(address, others)])

    def _connected(self) -> Any:
        try:
            import distributed
        except ImportError as missing:
            raise InputError([_no_dask(self.address)]) from missing
        connect: Any = distributed.Client
        try:
            return connect(self.address, timeout=10, set_as_default=False)
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
        executor.shutdown(wait=False)
        self._client.close()


def version() -> str:
    """The version of docgen that a worker has."""
    return __version__


class Result(NamedTuple):
    """A task and what became of its documents."""

    task: Task
    made: list[Made]


def results(crew: Crew, tasks: Iterable[Task]) -> Iterator[Result]:
    """The tasks as they are done, in any order; each document once."""
    suspects: list[Task] = []
    yield from _rounds(crew, tasks, crew.size * 2, suspects.append)
    blamed: list[Task] = []
    if suspects:
        yield from _rounds(crew, suspects, 1, blamed.append)
    for task in blamed:
        yield Result(task, [_given_up(work.key, work.shown) for work in task.works])


def _rounds(crew: Crew, tasks: Iterable[Task], window: int, lose: Callable[[Task], None]) -> Iterator[Result]:
    """Do the tasks, a few more at once than there are workers; those that were lost go, one document each, to ``lose``."""
    waiting = iter(tasks)
    running: dict[Future[list[Made]], Task] = {}
    executor = crew.hire()
    is_over = False
    try:
        while not is_over or running:
            while not is_over and len(running) < window:
                task = next(waiting, None)
                if task is None:
                    is_over = True
                    break
                try:
                    running[executor.submit(make, task)] = task
                except BrokenExecutor:
                    executor = _hired_anew(crew, executor, [task, *running.values()], lose)
                    running.clear()
            done = wait(running, return_when=FIRST_COMPLETED).done if running else ()
            is_broken = False
            for future in done:
                task, error = running.pop(future), _error_of(future)
                if error is None:
                    yield Result(task, future.result())
                elif _is_loss(error):
                    is_broken = isinstance(error, BrokenExecutor)
                    _lose([task], lose)
                else:
                    yield Result(task, [_given_up(work.key, work.shown, error) for work in task.works])
            if is_broken:
                executor = _hired_anew(crew, executor, list(running.values()), lose)
                running.clear()
    finally:
        crew.dismiss(executor)


def _error_of(future: Future[list[Made]]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _hired_anew(crew: Crew, executor: Executor, tasks: Sequence[Task], lose: Callable[[Task], None]) -> Executor:
    _lose(tasks, lose)
    crew.dismiss(executor)
    return crew.hire()


def _lose(tasks: Iterable[Task], lose: Callable[[Task], None]) -> None:
    for task in tasks:
        for batch in task.batches:
            for work in batch.works:
                lose(replace(task, batches=(replace(batch, works=(work,)),)))


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
