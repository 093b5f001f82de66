"""PDF files that cannot be read, or not whole: a clear answer, bounded work, never a traceback."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, NumberObject

from docgen.errors import InputError
from docgen.readers.pdf.fonts import UNKNOWN, named_sign
from docgen.readers.pdf.opening import MOST_BYTES, MOST_PAGES
from docgen.readers.pdf.reader import read_pdf
from tests.counts import scaled
from tests.readers import hostile
from tests.readers.pdf_files import lines, marked, pdf, stream, text

WORDS = ("Приказываю утвердить план мероприятий по поддержке школ района", "и назначить ответственных исполнителей.")
SOUND = pdf(lines(*WORDS))


def refused(data: bytes) -> str:
    """The rule by which a file is refused; its message must be one for a person."""
    with pytest.raises(InputError) as caught:
        read_pdf(data, "файл.pdf")
    (finding,) = caught.value.findings
    assert finding.message.endswith(".") and finding.hint.endswith(".")
    assert finding.document == finding.place == "файл.pdf"
    return finding.rule


def changed(change: Any, data: bytes = SOUND) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(data: bytes) -> EncodedStreamObject:
    made = EncodedStreamObject()
    made[NameObject("/Filter")] = NameObject("/FlateDecode")
    made._data = zlib.compress(data, 9)
    return made


def with_contents(data: bytes) -> bytes:
    def put(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Contents")] = writer._add_object(packed(data))

    return changed(put)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%PDF-1.4", "это не PDF".encode(), b"%PDF-1.4\n" + bytes(range(256)) * 50, SOUND[: len(SOUND) // 2],
        SOUND.replace(b"/Catalog", b"/Nothing").replace(b"/Pages", b"/Sheets"), hostile.random_bytes(),
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ],
    ids=["empty", "head", "text", "noise", "torn", "no pages", "random", "nested"],
)  # fmt: skip
def test_what_is_no_pdf_is_refused(data: bytes):
    assert refused(data) == "pdf-испорчен"


def test_a_broken_table_of_objects_is_made_anew():
    start = SOUND.rfind(b"xref", 0, SOUND.rfind(b"startxref"))
    assert read_pdf(SOUND[:start] + b"0" * 60 + SOUND[start + 60 :], "файл.pdf").blocks


def test_a_locked_file_is_refused_and_one_locked_with_nothing_is_read():
    assert refused(changed(lambda writer: writer.encrypt("слово", "хозяин", algorithm="RC4-128"))) == "pdf-под-паролем"
    open_to_all = changed(lambda writer: writer.encrypt("", "хозяин", algorithm="RC4-128"))
    assert read_pdf(open_to_all, "файл.pdf").blocks == read_pdf(SOUND, "файл.pdf").blocks


def test_a_scan_is_refused_with_advice():
    with pytest.raises(InputError) as caught:
        read_pdf(hostile.picture_pdf(), "скан.pdf")
    (finding,) = caught.value.findings
    assert finding.rule == "pdf-без-текста" and "OCRmyPDF" in finding.hint and "Word" in finding.hint


def test_pages_of_pictures_among_others_are_named():
    def add(writer: PdfWriter) -> None:
        for page in PdfReader(io.BytesIO(hostile.picture_pdf(4))).pages:
            writer.add_page(page)
        writer.insert_page(writer.pages[0], 3)

    source = read_pdf(changed(add), "файл.pdf")
    (finding,) = source.findings
    assert finding.rule == "страницы-без-текста"
    assert finding.message.endswith("на страницах: 2–3, 5–6.")


def test_a_text_in_another_language_is_refused():
    english = pdf(
        lines("In order to raise the quality of teaching in the schools", "I hereby order the plan to be approved")
    )
    assert refused(english) == "pdf-не-по-русски"


def test_fonts_that_do_not_say_their_letters_are_refused():
    def forget(writer: PdfWriter) -> None:
        for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index, union-attr]
            del font.get_object()["/ToUnicode"]

    assert refused(changed(forget)) == "pdf-не-по-русски"


def latin_font(**values: Any) -> dict[str, Any]:
    return {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Widths": [500] * 256, "/FirstChar": 0,
            **{f"/{key}": value for key, value in values.items()}}  # fmt: skip


def single_bytes(words: str, y: int) -> bytes:
    return f"BT /F3 12 Tf 85 {y} Td <{words.encode('cp1251').hex()}> Tj ET\n".encode()


def test_russian_letters_under_western_codes_are_mended_and_that_is_said():
    content = single_bytes(WORDS[0], 700) + single_bytes(WORDS[1], 684)
    source = read_pdf(pdf(content, fonts={"/F3": latin_font(Encoding="/WinAnsiEncoding")}), "файл.pdf")
    assert source.blocks[0].words == " ".join(WORDS)
    assert [finding.rule for finding in source.findings] == ["чужая-кодировка-букв"]


def test_letters_named_one_by_one_are_read():
    names = {"afii10017": "А", "afii10071": "ё", "afii10097": "я", "uni0416": "Ж", "u0436": "ж", "A": "A", "comma": ","}
    assert {name: named_sign(name) for name in names} == names
    assert named_sign("g123") == UNKNOWN and named_sign("uniD800") == UNKNOWN
    differences = [65, "/afii10036", "/afii10080", "/afii10085"]
    font = latin_font(Encoding={"/Type": "/Encoding", "/Differences": differences})
    drawn = b"BT /F3 12 Tf 85 600 Td (ABC) Tj ET\n"
    assert read_pdf(pdf(lines(*WORDS) + drawn, fonts={"/F3": font}), "файл.pdf").blocks[-1].words == "Тоу"


def test_signs_of_no_meaning_are_counted():
    def spoil(writer: PdfWriter) -> None:
        ranges = b"2 beginbfrange <0020> <0430> <0020> <0432> <0460> <0432> endbfrange"
        table = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + ranges + b" endcmap"
        font = writer.pages[0]["/Resources"]["/Font"]["/F1"]  # type: ignore[index]
        font[NameObject("/ToUnicode")] = writer._add_object(stream(table))

    source = read_pdf(changed(spoil, pdf(lines(*WORDS, "бобры"))), "файл.pdf")
    assert source.blocks[-1].words.endswith(f"{UNKNOWN}о{UNKNOWN}ры")
    assert [finding.rule for finding in source.findings] == ["нечитаемые-знаки"]


def test_more_bytes_and_more_pages_than_any_order_has_are_refused():
    assert refused(b"%PDF-1.4\n" + bytes(MOST_BYTES)) == "pdf-слишком-велик"

    def repeat(writer: PdfWriter) -> None:
        kids = writer._root_object["/Pages"]["/Kids"]  # type: ignore[index]
        kids.extend([list.__getitem__(kids, 0)] * MOST_PAGES)

    assert refused(changed(repeat)) == "pdf-слишком-велик"


def test_pages_in_a_circle_end():
    def turn(writer: PdfWriter) -> None:
        writer._root_object["/Pages"]["/Kids"].append(writer._root_object.raw_get("/Pages"))  # type: ignore[index]

    assert read_pdf(changed(turn), "файл.pdf").blocks == read_pdf(SOUND, "файл.pdf").blocks


def test_tags_in_a_circle_end():
    tagged = pdf(marked(0, text(WORDS[0], 85, 700)), tags=[("Document", [("P", [0])])])

    def turn(writer: PdfWriter) -> None:
        root = writer._root_object["/StructTreeRoot"]
        first = list.__getitem__(root["/K"], 0)  # type: ignore[index, arg-type]
        first.get_object()["/K"].append(first)

    assert [block.words for block in read_pdf(changed(turn, tagged), "файл.pdf").blocks] == [WORDS[0]]


@pytest.mark.parametrize("content", [b"q " * 30_000_000, b"1 " * 3_000_000, b"[" * 2_000_000, b"(" * 5_000_000])
def test_a_bomb_in_a_page_is_a_damaged_page(content: bytes):
    assert refused(with_contents(content)) == "pdf-испорчен"


def test_a_damaged_page_among_others_is_named():
    def spoil(writer: PdfWriter) -> None:
        writer.pages[1][NameObject("/Contents")] = writer._add_object(packed(b"q " * 30_000_000))

    source = read_pdf(changed(spoil, pdf(lines(*WORDS), lines("Вторая страница"))), "файл.pdf")
    assert [block.words for block in source.blocks] == [" ".join(WORDS)]
    assert [finding.message for finding in source.findings] == ["Испорчены и не прочитаны страницы: 2."]


def test_streams_of_objects_that_swell_are_refused():
    swollen = zlib.compress(bytes(40 << 20), 9)
    objects = b"".join(
        b"%d 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        % (number, len(swollen), swollen)
        for number in range(1, 5)
    )
    assert refused(b"%PDF-1.5\n" + objects + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF") == "pdf-слишком-велик"


def test_forms_drawn_a_thousandfold_are_refused():
    def nest(writer: PdfWriter) -> None:
        inner = writer._add_object(stream(b"0 g " * 100, Subtype="/Form"))
        for _ in range(4):
            below = DictionaryObject({NameObject("/X"): inner})
            form = stream(b"/X Do " * 100, Subtype="/Form")
            form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): below})
            inner = writer._add_object(form)
        writer.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X"): inner})  # type: ignore[index]
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream(b"/X Do " * 100))

    assert refused(changed(nest)) == "pdf-слишком-велик"


def test_broken_fonts_boxes_and_pages_leave_the_rest():
    def spoil(writer: PdfWriter) -> None:
        page = writer.pages[0]
        page[NameObject("/MediaBox")] = ArrayObject([NumberObject(0)] * 3)
        page[NameObject("/Rotate")] = NameObject("/Down")
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        fonts[NameObject("/F2")] = NumberObject(7)

    assert [block.words for block in read_pdf(changed(spoil), "файл.pdf").blocks] == [" ".join(WORDS)]


TAGGED = pdf(
    marked(0, text(WORDS[0], 85, 700)) + marked(1, text("1.", 85, 680)) + marked(2, text(WORDS[1], 100, 680)),
    tags=[("P", [0]), ("L", [("LI", [("Lbl", [1]), ("LBody", [2])])]), ("Table", [("TR", [("TD", [])])])],
)


@given(
    start=st.sampled_from([SOUND, TAGGED]),
    cuts=st.lists(
        st.tuples(st.integers(0, len(TAGGED)), st.binary(max_size=12), st.integers(0, 12)), min_size=1, max_size=6
    ),
)
@settings(max_examples=scaled(3000), deadline=None)
def test_any_damage_is_read_or_refused(start, cuts):
    data = start
    for place, put, length in cuts:
        data = data[:place] + put + data[place + length :]
    try:
        read_pdf(data, "файл.pdf")
    except InputError as error:
        assert error.findings
