"""Reading docgen's own YAML files: strings only, every path with its line, every fault with its place.

``read_yaml`` and ``parse_yaml`` never raise for what stands in a file: what they could not read is among
the ``findings`` of the ``Source``. What the keys mean is the business of the model and the schema; writing
is that of ``splicing`` and ``dumping``; neither belongs here.
"""

from __future__ import annotations

import bisect
import os
import pathlib
import re
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from docgen.files.decoding import UTF8, UTF8_BOM, decode, encode, with_bom
from docgen.files.nodes import (
    FORBIDDEN,
    ODD_BREAKS,
    Grower,
    MappingNode,
    Node,
    Plain,
    ScalarNode,
    descend,
)
from docgen.files.parsers import FASTEST
from docgen.files.values import DoubtError, plain_values
from docgen.findings import Finding, Path
from docgen.model.text import FORMS
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from docgen.files.repairing import Repair

__all__ = ["LARGEST", "Location", "Plain", "Source", "parse_yaml", "read_yaml"]

LARGEST = 10 * 1024 * 1024
"""Bytes a file of ours may have."""

TOO_LARGE = rule("слишком-большой-файл", "Файл больше 10 МБ", scope=Scope.FILE)
UNREADABLE = rule("нечитаемый-файл", "Файла нет, он закрыт или это не файл", scope=Scope.FILE)

_FORMS = frozenset(FORMS)


class Location(NamedTuple):
    """Where a value stands: line and column counted from 1, and the characters of the text, end excluded."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Source:
    """One file as read: its text, its plain data, its faults and where everything stands.

    ``data`` is ``None`` when the file could not be read to its end; ``readable`` tells that from an empty
    file. ``text`` is the file's own, without a byte order mark; ``seen`` is what the parser got, character
    for character as long, with masks for what was mended.
    """

    name: str
    text: str
    data: Plain
    findings: tuple[Finding, ...] = ()
    grown: Node | None = None
    seen: str = ""
    encoding: str = UTF8
    readable: bool = True

    @cached_property
    def root(self) -> Node | None:
        """The tree with the place of every value; that of a sound file is grown when somebody asks for a place."""
        is_sound = self.grown is None and isinstance(self.data, dict)
        return Grower(self.seen, forms=_FORMS).document() if is_sound else self.grown

    @property
    def newline(self) -> str:
        """How the file ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def as_bytes(self, text: str | None = None) -> bytes:
        """The bytes to write for this text (by default the unchanged one), in the encoding of the file."""
        return encode(self.text if text is None else text, self.encoding)

    def locate(self, path: Path) -> Location:
        """Where the value at ``path`` stands, or the nearest existing value above it."""
        node, _ = descend(self.root, path)
        return self._location(0, 0) if node is None else self._location(node.start, node.end)

    def key_location(self, path: Path) -> Location:
        """Where the key at the end of ``path`` stands; where there is none, the value or what is above it."""
        parent, depth = descend(self.root, path[:-1])
        if path and depth == len(path) - 1 and isinstance(parent, MappingNode):
            key = parent.keys.get(str(path[-1]))
            if key is not None:
                return self._location(key.start, key.end)
        return self.locate(path)

    def mark(self, finding: Finding, *, key: bool | None = None) -> Finding:
        """The finding with document, line, column and source line filled in from its path and span.

        ``key`` says whether to point at the key instead of its value; by default the key is taken where the
        finding quotes it, and where the value is empty or spreads over lines of its own. A line that the
        finding already has stays.
        """
        document = finding.document or self.name
        if finding.line is not None:
            return finding.at(document=document, source=self._line(finding.line))
        node, depth = descend(self.root, finding.path)
        exists = depth == len(finding.path)
        if key is None and exists and finding.path:
            value = node.value if isinstance(node, ScalarNode) else None
            key = value is None or (not finding.span and finding.path[-1] == finding.quote != value)
        location = self.key_location(finding.path) if key else self.locate(finding.path)
        quote = finding.quote
        if finding.span and exists and isinstance(node, ScalarNode) and node.value:
            start, end = finding.span
            quote = quote or node.value[start:end]
            location = self._location(self._position(node, node.value, start, end), location.end)
        line, column = location[:2]
        return finding.at(document=document, line=line, column=column, quote=quote, source=self._line(line))

    def _position(self, node: ScalarNode, value: str, start: int, end: int) -> int:
        """The character where ``value[start:end]`` stands; quotes, folds and escapes may come before it."""
        if not node.style and node.end - node.start == len(value):
            return node.start + start
        wanted = value[start:end] or value[start : start + 1]
        begin = self.text.find("\n", node.start, node.end) if node.style in ("|", ">") else node.start
        position = self.text.find(wanted, begin, node.end)
        found = value.find(wanted)
        while 0 <= found < start and position >= 0:
            found = value.find(wanted, found + 1)
            position = self.text.find(wanted, position + 1, node.end)
        return position if position >= 0 and wanted else node.start

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _location(self, start: int, end: int) -> Location:
        line = bisect.bisect_right(self._line_starts, start)
        return Location(line, start - self._line_starts[line - 1] + 1, start, end)

    def _line(self, line: int) -> str:
        starts = self._line_starts
        if not 1 <= line <= len(starts):
            return ""
        stop = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : stop].rstrip("\r\n")


