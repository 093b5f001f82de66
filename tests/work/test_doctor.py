"""The doctor: each lack weighs what it should and comes with the command of this very system."""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from docgen.office.fonts import Fonts
from docgen.work import doctor_mending as mending
from docgen.work.doctor import EXTRAS, Check, Standing, examine, letters, needed, space, writing
from docgen.work.doctor_mending import Family, Machine, machine
from docgen.work.doctor_office import font_checks, office_checks
from docgen.work.doctor_report import is_ready, table
from tests.needs import PROJECT
from tests.office.stand_in import program

DEBIAN = Machine(Family.DEBIAN, "Debian")
ASTRA = {"ID": "astra", "ID_LIKE": "debian", "PRETTY_NAME": "Astra Linux 1.8"}
COPY = 'for last; do :; done; while [ "$1" != --outdir ]; do shift; done; cp "$last" "$2/${last%.*}.'


def named(checks: Sequence[Check] | Iterator[Check], name: str) -> Check:
    (found,) = [check for check in checks if check.name == name]
    return found


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "образец.docx"
    path.write_bytes(b"word")
    return path


class TestMachines:
    @pytest.mark.parametrize(
        ("release", "command"),
        [
            ({"ID": "debian"}, "sudo apt update && sudo apt install libreoffice-writer"),
            ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt update && sudo apt install libreoffice-writer"),
            (ASTRA, "sudo apt update && sudo apt install libreoffice-writer"),
            ({"ID": "altlinux"}, "sudo apt-get update && sudo apt-get install LibreOffice-still"),
            ({"ID": "redos", "ID_LIKE": "rhel fedora"}, "sudo dnf install libreoffice-writer"),
            ({"ID": "неведомый"}, "поставьте LibreOffice с сайта"),
            ({}, "поставьте LibreOffice с сайта"),
        ],
    )
    def test_each_linux_installs_in_its_own_way(self, release: dict[str, str], command: str) -> None:
        assert mending.program("libreoffice", machine("linux", release).family).startswith(command)

    def test_windows_and_macos_are_known(self) -> None:
        assert mending.program("libreoffice", machine("win32", {}).family).startswith("winget install")
        assert mending.program("libreoffice", machine("darwin", {}).family).startswith("brew install")

    @pytest.mark.parametrize("family", Family)
    @pytest.mark.parametrize("what", ["libreoffice", "calc", "fonts", "java"])
    def test_nothing_is_without_an_answer_anywhere(self, what: str, family: Family) -> None:
        assert mending.program(what, family)
        assert mending.verapdf(family)
        assert mending.astra_font(family)

    def test_the_system_is_called_as_it_calls_itself(self) -> None:
        assert machine("linux", ASTRA).name == "Astra Linux 1.8"

    def test_a_path_with_blanks_is_quoted_in_a_command(self, tmp_path: Path) -> None:
        assert f'"{tmp_path}/мои документы"' in mending.rights(tmp_path / "мои документы", Family.DEBIAN)


