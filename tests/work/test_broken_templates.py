"""Broken templates: each fault is told with the file and, inside it, the paragraph or cell; nothing is printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.errors import DocgenError, TemplateError
from docgen.findings import Finding, Severity
from docgen.work.checking import check_paths
from docgen.work.rendering import render_file
from docgen.work.templates import check_templates, fields_text
from tests.builders import write_workspace
from tests.commands import run_as_program
from tests.render.builders import docx_of, p, parts_of, tbl, tc, tr, zip_of
from tests.templates.opened import FOLDER

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PLAN = "вид: план\nкод: план1\nназвание: План\nмероприятия:\n  - код: м1\n    мероприятие: Проведение совещания\n"


def plan(*body: str, **stories: str) -> bytes:
    """A sound template of a plan with something more in it."""
    return docx_of(p("{{ plan.title }}"), *body, **stories)


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """A sound template with other bytes in a part."""
    parts = parts_of(plan())
    assert old in parts[part]
    return zip_of({**parts, part: parts[part].replace(old, new)})


def without(part: str) -> bytes:
    return zip_of({name: data for name, data in parts_of(plan()).items() if name != part})


def related(kind: str, target: str, mode: str = "") -> bytes:
    """A sound template with one more relationship."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entry = f'<Relationship Id="rId9" Type="{types}/{kind}" Target="{target}" {mode}/></Relationships>'
    return changed("word/_rels/document.xml.rels", b"</Relationships>", entry.encode())


def renamed() -> bytes:
    """A sound template whose text lies in another part than Word's own name for it."""
    parts = {name: data.replace(b"word/document.xml", b"word/text.xml") for name, data in parts_of(plan()).items()}
    return zip_of({name.replace("document.xml", "text.xml"): data for name, data in parts.items()})


def loop(*inside: str) -> tuple[str, ...]:
    return p("{%p for row in plan.measures %}"), *inside, p("{%p endfor %}")


@dataclass(frozen=True)
class Broken:
    """A template, the rule that names its fault, where in the file, what is quoted, and some of the words."""

    template: bytes
    rule: str
    place: str = ""
    quote: str = ""
    words: str = ""


