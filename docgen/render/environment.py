"""Jinja as docgen runs it: sandboxed, strict, escaping, printing each value the way its place needs.

A tag stands in one of three places, and each has a printer: inside the text of a run, inside an attribute (or a
field's code), or between elements, where only ready markup fits. Nothing here knows Word files as files.
"""

from __future__ import annotations

import functools
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import SandboxedEnvironment

Printer = Callable[[Any], str]

LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
"""What a line break inside a value becomes in the text of a run."""

MARKUP_MARK = "\x01\x02"
"""Stands before ready markup that came from data: the part has to be looked over once it is rendered. Characters
that XML forbids, so no value that is allowed can forge it."""

_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""docxtpl's way to print a brace that would be a tag."""


class CannotPrint(Exception):
    """Raised by a printer for a value that must not or cannot be printed at its place.

    ``value`` is what was to be printed, ``reason`` one of the constants below. Never leaves this room.
    """

    def __init__(self, value: object, reason: str) -> None:
        super().__init__(reason)
        self.value = value
        self.reason = reason


NOTHING = "nothing"
OUTSIDE_TEXT = "outside text"
RUN_INSIDE_TEXT = "run inside text"
MARKUP_IN_ATTRIBUTE = "markup in attribute"
FOREIGN_PART = "foreign part"


def unescape(text: str) -> str:
    """The text with docxtpl's escapes ``{_{``, ``}_}``, ``{_%``, ``%_}`` resolved."""
    for written, meant in _ESCAPES:
        text = text.replace(written, meant)
    return text


def escape(text: str) -> str:
    """The text as XML character data."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def break_lines(xml: str) -> str:
    """Escaped text with its line breaks as Word's; CRLF counts as one."""
    return xml.replace("\r\n", "\n").replace("\n", LINE_BREAK) if "\n" in xml else xml


def print_text(value: object) -> str:
    """A value inside ``<w:t>``: escaped, with docxtpl's escapes resolved and line breaks made Word's."""
    if type(value) is str:
        text = value
        # Written out and not through escape(): this runs for every value of every document.
        if "&" in text:
            text = text.replace("&", "&amp;")
        if "<" in text:
            text = text.replace("<", "&lt;")
        if ">" in text:
            text = text.replace(">", "&gt;")
        if "\n" in text:
            text = break_lines(text)
        if "_" in text:
            text = unescape(text)
        return text
    markup = _markup(value)
    if markup is None:
        return break_lines(unescape(escape(str(value))))
    if markup.lstrip().startswith(("<w:r>", "<w:r ", "<w:p>", "<w:p ", "<w:tbl>")):
        raise CannotPrint(value, RUN_INSIDE_TEXT)
    return _marked(break_lines(unescape(markup)))


def print_attribute(value: object) -> str:
    """A value inside an attribute or a field's code: escaped with the quotation mark, no markup."""
    markup = _markup(value)
    if markup is None:
        return unescape(escape(str(value)).replace('"', "&quot;"))
    if "<" in markup:
        raise CannotPrint(value, MARKUP_IN_ATTRIBUTE)
    return unescape(markup.replace('"', "&quot;"))


def print_markup(value: object) -> str:
    """A value between elements: ready markup, as a RichText or a macro makes it, or nothing at all."""
    markup = _markup(value)
    if markup is None:
        markup = str(value)
        if markup.strip():
            raise CannotPrint(value, OUTSIDE_TEXT)
        return ""
    if markup.strip() and not markup.lstrip().startswith("<"):
        raise CannotPrint(value, OUTSIDE_TEXT)
    return _marked(break_lines(unescape(markup)))


def _marked(markup: str) -> str:
    return MARKUP_MARK + markup if "<" in markup or "&" in markup else markup


def _markup(value: object) -> str | None:
    """The ready markup of a value that brings it (``Markup``, RichText, Listing), ``None`` for plain values."""
    if value is None:
        raise CannotPrint(value, NOTHING)
    if isinstance(value, (str, int, float)) and not hasattr(value, "__html__"):
        return None
    if type(value).__module__ in ("docxtpl.inline_image", "docxtpl.subdoc"):
        raise CannotPrint(value, FOREIGN_PART)
    html = getattr(value, "__html__", None)
    if html is None:
        return None
    markup = str(html())
    if "r:id=" in markup:
        # docxtpl adds the relationship to its own copy of the file; here it would point at nothing.
        raise CannotPrint(value, FOREIGN_PART)
    return markup