class TestOffice:
    def test_without_libreoffice_there_is_no_pdf_but_word_remains(
        self, sample: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
        checks = list(office_checks(DEBIAN, sample))
        found = named(checks, "LibreOffice")
        assert found.standing is Standing.LACKING
        assert "«/нет/soffice»" in found.found
        assert "документы Word печатаются" in found.without
        assert found.mend.startswith("sudo apt update && sudo apt install libreoffice-writer")
        assert is_ready(checks)

    def test_one_that_is_there_and_converts_is_said_with_its_version(
        self, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        says = '[ "$1" = --version ] && echo "LibreOffice 24.2.7.2 420" && exit\n'
        made = program(tmp_path, f'{says}case "$*" in *csv*) to=xlsx ;; *) to=pdf ;; esac; {COPY}$to"')
        monkeypatch.setenv("DOCGEN_SOFFICE", str(made))
        checks = list(office_checks(DEBIAN, sample))
        assert named(checks, "LibreOffice").found == f"24.2.7.2, {made}"
        assert named(checks, "Пробный PDF").standing is Standing.THERE
        assert named(checks, "LibreOffice Calc").standing is Standing.THERE

    def test_one_that_is_there_and_does_not_convert_is_found_out(
        self, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, "echo библиотека не найдена >&2; exit 127")))
        found = named(office_checks(DEBIAN, sample), "Пробный PDF")
        assert found.standing is Standing.LACKING
        assert "«библиотека не найдена»" in found.found

    def test_writer_without_calc_is_enough_for_documents(
        self, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, f'case "$*" in *csv*) ;; *) {COPY}pdf" ;; esac')))
        found = named(office_checks(DEBIAN, sample), "LibreOffice Calc")
        assert found.standing is Standing.OPTIONAL
        assert found.mend.endswith("install libreoffice-calc")

    def test_a_very_old_one_is_named(self, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, "echo LibreOffice 6.4.7.2")))
        assert named(office_checks(DEBIAN, sample), "LibreOffice").standing is Standing.LACKING

    @pytest.mark.parametrize(
        ("script", "standing", "said"),
        [
            ("echo veraPDF 1.26.1", Standing.THERE, "veraPDF 1.26.1"),
            ("exit 127", Standing.OPTIONAL, "не запускается"),
        ],
    )
    def test_verapdf_is_asked_whether_it_runs(
        self, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, standing: Standing, said: str
    ) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
        monkeypatch.setenv("DOCGEN_VERAPDF", str(program(tmp_path, script)))
        found = named(office_checks(DEBIAN, sample), "veraPDF")
        assert found.standing is standing
        assert said in found.found


class TestFonts:
    def test_times_itself_is_best(self) -> None:
        found = named(font_checks(Fonts(("Times New Roman",), "Times New Roman"), Family.WINDOWS), "Times New Roman")
        assert (found.standing, found.found) == (Standing.THERE, "установлен")

    def test_a_font_of_the_same_width_will_do(self) -> None:
        found = named(font_checks(Fonts(("Liberation Serif",), "Liberation Serif"), Family.DEBIAN), "Times New Roman")
        assert found.standing is Standing.THERE
        assert "Liberation Serif" in found.found

    def test_what_fontconfig_does_not_know_docgen_tells_libreoffice(self) -> None:
        checks = list(font_checks(Fonts(("Liberation Serif",), "DejaVu Serif"), Family.DEBIAN))
        assert named(checks, "Times New Roman").standing is Standing.THERE
        assert "заменяет Liberation Serif" in named(checks, "PT Astra Serif").found

    def test_any_other_moves_the_pages(self) -> None:
        found = named(font_checks(Fonts((), "DejaVu Serif"), Family.ALT), "Times New Roman")
        assert found.standing is Standing.LACKING
        assert "заменит DejaVu Serif" in found.found
        assert found.mend.endswith("install fonts-ttf-liberation")

    def test_astra_is_needed_only_where_it_is_asked_for(self) -> None:
        found = named(font_checks(Fonts((), ""), Family.DEBIAN), "PT Astra Serif")
        assert found.standing is Standing.OPTIONAL
        found = named(font_checks(Fonts(("PT Astra Serif",), ""), Family.DEBIAN), "PT Astra Serif")
        assert found.standing is Standing.THERE


