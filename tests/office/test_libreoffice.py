"""Converting with LibreOffice: the result, every way to fail, and nothing left behind."""

import tempfile
from pathlib import Path

import pytest

from docgen.errors import OfficeError
from docgen.findings import Finding
from docgen.office import program as finding_it
from docgen.office.libreoffice import PDF_A_1, PDF_A_2B, convert, find_soffice
from tests.needs import needs_office
from tests.office.stand_in import program, running
from tests.ooxml.specimen import document, paragraph

LETTER = document(paragraph("Приказываю"))


def refused(*arguments: object, **options: float) -> Finding:
    """The one finding of a conversion that fails."""
    with pytest.raises(OfficeError) as stopped:
        convert(*arguments, **options)  # type: ignore[arg-type]
    (finding,) = stopped.value.findings
    return finding


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where temporary files are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.office
@needs_office
def test_a_document_becomes_a_pdf_and_nothing_is_left_behind(watched: Path) -> None:
    assert convert(LETTER).startswith(b"%PDF-")
    assert list(watched.iterdir()) == []


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(("to", "start"), [("docx", b"PK"), ("odt", b"PK"), ("txt:Text", b"\xef\xbb\xbf")])
def test_a_document_becomes_another_format(to: str, start: bytes) -> None:
    assert convert(LETTER, to).startswith(start)


@pytest.mark.office
@needs_office
def test_plain_text_keeps_the_russian_letters() -> None:
    assert convert(LETTER, "txt").decode("utf-8-sig").strip() == "Приказываю"


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(("options", "part"), [(PDF_A_2B, b"2"), (PDF_A_1, b"1")])
def test_an_archive_pdf_says_so_and_is_tagged(options: str, part: bytes) -> None:
    pdf = convert(LETTER, filter_options=options)
    assert b"<pdfaid:part>" + part in pdf
    assert b"<pdfuaid:part>1" in pdf
    assert b"/StructTreeRoot" in pdf


@pytest.mark.office
@needs_office
def test_a_file_is_not_touched_and_gets_no_lock_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "Приказ № 1.docx"
    path.write_bytes(LETTER)
    convert(path)
    assert [each.name for each in tmp_path.iterdir()] == ["Приказ № 1.docx"]
    assert path.read_bytes() == LETTER


@pytest.mark.office
@needs_office
def test_a_broken_file_is_named_and_not_printed_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "приказ.docx"
    path.write_bytes(LETTER[:-60])
    finding = refused(path)
    assert finding.rule == "libreoffice-не-справился"
    assert finding.document == "приказ.docx"


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, "exit 0")))
    assert "нет.docx» не читается: файла нет" in refused(tmp_path / "нет.docx").message


def test_an_empty_file_is_not_printed_as_an_empty_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, "exit 0")))
    assert refused(b"").message.startswith("Файл пуст")


def test_without_libreoffice_the_finding_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DOCGEN_SOFFICE", raising=False)
    monkeypatch.setattr(finding_it, "_PLACES", ())
    finding = refused(LETTER)
    assert finding.rule == "нет-libreoffice"
    assert "apt install libreoffice-writer" in finding.hint
    assert "Windows" in finding.hint


def test_a_program_named_in_the_environment_that_is_not_there_is_quoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
    assert find_soffice() is None
    assert "«/нет/soffice»" in refused(LETTER).message


def test_the_program_is_found_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "libreoffice7.6" / "program"
    installed.mkdir(parents=True)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DOCGEN_SOFFICE", raising=False)
    monkeypatch.setattr(finding_it, "_PLACES", ("$NOWHERE/soffice", f"{tmp_path}/libreoffice*/program/soffice"))
    assert find_soffice() is None
    assert program(installed, "exit 0") == find_soffice()


def test_a_program_that_writes_nothing_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, "echo нет места >&2")))
    finding = refused(LETTER)
    assert finding.rule == "libreoffice-не-справился"
    assert "«нет места»" in finding.message


def test_a_program_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path, "")
    path.write_text("не программа")
    monkeypatch.setenv("DOCGEN_SOFFICE", str(path))
    assert refused(LETTER).rule == "нет-libreoffice"


def test_when_time_is_up_the_program_and_what_it_started_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watched: Path
) -> None:
    note = tmp_path / "child"
    script = f'sleep 100000 & echo $! > "{note}"; wait'
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program(tmp_path, script)))
    finding = refused(LETTER, seconds=0.5)
    assert finding.rule == "libreoffice-не-успел"
    assert "0.5 с" in finding.message
    assert not running(int(note.read_text()))
    assert list(watched.iterdir()) == []


@pytest.mark.office
@needs_office
def test_libreoffice_itself_is_ended_when_time_is_up(watched: Path) -> None:
    assert refused(LETTER, seconds=0.05).rule == "libreoffice-не-успел"
    assert list(watched.iterdir()) == []
