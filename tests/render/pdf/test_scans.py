"""Scanned annexes in the PDF of their order: where they stand, how they lie, what must not come with them."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from docgen.readers.pdf.opening import open_pdf
from docgen.readers.pdf.tags import read_tags
from docgen.render.pdf.facts import read_facts
from tests.needs import PROJECT
from tests.readers.pdf_files import pdf_value, stream, text
from tests.render.pdf.scanned import DRAW, everything, figures, form_of, merged, order, rules, scan, written

REAL = (PROJECT / "examples" / "region" / "scans" / "памятка.pdf").read_bytes()


def test_the_sheets_stand_right_behind_their_annexes() -> None:
    reader, said = merged({0: scan(DRAW), 2: scan(DRAW, DRAW)})
    assert said.added == {0: 1, 2: 2} and not said.findings
    drawn = ["/Scan" in page["/Resources"].get("/XObject", {}) for page in reader.pages]
    assert drawn == [False, True, False, False, True, True]


def test_each_sheet_is_a_picture_in_the_tags_with_words_that_say_what_it_is() -> None:
    reader, _ = merged({1: REAL})
    assert figures(reader) == [
        ("/H1", 0),
        ("/H1", 1),
        ("Приложение № 1, скан, лист 1 из 2", 2),
        ("Приложение № 1, скан, лист 2 из 2", 3),
        ("/H1", 4),
    ]


def test_a_picture_leads_from_its_page_to_its_tag_and_back() -> None:
    reader, _ = merged({0: scan()})
    page = reader.pages[1]
    assert b"/MCID 0" in page.get_contents().get_data()
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    held = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    assert len(held) == len(numbers) // 2 == 4
    (tag,) = held[page["/StructParents"]].get_object()
    assert tag.get_object()["/S"] == "/Figure"


def test_the_whole_file_is_still_read_by_our_own_reader() -> None:
    writer = PdfWriter(clone_from=merged({1: REAL})[0])
    opened = open_pdf(written(writer), "приказ.pdf")
    tags = read_tags(opened)
    assert tags is not None and [node.role for node in next(tags.nodes()).nodes()].count("Figure") == 2


def test_a_file_without_tags_takes_scans_as_well() -> None:
    reader, said = merged({0: scan()}, into=scan())
    assert len(reader.pages) == 2 and said.added == {0: 1}


def placed(page: Any) -> list[float]:
    """The matrix by which a page draws its scan."""
    words = page.get_contents().get_data().split()
    return [float(word) for word in words[words.index(b"q") + 1 : words.index(b"cm")]]


def corners(page: Any) -> set[tuple[int, int]]:
    """Where the corners of the scan come to lie."""
    a, b, c, d, e, f = placed(page)
    left, bottom, right, top = (float(each) for each in form_of(page)["/BBox"])
    return {(round(a * x + c * y + e), round(b * x + d * y + f)) for x in (left, right) for y in (bottom, top)}


A4 = {(0, 0), (595, 0), (0, 842), (595, 842)}
LYING = {(y, x) for x, y in A4}


@pytest.mark.parametrize(("turn", "size", "corners_wanted"), [
    (0, (595.276, 841.89), A4), (180, (595.276, 841.89), A4), (90, (841.89, 595.276), A4), (270, (841.89, 595.276), A4),
    (90, (595.276, 841.89), LYING), (0, (841.89, 595.276), LYING), (0, (1190.55, 1683.78), A4), (-90, (841.89, 595.276), A4),
])  # fmt: skip
def test_sheets_lie_upright_on_a4(turn: int, size: tuple[float, float], corners_wanted: set[tuple[int, int]]) -> None:
    def turned(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turn)

    reader, _ = merged({0: scan(size=size, change=turned)})
    assert corners(reader.pages[1]) == corners_wanted
    box = reader.pages[1].mediabox
    assert ((round(box.width), round(box.height)) in corners_wanted) and reader.pages[1].rotation == 0


def test_a_turned_page_shows_the_same_corner_at_the_top() -> None:
    """A page turned clockwise by 90 has its lower left corner at the upper left."""

    def turned(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(90)

    reader, _ = merged({0: scan(size=(841.89, 595.276), change=turned)})
    assert [round(each) for each in placed(reader.pages[1])[4:]] == [0, 842]


def test_only_the_part_that_is_shown_comes_in() -> None:
    def cropped(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/CropBox")] = pdf_value([100, 100, 500, 666])

    reader, _ = merged({0: scan(change=cropped)})
    assert [float(each) for each in form_of(reader.pages[1])["/BBox"]] == [100, 100, 500, 666]
    assert {(0, 0), (595, 842)} <= corners(reader.pages[1])


def test_a_sheet_of_another_size_is_told() -> None:
    _, said = merged({0: scan(DRAW, DRAW, size=(1191, 1684))})
    assert rules(said) == ["скан-не-а4"] and "1, 2" in said.findings[0].message


def hostile(writer: PdfWriter) -> None:
    """A script, an attachment, an action at opening, a link, a note, a form, an action of a page."""
    writer._root_object[NameObject("/Names")] = pdf_value({
        "/JavaScript": {"/Names": ["x", {"/S": "/JavaScript", "/JS": "app.alert(1)"}]},
        "/EmbeddedFiles": {"/Names": ["x", {"/Type": "/Filespec", "/EF": {"/F": stream(b"x", Type="/EmbeddedFile")}}]},
    })  # fmt: skip
    writer._root_object[NameObject("/OpenAction")] = pdf_value({"/S": "/JavaScript", "/JS": "app.alert(2)"})
    writer._root_object[NameObject("/AcroForm")] = pdf_value({"/Fields": [], "/XFA": "x"})
    page = writer.pages[0]
    page[NameObject("/AA")] = pdf_value({"/O": {"/S": "/JavaScript", "/JS": "app.alert(3)"}})
    link = {
        "/Type": "/Annot",
        "/Subtype": "/Link",
        "/Rect": [0, 0, 9, 9],
        "/A": {"/S": "/URI", "/URI": "http://x.example"},
    }
    launch = {"/Type": "/Annot", "/Subtype": "/Text", "/Rect": [0, 0, 9, 9], "/A": {"/S": "/Launch", "/F": "x.exe"}}
    page[NameObject("/Annots")] = pdf_value([link, launch])
    picture = page["/Resources"]["/XObject"]["/Im"]
    picture.update(pdf_value({
        "/Interpolate": 1, "/Alternates": [], "/OPI": {"/2.0": {"/F": "x"}}, "/Metadata": {"/JS": "app.alert(4)"},
        "/StructParent": 7, "/AF": [],
    }))  # fmt: skip


def test_nothing_that_acts_comes_in_and_that_is_told() -> None:
    reader, said = merged({0: scan(change=hostile)})
    assert rules(said) == ["не-всё-со-скана"] and said.added == {0: 1}
    held = [each for each in everything(reader.trailer["/Root"]) if isinstance(each, dict)]
    keys = {key for each in held for key in each}
    forbidden = {"/JS", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/URI", "/Annots", "/AcroForm", "/XFA", "/OpenAction"}
    assert not keys & (forbidden | {"/Interpolate", "/Alternates", "/OPI", "/StructParent", "/AF"})


def test_what_the_archive_forbids_in_passing_is_mended() -> None:
    state = {"/TR": "/Identity", "/BM": "/Strange", "/HTP": [0, 0], "/CA": 1}
    content = b"/Span <</MCID 3>> BDC /G gs 0 0 0 1 k 0.2 0 0 0 K foo EMC " + DRAW
    reader, said = merged({0: scan(content, resources={"/ExtGState": {"/G": state}})})
    form = form_of(reader.pages[1])
    drawn = form.get_data()
    assert not said.findings and b"BDC" not in drawn and b"EMC" not in drawn and b"foo" not in drawn
    assert b"0.0 0.0 0.0 rg" in drawn and b"0.8 1 1 RG" in drawn
    assert form["/Resources"]["/ExtGState"]["/G"] == {"/BM": "/Normal", "/CA": 1}


def lzw(writer: PdfWriter) -> None:
    picture = writer.pages[0]["/Resources"]["/XObject"]["/Im"]
    picture[NameObject("/Filter")] = NameObject("/LZWDecode")
    picture._data = bytes([0x80, 0x00, 0x3F, 0xEF, 0xF8, 0x08])


def test_lzw_is_packed_anew() -> None:
    reader, said = merged({0: scan(change=lzw)})
    picture = form_of(reader.pages[1])["/Resources"]["/XObject"]["/Im"]
    assert picture["/Filter"] == "/FlateDecode" and not said.findings


HELVETICA = {"/Font": {"/F1": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}}
WORDS = b"BT /F1 12 Tf %s Tr 50 700 Td (abc) Tj ET\n"


def test_words_that_a_scanner_recognised_come_in_under_their_picture() -> None:
    reader, said = merged({0: scan(WORDS % b"3" + DRAW, resources=HELVETICA)})
    assert not said.findings and "abc" in reader.pages[1].extract_text()


def test_seen_words_in_a_font_that_is_not_there_are_refused_and_the_others_stay() -> None:
    reader, said = merged({0: scan(WORDS % b"0", resources=HELVETICA), 1: scan()})
    assert rules(said) == ["скан-не-для-архива"] and "Helvetica" in said.findings[0].message
    assert said.added == {0: 0, 1: 1} and len(reader.pages) == 4
    assert len(reader.xref[0]) == len(merged({1: scan()})[0].xref[0])  # nothing of it lies in the file unseen


def test_a_font_that_nothing_is_written_in_stays_behind() -> None:
    reader, said = merged({0: scan(DRAW, resources=HELVETICA)})
    assert not said.findings and "/Font" not in form_of(reader.pages[1])["/Resources"]


def test_the_mode_of_words_ends_with_its_brackets() -> None:
    _, said = merged({0: scan(b"q 3 Tr Q " + WORDS.replace(b"%s Tr", b""), resources=HELVETICA)})
    assert rules(said) == ["скан-не-для-архива"]


@pytest.mark.parametrize("made", [
    {"image": {"ColorSpace": "/DeviceCMYK"}, "data": bytes(16)},
    {"image": {"ColorSpace": ["/Indexed", "/DeviceCMYK", 0, "0000"]}, "data": bytes(4)},
    {"resources": {"/ColorSpace": {"/S": ["/Separation", "/Black", "/DeviceCMYK", {}]}}, "pages": b"/S cs 1 scn"},
    {"pages": b"/DeviceCMYK cs 0 0 0 1 sc"},
    {"pages": b"BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI"},
])  # fmt: skip
def test_colours_of_a_press_are_refused(made: dict[str, Any]) -> None:
    content = made.pop("pages", DRAW)
    _, said = merged({0: scan(content, **made)})
    assert rules(said) == ["скан-не-для-архива"] and "CMYK" in said.findings[0].message


def layers(writer: PdfWriter) -> None:
    layer = writer._add_object(pdf_value({"/Type": "/OCG", "/Name": "x"}))
    writer._root_object[NameObject("/OCProperties")] = pdf_value({"/OCGs": [layer], "/D": {"/OFF": [layer]}})


def elsewhere(writer: PdfWriter) -> None:
    writer.pages[0]["/Resources"]["/XObject"]["/Im"].update(pdf_value({"/F": "picture.raw"}))


@pytest.mark.parametrize(("change", "word"), [(layers, "слои"), (elsewhere, "другом файле")])
def test_what_cannot_be_taken_out_is_refused_with_what_to_do(change: Any, word: str) -> None:
    _, said = merged({0: scan(change=change)})
    assert rules(said) == ["скан-не-для-архива"] and word in said.findings[0].message and said.findings[0].hint


def test_a_stamp_and_a_filled_in_field_are_seen_where_they_stood() -> None:
    def stamped(writer: PdfWriter) -> None:
        look = writer._add_object(stream(b"0 0 10 10 re f", Type="/XObject", Subtype="/Form", BBox=[0, 0, 10, 10]))
        stamp = {"/Subtype": "/Stamp", "/Rect": [100, 200, 120, 230], "/AP": {"/N": look}}
        box = {"/Subtype": "/Widget", "/Rect": [0, 0, 5, 5], "/AS": "/On", "/AP": {"/N": {"/On": look}}}
        hidden = {"/Subtype": "/Stamp", "/Rect": [0, 0, 5, 5], "/F": 2, "/AP": {"/N": look}}
        writer.pages[0][NameObject("/Annots")] = pdf_value([stamp, box, hidden])

    reader, said = merged({0: scan(change=stamped)})
    drawn = form_of(reader.pages[1]).get_data()
    assert not said.findings and drawn.count(b"/Note") == 2 and b"2 0.0 0.0 3 100 200 cm" in drawn


def circle(writer: PdfWriter) -> None:
    form = stream(b"/Me Do", Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9])
    reference = writer._add_object(form)
    form[NameObject("/Resources")] = pdf_value({"/XObject": {"/Me": reference}})
    writer.pages[0]["/Resources"]["/XObject"][NameObject("/Im")] = reference


def test_a_drawing_that_draws_itself_is_refused() -> None:
    _, said = merged({0: scan(change=circle)})
    assert rules(said) == ["скан-не-читается"]


def doubling(writer: PdfWriter) -> None:
    """Each form draws the next twice: 2 to the power of 20 drawings on paper, 20 in the file."""
    inner = writer._add_object(stream(b"0 0 1 1 re f", Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9]))
    for _ in range(20):
        form = stream(b"/A Do /A Do", Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9])
        form[NameObject("/Resources")] = pdf_value({"/XObject": {"/A": inner}})
        inner = writer._add_object(form)
    writer.pages[0]["/Resources"]["/XObject"][NameObject("/Im")] = inner


def test_drawings_inside_one_another_are_carried_over_once_each() -> None:
    reader, said = merged({0: scan(change=doubling)})
    assert not said.findings and len(reader.pages) == 4


def test_a_file_with_a_password_is_refused() -> None:
    def locked(writer: PdfWriter) -> None:
        writer.encrypt("тайна", algorithm="RC4-128")

    _, said = merged({0: scan(change=locked)})
    assert rules(said) == ["скан-не-читается"] and "парол" in said.findings[0].message


def test_a_signed_scan_stays_whole() -> None:
    def signed(writer: PdfWriter) -> None:
        field = pdf_value({"/FT": "/Sig", "/V": {"/Type": "/Sig", "/ByteRange": [0, 1, 2, 3]}})
        writer._root_object[NameObject("/AcroForm")] = pdf_value({"/SigFlags": 3, "/Fields": [field]})

    reader, said = merged({0: scan(change=signed)})
    assert rules(said) == ["скан-подписан"] and len(reader.pages) == 3


@pytest.mark.parametrize(
    "data", [b"", b"no", b"%PDF-1.4", REAL[: len(REAL) // 3], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"]
)
def test_what_is_no_scan_is_a_finding(data: bytes) -> None:
    reader, said = merged({0: data, 1: REAL})
    assert rules(said) == ["скан-не-читается"] and said.added == {0: 0, 1: 2} and len(reader.pages) == 5


@pytest.mark.parametrize(("data", "named", "told"), [
    (b"PK\x03\x04word", "Word", "сохраните как PDF"), (b"\xd0\xcf\x11\xe0old", "Word", "сохраните как PDF"),
    (b"\0\0\0\x18ftypheic", "HEIC", "как JPEG"), (b"", "пустой", "отсканируйте"), (b"no", "не PDF", "отсканируйте"),
])  # fmt: skip
def test_what_it_is_instead_is_told_with_what_to_do(data: bytes, named: str, told: str) -> None:
    (finding,) = merged({0: data})[1].findings
    assert named in finding.message and told in finding.hint


def picture(form: str, mode: str = "L", size: tuple[int, int] = (20, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(("form", "mode"), [
    ("JPEG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"),
    ("PNG", "I;16"), ("TIFF", "1"), ("TIFF", "L"), ("TIFF", "CMYK"),
])  # fmt: skip
def test_pictures_become_sheets_in_grey_or_in_the_colours_of_a_screen(form: str, mode: str) -> None:
    reader, said = merged({0: picture(form, mode)})
    assert said.added == {0: 1} and not said.findings
    assert form_of(reader.pages[1])["/ColorSpace"] in ("/DeviceGray", "/DeviceRGB")
    assert round(placed(reader.pages[1])[0]) == 561 and round(placed(reader.pages[1])[3]) == 842


def test_a_photograph_taken_sideways_is_turned() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    reader, _ = merged({0: picture("JPEG", size=(30, 20), exif=turned)})
    held = form_of(reader.pages[1])
    assert (held["/Width"], held["/Height"]) == (20, 30)


def test_a_picture_of_several_sheets_makes_several() -> None:
    out = io.BytesIO()
    Image.new("1", (20, 30), 1).save(out, "TIFF", save_all=True, append_images=[Image.new("1", (30, 20), 1)])
    reader, said = merged({0: out.getvalue()})
    assert said.added == {0: 2}
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages[1:3]] == [False, True]


def test_a_picture_with_too_many_dots_is_refused() -> None:
    _, said = merged({0: picture("PNG", "1", size=(20_000, 20_000))})
    assert rules(said) == ["скан-не-для-архива"] and "точек" in said.findings[0].message


SOURCES = [REAL, scan(change=hostile), scan(change=doubling), picture("PNG")]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_makes_a_traceback(data: st.DataObject) -> None:
    source = bytearray(data.draw(st.sampled_from(SOURCES)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    reader, said = merged({1: bytes(source)})
    assert len(reader.pages) == 3 + said.added[1] and (said.added[1] or said.findings)


def test_the_order_itself_loses_nothing() -> None:
    before, after = PdfReader(io.BytesIO(order())), merged({1: REAL})[0]
    contents = [page.get_contents().get_data() for page in (*after.pages[:2], after.pages[4])]
    assert contents == [page.get_contents().get_data() for page in before.pages]
    assert read_facts(written(PdfWriter(clone_from=after))).structured


def test_text_above_a_scan_is_kept_in_its_font() -> None:
    """A page that a program made has fonts of its own: those that are embedded come in."""
    font = {
        "/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/ABCDEF+Font", "/Encoding": "/Identity-H",
        "/DescendantFonts": [{
            "/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": "/ABCDEF+Font", "/DW": 500,
            "/FontDescriptor": {"/Type": "/FontDescriptor", "/FontFile2": stream(b"font"), "/CIDSet": stream(b"\xff")},
        }],
    }  # fmt: skip
    reader, said = merged({0: scan(text("Памятка", 50, 700), resources={"/Font": {"/F1": font}})})
    carried = form_of(reader.pages[1])["/Resources"]["/Font"]["/F1"]["/DescendantFonts"][0]
    assert not said.findings and carried["/CIDToGIDMap"] == "/Identity"
    assert "/CIDSet" not in carried["/FontDescriptor"]
    assert carried["/FontDescriptor"]["/FontFile2"].get_data() == b"font"


def test_fonts_of_invisible_words_are_no_fault_of_the_file() -> None:
    reader, _ = merged({0: scan(WORDS % b"3" + DRAW, resources=HELVETICA)})
    fonts = read_facts(written(PdfWriter(clone_from=reader))).fonts
    assert "Helvetica" not in [font.name for font in fonts]
