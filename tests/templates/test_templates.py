"""The shipped templates against the layout standard: what can be read off the files themselves."""

import re
import zipfile

import pytest
from lxml import etree

from docgen.work.templates import check_template
from tests.house import (
    BODY,
    CELLS,
    CORNER,
    DASHES,
    EMPTY,
    FORM,
    HEADINGS,
    MARKS,
    POINTS,
    REQUISITES,
    RIGHT_STOPS,
)
from tests.templates.opened import FOLDER, HOUSE, NAMES, ORDERS, TEMPLATES, Opened
from tests.word import MM, W, number, style_of, value, words

every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=NAMES)


def test_no_template_is_left_out_of_these_tests() -> None:
    found = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.docx")}
    assert found == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_passes_its_own_check(name: str) -> None:
    assert check_template(FOLDER / f"{name}.docx") == []


@every_template
def test_margins_leave_room_for_filing_for_ever(template: Opened) -> None:
    """L01: 30 mm on the left, because orders on core activity are kept for ever."""
    margins = template.section.find(f"{W}pgMar")
    found = {side: int(margins.get(f"{W}{side}")) / MM for side in ("left", "right", "top", "bottom")}
    least = {"left": 30, "right": 10, "top": 20, "bottom": 20}
    assert all(found[side] >= least[side] - 0.05 for side in least), found


@every_template
def test_paper_is_a4(template: Opened) -> None:
    """L02."""
    size = template.section.find(f"{W}pgSz")
    assert sorted((size.get(f"{W}w"), size.get(f"{W}h"))) == ["11906", "16838"]


@every_template
def test_the_first_page_has_no_number_and_the_count_starts_anew(template: Opened) -> None:
    """L03, std 1.2."""
    assert template.section.find(f"{W}titlePg") is not None
    assert number(template.section, "pgNumType", "start") == 1
    first = template.header("first")
    assert words(first) == "" and not list(first.iter(f"{W}fldSimple", f"{W}instrText"))


@every_template
def test_the_first_page_has_a_footer_of_its_own(template: Opened) -> None:
    """A section without one takes that of the section before: an annex would have the room for the order's code."""
    paragraphs = list(template.footer("first").iter(f"{W}p"))
    room = [paragraph for paragraph in paragraphs if style_of(paragraph) == "CodeRoom"]
    assert len(room) == (template in ORDERS)
    assert all("{%p" in words(paragraph) or not words(paragraph) for paragraph in paragraphs)


def test_the_rooms_are_as_large_as_what_is_put_into_them() -> None:
    """R10, R12: an electronic signature's mark of 80 × 30 mm, a bar code of 20 mm clear by 5; arms of 20 mm."""
    assert HOUSE.length("CodeRoom", "spacing", "line") / MM == pytest.approx(25, abs=0.1)
    assert HOUSE.length("ArmsRoom", "spacing", "line") / MM == pytest.approx(20, abs=0.1)
    assert HOUSE.effective("ArmsRoom", "spacing", "lineRule") == "atLeast"  # a line of exact height cuts a picture off
    for template in ORDERS:
        rows = [row for row in template.document.iter(f"{W}tr") if row.find(f"{W}trPr/{W}trHeight") is not None]
        assert len(rows) == 1
        height = number(rows[0].find(f"{W}trPr"), "trHeight", "val")
        room = rows[0].findall(f"{W}tc")[1]
        assert height / MM >= 30 and not words(room)
        assert number(room.find(f"{W}tcPr"), "tcW", "w") / MM == pytest.approx(80, abs=0.1)


def test_arms_stand_ten_millimetres_from_the_edge() -> None:
    """Std 1.1: in the header of the first page, which moves the text down."""
    with_arms = [template.name for template in ORDERS if style_of(template.header("first").find(f"{W}p")) == "ArmsRoom"]
    assert with_arms == ["orders/ministry", "orders/administration"]
    assert all(number(template.section, "pgMar", "header") / MM == pytest.approx(10, abs=0.1) for template in ORDERS)


@every_template
def test_the_page_number_stands_alone_in_the_middle_of_the_top_margin(template: Opened) -> None:
    """L04: at least 10 mm from the edge, digits only, and it does not push the text down."""
    header = template.header("default")
    assert [field.get(f"{W}instr").strip() for field in header.iter(f"{W}fldSimple")] == ["PAGE"]
    assert words(header).isdigit()
    assert template.effective(style_of(header.find(f"{W}p")), "jc", "val") == "center"
    margins = template.section.find(f"{W}pgMar")
    distance, top = int(margins.get(f"{W}header")), int(margins.get(f"{W}top"))
    assert distance >= 567
    assert distance + template.size("Header") * 20 * 1.15 <= top


