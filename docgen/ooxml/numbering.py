"""Writes ``numbering.xml``: the list and level of each numbered paragraph, so that Word shows its number.

Plain strings, no XML library: a template's part is taken apart once, a document only appends to it. Nothing
here decides a number: the model computed it. The numbers of a finished file are read in ``shown_numbers``.
Why it is written this way: ``docs/word/numbering.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, unescape

from docgen.errors import TemplateError
from docgen.ooxml.number_formats import number_text
from docgen.rules import Scope, rule

NO_LIST = rule(
    "нет-списка-в-шаблоне",
    "В шаблоне нет многоуровневого списка, по которому нумеруются пункты, строки или школы",
    scope=Scope.TEMPLATE,
)

EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:numbering>'
)

_ABSTRACT = re.compile(r'<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>(.*?)</w:abstractNum>', re.S)
_LEVEL = re.compile(r'<w:lvl\s[^>]*?w:ilvl="(\d)"[^>]*>(.*?)</w:lvl>', re.S)
_INSTANCE = re.compile(r'<w:num\s[^>]*?w:numId="(\d+)"[^>]*>(.*?)</w:num>', re.S)
_VALUE = '<w:{}\\s[^>]*?w:val="([^"]*)"'
_TEXT = re.compile(r"<w:lvlText\s[^>]*/>")
_FORMAT = re.compile(r"<w:numFmt\s[^>]*/>")
_STYLE = re.compile(r"<w:pStyle\s[^>]*/>")
_LEGAL = re.compile(r"<w:isLgl\b[^>]*/>")
_PLACEHOLDER = re.compile(r"%([1-9])")
_LAST_DIGITS = re.compile(r"(.*?)(0|[1-9][0-9]{0,3})([^0-9]*)", re.S)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``lead`` + ``body`` + ``mark`` is its ``w:lvlText``.

    An ``int`` in the body is a placeholder (0 for ``%1``). The lead («Кластер ») and the mark (the final dot)
    are decoration: the model's number is the body.
    """

    format: str
    start: int
    legal: bool
    lead: str
    body: tuple[str | int, ...]
    mark: str
    xml: str

    @classmethod
    def parse(cls, xml: str) -> Level:
        """The level from the inner XML of a ``w:lvl``."""
        text = unescape(_value("lvlText", xml), {"&quot;": '"', "&apos;": "'"})
        pieces = _PLACEHOLDER.split(text)
        body: tuple[str | int, ...] = tuple(
            int(piece) - 1 if index % 2 else piece for index, piece in enumerate(pieces) if index % 2 or piece
        )
        if len(pieces) == 1:
            return cls(_value("numFmt", xml), int(_value("start", xml) or 0), False, text, (), "", xml)
        body = body[bool(pieces[0]) : len(body) - bool(pieces[-1])]
        start = int(_value("start", xml) or 0)
        return cls(_value("numFmt", xml), start, "<w:isLgl" in xml, pieces[0], body, pieces[-1], xml)

    def element(self, ilvl: int) -> str:
        """The level as a ``w:lvl`` of a derived list; its paragraph style stays with the house's list."""
        text = "".join(f"%{piece + 1}" if isinstance(piece, int) else piece for piece in self.body)
        value = escape(self.lead + text + self.mark, {'"': "&quot;"})
        xml = _STYLE.sub("", self.xml if self.legal else _LEGAL.sub("", self.xml))
        xml = _TEXT.sub(lambda _: f'<w:lvlText w:val="{value}"/>', xml)
        xml = _FORMAT.sub(lambda _: f'<w:numFmt w:val="{self.format}"/>', xml)
        return f'<w:lvl w:ilvl="{ilvl}">{xml}</w:lvl>'


@dataclass(frozen=True, slots=True)
class Form:
    """An ``abstractNum``. ``base`` is the level of the house's list that its level 0 stands for."""

    abstract_id: int
    levels: tuple[Level, ...]
    base: int = 0


