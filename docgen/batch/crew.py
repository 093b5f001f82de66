"""Those who do the work: processes of this machine, or workers of a Dask cluster, behind the standard executor."""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing.connection import wait as wait_for
from typing import Any, Protocol

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.model.version import __version__
from docgen.rules import Scope, rule

LOST_WORKER = rule("работник-погиб", "Рабочий процесс погиб на этом документе или не запустился", scope=Scope.FILE)
NO_CLUSTER = rule("кластер-недоступен", "С кластером Dask нельзя работать", scope=Scope.FILE)

PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""
_LEAVE = 5.0
"""Seconds that workers have to end themselves."""


class Crew(Protocol):
    """Who can be hired: how many work at once, and an executor of them."""

    size: int

    def hire(self) -> Executor:
        """An executor; a new one each time, because a broken one stays broken."""
        ...

    def dismiss(self, executor: Executor) -> None:
        """End the executor and all that it started, at once."""
        ...

    @property
    def is_gone(self) -> bool:
        """Whether nobody will ever answer any more."""
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

    @property
    def is_gone(self) -> bool:
        """Never: what becomes of a process is told by its executor."""
        return False

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

    @property
    def is_gone(self) -> bool:
        """Whether the client has given up its scheduler; it may forget to say so to those who wait for a result."""
        return bool(self._client.status == "closed")

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
    """What a worker does first: it leaves Ctrl+C to its parent, ends LibreOffice when it is ended, and outlives nobody.

    A document leaves little garbage behind; to look for it as often as usual costs a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait_for([parent.sentinel])
        _end()


def _end() -> None:
    """End at once, and LibreOffice with us if it was ever started; asked twice, once is enough."""
    running = sys.modules.get("docgen.office.running")
    try:
        if end_all := getattr(running, "end_all", None):
            end_all()
    finally:
        os._exit(1)
