"""docgen render --pdf: what a person sees of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.render.pdf.facts import read_facts
from docs.making.pages import TASKS, blocks
from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import Runner, run_as_program
from tests.examples.orders import EXAMPLES
from tests.needs import needs_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in a workspace with one order."""
    write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER})
    return Runner(tmp_path, monkeypatch, capsys)


PAGE = TASKS / "pdf.md"


@pytest.mark.office
@needs_office
def test_the_page_for_clerks_shows_what_the_command_says_and_makes(tmp_path: Path):
    shutil.copytree(EXAMPLES / "region", tmp_path / "examples" / "region")
    (typed,) = (block.text.split()[1:] for block in blocks(PAGE) if block.language == "sh")
    said, outline = (block.text for block in blocks(PAGE) if block.language == "text")
    ran = run_as_program(*typed, folder=tmp_path)
    assert (ran.code, plain(ran.out), ran.err) == (0, plain(said), "")
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    lines = read_facts(pdf.read_bytes()).outline
    assert [f"{'    ' * line.level}{line.title} {(line.page or 0) + 1}" for line in lines] == outline.splitlines()


def plain(text: str) -> str:
    """Words with ordinary blanks and ordinary slashes."""
    return text.replace("\u00a0", " ").replace("\\", "/")


def test_without_libreoffice_the_command_says_how_to_get_it_and_writes_nothing(
    office: Runner, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOCGEN_SOFFICE", str(office.folder / "нет"))
    for arguments in (("-o", "а.docx", "--pdf"), ("-o", "а.pdf")):
        ran = office("render", "приказ.yaml", *arguments)
        assert ran.code == 1 and ran.out == ""
        assert "такой программы нет" in ran.err and "[нет-libreoffice]" in ran.err
    assert not list(office.folder.glob("а.*"))


def test_without_the_key_no_libreoffice_is_needed(office: Runner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOCGEN_SOFFICE", str(office.folder / "нет"))
    ran = office("render", "приказ.yaml", "-o", "а.docx")
    assert (ran.code, ran.out.splitlines()) == (0, ["Записано: а.docx"])


def test_the_help_says_what_each_name_of_the_output_means(office: Runner):
    said = office("render", "--help").out
    assert "--pdf" in said and ".pdf" in said and "LibreOffice" in said
