"""Law 5: what a printed document says is what the document says that is read from it, given the same reference data."""

from pathlib import Path

import pytest

import docgen
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.table import Duties, Scan
from docgen.model.workspace import Document, Workspace
from docgen.readers.opening import read_bytes
from docgen.readers.reading import Reading, read_source
from docgen.readers.words import said_words

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/комплект.yaml"))
ORDERS = [
    (folder, id_)
    for folder in EXAMPLES
    for id_, document in docgen.load(folder).documents.items()
    if isinstance(document, Order)
]
ALONE = [
    (folder, id_)
    for folder in EXAMPLES
    for id_, document in docgen.load(folder).documents.items()
    if not isinstance(document, (Order, Duties, Scan))
]


DUTIES = "[--] {+ответственный № п п мероприятие срок+}"
"""A table of duties is read as a table: its text has a header then, where ``show`` has the parties as headings."""


def read_back(data: bytes, workspace: Workspace) -> Reading:
    return read_source(read_bytes(data, "приказ.docx"), workspace.reference)


def opened(reading: Reading, workspace: Workspace) -> Workspace:
    """The documents that were read, in the house of those that were printed."""
    root = Path("/прочитанное")
    files = {root / read.file: read.document for read in reading.read}
    ids = {str(read.document.id): root / read.file for read in reading.read}
    return Workspace(
        root=root, settings=workspace.settings, reference=reading.reference, profile=workspace.profile,
        documents={id_: files[path] for id_, path in ids.items()}, files=files, homes=ids,
    )  # fmt: skip


def words(document: Document, workspace: Workspace, print_: Print | None = None) -> list[str]:
    return said_words(plain_text(Printing.of(document, workspace, print_)))


def differing(one: list[str], other: list[str]) -> list[str]:
    import difflib

    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return [
        f"{' '.join(one[max(0, a - 4) : a])} [-{' '.join(one[a:b])}-] {{+{' '.join(other[c:d])}+}}"
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


@pytest.mark.parametrize(("folder", "id_"), ORDERS, ids=[id_ for _, id_ in ORDERS])
def test_an_order_says_the_same_after_the_round_trip(folder, id_):
    workspace = docgen.load(folder)
    order = workspace.documents[id_]
    reading = read_back(docgen.to_docx(order, workspace), workspace)
    again = reading.documents[0]
    assert isinstance(again, Order)
    print_ = Print.of(order.status)
    before, after = words(order, workspace, print_), words(again, opened(reading, workspace), print_)
    assert [found for found in differing(before, after) if DUTIES not in found] == []
    assert [left.words for left in reading.leftovers] == []
    assert set(reading.drafted) <= {"школы", "муниципалитеты", "акты"}  # what lists and texts name in words


@pytest.mark.parametrize(("folder", "id_"), ALONE, ids=[id_ for _, id_ in ALONE])
def test_a_document_that_stands_alone_says_the_same(folder, id_):
    workspace = docgen.load(folder)
    document = workspace.documents[id_]
    reading = read_back(docgen.to_docx(document, workspace), workspace)
    assert differing(words(document, workspace), words(reading.documents[0], opened(reading, workspace))) == []
