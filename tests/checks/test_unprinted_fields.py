"""Fields of a point that its sentence has no place for are warned about: nothing is lost in silence."""

from __future__ import annotations

import pytest

from docgen.checks.columns import check_plan_columns
from docgen.checks.emptiness import check_emptiness
from tests.builders import order, plan


def unprinted(**point: str) -> list[str | int]:
    found = check_emptiness(order([point]))
    return [finding.path[-1] for finding in found if finding.rule == "поле-не-печатается"]


@pytest.mark.parametrize(
    ("point", "silent"),
    [
        ({"контроль": "зам", "лицо": "зимин", "текст": "а"}, []),
        (
            {"контроль": "зам", "кому": "{институт}", "далее": "а", "утверждает": "план1"},
            ["утверждает", "кому", "далее"],
        ),
        ({"утверждает": "план1", "далее": "План", "срок": "2026"}, []),
        ({"утверждает": "план1", "кому": "{институт}", "лицо": "зимин"}, ["кому", "лицо"]),
        ({"кому": "{институт}", "лицо": "зимин", "далее": "а", "рекомендовать": "да", "текст": "б"}, []),
        ({"текст": "а", "лицо": "зимин", "далее": "а", "рекомендовать": "да"}, ["лицо", "рекомендовать", "далее"]),
    ],
)
def test_a_field_that_its_point_does_not_print_is_named(point, silent):
    assert unprinted(**point) == silent


def test_a_field_without_a_column_is_named_at_the_first_row_of_the_table():
    with_lines = {"мероприятие": "Стажировки:", "строки": [{"мероприятие": "в гимназии", "результат": "Справка"}]}
    made = plan([with_lines, {"мероприятие": "Семинар", "результат": "Отчёт"}])
    (finding,) = [finding for finding in check_plan_columns(made) if finding.rule == "поле-не-печатается"]
    assert finding.path == ("мероприятия", 0, "строки", 0, "результат")
