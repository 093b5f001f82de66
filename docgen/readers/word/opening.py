"""Opens whatever a word processor writes as a .docx: by its first bytes, not by its name.

An old .doc, an .odt and an .rtf go through LibreOffice first. What cannot be opened is an ``InputError``.
"""

from __future__ import annotations

from typing import Final, Literal

from docgen.errors import InputError, OfficeError
from docgen.findings import Finding, Severity
from docgen.office.libreoffice import convert
from docgen.ooxml.archive import Archive, locked
from docgen.ooxml.parts import WordFile
from docgen.rules import Scope, rule

CONVERTED = rule(
    "прочитано-через-libreoffice", "Файл не в формате .docx: его преобразовал LibreOffice", severity=Severity.NOTE,
    scope=Scope.FILE,
)  # fmt: skip
UNCONVERTED = rule("файл-не-преобразован", "Файл не в формате .docx, и преобразовать его не удалось", scope=Scope.FILE)

Form = Literal["doc", "odt", "rtf"]
_CALLED: Final[dict[Form, str]] = {
    "doc": "в старом формате Word (.doc)", "odt": "в формате OpenDocument (.odt)", "rtf": "в формате .rtf",
}  # fmt: skip
_SAVE = "Откройте его в Word или LibreOffice и сохраните как «Документ Word (.docx)»."

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512
_FIRST_SECTORS = 64
_WORD_97 = bytes.fromhex("eca5c1")
"""How the text stream of a .doc begins; its flags lie ten bytes further."""
_ENCRYPTED_FLAG = 0x01


def open_word(data: bytes, name: str) -> tuple[WordFile, list[Finding]]:
    """The file opened, and what is to be told about the way there."""
    form = _form(data, name)
    if form is None:
        return WordFile(data, name), []
    try:
        docx = convert(data, "docx", form=form)
    except OfficeError as failed:
        raise InputError([_unconverted(form, name, each) for each in failed.findings]) from failed
    note = CONVERTED.finding(
        f"Файл «{name}» {_CALLED[form]} прочитан через LibreOffice: нумерация и таблицы могли измениться.",
        document=name,
        hint="Сверьте номера пунктов с оригиналом.",
    )
    return WordFile(docx, name), [note]


def _form(data: bytes, name: str) -> Form | None:
    """The format that LibreOffice has to turn into a .docx; None for what should be one already."""
    if data.startswith(_OLE):
        if _utf16("EncryptedPackage") in data or _is_locked_doc(data):
            raise locked(name)
        return "doc" if _utf16("WordDocument") in data else None
    if data[:512].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in data[:200]:
        archive = Archive(data, name)  # the limits hold for what LibreOffice is given, too
        for part in ("content.xml", "styles.xml"):
            archive.read(part)
        return "odt"
    return None


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-le")


def _is_locked_doc(data: bytes) -> bool:
    """Whether the head of the text stream, which stands among the first sectors, says that it is encrypted."""
    starts = range(_SECTOR, min(len(data) - 12, _SECTOR * _FIRST_SECTORS), _SECTOR)
    return any(data.startswith(_WORD_97, at) and data[at + 11] & _ENCRYPTED_FLAG for at in starts)


def _unconverted(form: Form, name: str, why: Finding) -> Finding:
    return UNCONVERTED.finding(
        f"Файл «{name}» {_CALLED[form]}, и прочитать его не удалось: {why.message}",
        document=name,
        hint=f"{_SAVE} Закрытый паролем файл откройте и снимите пароль. {why.hint}".strip(),
    )
