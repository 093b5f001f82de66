"""Whatever a document holds: it is checked, shown and printed, or there are findings; never a traceback."""

from __future__ import annotations

import io

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.render.document import render_document
from docgen.work.checking import check_document
from tests.audit import audit
from tests.builders import annexed, workspace
from tests.counts import scaled
from tests.strategies import COLUMNS, orders, plans, school_lists


@given(
    data=orders(),
    others=st.lists(st.one_of(plans(), school_lists()), max_size=2),
    wanted=st.sampled_from([None, *Print]),
)
@settings(max_examples=scaled(800), deadline=None)
def test_any_order_with_any_annexes_is_checked_shown_and_printed(data, others, wanted):
    annexes = [DOCUMENT_KINDS[o["вид"]].model_validate({**o, "код": f"план{n}"}) for n, o in enumerate(others, 1)]
    document = DOCUMENT_KINDS[data["вид"]].model_validate({**data, "приложения": annexed(*annexes)})
    made = workspace(document, *annexes)
    for each, inside in ((document, tuple(annexes)), *((annex, ()) for annex in annexes)):
        for finding in check_document(each, made, inside):
            assert finding.message.endswith((".", ")"))
            finding.as_json()
        assert plain_text(Printing.of(each, made, wanted)).endswith("\n")
        try:
            printed = render_document(each, made, print=wanted)
        except DocgenError as error:
            assert error.findings
        else:
            docx.Document(io.BytesIO(printed.data))


@given(data=orders(), others=st.lists(st.one_of(plans(), school_lists()), min_size=1, max_size=2))
@settings(max_examples=scaled(100), deadline=None)
def test_any_printed_file_is_sound(data, others):
    annexes = [
        DOCUMENT_KINDS[other["вид"]].model_validate(
            {**other, "код": f"план{number}", **({"графы": COLUMNS} if other["вид"] == "план" else {})}
        )
        for number, other in enumerate(others, 1)
    ]
    document = DOCUMENT_KINDS[data["вид"]].model_validate({**data, "приложения": annexed(*annexes)})
    assert audit(render_document(document, workspace(document, *annexes)).data) == []
