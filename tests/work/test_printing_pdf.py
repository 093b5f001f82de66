"""render --pdf: a Word file and the copy for the archive beside it, all or nothing, and never over somebody's work."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from docgen.errors import DocgenError, OfficeError
from docgen.files.loading import Loaded
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity
from docgen.model.numbering import numbers_of
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.workspace import Document
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.render.document import render_document
from docgen.render.pdf.archive import Finished
from docgen.render.pdf.facts import Facts, read_facts
from docgen.render.pdf.outline import shortened
from docgen.work.printing_pdf import pdf_of, render_pdf_file
from tests.builders import SMALL_ORDER, write_workspace
from tests.counts import SOAK
from tests.examples.orders import EXAMPLES
from tests.needs import needs_office
from tests.office.stand_in import program
from tests.readers.pdf_files import pdf_value
from tests.render.pdf import scanned
from tests.render.pdf.libreoffice import printed, written

SCAN = """\
вид: приказ
код: порядок
орган: департамент
состояние: зарегистрирован
регистрация: {дата: 17.09.2026, номер: 212-ОД}
заголовок: Об утверждении памятки
пункты:
  - код: п1
    утверждает: памятка
подпись:
  должность: начальник
приложения:
  - документ:
      вид: скан
      код: памятка
      название: Памятка
      файл: памятка.pdf
      листов: 1
"""
PRINTS = """
while [ $# -gt 0 ]; do
  case "$1" in --outdir) out=$2; shift ;; -*) ;; *) last=$1 ;; esac
  shift
done
name=$(basename "$last")
cat "{pdf}" > "$out/${{name%.*}}.pdf"
"""
"""Stands in for LibreOffice and prints one file whatever it is given."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an order that the test stands in; LibreOffice prints it on one page."""
    monkeypatch.chdir(tmp_path)
    prints(tmp_path, monkeypatch, printed(1, (0,), ()))
    return write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER})


