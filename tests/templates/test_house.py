"""The house's styles and lists: what the templates share, and what the engine relies on."""

import re

import pytest
from lxml import etree

from tests.audit import audit
from tests.templates.opened import HOUSE, NAMES, TEMPLATES, Opened
from tests.word import W, style_of, value, words

SHARED_PARTS = ("word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/fontTable.xml")
DASHES = {
    "dashes": ("Dash1", "Dash2"),
    "dashes-intro": ("IntroDash1", "IntroDash2"),
    "dashes-cell": ("CellDash1", "CellDash2"),
}
POINTS = ["%1.", "%1.%2.", "%1.%2.%3.", "%1.%2.%3.%4."]

every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=NAMES)


def test_headings_are_words_own_and_skip_no_level() -> None:
    """X04: the title, the annex, its parts."""
    headings = {
        "Kind": ("Title", None),
        "AnnexTitle": ("heading 1", "0"),
        "PlanSection": ("heading 2", "1"),
        "ClusterTitle": ("heading 2", "1"),
        "ChapterTitle": ("heading 2", "1"),
        "SheetTitle": ("heading 1", "0"),
    }
    for style, (name, level) in headings.items():
        base = HOUSE.styles[value(HOUSE.styles[style], "basedOn", "val")]
        assert value(base, "name", "val") == name
        assert HOUSE.effective(style, "outlineLvl", "val") == level


@pytest.mark.parametrize("template", list(TEMPLATES.values())[1:], ids=NAMES[1:])
def test_every_template_has_the_house_styles_to_the_byte(template: Opened) -> None:
    assert [name for name in SHARED_PARTS if template.parts[name] != HOUSE.parts[name]] == []


def test_every_style_is_used_and_every_used_style_is_defined() -> None:
    """The house's own file shows the styles that only the engine puts to use."""
    used = {
        element.get(f"{W}val")
        for template in TEMPLATES.values()
        for name, data in template.parts.items()
        if re.match(r"word/(document|header\d|footer\d|styles)\.xml", name)
        for element in etree.fromstring(data).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn")
    }
    optional = {key for key, style in HOUSE.styles.items() if style.get(f"{W}default") == "1"}
    assert used <= set(HOUSE.styles)
    assert set(HOUSE.styles) - optional <= used


def test_style_names_are_distinct_and_hold_no_sign_that_word_reads_as_a_second_name() -> None:
    """Word takes what follows a comma for an alias; two styles of one name are merged."""
    names = [value(style, "name", "val") for style in HOUSE.styles.values()]
    assert len(names) == len(set(names))
    assert not [name for name in names if set(name) & set(",;:{}\\")]


def test_each_kind_of_number_has_its_list() -> None:
    """The kinds of ``model.numbering``; the last sign of a level is its mark."""
    texts = {
        "points": POINTS,
        "rows": ["%1", "%1.%2"],
        "items": ["%1."],
        "sections": POINTS,
        "clusters": ["Кластер %1."],
    }
    texts |= {name: ["–", "–"] for name in DASHES}
    for name, levels in HOUSE.lists.items():
        assert [value(level, "lvlText", "val") for level in levels] == texts.pop(name)
    assert texts == {}


@pytest.mark.parametrize("name", DASHES)
def test_dash_styles_and_their_list_name_each_other(name: str) -> None:
    numbering = etree.fromstring(HOUSE.parts["word/numbering.xml"])
    assert [value(level, "pStyle", "val") for level in HOUSE.lists[name]] == list(DASHES[name])
    abstract = HOUSE.lists[name][0].getparent().get(f"{W}abstractNumId")
    instance = next(n for n in numbering.iter(f"{W}num") if value(n, "abstractNumId", "val") == abstract)
    for level, style in enumerate(DASHES[name]):
        properties = HOUSE.styles[style].find(f"{W}pPr/{W}numPr")
        assert value(properties, "numId", "val") == instance.get(f"{W}numId")
        assert int(value(properties, "ilvl", "val") or 0) == level


@every_template
def test_a_number_is_the_first_thing_in_its_paragraph(template: Opened) -> None:
    for paragraph in template.paragraphs():
        text = words(paragraph)
        if ".number }}" in text and "headings" not in text:
            assert re.match(r"(\{\{ row\.joined \}\})?\{\{ \w+\.number \}\}", text)
            assert not HOUSE.styles[style_of(paragraph)].findall(f"{W}pPr/{W}numPr")


@every_template
def test_the_validator_finds_no_fault(template: Opened) -> None:
    assert audit(template.path.read_bytes()) == []
