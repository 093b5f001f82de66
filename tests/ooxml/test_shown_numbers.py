"""Reading numbers: Word's rules, one small list at a time, and LibreOffice's PDF for many lists at once."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.ooxml.number_formats import number_text
from docgen.ooxml.shown_numbers import shown_numbers
from tests.counts import scaled
from tests.needs import needs_office, needs_poppler
from tests.ooxml.specimen import (
    HOUSE,
    abstract,
    archive,
    document,
    instance,
    level,
    numbering,
    paragraph,
    row,
    table,
)
from tests.printed import lines

NESTED = tuple(level(i, "".join(f"%{n + 1}." for n in range(i + 1))) for i in range(4))


def shown(lists: str, *places: tuple[int, int], styles: str = "") -> list[str]:
    """The numbers of paragraphs at these (numId, ilvl)."""
    body = "".join(paragraph("", place) for place in places)
    return [each.number for each in shown_numbers(document(body, lists, styles=styles))]


def levels(*ilvls: int, number: int = 1) -> list[tuple[int, int]]:
    return [(number, ilvl) for ilvl in ilvls]


def test_a_level_starts_again_after_the_one_above_it() -> None:
    lists = numbering(abstract(1, "", *NESTED), instance(1, 1))
    assert shown(lists, *levels(0, 1, 1, 0, 1, 2)) == ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.1.1."]


def test_lists_of_one_definition_share_their_count() -> None:
    lists = numbering(abstract(1, "", *NESTED), instance(1, 1), instance(2, 1))
    assert shown(lists, (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3."]


def test_a_start_override_holds_once_for_its_list() -> None:
    lists = numbering(abstract(1, "", *NESTED), instance(1, 1), instance(2, 1, l0=7))
    assert shown(lists, (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)) == ["1.", "7.", "8.", "9.", "10."]


def test_a_start_override_below_level_one_holds_after_each_restart() -> None:
    lists = numbering(abstract(1, "", *NESTED), instance(1, 1, l1=5))
    assert shown(lists, *levels(0, 1, 1, 0, 1)) == ["1.", "1.5.", "1.6.", "2.", "2.5."]


def test_a_level_above_that_never_stood_shows_its_start() -> None:
    lists = numbering(abstract(1, "", level(0, "%1.", start=3), level(1, "%1.%2.", start=2)), instance(1, 1))
    assert shown(lists, *levels(1, 1, 0, 1)) == ["3.2.", "3.3.", "4.", "4.2."]


@pytest.mark.parametrize(("restart", "wanted"), [("0", "в)"), ("1", "в)"), ("2", "а)")])
def test_a_level_can_go_on_over_the_one_above(restart: str, wanted: str) -> None:
    third = level(2, "%3)", form="russianLower", more=f'<w:lvlRestart w:val="{restart}"/>')
    lists = numbering(abstract(1, "", *NESTED[:2], third), instance(1, 1))
    assert shown(lists, *levels(0, 1, 2, 2, 1, 2))[-1] == wanted


def test_legal_numbering_prints_every_level_in_arabic_figures() -> None:
    lists = numbering(
        abstract(1, "", level(0, "%1.", form="upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>")),
        instance(1, 1),
    )
    assert shown(lists, *levels(0, 1)) == ["I.", "1.1."]


def test_a_list_may_replace_a_level_of_its_definition() -> None:
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "Статья %1.", start=4)}</w:lvlOverride>'
    replaced = instance(2, 1).replace("</w:num>", f"{change}</w:num>")
    lists = numbering(abstract(1, "", *NESTED), instance(1, 1), replaced)
    assert shown(lists, (2, 0), (2, 1)) == ["Статья 4.", "4.1."]


def test_a_linked_numbering_style_counts_with_the_list_that_it_names() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="Н"><w:name w:val="Н"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(
        abstract(1, "", *NESTED, link='<w:styleLink w:val="Н"/>'),
        abstract(2, "", link='<w:numStyleLink w:val="Н"/>'),
        instance(1, 1),
        instance(2, 2),
    )
    assert shown(lists, (1, 0), (2, 0), (2, 1), styles=style) == ["1.", "2.", "2.1."]


def test_bullets_show_their_sign_and_nothing_is_counted() -> None:
    lists = numbering(abstract(1, "", level(0, "–", form="bullet"), level(1, "%1%2.")), instance(1, 1))
    assert shown(lists, *levels(0, 0, 1)) == ["–", "–", "1."]


def test_an_unknown_list_and_number_zero_show_nothing() -> None:
    assert shown(HOUSE, (0, 0), (99, 0), (1, 7)) == ["", "", ""]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="П1"><w:name w:val="П1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="П2"><w:name w:val="П2"/><w:basedOn w:val="П1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="П2а"><w:name w:val="П2а"/><w:basedOn w:val="П2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Без"><w:name w:val="Без"/><w:basedOn w:val="П1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="П3"><w:name w:val="П3"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
STYLED = numbering(
    abstract(1, "", *NESTED),
    abstract(2, "", level(0, "%1."), level(1, "%1.%2.", more='<w:pStyle w:val="П3"/>')),
    instance(1, 1),
    instance(2, 2),
)


def test_a_paragraph_takes_its_number_from_its_style_and_those_it_is_based_on() -> None:
    body = "".join(paragraph("", style=style) for style in ("П1", "П2", "П2а", "Без", "П1"))
    found = shown_numbers(document(body, STYLED, styles=STYLES))
    assert [each.number for each in found] == ["1.", "1.1.", "1.2.", "", "2."]


def test_what_stands_in_the_paragraph_wins_over_its_style() -> None:
    body = paragraph("", style="П1") + paragraph("", (1, 1), style="П1") + paragraph("", (0, 0), style="П1")
    found = shown_numbers(document(body, STYLED, styles=STYLES))
    assert [each.number for each in found] == ["1.", "1.1.", ""]


def test_a_level_that_names_a_style_wins_over_the_styles_own_level() -> None:
    found = shown_numbers(document(paragraph("", style="П3"), STYLED, styles=STYLES))
    assert [each.number for each in found] == ["1.1."]


def test_table_cells_count_in_document_order_with_their_texts() -> None:
    lists = numbering(abstract(1, "", level(0, "%1."), level(1, "%1.%2")), instance(1, 1))
    rows = [row(paragraph("", (1, ilvl)), paragraph(text)) for ilvl, text in ((0, "раздел"), (1, "дело"))]
    found = shown_numbers(document(paragraph("план") + table(2, *rows) + paragraph("конец", (1, 0)), lists))
    assert [tuple(each) for each in found] == [
        (0, "план", ""),
        (1, "", "1."),
        (2, "раздел", ""),
        (3, "", "1.1"),
        (4, "дело", ""),
        (5, "конец", "2."),
    ]


def test_text_boxes_are_left_out() -> None:
    box = f"<w:txbxContent>{paragraph('в рамке', (1, 0))}</w:txbxContent>"
    body = f"<w:p><w:r><w:t>до</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>{paragraph('после', (1, 0))}"
    assert [tuple(each) for each in shown_numbers(document(body))] == [(0, "до", ""), (1, "после", "1.")]


def test_deleted_text_is_left_out_and_tabs_and_breaks_are_kept() -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>г</w:delText></w:r></w:del></w:p>'
    )
    assert shown_numbers(document(body))[0].text == "а\tб\nв"


@pytest.mark.parametrize(
    "damaged",
    [b"", b"PK", b"text", archive({"а.txt": "б"}), document("<w:p>"), document(paragraph(""))[:-40]],
)
def test_what_is_no_word_file_is_a_finding(damaged: bytes) -> None:
    with pytest.raises(InputError) as stopped:
        shown_numbers(damaged)
    (finding,) = stopped.value.findings
    assert finding.rule == "не-файл-word"


def test_a_file_without_lists_has_no_numbers() -> None:
    assert shown(numbering(), (1, 0)) == [""]


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("lowerLetter", 28, "bb"),
        ("russianLower", 10, "к"),
        ("russianUpper", 29, "Я"),
        ("russianLower", 30, "аа"),
        ("chineseCounting", 3, "3"),
        ("upperRoman", 0, "0"),
        ("none", 5, ""),
    ],
)
def test_a_counter_prints_in_words_formats(form: str, value: int, text: str) -> None:
    assert number_text(form, value) == text


FORMATS = ["decimal"] * 4 + [
    "lowerLetter",
    "upperLetter",
    "lowerRoman",
    "upperRoman",
    "russianLower",
    "decimalZero",
]


@st.composite
def foreign_lists(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Definitions as other offices have them, lists that share them, and paragraphs at any level."""
    definitions, instances, places = [], [], []
    for number in range(1, 31):
        texts = ["".join(f"%{n + 1}." for n in range(i + 1)) if draw(st.booleans()) else f"%{i + 1})" for i in range(4)]
        starts = draw(st.lists(st.sampled_from([1, 1, 1, 2, 5]), min_size=4, max_size=4))
        formats = draw(st.lists(st.sampled_from(FORMATS), min_size=4, max_size=4))
        parts = zip(range(4), texts, starts, formats, strict=True)
        definitions.append(abstract(number, "", *(level(*part) for part in parts)))
        own = range(len(instances) + 1, len(instances) + 1 + draw(st.integers(1, 3)))
        for each in own:
            start = draw(st.none() | st.integers(1, 9))
            instances.append(instance(each, number, **({} if start is None else {"l0": start})))
        place = st.tuples(st.sampled_from(own), st.integers(0, 3))
        places += draw(st.lists(place, min_size=1, max_size=8))
    return numbering(*definitions, *instances), places


@pytest.mark.office
@needs_office
@needs_poppler
@given(foreign_lists())
@settings(
    max_examples=scaled(20),
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
def test_libreoffice_prints_the_same_numbers(case: tuple[str, list[tuple[int, int]]]) -> None:
    lists, places = case
    body = "".join(paragraph(f"т{index}", place) for index, place in enumerate(places))
    file = document(body, lists)
    assert lines(file) == [f"{each.number} {each.text}" for each in shown_numbers(file)]
