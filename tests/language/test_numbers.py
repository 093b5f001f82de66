"""Numbers as Russian texts print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.language.numbers import counted, grouped

SHEETS = ("лист", "листа", "листов")


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (1000, "1000"),
        (9999, "9999"),
        (10_000, "10 000"),
        (12345.5, "12 345,5"),
        (1_234_567, "1 234 567"),
        (-12_345, "-12 345"),
        (Decimal("12345.50"), "12 345,5"),
        (0.1, "0,1"),
        (Decimal("1E+4"), "10 000"),
    ],
)
def test_thousands_are_set_apart_from_ten_thousand_on(number: float, printed: str) -> None:
    assert grouped(number) == printed.replace(" ", "\u00a0")


@given(
    st.integers() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=9)
)
def test_no_digit_is_lost_and_no_other_blank_is_used(number: Decimal) -> None:
    printed = grouped(number)
    assert Decimal(printed.replace("\u00a0", "").replace(",", ".")) == number
    assert set(printed) <= set("-0123456789,\u00a0")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        *((n, "лист") for n in (1, 21, 101, 1001)),
        *((n, "листа") for n in (2, 3, 4, 22, 104, 1.5, Decimal("0.3"))),
        *((n, "листов") for n in (0, 5, 11, 12, 14, 20, 111, 112, 10_000)),
    ],
)
def test_the_noun_agrees_with_its_number(number: float, word: str) -> None:
    assert counted(number, *SHEETS) == f"{grouped(number)}\u00a0{word}"
