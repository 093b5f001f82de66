"""Jinja as docgen runs it: sandboxed, strict, escaping, printing each value the way its place needs.

A tag stands in one of three places, and each has a printer (``printers``). Nothing here knows Word files as files.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import SandboxedEnvironment

from docgen.render.filters import add_filters
from docgen.render.printers import (
    FORBIDDEN,
    LINE_BREAK,
    Printer,
    break_lines,
    escape,
    print_attribute,
    print_markup,
    print_text,
    unescape,
)

__all__ = [
    "FORBIDDEN",
    "LINE_BREAK",
    "Printer",
    "TemplateEnvironment",
    "break_lines",
    "environment",
    "escape",
    "print_attribute",
    "print_markup",
    "print_text",
    "unescape",
]


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
    # Folding constants at every start costs more than a template, which has hardly any, could win back.
    made = TemplateEnvironment(undefined=undefined, autoescape=True, keep_trailing_newline=True, optimized=False)
    made.print_text = finalize
    made.print_attribute = print_attribute
    made.print_markup = markup
    add_filters(made)
    made.filters.update(filters or {})
    return made
