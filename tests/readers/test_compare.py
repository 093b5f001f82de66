"""The sample orders read and printed again: what changed, word by word, is known to the last word."""

from collections import Counter

import pytest

from tests.needs import needs_shared
from tests.readers.compare import differences, seed

# The number in a mark is the order's own; what the scan shows there is a finding, and so is a number that nobody can read.
GARBLED = {
    "000": ["08", "02"],
    "001": ["начальника"],
    "003": [],
    "004": ["859 098", "859 07", "259 09", "859 од"],
}
BLANK = {"______"}


@needs_shared
@pytest.mark.parametrize("number", sorted(GARBLED))
def test_no_word_is_lost_but_those_that_a_finding_names(number):
    found = differences(seed(number))
    lost = Counter(word for difference in found for word in difference.was.split())
    added = Counter(word for difference in found for word in difference.became.split())
    expected = Counter(word for words in GARBLED[number] for word in words.split())
    assert lost - added == expected
    assert set(added - lost) <= BLANK | {"од"}


@needs_shared
@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_the_words_stand_in_the_same_order(number):
    assert [found.was for found in differences(seed(number))] == GARBLED[number]


@needs_shared
def test_lines_set_side_by_side_print_in_rows_of_their_own():
    """001, row 9: six topics beside six dates in two cells; printed, each topic has its date beside it."""
    moved = [found for found in differences(seed("001")) if found.was != "начальника"]
    assert all("школ" in found.before or found.was or "2022" in found.became for found in moved)
    assert Counter(" ".join(f.was for f in moved).split()) == Counter(" ".join(f.became for f in moved).split())
