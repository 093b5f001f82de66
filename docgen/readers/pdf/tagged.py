"""Blocks out of the tags of a PDF: paragraphs with the numbers that stand before them, tables with their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from docgen.patterns import pattern
from docgen.readers.blocks import Block, Cell, Paragraph, Place, Row, Run, Table
from docgen.readers.pdf.content import Drawn, Piece
from docgen.readers.pdf.grid import GridCell, TableGrid, table_grid
from docgen.readers.pdf.tags import Content, Node
from docgen.readers.pdf.text import Writing, same_line

Key = tuple[int, int, int]
"""A page, a form on it and a number: what a mark is in the whole file."""

_PARAGRAPHS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "Note", "FENote", "LBody"})
_INLINE = frozenset({"Span", "Link", "Em", "Strong", "Sub", "Quote", "Code", "Reference", "BibEntry", "Annot", "Form",
                     "Ruby", "Warichu", "Formula", "Figure"})  # fmt: skip
_BLOCKS = frozenset({*_PARAGRAPHS, "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI",
                     "Index", "NonStruct", "Private", "Aside", "L", "LI", "Lbl", "Table"})  # fmt: skip
_ALIGNMENTS: dict[str, Literal["left", "center", "right", "both"]] = {
    "/Start": "left", "/Center": "center", "/End": "right", "/Justify": "both",
}  # fmt: skip
_NUMBER = pattern(r"\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]{0,2}\Z|\(?(?:[А-Яа-яA-Za-z]|[IVXivx]{1,6})[.)]{1,2}\Z")
_HEADING_NUMBER = pattern(r"(?:[А-ЯЁ][а-яё]+ )?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVX]{1,6})[.)]\Z")
_LEADER = pattern(r"(?:_{3,}|\.{3,}|…+)\Z")
_BULLET = pattern(r"[-–—−•▪■□◦●○‒·∙*§]\Z")


@dataclass
class _Item:
    """Where in lists a paragraph stands: how deep, whether it is the first of its item, and the item's label."""

    depth: int = 0
    fresh: bool = False
    label: str = ""

    def entered(self, role: str) -> _Item:
        """What holds inside a node of that role."""
        if role == "L":
            return _Item(self.depth + 1)
        return _Item(max(self.depth, 1), True) if role == "LI" else self


