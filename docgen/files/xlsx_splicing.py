"""Cells put into a workbook as it is: everything else stays byte for byte, pictures, charts, looks and all.

What ``splicing`` is for a text file. openpyxl would read the workbook and write what it knows, and lose the rest. Rows
are never put in or taken out; what is spliced is read back and compared before anybody may write it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from docgen.errors import InputError
from docgen.files.xlsx_cells import address, count, escaped, place
from docgen.files.xlsx_package import packed
from docgen.findings import Finding
from docgen.patterns import pattern
from docgen.rules import Scope, rule

NOT_SPLICED = rule("книга-не-дополнена", "В книгу Excel не удалось вписать значения", scope=Scope.FILE)

Cells = Mapping[tuple[int, int], str]
"""The words to stand in cells, by row and column."""

_ENCODING = pattern(r"""^<\?xml[^>]*encoding=["'](?!utf-?8)""", re.IGNORECASE)
_SPANS = re.compile(rb'\s+spans="[^"]*"')


def with_cells(content: bytes, name: str, sheets: Mapping[str, Cells]) -> bytes:
    """The workbook with these words in its cells; ``sheets`` are the parts of the sheets with what goes into them.

    Raises ``InputError`` when the workbook is signed, or a cell that is to be filled holds a formula.
    """
    parts: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            plain = part.replace("\\", "/").lstrip("/")
            if plain.lower().startswith("_xmlsignatures/"):
                raise InputError([_refused(name, "она подписана электронной подписью, и подпись пропала бы")])
            data = archive.read(part)
            parts.append((part, _with_cells(data, sheets[plain], name) if plain in sheets else data))
    return packed(parts)


def _refused(name: str, why: str) -> Finding:
    return NOT_SPLICED.finding(
        f"В книгу «{name}» значения не вписаны: {why}.", document=name,
        hint="Впишите их сами или сохраните документ файлом .yaml.",
    )  # fmt: skip


@dataclass
class _Cell:
    column: int
    start: int
    end: int
    style: str
    has_formula: bool = False


@dataclass
class _Row:
    number: int
    start: int
    inner: int
    """Where the cells begin; for a row without any, where its tag ends."""
    end: int = 0
    """Where its closing tag begins; equal to ``start`` for a tag that closes itself."""
    cells: list[_Cell] = field(default_factory=list)


class _Map:
    """Where the rows and cells of a sheet stand among its bytes."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.prefix = b""
        self.rows: list[_Row] = []
        self.first = self.last = 0
        """Where the rows begin, and where their list is closed (the same for one that closes itself)."""
        self._depth: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(xml, True)

    def _tag_end(self) -> int:
        return self.xml.index(b">", self._parser.CurrentByteIndex) + 1

    def _start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        here = self._parser.CurrentByteIndex
        if local == "sheetData":
            self.prefix = name.encode()[: -len(local)]
            self.first = self._tag_end()
        elif local == "row" and self._depth[-1:] == ["sheetData"]:
            before = self.rows[-1].number if self.rows else 0
            self.rows.append(_Row(count(given.get("r", "")) or before + 1, here, self._tag_end()))
        elif local == "c" and self._depth[-1:] == ["row"]:
            cells = self.rows[-1].cells
            column = place(given.get("r", ""))[0] or (cells[-1].column + 1 if cells else 1)
            cells.append(_Cell(column, here, 0, given.get("s", "")))
        elif local == "f" and self._depth[-1:] == ["c"]:
            self.rows[-1].cells[-1].has_formula = True
        self._depth.append(local)

    def _end(self, name: str) -> None:
        local = self._depth.pop()
        here = self._parser.CurrentByteIndex
        if local == "sheetData":
            self.last = here
        elif local == "row" and self._depth[-1:] == ["sheetData"]:
            self.rows[-1].end = here
        elif local == "c" and self._depth[-1:] == ["row"]:
            self.rows[-1].cells[-1].end = self._tag_end()


def _with_cells(xml: bytes, cells: Cells, name: str) -> bytes:
    if _ENCODING.search(xml[:200].decode("latin-1")):
        raise InputError([_refused(name, "её листы записаны в необычной кодировке")])
    known = _Map(xml)
    patches = sorted(_patches(known, cells, name))
    pieces: list[bytes] = []
    at = 0
    for start, end, text in patches:
        pieces += [xml[at:start], text]
        at = end
    return b"".join([*pieces, xml[at:]])


Patch = tuple[int, int, bytes]


def _patches(known: _Map, cells: Cells, name: str) -> Iterator[Patch]:
    rows = {row.number: row for row in known.rows}
    styles: dict[int, str] = {}
    for row in known.rows:
        for cell in row.cells:
            styles[cell.column] = cell.style or styles.get(cell.column, "")
    wanted: dict[int, dict[int, str]] = {}
    for (number, column), said in cells.items():
        wanted.setdefault(number, {})[column] = said
    added: dict[int, bytes] = {}
    for number, words in sorted(wanted.items()):
        if number in rows:
            yield from _in_row(known, rows[number], words, styles, name)
        else:
            made = b"".join(_cell(known.prefix, number, column, said, styles) for column, said in sorted(words.items()))
            following = min((row.start for row in known.rows if row.number > number), default=known.last)
            line = b'<%srow r="%d">%s</%srow>' % (known.prefix, number, made, known.prefix)
            added[following] = added.get(following, b"") + line
    for position, lines in added.items():
        if position == known.last and known.last < known.first:  # <sheetData/>
            whole = b"<%ssheetData>%s</%ssheetData>" % (known.prefix, lines, known.prefix)
            yield known.last, known.first, whole
        else:
            yield position, position, lines


def _in_row(known: _Map, row: _Row, words: Mapping[int, str], styles: Mapping[int, str], name: str) -> Iterator[Patch]:
    """The patches of a row that is there: cells that give way, and new ones in their order."""
    stands = {cell.column: cell for cell in row.cells}
    fresh: dict[int, bytes] = {}
    closes_itself = row.end == row.start
    for column, said in sorted(words.items()):
        cell = stands.get(column)
        if cell is None:
            following = min((c.start for c in row.cells if c.column > column), default=row.end)
            fresh[following] = fresh.get(following, b"") + _cell(known.prefix, row.number, column, said, styles)
        elif cell.has_formula:
            where = address(row.number, column)
            raise InputError([_refused(name, f"в ячейке {where} стоит формула")])
        else:
            own = {column: cell.style}
            yield cell.start, cell.end, _cell(known.prefix, row.number, column, said, own)
    if not fresh:
        return
    tag = _SPANS.sub(b"", known.xml[row.start : row.inner])  # a hint of Excel's that may not hold any more
    if closes_itself:
        opened = tag[: tag.rindex(b"/")] + b">"
        yield row.start, row.inner, opened + b"".join(fresh.values()) + b"</%srow>" % known.prefix
        return
    yield row.start, row.inner, tag
    for position, made in fresh.items():
        yield position, position, made


def _cell(prefix: bytes, row: int, column: int, words: str, styles: Mapping[int, str]) -> bytes:
    style = f' s="{styles[column]}"' if styles.get(column) else ""
    head = f'c r="{address(row, column)}"{style}'.encode()
    if not words:
        return b"<%s%s/>" % (prefix, head)
    said = escape(escaped(words)).encode()
    return b'<%s%s t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % (
        prefix, head, prefix, prefix, said, prefix, prefix, prefix,
    )  # fmt: skip
