"""X and F: what the archive and other offices want of the file. What they want of its PDF is in ``test_pages``."""

from __future__ import annotations

import re

from lxml import etree

from tests import house
from tests.standard.paper import Made, Paper, every_print, paper, words_of
from tests.word import W, style_of, value

CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


@every_print
def test_x01_the_language_is_russian_by_default(made: Made):
    """X01: a PDF takes its language from there; no word says that it is in another one."""
    printed = paper(*made)
    root = etree.fromstring(printed.parts["word/styles.xml"])
    assert value(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), "lang", "val") == "ru-RU"
    roots = [root, printed.document]
    assert {each.get(f"{W}val") for some in roots for each in some.iter(f"{W}lang")} == {"ru-RU"}


@every_print
def test_x02_title_author_and_language_are_recorded_and_no_person(made: Made):
    """X02: the author is the body; the day of making is the same for all, so that no clock gets into the file."""
    printed = paper(*made)
    core = etree.fromstring(printed.parts["docProps/core.xml"])
    found = {child.tag: child.text or "" for child in core}
    assert set(found) == {
        f"{DC}title", f"{DC}subject", f"{DC}creator", f"{DC}language", f"{CORE}category", f"{TERMS}created",
        f"{TERMS}modified",
    }  # fmt: skip
    (title,) = printed.first.of_style(*house.TITLES)
    assert found[f"{DC}language"] == "ru-RU" and found[f"{CORE}category"] == printed.order.kind.capitalize()
    assert found[f"{DC}subject"].split() == title.split()
    body = printed.workspace.reference.organisations[printed.order.authority]
    assert found[f"{DC}creator"] == body.name_on(printed.order.day)
    registration = printed.order.registration
    known = f" от {registration.date:%d.%m.%Y} № {registration.number}" if printed.registered and registration else ""
    assert (
        " ".join(found[f"{DC}title"].split()) == f"{printed.order.kind.capitalize()}{known} «{' '.join(title.split())}»"
    )
    assert found[f"{TERMS}created"] == found[f"{TERMS}modified"] == "2020-01-01T00:00:00Z"
    assert not any(b"w:rsid" in data for data in printed.parts.values())


UNSEEN = rb"<w:(?:ins|del|moveFrom|moveTo|vanish|webHidden|specVanish|comment\w+|\w+Change)\b"


@every_print
def test_x03_nothing_hidden_is_in_the_file(made: Made):
    """X03: no comments, revisions, hidden words, macros, embedded files, and nothing outside that it leads to."""
    printed = paper(*made)
    assert {name.rsplit(".", 1)[-1] for name in printed.parts} == {"xml", "rels"}
    assert [name for name in printed.parts if re.search(r"(?i)vba|macro|comment|embedding|activex|people", name)] == []
    for name, data in printed.parts.items():
        assert not re.search(UNSEEN, data), name
        assert b"TargetMode" not in data, name
    white = [run for run in printed.document.iter(f"{W}color") if run.get(f"{W}val", "").upper() == "FFFFFF"]
    assert white == []


def bases(printed: Paper, style: str) -> list[str]:
    """The styles that a style is based on."""
    base = value(printed.styles[style], "basedOn", "val")
    return [base, *bases(printed, base)] if base else []


@every_print
def test_x04_headings_are_words_own_and_skip_no_level(made: Made):
    """X04: the kind is the title, an annex and a sheet have a heading of the first level, their parts of the second."""
    printed = paper(*made)
    for stretch in printed.stretches:
        levels = [printed.held(paragraph, "outlineLvl", "val") for paragraph in stretch.paragraphs]
        found = [int(level) for level in levels if level is not None and int(level) < 9]
        if stretch.kind == "order":
            (kind,) = (style_of(each) for each in stretch.paragraphs if style_of(each) in house.KINDS)
            assert found == [] and "Title" in bases(printed, kind)
        else:
            assert found[0] == 0 and found.count(0) == 1 and set(found) <= {0, 1}


@every_print
def test_x05_pictures_are_told_in_words(made: Made):
    """X05: the examples have none; an office's own letterhead may."""
    roots = [etree.fromstring(data) for name, data in paper(*made).parts.items() if name.startswith("word/")]
    drawn = [each for root in roots for each in root.iter() if str(each.tag).endswith("}docPr")]
    assert [each.get("name") for each in drawn if not each.get("descr")] == []


FIELDS = re.compile(r"^(?:PAGE|NUMPAGES|REF _\w+ (?:\\r )?\\h)$")


@every_print
def test_f03_nothing_is_there_that_other_offices_cannot_show(made: Made):
    """F03: no text boxes, no bindings, no floating tables, no columns, no fields but PAGE, NUMPAGES and plain REF."""
    printed = paper(*made)
    avoided = rb"<w:(?:sdt|pict|object|txbxContent|framePr|tblpPr|embedRegular|embedBold|altChunk)\b|<mc:|<v:|<wps:"
    for name, data in printed.parts.items():
        assert not re.search(avoided, data), name
    assert not [each for each in printed.document.iter(f"{W}cols") if each.get(f"{W}num", "1") != "1"]
    roots = [etree.fromstring(data) for name, data in printed.parts.items() if name.startswith("word/")]
    fields = [field.get(f"{W}instr") for root in roots for field in root.iter(f"{W}fldSimple")]
    fields += [field.text or "" for root in roots for field in root.iter(f"{W}instrText")]
    assert [field for field in fields if not FIELDS.match(field.strip())] == []
    settings = printed.parts["word/settings.xml"].decode()
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)


@every_print
def test_f03_every_field_leads_to_a_bookmark_and_shows_what_is_there(made: Made):
    """F03: a reference without its bookmark would be an error as soon as fields are made anew."""
    printed = paper(*made)
    marks = {each.get(f"{W}name"): each for each in printed.document.iter(f"{W}bookmarkStart")}
    assert len(marks) == len(list(printed.document.iter(f"{W}bookmarkStart")))
    for field in printed.document.iter(f"{W}fldSimple"):
        _, name, *switches = field.get(f"{W}instr").split()
        paragraph = next(marks[name].iterancestors(f"{W}p"))
        shown = "".join(run.text or "" for run in field.iter(f"{W}t"))
        if "\\r" in switches:
            assert printed.shown[paragraph].rstrip(".") == shown
        else:
            assert shown in words_of(paragraph)
