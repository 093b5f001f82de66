"""template check --annotate: every fault as a Word comment in a copy, at its paragraph or cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.office.libreoffice import convert
from docgen.work.annotating import Annotated, annotate_templates
from docgen.work.templates import check_templates
from tests.audit import audit
from tests.needs import needs_office
from tests.ooxml.remarks import Remark, remarks
from tests.render.builders import docx_of, p, parts_of, run, tbl, tc, tr, zip_of
from tests.templates.opened import FOLDER
from tests.work.test_broken_templates import BROKEN, WARNED, plan

UNREADABLE = {
    "no Word file", "an empty file", "half a file", "an old doc", "a password", "a zip bomb", "no text",
    "an Excel table", "a DTD", "broken markup", "broken relationships",
}  # fmt: skip
"""The broken templates that cannot be annotated, because the package or its text cannot be read."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def annotated(template: bytes) -> list[Remark]:
    """The comments in the copy of a template."""
    Path("план.docx").write_bytes(template)
    assert annotate_templates([Path("план.docx")], "", force=True).copies == [Path("план-замечания.docx")]
    return remarks(Path("план-замечания.docx").read_bytes())


def without_file(findings: list[Finding]) -> set[Finding]:
    """The findings without the name of their file."""
    return {finding.at(document="", message=re.sub("[^« ]*\\.docx", "ФАЙЛ", finding.message)) for finding in findings}


def test_each_fault_is_told_where_it_stands(here: Path) -> None:
    found = annotated(
        plan(
            p("{{ plan.titel }}"),
            "<w:p/>",
            tbl(2, tr("а", "{{ plan.perod }}"), tr("б", tc(p("в") + p("{{ plan.nme }}")))),
            p("{{ plan.measures }}"),
        )
    )
    assert [(remark.on, remark.text) for remark in found] == [
        (
            "{{ plan.titel }}",
            "Ошибка. В метке «{{ plan.titel }}» нет поля «plan.titel».\nВероятно, имелось в виду «title».",
        ),
        (
            "{{ plan.perod }}",
            "Ошибка. В метке «{{ plan.perod }}» нет поля «plan.perod».\nВероятно, имелось в виду «period».",
        ),
        ("{{ plan.nme }}", found[2].text),
        (
            "{{ plan.measures }}",
            "Ошибка. Метка «{{ plan.measures }}» печатает список.\nОбойдите список циклом {%p for … %}.",
        ),
    ]
    assert {remark.author for remark in found} == {"docgen"}


def test_what_stands_outside_of_the_text_is_told_at_its_beginning_with_its_place(here: Path) -> None:
    # Word shows no comments in headers.
    found = annotated(plan(p("а"), header=p("б") + p("{{ plan.nme }}")))
    assert [remark.on for remark in found] == ["{{ plan.title }}"]
    assert found[0].text.startswith("Ошибка (верхний колонтитул, абзац 2). В метке «{{ plan.nme }}» нет поля")


def test_a_fault_of_the_whole_file_is_told_at_its_beginning(here: Path) -> None:
    found = annotated(docx_of(p("План"), p("б")))
    assert [remark.on for remark in found] == ["План"]
    assert found[0].text.startswith("Предупреждение. В шаблоне нет ни одной метки с полем документа")


def test_a_fault_in_a_text_box_is_told_at_the_paragraph_that_holds_it(here: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ plan.nme }}')}</w:txbxContent></w:pict></w:r>"
    found = annotated(plan(p("а"), f"<w:p>{run('рамка')}{box}</w:p>"))
    assert [remark.on for remark in found] == ["рамка"]


def test_a_tag_spread_over_runs_is_found_all_the_same(here: Path) -> None:
    (found,) = annotated(plan(p("а"), p("{{ pl", "an.ti", "tel }}")))
    assert found.on == "{{ plan.titel }}"


@pytest.mark.parametrize("name", {**BROKEN, **WARNED})
def test_a_broken_template_keeps_its_findings_and_no_others_when_it_is_annotated(name: str, here: Path) -> None:
    template = {**BROKEN, **WARNED}[name].template
    original = Path("план.docx")
    original.write_bytes(template)
    expected = check_templates([original])
    done = annotate_templates([original], "копии/")
    assert done.findings == expected
    assert original.read_bytes() == template
    if name in UNREADABLE:
        assert done.copies == [] and [path.name for path in here.iterdir()] == ["план.docx"]
        return
    (copy,) = done.copies
    # The copy can be mended and checked in its turn.
    comments = parts_of(copy.read_bytes())["word/comments.xml"]
    assert comments.count(b'w:author="docgen"') == len(expected)
    assert without_file(check_templates([copy])) == without_file(expected)


def test_a_place_in_the_copy_is_the_one_in_the_template(here: Path) -> None:
    for broken in BROKEN.values():
        if broken.place and broken.quote and "колонтитул" not in broken.place:
            quoted = " ".join(broken.quote.split())
            assert any(quoted in " ".join(remark.on.split()) for remark in annotated(broken.template)), broken.place