class TestFolders:
    def test_a_folder_that_takes_files_is_left_as_it_was(self, tmp_path: Path) -> None:
        assert writing("Папка", tmp_path, "").standing is Standing.THERE
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_is_not_there_stops_the_work(self, tmp_path: Path) -> None:
        found = writing("Папка", tmp_path / "нет", "")
        assert (found.standing, found.mend) == (Standing.STOPS, f'mkdir "{tmp_path / "нет"}"')

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "файл").touch()
        assert "файл, а не папка" in writing("Папка", tmp_path / "файл", "").found

    @pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes no files from anybody")
    def test_a_folder_that_takes_no_files_stops_the_work(self) -> None:
        found = writing("Папка", Path("/proc"), "исправьте")
        assert (found.standing, found.mend) == (Standing.STOPS, "исправьте")

    @pytest.mark.parametrize(
        ("free", "standing", "said"),
        [
            (5 * 2**30, Standing.THERE, "свободно 5,0 ГБ"),
            (500 * 2**20, Standing.LACKING, "свободно 0,5 ГБ"),
            (60 * 2**20, Standing.LACKING, "свободно 60 МБ"),
            (2**20, Standing.STOPS, "свободно 1 МБ"),
        ],
    )
    def test_a_disk_that_fills_up_is_said_in_time(self, free: int, standing: Standing, said: str) -> None:
        found = space("Место", Path("/"), free, DEBIAN)
        assert (found.standing, found.found) == (standing, said)


class TestLetters:
    @pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
    def test_an_encoding_with_all_our_letters_will_do(self, encoding: str) -> None:
        assert letters(encoding, DEBIAN).standing is Standing.THERE

    @pytest.mark.parametrize("encoding", ["ascii", "cp866", "latin-1", "никакая"])
    def test_one_without_them_is_named_with_what_to_type(self, encoding: str) -> None:
        found = letters(encoding, machine("win32", {}))
        assert found.standing is Standing.LACKING
        assert encoding in found.found
        assert found.mend.startswith("chcp 65001")


def test_only_the_requirements_without_a_condition_are_necessary() -> None:
    listed = ["docxtpl<0.21,>=0.20.2", "PyYAML>=6", "pymorphy3-dicts-ru>=2.4", 'zlib-ng>=0.5; extra == "fast"']
    assert needed(listed) == ["docxtpl", "PyYAML", "pymorphy3-dicts-ru"]


def test_every_extra_of_the_project_is_looked_at() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = {each for name, extra in project["optional-dependencies"].items() if name != "dev" for each in extra}
    assert listed == {wanted for _, wanted, _ in EXTRAS}
    assert len({name for name, _, _ in EXTRAS}) == len(EXTRAS)


class TestWhole:
    def test_only_what_stops_all_work_makes_a_machine_unfit(self) -> None:
        there, lacking = Check("Python", Standing.THERE, "3.11"), Check("LibreOffice", Standing.LACKING, "нет")
        assert is_ready([there, lacking])
        assert not is_ready([there, Check("Папка", Standing.STOPS, "нет")])

    def test_a_command_stands_on_one_line_however_long(self) -> None:
        mend = "sudo " + "очень-длинная-команда " * 12
        said = table([Check("LibreOffice", Standing.LACKING, "нет", "нет PDF", mend.strip())])
        assert f"исправить: {mend.strip()}\n" in said

    @pytest.mark.parametrize(
        ("standing", "said"),
        [
            (Standing.THERE, "Всё необходимое есть.\n"),
            (Standing.OPTIONAL, "Всё необходимое есть. Необязательного нет: X.\n"),
            (Standing.LACKING, "Документы Word делать можно. Не хватает: X.\n"),
            (Standing.STOPS, "Работать пока нельзя, мешает: X.\n"),
        ],
    )
    def test_the_last_line_says_it_all(self, standing: Standing, said: str) -> None:
        assert table([Check("X", standing, "найдено")]).endswith(f"\n{said}")

    def test_every_lack_has_its_mend(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
        monkeypatch.setenv("PATH", "/bin")
        checks = examine(tmp_path / "нет", "ascii")
        lacks = [check for check in checks if check.standing is not Standing.THERE]
        assert {"LibreOffice", "Папка документов", "Русские буквы"} <= {check.name for check in lacks}
        assert [check.name for check in lacks if not (check.without and check.mend)] == []
