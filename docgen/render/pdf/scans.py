"""Scanned annexes: their sheets put into the PDF of the order, each right behind the sheet that names it.

What a scan may draw in a file for the archive is told in ``cleaning``; here a page is turned upright, brought to A4 and
tagged as a picture with words that say what it is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter, apply_configuration, get_configuration
from pypdf.errors import DependencyError
from pypdf.generic import DecodedStreamObject, FloatObject, NameObject, PdfObject

from docgen.findings import Finding, Path, Severity
from docgen.render.pdf.cleaning import Cleaning, visible_box
from docgen.render.pdf.drawing import Unfit, Unreadable, dictionary, entries, resolved
from docgen.render.pdf.facts import SCAN
from docgen.render.pdf.pictures import is_picture, pictures
from docgen.render.pdf.seal import is_signed
from docgen.render.pdf.tagging import TagTree, figure
from docgen.rules import Rule, Scope, rule

UNREADABLE = rule("скан-не-читается", "Файл со сканом приложения не читается, его листов в PDF нет", scope=Scope.FILE)
NOT_FOR_ARCHIVE = rule(
    "скан-не-для-архива", "В скане есть то, чего не допускает архивный PDF, его листов в PDF нет",
    scope=Scope.FILE, source="std:X06",
)  # fmt: skip
SIGNED_SCAN = rule(
    "скан-подписан", "Скан подписан электронной подписью, в другой файл его листы не переносятся", scope=Scope.FILE
)
LEFT_OUT = rule(
    "не-всё-со-скана", "Со скана перенесено только видимое: вложения, сценарии, ссылки остались в нём",
    severity=Severity.NOTE, scope=Scope.FILE, source="std:X06",
)  # fmt: skip
OTHER_SIZE = rule(
    "скан-не-а4", "Листы скана другого размера, в PDF они уменьшены или увеличены до А4",
    severity=Severity.NOTE, scope=Scope.FILE, source="std:L02",
)  # fmt: skip

A4 = (595.276, 841.89)
_MOST_PAGES = 500
_MOST_BYTES = 200 << 20
_STREAM = 64 << 20
"""Bytes that one stream may unpack to when it is looked into; pictures are carried over as they are."""
_SAME = 0.04
"""How far a sheet may be from A4, in shares, to be told as A4: scanners cut a little."""
_HIDDEN = 2 | 32
"""Flags of a note that is not shown."""


@dataclass(frozen=True)
class Scanned:
    """A scan to be put in: its bytes, what its annex is called, and where its file is named in the input."""

    data: bytes
    name: str
    """The file, as the input names it."""
    label: str
    """What stands for it in words: «Приложение № 4 «Памятка …»»."""
    path: Path = ()
    mark: Callable[[Finding], Finding] = field(default=lambda finding: finding, compare=False)
    """Tells a finding where in its file the input names the scan."""

    def finding(self, fault: Rule, message: str, hint: str = "") -> Finding:
        """A finding on this scan."""
        return self.mark(fault.finding(message, path=self.path, quote=self.name, hint=hint))


class Merged(NamedTuple):
    """How many pages came in behind each page that was named, and what has to be said."""

    added: Mapping[int, int]
    findings: tuple[Finding, ...]


class _Sheet(NamedTuple):
    """A page ready to be placed: what it draws and the matrix that turns it upright, before it is brought to A4."""

    drawn: PdfObject
    width: float
    height: float
    upright: tuple[float, ...]
    is_a4: bool = True
    """Whether it has that size already; the dots of a picture have no size, they fill the sheet."""


def merge_scans(writer: PdfWriter, scans: Mapping[int, Scanned]) -> Merged:
    """Put the sheets of each scan behind the page of its annex, counted from 0 as the file is now.

    A scan that cannot be put in is a finding, and the others are put in.
    """
    findings: list[Finding] = []
    added: dict[int, int] = {}
    tags = TagTree(writer)
    for page in sorted(scans):
        sheets, found = _sheets(writer, scans[page])
        findings += found
        added[page] = len(sheets)
        _place(writer, tags, sheets, page + sum(added[each] for each in added if each < page), scans[page].label)
    return Merged(added, tuple(findings))


def _sheets(writer: PdfWriter, scan: Scanned) -> tuple[list[_Sheet], list[Finding]]:
    """The sheets of a scan and what has to be said of them; none when it cannot be taken."""
    if is_signed(scan.data):
        hint = "Приложите к приказу сам подписанный файл, а в скан возьмите его копию без подписи, напечатанную в PDF."
        said = f"Скан «{scan.name}» подписан электронной подписью: перенос листов лишил бы её силы."
        return [], [scan.finding(SIGNED_SCAN, said, hint)]
    before = len(writer._objects)
    try:
        if is_picture(scan.data):
            sheets, left = [_of_picture(writer, each) for each in pictures(scan.data)], False
        else:
            sheets, left = _of_pdf(writer, scan.data)
    except Unfit as unfit:
        del writer._objects[before:]  # what came in before the fault was met must not lie in the file
        fault = UNREADABLE if isinstance(unfit, Unreadable) else NOT_FOR_ARCHIVE
        return [], [scan.finding(fault, f"Листы скана «{scan.name}» не вошли в PDF: {unfit.said}.", unfit.hint)]
    findings = []
    if left:
        said = f"Из скана «{scan.name}» взяты только листы: вложения, сценарии и ссылки в архивный PDF не переносятся."
        findings.append(scan.finding(LEFT_OUT, said, "Нужное вложение приложите отдельным файлом."))
    if others := [number for number, sheet in enumerate(sheets, 1) if not sheet.is_a4]:
        numbers = ", ".join(map(str, others[:8])) + (" …" if len(others) > 8 else "")
        said = f"Листы скана «{scan.name}» приведены к размеру А4: {numbers}."
        findings.append(scan.finding(OTHER_SIZE, said, "Посмотрите, всё ли на них можно прочесть."))
    return sheets, findings


def _of_picture(writer: PdfWriter, picture: Any) -> _Sheet:
    size = (float(picture.width), float(picture.height))
    return _Sheet(writer._add_object(picture.image), *size, (size[0], 0, 0, size[1], 0, 0))


def _unreadable(detail: str = "", hint: str = "") -> Unreadable:
    hint = hint or "Откройте файл: если он не открывается, отсканируйте листы снова. Годятся PDF, JPEG, PNG и TIFF."
    return Unreadable(f"он не читается{f' ({detail})' if detail else ''}", hint)


def _of_pdf(writer: PdfWriter, data: bytes) -> tuple[list[_Sheet], bool]:
    """The sheets of a PDF, and whether something on it or in it stays behind; raises ``Unfit``."""
    if b"%PDF-" not in data[:1024]:
        raise _other_file(data)
    if len(data) > _MOST_BYTES:
        raise _unreadable(f"в нём {len(data) >> 20} МБ", "Отсканируйте листы с разрешением 300 точек на дюйм.")
    limits = get_configuration().with_overwrites(
        zlib_maximum_output_length=_STREAM, lzw_maximum_output_length=_STREAM, run_length_maximum_output_length=_STREAM,
        array_based_stream_maximum_output_length=_STREAM, stream_decoding_work_maximum_length=4 * _STREAM,
    )  # fmt: skip
    try:
        with apply_configuration(limits):
            return _of_reader(writer, PdfReader(io.BytesIO(data), root_object_recovery_limit=2000))
    except Unfit:
        raise
    except DependencyError:
        raise _locked() from None
    except Exception as fault:  # the library meets a damaged file with exceptions of every kind
        raise _unreadable("он испорчен") from fault


def _other_file(data: bytes) -> Unreadable:
    """What a file is that is neither a PDF nor a picture, as far as its beginning tells, and what to do with it."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        hint = "Откройте его в той программе, где он сделан, и сохраните как PDF; в поле «файл» назовите этот PDF."
        return _unreadable("это документ Word или Excel либо архив", hint)
    if data[4:8] == b"ftyp":
        return _unreadable("это снимок HEIC или видео", "Сохраните снимок как JPEG и назовите в поле «файл» его.")
    return _unreadable("это не PDF и не рисунок" if data else "он пустой")


