"""Writes ``numbering.xml``: the list and level of each numbered paragraph, so that Word shows its number.

Nothing here decides a number: the model computed it. The lists of the template come from ``list_forms``, the
numbers of a finished file are read in ``shown_numbers``. Why it is written so: ``docs/word/numbering.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.ooxml.list_forms import Form, Level, ListForms
from docgen.ooxml.number_formats import number_text
from docgen.patterns import pattern

__all__ = ["ListForms", "NumberingBuilder"]

_LAST_DIGITS = pattern(r"(.*?)(0|[1-9][0-9]{0,3})([^0-9]*)", re.S)


class _Run:
    """A list instance in use, with the counters that Word and LibreOffice will have for it."""

    __slots__ = ("counters", "form", "num_id", "start")

    def __init__(self, form: Form, num_id: int, start: int) -> None:
        self.form, self.num_id, self.start = form, num_id, start
        self.counters: list[int | None] = [None] * len(form.levels)

    def next_value(self, ilvl: int) -> int:
        if (value := self.counters[ilvl]) is not None:
            return value + 1
        return self.form.levels[ilvl].start if ilvl else self.start

    def would_show(self, ilvl: int) -> str | None:
        """The body of the next number on that level; None when a level above has none yet."""
        form, counters = self.form, self.counters
        if ilvl < 0 or ilvl >= len(counters) or (ilvl and None in counters[:ilvl]):
            return None
        level, text = form.levels[ilvl], ""
        for piece in level.body:
            if isinstance(piece, str):
                text += piece
            elif piece <= ilvl:
                value = self.next_value(ilvl) if piece == ilvl else counters[piece]
                kind = "decimal" if level.legal else form.levels[piece].format
                text += str(value) if kind == "decimal" else number_text(kind, value or 0)
        return text

    def advance(self, ilvl: int) -> None:
        self.counters[ilvl:] = [self.next_value(ilvl)] + [None] * (len(self.counters) - ilvl - 1)


class NumberingBuilder:
    """Collects the list instances of one document; ``xml()`` is its ``numbering.xml``."""

    def __init__(self, forms: ListForms) -> None:
        self._forms = forms
        self._runs: dict[tuple[object, str | int], list[_Run]] = {}
        self._latest: dict[int, _Run] = {}
        self._derived: dict[tuple[int, int, Level], Form] = {}
        self._abstracts: list[str] = []
        self._instances: list[str] = []
        self._next_abstract, self._next_instance = forms.next_abstract, forms.next_instance

    def number(
        self,
        list_key: object,
        level: int,
        shown: str,
        counter: tuple[int, ...] | None = None,
        form: str | int = "points",
    ) -> tuple[int, int]:
        """``(numId, ilvl)`` for the next paragraph of the list, such that its printed number is ``shown``.

        Call it in document order. ``level`` counts from 0; ``shown`` stands without the level's final mark.
        ``counter`` is the count that ``shown`` came from, needed only for levels that do not count in Arabic
        figures. The returned ``ilvl`` is not always ``level``: a number out of turn starts a list of its own.
        """
        runs = self._runs.setdefault((list_key, form), [])
        for depth in range(len(runs) - 1, -1, -1):
            run = runs[depth]
            ilvl = level - run.form.base
            # Instances of one abstractNum share their counters, so only the one used last can be continued.
            if run.would_show(ilvl) == shown and self._latest[run.form.abstract_id] is run:
                run.advance(ilvl)
                del runs[depth + 1 :]
                return run.num_id, ilvl
        run = self._start(self._forms.form(form), level, shown, counter)
        while runs and runs[-1].form.base > level:
            runs.pop()
        runs.append(run)
        run.advance(0)
        return run.num_id, 0

    def xml(self) -> str:
        """The part: the template's own lists, then those that this document needed."""
        forms = self._forms
        parts = (forms.head, *self._abstracts, forms.instances, *self._instances, forms.tail)
        return "".join(parts)

    def _start(self, house: Form, level: int, shown: str, counter: tuple[int, ...] | None) -> _Run:
        pattern = house.levels[min(level, len(house.levels) - 1)]
        head, value = _head(pattern, shown, counter)
        if level == 0 and head.body == (0,) == pattern.body and head.format == pattern.format:
            return self._instance(house, value)
        key = (house.abstract_id, level, head)
        if key not in self._derived:
            self._derived[key] = self._derive(house, level, head)
        return self._instance(self._derived[key], value)

    def _instance(self, form: Form, start: int) -> _Run:
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        run = self._latest[form.abstract_id] = _Run(form, self._add_instance(form, override), start)
        return run

    def _add_instance(self, form: Form, override: str) -> int:
        number, self._next_instance = self._next_instance, self._next_instance + 1
        abstract = f'<w:abstractNumId w:val="{form.abstract_id}"/>'
        self._instances.append(f'<w:num w:numId="{number}">{abstract}{override}</w:num>')
        return number

    def _derive(self, house: Form, level: int, head: Level) -> Form:
        """A list of its own: level 0 is ``head``, below it the house's levels that can follow it."""
        number, self._next_abstract = self._next_abstract, self._next_abstract + 1
        levels = (head, *_below(house, level, head))
        elements = "".join(each.element(ilvl) for ilvl, each in enumerate(levels))
        self._abstracts.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{self._sign(number, 0x0D0C)}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{self._sign(number, 0x0D0D)}"/>'
            f"{elements}</w:abstractNum>"
        )
        return Form(number, levels, base=level)

    def _sign(self, number: int, family: int) -> str:
        # Word joins lists that carry the same nsid when text is pasted, so no two may be equal.
        while (sign := f"{family:04X}{number:04X}") in self._forms.signs:
            number += 0x1000
        return sign


def _head(pattern: Level, shown: str, counter: tuple[int, ...] | None) -> tuple[Level, int]:
    """The level that prints ``shown`` as its first number, and the value to start from.

    The last figure stays a counter: Word sees a number there (references work) and the next go on from it.
    """
    if pattern.format != "decimal" and not pattern.legal and counter:
        text = number_text(pattern.format, counter[-1])
        if text and shown.endswith(text):
            return _with_body(pattern, pattern.format, (shown.removesuffix(text), 0)), counter[-1]
    if found := _LAST_DIGITS.fullmatch(shown):
        return _with_body(pattern, "decimal", (found[1], 0, found[3])), int(found[2])
    return _with_body(pattern, "decimal", (shown,)), 1


def _with_body(pattern: Level, format_name: str, body: tuple[str | int, ...]) -> Level:
    pieces = tuple(piece for piece in body if piece != "")
    return pattern._replace(format=format_name, body=pieces, legal=False)


def _below(house: Form, level: int, head: Level) -> Iterator[Level]:
    for own in house.levels[level + 1 :]:
        body = own.body
        if level in body:
            inherited, rest = head.body, body[body.index(level) + 1 :]
        else:
            inherited, rest = (), body
        if any(isinstance(piece, int) and piece <= level for piece in rest):
            return
        shifted = tuple(piece - level if isinstance(piece, int) else piece for piece in rest)
        yield own._replace(body=(*inherited, *shifted))
