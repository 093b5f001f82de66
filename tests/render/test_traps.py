"""The traps that users of docxtpl fall into, each shut: see the table in the peers' survey."""

from __future__ import annotations

import re

import pytest

from docgen.findings import Severity
from docgen.render.template import load_template
from tests.audit import audit
from tests.render.builders import (
    cells,
    document_xml,
    docx_of,
    fault,
    faults,
    p,
    parts_of,
    render,
    rendered,
    run,
    tbl,
    tc,
    texts,
    tr,
    zip_of,
)

BOOKMARK = '<w:bookmarkStart w:id="5" w:name="{0}"/>'
BOOKMARK_END = '<w:bookmarkEnd w:id="5"/>'


@pytest.mark.parametrize(
    "value", ["Иванов & Ко", "100<100", "<select> ok", "a > b", "]]>", "«ёлочки»", "🙂 𝔘", "15\u00a0октября", "&amp;"]
)
def test_signs_of_xml_in_values_print_as_they_are(value: str) -> None:
    assert texts(docx_of(p("[{{ a }}]")), a=value) == [f"[{value}]"]


def test_a_missing_name_is_a_finding_with_its_place() -> None:
    found = fault(docx_of(p("да"), p("Срок: {{ order.deadlin }}")), order={"deadline": "завтра"})
    assert found.rule == "неизвестное-имя-в-метке"
    assert found.place == "абзац 2"
    assert found.quote == "{{ order.deadlin }}"
    assert "«deadline»" in found.message


def test_nothing_never_prints() -> None:
    found = fault(docx_of(p("да"), tbl(2, tr("а", "{{ a }}"))), a=None)
    assert (found.rule, found.place, found.quote) == (
        "пустое-значение-в-метке", "таблица 1, строка 1, графа 2", "{{ a }}"
    )  # fmt: skip


@pytest.mark.parametrize(
    "tag",
    [
        "{{ a ~ '!' }}",
        "{{ a|upper }}",
        "{{ [1, a]|join }}",
        "{{ a|string }}",
        "{{ 'x' ~ a }}",
        "{{ '%s'|format(a) }}",
        "{{ [{'b': a}]|join(', ', attribute='b') }}",
        "{{ a.b }}",
    ],
)
def test_nothing_does_not_become_the_word_none_on_a_way_round(tag: str) -> None:
    assert fault(docx_of(p(tag)), a=None).rule == "пустое-значение-в-метке"


def test_an_optional_value_is_what_the_template_says_it_is() -> None:
    template = docx_of(p("[{{ a or '' }}][{{ b|default('нет') }}][{% if a %}{{ a }}{% endif %}]"))
    assert texts(template, a=None) == ["[][нет][]"]


@pytest.mark.parametrize(
    ("tag", "place"),
    [("{{ a.__class__ }}", "абзац 1"), ("{{ a.__class__.__mro__ }}", "абзац 1"), ("{{ ''.__class__ }}", "абзац 1")],
)
def test_the_insides_of_python_are_out_of_reach(tag: str, place: str) -> None:
    found = fault(docx_of(p(tag)), a=[])
    assert (found.rule, found.place, found.quote) == ("запрещённое-действие-в-метке", place, tag)


def test_a_template_cannot_run_code_through_a_value() -> None:
    template = docx_of(p("{{ a.run.__globals__['os'].system('echo') }}"))

    class Value:
        def run(self) -> None: ...

    assert fault(template, a=Value()).rule == "запрещённое-действие-в-метке"


def test_a_huge_loop_is_refused() -> None:
    assert fault(docx_of(p("{% for x in range(10000000) %}{% endfor %}"))).rule == "метка-не-вычислена"


@pytest.mark.parametrize(
    "tag", ["{{ a|default(«нет») }}", "{{ a|default(„нет“) }}", "{{ a|default(“нет”) }}", "{{ a|default(‘нет’) }}"]
)
def test_quotation_marks_that_word_puts_into_a_tag_are_understood(tag: str) -> None:
    assert texts(docx_of(p(tag))) == ["нет"]


def test_quotation_marks_inside_a_string_of_a_tag_and_outside_tags_stay() -> None:
    assert texts(docx_of(p('«да» {{ a|default("школа «Луч»") }} “так”'))) == ["«да» школа «Луч» “так”"]


def test_an_ampersand_inside_a_tag_is_an_ampersand() -> None:
    assert texts(docx_of(p("{% if a == 'x & y' %}да{% endif %}")), a="x & y") == ["да"]


def test_no_break_spaces_and_soft_hyphens_inside_tags_do_no_harm() -> None:
    assert texts(docx_of(p("{{\u00a0a\u00ad\u00a0}}{%\u00a0if\u00a0a\u00a0%}!{%\u200b endif %}")), a="да") == ["да!"]


