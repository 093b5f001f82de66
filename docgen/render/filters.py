"""The filters of templates: jinja's, kept from printing what is no words and from making too much, and docgen's own.

Filters of the documents of the model are not here: they are bound to what is being rendered.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_environment, pass_eval_context
from jinja2.filters import FILTERS, do_join, make_attrgetter
from jinja2.nodes import EvalContext

from docgen.render.allowance import (
    Refused,
    check_lines,
    check_percent,
    joined_length,
    limit,
    looped,
    replaced_length,
    spend,
    weighed,
)
from docgen.render.printers import check_printable

if TYPE_CHECKING:
    from docgen.render.environment import TemplateEnvironment

PRESENT = "_present"
"""The filter that guards the operands of ``~``; put in by the compiler, not for templates."""
LOOPED = "_looped"
"""The filter that counts the passes of a loop; put in by the compiler, not for templates."""

_LEFT_OUT = {"pprint", "random", "tojson", "urlencode", "urlize", "xmlattr"}
"""Jinja's filters for web pages and for programmers, and the one that prints something else each time."""

_TEXT_FILTERS = {
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string",
    "striptags", "title", "trim", "truncate", "upper", "wordcount", "wordwrap",
}  # fmt: skip
"""Jinja's filters that would turn ``None`` into the word «None» and a list into Python's spelling of it."""

_PASSED_ON = {"attr", "count", "d", "default", "first", "last", "length", "max", "min"}
"""Jinja's filters that make nothing new of what they are given."""


def add_filters(env: TemplateEnvironment) -> None:
    """Put the filters into an environment, in place of jinja's."""
    env.filters = dict(_guarded_filters())


@functools.cache
def _guarded_filters() -> Mapping[str, Callable[..., Any]]:
    guarded = {name: _guarded(name, wrapped) for name, wrapped in FILTERS.items() if name not in _LEFT_OUT}
    return {**guarded, "join": _join, "neighbours": neighbours, PRESENT: _present, LOOPED: looped}


@pass_environment
def neighbours(env: TemplateEnvironment, rows: Iterable[Any], attribute: str) -> Iterator[tuple[Any, list[Any]]]:
    """Runs of neighbouring rows with the same attribute, in their order: ``(value, rows)``.

    For cells merged by group: jinja's own ``groupby`` sorts, and a plan's rows must stay where they are.
    """
    missing = object()
    last: Any = missing
    group: list[Any] = []
    for row in looped(rows):
        # Through the sandbox: the attribute may be any word that stands in the template.
        value = env.getattr(row, str(attribute))
        if isinstance(value, Undefined):
            str(value)  # says what is missing or forbidden
        if last is missing or value != last:
            if group:
                yield last, group
            last, group = value, []
        group.append(row)
    if group:
        yield last, group


def _guarded(name: str, wrapped: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, refusing what it must not print and what would make too much, its result counted."""
    first = 1 if hasattr(wrapped, "jinja_pass_arg") else 0
    prints = name in _TEXT_FILTERS
    check = _CHECKS.get(name)
    passed_on = name in _PASSED_ON

    @functools.wraps(wrapped)
    def guarded(*arguments: Any, **options: Any) -> Any:
        if prints and len(arguments) > first:
            check_printable(arguments[first])
        if check is not None:
            check(*arguments[first:], **options)
        result = wrapped(*arguments, **options)
        return result if passed_on else weighed(result)

    return guarded


def _check_numbers(value: Any, *arguments: Any, **options: Any) -> None:
    for argument in (*arguments, *options.values()):
        if isinstance(argument, int):
            limit(abs(argument))


def _check_format(value: Any, *arguments: Any, **options: Any) -> None:
    check_percent(str(value), (*arguments, *options.values()))


def _check_indent(text: Any, width: Any = 4, *_: Any, **__: Any) -> None:
    check_lines(str(text), width)


def _check_replace(text: Any, old: Any, new: Any, *_: Any, **__: Any) -> None:
    limit(replaced_length(str(text), str(old), str(new)))


def _check_wrap(text: Any, width: int = 79, break_long_words: bool = True, wrapstring: Any = "\n", *_: Any) -> None:
    limit(len(str(text)) * (1 + len(str(wrapstring or ""))))


def _check_wordwrap(text: Any, *arguments: Any, **options: Any) -> None:
    _check_wrap(text, *arguments, **{name: value for name, value in options.items() if name != "break_on_hyphens"})


def _check_round(value: Any, precision: Any = 0, *_: Any, **__: Any) -> None:
    if isinstance(precision, int) and abs(precision) > _MOST_PLACES:
        raise Refused(f"round принимает не больше {_MOST_PLACES} знаков")


def _check_sum(values: Any, attribute: Any = None, start: Any = 0) -> None:
    if not isinstance(start, (int, float)):
        raise Refused("sum складывает только числа")


_MOST_PLACES = 100
_CHECKS: Mapping[str, Callable[..., None]] = {
    **dict.fromkeys(("batch", "center", "slice", "truncate"), _check_numbers),
    "format": _check_format,
    "indent": _check_indent,
    "replace": _check_replace,
    "round": _check_round,
    "sum": _check_sum,
    "wordwrap": _check_wordwrap,
}


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Jinja's ``join``, refusing among the items what must not be printed."""
    items = list(looped(value if attribute is None else map(make_attrgetter(context.environment, attribute), value)))
    for item in items:
        check_printable(item)
    limit(joined_length(str(d), items))
    joined: str = weighed(do_join(context, items, d))
    return joined


def _present(value: Any) -> Any:
    """The value, unless it must not be printed."""
    check_printable(value)
    spend(len(value) if isinstance(value, str) else 1)
    return value