class _Generator(CodeGenerator):
    """Jinja's code generator, but every printed value goes through the printer of its place and nothing else."""

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        # No constant may be printed at compile time: only the printers know what a place needs.
        return self._FinalizeInfo(None, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(f"environment.{getattr(node, 'printer', 'print_text')}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class TemplateEnvironment(SandboxedEnvironment):
    """A sandbox that looks into dictionaries first and prints through the three printers."""

    code_generator_class = _Generator
    print_text: Printer
    print_attribute: Printer
    print_markup: Printer

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute`` of a tag: the item of a dictionary first, then the attribute if it is a safe one."""
        kind = type(obj)
        if kind is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        elif attribute[:1] != "_" and (kind in _ordinary or _is_ordinary(kind)):
            # The sandbox guards private names, callables and the insides of Python; plain data is none of these.
            value = getattr(obj, attribute, None)
            if value is not None and not callable(value):
                return value
        return super().getattr(obj, attribute)


_ordinary: set[type] = set()
_INSIDES = (
    type,
    types.FunctionType,
    types.MethodType,
    types.CodeType,
    types.TracebackType,
    types.FrameType,
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    Undefined,
)


def _is_ordinary(kind: type) -> bool:
    """Whether a type is none of those whose attributes the sandbox looks at one by one; remembered when so."""
    if issubclass(kind, _INSIDES):
        return False
    _ordinary.add(kind)
    return True


def neighbours(rows: Iterable[Any], attribute: str) -> Iterator[tuple[Any, list[Any]]]:
    """Runs of neighbouring rows with the same attribute, in their order: ``(value, rows)``.

    For cells merged by group: jinja's own ``groupby`` sorts, and a plan's rows must stay where they are.
    """
    missing = object()
    last: Any = missing
    group: list[Any] = []
    for row in rows:
        value = row[attribute] if isinstance(row, Mapping) else getattr(row, attribute)
        if last is missing or value != last:
            if group:
                yield last, group
            last, group = value, []
        group.append(row)
    if group:
        yield last, group


_TEXT_FILTERS = ["capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "replace", "safe", "string", "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap"]
"""The filters that would turn ``None`` into the word «None»."""


def _refusing_none(wrapped: Callable[..., Any], each: bool = False) -> Callable[..., Any]:
    """The filter, refusing ``None`` (with ``each``: also among the items of what it is given)."""
    position = 1 if hasattr(wrapped, "jinja_pass_arg") else 0

    @functools.wraps(wrapped)
    def checked(*arguments: Any, **options: Any) -> Any:
        value = arguments[position]
        if each and not isinstance(value, (str, Undefined)) and value is not None:
            value = list(value)
            arguments = (*arguments[:position], value, *arguments[position + 1 :])
            if "attribute" not in options and None in value:
                value = None
        if value is None:
            raise CannotPrint(None, NOTHING)
        return wrapped(*arguments, **options)

    return checked


def _present(value: Any) -> Any:
    """The value, unless it is ``None``: the operand of ``~``."""
    if value is None:
        raise CannotPrint(None, NOTHING)
    return value


def environment(
    finalize: Printer = print_text,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    markup: Printer = print_markup,
    undefined: type[Undefined] = StrictUndefined,
) -> TemplateEnvironment:
    """An environment for templates: sandboxed, strict, autoescaping.

    ``finalize`` prints a value inside ``<w:t>`` and returns XML (escaping is its task), ``markup`` one that stands
    between elements; ``filters`` are added to jinja's own and to ``neighbours``.
    """
    made = TemplateEnvironment(undefined=undefined, autoescape=True, keep_trailing_newline=True)
    made.print_text = finalize
    made.print_attribute = print_attribute
    made.print_markup = markup
    for name in _TEXT_FILTERS:
        made.filters[name] = _refusing_none(made.filters[name])
    made.filters["join"] = _refusing_none(made.filters["join"], each=True)
    made.filters["neighbours"] = neighbours
    made.filters[PRESENT] = _present
    made.filters.update(filters or {})
    return made


PRESENT = "_present"
"""The filter that guards the operands of ``~``; put in by the compiler, not for templates."""

FORBIDDEN = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN_OUTSIDE_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that no XML file may hold; in text docxtpl gives a meaning to ``\\a`` and ``\\f``."""
