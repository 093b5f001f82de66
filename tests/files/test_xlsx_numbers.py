"""Numbers of cells as a person sees them under the format of the cell."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files.xlsx_numbers import shown

SHOWN = [
    ("46310", "dd.mm.yyyy", "15.10.2026"),
    ("46310", "[$-419]d mmmm yyyy;@", "15.10.2026"),
    ("46310", "[$-F800]dddd, mmmm dd, yyyy", "15.10.2026"),
    ("46310", "d-mmm", "15.10.2026"),
    ("46310", "mmm-yy", "октябрь 2026"),
    ("46310", "mmmm", "октябрь"),
    ("46310", "yyyy", "2026"),
    ("46310.5", "dd.mm.yyyy h:mm", "15.10.2026 12:00"),
    ("46310", "dd.mm.yyyy h:mm", "15.10.2026"),
    ("0.375", "h:mm", "09:00"),
    ("1", "dd.mm.yyyy", "01.01.1900"),
    ("61", "dd.mm.yyyy", "01.03.1900"),
    ("3.1", "General", "3,1"),
    ("3.1", "0.00", "3,10"),
    ("0.30000000000000004", "General", "0,3"),
    ("123", "0000", "0123"),
    ("7", "0.##", "7"),
    ("0.35", "0%", "35%"),
    ("0.355", "0.0%", "35,5%"),
    ("2.5", "0", "3"),
    ("1234567.5", "#,##0.00", "1\u00a0234\u00a0567,50"),
    ("5", '0" шт."', "5 шт."),
    ("1500", '#,##0.00\\ "₽"', "1\u00a0500,00 ₽"),
    ("1500", "#,##0 [$₽-419]", "1\u00a0500 ₽"),
    ("-5", "0;(0)", "(5)"),
    ("-5", "0", "-5"),
    ("12.5", "# ?/?", "12,5"),
    ("89101234567", "0", "89101234567"),
    ("1E+20", "General", "100000000000000000000"),
    ("5", "красота", "5"),
    ("не число", "0", "не число"),
    ("nan", "0", "nan"),
    ("1e999", "0", "1e999"),
    ("", "0", ""),
    ("-46310", "dd.mm.yyyy", "-46310"),
    ("99999999", "dd.mm.yyyy", "99999999"),
]


@pytest.mark.parametrize(("raw", "code", "text"), SHOWN)
def test_a_number_shows_what_excel_shows(raw, code, text):
    assert shown(raw, code).text == text


@given(day=st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)))
def test_every_day_is_the_day_it_is(day):
    number = (day - datetime.date(1899, 12, 30)).days
    assert shown(str(number), "dd.mm.yyyy") == (f"{day:%d.%m.}{day.year:04d}", True)
    if number > 1462:
        assert shown(str(number - 1462), "dd.mm.yyyy", since_1904=True).text == f"{day:%d.%m.}{day.year:04d}"


@given(
    raw=st.one_of(st.floats().map(repr), st.text(max_size=8)),
    code=st.text(st.sampled_from('0#?.,%;"\\ []$dmyhs@_*-₽E+/')),
)
def test_any_number_under_any_format_shows_something(raw, code):
    made = shown(raw, code)
    assert made.text or not raw.strip() or code
