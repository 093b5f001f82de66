"""Laws of deadlines: text kept, meaning kept, order kept, there and back, no input a traceback."""

from calendar import isleap
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.errors import CannotShift
from docgen.model.deadline import Deadline
from docgen.model.deadline_mending import WORDS
from docgen.model.deadline_parts import Part, last_day
from tests.counts import scaled
from tests.deadline_wordings import WORDINGS, dated_wordings

LAW = settings(max_examples=scaled(3000), deadline=None)


def moved_day(part: Part, day: date, years: int) -> date:
    """The same day in another year; the last of February stays the last, unless the day itself is named."""
    if part.kind not in ("POINT", "DAY-RANGE") and day == last_day(day.year, 2):
        return last_day(day.year + years, 2)
    return day.replace(year=day.year + years)


@LAW
@given(WORDINGS)
def test_the_text_is_kept_to_the_character(text: str) -> None:
    assert str(Deadline.parse(text)) == text


@LAW
@given(WORDINGS)
def test_the_own_wording_says_the_same(text: str) -> None:
    deadline = Deadline.parse(text)
    own = Deadline.parse(deadline.canonical())
    assert own.same_as(deadline)
    assert own.canonical() == deadline.canonical()
    assert own.repair == ()


@LAW
@given(WORDINGS, st.integers(-3, 3))
@example("29.02.2028", 1)
@example("27.03.2023 - 24.04.2023", 1)
def test_a_shift_moves_every_day_by_its_years_and_back(text: str, years: int) -> None:
    deadline = Deadline.parse(text)
    try:
        moved = deadline.shift(years)
    except CannotShift:
        leaps = [day for pair in deadline.intervals for day in pair if (day.month, day.day) == (2, 29)]
        assert any(not isleap(day.year + years) for day in leaps)
        return
    assert moved.kind == deadline.kind
    assert moved.modifiers == deadline.modifiers
    assert moved.kept == deadline.kept
    for before, after in zip(deadline.parts, moved.parts, strict=True):
        for pair, moved_pair in zip(before.intervals, after.intervals, strict=True):
            assert moved_pair == tuple(moved_day(before, day, years) for day in pair)
    assert moved.shift(-years) == deadline


@LAW
@given(dated_wordings(), dated_wordings(), st.integers(-5, 5))
def test_a_shift_keeps_the_order(one: str, two: str, years: int) -> None:
    first, second = sorted((Deadline.parse(one), Deadline.parse(two)), key=Deadline.key)
    try:
        moved = first.shift(years), second.shift(years)
    except CannotShift:
        return
    assert not moved[1] < moved[0]


@LAW
@given(dated_wordings())
def test_start_and_end_enclose_every_interval(text: str) -> None:
    deadline = Deadline.parse(text)
    for start, end in deadline.intervals:
        assert deadline.start and deadline.end
        assert deadline.start <= start <= end <= deadline.end


PIECES = st.sampled_from(
    [
        *sorted(WORDS), *" .,;:()«»/-–\n\u23ce№", "до", "с", "по", "в", "на", "за", "и", "не", "реже", "раз", "года",
        "1", "2", "IV", "29", "31", "02", "15.10.2026", "31.02.2026", "2026", "2027/28", "99", "срок", "числа",
    ]
)  # fmt: skip


@settings(max_examples=scaled(5000), deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join) | st.text())
def test_no_text_makes_anything_but_a_deadline_or_a_value_error(text: str) -> None:
    try:
        deadline = Deadline.parse(text)
    except ValueError as error:
        assert str(error)
        return
    assert str(deadline) == text
    assert Deadline.parse(deadline.canonical()).same_as(deadline)
    try:
        moved = deadline.shift(1)
    except CannotShift:
        return
    assert str(moved.shift(-1)) == text
    assert moved.kind == deadline.kind
