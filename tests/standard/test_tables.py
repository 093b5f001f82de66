"""B: tables and sheets that lie. That headings are repeated on paper is in ``test_pages``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.language.dictionary import readings
from docgen.model.fields import NO_NUMBER
from docgen.model.table import Form
from docgen.model.walking import walk
from tests.standard.paper import Made, Paper, Stretch, every_print, paper, words_of
from tests.word import MM, W, lies, number, style_of, value

BY_HAND = {"Поступил", "Согласован", "Замечания", "Подпись", "Дата"}
"""The columns of the sheets that are filled in by hand."""


def tables(printed: Paper) -> Iterator[tuple[Stretch, etree._Element]]:
    """The tables with lines and where they stand."""
    for stretch in printed.stretches:
        for table in stretch.data_tables:
            yield stretch, table


def cell_words(cell: etree._Element) -> str:
    return "\n".join(words_of(paragraph) for paragraph in cell.findall(f"{W}p"))


def rows(table: etree._Element) -> list[list[str]]:
    return [[cell_words(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def columns(table: etree._Element) -> int:
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


@every_print
def test_b01_the_heading_is_leading_and_repeated_with_the_numbers_of_its_columns(made: Made):
    """B01: names and numbers on an annex, names on a sheet, which is never long."""
    for stretch, table in tables(paper(*made)):
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        heading = 1 if stretch.kind == "sheet" else 2
        assert repeated == [True] * heading + [False] * (len(repeated) - heading)
        assert len(repeated) > heading
        if heading == 2:
            assert rows(table)[1] == [str(count) for count in range(1, columns(table) + 1)]


ABBREVIATED = re.compile(r"(?:чел|шт|руб|экз)\.$")
ASKED = re.compile(r"(?:Над |С |О )?(?:[Кк](?:то|ого|ому|ем)|[Чч](?:то|его|ему|ем|ём)|Почему)\b")
"""How a heading begins that an office puts as a question: «Кто готовит вопрос»."""


@every_print
def test_b02_headings_are_nominative_with_a_capital_and_without_a_stop(made: Made):
    """B02: an abbreviation keeps its stop."""
    for _, table in tables(paper(*made)):
        for heading in rows(table)[0]:
            assert heading[0].isupper() or heading[0] == "№"
            assert not heading.endswith(".") or ABBREVIATED.search(heading)
            if heading[0] != "№" and not ASKED.match(heading):
                first = re.match(r"\w+", heading)
                assert first and {"nomn", "VERB", "PRTS"} & tags(first[0]), heading


def tags(word: str) -> set[str]:
    """What a word may be: its parts of speech and cases."""
    return {tag for reading in readings(word.lower()) for tag in re.split("[ ,]", reading.tag)}


@every_print
def test_b03_rows_do_not_break_across_pages(made: Made):
    """B03: in tables without lines, too, where a name would leave its post."""
    for stretch in paper(*made).stretches:
        for table in stretch.tables:
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr"))


@every_print
def test_b04_all_rows_have_one_grid(made: Made):
    """B04: as wide as the table, cell by cell; no table in a table, no row for spacing."""
    for stretch in paper(*made).stretches:
        for table in stretch.tables:
            grid = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
            assert next(table.iterdescendants(f"{W}tbl"), None) is None
            for row in table.findall(f"{W}tr"):
                at = 0
                for cell in row.findall(f"{W}tc"):
                    span = number(cell.find(f"{W}tcPr"), "gridSpan", "val") or 1
                    assert number(cell.find(f"{W}tcPr"), "tcW", "w") == sum(grid[at : at + span])
                    at += span
                assert at == len(grid)


def may_be_blank(stretch: Stretch, table: etree._Element) -> set[int]:
    """The columns whose cells wait for a pen: of a blank form all, of a sheet some, of a plan what it says itself.

    Where a row says that it has no number, the cell of the number is empty, too.
    """
    heading = rows(table)[0]
    if isinstance(stretch.annex, Form):
        return set(range(len(heading)))
    own = getattr(stretch.annex, "own_columns", ())
    left = BY_HAND if stretch.kind == "sheet" else {column.heading for column in own if column.blank}
    entries = walk(stretch.annex) if stretch.annex else ()
    if any(getattr(entry, "number", None) == NO_NUMBER for _, entry in entries):
        left = {*left, "№ п/п"}
    return {at for at, words in enumerate(heading) if words in left}


@every_print
def test_b04_no_cell_is_empty_that_is_not_filled_in_by_hand(made: Made):
    """B04: a dash stands for what is missing; a cell merged with the one above says nothing again."""
    printed = paper(*made)
    for stretch, table in tables(printed):
        blank = may_be_blank(stretch, table)
        for row in table.findall(f"{W}tr"):
            for at, cell in enumerate(row.findall(f"{W}tc")):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val") != "restart"
                counted = any(printed.shown[paragraph] for paragraph in cell.findall(f"{W}p"))
                assert cell_words(cell) or counted or goes_on or at in blank, rows(table)[0][at]


@every_print
def test_b05_a_table_stands_inside_the_margins(made: Made):
    """B05: it fills the width of the text and no more."""
    for stretch in paper(*made).stretches:
        for table in stretch.tables:
            properties = table.find(f"{W}tblPr")
            width = sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))
            assert width == number(properties, "tblW", "w") == stretch.text_width
            assert value(properties, "tblLayout", "type") == "fixed"
            assert abs(number(properties, "tblInd", "w")) <= 2 * MM


@every_print
def test_b06_a_sheet_that_lies_can_be_filed_by_its_top_and_by_its_left(made: Made):
    """B06: 30 mm there; the number in the middle of the top as it is read, out of the stitches."""
    printed = paper(*made)
    for stretch in printed.stretches:
        if lies(stretch.properties):
            assert all(number(stretch.properties, "pgMar", side) >= 30 * MM - 3 for side in ("top", "left"))
            assert number(stretch.properties, "pgMar", "header") >= 20 * MM - 3
            (paragraph,) = printed.margin(stretch, "header", "default").iter(f"{W}p")
            assert style_of(paragraph) == "Header" and printed.held(paragraph, "jc", "val") == "center"
