"""Sheets of paper: how many an order and each of its annexes take, and where the input says another number.

A sheet has one page or two; each annex begins a sheet of its own, and so do the pages of a scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docgen.findings import Finding, Fix, Path, Severity
from docgen.language.numbers import counted
from docgen.model.annex_document import AnnexDocument
from docgen.model.numbering import annex_number
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.model.targets import annex_ids
from docgen.model.text import Text
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.render.document import sheets_of
from docgen.rules import Scope, rule

OTHER_COUNT = rule(
    "листов-не-столько", "В документе сказано одно число листов, а напечатано другое", severity=Severity.WARNING,
    scope=Scope.DOCUMENT, waivable=False,
)  # fmt: skip


class Part(NamedTuple):
    """The order, an annex or a sheet behind them: its pages, those of its scan among them, and its sheets."""

    pages: int
    sheets: int
    scanned_sheets: int = 0
    """Those of the sheets that are scanned ones."""


class Said(NamedTuple):
    """A number of sheets that the input names: of which annex, where, and whether of its scan alone."""

    annex: int
    path: Path
    number: int
    span: tuple[int, int] | None = None
    of_scan: bool = False
    in_file: bool = False
    """Whether it stands in the annex's own file and not in the order's."""


def count_parts(
    starts: Sequence[int], pages: int, scanned: Mapping[int, int] | None = None, *, two_sided: bool = False
) -> tuple[Part, ...]:
    """The parts of a file of so many pages, by the pages (counted from 0) on which they begin.

    ``scanned`` says how many pages of a scan have come into a part; the starts and the total are those before it.
    """
    scanned = scanned or {}
    made = []
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], pages), strict=True)):
        own, foreign = max(end - start, 0), scanned.get(index, 0)
        behind = _sheets(foreign, two_sided=two_sided)
        made.append(Part(own + foreign, _sheets(own, two_sided=two_sided) + behind, behind))
    return tuple(made)


def _sheets(pages: int, *, two_sided: bool) -> int:
    return (pages + 1) // 2 if two_sided else pages


def total_sheets(parts: Sequence[Part]) -> int:
    """The sheets of the whole file."""
    return sum(part.sheets for part in parts)


def sheets_said(document: Document, parts: Sequence[Part], *, number_sign: bool = True) -> str:
    """The count for people: «9 листов: приказ – 2, приложение № 1 – 1, …», the sign «№» as the house writes it."""
    total = counted(total_sheets(parts), "лист", "листа", "листов")
    if not isinstance(document, Order) or len(parts) == 1:
        return total
    sign = " № " if number_sign else " "
    numbers = (annex_number(document, index) for index in range(len(document.annexes)))
    names = [document.kind, *(f"приложение{sign}{number}" if number else "приложение" for number in numbers)]
    names += [_SHEETS[sheet] for sheet in sheets_of(document)]
    return f"{total}: {', '.join(f'{name} – {part.sheets}' for name, part in zip(names, parts, strict=False))}"


_SHEETS = {"visas": "лист согласования", "acquainted": "лист ознакомления", "recipients": "список рассылки"}


def check_sheets(
    document: Document, annexes: Sequence[Document], parts: Sequence[Part]
) -> Iterator[tuple[Said, Finding]]:
    """The numbers of sheets that are not those printed, each with what mends it.

    ``parts`` are those of the whole file, the document's own first. A scan that did not come in is not counted.
    """
    for said in said_counts(document, annexes):
        part = parts[said.annex + 1] if isinstance(document, Order) else parts[0]
        counted = part.scanned_sheets if said.of_scan else part.sheets
        scan = annexes[said.annex] if annexes else document
        if counted == said.number or (isinstance(scan, Scan) and not part.scanned_sheets):
            continue
        what = "в скане" if said.of_scan else "в приложении"
        yield said, OTHER_COUNT.finding(
            f"Сказано «{said.number}», а листов {what} {counted}.", path=said.path, span=said.span,
            quote=str(said.number), hint=f"Пишите «{counted}» или проверьте, все ли страницы на месте.",
            fix=Fix(said.path, str(counted), said.span),
        )  # fmt: skip


_COUNT = r"[^{}.;]{0,80}?\bна[ \u00a0](?P<count>[1-9]\d{0,3})[ \u00a0](?:л\b|лист(?:е|ах)\b)"
_BY_ID = pattern(r"\{(?P<id>[^{}:]+)(?::[^{}]*)?\}" + _COUNT)
_BY_NUMBER = pattern(r"\bприложени[а-яё]*(?:[ \u00a0](?:№[ \u00a0]?)?(?P<number>\d{1,3}))?" + _COUNT, re.IGNORECASE)


def said_counts(document: Document, annexes: Sequence[Document]) -> Iterator[Said]:
    """The numbers of sheets that the input names: of scans, and in the order's words («приложение № 2 на 12 л.»)."""
    if not isinstance(document, Order):
        if isinstance(document, Scan):
            yield Said(0, ("листов",), document.sheets, of_scan=True)
        return
    for index, (annex, entry) in enumerate(zip(annexes, document.annexes, strict=True)):
        if isinstance(annex, Scan):
            inside = entry.document is not None
            path: Path = ("приложения", index, "документ", "листов") if inside else ("листов",)
            yield Said(index, path, annex.sheets, of_scan=True, in_file=not inside)
    ids = annex_ids(document, tuple(annexes))
    for path, text in _texts(document):
        yield from _in_words(path, str(text), ids)


def _in_words(path: Path, words: str, ids: Sequence[str]) -> Iterator[Said]:
    for match in (*_BY_ID.finditer(words), *_BY_NUMBER.finditer(words)):
        named = match.groupdict()
        if "id" in named:
            index = ids.index(named["id"]) if named["id"] in ids else -1
        elif named["number"]:
            index = int(named["number"]) - 1
        else:
            index = 0 if len(ids) == 1 else -1
        if 0 <= index < len(ids):
            yield Said(index, path, int(match["count"]), match.span("count"))


def _texts(order: Order) -> Iterator[tuple[Path, Text]]:
    """The texts of the order itself, without those of annexes that stand inside it."""
    for path, model in walk(order):
        if isinstance(model, AnnexDocument):
            continue
        for name, info in type(model).model_fields.items():
            value = getattr(model, name)
            if isinstance(value, Text):
                yield (*path, info.alias or name), value
