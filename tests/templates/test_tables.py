"""The tables of the shipped templates against the layout standard."""

import re

import pytest
from lxml import etree

from tests.templates.opened import TABLED, TEMPLATES, Opened
from tests.word import MM, W, number, value, words

OPTIONAL = re.compile(
    r"row\.(?:description|document|deadline|responsible|result|own\.text)|group\.level|pair\.curator|line\.deadline"
    r"|event\.(?:deadline|time|audience|place|responsible)"
)
"""The fields of rows that may be missing."""
FILLED_BY_HAND = ("sheets/visas", "sheets/acquainted", "annexes/form", "annexes/form-wide")

every_table = pytest.mark.parametrize("template", TABLED, ids=lambda template: template.name)
every_wide = pytest.mark.parametrize(
    "template", [each for each in TEMPLATES.values() if each.landscape], ids=lambda template: template.name
)


def rows(template: Opened) -> list[etree._Element]:
    return [row for table in template.document.iter(f"{W}tbl") for row in table.iter(f"{W}tr")]


@every_table
def test_the_header_is_repeated_on_every_page(template: Opened) -> None:
    """B01: names and numbers, leading and contiguous; the sheets of an order have names alone."""
    leading = 1 if template.name.startswith("sheets/") else 2
    for table in template.data_tables:
        found = table.findall(f"{W}tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in found]
        assert repeated == [True] * leading + [False] * (len(found) - leading)
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert [words(cell) for cell in found[leading - 1].findall(f"{W}tc")] == (
            [words(cell) for cell in found[0].findall(f"{W}tc")]
            if leading == 1
            else [str(count + 1) for count in range(columns)]
        )


@every_table
def test_rows_do_not_break_across_pages(template: Opened) -> None:
    """B03."""
    printed = [row for row in rows(template) if "{%tr" not in words(row)]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in printed)


@every_table
def test_all_rows_have_one_grid(template: Opened) -> None:
    """B04."""
    for table in template.document.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            spans = [number(cell.find(f"{W}tcPr"), "gridSpan", "val") or 1 for cell in cells]
            assert sum(spans) == len(grid)
            assert sum(number(cell.find(f"{W}tcPr"), "tcW", "w") for cell in cells) == sum(grid)


@every_table
def test_no_cell_can_stay_blank_but_those_filled_by_hand(template: Opened) -> None:
    """B04: what is optional prints a dash when it is missing."""
    empty = "" if template.name in FILLED_BY_HAND else "–"
    for table in template.data_tables:
        for cell in table.iter(f"{W}tc"):
            assert words(cell) or template.name in FILLED_BY_HAND
            if optional := OPTIONAL.search(words(cell)):
                assert f'{optional[0]} or "{empty}"' in words(cell)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_table_fills_the_width_of_the_text_and_no_more(template: Opened) -> None:
    """B05: a table that is fitted to a document's columns keeps this width."""
    for table in template.document.iter(f"{W}tbl"):
        assert sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) == template.text_width
        assert value(table.find(f"{W}tblPr"), "tblLayout", "type") == "fixed"
        assert value(table.find(f"{W}tblPr"), "tblW", "w") == str(template.text_width)


@every_wide
def test_a_landscape_sheet_can_be_filed_by_its_top_and_by_its_left(template: Opened) -> None:
    """B06: the number keeps out of the stitched 20 mm."""
    margins = template.section.find(f"{W}pgMar")
    assert all(int(margins.get(f"{W}{side}")) / MM >= 29.95 for side in ("top", "left"))
    assert int(margins.get(f"{W}header")) / MM >= 19.95


@every_table
def test_the_indent_of_a_list_does_not_reach_into_the_number_cell(template: Opened) -> None:
    """L08: a workspace's own list of rows may have an indent."""
    cells = [p for p in template.paragraphs() if re.search(r"(row|pair|event)\.number", words(p))]
    assert all(value(p.find(f"{W}pPr"), "ind", "firstLine") == "0" for p in cells)
