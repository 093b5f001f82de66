"""What surrounds a tag in a template is kept for the words that take its place."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from docgen.errors import TemplateError
from docgen.model.text import Text
from docgen.render.fragments import compile_fragment
from docgen.render.linking import Linked, house_at
from docgen.render.locating import shipped
from docgen.render.opening import open_template
from docgen.render.slots import Slot, with_slots
from tests.audit import audit
from tests.language.printing import printing
from tests.render.builders import docx_of, p, parts_of, run, tbl, tc, tr


def bound(xml: str) -> tuple[str, list[Slot]]:
    slots: list[Slot] = []
    return with_slots(xml, slots), slots


def only(xml: str) -> Slot:
    (slot,) = bound(xml)[1]
    return slot


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_a_tag_in_a_run_is_bound_to_its_slot():
    xml, slots = bound(p("Тема: {{ order.title }}."))
    assert "Тема: {{ (order.title)|printed(0) }}." in xml
    assert slots == [Slot("", "", "<w:rPr><w:b/></w:rPr>", slots[0].dashes, "")]


def test_the_slot_keeps_the_properties_of_paragraph_and_run():
    slot = only(p("{{ x }}", properties="<w:i/>", paragraph=style("Body")))
    assert slot.paragraph == f"<w:pPr>{style('Body')}</w:pPr>"
    assert slot.run == "<w:rPr><w:i/></w:rPr>"


def test_each_run_of_a_paragraph_has_its_own_slot_and_like_ones_share_it():
    xml, slots = bound(p(run("{{ a }}", "<w:i/>"), run("{{ b }}"), run("{{ c }}", "<w:i/>")) + p("{{ d }}"))
    assert re.findall(r"\|printed\((\d)", xml) == ["0", "1", "0", "1"]
    assert [slot.run for slot in slots] == ["<w:rPr><w:i/></w:rPr>", ""]


@pytest.mark.parametrize(
    ("properties", "bold"),
    [
        ("", "<w:rPr><w:b/></w:rPr>"),
        ("<w:b/>", "<w:rPr><w:b/></w:rPr>"),
        ("<w:i/>", "<w:rPr><w:b/><w:i/></w:rPr>"),
        ('<w:rStyle w:val="a"/><w:i/>', '<w:rPr><w:rStyle w:val="a"/><w:b/><w:i/></w:rPr>'),
        ('<w:rFonts w:ascii="b"/><w:i/>', '<w:rPr><w:rFonts w:ascii="b"/><w:b/><w:i/></w:rPr>'),
        ('<w:bCs/><w:sz w:val="28"/>', '<w:rPr><w:b/><w:bCs/><w:sz w:val="28"/></w:rPr>'),
    ],
)
def test_bold_stands_where_the_schema_wants_it(properties, bold):
    assert only(p("{{ x }}", properties=properties)).bold == bold


@pytest.mark.parametrize(
    ("name", "dashes"),
    [("Body", ["Dash1", "Dash2"]), ("Cell", ["CellDash1", "CellDash2"]), ("Intro", ["IntroDash1", "IntroDash2"])],
)
def test_dash_items_take_the_style_of_their_place(name, dashes):
    slot = only(p("{{ x }}", paragraph=style(name)))
    assert list(slot.dashes) == [f"<w:pPr>{style(dash)}</w:pPr>" for dash in dashes]


def test_a_number_at_the_head_of_a_paragraph_becomes_word_numbering():
    xml, slots = bound(p("{{ point.number }}{{ point.sentence }}", paragraph=style("Body") + '<w:jc w:val="both"/>'))
    head = xml.partition("<w:r>")[0]
    assert head == f'<w:p><w:pPr>{style("Body")}{{{{ point.number|numbered }}}}<w:jc w:val="both"/></w:pPr>'
    assert "{{ (point.number)|anchored(0) }}{{ (point.sentence)|printed(0) }}" in xml
    assert "numbered" not in slots[0].paragraph


def test_a_numbered_paragraph_without_properties_gets_some():
    assert "<w:pPr>{{ row.number|numbered }}</w:pPr>" in bound(p("{{ row.number }}"))[0]


def test_numbering_of_the_templates_own_gives_way():
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    xml, slots = bound(p("{{ point.number }}", paragraph=style("Body") + own))
    assert own not in xml
    assert slots[0].paragraph == f"<w:pPr>{style('Body')}</w:pPr>"


def test_numbering_stands_after_what_the_schema_puts_before_it():
    before = style("Body") + "<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:widowControl/>"
    xml, _ = bound(p("{{ point.number }}", paragraph=before + "<w:spacing/>"))
    assert f"<w:pPr>{before}{{{{ point.number|numbered }}}}<w:spacing/></w:pPr>" in xml


@pytest.mark.parametrize("text", ["Пункт {{ point.number }}", "{{ point.text }} {{ point.number }}"])
def test_a_number_elsewhere_prints_as_text(text):
    assert "(point.number)|printed" in bound(p(text))[0]


def test_a_blank_before_the_number_is_no_text():
    assert "numbered" in bound(p(" ", "{{ point.number }}"))[0]


def test_an_empty_paragraph_before_does_not_lend_its_properties():
    xml = f"<w:p/>{p('{{ x }}')}"
    assert bound(xml)[0].startswith("<w:p/>")
    assert only(xml).paragraph == ""


def test_statements_and_tags_outside_of_text_are_left_alone():
    xml = '{% for x in y %}<w:p><w:r><w:drawing id="{{ x.id }}"/></w:r></w:p>{% endfor %}'
    assert bound(xml) == (xml, [])


def test_what_holds_no_tag_is_unchanged():
    xml = p("а", "б", paragraph=style("Body")) + "<w:p/>" + p("{% if a %}б{% endif %}")
    assert bound(xml) == (xml, [])


def test_slots_are_numbered_through_all_parts_of_a_template():
    slots: list[Slot] = []
    with_slots(p("{{ a }}"), slots)
    assert "printed(1)" in with_slots(p("{{ b }}", properties="<w:i/>"), slots)


def joining(properties: str) -> str:
    """The properties of a cell with a joining tag, before anything is printed."""
    cell = f"<w:tc>{properties}{p('{{ row.joined }}')}</w:tc>"
    return re.sub(r"<\?.*?\?>", "", bound(cell)[0].removeprefix("<w:tc>").partition("<w:p>")[0])


MERGE = "{{ row.joined|joined }}"


@pytest.mark.parametrize(
    ("properties", "joined"),
    [
        ("", f"<w:tcPr>{MERGE}</w:tcPr>"),
        ("<w:tcPr/>", f"<w:tcPr>{MERGE}</w:tcPr>"),
        ("<w:tcPr><w:vAlign/></w:tcPr>", f"<w:tcPr>{MERGE}<w:vAlign/></w:tcPr>"),
        (
            '<w:tcPr><w:cnfStyle/><w:tcW w:w="1"/><w:gridSpan/><w:hMerge/><w:tcBorders/></w:tcPr>',
            f'<w:tcPr><w:cnfStyle/><w:tcW w:w="1"/><w:gridSpan/><w:hMerge/>{MERGE}<w:tcBorders/></w:tcPr>',
        ),
        ('<w:tcPr><w:tcW w:w="1"/><w:vMerge w:val="restart"/></w:tcPr>', f'<w:tcPr><w:tcW w:w="1"/>{MERGE}</w:tcPr>'),
    ],
)
def test_the_joining_stands_where_the_schema_wants_it(properties, joined):
    assert joining(properties) == joined


def test_a_joining_tag_leaves_the_text_of_its_cell():
    xml, _ = bound(tc(p("Текст {{ row.joined }}{{ row.number }}") + p("{{ row.joined }}")))
    assert xml.count("joined") == 2  # once, with its filter
    assert "Текст {{ (row.number)|printed(0) }}" in xml
    assert xml.count("<w:p>") == 2


def test_a_joining_tag_before_a_number_leaves_it_at_the_head():
    assert "row.number|numbered" in bound(tc("{{ row.joined }}{{ row.number }}"))[0]


def test_only_the_cell_of_the_tag_is_joined():
    inner = tbl(1, tr("{{ inner.joined }}"))
    xml, _ = bound(tbl(2, tr("а", tc(inner + p("{{ outer.joined }}")))))
    first, outer, within = re.findall(r"<w:tcPr>.*?</w:tcPr>", xml)
    assert "joined" not in first
    assert "outer.joined|joined" in outer
    assert "inner.joined|joined" in within


@pytest.mark.parametrize("text", ["{{ row.joined or x }}", "{{ joined }}", "{{ row.joined.x }}"])
def test_other_tags_with_the_word_print(text):
    assert "|printed(0)" in bound(tc(text))[0]


def test_outside_of_a_cell_there_is_nothing_to_join():
    assert "(row.joined)|printed(0)" in bound(p("{{ row.joined }}"))[0]


def merges(template: bytes, *values: object) -> tuple[list[str | None], bytes]:
    """What each row's first cell is to be joined with, and the file."""
    linked = Linked(house_at(shipped() / "house.docx"))
    rows = [{"joined": value, "text": f"текст {number}"} for number, value in enumerate(values, 1)]
    linked.add(compile_fragment(open_template(template, None)), {"plan": {"rows": rows}})
    data, _ = linked.write(parts_of((shipped() / "house.docx").read_bytes())["docProps/core.xml"].decode())
    found = [row._tr.tc_lst[0].tcPr.find(qn("w:vMerge")) for row in docx.Document(io.BytesIO(data)).tables[0].rows]
    return [None if merge is None else merge.get(qn("w:val"), "continue") for merge in found], data


