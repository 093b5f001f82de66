"""``load_template(path).render(mapping)``: what it prints, what it refuses, and that it does so every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import load_template as exported
from docgen.errors import TemplateError
from docgen.render import cache
from docgen.render.environment import environment
from docgen.render.parts import compile_part
from docgen.render.printers import print_text, unescape
from docgen.render.template import load_template
from tests.counts import scaled
from tests.needs import PROJECT
from tests.render.builders import document_xml, docx_of, fault, faults, p, render, rendered, tbl, texts, tr

EVERYWHERE = docx_of(p("[{{ a }}]"), tbl(1, tr("[{{ a }}]")), header=p("[{{ a }}]"), footer=p("[{{ a }}]"))
TEMPLATE = load_template(EVERYWHERE, cache=None)

LETTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters=[*map(chr, range(32)), "\ufffe", "\uffff"])
STRINGS = st.lists(
    st.one_of(LETTERS, st.sampled_from([*"&<>«»{}*'\"_%#", "\n", "\r\n", "\t", "{{", "}}", "{%", "&amp;", "]]>"]))
).map("".join)


def printed_everywhere(value: str) -> list[str]:
    document = docx.Document(io.BytesIO(TEMPLATE.render({"a": value})))
    section = document.sections[0]
    return [
        document.paragraphs[0].text,
        document.tables[0].cell(0, 0).text,
        section.header.paragraphs[0].text,
        section.footer.paragraphs[0].text,
    ]


@settings(max_examples=scaled(1000), deadline=None)
@given(STRINGS)
def test_any_text_prints_exactly_in_paragraphs_cells_and_headers(value: str) -> None:
    meant = unescape(value).replace("\r\n", "\n")
    assert printed_everywhere(value) == [f"[{meant}]"] * 4


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one_line_break(line_end: str) -> None:
    assert printed_everywhere(f"а{line_end}б") == ["[а\nб]"] * 4


@pytest.mark.parametrize("character", ["\0", "\x01", "\x02", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_is_a_finding_and_not_a_loss(character: str) -> None:
    with pytest.raises(TemplateError) as raised:
        TEMPLATE.render({"a": f"до{character}после"})
    found = raised.value.findings
    assert {fault.rule for fault in found} == {"недопустимый-символ-в-значении"}
    assert [fault.place for fault in found] == [
        "абзац 1", "таблица 1, строка 1, графа 1", "верхний колонтитул, абзац 1", "нижний колонтитул, абзац 1",
    ]  # fmt: skip
    assert f"U+{ord(character):04X}" in found[0].message


def test_a_page_break_character_in_an_attribute_is_a_finding() -> None:
    found = fault(docx_of('<w:p><w:pPr><w:pStyle w:val="{{ a }}"/></w:pPr></w:p>'), a="\f")
    assert found.rule == "недопустимый-символ-в-значении"


def test_the_same_mapping_makes_the_same_bytes() -> None:
    again = load_template(EVERYWHERE, cache=None)
    assert TEMPLATE.render({"a": "раз"}) == TEMPLATE.render({"a": "раз"}) == again.render({"a": "раз"})


def test_one_template_serves_many_threads_and_many_mappings() -> None:
    loop = load_template(docx_of(p("{%p for x in rows %}"), p("{{ x }}"), p("{%p endfor %}")), cache=None)

    def one(number: int) -> bool:
        document = docx.Document(io.BytesIO(loop.render({"rows": range(number)})))
        return [paragraph.text for paragraph in document.paragraphs] == [str(n) for n in range(number)]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(one, range(40)))


def test_a_failed_rendering_leaves_nothing_behind() -> None:
    with pytest.raises(TemplateError):
        TEMPLATE.render({})
    assert printed_everywhere("а") == ["[а]"] * 4


def test_everything_that_is_missing_is_told_at_once() -> None:
    template = docx_of(
        p("{{ a }} {{ b.c }}"), tbl(1, tr("{%tr for x in rows %}"), tr("{{ x.d }}"), tr("{%tr endfor %}")),
        header=p("{{ e }}"),
    )  # fmt: skip
    found = faults(template, b={}, rows=[{"d": None}, {}])
    assert [(fault.rule, fault.place, fault.quote) for fault in found] == [
        ("неизвестное-имя-в-метке", "абзац 1", "{{ a }}"),
        ("неизвестное-имя-в-метке", "абзац 1", "{{ b.c }}"),
        ("пустое-значение-в-метке", "таблица 1, строка 2, графа 1", "{{ x.d }}"),
        ("неизвестное-имя-в-метке", "таблица 1, строка 2, графа 1", "{{ x.d }}"),
        ("неизвестное-имя-в-метке", "верхний колонтитул, абзац 1", "{{ e }}"),
    ]
    assert {fault.document for fault in found} == {"шаблон"}


def test_an_entry_that_a_list_does_not_have_is_told_by_its_number() -> None:
    (found,) = faults(docx_of(p("{{ a[2] }}")), a=["раз"])
    assert found.message == "Метка «{{ a[2] }}» просит запись 3, а в списке записей: 1."
    assert found.hint == ""


def test_a_value_that_can_be_read_only_once_is_printed_and_its_first_fault_told() -> None:
    template = docx_of(p("{%p for x in rows %}"), p("{{ x.a }}"), p("{%p endfor %}"))

    def rows(*items: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from items

    assert texts(template, rows=rows({"a": 1}, {"a": 2})) == ["1", "2"]
    (found,) = faults(template, rows=rows({"a": 1}, {"a": None}))
    assert (found.rule, found.place) == ("пустое-значение-в-метке", "абзац 2")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ a b }}", "лишнее «b»"),
        ("{{ a. }}", "после точки нет имени"),
        ("{{ }}", "оборвано"),
        ("{{ a|uper }}", "есть «upper»"),
        ("{{ a is defind }}", "есть «defined»"),
        ("{{ № }}", "посторонний знак «№»"),
        ("{% iff a %}", "есть «if»"),
        ("{% include 'x' %}", "другому шаблону"),
        ("{% endif %}", "не открыто"),
        ("{% else %}", "вне блока"),
        ("{% for x in a %}", "{% endfor %}"),
    ],
)
def test_a_fault_of_writing_is_told_in_russian_before_there_is_data(tag: str, words: str) -> None:
    found = fault(docx_of(p("да"), p(tag)))
    assert words in found.message
    assert (found.place, found.quote) == ("абзац 2", tag)


def test_all_faults_of_writing_are_told_at_once() -> None:
    template = docx_of(p("{{ a b }}"), p("{% if a %}"), tbl(1, tr("{{ c|нет }}")), p("{{ d"))
    assert sorted(found.place for found in faults(template)) == [
        "абзац 1", "абзац 2", "абзац 3", "таблица 1, строка 1, графа 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "words"),
    [("{{ 1 / a }}", "деление на ноль"), ("{{ 'a' + a }}", "не подходит"), ("{{ a() }}", "не подходит")],
)
def test_what_cannot_be_computed_is_told_with_its_place(tag: str, words: str) -> None:
    found = fault(docx_of(p(tag)), a=0)
    assert (found.rule, found.place, words in found.message) == ("метка-не-вычислена", "абзац 1", True)


def test_places_name_nested_tables_text_boxes_and_notes() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ b }}')}</w:txbxContent></w:pict></w:r>"
    template = docx_of(
        tbl(1, tr(tbl(1, tr("{{ a }}")) + p("да"))), p("нет"), p(box),
        footnotes=f'<w:footnote w:id="1">{p("{{ c }}")}</w:footnote>',
    )  # fmt: skip
    assert [found.place for found in faults(template)] == [
        "таблица 1, строка 1, графа 1, вложенная таблица 1, строка 1, графа 1",
        "абзац 2, надпись, абзац 1",
        "сноски, абзац 1",
    ]


def test_items_of_a_dictionary_come_before_its_methods() -> None:
    assert texts(docx_of(p("{{ a.items }} {{ a.keys }} {% for k in b.keys() %}{{ k }}{% endfor %}")),
                 a={"items": "пункты", "keys": "ключи"}, b={"x": 1}) == ["пункты ключи x"]  # fmt: skip


def test_objects_are_read_by_attribute_and_their_methods_can_be_called() -> None:
    class Order:
        number = 5
        _secret = "тайна"

        def title(self) -> str:
            return "О мерах"

    assert texts(docx_of(p("{{ a.number }} {{ a.title() }}")), a=Order()) == ["5 О мерах"]
    assert fault(docx_of(p("{{ a._secret }}")), a=Order()).rule == "запрещённое-действие-в-метке"


def test_core_properties_are_not_a_template() -> None:
    core = "<a>{{ 7 * 7 }}</a>"
    data = render(docx_of(p("{{ a }}"), more={"docProps/core.xml": core}), a=1)
    assert core in data.decode("latin-1") or b"docProps/core.xml" in data


def test_an_environment_can_print_and_filter_its_own_way() -> None:
    env = environment(finalize=lambda value: print_text(f"<{value}>"), filters={"вдвое": lambda value: value * 2})
    assert compile_part(env, "<w:t>{{ a|вдвое }}</w:t>", "x").render({"a": "б"}) == "<w:t>&lt;бб&gt;</w:t>"


def test_the_root_exports_the_entrance() -> None:
    assert exported is load_template


def test_a_cleaned_template_is_kept_and_found_again(tmp_path: Path) -> None:
    template = tmp_path / "шаблон.docx"
    template.write_bytes(docx_of(p("{{ a }}"), p("текст {%p if a %}"), p("да"), p("{%p endif %}")))
    folder = tmp_path / "кэш"
    first = load_template(template, cache=folder)
    (kept,) = folder.iterdir()
    assert kept.suffix == ".json"
    second = load_template(template, cache=folder)
    assert second.findings == first.findings != ()
    assert second.render({"a": 1}) == first.render({"a": 1})


@pytest.mark.parametrize("content", ["", "{", "[]", '{"texts": 5}', '{"texts": {}, "filled": [], "findings": [{}]}'])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, content: str) -> None:
    load_template(EVERYWHERE, cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(content)
    assert load_template(EVERYWHERE, cache=tmp_path).render({"a": 1}) == TEMPLATE.render({"a": 1})


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "файл"
    blocked.write_text("это не папка")
    assert load_template(EVERYWHERE, cache=blocked / "кэш").render({"a": 1}) == TEMPLATE.render({"a": 1})


def test_an_edited_template_is_cleaned_anew(tmp_path: Path) -> None:
    load_template(docx_of(p("{{ a }}")), cache=tmp_path)
    changed = load_template(docx_of(p("{{ a }}!")), cache=tmp_path)
    assert docx.Document(io.BytesIO(changed.render({"a": 1}))).paragraphs[0].text == "1!"


def test_a_message_names_the_file_that_was_opened_and_not_the_copy_that_was_kept(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<a><Relationship Type="{office}/image" Target="http://x/a.png" TargetMode="External"/></a>'
    data = docx_of(p("{{ a }}"), more={"word/_rels/a.xml.rels": link})
    for name in ("один.docx", "другой.docx"):
        (tmp_path / name).write_bytes(data)
        (found,) = load_template(tmp_path / name, cache=tmp_path / "кэш").findings
        assert name in found.message


def test_the_cache_keeps_the_newest_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    for number in range(4):
        cache.keep(tmp_path, str(number), {"n": number})
        os.utime(tmp_path / f"{number}.json", (number, number))
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["2", "3"]


def test_the_default_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.default_folder() == tmp_path / "docgen"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.default_folder() == tmp_path / ".cache" / "docgen"
    monkeypatch.delenv("HOME")
    assert cache.default_folder() is None
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache.default_folder() == tmp_path / "docgen" / "cache"


def test_a_warm_start_imports_neither_docxtpl_nor_lxml_nor_docx(tmp_path: Path) -> None:
    template = tmp_path / "шаблон.docx"
    template.write_bytes(EVERYWHERE)
    program = (
        "import sys; from docgen import load_template; "
        "data = load_template(sys.argv[1], cache=sys.argv[2]).render({'a': 'раз\\nдва'}); "
        "sys.stdout.write(f\"{len(data)} {sorted({'docxtpl', 'lxml', 'docx', 'pydantic'} & set(sys.modules))}\")"
    )

    def start() -> str:
        command = [sys.executable, "-c", program, str(template), str(tmp_path / "кэш")]
        return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout

    cold, warm = start(), start()
    assert "docxtpl" in cold
    assert warm.endswith(" []")
    assert cold.split()[0] == warm.split()[0]


def test_a_rendered_file_opens_with_its_tables(tmp_path: Path) -> None:
    template = docx_of(tbl(2, tr("{%tr for x in rows %}", ""), tr("{{ x.a }}", "{{ x.b }}"), tr("{%tr endfor %}", "")))
    document = rendered(template, rows=[{"a": "1", "b": "<2>"}])
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["1", "<2>"]]
    assert document_xml(template, rows=[]).count("<w:tbl>") == 0
