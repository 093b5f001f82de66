"""Columns: a template with every column that a table may have, fitted to those that one document wants.

Works on the template's own ``word/document.xml``, before its tags are cleaned, so what comes out is a template again. A
table is fitted when its cells name columns with ``{{ plan.headings.NAME }}``; every other table is left alone. Which
columns are wanted is told, what stands in them is the template's; what becomes of the cells of a row is in ``rows``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding
from docgen.patterns import pattern
from docgen.render.package import Package, Raw, read_package, write_package
from docgen.render.parts import DECLARATION
from docgen.render.rows import Cell, Column, Layout, fit_table, grid_of, rows_of, tables_of
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from lxml import etree

DOCUMENT = "word/document.xml"
OWN = "own"
"""The column that is the pattern for all columns that an office names itself."""
NARROWEST = 500
"""Twips; in less than 9 mm no word of a heading fits."""

NO_COLUMN = rule("нет-графы-в-шаблоне", "В таблице шаблона нет графы, которая нужна документу", scope=Scope.TEMPLATE)

_HEADING = pattern(r"\{\{[-+]?\s*(?:r\s+)?(?P<root>\w+(?:\.\w+)*)\.headings\.(?P<name>\w+)")
_CELL_TAG = pattern(r"\{[{%#][-+]?t[cс]\s|\{%[-+]?\s*(?:hm|colspan)\b")


class FittedColumn(NamedTuple):
    """A column that a document wants: the name of its field, or ``own`` with the ``index`` of the office's own column.

    ``weight`` is the width beside the other columns with a weight: together they keep what the template gives them;
    0 is the template's width. ``centred`` is for own columns.
    """

    name: str
    index: int = 0  # type: ignore[assignment]  # of an own column; nobody looks for a value in the tuple
    weight: int = 0
    centred: bool = False


class _Named(NamedTuple):
    """The columns of a template's table: what ``.headings`` is of, and the grid columns that each heading covers."""

    root: str
    ranges: dict[str, range]


def fitted(data: bytes, name: str, columns: tuple[FittedColumn, ...]) -> bytes:
    """The template with just these columns in its tables, in this order; the same bytes where that is so already.

    A column whose heading is words and no tag is the template's own affair: it stays behind the column it follows.
    ``name`` is the file as the user wrote it. Raises ``TemplateError`` when a table lacks a column.
    """
    return fitted_package(read_package(data, name), columns) or data


def fitted_package(package: Package, columns: tuple[FittedColumn, ...]) -> bytes | None:
    """The file with its tables fitted, ``None`` when there is nothing to fit. Raises as ``fitted`` does."""
    if DOCUMENT not in package or not columns:
        return None
    root = _parsed(package)
    lacking: list[Finding] = []
    changed = False
    for table in tables_of(root):
        rows = rows_of(table)
        named = _named([cell for row in rows for cell in row.cells])
        if named is None:
            continue
        if found := list(_lacking(package.name, named, columns)):
            lacking += found
        elif layout := _layout(grid_of(table, rows), named, columns):
            fit_table(table, rows, layout)
            changed = True
    if lacking:
        raise TemplateError(dict.fromkeys(lacking))
    return _written(package, root) if changed else None


def fits(cleaned: str, columns: Sequence[FittedColumn]) -> bool:
    """Whether the tables of a cleaned document have just these columns, told at a glance; in doubt it says no."""
    found = [*_HEADING.finditer(cleaned)]
    if not found or not columns:
        return True
    wanted = [column.name for column in columns]
    if OWN in wanted or any(column.weight for column in columns):
        return False
    rows = [found[start : start + len(wanted)] for start in range(0, len(found), len(wanted))]
    return all(
        [match["name"] for match in row] == wanted and "</w:tr>" not in cleaned[row[0].start() : row[-1].end()]
        for row in rows
    )


def shared(total: int, weights: Sequence[Fraction | int], least: int = 0) -> list[int]:
    """Whole shares of a total by weight that add up to it; none below ``least`` where the total allows.

    >>> shared(1000, [1, 1, 1]), shared(1000, [1, 9, 10], 200)
    ([334, 333, 333], [200, 379, 421])
    """
    least = min(least, total // len(weights))
    small: set[int] = set()
    while True:
        rest = total - least * len(small)
        sharing = sum(weight for number, weight in enumerate(weights) if number not in small)
        more = {n for n, weight in enumerate(weights) if n not in small and weight * rest < least * sharing}
        if not more:
            break
        small |= more
    exact = [Fraction(least) if n in small else Fraction(weight * rest) / sharing for n, weight in enumerate(weights)]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda number: (shares[number] - exact[number], number))
    for number in by_remainder[: total - sum(shares)]:
        shares[number] += 1
    return shares


