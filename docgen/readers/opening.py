"""Which reader a file needs, told by its first bytes and not by its name."""

from __future__ import annotations

import io
import zipfile

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.readers.blocks import Source
from docgen.rules import Scope, rule

NOT_READABLE = rule("не-читается", "Файл не похож на документ, который можно прочитать", scope=Scope.FILE)
TOO_BIG = rule("документ-слишком-велик", "Файл слишком велик для документа", scope=Scope.FILE)

MAX_BYTES = 100 * 1024 * 1024
"""No file beyond this is opened: an order of a thousand pages has 2 MB, a scan of 150 pages about 60."""

MAX_FILES_INSIDE = 10_000
"""A package of more files is no document; its list alone would fill the memory."""

_ADVICE = "docgen читает .docx, .doc, .odt, .rtf, .xlsx, .txt и PDF с текстом."
_PICTURES = {
    b"\xff\xd8\xff": "картинка JPEG", b"\x89PNG": "картинка PNG", b"II*\x00": "картинка TIFF", b"MM\x00*": "картинка TIFF",
    b"BM": "картинка BMP", b"GIF8": "картинка GIF",
}  # fmt: skip
_ARCHIVES = {b"Rar!": "архив RAR", b"7z\xbc\xaf": "архив 7-Zip", b"\x1f\x8b": "архив gzip"}


def read_bytes(data: bytes, name: str) -> Source:
    """The file as blocks; raises ``InputError`` when it is none that can be read."""
    if len(data) > MAX_BYTES:
        raise too_big(name)
    if data.startswith(b"PK\x03\x04"):
        return _read_package(data, name)
    if b"%PDF-" in data[:1024]:
        from docgen.readers.pdf.reader import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _read_old(data, name)
    if data.startswith(b"{\\rtf"):
        from docgen.readers.word.reader import read_word

        return read_word(data, name)
    for signature, what in {**_PICTURES, **_ARCHIVES}.items():
        if data.startswith(signature):
            raise _refused(name, what, _PICTURE if signature in _PICTURES else _ARCHIVE)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError([NOT_READABLE.finding("Файл пуст.", document=name, hint=_ADVICE)])
    from docgen.readers.plain.reader import read_plain

    return read_plain(data, name)


_PICTURE = "Распознайте его (например, в FineReader или OCRmyPDF) и прочитайте PDF или текст, который получится."
_ARCHIVE = "Распакуйте его и прочитайте файлы по одному."


def _read_package(data: bytes, name: str) -> Source:
    """A zip: Word, OpenDocument or Excel by what lies inside."""
    if data.count(b"PK\x01\x02") > MAX_FILES_INSIDE:
        raise _refused(name, "архив с тысячами файлов", _ARCHIVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        names = {"word/"}  # the Word reader says what is wrong with it
    if any(inside.startswith("xl/") for inside in names):
        from docgen.readers.excel import read_excel

        return read_excel(data, name)
    if "mimetype" in names or any(inside.startswith("word/") or inside == "[Content_Types].xml" for inside in names):
        from docgen.readers.word.reader import read_word

        return read_word(data, name)
    raise _refused(name, "архив ZIP", _ARCHIVE)


def _read_old(data: bytes, name: str) -> Source:
    """A file of Word or Excel 97, or an encrypted one of today: all of them are OLE containers."""
    if "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
        from docgen.readers.excel import read_excel

        return read_excel(data, name)
    from docgen.readers.word.reader import read_word

    return read_word(data, name)


def _refused(name: str, what: str, hint: str) -> InputError:
    return InputError([NOT_READABLE.finding(f"Это {what}, а не документ с текстом.", document=name, hint=hint)])


def too_big(name: str) -> InputError:
    """What is said of a file beyond the limit."""
    return InputError([_too_big(name)])


def _too_big(name: str) -> Finding:
    return TOO_BIG.finding(
        f"Файл больше {MAX_BYTES // 1024 // 1024} МБ.", document=name,
        hint="Приказ с приложениями столько не занимает. Сохраните его без картинок или разделите на части.",
    )  # fmt: skip
