"""Numbers that repeat, skip, belong to another point, or stand too deep."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.checks.numbering import check_numbering
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
