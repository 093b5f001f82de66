"""Rows of a table: how a clerk may write them, and that they are written back so."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model.table import Table
from docgen.model.validation import validated

COLUMNS = [{"заголовок": "Школа"}, {"заголовок": "Район"}]


def table(*rows: Any) -> Table:
    return Table.model_validate({"вид": "таблица", "название": "Перечень", "графы": COLUMNS, "строки": list(rows)})


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (["а", "б"], ["а", "б"]),
        ({"ячейки": ["а", "б"]}, ["а", "б"]),
        ({"раздел": "", "ячейки": ["а", "б"]}, ["а", "б"]),
        ({"раздел": None, "ячейки": ["а", "б"]}, ["а", "б"]),
        (["а", None], ["а", ""]),
    ],
)
def test_a_row_is_a_list_of_cells_or_names_them(row: Any, cells: list[str]) -> None:
    (made,) = table(row).rows
    assert made.section is None
    assert [str(cell) for cell in made.cells] == cells
    assert table(row).plain()["строки"] == [cells]


def test_a_row_that_says_more_than_its_cells_is_written_with_their_key() -> None:
    rows = [{"код": "с1", "ячейки": ["а", "б"]}, {"раздел": "Раздел"}]
    assert table(*rows).plain()["строки"] == rows


@pytest.mark.parametrize("row", ["а", None])
def test_what_is_no_row_is_told_how_to_write_one(row: Any) -> None:
    data = {"вид": "таблица", "название": "Перечень", "графы": COLUMNS, "строки": [row]}
    made, (finding,) = validated(Table, data)
    assert made is None
    assert finding.path == ("строки", 0)
    assert "Нужен список ячеек" in finding.message