def prints(folder: Path, monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    """LibreOffice prints this from now on."""
    (folder / ".office").mkdir(exist_ok=True)
    (folder / ".office" / "печать.pdf").write_bytes(pdf)
    program(folder / ".office", PRINTS.format(pdf=folder / ".office" / "печать.pdf"))
    monkeypatch.setenv("DOCGEN_SOFFICE", str(folder / ".office" / "soffice"))


def files(folder: Path) -> list[str]:
    """What docgen has written."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.*")
        if path.suffix in (".docx", ".pdf") and ".office" not in path.parts
    )


def refused(*arguments: object, **options: object) -> tuple[Finding, ...]:
    with pytest.raises(DocgenError) as stopped:
        render_pdf_file(*arguments, **options)  # type: ignore[arg-type]
    return stopped.value.findings


def test_both_files_are_written_side_by_side(here: Path):
    made = render_pdf_file(Path("приказ.yaml"), "печать/")
    assert [str(path) for path in made.paths] == ["печать/приказ.docx", "печать/приказ.pdf"]
    assert files(here) == ["печать/приказ.docx", "печать/приказ.pdf"]
    assert (made.pages, made.sheets) == (1, 1)
    facts = read_facts(Path("печать/приказ.pdf").read_bytes())
    assert facts.info["Title"] == "Приказ «Об утверждении порядка»"
    assert facts.info["Author"] == "Департамент образования"


@pytest.mark.parametrize(
    ("out", "made"),
    [
        ("а.docx", ["а.docx", "а.pdf"]),
        ("а.pdf", ["а.pdf"]),
        ("а.PDF", ["а.PDF"]),
        ("а", ["а/приказ.docx", "а/приказ.pdf"]),
    ],
)
def test_the_name_says_what_is_wanted(here: Path, out: str, made: list[str]):
    assert [str(path) for path in render_pdf_file(Path("приказ.yaml"), out).paths] == made


def test_a_workbook_is_not_printed_as_pdf(here: Path):
    (finding,) = refused(Path("приказ.yaml"), "а.xlsx")
    assert finding.rule == "не-docx" and "без ключа --pdf" in finding.hint and files(here) == []


def test_a_folder_may_be_called_like_a_file(here: Path):
    (here / "печать.pdf").mkdir()
    made = render_pdf_file(Path("приказ.yaml"), "печать.pdf")
    assert [str(path) for path in made.paths] == ["печать.pdf/приказ.docx", "печать.pdf/приказ.pdf"]


def test_another_kind_of_file_is_refused(here: Path):
    assert [finding.rule for finding in refused(Path("приказ.yaml"), "а.odt")] == ["не-docx"]
    assert files(here) == []


def test_a_second_run_makes_the_same_files(here: Path):
    render_pdf_file(Path("приказ.yaml"), "а.docx")
    before = {name: (here / name).read_bytes() for name in files(here)}
    render_pdf_file(Path("приказ.yaml"), "а.docx")
    assert {name: (here / name).read_bytes() for name in files(here)} == before


def test_without_libreoffice_nothing_is_written_and_the_way_to_get_it_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOCGEN_SOFFICE", "/нет/soffice")
    with pytest.raises(OfficeError) as stopped:
        render_pdf_file(Path("приказ.yaml"), "а.docx")
    (finding,) = stopped.value.findings
    assert finding.rule == "нет-libreoffice" and "apt install libreoffice-writer" in finding.hint
    assert files(here) == []


def test_a_pdf_that_is_not_fit_for_the_archive_is_not_written(here: Path, monkeypatch: pytest.MonkeyPatch):
    prints(here, monkeypatch, printed(1, (0,), (), claims={}, fonts=("BAAAAA+DejaVuSans",)))
    found = refused(Path("приказ.yaml"), "а.docx")
    assert {(finding.rule, finding.document) for finding in found if finding.severity is Severity.ERROR} == {
        ("pdf-не-архивный", "а.pdf"), ("шрифт-подменён", "а.pdf"),
    }  # fmt: skip
    assert files(here) == []


def test_a_warning_does_not_stand_in_the_way(here: Path, monkeypatch: pytest.MonkeyPatch):
    prints(here, monkeypatch, printed(1, (0,), (), fonts=("BAAAAA+LiberationSerif", "CAAAAA+DejaVuSans")))
    made = render_pdf_file(Path("приказ.yaml"), "а.docx")
    assert "шрифт-подменён" in [finding.rule for finding in made.findings]
    assert files(here) == ["а.docx", "а.pdf"]


def test_when_one_file_cannot_be_written_neither_is(here: Path):
    (here / "а.pdf").mkdir()
    assert refused(Path("приказ.yaml"), "а.docx", force=True)
    assert not (here / "а.docx").exists()


def test_what_verapdf_says_is_told_and_the_files_are_written(here: Path, monkeypatch: pytest.MonkeyPatch):
    fault = {"clause": "6.6.2.3.1", "testNumber": 1, "status": "failed", "failedChecks": 1, "description": "XMP"}
    result = {"details": {"ruleSummaries": [fault]}, "compliant": False}
    report = {"report": {"jobs": [{"itemDetails": {"name": "/tmp/0.pdf"}, "validationResult": [result]}]}}
    judge = here / ".office" / "verapdf"
    judge.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(report)}\nEND\n")
    judge.chmod(0o755)
    monkeypatch.setenv("DOCGEN_VERAPDF", str(judge))
    found = render_pdf_file(Path("приказ.yaml"), "а.docx").findings
    judged = [(finding.severity, finding.document) for finding in found if finding.rule == "отступление-от-pdf-a"]
    assert judged == [(Severity.WARNING, "а.pdf")]
    assert files(here) == ["а.docx", "а.pdf"]


def test_a_plan_alone_and_a_document_of_no_workspace_are_printed(here: Path, monkeypatch: pytest.MonkeyPatch):
    """Neither has a body that issues it, and a plan has no date."""
    (here / "план.yaml").write_text(
        "вид: план\nкод: план\nназвание: План\nмероприятия:\n  - код: м1\n    мероприятие: Урок\n"
    )
    facts = read_facts(render_pdf_file(Path("план.yaml"), "а.pdf").paths[0].read_bytes())
    assert facts.info["Title"] == "План" and "Author" not in facts.info and "CreationDate" not in facts.info
    (here / "комплект.yaml").unlink()
    assert render_pdf_file(Path("план.yaml"), "б.docx").pages == 1


# what stands there already


def edited(path: Path) -> bytes:
    """Save the file as a person does who turned a page."""
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(90)
    path.write_bytes(written(writer))
    return path.read_bytes()


def test_an_edited_pdf_is_not_overwritten_without_being_forced(here: Path):
    render_pdf_file(Path("приказ.yaml"), "а.docx")
    before = edited(here / "а.pdf")
    assert [finding.rule for finding in refused(Path("приказ.yaml"), "а.docx")] == ["файл-правлен-вручную"]
    assert (here / "а.pdf").read_bytes() == before
    render_pdf_file(Path("приказ.yaml"), "а.docx", force=True)
    assert (here / "а.pdf").read_bytes() != before


def test_somebody_elses_pdf_is_not_overwritten(here: Path):
    (here / "а.pdf").write_bytes(printed())
    assert [finding.rule for finding in refused(Path("приказ.yaml"), "а.pdf")] == ["чужой-файл"]


def sign_inside(path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(path))
    signature = writer._add_object(pdf_value({"/Type": "/Sig", "/ByteRange": [0, 10, 20, 30]}))
    writer.root_object[NameObject("/AcroForm")] = pdf_value({"/Fields": [{"/FT": "/Sig", "/V": signature}]})
    path.write_bytes(written(writer))


def sign_beside(path: Path) -> None:
    path.with_name(f"{path.name}.sig").write_bytes(b"0")


@pytest.mark.parametrize("sign", [sign_inside, sign_beside])
@pytest.mark.parametrize("force", [False, True])
def test_a_signed_pdf_is_never_touched(here: Path, sign: object, force: bool):
    render_pdf_file(Path("приказ.yaml"), "а.docx")
    sign(here / "а.pdf")  # type: ignore[operator]
    before = (here / "а.pdf").read_bytes(), (here / "а.docx").read_bytes()
    (finding,) = refused(Path("приказ.yaml"), "а.docx", force=force)
    assert finding.rule == "файл-подписан" and "Укажите другое имя" in finding.hint
    assert ((here / "а.pdf").read_bytes(), (here / "а.docx").read_bytes()) == before


# scans and sheets


@pytest.fixture
def scans(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An order with a scan of one sheet."""
    prints(here, monkeypatch, printed(2, (0, 1), ()))
    (here / "памятка.pdf").write_bytes(scanned.scan())
    (here / "приказ.yaml").write_text(SCAN, encoding="utf-8")
    return here


def test_a_scan_goes_into_the_pdf(scans: Path):
    made = render_pdf_file(Path("приказ.yaml"), "печать/")
    assert not [finding for finding in made.findings if "лист" in finding.rule or "скан" in finding.rule]
    assert (made.pages, made.paths[1].name) == (3, "Приказ от 17.09.2026 № 212-ОД.pdf")
    facts = read_facts(made.paths[1].read_bytes())
    assert [entry.title for entry in facts.outline][1] == "Приложение. Памятка"
    assert facts.info["CreationDate"] == "D:20260917000000Z"


def test_a_scan_that_is_not_there_stops_the_pdf(scans: Path):
    (scans / "памятка.pdf").unlink()
    found = [finding for finding in refused(Path("приказ.yaml"), "а.docx") if finding.rule == "нет-файла-скана"]
    assert [(finding.severity, finding.line) for finding in found] == [(Severity.ERROR, 17)]
    assert files(scans) == []


def test_a_scan_that_is_broken_is_told_where_it_is_named(scans: Path):
    (scans / "памятка.pdf").write_bytes(b"%PDF-1.7\n")
    found = [finding for finding in refused(Path("приказ.yaml"), "а.docx") if finding.severity is Severity.ERROR]
    assert [(finding.rule, finding.document, finding.line) for finding in found] == [
        ("скан-не-читается", "приказ.yaml", 17)
    ]


def test_another_number_of_sheets_is_told_with_what_mends_it(scans: Path):
    (scans / "памятка.pdf").write_bytes(scanned.scan(scanned.DRAW, scanned.DRAW))
    made = render_pdf_file(Path("приказ.yaml"), "а.pdf")
    (finding,) = (finding for finding in made.findings if finding.rule == "листов-не-столько")
    assert (finding.document, finding.line, finding.quote) == ("приказ.yaml", 18, "1")
    assert finding.fix and finding.fix.text == "2"


def test_a_scan_in_a_file_of_its_own_is_found_from_there(scans: Path):
    inside = SCAN.partition("  - документ:\n")
    own = "\n".join(line.removeprefix("      ") for line in inside[2].splitlines()) + "\n"
    (scans / "annexes").mkdir()
    (scans / "annexes" / "памятка.yaml").write_text(own, encoding="utf-8")
    (scans / "памятка.pdf").rename(scans / "annexes" / "памятка.pdf")
    (scans / "приказ.yaml").write_text(f"{inside[0]}  - файл: annexes/памятка.yaml\n", encoding="utf-8")
    made = render_pdf_file(Path("приказ.yaml"), "а.pdf")
    assert made.pages == 3


# every order of the examples, as LibreOffice prints it

ORDERS = sorted(EXAMPLES.glob("*/orders/*.yaml"))
FEW = [path for path in ORDERS if path.stem in ("проверка", "отчёт")]


@cache
def example(path: Path) -> tuple[Opened, Loaded, Finished]:
    """An order of an example, printed for the archive."""
    opened = open_workspace(path)
    loaded = opened.file(path)
    assert isinstance(loaded.model, Document)
    docx = render_document(loaded.model, opened.workspace).data
    return opened, loaded, pdf_of(opened, loaded, docx, convert(docx, filter_options=PDF_A_2B))


every_example = pytest.mark.parametrize(
    "path", ORDERS if SOAK else FEW, ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)


def facts_of(path: Path) -> Facts:
    return read_facts(example(path)[2].data)


@pytest.mark.office
@needs_office
@every_example
def test_every_order_of_the_examples_is_fit_for_the_archive(path: Path):
    facts = facts_of(path)
    assert example(path)[2].findings == ()
    assert (facts.pdfa, facts.pdfua, facts.tagged, facts.language) == ("2B", "1", True, "ru-RU")
    assert facts.intents == ("GTS_PDFA1",)
    assert {font.name for font in facts.fonts} <= {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}
    assert all(font.embedded for font in facts.fonts)
    assert not facts.signed and not facts.encrypted


@pytest.mark.office
@needs_office
@every_example
def test_the_sections_of_its_plans_stand_in_the_outline_with_their_numbers(path: Path):
    opened, loaded, _ = example(path)
    assert isinstance(loaded.model, Order)
    plans = [annex for annex in opened.workspace.annexes(loaded.model) if isinstance(annex, Plan)]
    sections = [(numbers_of(plan).get(id(section)), section) for plan in plans for section in plan.sections]
    said = [f"{number.shown}. {section.title.words}" for number, section in sections if number]
    shown = [" ".join(entry.title.split()) for entry in facts_of(path).outline if entry.level == 1]
    assert [title for title in shown if title in said] == [shortened(title) for title in said]


@pytest.mark.office
@needs_office
@every_example
def test_every_order_of_the_examples_is_named_and_its_annexes_are_found(path: Path):
    facts, (_, loaded, finished) = facts_of(path), example(path)
    order = loaded.model
    lines = [entry for entry in facts.outline if entry.level == 0]
    annexes = [entry for entry in lines if entry.title.startswith("Приложение")]
    assert lines[0].page == 0 and len(annexes) == len(order.annexes)  # type: ignore[union-attr]
    pages = [entry.page for entry in lines]
    assert pages == sorted(set(pages)) and len(facts.pages) == sum(part.pages for part in finished.parts)
    starts = [0]
    for part in finished.parts:
        starts.append(starts[-1] + part.pages)
    assert pages == starts[:-1]
    assert facts.info["Title"].startswith(order.kind.capitalize())  # type: ignore[union-attr]
    for key, name in (("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description")):
        assert facts.info[key] == facts.xmp[name]


@pytest.mark.office
@needs_office
def test_libreoffice_prints_the_same_bytes_twice():
    (path,) = (path for path in ORDERS if path.stem == "проверка")
    opened, loaded, once = example(path)
    assert isinstance(loaded.model, Document)
    docx = render_document(loaded.model, opened.workspace).data
    assert pdf_of(opened, loaded, docx, convert(docx, filter_options=PDF_A_2B)).data == once.data