def test_a_russian_letter_in_a_name_is_named_with_the_known_name() -> None:
    found = fault(docx_of(p("{{ sсhool }}")), school="Луч")  # the second letter is Russian
    assert "есть «school»" in found.message
    assert "русская «с» вместо латинской" in found.message


def test_a_latin_letter_in_a_russian_name_is_named() -> None:
    found = fault(docx_of(p("{{ cрок }}")), срок="завтра")  # the first letter is Latin
    assert "есть «срок»" in found.message
    assert "латинская «c» вместо русской" in found.message


def test_a_name_wholly_of_look_alikes_is_told_from_the_known_one() -> None:
    found = fault(docx_of(p("{{ а }}")), a=1)
    assert "есть «a»" in found.message
    assert "русскими и латинскими буквами" in found.message


def test_mixed_alphabets_are_warned_of_before_there_is_data() -> None:
    (found,) = load_template(docx_of(p("{{ sсhool }}")), cache=None).findings
    assert (found.rule, found.severity) == ("похожая-буква", Severity.WARNING)


def test_russian_letters_in_the_words_of_jinja_are_read_as_latin() -> None:
    template = docx_of(p("{%р for x in [1, 2] %}"), p("{{ x }}"), p("{%р еndfоr %}"))
    assert texts(template) == ["1", "2"]


def test_a_loop_over_nothing_drops_the_table_rather_than_leave_one_without_rows() -> None:
    table = tbl(1, tr("{%tr for x in rows %}"), tr("{{ x }}"), tr("{%tr endfor %}"))
    document = rendered(docx_of(p("до"), table, p("после")), rows=[])
    assert not document.tables
    assert [paragraph.text for paragraph in document.paragraphs] == ["до", "после"]
    assert cells(rendered(docx_of(table), rows=["а"])) == [["а"]]


def test_a_row_without_cells_goes_and_takes_an_empty_table_along() -> None:
    table = tbl(1, tr("{%tc for x in rows %}", "{{ x }}", "{%tc endfor %}"))
    assert not rendered(docx_of(table, p("после")), rows=[]).tables


def test_a_table_inside_a_cell_may_go_and_leaves_its_cell_a_paragraph() -> None:
    inner = tbl(1, tr("{%tr for x in rows %}"), tr("{{ x }}"), tr("{%tr endfor %}"))
    xml = document_xml(
        docx_of(tbl(1, "<w:tr>" + tc(inner + p("{%p if a %}") + p("да") + p("{%p endif %}")) + "</w:tr>")), rows=[], a=0
    )
    assert xml.count("<w:tbl>") == 1
    assert "<w:p/></w:tc>" in xml


def test_a_cell_whose_only_paragraph_is_conditional_keeps_an_empty_one() -> None:
    cell = p("{%p if a %}") + p("да") + p("{%p endif %}")
    template = docx_of(tbl(1, "<w:tr>" + tc(cell) + "</w:tr>"))
    assert "</w:tcPr><w:p/></w:tc>" in document_xml(template, a=False)
    assert "<w:p/>" not in document_xml(template, a=True)


def test_a_header_whose_only_paragraph_is_conditional_keeps_an_empty_one() -> None:
    template = docx_of(p("да"), header=p("{%p if a %}") + p("да") + p("{%p endif %}"))
    assert parts_of(render(template, a=False))["word/header1.xml"].endswith(b"<w:p/></w:hdr>")


def test_a_loop_in_one_row_is_explained_in_plain_russian() -> None:
    table = tbl(3, tr("№"), tr("{%tr for x in rows %}", "{{ x }}", "{%tr endfor %}"))
    found = fault(docx_of(table))
    assert found.rule == "две-метки-в-одном-месте"
    assert found.place == "таблица 1, строка 2, графа 1"
    assert "В одной строке таблицы стоят «{%tr for x in rows %}», «{{ x }}», «{%tr endfor %}»" in found.message
    assert "над повторяемой строкой и под ней" in found.hint


def test_a_loop_in_one_paragraph_is_explained_too() -> None:
    found = fault(docx_of(p("{%p if a %} да {%p endif %}")))
    assert (found.rule, found.place) == ("две-метки-в-одном-месте", "абзац 1")


def test_text_that_a_tag_swallows_is_warned_of() -> None:
    template = docx_of(p("Важно {%p if a %}"), p("да"), p("{%p endif %}"))
    (found,) = load_template(template, cache=None).findings
    assert (found.rule, found.severity) == ("текст-рядом-с-меткой", Severity.WARNING)
    assert "«Важно»" in found.message


def test_a_row_tag_outside_a_table_is_told() -> None:
    rules = {found.rule for found in faults(docx_of(p("{%tr for x in rows %}"), p("{%tr endfor %}")))}
    assert rules == {"метка-не-на-месте"}


