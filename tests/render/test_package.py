"""The zip of a Word file: what is refused when it is read, and that it is written the same every time."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from docgen.errors import TemplateError
from docgen.findings import Severity
from docgen.render.package import Deflated, Package, Raw, deflate, deflater, read_package, write_package
from docgen.render.template import load_template
from tests.render.builders import docx_of, fault, faults, p, parts_of, render, zip_of

PARTS = [Raw("[Content_Types].xml", b"<a/>"), Raw("word/рисунок.xml", "слово ".encode() * 500)]


def rule_of(data: bytes) -> str:
    return fault(data).rule


def test_what_is_written_opens_as_a_zip_with_the_same_parts_in_the_same_order() -> None:
    written = write_package(PARTS)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [part.name for part in PARTS]
        assert archive.read("word/рисунок.xml") == PARTS[1].data
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_deflated_part_is_copied_as_it_is() -> None:
    ready = deflate(PARTS[1], "zlib")
    copied = read_package(write_package([ready]), "a").deflated(ready.name)
    assert copied == ready
    assert zlib.decompress(copied.data, -15) == PARTS[1].data


def test_a_stored_part_is_deflated_when_it_is_taken_over() -> None:
    package = read_package(zip_of({"a.xml": b"x" * 1000}, zipfile.ZIP_STORED), "a")
    part = package.deflated("a.xml")
    assert (part.size, len(part.data) < 100, package["a.xml"]) == (1000, True, b"x" * 1000)


@pytest.mark.parametrize("backend", ["zlib", "zlib-ng"])
def test_the_same_parts_make_the_same_bytes_with_either_deflate(backend: str) -> None:
    if backend == "zlib-ng":
        pytest.importorskip("zlib_ng")
    assert write_package(PARTS, backend) == write_package(PARTS, backend)


def test_the_deflate_can_be_chosen_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("zlib_ng")
    monkeypatch.setenv("DOCGEN_DEFLATE", "zlib")
    plain = write_package(PARTS)
    monkeypatch.setenv("DOCGEN_DEFLATE", "zlib-ng")
    assert write_package(PARTS) == write_package(PARTS, "zlib-ng")
    assert plain == write_package(PARTS, "zlib")
    with pytest.raises(ValueError, match="zlib"):
        deflater("lzma")


def test_names_come_with_the_content_types_first() -> None:
    package = read_package(zip_of({"word/a.xml": "", "_rels/.rels": "", "[Content_Types].xml": ""}), "a")
    assert package.names == ("[Content_Types].xml", "_rels/.rels", "word/a.xml")
    assert "word/a.xml" in package and "нет" not in package


@pytest.mark.parametrize("data", [b"", b"\xff" * 400, b"PK\x03\x04 and then nothing", "просто текст".encode()])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    found = fault(data)
    assert found.rule == "шаблон-не-word"
    assert found.document == "шаблон"


def test_a_missing_file_is_a_finding_with_its_name() -> None:
    with pytest.raises(TemplateError) as raised:
        load_template("нет-такого.docx")
    assert "нет-такого.docx" in raised.value.findings[0].message


def test_a_folder_in_place_of_a_file_is_a_finding(tmp_path: object) -> None:
    with pytest.raises(TemplateError):
        load_template(tmp_path)  # type: ignore[arg-type]


def test_a_password_and_the_old_format_are_told_apart() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    assert rule_of(ole + "EncryptedPackage".encode("utf-16-le")) == "шаблон-зашифрован"
    assert rule_of(ole) == "шаблон-не-word"


def test_a_password_of_the_zip_is_told() -> None:
    data = bytearray(docx_of(p("а")))
    at = data.find(b"PK\1\2")
    struct.pack_into("<H", data, at + 8, 1)
    assert rule_of(bytes(data)) == "шаблон-зашифрован"


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = docx_of(p("а"), more={"word/media/a.xml": b"\0" * (20 * 2**20)})
    assert rule_of(bomb) == "шаблон-разрастается"


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(zip_of({"a.xml": b"x" * 100_000}))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", data, data.find(signature) + offset, 10)
    with pytest.raises(TemplateError):
        read_package(bytes(data), "a")["a.xml"]


def test_damage_inside_a_part_is_told_with_its_name() -> None:
    data = bytearray(docx_of(p("а" * 400)))
    at = data.find(b"word/document.xml") + 60
    data[at : at + 8] = b"\xff" * 8
    assert rule_of(bytes(data)) == "шаблон-повреждён"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\a.xml"])
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    assert rule_of(docx_of(p("а"), more={name: "x"})) == "шаблон-повреждён"


def test_macros_are_refused_by_part_and_by_type() -> None:
    assert rule_of(docx_of(p("а"), more={"word/vbaProject.bin": "x"})) == "макросы-в-шаблоне"
    parts = parts_of(docx_of(p("а")))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert rule_of(zip_of(parts)) == "макросы-в-шаблоне"


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    assert rule_of(zip_of({"a.txt": "x"})) == "нет-текста-в-шаблоне"
    parts = parts_of(docx_of(p("а")))
    del parts["word/document.xml"]
    assert rule_of(zip_of(parts)) == "нет-текста-в-шаблоне"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_and_entities_are_refused_in_every_part(encoding: str) -> None:
    evil = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert rule_of(docx_of(p("а"), more={"word/theme/theme1.xml": evil})) == "определения-в-разметке"


def test_broken_markup_is_told_with_the_part() -> None:
    found = fault(docx_of("<w:p>"))
    assert (found.rule, "word/document.xml" in found.message) == ("шаблон-повреждён", True)


def test_links_to_the_outside_and_embedded_objects_are_noted() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{office}/attachedTemplate" Target="http://evil/a.dotm" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{office}/hyperlink" Target="http://edu.ru" TargetMode="External"/>'
        f'<Relationship Id="c" Type="{office}/oleObject" Target="embeddings/a.bin"/></Relationships>'
    )
    template = load_template(docx_of(p("а"), more={"word/_rels/settings.xml.rels": links}), cache=None)
    assert [found.rule for found in template.findings] == ["внешняя-связь", "вложенный-объект"]
    assert {found.severity for found in template.findings} == {Severity.WARNING}
    assert "http://evil/a.dotm" in template.findings[0].message


def test_faults_of_several_parts_are_told_at_once() -> None:
    template = docx_of(p("{{ a"), header=p("{% if b %}"))
    assert [(found.rule, found.place) for found in faults(template)] == [
        ("незакрытая-метка", "абзац 1"),
        ("непарная-метка", "верхний колонтитул, абзац 1"),
    ]


def test_a_part_without_tags_keeps_its_bytes() -> None:
    template = docx_of(p("{{ a }}"), footer=p("Без меток"))
    ours = read_package(render(template, a=1), "ours")
    theirs = read_package(template, "theirs")
    assert isinstance(ours, Package)
    assert ours.deflated("word/footer1.xml") == theirs.deflated("word/footer1.xml")
    assert isinstance(ours.deflated("word/document.xml"), Deflated)
