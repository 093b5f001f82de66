"""School years and periods."""

import pickle
from datetime import date

import pytest

from docgen.model.school_year import Period, PeriodKind, SchoolYear


@pytest.mark.parametrize(
    "text",
    [
        "2026/2027", "2026/27", "2026-2027", "2026–2027", "2026 – 2027", "2026/2027 учебный год",
        "в 2026-2027 учебном году", "на 2026 – 2027 учебный год", " 2026–27 уч. год ", "2026/2027 уч.г.",
    ],
)  # fmt: skip
def test_a_school_year_is_read_however_it_is_written(text: str) -> None:
    assert SchoolYear.parse(text) == SchoolYear(2026)


def test_a_school_year_runs_from_september_to_august() -> None:
    year = SchoolYear(2026)
    assert (year.start, year.end) == (date(2026, 9, 1), date(2027, 8, 31))
    assert date(2027, 8, 31) in year
    assert date(2026, 8, 31) not in year


def test_a_school_year_prints_with_a_slash_and_moves() -> None:
    year = SchoolYear(2026)
    assert str(year) == "2026/2027"
    assert str(year.next()) == "2027/2028"
    assert year.shift(-2) == SchoolYear(2024)
    assert year < year.next()


@pytest.mark.parametrize("text", ["2026", "2021-2024", "2026/2028", "2027/2026", "2026/28", "", "учебный год", "67/68"])
def test_what_is_no_school_year_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"2026/2027|2027/2028"):
        SchoolYear.parse(text)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2026/2027", PeriodKind.SCHOOL_YEAR, date(2026, 9, 1), date(2027, 8, 31)),
        ("2018-2019", PeriodKind.SCHOOL_YEAR, date(2018, 9, 1), date(2019, 8, 31)),
        ("1999/00", PeriodKind.SCHOOL_YEAR, date(1999, 9, 1), date(2000, 8, 31)),
        ("2026", PeriodKind.CALENDAR_YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("на 2022 год", PeriodKind.CALENDAR_YEAR, date(2022, 1, 1), date(2022, 12, 31)),
        ("2021-2024", PeriodKind.YEARS, date(2021, 1, 1), date(2024, 12, 31)),
        ("на 2022-2023 годы", PeriodKind.YEARS, date(2022, 1, 1), date(2023, 12, 31)),
        ("2024–2030 гг.", PeriodKind.YEARS, date(2024, 1, 1), date(2030, 12, 31)),
    ],
)
def test_a_period_knows_its_days(text: str, kind: PeriodKind, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.kind, period.start, period.end) == (kind, start, end)
    assert start in period and end in period
    assert Period.parse(str(period)) == period
    assert Period.parse(str(period.shift(3))) == period.shift(3)
    assert period.shift(3).shift(-3) == period


def test_two_years_in_a_row_keep_their_word_when_they_are_no_school_year() -> None:
    assert str(Period.parse("2022-2023 годы")) == "2022-2023 годы"
    assert str(Period.parse("2022-2024 годы")) == "2022-2024"


@pytest.mark.parametrize(
    "text", ["", "прошлый год", "2026/2026", "2024-2021", "2024-2021 годы", "2026 и 2027", "26/27"]
)
def test_what_is_no_period_is_refused_with_the_text_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="Пишите") as error:
        Period.parse(text)
    assert f"«{text}»" in str(error.value)


def test_a_period_does_not_leave_the_years_that_can_be_read_again() -> None:
    with pytest.raises(ValueError, match="нельзя перенести"):
        Period.parse("2190").shift(50)
    with pytest.raises(ValueError, match="нельзя перенести"):
        SchoolYear(2026).shift(-500)


def test_periods_are_values() -> None:
    period = Period.parse("2026/2027")
    assert pickle.loads(pickle.dumps(period)) == period
    assert len({period, Period.parse("2026-2027")}) == 1
