"""Fields of a point that its sentence has no place for are warned about: nothing is lost in silence."""

from __future__ import annotations

import pytest

from docgen.checks.emptiness import check_emptiness
from tests.builders import order


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
