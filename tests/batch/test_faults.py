"""Faults of single documents, disks, programs and workers: the rest is made, the summary names what is not."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from docgen.batch.crew import LOST_WORKER, Processes, _begin
from docgen.batch.making import Batch, Outcome, Task, Work
from docgen.batch.running import LOCK, Summary, Wanted, run_batch
from docgen.batch.shift import results
from docgen.errors import InputError
from docgen.files.lock import lock
from tests.batch.region import by, files, leftovers, outcomes, region, replaced, run, run_anew, words_of
from tests.commands import run_as_program
from tests.needs import PROJECT, needs_office

ALL = {"roadmaps", "clusters", "help", "комиссия", "отчёт", "проверка", "сопровождение"}


def only(summary: Summary, *faulty: str) -> bool:
    """Whether these alone were not made, and all others were."""
    assert summary.is_faulty
    return by(summary, Outcome.FAILED) == set(faulty) and by(summary, Outcome.MADE) == ALL - set(faulty)


def test_a_missing_template(tmp_path: Path) -> None:
    """The office's own one, which is none; every order with a list of schools wants it."""
    home, out = region(tmp_path), tmp_path / "out"
    (home / "шаблоны" / "plans").mkdir(parents=True)
    (home / "шаблоны" / "plans" / "clusters.docx").write_bytes(b"no template at all")
    summary = run(home, out)
    assert only(summary, "clusters", "help", "сопровождение")
    assert "clusters.docx» не открывается как документ Word" in words_of(summary, "help")


