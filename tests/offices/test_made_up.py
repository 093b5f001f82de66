"""A hundred made-up offices: whatever they combine is printed, its numbers are those computed, and the file is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings

from docgen.findings import Severity
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.base import Model
from docgen.model.fields import NO_NUMBER
from docgen.model.numbering import numbered
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.office.libreoffice import convert
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from docgen.work.document_rules import check_document
from tests.audit import audit
from tests.counts import scaled
from tests.needs import needs_office
from tests.offices.made_up import offices

_WORD = re.compile(r"слово\d+", re.IGNORECASE)


def expected(documents: tuple[Document, ...]) -> Iterator[tuple[str, str]]:
    """The words that stand beside a number, with the number."""
    for document in documents:
        for entry, number in numbered(document):
            if said := own_word(entry):
                yield said, number.shown


def without_number(documents: tuple[Document, ...]) -> Iterator[str]:
    """The words that stand where a number is not to be printed."""
    for document in documents:
        for _, entry in walk(document):
            if getattr(entry, "number", None) == NO_NUMBER and (said := own_word(entry)):
                yield said


def own_word(entry: Model) -> str:
    """The word that only this entry has; empty when it has none."""
    said = next((found for value in entry.__dict__.values() if (found := _WORD.search(said_by(value)))), None)
    return said[0].lower() if said else ""


def said_by(value: object) -> str:
    """What a field of an entry says by itself, without the entries below it."""
    if isinstance(value, tuple):
        return str(value[0]) if value and not hasattr(value[0], "__dict__") else ""
    return str(getattr(value, "name", None) or value)


@given(office=offices())
@settings(max_examples=scaled(100), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_office_is_printed_with_its_numbers_in_a_sound_file(office):
    order, annexes, workspace = office
    for document, inside in ((order, annexes), *((annex, ()) for annex in annexes)):
        assert [
            found for found in check_document(document, workspace, inside) if found.severity is Severity.ERROR
        ] == []
    data = render_document(order, workspace).data
    assert audit(data) == []
    shown = [found.number.rstrip(".") for found in shown_numbers(data)]
    numbers = [
        "Кластер " * (number.noun == "кластер") + number.shown
        for document in (order, *annexes)
        for _, number in numbered(document)
    ]
    assert [number for number in shown if number and number != "–"] == numbers
    assert plain_text(Printing.of(order, workspace))


@needs_office
@given(office=offices())
@settings(max_examples=scaled(100), deadline=None, suppress_health_check=list(HealthCheck))
def test_libreoffice_prints_the_same_numbers(office):
    order, annexes, workspace = office
    text = convert(render_document(order, workspace).data, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    lines = [line.strip().lower() for line in text.split("\n")]
    for word in without_number((order, *annexes)):
        at = next(index for index, line in enumerate(lines) if re.match(rf"(?:мбоу )?{word}(?!\d)", line))
        assert not re.fullmatch(r"[\d.]+", lines[at - 1]), word
    printed = re.sub(r"\s+", " ", text)
    for word, number in expected((order, *annexes)):
        assert re.search(rf"(?<![\d.]){re.escape(number)}\.? (?:МБОУ )?{word}(?!\d)", printed, re.IGNORECASE), (
            word,
            number,
        )
