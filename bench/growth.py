"""How time grows with the rows of the roadmap: it must stay in proportion to them."""

from __future__ import annotations

from functools import partial

from bench import sample
from bench.contenders import DOCXTPL, LIMIT, OURS, OURS_NG, PYTHON_DOCX, contenders
from bench.data import roadmap
from bench.report import Bar, Line, table
from bench.timing import interleaved, milliseconds, ratio

ROWS = (50, 200, 800, 3200)
SHORT, LONG = 200, 3200
QUADRATIC_UP_TO = 200
"""python-docx finds a merged row by listing all rows; 3200 of them take a quarter of a minute."""
PER_ROW = 1.2

Key = tuple[str, int]


def run(rounds: int = 9) -> list[Line]:
    """Milliseconds by rows, and the bars on the time of a row; the lengths take turns like the contenders."""
    made = contenders(sample.template())
    data = {count: roadmap(count) for count in ROWS}
    now = {
        (name, count): partial(render, data[count])
        for count in ROWS
        for name, render in made.items()
        if name != PYTHON_DOCX or count <= QUADRATIC_UP_TO
    }
    seldom = {key: 3 for key in now if key[0] in (DOCXTPL, PYTHON_DOCX)}
    times = interleaved(now, rounds, seldom)
    lines = table(
        ("строк в дорожной карте, мс", *map(str, ROWS)),
        [
            (name, *(milliseconds(times[name, count]) if (name, count) in times else "—" for count in ROWS))
            for name in made
        ],
    )
    bars = [
        Bar(
            f"{name}: время строки при {LONG} строках к {SHORT}",
            ratio(times[name, LONG], times[name, SHORT]) * SHORT / LONG,
            PER_ROW,
        )
        for name in (OURS, OURS_NG)
        if name in made
    ]
    longest = ratio(times[OURS, LONG], times[LIMIT, LONG])
    return [*lines, *bars, Bar(f"docgen к пределу при {LONG} строках, zlib 6", longest, PER_ROW)]
