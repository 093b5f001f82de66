"""A file for the archive: finished, read back, and each lack told with what to do."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from docgen.errors import OfficeError
from docgen.findings import Severity
from docgen.render.pdf.archive import Finished, finish
from docgen.render.pdf.facts import read_facts
from docgen.render.pdf.scans import Scanned
from docgen.render.pdf.sheets import Part
from tests.readers.pdf_files import pdf_value
from tests.render.pdf import scanned
from tests.render.pdf.libreoffice import SERIF, opened, printed, wanted, written


def told(finished: Finished) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in finished.findings]


def without(*keys: str) -> bytes:
    """What LibreOffice would have made without these."""

    def change(writer: PdfWriter) -> None:
        for key in keys:
            del writer.root_object[key]

    return printed(change=change)


def test_a_whole_file_has_nothing_to_be_told():
    finished = finish(printed(), wanted())
    assert finished.findings == ()
    assert finished.parts == (Part(2, 2), Part(2, 2))
    facts = read_facts(finished.data)
    assert (facts.pdfa, facts.tagged, facts.language, facts.intents) == ("2B", True, "ru-RU", ("GTS_PDFA1",))
    assert [(font.name, font.embedded) for font in facts.fonts] == [("LiberationSerif", True)]
    assert len(facts.outline) == 3 and facts.destinations == {"_Part00001": 0, "_Part00002": 2}


def test_the_pages_stay_byte_for_byte():
    made = printed()
    objects = made[: made.rindex(b"xref", 0, made.rindex(b"startxref"))].split(b"endobj\n")
    finished = finish(made, wanted()).data
    pages = [each for each in objects if b"/Type /Page\n" in each or b"/Type /Font\n" in each]
    assert len(pages) == 5 and all(page in finished for page in pages)


def test_the_same_input_gives_the_same_bytes():
    assert finish(printed(), wanted()).data == finish(printed(), wanted()).data


def test_with_a_scan_too_the_same_input_gives_the_same_bytes():
    assert (
        finish(printed(), wanted(scans={1: scan(*TWO)})).data == finish(printed(), wanted(scans={1: scan(*TWO)})).data
    )


def test_another_language_is_corrected():
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/Lang")] = TextStringObject("en-US")

    finished = finish(printed(change=change), wanted())
    assert finished.findings == () and read_facts(finished.data).language == "ru-RU"


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (printed(claims={}), "отметки PDF/A-2b"),
        (printed(claims={"pdfaid:part": "1", "pdfaid:conformance": "A"}), "отметки PDF/A-2b (стоит «1A»)"),
        (without("/OutputIntents"), "профиля цвета"),
        (without("/StructTreeRoot"), "разметки"),
        (without("/MarkInfo"), "разметки"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_libreoffice_left_out_is_named(pdf: bytes, words: str):
    finished = finish(pdf, wanted())
    assert told(finished) == [("pdf-не-архивный", Severity.ERROR)]
    (finding,) = finished.findings
    assert words in finding.message
    assert "LibreOffice 7.0" in finding.hint


def test_everything_lacking_is_told_at_once():
    (finding,) = finish(
        printed(claims={}, change=lambda writer: writer.root_object.pop("/OutputIntents")), wanted()
    ).findings
    assert finding.message == "В готовом PDF не хватает: отметки PDF/A-2b; профиля цвета для архива."


def test_a_font_that_was_not_asked_for_is_told():
    finished = finish(printed(fonts=("BAAAAA+DejaVuSans",)), wanted())
    assert told(finished) == [("шрифт-подменён", Severity.ERROR)]
    assert told(finish(printed(fonts=(SERIF, "CAAAAA+DejaVuSans")), wanted())) == [("шрифт-подменён", Severity.WARNING)]


def test_a_font_that_is_not_embedded_is_told():
    assert told(finish(printed(absent=("LiberationSerif-Bold",)), wanted())) == [("шрифт-не-внедрён", Severity.ERROR)]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", printed()[:900]])
def test_a_file_that_cannot_be_read_stops_the_work(pdf: bytes):
    with pytest.raises(OfficeError) as stopped:
        finish(pdf, wanted())
    assert [finding.rule for finding in stopped.value.findings] == ["pdf-не-получился"]


def test_parts_that_are_not_found_are_told_and_the_file_is_made():
    finished = finish(printed(parts=(0,)), wanted())
    assert told(finished) == [("приложения-в-pdf-не-найдены", Severity.WARNING)]
    assert finished.parts == (Part(4, 4),)
    facts = read_facts(finished.data)
    assert facts.pdfa == "2B" and facts.info["Title"] == "Приказ «О плане»"


def scan(*pages: bytes) -> Scanned:
    return Scanned(scanned.scan(*pages), "памятка.pdf", "Приложение № 1. Памятка")


TWO = (scanned.DRAW, scanned.DRAW)
ORDER, FIRST, SECOND = "Приказ", "Приложение № 1. Памятка", "Приложение № 2. План"


def test_a_scan_stands_behind_its_annex_and_the_outline_follows():
    pdf = printed(5, (0, 2, 3), (("ПАМЯТКА", 2, 0), ("ПЛАН", 3, 0), ("Раздел", 4, 1)))
    finished = finish(pdf, wanted(ORDER, FIRST, SECOND, scans={1: scan(*TWO)}))
    assert finished.findings == ()
    assert finished.parts == (Part(2, 2), Part(3, 3, 2), Part(2, 2))
    facts = read_facts(finished.data)
    assert len(facts.pages) == 7
    assert [(each.title, each.page) for each in facts.outline] == [(ORDER, 0), (FIRST, 2), (SECOND, 5), ("Раздел", 6)]
    assert facts.pdfa == "2B" and facts.tagged


def test_scans_of_two_annexes_each_stand_in_their_place():
    scans = {1: scan(*TWO), 2: scan(scanned.DRAW)}
    finished = finish(printed(4, (0, 1, 2, 3), ()), wanted(ORDER, FIRST, SECOND, "Лист согласования", scans=scans))
    assert finished.findings == ()
    assert [part.pages for part in finished.parts] == [1, 3, 2, 1]
    assert [entry.page for entry in read_facts(finished.data).outline] == [0, 1, 4, 6]


def test_a_scan_that_is_not_read_is_told_and_the_rest_is_made():
    finished = finish(printed(), wanted(ORDER, FIRST, scans={1: Scanned(b"0", "памятка.pdf", FIRST)}))
    assert told(finished) == [("скан-не-читается", Severity.ERROR)]
    assert len(read_facts(finished.data).pages) == 4


def test_a_scan_whose_annex_is_not_found_is_an_error():
    finished = finish(printed(parts=(0,)), wanted(ORDER, FIRST, scans={1: scan()}))
    assert told(finished) == [("приложения-в-pdf-не-найдены", Severity.ERROR)]
    assert "«памятка.pdf»" in finished.findings[0].message


def test_a_sheet_may_carry_two_pages():
    finished = finish(printed(7, (0, 3), ()), wanted(two_sided=True))
    assert finished.parts == (Part(3, 2), Part(4, 2))


def packed(data: bytes) -> bytes:
    """The file as newer programs write it: what is no stream goes into a stream of objects, the offsets into another."""
    reader = opened(data)
    plain, out = [], bytearray(b"%PDF-1.6\n")
    offsets: dict[int, tuple[int, int, int]] = {}
    for number in sorted(reader.xref[0]):
        value = reader.get_object(number)
        body = io.BytesIO()
        value.write_to_stream(body)
        if hasattr(value, "get_data"):
            offsets[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body.getvalue())
        else:
            plain.append((number, body.getvalue()))
    pack, table = max(reader.xref[0]) + 1, max(reader.xref[0]) + 2
    places, inside, at = [], b"", 0
    for index, (number, body_bytes) in enumerate(plain):
        offsets[number] = (2, pack, index)
        places.append(f"{number} {at}")
        inside += body_bytes + b"\n"
        at = len(inside)
    head = " ".join(places).encode() + b"\n"
    offsets[pack] = (1, len(out), 0)
    content = head + inside
    out += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        pack, len(plain), len(head), len(content), content,
    )  # fmt: skip
    start = offsets[table] = (1, len(out), 0)
    rows = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + index.to_bytes(2)
        for kind, where, index in (offsets.get(number, (0, 0, 0)) for number in range(table + 1))
    )
    root, info = (reader.trailer.raw_get(key).idnum for key in ("/Root", "/Info"))
    out += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        table, table + 1, root, info, len(rows), rows,
    )  # fmt: skip
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start[1]


def test_a_file_with_streams_of_objects_is_taken_as_well():
    finished = finish(packed(printed()), wanted())
    assert finished.findings == ()
    assert read_facts(finished.data) == read_facts(finish(printed(), wanted()).data)


def test_a_file_that_was_changed_afterwards_is_taken_as_well():
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/PageLabels")] = pdf_value({"/Nums": []})

    writer = PdfWriter(opened(printed()), incremental=True)
    change(writer)
    finished = finish(written(writer), wanted())
    assert finished.findings == ()
    assert "/PageLabels" in opened(finished.data).trailer["/Root"]
