"""One LibreOffice process: started, watched while its results appear, ended with everything it started.

What is running is known to ``RUNNING``, so that a program that must stop can end it all; what a killed program left
running is found by the folder of its homes.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from docgen.office.arguments import HOME, environment, remove_home

_LOOK = 0.05
_EXIT = 10.0
"""Seconds that LibreOffice may need to end itself after its last result."""
_DEATH = 1.0
"""Seconds that killed processes may need to be gone."""
_WARNING = re.compile(r"^Warning: failed to launch javaldx")


class Work:
    """What one conversion of many files has running at the moment; ``stopped`` once ``end_all`` has ended it."""

    def __init__(self) -> None:
        self.stopped = False
        self.process: subprocess.Popen[bytes] | None = None
        self.home: Path | None = None


class End(NamedTuple):
    """How a process ended: its exit code, None when it was killed because a file took too long.

    ``reached`` counts the files up to the last whose result appeared: the next one was at work.
    """

    code: int | None
    reached: int


RUNNING: set[Work] = set()
_LOCK = threading.RLock()


def _forget() -> None:
    """What a fork inherits belongs to its parent, which alone may end it."""
    global _LOCK  # noqa: PLW0603 - a lock held by another thread at the fork would stay locked for ever
    _LOCK = threading.RLock()
    RUNNING.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@contextlib.contextmanager
def work() -> Iterator[Work]:
    """A conversion that ``end_all`` knows while it goes on."""
    mine = Work()
    with _LOCK:
        RUNNING.add(mine)
    try:
        yield mine
    finally:
        with _LOCK:
            RUNNING.discard(mine)


def run(mine: Work, command: Sequence[str], home: Path, results: Sequence[str], seconds: float) -> End:
    """Run the command in the home until it ends, is stopped, or a result is ``seconds`` late.

    Raises ``OSError`` when the program does not start. Whatever happens, none of its processes is left.
    """
    mine.home = home
    with (home / "said").open("wb") as said, started(mine, command, home, errors=said) as process:
        return End(None, 0) if process is None else _watch(process, home / "out", results, seconds)


@contextlib.contextmanager
def started(
    mine: Work, command: Sequence[str], home: Path | None = None, *, errors: IO[bytes], answer: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes] | None]:
    """The command running, in a home if it has one; what is left of it afterwards is ended. None: nothing may start now."""
    try:
        with _LOCK, _signals_later():
            if mine.stopped:
                process = None
            else:
                mine.process = process = subprocess.Popen(
                    command,
                    env=environment(home) if home else None,
                    cwd=home,
                    stdin=subprocess.DEVNULL,
                    stdout=answer or subprocess.DEVNULL,
                    stderr=errors,
                    start_new_session=sys.platform != "win32",
                )
        yield process
    finally:
        if mine.process is not None:
            if mine.process.returncode != 0:
                stop(mine.process)
            mine.process = None


@contextlib.contextmanager
def _signals_later() -> Iterator[None]:
    """Keep what would interrupt this program until the process that it starts is known and can be ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    ours = {each: handler for each, handler in before.items() if handler is not None}
    try:
        for each in ours:
            signal.signal(each, lambda number, _: came.append(number))
        yield
    finally:
        for each, handler in ours.items():
            signal.signal(each, handler)
        for number in came:
            signal.raise_signal(number)


def said(home: Path) -> str:
    """The last thing that the process said on its error stream, in one line."""
    lines: list[str] = []
    with contextlib.suppress(OSError):  # ``end_all`` may have removed the home by now
        lines = (home / "said").read_bytes().decode("utf-8", "replace").splitlines()
    told = [line.strip() for line in lines if line.strip() and not _WARNING.match(line)]
    return told[-1] if told else ""


def _watch(process: subprocess.Popen[bytes], out: Path, results: Sequence[str], seconds: float) -> End:
    reached, since = 0, time.monotonic()
    while True:
        code: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(_LOOK)
        there: set[str] = set()
        with contextlib.suppress(OSError):  # ``end_all`` may have removed the home by now
            there = {each.name for each in out.iterdir()}
        now_reached = max((n + 1 for n in range(reached, len(results)) if results[n] in there), default=reached)
        if code is not None:
            return End(code, now_reached)
        if now_reached > reached:
            reached, since = now_reached, time.monotonic()
        allowed = seconds if reached < len(results) else min(seconds, _EXIT)
        if time.monotonic() - since > allowed:
            return End(None, reached)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything that it started."""
    _kill(process.pid)
    process.wait()
    until = time.monotonic() + _DEATH
    while _is_alive(process.pid) and time.monotonic() < until:
        time.sleep(_LOOK / 10)


def _is_alive(group: int) -> bool:
    """Whether a process of the group lives; on Linux one that is dead and was not collected yet does not count."""
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    if sys.platform != "linux":
        return True
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = entry.read_text(errors="replace").rpartition(")")[2].split()[:3]
            if its_group == str(group) and state not in "ZX":
                return True
    return False


def _kill(leader: int) -> None:
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(leader)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def end_all() -> None:
    """End every conversion of this program, in all its threads, and remove their homes.

    May be called from a signal handler. The files that were not made yet come back as an ``OfficeError``.
    """
    with _LOCK:
        ended = list(RUNNING)
        for each in ended:
            each.stopped = True
            if (process := each.process) is not None and process.returncode is None:
                _kill(process.pid)
    for home in [each.home for each in ended if each.home is not None]:
        _remove_soon(home)


def end_orphans(folder: Path) -> None:
    """End the LibreOffice processes whose homes lie in that folder, left by a program that was killed; remove the homes.

    The processes are found on Linux only. Conversions of this program that go on are left alone.
    """
    if not folder.is_dir():
        return
    with _LOCK:
        own = {each.home for each in RUNNING}
    homes = [home for home in folder.resolve().glob(f"{HOME}*") if home.is_dir() and home not in own]
    for group in {*_groups(homes)} - {os.getpgrp()} if homes and sys.platform == "linux" else ():
        _kill(group)
    for home in homes:
        _remove_soon(home)


def _groups(homes: Sequence[Path]) -> Iterator[int]:
    """On Linux, the process groups that have one of the homes in a command line."""
    marks = [f"-env:UserInstallation={home.as_uri()}/".encode() for home in homes]
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (entry / "cmdline").read_bytes()
            if any(mark in line for mark in marks):
                yield os.getpgid(int(entry.name))


def _remove_soon(home: Path) -> None:
    """Remove a home whose processes were just told to end: they may write a moment longer."""
    until = time.monotonic() + 2
    remove_home(home)
    while home.exists() and time.monotonic() < until:
        time.sleep(_LOOK)
        remove_home(home)
