"""Archive PDF in a batch: made once, kept, made again when and only when something in it has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.batch.making import Outcome
from tests.batch.region import by, files, leftovers, replaced, run, run_anew, small, words_of
from tests.needs import needs_office

HELP = "Приказ от 17.09.2026 № 212-ОД"
SCAN = "вид: скан\nкод: памятка\nназвание: Памятка\nфайл: ../scans/памятка.pdf\nлистов: 1\n"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workspace «region» and «out»: a signed order, and a draft with a scan of its own file."""
    folder = tmp_path_factory.mktemp("printed")
    home, out = small(folder), folder / "out"
    (home / "plans" / "скан.yaml").write_text(SCAN, encoding="utf-8")
    annexes = "приложения:\n  - код: памятка\n    файл: ../plans/скан.yaml\n"
    replaced(home / "orders" / "clusters.yaml", "приложения:\n", annexes)
    summary = run(home, out, pdf=True)
    assert by(summary, Outcome.MADE) == {"clusters", "help"}, words_of(summary, "clusters")
    assert len(files(out, ".pdf")) == 2 and leftovers(home, out) == []
    return folder


@pytest.fixture
def made(printed: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of it, the workspace and the output folder."""
    shutil.copytree(printed, tmp_path / "копия")
    return tmp_path / "копия" / "region", tmp_path / "копия" / "out"


def new_head(home: Path) -> None:
    replaced(home / "справочники" / "лица.yaml", "фамилия: Ладынина", "фамилия: Огородова")


@needs_office
def test_a_batch_without_pdf_forgets_none(made: tuple[Path, Path]) -> None:
    home, out = made
    before = files(out, ".pdf")
    with (home / "справочники" / "лица.yaml").open("a", encoding="utf-8") as people:
        people.write("\n  - код: запасной\n    фамилия: Курочкин\n    имя: Олег\n    отчество: Ильич\n    пол: м\n")
    assert run(home, out).stale == []
    assert by(run(home, out, pdf=True), Outcome.MADE) == set()
    assert files(out, ".pdf") == before
    new_head(home)
    assert run(home, out).stale == ["clusters.pdf"]  # it says something else than the Word file now


@needs_office
def test_another_scan_makes_another_pdf_of_the_same_word_file(made: tuple[Path, Path]) -> None:
    home, out = made
    word, archive = files(out), files(out, ".pdf")
    with (home / "scans" / "памятка.pdf").open("ab") as scan:
        scan.write(b"\n% scanned anew\n")
    assert by(run(home, out, pdf=True), Outcome.MADE) == {"clusters"}
    assert files(out) == word
    assert {name for name, data in files(out, ".pdf").items() if data != archive[name]} <= {"clusters.pdf"}


@needs_office
def test_no_libreoffice_is_no_reason_to_print_a_signed_order_anew(
    made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = made
    before = files(out)
    (out / f"{HELP}.pdf").unlink()
    new_head(home)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(tmp_path / "нет"))
    for _ in range(2):
        summary = run_anew(home, out, pdf=True)
        assert by(summary, Outcome.HALF) == {"clusters", "help"}
        assert summary.stale == []
    assert files(out)[f"{HELP}.docx"] == before[f"{HELP}.docx"]
    assert files(out)["clusters.docx"] != before["clusters.docx"]
    assert by(run_anew(home, out), Outcome.MADE) == set()


@needs_office
def test_a_pdf_that_was_signed_keeps_the_words_it_was_signed_with(made: tuple[Path, Path]) -> None:
    home, out = made
    before = {**files(out), **files(out, ".pdf")}
    (out / "clusters.pdf.sig").write_bytes(b"signature")
    assert by(run(home, out, pdf=True), Outcome.FROZEN) == {"clusters", "help"}
    new_head(home)
    summary = run(home, out, pdf=True, force=True)
    assert by(summary, Outcome.EDITED) == {"clusters"} and summary.is_faulty
    assert {**files(out), **files(out, ".pdf")} == before