@every_template
def test_there_is_one_font_and_no_theme(template: Opened) -> None:
    """L05."""
    fonts = {
        fonts.get(f"{W}{kind}")
        for name, data in template.parts.items()
        if name.startswith("word/") and name.endswith(".xml")
        for fonts in etree.fromstring(data).iter(f"{W}rFonts")
        for kind in ("ascii", "hAnsi", "eastAsia", "cs")
    }
    assert fonts == {"Times New Roman"}
    assert not any("theme" in name or b"heme" in data for name, data in template.parts.items())


def test_sizes_are_those_of_the_standard() -> None:
    """L06: text 12 to 14 points, tables 10 to 13, the mark of the executor smaller."""
    assert {style: HOUSE.size(style) for style in BODY} == dict.fromkeys(BODY, 14)
    assert all(12 <= HOUSE.size(style) <= 14 for style in REQUISITES if style != "Drafter")
    assert HOUSE.size("LetterheadLarge") == 16
    assert all(10 <= HOUSE.size(style) <= 13 for style in CELLS)
    assert 8 <= HOUSE.size("Drafter") <= 12 and HOUSE.size("FormHint") == 10


def test_the_order_is_spaced_at_one_and_a_half_lines_and_requisites_at_one() -> None:
    """L07: annexes and tables at one line too."""
    spaced = (*POINTS, "Preamble", "FormulaLine", "Dash1", "Dash2")
    assert {HOUSE.length(style, "spacing", "line") for style in spaced} == {360}
    annexes = ("Intro", "IntroDash1", "IntroDash2", "Closing", "Clause", "PartText", "SchoolItem", "ClusterTitle")
    single = (*REQUISITES, *CELLS, *annexes)
    assert {HOUSE.length(style, "spacing", "line") for style in single} == {240}
    assert HOUSE.effective("Cell", "spacing", "lineRule") == "auto"


def test_only_text_is_indented() -> None:
    """L08: 1.25 cm in the text, nothing in requisites and in cells."""
    assert {HOUSE.length(style, "ind", "firstLine") for style in BODY} == {709}
    assert {HOUSE.length(style, "ind", "firstLine") for style in (*REQUISITES, *CELLS, "FormulaLine")} == {0}


@pytest.mark.parametrize("name", ["points", "items", "dashes", "dashes-intro"])
def test_lists_of_the_text_carry_the_indent_of_the_text(name: str) -> None:
    """L08: a list's own indent wins over that of the style."""
    assert {number(level.find(f"{W}pPr"), "ind", "firstLine") for level in HOUSE.lists[name]} == {709}


def test_the_list_of_sections_is_indented_below_its_centred_headings() -> None:
    assert [number(level.find(f"{W}pPr"), "ind", "firstLine") for level in HOUSE.lists["sections"]] == [
        0,
        709,
        709,
        709,
    ]


def test_text_is_justified() -> None:
    """L09; the items of a list of schools are set ragged, because justifying two words of a short line tears it."""
    assert {HOUSE.effective(style, "jc", "val") for style in (*BODY, *DASHES) if style != "SchoolItem"} == {"both"}
    assert HOUSE.effective("SchoolItem", "jc", "val") == "left"


@every_template
def test_nothing_is_spaced_by_empty_paragraphs_blanks_or_tabs(template: Opened) -> None:
    """L10: a tab leads to a right tab stop; an empty paragraph ends a table or is a room for something."""
    for paragraph in template.paragraphs():
        style, text = style_of(paragraph), words(paragraph)
        assert text or style in EMPTY
        assert "  " not in text and (text == text.strip() or style in FORM)
        tabs = len(paragraph.findall(f"{W}r/{W}tab"))
        assert tabs == (3 if style.startswith("FormSignature") else style in RIGHT_STOPS)


@pytest.mark.parametrize("style", RIGHT_STOPS)
def test_what_stands_on_the_right_stands_at_the_margin(style: str) -> None:
    """R08: the one tab stop is on the right margin, and no right indent cuts it off."""
    at: str | None = style
    while HOUSE.styles[at].find(f"{W}pPr/{W}tabs") is None:
        at = value(HOUSE.styles[at], "basedOn", "val")
    stops = HOUSE.styles[at].findall(f"{W}pPr/{W}tabs/{W}tab")
    assert [(stop.get(f"{W}val"), int(stop.get(f"{W}pos"))) for stop in stops] == [("right", RIGHT_STOPS[style])]
    assert {stop.get(f"{W}leader") for stop in stops} == ({"underscore"} if style in FORM else {None})
    assert HOUSE.length(style, "ind", "right") == 0


