"""Texts of several lines in a returned file: lines that were edited, that came and that went, as one source again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.findings import Path
from docgen.readers.edits.new import without_stop
from docgen.readers.edits.origins import Field, source_lines
from docgen.readers.edits.outline import LIST_OF
from docgen.readers.edits.patching import Patch, with_patches
from docgen.readers.edits.said import Page, Said
from docgen.readers.edits.units import Unit

ONE_LINE = frozenset({"заголовок", "название", "преамбула", "кому", "вступает в силу"})
"""Texts that nothing is added to by a new paragraph below them."""


class Value(NamedTuple):
    """The new value of a field (None takes it away), and where in the returned file it stands."""

    path: Path
    value: Any
    unit: Unit | None


@dataclass
class _Text:
    """The lines of a field as they are now: those of the base by their number, new ones as source."""

    own: Field
    lines: list[int | str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    is_sentence: bool = False
    """Whether the program puts the full stop at its end."""

    @property
    def changed_at(self) -> Unit:
        """Where a line came, else the last one that stayed."""
        return next(
            (unit for line, unit in zip(self.lines, self.units, strict=True) if isinstance(line, str)), self.units[-1]
        )


class Texts:
    """The texts of one document that stand in lines, not in cells."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._texts: dict[Path, _Text] = {}

    def keep(self, said: Said, unit: Unit) -> None:
        """A line of the base is still there."""
        for each in said.fields:
            if each.kind == "text":
                self._add(each, each.line, unit, said)

    def add(self, beside: Said | None, source: str, unit: Unit) -> bool:
        """A new line goes on with the text of the line beside it; False when that has none."""
        if beside is None or beside.cells or beside.role not in ("пункт", "положение", "поле"):
            return False
        own = next((each for each in reversed(beside.fields) if each.kind == "text"), None)
        if own is None or own.path[-1] in ONE_LINE:
            return False
        self._add(own, source, unit, beside)
        return True

    def begin(self, path: Path, source: str, unit: Unit) -> None:
        """A new line is the first of a field that was empty."""
        self._add(Field(path, "text", ""), source, unit, None)

    def _add(self, own: Field, line: int | str, unit: Unit, said: Said | None) -> None:
        is_sentence = said is not None and said.role == "пункт"
        text = self._texts.setdefault(own.path, _Text(own, is_sentence=is_sentence))
        text.lines.append(line)
        text.units.append(unit)

    def now(
        self, patches: Mapping[Path, Sequence[Patch]], alive: Collection[Path | None], gone: Collection[int]
    ) -> Iterator[Value]:
        """The fields that changed; ``alive`` are the entries that are left, ``gone`` the ``id()`` of lines that are not."""
        for path, said in self._in_base():
            text = self._texts.get(path)
            if said.role in LIST_OF and said.entry not in alive:
                continue
            if text is not None:
                yield from self._changed(path, text, patches.get(path, ()))
            elif said.role == "поле" and id(said) in gone:
                yield Value(path, None, None)
        for path, text in self._texts.items():
            if not text.own.source:
                yield Value(path, "\n".join(str(line) for line in text.lines), text.changed_at)

    def _in_base(self) -> Iterator[tuple[Path, Said]]:
        """The text fields of the base with the first line of each."""
        done: set[Path] = set()
        for said in self._page.said:
            for each in said.fields:
                if each.kind == "text" and each.path not in done:
                    done.add(each.path)
                    yield each.path, said

    @staticmethod
    def _changed(path: Path, text: _Text, patches: Sequence[Patch]) -> Iterator[Value]:
        source = text.own.source
        spans = source_lines(source)
        if text.lines == list(range(len(spans))):
            if patches:
                yield Value(path, with_patches(source, patches), None)
            return
        lines = [
            line if isinstance(line, str) else line_with_patches(source, spans[line], patches) for line in text.lines
        ]
        if text.is_sentence and isinstance(text.lines[-1], str):
            lines[-1] = without_stop(lines[-1])
        yield Value(path, "\n".join(lines), text.changed_at)


def line_with_patches(source: str, span: tuple[int, int], patches: Sequence[Patch]) -> str:
    """One line of a source with those of the patches that concern it."""
    start, end = span
    inside = [
        Patch(each.start - start, each.end - start, each.text)
        for each in patches
        if start <= each.start and each.end <= end
    ]
    return with_patches(source[start:end], inside)
