"""Many files through one process: results in order, a bad file stops only itself, nothing is left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import OfficeError
from docgen.findings import Finding
from docgen.office.converting import Converted, convert_many
from docgen.office.running import RUNNING, end_all, end_orphans
from tests.needs import PROJECT, needs_office
from tests.office.stand_in import Office, office, program, running
from tests.ooxml.specimen import document, paragraph

__all__ = ["office"]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


def words(results: Sequence[Converted]) -> list[str]:
    """What each file became, or the rule it fell to."""
    return [each.decode() if isinstance(each, bytes) else finding(each).rule for each in results]


def finding(fault: Converted) -> Finding:
    assert isinstance(fault, OfficeError)
    (found,) = fault.findings
    return found


class TestInOrder:
    def test_all_files_go_through_one_process_and_come_back_in_order(self, office: Office) -> None:
        assert words(convert_many([b"one", b"two", b"three"])) == ["one", "two", "three"]
        assert office.calls == [["0.docx", "1.docx", "2.docx"]]
        assert office.left == []

    def test_nothing_to_do_starts_nothing(self, office: Office) -> None:
        assert convert_many([]) == []
        assert office.calls == []

    def test_each_form_has_its_own_process_because_a_filter_holds_for_all_files_of_one(
        self, office: Office, tmp_path: Path
    ) -> None:
        old, new = tmp_path / "старый.doc", tmp_path / "новый.DOCX"
        old.write_bytes(b"old")
        new.write_bytes(b"new")
        assert words(convert_many([old, new, b"bytes"])) == ["old", "new", "bytes"]
        assert office.calls == [["0.doc"], ["1.docx", "2.docx"]]

    def test_very_many_files_are_spread_over_several_processes(self, office: Office) -> None:
        assert words(convert_many([f"{n}".encode() for n in range(250)])) == [f"{n}" for n in range(250)]
        assert [len(names) for names in office.calls] == [200, 50]

    def test_homes_are_made_where_the_caller_says_even_deep_down(self, office: Office, tmp_path: Path) -> None:
        folder = tmp_path / "очень длинное имя папки" / "и ещё одна"
        office.install(f'pwd > "{tmp_path}/where"')
        seen = words(convert_many([b"one"], folder=folder))
        assert seen == ["one"]
        assert str(folder.resolve()) in (tmp_path / "where").read_text()
        assert list(folder.iterdir()) == []


class TestBadFiles:
    def test_a_file_that_hangs_is_ended_and_the_rest_is_made(self, office: Office) -> None:
        results = convert_many([b"one", b"hang", b"three"], seconds=0.6)
        assert words(results) == ["one", "libreoffice-не-успел", "three"]
        assert "0.6 с" in finding(results[1]).message
        assert office.calls == [["0.docx", "1.docx", "2.docx"], ["2.docx"], ["1.docx"]]
        assert office.left == []

    def test_the_limit_is_for_one_file_not_for_all(self, office: Office) -> None:
        assert words(convert_many([b"slow"] * 5, seconds=1.2)) == ["slow"] * 5
        assert len(office.calls) == 1

    def test_a_file_that_crashes_it_is_blamed_with_the_code(self, office: Office) -> None:
        results = convert_many([b"one", b"crash", b"three", b"four"])
        assert words(results) == ["one", "libreoffice-не-справился", "three", "four"]
        assert "завершился с кодом" in finding(results[1]).message
        assert office.calls == [["0.docx", "1.docx", "2.docx", "3.docx"], ["2.docx", "3.docx"], ["1.docx"]]

    def test_a_file_that_fails_in_company_only_is_not_blamed(self, office: Office) -> None:
        assert words(convert_many([b"one", b"company", b"three"])) == ["one", "company", "three"]

    def test_a_file_without_a_result_does_not_stop_the_others(self, office: Office) -> None:
        results = convert_many([b"nothing", b"two", b"nothing", b"four"])
        assert words(results) == ["libreoffice-не-справился", "two", "libreoffice-не-справился", "four"]
        assert office.calls == [["0.docx", "1.docx", "2.docx", "3.docx"], ["0.docx"], ["2.docx"]]

    def test_several_bad_files_side_by_side_do_not_take_good_ones_with_them(self, office: Office) -> None:
        results = convert_many([b"crash", b"hang", b"nothing", b"crash", b"good"], seconds=0.6)
        assert words(results) == [
            *("libreoffice-не-справился", "libreoffice-не-успел", "libreoffice-не-справился"),
            *("libreoffice-не-справился", "good"),
        ]
        assert office.left == []

    def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_made(self, office: Office, tmp_path: Path) -> None:
        results = convert_many([tmp_path / "нет.docx", b"two", b""])
        assert words(results) == ["libreoffice-не-справился", "two", "libreoffice-не-справился"]
        assert finding(results[0]).document == "нет.docx"
        assert "файла нет" in finding(results[0]).message
        assert finding(results[2]).message.startswith("Файл пуст")

    def test_a_crash_at_the_very_end_costs_nothing(self, office: Office) -> None:
        office.install("kill -SEGV $$")
        assert words(convert_many([b"one", b"two"])) == ["one", "two"]
        assert len(office.calls) == 1

    def test_a_process_that_does_not_end_after_its_last_file_is_ended(self, office: Office) -> None:
        office.install("sleep 600")
        assert words(convert_many([b"one", b"two"], seconds=0.6)) == ["one", "two"]
        assert len(office.calls) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.sampled_from(["good", "crash", "nothing", "company"]), min_size=2, max_size=7))
def test_what_becomes_of_a_file_depends_on_that_file_alone(office: Office, files: list[str]) -> None:
    results = convert_many([f"{name} {number}".encode() for number, name in enumerate(files)])
    bad = {"crash": "libreoffice-не-справился", "nothing": "libreoffice-не-справился"}
    assert words(results) == [bad.get(name, f"{name} {number}") for number, name in enumerate(files)]
    assert office.left == []


class TestBadOffices:
    def test_an_office_that_fails_at_everything_is_found_out_and_no_file_blamed(
        self, office: Office, tmp_path: Path
    ) -> None:
        program(tmp_path, f'echo called >> "{tmp_path}/calls"; exit 3')
        results = convert_many([b"one"] * 30)
        assert set(words(results)) == {"libreoffice-не-справился"}
        assert "даже пустую страницу" in finding(results[0]).message
        assert "docgen doctor" in finding(results[0]).hint
        assert len((tmp_path / "calls").read_text().splitlines()) == 2
        assert office.left == []

    def test_a_missing_office_is_said_of_every_file(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / "soffice").unlink()
        path = tmp_path / "приказ.docx"
        path.write_bytes(b"one")
        results = convert_many([path, b"two"])
        assert words(results) == ["нет-libreoffice"] * 2
        assert finding(results[0]).document == "приказ.docx"

    def test_a_program_that_does_not_start_is_said_of_every_file(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / "soffice").write_text("не программа")
        assert words(convert_many([b"one", b"two"])) == ["нет-libreoffice"] * 2
        assert office.left == []

    def test_a_full_disk_is_not_blamed_on_the_files(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program(tmp_path, 'echo "Error: source file could not be loaded" >&2')
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 300_000))  # type: ignore[attr-defined]
        results = convert_many([b"one", b"two"])
        assert "на диске нет места" in finding(results[1]).message
        assert "Освободите место" in finding(results[1]).hint

    @pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
    def test_a_place_where_no_home_can_be_made_is_said_of_every_file(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / "занято").write_text("файл, не папка")
        results = convert_many([b"one", b"two"], folder=tmp_path / "занято")
        assert words(results) == ["libreoffice-не-справился"] * 2
        assert f"«{tmp_path / 'занято'}»" in finding(results[0]).message


class TestEnding:
    def test_conversions_run_in_parallel_and_each_gets_its_own(self, office: Office) -> None:
        with ThreadPoolExecutor(4) as pool:
            made = pool.map(lambda n: words(convert_many([f"{n}a".encode(), b"crash", f"{n}b".encode()])), range(4))
            assert list(made) == [[f"{n}a", "libreoffice-не-справился", f"{n}b"] for n in range(4)]
        assert office.left == []

    def test_all_that_runs_can_be_ended_from_another_thread(self, office: Office) -> None:
        results: list[Converted] = []
        thread = threading.Thread(target=lambda: results.extend(convert_many([b"one", b"hang", b"three"])))
        thread.start()
        until = time.monotonic() + 10
        while not office.calls and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.2)
        end_all()
        thread.join(5)
        assert not thread.is_alive()
        assert words(results) == ["libreoffice-не-справился"] * 3
        assert "Работа прервана" in finding(results[1]).message
        assert office.left == []
        assert not RUNNING

    def test_after_an_end_new_conversions_work(self, office: Office) -> None:
        end_all()
        assert words(convert_many([b"one"])) == ["one"]

    def test_an_interrupted_conversion_leaves_nothing(self, office: Office, tmp_path: Path) -> None:
        note = tmp_path / "child"
        program(tmp_path, f'sleep 600 & echo $! > "{note}"; kill -INT {os.getpid()}; wait')
        for _ in range(10):  # at its first breath and later: it is a race that must not be lost
            with pytest.raises(KeyboardInterrupt):
                convert_many([b"one", b"two"])
            assert not running(int(note.read_text()))
            assert office.left == []
            assert not RUNNING
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    @on_linux
    def test_what_a_killed_program_left_running_is_ended_by_its_folder(self, office: Office, tmp_path: Path) -> None:
        note, folder = tmp_path / "child", tmp_path / "домики"
        program(tmp_path, f'echo $$ > "{note}"; sleep 600 & wait')
        script = (
            "from pathlib import Path; from docgen.office.converting import convert_many; "
            f"convert_many([b'x'], folder=Path({str(folder)!r}))"
        )
        batch = subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT)
        until = time.monotonic() + 20
        while not (note.exists() and note.read_text().strip()) and time.monotonic() < until:
            time.sleep(0.05)
        batch.kill()
        batch.wait()
        left = int(note.read_text())
        assert running(left)
        assert len(list(folder.iterdir())) == 1
        other = tmp_path / "другие"
        other.mkdir()
        end_orphans(other)
        assert running(left)
        end_orphans(folder)
        until = time.monotonic() + 5
        while running(left) and time.monotonic() < until:
            time.sleep(0.02)
        assert not running(left)
        assert list(folder.iterdir()) == []

    def test_a_folder_that_is_not_there_has_no_orphans(self, tmp_path: Path) -> None:
        end_orphans(tmp_path / "нет")
        assert not (tmp_path / "нет").exists()


@pytest.mark.office
@needs_office
class TestLibreOffice:
    def test_a_broken_file_among_good_ones_is_the_only_one_that_fails(self, tmp_path: Path) -> None:
        good = document(paragraph("Приказываю"))
        results = convert_many([good, good[:-60], good], folder=tmp_path)
        assert [isinstance(each, bytes) and each.startswith(b"%PDF-") for each in results] == [True, False, True]
        assert finding(results[1]).rule == "libreoffice-не-справился"
        assert list(tmp_path.iterdir()) == []

    def test_parallel_conversions_do_not_meet(self) -> None:
        letters = [document(paragraph(f"Приказ № {n}")) for n in range(6)]
        with ThreadPoolExecutor(2) as pool:
            halves = pool.map(lambda part: convert_many(part, "txt"), (letters[:3], letters[3:]))
            made = [each for half in halves for each in half]
        assert [each.decode("utf-8-sig").strip() for each in made if isinstance(each, bytes)] == [
            f"Приказ № {n}" for n in range(6)
        ]

    @on_linux
    def test_one_left_by_a_killed_program_is_found_and_ended(self, tmp_path: Path) -> None:
        long, folder = tmp_path / "long.docx", tmp_path / "очень длинное имя" / "домики"
        long.write_bytes(LONG)
        script = (
            "from pathlib import Path; from docgen.office.converting import convert_many; "
            f"convert_many([Path({str(long)!r})], folder=Path({str(folder)!r}))"
        )
        batch = subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT)
        socket = socket_in(folder)
        batch.kill()
        batch.wait()
        assert working_in(folder)
        end_orphans(folder)
        until = time.monotonic() + 5
        while working_in(folder) and time.monotonic() < until:
            time.sleep(0.02)
        assert working_in(folder) == []
        assert list(folder.iterdir()) == []
        assert not socket.exists()

    @on_linux
    def test_when_it_is_ended_its_socket_goes_too(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(1) as pool:
            late = pool.submit(convert_many, [LONG], seconds=4, folder=tmp_path)
            socket = socket_in(tmp_path)
        assert finding(late.result()[0]).rule == "libreoffice-не-успел"
        assert not socket.exists()
        assert list(tmp_path.iterdir()) == []


LONG = document(paragraph("Слово " * 500) * 2000)
"""What LibreOffice works at for many seconds."""


def working_in(folder: Path) -> list[Path]:
    """The LibreOffice processes whose profile lies in the folder."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if folder.resolve().as_uri() in (said := line.read_text(errors="replace")) and "soffice.bin" in said:
                found.append(line.parent)
    return found


def socket_in(folder: Path) -> Path:
    """The socket at which a LibreOffice with its profile in the folder listens, once it does."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for process in working_in(folder):
            with contextlib.suppress(OSError):
                held = {str(each.readlink()) for each in (process / "fd").iterdir()}
                for line in Path("/proc/net/unix").read_text().splitlines():
                    number, _, path = line.partition("/")
                    if "OSL_PIPE" in path and f"socket:[{number.split()[-1]}]" in held:
                        return Path("/") / path
        time.sleep(0.02)
    raise AssertionError("no LibreOffice was started")
