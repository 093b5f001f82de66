"""One template with every column of a table prints any choice of them, in any order."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Twips
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.errors import TemplateError
from docgen.render.columns import NARROWEST, FittedColumn, fits, fitted, shared
from docgen.render.fragments import compile_fragment, fitted_fragment_of, fragment_of
from docgen.render.linking import Linked, house_at
from docgen.render.locating import shipped
from docgen.render.opening import open_template
from tests.audit import audit
from tests.render.builders import W, docx_of, p, parts_of, rendered, run, tbl, tc, tr, zip_of
from tests.render.builders import render as render_template

PLAN_7 = shipped() / "plans" / "plan-7.docx"
SEVEN = ("number", "level", "measure", "description", "deadline", "responsible", "result")
HEADINGS = {name: name.capitalize() for name in SEVEN}


def wanted(*names: str) -> tuple[FittedColumn, ...]:
    """Columns by their names; ``own1`` is the office's second own one."""
    return tuple(FittedColumn("own", int(name[3:])) if name.startswith("own") else FittedColumn(name) for name in names)


@cache
def with_own(before: Path = PLAN_7) -> bytes:
    """The plan of seven columns with an eighth, the pattern for the office's own."""
    document = docx.Document(str(before))
    table = document.tables[0]
    table.add_column(Twips(2000))
    for row in table._tbl.tr_lst:
        neighbour, added = row.tc_lst[-2:]
        if neighbour.grid_span > 1:
            neighbour.grid_span += 1
            row.remove(added)
            continue
        text = _Cell(neighbour, table).text
        _Cell(added, table).text = "8" if text == "7" else text.replace("result", "own")
        added.p_lst[0].insert(0, deepcopy(neighbour.p_lst[0].pPr))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


JOINED = dict.fromkeys(("joined", *(f"joined_{name}" for name in (*SEVEN, "own"))), "")


def row_of(number: str, *own: str) -> dict[str, Any]:
    return {**{name: f"{name} {number}" for name in SEVEN}, **JOINED, "number": number, "own": list(own)}


def values(own: int = 0) -> Mapping[str, Any]:
    """A plan with a section and two measures, and ``own`` own columns."""
    rows = [row_of(number, *(f"own{n} {number}" for n in range(own))) for number in ("1.1", "1.2")]
    section = {"number": "1", "title": "Раздел", "groups": [{"level": "Уровень", "rows": rows}]}
    headings = {**HEADINGS, "own": [f"Own{n}" for n in range(own)]}
    around = dict.fromkeys(("intro", "closing", "signatory"))
    return {"annex": None, "plan": {"title": "План", "parts": [], **around, "headings": headings, "groups": [],
            "sections": [section]}}  # fmt: skip


def table_of(data: bytes, number: int = 0) -> etree._Element:
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    return [*root.iter(f"{{{W}}}tbl")][number]


