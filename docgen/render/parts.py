"""A cleaned part compiled, and rendered as often as wanted.

``CompiledPart`` holds no state of a rendering, so one serves many threads. Neither docxtpl nor lxml is imported here,
except for the rare value with a tab or a page break in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2 import TemplateError as JinjaError

from docgen.errors import TemplateError
from docgen.patterns import pattern
from docgen.render import faults
from docgen.render.allowance import allowance, joined
from docgen.render.environment import TemplateEnvironment
from docgen.render.filters import LOOPED, PRESENT
from docgen.render.passes import Passes
from docgen.render.printers import FORBIDDEN_OUTSIDE_TEXT, MARKUP_MARK, CannotPrint, holds_forbidden, unescape
from docgen.render.structure import (
    MENDS,
    NO_PARAGRAPH,
    ROW_WITHOUT_CELLS,
    TABLE_WITHOUT_ROWS,
    choose_printers,
    shape,
)

GRID = "<?grid?>"
"""Stands at the head of a cleaned part whose tables may need docxtpl's repair of their grids."""

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARK_OR_TAG = pattern(
    r"<\?at (?P<owner>\w*)\|(?P<place>[^?]*)\?>|(?P<raw>\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\})"
    r"|(?P<open>\{[{%][-+]?)(?P<body>.*?)(?P<close>[}%]\})",
    re.DOTALL,
)
_BOUND = pattern(r"^\((.*)\)\|\w+\(\d+\)$")
"""A tag bound to a slot (``slots``): people know it without."""
_DRAWING = pattern(r'(<wp:docPr\b[^>]*? id=")[^"]*(")')