@pytest.mark.parametrize("broken", ["заголовок: [", "пункты: {код: п1"])
def test_an_input_that_cannot_be_read_to_its_end(broken: str, tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    with (home / "orders" / "clusters.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{broken}\n")
    assert only(run(home, out), "clusters")


def test_a_binary_input(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    (home / "orders" / "clusters.yaml").write_bytes(b"\x00\xff\x00\xfe" * 400)
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"clusters"}
    assert by(summary, Outcome.MADE) >= ALL - {"clusters"}
    assert "не читается как текст" in words_of(summary, "clusters")


def test_a_faulty_annex_and_a_missing_one(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    replaced(home / "plans" / "roadmap-2.yaml", "срок: ", "срок: когда-нибудь #")
    (home / "annexes" / "форма-отчета.yaml").unlink()
    summary = run(home, out)
    assert only(summary, "roadmaps", "отчёт")
    assert "форма-отчета.yaml" in words_of(summary, "отчёт")


def test_two_documents_with_one_name(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    shutil.copy(home / "orders" / "проверка.yaml", home / "orders" / "ПРОВЕРКА-2.yaml")
    replaced(home / "orders" / "ПРОВЕРКА-2.yaml", "код: ", "код: другая-")
    summary = run(home, out)
    assert only(summary, "проверка", "ПРОВЕРКА-2")
    assert "ПРОВЕРКА-2.yaml" in words_of(summary, "проверка")


def test_two_drafts_with_one_name_are_told_apart(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    (home / "ещё").mkdir()
    text = (home / "orders" / "clusters.yaml").read_text(encoding="utf-8").replace("код: кластеры", "код: кластеры-2")
    (home / "ещё" / "Clusters.yaml").write_text(text, encoding="utf-8")
    run(home, out)
    assert {"clusters (orders).docx", "Clusters (ещё).docx"} <= set(files(out))


def test_an_output_that_word_holds_open(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    (out / "~$admaps.docx").write_bytes(b"somebody")
    replaced(home / "plans" / "roadmap-2.yaml", "срок: ", "срок: до 21.12.2026 #")
    before = (out / "roadmaps.docx").read_bytes()
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"roadmaps"}
    assert "открыт" in words_of(summary, "roadmaps")
    assert (out / "roadmaps.docx").read_bytes() == before
    (out / "~$admaps.docx").unlink()
    assert by(run(home, out), Outcome.MADE) == {"roadmaps"}


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the larger documents do not fit."""
    pytest.importorskip("resource")
    home, out = region(tmp_path), tmp_path / "out"
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (24_000, resource.RLIM_INFINITY))\n"
        "from docgen.cli.main import main\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main())\n"
    )
    (tmp_path / "limited.py").write_text(program)
    command = [sys.executable, str(tmp_path / "limited.py"), "batch", str(home), "-o", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "на диске нет места" in ran.stderr
    assert "roadmaps.docx" in ran.stderr
    made = files(out)
    assert made and "roadmaps.docx" not in made
    assert leftovers(out, home) == []
    assert by(run(home, out), Outcome.FAILED) == set()
    assert len(files(out)) == len(ALL)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    home = region(tmp_path)
    (tmp_path / "файл").write_text("")
    with pytest.raises(InputError, match="Папку"):
        run(home, tmp_path / "файл" / "out")
    with pytest.raises(InputError, match="Папку"):
        run(home, Path("/proc/docgen-out"))
    ran = run_as_program("batch", str(home), "-o", "файл/out", folder=tmp_path)
    assert ran.code == 1
    assert "Traceback" not in ran.err


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be read only, even by the one whom no right stops."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights of folders are tried on POSIX systems")
    folder = tmp_path / "закрыто"
    folder.mkdir()
    for parent in tmp_path.parents:
        with contextlib.suppress(PermissionError):
            parent.chmod(parent.stat().st_mode | 0o055)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_read_only_folder(closed: Path) -> None:
    with pytest.raises(InputError, match=r"не завести|нельзя занять"):
        run_batch(Wanted(PROJECT / "examples" / "region", closed / "out", jobs=1))


def test_another_batch_in_the_same_folder(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    out.mkdir()
    with lock(out, name=LOCK), pytest.raises(InputError, match="занят"):
        run(home, out)


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    home, out = tmp_path / "всё", tmp_path / "out"
    for number in range(6):
        region(home / f"комплект{number}")
    killed: list[int | None] = []

    def kill_one(summary: Summary, total: int) -> None:
        if not killed and summary.made and (children := multiprocessing.active_children()):
            children[0].kill()
            killed.append(children[0].pid)

    summary = run_batch(Wanted(home, out, jobs=2), kill_one)
    assert killed
    assert not summary.is_faulty
    assert set(outcomes(summary).values()) == {Outcome.MADE}
    assert len(summary.made) == 6 * 7
    assert len(files(out)) == 6 * 7
    assert leftovers(out, home) == []


class Mortal(Processes):
    """Workers that die when they put a file of a certain name in its place."""

    def __init__(self, size: int, deadly: str) -> None:
        super().__init__(size)
        self.deadly = deadly

    def hire(self) -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.size, mp_context=context, initializer=dying_at, initargs=(self.deadly,))


def dying_at(deadly: str) -> None:
    """From now on this process dies when it puts a file of that name in its place."""
    _begin()
    sys.addaudithook(lambda event, words: os._exit(9) if event == "os.rename" and deadly in str(words[1]) else None)


def test_a_document_that_kills_its_worker_is_named_and_the_rest_is_made(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    names = sorted(path.name for path in (home / "orders").glob("*.yaml"))
    works = [Work(name, f"orders/{name}", name.removesuffix(".yaml"), name) for name in names]
    tasks = [Task((Batch(str(home), "region", tuple(works[at : at + 3])),), str(out)) for at in range(0, len(works), 3)]
    made = {each.key: each for result in results(Mortal(2, "комиссия.docx"), tasks) for each in result.made}
    assert set(made) == set(names)
    assert [key for key, each in made.items() if each.outcome is not Outcome.MADE] == ["комиссия.yaml"]
    assert made["комиссия.yaml"].findings[0].rule == LOST_WORKER.name
    assert len(files(out)) == len(names) - 1


def wicked(folder: Path, what: str) -> Path:
    """A LibreOffice that does ``what`` at the document with one word in it, and works otherwise."""
    real = shutil.which("soffice") or shutil.which("libreoffice")
    path = folder / "soffice"
    path.write_text(
        f"""#!{sys.executable}
import os, sys, time, zipfile
from urllib.parse import unquote, urlsplit
names = [word for word in sys.argv[1:] if word.endswith(".docx")]
def is_wicked(name):
    with zipfile.ZipFile(name) as archive:
        return "Дальневская".encode() in archive.read("word/document.xml")
bad = [name for name in names if is_wicked(name)]
if bad:
    good = names[: names.index(bad[0])]
    rest = [word for word in sys.argv[1:] if word not in names]
    if good:
        os.spawnv(os.P_WAIT, {real!r}, [{real!r}, *rest, *good])
    {what}
os.execv({real!r}, [{real!r}, *sys.argv[1:]])
"""
    )
    path.chmod(0o755)
    return path


@needs_office
@pytest.mark.parametrize(
    ("what", "said"),
    [("time.sleep(600)", "не уложился"), ("os.kill(os.getpid(), 11)", "LibreOffice"), ("sys.exit(0)", "LibreOffice")],
)
def test_libreoffice_hangs_or_crashes_on_one_file(
    what: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    for name in ALL - {"clusters", "help", "проверка"}:
        (home / "orders" / f"{name}.yaml").unlink()
    replaced(home / "orders" / "clusters.yaml", "    документ: дорожные-карты", "    документ: помощь")
    replaced(home / "orders" / "clusters.yaml", "город: г. Заречск", "город: ст. Дальневская")
    monkeypatch.setenv("DOCGEN_SOFFICE", str(wicked(tmp_path, what)))
    summary = run_anew(home, out, pdf=True, seconds=15)
    assert by(summary, Outcome.HALF) == {"clusters"}, [words_of(summary, name) for name in by(summary, Outcome.HALF)]
    assert by(summary, Outcome.MADE) >= {"help", "проверка"}
    assert said in words_of(summary, "clusters")
    assert set(files(out, ".pdf")) == {name.replace(".docx", ".pdf") for name in files(out)} - {"clusters.pdf"}
    assert "clusters.docx" in files(out)
    assert leftovers(out, home) == []
    monkeypatch.delenv("DOCGEN_SOFFICE")
    assert by(run_anew(home, out, pdf=True), Outcome.MADE) == {"clusters"}


def test_no_libreoffice_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    monkeypatch.setenv("DOCGEN_SOFFICE", str(tmp_path / "нет"))
    summary = run_anew(home, out, pdf=True)
    assert summary.is_faulty
    assert len(files(out)) == len(ALL)
    assert "DOCGEN_SOFFICE" in words_of(summary, "help")
