"""Dates as Russian documents print them."""

from datetime import date

import pytest
from babel.dates import format_date

from docgen.language.dates import day_and_month, digital, hand_filled, in_words

DAY = date(2026, 9, 7)


def test_a_date_is_printed_in_digits_without_a_year_word() -> None:
    assert digital(DAY) == "07.09.2026"


def test_a_date_is_printed_in_words_with_blanks_that_do_not_break() -> None:
    assert in_words(DAY) == "7\u00a0сентября\u00a02026\u00a0г."
    assert in_words(DAY, "года") == "7\u00a0сентября\u00a02026\u00a0года"
    assert in_words(DAY, "нет") == "7\u00a0сентября\u00a02026"


def test_the_form_to_fill_in_by_hand_has_two_digits_in_quotes() -> None:
    assert hand_filled(DAY) == "«07»\u00a0сентября\u00a02026\u00a0г."


def test_a_day_without_its_year() -> None:
    assert day_and_month(date(2026, 5, 1)) == "1\u00a0мая"


def test_an_unknown_date_is_a_blank_to_fill_in() -> None:
    assert digital(None) == "____________"
    assert in_words(None) == hand_filled(None) == "«___» ____________ 20__\u00a0г."


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_those_of_cldr_and_no_narrow_blank_is_printed(number: int) -> None:
    day = date(2026, number, 7)
    assert in_words(day).replace("\u00a0", " ") == format_date(day, "d MMMM y 'г.'", locale="ru")