# What goes wrong in an expression of a template for want of the right data; anything else is a bug and stays one.
EXPECTED = (
    JinjaError,
    CannotPrint,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


def at(place: str, owner: str = "") -> str:
    """The mark that says the place of the tags after it, and the owner (``tr`` of ``{%tr``) of the next one."""
    return f"<?at {owner}|{place.replace('?', '')}?>"


def lay_out(cleaned: str) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    """The jinja source of a cleaned part, (place, tag) for each of its lines, and whether it asks for ``GRID``.

    A line end is put inside every tag, where jinja takes it for a space: so the line that jinja names is the tag.
    """
    grid = cleaned.startswith(GRID)
    cleaned = cleaned.removeprefix(GRID)
    out: list[str] = []
    lines: list[tuple[str, str]] = [("", "")]
    place = owner = ""
    position = 0
    for match in _MARK_OR_TAG.finditer(cleaned):
        before = cleaned[position : match.start()]
        out.append(before)
        lines += [(place, "")] * before.count("\n")
        position = match.end()
        if match["place"] is not None:
            place, owner = match["place"], match["owner"]
        elif match["raw"]:
            out.append(match["raw"])
            lines += [(place, "")] * match["raw"].count("\n")
        else:
            body = match["body"].replace("\n", " ")
            out.append(f"{match['open']}\n{body}{match['close']}")
            shown = _BOUND.sub(r"\1", body.strip())
            lines.append((place, f"{match['open']}{owner} {shown} {match['close']}"))
            owner = ""
    out.append(cleaned[position:])
    lines += [(place, "")] * out[-1].count("\n")
    return "".join(out), tuple(lines), grid


class CompiledPart(NamedTuple):
    """One part of a template, ready to render.

    ``lines`` says the place and the text of the tag on each source line. ``still`` is the XML of a part without tags.
    """

    name: str
    source: str
    lines: tuple[tuple[str, str], ...]
    template: Template
    environment: TemplateEnvironment
    mends: frozenset[str]
    repeats: bool
    uneven: bool
    still: str | None = None

    def render(self, context: Mapping[str, object]) -> str:
        """The part's XML for these values, without a declaration.

        Raises ``TemplateError`` with a finding, in Russian and with the tag's place, for everything that is missing,
        ``None``, not allowed, or not fit for XML.
        """
        xml = self.filled(context)
        self._encoded(xml, context)
        return xml

    def encoded(self, context: Mapping[str, object]) -> bytes:
        """The part as it is written to the file: UTF-8, with the XML declaration. Raises as ``render`` does."""
        return DECLARATION + self._encoded(self.filled(context), context)

    def filled(self, context: Mapping[str, object]) -> str:
        """What ``render`` returns, not looked at for signs that XML forbids: by whoever looks at the whole file."""
        if self.still is not None:
            return self.still
        values = dict(context)
        if self.repeats:
            values["_passes"] = Passes()
        template = self.template
        try:
            with allowance():
                xml = joined(template.root_render_func(template.new_context(values)))
        except EXPECTED as error:
            raise self._failure(context, error) from error
        # Single characters are found at the speed of memory; MARKUP_MARK begins with one that no value may hold.
        foreign = "\x01" in xml and MARKUP_MARK in xml
        if foreign:
            xml = xml.replace(MARKUP_MARK, "")
        if "\t" in xml or "\a" in xml or "\f" in xml or "\r" in xml:
            xml = _settled(xml)
        if foreign:
            self._look_over(xml, context)
        return mended(xml, self.mends) if self.mends else xml

    def _encoded(self, xml: str, context: Mapping[str, object]) -> bytes:
        """The XML in UTF-8, refused when a value held a character that XML forbids."""
        try:
            data = xml.encode()
        except UnicodeEncodeError:
            raise self._failure(context, None) from None
        if holds_forbidden(data):
            raise self._failure(context, None)
        return data

    def _look_over(self, xml: str, context: Mapping[str, object]) -> None:
        """Refuse the XML when markup that came from data has broken it."""
        from xml.parsers import expat

        try:
            # Without namespaces, so that a fragment needs no declarations.
            expat.ParserCreate().Parse(f"<part>{xml}</part>".encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            # A forbidden character is told of with its own finding, where the bytes are made.
            if not FORBIDDEN_OUTSIDE_TEXT.search(xml):
                raise self._failure(context, error) from error

    def _failure(self, values: Mapping[str, Any], error: Exception | None) -> TemplateError:
        from docgen.render.diagnosis import diagnose

        return TemplateError(diagnose(self, values, error))


def compile_part(env: TemplateEnvironment, cleaned: str, name: str) -> CompiledPart:
    """Compile what ``compilation.clean`` made (or a piece of it); ``name`` is the part's name in the package.

    Raises ``TemplateError`` when jinja cannot read it.
    """
    source, lines, uneven = lay_out(cleaned)
    try:
        tree = env.parse(source, name, name)
        mends = frozenset(shape(tree).mends)
        prepare(tree)
        code = env.compile(tree, name, name)
    except TemplateSyntaxError as error:
        from docgen.render.tag_checks import in_russian

        place, text = lines[min(error.lineno, len(lines)) - 1]
        whole = f"Метка «{text}» написана с ошибкой: " if text else "Метки шаблона написаны с ошибкой: "
        fault = faults.MALFORMED.finding(f"{whole}{in_russian(error.message or '')}.", place=place, quote=text)
        raise TemplateError([fault]) from None
    template = Template.from_code(env, code, env.make_globals(None))
    part = CompiledPart(name, source, lines, template, env, mends, "_passes." in source, uneven)
    # Headers and footers mostly: they are rendered here and never again.
    return part if any(text for _, text in lines) or "{" in source else part._replace(still=part.render({}))


def prepare(tree: nodes.Template) -> None:
    """The tree as it is to be compiled: printers chosen, ``~`` and loops guarded, docxtpl's escapes resolved."""
    choose_printers(tree)
    for node in tree.find_all((nodes.Concat, nodes.For)):
        if isinstance(node, nodes.Concat):
            node.nodes = [_filtered(operand, PRESENT) for operand in node.nodes]
        elif isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, LOOPED)
    for data in tree.find_all(nodes.TemplateData):
        data.data = unescape(data.data)


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _settled(xml: str) -> str:
    """The rare characters of values: carriage returns gone, tabs and breaks made Word's by docxtpl."""
    from docgen.render.compilation import resolve_listing

    return resolve_listing(xml.replace("\r\n", "\n").replace("\r", "\n"))


def mended(xml: str, mends: frozenset[str] = frozenset(MENDS)) -> str:
    """The XML with nothing left that Word refuses because a loop or a condition printed nothing.

    Rows without cells and tables without rows are dropped; a cell, header or note without a paragraph gets an empty
    one.
    """
    if "cells" in mends:
        xml = ROW_WITHOUT_CELLS.sub("", xml)
    while "rows" in mends and (match := TABLE_WITHOUT_ROWS.search(xml)):
        start = max(xml.rfind("<w:tbl>", 0, match.end()), xml.rfind("<w:tbl ", 0, match.end()))
        if start < 0:  # a fragment that is not whole
            break
        xml = xml[:start] + xml[match.end() :]
    return NO_PARAGRAPH.sub(r"\g<0><w:p/>", xml) if "paragraphs" in mends else xml


def number_drawings(xml: str, after: int = 1000) -> str:
    """The XML with its drawings numbered afresh, because two of one number make Word complain."""
    numbers = iter(range(after + 1, after + 1 + xml.count("<wp:docPr")))
    return _DRAWING.sub(lambda match: f"{match[1]}{next(numbers)}{match[2]}", xml)