def test_a_merged_cell_outside_a_loop_is_told() -> None:
    assert fault(docx_of(tbl(1, tr("{% vm %}а")))).rule == "метка-не-на-месте"


def test_tags_in_word_comments_and_properties_are_warned_of() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ a }}</dc:title></cp:coreProperties>'
    )
    template = docx_of(
        p("{{ a }}"), comments=f'<w:comment w:id="1">{p("см. {{ a }}")}</w:comment>', more={"docProps/core.xml": core}
    )
    assert load_template(template, cache=None).findings[0].rule == "метка-вне-текста"
    assert "примечания" in load_template(template, cache=None).findings[0].message


def test_a_bookmark_opened_inside_a_tag_is_kept_whole() -> None:
    inside = '<w:bookmarkStart w:id="5" w:name="срок"/>'
    xml = document_xml(docx_of(p("{{ a", inside, " }} года", '<w:bookmarkEnd w:id="5"/>')), a="2026")
    assert re.findall(r"<w:bookmark\w+|2026", xml) == ["<w:bookmarkStart", "2026", "<w:bookmarkEnd"]


def test_a_bookmark_on_a_paragraph_that_a_tag_swallows_is_kept_whole() -> None:
    xml = document_xml(
        docx_of(p("{%p if a %}", BOOKMARK.format("x")), p("да"), p("{%p endif %}"), p("нет", BOOKMARK_END)), a=1
    )
    assert xml.count("<w:bookmarkStart") == xml.count("<w:bookmarkEnd") == 1


def test_a_bookmark_repeated_in_a_loop_gets_a_name_and_a_number_for_each_pass() -> None:
    body = p(BOOKMARK.format("пункт"), "{{ x }}", BOOKMARK_END, "<w:r><w:instrText> REF пункт \\h </w:instrText></w:r>")
    template = docx_of(p("{%p for x in rows %}"), body, p("{%p endfor %}"))
    xml = document_xml(template, rows=[1, 2, 3])
    assert re.findall(r'w:name="([^"]*)"', xml) == ["пункт", "пункт_2", "пункт_3"]
    starts, ends = (re.findall(rf'<w:bookmark{edge} w:id="(\d+)"', xml) for edge in ("Start", "End"))
    assert starts == ends
    assert len(set(starts)) == 3
    assert re.findall(r"REF (\S+)", xml) == ["пункт", "пункт_2", "пункт_3"]


def test_a_bookmark_in_nested_loops_is_never_repeated() -> None:
    body = p(BOOKMARK.format("x"), "{{ y }}", BOOKMARK_END)
    template = docx_of(
        p("{%p for x in rows %}"), p("{%p for y in rows %}"), body, p("{%p endfor %}"), p("{%p endfor %}")
    )  # fmt: skip
    names = re.findall(r'w:name="([^"]*)"', document_xml(template, rows=[1, 2]))
    assert len(names) == len(set(names)) == 4


def test_a_bookmark_that_a_block_cuts_goes_and_is_told_of() -> None:
    template = load_template(
        docx_of(p("{%p for x in rows %}"), p(BOOKMARK.format("x"), "а"), p("{%p endfor %}"), p("б", BOOKMARK_END)),
        cache=None,
    )
    assert [found.rule for found in template.findings] == ["закладка-разрезана"]
    assert b"<w:bookmark" not in parts_of(template.render({"rows": [1, 2]}))["word/document.xml"]


def test_drawings_in_a_loop_get_numbers_of_their_own() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r>'
    xml = document_xml(docx_of(p("{%p for x in rows %}"), p(drawing), p("{%p endfor %}")), rows=[1, 2])
    assert re.findall(r'docPr id="(\d+)"', xml) == ["1001", "1002"]


@pytest.mark.parametrize("properties", ["", '<w:vAlign w:val="top"/>'])
def test_shading_lands_inside_cell_properties_and_in_their_order(properties: str) -> None:
    cell = tc("{% cellbg 'FF0000' %}а", properties)
    shading = '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>'
    assert f"<w:tcPr>{shading}{properties}</w:tcPr>" in document_xml(docx_of(tbl(1, "<w:tr>" + cell + "</w:tr>")))


def test_shading_lands_inside_empty_cell_properties() -> None:
    cell = "<w:tc><w:tcPr/>" + p("{% cellbg 'FF0000' %}а") + "</w:tc>"
    assert "<w:tcPr><w:shd" in document_xml(docx_of(tbl(1, "<w:tr>" + cell + "</w:tr>")))


