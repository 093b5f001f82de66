"""Files that no reader can make an order of: traps, torn and locked files, and honest files that are something else.

Every function makes the bytes of one file; those that need a place in a folder take the folder and return the path.
``FILES`` has all that are bytes, by the name under which somebody would send them.
"""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import openpyxl

from docgen.office.libreoffice import convert
from tests.readers.compound import compound_file

MB = 2**20

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def word(*paragraphs: str) -> bytes:
    """A sound Word file of these paragraphs."""
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    return _saved(made)


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The package with another content of one part, or with one part more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def _saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _document(body: str, doctype: str = "") -> bytes:
    return f'{_HEAD}{doctype}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# Archives that grow.


def zip_bomb(unpacked: int = 256 * MB) -> bytes:
    """A Word file of a few hundred kilobytes whose document unpacks to ``unpacked`` bytes of one long word."""
    head, tail = _document(_run("@")).split(b"@")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("Приказ"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != "word/document.xml":
                new.writestr(part, old.read(part))
        with new.open("word/document.xml", "w") as stream:
            stream.write(head)
            for _ in range(unpacked // MB):
                stream.write(b"a" * MB)
            stream.write(tail)
    return out.getvalue()


def nested_zip(depth: int = 4, copies: int = 16, kernel: int = 4 * MB) -> bytes:
    """Archives in archives, each level ``copies`` times the one inside it; named as a Word file it is none."""
    inner = bytes(kernel)
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(copies):
                archive.writestr(f"{level}-{copy}.docx", inner)
        inner = out.getvalue()
    return inner


def overlapping_zip(parts: int = 60, kernel: int = 8 * MB) -> bytes:
    """A Word file whose parts share their bytes: every part is a header of the next one and all that follows it.

    Each part is an honest deflate stream with an honest checksum, under 1 % of what it unpacks to.
    """
    names = ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml"]
    names += [f"word/header{number}.xml" for number in range(parts - len(names))]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(kernel)
    stream = packer.compress(content) + packer.flush()
    following, directory = b"", []
    for name in reversed(names):
        # A stored block quotes the header of the part that follows; after it that part's own stream goes on.
        size = len(following)
        quoted = struct.pack("<BHH", 0, size, size ^ 0xFFFF) + following if following else b""
        stream, content = quoted + stream, following + content
        fields = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(content), len(stream), len(content), len(name), 0
        )
        following = b"PK\x03\x04" + fields + name.encode()
        directory.append((name, fields, len(stream)))
    body = following + stream
    # The header of a part stands right before its stream, which ends where the file's body does.
    entries = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + fields
        + struct.pack("<HHHII", 0, 0, 0, 0, len(body) - length - 30 - len(name)) + name.encode()
        for name, fields, length in reversed(directory)
    )  # fmt: skip
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(entries), len(body), 0)
    return body + entries + b"PK\x05\x06" + end


# XML that grows, and tables that only say that they are large.


def _laughs(levels: int = 9) -> str:
    """Entities of entities: the last stands for ten to the power of ``levels`` words."""
    made = ['<!ENTITY e0 "смех ">']
    made += [f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels + 1)]
    return f"<!DOCTYPE bomb [{''.join(made)}]>"


def billion_laughs_docx(levels: int = 9) -> bytes:
    """A Word file of entities within entities."""
    return with_part(word("Приказ"), "word/document.xml", _document(_run(f"&e{levels};"), _laughs(levels)))


