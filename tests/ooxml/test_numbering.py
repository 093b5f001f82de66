"""Writing numbers: what Word's rules and LibreOffice show is what the model computed."""

import re

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from docgen.errors import TemplateError
from docgen.ooxml.list_forms import EMPTY, ListForms
from docgen.ooxml.numbering import NumberingBuilder
from docgen.ooxml.shown_numbers import shown_numbers
from tests.audit import audit
from tests.counts import scaled
from tests.needs import needs_office, needs_poppler
from tests.ooxml import specimen
from tests.ooxml.lists import Entry, document_of_lists, numbered_list, written
from tests.printed import lines

HOUSE = ListForms(specimen.HOUSE)

_NUMBERS = (
    "1 2 3 3.1 3.2 3.2 3.3 3.3.1 4 4¹ 4¹.1 4¹.1.1 4¹.2 5 5.1 5.2а 5.2 9 9.1 10 10.1.1.7 10.1.1.8 10.1.2 5 6 6.1.1"
)
OUT_OF_TURN = [Entry("points", 1, shown.count("."), shown, f"т{place}") for place, shown in enumerate(_NUMBERS.split())]
"""Every kind of number out of turn: a repeat, an insertion, a letter, a jump, a level without its parent."""


def by_words_rules(docx: bytes) -> list[str]:
    return [f"{each.number} {each.text}" for each in shown_numbers(docx)]


def wanted(entries: list[Entry]) -> list[str]:
    return [f"{each.printed} {each.text}" for each in entries]


def numbered(builder: NumberingBuilder, *shown: str, form: str = "points") -> list[tuple[int, int]]:
    return [builder.number("list", text.count("."), text, form=form) for text in shown]


def instances(xml: str) -> int:
    return xml.count("<w:num ")


def test_points_in_turn_take_one_list_instance() -> None:
    builder = NumberingBuilder(HOUSE)
    places = numbered(builder, "1", "1.1", "1.2", "2", "2.1", "2.1.1", "3")
    assert len({number for number, _ in places}) == 1
    assert [ilvl for _, ilvl in places] == [0, 1, 1, 0, 1, 2, 0]


def test_every_list_counts_for_itself() -> None:
    builder = NumberingBuilder(HOUSE)
    first = builder.number("кластер 1", 0, "1", form="items")
    again = builder.number("кластер 1", 0, "2", form="items")
    second = builder.number("кластер 2", 0, "1", form="items")
    assert first == again != second


def test_a_pinned_number_starts_a_list_of_its_own_and_the_next_go_on_from_it() -> None:
    builder = NumberingBuilder(HOUSE)
    one, first, pinned, after, four = numbered(builder, "3", "3.1", "3.1", "3.2", "4")
    assert first[0] == one[0] == four[0]
    assert pinned == after
    assert pinned[0] != one[0]


def test_a_number_that_is_not_decimal_leaves_the_count_alone() -> None:
    builder = NumberingBuilder(HOUSE)
    four, between, five = numbered(builder, "4", "4¹", "5")
    assert four == five != between
    assert '<w:lvlText w:val="%1¹."/>' in builder.xml()


def test_a_pinned_point_keeps_the_indent_of_its_level_but_not_its_paragraph_style() -> None:
    lists = specimen.numbering(
        specimen.abstract(
            1, "points", specimen.level(0, "%1."), specimen.level(1, "%1.%2.", more='<w:pStyle w:val="П2"/>')
        )
    )
    builder = NumberingBuilder(ListForms(lists))
    numbered(builder, "1", "1.5")
    added = builder.xml().split("<w:abstractNum ")[2]
    assert "w:pStyle" not in added
    assert '<w:ind w:left="2552" w:hanging="2268"/>' in added


def test_the_lists_of_the_template_stay_and_unused_ones_are_not_added() -> None:
    assert NumberingBuilder(HOUSE).xml() == specimen.HOUSE


def test_a_list_can_be_asked_for_by_name_style_link_nsid_or_number() -> None:
    lists = specimen.abstract(8, "счёт", specimen.level(0, "%1."), link='<w:styleLink w:val="Счёт"/>')
    forms = ListForms(specimen.numbering(lists))
    names = ("счёт", "Счёт", "1A2B0008", 8)
    assert {forms.form(name).abstract_id for name in names} == {8}