def test_what_loops_and_cell_tags_leave_is_valid() -> None:
    bookmarked = p(BOOKMARK.format("x"), "{{ x }}", BOOKMARK_END)
    table = tbl(
        2,
        tr("{%tr for x in rows %}", ""),
        tr("{% cellbg 'FF0000' %}{{ x }}", "{% vm %}да"),
        tr("{%tr endfor %}", ""),
        "<w:tr>" + tc("{% colspan 2 %}всего") + "</w:tr>",
    )
    template = docx_of(p("{%p for x in rows %}"), bookmarked, p("{%p endfor %}"), table)
    faults_found = [found for found in audit(render(template, rows=[1, 2])) if "relationship type" not in found]
    assert faults_found == []  # the test's file has neither styles nor settings


def test_cells_merge_by_group_in_nested_loops() -> None:
    template = docx_of(
        tbl(
            2,
            tr("{%tr for level, rows in measures|neighbours('level') %}", ""), tr("{%tr for x in rows %}", ""),
            tr("{% vm %}{{ level }}", "{{ x.n }}"), tr("{%tr endfor %}", ""), tr("{%tr endfor %}", ""),
        )
    )  # fmt: skip
    measures = [{"level": "РУ", "n": 1}, {"level": "РУ", "n": 2}, {"level": "МУ", "n": 3}, {"level": "РУ", "n": 4}]
    xml = document_xml(template, measures=measures)
    assert re.findall(r'vMerge w:val="(\w+)"', xml) == ["restart", "continue", "restart", "restart"]
    assert [text for text in re.findall(r">([^<>]+)</w:t>", xml)] == ["РУ", "1", "2", "МУ", "3", "РУ", "4"]


def test_a_loop_variable_in_a_header_is_explained() -> None:
    template = docx_of(p("{%p for x in rows %}"), p("{{ x }}"), p("{%p endfor %}"), header=p("{{ x }}"))
    found = fault(template, rows=[1])
    assert found.place == "верхний колонтитул, абзац 1"
    assert "переменные циклов" in found.hint


def test_a_block_that_cuts_the_markup_is_refused_before_it_spoils_a_file() -> None:
    found = fault(docx_of(tbl(1, tr("{% if a %}а")), p("б{% endif %}")))
    assert (found.rule, found.place) == ("блок-режет-разметку", "таблица 1, строка 1, графа 1")
    assert found.quote == "{% if a %}"


def test_a_hyphen_that_glues_over_a_table_is_refused() -> None:
    found = fault(docx_of(p("а{% if a %}б{% endif -%}"), tbl(1, tr("в"))))
    assert (found.rule, found.quote) == ("блок-режет-разметку", "{% endif -%}")


def test_rich_text_without_its_letter_is_told() -> None:
    from docxtpl import RichText

    found = fault(docx_of(p("{{ a }}")), a=RichText("да"))
    assert (found.rule, "{{r имя }}" in found.hint) == ("значение-не-для-этой-метки", True)


def test_plain_text_in_a_tag_for_rich_text_is_told_and_not_lost() -> None:
    found = fault(docx_of(p("{{r a }}")), a="да")
    assert (found.rule, found.quote) == ("значение-не-для-этой-метки", "{{r a }}")


def test_markup_from_data_cannot_break_the_file() -> None:
    from markupsafe import Markup

    assert fault(docx_of(p("{{ a }}")), a=Markup("<w:b>")).rule == "метка-не-вычислена"


def test_pictures_of_docxtpl_are_told_to_belong_elsewhere() -> None:
    from docxtpl import DocxTemplate, InlineImage

    picture = InlineImage(DocxTemplate(""), "нет.png")
    assert "InlineImage" in fault(docx_of(p("{{ a }}")), a=picture).message


def test_percent_signs_and_braces_in_row_tags_do_no_harm() -> None:
    table = tbl(1, tr("{%tr for x in rows if x % 2 and {'a': 1}['a'] %}"), tr("{{ x }}"), tr("{%tr endfor %}"))
    assert cells(rendered(docx_of(table), rows=[1, 2, 3])) == [["1"], ["3"]]


def test_a_tag_torn_by_a_link_is_told() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("a }}")}</w:hyperlink>'
    assert fault(docx_of(p("{{ ", link)), a=1).rule == "разорванная-метка"


def test_the_last_edit_mark_of_word_does_not_travel() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    assert "bookmark" not in document_xml(docx_of(p("{{ a }}", mark)), a=1)


def test_a_tag_deleted_with_tracked_changes_does_not_run() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>{{ b }}</w:delText></w:r></w:del>'
    assert texts(docx_of(p("{{ a }}", deleted)), a=1) == ["1"]


def test_a_part_written_with_other_prefixes_is_refused() -> None:
    parts = parts_of(docx_of(p("а")))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"w:", b"x:")
    assert fault(zip_of(parts)).rule == "шаблон-повреждён"
