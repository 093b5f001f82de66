"""The mark of a certified copy on a finished PDF: where it comes to stand, what it says in the tags, what is refused."""

import datetime
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from docgen.errors import InputError
from docgen.language.printing import CopyMark, Print, Printing
from docgen.language.view import View
from docgen.model.requisites import Signatory
from docgen.readers.pdf.opening import open_pdf
from docgen.readers.pdf.tags import read_tags
from docgen.render.pdf.certified import with_copy_mark
from docgen.render.pdf.marks import lay_mark, occupied, signature_page
from tests.builders import order as order_of
from tests.builders import workspace
from tests.readers.pdf_files import lines, marked, pdf_value, text
from tests.render.pdf.scanned import everything, tagged, written

TOP, MARGIN = 842, 56.7


def order(lowest: float = 400, pages: int = 2, starts: tuple[int, ...] = (0, 1)) -> bytes:
    """A finished file: each page ends at that height, parts begin on these pages."""

    def named(writer: PdfWriter) -> None:
        for number, page in enumerate(starts, 1):
            writer.add_named_destination(f"_Part{number:05d}", page)

    return tagged(*(lines("Приказ", x=85, y=780) + text("Подпись", 85, lowest) for _ in range(pages)), change=named)


def mark(high: float = 100) -> bytes:
    """The mark by itself: two lines so far apart."""
    return tagged(marked(0, text("Верно", 85, 770)) + marked(1, text("20.11.2026", 85, 770 - high)), is_marked=True)


def laid(base: bytes, over: bytes) -> tuple[PdfReader, int]:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(base)))
    page = lay_mark(writer, over)
    return PdfReader(io.BytesIO(written(writer))), page


def heights(page: Any, *wanted: str) -> list[float]:
    """Where these words stand on the page; those of the mark are moved with it."""
    found: dict[str, float] = {}
    words = page.get_contents().get_data().split()
    moved = float(words[words.index(b"/CopyMark") - 2])

    def seen(words: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        found.setdefault(words.strip(), tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    page.extract_text(visitor_text=seen)
    return [found[each] + (moved if each != "Подпись" else 0) for each in wanted]


def test_the_mark_stands_two_lines_below_the_last_line_of_the_order() -> None:
    reader, page = laid(order(lowest=400), mark())
    signature, certified, day = heights(reader.pages[0], "Подпись", "Верно", "20.11.2026")
    assert page == 0 and len(reader.pages) == 2
    assert 28 <= signature - certified <= 45 and certified - day == pytest.approx(100)


def test_where_there_is_no_room_it_takes_a_page_of_its_own_before_the_annexes() -> None:
    reader, page = laid(order(lowest=150), mark())
    assert page == 1 and len(reader.pages) == 3
    assert "Верно" in reader.pages[1].extract_text() and "Подпись" not in reader.pages[1].extract_text()


def test_without_annexes_the_order_ends_on_the_last_page() -> None:
    assert laid(order(pages=3, starts=(0,)), mark())[1] == 2
    assert laid(order(pages=4, starts=(0, 3)), mark())[1] == 2


@settings(max_examples=40, deadline=None)
@given(lowest=st.floats(60, 760), high=st.floats(10, 600))
def test_the_mark_is_never_laid_over_words_or_below_the_margin(lowest: float, high: float) -> None:
    base = order(lowest=lowest)
    reader, page = laid(base, mark(high))
    before = occupied(PdfReader(io.BytesIO(base)).pages[0])
    certified, day = heights(reader.pages[page], "Верно", "20.11.2026")
    assert before is not None and day >= MARGIN
    assert page == 1 or certified + 12 < before.bottom
    assert certified <= TOP - 50


def words_of_tags(data: bytes) -> list[tuple[str, int]]:
    """The tags in their order with the number of marks of content in each."""
    tags = read_tags(open_pdf(data, "приказ.pdf"))
    assert tags is not None
    return [(node.role, len(list(node.contents()))) for node in next(tags.nodes()).nodes()]


def test_its_lines_are_paragraphs_in_the_tags_between_the_order_and_its_annex() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(order())))
    lay_mark(writer, mark())
    data = written(writer)
    assert words_of_tags(data) == [("H1", 1), ("P", 1), ("P", 1), ("H1", 1)]
    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    paragraph = root["/StructTreeRoot"]["/K"][0]["/K"][1]
    form = paragraph["/K"][0]["/Stm"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    held = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    assert held[form["/StructParents"]].get_object()[0].get_object() == paragraph.get_object()


def test_nothing_else_changes() -> None:
    base = order(pages=3)
    made = with_copy_mark(base, mark())
    before, after = PdfReader(io.BytesIO(base)), PdfReader(io.BytesIO(made.data))
    contents = [page.get_contents().get_data() for page in after.pages]
    assert not made.faults and contents[1:] == [page.get_contents().get_data() for page in before.pages[1:]]
    assert contents[0].startswith(before.pages[0].get_contents().get_data())
    assert signature_page(PdfWriter(clone_from=after)) == 0


@pytest.mark.parametrize(("lowest", "place"), [(500, (2, 1, False)), (150, (3, 2, True))])
def test_where_the_mark_stands_is_told(lowest: float, place: tuple[int, int, bool]) -> None:
    made = with_copy_mark(order(lowest=lowest), mark())
    assert (made.pages, made.page, made.is_alone) == place


def test_the_same_input_gives_the_same_bytes() -> None:
    assert with_copy_mark(order(), mark()) == with_copy_mark(order(), mark())


def signed() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(order())))
    field = pdf_value({"/FT": "/Sig", "/V": {"/Type": "/Sig", "/ByteRange": [0, 1, 2, 3]}})
    writer.root_object[NameObject("/AcroForm")] = pdf_value({"/SigFlags": 3, "/Fields": [field]})
    return written(writer)