def test_tab_stops_at_the_margin_are_where_the_text_ends() -> None:
    widths = {TEMPLATES["orders/order"].text_width, TEMPLATES["plans/plan-7"].text_width}
    assert widths == {9355, 14570} and widths < set(RIGHT_STOPS.values())


def test_the_signature_stands_two_lines_below_the_text_and_keeps_with_it() -> None:
    """L11: nothing keeps with the previous paragraph in Word, so the last points keep with the next."""
    assert HOUSE.length("Signature", "spacing", "before") == 560
    kept = (
        "Point1Last",
        "Point2Kept",
        "Point3Kept",
        "Point4Kept",
        "Signature",
        "SignatureWide",
        "SignaturePost",
        "SignatureName",
    )
    assert all(HOUSE.switched_on(style, "keepNext") for style in kept)
    assert HOUSE.switched_on("Point1Last", "keepLines") and HOUSE.switched_on("Signature", "keepLines")


def test_headings_keep_with_what_they_head() -> None:
    """L12."""
    for style in HEADINGS:
        assert HOUSE.switched_on(style, "keepNext")
        assert HOUSE.switched_on(style, "widowControl")


def test_requisites_are_no_wider_than_the_standard_lets_them() -> None:
    """L13: 75 mm in the corner, 80 in the edition of 2025; 120 mm along the sheet."""
    portrait, landscape = TEMPLATES["orders/order"].text_width, TEMPLATES["plans/plan-7"].text_width
    for style, most in MARKS.items():
        width = landscape if "Wide" in style else portrait
        assert width - HOUSE.length(style, "ind", "left") == pytest.approx(most * MM, abs=1)
    for style in (*CORNER, "AgreementMark"):
        if style not in RIGHT_STOPS:
            sides = HOUSE.length(style, "ind", "left") + HOUSE.length(style, "ind", "right")
            assert portrait - sides == pytest.approx(75 * MM, abs=1)
    for style in ("Letterhead", "LetterheadLarge", "OrderTitle", "SheetSubject"):
        sides = HOUSE.length(style, "ind", "left") + HOUSE.length(style, "ind", "right")
        assert portrait - sides <= 120 * MM


@every_template
def test_words_are_not_hyphenated(template: Opened) -> None:
    """L14."""
    settings = etree.fromstring(template.parts["word/settings.xml"])
    assert value(settings, "autoHyphenation", "val") == "0"


def test_the_command_word_is_letter_spaced_by_an_attribute_and_solid_in_the_text() -> None:
    """T02: its last letter is outside, so that no gap opens before the colon."""
    spacing = HOUSE.styles["Formula"].find(f"{W}rPr/{W}spacing")
    assert spacing.get(f"{W}val") == "70"
    for template in ORDERS:
        runs = template.document.iter(f"{W}r")
        spaced = [run for run in runs if value(run.find(f"{W}rPr"), "rStyle", "val") == "Formula"]
        assert [words(run) for run in spaced] == ["{{ order.formula[:-1] }}"] * 2
        assert [words(run.getnext()) for run in spaced] == ["{{ order.formula[-1:] }}:"] * 2


@every_template
def test_the_language_is_russian_by_default(template: Opened) -> None:
    """X01: LibreOffice takes the language of a PDF from there."""
    root = etree.fromstring(template.parts["word/styles.xml"])
    assert root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "ru-RU"


@every_template
def test_no_person_and_no_moment_is_recorded(template: Opened) -> None:
    """X02, X08."""
    core = template.parts["docProps/core.xml"].decode()
    assert "<dc:title></dc:title><dc:creator>docgen</dc:creator>" in core
    assert "lastModifiedBy" not in core
    assert not any(b"w:rsid" in data for data in template.parts.values())
    with zipfile.ZipFile(template.path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@every_template
def test_nothing_hidden_is_in_the_file(template: Opened) -> None:
    """X03, F03."""
    assert {name.rsplit(".", 1)[-1] for name in template.parts} == {"xml", "rels"}
    markup = b"".join(template.parts.values())
    unwanted = rb"<w:(vanish|ins|del|sdt|pict|commentReference|txbxContent)\b|<mc:|External"
    assert re.search(unwanted, markup) is None
    assert len(list(template.document.iter(f"{W}sectPr"))) == 1
