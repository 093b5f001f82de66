"""A template is a stranger's program: it reaches nothing but its data, and it cannot fill the memory or run on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from docgen.errors import TemplateError
from docgen.findings import Finding, Severity
from docgen.render.document import render_document
from docgen.render.environment import environment
from docgen.render.template import load_template
from tests.builders import order, workspace
from tests.readers.work import no_hang
from tests.render.builders import docx_of, fault, faults, p, texts

ESCAPES = {
    "a filter of ours": "{% for v, r in [cycler]|neighbours('__init__') %}{% for b, q in [v]|neighbours('__globals__') %}"
    "{{ b['os'].popen('id').read() }}{% endfor %}{% endfor %}",
    "a filter of ours, printed": "{% for v, r in [cycler]|neighbours('__init__') %}{{ v }}{% endfor %}",
    "a private attribute": "{{ cycler.__init__.__globals__ }}",
    "a private item": "{{ cycler['__init__'] }}",
    "attr": "{{ cycler|attr('__init__') }}",
    "attr of text": "{{ ''|attr('__class__') }}",
    "attr twice": "{{ ''|attr('format')|attr('__globals__') }}",
    "map by attribute": "{{ [cycler]|map(attribute='__init__.__globals__')|list }}",
    "map by attribute, joined": "{{ ['']|map(attribute='__class__')|join }}",
    "map by attr": "{{ ['']|map('attr', '__class__')|join }}",
    "selectattr": "{{ ['']|selectattr('__class__')|list|length }}",
    "rejectattr": "{{ ['']|rejectattr('__class__')|list|length }}",
    "groupby": "{{ ['', 'a']|groupby('__class__') }}",
    "sort": "{{ ['b', 'a']|sort(attribute='__class__')|join }}",
    "unique": "{{ ['b', 'a']|unique(attribute='__class__')|list|length }}",
    "max": "{{ ['b', 'a']|max(attribute='__class__') }}",
    "sum": "{{ ['b']|sum(attribute='__len__') }}",
    "join": "{{ ['b']|join(',', attribute='__doc__') }}",
    "format": "{{ '{0.__class__}'.format('') }}",
    "format by items": "{{ '{0[__class__]}'.format('') }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': ''}) }}",
    "format by attr": "{{ ('{0.__class__}'|attr('format'))('') }}",
    "format of markup": "{{ ('{0.__class__}'|safe).format('') }}",
    "format of a loop": "{% for x in ['{0.__class__}'] %}{{ x.format(loop) }}{% endfor %}",
    "a function's insides": "{{ range.__globals__ }}",
    "a namespace": "{{ namespace.__init__.__globals__ }}",
    "a namespace's values": "{{ namespace(a=1)._Namespace__attrs }}",
    "a joiner": "{{ joiner().__call__.__globals__ }}",
    "a dictionary's class": "{{ dict.mro() }}",
    "a dictionary's subclasses": "{{ dict.__subclasses__() }}",
    "a function of a class": "{{ dict.fromkeys([1]) }}",
    "a function of a class through a value": "{{ (1).from_bytes('a'.encode(), 'big') }}",
    "a macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "a macro's caller": "{% macro m() %}{{ caller.__init__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "the loop": "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
    "the template itself": "{{ self._TemplateReference__context }}",
    "the template's start": "{{ self.__init__.__globals__ }}",
    "what is not there": "{{ nothing.__class__ }}",
    "a generator": "{{ ([1]|map('upper')).gi_frame.f_globals }}",
    "a traceback": "{{ ([1]|select).gi_code }}",
    "set": "{% set x = ''.__class__ %}{{ x }}",
    "if": "{% if ''.__class__ %}а{% endif %}",
    "a call block": "{% call cycler.__init__() %}{% endcall %}",
    "the words of nothing": "{{ lipsum.__globals__ }}",
    "printing an object": "{{ cycler }}",
    "a list that changes": "{{ [1].append(2) }}",
}
REFUSED = {
    "запрещённое-действие-в-метке", "неизвестное-имя-в-метке", "объект-в-метке", "метка-не-вычислена", "ошибка-в-метке",
    "неизвестное-поле-в-метке", "пустое-значение-в-метке", "значение-не-для-этой-метки",
}  # fmt: skip


def by_document(folder: Path, *body: str) -> tuple[Finding, ...]:
    """The findings when a document of the model is printed with a template of this body; printing must fail."""
    path = folder / "order.docx"
    path.write_bytes(docx_of(p("{{ order.title }}"), *body))
    with pytest.raises(TemplateError) as raised:
        render_document(order(), workspace(), template=path)
    return raised.value.findings


@pytest.mark.parametrize("tag", ESCAPES.values(), ids=ESCAPES)
def test_a_tag_cannot_leave_its_data(tag: str) -> None:
    found = [finding.rule for finding in faults(docx_of(p(tag)))]
    assert found and set(found) <= REFUSED


@pytest.mark.parametrize("tag", ESCAPES.values(), ids=ESCAPES)
def test_a_tag_of_a_documents_template_cannot_leave_its_data(tag: str, tmp_path: Path) -> None:
    found = [finding.rule for finding in by_document(tmp_path, p(tag))]
    assert found and set(found) <= REFUSED


@pytest.mark.parametrize(
    "tag",
    [
        "{{ order.__class__ }}", "{{ order._source }}", "{{ order._printing.workspace }}", "{{ order|attr('_source') }}",
        "{{ [order]|map(attribute='_source')|join }}", "{{ '{0._source}'.format(order) }}",
        "{% for v, r in [order]|neighbours('_source') %}{{ v.title }}{% endfor %}", "{{ order['_source'] }}",
        "{{ order.points[0].number.number.__class__ }}", "{{ order.points[0].number._replace(bookmark='a') }}",
        "{{ order.points.clear() }}", "{{ order.points.pop() }}",
    ],
)  # fmt: skip
def test_a_tag_cannot_reach_behind_the_printed_document(tag: str, tmp_path: Path) -> None:
    assert {finding.rule for finding in by_document(tmp_path, p(tag))} <= REFUSED


@pytest.mark.parametrize(
    "tag",
    [
        "{{ (order.points|first).nothing }}",
        "{{ (order.points|first)['nothing'] }}",
        "{{ order.points[0]|attr('nothing') }}",
    ],
)
def test_a_name_that_a_document_has_not_is_answered_with_fields_alone(tag: str, tmp_path: Path) -> None:
    hints = [finding.hint for finding in by_document(tmp_path, p("{{ order.points[0].sentence }}"), p(tag))]
    assert hints
    assert not any("field" in hint for hint in hints)


@pytest.mark.parametrize("tag", ["{{ order['field']('title') }}", "{{ order.points|map(attribute='field')|join }}"])
def test_a_view_has_no_method_to_call(tag: str, tmp_path: Path) -> None:
    assert by_document(tmp_path, p(tag))


def test_a_module_or_a_class_among_the_data_opens_nothing() -> None:
    class Holder:
        path = Path
        module: ModuleType = time
        kept = "да"

    assert fault(docx_of(p("{{ a.path('/etc/passwd').read_text() }}")), a=Holder()).rule in REFUSED
    assert fault(docx_of(p("{{ a.path.home() }}")), a=Holder()).rule in REFUSED
    assert fault(docx_of(p("{{ a.module.timezone }}")), a=Holder()).rule in REFUSED
    assert texts(docx_of(p("{{ a.kept }}")), a=Holder()) == ["да"]


def test_pydantics_readers_of_files_are_out_of_reach() -> None:
    from pydantic import BaseModel

    class Value(BaseModel):
        name: str = "да"

    assert texts(docx_of(p("{{ a.name }}")), a=Value()) == ["да"]
    for tag in ("{{ a.model_validate({}).name }}", "{{ a.model_construct().name }}", "{{ a.parse_raw('1').name }}"):
        assert fault(docx_of(p(tag)), a=Value()).rule == "запрещённое-действие-в-метке"


def test_the_data_stay_as_they_were() -> None:
    data = {"a": [1, 2]}
    assert faults(docx_of(p("{{ a.pop() }}")), **data)
    assert data == {"a": [1, 2]}


NESTED = "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3
GROWING = "{% set n = namespace(v='ab') %}{% for i in range(60) %}{% set n.v = START %}{% endfor %}"
BOMBS = {
    "text times a number": "{{ 'a' * 9999999999999 }}",
    "a number times text": "{{ 9999999999999 * 'a' }}",
    "a list times a number": "{{ ([0] * 10**9)|length }}",
    "a list of lists": "{{ ([[0] * 1000000] * 1000000)|map('list')|list|length }}",
    "a power": "{{ 9 ** 99999999 }}",
    "a power of a small number": "{{ 2 ** 10000000 > 1 }}",
    "numbers multiplied": GROWING.replace("'ab'", "7").replace("START", "n.v * n.v * n.v * n.v"),
    "text added to itself": GROWING.replace("START", "n.v + n.v"),
    "text joined to itself": GROWING.replace("START", "n.v ~ n.v"),
    "a list of itself compared": GROWING.replace("START", "[n.v, n.v]") + "{{ n.v == [n.v, 1] }}",
    "a tuple of itself as a key": GROWING.replace("START", "(n.v, n.v)") + "{{ {n.v: 1} }}",
    "batches of itself": "{% set n = namespace(v='a') %}{% for i in range(60) %}{% for b in [n.v]|batch(2, n.v) %}"
    "{% set n.v = b %}{% endfor %}{% endfor %}{{ n.v == n.v[:] }}",
    "copies by slices": "{% set n = namespace(v=[]) %}{% set x = [0] * 1000000 %}{% for i in range(9999) %}"
    "{% set n.v = n.v + [x[:]] %}{% endfor %}",
    "center": "{{ 'a'|center(2000000000)|length }}",
    "center as a method": "{{ 'a'.center(2000000000)|length }}",
    "ljust": "{{ 'a'.ljust(10**10) }}",
    "rjust by attr": "{{ ('a'|attr('rjust'))(10**10) }}",
    "zfill": "{{ 'a'.zfill(10**10) }}",
    "expandtabs": "{{ 'a\\tb'.expandtabs(10**9) }}",
    "to_bytes": "{{ (1).to_bytes(10**10, 'big')|length }}",
    "format with a width": "{{ '%999999999d'|format(1) }}",
    "format with a width from a value": "{{ '%*d'|format(999999999, 1) }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "percent of a dictionary": "{{ '%(a)999999999d' % {'a': 1} }}",
    "percent many times": "{{ ('%s' * 1000) % (('a' * 100000,) * 1000) }}",
    "str.format": "{{ '{:>999999999}'.format(1) }}",
    "str.format with a width from a value": "{{ '{:{}}'.format(1, 999999999) }}",
    "str.format many times": "{{ ('{0}' * 100000).format('a' * 100000) }}",
    "str.format with precision": "{{ '{:.999999999f}'.format(1) }}",
    "join": "{{ ('b' * 100000)|list|join('a' * 100000) }}",
    "join as a method": "{{ ('a' * 100000).join('b' * 100000) }}",
    "replace": "{{ ('a' * 100000)|replace('a', 'b' * 100000) }}",
    "replace as a method": "{{ ('a' * 100000).replace('a', 'b' * 100000) }}",
    "translate": "{{ ('a' * 100000).translate({97: 'b' * 100000}) }}",
    "indent": "{{ ('a\\n' * 1000)|indent(10**7) }}",
    "indent with text": "{{ ('a\\n' * 100000)|indent('b' * 100000) }}",
    "wordwrap": "{{ ('a' * 100000)|wordwrap(1, wrapstring='b' * 100000) }}",
    "round": "{{ 5|round(-10**9) }}",
    "round up": "{{ 5|round(10**9, 'ceil') }}",
    "batch": "{{ [1]|batch(10**9, 'a')|list|length }}",
    "slice": "{{ [1]|slice(10**9)|list|length }}",
    "sum of lists": "{{ ([[0] * 1000] * 1000000)|sum(start=[])|length }}",
    "a huge range": "{{ range(10**12)|list|length }}",
    "loops in loops": NESTED,
    "loops in loops that print": "{% for i in range(99999) %}{% for j in range(99999) %}а{% endfor %}{% endfor %}",
    "a loop in macros": "{% macro m(n) %}{% for i in range(99999) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endfor %}"
    "{% endmacro %}{{ m(9) }}",
    "a macro twice in itself": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
    "{{ m(50) }}",
    "a macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "blocks kept": GROWING.replace(
        "{% set n.v = START %}", "{% set w %}{{ n.v }}{{ n.v }}{% endset %}{% set n.v = w %}"
    ),
    "text for a number": "{{ ('9' * 100000)|int(0, 16) }}",
    "the words of nothing": "{{ lipsum(10**9) }}",
}


@pytest.fixture
def ending() -> Iterator[None]:
    with no_hang():
        yield


@pytest.mark.parametrize("tag", BOMBS.values(), ids=BOMBS)
@pytest.mark.usefixtures("ending")
def test_a_tag_cannot_fill_the_memory_or_run_on(tag: str) -> None:
    found = [finding.rule for finding in faults(docx_of(p(tag)))]
    assert found and set(found) <= REFUSED


@pytest.mark.parametrize(
    "name", ["text times a number", "center", "ljust", "percent", "join", "loops in loops", "a power"]
)
def test_a_tag_of_a_documents_template_cannot_fill_the_memory(name: str, tmp_path: Path) -> None:
    found = [finding.rule for finding in by_document(tmp_path, p(BOMBS[name]))]
    assert found and set(found) <= REFUSED


def test_why_a_value_is_refused_is_said_in_russian() -> None:
    found = fault(docx_of(p("{{ 'a' * 9999999 }}")))
    assert (found.rule, found.place, found.quote) == (
        "запрещённое-действие-в-метке", "абзац 1", "{{ 'a' * 9999999 }}"
    )  # fmt: skip
    assert "значение вышло бы длиннее 1000000 знаков" in found.message


ORDINARY = {
    "{{ a|center(5) }}": "  б  ",
    "{{ '%05.1f'|format(3.14159) }}": "003.1",
    "{{ '%s из %d' % (a, 3) }}": "б из 3",
    "{{ '{:>3}'.format(a) }}": "  б",
    "{{ '{x:.2f}'.format(x=1.5) }}": "1.50",
    "{{ 2 ** 10 }}": "1024",
    "{{ '-' * 5 }}": "-----",
    "{{ [1] + [2]|list }}|{{ 1 + 2 }}".replace("[1] + [2]|list", "([1] + [2])|join(',')"): "1,2|3",
    "{{ ['а', 'б']|map('upper')|join(', ') }}": "А, Б",
    "{{ range(5)|batch(2)|map('join')|join('/') }}": "01/23/4",
    "{{ [3, 1, 2]|sort|join }}": "123",
    "{{ [3, 1, 2][1:]|sum }}": "3",
    "{{ a.replace('б', 'в') }}{{ a|replace('б', 'г') }}": "вг",
    "{{ ', '.join(['а', 'б']) }}": "а, б",
    "{% for x in 'абв' %}{{ loop.index }}/{{ loop.length }}{{ x }} {% endfor %}": "1/3а 2/3б 3/3в ",
    "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}": "a1",
    "{% set n = namespace(v=0) %}{% for x in [1, 2] %}{% set n.v = n.v + x %}{% endfor %}{{ n.v }}": "3",
    "{% set c = cycler('а', 'б') %}{{ c.next() }}{{ c.next() }}": "аб",
    "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('а') ~ '' if false else 'а' }}": "а",
    "{{ 'б' in ['а', 'б'] and 1 < 2 <= 3 }}": "True",
    "{{ a|default('нет')|upper ~ 1 }}": "Б1",
    "{{ 3.14159|round(2) }}": "3.14",
    "{{ a|indent(2, true) }}": "  б",
}


@pytest.mark.parametrize(("tag", "shown"), ORDINARY.items())
def test_ordinary_expressions_work_as_ever(tag: str, shown: str) -> None:
    assert texts(docx_of(p(tag)), a="б") == [shown]


def test_a_large_document_is_within_the_limits() -> None:
    template = docx_of(p("{%p for x in rows %}"), p("{{ x.n }} {{ x.text|upper }}"), p("{%p endfor %}"))
    rows = [{"n": n, "text": "слово " * 20} for n in range(3000)]
    assert len(texts(template, rows=rows)) == 3000


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "+".join(["1"] * 3000) + " }}", "{{ " + "9" * 5000 + " }}",
        "{{ 1e999 }}", "{% macro m(a, a) %}{% endmacro %}", "{{ dict(a=1, a=2) }}", "{{ " + "not " * 3000 + "1 }}",
        "{% for x in [1] %}" * 25 + "{% endfor %}" * 25, "{{ " + "[" * 500 + "]" * 500 + " }}",
    ],
    ids=["brackets", "a chain", "a number", "infinity", "a name twice", "a key twice", "not", "blocks", "lists"],
)  # fmt: skip
def test_a_tag_that_python_cannot_swallow_is_a_finding(tag: str, tmp_path: Path) -> None:
    for found in (faults(docx_of(p(tag))), by_document(tmp_path, p(tag))):
        assert {finding.rule for finding in found if finding.severity is Severity.ERROR} <= {
            "ошибка-в-метке", "непарная-метка",
        }  # fmt: skip
        assert not any("jinja" in finding.message or "rror" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ [1, none] }}", "печатает список"), ("{{ [nothing] }}", "печатает список"), ("{{ {'a': 1} }}", "печатает список"),
        ("{{ (1, 2) }}", "печатает список"), ("{{ 'а' ~ [1] }}", "печатает список"), ("{{ [1]|string }}", "печатает список"),
        ("{{ [1]|upper }}", "печатает список"), ("{{ [[1]]|join }}", "печатает список"),
        ("{{ '%s' % [1] }}", "печатает список"), ("{{ '%s'|format([1]) }}", "печатает список"),
        ("{{ '{}'.format([1]) }}", "печатает список"), ("{{ range }}", "печатает целый объект"),
        ("{{ [1]|map('upper') }}", "печатает целый объект"), ("{{ namespace() }}", "печатает целый объект"),
    ],
)  # fmt: skip
def test_a_list_or_an_object_is_never_printed(tag: str, said: str) -> None:
    found = fault(docx_of(p(tag)))
    assert found.rule == "объект-в-метке"
    assert said in found.message


@pytest.mark.parametrize("tag", ["{{ '%s' % none }}", "{{ '{}'.format(none) }}", "{{ '{a}'.format_map({'a': none}) }}"])
def test_nothing_is_not_printed_by_a_format(tag: str) -> None:
    assert fault(docx_of(p(tag))).rule == "пустое-значение-в-метке"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ 1 / 0 }}", "деление на ноль"), ("{{ 1 + 'а' }}", "действие не подходит к этим данным"),
        ("{{ '%(a)s' % {} }}", "нет такого элемента"), ("{{ 'а'.index('б') }}", "которого они не понимают"),
        ("{{ range(10**9) }}", "слишком длинный цикл"),
    ],
)  # fmt: skip
def test_what_could_not_be_computed_is_said_in_russian(tag: str, said: str) -> None:
    found = fault(docx_of(p(tag)))
    assert found.rule == "метка-не-вычислена"
    assert said in found.message
    assert "Error" not in found.message


def test_broken_markup_from_data_is_said_in_russian() -> None:
    from markupsafe import Markup

    found = fault(docx_of(p("{{ a }}")), a=Markup("а<w:b>"))
    assert "не все его элементы закрыты" in found.message


def test_filters_of_web_pages_are_not_there() -> None:
    filters = environment().filters
    assert not {"pprint", "random", "tojson", "urlencode", "urlize", "xmlattr"} & filters.keys()
    (found,) = [f for f in faults(docx_of(p("{{ a|tojson }}")), a=1)]
    assert found.rule == "ошибка-в-метке"


def test_one_rendering_does_not_pay_for_another() -> None:
    template = load_template(docx_of(p("{% for i in range(90000) %}{% endfor %}{{ a }}")), cache=None)
    for _ in range(40):
        template.render({"a": 1})