def billion_laughs_xlsx(levels: int = 9) -> bytes:
    """A workbook whose shared words are entities within entities."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'{_HEAD}{_laughs(levels)}<sst xmlns="{main}" count="1" uniqueCount="1"><si><t>&e{levels};</t></si></sst>'
    return with_part(workbook([["Мероприятие", "Срок"]]), "xl/sharedStrings.xml", shared.encode())


def foreign_entity_docx(path: Path) -> bytes:
    """A Word file that asks for a file of this machine to be put into its text."""
    doctype = f'<!DOCTYPE x [<!ENTITY foreign SYSTEM "{path.as_uri()}">]>'
    return with_part(word("Приказ"), "word/document.xml", _document(_run("Приказ &foreign;"), doctype))


def deep_docx(depth: int = 50_000) -> bytes:
    """A Word file with elements in one another, as deep as no parser wants to go."""
    inside = f"{'<w:smartTag>' * depth}<w:r><w:t>глубоко</w:t></w:r>{'</w:smartTag>' * depth}"
    return with_part(word("Приказ"), "word/document.xml", _document(f"<w:p>{inside}</w:p>"))


def wide_docx(columns: int = 2_000_000_000) -> bytes:
    """A small table whose one cell says that it covers two billion columns."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{_run("ячейка")}</w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="{columns}"/></w:trPr>{cell}{cell}</w:tr>'
    return with_part(word("Приказ"), "word/document.xml", _document(f"<w:tbl>{row * 3}</w:tbl>{_run('конец')}"))


def workbook(rows: Sequence[Sequence[object]], *, merged: str = "", far: bool = False) -> bytes:
    """A workbook of one sheet; ``merged`` is a range of joined cells, ``far`` puts a word into its very last cell."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    if far:
        sheet["XFD1048576"] = "далеко"
    data = _saved(made)
    if merged:  # openpyxl would make each of these cells
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml").decode()
        joined = f'</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
        data = with_part(data, "xl/worksheets/sheet1.xml", xml.replace("</sheetData>", joined).encode())
    return data


def endless_xlsx() -> bytes:
    """A workbook with two filled cells that says it is 17 billion cells large, all of them joined."""
    return workbook([["Мероприятие", "Срок"]], merged="A1:XFD1048576", far=True)


# Locked and old files.


def locked_word() -> bytes:
    """What Word saves under a password: a container with the cipher's description and the enciphered package."""
    about = f'{_HEAD}<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData/></encryption>'
    info = struct.pack("<HHI", 4, 4, 0x40) + about.encode()
    package = struct.pack("<Q", 20_000) + random_bytes(20_000)
    return compound_file({"EncryptionInfo": info.ljust(4096, b" "), "EncryptedPackage": package})


def old_word(*paragraphs: str) -> bytes:
    """A sound file of Word 97 (``.doc``); LibreOffice makes it."""
    return convert(word(*(paragraphs or ORDER)), "doc:MS Word 97")


# Pictures of pages.


def picture_pdf(pages: int = 3) -> bytes:
    """A scan: pages of one grey picture each, without a letter of text."""
    picture = zlib.compress(bytes(200 + (x * y) % 56 for y in range(297) for x in range(210)))
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        _stream(
            "/Type/XObject/Subtype/Image/Width 210/Height 297/ColorSpace/DeviceGray/BitsPerComponent 8"
            "/Filter/FlateDecode",
            picture,
        ),
    ]
    for page in range(pages):
        head = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 3 0 R>>>>"
        objects += [f"{head}/Contents {5 + 2 * page} 0 R>>".encode(), _stream("", b"q 595 0 0 842 0 0 cm /Im0 Do Q")]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def _stream(keys: str, data: bytes) -> bytes:
    return f"<<{keys}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


# Honest files that are no order.

ORDER = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ЗАПОЛЬСКОГО РАЙОНА", "ПРИКАЗ", "от 12.10.2026 № 77-о", "О проведении недели математики",
    "В целях развития интереса к математике приказываю:",
    "1. Провести неделю математики с 09.11.2026 по 13.11.2026.", "2. Контроль за исполнением приказа оставляю за собой.",
    "Начальник управления\tА.А. Полевая",
)  # fmt: skip


def sheet_without_headers() -> bytes:
    """A workbook with figures and no word that says what they are."""
    return workbook([[row, row * 17 % 101, 0.5 * row, row * row] for row in range(1, 40)])


