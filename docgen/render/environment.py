"""Jinja as docgen runs it: sandboxed, strict, escaping, printing each value the way its place needs.

A tag stands in one of three places, and each has a printer (``printers``). Nothing here knows Word files as files.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.utils import Cycler, Joiner, Namespace

from docgen.render import allowance
from docgen.render.filters import add_filters
from docgen.render.printers import Printer, check_printable, print_attribute, print_markup, print_text


class _Generator(CodeGenerator):
    """Jinja's code generator, but every printed value goes through the printer of its place and nothing else."""

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        # No constant may be printed at compile time: only the printers know what a place needs.
        return self._FinalizeInfo(None, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(f"environment.{getattr(node, 'printer', 'print_text')}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            self._through("weighed", super().visit_Getitem, node, frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._through("weighed", super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._through("weighed", super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._through("weighed", super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self.write("(")
        self._compared(node.expr, frame)
        for operand in node.ops:
            self.write(f" {operators[operand.op]} ")
            self._compared(operand.expr, frame)
        self.write(")")

    def _compared(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.Const):
            self.visit(node, frame)
        else:
            self._through("compared", self.visit, node, frame)

    def _through(self, function: str, visit: Callable[[Any, Frame], Any], node: nodes.Node, frame: Frame) -> None:
        """Write the expression as the argument of one of the environment's functions."""
        self.write(f"environment.{function}(")
        visit(node, frame)
        self.write(")")


class _Measured:
    """A formatter of ``str.format`` that looks at each field before it is filled."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """The field's text, unless it is wider than allowed or is no text."""
        check_printable(value)
        allowance.check_width(format_spec)
        return allowance.weighed(super().format_field(value, format_spec))  # type: ignore[misc]


class _Formatter(_Measured, SandboxedFormatter):
    """For plain text."""


class _EscapeFormatter(_Measured, SandboxedEscapeFormatter):
    """For ready markup."""


_CLASSES = (dict, Cycler, Joiner, Namespace, bool, float, int, list, str, tuple)
"""The classes that a template may call; any other could open a file or run a program."""


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that looks into dictionaries first, prints through the three printers and counts what tags make."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**", "+", "%"})
    concat = staticmethod(allowance.printed_part)
    weighed = staticmethod(allowance.weighed)
    compared = staticmethod(allowance.compared)
    print_text: Printer
    print_attribute: Printer
    print_markup: Printer
    view: type | None = None
    """What a template sees of a document: fields and nothing else, those that were asked for kept in ``__dict__``."""
    made_field: Callable[[Any, str], Any]
    """Makes a field of a view; raises ``AttributeError`` for what is none."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute`` of a tag: the item of a dictionary first, then the attribute if it is a safe one."""
        kind = type(obj)
        if kind is self.view:
            # Nearly all that the template of a document asks for; a view answers with values, and to its fields alone.
            value = obj.__dict__.get(attribute, _ABSENT)
            if value is not _ABSENT:
                return value
            try:
                return self.made_field(obj, attribute)
            except AttributeError:
                if attribute[:1] != "_":
                    return self.undefined(obj=obj, name=attribute)
        elif kind is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        elif attribute[:1] != "_" and (kind in _ordinary or _is_ordinary(kind)):
            # The sandbox guards private names, callables and the insides of Python; plain data is none of these.
            value = getattr(obj, attribute, _ABSENT)
            if value is not _ABSENT and not callable(value):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a tag may have the attribute: nothing private, no module's, no function that belongs to a class.

        A class's own functions make objects and read files (``date.today``, pydantic's ``parse_file``); a value's
        methods look at the value.
        """
        if isinstance(obj, types.ModuleType) or not super().is_safe_attribute(obj, attr, value):
            return False
        owned = isinstance(obj, type) or isinstance(getattr(value, "__self__", None), type)
        return not (owned and callable(value))

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a tag may call the object: a function or one of a few classes."""
        made_here = not isinstance(obj, type) or obj in _CLASSES or obj.__module__.startswith("docxtpl")
        return made_here and super().is_safe_callable(obj)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """The call of a tag, counted, unless its result would be too large."""
        allowance.spend(allowance.MACRO if isinstance(__obj, Macro) else allowance.PASS)
        if isinstance(__obj, LoopContext):  # a recursive loop going deeper
            args = (allowance.looped(args[0]), *args[1:]) if args else args
            return super().call(__context, __obj, *args, **kwargs)
        allowance.check_call(__obj, args, kwargs)
        result = super().call(__context, __obj, *args, **kwargs)
        # What a macro prints was counted as it was put together.
        return result if isinstance(__obj, Macro) else allowance.weighed(result)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of ``*``, ``**``, ``+`` or ``%``, counted, unless it would be too large."""
        allowance.check_operator(operator, left, right)
        return allowance.weighed(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Jinja's stand-in for ``str.format`` and ``str.format_map``, with our formatter."""
        if super().wrap_str_format(value) is None:
            return None
        text = value.__self__
        formatter = _EscapeFormatter(self, escape=text.escape) if hasattr(text, "escape") else _Formatter(self)
        mapped = value.__name__ == "format_map"

        def format(*arguments: Any, **options: Any) -> str:
            if mapped:
                arguments, options = (), dict(*arguments)
            made: str = type(text)(formatter.vformat(text, arguments, options))
            return made

        return format

    def parse_tag(self, source: str) -> nodes.Template:
        """The tree of one tag by itself; raises ``TemplateSyntaxError`` also for one that is nested too deep."""
        tree = self.parse(source)
        level: list[nodes.Node] = [tree]
        for _ in range(_DEEPEST):
            level = [child for node in level for child in node.iter_child_nodes()]
            if not level:
                return tree
        raise TemplateSyntaxError(TOO_DEEP, 1)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return super()._parse(source, name, filename)
        except (RecursionError, MemoryError):
            raise TemplateSyntaxError(TOO_DEEP, 1, name, filename) from None
        except (ValueError, OverflowError):
            raise TemplateSyntaxError(TOO_LONG, 1, name, filename) from None

    def _compile(self, source: str, filename: str) -> types.CodeType:
        # What jinja's grammar lets pass and Python's does not: one name given twice, twenty loops in one another.
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            raise TemplateSyntaxError(NOT_COMPILED, 1, filename=filename) from None


TOO_DEEP = "tag nested too deep"
TOO_LONG = "number too long"
NOT_COMPILED = "not compiled"
"""What ``tag_checks`` says in Russian."""
_DEEPEST = 60
"""Levels of the tree of one tag; an expression that people write has under ten."""

_ABSENT = object()
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
    types.ModuleType,
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
    made.globals.pop("lipsum")  # prints something else each time
    add_filters(made)
    made.filters.update(filters or {})
    return made
