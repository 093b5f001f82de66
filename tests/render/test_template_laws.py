"""Laws of the template engine over whatever people type and whatever arrives as a file."""

from __future__ import annotations

import io

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.errors import TemplateError
from docgen.render.template import load_template
from tests.counts import scaled
from tests.render.builders import W, docx_of, p, parts_of, tbl, texts, tr

TEXT = "№ {{ a|default(«нет») }} от {% if b %}{{ b }}{% else %}—{% endif %} г. {% for x in c %}[{{ x }}]{% endfor %}"
VALUES = {"a": "1 & 2", "b": "<май>", "c": ["раз", "два"]}

WORDS = st.sampled_from(
    [*"{}%#|.'\"«»()[]- ", "{{", "}}", "{%", "%}", "{#", "#}", "{%p ", "{%tr ", "{%tc ", "{{r ", "{%r ", "{% vm %}",
     "{% hm %}", "{% colspan 2 %}", "{% cellbg a %}", "for x in a ", "endfor ", "if a ", "endif ", "else ", "set a = 1 ",
     "a", "x", "b.c", "macro m(x) ", "endmacro ", "raw ", "endraw ", "текст", "&", "<", "\n", "{{ a }}", "{% if a %}",
     "{% endif %}", "{% for x in a %}{{ x }}{% endfor %}", "{_{", "%_}"]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=8).map("".join)
FILE = docx_of(p("{{ a }}"), tbl(1, tr("{{ a }}")), header=p("{{ a }}"))


@settings(max_examples=scaled(500), deadline=None)
@given(st.lists(st.integers(0, len(TEXT)), max_size=12))
def test_however_word_cuts_a_tag_into_runs_the_text_is_the_same(cuts: list[int]) -> None:
    edges = sorted({0, *cuts, len(TEXT)})
    runs = [TEXT[start:end] for start, end in zip(edges, edges[1:], strict=False)]
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