def _locked() -> Unreadable:
    return _unreadable("он закрыт паролем", "Откройте его с паролем и напечатайте в PDF без защиты.")


def _of_reader(writer: PdfWriter, reader: PdfReader) -> tuple[list[_Sheet], bool]:
    if reader.is_encrypted:
        raise _locked()
    root: Any = reader.trailer["/Root"]
    _refuse_hidden_layers(root)
    count = len(reader.pages)
    if not count:
        raise _unreadable("в нём нет страниц")
    if count > _MOST_PAGES:
        raise _unreadable(f"в нём больше {_MOST_PAGES} страниц", "Разделите скан на приложения поменьше.")
    names = entries(root.get("/Names"))
    left = any(key in root for key in ("/OpenAction", "/AA", "/AF", "/Collection"))
    left |= any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))
    cleaning = Cleaning(writer, reader)
    sheets = []
    for page in reader.pages:
        notes, lost = _notes(page)
        left |= lost or "/AA" in page
        sheets.append(_turned(page, cleaning.page(page, notes)))
    return sheets, left


def _refuse_hidden_layers(root: Any) -> None:
    """Layers that are off would be seen once they are no layers any more."""
    shown = entries(entries(root.get("/OCProperties")).get("/D"))
    if resolved(shown.get("/OFF")) or shown.get("/BaseState", "/ON") != "/ON":
        raise Unfit("в нём есть скрытые слои", "Напечатайте его в PDF заново: останется то, что видно.")


