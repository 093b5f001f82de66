"""Sheets of paper: counted by parts, held against what the input says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.findings import Finding
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.model.workspace import Document
from docgen.render.pdf.sheets import Part, check_sheets, count_parts, said_counts, sheets_said, total_sheets
from tests.builders import order, plan


def scan(sheets: int = 2) -> dict[str, Any]:
    return {"вид": "скан", "код": "памятка", "название": "Памятка", "файл": "памятка.pdf", "листов": sheets}


def with_annexes(*texts: str, sheets: int = 2) -> tuple[Order, list[Document]]:
    """An order with a plan and a scan, and these points."""
    made = order(texts or ("утвердить план",), приложения=[{"файл": "план.yaml"}, {"документ": scan(sheets)}])
    return made, [plan(), made.annexes[1].document]


def test_each_annex_begins_a_sheet_of_its_own() -> None:
    assert count_parts([0, 2, 5], 6) == (Part(2, 2), Part(3, 3), Part(1, 1))
    assert count_parts([0, 2, 5], 6, two_sided=True) == (Part(2, 1), Part(3, 2), Part(1, 1))


def test_the_pages_of_a_scan_begin_a_sheet_as_well() -> None:
    assert count_parts([0, 1], 2, {1: 3}) == (Part(1, 1), Part(4, 4, 3))
    assert count_parts([0, 1], 2, {1: 3}, two_sided=True) == (Part(1, 1), Part(4, 3, 2))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.booleans())
def test_nothing_is_lost_and_two_sides_take_at_most_as_many_sheets(lengths: list[int], two_sided: bool) -> None:
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    parts = count_parts(starts, sum(lengths), two_sided=two_sided)
    assert [part.pages for part in parts] == lengths
    assert all(part.pages <= part.sheets * (1 + two_sided) < part.pages + 2 for part in parts)
    assert total_sheets(parts) == sum(part.sheets for part in parts)


def said(*texts: str) -> list[tuple[int, int]]:
    document, annexes = with_annexes(*texts)
    return [(each.annex, each.number) for each in said_counts(document, annexes) if not each.of_scan]


@pytest.mark.parametrize("text", [
    "направить план (приложение № 1 на 3 л. в 2 экз.)",
    "направить план (приложение 1) на 3 листах",
    "направить план (Приложение № 1 к настоящему приказу на 3\u00a0л.)",
    "направить {план1:вин} на 3 л.",
    "направить {план1:вин} к настоящему приказу (на 3 листах)",
])  # fmt: skip
def test_numbers_of_sheets_are_found_in_the_words_of_the_order(text: str) -> None:
    assert said(text) == [(0, 3)]


@pytest.mark.parametrize("text", [
    "провести занятия на 3 площадках", "заполнить форму на 3 листах", "приложение № 7 на 3 л.", "{план1:вин} на 3 лета",
    "приложение № 1. Ответ дать на 3 листах", "исполнить {план1:вин}; прочее изложить на 3 листах", "приложение на 3 л.",
])  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert said(text) == []


def test_a_single_annex_needs_no_number() -> None:
    made = order(["направить план (приложение на 3 л.)"], приложения=[{"файл": "план.yaml"}])
    assert [each.number for each in said_counts(made, [plan()])] == [3]


def found(document: Document, annexes: list[Document], *parts: Part) -> list[Finding]:
    return [finding for _, finding in check_sheets(document, annexes, parts)]


def test_the_right_numbers_are_passed_over() -> None:
    document, annexes = with_annexes("направить план (приложение № 1 на 3 л.)")
    assert found(document, annexes, Part(2, 2), Part(3, 3), Part(3, 3, 2)) == []


def test_a_scan_of_other_length_is_told_with_what_mends_it() -> None:
    document, annexes = with_annexes()
    (finding,) = found(document, annexes, Part(2, 2), Part(3, 3), Part(4, 4, 3))
    assert finding.rule == "листов-не-столько"
    assert finding.message == "Сказано «2», а листов в скане 3."
    assert finding.fix == (("приложения", 1, "документ", "листов"), "3", None)


def test_a_number_in_words_is_told_with_the_signs_that_change() -> None:
    text = "направить план (приложение № 1 на 12 л. в 2 экз.)"
    document, annexes = with_annexes(text)
    (finding,) = found(document, annexes, Part(2, 2), Part(3, 3), Part(3, 3, 2))
    assert finding.fix is not None and finding.fix.span is not None and finding.path == ("пункты", 0, "текст")
    start, end = finding.fix.span
    assert text[:start] + finding.fix.text + text[end:] == "направить план (приложение № 1 на 3 л. в 2 экз.)"


def test_an_annex_with_a_scan_is_its_first_sheet_and_the_scanned_ones() -> None:
    document, annexes = with_annexes("довести памятку (приложение № 2 на 3 л.)")
    assert found(document, annexes, Part(2, 2), Part(3, 3), Part(3, 3, 2)) == []


def test_a_scan_that_is_not_there_is_not_counted() -> None:
    document, annexes = with_annexes("довести памятку (приложение № 2 на 3 л.)")
    assert found(document, annexes, Part(2, 2), Part(3, 3), Part(1, 1)) == []


def test_a_scan_printed_alone_is_counted_as_well() -> None:
    (finding,) = found(Scan.model_validate(scan(2)), [], Part(4, 4, 3))
    assert finding.fix == (("листов",), "3", None)


def test_the_count_is_told_by_parts() -> None:
    document, _ = with_annexes()
    parts = (Part(2, 2), Part(3, 3), Part(3, 3, 2))
    assert sheets_said(document, parts) == "8\u00a0листов: приказ – 2, приложение № 1 – 3, приложение № 2 – 3"
    assert "приложение 2 – 3" in sheets_said(document, parts, number_sign=False)
    assert sheets_said(plan(), (Part(1, 1),)) == "1\u00a0лист"