@pytest.mark.parametrize(("data", "rule"), [
    (signed(), "подписанный-pdf-не-меняют"), (b"%PDF-1.4", "pdf-не-читается"), (b"", "pdf-не-читается"),
    (order(starts=()), "отметке-нет-места"), (with_copy_mark(order(), mark())[0], "отметке-нет-места"),
    (with_copy_mark(order(lowest=150), mark())[0], "отметке-нет-места"),
])  # fmt: skip
def test_what_must_not_be_touched_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(InputError) as refused:
        with_copy_mark(data, mark())
    assert [finding.rule for finding in refused.value.findings] == [rule]
    assert all(finding.message and finding.hint for finding in refused.value.findings)


def certified(case: str | None = None, day: datetime.date = datetime.date(2026, 11, 20), **fields: Any) -> Any:
    made = order_of(состояние="зарегистрирован", регистрация={"дата": "15.10.2026", "номер": "7"}, **fields)
    printing = Printing.of(made, workspace(made), Print.REGISTERED)
    printing.certified = CopyMark(Signatory.model_validate({"должность": "начальник"}), day, case)
    return View(made, printing).certified


def test_the_mark_says_who_certifies_and_when() -> None:
    found = certified()
    assert (found.post, found.name) == ("Начальник Департамента", "Е.П.\u00a0Орлова")
    assert (found.date, found.original) == ("20.11.2026", None)


def test_a_copy_for_others_says_where_the_original_lies() -> None:
    assert certified("01-05 за 2026 год").original == (
        "Подлинник документа находится в Департаменте образования Заречной области в деле №\u00a001-05 за 2026\u00a0год."
    )


def test_an_order_itself_has_no_such_mark() -> None:
    made = order_of()
    assert View(made, Printing.of(made, workspace(made))).certified is None


def test_nothing_lies_in_the_file_that_nothing_names() -> None:
    reader = PdfReader(io.BytesIO(with_copy_mark(order(), mark())[0]))
    root: Any = reader.trailer
    named: set[int] = set()
    everything(root.raw_get("/Root"), named)
    everything(root.raw_get("/Info"), named)
    assert {number for number, offset in reader.xref[0].items() if offset} == named - {0}
