"""Damaged files all the way through the reading: documents and findings, or a refusal, never a traceback or a hang."""

from __future__ import annotations

import random

import pytest

from docgen.errors import InputError
from docgen.readers.opening import read_bytes
from docgen.readers.reading import Reading, read_source
from tests.counts import scaled
from tests.examples.orders import REGION, loaded
from tests.needs import SHARED, needs_shared
from tests.readers.test_word_fuzz import GROUPS, torn_archive, torn_xml
from tests.readers.work import no_hang


def read(data: bytes, name: str) -> Reading | None:
    with no_hang():
        try:
            reading = read_source(read_bytes(data, name))
        except InputError as refused:
            assert refused.findings
            return None
    assert all(finding.message for finding in reading.findings)
    return reading


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_torn_word_file_gives_documents_or_findings(group):
    chance = random.Random(f"целиком {group}")
    for number in range(scaled(1000) // GROUPS):
        make = torn_xml if number % 2 else torn_archive
        read(make(chance), "порча.docx")


@needs_shared
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_torn_text_gives_documents_or_findings(number):
    chance = random.Random(number)
    whole = next((SHARED / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    for _ in range(scaled(100)):
        lines = whole.split("\n")
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at : at + chance.randint(1, 9)]
                case 1:
                    lines[at:at] = [lines[chance.randrange(len(lines))]]
                case 2:
                    lines[at] = lines[at][: len(lines[at]) // 2]
                case 3:
                    lines[at] = lines[at].replace("\t", " ", 2)
                case _:
                    lines[at] = "".join(chance.sample(lines[at], len(lines[at])))
            if len(lines) < 2:
                break
        read("\n".join(lines).encode(), "порча.txt")


def test_the_whole_file_is_read_as_the_torn_ones_are():
    from docgen.render.document import render_document

    reading = read(render_document(*loaded(REGION / "orders" / "проверка.yaml")).data, "целый.docx")
    assert reading is not None
    assert reading.documents
