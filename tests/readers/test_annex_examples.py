"""Every annex of every example, printed and read back, says what it said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.table import Duties
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Document, Workspace
from docgen.readers.annexes.reader import annex_of
from docgen.readers.draft import Context, Draft
from docgen.readers.known import Known
from docgen.readers.word.reader import read_word
from docgen.readers.words import said_words
from docgen.render.document import render_document
from tests.examples.orders import FOLDERS, loaded, orders_of
from tests.shown import DUTIES

ANNEXES = [
    pytest.param(path, index, id=f"{path.parent.parent.name}/{path.stem}/{index + 1}")
    for folder in FOLDERS
    for path in orders_of(folder)
    for index in range(len(loaded(path)[0].annexes))
]


@cache
def read_back(path: Path, index: int) -> tuple[Document, Workspace, Draft, Context]:
    order, workspace = loaded(path)
    annex = workspace.annexes(order)[index]
    context = Context("приложение.docx", Known(workspace.reference))
    draft = annex_of(read_word(render_document(annex, workspace).data, context.name).blocks, context)
    return annex, workspace, draft, context


@pytest.mark.parametrize(("path", "index"), ANNEXES)
def test_an_annex_of_an_example_comes_back(path: Path, index: int) -> None:
    annex, workspace, draft, context = read_back(path, index)
    assert not context.findings
    assert not context.leftovers
    document, faults = validated(DOCUMENT_KINDS[draft.data["вид"]], draft.data)
    assert document is not None, faults
    if isinstance(annex, Duties):
        assert draft.data["вид"] == "таблица"
        assert set(said_words(text(document, workspace, context))) >= set(said_words(text(annex, workspace, context)))
        assert " | ".join(column["заголовок"] for column in draft.data["графы"]) == DUTIES
        return
    assert draft.data["вид"] == annex.kind
    assert text(document, workspace, context) == text(annex, workspace, context)


def text(document: Document, workspace: Workspace, context: Context) -> str:
    """The words of a document; a cited title keeps its own dashes and strokes, so that all are alike here."""
    known = Workspace(
        reference=context.known.reference, profile=workspace.profile, documents=workspace.documents,
        files=workspace.files,
    )  # fmt: skip
    return plain_text(Printing.of(document, known)).replace("\u00a0", " ").replace("–", "-").replace("/", "-")


def test_the_lines_of_a_measure_come_back() -> None:
    paths = [path for folder in FOLDERS for path in orders_of(folder)]
    path = next(path for path in paths if path.parent.parent.name == "municipality" and path.stem == "дорожная-карта")
    annex, _, draft, _ = read_back(path, 0)
    expected = [len(measure.lines) for measure in annex.all_measures]
    assert [len(measure.get("строки", ())) for measure in draft.data["мероприятия"]] == expected
    assert sum(expected) == 6


def test_bold_headings_inside_a_cell_come_back() -> None:
    path = next(path for path in orders_of(FOLDERS[0]) if path.stem == "roadmaps")
    annex, _, draft, _ = read_back(path, 0)
    bold = [str(measure.measure) for measure in annex.all_measures if "**" in str(measure.measure)]
    read = [m["мероприятие"] for section in draft.data["разделы"] for m in section["мероприятия"]]
    assert bold
    assert [text.count("**") for text in read if "**" in text] == [text.count("**") for text in bold]
