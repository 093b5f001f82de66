"""L: sheets, margins, fonts, spacing."""

from __future__ import annotations

import re

from docgen.ooxml.sections import sections
from tests.standard.paper import Paper, every_print, words_of
from tests.templates.opened import W, number, style_of

MM = 56.7
"""Twips in a millimetre."""
BODY = (
    "Preamble",
    "Point1",
    "Point1Last",
    "Point2",
    "Point2Kept",
    "Point3",
    "Point3Kept",
    "Point4",
    "Clause",
    "Closing",
)
REQUISITES = ("Letterhead", "LetterheadLarge", "LetterheadCorner", "AnnexMark", "AnnexMark2025", "RestrictionMark")


@every_print
def test_margins_leave_room_for_the_binding(printed: Paper):
    """L01, B06: 20/10/20/20 mm at least, 30 at the left; a sheet that lies has 30 at the top as well."""
    for section in printed.sections:
        top, right, bottom, left = (number(section, "pgMar", side) for side in ("top", "right", "bottom", "left"))
        assert top >= 20 * MM - 1 and right >= 10 * MM - 1 and bottom >= 20 * MM - 1 and left >= 30 * MM - 1
        if section.find(f"{W}pgSz").get(f"{W}orient") == "landscape":
            assert top >= 30 * MM - 1


@every_print
def test_every_sheet_is_a4(printed: Paper):
    """L02."""
    sizes = {tuple(sorted((number(s, "pgSz", "w"), number(s, "pgSz", "h")))) for s in printed.sections}
    assert sizes == {(11906, 16838)}


@every_print
def test_the_first_page_has_no_number_and_the_others_have_it_in_the_middle_of_the_top(printed: Paper):
    """L03, L04."""
    continued = printed.workspace.profile.pages == "сквозные"
    for index, section in enumerate(printed.sections):
        kinds = {reference.get(f"{W}type") for reference in section.iterfind(f"{W}headerReference")}
        assert kinds >= {"default", "first"}
        title = section.find(f"{W}titlePg") is not None
        assert title or (continued and index)
        assert number(section, "pgMar", "header") >= 10 * MM - 1
    assert "PAGE" in printed.header("default").xpath("string(.//@*[local-name()='instr'])")
    assert printed.effective("Header", "jc", "val") == "center"
    assert not "".join(words_of(p) for p in printed.header("first").iter(f"{W}p")).strip()


@every_print
def test_there_is_one_font_and_it_is_the_houses(printed: Paper):
    """L05, F01: no theme fonts, no run with a font of its own."""
    fonts = {printed.effective(style, "rFonts", "ascii", "rPr") for style in printed.used_styles if style}
    assert fonts == {printed.workspace.profile.font}
    assert not re.search(rb"w:asciiTheme|w:hAnsiTheme", printed.parts["word/styles.xml"])
    assert not list(printed.document.iter(f"{W}rFonts"))


@every_print
def test_sizes_are_those_of_the_standard(printed: Paper):
    """L06: 12 to 14 in the text, 10 at least in tables."""
    assert all(12 <= printed.size(style) <= 14 for style in printed.used_styles & {*BODY})
    in_tables = {style_of(p) for table in printed.data_tables for p in table.iter(f"{W}p")}
    assert all(printed.size(style) >= 10 for style in in_tables)


@every_print
def test_text_is_spaced_indented_and_justified(printed: Paper):
    """L07, L08, L09."""
    for style in printed.used_styles & {*BODY}:
        assert 240 <= printed.length(style, "spacing", "line") <= 360
        assert printed.effective(style, "jc", "val") == "both"
        assert 698 <= printed.length(style, "ind", "firstLine") <= 720
    for style in printed.used_styles & {*REQUISITES}:
        assert printed.length(style, "spacing", "line") == 240
        assert printed.length(style, "ind", "firstLine") == 0


@every_print
def test_nothing_is_set_apart_by_empty_paragraphs_or_blanks(printed: Paper):
    """L10: empty are only the paragraph after a table, blank cells and the room for an electronic mark."""
    for paragraph in printed.document.iter(f"{W}p"):
        words = words_of(paragraph)
        assert "   " not in words
        in_table = next(paragraph.iterancestors(f"{W}tbl"), None) is not None
        if not words and not in_table and paragraph.find(f"{W}pPr/{W}sectPr") is None:
            assert style_of(paragraph) in ("TableEnd", "FormLine", "CodeRoom")


@every_print
def test_headings_do_not_stand_last_on_a_page(printed: Paper):
    """L12."""
    headings = {"OrderTitle", "TitleCorner", "AnnexTitle", "ChapterTitle", "ClusterTitle", "PlanSection", "SheetTitle"}
    for style in printed.used_styles & headings:
        assert printed.switched_on(style, "keepNext")


@every_print
def test_marks_are_no_wider_than_the_edition_allows(printed: Paper):
    """L13: 75 mm, and 80 by the edition of 2025."""
    widths = {"AnnexMark": 75, "AnnexMark2025": 80, "RestrictionMark": 75}
    for style in printed.used_styles & widths.keys():
        assert 9355 - printed.length(style, "ind", "left") <= widths[style] * MM + 1
    if "AnnexMark2025" in printed.used_styles:
        assert printed.view.edition == "2025"
    if "AnnexMark" in printed.used_styles:
        assert printed.view.edition == "2016"


@every_print
def test_words_are_not_split(printed: Paper):
    """L14."""
    assert b'<w:autoHyphenation w:val="0"/>' in printed.parts["word/settings.xml"]


@every_print
def test_every_annex_begins_a_section_of_its_own(printed: Paper):
    """A05, B06."""
    sheets = sum(map(bool, (printed.order.visas, printed.order.acquainted, printed.order.distribution)))
    assert len(sections(printed.data)) == 1 + len(printed.order.annexes) + sheets
