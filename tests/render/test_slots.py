"""What surrounds a tag in a template is kept for the words that take its place."""

from __future__ import annotations

import re

import pytest

from docgen.render.slots import Slot, with_slots
from tests.render.builders import p, run


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
    assert slots == [Slot("", "", "<w:rPr><w:b/></w:rPr>", slots[0].dashes)]


def test_the_slot_keeps_the_properties_of_paragraph_and_run():
    slot = only(p("{{ x }}", properties="<w:i/>", paragraph=style("Body")))
    assert slot.paragraph == f"<w:pPr>{style('Body')}</w:pPr>"
    assert slot.run == "<w:rPr><w:i/></w:rPr>"


def test_each_run_of_a_paragraph_has_its_own_slot_and_like_ones_share_it():
    xml, slots = bound(p(run("{{ a }}", "<w:i/>"), run("{{ b }}"), run("{{ c }}", "<w:i/>")) + p("{{ d }}"))
    assert re.findall(r"\|printed\((\d)\)", xml) == ["0", "1", "0", "1"]
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