def grid(table: etree._Element) -> list[int]:
    return [int(column.get(f"{{{W}}}w")) for column in table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")]


def number_in(element: etree._Element, path: str, name: str = "val", default: int = 0) -> int:
    found = element.find("/".join(f"{{{W}}}{step}" for step in path.split("/")))
    return default if found is None else int(found.get(f"{{{W}}}{name}"))


def shape(table: etree._Element) -> list[list[tuple[int, str]]]:
    """Of each row the span and the text of each cell."""
    return [
        [
            (number_in(cell, "tcPr/gridSpan", default=1), "".join(cell.itertext(f"{{{W}}}t")))
            for cell in row.iterfind(f"{{{W}}}tc")
        ]
        for row in table.iterfind(f"{{{W}}}tr")
    ]


def uneven(table: etree._Element) -> list[str]:
    """The rows whose spans or widths do not add up to those of the grid."""
    widths = grid(table)
    faults = []
    for row in table.iterfind(f"{{{W}}}tr"):
        before, after = number_in(row, "trPr/gridBefore"), number_in(row, "trPr/gridAfter")
        at = before
        for cell in row.iterfind(f"{{{W}}}tc"):
            span = number_in(cell, "tcPr/gridSpan", default=1)
            if number_in(cell, "tcPr/tcW", "w") != sum(widths[at : at + span]):
                faults.append(f"width of {''.join(cell.itertext())}")
            at += span
        if at + after != len(widths):
            faults.append(f"spans of {''.join(row.itertext())}")
    return faults


def test_columns_are_left_out_and_set_in_the_wanted_order():
    data = fitted(with_own(), "план.docx", wanted("number", "deadline", "measure"))
    assert shape(table_of(render_template(data, **values()))) == [
        [(1, "Number"), (1, "Deadline"), (1, "Measure")],
        [(1, "1"), (1, "2"), (1, "3")],
        [(1, "1"), (2, "Раздел")],
        [(1, "1.1"), (1, "deadline 1.1"), (1, "measure 1.1")],
        [(1, "1.2"), (1, "deadline 1.2"), (1, "measure 1.2")],
    ]


def test_every_own_column_is_printed_by_the_pattern():
    data = fitted(with_own(), "план.docx", wanted("own1", "measure", "own0"))
    assert shape(table_of(render_template(data, **values(own=2)))) == [
        [(1, "Own1"), (1, "Measure"), (1, "Own0")],
        [(1, "1"), (1, "2"), (1, "3")],
        [(3, "Раздел")],
        [(1, "own1 1.1"), (1, "measure 1.1"), (1, "own0 1.1")],
        [(1, "own1 1.2"), (1, "measure 1.2"), (1, "own0 1.2")],
    ]


COLUMNS = st.tuples(
    st.lists(st.sampled_from(SEVEN), unique=True), st.integers(0, 3), st.integers(0, 2**32), st.booleans()
).map(lambda drawn: choice(*drawn)).filter(lambda columns: 1 <= len(columns) <= 9)  # fmt: skip


def choice(names: Sequence[str], own: int, seed: int, weighted: bool) -> tuple[FittedColumn, ...]:
    columns = [FittedColumn(name) for name in names]
    for index in range(own):
        weight = seed % (7 + index) if weighted else 0
        columns.insert(seed % (len(columns) + 1), FittedColumn("own", index, weight, weight > 3))
    return tuple(columns)


@settings(max_examples=40, deadline=None)
@given(COLUMNS)
def test_any_choice_of_columns_gives_a_sound_table(columns):
    data = render_template(fitted(with_own(), "план.docx", columns), **values(own=3))
    table = table_of(data)
    assert uneven(table) == []
    assert sum(grid(table)) == sum(grid(table_of(with_own())))
    assert min(grid(table)) >= NARROWEST
    heads, numbers, section, *_ = shape(table)
    named = [f"Own{column.index}" if column.name == "own" else column.name.capitalize() for column in columns]
    assert [text for _, text in heads] == named
    assert [text for _, text in numbers] == [str(number) for number in range(1, len(columns) + 1)]
    assert sum(span for span, _ in section) == len(columns)
    assert audit(data) == []


@given(st.integers(1, 20000), st.lists(st.integers(1, 9000), min_size=1, max_size=20), st.integers(0, 600))
def test_shares_are_whole_and_add_up(total, weights, least):
    shares = shared(total, weights, least)
    assert sum(shares) == total
    assert min(shares) >= min(least, total // len(weights))
    pairs = sorted(zip(weights, shares, strict=True))
    assert all(one[1] <= next_[1] + 1 for one, next_ in pairwise(pairs))


def test_widths_follow_the_template_where_nothing_else_is_said():
    before = grid(table_of(with_own()))
    after = grid(table_of(fitted(with_own(), "план.docx", wanted(*reversed(SEVEN), "own0"))))
    assert after == [*before[6::-1], before[7]]


def test_weights_divide_what_the_template_gives_their_columns():
    columns = (FittedColumn("measure"), FittedColumn("own", 0, 4), FittedColumn("own", 1, 2))
    measure, first, second = grid(table_of(fitted(with_own(), "план.docx", columns)))
    assert (measure, first, second) == (6913, 6438, 3219)  # 2863 beside twice 2000, of 16570


def test_the_cells_of_a_centred_own_column_are_centred():
    columns = (FittedColumn("measure"), FittedColumn("own", 0, centred=True), FittedColumn("own", 1))
    row = table_of(fitted(with_own(), "план.docx", columns)).findall(f"{{{W}}}tr")[4]
    assert [style.get(f"{{{W}}}val") for style in row.iter(f"{{{W}}}pStyle")] == ["Cell", "CellCentre", "Cell"]


def test_nothing_but_the_document_changes():
    before, after = with_own(), fitted(with_own(), "план.docx", wanted("measure", "own0"))
    old, new = parts_of(before), parts_of(after)
    assert sorted(old) == sorted(new)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
    assert after == fitted(before, "план.docx", wanted("measure", "own0"))


def test_what_word_declares_for_newer_versions_is_kept():
    parts = parts_of(PLAN_7.read_bytes())
    newer = (
        b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" '
        b'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:document ", b"<w:document " + newer)
    template = zip_of(parts)
    old, new = (
        etree.fromstring(parts_of(data)["word/document.xml"])
        for data in (template, fitted(template, "план.docx", wanted("measure")))
    )
    assert (old.nsmap, dict(old.attrib)) == (new.nsmap, dict(new.attrib))
    assert etree.tostring(old.find(f".//{{{W}}}sectPr")) == etree.tostring(new.find(f".//{{{W}}}sectPr"))


def test_a_template_that_fits_keeps_its_bytes():
    data = PLAN_7.read_bytes()
    assert fitted(data, "план.docx", wanted(*SEVEN)) is data


def heads(*names: str) -> list[str]:
    return [f"{{{{ plan.headings.{name} }}}}" for name in names]


def fitted_shape(template: bytes, *names: str) -> list[list[tuple[int, str]]]:
    table = table_of(fitted(template, "план.docx", wanted(*names)))
    assert uneven(table) == []
    return shape(table)


def spanning(span: int, text: str) -> str:
    return tc(text, f'<w:tcW w:w="100" w:type="dxa"/><w:gridSpan w:val="{span}"/>')


@st.composite
def irregular_tables(draw: st.DrawFn) -> bytes:
    """Six named columns, and rows whose cells cover any of them, from one end to the other or short of it."""
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        spans = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))
        before = draw(st.integers(0, 2))
        after = draw(st.integers(0, 2))
        margin = f'<w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/></w:trPr>'
        while before + sum(spans) + after > 6 and len(spans) > 1:
            spans.pop()
        spans[0] = min(spans[0], 6 - before - after)
        rows.append(f"<w:tr>{margin}{''.join(spanning(span, draw(st.sampled_from('абв'))) for span in spans)}</w:tr>")
    at = draw(st.integers(0, len(rows)))
    return docx_of(tbl(6, *rows[:at], tr(*heads(*SEVEN[:6])), *rows[at:]))


@given(irregular_tables(), st.lists(st.sampled_from(SEVEN[:6]), unique=True, min_size=1))
def test_rows_of_any_shape_fill_the_new_grid(template, names):
    rows = fitted_shape(template, *names)
    assert [(1, text) for text in heads(*names)] in rows
    assert len(rows) == len(shape(table_of(template)))


def test_a_heading_over_several_columns_covers_those_that_are_left():
    template = docx_of(
        tbl(4, tr("", spanning(2, "Кто и когда"), ""), tr(*heads("number", "deadline", "responsible", "result")))
    )
    assert fitted_shape(template, "responsible", "result", "deadline")[0] == [(2, "Кто и когда"), (1, "")]
    assert fitted_shape(template, "result", "deadline")[0] == [(1, ""), (1, "Кто и когда")]
    assert fitted_shape(template, "result", "number")[0] == [(1, ""), (1, "")]


def test_a_row_of_statements_is_kept_whatever_cell_holds_it():
    template = docx_of(
        tbl(3, tr(*heads("number", "measure", "deadline")), tr("{%tr for row in plan.measures %}", "", ""),
            tr("{{ row.number }}", "{{ row.measure }}", "{{ row.deadline }}"), tr("", "", "{%tr endfor %}"))
    )  # fmt: skip
    assert fitted_shape(template, "measure") == [
        [(1, "{{ plan.headings.measure }}")], [(1, "{%tr for row in plan.measures %}")], [(1, "{{ row.measure }}")],
        [(1, "{%tr endfor %}")],
    ]  # fmt: skip
    assert fitted_shape(template, "measure", "number")[1] == [(2, "{%tr for row in plan.measures %}")]


def test_a_row_whose_cells_are_all_unwanted_keeps_its_words():
    template = docx_of(tbl(2, tr(*heads("number", "measure")), "<w:tr>" + tc("Примечание") + "</w:tr>"))
    assert fitted_shape(template, "measure")[1] == [(1, "Примечание")]


def test_a_row_that_is_too_short_is_widened():
    template = docx_of(tbl(3, tr(*heads("number", "measure", "deadline")), tr("", "Итого")))
    assert fitted_shape(template, "number", "deadline", "measure")[1] in (
        [(1, ""), (2, "Итого")],
        [(2, ""), (1, "Итого")],
    )


def test_columns_left_empty_at_the_ends_of_a_row_are_counted():
    row = f'<w:tr><w:trPr><w:gridBefore w:val="2"/><w:wBefore w:w="200" w:type="dxa"/></w:trPr>{tc("Итого")}</w:tr>'
    template = docx_of(tbl(3, tr(*heads("number", "measure", "deadline")), row))
    assert fitted_shape(template, "measure", "deadline")[1] == [(1, "Итого")]
    table = table_of(fitted(template, "план.docx", wanted("measure", "deadline")))
    assert number_in(table.findall(f"{{{W}}}tr")[1], "trPr/gridBefore") == 1
    table = table_of(fitted(template, "план.docx", wanted("deadline")))
    assert number_in(table.findall(f"{{{W}}}tr")[1], "trPr/gridBefore") == 0


def test_a_heading_over_two_grid_columns_keeps_both():
    template = docx_of(
        tbl(3, tr(spanning(2, heads("measure")[0]), *heads("number")), tr("а", "б", "в"), tr("1", "2", "3"))
    )
    assert fitted_shape(template, "number", "measure")[:2] == [
        [(1, "{{ plan.headings.number }}"), (2, "{{ plan.headings.measure }}")], [(1, "в"), (1, "а"), (1, "б")],
    ]  # fmt: skip


def test_a_column_headed_in_words_stays_behind_the_one_it_follows():
    template = docx_of(tbl(3, tr(*heads("number"), "Отметка", *heads("measure")), tr("1", "2", "3")))
    assert fitted_shape(template, "measure", "number") == [
        [(1, "{{ plan.headings.measure }}"), (1, "{{ plan.headings.number }}"), (1, "Отметка")],
        [(1, "1"), (1, "2"), (1, "3")],
    ]
    assert fitted_shape(template, "measure")[0] == [(1, "Отметка"), (1, "{{ plan.headings.measure }}")]


def test_cells_joined_down_stay_joined():
    def part(kind: str) -> str:
        return tc("а" if kind else "", f'<w:tcW w:w="100" w:type="dxa"/><w:vMerge{kind}/>')

    template = docx_of(
        tbl(2, tr(*heads("number", "level")), tr("1.1", part(' w:val="restart"')), tr("1.2", part("")))
    )  # fmt: skip
    table = table_of(fitted(template, "план.docx", wanted("level", "number")))
    merges = [cell.find(f"{{{W}}}tcPr/{{{W}}}vMerge") for cell in table.iter(f"{{{W}}}tc")]
    assert [None if merge is None else merge.get(f"{{{W}}}val") for merge in merges] == [
        None, None, "restart", None, None, None,
    ]  # fmt: skip
    assert merges[4] is not None


def test_a_tag_in_several_runs_is_understood():
    own = p(run("{{ row.o", "<w:i/>"), run('wn or "row.own'), run('" }}, {{ row.measure }}'))
    head = p(run("{{ plan.hea"), run("dings.own }}"))
    template = docx_of(tbl(2, tr(*heads("measure"), tc(head)), tr("{{ row.measure }}", tc(own))))
    assert fitted_shape(template, "own2")[0] == [(1, "{{ plan.headings.own[2] }}")]
    assert fitted_shape(template, "own2")[1] == [(1, '{{ row.own[2] or "row.own" }}, {{ row.measure }}')]
    first = table_of(fitted(template, "план.docx", wanted("own2"))).findall(f".//{{{W}}}r")[2]
    assert first.findtext(f"{{{W}}}t") == '{{ row.own[2] or "row.own" }}'
    assert first.find(f"{{{W}}}rPr/{{{W}}}i") is not None


def test_a_bookmark_across_cells_outlives_them_and_is_not_doubled():
    start, end = '<w:bookmarkStart w:id="3" w:name="строки"/>', '<w:bookmarkEnd w:id="3"/>'
    inner = '<w:bookmarkStart w:id="4" w:name="графа"/><w:bookmarkEnd w:id="4"/>'
    template = docx_of(
        tbl(3, tr(*heads("number", "own", "measure")), tr(tc(p(start, "1")), tc(p(inner, "{{ row.own }}")), "а"),
            tr("2", tc(p("{{ row.own }}", end)), "б"))
    )  # fmt: skip
    kept = table_of(fitted(template, "план.docx", wanted("measure")))
    assert [element.get(f"{{{W}}}id") for element in kept.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")] == [
        "3",
        "3",
    ]
    twice = table_of(fitted(template, "план.docx", wanted("own0", "own1")))
    assert [element.get(f"{{{W}}}id") for element in twice.iter(f"{{{W}}}bookmarkStart")] == ["3", "4"]


def test_a_cell_in_a_content_control_moves_without_it():
    cell = f"<w:sdt><w:sdtContent>{tc('{{ row.measure }}')}</w:sdtContent></w:sdt>"
    template = docx_of(tbl(2, tr(*heads("number", "measure")), f"<w:tr>{tc('{{ row.number }}')}{cell}</w:tr>"))
    assert fitted_shape(template, "measure", "number")[1] == [(1, "{{ row.measure }}"), (1, "{{ row.number }}")]


@pytest.mark.parametrize(
    "table",
    [
        tbl(2, tr("№", "Мероприятие"), tr("{{ row.number }}", "{{ row.measure }}")),
        tbl(2, tr(*heads("number"), "{{ row.number }}"), tr(*heads("measure"), "{{ row.measure }}")),
        tbl(2, tr(*heads("number"), "{%tc for c in plan.columns %}"), tr("", "")),
        tbl(2, tr(*heads("number", "measure")), tr("{% colspan 2 %}{{ section.title }}")),
    ],
    ids=["headed in words", "headings below one another", "columns in a loop", "spans by a tag"],
)
def test_a_table_without_named_columns_is_left_alone(table):
    template = docx_of(table)
    assert fitted(template, "план.docx", wanted("deadline")) is template


def test_other_tables_and_paragraphs_stay_as_they_are():
    other = tbl(2, tr("а", "{{ plan.title }}"))
    inner = tc(other + "<w:p/>")
    template = docx_of(p("{{ plan.title }}"), other, tbl(2, tr(*heads("number", "measure")), tr("1", inner)), other)
    before = parts_of(template)["word/document.xml"].decode()
    after = parts_of(fitted(template, "план.docx", wanted("measure")))["word/document.xml"].decode()
    assert before.count(other) == after.count(other) == 3
    assert before.partition("<w:tbl>")[0] in after


def test_a_lacking_column_is_told_with_what_to_do():
    with pytest.raises(TemplateError) as raised:
        fitted(PLAN_7.read_bytes(), "шаблоны/план.docx", wanted("number", "document", "own0", "own1"))
    first, second = raised.value.findings
    assert (first.rule, first.document) == ("нет-графы-в-шаблоне", "шаблоны/план.docx")
    assert first.message == "В таблице шаблона «шаблоны/план.docx» нет графы «документ»."
    assert first.hint == (
        "Добавьте в таблицу графу с меткой {{ plan.headings.document }} в шапке или уберите «документ» из «графы» документа."
    )
    assert "свои графы" in second.message and "{{ plan.headings.own }}" in second.hint


@pytest.mark.parametrize(
    ("xml", "names", "answer"),
    [
        (tr(*heads("number", "measure")), ("number", "measure"), True),
        (tr(*heads("number", "measure")) * 2, ("number", "measure"), True),
        (tr(*heads("number", "measure")), ("measure", "number"), False),
        (tr(*heads("number", "measure")), ("number",), False),
        (tr(*heads("number")) + tr(*heads("measure")), ("number", "measure"), False),
        (tr(*heads("own")), ("own0",), False),
        (tr("№", "Мероприятие"), ("measure",), True),
    ],
)
def test_whether_a_template_fits_is_told_at_a_glance(xml, names, answer):
    assert fits(xml, wanted(*names)) is answer


def test_a_fitted_fragment_is_a_section_like_any_other(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(PLAN_7.read_bytes())
    linked = Linked(house_at(shipped() / "house.docx"))
    linked.add(fitted_fragment_of(path, wanted("measure", "deadline", "number")), values())
    data, _ = linked.write(parts_of(path.read_bytes())["docProps/core.xml"].decode())
    assert shape(table_of(data))[3] == [(1, "measure 1.1"), (1, "deadline 1.1"), (1, "1.1")]
    assert audit(data) == []


def test_a_fragment_that_fits_is_the_templates_own(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(PLAN_7.read_bytes())
    assert fitted_fragment_of(path, wanted(*SEVEN)) is fragment_of(path)
    assert fitted_fragment_of(path, wanted("measure")) is fitted_fragment_of(path, wanted("measure"))


def test_a_fault_in_a_fitted_template_names_its_file(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(docx_of(tbl(2, tr(*heads("number", "measure")), tr("а", "{{ plan.titl }}"))))
    with pytest.raises(TemplateError) as raised:
        fitted_fragment_of(path, wanted("measure"))
    assert [finding.document for finding in raised.value.findings] == [str(path)]
    assert "{{ plan.titl }}" in raised.value.findings[0].message


def test_own_columns_print_through_a_fragment():
    source = open_template(fitted(with_own(), "план.docx", wanted("measure", "own1")), None)
    linked = Linked(house_at(shipped() / "house.docx"))
    linked.add(compile_fragment(source), values(own=2))
    data, _ = linked.write(parts_of(PLAN_7.read_bytes())["docProps/core.xml"].decode())
    assert shape(table_of(data))[3] == [(1, "measure 1.1"), (1, "own1 1.1")]


def test_the_rest_of_the_text_prints_as_before():
    data = fitted(with_own(), "план.docx", wanted("measure"))
    assert [paragraph.text for paragraph in rendered(data, **values()).paragraphs] == ["План", ""]
