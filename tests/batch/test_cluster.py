"""The same batch on a Dask cluster of processes: no shared disk, the same bytes, a lost worker costs nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.batch import crew
from docgen.batch.making import Outcome
from docgen.batch.running import Summary, Wanted, run_batch
from docgen.errors import InputError
from tests.batch.region import by, files, leftovers, outcomes, region, replaced, run, small, words_of
from tests.needs import PROJECT, needs_office

distributed = pytest.importorskip("distributed", reason="distributed is not installed (pip install 'docgen[cluster]')")

pytestmark = pytest.mark.filterwarnings("ignore")  # distributed's own, on its way out of old Pythons


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, one process each, on loopback."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


def on(cluster: Any, path: Path, out: Path, **options: Any) -> Summary:
    return run_batch(Wanted(path, out, scheduler=cluster.scheduler_address, **options))


def test_a_cluster_makes_the_same_files(cluster: Any, tmp_path: Path) -> None:
    home = region(tmp_path)
    here, there = tmp_path / "здесь", tmp_path / "там"
    run(home, here, fresh=True)
    summary = on(cluster, home, there)
    assert not summary.is_faulty
    assert files(there) == files(here)
    again = on(cluster, home, there)
    assert by(again, Outcome.MADE) == set()
    assert leftovers(there, home) == []


def test_a_change_after_signing_is_seen_from_afar(cluster: Any, tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    on(cluster, home, out)
    assert (home / ".docgen" / "base" / "index.json").is_file()
    replaced(home / "orders" / "help.yaml", "заголовок: ", "заголовок: Иначе ")
    summary = on(cluster, home, out)
    assert by(summary, Outcome.FAILED) == {"help"}
    finding = next(made for key, made in summary.made.items() if "help" in key).findings[0]
    assert finding.document == str(home / "orders" / "help.yaml")


def test_a_lost_worker_loses_nothing(cluster: Any, tmp_path: Path) -> None:
    home, out = tmp_path / "всё", tmp_path / "out"
    for number in range(8):
        region(home / f"комплект{number}")
    killed: list[int] = []

    def kill_one(summary: Summary, total: int) -> None:
        if not killed and summary.made:
            with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    summary = run_batch(Wanted(home, out, scheduler=cluster.scheduler_address), kill_one)
    assert killed
    assert not summary.is_faulty
    assert set(outcomes(summary).values()) == {Outcome.MADE}
    assert len(files(out)) == 8 * 7


@needs_office
def test_a_cluster_makes_pdf(cluster: Any, tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    summary = on(cluster, home, out, pdf=True)
    assert not summary.is_faulty, [words_of(summary, stem) for stem in by(summary, Outcome.FAILED)]
    assert len(files(out, ".pdf")) == 7


def other_version(dask_worker: Any) -> None:
    """As if an older docgen were installed there."""
    vars(crew)["__version__"] = "0.0.1"


def this_version(dask_worker: Any) -> None:
    """As it was."""
    from docgen.model.version import __version__

    vars(crew)["__version__"] = __version__


def test_a_cluster_with_another_docgen_is_refused(cluster: Any, tmp_path: Path) -> None:
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(other_version)
        try:
            with pytest.raises(InputError, match=r"docgen 0\.0\.1, а здесь"):
                on(cluster, region(tmp_path), tmp_path / "out")
        finally:
            client.run(this_version)
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 1.0)
    with pytest.raises(InputError, match="не подключиться"):
        run_batch(Wanted(region(tmp_path), tmp_path / "out", scheduler="tcp://127.0.0.1:9"))


def test_a_cluster_without_workers(tmp_path: Path) -> None:
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(InputError, match="ни одного работника"),
    ):
        on(empty, small(tmp_path), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def dask(*words: str) -> subprocess.Popen[str]:
    """A program of Dask's as an administrator starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", *words], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def test_a_scheduler_that_dies_midway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not made is named, and the next run makes it."""
    monkeypatch.setattr(crew, "PATIENCE", 3.0)
    home, out = tmp_path / "всё", tmp_path / "out"
    for number in range(8):
        region(home / f"комплект{number}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = f"127.0.0.1:{port}"
    started = [dask("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    try:
        worker = (
            "--nworkers",
            "1",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            "--death-timeout",
            "30",
        )
        started.append(dask("distributed.cli.dask_worker", f"tcp://{place}", *worker))
        with distributed.Client(f"tcp://{place}", timeout=60, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)

        def kill(summary: Summary, total: int) -> None:
            if summary.made:
                started[0].kill()

        summary = run_batch(Wanted(home, out, scheduler=f"tcp://{place}"), kill)
    finally:
        for each in started:
            each.kill()
            each.communicate()
    assert any("планировщик" in finding.message.lower() for finding in summary.findings), summary.findings
    named = {job.key for job in summary.left} | {
        key for key, made in summary.made.items() if made.outcome is Outcome.FAILED
    }
    assert named and len(named) == 8 * 7 - len(files(out))
    assert leftovers(out, home) == []
    assert not run(home, out).is_faulty
    assert len(files(out)) == 8 * 7
