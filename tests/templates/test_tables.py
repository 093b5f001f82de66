"""The tables of the shipped plans against the layout standard."""

import re

import pytest

from tests.templates.opened import PLANS, TEMPLATES, Opened, W, number, value, words

MM = 1440 / 25.4
OPTIONAL = re.compile(r"row\.(description|deadline|responsible|result)|group\.level")
"""The fields of a plan that may be missing."""

every_plan = pytest.mark.parametrize("template", PLANS, ids=["plan-7", "plan-4"])


@every_plan
def test_both_header_rows_are_repeated_on_every_page(template: Opened) -> None:
    """B01: names and numbers, leading and contiguous."""
    rows = template.document.findall(f".//{W}tr")
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True] + [False] * (len(rows) - 2)
    columns = len(rows[0].findall(f"{W}tc"))
    assert [words(cell) for cell in rows[1].findall(f"{W}tc")] == [str(count + 1) for count in range(columns)]


@every_plan
def test_rows_do_not_break_across_pages(template: Opened) -> None:
    """B03."""
    printed = [row for row in template.document.iter(f"{W}tr") if "{%tr" not in words(row)]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in printed)


@every_plan
def test_all_rows_have_one_grid_and_no_cell_can_stay_blank(template: Opened) -> None:
    """B04: what is optional in a plan prints a dash when it is missing."""
    grid = [int(column.get(f"{W}w")) for column in template.document.iter(f"{W}gridCol")]
    for row in template.document.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        spans = [number(cell.find(f"{W}tcPr"), "gridSpan", "val") or 1 for cell in cells]
        assert sum(spans) == len(grid)
        assert sum(number(cell.find(f"{W}tcPr"), "tcW", "w") for cell in cells) == sum(grid)
        for cell in cells:
            if optional := OPTIONAL.search(words(cell)):
                assert f'{optional[0]} or "–"' in words(cell)


@every_plan
def test_the_table_fills_the_width_of_the_text_and_no_more(template: Opened) -> None:
    """B05."""
    grid = sum(int(column.get(f"{W}w")) for column in template.document.iter(f"{W}gridCol"))
    assert grid == template.text_width
    assert value(template.document.find(f".//{W}tblPr"), "tblLayout", "type") == "fixed"


def test_a_landscape_sheet_can_be_filed_by_its_top_and_by_its_left() -> None:
    """B06: the number keeps out of the stitched 20 mm."""
    wide = TEMPLATES["plans/plan-7"]
    assert wide.landscape
    margins = wide.section.find(f"{W}pgMar")
    assert all(int(margins.get(f"{W}{side}")) / MM >= 29.95 for side in ("top", "left"))
    assert int(margins.get(f"{W}header")) / MM >= 19.95


@every_plan
def test_the_indent_of_a_list_does_not_reach_into_the_number_cell(template: Opened) -> None:
    """L08: a plan without sections counts its rows by the list of items, which has an indent."""
    cells = [p for p in template.paragraphs() if "row.number" in words(p)]
    assert cells and all(value(p.find(f"{W}pPr"), "ind", "firstLine") == "0" for p in cells)
