"""One lock for a workspace."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.files.lock import lock
from tests.needs import PROJECT

HOLDER = (
    "import pathlib, sys\n"
    "from docgen.files.lock import lock\n"
    "with lock(pathlib.Path(sys.argv[1])):\n"
    "    print('taken', flush=True)\n"
    "    sys.stdin.read()\n"
)


def holding(folder: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until its input is closed or it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    return process


def test_a_free_workspace_is_held_and_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with lock(tmp_path, seconds=0):
            assert (tmp_path / ".docgen" / "lock").read_text("utf-8")
    assert (tmp_path / ".docgen" / "lock").read_bytes() == b""


def test_a_held_workspace_names_its_holder(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        with pytest.raises(InputError) as raised, lock(tmp_path, seconds=0.1):
            pass
        (finding,) = raised.value.findings
        assert finding.rule == "комплект-занят"
        assert f"процесс {process.pid} на компьютере" in finding.message
        assert finding.document == str(tmp_path)


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        assert process.stdin is not None
        threading.Timer(0.2, process.stdin.close).start()
        with lock(tmp_path, seconds=60):
            assert process.wait() == 0


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        process.kill()
        process.wait()
        with lock(tmp_path, seconds=1):
            pass


def test_an_error_inside_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        raise ZeroDivisionError
    with lock(tmp_path, seconds=0):
        pass


def test_taking_it_twice_says_that_it_is_this_program(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(InputError) as raised, lock(tmp_path, seconds=0):
        pass
    assert "эта же программа" in raised.value.findings[0].message


def test_a_folder_that_takes_no_lock_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / ".docgen").write_bytes(b"")
    for folder in (tmp_path, tmp_path / "нет"):
        with pytest.raises(InputError) as raised, lock(folder):
            pass
        assert raised.value.findings[0].rule == "комплект-не-заперт"
