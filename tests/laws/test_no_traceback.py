"""Whatever a document holds: it is checked, shown and printed, or there are findings; never a traceback."""

from __future__ import annotations

import io
from typing import Any

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.checks.entries import check_entries
from docgen.errors import DocgenError
from docgen.files.loading import OTHER_KINDS
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.workspace import DOCUMENT_KINDS, Document, Workspace
from docgen.render.document import render_document
from docgen.work.document_rules import check_document
from tests.audit import audit
from tests.builders import annexed, workspace
from tests.counts import scaled
from tests.laws.offices import entries, profiles, reference_files
from tests.strategies import Data, annexes, orders, plans, school_lists, small_annexes

REFUSED = {"нет-графы-в-шаблоне"}
"""What our own templates may refuse to print: a column with a usual name, which is a finding of the check."""

in_files = st.lists(st.one_of(plans(), school_lists(), small_annexes()), max_size=2)
inside = st.lists(annexes.filter(lambda annex: "документ" in annex), max_size=2)


def made(
    data: Data, others: list[Data], small: list[Data], **office: Any
) -> tuple[Order, tuple[Document, ...], Workspace]:
    """An order with annexes of other files and annexes that stand inside it, in an office of any kind."""
    files = [DOCUMENT_KINDS[o["вид"]].model_validate({**o, "код": f"план{n}"}) for n, o in enumerate(others, 1)]
    order = Order.model_validate({**data, "приложения": [*annexed(*files), *small]})
    office_made = workspace(order, *files, **office)
    return order, office_made.annexes(order), office_made


@given(
    data=orders(), others=in_files, small=inside, office=st.tuples(entries(), profiles), wanted=st.sampled_from([None, *Print])
)  # fmt: skip
@settings(max_examples=scaled(800), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_with_any_annexes_is_checked_shown_and_printed(data, others, small, office, wanted):
    order, documents, place = made(data, others, small, entries=office[0], profile=office[1])
    for each, inner in ((order, documents), *((annex, ()) for annex in documents)):
        for finding in check_document(each, place, inner):
            assert finding.message.endswith((".", ")"))
            finding.as_json()
        assert plain_text(Printing.of(each, place, wanted)).endswith("\n")
        try:
            printed = render_document(each, place, print=wanted)
        except DocgenError as error:
            assert {finding.rule for finding in error.findings} <= REFUSED
        else:
            docx.Document(io.BytesIO(printed.data))


@given(data=reference_files())
@settings(max_examples=scaled(500), deadline=None)
def test_any_reference_data_are_checked(data):
    file = OTHER_KINDS[data["вид"]].model_validate(data)
    for finding in check_entries(file, workspace(entries=getattr(file, "entries", ()))):
        assert finding.message.endswith((".", ")"))


@given(data=orders(), others=in_files, small=inside, profile=profiles)
@settings(max_examples=scaled(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_printed_file_is_sound_and_always_the_same(data, others, small, profile):
    order, _, place = made(data, others, small, profile=profile)
    try:
        printed = render_document(order, place)
    except DocgenError as error:
        assert {finding.rule for finding in error.findings} <= REFUSED
    else:
        assert audit(printed.data) == []
        again, _, same = made(data, others, small, profile=profile)
        assert render_document(again, same).data == printed.data
