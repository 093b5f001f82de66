"""Writing whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.files.whole import write_all, write_whole
from tests.needs import PROJECT


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def refused(path: Path, *, overwrite: bool = True) -> str:
    """The rule that a write is refused by; nothing is left behind by it."""
    before = names(path.parent) if path.parent.is_dir() else []
    with pytest.raises(InputError) as raised:
        write_whole(path, b"new", overwrite=overwrite)
    (finding,) = raised.value.findings
    assert finding.document == str(path)
    assert finding.hint
    if path.parent.is_dir():
        assert names(path.parent) == before
    return finding.rule


def test_a_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "новая" / "папка" / "приказ.docx"
    write_whole(path, b"data", overwrite=False)
    assert path.read_bytes() == b"data"
    assert names(path.parent) == ["приказ.docx"]


def test_an_existing_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "приказ.docx"
    path.write_bytes(b"old")
    assert refused(path, overwrite=False) == "файл-уже-есть"
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["приказ.docx"]


@pytest.mark.parametrize("owner", ["~$риказ.docx", "~$иказ.docx", "~$приказ.docx", ".~lock.приказ.docx#"])
def test_a_file_that_is_open_in_word_is_left_alone(tmp_path: Path, owner: str) -> None:
    path = tmp_path / "приказ.docx"
    path.write_bytes(b"old")
    (tmp_path / owner).write_bytes(b"")
    assert refused(path) == "файл-открыт"
    assert path.read_bytes() == b"old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "настоящий.yaml", tmp_path / "ссылка.yaml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_stay_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "приказ.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new", overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_a_file_for_a_folder_and_a_long_name_are_findings(tmp_path: Path) -> None:
    (tmp_path / "файл").write_bytes(b"")
    assert refused(tmp_path / "") == "файл-не-записан"
    assert refused(tmp_path / "файл" / "приказ.docx") == "файл-не-записан"
    assert refused(tmp_path / ("я" * 300)) == "файл-не-записан"
    assert refused(tmp_path / "а\0б") == "файл-не-записан"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no folder here that nobody may write into")
def test_a_closed_folder_is_a_finding() -> None:
    with pytest.raises(InputError) as raised:
        write_whole(Path("/proc/приказ.docx"), b"new", overwrite=True)
    assert raised.value.findings[0].rule == "файл-не-записан"


def test_a_full_disk_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    pytest.importorskip("resource")
    path = tmp_path / "приказ.yaml"
    path.write_bytes(b"old")
    program = (
        "import pathlib, resource, signal, sys\n"
        "from docgen.errors import InputError\n"
        "from docgen.files.whole import write_all, write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "for write in (lambda: write_whole(path, bytes(5000), overwrite=True),\n"
        "              lambda: write_all({path: b'new', path.with_name('second'): bytes(5000)})):\n"
        "    try:\n"
        "        write()\n"
        "    except InputError as error:\n"
        "        print(error.findings[0].rule)\n"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(path)],
        cwd=PROJECT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["файл-не-записан"] * 2
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["приказ.yaml"]


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, last = tmp_path / "а.yaml", tmp_path / "б.yaml", tmp_path / "в.yaml"
    old.write_bytes(b"old")
    last.write_bytes(b"old")
    write_all({old: b"1", new: b"2"})
    assert (old.read_bytes(), new.read_bytes()) == (b"1", b"2")
    new.unlink()

    moved = Path.replace

    def fail_on_the_last(self: Path, target: Path) -> Path:
        if target == last and self.suffix == ".tmp":
            raise OSError(errno.EIO, "Input/output error")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_the_last)
    with pytest.raises(InputError) as raised:
        write_all({old: b"3", new: b"4", last: b"5"})
    assert raised.value.findings[0].document == str(last)
    assert (old.read_bytes(), last.read_bytes()) == (b"1", b"old")
    assert names(tmp_path) == ["а.yaml", "в.yaml"]


def test_everything_in_the_way_of_many_files_is_named_at_once(tmp_path: Path) -> None:
    files = {tmp_path / name: b"new" for name in ("а", "б", "в")}
    for path in list(files)[:2]:
        path.write_bytes(b"old")
    with pytest.raises(InputError) as raised:
        write_all(files, overwrite=False)
    assert [finding.rule for finding in raised.value.findings] == ["файл-уже-есть"] * 2
    assert names(tmp_path) == ["а", "б"]


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "приказ.docx"
    flush = os.fsync

    def appear(descriptor: int) -> None:
        flush(descriptor)
        path.write_bytes(b"other")

    monkeypatch.setattr(os, "fsync", appear)
    with pytest.raises(InputError) as raised:
        write_whole(path, b"new", overwrite=False)
    assert raised.value.findings[0].rule == "файл-уже-есть"
    assert path.read_bytes() == b"other"
    assert names(tmp_path) == ["приказ.docx"]
