"""A, B, X: annexes, tables, what an archive wants of the file."""

from __future__ import annotations

import re

from docgen.language.agreement import APPROVED, approved
from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Printing
from docgen.model.annex_document import AnnexDocument
from docgen.model.plan import Plan
from docgen.model.table import Form
from tests.standard.paper import Paper, every_print, words_of
from tests.templates.opened import W, number, style_of, value


def marks(printed: Paper) -> list[list[str]]:
    printing = Printing.of(printed.order, printed.workspace, printed.print)
    return [[str(line) for line in AnnexView(printing, index).mark] for index in range(len(printing.annexes))]


@every_print
def test_every_annex_is_mentioned_and_numbered_in_its_order(printed: Paper):
    """A01, A02: a single annex has no number."""
    labels = [mark[0] for mark in marks(printed)]
    sign = "№\u00a0" if printed.workspace.profile.number_sign else ""
    alone = len(labels) == 1
    assert labels == [f"Приложение{'' if alone else f' {sign}{n}'}" for n in range(1, len(labels) + 1)] or (
        printed.workspace.profile.approval_mark == "гриф"
    )
    text = " ".join(str(p) for p in _sentences(printed.view.points))
    for n in range(1, len(labels) + 1):
        wanted = r"приложени\w+" if alone else rf"приложени\w+\s{sign}{n}\b"
        assert re.search(wanted, text), n


def _sentences(points):
    for point in points:
        yield point.sentence
        yield from _sentences(point.points)


@every_print
def test_the_mark_carries_the_orders_own_date_and_number(printed: Paper):
    """A03."""
    registration = printed.order.registration
    for mark in marks(printed):
        if str(printed.print) == "registered" and registration and registration.date:
            assert mark[-1] == f"от\u00a0{registration.date:%d.%m.%Y} №\u00a0{registration.number}"
        else:
            assert "____" in mark[-1]


@every_print
def test_the_approval_word_agrees_with_what_is_approved(printed: Paper):
    """A04."""
    annexes = printed.workspace.annexes(printed.order)
    for annex, mark in zip(annexes, marks(printed), strict=True):
        words = [line for line in mark if line in APPROVED]
        assert words in ([], [approved(annex.title.words)])


@every_print
def test_annexes_have_titles_without_a_stop(printed: Paper):
    """A06; A07: «согласно» takes the dative."""
    titles = printed.of_style("AnnexTitle")
    assert len(titles) == len(printed.order.annexes)
    assert not any(title.endswith(".") for title in titles)
    assert not re.search(r"согласно приложения\b", printed.document.xpath("string()"))


@every_print
def test_the_heading_of_a_table_is_repeated_with_the_numbers_of_its_columns(printed: Paper):
    """B01, B02: nominative words with a capital and without a stop."""
    for table in printed.data_tables:
        rows = table.findall(f"{W}tr")
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads and rows[: len(heads)] == heads
        for cell in heads[0].iter(f"{W}tc"):
            words = "".join(words_of(p) for p in cell.iter(f"{W}p"))
            assert words[0].isupper() or words[0] == "№"
            assert not re.search(r"(?<!чел)(?<!шт)\.$", words)  # an abbreviation keeps its own


@every_print
def test_rows_are_whole_and_of_one_grid(printed: Paper):
    """B03, B04, B05: no row breaks, spans add up, the table stays inside the margins, no data cell is empty."""
    blank_columns = _hand_filled(printed)
    for table in printed.data_tables:
        grid = table.findall(f"{W}tblGrid/{W}gridCol")
        width = sum(int(column.get(f"{W}w")) for column in grid)
        section = next(s for s in printed.sections if _after(table, s))
        room = number(section, "pgSz", "w") - number(section, "pgMar", "left") - number(section, "pgMar", "right")
        assert width <= room + 15
        for row in table.findall(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            spans = [int(value(c.find(f"{W}tcPr"), "gridSpan", "val") or 1) for c in row.findall(f"{W}tc")]
            assert sum(spans) == len(grid)
            if not blank_columns:
                assert all(_filled(cell) for cell in row.findall(f"{W}tc"))


def _hand_filled(printed: Paper) -> bool:
    """Whether the file has forms, sheets or columns that are written by hand."""
    annexes = printed.workspace.annexes(printed.order)
    own = [column for annex in annexes for column in getattr(annex, "own_columns", getattr(annex, "columns", ()))]
    sheets = printed.order.visas or printed.order.acquainted
    return bool(sheets) or any(isinstance(a, Form) for a in annexes) or any(getattr(c, "blank", False) for c in own)


def _filled(cell) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val") in (None, "continue")
    numbered = any(p.find(f"{W}pPr/{W}numPr") is not None for p in cell.iter(f"{W}p"))
    return goes_on or numbered or bool("".join(words_of(p) for p in cell.iter(f"{W}p")).strip())


def _after(table, section) -> bool:
    body = list(table.iterancestors())[-2] if table.getparent().tag != f"{W}body" else table.getparent()
    order = list(body.iter())
    return order.index(section) > order.index(table)


@every_print
def test_the_archive_finds_language_title_and_author(printed: Paper):
    """X01, X02, X03: Russian by default, no person's name, no comments, revisions, hidden text or macros."""
    assert 'w:val="ru-RU"' in re.search(r"<w:lang [^>]*>", printed.parts["word/styles.xml"].decode())[0]
    core = printed.parts["docProps/core.xml"].decode()
    assert "<dc:language>ru-RU</dc:language>" in core and "lastModifiedBy" not in core
    assert str(printed.view.title).replace("\n", " ")[:20] in core
    body = printed.parts["word/document.xml"]
    assert not re.search(rb"<w:(?:ins|del|vanish|commentReference|moveFrom|moveTo)\b", body)
    assert not [name for name in printed.parts if re.search(r"vba|comments|embeddings", name)]


@every_print
def test_the_structure_is_that_of_a_document(printed: Paper):
    """X04, X05, F03: outline levels follow one another; nothing from the list of what other offices cannot show."""
    levels = [printed.effective(style_of(p), "outlineLvl", "val") for p in printed.document.iter(f"{W}p")]
    seen = [int(level) for level in levels if level is not None]
    assert all(b - a <= 1 for a, b in zip([-1, *seen], seen, strict=False))
    body = printed.parts["word/document.xml"]
    assert not re.search(rb"<w:(?:sdt|framePr|pict|object|txbxContent)\b|tblpPr|mc:AlternateContent", body)
    assert all(each.get("descr") for each in printed.document.iter() if each.tag.endswith("}docPr"))


def test_plans_and_lists_are_annexes_too():
    """The kinds of annexes that the rules above meet in the examples."""
    from tests.standard.paper import PATHS, loaded

    kinds = {type(annex) for path in PATHS for annex in loaded(path)[1].annexes(loaded(path)[0])}
    assert Plan in kinds and len([kind for kind in kinds if issubclass(kind, AnnexDocument)]) == 8
