"""What befalls machines: journals, disks, signals, workers, files that change while they are read."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from docgen.batch.crew import LOST_WORKER, Processes
from docgen.batch.making import Batch, Outcome, Task, Work
from docgen.batch.running import Wanted, run_batch
from docgen.batch.shift import results
from docgen.batch.storing import RECORDS
from docgen.files.lock import lock
from tests.batch.region import by, files, leftovers, region, replaced, run, small, words_of
from tests.commands import run_as_program
from tests.needs import PROJECT

posix_only = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """A signed order and a draft, made; the workspace and the output folder."""
    home, out = small(tmp_path), tmp_path / "out"
    assert by(run(home, out), Outcome.MADE) == {"clusters", "help"}
    return home, out


def test_a_journal_with_torn_and_foreign_lines_is_read_as_far_as_it_makes_sense(made: tuple[Path, Path]) -> None:
    home, out = made
    journal = out / ".docgen" / "batch.jsonl"
    line = journal.read_text(encoding="utf-8").splitlines()[0]
    rubbish = ["[]", "null", "{}", '{"key": 5}', line[:80], '{"key": "\\ud800", "own": [], "cited": {}}', "[" * 5000]
    with journal.open("a", encoding="utf-8") as file:
        file.write("\n".join(rubbish))
    assert by(run(home, out), Outcome.MADE) == set()
    replaced(home / "plans" / "cluster-risk.yaml", "название: >-\n", "название: >-\n  Иначе\n")
    assert by(run(home, out), Outcome.MADE) == {"clusters"}
    assert len(journal.read_text(encoding="utf-8").splitlines()) == 2


def test_a_journal_of_a_newer_docgen_is_understood(made: tuple[Path, Path]) -> None:
    home, out = made
    journal = out / ".docgen" / "batch.jsonl"
    records = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps({**record, "новое": {"поле": 1}}, ensure_ascii=False) + "\n" for record in records)
    journal.write_text(text, encoding="utf-8")
    assert by(run(home, out), Outcome.MADE) == set()


def test_a_journal_that_cannot_be_written_stops_nothing(made: tuple[Path, Path]) -> None:
    """A folder in its place: not even root writes there."""
    home, out = made
    (out / ".docgen" / "batch.jsonl").unlink()
    (out / ".docgen" / "batch.jsonl").mkdir()
    (out / "clusters.docx").unlink()
    ran = run_as_program("batch", str(home), "-o", str(out), folder=out.parent)
    assert ran.code == 1
    assert "batch.jsonl» не записан" in ran.err and "Traceback" not in ran.err
    assert "Сделано: 1" in ran.out
    assert len(files(out)) == 2 and leftovers(out, home) == []


def test_a_report_that_cannot_be_written_silences_nothing(made: tuple[Path, Path]) -> None:
    home, out = made
    (out / ".docgen" / "tmp-report").write_text("")
    ran = run_as_program("batch", str(home), "-o", str(out), "--fresh", folder=out.parent)
    assert ran.code == 1
    assert "Сделано: 2" in ran.out and "отчёт не записан" in ran.out
    assert "отчёт.md" in ran.err and "Traceback" not in ran.err


class Here(Executor):
    """A worker in this process, after each of whose tasks something happens."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self.happens = happens

    def submit(self, what: Callable[..., Any], /, *words: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(what(*words, **options))
        self.happens()
        return future


class Alone(Processes):
    """A crew of one, in this process."""

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__(1)
        self.happens = happens

    def hire(self) -> Executor:
        return Here(self.happens)

    def dismiss(self, executor: Executor) -> None:
        """It has nothing to end."""


CITED, OWN, SHARED = "orders/help.yaml", "orders/clusters.yaml", "справочники/лица.yaml"


@pytest.mark.parametrize(("file", "old"), [(OWN, "город: "), (SHARED, "фамилия: Лады"), (CITED, "номер: 212")])
def test_a_file_changed_while_its_document_is_made_is_seen_by_the_next_run(file: str, old: str, tmp_path: Path) -> None:
    home, out = small(tmp_path), tmp_path / "out"
    replaced(home / CITED, "состояние: зарегистрирован", "состояние: проект")
    run_batch(Wanted(home, out), crew=Alone(lambda: replaced(home / file, old, f"{old}7")))
    assert "clusters" in by(run(home, out), Outcome.MADE)
    run(home, tmp_path / "again")
    assert files(tmp_path / "again")["clusters.docx"] == files(out)["clusters.docx"]


def test_another_batch_of_the_same_workspace_takes_nothing_away(made: tuple[Path, Path], tmp_path: Path) -> None:
    """It ends while this one has its files in the folder for a moment; only what nobody holds is cleared."""
    home, _ = made
    (home / RECORDS).mkdir()
    (home / RECORDS / "left.tmp").write_text("by a killed one")
    busy = tmp_path / "busy"
    with lock(home):
        asked = subprocess.Popen(
            [sys.executable, "-m", "docgen", "batch", str(home), "-o", str(busy)], cwd=PROJECT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(1.5)
        assert (home / RECORDS / "left.tmp").is_file()
    assert asked.wait(60) == 0
    assert leftovers(home, busy) == []


@posix_only
@pytest.mark.parametrize("signals", [(signal.SIGTERM,), (signal.SIGINT, signal.SIGINT, signal.SIGTERM)])
def test_a_batch_that_is_asked_to_end_ends_in_order(signals: tuple[signal.Signals, ...], tmp_path: Path) -> None:
    home, out = tmp_path / "много", tmp_path / "out"
    for number in range(12):
        region(home / f"комплект{number}")
    asked = subprocess.Popen(
        [sys.executable, "-m", "docgen", "batch", str(home), "-o", str(out)],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not files(out) and time.monotonic() < until:
        time.sleep(0.02)
    for each in signals:
        os.killpg(asked.pid, each) if each == signal.SIGINT else asked.send_signal(each)
        time.sleep(0.01)
    said, errors = asked.communicate(timeout=60)
    assert asked.returncode == 130
    assert errors.decode() == ""
    assert "Прервано. Осталось документов" in said.decode()
    assert leftovers(out, home) == []
    page = (out / "отчёт.md").read_text(encoding="utf-8")
    assert "## Осталось сделать" in page


@posix_only
def test_ctrl_c_at_the_very_beginning_is_no_traceback(tmp_path: Path) -> None:
    home = tmp_path / "много"
    for number in range(6):
        region(home / f"комплект{number}")
    for number in range(4):
        asked = subprocess.Popen(
            [sys.executable, "-m", "docgen", "batch", str(home), "-o", str(tmp_path / f"out{number}")],
            cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        time.sleep(0.35 + 0.25 * number)
        os.killpg(asked.pid, signal.SIGINT)
        _, errors = asked.communicate(timeout=60)
        if asked.returncode != -signal.SIGINT:  # Python itself was not up yet
            assert "run_batch" not in errors.decode() and "multiprocessing" not in errors.decode()


def works_of(home: Path) -> list[Task]:
    names = sorted(path.name for path in (home / "orders").glob("*.yaml"))
    return [Task((Batch(str(home), "region", (Work(n, f"orders/{n}", n, n),)),), str(home / "out")) for n in names]


class Stillborn(Processes):
    """Workers that die before they can do anything."""

    hired = 0

    def hire(self) -> Executor:
        self.hired += 1
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=os._exit, initargs=(3,))


def test_workers_that_never_live_are_given_up_soon(tmp_path: Path) -> None:
    tasks, crew = works_of(region(tmp_path)) * 20, Stillborn(1)
    found = [made for result in results(crew, tasks) for made in result.made]
    assert len(found) == len(tasks)
    assert {made.outcome for made in found} == {Outcome.FAILED}
    assert crew.hired < 15


class Refused(Executor):
    """The system starts no more processes."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise BlockingIOError(11, "Resource temporarily unavailable")


class Unwanted(Alone):
    """A crew that cannot be had."""

    def hire(self) -> Executor:
        return Refused()


def test_a_system_that_starts_no_process_is_told(tmp_path: Path) -> None:
    home, out = small(tmp_path), tmp_path / "out"
    summary = run_batch(Wanted(home, out), crew=Unwanted(lambda: None))
    assert summary.is_faulty
    assert [finding.rule for finding in summary.findings] == [LOST_WORKER.name]
    assert "--jobs 1" in summary.findings[0].hint
    assert len(summary.left) == 2
    assert leftovers(out, home) == []


@pytest.mark.parametrize("jobs", [1, 3, 100])
def test_the_files_are_the_same_whoever_makes_them(jobs: int, made: tuple[Path, Path], tmp_path: Path) -> None:
    home, out = made
    again = tmp_path / "again"
    shutil.rmtree(home / ".docgen")
    assert not run_batch(Wanted(home, again, jobs=jobs)).is_faulty
    assert files(again) == files(out)


@pytest.mark.parametrize("jobs", [1, 6])
def test_two_documents_with_one_id_are_no_matter_of_chance(jobs: int, tmp_path: Path) -> None:
    """Which of them is cited would depend on who is read first; the first by name keeps the id, as the check has it."""
    home, out = small(tmp_path), tmp_path / "out"
    replaced(home / "orders" / "help.yaml", "состояние: зарегистрирован", "состояние: проект")
    text = (home / "orders" / "help.yaml").read_text(encoding="utf-8")
    (home / "orders" / "ещё.yaml").write_text(text.replace("212-ОД", "999-ОД"), encoding="utf-8")
    text = (home / "orders" / "clusters.yaml").read_text(encoding="utf-8")
    for number in range(3):
        path = home / "orders" / f"я{number}.yaml"
        path.write_text(text.replace("код: кластеры", f"код: к{number}"), encoding="utf-8")
    summary = run_batch(Wanted(home, out, jobs=jobs))
    assert by(summary, Outcome.FAILED) == {"ещё"}
    assert "уже занят" in words_of(summary, "ещё") and "help.yaml" in words_of(summary, "ещё")
    assert len({files(out)[f"я{number}.docx"] for number in range(3)}) == 1


def test_wrong_numbers_of_workers_are_refused(tmp_path: Path) -> None:
    ran = run_as_program("batch", str(tmp_path), "-o", "out", "--jobs", "-1", folder=tmp_path)
    assert ran.code == 2 and "--jobs" in ran.err
    assert "Traceback" not in run_as_program("batch", ".", "-o", "out", "--jobs", "два", folder=tmp_path).err


def test_a_link_to_another_disk_takes_files(made: tuple[Path, Path], tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk here")
    home, _ = made
    whole, out = tmp_path / "всё", tmp_path / "там"
    shutil.move(home, whole / "комплект")
    there = shared / f"docgen-{os.getpid()}"
    there.mkdir()
    try:
        out.mkdir()
        (out / "комплект").symlink_to(there, target_is_directory=True)
        summary = run(whole, out)
        assert not summary.is_faulty, words_of(summary, "help")
        assert len(list(there.iterdir())) == 2
    finally:
        shutil.rmtree(there)