def test_a_copy_of_a_shipped_template_with_a_fault_is_a_sound_word_file(here: Path) -> None:
    parts = parts_of((FOLDER / "plans" / "plan-7.docx").read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"row.measure", b"row.mesure")
    found = annotated(zip_of(parts))
    assert {remark.on for remark in found} == {"{{ row.mesure }}"}
    assert audit(Path("план-замечания.docx").read_bytes()) == []


@pytest.mark.office
@needs_office
def test_libreoffice_opens_the_copy_with_its_comments(here: Path) -> None:
    annotated(plan(p("{{ plan.titel }}")))
    content = parts_of(convert(Path("план-замечания.docx"), "odt"))["content.xml"].decode()
    assert "нет поля «plan.titel»" in content and "<dc:creator>docgen</dc:creator>" in content


# Where the copies go


@pytest.fixture
def faulty(here: Path) -> Path:
    """A template with a fault in the folder that the test stands in."""
    path = Path("план.docx")
    path.write_bytes(plan(p("{{ plan.titel }}")))
    return path


def written(*arguments: object, **options: bool) -> Annotated:
    done = annotate_templates(*arguments, **options)  # type: ignore[arg-type]
    assert all(remarks(path.read_bytes()) for path in done.copies)
    return done


def test_a_copy_goes_into_a_file_a_folder_or_beside_the_template(faulty: Path) -> None:
    assert written([faulty], "готово/копия.docx").copies == [Path("готово/копия.docx")]
    assert written([faulty], "готово").copies == [Path("готово/план-замечания.docx")]
    assert written([faulty], "").copies == [Path("план-замечания.docx")]


def test_a_template_without_faults_gets_no_copy(here: Path) -> None:
    Path("план.docx").write_bytes(plan())
    assert annotate_templates([Path("план.docx")], "") == Annotated([], [])
    assert [path.name for path in here.iterdir()] == ["план.docx"]


def test_a_file_in_the_place_of_a_copy_is_refused_without_force(faulty: Path) -> None:
    Path("копия.docx").write_bytes(b"mine")
    done = annotate_templates([faulty], "копия.docx")
    assert [finding.rule for finding in done.findings] == ["неизвестное-поле-в-метке", "файл-уже-есть"]
    assert done.copies == [] and Path("копия.docx").read_bytes() == b"mine"
    assert written([faulty], "копия.docx", force=True).copies == [Path("копия.docx")]


def test_the_template_itself_is_never_overwritten(faulty: Path) -> None:
    before = faulty.read_bytes()
    Path("ссылка.docx").symlink_to(faulty)
    for out in ("план.docx", "./план.docx", "ссылка.docx"):
        with pytest.raises(InputError) as refused:
            annotate_templates([faulty], out, force=True)
        assert [finding.rule for finding in refused.value.findings] == ["копия-поверх-шаблона"]
    assert faulty.read_bytes() == before


def test_the_copy_of_one_template_does_not_overwrite_another_that_is_checked(faulty: Path) -> None:
    other = Path("план-замечания.docx")
    other.write_bytes(faulty.read_bytes())
    with pytest.raises(InputError) as refused:
        annotate_templates([faulty, other], "", force=True)
    assert [finding.rule for finding in refused.value.findings] == ["копия-поверх-шаблона"]


def test_two_copies_do_not_go_into_one_file(faulty: Path) -> None:
    Path("второй").mkdir()
    other = Path("второй/план.docx")
    other.write_bytes(faulty.read_bytes())
    for out in ("копия.docx", "копии/"):
        with pytest.raises(InputError) as refused:
            annotate_templates([faulty, other], out)
        (finding,) = refused.value.findings
        assert finding.rule == "копии-в-один-файл"
        assert "«план.docx» и «второй/план.docx»" in finding.message
    assert written([faulty, other, faulty], "").copies == [
        Path("план-замечания.docx"), Path("второй/план-замечания.docx"),
    ]  # fmt: skip


def test_a_copy_of_another_kind_is_refused(faulty: Path) -> None:
    with pytest.raises(InputError) as refused:
        annotate_templates([faulty], "копия.pdf")
    assert [finding.rule for finding in refused.value.findings] == ["не-docx"]


def test_remarks_of_the_office_stay_in_the_copy(here: Path) -> None:
    comment = '<w:comment w:id="0" w:author="Орлова Е.П.">' + p("Здесь герб") + "</w:comment>"
    anchor = (
        '<w:p><w:commentRangeStart w:id="0"/>' + run("герб") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )  # fmt: skip
    found = annotated(plan(anchor, p("{{ plan.titel }}"), comments=comment))
    assert [(remark.on, remark.author) for remark in found] == [
        ("герб", "Орлова Е.П."),
        ("{{ plan.titel }}", "docgen"),
    ]
