"""Files that are no Word files, or not any more, or want to do harm: one finding that says what to do, for little work."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.office import program
from docgen.office.libreoffice import convert
from docgen.readers.blocks import Paragraph
from docgen.readers.word.reader import read_word
from tests.needs import needs_office
from tests.ooxml.specimen import HOUSE, archive, document, paragraph
from tests.readers import hostile
from tests.readers.compound import compound_file
from tests.readers.word_xml import cell, mark, p, parts, r, read, row, style, styled, table, word
from tests.readers.work import calls, no_hang

MB = 2**20
GOOD = word(p("Приказ"))
LITTLE = 5_000
"""Calls for a trap that is refused before its words are read: the zip, the parts, one finding."""
MUCH = 4_000_000
"""Calls for a file of a hundred thousand odd pieces that is read to its end, some forty for each."""


def refused(data: bytes, name: str = "файл.docx") -> Finding:
    """The one finding of a file that is not read."""
    with pytest.raises(InputError) as stopped, no_hang():
        read_word(data, name)
    (finding,) = stopped.value.findings
    assert finding.document == name
    assert f"«{name}»" in finding.message
    assert finding.hint
    return finding


def without(part: str) -> bytes:
    return archive({name: text for name, text in parts(p("Приказ")).items() if name != part})


def with_document(text: str) -> bytes:
    return archive({**parts(p("Приказ")), "word/document.xml": text})


def flagged(data: bytes) -> bytes:
    """The archive with every entry marked as encrypted."""
    out = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(signature)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(signature, start + 4)
    return bytes(out)


def packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, text in parts(p("Приказ")).items():
            made.writestr(name, text)
    return out.getvalue()


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(10_500):
            made.writestr(f"{number}", b"")
    return out.getvalue()


class TestNotAWordFile:
    @pytest.mark.parametrize(
        "data",
        [b"", b"PK", b"PK\x03\x04", b"\x00" * 100, b"%PDF-1.7", "Приказ".encode(), GOOD[:-30], GOOD[:200], GOOD[50:]],
    )
    def test_what_is_no_archive_is_said_to_be_none(self, data: bytes) -> None:
        assert refused(data).rule == "не-файл-word"

    @pytest.mark.parametrize("part", ["_rels/.rels", "word/document.xml"])
    def test_without_its_main_part_there_is_nothing_to_read(self, part: str) -> None:
        assert "нет основной части" in refused(without(part)).message

    def test_a_workbook_is_no_word_file(self) -> None:
        main = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        assert "нет текста документа" in refused(with_document(main)).message

    @pytest.mark.parametrize("text", ["", "<", "<a>", "<w:document/>", "приказ", "\x00", "<a></b>"])
    def test_a_damaged_main_part_is_named(self, text: str) -> None:
        finding = refused(with_document(text))
        assert "«word/document.xml» испорчена" in finding.message
        assert "сохраните заново" in finding.hint

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_a_strange_packing_is_refused(self, method: int) -> None:
        assert "сжата так, как Word не сжимает" in refused(packed(method)).message


class TestLocked:
    def test_an_encrypted_file_asks_to_take_the_password_off(self) -> None:
        finding = refused(hostile.locked_word())
        assert finding.rule == "файл-word-под-паролем"
        assert finding.hint.startswith("Снимите пароль")

    def test_so_does_an_archive_with_encrypted_parts(self) -> None:
        assert refused(flagged(GOOD)).rule == "файл-word-под-паролем"

    def test_so_does_an_old_file_that_says_so(self) -> None:
        stream = bytes.fromhex("eca5c100 00000904 00000001") + bytes(5000)
        assert refused(compound_file({"WordDocument": stream}), "старый.doc").rule == "файл-word-под-паролем"


class TestTraps:
    """Small files that ask for much memory or time."""

    @pytest.mark.parametrize(
        ("made", "rule"),
        [
            (lambda: GOOD + bytes(101 * MB), "файл-word-слишком-велик"),
            (hostile.zip_bomb, "файл-word-разрастается"),
            (hostile.overlapping_zip, "файл-word-разрастается"),
            (hostile.nested_zip, "не-файл-word"),
            (many_parts, "файл-word-разрастается"),
            (hostile.billion_laughs_docx, "не-файл-word"),
            (hostile.deep_docx, "не-файл-word"),
            (lambda: word("<w:p/>" * 250_000), "файл-word-слишком-велик"),
            (lambda: word("<w:p/>" * 1_400_000), "файл-word-слишком-велик"),
            (lambda: word(table(row(*["<w:tc/>"] * 250_000))), "файл-word-слишком-велик"),
            (lambda: word("<w:p " + " ".join(f"a{n}='1'" for n in range(700_000)) + "/>"),
             "файл-word-слишком-велик"),
            (lambda: word("<w:sdt>" * 230 + "</w:sdt>" * 230), "не-файл-word"),
        ],
    )  # fmt: skip
    def test_a_trap_is_refused(self, made: Callable[[], bytes], rule: str) -> None:
        data = made()
        assert calls(lambda: refused(data)) < LITTLE
        assert refused(data).rule == rule

    def test_a_part_that_is_honestly_large_is_refused_all_the_same(self) -> None:
        assert "«word/document.xml» больше 32 МБ" in refused(with_document("а" * 17 * MB)).message

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused_in_every_encoding(self, encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "в">]><a>&b;</a>'
        made: dict[str, str | bytes] = dict(parts(""))
        made["word/document.xml"] = text.encode(encoding)
        assert "испорчена" in refused(archive(made)).message  # type: ignore[arg-type]

    def test_a_torn_character_is_damage(self) -> None:
        made: dict[str, str | bytes] = {**parts(""), "word/document.xml": b"\xff\xfe<\x00a"}
        assert "испорчена" in refused(archive(made)).message  # type: ignore[arg-type]

    @pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "koi8-r", "ebcdic-cp-us"])
    def test_an_encoding_that_word_does_not_write_is_refused(self, encoding: str) -> None:
        assert "испорчена" in refused(with_document(f'<?xml version="1.0" encoding="{encoding}"?><a/>')).message

    @pytest.mark.parametrize(
        ("made", "begins"),
        [
            (lambda: word(p(r("а") * 100_000)), "ааа"),
            (lambda: word(p("дно").join(["<w:tbl><w:tr><w:tc>" * 60, "</w:tc></w:tr></w:tbl>" * 60])), "дно"),
            (lambda: word(p("дно").join(["<w:p><w:r><w:txbxContent>" * 60, "</w:txbxContent></w:r></w:p>" * 60])), ""),
            (lambda: word(p("дно").join(["<w:sdt>" * 190, "</w:sdt>" * 190])), "дно"),
            (lambda: word(p("<w:ins>" * 190 + r("дно") + "</w:ins>" * 190)), "дно"),
            (lambda: word(p((mark("begin") + r("а")) * 5000 + mark("separate") * 5000 + mark("end") * 5000)), ""),
            (lambda: word(p("а", mark="<w:del/>") * 20_000), "ааа"),
            (lambda: word(p('<w:ins w:author="а"><w:r><w:t>а</w:t></w:r></w:ins>' * 20_000)), "ааа"),
            (lambda: word(p("<w:r><w:t>" + " " * 5_000_000 + "\n" + " " * 2_000_000 + "а</w:t></w:r>")), "а"),
            (hostile.wide_docx, ""),
        ],
        ids=["runs", "tables", "boxes", "controls", "changes", "fields", "joined", "insertions", "blanks", "wide"],
    )  # fmt: skip
    def test_what_is_only_strange_is_read_for_bounded_work(self, made: Callable[[], bytes], begins: str) -> None:
        data = made()
        with no_hang():
            assert calls(lambda: read_word(data, "странный.docx")) < MUCH
        assert read_word(data, "странный.docx").blocks[0].words.strip().startswith(begins)

    def test_the_bottom_of_nested_boxes_is_read(self) -> None:
        source = read("<w:p><w:r><w:txbxContent>" * 60 + p("дно") + "</w:txbxContent></w:r></w:p>" * 60)
        assert source.blocks[-1].words == "дно"

    def test_styles_in_a_long_circle_are_worked_out_once(self) -> None:
        styles = "".join(style(f"с{n}", base=f"с{(n + 1) % 5000}") for n in range(5000))
        text = "".join(p("а", styled(f"с{n}")) for n in range(5000))
        with no_hang():
            assert calls(lambda: read(text, styles=styles)) < MUCH

    @pytest.mark.parametrize(
        "level",
        [
            '<w:numFmt w:val="upperRoman"/><w:start w:val="999999999"/><w:lvlText w:val="%1"/>',
            '<w:numFmt w:val="lowerLetter"/><w:start w:val="999999999"/><w:lvlText w:val="%1"/>',
            '<w:numFmt w:val="decimal"/><w:start w:val="99999999999999999999"/><w:lvlText w:val="%1"/>',
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 100_000}"/>',
        ],
        ids=["roman", "letters", "huge", "long"],
    )
    def test_absurd_numbers_stay_short(self, level: str) -> None:
        lists = HOUSE.replace("</w:numbering>", "").split("<w:num ")[0] + (
            f'<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
            '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
        )
        source = read_word(document(paragraph("а", (77, 0)), lists), "номера.docx")
        assert len(source.blocks[0].number) < 500  # type: ignore[union-attr]

    def test_spans_that_do_not_fit_and_merges_of_nothing_are_read(self) -> None:
        wide = cell("а", '<w:gridSpan w:val="2000000000"/><w:vMerge/>')
        before = row(wide, properties='<w:gridBefore w:val="2000000000"/><w:gridAfter w:val="-5"/>')
        assert read(table(before, row("б"))).blocks[0].words == "а\nб"


class TestOtherForms:
    @pytest.mark.office
    @needs_office
    @pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
    def test_other_forms_are_read_through_libreoffice_whatever_they_are_called(self, form: str) -> None:
        points = "".join(paragraph(text, (1, level)) for text, level in (("Утвердить", 0), ("Сдать", 1), ("Снять", 1)))
        source = read_word(convert(document(points + paragraph("Директор")), form), "приказ.docx")
        shown = [block.shown for block in source.blocks if isinstance(block, Paragraph)]
        assert shown == ["1. Утвердить", "1.1. Сдать", "1.2. Снять", "Директор"]
        assert [finding.rule for finding in source.findings] == ["прочитано-через-libreoffice"]

    @pytest.mark.office
    @needs_office
    def test_tracked_changes_and_comments_survive_the_way_through_libreoffice(self) -> None:
        changed = '<w:ins w:id="5" w:author="Юрист" w:date="2026-10-05T09:30:00Z"><w:r><w:t>новое</w:t></w:r></w:ins>'
        source = read_word(convert(document(p(r("а ") + changed)), "doc"), "приказ.doc")
        assert [(change.kind, change.author, change.text) for change in source.changes] == [
            ("вставка", "Юрист", "новое")
        ]

    @pytest.mark.office
    @needs_office
    def test_what_libreoffice_cannot_open_is_a_finding(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        finding = refused(out.getvalue(), "письмо.odt")
        assert finding.rule == "файл-не-преобразован"
        assert "в формате OpenDocument (.odt)" in finding.message
        assert "сохраните как «Документ Word (.docx)»" in finding.hint

    def test_without_libreoffice_the_finding_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.delenv("DOCGEN_SOFFICE", raising=False)
        monkeypatch.setattr(program, "_PLACES", ())
        finding = refused(b"{\\rtf1 \\u1055}", "приказ.rtf")
        assert "LibreOffice не найден" in finding.message
        assert "сохраните как «Документ Word (.docx)»" in finding.hint
        assert "apt install libreoffice-writer" in finding.hint

    def test_a_bomb_is_not_handed_to_libreoffice(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            made.writestr("content.xml", bytes(64 * MB), zipfile.ZIP_DEFLATED)
        assert refused(out.getvalue(), "бомба.odt").rule == "файл-word-разрастается"
