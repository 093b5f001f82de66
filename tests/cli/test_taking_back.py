"""docgen read … --into: what is shown, what is asked, what is written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from docgen.cli.main import main
from tests.builders import write_workspace
from tests.work import word_edits as word

ORDER = """\
вид: приказ
код: порядок
орган: департамент
планируемая дата: 15.10.2026
заголовок: Об утверждении порядка
пункты:
  - код: п1
    текст: Соблюдать порядок во всех школах
    срок: до 01.12.2026
  - код: п2
    текст: Назначить ответственных за порядок
подпись:
  должность: начальник
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a printed order; ``правка.docx`` has two edits in it."""
    monkeypatch.chdir(tmp_path)
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    assert main(["render", "приказ.yaml", "-o", "приказ.docx"]) == 0
    edits = word.change("Соблюдать", "порядок", "чистоту"), word.change("Назначить", "ответственных", "дежурных")
    word.edited(Path("приказ.docx"), Path("правка.docx"), *edits)
    return tmp_path


def text() -> str:
    return Path("приказ.yaml").read_text(encoding="utf-8")


def test_all_edits_are_shown_and_written_where_nobody_can_be_asked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "правка.docx", "--into", "приказ.yaml"]) == 0
    out = capsys.readouterr().out
    assert "1. пункт 1, текст: изменено (абзац" in out
    assert "    было:  Соблюдать порядок во всех школах" in out
    assert "    стало: Соблюдать чистоту во всех школах" in out
    assert "Записано: приказ.yaml" in out
    assert text() == ORDER.replace("Соблюдать порядок", "Соблюдать чистоту").replace("ответственных", "дежурных")


def test_a_dry_run_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "правка.docx", "--into", "приказ.yaml", "--dry-run"]) == 0
    assert "Правок: 2" in capsys.readouterr().out
    assert text() == ORDER


@pytest.mark.parametrize("arguments", [["--accept", "2"], ["--refuse", "1"], ["--accept", "1-2", "--refuse", "1"]])
def test_edits_are_accepted_and_refused_by_number(here: Path, arguments: list[str]) -> None:
    assert main(["read", "правка.docx", "--into", "приказ.yaml", *arguments]) == 0
    assert text() == ORDER.replace("ответственных", "дежурных")


def test_a_number_that_no_edit_has_is_named_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "правка.docx", "--into", "приказ.yaml", "--accept", "1,7"]) == 1
    assert "Правки 7 нет" in capsys.readouterr().err
    assert text() == ORDER


def test_numbers_that_are_none_are_wrong_usage(here: Path) -> None:
    for wrong in ("первую", "3-1", "1,,2"):
        with pytest.raises(SystemExit) as caught:
            main(["read", "правка.docx", "--into", "приказ.yaml", "--accept", wrong])
        assert caught.value.code == 2


def test_json_has_edits_findings_and_what_was_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["read", "правка.docx", "--into", "приказ.yaml", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [edit["field"] for edit in said["edits"]] == ["пункт 1, текст", "пункт 2, текст"]
    assert said["edits"][0]["became"] == "Соблюдать чистоту во всех школах"
    assert said["written"] == ["приказ.yaml"]


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("нет\nда\n", ORDER.replace("ответственных", "дежурных")),
        ("может быть\nда\nнет\n", ORDER.replace("Соблюдать порядок", "Соблюдать чистоту")),
        ("все\n", ORDER.replace("Соблюдать порядок", "Соблюдать чистоту").replace("ответственных", "дежурных")),
        ("ни одной\n", ORDER),
    ],
)
def test_in_a_terminal_each_edit_is_asked_about(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: str, expected: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert main(["read", "правка.docx", "--into", "приказ.yaml"]) == 0
    assert text() == expected


def test_who_breaks_off_has_changed_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("да\n"))
    assert main(["read", "правка.docx", "--into", "приказ.yaml"]) == 1
    assert text() == ORDER


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", "Это просто текст".encode(), b"%PDF-1.4\n"])
def test_what_is_no_word_file_is_refused_with_a_clear_answer(
    here: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    Path("чужой.docx").write_bytes(content)
    assert main(["read", "чужой.docx", "--into", "приказ.yaml"]) == 1
    assert "чужой.docx" in capsys.readouterr().err
    assert text() == ORDER