class ListForms:
    """The lists of a template's ``numbering.xml``, taken apart once.

    A form is found by ``w:name``, ``w:styleLink`` or ``w:nsid`` of its ``w:abstractNum``, or by its id.
    """

    def __init__(self, xml: str = EMPTY) -> None:
        if "</w:numbering>" not in xml:
            xml = re.sub(r"(<w:numbering\b[^>]*?)\s*/>", r"\1></w:numbering>", xml)
        end = xml.find("<w:numIdMacAtCleanup")
        end = end if end >= 0 else xml.rindex("</w:numbering>")
        first = _INSTANCE.search(xml)
        middle = first.start() if first else end
        self.head, self.instances, self.tail = xml[:middle], xml[middle:end], xml[end:]
        self.signs = set(re.findall(r'<w:(?:nsid|tmpl)\s[^>]*?w:val="([0-9A-Fa-f]+)"', xml))
        self.next_abstract = self.next_instance = 1
        self._forms: dict[str | int, Form] = {}
        self._plain: dict[int, int] = {}
        for found in _ABSTRACT.finditer(self.head):
            self._add(int(found[1]), found[2])
        for found in _INSTANCE.finditer(self.instances):
            self.next_instance = max(self.next_instance, int(found[1]) + 1)
            if "<w:lvlOverride" not in found[2]:
                self._plain.setdefault(int(_value("abstractNumId", found[2]) or -1), int(found[1]))

    def _add(self, abstract_id: int, xml: str) -> None:
        form = Form(abstract_id, tuple(Level.parse(level[2]) for level in _LEVEL.finditer(xml)))
        self.next_abstract = max(self.next_abstract, abstract_id + 1)
        for tag in ("name", "styleLink", "nsid"):
            if form.levels and (name := _value(tag, xml)):
                self._forms.setdefault(unescape(name), form)
        self._forms[abstract_id] = form

    def form(self, name: str | int) -> Form:
        """The list of that name. Raises ``TemplateError`` when the template has none."""
        if (form := self._forms.get(name)) is not None and form.levels:
            return form
        known = ", ".join(f"«{key}»" for key in self._forms if isinstance(key, str)) or "нет ни одного"
        raise TemplateError(
            [
                NO_LIST.finding(
                    f"В шаблоне нет многоуровневого списка «{name}» (есть: {known}).",
                    quote=str(name),
                    hint="Возьмите нумерацию из house.docx или назовите так нужный список (w:name).",
                )
            ]
        )

    def plain_instance(self, form: Form) -> int | None:
        """The template's own ``w:num`` of the form without overrides, None when it has none."""
        return self._plain.get(form.abstract_id)


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
        self._bullets: dict[str | int, int] = {}
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

    def list_instance(self, form: str | int, start: int = 1) -> int:
        """The numId of a fresh list that counts from ``start`` on its level 0."""
        return self._instance(self._forms.form(form), start).num_id

    def bullets(self, form: str | int) -> int:
        """The numId for a list that does not count (dashes); one for the whole document."""
        if form not in self._bullets:
            found = self._forms.form(form)
            number = self._forms.plain_instance(found)
            self._bullets[form] = self._add_instance(found, "") if number is None else number
        return self._bullets[form]

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
    return replace(pattern, format=format_name, body=pieces, legal=False)


def _below(house: Form, level: int, head: Level) -> Iterator[Level]:
    for pattern in house.levels[level + 1 :]:
        body = pattern.body
        if level in body:
            inherited, rest = head.body, body[body.index(level) + 1 :]
        else:
            inherited, rest = (), body
        if any(isinstance(piece, int) and piece <= level for piece in rest):
            return
        shifted = tuple(piece - level if isinstance(piece, int) else piece for piece in rest)
        yield replace(pattern, body=(*inherited, *shifted))


def _value(tag: str, xml: str) -> str:
    found = re.search(_VALUE.format(tag), xml)
    return found[1] if found else ""