def _notes(page: Any) -> tuple[list[tuple[Any, Any]], bool]:
    """The notes that are seen on a page with their looks, and whether there are others: links, actions, files."""
    seen: list[tuple[Any, Any]] = []
    left = False
    for reference in resolved(page.get("/Annots")) or ():
        note = entries(reference)
        if not note or int(resolved(note.get("/F")) or 0) & _HIDDEN:
            continue
        look = entries(note.get("/AP")).get("/N")
        if look is not None and not hasattr(resolved(look), "get_data"):
            look = entries(look).get(str(note.get("/AS", "")))
        is_drawn = look is not None and hasattr(resolved(look), "get_data") and note.get("/Subtype") != "/Popup"
        if is_drawn and "/Rect" in note:
            seen.append((note, look))
        left |= not is_drawn or any(key in note for key in ("/A", "/AA", "/FS"))
    return seen, left


def _turned(page: Any, form: PdfObject) -> _Sheet:
    """A page with the matrix that turns it upright and moves its corner to the origin."""
    left, bottom, right, top = visible_box(page)
    wide, high = right - left, top - bottom
    matrices = {
        0: (wide, high, (1, 0, 0, 1, -left, -bottom)),
        90: (high, wide, (0, -1, 1, 0, -bottom, right)),
        180: (wide, high, (-1, 0, 0, -1, right, top)),
        270: (high, wide, (0, 1, -1, 0, top, -left)),
    }
    turn = int(page.rotation) % 360
    return _Sheet(form, *matrices[turn if turn in matrices else 0], _is_a4(wide, high))


def _is_a4(width: float, height: float) -> bool:
    sizes = zip(sorted((width, height)), A4, strict=True)
    return all(abs(found / wanted - 1) <= _SAME for found, wanted in sizes)


def _place(writer: PdfWriter, tags: TagTree, sheets: list[_Sheet], behind: int, label: str) -> None:
    """New pages behind that page, each with its tag."""
    for number, sheet in enumerate(sheets, 1):
        width, height = A4 if sheet.height >= sheet.width else A4[::-1]
        scale = min(width / sheet.width, height / sheet.height)
        a, b, c, d, e, f = (scale * each for each in sheet.upright)
        moved = (a, b, c, d, e + (width - scale * sheet.width) / 2, f + (height - scale * sheet.height) / 2)
        drawn = DecodedStreamObject()
        matrix = " ".join(f"{each:.5f}" for each in moved)
        drawn.set_data(f"/Figure <</MCID 0>> BDC\nq {matrix} cm {SCAN} Do Q\nEMC".encode())
        place = behind + number
        writer.insert_page(PageObject.create_blank_page(writer, width, height), place)
        page = writer.pages[place]
        page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())
        page[NameObject("/Resources")] = dictionary({"/XObject": dictionary({SCAN: sheet.drawn})})
        page[NameObject("/Tabs")] = NameObject("/S")
        _tag(tags, page, f"{label}, скан, лист {number}" + (f" из {len(sheets)}" if len(sheets) > 1 else ""), place)


def _tag(tags: TagTree, page: Any, alt: str, place: int) -> None:
    box = [FloatObject(0), FloatObject(0), page.mediabox.width, page.mediabox.height]
    tags.own(page, tags.add([figure(page.indirect_reference, alt, [float(each) for each in box])], place - 1))
