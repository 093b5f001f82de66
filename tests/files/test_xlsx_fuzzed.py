"""Workbooks broken at random: findings, never a traceback, whoever reads them."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from docgen.files.loading import validated_document
from docgen.files.xlsx_reading import peek, read_bytes
from docgen.files.xlsx_writing import write_workbook
from docgen.readers.excel import read_excel
from tests.builders import plan, schools
from tests.counts import scaled
from tests.files.workbooks import parts_of, plan_book, with_parts

BASES = [
    plan_book(
        more=lambda made: (made["План"].merge_cells("C2:E2"), setattr(made["План"]["C3"], "font", Font(bold=True)))
    ),
    write_workbook(plan([{"код": "м1", "мероприятие": "Анализ", "строки": [{"мероприятие": "x", "срок": "2027"}]}])),
    write_workbook(schools()),
]
PIECES = [
    b'r="A1"', b'r="XFD1048576"', b'r="ZZZ999999999"', b't="s"', b't="b"', b't="d"', b't="e"', b's="9999"', b"<v>-5</v>",
    b"<v>1e400</v>", b"<v></v>", b"<f/>", b"<is><t>x</t></is>", b"<row>", b"</row>", b"<c>", b"</c>", b'hidden="1"',
    b'<mergeCell ref="A1:XFD9"/>', b"&#10;", b"&amp;", b"_x0000_", b"_xD800_", b"\xff", "раздел".encode(), b"<rPh>",
    b"</si>", b"<!DOCTYPE x>", b"",
]  # fmt: skip
VALUES = [b'="0"', b'="-1"', b'="99999999999"', b'=""', b'="A1:B2"', b'="x"']


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a few of them lost, doubled, changed or exchanged for something else."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 5)):
        at, length = dice.randrange(len(made) + 1), dice.randint(0, 30)
        way = dice.randrange(4)
        if way == 0:
            made[at : at + length] = dice.choice(PIECES)
        elif way == 1:
            made[at:at] = made[length : 3 * length]
        elif way == 2:
            made[at : at + 1] = bytes([dice.randrange(256)])
        else:
            values = list(re.finditer(rb'="[^"]*"', bytes(made)))
            if values:
                start, end = dice.choice(values).span()
                made[start:end] = dice.choice(VALUES)
    return bytes(made)


@given(seed=st.integers(0, 1 << 32), base=st.sampled_from(BASES), whole=st.booleans())
@settings(max_examples=scaled(3000), deadline=None)
def test_a_broken_workbook_gives_findings(seed: int, base: bytes, whole: bool):
    dice = random.Random(seed)
    if whole:
        data = mutated(base, dice)
    else:
        names = [name for name in parts_of(base) if name.endswith((".xml", ".rels"))]
        data = with_parts(base, {dice.choice(names): lambda part: mutated(part, dice)})
    for source in read_bytes(data, "книга.xlsx"):
        assert source.data is not None or source.findings
        assert all(finding.message and finding.hint for finding in source.findings)
        if isinstance(source.data, dict):
            _, faults = validated_document(source.data)
            assert all(source.mark(fault).document == "книга.xlsx" for fault in faults)
    peek(data)
    assert all(finding.message and finding.hint for finding in read_excel(data, "книга.xlsx").findings)