def english_order() -> bytes:
    """An order, only in another language."""
    return word(
        "COUNTY BOARD OF EDUCATION", "ORDER No. 14", "October 12, 2026",
        "On the support of schools with low results",
        "In order to raise the quality of teaching, I hereby order:",
        "1. To approve the action plan for the school year 2026/27 (Annex 1).",
        "2. Principals of the schools shall report to the Board by December 1, 2026.",
        "3. The deputy head of the Board is responsible for the execution of this order.",
        "Head of the Board\tJ. Marsh",
    )  # fmt: skip


def technical_specification() -> bytes:
    """A specification with numbered chapters and points in Russian: it looks like a regulation and orders nothing."""
    return word(
        "ТЕХНИЧЕСКОЕ ЗАДАНИЕ", "на разработку системы учёта школьных автобусов",
        "1. Общие сведения", "1.1. Система предназначена для учёта рейсов и расхода топлива.",
        "1.2. Срок разработки – 120 рабочих дней со дня заключения договора.",
        "2. Требования к системе", "2.1. Система должна хранить сведения о каждом рейсе не менее трёх лет.",
        "2.2. Время ответа при 50 одновременных пользователях не должно превышать 2 секунд.",
        "2.2.1. Измерение проводится на сервере с 8 ГБ памяти.",
        "3. Состав работ", "3.1. Обследование автопарка.", "3.2. Разработка и опытная эксплуатация.",
        "4. Порядок приёмки", "4.1. Приёмка проводится комиссией заказчика в течение 10 дней.",
    )  # fmt: skip


def random_bytes(size: int = 64 * 1024, seed: int = 1) -> bytes:
    """Noise, the same at every run."""
    return random.Random(seed).randbytes(size)


def torn(data: bytes) -> bytes:
    """The first two thirds of a file, as a broken download leaves it."""
    return data[: len(data) * 2 // 3]


# What stands in a folder and is no file, or none that fits into memory.


def zeros(folder: Path, size: int = 200 * MB, name: str = "order.docx") -> Path:
    """A file of nothing but zeros; it takes no room on the disk."""
    path = folder / name
    with path.open("wb") as file:
        file.truncate(size)
    return path


def folder_named_as_file(folder: Path) -> Path:
    """A folder called ``order.docx``."""
    path = folder / "order.docx"
    path.mkdir()
    return path


def link_loop(folder: Path) -> Path:
    """Two links that lead to each other."""
    first, second = folder / "order.docx", folder / "copy.docx"
    first.symlink_to(second)
    second.symlink_to(first)
    return first


def pipe(folder: Path) -> Path:
    """A named pipe into which nobody writes: opening it as a file waits for ever."""
    path = folder / "order.docx"
    os.mkfifo(path)
    return path


FILES: Mapping[str, Callable[[], bytes]] = {
    "бомба.docx": zip_bomb, "вложенный-архив.docx": nested_zip, "общие-части.docx": overlapping_zip,
    "миллиард.docx": billion_laughs_docx, "миллиард.xlsx": billion_laughs_xlsx, "глубокий.docx": deep_docx,
    "широкий.docx": wide_docx, "бескрайний.xlsx": endless_xlsx, "под-паролем.docx": locked_word,
    "под-паролем.xlsx": locked_word, "скан.pdf": picture_pdf, "без-заголовков.xlsx": sheet_without_headers,
    "english.docx": english_order, "техзадание.docx": technical_specification, "шум.docx": random_bytes,
    "шум.xlsx": random_bytes, "шум.pdf": random_bytes, "шум.txt": random_bytes, "пустой.docx": bytes, "пустой.txt": bytes,
    "оборванный.docx": lambda: torn(english_order()), "оборванный.pdf": lambda: torn(picture_pdf()),
}  # fmt: skip
"""Every file above that is made of bytes alone and without another program."""
