"""Law 4: every word of a read file is in a document or among the leftovers, whatever the file is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import docgen
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.model.order import Order, Status
from docgen.model.register_entry import Register
from docgen.model.workspace import Document, Workspace
from docgen.readers.blocks import Cell, Paragraph, Place, Row, Run, Source, Table
from docgen.readers.opening import read_bytes
from docgen.readers.reading import Reading, read_source
from docgen.readers.words import said_words
from docgen.render.document import render_document
from tests.counts import scaled
from tests.needs import PROJECT

Said = Callable[[Document, Workspace, Print | None], str]


def shown(document: Document, workspace: Workspace, print_: Print | None) -> str:
    return plain_text(Printing.of(document, workspace, print_))


def printed(document: Document, workspace: Workspace, print_: Print | None) -> str:
    """The words of the page: a sheet has a header there and ends with who made it out."""
    data = render_document(document, workspace, print=print_).data
    return "\n".join(text for block in read_bytes(data, "печать.docx").blocks for text in _texts(block))


def lost(source: Source, said: Said = shown) -> Counter[str]:
    """The words of the source that are neither in a document's print nor among the leftovers."""
    reading = read_source(source)
    headings: set[str] = set()
    words = Counter(word for block in source.blocks for text in _texts(block, headings) for word in said_words(text))
    return words - _kept(reading, said)


def _texts(block: Paragraph | Table, headings: set[str] | None = None) -> Iterator[str]:
    """The words of a block; a row that numbers the columns or repeats the heading is furniture of the page."""
    if isinstance(block, Paragraph):
        yield block.shown
        return
    headings = set() if headings is None else headings  # of all tables: one may go on in the next
    for at, row in enumerate(block.rows):
        numbers = [cell.words for cell in row.cells] == [str(number) for number in range(1, len(row.cells) + 1)]
        if not numbers and row.words not in headings:
            yield row.words
        if at == 0:
            headings.add(row.words)


def _kept(reading: Reading, said: Said) -> Counter[str]:
    root = Path("/прочитанное")
    files = {root / read.file: read.document for read in reading.read if not isinstance(read.document, Register)}
    ids = {str(document.id): path for path, document in files.items()}
    workspace = Workspace(
        root=root, reference=reading.reference, profile=reading.profile, files=files, homes=ids,
        documents={id_: files[path] for id_, path in ids.items()},
    )  # fmt: skip
    kept = Counter(word for left in reading.leftovers for word in said_words(left.words))
    annexed = {id(annex) for order in files.values() if isinstance(order, Order) for annex in workspace.annexes(order)}
    for document in files.values():
        if id(document) in annexed:
            continue
        wanted = None
        if isinstance(document, Order):
            wanted = Print.DRAFT if document.status is Status.DRAFT else Print.of(document.status)
        kept.update(said_words(said(document, workspace, wanted)))
    for finding in reading.findings:  # a number that is a person's to decide is quoted where it is asked about
        kept.update(said_words(f"{finding.message} {finding.quote}"))
    return kept


NOUNS = """школа план учитель помощь район отчёт совещание итоги сроки мониторинг кадры область работа класс урок"""
WORDS = st.sampled_from(NOUNS.split())
PHRASE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LEADS = st.sampled_from(
    ["", "", "", "1. ", "2. ", "2.1. ", "- ", "Утвердить ", "Приложение № 1", "ПРИКАЗ", "приказываю:", "п р и к а з ы в а ю:",
     "от 17.09.2026 № 5-ОД ", "УТВЕРЖДЕН", "Кластер 1. ", "ДЕПАРТАМЕНТ ОБЛАСТИ", "Начальник Департамента", "И.О. Фамилин",
     "Об утверждении ", "Контроль за исполнением ", "1) ", "Список ", "План мероприятий ", "на 2026/2027 учебный год "]
)  # fmt: skip


@st.composite
def paragraphs(draw) -> Paragraph:
    words = draw(LEADS) + draw(PHRASE)
    return Paragraph(
        (Run(words, draw(st.booleans())),), Place(paragraph=1),
        number=draw(st.sampled_from(["", "", "", "1.", "2.", "2.1.", "а)"])), dash=draw(st.sampled_from([0, 0, 0, 1, 2])),
        alignment=draw(st.sampled_from(["", "center", "right", "both"])), starts_page=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def tables(draw) -> Table:
    width = draw(st.integers(1, 5))
    heads = draw(st.lists(st.sampled_from(["№ п/п", "Мероприятия", "Сроки", "Ответственные", "Школа", "Уровень", "Дата"]),
                          min_size=width, max_size=width))  # fmt: skip
    texts = st.one_of(
        st.just(""), PHRASE, st.sampled_from(["1.1", "до 15.10.2026", "в течение года", "ОМСУ, МОЦ", "–"])
    )
    rows = [heads, *draw(st.lists(st.lists(texts, min_size=width, max_size=width), max_size=5))]
    made = [
        Row(tuple(Cell((Paragraph((Run(text),), Place(table=1, row=at)),), place=Place(table=1, row=at)) for text in row),
            Place(table=1, row=at))
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    return Table(tuple(made), width, Place(table=1))


@settings(max_examples=scaled(3000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(paragraphs(), paragraphs(), paragraphs(), tables()), max_size=14))
def test_law_no_word_of_any_file_is_lost(blocks):
    assert lost(Source("файл.docx", "word", tuple(blocks))) == Counter()


OWNED = sorted(
    path
    for folder in ("templates", "examples", "tests")
    for path in (PROJECT / folder).rglob("*.docx")
    if ".docgen" not in path.parts
)


@pytest.mark.parametrize("path", OWNED, ids=[path.stem for path in OWNED])
def test_no_word_of_a_word_file_of_the_project_is_lost(path):
    assert lost(read_bytes(path.read_bytes(), path.name)) == Counter()


PRINTED = [
    (folder.parent, id_)
    for folder in sorted((PROJECT / "examples").glob("*/комплект.yaml"))
    for id_, document in docgen.load(folder.parent).documents.items()
    if isinstance(document, Order)
]


@pytest.mark.parametrize(("folder", "id_"), PRINTED, ids=[id_ for _, id_ in PRINTED])
def test_no_word_of_a_printed_example_is_lost(folder, id_):
    workspace = docgen.load(folder)
    source = read_bytes(docgen.to_docx(workspace.documents[id_], workspace), "приказ.docx")
    assert lost(source, printed) == Counter()
