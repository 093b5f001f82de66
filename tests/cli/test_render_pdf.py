"""docgen render --pdf: what a person sees of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.render.pdf.facts import read_facts
from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import Runner, run_as_program
from tests.examples.orders import EXAMPLES
from tests.needs import needs_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in a workspace with one order."""
    write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER})
    return Runner(tmp_path, monkeypatch, capsys)


@pytest.mark.office
@needs_office
def test_an_order_of_the_examples_becomes_a_word_file_and_a_pdf_with_its_scan(tmp_path: Path):
    shutil.copytree(EXAMPLES / "region", tmp_path / "область")
    ran = run_as_program("render", "область/orders/отчёт.yaml", "-o", "печать/", "--pdf", folder=tmp_path)
    word = f"Записано: {Path('печать', 'Приказ от 16.11.2026 № 318-ОД.docx')}"
    pdf = f"Записано: {Path('печать', 'Приказ от 16.11.2026 № 318-ОД.pdf')} (страниц: 10, листов: 10)"
    said, *more = ran.out.splitlines()[2:]
    assert (ran.code, ran.out.splitlines()[:2], more, ran.err) == (0, [word, pdf], [], "")
    assert "приложение № 4 – 3" in said
    facts = read_facts((tmp_path / "печать" / "Приказ от 16.11.2026 № 318-ОД.pdf").read_bytes())
    assert len(facts.pages) == 10 and facts.pdfa == "2B"


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
