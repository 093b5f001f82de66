"""What in one sequence is what in another: equal things first, then the most alike between them.

Positions in, positions out; what the things are and how alike two of them are is the business of the caller.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

Pairs = list[tuple[int, int]]
"""Positions in both sequences that hold the same thing."""

MOST_COMPARED = 40_000
"""Comparisons in one gap between equal things; a larger gap is paired by position, which costs nothing."""


def share_of_words(one: Counter[str], other: Counter[str]) -> float:
    """How many of the words of two texts are in both, from 0 to 1.

    >>> share_of_words(Counter("до конца года".split()), Counter("до начала года".split())).__round__(2)
    0.67
    """
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def paired(old: Sequence[Hashable], new: Sequence[Hashable], alike: Callable[[int, int], float], least: float) -> Pairs:
    """The positions that hold the same thing, rising in both: equal ones, and in the gaps those alike by ``least``.

    >>> paired("abcd", "abxd", lambda i, j: 0.0, 0.5)
    [(0, 0), (1, 1), (3, 3)]
    """
    pairs: Pairs = []
    before, after = 0, 0
    for start, other, size in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs.extend(_most_alike(range(before, start), range(after, other), alike, least))
        pairs.extend((start + step, other + step) for step in range(size))
        before, after = start + size, other + size
    return pairs


def _most_alike(old: range, new: range, alike: Callable[[int, int], float], least: float) -> Pairs:
    """The pairs of a gap whose likenesses add up to the most, none under ``least``."""
    if not old or not new:
        return []
    if len(old) * len(new) > MOST_COMPARED:
        return list(zip(old, new, strict=False))
    rows, columns = len(old), len(new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    likeness = [[0.0] * columns for _ in range(rows)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            like = alike(old[row], new[column])
            together = 0.0
            if like >= least:
                likeness[row][column] = like
                together = like + best[row + 1][column + 1]
            best[row][column] = max(best[row + 1][column], best[row][column + 1], together)
    pairs, row, column = [], 0, 0
    while row < rows and column < columns:
        like = likeness[row][column]
        if like and best[row][column] == like + best[row + 1][column + 1]:
            pairs.append((old[row], new[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def rising(positions: Sequence[int]) -> set[int]:
    """The places of a longest run that rises: who stands outside of it has been moved.

    >>> sorted(rising([2, 0, 1, 3]))
    [1, 2, 3]
    """
    import bisect

    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for place, position in enumerate(positions):
        at = bisect.bisect_left(ends, position)
        before.append(tails[at - 1] if at else -1)
        ends[at:] = [position] if at == len(ends) else [position, *ends[at + 1 :]]
        tails[at:] = [place] if at == len(tails) else [place, *tails[at + 1 :]]
    chosen: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        chosen.add(place)
        place = before[place]
    return chosen


def words_of(values: Iterable[str]) -> Counter[str]:
    """The words of some texts, counted."""
    return Counter(word for value in values for word in value.split())


Span = tuple[int, int]


def stretches(matcher: difflib.SequenceMatcher[str], old: Sequence[str]) -> Iterator[tuple[Span, Span, Span]]:
    """What gave way to what, and what stayed after it, in spans of both; a sign or a blank between changes goes with them.

    >>> found = stretches(difflib.SequenceMatcher(None, "ab c", "xy c"), "ab c")
    >>> [(gone, came) for gone, came, _ in found]
    [((0, 2), (0, 2))]
    """
    gone, came = (0, 0), (0, 0)
    for kind, first, last, _, end in matcher.get_opcodes():
        if kind != "equal":
            gone, came = (gone[0], last), (came[0], end)
            continue
        joins = gone[1] > gone[0] or came[1] > came[0]
        if joins and last < len(old) and last - first < 3 and not any(word.isalnum() for word in old[first:last]):
            gone, came = (gone[0], last), (came[0], end)
            continue
        yield gone, came, (first, last)
        gone, came = (last, last), (end, end)
    if gone[1] > gone[0] or came[1] > came[0]:
        yield gone, came, (gone[1], gone[1])
