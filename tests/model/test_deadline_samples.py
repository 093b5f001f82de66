"""Every term cell of the sample documents is read as the catalogue says."""

from collections import Counter

import pytest

from docgen.model.deadline import Deadline
from tests.deadline_cells import (
    Sample,
    cells,
    intervals_text,
    kind_counts,
    moved_text,
    samples,
    six_line_cell,
)
from tests.needs import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.seeds]

SAMPLES = samples() if (SHARED / "seeds").is_dir() else []


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.text for sample in SAMPLES])
def test_every_string_is_read_kept_and_moved(sample: Sample) -> None:
    deadline = Deadline.parse(sample.text)
    assert deadline.describe() == sample.described
    assert intervals_text(deadline) == sample.intervals
    assert moved_text(deadline) == sample.moved
    assert str(deadline) == sample.text
    assert Deadline.parse(deadline.canonical()).same_as(deadline)


def test_there_are_86_strings_in_185_cells() -> None:
    assert len(SAMPLES) == 86
    assert len(cells()) == 185


def test_115_cells_have_an_end_and_70_have_none() -> None:
    ends = [Deadline.parse(cell).end for cell in cells()]
    assert (sum(end is not None for end in ends), sum(end is None for end in ends)) == (115, 70)


def test_the_kinds_are_counted_as_in_the_catalogue() -> None:
    assert Counter(Deadline.parse(cell).kind for cell in cells()) == kind_counts()


def test_the_modifiers_are_counted_as_in_the_catalogue() -> None:
    found = Counter(modifier for cell in cells() for modifier in Deadline.parse(cell).modifiers)
    assert found == {
        "by schedule": 12,
        "by plan": 3,
        "on demand": 2,
        "then on demand": 1,
        "condition: при наличии ШНРО в муниципалитете": 1,
        "quarterly": 1,
        "continuous": 1,
        "on request": 1,
    }


def test_the_cell_of_six_lines_is_one_list() -> None:
    deadline = Deadline.parse(six_line_cell())
    assert deadline.kind == "LIST[POINT+MONTH+POINT+MONTH+MONTH+POINT]"
    assert moved_text(deadline).splitlines()[0] == "26.01.2023"


def test_only_the_broken_cells_are_mended() -> None:
    mended = {text: Deadline.parse(text).repair for text in {sample.text for sample in SAMPLES}}
    assert sorted(len(repair) for repair in mended.values() if repair) == [1, 1, 1, 1]


def test_a_year_back_gives_the_cell_again() -> None:
    for cell in cells():
        assert str(Deadline.parse(cell).shift(1).shift(-1)) == cell
