"""Our output is docxtpl's, part by part, for everything that docxtpl's language says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docxtpl import Listing, RichText, RichTextParagraph

from docgen.errors import TemplateError
from docgen.render.compilation import clean
from docgen.render.environment import environment
from docgen.render.parts import compile_part
from tests.render.builders import by_docxtpl, canonical, docx_of, p, parts_of, render, run, tbl, tc, tr

ROWS = [{"n": 1, "t": "Первая & <вторая>"}, {"n": 2, "t": "две\nстроки"}, {"n": 3, "t": "«ёлочки» \"лапки\" 'штрих'"}]
SECTIONS = [
    {"title": "Раздел 1", "groups": [{"level": "РУ", "rows": ROWS[:2]}, {"level": "МУ", "rows": ROWS[2:]}]},
    {"title": "Раздел 2", "groups": [{"level": "ИУ", "rows": ROWS}]},
]
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="Рисунок"/><a:graphic/></wp:inline></w:drawing></w:r>'


def rich() -> RichText:
    text = RichText("Жирно", bold=True)
    text.add(" и & <просто>\nс новой строки", color="FF0000")
    return text


TEMPLATES: dict[str, Callable[[], tuple[bytes, dict[str, Any]]]] = {
    "simple tags": lambda: (docx_of(p("{{ a }} и {{b.c}}"), p("без меток")), {"a": "А & Б", "b": {"c": 5}}),
    "a tag over several runs": lambda: (
        docx_of(p("Приказ № {", "{ но", "мер }", "} от ", "{{дата|upper", "}} г.", properties="<w:b/>")),
        {"номер": "1 < 2", "дата": "май"},
    ),
    "a tag over two paragraphs": lambda: (docx_of(p("{% set x ="), p("5 %}[{{ x }}]")), {}),
    "a tab and a line break inside a tag": lambda: (
        docx_of(p("{{ a", "<w:r><w:tab/></w:r>", "|upper }}", "{{ a", "<w:r><w:br/></w:r>", "}}")),
        {"a": "аб"},
    ),
    "paragraph loops and conditions": lambda: (
        docx_of(
            p("{%p for x in rows %}"), p("{{ loop.index }}. {{ x.t }}"), p("{%p if x.n > 1 %}"), p("больше"),
            p("{%p else %}"), p("меньше"), p("{%p endif %}"), p("{%p endfor %}"),
        ),
        {"rows": ROWS},
    ),
    "conditions inside a paragraph": lambda: (
        docx_of(p("{% if a %}да {{ a }}{% else %}нет{% endif %}; {% for x in rows %}{{ x.n }}, {% endfor %}")),
        {"a": "&", "rows": ROWS},
    ),
    "a condition from one paragraph to another": lambda: (docx_of(p("А{% if a %}Б"), p("В{% endif %}Г")), {"a": 0}),
    "row loops": lambda: (
        docx_of(
            tbl(2, tr("№", "Текст"), tr("{%tr for x in rows %}", ""), tr("{{ x.n }}", "{{ x.t }}"),
                tr("{%tr endfor %}", ""))
        ),
        {"rows": ROWS},
    ),
    "nested row loops with vm and a section row": lambda: (
        docx_of(
            tbl(
                3,
                tr("{%tr for s in sections %}", "", ""),
                "<w:tr>" + tc("{{ s.title }}", '<w:gridSpan w:val="3"/>') + "</w:tr>",
                tr("{%tr for g in s.groups %}", "", ""), tr("{%tr for x in g.rows %}", "", ""),
                tr("{{ x.n }}", "{% vm %}{{ g.level }}", "{{ x.t }}"),
                tr("{%tr endfor %}", "", ""), tr("{%tr endfor %}", "", ""), tr("{%tr endfor %}", "", ""),
            )
        ),
        {"sections": SECTIONS},
    ),
    "cell loops": lambda: (
        docx_of(tbl(3, tr("{%tc for x in rows %}", "{{ x.n }}", "{%tc endfor %}"), tr("а", "б", "в"))),
        {"rows": ROWS * 2},
    ),
    "horizontal merge": lambda: (
        docx_of(
            tbl(
                3,
                tr("{%tc for x in rows %}", "{% hm %}Общая", "{%tc endfor %}"),
                tr("{%tc for x in rows %}", "{{ x.n }}", "{%tc endfor %}"),
            )
        ),
        {"rows": ROWS},
    ),
    "colspan and cellbg": lambda: (
        docx_of(
            tbl(
                2,
                tr("{%tr for x in rows %}", ""),
                "<w:tr>" + tc("{% colspan 2 %}{% cellbg color[x.n] %}{{ x.t }}") + "</w:tr>",
                tr("{%tr endfor %}", ""),
                tr("{% cellbg 'FF0000' %}а", "б"),
            )
        ),
        {"rows": ROWS, "color": {1: "00FF00", 2: "0000FF", 3: "FFFFFF"}},
    ),
    "rich text": lambda: (
        docx_of(p("До {{r a }} после", properties="<w:i/>"), p("{{p b }}"), p("{%r if c %}", "есть", "{%r endif %}")),
        {"a": rich(), "b": RichTextParagraph(rich(), parastyle="Normal"), "c": True},
    ),
    "a listing": lambda: (docx_of(p("{{ a }}", properties="<w:b/>")), {"a": Listing("1 & 2\n3 < 4\aещё\tтаб")}),
    "tabs, paragraphs and page breaks in values": lambda: (
        docx_of(p("До {{ a }} после", properties="<w:b/>", paragraph='<w:jc w:val="both"/>'), p("{{ b }}")),
        {"a": "один\tдва\aтри\fчетыре\nпять", "b": "просто\nдве"},
    ),
    "escapes": lambda: (docx_of(p("{_{ a }_} {_% b %_} {{ c }}")), {"c": "{_{ x }_} {_%"}),
    "comments": lambda: (
        docx_of(p("а{# никто не увидит #}б"), p("{#p весь абзац #}"), tbl(1, tr("{#tr строка #}"), tr("в"))), {},
    ),
    "joining paragraphs": lambda: (
        docx_of(p("Один"), p("{%- if a %} два"), p("{%- endif -%}"), p("три"), p("четыре")), {"a": 1},
    ),
    "curly quotation marks inside tags": lambda: (docx_of(p("{% if a == “б” %}да{% endif %}{{ ‘в’ }}")), {"a": "б"}),
    "comparisons inside tags": lambda: (docx_of(p("{% if 1 < a and a > 2 %}да{% endif %}")), {"a": 3}),
    "macros and set": lambda: (
        docx_of(
            p("{%p macro line(x) %}"), p("— {{ x }};"), p("{%p endmacro %}"), p("{{p line(a) }}"),
            p("{% set b = a ~ '!' %}{{ b }} {{ [1, 2]|join(', ') }} {{ none|default('нет') if false else 'так' }}"),
        ),
        {"a": "А & Б"},
    ),
    "headers, footers and footnotes": lambda: (
        docx_of(
            p("{{ a }}"),
            header=p("№ {{ ", "a }}\t{% if b %}да{% endif %}"), footer=p("Без меток"),
            footnotes=f'<w:footnote w:id="1">{p("Сноска {{ a }}")}</w:footnote>',
        ),
        {"a": "1 & 2\n3", "b": True},
    ),
    "a tag in an attribute": lambda: (
        docx_of('<w:p><w:pPr><w:pStyle w:val="{{ style }}"/></w:pPr>' + run("текст") + "</w:p>"), {"style": "Head<1>"},
    ),
    "drawings": lambda: (
        docx_of(p(DRAWING), p("{%p for x in rows %}"), p(DRAWING, "{{ x.n }}"), p("{%p endfor %}")), {"rows": ROWS},
    ),
    "a table wider than its grid": lambda: (docx_of(tbl(1, tr("а", "б"), tr("{{ a }}", "в"))), {"a": 1}),
    "a row that may not be there decides the grid": lambda: (
        docx_of(tbl(2, tr("{%tr if a %}"), tr("а", "б"), tr("{%tr endif %}"), tr("в"))), {"a": 0},
    ),
    "raw": lambda: (docx_of(p("{% raw %}{{ это не метка }}{% endraw %} {{ a }}")), {"a": 1}),
    "a line end in the template's own text": lambda: (docx_of(p("два\nслова {{ a }}")), {"a": 1}),
    "numbers and words of python": lambda: (docx_of(p("{{ a }} {{ b }} {{ c }}")), {"a": 1.5, "b": True, "c": 0}),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_parts_equal_what_docxtpl_renders(name: str) -> None:
    template, values = TEMPLATES[name]()
    ours = parts_of(render(template, **values))
    theirs = by_docxtpl(template, TEMPLATES[name]()[1])
    for part in theirs:
        if part.startswith("word/") and part.endswith(".xml"):
            assert canonical(ours[part]) == canonical(theirs[part]), part


def test_clean_and_compile_part_work_on_a_piece_of_xml() -> None:
    cleaned = clean(f'<w:body xmlns:w="urn:w">{p("{{ a", " }}!")}</w:body>')
    inner = cleaned.partition(">")[2].rpartition("<")[0]
    part = compile_part(environment(), inner, "word/document.xml")
    assert "<w:t" in part.render({"a": "А"})
    assert ">А!</w:t>" in part.render({"a": "А"})


def test_clean_refuses_with_every_fault_at_once() -> None:
    with pytest.raises(TemplateError) as raised:
        clean(f'<w:body xmlns:w="urn:w">{p("{{ a")}{p("{% if b %}")}</w:body>')
    assert [finding.rule for finding in raised.value.findings] == ["незакрытая-метка", "непарная-метка"]
