"""Tables of Word files: one grid, merged cells, headings, what is nested."""

from __future__ import annotations

import pytest

from docgen.readers.blocks import Table
from tests.readers.word_xml import cell, only_table, p, read, row, table

DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def grid(found: Table) -> list[list[tuple[str, int, bool]]]:
    return [[(each.words, each.span, each.joined) for each in line.cells] for line in found.rows]


def read_table(*rows: str, widths: tuple[int, ...] = ()) -> Table:
    return only_table(read(table(*rows, widths=widths)))


def test_rows_cells_and_their_places() -> None:
    source = read(p("до") + table(row("а", "б"), row("в", "г")) + table(row("д")))
    second = source.blocks[1]
    assert isinstance(second, Table)
    assert second.columns == 2
    assert [str(each.place) for line in second.rows for each in line.cells] == [
        "таблица 1, строка 1, графа 1",
        "таблица 1, строка 1, графа 2",
        "таблица 1, строка 2, графа 1",
        "таблица 1, строка 2, графа 2",
    ]
    assert str(second.rows[1].cells[0].paragraphs[0].place) == "таблица 1, строка 2, графа 1"
    assert str(source.blocks[2].place) == "таблица 2"


def test_merged_cells_keep_their_columns() -> None:
    found = read_table(
        row(cell("Раздел", span(2)), "Срок"),
        row(cell("область", DOWN), "а", "май"),
        row(cell("", GOES_ON), "б", "июнь"),
        widths=(1000, 1000, 1000),
    )
    assert grid(found) == [
        [("Раздел", 2, False), ("Срок", 1, False)],
        [("область", 1, False), ("а", 1, False), ("май", 1, False)],
        [("", 1, True), ("б", 1, False), ("июнь", 1, False)],
    ]
    assert str(found.rows[0].cells[1].place) == "таблица 1, строка 1, графа 3"


def test_a_cell_that_goes_on_from_nothing_is_a_cell() -> None:
    found = read_table(row(cell("а", GOES_ON), "б"), row("в", cell("г", GOES_ON)))
    assert [each.joined for line in found.rows for each in line.cells] == [False, False, False, False]


def test_words_in_a_cell_that_goes_on_are_not_lost() -> None:
    found = read_table(row(cell("а", DOWN)), row(cell("б", GOES_ON)))
    assert grid(found) == [[("а", 1, False)], [("б", 1, True)]]


def test_the_old_horizontal_merge_is_one_cell() -> None:
    found = read_table(row(cell("а", '<w:hMerge w:val="restart"/>'), cell("б", "<w:hMerge/>"), "в"), row("1", "2", "3"))
    assert grid(found)[0] == [("а\nб", 2, False), ("в", 1, False)]


def test_a_row_that_begins_or_ends_short_of_the_table_is_filled() -> None:
    found = read_table(row("а", "б", "в"), row("г", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    assert grid(found)[1] == [("", 1, False), ("г", 1, False), ("", 1, False)]
    assert str(found.rows[1].cells[1].place) == "таблица 1, строка 2, графа 2"


def test_an_edge_that_no_row_has_is_no_column() -> None:
    found = read_table(row(cell("а", span(2)), "б"), row(cell("в", span(2)), "г"), widths=(500, 500, 1000))
    assert found.columns == 2
    assert grid(found) == [[("а", 1, False), ("б", 1, False)], [("в", 1, False), ("г", 1, False)]]


def test_edges_that_lie_a_hair_apart_are_one() -> None:
    """Borders pulled by hand: the second row's edge lies half a millimetre to the right of the first's."""
    rows = row("а", cell("б", span(2))), row(cell("в", span(2)), "г")
    assert grid(read_table(*rows, widths=(2000, 30, 2970))) == [
        [("а", 1, False), ("б", 1, False)],
        [("в", 1, False), ("г", 1, False)],
    ]
    assert read_table(*rows, widths=(2000, 1000, 2000)).columns == 3


def test_narrow_columns_that_hold_cells_stay() -> None:
    assert read_table(row("1", "2", "3"), widths=(50, 50, 50)).columns == 3


@pytest.mark.parametrize("count", ["0", "-3", "99999999999", "много", ""])
def test_an_absurd_span_makes_no_columns(count: str) -> None:
    found = read_table(row(cell("а", f'<w:gridSpan w:val="{count}"/>'), "б"), row("в", "г"))
    assert found.columns <= 3
    assert [len(line.cells) for line in found.rows] == [2, 2]


def test_only_the_first_rows_are_headings() -> None:
    head = "<w:tblHeader/>"
    off = '<w:tblHeader w:val="0"/>'
    rows = [row(each, properties=how) for each, how in (("1", head), ("2", head), ("3", off), ("4", head))]
    assert [line.heading for line in read_table(*rows).rows] == [True, True, False, False]


def test_a_nested_table_becomes_paragraphs_of_its_cell_in_order() -> None:
    inner = table(row("б", "в"), row(cell(p("г") + table(row("д")) + p("е"))))
    found = read_table(row(cell(p("а") + inner + p("ж")), "з"))
    assert grid(found) == [[("а\nб\nв\nг\nд\nе\nж", 1, False), ("з", 1, False)]]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    controlled = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read_table(row("а", "б"), controlled.format(row(controlled.format(cell("в")), "г")))
    assert grid(found)[1] == [("в", 1, False), ("г", 1, False)]


def test_a_table_starts_a_page_when_its_first_paragraph_does() -> None:
    assert read_table(row(cell(p("а", "<w:pageBreakBefore/>")))).starts_page


def test_a_page_break_in_a_cell_is_a_line_break() -> None:
    content = '<w:p><w:r><w:t>а</w:t><w:br w:type="page"/><w:t>б</w:t></w:r></w:p>'
    assert grid(read_table(row(cell(content)))) == [[("а\nб", 1, False)]]


def test_a_table_without_cells_or_rows_does_no_harm() -> None:
    source = read(table() + table("<w:tr/>") + p("а"))
    assert [block.words for block in source.blocks] == ["", "а"]
