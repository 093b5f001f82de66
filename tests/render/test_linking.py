"""Templates of any origin become sections of one sound file, with their pictures, headers and lists."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from docgen.errors import TemplateError
from docgen.render.document import render_document
from docgen.render.fragments import compile_fragment, part_name, relationships
from docgen.render.linking import with_section
from docgen.render.opening import open_template
from tests.audit import audit
from tests.builders import annexed, order, plan, workspace
from tests.render.builders import docx_of, p, parts_of

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TITLE = p("{{ order.title }}")
POINTS = ("{%p for point in order.points %}", "{{ point.number }}{{ point.sentence }}", "{%p endfor %}")


def template(*paragraphs: str, picture: bytes | None = None, header_picture: bytes | None = None) -> bytes:
    """A template as an office would make it in Word: not ours, with Word's own parts."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if picture:
        document.add_picture(io.BytesIO(picture), width=Mm(5))
    if header_picture:
        header = document.sections[0].header
        header.paragraphs[0].add_run().add_picture(io.BytesIO(header_picture), width=Mm(5))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def office(root: Path, **templates: bytes):
    """A workspace whose office has these templates, named ``orders_order`` for ``orders/order.docx``."""
    for name, data in templates.items():
        path = root / "шаблоны" / f"{name.replace('_', '/', 1)}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def printed(root: Path, document, *annexes) -> bytes:
    files = {(root / f"{annex.id}.yaml").resolve(): annex for annex in annexes}
    return render_document(document, replace(workspace(root=root), files=files)).data


def dangling(data: bytes) -> list[str]:
    """Relationships that lead nowhere, and ids in the text that no relationship has."""
    parts = parts_of(data)
    faults = []
    for name, content in parts.items():
        if not name.endswith(".rels") or name == "_rels/.rels":
            continue
        owner = name.replace("_rels/", "").removesuffix(".rels")
        known = relationships(content)
        faults += [r.target for r in known if not r.external and part_name(r.target) not in parts]
        used = re.findall(r'r:(?:id|embed|link)="([^"]+)"', parts[owner].decode())
        faults += [id_ for id_ in used if id_ not in {r.id for r in known}]
    return faults


def test_a_template_made_in_word_prints_with_all_its_side_parts_left_out(tmp_path):
    office(tmp_path, orders_order=template("{{ order.title }}", *POINTS))
    data = printed(tmp_path, order(["а", "б"]))
    assert [each.text for each in docx.Document(io.BytesIO(data)).paragraphs] == ["Об утверждении плана", "А.", "Б."]
    assert not any("customXml" in name for name in parts_of(data))
    assert dangling(data) == []


def test_pictures_of_the_text_and_of_the_header_come_along(tmp_path):
    office(tmp_path, orders_order=template("{{ order.title }}", picture=PIXEL, header_picture=PIXEL + b"\0"))
    data = printed(tmp_path, order())
    pictures = {name: content for name, content in parts_of(data).items() if name.startswith("word/media/")}
    assert sorted(pictures.values()) == [PIXEL, PIXEL + b"\0"]
    assert dangling(data) == []
    assert audit(data) == []


def test_pictures_of_two_templates_under_one_name_stay_apart(tmp_path):
    office(
        tmp_path, orders_order=template("{{ order.title }}", picture=PIXEL, header_picture=PIXEL),
        plans_план1=template("{{ plan.title }}", picture=PIXEL + b"\0", header_picture=PIXEL + b"\0\0"),
    )  # fmt: skip
    first = plan()
    data = printed(tmp_path, order(приложения=annexed(first)), first)
    contents = {content for name, content in parts_of(data).items() if name.startswith("word/media/")}
    assert contents == {PIXEL, PIXEL + b"\0", PIXEL + b"\0\0"}
    assert dangling(data) == []


def test_a_link_to_a_site_stays_a_link(tmp_path):
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>сайт</w:t></w:r></w:hyperlink>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"/></Relationships>'
    )
    office(tmp_path, orders_order=docx_of(TITLE, f"<w:p>{link}</w:p>", more={"word/_rels/document.xml.rels": rels}))
    data = printed(tmp_path, order())
    assert (
        b'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"'
        in parts_of(data)["word/_rels/document.xml.rels"]
    )
    assert dangling(data) == []


def test_remarks_of_a_reviewer_do_not_reach_the_document(tmp_path):
    marked = '<w:commentRangeStart w:id="0"/><w:r><w:t>а</w:t></w:r><w:commentRangeEnd w:id="0"/>' \
             '<w:r><w:commentReference w:id="0"/></w:r>'  # fmt: skip
    remark = '<w:comment w:id="0"><w:p/></w:comment>'
    office(tmp_path, orders_order=docx_of(TITLE, f"<w:p>{marked}</w:p>", comments=remark))
    data = printed(tmp_path, order())
    assert b"comment" not in parts_of(data)["word/document.xml"]


