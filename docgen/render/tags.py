"""Where every tag of a part stands: its text, its paragraph or cell, the slice of XML it takes up.

Works on the part's XML as a string, because docxtpl does: a tag may be spread over runs, even over paragraphs.
Nothing here changes the XML or judges a tag (``tag_checks``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from docgen.render.tag_text import STRING, fold, keyword, straighten

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[\w:.-]+)[^>]*?(?P<empty>/?)>|[^<]+")
_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{": "}}", "%": "%}", "#": "#}"}
_OWNER = re.compile(r"(tr|t[cс]|[pр]|r)\s+(?=\S)")
_RAW_END = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_SPACES = {"w:tab": " ", "w:br": " ", "w:cr": " "}

PART_NAMES = {
    "document": "",
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
}
"""What a kind of part is called in the place of a tag."""


@dataclass(frozen=True, slots=True)
class Home:
    """The elements that a tag stands in, by their ordinal in the part; 0 for none."""

    p: int = 0
    tr: int = 0
    tc: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. ``text`` is what the author sees, ``body`` what jinja will read between the braces."""

    text: str
    place: str
    start: int
    end: int
    kind: str
    owner: str
    word: str
    body: str
    left: str = ""
    right: str = ""
    home: Home = field(default=Home(), compare=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """All tags of a part in order, the openings that nothing closes, and the text left beside the tags."""

    tags: tuple[Tag, ...]
    unclosed: tuple[tuple[str, str], ...]
    """(text, place) of each."""
    leftovers: dict[tuple[str, int], str]
    """("p" | "tr" | "tc", ordinal) → the text of that element outside tags."""


@dataclass(slots=True)
class _Piece:
    """A run of characters that lie together in the XML: ``at`` in the stream of text, ``start`` in the XML."""

    at: int
    start: int
    place: str
    home: Home


@dataclass(slots=True)
class _Block:
    paragraphs: int = 0
    tables: int = 0
    row: int = 0
    cell: int = 0
    kind: str = "body"


def scan(xml: str, kind: str = "document") -> Scan:
    """Find the tags of a part; ``kind`` is a key of ``PART_NAMES`` or the part's name for people."""
    stream, pieces = _text_of(xml, PART_NAMES.get(kind, kind))
    starts = [piece.at for piece in pieces]
    tags: list[Tag] = []
    unclosed: list[tuple[str, str]] = []
    masked = list(stream)
    for start, end in _spans(stream):
        piece = pieces[bisect_right(starts, start) - 1]
        if end < 0:
            unclosed.append((_excerpt(stream[start:]), piece.place))
            continue
        last = pieces[bisect_right(starts, end - 1) - 1]
        masked[start:end] = "\0" * (end - start)
        tags.append(
            _tag(
                stream[start:end],
                piece,
                piece.start + start - piece.at,
                last.start + end - last.at,
            )
        )
    return Scan(tuple(tags), tuple(unclosed), _leftovers("".join(masked), pieces))


def _excerpt(text: str) -> str:
    line = unescape(text.split("\n", 1)[0])
    return line if len(line) <= 60 else line[:57] + "…"


def _text_of(xml: str, part: str) -> tuple[str, list[_Piece]]:
    """The text of the part as one stream, with a line end after each paragraph, and where its pieces lie."""
    where = _Where(part)
    stream: list[str] = []
    pieces: list[_Piece] = []
    length = 0
    for token in _TOKEN.finditer(xml):
        name = token["name"]
        if name is None:
            pieces.append(_Piece(length, token.start(), where.place(), where.home()))
            stream.append(token[0])
            length += len(token[0])
            continue
        where.follow(token)
        if _OPEN.search(token[0]):
            # A tag inside an attribute: its own piece, shut off by line ends from the text round it.
            pieces.append(_Piece(length + 1, token.start(), where.place(), where.home()))
            stream.append(f"\n{token[0]}\n")
            length += len(token[0]) + 2
        space = "\n" if name == "w:p" and token["close"] else _SPACES.get(name, "")
        stream.append(space)
        length += len(space)
    return "".join(stream), pieces


def paragraphs_by_place(xml: str, kind: str = "document") -> dict[str, int]:
    """The place of each paragraph of a part, as ``scan`` words it → the ordinal of its ``w:p`` in the part, from 1.

    Where two paragraphs have one place (the two copies of a text box), the first is meant.
    """
    where = _Where(PART_NAMES.get(kind, kind))
    found: dict[str, int] = {}
    for token in _TOKEN.finditer(xml):
        if token["name"]:
            where.follow(token)
        if token["name"] == "w:p" and not token["close"]:
            found.setdefault(where.place(), where.seen["p"])
    return found


class _Where:
    """Keeps count of paragraphs, tables, rows and cells while the tokens go by."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.blocks = [_Block()]
        self.open_ids: dict[str, list[int]] = {"p": [], "tr": [], "tc": []}
        self.seen = {"p": 0, "tr": 0, "tc": 0}
        self.note = 0

    def follow(self, token: re.Match[str]) -> None:
        """Step over one element's tag; Word writes an empty paragraph as ``<w:p/>``, and it counts."""
        if not token["close"]:
            self.open(token["name"])
        if token["close"] or token["empty"]:
            self.close(token["name"])

    def open(self, name: str) -> None:
        short = name.removeprefix("w:")
        block = self.blocks[-1]
        if short in self.seen and name != short:
            self.seen[short] += 1
            self.open_ids[short].append(self.seen[short])
        if name == "w:p":
            block.paragraphs += 1
        elif name == "w:tbl":
            block.tables += 1
            self.blocks.append(_Block(kind="table"))
        elif name == "w:tr":
            block.row += 1
            block.cell = 0
        elif name == "w:tc":
            block.cell += 1
            self.blocks.append(_Block(kind="cell"))
        elif name == "w:txbxContent":
            self.blocks.append(_Block(kind="box"))
        elif name in ("w:footnote", "w:endnote"):
            self.note += 1
            block.paragraphs = 0

    def close(self, name: str) -> None:
        short = name.removeprefix("w:")
        if name in ("w:tbl", "w:tc", "w:txbxContent") and len(self.blocks) > 1:
            self.blocks.pop()
        if name != short and self.open_ids.get(short):
            self.open_ids[short].pop()

    def home(self) -> Home:
        return Home(**{name: ids[-1] if ids else 0 for name, ids in self.open_ids.items()})

    def place(self) -> str:
        """«таблица 2, строка 5, графа 3», «верхний колонтитул, абзац 1»."""
        words = [self.part] if self.part else []
        for above, block in zip(self.blocks, self.blocks[1:], strict=False):
            if block.kind == "table":
                words.append(f"{'вложенная ' if above.kind == 'cell' else ''}таблица {above.tables}")
                words += [f"строка {block.row}"] if block.row else []
                words += [f"графа {block.cell}"] if block.cell else []
            elif block.kind == "box":
                words += [f"абзац {above.paragraphs}"] if above.kind != "cell" else []
                words.append("надпись")
        block = self.blocks[-1]
        if block.kind in ("body", "box") or block.paragraphs > 1:
            words += [f"абзац {block.paragraphs}"] if block.paragraphs else []
        return ", ".join(words)


def _spans(stream: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each tag in the stream; end is -1 for an opening that nothing closes."""
    position = 0
    while match := _OPEN.search(stream, position):
        end = _closing(stream, match.end(), _CLOSE[match[0][1]])
        yield match.start(), end
        position = end if end >= 0 else match.end()
        if match[0] == "{%" and stream[match.end() : end - 2].strip(" -+") == "raw":
            ending = _RAW_END.search(stream, position)
            position = ending.start() if ending else len(stream)


def _closing(stream: str, start: int, closer: str) -> int:
    """Where the tag that opened before ``start`` ends; -1 when another opens first or nothing closes it.

    Braces inside a string do not count, as long as the string ends in the same paragraph.
    """
    first = end = stream.find(closer, start)
    rest = ""
    while end >= 0:
        rest = STRING.sub("", stream[start:end])
        if closer == "#}" or not ("'" in rest or '"' in rest):
            break
        end = stream.find(closer, end + 1)
        if "\n" in stream[start : max(end, start)]:
            end = -1
    if end < 0:
        end, rest = first, STRING.sub("", stream[start : max(first, start)])
    if end < 0 or (closer != "#}" and _OPEN.search(rest)):
        return -1
    return end + 2


def _tag(text: str, piece: _Piece, start: int, end: int) -> Tag:
    kind = text[1]
    inner = straighten(unescape(text[2:-2]))
    left = inner[0] if inner[:1] in ("-", "+") else ""
    right = inner[-1] if inner[-1:] in ("-", "+") else ""
    inner = inner[len(left) : len(inner) - len(right)]
    owner = _OWNER.match(inner)
    body = (inner[owner.end() :] if owner else inner).strip()
    word = ""
    if kind == "%":
        spelled, _, rest = body.partition(" ")
        word = keyword(spelled)
        body = f"{word} {rest}".strip()
    shown = re.sub(r"\s+", " ", unescape(text))
    return Tag(
        shown if len(shown) <= 120 else shown[:117] + "…",
        piece.place,
        start,
        end,
        kind,
        fold(owner[1]) if owner else "",
        word,
        body,
        left,
        right,
        piece.home,
    )


def _leftovers(masked: str, pieces: list[_Piece]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], list[str]] = {}
    for number, piece in enumerate(pieces):
        end = pieces[number + 1].at if number + 1 < len(pieces) else len(masked)
        text = masked[piece.at : end].replace("\0", "").strip()
        if not text or text.startswith("<"):
            continue
        for name, ordinal in (("p", piece.home.p), ("tr", piece.home.tr), ("tc", piece.home.tc)):
            if ordinal:
                found.setdefault((name, ordinal), []).append(unescape(text))
    return {key: " ".join(texts) for key, texts in found.items()}