def test_a_list_without_a_name_can_be_asked_for_by_an_instance_of_it() -> None:
    forms = ListForms(specimen.HOUSE.replace('<w:name w:val="points"/>', ""), by_instance={"points": 1})
    assert forms.form("points").abstract_id == 1


def test_a_template_without_the_list_is_named_with_those_it_has() -> None:
    with pytest.raises(TemplateError) as stopped:
        NumberingBuilder(HOUSE).number("list", 0, "1", form="пункты")
    (finding,) = stopped.value.findings
    assert finding.rule == "нет-списка-в-шаблоне"
    assert "«пункты»" in finding.message
    assert "«points»" in finding.message


def test_a_template_without_any_list_can_still_be_written() -> None:
    builder = NumberingBuilder(ListForms(EMPTY.replace("></w:numbering>", "/>")))
    assert builder.xml() == EMPTY


def test_new_lists_stand_before_what_must_be_last() -> None:
    last = '<w:numIdMacAtCleanup w:val="3"/></w:numbering>'
    builder = NumberingBuilder(ListForms(specimen.HOUSE.replace("</w:numbering>", last)))
    numbered(builder, "1", "1.7")
    xml = builder.xml()
    assert xml.endswith(f"</w:num>{last}")
    assert xml.rindex("<w:abstractNum ") < xml.index("<w:num ")
    assert audit(specimen.document(specimen.paragraph("а"), xml)) == []


def test_a_list_with_a_word_before_the_number_is_asked_for_by_the_number() -> None:
    builder = NumberingBuilder(HOUSE)
    places = [builder.number("кластеры", 0, shown, form="clusters") for shown in ("1", "2", "2а")]
    body = "".join(specimen.paragraph("", place) for place in places)
    found = shown_numbers(specimen.document(body, builder.xml()))
    assert [each.number for each in found] == ["Кластер 1.", "Кластер 2.", "Кластер 2а."]


def test_letters_go_on_after_a_letter_out_of_turn() -> None:
    builder = NumberingBuilder(HOUSE)
    points = {"1": (1,), "а": (1, 1), "г": (1, 4), "д": (1, 5), "2": (2,), "б": (2, 2)}
    places = [
        builder.number("список", len(counter) - 1, shown, counter, form="letters") for shown, counter in points.items()
    ]
    body = "".join(specimen.paragraph("", place) for place in places)
    found = shown_numbers(specimen.document(body, builder.xml()))
    assert [each.number for each in found] == ["1.", "а)", "г)", "д)", "2.", "б)"]


def test_the_same_lists_give_the_same_part() -> None:
    assert written(OUT_OF_TURN) == written(OUT_OF_TURN)


def test_numbers_out_of_turn_hold_no_fault_for_the_validator() -> None:
    assert audit(written(OUT_OF_TURN)) == []


def test_a_new_list_never_repeats_a_sign_of_the_template() -> None:
    lists = specimen.HOUSE.replace("1A2B0001", "0D0C0007").replace("3C4D0001", "0D0D0007")
    builder = NumberingBuilder(ListForms(lists))
    numbered(builder, "1", "1.7")
    signs = re.findall(r'<w:nsid w:val="(\w+)"', builder.xml())
    assert len(signs) == len(set(signs)) == 7


@given(numbered_list())
@example(OUT_OF_TURN)
@settings(max_examples=scaled(2000), deadline=None)
def test_by_words_rules_every_number_is_the_one_that_was_computed(entries: list[Entry]) -> None:
    assert by_words_rules(written(entries)) == wanted(entries)


@given(document_of_lists(5))
@settings(max_examples=scaled(500), deadline=None)
def test_by_words_rules_lists_of_one_form_do_not_disturb_each_other(entries: list[Entry]) -> None:
    assert by_words_rules(written(entries)) == wanted(entries)


@pytest.mark.office
@needs_office
@needs_poppler
@given(document_of_lists(40))
@example(OUT_OF_TURN)
@settings(
    max_examples=scaled(20),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
def test_libreoffice_prints_the_numbers_that_were_computed(entries: list[Entry]) -> None:
    assert lines(written(entries)) == wanted(entries)