def looped(cell: str) -> bytes:
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for row in plan.rows %}"
    table.cell(1, 0).text = cell
    table.cell(1, 1).text = "{{ row.text }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_cells_are_joined_as_their_rows_say():
    found, data = merges(looped("{{ row.text }}{{ row.joined }}"), "restart", "continue", "", "restart", "continue")
    assert found == ["restart", "continue", None, "restart", "continue"]
    column = docx.Document(io.BytesIO(data)).tables[0].columns[0].cells
    assert [cell.text for cell in column] == ["текст 1", "текст 1", "текст 3", "текст 4", "текст 4"]
    assert audit(data) == []


def test_a_cell_with_nothing_but_the_joining_keeps_its_paragraph():
    found, data = merges(looped("{{ row.joined }}"), "restart", "continue")
    assert found == ["restart", "continue"]
    assert audit(data) == []


def test_a_fault_in_a_joining_tag_is_told_with_the_place_of_its_cell():
    template = docx_of(tbl(2, tr("{{ plan.rows[0].text }}", "{{ plan.lacking.joined }}")))
    with pytest.raises(TemplateError) as raised:
        merges(template, "restart")
    (finding,) = raised.value.findings
    assert finding.place == "таблица 1, строка 1, графа 2"


def paragraph_styles(*texts: str) -> list[str]:
    """The styles of the paragraphs that plans with these intros make of one tag in a paragraph of its own."""
    template = docx_of(
        p("{{ plan.intro }}", paragraph=style("Intro")), p("после {{ plan.intro }}", paragraph=style("Intro"))
    )
    linked = Linked(house_at(shipped() / "house.docx"))
    for text in texts:
        linked.add(
            compile_fragment(open_template(template, None)), {"plan": {"intro": printing().text(Text.parse(text))}}
        )
    data, _ = linked.write(parts_of((shipped() / "house.docx").read_bytes())["docProps/core.xml"].decode())
    return [found.style.style_id for found in docx.Document(io.BytesIO(data)).paragraphs]


def test_a_list_that_fills_a_paragraph_is_a_list_from_its_first_item():
    assert paragraph_styles("- один;\n-- два.") == ["IntroDash1", "IntroDash2", "Intro", "IntroDash2"]
    assert paragraph_styles("Проблемы:\n- один.") == ["Intro", "IntroDash1", "Intro", "IntroDash1"]
