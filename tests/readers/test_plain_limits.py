"""What is refused, how it is said, and that nothing makes the work grow."""

import random

import pytest

from docgen.errors import InputError
from docgen.readers.opening import TOO_BIG
from docgen.readers.plain.reader import MOST_BYTES, read_plain
from tests.readers.plain_text import FILLER
from tests.readers.work import calls, no_hang


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as raised:
        read_plain(data, "файл.txt")
    [finding] = raised.value.findings
    assert finding.document == "файл.txt"
    assert finding.hint
    return finding.rule


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b" " * (MOST_BYTES + 1), TOO_BIG.name),
        (FILLER.encode() + b"\t" * 1_000_000, TOO_BIG.name),
        (FILLER.encode() + b"\n" * 1_000_000, TOO_BIG.name),
        (b"", "не-читается"),
        (b"\n \n\x00\n", "не-читается"),
        (random.Random(7).randbytes(50_000), "не-текст"),
        (b"Order on the approval of the plan of measures for schools of the region. " * 3, "не-по-русски"),
        (
            "Контроль за виконанням наказу покладаю на заступника начальника управління освіти. ".encode() * 5,
            "не-по-русски",
        ),
        ("ЪЫЪ ыъщ цщхъ ъэю щзхъ фывап ролдж эячсм итьбю. ".encode() * 9, "не-по-русски"),
    ],
)
def test_what_is_no_russian_text_is_refused(data: bytes, rule: str) -> None:
    assert refusal(data) == rule


HOSTILE = {
    "one long line": FILLER * 20_000,
    "blanks": FILLER + " " * 3_000_000 + "а",
    "tags": FILLER + "<p>а" * 90_000,
    "open tags": FILLER + "<a " * 90_000,
    "open tables": f"{FILLER}\n" + "<table><tr><td>а\n" * 20_000,
    "tables that nobody closes": f"{FILLER}\n" + "<table>\n" * 90_000 + FILLER,
    "rules between lines": f"{FILLER}\n" + "+---+---+\nшкола\n" * 40_000,
    "merged cells": f"{FILLER}\n<table>" + "<tr><td rowspan=99 colspan=99>а" * 20_000 + "</table>",
    "stars": FILLER + "*а " * 90_000,
    "drawn cells": f"{FILLER}\n┌{'─' * 8}┬{'─' * 8}┐\n" + "│ слово  │ школа  │\n" * 30_000,
    "fragments": f"{FILLER}\n№\tМера\tСрок\n1\tа\tб\n\n" + "\tслово\t\n\n" * 20_000,
    "bullets": f"{FILLER}\n№\tМера\tСрок\n" + ("1\t" + ": - а" * 100 + "\tмай\n") * 400,
    "latin": FILLER + "c O A.B. " * 200_000,
    "spoilt letters": FILLER + "Рџ Ð " * 300_000,
    "form feeds": f"{FILLER}\n" + "\fа" * 90_000,
    "numbers": f"{FILLER}\n" + "\n".join(f"{number}\n" for number in range(1, 40_000)),
    "hyphens": f"{FILLER}\n" + f"{'слово ' * 11}те-\nчение " * 10_000,
}

MOST_CALLS = 50
"""Calls for a byte of a file that is all tags or rules; of the cases here the worst takes some twenty."""


@pytest.mark.parametrize("case", HOSTILE)
def test_the_work_is_that_for_the_letters(case: str) -> None:
    data = HOSTILE[case].encode()
    with no_hang():
        assert calls(lambda: read_plain(data, "файл.txt")) < MOST_CALLS * len(data)
    assert len(read_plain(data, "файл.txt").findings) < 1000
