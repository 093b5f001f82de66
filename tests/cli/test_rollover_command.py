"""docgen rollover on the command line: what it prints, writes and answers with."""

import json
from pathlib import Path

import pytest

from tests.builders import write_workspace
from tests.commands import Runner, run_as_program
from tests.work.test_rollover import FILES


@pytest.fixture
def docgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in a folder that holds a workspace."""
    write_workspace(tmp_path / "2026", FILES)
    return Runner(tmp_path, monkeypatch, capsys)


def test_a_year_is_rolled_over_and_again_with_answers(docgen: Runner) -> None:
    ran = docgen("rollover", "2026", "--to", "2027/2028", "-o", "2027")
    assert ran.code == 0
    assert "Переход с 2026/2027 на 2027/2028. Восполнить:" in ran.out
    assert "2027/переход-2027-2028.xlsx" in ran.out
    again = docgen("rollover", "2026", "--to", "2027/2028", "-o", "2027", "--answers", "2027/переход-2027-2028.xlsx")
    assert again.code == 0
    assert "ничего не изменено" in again.out


def test_a_dry_run_prints_the_report_and_the_difference_and_writes_nothing(docgen: Runner) -> None:
    before = sorted(docgen.folder.rglob("*"))
    ran = docgen("rollover", "2026", "--to", "2027/2028", "--dry-run")
    assert ran.code == 0
    assert "# Переход на 2027/2028: Школы, 2026/2027" in ran.out and "## Подтвердить" in ran.out
    assert "\n-период: 2026/2027\n" in ran.out and "\n+период: 2027/2028\n" in ran.out
    assert docgen("rollover", "2026", "--to", "2027/2028", "-o", "2027", "--dry-run").out == ran.out
    assert sorted(docgen.folder.rglob("*")) == before


def test_the_report_as_json(docgen: Runner) -> None:
    ran = docgen("rollover", "2026", "--to", "2027/2028", "--dry-run", "--format", "json")
    data = json.loads(ran.out)
    assert (data["from"], data["to"]) == ("2026/2027", "2027/2028")
    assert {"id", "list", "file", "place", "was", "became", "question", "who", "answer"} <= set(data["items"][0])


def test_the_same_year_says_so(docgen: Runner) -> None:
    ran = docgen("rollover", "2026", "--to", "2026/2027", "-o", "2027")
    assert (ran.code, ran.out) == (0, "Комплект уже за 2026/2027: ничего не изменено.\n")
    assert not (docgen.folder / "2027").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "2027-2029", "-o", "2027"), "Учебный год «2027-2029»"),
        (("--to", "2025/2026", "-o", "2027"), "Назовите следующий год: 2027/2028."),
        (("--to", "2027/2028", "-o", "2026/2027"), "лежит внутри самого комплекта"),
    ],
)
def test_what_cannot_be_is_told_with_exit_code_1(docgen: Runner, arguments: tuple[str, ...], said: str) -> None:
    ran = docgen("rollover", "2026", *arguments)
    assert ran.code == 1
    assert said in ran.err


def test_somewhere_to_write_must_be_named(docgen: Runner) -> None:
    ran = docgen("rollover", "2026", "--to", "2027/2028")
    assert ran.code == 2
    assert "-o ПАПКА" in ran.err and "--dry-run" in ran.err


def test_as_a_program(tmp_path: Path) -> None:
    write_workspace(tmp_path / "2026", FILES)
    ran = run_as_program("rollover", "2026", "--to", "2027/2028", "-o", "2027", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "2027" / "комплект.yaml").is_file()
