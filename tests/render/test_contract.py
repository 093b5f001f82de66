"""Every name in a template's tags is held against the models before there is data."""

from __future__ import annotations

import pytest

from docgen.findings import Finding
from docgen.language.shapes import CONTEXTS
from docgen.render.contract import check_contract
from docgen.render.contracts import given_names, style_findings, template_findings
from docgen.render.environment import environment
from docgen.render.opening import open_template
from docgen.render.tags import scan
from tests.needs import PROJECT
from tests.render.builders import docx_of, p, tbl, tr

TEMPLATES = sorted((PROJECT / "templates").rglob("*.docx"))


def found(*paragraphs: str, kind: str = "order") -> list[Finding]:
    """The findings on paragraphs with tags; one that is XML is taken as it is."""
    xml = "".join(each if each.startswith("<") else p(each) for each in paragraphs)
    return list(check_contract(scan(xml), CONTEXTS[kind], environment()))


def only(*paragraphs: str, kind: str = "order") -> Finding:
    (finding,) = found(*paragraphs, kind=kind)
    return finding


POINTS = ("{%p for point in order.points %}", "{%p endfor %}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_our_own_templates_keep_the_contract(path):
    assert template_findings(open_template(path, cache_folder=None)) == ()


@pytest.mark.parametrize(
    "tags",
    [
        ["{{ order.title }}"],
        [POINTS[0], "{{ point.number }}{{ point.sentence }}", POINTS[1]],
        ["{%p if order.city %}", "{{ order.city }}", "{%p endif %}"],
        ["{{ order.signatory.name }} {{ order.drafter.phone }}"],
        [
            POINTS[0],
            "{%p for inner in point.points %}",
            "{{ inner.sentence }}{{ loop.index }}",
            "{%p endfor %}",
            POINTS[1],
        ],
        ["{{ order.points[0].sentence }}"],
        ["{{ order.city or 'Смоленск' }}"],
        ["{{ order.title|upper }}"],
        ["{% set words = order.title %}{{ words }}"],
        ["{% set first, second = 1, 2 %}{{ first }}{{ second }}"],
        ["{% set words %}{{ order.title }}{% endset %}{{ words }}"],
        [
            "{%p for annex in annexes %}",
            "{%p for line in annex.mark %}",
            "{{ line }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ],
        ["{% macro twice(x) %}{{ x }}{{ x.any }}{% endmacro %}{{ twice(order.title) }}"],
        ["{%p for level, rows in order.points|neighbours('number') %}", "{{ level }}{{ rows.any }}", "{%p endfor %}"],
    ],
)
def test_names_that_the_models_have_are_right(tags):
    assert found(*tags) == []


@pytest.mark.parametrize(
    ("tags", "rule", "said", "hint"),
    [
        (["{{ ordr.title }}"], "неизвестное-имя-в-метке", "имени «ordr»", "«order»"),
        (["{{ order.titel }}"], "неизвестное-поле-в-метке", "поля «order.titel»", "«title»"),
        (["{{ order.signatory.nane }}"], "неизвестное-поле-в-метке", "поля «order.signatory.nane»", "«name»"),
        ([POINTS[0], "{{ point.sentense }}", POINTS[1]], "неизвестное-поле-в-метке", "«point.sentense»", "«sentence»"),
        ([*POINTS, "{{ point.text }}"], "неизвестное-имя-в-метке", "имени «point»", ""),
        (["{{ order.points[0].txt }}"], "неизвестное-поле-в-метке", "txt", "«text»"),
        (["{{ order.title.words }}"], "неизвестное-поле-в-метке", "«order.title.words»", ""),
        (["{{ order.title|upper ~ order.nope }}"], "неизвестное-поле-в-метке", "«order.nope»", ""),
        (["{%p if order.kity %}", "{%p endif %}"], "неизвестное-поле-в-метке", "«order.kity»", "«city»"),
        (["{%p for x in order.title %}", "{%p endfor %}"], "не-список-в-метке", "«order.title»", "order.points"),
        (["{{ order.points }}"], "объект-в-метке", "печатает список", "циклом"),
        (["{{ order.signatory }}"], "объект-в-метке", "целый объект", "post"),
        ([POINTS[0], "{{ loop.indx }}", POINTS[1]], "неизвестное-поле-в-метке", "«loop.indx»", "«index»"),
        (["{% set x = order.titel %}"], "неизвестное-поле-в-метке", "«order.titel»", "«title»"),
    ],
)
def test_a_wrong_name_is_found_with_the_nearest_right_one(tags, rule, said, hint):
    finding = only(*tags)
    assert finding.rule == rule
    assert said in finding.message
    assert hint in finding.hint
    assert finding.quote in "".join(tags)


def test_a_letter_of_the_wrong_alphabet_is_named():
    finding = only("{{ order.сity }}")
    assert "русская «с» вместо латинской" in finding.hint
    assert "«city»" in finding.hint


def test_all_faults_are_found_at_once_each_in_its_place():
    table = tbl(2, tr("а", "{{ order.b }}"))
    places = [finding.place for finding in found("{{ order.a }}", "текст", table, "{{ order.c }}")]
    assert places == ["абзац 1", "таблица 1, строка 1, графа 2", "абзац 3"]


def test_a_list_is_left_behind_at_the_end_of_its_loop():
    tags = ["{%p for point in order.points %}", "{%p for point in point.points %}", "{{ point.text }}",
            "{%p endfor %}", "{{ point.text }}", "{%p endfor %}"]  # fmt: skip
    assert found(*tags) == []


def test_what_jinja_cannot_read_is_left_to_others():
    assert found("{{ order. }}", "{%p for in %}", "{%p endfor %}") == []


@pytest.mark.parametrize(
    ("tags", "name"),
    [("order.title", "order"), ("plan.title annex.mark", "plan"), ("list.clusters", "list"), ("", "order"),
     ("order.title plan.x", "plan"), ("planning.x", "order")],
)  # fmt: skip
def test_the_kind_of_a_template_is_told_by_the_names_it_uses(tags, name):
    assert given_names(tags) is CONTEXTS[name]


@pytest.mark.parametrize("path", ["plan.groups", "list.clusters", "annex.mark", "order.points"])
def test_a_template_of_an_annex_sees_its_order_and_its_mark(path):
    kind = "list" if path.startswith("list") else "plan"
    assert found(f"{{%p for each in {path} %}}", "{%p endfor %}", kind=kind) == []


STYLES = '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style></w:styles>'


def test_styles_that_the_house_lacks_or_defines_otherwise_are_found(tmp_path):
    def template(style: str, name: str) -> bytes:
        return docx_of(
            p("а", paragraph='<w:pStyle w:val="Body"/>'), more={"word/styles.xml": STYLES.format(style, name)}
        )

    house = tmp_path / "house.docx"
    house.write_bytes(template("Body", "Текст"))

    def rules(data: bytes) -> list[str]:
        return [finding.rule for finding in style_findings(open_template(data, cache_folder=None), house)]

    assert rules(template("Body", "Текст")) == []
    assert rules(template("Body", "Иное")) == ["стиль-отличается"]
    house.write_bytes(template("Other", "Текст"))
    assert rules(template("Body", "Текст")) == ["нет-стиля"]
    assert list(style_findings(open_template(template("Body", "а"), cache_folder=None), None)) == []


def test_headers_are_held_to_the_contract_too():
    data = docx_of(p("{{ order.title }}"), header=p("{{ order.nope }}"))
    (finding,) = template_findings(open_template(data, cache_folder=None))
    assert finding.place.startswith("верхний колонтитул")
