"""docgen doctor as a person and a program call it."""

import json
from pathlib import Path

import pytest

from tests.commands import Runner
from tests.needs import needs_office


@pytest.fixture
def docgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(tmp_path, monkeypatch, capsys)


@pytest.mark.office
@needs_office
def test_a_machine_with_everything_is_fit(docgen: Runner) -> None:
    ran = docgen("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "Пробный PDF" in ran.out
    assert f"{docgen.folder}: запись разрешена" in " ".join(ran.out.split())
    assert "Всё необходимое есть." in ran.out
    assert list(docgen.folder.iterdir()) == []


def test_without_libreoffice_word_documents_can_still_be_made(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
    ran = docgen("doctor")
    assert ran.code == 0
    assert "Документы Word делать можно. Не хватает: LibreOffice" in ran.out
    assert "исправить: " in ran.out


def test_a_folder_that_is_not_there_is_exit_code_1(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
    ran = docgen("doctor", "нет")
    assert ran.code == 1
    assert "нет: такой папки нет" in " ".join(ran.out.split())
    assert "Работать пока нельзя, мешает: Папка документов." in ran.out


def test_a_program_reads_the_same_as_json(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
    ran = docgen("doctor", "нет", "--format", "json")
    said = json.loads(ran.out)
    assert (ran.code, said["ready"]) == (1, False)
    checks = {check["name"]: check for check in said["checks"]}
    assert checks["LibreOffice"]["standing"] == "не хватает"
    assert checks["Папка документов"]["mend"].startswith("mkdir ")
    assert all(set(check) == {"name", "standing", "found", "without", "mend"} for check in said["checks"])
