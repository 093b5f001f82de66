"""One document, warm: a roadmap of 48 rows with its order and 68 schools, every contender in turn."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial

from bench import sample
from bench.contenders import DOCXTPL, LIMIT, OURS, OURS_NG, PYTHON_DOCX, contenders
from bench.data import roadmap
from bench.report import Bar, Line, table
from bench.timing import interleaved, milliseconds, ratio

FASTER_THAN_DOCXTPL = 7
FASTER_WITH_ZLIB_NG = 10
OF_THE_LIMIT = 1.2


def run(rounds: int = 25) -> list[Line]:
    """The table of contenders and the bars of the engine."""
    data = roadmap()
    made = contenders(sample.template())
    documents = {name: render(data) for name, render in made.items()}
    _same_words(documents)
    times = interleaved(
        {name: partial(render, data) for name, render in made.items()}, rounds, {PYTHON_DOCX: max(rounds // 4, 3)}
    )
    rows = [
        (
            name,
            milliseconds(times[name]),
            f"{ratio(times[DOCXTPL], times[name]):.2f}",
            f"{ratio(times[name], times[LIMIT]):.2f}",
            str(len(documents[name])),
        )
        for name in made
    ]
    bars = [
        Bar("docxtpl к docgen, zlib 6", ratio(times[DOCXTPL], times[OURS]), FASTER_THAN_DOCXTPL, at_least=True),
        Bar("docgen к пределу, zlib 6", ratio(times[OURS], times[LIMIT]), OF_THE_LIMIT),
    ]
    if OURS_NG in times:
        faster = ratio(times[DOCXTPL], times[OURS_NG])
        bars.append(Bar("docxtpl к docgen, zlib-ng 6", faster, FASTER_WITH_ZLIB_NG, at_least=True))
    columns = ("приказ, 48 строк, 68 школ", "мс", "быстрее docxtpl, раз", "к пределу", "байт")
    return [*table(columns, rows), *bars]


def _same_words(documents: Mapping[str, bytes]) -> None:
    """Nothing is faster than leaving something out: every contender must print the same words, however it breaks
    lines."""
    import docx

    reference: list[str] = []
    for name, document in documents.items():
        if name == LIMIT:
            continue  # it leaves line ends as they are
        body = docx.Document(io.BytesIO(document)).element.body
        words = " ".join(text.text or "" for text in body.iter("{*}t")).split()
        if reference and words != reference:
            raise AssertionError(f"{name} prints another document")
        reference = words
