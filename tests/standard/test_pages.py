"""What only the printed page shows: page numbers, the signature's company, repeated headings; and the archive's PDF.

LibreOffice prints; Word may break lines and pages elsewhere, so a rule is held, never a place.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests import house
from tests.needs import needs_office, needs_poppler
from tests.standard.paper import Made, Paper, Stretch, every_order, every_print, paper, usual, words_of
from tests.word import W, style_of

pytestmark = [pytest.mark.office, needs_office, needs_poppler]

FONTS = {"Times New Roman": ("TimesNewRoman", "LiberationSerif"), "PT Astra Serif": ("PTAstraSerif", "LiberationSerif")}
"""What may stand for a font where it is not: of the same widths."""


NUMBER = re.compile(r"^\s*(?:Кластер )?[\d.]+\s")
"""What stands before a heading."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def numbers(printed: Paper) -> list[int | None]:
    """The number at the top of each page, None where there is none."""
    return [int(page[0]) if page[0].strip().isdigit() else None for page in printed.pages]


def shares(printed: Paper) -> list[tuple[Stretch, list[list[str]]]]:
    """The pages of each section: it begins where its first words stand."""
    starts, at = [], 0
    for stretch in printed.stretches:
        first = next(squeezed(words_of(each).split("\n")[0]) for each in stretch.paragraphs if words_of(each))
        last = squeezed(_title(stretch))
        at = next(
            place for place in range(at + bool(starts), len(printed.pages))
            if first in (page := squeezed("".join(printed.pages[place]))) and last in page
        )  # fmt: skip
        starts.append(at)
    ends = [*starts[1:], len(printed.pages)]
    return [(stretch, printed.pages[a:b]) for stretch, a, b in zip(printed.stretches, starts, ends, strict=True)]


def _title(stretch: Stretch) -> str:
    return "".join(stretch.of_style(*house.KINDS, "AnnexTitle", "SheetTitle")).split("\n")[0]


@every_print
def test_l03_numbers_begin_on_second_pages_and_miss_none(made: Made):
    """L03, A05: 2, 3 … in each section, or one count through the order and its annexes; sheets always for themselves."""
    printed = paper(*made)
    expected: list[int | None] = []
    for stretch, pages in shares(printed):
        if stretch.kind == "annex" and printed.continued:
            count = len(expected)
            expected += [count + page for page in range(1, len(pages) + 1)]
        else:
            expected += [None, *range(2, len(pages) + 1)]
    assert numbers(printed) == expected


@every_print
def test_l11_three_lines_of_text_stand_over_the_signature(made: Made):
    """L11: of the page's number and of the post's other lines none counts."""
    printed = paper(*made)
    post, name = (
        part.replace("\u00a0", " ") for part in (printed.view.signatories[0].post, printed.view.signatories[0].name)
    )
    (_, pages), *_ = shares(printed)
    signed = next(page for page in pages if any(line.rstrip().endswith(name) for line in page))
    text = [line for line in signed if not line.strip().isdigit()]
    begins = next(at for at, line in enumerate(text) if re.match(re.escape(post.split(" ")[0]) + r"\b", line.strip()))
    assert begins >= 3


@every_print
def test_l12_no_heading_is_last_on_its_page(made: Made):
    """L12: of an annex, of a part, of a cluster, of rows; in one line or in several."""
    printed = paper(*made)
    styles = (*house.TITLES, "AnnexTitle", "ChapterTitle", "ClusterTitle", "PlanSection", "SheetTitle", "MemberGroup")
    headings = {squeezed(words_of(each)) for each in printed.paragraphs if style_of(each) in styles}
    feet = [squeezed(NUMBER.sub("", " ".join(page[-lines:]))) for page in printed.pages for lines in (1, 2, 3, 4)]
    assert headings.intersection(feet) == set()


@every_print
def test_b01_the_heading_of_a_table_stands_on_every_page_of_it(made: Made):
    """B01: its names and the numbers of its columns."""
    printed = paper(*made)
    for stretch, pages in shares(printed):
        for table in stretch.data_tables if stretch.kind == "annex" else ():
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            row = " ".join(map(str, range(1, columns + 1)))
            headed = [any(" ".join(line.split()) == row for line in page) for page in pages]
            assert True in headed
            from_there = headed[headed.index(True) :]
            after = bool(stretch.of_style("Closing", "Signature", "SignatureWide"))
            assert all(from_there[: len(from_there) - after])


def root(printed: Paper) -> DictionaryObject:
    return PdfReader(io.BytesIO(printed.archive)).trailer["/Root"]  # type: ignore[return-value]


@every_order
def test_x01_the_archive_copy_is_russian(path: Path):
    """X01."""
    assert root(usual(path))["/Lang"] == "ru-RU"


@every_order
def test_x06_the_archive_copy_is_pdf_a_tagged_and_has_its_fonts(path: Path):
    """X06."""
    reader = PdfReader(io.BytesIO(usual(path).archive))
    assert root(usual(path))["/MarkInfo"]["/Marked"] is not False
    assert "/StructTreeRoot" in root(usual(path))
    xmp = root(usual(path))["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", xmp) and re.search(r"pdfaid:conformance>B<", xmp)
    for page in reader.pages:
        for font in descriptors(page["/Resources"]):
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & font.keys()


def descriptors(resources: DictionaryObject) -> list[DictionaryObject]:
    """The descriptors of the fonts of a page."""
    fonts = [font.get_object() for font in resources.get_object().get("/Font", {}).values()]
    fonts = [font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font for font in fonts]
    return [font["/FontDescriptor"].get_object() for font in fonts if "/FontDescriptor" in font]


@every_order
def test_x07_headings_of_tables_are_told_from_their_cells(path: Path):
    """X07: as many rows of TH cells as the tables' headings; Word's mark for repeated rows makes them."""
    printed = usual(path)
    tags = list(_tags(root(printed)["/StructTreeRoot"]))
    expected = sum(
        len(row.findall(f"{W}tc")) for table in printed.data_tables for row in table.findall(f"{W}tr")
        if row.find(f"{W}trPr/{W}tblHeader") is not None
    )  # fmt: skip
    assert tags.count("/TH") >= expected
    assert (tags.count("/Table") > 0) == bool(list(printed.document.iter(f"{W}tbl")))


def _tags(element: object) -> list[str]:
    """The kinds of all elements of the structure."""
    found, todo = [], [element]
    while todo:
        here = todo.pop()
        here = here.get_object() if hasattr(here, "get_object") else here
        if isinstance(here, list):
            todo.extend(here)
        elif isinstance(here, dict):
            found.append(str(here.get("/S", "")))
            todo.append(here.get("/K"))
    return found


@every_order
def test_f01_the_page_is_set_in_the_font_of_the_profile(path: Path):
    """F01: or in one of the same widths, never in a fallback such as DejaVu."""
    printed = usual(path)
    reader = PdfReader(io.BytesIO(printed.archive))
    names = {
        str(font["/FontName"]).partition("+")[2] for page in reader.pages for font in descriptors(page["/Resources"])
    }
    assert names
    assert [name for name in names if not name.startswith(FONTS[printed.workspace.profile.font])] == []
