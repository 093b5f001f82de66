"""The fonts of a machine: what fontconfig says, what lies in the folders, what LibreOffice has for itself."""

from pathlib import Path

import pytest

from docgen.office.fonts import Fonts, fonts, installed_in

LISTED = "DejaVu Sans,DejaVu Sans Light\nLiberation Serif\nPT Astra Serif,PT Astra Serif Regular\n"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    return folder


def tool(folder: Path, name: str, says: str, code: int = 0) -> None:
    """A program of fontconfig that prints a text."""
    (folder / f"{name}.txt").write_text(says)
    (folder / name).write_text(f'#!/bin/sh\n/bin/cat "{folder}/{name}.txt"\nexit {code}\n')
    (folder / name).chmod(0o755)


def test_fontconfig_says_what_is_installed_and_what_stands_for_times(tools: Path) -> None:
    tool(tools, "fc-list", LISTED)
    tool(tools, "fc-match", "Liberation Serif")
    assert fonts() == Fonts(("PT Astra Serif", "Liberation Serif"), "Liberation Serif")


@pytest.mark.parametrize(
    ("taken", "keeps"),
    [("Times New Roman", True), ("Liberation Serif", True), ("Tinos", True), ("DejaVu Serif", False), ("", False)],
)
def test_pages_stay_only_with_a_font_as_wide_as_times(taken: str, keeps: bool) -> None:
    assert Fonts((), taken).keeps_pages is keeps


def test_the_fonts_that_libreoffice_has_for_itself_count(tools: Path, tmp_path: Path) -> None:
    tool(tools, "fc-list", "DejaVu Sans\n")
    tool(tools, "fc-match", "DejaVu Serif")
    program = tmp_path / "libreoffice" / "program" / "soffice"
    own = tmp_path / "libreoffice" / "share" / "fonts" / "truetype"
    program.parent.mkdir(parents=True)
    own.mkdir(parents=True)
    (own / "LiberationSerif-Regular.ttf").touch()
    assert fonts(program).installed == ("Liberation Serif",)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("times.ttf", ["Times New Roman"]),
        ("Times New Roman.ttf", ["Times New Roman"]),
        ("PTAstraSerif-Regular.ttf", ["PT Astra Serif"]),
        ("PT-Astra-Serif_Regular.ttf", ["PT Astra Serif"]),
        ("LiberationSerif-Regular.ttf", ["Liberation Serif"]),
        ("timesbd.ttf", []),
        ("LiberationSans-Regular.ttf", []),
    ],
)
def test_fonts_are_known_by_the_names_of_their_files(tmp_path: Path, name: str, family: list[str]) -> None:
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / name).touch()
    assert installed_in([tmp_path, tmp_path / "нет"]) == family


def test_where_fontconfig_fails_the_folders_are_looked_through(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tools, "fc-list", LISTED, code=1)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "PTAstraSerif-Regular.ttf").touch()
    assert "PT Astra Serif" in fonts().installed