def test_empty_properties_of_a_paragraph_do_not_double():
    paragraph = "<w:p><w:pPr/><w:r><w:t>{{ order.number }}</w:t></w:r></w:p>"
    body = compile_fragment(open_template(docx_of(paragraph), cache_folder=None)).body
    assert body.source.count("<w:pPr") == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', "сноски"),
        (
            '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:pPr></w:p>',
            "разделов",
        ),
    ],
)
def test_what_cannot_go_over_is_refused_and_named(tmp_path, body, said):
    office(tmp_path, orders_order=docx_of(body, p("{{ order.title }}"), header=p("а")))
    with pytest.raises(TemplateError) as raised:
        printed(tmp_path, order())
    (finding,) = raised.value.findings
    assert finding.rule == "часть-не-переносится"
    assert said in finding.message


def test_an_inserted_chart_is_refused_by_name():
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="charts/chart1.xml"/>'
        "</Relationships>"
    )
    chart = '<w:p><w:r><w:drawing><c:chart xmlns:c="c" r:id="rId9"/></w:drawing></w:r></w:p>'
    more = {"word/_rels/document.xml.rels": rels, "word/charts/chart1.xml": "<a/>"}
    with pytest.raises(TemplateError) as raised:
        compile_fragment(open_template(docx_of(chart, more=more), cache_folder=None))
    assert "charts/chart1.xml" in raised.value.findings[0].message


def test_the_style_sheet_of_the_house_loses_what_leads_out_of_it(tmp_path):
    document = docx.Document()
    document.add_paragraph("{{ order.title }}")
    settings = document.settings.element
    namespaces = settings.nsmap
    attached = etree.SubElement(settings, f"{{{namespaces['w']}}}attachedTemplate")
    attached.set(f"{{{namespaces['r']}}}id", "rId1")
    notes = etree.SubElement(settings, f"{{{namespaces['w']}}}footnotePr")
    etree.SubElement(notes, f"{{{namespaces['w']}}}footnote").set(f"{{{namespaces['w']}}}id", "-1")
    out = io.BytesIO()
    document.save(out)
    office(tmp_path, orders_order=out.getvalue())
    kept = parts_of(printed(tmp_path, order()))["word/settings.xml"]
    assert b"attachedTemplate" not in kept
    assert b"footnotePr" not in kept


def test_a_header_tells_the_words_of_its_document(tmp_path):
    office(tmp_path, orders_order=docx_of(p("{{ order.title }}"), header=p("{{ order.heading }}: {{ order.title }}")))
    data = printed(tmp_path, order(заголовок="О <плане> & школе"))
    (section,) = docx.Document(io.BytesIO(data)).sections
    assert section.header.paragraphs[0].text == "ПРИКАЗ: О <плане> & школе"


def test_a_forbidden_sign_in_a_header_is_a_finding(tmp_path):
    office(tmp_path, orders_order=docx_of(p("а"), header=p("{{ order.city }}")))
    with pytest.raises(TemplateError):
        printed(tmp_path, order(город="а\x01б"))


class TestSections:
    SECTION = "<w:sectPr><w:x/></w:sectPr>"

    def test_a_section_ends_in_the_last_paragraph(self):
        assert "".join(with_section("<w:p>а</w:p><w:p>б</w:p>", self.SECTION)) == (
            f"<w:p>а</w:p><w:p><w:pPr>{self.SECTION}</w:pPr>б</w:p>"
        )

    def test_it_stands_after_the_other_properties(self):
        assert "".join(with_section("<w:p><w:pPr><w:jc/></w:pPr>б</w:p>\n", self.SECTION)) == (
            f"<w:p><w:pPr><w:jc/>{self.SECTION}</w:pPr>б</w:p>"
        )

    def test_after_a_table_it_gets_a_paragraph_of_its_own(self):
        assert "".join(with_section("<w:tbl/>", self.SECTION)) == f"<w:tbl/><w:p><w:pPr>{self.SECTION}</w:pPr></w:p>"

    def test_the_paragraph_of_a_text_box_is_not_the_last_one(self):
        body = "<w:p><w:r><w:txbxContent><w:p>а</w:p></w:txbxContent></w:r></w:p>"
        assert "".join(with_section(body, self.SECTION)) == f"{body}<w:p><w:pPr>{self.SECTION}</w:pPr></w:p>"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("media/a.png", "word/media/a.png"),
        ("/word/media/a.png", "word/media/a.png"),
        ("../customXml/a.xml", "customXml/a.xml"),
    ],
)
def test_a_relationship_leads_to_a_part(target, name):
    assert part_name(target) == name


def test_an_annex_does_not_take_over_the_footer_of_the_order(tmp_path):
    made = docx.Document(io.BytesIO(template(*POINTS)))
    made.sections[0].footer.paragraphs[0].text = "улица Дальняя, дом 3"
    out = io.BytesIO()
    made.save(out)
    office(tmp_path, orders_order=out.getvalue())
    roadmap = plan()
    data = printed(tmp_path, order([{"утверждает": "план1"}], приложения=annexed(roadmap)), roadmap)
    sections = docx.Document(io.BytesIO(data)).sections
    assert [section.footer.paragraphs[0].text for section in sections] == ["улица Дальняя, дом 3", ""]
    assert audit(data) == []
