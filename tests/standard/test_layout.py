"""L: sheets, margins, page numbers, fonts, spacing, indents. What only the printed page shows is in ``test_pages``."""

from __future__ import annotations

import datetime

from lxml import etree

from tests import house
from tests.standard.paper import Made, Paper, Stretch, every_print, paper, words_of
from tests.word import MM, W, lies, number, style_of, words


def of_styles(printed: Paper, *styles: str) -> list[etree._Element]:
    return [paragraph for paragraph in printed.paragraphs if style_of(paragraph) in styles]


def quoted(paragraphs: list[etree._Element]) -> list[str]:
    """The beginnings of paragraphs, so that a fault is told by its words."""
    return [f"{style_of(paragraph)}: {words_of(paragraph)[:60]}" for paragraph in paragraphs]


@every_print
def test_every_style_is_of_a_known_kind(made: Made):
    """A style that these tests do not know would slip through all of them."""
    known = {*house.BODY, *house.DASHES, *house.REQUISITES, *house.CELLS, *house.HEADS, "FormulaLine", "ClusterTitle"}
    printed = paper(*made)
    assert {style_of(paragraph) for paragraph in printed.paragraphs} <= known | {"TableEnd", "FormHint", "SheetTotal"}


@every_print
def test_l01_margins_leave_room_for_filing_for_ever(made: Made):
    """L01: 20, 10 and 20 mm at least, and 30 on the left."""
    least = {"left": 30, "right": 10, "top": 20, "bottom": 20}
    for stretch in paper(*made).stretches:
        found = {side: number(stretch.properties, "pgMar", side) / MM for side in least}
        assert all(found[side] >= least[side] - 0.05 for side in least), found


@every_print
def test_l02_paper_is_a4(made: Made):
    """L02: upright or on its side."""
    for stretch in paper(*made).stretches:
        width, height = (number(stretch.properties, "pgSz", side) for side in "wh")
        assert (width, height) == ((16838, 11906) if lies(stretch.properties) else (11906, 16838))


def begins(printed: Paper, stretch: Stretch) -> bool:
    """Whether the pages are counted anew from here: from the order, from a sheet, and from an annex unless they go on."""
    return stretch.kind != "annex" or not printed.continued


@every_print
def test_l03_first_pages_have_no_number(made: Made):
    """L03: nor do they where each annex counts for itself; numbers that go on are on first pages too (std 1.2)."""
    printed = paper(*made)
    for stretch in printed.stretches:
        anew = begins(printed, stretch)
        assert (stretch.properties.find(f"{W}titlePg") is not None) == anew
        assert (number(stretch.properties, "pgNumType", "start") == 1) == anew
        first = printed.margin(stretch, "header", "first")
        assert words(first) == "" and not list(first.iter(f"{W}fldSimple", f"{W}instrText"))


@every_print
def test_l04_the_number_stands_alone_in_the_middle_of_the_top_margin(made: Made):
    """L04: at least 10 mm from the edge, digits only; nothing is numbered at the foot."""
    printed = paper(*made)
    for stretch in printed.stretches:
        header = printed.margin(stretch, "header", "default")
        assert [field.get(f"{W}instr").strip() for field in header.iter(f"{W}fldSimple")] == ["PAGE"]
        assert words(header).isdigit()
        (paragraph,) = header.iter(f"{W}p")
        assert printed.held(paragraph, "jc", "val") == "center"
        distance, top = (number(stretch.properties, "pgMar", side) for side in ("header", "top"))
        assert distance >= 567
        assert distance + max(printed.sizes(paragraph)) * 20 * 1.15 <= top
        footers = [printed.margin(stretch, "footer", kind) for kind in ("first", "default")]
        assert not any(words(footer) for footer in footers if footer is not None)


@every_print
def test_l05_there_is_one_font_and_no_theme(made: Made):
    """L05: the font is that of the profile, in every part and for every alphabet."""
    printed = paper(*made)
    roots = [etree.fromstring(data) for name, data in printed.parts.items() if name.startswith("word/")]
    named = {
        font.get(f"{W}{kind}")
        for root in roots
        for font in root.iter(f"{W}rFonts")
        for kind in ("ascii", "hAnsi", "eastAsia", "cs")
    }
    assert named == {printed.workspace.profile.font}
    assert not any("theme" in name or b"heme" in data for name, data in printed.parts.items())


SMALLER = {"Drafter": (8, 12), "FormHint": (8, 12), "TableEnd": (1, 1)}
LARGER = {"LetterheadLarge": (14, 18)}
"""The name of the body on a ministry's letterhead; the standard gives sizes for the text."""


@every_print
def test_l06_sizes_are_those_of_the_standard(made: Made):
    """L06: 12 to 14 points, in tables 10 to 13; the mark of the executor and hints under lines are smaller."""
    printed = paper(*made)
    tables = {paragraph for table in printed.data_tables for paragraph in table.iter(f"{W}p")}
    for paragraph in printed.paragraphs:
        least, most = (10, 13) if paragraph in tables else (12, 14)
        least, most = {**SMALLER, **LARGER}.get(style_of(paragraph), (least, most))
        assert all(least <= size <= most for size in printed.sizes(paragraph)), quoted([paragraph])