FILES = {
    "no Word file": Broken(b"just text", "шаблон-не-word", words="не открывается как документ Word"),
    "an empty file": Broken(b"", "шаблон-не-word"),
    "half a file": Broken(plan()[:700], "шаблон-не-word"),
    "an old doc": Broken(OLE, "шаблон-не-word", words="в старом формате Word (.doc)"),
    "a password": Broken(OLE + "EncryptedPackage".encode("utf-16-le"), "шаблон-зашифрован", words="закрыт паролем"),
    "a zip bomb": Broken(
        zip_of({**parts_of(plan()), "word/media/a.bin": bytes(40 * 2**20)}),
        "шаблон-разрастается", words="архив-ловушка",
    ),
    "macros": Broken(
        zip_of({**parts_of(plan()), "word/vbaProject.bin": b"x"}), "макросы-в-шаблоне", quote="word/vbaProject.bin"
    ),
    "no text": Broken(without("word/document.xml"), "нет-текста-в-шаблоне"),
    "an Excel table": Broken(
        zip_of({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "нет-текста-в-шаблоне"
    ),
    "the text elsewhere": Broken(renamed(), "нет-текста-в-шаблоне", quote="word/document.xml"),
    "a DTD": Broken(
        changed("word/document.xml", b"<w:document ", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document '),
        "определения-в-разметке", quote="word/document.xml",
    ),
    "broken markup": Broken(
        changed("word/document.xml", b"</w:body>", b""), "шаблон-повреждён", quote="word/document.xml"
    ),
    "footnotes": Broken(
        plan('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes='<w:footnote w:id="1"/>'),
        "часть-не-переносится", words="сноски",
    ),
    "two sections": Broken(
        plan('<w:p><w:pPr><w:sectPr><w:headerReference r:id="rId1"/></w:sectPr></w:pPr></w:p>', header=p("а")),
        "часть-не-переносится", words="несколько разделов",
    ),
    "a header without a relationship": Broken(
        changed("word/document.xml", b"<w:sectPr>", b'<w:sectPr><w:headerReference w:type="default" r:id="rId7"/>'),
        "шаблон-повреждён", quote="rId7", words="ссылается на колонтитул «rId7»",
    ),
    "a header that is not in the file": Broken(
        zip_of({name: data for name, data in parts_of(plan(header=p("а"))).items() if name != "word/header1.xml"}),
        "шаблон-повреждён", quote="header1.xml", words="ссылается на колонтитул «header1.xml»",
    ),
    "a header that is a footer": Broken(
        zip_of({name: data.replace(b"header+xml", b"footer+xml") for name, data in parts_of(plan(header=p("а"))).items()}),
        "шаблон-повреждён", quote="header1.xml",
    ),
    "a picture that is not in the file": Broken(
        plan('<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>', more={
            "word/_rels/document.xml.rels": parts_of(related("image", "media/a.png"))["word/_rels/document.xml.rels"]
        }),
        "шаблон-повреждён", quote="media/a.png", words="ссылается на рисунок",
    ),
    **{
        f"broken {part}": Broken(
            plan(more={f"word/{part}.xml": "<w:a><w:b></w:a>"}), "шаблон-повреждён", quote=f"word/{part}.xml",
            words="разметка части",
        )
        for part in ("styles", "settings", "fontTable", "numbering", "theme/theme1", "webSettings")
    },
    "empty styles": Broken(plan(more={"word/styles.xml": ""}), "шаблон-повреждён", quote="word/styles.xml"),
    "broken relationships": Broken(
        changed("word/_rels/document.xml.rels", b"</Relationships>", b""),
        "шаблон-повреждён", quote="word/_rels/document.xml.rels",
    ),
}  # fmt: skip

TAGS = {
    "an unknown field": Broken(
        plan(p("{{ plan.titel }}")),
        "неизвестное-поле-в-метке", "абзац 2", "{{ plan.titel }}", "Вероятно, имелось в виду «title».",
    ),
    "a Russian letter in a field": Broken(
        plan(p("{{ plan.titlе }}")),
        "неизвестное-поле-в-метке", "абзац 2", "{{ plan.titlе }}", "буква 5 — русская «е» вместо латинской",
    ),
    "a Russian letter in a name": Broken(
        plan(p("{{ рlan.title }}")),
        "неизвестное-имя-в-метке", "абзац 2", "{{ рlan.title }}", "Вероятно, имелось в виду «plan».",
    ),
    "an unknown name": Broken(
        plan(p("{{ title }}")), "неизвестное-имя-в-метке", "абзац 2", "{{ title }}", "Есть: plan, annex, order."
    ),
    "a field in a nested cell": Broken(
        plan(tbl(2, tr("а", "б"), tr("в", tc(tbl(1, tr("{{ plan.nme }}")) + p(""))))),
        "неизвестное-поле-в-метке", "таблица 1, строка 2, графа 2, вложенная таблица 1, строка 1, графа 1",
        "{{ plan.nme }}",
    ),
    "a field in the header": Broken(
        plan(header=p("{{ plan.nme }}")), "неизвестное-поле-в-метке", "верхний колонтитул, абзац 1", "{{ plan.nme }}"
    ),
    "a tag not closed": Broken(
        plan(p("{{ plan.period "), p("далее")), "незакрытая-метка", "абзац 2", "{{ plan.period ", "Допишите «}}»"
    ),
    "a row tag outside a row": Broken(
        plan(p("{%tr for row in plan.measures %}"), tbl(1, tr("{%tr endfor %}"))),
        "метка-не-на-месте", "абзац 2", "{%tr for row in plan.measures %}", "её ставят в строку",
    ),
    "a loop in one row": Broken(
        plan(tbl(2, tr("{%tr for row in plan.measures %}{{ row.number }}", "{{ row.measure }}{%tr endfor %}"))),
        "две-метки-в-одном-месте", "таблица 1, строка 1, графа 1", "{%tr for row in plan.measures %}",
        "над повторяемой строкой и под ней",
    ),
    "a loop over what is no list": Broken(
        plan(p("{%p for x in plan.title %}"), p("{%p endfor %}")),
        "не-список-в-метке", "абзац 2", "{%p for x in plan.title %}", "по «plan.title», а это не список",
    ),
    "a whole object": Broken(
        plan(*loop(p("{{ row }}"))), "объект-в-метке", "абзац 3", "{{ row }}", "Назовите поле: id, number,"
    ),
    "a whole list": Broken(
        plan(p("{{ plan.measures }}")), "объект-в-метке", "абзац 2", "{{ plan.measures }}", "Обойдите список циклом"
    ),
    "a loop's name outside of it": Broken(
        plan(*loop(), p("{{ row.number }}")), "неизвестное-имя-в-метке", "абзац 4", "{{ row.number }}"
    ),
    "a field that loops lack": Broken(
        plan(*loop(p("{{ loop.indx }}"))), "неизвестное-поле-в-метке", "абзац 3", "{{ loop.indx }}", "«index»"
    ),
    "an unknown filter": Broken(
        plan(p("{{ plan.title|uper }}")), "ошибка-в-метке", "абзац 2", "{{ plan.title|uper }}", "есть «upper»"
    ),
    "an unknown statement": Broken(
        plan(p("{%p iff plan.period %}")), "ошибка-в-метке", "абзац 2", "{%p iff plan.period %}", "нет команды «iff»"
    ),
    "an expression cut short": Broken(
        plan(p("{{ plan.title + }}")), "ошибка-в-метке", "абзац 2", "{{ plan.title + }}", "выражение оборвано"
    ),
    "an empty tag": Broken(plan(p("{{ }}")), "ошибка-в-метке", "абзац 2", "{{ }}"),
    "a way out of the sandbox": Broken(
        plan(p("{{ ''.__class__.__mro__ }}")), "неизвестное-поле-в-метке", "абзац 2", "{{ ''.__class__.__mro__ }}"
    ),
    "another way out": Broken(
        plan(p("{{ plan.__class__ }}")), "неизвестное-поле-в-метке", "абзац 2", "{{ plan.__class__ }}"
    ),
    "another template": Broken(
        plan(p("{% include 'a' %}")), "запрещённое-действие-в-метке", "абзац 2", "{% include 'a' %}"
    ),
    "an end without a beginning": Broken(
        plan(p("{% endif %}")), "непарная-метка", "абзац 2", "{% endif %}", "нет «if»"
    ),
    "a beginning without an end": Broken(
        plan(p("{%p if plan.period %}")), "непарная-метка", "абзац 2", "{%p if plan.period %}", "{%p endif %}"
    ),
    "blocks that cross": Broken(
        plan(*loop(p("{%p if row.level %}")), p("{%p endif %}")), "непарная-метка", "абзац 3", "{%p if row.level %}"
    ),
    "a block that cuts a table": Broken(
        plan(p("{% if plan.period %}"), tbl(1, tr("{% endif %}"))),
        "блок-режет-разметку", "абзац 2", "{% if plan.period %}",
    ),
    "a merged cell outside a loop": Broken(
        plan(tbl(1, tr("{% vm %}а"))), "метка-не-на-месте", "таблица 1, строка 1, графа 1", "{% vm %}"
    ),
}  # fmt: skip

WARNED = {
    "a tag in a Word comment": Broken(
        plan(comments=f'<w:comment w:id="0">{p("{{ plan.title }}")}</w:comment>'),
        "метка-вне-текста", "примечания, абзац 1", "{{ plan.title }}",
    ),
    "text beside a row tag": Broken(
        plan(tbl(1, tr("Всего {%tr for row in plan.measures %}"), tr("а"), tr("{%tr endfor %}"))),
        "текст-рядом-с-меткой", "таблица 1, строка 1, графа 1", "{%tr for row in plan.measures %}", "«Всего»",
    ),
    "a picture that lies outside": Broken(
        related("image", "file:///C:/logo.png", 'TargetMode="External"'), "внешняя-связь", quote="file:///C:/logo.png"
    ),
    "an embedded object": Broken(
        related("oleObject", "embeddings/a.bin"), "вложенный-объект", quote="embeddings/a.bin"
    ),
}  # fmt: skip

BROKEN = {**FILES, **TAGS}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(template: bytes) -> list[Finding]:
    path = Path("шаблон.docx")
    path.write_bytes(template)
    return check_templates([path])


def matching(findings: list[Finding], broken: Broken) -> list[Finding]:
    return [
        finding
        for finding in findings
        if (finding.rule, finding.place, finding.quote) == (broken.rule, broken.place, broken.quote)
        and broken.words in f"{finding.message} {finding.hint}"
    ]


def test_there_are_at_least_twenty_broken_templates() -> None:
    assert len(BROKEN) >= 20


def test_a_sound_template_has_no_findings(here: Path) -> None:
    assert checked(plan(*loop(p("{{ row.measure }}")))) == []


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_names_the_fault_and_its_place(name: str, here: Path) -> None:
    findings = checked(BROKEN[name].template)
    found = matching(findings, BROKEN[name])
    assert len(found) == 1, findings
    assert found[0].severity is Severity.ERROR
    assert {finding.document for finding in findings} == {"шаблон.docx"}
    assert all("Traceback" not in finding.message and finding.message.endswith((".", "»")) for finding in findings)


@pytest.mark.parametrize("name", WARNED)
def test_what_can_be_printed_all_the_same_is_a_warning(name: str, here: Path) -> None:
    findings = checked(WARNED[name].template)
    assert len(matching(findings, WARNED[name])) == 1, findings
    assert all(finding.severity is Severity.WARNING for finding in findings)


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_printed_with_a_broken_template(name: str, here: Path) -> None:
    write_workspace(here, {"план.yaml": PLAN})
    own = here / "шаблоны" / "plans" / "план1.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(BROKEN[name].template)
    with pytest.raises(TemplateError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"))
    # A fault of the text hides those that only show when the text is compiled.
    assert BROKEN[name].rule in {finding.rule for finding in raised.value.findings}
    assert {finding.document for finding in raised.value.findings} == {"шаблоны/plans/план1.docx"}
    assert not Path("out.docx").exists() and not Path(".docgen").exists()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (plan(p("{{ plan.period or «нет» }}")), "нет"),
        (plan(tbl(1, tr(tc(p("{%p if plan.period %}") + p("{{ plan.period }}") + p("{%p endif %}"))))), ""),
        (changed("word/document.xml", b"plan.title }}", "plan.title }}, № 1".encode()), "№ 1"),
    ],
    ids=["quotation marks of Word", "the only paragraph of a cell under an if", "a static text"],
)
def test_what_looks_like_a_fault_and_is_none_is_printed(template: bytes, words: str, here: Path) -> None:
    assert checked(template) == []
    write_workspace(here, {"план.yaml": PLAN})
    printed = render_file(Path("план.yaml"), Path("out.docx"), template=Path("шаблон.docx"))
    assert words in parts_of(printed.path.read_bytes())["word/document.xml"].decode()


def test_a_text_in_utf_16_is_checked_and_printed_like_any_other(here: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + parts_of(plan())["word/document.xml"].decode()
    sound = zip_of({**parts_of(plan()), "word/document.xml": text.encode("utf-16")})
    assert checked(sound) == []
    broken = zip_of({**parts_of(plan()), "word/document.xml": text.replace("title", "titel").encode("utf-16")})
    assert [finding.rule for finding in checked(broken)] == ["неизвестное-поле-в-метке"]


def test_all_faults_of_a_template_are_told_at_once(here: Path) -> None:
    tags = ("{{ plan.titel }}", "{{ plan.title|uper }}", "{{ plan.period ")
    findings = checked(plan(*map(p, tags), header=p("{{ a }}")))
    assert {(finding.rule, finding.place) for finding in findings} == {
        ("неизвестное-поле-в-метке", "абзац 2"),
        ("ошибка-в-метке", "абзац 3"),
        ("незакрытая-метка", "абзац 4"),
        ("неизвестное-имя-в-метке", "верхний колонтитул, абзац 1"),
    }


def test_a_template_that_does_not_exist(here: Path) -> None:
    (finding,) = check_templates([Path("нет.docx")])
    assert (finding.document, finding.rule) == ("нет.docx", "шаблон-не-читается")
    write_workspace(here, {"план.yaml": PLAN})
    with pytest.raises(TemplateError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"), template=Path("нет.docx"))
    assert [finding.rule for finding in raised.value.findings] == ["шаблон-не-читается"]


def test_a_folder_in_the_place_of_a_template(here: Path) -> None:
    (finding,) = check_templates([here])
    assert finding.rule == "шаблон-не-читается"


def test_a_template_that_leads_out_of_the_templates_folder(here: Path) -> None:
    write_workspace(here / "комплект", {"план.yaml": PLAN})
    (here / "чужой.docx").write_bytes(plan())
    own = here / "комплект" / "шаблоны" / "plans"
    own.mkdir(parents=True)
    (own / "план1.docx").symlink_to(here / "чужой.docx")
    (finding,) = check_paths([Path("комплект")]).findings
    assert finding.rule == "шаблон-вне-папки"
    with pytest.raises(DocgenError) as raised:
        render_file(Path("комплект/план.yaml"), Path("out.docx"))
    assert "шаблон-вне-папки" in {finding.rule for finding in raised.value.findings}


def test_a_folder_of_templates_that_is_a_link_is_refused(here: Path) -> None:
    write_workspace(here / "комплект", {"план.yaml": PLAN})
    (here / "чужие" / "plans").mkdir(parents=True)
    (here / "чужие" / "plans" / "план1.docx").write_bytes(plan())
    (here / "комплект" / "шаблоны").symlink_to(here / "чужие")
    (finding,) = check_paths([Path("комплект")]).findings
    assert finding.rule == "шаблон-вне-папки"
    with pytest.raises(DocgenError) as raised:
        render_file(Path("комплект/план.yaml"), Path("out.docx"))
    assert "шаблон-вне-папки" in {finding.rule for finding in raised.value.findings}


def test_a_workspace_reached_by_a_link_has_its_templates(here: Path) -> None:
    write_workspace(here / "комплект", {"план.yaml": PLAN})
    own = here / "комплект" / "шаблоны" / "plans"
    own.mkdir(parents=True)
    (own / "план1.docx").write_bytes(plan(p("свой")))
    (here / "ссылка").symlink_to(here / "комплект")
    render_file(Path("ссылка/план.yaml"), Path("out.docx"))
    assert "свой".encode() in parts_of(Path("out.docx").read_bytes())["word/document.xml"]


def test_a_house_that_is_a_link_is_refused(own_house: Path) -> None:
    Path("house.docx").rename("чужой.docx")
    Path("plans/house.docx").symlink_to(Path("чужой.docx").resolve())
    own_house.write_bytes(plan())
    (finding,) = check_templates([own_house])
    assert finding.rule == "шаблон-вне-папки"


STATIC = {
    "no tags": docx_of(p("План")),
    "an empty body": changed("word/document.xml", b"{{ plan.title }}", b""),
    "no body": zip_of(
        {**parts_of(plan()), "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
         '2006/main"><w:body/></w:document>'}
    ),
    "only words in tags": docx_of(p("{{ 'plan.title' }}{{ 1 + 1 }}")),
}  # fmt: skip


@pytest.mark.parametrize("name", STATIC)
def test_a_template_that_prints_the_same_for_every_document(name: str, here: Path) -> None:
    (finding,) = checked(STATIC[name])
    assert (finding.rule, finding.severity, finding.document) == ("шаблон-без-меток", Severity.WARNING, "шаблон.docx")
    write_workspace(here, {"план.yaml": PLAN})
    with pytest.raises(TemplateError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"), template=Path("шаблон.docx"))
    (finding,) = raised.value.findings
    assert (finding.rule, finding.severity, finding.document) == ("шаблон-без-меток", Severity.ERROR, "шаблон.docx")
    assert not Path("out.docx").exists()


def test_the_house_does_not_print_a_document(here: Path) -> None:
    write_workspace(here, {"план.yaml": PLAN})
    with pytest.raises(TemplateError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"), template=FOLDER / "house.docx")
    assert [finding.rule for finding in raised.value.findings] == ["шаблон-без-меток"]


def test_shared_parts_in_utf_16_are_read(here: Path) -> None:
    write_workspace(here, {"план.yaml": PLAN})
    ours = parts_of((FOLDER / "plans" / "plan-4.docx").read_bytes())
    ours["word/styles.xml"] = ours["word/styles.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    Path("план.docx").write_bytes(zip_of(ours))
    render_file(Path("план.yaml"), Path("out.docx"), template=Path("план.docx"))
    assert b"<w:styles" in parts_of(Path("out.docx").read_bytes())["word/styles.xml"]


def test_a_body_with_names_of_its_own_is_printed_whole(here: Path) -> None:
    write_workspace(here, {"план.yaml": PLAN})
    Path("план.docx").write_bytes(changed("word/document.xml", b"<w:body>", b'<w:body xmlns:q="urn:q">'))
    render_file(Path("план.yaml"), Path("out.docx"), template=Path("план.docx"))
    assert ">План</w:t>".encode() in parts_of(Path("out.docx").read_bytes())["word/document.xml"]


def test_a_template_of_a_plan_does_not_print_an_order(here: Path) -> None:
    order = "вид: приказ\nкод: п\nорган: департамент\nзаголовок: О порядке\nпункты:\n  - код: п1\n    текст: а\n"
    write_workspace(here, {"приказ.yaml": f"{order}подпись: {{должность: начальник}}\n"})
    Path("план.docx").write_bytes(plan())
    with pytest.raises(TemplateError) as raised:
        render_file(Path("приказ.yaml"), Path("out.docx"), template=Path("план.docx"))
    (finding,) = raised.value.findings
    assert (finding.document, finding.place, finding.quote) == ("план.docx", "абзац 1", "{{ plan.title }}")


STYLED = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'


@pytest.fixture
def own_house(here: Path) -> Path:
    """A folder of templates with our house in it; the path of a template there."""
    (here / "plans").mkdir()
    (here / "house.docx").write_bytes((FOLDER / "house.docx").read_bytes())
    return Path("plans/план.docx")


def test_a_style_that_the_house_lacks(own_house: Path) -> None:
    own_house.write_bytes(plan(STYLED.format("Nowhere"), more={"word/styles.xml": "<w:styles/>"}))
    (finding,) = check_templates([own_house])
    assert (finding.rule, finding.document, finding.quote) == ("нет-стиля", "plans/план.docx", "Nowhere")


def test_a_style_that_differs_from_the_house(own_house: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/></w:style>'
    own_house.write_bytes(plan(STYLED.format("Cell"), more={"word/styles.xml": f"<w:styles>{style}</w:styles>"}))
    (finding,) = check_templates([own_house])
    assert (finding.rule, finding.severity, finding.quote) == ("стиль-отличается", Severity.NOTE, "Cell")


def test_a_broken_house_is_told_with_its_own_name(own_house: Path) -> None:
    Path("house.docx").write_bytes(b"x")
    own_house.write_bytes(plan(STYLED.format("Cell"), more={"word/styles.xml": "<w:styles/>"}))
    (finding,) = check_templates([own_house])
    assert (finding.document, finding.rule) == ("house.docx", "шаблон-не-word")


def test_a_house_without_lists_cannot_number(here: Path) -> None:
    write_workspace(here, {"план.yaml": PLAN})
    rows = tbl(1, tr("{%tr for row in plan.measures %}"), tr("{{ row.number }}"), tr("{%tr endfor %}"))
    Path("план.docx").write_bytes(plan(rows))
    with pytest.raises(TemplateError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"), template=Path("план.docx"))
    assert [(finding.document, finding.rule) for finding in raised.value.findings] == [
        ("план.docx", "нет-списка-в-шаблоне")
    ]


def test_the_shipped_templates_have_no_findings() -> None:
    assert check_templates(sorted(FOLDER.rglob("*.docx"))) == []


def test_fields_of_a_template_are_those_of_its_kind(here: Path) -> None:
    Path("план.docx").write_bytes(plan())
    text = fields_text(Path("план.docx"))
    assert "measures" in text and "Что делается" in text
    assert "signatory" in fields_text()
    with pytest.raises(TemplateError):
        fields_text(Path("нет.docx"))


def test_the_program_shows_the_file_and_the_place(here: Path) -> None:
    Path("план.docx").write_bytes(plan(p("{{ plan.titel }}")))
    ran = run_as_program("template", "check", "план.docx", folder=here)
    assert ran.code == 1
    assert "план.docx, абзац 2: ошибка: В метке «{{ plan.titel }}» нет поля «plan.titel»." in ran.err
    assert "Traceback" not in ran.err
