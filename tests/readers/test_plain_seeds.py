"""The five sample files as text: every table, every glued row, every word."""

import re
from collections import Counter

import pytest

from docgen.readers.blocks import Row, Source, Table
from docgen.readers.plain.reader import read_plain
from docgen.readers.words import said_words
from tests.needs import SHARED, needs_shared
from tests.readers.plain_text import cells, said
from tests.readers.work import calls

pytestmark = [needs_shared, pytest.mark.seeds]

NAMES = sorted(path.name for path in (SHARED / "seeds").glob("0*.txt")) if SHARED.is_dir() else []
TORN = {
    "000": [74, 93],
    "001": [110, 116, 124, 134],
    "002": [],
    "003": [],
    "004": [53, 57, 63, 68, 75, 83, 96, 103, 108, 113, 117, 123, 127, 153, 187, 197, 207, 234, 245, 254, 262, 277, 280],
}
"""The lines of the files that go on with a row above a page break (ground truth A.7)."""


def source(number: str) -> Source:
    path = next((SHARED / "seeds").glob(f"{number}*.txt"))
    return read_plain(path.read_bytes(), path.name)


def tables(number: str) -> list[Table]:
    return [block for block in source(number).blocks if isinstance(block, Table)]


def sections(table: Table) -> list[Row]:
    """The rows of which one cell takes several columns."""
    return [row for row in table.rows if any(cell.span > 1 for cell in row.cells)]


@pytest.mark.parametrize("name", NAMES)
def test_just_the_rows_that_pages_tore_are_glued(name: str) -> None:
    assert [finding.line for finding in said(source(name[:3]), "строка-разорвана")] == TORN[name[:3]]


@pytest.mark.parametrize(
    ("number", "columns", "headings", "titles", "rows"),
    [("000", 4, 1, [4], [42]), ("001", 5, 1, [0], [25]), ("004", 7, 1, [3, 3, 3], [45, 39, 34])],
)
def test_tables_have_their_rows(number: str, columns: int, headings: int, titles: list[int], rows: list[int]) -> None:
    found = tables(number)
    assert [table.columns for table in found] == [columns] * len(rows)
    assert [len(sections(table)) for table in found] == titles
    assert [len(table.rows) - len(sections(table)) - headings for table in found] == rows
    assert all(sum(cell.span for cell in row.cells) == columns for table in found for row in table.rows)


def test_a_page_without_tables_has_none() -> None:
    assert tables("002") == tables("003") == []


def test_a_row_without_number_and_without_a_break_stays_a_row() -> None:
    row = next(row for row in tables("000")[0].rows if row.place.line == 101)
    assert row.cells[0].words == ""
    assert row.cells[2].words == "в течение года"


def test_headings_repeated_on_pages_are_furniture() -> None:
    extras = source("001").extras
    assert [(extra.kind, extra.place.line) for extra in extras] == [("повтор шапки", n) for n in (109, 115, 123, 133)]
    assert tables("001")[0].rows[0].heading


def test_lines_that_stand_beside_each_other_stay_so() -> None:
    row = next(row for row in tables("001")[0].rows if row.place.line == 107)
    topics, dates = row.cells[1].paragraphs, row.cells[3].paragraphs
    assert len(topics) == len(dates) == 7
    assert topics[0].words.endswith("на базе ШНОР и школ-наставников")
    assert dates[0].words == ""
    assert (topics[4].words[:7], dates[4].words) == ("ООШ № 7", "март 2022 года")
    assert (topics[6].words[:8], dates[6].words) == ("СОШ № 20", "13.04.2022")
    assert topics[1].place.line == 110


def test_words_over_a_page_break() -> None:
    assert [finding.message for finding in said(source("001"), "перенос-слова")] == [
        "Слово «течение» собрано из строк 113 и 116.",
        "Слово «директор» собрано из строк 121 и 124.",
    ]
    assert "инструктивно-методических совещаний" in tables("000")[0].words
    repeated = [finding.line for finding in said(source("004"), "повтор-на-разрыве")]
    assert repeated == [187, 254]
    assert said(source("001"), "повтор-на-разрыве")[0].line == 134


def test_levels_lost_at_a_page_break_come_back() -> None:
    lost = [finding.line for finding in said(source("004"), "пропала-ячейка")]
    assert lost == [123, 124, 125, 207, 208, 234, 235, 236, 237]
    levels = []
    for table in tables("004"):
        numbered = [row for row in table.rows[1:] if len(row.cells) == 7]
        groups: Counter[str] = Counter()
        level = ""
        for row in numbered:
            level = row.cells[1].words or level
            groups[level] += 1
        levels.append([groups[name] for name in ("Региональный", "Муниципальный", "Институциональный")])
    assert levels == [[23, 11, 11], [21, 7, 11], [14, 8, 12]]


def test_running_lists_and_tags_become_paragraphs() -> None:
    plan = {(index, row.cells[0].words): row for index, table in enumerate(tables("004")) for row in table.rows}
    measure = plan[0, "3.15"].cells[2].paragraphs
    assert [paragraph.words for paragraph in measure if paragraph.bold] == [
        "Регионального уровня:", "Муниципального уровня",
    ]  # fmt: skip
    counts = {(0, "1.4"): 3, (0, "3.13"): 8, (1, "1.5"): 3, (1, "3.9"): 6, (2, "3.10"): 10}
    assert {key: len(plan[key].cells[2].paragraphs) for key in counts} == counts


def test_the_title_over_four_lines_is_one_paragraph() -> None:
    title = next(block for block in source("001").blocks if block.place.line == 47)
    assert title.bold
    assert title.words.endswith("и школами, функционирующими в сложных социальных условиях, на 2022 год")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_once_and_in_order(name: str) -> None:
    """The file's words in order, torn rows woven together cell by cell, against those of blocks and extras."""
    read = source(name[:3])
    placed = [(block.place.line, block.words if isinstance(block, Table) else block.shown) for block in read.blocks]
    expected = woven((SHARED / "seeds" / name).read_text(encoding="utf-8").splitlines(), TORN[name[:3]])
    assert said_words("\n".join(words for _, words in placed)) == said_words(expected)


def woven(lines: list[str], torn: list[int]) -> str:
    """The lines as one text: tags and stars gone, headings once, torn rows put together."""
    out: list[list[str]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        row = re.sub(r"<[^<>]+>|\*\*", "", line).split("\t")
        if len(row) == 6:
            row.insert(1, "")
        if line.startswith("№\t"):
            if line in seen and not line.startswith("№\tУровень"):
                continue
            seen.add(line)
        if number in torn:
            above = next(row for row in reversed(out) if len(row) > 1 and any(row))
            for index, cell in enumerate(row):
                above[index] = f"{above[index]} {cell}".strip()
        else:
            out.append(row)
    text = "\n".join("\t".join(row) for row in out)
    return (
        text.replace("в те- чение", "в течение")
        .replace("дирек- тор", "директор")
        .replace("инструктивно- ", "инструктивно-")
    )


def test_the_largest_takes_a_few_calls_for_a_letter() -> None:
    path = next((SHARED / "seeds").glob("004*.txt"))
    data = path.read_bytes()
    assert calls(lambda: read_plain(data, path.name)) < 4 * len(data)


def test_no_cell_is_lost_from_the_largest_table() -> None:
    assert sum(bool(words) for table in tables("004") for row in cells(table) for words in row) > 650