@dataclass
class Tagged:
    """Turns the tree of one file into blocks; ``used`` are the marks that the tree reached."""

    pages: Sequence[Drawn]
    writing: Writing
    used: set[Key] = field(default_factory=set)
    _pieces: dict[Key, list[Piece]] = field(default_factory=dict)
    _tables: int = 0

    def __post_init__(self) -> None:
        for page in self.pages:
            page.pieces = _with_leaders(page.pieces)
            for piece in page.pieces:
                if piece.mark is not None and not piece.artifact:
                    self._pieces.setdefault((page.number, *piece.mark), []).append(piece)

    def blocks(self, root: Node) -> Iterator[Block]:
        """The blocks of the tree in its order."""
        yield from self._flow(root, _Item())

    def _drawn(self, contents: Iterable[Content]) -> list[list[Piece]]:
        """What is drawn under each of these marks; what was taken before is not taken again."""
        found: list[list[Piece]] = []
        for content in contents:
            key = (content.page, *content.mark)
            if key not in self.used:
                self.used.add(key)
                found.append(self._pieces.get(key, []))
        return found

    def _flow(self, node: Node, item: _Item, right: float = 0.0) -> Iterator[Block]:
        """The blocks of a node; what stands between the blocks inside it becomes paragraphs."""
        waiting: list[Content] = []
        for each in node.inside:
            if isinstance(each, Content) or not _is_block(each, node):
                waiting.extend([each] if isinstance(each, Content) else each.contents())
                continue
            yield from self._paragraph(node, waiting, item, right)
            waiting = []
            if each.role == "Table":
                yield from self._table(each)
            elif each.role == "Lbl":
                item.label = _words(self._drawn(each.contents()))
            else:
                yield from self._flow(each, item.entered(each.role), right)
        yield from self._paragraph(node, waiting, item, right)

    def _paragraph(self, node: Node, contents: list[Content], item: _Item, right: float) -> Iterator[Paragraph]:
        groups = [group for group in self._drawn(contents) if group]
        said = [piece for group in groups for piece in group if not piece.is_blank]
        if not said:
            return
        label, item.label = item.label, ""
        if not label and ((item.depth and item.fresh) or node.role.startswith("H")):
            label, groups = _own_label(groups, heading=not item.depth)
        item.fresh = False
        place = self.writing.heights.place(said[0])
        runs = self.writing.runs((piece for group in groups for piece in group), place, right)
        bullet = _BULLET.match(label) is not None
        if label and not bullet and not (_NUMBER.match(label) or _HEADING_NUMBER.match(label)):
            runs, label = (Run(f"{label} "), *runs), ""
        yield Paragraph(
            runs, place, number="" if bullet else label, dash=min(max(item.depth, 1), 2) if bullet else 0,
            alignment=_ALIGNMENTS.get(str(node.values.get("TextAlign", "")), ""), style=node.name,
        )  # fmt: skip

    def _table(self, node: Node) -> Iterator[Block]:
        for each in node.nodes():
            if each.role == "Caption":
                yield from self._flow(each, _Item())
        self._tables += 1
        grid = table_grid([[cell for cell in row.nodes() if cell.role in ("TD", "TH")] for row in _rows(node)])
        rights = self._rights(grid)
        rows = [
            self._row(cells, Place(table=self._tables, row=index), rights) for index, cells in enumerate(grid.rows, 1)
        ]
        if rows:
            page = next((row.place.page for row in rows if row.place.page), 0)
            yield Table(tuple(rows), grid.columns, rows[0].place._replace(page=page, row=0))

    def _row(self, cells: Sequence[GridCell], place: Place, rights: dict[int, float]) -> Row:
        read = [(cell, list(self._cell(cell, rights.get(cell.column, 0.0)))) for cell in cells]
        page = next((found.place.page for _, paragraphs in read for found in paragraphs), 0)
        place = place._replace(page=page)
        made: list[Cell] = []
        for cell, paragraphs in read:
            at = place._replace(column=cell.column + 1)
            placed = tuple(replace(each, place=at._replace(line=each.place.line)) for each in paragraphs)
            made.append(Cell(placed or (Paragraph((), at),), cell.span, cell.joined, at))
        return Row(tuple(made), place, heading=bool(cells) and all(cell.is_heading for cell in cells))

    def _cell(self, cell: GridCell, right: float) -> Iterator[Paragraph]:
        for node in cell.nodes:
            for block in self._flow(node, _Item(), right):
                if isinstance(block, Paragraph):
                    yield block
                else:
                    for row in block.rows:
                        for inner in row.cells:
                            yield from (each for each in inner.paragraphs if each.shown.strip())

    def _rights(self, grid: TableGrid) -> dict[int, float]:
        """How far to the right the words of each column reach."""
        rights: dict[int, float] = {}
        for cell in (cell for row in grid.rows for cell in row if cell.span == 1):
            for content in (content for node in cell.nodes for content in node.contents()):
                for piece in self._pieces.get((content.page, *content.mark), ()):
                    if not piece.is_blank:
                        rights[cell.column] = max(rights.get(cell.column, 0.0), piece.x1)
        return rights


def _with_leaders(pieces: list[Piece]) -> list[Piece]:
    """The pieces with lines for writing on taken for tabs: they are drawn as artifacts behind the words they belong to."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        leads = last is not None and last.mark is not None and piece.artifact and _LEADER.match(piece.text) is not None
        if leads and last is not None and same_line(last, piece) and abs(piece.x0 - last.x1) < piece.size:
            made.append(piece._replace(text="\t", mark=last.mark, artifact=False))
        else:
            made.append(piece)
    return made


def _is_block(node: Node, above: Node) -> bool:
    """Whether a tag stands for a block; one of a role that nobody knows is what its place makes of it."""
    if node.role in _BLOCKS:
        return True
    if any(_is_block(each, node) for each in node.nodes() if each.role in _BLOCKS or each.inside):
        return True
    return node.role not in _INLINE and above.role not in _PARAGRAPHS


def _rows(table: Node) -> Iterator[Node]:
    for each in table.nodes():
        if each.role == "TR":
            yield each
        elif each.role in ("THead", "TBody", "TFoot", "NonStruct"):
            yield from _rows(each)


def _own_label(groups: list[list[Piece]], *, heading: bool) -> tuple[str, list[list[Piece]]]:
    """The number or bullet that a paragraph of a list or a heading is drawn with, and the rest of it."""
    label = _words(groups[:1])
    rest = [piece for group in groups[1:] for piece in group if not piece.is_blank]
    if heading:
        is_label = (
            bool(rest) and _HEADING_NUMBER.match(label) is not None and groups[0][-1].text.endswith((" ", "\u00a0"))
        )
    else:
        is_bare = label.isdigit() and bool(rest) and rest[0].x0 - groups[0][-1].x1 < 0.3 * rest[0].size
        is_label = not is_bare and bool(_NUMBER.match(label) or _BULLET.match(label))
    return (label, groups[1:]) if is_label else ("", groups)


def _words(groups: list[list[Piece]]) -> str:
    return "".join(piece.text for group in groups for piece in group).strip()
