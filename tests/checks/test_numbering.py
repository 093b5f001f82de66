"""Numbers that repeat, skip, belong to another point, or stand too deep."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.checks.numbering import check_numbering
from docgen.model.workspace import DOCUMENT_KINDS
from tests.builders import order, plan, schools


def faults(document: Any) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(finding.rule, finding.path, finding.quote) for finding in check_numbering(document)]


def point(number: str | None = None, *inner: dict[str, Any]) -> dict[str, Any]:
    return {"текст": "а", **({"номер": number} if number else {}), "пункты": list(inner)}


def test_numbers_that_count_by_themselves_are_right():
    assert faults(order([point(None, point(), point()), point()])) == []
    assert faults(plan([], разделы=[{"название": "а", "мероприятия": [{"мероприятие": "б"}] * 2}] * 2)) == []
    assert faults(schools([["а", "б"], ["в"]])) == []


def test_a_pin_that_repeats_a_number_is_found_at_the_pin():
    assert faults(order([point(), point("1")])) == [("повтор-номера", ("пункты", 1, "номер"), "1")]


def test_counting_that_runs_into_a_pin_is_found_too():
    assert faults(order([point("2"), point("1"), point()]))[-1] == ("повтор-номера", ("пункты", 2), "2")


def test_the_same_number_in_another_point_is_no_repetition():
    assert faults(order([point(None, point("1.1")), point(None, point("2.1"))])) == []


@pytest.mark.parametrize(
    ("points", "path", "said"),
    [
        ([point("2")], ("пункты", 0, "номер"), "После начала сразу стоит 2."),
        ([point(), point("3")], ("пункты", 1, "номер"), "После номера 1 сразу стоит 3."),
        (
            [point(None, point(), point("1.4"))],
            ("пункты", 0, "пункты", 1, "номер"),
            "После номера 1.1 сразу стоит 1.4.",
        ),
    ],
)
def test_a_skipped_number_is_a_warning_that_names_the_right_one(points, path, said):
    (finding,) = check_numbering(order(points))
    assert (finding.rule, finding.severity, finding.path) == ("пропуск-номера", "предупреждение", path)
    assert finding.message == said
    assert "По порядку здесь" in finding.hint


def test_an_inserted_number_skips_nothing():
    assert faults(order([point("1"), point("1¹"), point("2")])) == []


def test_a_number_must_begin_with_that_of_its_point():
    (finding,) = check_numbering(order([point(None, point("3.1"))]))
    assert (finding.rule, finding.path) == ("чужой-номер", ("пункты", 0, "пункты", 0, "номер"))
    assert "«1.»" in finding.message
    assert "1.1" in finding.hint


def test_rows_are_held_to_their_sections():
    rows = [{"мероприятие": "а", "номер": "2.1"}]
    assert faults(plan([], разделы=[{"название": "а", "мероприятия": rows}]))[0][0] == "чужой-номер"


def test_a_fifth_level_is_an_error():
    deep = point(None, point(None, point(None, point(None, point()))))
    assert faults(order([deep])) == [("пятый-уровень", ("пункты", 0) * 5, "1.1.1.1.1")]


@pytest.mark.parametrize("without", range(5))
def test_a_level_without_a_number_is_a_level(without):
    pins = ["нет" if level == without else None for level in range(5)]
    inner: list[dict[str, Any]] = []
    for pin in reversed(pins):
        inner = [point(pin, *inner)]
    assert ("пятый-уровень", ("пункты", 0) * 5) in [fault[:2] for fault in faults(order(inner))]


def test_a_number_that_is_not_there_while_its_neighbours_have_one_is_a_warning():
    (finding,) = check_numbering(order([point(), point("нет"), point()]))
    assert (finding.rule, finding.severity, finding.path) == ("нет-номера", "предупреждение", ("пункты", 1, "номер"))
    assert finding.message == "После номера 1 стоит запись без номера."


def test_numbers_that_none_has_are_not_missed():
    assert faults(order([point(None, point("нет"), point("нет"))])) == []
    assert faults(plan([{"мероприятие": "а", "номер": "нет"}] * 3)) == []


def test_a_section_is_missed_for_the_rows_that_begin_with_its_number():
    sections = [{"название": "а", "номер": "нет", "мероприятия": [{"мероприятие": "б"}]}] * 2
    assert [fault[0] for fault in faults(plan([], разделы=sections))] == ["нет-номера", "нет-номера"]


def test_a_section_whose_title_says_its_number_is_not_missed():
    sections = [
        {"название": f"Раздел {number}. Кадры", "номер": "нет", "мероприятия": [{"мероприятие": "б"}]}
        for number in ("I", "II")
    ]
    assert faults(plan([], разделы=sections)) == []


def test_a_total_below_the_rows_of_a_plan_needs_no_number():
    assert faults(plan([{"мероприятие": "а"}, {"мероприятие": "Итого по разделу I", "номер": "нет"}])) == []


def test_rows_counted_through_headings_without_numbers_are_right():
    rows = iter(range(1, 5))
    sections = [
        {"название": "а", "номер": "нет", "мероприятия": [{"мероприятие": "б", "номер": str(next(rows))} for _ in "12"]}
        for _ in "12"
    ]
    assert faults(plan([], разделы=sections)) == []


def test_what_stands_below_a_point_without_a_number_is_held_to_the_point_above():
    inner = point("нет", point("1.2"), point("2.1"))
    found = faults(order([point(None, point(), inner)]))
    assert [(rule, quote) for rule, _, quote in found] == [("нет-номера", "нет"), ("чужой-номер", "2.1")]


def test_a_section_after_one_without_a_number_skips_nothing():
    sections = [{"название": "а", "номер": pin} for pin in ("1", "нет", "3")]
    assert [fault[0] for fault in faults(plan([], разделы=sections))] == ["нет-номера"]


def test_the_schools_of_a_cluster_do_not_begin_with_its_number():
    clusters = [{"название": "а", "номер": "2", "школы": [{"название": "б", "номер": "1"}]}]
    assert [fault[0] for fault in faults(schools(кластеры=clusters))] == ["пропуск-номера"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"ячейки": ["", "Итого 5"]}, []),
        ({"ячейки": ["Всего"]}, []),
        ({"раздел": "Раздел"}, []),
        ({"ячейки": ["а"]}, ["нет-номера"]),
    ],
)
def test_a_total_and_a_heading_of_a_table_need_no_number(row, found):
    data = {
        "вид": "таблица",
        "название": "а",
        "графы": [{"заголовок": "А"}],
        "строки": [["а"], {**row, "номер": "нет"}],
    }
    assert [fault[0] for fault in faults(DOCUMENT_KINDS["таблица"].model_validate(data))] == found
