"""Numbers as data: what every point, section, row, school and annex carries."""

from __future__ import annotations

import pytest

from docgen.model.numbering import Number, annex_number, numbered
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document
from tests.builders import annexed, order, plan, schools


def numbers(document: Document) -> list[Number]:
    """The numbers in printed order."""
    return [number for _, number in numbered(document)]


def shown(document: Document) -> list[str]:
    return [number.shown for number in numbers(document)]


def nested(*children: object) -> list[dict[str, object]]:
    """Points out of numbers (pins), None (no pin) and tuples (a pin or None, then sub-points)."""
    made: list[dict[str, object]] = []
    for child in children:
        pin, *inner = child if isinstance(child, tuple) else (child,)
        point: dict[str, object] = {"текст": "а", "пункты": nested(*inner)}
        made.append({**point, "номер": pin} if pin else point)
    return made


def test_points_count_on_four_levels():
    points = nested((None, (None, (None, None, None)), None), None)
    assert shown(order(points)) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.2", "2"]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((None, "4", None), "1 4 5"),
        ((None, "4¹", None), "1 4¹ 2"),
        (("4", "4¹", None), "4 4¹ 5"),
        (((None, None, "1.5", None),), "1 1.1 1.5 1.6"),
        (((None, "3.2", None),), "1 3.2 1.3"),
        ((("7", None, None), None), "7 7.1 7.2 8"),
        ((("4¹", None),), "4¹ 4¹.1"),
        ((None, "1"), "1 1"),
        (("2.", None), "2 3"),
        ((None, "нет", None), "1 2"),
        ((None, ("нет", None, None), None), "1 2 3 4"),
        (((None, None, "Нет", None),), "1 1.1 1.2"),
        (((None, None, ("нет", None, ("нет", None)), None),), "1 1.1 1.2 1.3 1.4"),
    ],
)
def test_a_pinned_number_stands_and_counting_goes_on_from_it(points, expected):
    assert shown(order(nested(*points))) == expected.split()


def test_a_number_knows_its_level_list_and_what_counting_would_give():
    document = order(nested((None, None), ("7", None)))
    found = numbers(document)
    assert [number.level for number in found] == [0, 1, 0, 1]
    assert [number.counter for number in found] == [(1,), (1, 1), (2,), (7, 1)]
    assert [number.pinned for number in found] == [False, False, True, False]
    assert len({number.list for number in found}) == 1
    assert str(found[1]) == "1.1"


def test_rows_count_inside_their_sections():
    rows = [{"мероприятие": "а"}, {"мероприятие": "б", "номер": "1.5"}, {"мероприятие": "в"}]
    sections = [
        {"название": "Раздел", "мероприятия": rows},
        {"название": "Раздел", "номер": "4", "мероприятия": rows[:1]},
    ]
    assert shown(plan([], разделы=sections)) == ["1", "1.1", "1.5", "1.6", "4", "4.1"]


def test_rows_without_sections_count_by_themselves():
    assert shown(plan(["а", "б"])) == ["1", "2"]


def test_a_section_without_a_number_has_its_place_in_the_count():
    rows = [{"мероприятие": "а"}, {"мероприятие": "б", "номер": "нет"}, {"мероприятие": "в"}]
    sections = [{"название": "Раздел", "номер": pin, "мероприятия": rows} for pin in ("1", "нет", "нет", "4", "нет")]
    expected = "1 1.1 1.2 2.1 2.2 3.1 3.2 4 4.1 4.2 5.1 5.2"
    assert shown(plan([], разделы=sections)) == expected.split()
    chapters = [{"название": "Раздел", "номер": pin, "пункты": [{"текст": "а"}]} for pin in ("нет", "2")]
    regulation = DOCUMENT_KINDS["положение"].model_validate({"вид": "положение", "название": "а", "разделы": chapters})
    assert shown(regulation) == ["1.1", "2", "2.1"]


def test_what_has_no_number_is_not_among_the_numbered():
    document = order(nested("нет", None))
    assert [entry for entry, _ in numbered(document)] == [document.points[1]]


def test_clusters_and_schools_may_be_pinned():
    listed = [{"название": "а", "номер": pin, "школы": [{"название": "б", "номер": n} for n in ("2", "нет", "7¹")]}
              for pin in ("3", "нет")]  # fmt: skip
    listed.append({"название": "в", "школы": [{"название": "г"}]})
    assert shown(schools(кластеры=listed)) == ["3", "2", "7¹", "2", "7¹", "4", "1"]


def test_a_number_knows_what_counting_would_print():
    document = order(nested(("7", None, "7.4"), ("нет", None)))
    assert [number.counted for number in numbers(document)] == ["1", "7.1", "7.2", "8"]


def test_schools_count_anew_in_every_cluster():
    listed = schools([["а", "б"], ["в"]])
    assert shown(listed) == ["1", "1", "2", "2", "1"]
    found = numbers(listed)
    assert [number.kind for number in found] == ["clusters", "items", "items", "clusters", "items"]
    assert found[1].list == found[2].list != found[4].list


def test_an_annex_has_a_number_when_it_is_not_alone():
    first, second = plan(код="а"), plan(код="б")
    assert annex_number(order(приложения=annexed(first)), 0) == ""
    assert [annex_number(order(приложения=annexed(first, second)), index) for index in (0, 1)] == ["1", "2"]


@pytest.mark.parametrize("pin", ["3", "3.2", "4¹", "12.3²", "5а", "IV", " 3.2. "])
def test_a_pin_is_a_number_as_written(pin):
    assert shown(order([{"текст": "а", "номер": pin}])) == [pin.strip().rstrip(".")]


@pytest.mark.parametrize("pin", ["", "3.", "три с половиной", "3,2", "3..2", "-1", "№ 3", "без номера"])
def test_what_is_no_number_is_a_finding_or_is_mended(pin):
    data = {**order().plain(), "пункты": [{"текст": "а", "номер": pin}]}
    model, findings = validated(type(order()), data)
    if pin == "3.":
        assert model is not None
        assert shown(model) == ["3"]
    else:
        assert [(finding.rule, finding.path) for finding in findings] == [("номер-не-понят", ("пункты", 0, "номер"))]
