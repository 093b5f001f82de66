"""Entries of lists brought to another place of the file with their own lines: comments, folds and quotes go with them.

An entry is known by its ``код``. What cannot be moved so (a list in brackets, a list that is not there yet) is left to
``splicing``, which writes it anew. Every move is read back and compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from docgen.files.edits import ID_KEY, InsertItem, Remove, edited
from docgen.files.layout import Layout
from docgen.files.nodes import Plain, SequenceNode, descend
from docgen.files.yaml import Source, parse_yaml
from docgen.findings import Path
from docgen.likeness import rising

Home = tuple[str, ...]
"""A list, by the keys and the ids of entries that lead to it."""


class _Listed(NamedTuple):
    path: Path
    codes: list[str | None]


def with_moves(source: Source, data: Plain) -> Source:
    """The file with those entries moved that stand elsewhere in the data; all else that differs is left as it is."""
    if not source.readable:
        return source
    wanted = dict(_lists(data))
    for home, listed in wanted.items():
        if not _are_known(listed.codes):
            continue
        for place, code in enumerate(listed.codes):
            source = _moved(source, wanted, home, place, str(code))
    return source


def _are_known(codes: list[str | None]) -> bool:
    return all(codes) and len(codes) == len(set(codes))


def _lists(data: Any, path: Path = (), home: Home = ()) -> Iterator[tuple[Home, _Listed]]:
    """The lists of entries with ids; an entry is named by the key of its list and its id, so that lists keep their names."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list):
            codes = [item.get(ID_KEY) if isinstance(item, dict) else None for item in value]
            if any(codes):
                yield (*home, key), _Listed((*path, key), codes)
            for index, item in enumerate(value):
                yield from _lists(item, (*path, key, index), (key, str(codes[index] or index)))
        elif isinstance(value, dict):
            yield from _lists(value, (*path, key), (*home, key))


def _moved(source: Source, wanted: dict[Home, _Listed], home: Home, place: int, code: str) -> Source:
    """The source with one entry at its wanted place, if it is not there and can be moved."""
    there = dict(_lists(source.data))
    counts = Counter((each[-1], name) for each, listed in there.items() for name in listed.codes)
    now = next((each for each, listed in there.items() if each[-1] == home[-1] and code in listed.codes), None)
    if now is None or home not in there or counts[home[-1], code] != 1:
        return source
    codes = there[home].codes
    if now == home and code not in _misplaced(codes, wanted[home].codes):
        return source
    old = (*there[now].path, there[now].codes.index(code))
    if old == there[home].path[: len(old)]:
        return source
    before = [each for each in wanted[home].codes[:place] if each in codes and each != code]
    index = codes.index(before[-1]) + 1 if before else 0
    return _with_lines_moved(source, old, there[home].path, index) or source


def _misplaced(codes: list[str | None], wanted: list[str | None]) -> set[str | None]:
    """The entries that do not stand in the wanted order among those that are in both lists."""
    both = [code for code in wanted if code in codes]
    kept = rising([codes.index(code) for code in both])
    return {code for place, code in enumerate(both) if place not in kept}


def _with_lines_moved(source: Source, old: Path, new: Path, index: int) -> Source | None:
    """The source with the lines of an item brought before item ``index`` of a list; None where that cannot be done."""
    layout = Layout(source.text, source.seen)
    lines = _lines_of(source, layout, old)
    target, depth = descend(source.root, new)
    if lines is None or depth < len(new) or not isinstance(target, SequenceNode) or target.flow or not target.children:
        return None
    start, end, column = lines
    last = min(index, len(target.children))
    at = _lines_of(source, layout, (*new, last - 1 if last else 0))
    if at is None:
        return None
    place = layout.next_line(at[1]) if last else layout.above(layout.line_start(at[0]), target.column)
    block = _shifted(source.text[start : layout.next_line(end)], target.column - column, source.newline)
    if block is None or start <= place <= end:
        return None
    if not last:  # the blank lines that stood before it stand between it and the one that was first
        own = block.lstrip("\r\n")
        block = own + block[: len(block) - len(own)]
    stop = layout.next_line(end)
    text = source.text
    if place > 0 and not text[:place].endswith("\n"):
        return None
    if place <= start:
        text = text[:place] + block + text[place:start] + text[stop:]
    else:
        text = text[:start] + text[stop:place] + block + text[place:]
    made = parse_yaml(text, source.name, encoding=source.encoding)
    item = _value(source.data, old)
    shift = 1 if old[:-1] == new and int(old[-1]) < last else 0
    expected = _expected(source.data, old, new, last - shift, item)
    return made if made.readable and made.data == expected and len(made.findings) <= len(source.findings) else None


def _expected(data: Plain, old: Path, new: Path, index: int, item: Plain) -> Plain:
    """The data after the move, the item put in where the list stands once it has been taken out."""
    without = edited(data, [Remove(old)])
    owner = list(new)
    for depth, part in enumerate(old[:-1]):
        if tuple(owner[:depth]) != old[:depth] or depth >= len(owner) or owner[depth] != part:
            break
    else:
        depth = len(old) - 1
        if len(owner) > depth and isinstance(owner[depth], int) and int(owner[depth]) > int(old[-1]):
            owner[depth] = int(owner[depth]) - 1
    return edited(without, [InsertItem(tuple(owner), index, item)])


def _value(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _lines_of(source: Source, layout: Layout, path: Path) -> tuple[int, int, int] | None:
    """Where the lines of an item start and end, its comments and the blank lines before it included, and its column."""
    owner, depth = descend(source.root, path[:-1])
    node, whole = descend(source.root, path)
    if depth < len(path) - 1 or whole < len(path) or not isinstance(owner, SequenceNode) or owner.flow or node is None:
        return None
    dash = layout.dash(owner, node)
    if dash is None or not layout.is_alone(dash):
        return None
    start = layout.above(layout.line_start(dash), owner.column)
    if int(path[-1]):
        start = layout.before_blank_lines(start)
    end = layout.below(layout.end(node), owner.column)
    return start, end, owner.column


def _shifted(block: str, columns: int, newline: str) -> str | None:
    """The lines moved to the right or to the left; None when one of them has no room for it."""
    lines = block.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    shifted = []
    for line in lines:
        if not line.strip():
            shifted.append(line)
        elif columns >= 0:
            shifted.append(" " * columns + line)
        elif line[:-columns].strip():
            return None
        else:
            shifted.append(line[-columns:])
    return "".join(shifted)
