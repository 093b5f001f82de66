"""The hostile files are what they are said to be; else the tests that read them would prove nothing."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree
from pypdf import PdfReader

from docgen.ooxml.shown_numbers import shown_numbers
from tests.needs import needs_office
from tests.readers import hostile
from tests.readers.hostile import MB

SMALL = MB
"""No hostile file is large itself."""


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(data)).infolist()


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_file_is_small_and_the_same_each_time_its_content_is_drawn(name: str) -> None:
    made = hostile.FILES[name]
    assert len(made()) < SMALL
    if name.startswith("шум"):
        assert made() == made()


def test_the_bomb_is_sound_and_grows_a_thousandfold() -> None:
    data = hostile.zip_bomb(32 * MB)
    largest = max(entries(data), key=lambda entry: entry.file_size)
    assert largest.filename == "word/document.xml"
    assert largest.file_size > 1000 * largest.compress_size
    assert docx.Document(io.BytesIO(hostile.zip_bomb(MB))).paragraphs[0].text == "a" * MB


def test_the_nested_archive_grows_at_every_level() -> None:
    data, unpacked = hostile.nested_zip(3, 4, 4 * MB), 1
    for _ in range(3):
        inside = entries(data)
        unpacked *= len(inside)
        data = zipfile.ZipFile(io.BytesIO(data)).read(inside[0])
    assert (data, unpacked) == (bytes(4 * MB), 64)


def test_parts_that_share_their_bytes_unpack_without_a_fault() -> None:
    data = hostile.overlapping_zip(12, MB)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # Pythons of 2024 and later see the overlap themselves and name the first file; older ones unpack it all.
        assert archive.testzip() in (None, archive.namelist()[0])
        assert sum(entry.file_size for entry in archive.infolist()) > 12 * MB > 500 * len(data)


WILLING = etree.XMLParser(resolve_entities=True, load_dtd=True)
"""A parser that does what it is asked."""


def read_by_the_willing(data: bytes, part: str) -> str:
    return "".join(etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part), WILLING).itertext())


def test_entities_grow_where_they_are_let() -> None:
    assert read_by_the_willing(hostile.billion_laughs_docx(3), "word/document.xml") == "смех " * 1000
    assert read_by_the_willing(hostile.billion_laughs_xlsx(3), "xl/sharedStrings.xml") == "смех " * 1000


def test_a_foreign_entity_brings_the_file_where_it_is_let(tmp_path: Path) -> None:
    secret = tmp_path / "тайна.txt"
    secret.write_text("чужие слова", encoding="utf-8")
    assert "чужие слова" in read_by_the_willing(hostile.foreign_entity_docx(secret), "word/document.xml")


def test_the_sheet_says_that_it_is_endless() -> None:
    data = hostile.endless_xlsx()
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert 'ref="A1:XFD1048576"' in xml
    assert 'r="XFD1048576"' in xml


def test_the_locked_file_is_a_container_with_two_streams() -> None:
    data = hostile.locked_word()
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    fat = struct.unpack_from("<128I", data, size)
    (sector,) = struct.unpack_from("<I", data, 48)
    found = {}
    while sector != 0xFFFFFFFE:
        for at in range(size * (sector + 1), size * (sector + 2), 128):
            (length,) = struct.unpack_from("<H", data, at + 64)
            start, bytes_ = struct.unpack_from("<IQ", data, at + 116)
            found[data[at : at + max(length - 2, 0)].decode("utf-16-le")] = (start, bytes_)
        sector = fat[sector]
    assert {name: bytes_ for name, (_, bytes_) in found.items() if name} == {
        "Root Entry": 0, "EncryptionInfo": 4096, "EncryptedPackage": 20_008,
    }  # fmt: skip
    start, _ = found["EncryptionInfo"]
    assert b"<encryption" in data[size * (start + 1) : size * (start + 2)]


@needs_office
def test_the_old_file_is_of_word_97() -> None:
    data = hostile.old_word()
    assert data.startswith(b"\xd0\xcf\x11\xe0")
    assert "WordDocument".encode("utf-16-le") in data


def test_the_scan_has_pages_with_pictures_and_no_text() -> None:
    pages = PdfReader(io.BytesIO(hostile.picture_pdf(2))).pages
    assert [(len(page.images), page.extract_text()) for page in pages] == [(1, ""), (1, "")]


def test_honest_files_open_in_every_program() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(hostile.sheet_without_headers())).active
    assert all(isinstance(cell.value, (int, float)) for row in sheet.iter_rows() for cell in row)
    assert "ORDER No. 14" in [found.text for found in shown_numbers(hostile.english_order())]
    assert "2.2.1." in hostile_text(hostile.technical_specification())


def hostile_text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_what_stands_in_a_folder(tmp_path: Path) -> None:
    for name, make in (("нули", hostile.zeros), ("папка", hostile.folder_named_as_file), ("петля", hostile.link_loop),
                       ("труба", hostile.pipe)):  # fmt: skip
        (tmp_path / name).mkdir()
        made = make(tmp_path / name)
        assert made.name == "order.docx"
    zeros = tmp_path / "нули" / "order.docx"
    assert zeros.stat().st_size == 200 * MB
    assert zeros.stat().st_blocks < 1000
    assert (tmp_path / "папка" / "order.docx").is_dir()
    assert (tmp_path / "труба" / "order.docx").is_fifo()
    with pytest.raises((OSError, RuntimeError)):
        (tmp_path / "петля" / "order.docx").resolve(strict=True)
