"""How a value becomes XML, by the place its tag stands in: a run's text, an attribute, or between elements.

Nothing here knows templates; what is refused is raised as ``CannotPrint`` and told by ``diagnosis``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.patterns import pattern

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
NO_WORDS = "no words"
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
        # Written out and not through escape(): this runs for every value of every document, and the call is 3 % of it.
        if "&" in text:
            text = text.replace("&", "&amp;")
        if "<" in text:
            text = text.replace("<", "&lt;")
        if ">" in text:
            text = text.replace(">", "&gt;")
        if "\n" in text:
            text = break_lines(text)
        # docxtpl's escapes hold two of these signs each; most text holds none.
        if "_" in text and ("{_" in text or "_}" in text or "}_" in text or "%_" in text):
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


def check_printable(value: object) -> None:
    """Raise ``CannotPrint`` for ``None`` and for what has no words of its own: a list, a function, a model's view.

    Python would print these the way a programmer wants to see them, ``[1, None]``.
    """
    if value is None:
        raise CannotPrint(value, NOTHING)
    if isinstance(value, (str, int, float)) or hasattr(value, "__html__"):
        return
    if type(value).__str__ is object.__str__ or isinstance(value, (bytes, bytearray, type)):
        raise CannotPrint(value, NO_WORDS)


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
        check_printable(value)
        return None
    markup = str(html())
    if "r:id=" in markup:
        # docxtpl adds the relationship to its own copy of the file; here it would point at nothing.
        raise CannotPrint(value, FOREIGN_PART)
    return markup


FORBIDDEN = pattern("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN_OUTSIDE_TEXT = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that no XML file may hold; in text docxtpl gives a meaning to ``\\a`` and ``\\f``."""

_CONTROLS = tuple(bytes([code]) for code in range(32) if code not in b"\t\n\r")


def holds_forbidden(data: bytes) -> bool:
    """Whether UTF-8 holds a character that XML forbids: no control character can be half of a letter.

    One search for each is quicker than one look at each byte: they run at the speed of memory.
    """
    if any(control in data for control in _CONTROLS):
        return True
    return b"\xef" in data and (b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data)
