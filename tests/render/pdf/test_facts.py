"""Facts of a PDF: what it says of itself is read, however it says it; what is no PDF is told as such."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, NumberObject, TextStringObject

from docgen.render.pdf.facts import BrokenPdf, FontFact, annex_pages, read_facts
from tests.counts import scaled
from tests.readers.pdf_files import pdf_value, stream
from tests.render.pdf.libreoffice import font_of, opened, printed, written


def test_an_archive_copy_says_what_it_is():
    facts = read_facts(printed())
    assert (facts.pdfa, facts.pdfua, facts.language, facts.tagged) == ("2B", "1", "ru-RU", True)
    assert facts.intents == ("GTS_PDFA1",)
    assert facts.version == "1.6"
    assert facts.info["Producer"] == facts.xmp["pdf:Producer"] == "LibreOffice 7.4"
    assert not facts.signed and not facts.encrypted


def test_a_plain_pdf_says_nothing():
    writer = PdfWriter()
    writer.add_blank_page(100, 200)
    facts = read_facts(written(writer))
    assert (facts.pdfa, facts.pdfua, facts.language, facts.tagged, facts.intents) == ("", "", "", False, ())
    assert facts.outline == () and facts.destinations == {} and facts.fonts == ()


def test_pages_have_the_size_in_which_they_are_shown():
    def turn(writer: PdfWriter) -> None:
        writer.pages[1].rotate(90)
        writer.pages[2].cropbox.upper_right = (300, 400)

    upright, turned, cropped, _ = read_facts(printed(change=turn)).pages
    assert upright == (595, 842) and not upright.is_landscape
    assert turned == (842, 595) and turned.is_landscape
    assert cropped == (300, 400)


def test_fonts_are_named_without_the_mark_of_a_subset():
    fonts = read_facts(
        printed(fonts=("BAAAAA+LiberationSerif", "CAAAAA+LiberationSerif-Bold"), absent=("Arial",))
    ).fonts
    assert fonts == (
        FontFact("Arial", False), FontFact("LiberationSerif", True), FontFact("LiberationSerif-Bold", True),
    )  # fmt: skip


def test_fonts_of_forms_and_of_notes_count():
    def draw(writer: PdfWriter) -> None:
        within = pdf_value({"/Font": {"/F": font_of(writer, "InForm", embedded=False)}})
        form = writer._add_object(stream(b"", Type="/XObject", Subtype="/Form", Resources=within))
        writer.pages[0]["/Resources"][NameObject("/XObject")] = pdf_value({"/Form": form})
        noted = pdf_value({"/Font": {"/F": font_of(writer, "InNote", embedded=True)}})
        look = writer._add_object(stream(b"", Subtype="/Form", Resources=noted))
        writer.pages[1][NameObject("/Annots")] = pdf_value([{"/Subtype": "/Widget", "/AP": {"/N": look}}])

    fonts = read_facts(printed(fonts=(), change=draw)).fonts
    assert fonts == (FontFact("InForm", False), FontFact("InNote", True))


def test_the_outline_has_levels_and_pages():
    assert [(each.title, each.page, each.level) for each in read_facts(printed()).outline] == [
        ("ПЛАН", 2, 0), ("Раздел", 3, 1),
    ]  # fmt: skip


def test_metadata_may_be_written_as_attributes():
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="u"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )

    def change(writer: PdfWriter) -> None:
        writer.root_object["/Metadata"].get_object().set_data(packet)

    assert read_facts(printed(change=change)).pdfa == "3U"


def test_annexes_and_sheets_begin_where_their_bookmarks_are():
    reader = opened(printed(6, parts=(0, 2, 3, 5)))
    assert annex_pages(reader, 2) == [2, 3, 5]
    assert annex_pages(reader, 3) == [2, 3, 5]
    assert annex_pages(reader, 4) is None


@pytest.mark.parametrize("lost", ["/5FPart00001", "/5FPart00002"])
def test_without_one_of_the_bookmarks_no_annex_is_placed(lost: str):
    def lose(writer: PdfWriter) -> None:
        del writer.root_object["/Dests"].get_object()[lost]

    assert annex_pages(opened(printed(6, parts=(0, 2, 3), change=lose)), 1) is None


def test_bookmarks_are_named_as_word_names_them():
    assert read_facts(printed()).destinations == {"_Part00001": 0, "_Part00002": 2}


def field(**values: object) -> object:
    return {"/Fields": [{"/FT": "/Sig", "/T": "подпись", **{f"/{key}": value for key, value in values.items()}}]}


@pytest.mark.parametrize(
    ("form", "signed"),
    [
        (field(), False),
        (field(V={"/Type": "/Sig"}), True),
        ({"/Fields": [{"/T": "а", "/Kids": [{"/FT": "/Sig", "/V": {"/Type": "/Sig"}}]}]}, True),
        ({"/Fields": [], "/SigFlags": 1}, True),
        ({"/Fields": [], "/SigFlags": 2}, False),
    ],
)
def test_a_field_that_is_signed_makes_the_file_signed(form: object, signed: bool):
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/AcroForm")] = pdf_value(form)

    assert read_facts(printed(change=change)).signed is signed


def test_a_signature_that_no_field_names_is_seen():
    def change(writer: PdfWriter) -> None:
        writer._add_object(pdf_value({"/Type": "/Sig", "/ByteRange": [0, 1, 2, 3]}))

    assert read_facts(printed(change=change)).signed


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer\n<< >>\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf_is_told_as_such(data: bytes):
    with pytest.raises(BrokenPdf) as stopped:
        read_facts(data)
    assert not stopped.value.locked


def test_a_file_without_pages_is_broken():
    with pytest.raises(BrokenPdf):
        read_facts(written(PdfWriter()))


def test_a_password_is_told_apart_and_an_empty_one_is_none():
    writer = PdfWriter(clone_from=opened(printed()))
    writer.encrypt("секрет", algorithm="RC4-128")
    with pytest.raises(BrokenPdf) as stopped:
        read_facts(written(writer))
    assert stopped.value.locked
    writer = PdfWriter(clone_from=opened(printed()))
    writer.encrypt("", "владелец", algorithm="RC4-128")
    facts = read_facts(written(writer))
    assert facts.encrypted and len(facts.pages) == 4


WHOLE = printed()


@pytest.mark.filterwarnings("ignore")
@given(at=st.integers(0, len(WHOLE) - 1), length=st.integers(0, 40), put=st.binary(max_size=40))
@settings(max_examples=scaled(1500), deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, length: int, put: bytes):
    try:
        facts = read_facts(WHOLE[:at] + put + WHOLE[at + length :])
    except BrokenPdf:
        return
    assert facts.pages


def test_circles_come_to_an_end():
    def change(writer: PdfWriter) -> None:
        form = stream(b"", Type="/XObject", Subtype="/Form")
        reference = writer._add_object(form)
        form[NameObject("/Resources")] = pdf_value({"/XObject": {"/Again": reference}})
        writer.pages[0]["/Resources"][NameObject("/XObject")] = pdf_value({"/Form": reference})
        kid = writer._add_object(pdf_value({"/T": "а"}))
        kid.get_object()[NameObject("/Kids")] = pdf_value([kid])
        writer.root_object[NameObject("/AcroForm")] = pdf_value({"/Fields": [kid]})

    assert not read_facts(printed(change=change)).signed


def test_odd_values_are_read_for_what_they_are():
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/Lang")] = writer._add_object(TextStringObject("ru-RU"))
        writer.root_object[NameObject("/MarkInfo")] = pdf_value({"/Marked": NumberObject(0)})

    facts = read_facts(printed(change=change))
    assert facts.language == "ru-RU" and not facts.tagged