@every_print
def test_l07_the_order_is_spaced_at_one_and_a_half_lines_and_all_else_at_one(made: Made):
    """L07: spacing is a multiple of the line, never an exact height that would cut letters off."""
    printed = paper(*made)
    wide = (*house.ORDER_TEXT, *house.ORDER_DASHES, "FormulaLine")
    for paragraph in printed.paragraphs:
        if style_of(paragraph) != "TableEnd":
            assert printed.held(paragraph, "spacing", "lineRule") in (None, "auto")
            assert printed.twips(paragraph, "spacing", "line") == (360 if style_of(paragraph) in wide else 240)
    assert {style_of(paragraph) for paragraph in printed.first.paragraphs} & {*wide}
    assert not [p for annex in printed.annexes for p in annex.paragraphs if style_of(p) in wide]


@every_print
def test_l08_text_is_indented_and_nothing_else(made: Made):
    """L08: 1.25 cm in the text and its lists, nothing in requisites, headings and cells."""
    printed = paper(*made)
    indented = (*house.BODY, *house.DASHES)
    wrong = []
    for paragraph in printed.paragraphs:
        style = style_of(paragraph)
        first, hanging = (printed.twips(paragraph, "ind", side) for side in ("firstLine", "hanging"))
        right = 698 <= first <= 720 and not hanging if style in indented else first == 0
        if not right and not style.startswith("CellDash"):  # items in a cell hang on their dashes
            wrong.append(paragraph)
    assert quoted(wrong) == []


@every_print
def test_l09_text_is_justified(made: Made):
    """L09; items of a list of schools are set ragged, because justifying two words of a short line tears it."""
    printed = paper(*made)
    text = of_styles(printed, *house.BODY, *house.DASHES)
    wrong = [p for p in text if printed.held(p, "jc", "val") != ("left" if style_of(p) == "SchoolItem" else "both")]
    assert text and quoted(wrong) == []


@every_print
def test_l10_nothing_is_spaced_by_empty_paragraphs_blanks_or_tabs(made: Made):
    """L10: a tab leads to the one right stop; an empty paragraph ends a table or is a room for something."""
    printed = paper(*made)
    for paragraph in printed.paragraphs:
        style, text = style_of(paragraph), words_of(paragraph)
        assert text or style in house.EMPTY or _is_alone_in_its_cell(paragraph), style
        plain = text.replace("\u00a0", " ")
        assert "  " not in plain and (plain == plain.strip(" \n") or style in house.FORM), text
        assert text.count("\t") == (3 if style.startswith("FormSignature") else style in house.RIGHT_STOPS), text
    ends = [p for stretch in printed.stretches for p in stretch.paragraphs if style_of(p) == "TableEnd"]
    assert all(printed.size("TableEnd") == 1 and p.getprevious().tag == f"{W}tbl" for p in ends)


def _is_alone_in_its_cell(paragraph: etree._Element) -> bool:
    """Which cells may be empty is another rule, B04."""
    cell = paragraph.getparent()
    return cell.tag == f"{W}tc" and len(cell.findall(f"{W}p")) == 1


@every_print
def test_l12_headings_keep_with_what_they_head(made: Made):
    """L12; and no paragraph leaves a line alone on a page."""
    printed = paper(*made)
    headings = of_styles(printed, *house.HEADINGS)
    assert headings and quoted([each for each in headings if not printed.kept(each, "keepNext")]) == []
    assert quoted([each for each in printed.paragraphs if not printed.kept(each, "widowControl")]) == []


@every_print
def test_l13_requisites_are_no_wider_than_the_standard_lets_them(made: Made):
    """L13: 75 mm in the corner, 80 by the edition of 2025; 120 mm along the sheet."""
    printed = paper(*made)
    corner = {"2016": 75, "2025": 80}[printed.view.edition]
    widest = {**dict.fromkeys((*house.MARKS, *house.CORNER, "AgreementMark"), corner)}
    widest |= dict.fromkeys(("Letterhead", "LetterheadLarge", "OrderTitle", "SheetSubject"), 120)
    seen = set()
    for stretch in printed.stretches:
        for paragraph in stretch.paragraphs:
            if (most := widest.get(style_of(paragraph))) and style_of(paragraph) not in house.RIGHT_STOPS:
                sides = sum(printed.twips(paragraph, "ind", side) for side in ("left", "right"))
                assert stretch.text_width - sides <= most * MM + 1, quoted([paragraph])
                seen.add(most)
    assert seen and (corner in seen or not printed.order.annexes)


@every_print
def test_l14_words_are_not_hyphenated(made: Made):
    """L14: neither by the file nor by hand."""
    printed = paper(*made)
    assert number(etree.fromstring(printed.parts["word/settings.xml"]), "autoHyphenation", "val") == 0
    assert b"autoHyphenation" in printed.parts["word/settings.xml"]
    assert "\u00ad" not in printed.text and not list(printed.document.iter(f"{W}softHyphen"))


@every_print
def test_l15_the_edition_is_that_of_the_day(made: Made):
    """L15: GOST R 7.0.97-2025 from 18 August 2025 on; the marks of the annexes are set by it."""
    printed = paper(*made)
    new = printed.order.day >= datetime.date(2025, 8, 18)
    assert printed.view.edition == ("2025" if new else "2016")
    marks = {style_of(p) for annex in printed.annexes for p in annex.paragraphs if style_of(p) in house.MARKS}
    assert all(style.endswith("2025") == new for style in marks)
