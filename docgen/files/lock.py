"""One lock for a workspace: desk, command line and batch do not write into it at the same time.

The operating system holds the lock, so that it goes with the process that took it, however that ends. The
file ``.docgen/lock`` only says who holds it; it stays when the lock is given back.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import socket
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.rules import Scope, rule

FOLDER = ".docgen"
"""The folder inside a workspace that docgen keeps for itself."""

SECONDS = 5.0
"""How long a lock is waited for."""

BUSY = rule("комплект-занят", "В комплект сейчас пишет другая программа docgen", scope=Scope.SET)
NO_LOCK = rule("комплект-не-заперт", "В папке комплекта нельзя завести файл замка", scope=Scope.SET)

_PAUSE = 0.05
_LOCKED_BYTE = 1 << 30
"""Windows locks bytes and then no one can read them: one far behind the text is taken."""


@contextlib.contextmanager
def lock(folder: pathlib.Path, *, seconds: float = SECONDS, name: str = "lock") -> Iterator[None]:
    """Holds the workspace in ``folder`` for the time of the block; another ``name`` is another lock.

    Raises ``InputError`` with a finding that names the holder when the lock is not free within ``seconds``, or
    when the folder takes no lock file. One process may not take it twice.
    """
    with _lock_file(folder, name) as file:
        _wait(folder, file, seconds)
        try:
            _sign(file)
            yield
        finally:
            with contextlib.suppress(OSError):
                file.truncate(0)
            _release(file)


@contextlib.contextmanager
def _lock_file(folder: pathlib.Path, name: str) -> Iterator[BinaryIO]:
    place = folder / FOLDER / name
    try:
        if not folder.is_dir():
            raise NotADirectoryError(0, "такой папки нет")
        place.parent.mkdir(exist_ok=True)
        file = place.open("a+b", buffering=0)
    except OSError as error:
        raise InputError([_no_lock(folder, error)]) from error
    with file:
        yield file


def _wait(folder: pathlib.Path, file: BinaryIO, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            if _take(file):
                return
        except OSError as error:
            raise InputError([_no_lock(folder, error)]) from error
        if time.monotonic() >= until:
            finding = BUSY.finding(
                f"Комплект занят: в него пишет {_holder(file)}.",
                hint="Дождитесь, пока та работа кончится, или закройте ту программу, и повторите.",
                document=str(folder),
            )
            raise InputError([finding])
        time.sleep(_PAUSE)


def _no_lock(folder: pathlib.Path, error: OSError) -> Finding:
    why = "нет права писать" if isinstance(error, PermissionError) else error.strerror or str(error)
    message = f"Папку «{folder}» нельзя занять для работы: {why}."
    return NO_LOCK.finding(message, hint="Проверьте имя папки и право писать в неё.", document=str(folder))


def _sign(file: BinaryIO) -> None:
    """Write who holds the lock; a full disk is no reason not to work."""
    now = time.strftime("%d.%m.%Y %H:%M:%S")
    with contextlib.suppress(OSError):
        file.truncate(0)
        file.write(f"{os.getpid()}\n{socket.gethostname()}\n{now}\n".encode())


def _holder(file: BinaryIO) -> str:
    with contextlib.suppress(OSError):
        file.seek(0)
        lines = file.read(1000).decode(errors="replace").splitlines()
        if len(lines) >= 3:
            number, host, since = lines[:3]
            here = " (эта же программа)" if (number, host) == (str(os.getpid()), socket.gethostname()) else ""
            return f"процесс {number}{here} на компьютере «{host}» с {since}"
    return "другая программа docgen"


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> bool:
        try:
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: BinaryIO) -> None:
        with contextlib.suppress(OSError):
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: BinaryIO) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)
