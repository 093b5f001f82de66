"""A batch that is killed at any moment is taken up again, and nothing tells that it ever was."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.batch.making import Outcome
from tests.batch.region import EXAMPLES, by, files, leftovers, region, run
from tests.counts import scaled
from tests.needs import PROJECT, needs_office

posix_only = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A batch in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "docgen", "batch", *arguments],
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def group_of(leader: int) -> list[int]:
    """The processes of a group that are still there (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@posix_only
def test_killed_at_random_moments_and_resumed(tmp_path: Path) -> None:
    calm = region(tmp_path / "спокойно")
    started_at = time.monotonic()
    assert started(str(calm), "-o", str(tmp_path / "целое")).wait() == 0
    length = time.monotonic() - started_at
    whole = files(tmp_path / "целое")
    assert len(whole) == 7
    home = region(tmp_path / "мешали")
    base = sorted(path.name for path in (calm / ".docgen" / "base").iterdir())
    chance = random.Random(20261122)
    for number in range(scaled(50)):
        out = tmp_path / f"out{number}"
        shutil.rmtree(home / ".docgen", ignore_errors=True)
        for _ in range(chance.randint(1, 3)):
            batch = started(str(home), "-o", str(out), "--jobs", str(chance.randint(1, 3)))
            time.sleep(chance.uniform(0.2, 1.0) * length)
            batch.kill()
            batch.wait()
        assert not run(home, out).is_faulty
        assert files(out) == whole
        assert leftovers(out, home) == []
        assert sorted(path.name for path in (home / ".docgen" / "base").iterdir()) == base
        shutil.rmtree(out)


@posix_only
def test_workers_do_not_outlive_a_killed_batch(tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("processes are counted in /proc, which is not there")
    batch = started(str(region(tmp_path)), "-o", str(tmp_path / "out"))
    until = time.monotonic() + 30
    while len(group_of(batch.pid)) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    assert len(group_of(batch.pid)) >= 3
    batch.kill()
    batch.wait()
    until = time.monotonic() + 30
    while group_of(batch.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert group_of(batch.pid) == []


@posix_only
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    home = tmp_path / "много"
    for number in range(12):
        shutil.copytree(EXAMPLES / "region", home / f"комплект{number}", ignore=shutil.ignore_patterns(".docgen"))
    out = tmp_path / "out"
    batch = subprocess.Popen(
        [sys.executable, "-m", "docgen", "batch", str(home), "-o", str(out)],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not files(out) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(batch.pid, signal.SIGINT)  # as a terminal does: to everyone in the group
    said, errors = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "Traceback" not in errors.decode()
    assert "Прервано" in said.decode() and "Повторите ту же команду" in said.decode()
    done = files(out)
    assert 0 < len(done) < 12 * 7
    assert leftovers(out, home) == []
    again = run(home, out)
    assert not again.is_faulty
    resumed = files(out)
    assert len(resumed) == 12 * 7
    assert {name: resumed[name] for name in done} == done


@posix_only
@needs_office
def test_killed_while_libreoffice_works(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    for _ in range(scaled(20)):
        shutil.rmtree(out, ignore_errors=True)
        batch = started(str(home), "-o", str(out), "--pdf")
        until = time.monotonic() + 60
        while not list((out / ".docgen").glob("tmp/docgen-office-*")) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(random.Random(7).uniform(0, 2))
        batch.kill()
        batch.wait()
        summary = run(home, out, pdf=True)
        assert not summary.is_faulty
        assert len(files(out)) == len(files(out, ".pdf")) == 7
        assert leftovers(out, home) == []
    assert by(run(home, out, pdf=True), Outcome.MADE) == set()
