"""render --pdf of an order with a scanned annex: its sheets behind their mark, counted, and told where something is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.readers.pdf.opening import open_pdf
from docgen.readers.pdf.tags import read_tags
from docgen.render.pdf.facts import read_facts
from docgen.work.printing_pdf import PrintedPdf, render_pdf_file
from tests.builders import SMALL_ORDER, write_workspace
from tests.needs import PROJECT, needs_office
from tests.render.pdf.scanned import DRAW, scan

pytestmark = [needs_office, pytest.mark.office]

ANNEXES = """\
приложения:
  - документ:
      вид: скан
      код: памятка
      название: Памятка
      файл: скан.pdf
      листов: {}
"""


def printed(folder: Path, data: bytes | None, *, sheets: int = 2, profile: str = "", text: str = "") -> PrintedPdf:
    """An order with one scanned annex, printed."""
    text = text or "довести {памятка:вин} (приложение)"
    order = SMALL_ORDER.replace("текст: соблюдать порядок", f'текст: "{text}"') + ANNEXES.format(sheets)
    write_workspace(folder, {"приказ.yaml": order, "профиль.yaml": f"вид: профиль\n{profile}"})
    if data is not None:
        (folder / "скан.pdf").write_bytes(data)
    return render_pdf_file(folder / "приказ.yaml", folder / "приказ.pdf")


def of_sheets(made: PrintedPdf) -> list[Finding]:
    return [finding for finding in made.findings if finding.rule == "листов-не-столько"]


def test_the_real_scan_of_the_example(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "examples" / "region", tmp_path / "region")
    made = render_pdf_file(tmp_path / "region" / "orders" / "отчёт.yaml", tmp_path / "приказ.pdf")
    data = made.paths[0].read_bytes()
    facts = read_facts(data)
    assert (facts.pdfa, facts.tagged, facts.language) == ("2B", True, "ru-RU")
    assert [finding.rule for finding in made.findings] == []
    assert [part.sheets for part in made.parts] == [2, 1, 1, 2, 3, 1] and len(facts.pages) == made.pages == 10
    drawn = [number for number, page in enumerate(PdfReader(made.paths[0]).pages) if "/Scan" in str(page["/Resources"])]
    assert drawn == [7, 8]
    last = facts.outline[-1]
    assert last.title == "Список рассылки" and last.place is not None and last.place.page == 9
    tags = read_tags(open_pdf(data, "приказ.pdf"))
    assert tags is not None and [node.role for node in next(tags.nodes()).nodes()].count("Figure") == 2


def test_the_right_count_is_no_finding(tmp_path: Path) -> None:
    made = printed(tmp_path, scan(DRAW, DRAW))
    assert not of_sheets(made) and made.sheets == 1 + 1 + 2


def test_a_scan_of_another_length_is_told_where_the_number_stands(tmp_path: Path) -> None:
    (finding,) = of_sheets(printed(tmp_path, scan(DRAW, DRAW, DRAW)))
    assert finding.fix == (("приложения", 0, "документ", "листов"), "3", None)
    assert (tmp_path / "приказ.yaml").read_text("utf-8").splitlines()[(finding.line or 0) - 1].strip() == "листов: 2"


def test_two_pages_are_one_sheet_when_printed_on_both_sides(tmp_path: Path) -> None:
    made = printed(tmp_path, scan(DRAW, DRAW, DRAW, DRAW), profile="двусторонняя печать: да\n")
    assert not of_sheets(made) and made.sheets == 1 + 1 + 2


def test_the_count_in_the_words_of_the_order_is_told_too(tmp_path: Path) -> None:
    (finding,) = of_sheets(printed(tmp_path, scan(DRAW, DRAW), text="довести {памятка:вин} (приложение) на 12 л."))
    line = (tmp_path / "приказ.yaml").read_text("utf-8").splitlines()[(finding.line or 0) - 1]
    assert line[(finding.column or 0) - 1 :].startswith("12 л.") and finding.fix is not None and finding.fix.text == "3"


@pytest.mark.parametrize(("data", "rule"), [(b"%PDF-1.4", "скан-не-читается"), (None, "нет-файла-скана")])
def test_a_scan_that_cannot_come_in_is_told_where_it_is_named(tmp_path: Path, data: bytes | None, rule: str) -> None:
    with pytest.raises(InputError) as faulty:
        printed(tmp_path, data)
    finding = next(each for each in faulty.value.findings if each.rule == rule and each.line)
    line = (tmp_path / "приказ.yaml").read_text("utf-8").splitlines()[(finding.line or 0) - 1]
    assert line.strip() == "файл: скан.pdf" and not (tmp_path / "приказ.pdf").exists()