def _named(cells: Iterable[Cell]) -> _Named | None:
    """The columns that the headings name; ``None`` for a table that is no table of columns.

    Such is one without headings, one whose tags make its columns, and one with its headings one below another.
    """
    named: _Named | None = None
    taken: set[int] = set()
    for cell in cells:
        if _CELL_TAG.search(cell.text):
            return None
        match = _HEADING.search(cell.text)
        if match is None or (named and match["name"] in named.ranges):
            continue
        if not taken.isdisjoint(cell.old):
            return None
        taken.update(cell.old)
        named = named or _Named(match["root"], {})
        named.ranges[match["name"]] = cell.old
    return named


def _lacking(template: str, named: _Named, columns: Iterable[FittedColumn]) -> Iterator[Finding]:
    for name in dict.fromkeys(column.name for column in columns):
        if name in named.ranges:
            continue
        tag = f"{{{{ {named.root}.headings.{name} }}}}"
        russian = _in_russian(name)
        what, whose = (
            ("графы, по образцу которой печатаются свои графы", "свои графы")
            if name == OWN
            else (f"графы «{russian}»", f"«{russian}»")
        )
        yield NO_COLUMN.finding(
            f"В таблице шаблона «{template}» нет {what}.", document=template, quote=tag,
            hint=f"Добавьте в таблицу графу с меткой {tag} в шапке или уберите {whose} из «графы» документа.",
        )  # fmt: skip


def _in_russian(name: str) -> str:
    """What a clerk calls the column of a field: the key of that field in our files."""
    from docgen.model.plan import Measure
    from docgen.model.table import Event

    field = Measure.model_fields.get(name) or Event.model_fields.get(name)
    return (field.alias if field else None) or name


def _layout(widths: Sequence[int], named: _Named, columns: Iterable[FittedColumn]) -> Layout | None:
    """The new grid; ``None`` when it is the old one."""
    wanted: list[tuple[range, FittedColumn | None]] = [(named.ranges[column.name], column) for column in columns]
    for nameless in _nameless(len(widths), named):
        before = [number for number, (old, _) in enumerate(wanted) if old.stop <= nameless.start]
        behind = max(before, key=lambda number: (wanted[number][0].stop, number), default=-1)
        wanted.insert(behind + 1, (nameless, None))
    order = [number for old, _ in wanted for number in old]
    if order == [*range(len(widths))] and not any(
        column and (column.weight or column.name == OWN) for _, column in wanted
    ):
        return None
    made: list[Column] = []
    new_widths: list[int] = []
    for (old, column), width in zip(wanted, _widths(widths, wanted), strict=True):
        own = column.index if column and column.name == OWN else None
        made.append(Column(old, len(new_widths), own, bool(column and column.centred)))
        new_widths += shared(width, widths[old.start : old.stop])
    return Layout(tuple(made), tuple(new_widths))


def _nameless(count: int, named: _Named) -> Iterator[range]:
    """The stretches of grid columns that no heading names."""
    position = 0
    for taken in [*sorted(named.ranges.values(), key=lambda old: old.start), range(count, count)]:
        if position < taken.start:
            yield range(position, taken.start)
        position = taken.stop


def _widths(widths: Sequence[int], wanted: Sequence[tuple[range, FittedColumn | None]]) -> list[int]:
    own = [sum(widths[old.start : old.stop]) for old, _ in wanted]
    weights = [column.weight if column else 0 for _, column in wanted]
    common = sum(width for width, weight in zip(own, weights, strict=True) if weight)
    parts = [
        Fraction(common * weight, sum(weights)) if weight else width for width, weight in zip(own, weights, strict=True)
    ]
    return shared(sum(widths), parts, NARROWEST)


def _parsed(package: Package) -> etree._Element:
    from lxml import etree

    from docgen.render.safety import broken_markup

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(package[DOCUMENT], parser)
    except etree.XMLSyntaxError:
        raise TemplateError([broken_markup(package.name, DOCUMENT)]) from None


def _written(package: Package, root: etree._Element) -> bytes:
    from lxml import etree

    document = Raw(DOCUMENT, DECLARATION + etree.tostring(root, encoding="utf-8"))
    return write_package(document if name == DOCUMENT else package.deflated(name) for name in package.names)
