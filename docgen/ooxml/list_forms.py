"""The lists of a Word template: its ``numbering.xml`` taken apart once into forms that documents write from.

Plain strings, no XML library. Writing the lists of one document lives in ``numbering``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from docgen.errors import TemplateError
from docgen.patterns import pattern
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

_ABSTRACT = pattern(r'<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>(.*?)</w:abstractNum>', re.S)
_LEVEL = pattern(r'<w:lvl\s[^>]*?w:ilvl="(\d)"[^>]*>(.*?)</w:lvl>', re.S)
_INSTANCE = pattern(r'<w:num\s[^>]*?w:numId="(\d+)"[^>]*>(.*?)</w:num>', re.S)
_VALUE = '<w:{}\\s[^>]*?w:val="([^"]*)"'
_TEXT = pattern(r"<w:lvlText\s[^>]*/>")
_FORMAT = pattern(r"<w:numFmt\s[^>]*/>")
_STYLE = pattern(r"<w:pStyle\s[^>]*/>")
_LEGAL = pattern(r"<w:isLgl\b[^>]*/>")
_PLACEHOLDER = pattern(r"%([1-9])")


class Level(NamedTuple):
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
        text = _unescaped(_value("lvlText", xml))
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
        from html import escape  # brings a large table of entities along, see _unescaped

        text = "".join(f"%{piece + 1}" if isinstance(piece, int) else piece for piece in self.body)
        value = escape(self.lead + text + self.mark)
        xml = _STYLE.sub("", self.xml if self.legal else _LEGAL.sub("", self.xml))
        xml = _TEXT.sub(lambda _: f'<w:lvlText w:val="{value}"/>', xml)
        xml = _FORMAT.sub(lambda _: f'<w:numFmt w:val="{self.format}"/>', xml)
        return f'<w:lvl w:ilvl="{ilvl}">{xml}</w:lvl>'


class Form(NamedTuple):
    """An ``abstractNum``. ``base`` is the level of the house's list that its level 0 stands for."""

    abstract_id: int
    levels: tuple[Level, ...]
    base: int = 0


class ListForms:
    """The lists of a template's ``numbering.xml``, taken apart once.

    A form is found by ``w:name``, ``w:styleLink`` or ``w:nsid`` of its ``w:abstractNum``, or by its id.
    LibreOffice drops all three when it saves a template: ``by_instance`` names forms by the numId of a style.
    """

    def __init__(self, xml: str = EMPTY, by_instance: Mapping[str, int] | None = None) -> None:
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
        self._names = sorted(_unescaped(name) for name in re.findall(_VALUE.format("name"), xml))
        names = {number: name for name, number in (by_instance or {}).items()}
        for found in _ABSTRACT.finditer(self.head):
            self._add(int(found[1]), found[2])
        for found in _INSTANCE.finditer(self.instances):
            number, abstract_id = int(found[1]), int(_value("abstractNumId", found[2]) or -1)
            self.next_instance = max(self.next_instance, number + 1)
            if number in names and abstract_id in self._forms:
                self._forms.setdefault(names[number], self._forms[abstract_id])

    def _add(self, abstract_id: int, xml: str) -> None:
        form = Form(abstract_id, tuple(Level.parse(level[2]) for level in _LEVEL.finditer(xml)))
        self.next_abstract = max(self.next_abstract, abstract_id + 1)
        for tag in ("name", "styleLink", "nsid"):
            if form.levels and (name := _value(tag, xml)):
                self._forms.setdefault(_unescaped(name), form)
        self._forms[abstract_id] = form

    def form(self, name: str | int) -> Form:
        """The list of that name. Raises ``TemplateError`` when the template has none."""
        if (form := self._forms.get(name)) is not None and form.levels:
            return form
        known = ", ".join(f"«{each}»" for each in self._names) or "нет ни одного"
        raise TemplateError(
            [
                NO_LIST.finding(
                    f"В шаблоне нет многоуровневого списка «{name}» (есть: {known}).",
                    quote=str(name),
                    hint="Возьмите списки из house.docx. LibreOffice, сохраняя, теряет их имена (w:name).",
                )
            ]
        )


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # brings a large table of entities along, which few templates need

    return unescape(text)


def _value(tag: str, xml: str) -> str:
    found = re.search(_VALUE.format(tag), xml)
    return found[1] if found else ""
