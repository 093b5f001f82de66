"""Laws of the template engine over whatever people type and whatever arrives as a file."""

from __future__ import annotations

import io
from itertools import pairwise

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.errors import TemplateError
from docgen.render.template import load_template
from tests.counts import scaled
from tests.render.builders import W, by_docxtpl, canonical, docx_of, p, parts_of, tbl, texts, tr

TEXT = "№ {{ a|default(«нет») }} от {% if b %}{{ b }}{% else %}—{% endif %} г. {% for x in c %}[{{ x }}]{% endfor %}"
VALUES = {"a": "1 & 2", "b": "<май>", "c": ["раз", "два"]}

WORDS = st.sampled_from(
    [*"{}%#|.'\"«»()[]- ", "{{", "}}", "{%", "%}", "{#", "#}", "{%p ", "{%tr ", "{%tc ", "{{r ", "{%r ", "{% vm %}",
     "{% hm %}", "{% colspan 2 %}", "{% cellbg a %}", "for x in a ", "endfor ", "if a ", "endif ", "else ",
     "set a = 1 ",
     "a", "x", "b.c", "macro m(x) ", "endmacro ", "raw ", "endraw ", "текст", "&", "<", "\n", "{{ a }}", "{% if a %}",
     "{% endif %}", "{% for x in a %}{{ x }}{% endfor %}", "{_{", "%_}"]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=8).map("".join)
FILE = docx_of(p("{{ a }}"), tbl(1, tr("{{ a }}")), header=p("{{ a }}"))


@settings(max_examples=scaled(500), deadline=None)
@given(st.lists(st.integers(0, len(TEXT)), max_size=12))
def test_however_word_cuts_a_tag_into_runs_the_text_is_the_same(cuts: list[int]) -> None:
    edges = sorted({0, *cuts, len(TEXT)})
    runs = [TEXT[start:end] for start, end in pairwise(edges)]
    assert texts(docx_of(p(*runs)), **VALUES) == ["№ 1 & 2 от <май> г. [раз][два]"]


@settings(max_examples=scaled(3000), deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), st.lists(LINES, max_size=3), st.sampled_from([[], ["раз"], "да"]))
def test_whatever_is_typed_in_a_template_makes_a_whole_file_or_findings(
    paragraphs: list[str], row: list[str], value: object
) -> None:
    body = [p(line or " ", line or " ") for line in paragraphs]
    table = [tbl(len(row), tr("да", *row[1:]), tr(*row))] if row else []
    try:
        data = load_template(docx_of(*body, *table), cache=None).render({"a": value})
    except TemplateError as error:
        assert error.findings
        assert all(found.message and found.document for found in error.findings)
        return
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    assert all(table.find(f"{{{W}}}tr") is not None for table in root.iter(f"{{{W}}}tbl"))
    assert all(line.find(f"{{{W}}}tc") is not None for line in root.iter(f"{{{W}}}tr"))
    assert all(cell[-1].tag == f"{{{W}}}p" for cell in root.iter(f"{{{W}}}tc"))
    docx.Document(io.BytesIO(data))


LEAVES = st.sampled_from(
    ["текст", "x {{ a|length }}", "{% if a %}y{% endif %}", "{% for x in a %}q{{ x }}{% endfor %}"]
)
CELLS = st.sampled_from(["x", "{{ a|length }}", "{% cellbg 'FF' %}c", "{% colspan 2 %}d", "{% if a %}e{% endif %}"])


def _rows(inner: list[str], kind: int) -> str:
    if kind == 0:
        return tr(*inner)
    if kind == 1:
        return tr("{%tc for x in a %}", inner[0], "{%tc endfor %}")
    opening, closing = [("{%tr for x in a %}", "{%tr endfor %}"), ("{%tr if a %}", "{%tr endif %}")][kind - 2]
    return tr(opening) + tr(*inner) + tr(closing)


def _wrapped(blocks: list[str], kind: int) -> str:
    opening, closing = [("{%p for x in a %}", "{%p endfor %}"), ("{%p if a %}", "{%p endif %}")][kind]
    return p(opening) + "".join(blocks) + p(closing)


ROWS = st.lists(st.builds(_rows, st.lists(CELLS, min_size=1, max_size=3), st.integers(0, 3)), min_size=1, max_size=3)
BLOCKS = st.recursive(
    LEAVES.map(p) | ROWS.map(lambda rows: tbl(2, *rows)),
    lambda inner: st.builds(_wrapped, st.lists(inner, min_size=1, max_size=3), st.integers(0, 1)),
    max_leaves=6,
)


@settings(max_examples=scaled(400), deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_however_loops_and_tables_are_nested_the_output_is_docxtpls(blocks: list[str]) -> None:
    template = docx_of(*blocks, p("конец {{ a|length }}"))
    values = {"a": ["1", "2"]}
    ours = parts_of(load_template(template, cache=None).render(values))["word/document.xml"]
    assert canonical(ours) == canonical(by_docxtpl(template, values)["word/document.xml"])


@settings(max_examples=scaled(2000), deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_file_makes_findings_and_no_traceback(changes: list[tuple[int, int]]) -> None:
    data = bytearray(FILE)
    for at, byte in changes:
        data[at] = byte
    try:
        load_template(bytes(data), cache=None).render({"a": 1})
    except TemplateError as error:
        assert error.findings