def read_yaml(path: pathlib.Path, name: str | None = None) -> Source:
    """The file as a ``Source``; one that is missing, too large or no text has findings and no data.

    ``name`` is the file as the user wrote it; findings say it. Never raises.
    """
    name = str(path) if name is None else name
    try:
        data = _content(path)
    except (OSError, ValueError) as error:
        message, hint = why_unreadable(path, error)
        return _unread(name, UNREADABLE.finding(message, hint=hint, document=name))
    if data is None:
        return _unread(name, _too_large(name))
    decoded = decode(data, name)
    if decoded.text is None:
        return _unread(name, *decoded.findings)
    return parse_yaml(decoded.text, name, encoding=decoded.encoding, findings=decoded.findings)


def _content(path: pathlib.Path) -> bytes | None:
    """The bytes of a file, None when there are too many; raises ``OSError``, and ``ValueError`` for what is no file."""
    found = path.stat()
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise ValueError("это не файл, а канал или устройство")  # opening a pipe would keep us waiting
    # Read at once: room for the largest file, made ready for each of a thousand small ones, costs more than they do.
    with path.open("rb", buffering=0) as file:
        data = file.read() if found.st_size <= LARGEST else None
    return data if data is not None and len(data) <= LARGEST else None


def parse_yaml(
    text: str,
    name: str,
    *,
    encoding: str = UTF8,
    findings: Iterable[Finding] = (),
    parser: Callable[[str], Any] = FASTEST,
) -> Source:
    """The text as a ``Source`` with all its faults; ``findings`` are those of its encoding. Never raises.

    ``parser`` is libyaml's unless a test wants the pure one.
    """
    found = tuple(findings)
    if text.startswith("\ufeff"):
        text, encoding = text[1:], UTF8_BOM
        found = (*found, with_bom(name))
    if len(text) > LARGEST:
        return _unread(name, *found, _too_large(name))
    seen = text
    if "\r" in text or "\x85" in text or "\u2028" in text or "\u2029" in text:
        seen = ODD_BREAKS.sub(" ", text)
    if seen == text and "\ufeff" not in text:
        with suppress(DoubtError, yaml.YAMLError, ValueError, OverflowError):
            values = plain_values(text, _FORMS, parser)
            if isinstance(values, dict):
                return Source(name, text, values, found, None, seen, encoding)
    repaired: Repair | None = None
    try:
        if "\ufeff" in seen:
            raise ValueError("libyaml lets a byte order mark pass inside a text")
        grower = Grower(seen, forms=_FORMS, parser=parser)
        root = grower.document()
        doubts = grower.doubts
    except (yaml.YAMLError, ValueError, OverflowError):
        # A sound file, and nearly all are, starts without the modules that explain and mend.
        from docgen.files.repairing import remove, repair

        forbidden = [match.start() for match in FORBIDDEN.finditer(seen)]
        repaired = repair(text, remove(seen, forbidden), _FORMS, parser)
        root, seen, doubts = repaired.root, repaired.seen, repaired.doubts
    whole = repaired is None or repaired.whole
    data = root.value if root is not None and whole else None
    source = Source(name, text, data, found, root, seen, encoding, whole)
    from docgen.files.faults import Faults

    faults = Faults(name, text, root, whole=whole).all(doubts, repaired)
    return replace(source, findings=(*found, *faults))


def _unread(name: str, *findings: Finding) -> Source:
    return Source(name, "", None, findings, readable=False)


def _too_large(name: str) -> Finding:
    message = f"Файл больше {LARGEST // 1024 // 1024} МБ: это не документ docgen."
    return TOO_LARGE.finding(message, hint="Проверьте имя файла.", document=name)


def why_unreadable(path: pathlib.Path, error: OSError | ValueError) -> tuple[str, str]:
    """What is said of a file that cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"Файла «{path.name}» нет.", "Проверьте имя и папку."
    # os.path.isdir, because Path.is_dir raises in a folder that cannot be entered.
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and os.path.isdir(path)):  # noqa: PTH112
        return f"«{path.name}» – это папка.", "Назовите файл в ней."
    if isinstance(error, PermissionError):
        message = f"Файл «{path.name}» закрыт: нет права его читать, или его держит другая программа."
        return message, "Закройте программу или проверьте права."
    why = getattr(error, "strerror", None) or error
    return f"Файл «{path.name}» не открывается: {why}.", "Проверьте имя и диск."
